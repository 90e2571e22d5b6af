"""Einspruch and report against a decision (§§ 79, 88 NKomVG): not carried out, decided again, and what came of it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from gremien.choices import GremiumArt
from konten.rechte import darf
from sitzungen import mitteilungen_rechtsakte, unterrichtung
from sitzungen.choices import UMSETZBAR, BeschlussStatus, NichtoeffentlichGrund
from sitzungen.choices_rechtsakt import (
    WIEDER_AUSFUEHRBAR,
    BeanstandungArt,
    BeanstandungAusgang,
    UnterrichtungArt,
)
from sitzungen.entscheidung import Entscheidung
from sitzungen.models import Beanstandung, Beschluss, Sitzung, SitzungVerlauf, Umlauf
from sitzungen.models import vermerken as in_sitzung_vermerken
from vorlagen import verweisung
from vorlagen import workflow as vorlagenworkflow
from vorlagen.choices import ANGENOMMEN, VorlageAktion, VorlageStatus
from vorlagen.models import Vorlage
from vorlagen.models import vermerken as an_vorlage_vermerken
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar

ART, AUSGANG = BeanstandungArt, BeanstandungAusgang
# § 79 NKomVG
FRIST_DES_KREISAUSSCHUSSES = timedelta(weeks=1)
# What may come of each kind.
AUSGAENGE = {
    ART.EINSPRUCH: (AUSGANG.BESTAETIGT, AUSGANG.AUFGEHOBEN, AUSGANG.ZURUECKGENOMMEN),
    ART.EINSPRUCH_KA: (AUSGANG.BESTAETIGT, AUSGANG.AUFGEHOBEN, AUSGANG.ZURUECKGENOMMEN),
    ART.BERICHT: (AUSGANG.NICHT_BEANSTANDET, AUSGANG.BEANSTANDET, AUSGANG.ZURUECKGENOMMEN),
}


def offene(entscheidung) -> Beanstandung | None:
    """What stands against this decision now."""
    return Beanstandung.objects.filter(**entscheidung.felder, ausgang="").first()


def ist_auszufuehren(entscheidung) -> bool:
    """May the decision be carried out? Not while something stands against it, nor after it was lifted."""
    letzte = Beanstandung.objects.filter(**entscheidung.felder).order_by("erfasst_am", "pk").last()
    return letzte is None or letzte.ausgang in WIEDER_AUSFUEHRBAR


@transaction.atomic
def beanstanden(entscheidung, art, *, am, begruendung, beschlossen_in=None, benutzer) -> Beanstandung:
    """Record an Einspruch or a report on that day. The decision is not carried out meanwhile, the Kreistag is informed at once.

    After an Einspruch the body decides again, three days after the first decision at the earliest: at a new station of the
    paper, or by an item that its next agenda is offered. § 79: `beschlossen_in` is the item of the Kreisausschuss that decided
    on it, within a week. ValidationError for what was not accepted, or stands under an Einspruch already.
    """
    recht = "sitzungen.beanstandung_erfassen" if art == ART.EINSPRUCH_KA else "sitzungen.beanstanden"
    if not darf(benutzer, recht):
        raise PermissionDenied("Einspruch nach § 88 NKomVG legt der Landrat ein.")
    _sperren(entscheidung)
    _pruefe(entscheidung, art, am, beschlossen_in)
    begruendung = druckbar({"begruendung": begruendung})["begruendung"].strip()
    if not begruendung:
        raise ValidationError({"begruendung": "Bitte begründen Sie, warum der Beschluss beanstandet wird."})
    eintrag = Beanstandung.objects.create(
        **entscheidung.felder,
        art=art,
        am=am,
        begruendung=begruendung,
        beschlossen_in=beschlossen_in,
        erfasst_von=benutzer,
    )
    _vermerken(entscheidung, benutzer, f"{eintrag}: Der Beschluss wird nicht ausgeführt.")
    _beschlusskontrolle(entscheidung, None)
    if art == ART.BERICHT:
        _schulden(entscheidung, eintrag, UnterrichtungArt.BERICHT, unterrichtung.kreistag())
    else:
        _neu_entscheiden(entscheidung, eintrag, benutzer)
    mitteilungen_rechtsakte.beanstandet(eintrag, entscheidung.bezeichnung, seite(entscheidung))
    return eintrag


@transaction.atomic
def ausgang_festhalten(beanstandung, ausgang, *, am, bemerkung="", benutzer) -> Beanstandung:
    """What came of it: the new decision, the word of the Kommunalaufsicht, or a withdrawal before the new decision.

    A new decision on a paper must have been taken, and say the same. After a Beanstandung by the Kommunalaufsicht the body
    decides again.
    """
    if not darf(benutzer, "sitzungen.beanstandung_erfassen"):
        raise PermissionDenied("Den Ausgang halten Sitzungsdienst und Verwaltungsleitung fest.")
    beanstandung = Beanstandung.objects.select_for_update(of=("self",)).get(pk=beanstandung.pk)
    entscheidung = Entscheidung(top=beanstandung.top, umlauf=beanstandung.umlauf)
    if not beanstandung.ist_offen:
        raise ValidationError(f"Der Ausgang steht fest: {beanstandung.get_ausgang_display()}.")
    if ausgang not in AUSGAENGE[ART(beanstandung.art)]:
        raise ValidationError({"ausgang": "Dieser Ausgang passt nicht zu der Art des Einspruchs."})
    if not beanstandung.am <= am <= uhr.heute():
        raise ValidationError({"ausgang_am": "Der Tag liegt zwischen dem Einspruch und heute."})
    bemerkung = druckbar({"bemerkung": bemerkung})["bemerkung"].strip()
    _pruefe_neue_entscheidung(beanstandung, ausgang, am)
    if ausgang == AUSGANG.ZURUECKGENOMMEN and not bemerkung:
        raise ValidationError({"bemerkung": "Bitte begründen Sie die Rücknahme."})
    if ausgang == AUSGANG.BEANSTANDET:
        _neu_entscheiden(entscheidung, beanstandung, benutzer)
    beanstandung.ausgang, beanstandung.ausgang_am = ausgang, am
    beanstandung.ausgang_bemerkung, beanstandung.ausgang_von = bemerkung, benutzer
    beanstandung.save()
    _beschlusskontrolle(entscheidung, ausgang)
    _vermerken(entscheidung, benutzer, f"{beanstandung}: {AUSGANG(ausgang).label}. {bemerkung}".strip())
    return beanstandung


def _beschlusskontrolle(entscheidung, ausgang) -> None:
    """The points of the decision: not to be carried out, open again, or without an object once the decision is gone."""
    if not entscheidung.top:
        return
    for punkt in Beschluss.objects.select_for_update(of=("self",)).filter(top=entscheidung.top):
        if ausgang is None and punkt.status in UMSETZBAR:
            punkt.status = BeschlussStatus.NICHT_AUSZUFUEHREN
        elif ausgang in WIEDER_AUSFUEHRBAR and punkt.status == BeschlussStatus.NICHT_AUSZUFUEHREN:
            punkt.status = BeschlussStatus.OFFEN
        else:
            continue
        punkt.version += 1
        punkt.save(update_fields=["status", "version"])


def seite(entscheidung) -> str:
    """The page of the legal acts on this decision."""
    if entscheidung.top:
        return reverse("sitzungen:rechtsakte_top", args=[entscheidung.top.sitzung_id, entscheidung.top.pk])
    return reverse("sitzungen:umlauf", args=[entscheidung.umlauf.pk])


def _sperren(entscheidung) -> None:
    """Two acts on one decision wait for each other."""
    modell, pk = (Sitzung, entscheidung.top.sitzung_id) if entscheidung.top else (Umlauf, entscheidung.umlauf.pk)
    modell.objects.select_for_update(of=("self",)).get(pk=pk)


def _pruefe(entscheidung, art, am, beschlossen_in) -> None:
    if art not in ART.values:
        raise ValidationError({"art": "Bitte wählen Sie, was geschieht."})
    if not entscheidung.ist_angenommen or not entscheidung.entscheidet:
        raise ValidationError("Beanstandet wird ein gefasster Beschluss, sobald die Sitzung geschlossen ist.")
    erlaubt = (GremiumArt.VERTRETUNG, GremiumArt.HAUPTAUSSCHUSS)
    if entscheidung.gremium.art not in erlaubt:
        raise ValidationError("Einspruch richtet sich gegen Beschlüsse des Kreistages oder des Kreisausschusses.")
    if not entscheidung.tag <= am <= uhr.heute():
        raise ValidationError({"am": "Der Tag liegt zwischen dem Beschluss und heute."})
    if offene(entscheidung):
        raise ValidationError("Gegen diesen Beschluss läuft schon ein Einspruch.")
    if not ist_auszufuehren(entscheidung):
        raise ValidationError("Dieser Beschluss ist aufgehoben.")
    if entscheidung.beratung and entscheidung.beratung.beanstandet_am:
        raise ValidationError("Über die Vorlage wird schon erneut entschieden.")
    if art != ART.EINSPRUCH_KA:
        return
    if entscheidung.gremium.art != GremiumArt.VERTRETUNG:
        raise ValidationError(
            {"art": "Der Kreisausschuss erhebt Einspruch gegen Beschlüsse des Kreistages (§ 79 NKomVG)."}
        )
    if am > entscheidung.tag + FRIST_DES_KREISAUSSCHUSSES:
        ende = entscheidung.tag + FRIST_DES_KREISAUSSCHUSSES
        raise ValidationError({"am": f"Die Frist des § 79 NKomVG (eine Woche) endete am {ende:%d.%m.%Y}."})
    if beschlossen_in is None or beschlossen_in.sitzung.gremium.art != GremiumArt.HAUPTAUSSCHUSS:
        raise ValidationError(
            {"beschlossen_in": "Bitte nennen Sie den Punkt des Kreisausschusses, der den Einspruch beschloss."}
        )
    if beschlossen_in.ergebnis not in ANGENOMMEN or beschlossen_in.sitzung.tag > am:
        raise ValidationError({"beschlossen_in": "Dort hat der Kreisausschuss bis zu diesem Tag nichts beschlossen."})


def _neu_entscheiden(entscheidung, eintrag, benutzer) -> None:
    """§ 88 Abs. 1: the same body decides again."""
    if not entscheidung.beratung:
        _schulden(entscheidung, eintrag, UnterrichtungArt.EINSPRUCH, entscheidung.gremium)
        return
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=entscheidung.vorlage.pk)
    if hasattr(vorlage, "archivierung"):
        raise ValidationError("Der Vorgang ist ausgesondert. Bitte nehmen Sie zuerst die Aussonderung zurück.")
    if vorlage.status != VorlageStatus.BESCHLOSSEN:
        raise ValidationError(
            f"Die Vorlage ist {vorlage.get_status_display().lower()}; beanstandet wird, was beschlossen ist."
        )
    vorlagenworkflow.ausfuehren(vorlage, "beanstanden", benutzer=benutzer, bemerkung=str(eintrag))
    beratung = entscheidung.beratung
    beratung.refresh_from_db()
    eintrag.neue_beratung = verweisung.wiederaufnehmen(beratung, entscheidung.gremium, entscheidung.frueheste_neue)
    eintrag.save(update_fields=["neue_beratung"])


def _schulden(entscheidung, eintrag, art, gremium) -> None:
    top = entscheidung.top
    oeffentlich = not entscheidung.ist_nichtoeffentlich
    unterrichtung.schulden(
        art,
        [gremium],
        titel=f"{UnterrichtungArt(art).label}: {entscheidung.gegenstand}",
        ist_oeffentlich=oeffentlich,
        nichtoeffentlich_grund=""
        if oeffentlich
        else (top and top.nichtoeffentlich_grund) or NichtoeffentlichGrund.WOHL,
        fruehestens_am=entscheidung.frueheste_neue if art == UnterrichtungArt.EINSPRUCH else None,
        beanstandung=eintrag,
    )


def _pruefe_neue_entscheidung(beanstandung, ausgang, am) -> None:
    neue = beanstandung.neue_beratung
    if ausgang in (AUSGANG.NICHT_BEANSTANDET, AUSGANG.BEANSTANDET):
        return
    if neue is None:
        zu_frueh = (
            beanstandung.art != ART.BERICHT and am < Entscheidung(beanstandung.top, beanstandung.umlauf).frueheste_neue
        )
        if ausgang != AUSGANG.ZURUECKGENOMMEN and zu_frueh:
            raise ValidationError(
                {"ausgang_am": "Erneut beschlossen wird frühestens drei Tage nach dem ersten Beschluss."}
            )
        return
    if ausgang == AUSGANG.ZURUECKGENOMMEN:
        raise ValidationError(
            "Über die Vorlage wird schon erneut entschieden. Bitte nehmen Sie den Punkt in der nächsten Sitzung auf und halten "
            "Sie dort fest, dass der Beschluss bleibt."
        )
    if not neue.abgeschlossen_am:
        raise ValidationError(f"{neue.gremium} hat noch nicht erneut entschieden.")
    bestaetigt = neue.ergebnis in ANGENOMMEN and not neue.ist_geaendert
    if bestaetigt != (ausgang == AUSGANG.BESTAETIGT):
        wort = "bestätigt" if bestaetigt else "nicht bestätigt"
        raise ValidationError({"ausgang": f"{neue.gremium} hat den Beschluss {wort}."})


def _vermerken(entscheidung, benutzer, text) -> None:
    if entscheidung.top:
        aktion = SitzungVerlauf.Aktion.RECHTSAKT
        in_sitzung_vermerken(
            entscheidung.top.sitzung, aktion, benutzer, f"{entscheidung.top.nummer_lang}: {text}", top=entscheidung.top
        )
    if entscheidung.vorlage:
        an_vorlage_vermerken(
            entscheidung.vorlage, VorlageAktion.BEANSTANDEN, benutzer, f"{entscheidung.bezeichnung}: {text}"
        )
