"""Record what a body decided on an item: a vote whose result is computed, or an outcome without a vote."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from sitzungen import abstimmung
from sitzungen.anwesenheit import anwesende_stimmberechtigte, gesetzliche_mitglieder
from sitzungen.choices import Mehrheitsregel, SitzungStatus
from sitzungen.models import Abstimmung, Sitzung, SitzungVerlauf, Tagesordnungspunkt, vermerken
from vorlagen.choices import AUS_ABSTIMMUNG, Ergebnis, VorlageStatus
from vorlagen.verweisung import pruefe_ziel
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext import normalisieren

# Outcomes that must be explained to the reader of the agenda.
BEGRUENDETE = (Ergebnis.VERTAGT, Ergebnis.ABGESETZT, Ergebnis.ZURUECKGEZOGEN)


@transaction.atomic
def abstimmen(
    top, *, ja, nein, enthaltung, mehrheitsregel=Mehrheitsregel.EINFACH, wortlaut="", behauptet="", benutzer
) -> Tagesordnungspunkt:
    """Record the vote on an item; the result is computed from the numbers and the majority rule (§ 66 NKomVG).

    `wortlaut` is the wording voted on if it differs from the Beschlussvorschlag. A second entry replaces the first and
    leaves it in the Verlauf. ValidationError for impossible sums, a label (`behauptet`) that contradicts the numbers,
    or an item that cannot be voted on.
    """
    top, sitzung = _offen(top, benutzer)
    vorlage = top.beratung.vorlage if top.beratung else None
    if vorlage and not vorlage.hat_beschluss:
        raise ValidationError(
            f"Eine {vorlage.get_art_display()} wird zur Kenntnis genommen; über sie wird nicht abgestimmt."
        )
    _pruefe_beratbar(top, None)
    stimmen = abstimmung.Stimmen(ja, nein, enthaltung)
    berechtigte, gesetzlich = anwesende_stimmberechtigte(sitzung), gesetzliche_mitglieder(sitzung)
    try:
        ergebnis = abstimmung.pruefe(
            stimmen, stimmberechtigte=berechtigte, behauptet=behauptet, regel=mehrheitsregel, mitglieder=gesetzlich
        )
    except abstimmung.StimmenFehler as fehler:
        raise ValidationError(str(fehler)) from fehler
    wortlaut = druckbar({"wortlaut": normalisieren(wortlaut)})["wortlaut"]
    geaendert = bool(wortlaut) and (vorlage is None or wortlaut != vorlage.beschlussvorschlag)
    korrektur = _verwerfen(top)
    Abstimmung.objects.create(
        top=top,
        mehrheitsregel=mehrheitsregel,
        ja=ja,
        nein=nein,
        enthaltung=enthaltung,
        wortlaut=wortlaut or (vorlage.beschlussvorschlag if vorlage else top.titel),
        stimmberechtigte=berechtigte,
        mitglieder=gesetzlich,
    )
    top.ergebnis, top.ergebnis_grund, top.verwiesen_an = ergebnis, "", None
    top.ist_geaendert, top.wortlaut = geaendert, wortlaut if geaendert else ""
    top.save(update_fields=["ergebnis", "ergebnis_grund", "verwiesen_an", "ist_geaendert", "wortlaut"])
    zahlen = f"{top.nummer_lang}: Ja {ja}, Nein {nein}, Enthaltung {enthaltung}"
    vermerken(sitzung, SitzungVerlauf.Aktion.ABSTIMMEN, benutzer, f"{zahlen}{korrektur}")
    return top


@transaction.atomic
def festhalten(top, ergebnis, *, grund="", verwiesen_an=None, benutzer) -> Tagesordnungspunkt:
    """Record an outcome without a vote: zur Kenntnis genommen, vertagt, abgesetzt, zurückgezogen, ohne Beschluss,
    verwiesen (to the body `verwiesen_an`).

    ValidationError for a label that only a vote can give, or without a reason where one is due.
    """
    top, sitzung = _offen(top, benutzer)
    ergebnis = Ergebnis(ergebnis)
    if ergebnis in AUS_ABSTIMMUNG:
        raise ValidationError(f"„{ergebnis.label}“ ergibt sich aus den Stimmen. Bitte tragen Sie die Abstimmung ein.")
    if ergebnis in BEGRUENDETE and not grund.strip():
        raise ValidationError({"grund": f"Bitte begründen Sie, warum der Punkt {ergebnis.label} wird."})
    _pruefe_beratbar(top, ergebnis)
    if ergebnis == Ergebnis.VERWIESEN:
        if not top.beratung:
            raise ValidationError("Verwiesen wird eine Vorlage; dieser Punkt hat keine.")
        pruefe_ziel(top.beratung, verwiesen_an)
    grund = druckbar({"grund": grund})["grund"].strip()
    korrektur = _verwerfen(top)
    top.ergebnis, top.ergebnis_grund = ergebnis, grund
    top.verwiesen_an = verwiesen_an if ergebnis == Ergebnis.VERWIESEN else None
    top.ist_geaendert, top.wortlaut = False, ""
    top.save(update_fields=["ergebnis", "ergebnis_grund", "verwiesen_an", "ist_geaendert", "wortlaut"])
    vermerken(sitzung, SitzungVerlauf.Aktion.ABSTIMMEN, benutzer, f"{top.nummer_lang}: {ergebnis.label}{korrektur}")
    return top


def _offen(top, benutzer):
    """The locked sitting and item, if results may be recorded there now."""
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=top.sitzung_id)
    top = sitzung.tops.select_related("beratung__vorlage").get(pk=top.pk)
    if not darf(benutzer, "sitzungen.abstimmen", sitzung):
        raise PermissionDenied("Ergebnisse hält der Sitzungsdienst fest.")
    if sitzung.status != SitzungStatus.EROEFFNET:
        raise ValidationError(
            f"Die Sitzung ist {sitzung.get_status_display().lower()}; Ergebnisse werden in der eröffneten Sitzung festgehalten."
        )
    return top, sitzung


def wartesatz(top) -> str:
    """Why no result is recorded on an item that waits for an earlier station, and how the paper comes back."""
    offen = top.beratung.vorlage.beratungen.filter(abgeschlossen_am__isnull=True).select_related("gremium").first()
    erst = f" Zuerst berät {offen.gremium}." if offen and offen.pk != top.beratung_id else ""
    return (
        f"{top.nummer_lang} bleibt in dieser Sitzung abgesetzt, weil die Vorlage zurück in der Vorberatung ist.{erst} "
        "Danach kommt sie auf eine neue Tagesordnung."
    )


def _pruefe_beratbar(top, ergebnis) -> None:
    """An item that lost its paper on this agenda keeps its outcome; `ergebnis` is None for a vote."""
    if top.wartet:
        raise ValidationError(wartesatz(top))
    vorlage = top.beratung.vorlage if top.beratung else None
    ohne_vorlage = (Ergebnis.ZURUECKGEZOGEN, Ergebnis.ABGESETZT)
    if vorlage and vorlage.status == VorlageStatus.ZURUECKGEZOGEN and ergebnis not in ohne_vorlage:
        raise ValidationError("Die Vorlage ist zurückgezogen. Halten Sie als Ergebnis „zurückgezogen“ fest.")


def _verwerfen(top) -> str:
    """Drop an earlier entry of this sitting; what it said goes into the Verlauf."""
    if not top.ergebnis:
        return ""
    alt = top.hauptabstimmung
    vorher = f"Ja {alt.ja}, Nein {alt.nein}, Enthaltung {alt.enthaltung}" if alt else top.get_ergebnis_display()
    top.abstimmungen.all().delete()
    return f" (berichtigt, vorher: {vorher})"
