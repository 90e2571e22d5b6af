"""Record what a body decided on an item: votes whose result is computed, or an outcome without a vote."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from sitzungen.anwesenheit import mehr_als_die_haelfte_ausgeschlossen
from sitzungen.choices import AbstimmungArt, AntragStand
from sitzungen.models import Abstimmung, SitzungVerlauf, Tagesordnungspunkt, vermerken
from sitzungen.offen import offene_sitzung
from sitzungen.stimmabgabe import auszaehlen, festgehaltene, schreiben
from vorlagen.choices import ANGENOMMEN, AUS_ABSTIMMUNG, Ergebnis, VorlageStatus
from vorlagen.verweisung import pruefe_ziel
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext import normalisieren

# Outcomes that must be explained to the reader of the agenda.
BEGRUENDETE = (Ergebnis.VERTAGT, Ergebnis.ABGESETZT, Ergebnis.ZURUECKGEZOGEN)
BESCHLUSSUNFAEHIG = "Das Gremium ist nicht beschlussfähig."
ERGEBNISFELDER = [
    "ergebnis",
    "ergebnis_grund",
    "verwiesen_an",
    "ist_geaendert",
    "wortlaut",
    "beschlussunfaehig",
    "genehmigungsbeduerftig",
]


@transaction.atomic
def abstimmen(
    top, *, mehrheitsregel="", wortlaut="", behauptet="", schluessel=None, en_bloc=None, benutzer, **stimmen
) -> Tagesordnungspunkt:
    """Record the vote on the matter of an item; the result is computed from votes and majority rule (§ 66 NKomVG).

    `stimmen`: `ja, nein, enthaltung`, in a secret vote `form, ungueltig`; or `einzeln`, the votes of persons, with `form`
    namentlich or fraktion (`stimmabgabe.auszaehlen`). `wortlaut` is the wording voted on if it differs from what stands: the
    Beschlussvorschlag, as amended by motions that were adopted. The rule is the one of the item unless `mehrheitsregel` says
    otherwise. A second entry replaces the first and leaves it in the Verlauf; the same `schluessel` again changes nothing.
    ValidationError for open amendments, impossible sums, a label (`behauptet`) that contradicts the numbers, a body without
    quorum, or an item that cannot be voted on.
    """
    top, sitzung = _offen(top, benutzer)
    if festgehaltene(top, sitzung, schluessel):
        return top
    vorlage = top.beratung.vorlage if top.beratung else None
    if vorlage and not vorlage.hat_beschluss:
        raise ValidationError(
            f"Eine {vorlage.get_art_display()} wird zur Kenntnis genommen; über sie wird nicht abgestimmt."
        )
    _pruefe_beratbar(top, None)
    offen = top.antraege.filter(art=AbstimmungArt.AENDERUNG, stand=AntragStand.OFFEN)
    if offen:
        raise ValidationError(f"Zuerst wird über den Änderungsantrag abgestimmt: {offen[0].inhalt}")
    zaehlung = auszaehlen(**stimmen)
    wortlaut = druckbar({"wortlaut": normalisieren(wortlaut)})["wortlaut"] or geltende_fassung(top)
    vorschlag = vorlage.beschlussvorschlag if vorlage else ""
    geaendert = bool(wortlaut) and wortlaut != vorschlag
    korrektur = _verwerfen(top)
    abstimmung = schreiben(
        sitzung,
        top,
        zaehlung,
        regel=mehrheitsregel or top.mehrheitsregel,
        behauptet=behauptet,
        schluessel=schluessel,
        en_bloc=en_bloc,
        wortlaut=wortlaut or vorschlag or top.titel,
        benutzer=benutzer,
    )
    top.ergebnis, top.ergebnis_grund, top.verwiesen_an, top.beschlussunfaehig = abstimmung.ergebnis, "", None, False
    top.ist_geaendert, top.wortlaut = geaendert, wortlaut if geaendert else ""
    top.genehmigungsbeduerftig = abstimmung.ergebnis in ANGENOMMEN and mehr_als_die_haelfte_ausgeschlossen(top)
    top.save(update_fields=ERGEBNISFELDER)
    vermerken(
        sitzung, SitzungVerlauf.Aktion.ABSTIMMEN, benutzer, f"{top.nummer_lang}: {_zahlen(abstimmung)}{korrektur}"
    )
    return top


@transaction.atomic
def en_bloc(tops, *, ja, nein, enthaltung, schluessel=None, benutzer) -> list[Tagesordnungspunkt]:
    """One vote on several items of a sitting, each with its own wording and its own row: all of them or none.

    ValidationError names the item that stands in the way.
    """
    schluessel = schluessel or uuid4()
    fertig = []
    for top in tops:
        try:
            fertig.append(
                abstimmen(
                    top,
                    ja=ja,
                    nein=nein,
                    enthaltung=enthaltung,
                    schluessel=schluessel,
                    en_bloc=schluessel,
                    benutzer=benutzer,
                )
            )
        except ValidationError as fehler:
            raise ValidationError(f"{top.nummer_lang}: {' '.join(fehler.messages)}") from fehler
    return fertig


@transaction.atomic
def antrag_abstimmen(antrag, *, schluessel=None, benutzer, **stimmen) -> Abstimmung:
    """The vote on a motion that was made in the sitting; an adopted amendment changes the wording of the main motion.

    A second entry replaces the first, as long as the matter itself has not been voted on. ValidationError otherwise.
    """
    top, sitzung = _offen(antrag.top, benutzer)
    if alt := festgehaltene(top, sitzung, schluessel):
        return alt
    antrag = top.antraege.get(pk=antrag.pk)
    if antrag.stand in (AntragStand.ZURUECKGEZOGEN, AntragStand.ERLEDIGT):
        raise ValidationError(f"Der Antrag ist {antrag.get_stand_display()}; über ihn wird nicht mehr abgestimmt.")
    if antrag.art == AbstimmungArt.AENDERUNG and top.hauptabstimmung:
        raise ValidationError("Über den Punkt ist schon abgestimmt. Ein Änderungsantrag kommt vor der Sachabstimmung.")
    zaehlung = auszaehlen(**stimmen)
    vorher = Abstimmung.objects.filter(antrag=antrag).first()
    korrektur = f" (berichtigt, vorher: {_zahlen(vorher)})" if vorher else ""
    if vorher:
        vorher.delete()
    abstimmung = schreiben(
        sitzung,
        top,
        zaehlung,
        regel=Abstimmung._meta.get_field("mehrheitsregel").default,
        art=antrag.art,
        antrag=antrag,
        gegenstand=str(antrag),
        wortlaut=antrag.fassung,
        schluessel=schluessel,
        benutzer=benutzer,
    )
    antrag.stand = AntragStand.ANGENOMMEN if abstimmung.ergebnis in ANGENOMMEN else AntragStand.ABGELEHNT
    antrag.save(update_fields=["stand"])
    text = f"{top.nummer_lang}: {antrag} {antrag.get_stand_display()}, {_zahlen(abstimmung)}{korrektur}"
    vermerken(sitzung, SitzungVerlauf.Aktion.ABSTIMMEN, benutzer, text)
    return abstimmung


@transaction.atomic
def festhalten(top, ergebnis, *, grund="", verwiesen_an=None, beschlussunfaehig=False, benutzer) -> Tagesordnungspunkt:
    """Record an outcome without a vote: zur Kenntnis genommen, vertagt, abgesetzt, zurückgezogen, ohne Beschluss,
    verwiesen (to the body `verwiesen_an`). `beschlussunfaehig`: put off for lack of quorum (§ 65 Abs. 2 NKomVG).

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
    top.ist_geaendert, top.wortlaut, top.genehmigungsbeduerftig = False, "", False
    top.beschlussunfaehig = beschlussunfaehig and ergebnis == Ergebnis.VERTAGT
    top.save(update_fields=ERGEBNISFELDER)
    vermerken(sitzung, SitzungVerlauf.Aktion.ABSTIMMEN, benutzer, f"{top.nummer_lang}: {ergebnis.label}{korrektur}")
    return top


@transaction.atomic
def beschlussunfaehig_vertagen(sitzung, *, benutzer) -> list[Tagesordnungspunkt]:
    """Put off every item with a paper that has no result yet, because the last count found no quorum (§ 65 Abs. 2 NKomVG)."""
    sitzung = offene_sitzung(sitzung.pk, benutzer)
    stand = sitzung.feststellungen.last()
    if stand is None or stand.gegeben:
        raise ValidationError("Die Beschlussfähigkeit ist festgestellt; zählen Sie zuerst erneut.")
    offene = sitzung.tops.filter(beratung__isnull=False, ergebnis="", zweite_beratung_von__isnull=True)
    return [
        festhalten(t, Ergebnis.VERTAGT, grund=BESCHLUSSUNFAEHIG, beschlussunfaehig=True, benutzer=benutzer)
        for t in offene
    ]


def geltende_fassung(top) -> str:
    """The wording as the adopted amendments left it, the last one voted on; "" while none changed it."""
    angenommen = top.antraege.filter(art=AbstimmungArt.AENDERUNG, stand=AntragStand.ANGENOMMEN).exclude(fassung="")
    letzter = angenommen.order_by("abstimmung__position").last()
    return letzter.fassung if letzter else ""


def wartesatz(top) -> str:
    """Why no result is recorded on an item that waits for an earlier station, and how the paper comes back."""
    offen = top.beratung.vorlage.beratungen.filter(abgeschlossen_am__isnull=True).select_related("gremium").first()
    erst = f" Zuerst berät {offen.gremium}." if offen and offen.pk != top.beratung_id else ""
    return (
        f"{top.nummer_lang} bleibt in dieser Sitzung abgesetzt, weil die Vorlage zurück in der Vorberatung ist.{erst} "
        "Danach kommt sie auf eine neue Tagesordnung."
    )


def _offen(top, benutzer):
    """The locked sitting and its item, if results may be recorded there now."""
    sitzung = offene_sitzung(top.sitzung_id, benutzer)
    return sitzung.tops.select_related("beratung__vorlage").get(pk=top.pk), sitzung


def _pruefe_beratbar(top, ergebnis) -> None:
    """An item that lost its paper on this agenda keeps its outcome; `ergebnis` is None for a vote."""
    if top.ist_ueberschrift:
        raise ValidationError("Eine Überschrift hat kein Ergebnis.")
    if top.abgesetzt_am:
        raise ValidationError(f"{top.nummer_lang} ist abgesetzt: {top.ergebnis_grund}")
    if top.wartet:
        raise ValidationError(wartesatz(top))
    if top.wahlen.exists() and ergebnis not in (Ergebnis.VERTAGT, Ergebnis.ABGESETZT):
        raise ValidationError("Zu diesem Punkt wird gewählt (§ 67 NKomVG); das Ergebnis kommt aus der Wahl.")
    vorlage = top.beratung.vorlage if top.beratung else None
    ohne_vorlage = (Ergebnis.ZURUECKGEZOGEN, Ergebnis.ABGESETZT)
    if vorlage and vorlage.status == VorlageStatus.ZURUECKGEZOGEN and ergebnis not in ohne_vorlage:
        raise ValidationError("Die Vorlage ist zurückgezogen. Halten Sie als Ergebnis „zurückgezogen“ fest.")


def _verwerfen(top) -> str:
    """Drop an earlier entry on the matter; what it said goes into the Verlauf."""
    if not top.ergebnis:
        return ""
    alt = top.hauptabstimmung
    vorher = _zahlen(alt) if alt else top.get_ergebnis_display()
    top.abstimmungen.filter(art=AbstimmungArt.HAUPT).delete()
    return f" (berichtigt, vorher: {vorher})"


def _zahlen(abstimmung) -> str:
    return f"Ja {abstimmung.ja}, Nein {abstimmung.nein}, Enthaltung {abstimmung.enthaltung}"
