"""Demands to convene a body: who can bind the Landrat, and until when a demand is open (§ 59 Abs. 2, § 72 Abs. 3, § 78 Abs. 1)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.choices import GremiumArt, MitgliedRolle
from gremien.models import Mitgliedschaft, Regelwerk
from konten.rechte import darf
from sitzungen import tagesordnung
from sitzungen.choices import GELADENE_STATUS, SitzungStatus, Teil
from sitzungen.models import Einberufungsverlangen, Sitzung
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar


@dataclass(frozen=True)
class Bindung:
    """Whether the demand obliges to convene at once, and the sentence that says why or why not."""

    ist_bindend: bool
    satz: str


def drittel(zahl: int) -> int:
    """The smallest number of members that is one third of `zahl` or more."""
    return -(-zahl // 3)


def drei_monate_nach(tag: date) -> date:
    """The same day three months later, or the last one of that month (§ 188 Abs. 2, 3 BGB)."""
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + 3, 12)
    return date(jahr, monat + 1, min(tag.day, monthrange(jahr, monat + 1)[1]))


def bindung(verlangen) -> Bindung:
    """The computed mark "unverzüglich einzuberufen". The body is judged as it was on the day of receipt."""
    gremium, tag = verlangen.gremium, verlangen.eingegangen_am
    regelwerk = Regelwerk.objects.gilt_am(tag)
    sitze = [s for s in verlangen.unterzeichnende.all() if s.ist_stimmberechtigt]
    landraete = _kraft_amtes(tag)
    if gremium.art == GremiumArt.HAUPTAUSSCHUSS:
        return _nach_zahl(
            sum(s.person_id not in landraete for s in sitze), regelwerk.beigeordnete, "Beigeordneten", "§ 78 Abs. 1"
        )
    mitglieder = gremium.mitglieder_gesetzlich(regelwerk, tag)
    if gremium.art == GremiumArt.FACHAUSSCHUSS:
        return _nach_zahl(len(sitze), mitglieder, "Ausschussmitglieder", "§ 72 Abs. 3")
    if verlangen.durch_kreisausschuss:
        return Bindung(True, "Unverzüglich einzuberufen: Der Kreisausschuss verlangt es (§ 59 Abs. 2 NKomVG).")
    nach_zahl = _nach_zahl(len(sitze), mitglieder, "Mitglieder", "§ 59 Abs. 2")
    if nach_zahl.ist_bindend:
        return nach_zahl
    letzte = _letzte_sitzung(gremium, tag)
    abgeordnete = sum(s.person_id not in landraete for s in sitze)
    if letzte and abgeordnete and tag > drei_monate_nach(letzte):
        return Bindung(
            True,
            f"Unverzüglich einzuberufen: Die letzte Sitzung am {letzte:%d.%m.%Y} liegt mehr als drei Monate zurück, es genügt das "
            "Verlangen eines Abgeordneten (§ 59 Abs. 2 NKomVG).",
        )
    return nach_zahl


def _nach_zahl(vorhanden, grundzahl, wort, paragraf) -> Bindung:
    noetig = drittel(grundzahl)
    if vorhanden >= noetig:
        return Bindung(
            True,
            f"Unverzüglich einzuberufen: {vorhanden} von {grundzahl} {wort} verlangen es, nötig sind {noetig} ({paragraf} NKomVG).",
        )
    return Bindung(
        False,
        f"Bindet noch nicht: {vorhanden} von {grundzahl} {wort} verlangen es, nötig sind {noetig} ({paragraf} NKomVG).",
    )


def _kraft_amtes(tag) -> set[int]:
    sitze = Mitgliedschaft.objects.am(tag).filter(gremium__art=GremiumArt.VERTRETUNG, rolle=MitgliedRolle.KRAFT_AMTES)
    return set(sitze.values_list("person", flat=True))


def _letzte_sitzung(gremium, tag) -> date | None:
    """The last one that was held before that day."""
    gehalten = gremium.sitzungen.filter(
        status__in=(SitzungStatus.EROEFFNET, SitzungStatus.GESCHLOSSEN), beginn__lt=uhr.tagesbeginn(tag)
    )
    beginn = gehalten.order_by("-beginn").values_list("beginn", flat=True).first()
    return uhr.tag_von(beginn) if beginn else None


@transaction.atomic
def erfassen(
    gremium, *, eingegangen_am: date, gegenstand: str, unterzeichnende=(), durch_kreisausschuss=False, benutzer
) -> Einberufungsverlangen:
    """Record a demand with its subject and the members who signed it; they hold a seat in the body on the day of receipt."""
    _erlaubt(benutzer)
    unterzeichnende = list(unterzeichnende)
    gegenstand = druckbar({"gegenstand": gegenstand})["gegenstand"].strip()
    if not gegenstand:
        raise ValidationError({"gegenstand": "Das Verlangen muss den Beratungsgegenstand nennen (§ 59 Abs. 2 NKomVG)."})
    if eingegangen_am > uhr.heute():
        raise ValidationError({"eingegangen_am": "Ein Verlangen kann nicht in der Zukunft eingegangen sein."})
    if durch_kreisausschuss and gremium.art != GremiumArt.VERTRETUNG:
        raise ValidationError(
            {
                "durch_kreisausschuss": "Der Kreisausschuss kann nur die Einberufung des Kreistages verlangen (§ 59 Abs. 2 NKomVG)."
            }
        )
    if not durch_kreisausschuss and not unterzeichnende:
        raise ValidationError({"unterzeichnende": "Bitte wählen Sie, wer das Verlangen unterzeichnet hat."})
    am_tag = set(gremium.mitgliedschaften.am(eingegangen_am).values_list("pk", flat=True))
    if fremd := [s for s in unterzeichnende if s.pk not in am_tag]:
        raise ValidationError(
            {"unterzeichnende": f"{fremd[0].person} gehörte dem Gremium am {eingegangen_am:%d.%m.%Y} nicht an."}
        )
    try:
        Regelwerk.objects.gilt_am(eingegangen_am)
    except Regelwerk.DoesNotExist as fehler:
        raise ValidationError({"eingegangen_am": str(fehler)}) from fehler
    verlangen = Einberufungsverlangen.objects.create(
        gremium=gremium,
        eingegangen_am=eingegangen_am,
        gegenstand=gegenstand,
        durch_kreisausschuss=durch_kreisausschuss,
        erfasst_von=benutzer,
    )
    verlangen.unterzeichnende.set(unterzeichnende)
    return verlangen


@transaction.atomic
def zuordnen(verlangen, sitzung, *, benutzer) -> Einberufungsverlangen:
    """Answer a demand with a sitting: its subject comes on a planned agenda; a dispatched one must name it already."""
    verlangen = _sperren(verlangen, benutzer)
    sitzung = Sitzung.objects.select_related("gremium").get(pk=sitzung.pk)
    if sitzung.gremium_id != verlangen.gremium_id or sitzung.status == SitzungStatus.ABGESAGT:
        raise ValidationError({"sitzung": "Bitte wählen Sie eine Sitzung dieses Gremiums, die nicht abgesagt ist."})
    if sitzung.tag < verlangen.eingegangen_am:
        raise ValidationError({"sitzung": "Die Sitzung liegt vor dem Eingang des Verlangens."})
    if not sitzung.tops.filter(titel__icontains=verlangen.gegenstand).exists():
        if sitzung.status in GELADENE_STATUS:
            raise ValidationError(
                {
                    "sitzung": "Die Einladung zu dieser Sitzung nennt den Gegenstand nicht. Bitte wählen Sie eine andere Sitzung."
                }
            )
        teil = Teil.OEFFENTLICH if sitzung.ist_oeffentlich else Teil.NICHTOEFFENTLICH
        tagesordnung.hinzufuegen(sitzung, teil=teil, titel=verlangen.gegenstand, benutzer=benutzer)
    verlangen.sitzung = sitzung
    verlangen.save(update_fields=["sitzung"])
    return verlangen


@transaction.atomic
def zuruecknehmen(verlangen, *, benutzer) -> Einberufungsverlangen:
    """Those who demanded the sitting do not want it any more."""
    verlangen = _sperren(verlangen, benutzer)
    verlangen.zurueckgenommen_am = uhr.heute()
    verlangen.save(update_fields=["zurueckgenommen_am"])
    return verlangen


def _erlaubt(benutzer):
    if not darf(benutzer, "sitzungen.planen"):
        raise PermissionDenied("Verlangen nach Einberufung nimmt der Sitzungsdienst entgegen.")


def _sperren(verlangen, benutzer):
    _erlaubt(benutzer)
    verlangen = Einberufungsverlangen.objects.select_for_update(of=("self",)).get(pk=verlangen.pk)
    if verlangen.zurueckgenommen_am:
        raise ValidationError("Dieses Verlangen ist zurückgenommen.")
    return verlangen
