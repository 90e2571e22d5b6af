"""Votes that are not on the matter: procedure, more items, the public, a doubted conflict; and the demand of § 68 S. 3 NKomVG."""

from django.core.exceptions import ValidationError
from django.db import transaction

from sitzungen.abstimmung import haengt_ab_von
from sitzungen.anwesenheit import fraktionen
from sitzungen.choices import AbstimmungArt, AbstimmungForm, Mehrheitsregel, Stimmwert, Umfang, Verbleib
from sitzungen.models import Abstimmung, Mitwirkungsverbot, SitzungVerlauf, Stimme, vermerken
from sitzungen.offen import offene_sitzung
from sitzungen.stimmabgabe import auszaehlen, festgehaltene, schreiben
from vorlagen.choices import ANGENOMMEN
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar

VERFAHREN = (AbstimmungArt.GESCHAEFTSORDNUNG, AbstimmungArt.ERWEITERUNG, AbstimmungArt.OEFFENTLICHKEIT)


@transaction.atomic
def verfahren_abstimmen(
    sitzung, *, art, gegenstand, top=None, mehrheitsregel="", mit_aussprache=None, schluessel=None, benutzer, **stimmen
) -> Abstimmung:
    """A vote on the procedure of the sitting, or of one item; its result is `.ergebnis`, its numbers as in `auszaehlen`.

    More items need two thirds of the members (§ 59 Abs. 3 S. 5 NKomVG), whatever `mehrheitsregel` says. To exclude the public,
    the record says whether it was debated (§ 64 Abs. 1 S. 2). ValidationError otherwise, and as in `schreiben`.
    """
    sitzung = offene_sitzung(sitzung.pk, benutzer)
    if art not in VERFAHREN:
        raise ValidationError("Über eine Sache wird zu einem Tagesordnungspunkt abgestimmt.")
    if alt := festgehaltene(top, sitzung, schluessel):
        return alt
    if art == AbstimmungArt.OEFFENTLICHKEIT and mit_aussprache is None:
        raise ValidationError(
            {"mit_aussprache": "Bitte geben Sie an, ob über den Ausschluss beraten wurde (§ 64 Abs. 1 S. 2 NKomVG)."}
        )
    regel = (
        Mehrheitsregel.ZWEI_DRITTEL if art == AbstimmungArt.ERWEITERUNG else mehrheitsregel or Mehrheitsregel.EINFACH
    )
    gegenstand = druckbar({"gegenstand": gegenstand})["gegenstand"].strip()
    if not gegenstand:
        raise ValidationError({"gegenstand": "Bitte geben Sie an, worüber abgestimmt wurde."})
    abstimmung = schreiben(
        sitzung,
        top and sitzung.tops.get(pk=top.pk),
        auszaehlen(**stimmen),
        art=art,
        regel=regel,
        gegenstand=gegenstand,
        mit_aussprache=mit_aussprache if art == AbstimmungArt.OEFFENTLICHKEIT else None,
        schluessel=schluessel,
        benutzer=benutzer,
    )
    _vermerken(sitzung, abstimmung, benutzer)
    return abstimmung


@transaction.atomic
def ausschluss_entscheiden(top, person, *, verbleib=Verbleib.RAUM, schluessel=None, benutzer, **stimmen) -> Abstimmung:
    """In doubt the body decides whether a member may take part, without that member (§ 41 Abs. 4 NKomVG).

    Ja excludes. The decision and what follows from it are recorded together.
    """
    sitzung = offene_sitzung(top.sitzung_id, benutzer)
    top = sitzung.tops.prefetch_related("abstimmungen").get(pk=top.pk)
    if alt := festgehaltene(top, sitzung, schluessel):
        return alt
    if top.hauptabstimmung:
        raise ValidationError("Über den Punkt ist schon abgestimmt.")
    if top.mitwirkungsverbote.filter(person=person).exists():
        raise ValidationError("Für diese Person ist zu diesem Punkt schon ein Mitwirkungsverbot vermerkt.")
    if verbleib == Verbleib.ZUHOERER and not top.ist_oeffentlich:
        raise ValidationError(
            {"verbleib": "Im nichtöffentlichen Teil verlässt die Person den Raum (§ 41 Abs. 5 NKomVG)."}
        )
    abstimmung = schreiben(
        sitzung,
        top,
        auszaehlen(**stimmen),
        art=AbstimmungArt.MITWIRKUNG,
        regel=Mehrheitsregel.EINFACH,
        gegenstand=f"Mitwirkungsverbot für {person}",
        ohne_person=person,
        schluessel=schluessel,
        benutzer=benutzer,
    )
    ausgeschlossen = abstimmung.ergebnis in ANGENOMMEN
    Mitwirkungsverbot.objects.create(
        top=top,
        person=person,
        umfang=Umfang.VERBOT if ausgeschlossen else Umfang.HINWEIS,
        verbleib=verbleib,
        entscheidung=abstimmung,
        von=uhr.jetzt() if ausgeschlossen else None,
    )
    _vermerken(sitzung, abstimmung, benutzer)
    return abstimmung


@transaction.atomic
def stimme_verlangen(abstimmung, person, wert, *, benutzer) -> Stimme:
    """A member demands that its own vote stands in the Protokoll (§ 68 S. 3 NKomVG): never of a secret vote.

    ValidationError where it contradicts what was counted, or the vote that is known of the person.
    """
    sitzung = offene_sitzung(abstimmung.sitzung_id, benutzer)
    abstimmung = Abstimmung.objects.get(pk=abstimmung.pk)
    if abstimmung.form == AbstimmungForm.GEHEIM:
        raise ValidationError("Aus geheimer Abstimmung kommt keine einzelne Stimme ins Protokoll (§ 68 S. 3 NKomVG).")
    stimme = abstimmung.einzelstimmen.filter(person=person).first()
    if stimme and stimme.wert != wert:
        raise ValidationError(
            f"Festgehalten ist für {person}: {stimme.get_wert_display()}. Bitte prüfen Sie die Abstimmung."
        )
    if stimme is None:
        zeit = sitzung.anwesenheitszeiten.um(abstimmung.erfasst_am).stimmberechtigt().filter(person=person).first()
        if zeit is None or Mitwirkungsverbot.objects.filter(top=abstimmung.top_id, person=person, umfang=Umfang.VERBOT):
            raise ValidationError(f"{person} war bei dieser Abstimmung nicht stimmberechtigt.")
        genannt = abstimmung.einzelstimmen.filter(wert=wert).count()
        if genannt + 1 > getattr(abstimmung, Stimmwert(wert).value):
            raise ValidationError(
                f"Gezählt wurden {getattr(abstimmung, wert)} × {Stimmwert(wert).label}, so viele sind schon genannt."
            )
        stimme = Stimme(
            abstimmung=abstimmung,
            mitgliedschaft=zeit.anwesenheit.mitgliedschaft,
            person=person,
            fraktion=fraktionen(sitzung, [person.pk]).get(person.pk),
            wert=wert,
        )
    stimme.auf_verlangen = True
    stimme.save()
    vermerken(sitzung, SitzungVerlauf.Aktion.ABSTIMMEN, benutzer, f"{person} verlangt die eigene Stimme im Protokoll")
    return stimme


def unwirksamkeit_zu_pruefen(top) -> bool:
    """§ 41 Abs. 6 NKomVG: somebody took part who was not to, and the result turns when that vote is taken away.

    Of whom no vote is known, the one is assumed that mattered most: Ja to what was adopted, Nein to what was refused.
    """
    abstimmung = top.hauptabstimmung
    verbote = top.mitwirkungsverbote.filter(nachtraeglich=True, umfang=Umfang.VERBOT, person__isnull=False)
    if abstimmung is None or not verbote:
        return False
    sitze = top.sitzung.anwesenheitszeiten.um(abstimmung.erfasst_am).stimmberechtigt()
    dabei = set(sitze.filter(person__in=verbote.values("person")).values_list("person", flat=True))
    bekannt = dict(abstimmung.einzelstimmen.filter(person__in=dabei).values_list("person", "wert"))
    vermutet = Stimmwert.JA if abstimmung.ergebnis in ANGENOMMEN else Stimmwert.NEIN
    offen = (
        0 if abstimmung.form in (AbstimmungForm.NAMENTLICH, AbstimmungForm.FRAKTION) else len(dabei - bekannt.keys())
    )
    werte = [*bekannt.values(), *[vermutet] * offen]
    ja, nein = werte.count(Stimmwert.JA), werte.count(Stimmwert.NEIN)
    return haengt_ab_von(
        abstimmung.stimmen,
        abstimmung.mehrheitsregel,
        abstimmung.mitglieder,
        min(ja, abstimmung.ja),
        min(nein, abstimmung.nein),
    )


def _vermerken(sitzung, abstimmung, benutzer) -> None:
    zu = f"{abstimmung.top.nummer_lang}: " if abstimmung.top else ""
    zahlen = f"Ja {abstimmung.ja}, Nein {abstimmung.nein}, Enthaltung {abstimmung.enthaltung}"
    vermerken(sitzung, SitzungVerlauf.Aktion.ABSTIMMEN, benutzer, f"{zu}{abstimmung.gegenstand}: {zahlen}")
