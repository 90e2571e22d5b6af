"""The acts of a running Mitzeichnung: sign, give more time, take back, ask once more.

Every act locks the Vorlage first, like the steps of the workflow: two acts on one paper never run side by side.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from vorlagen.choices import OFFENE_MITZEICHNUNG, VorlageAktion, VorlageStatus, Votum
from vorlagen.mitzeichnung import ablauf, hinweise
from vorlagen.mitzeichnung.plan import geprueft
from vorlagen.mitzeichnung.stand import aktuelle_runde, letztes_votum
from vorlagen.models import Mitzeichnung, Vorlage, vermerken
from vorlagen.models.mitzeichnung import MAX_FRIST
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.werktage import nach_werktagen


@transaction.atomic
def zeichnen(mitzeichnung, votum: str, *, benutzer, text="") -> Mitzeichnung:
    """Give the verdict of an office; it never changes afterwards, and the next stage begins by itself.

    Everything but plain consent says why. Who returns the whole paper takes the step `zurueckgeben` of the workflow instead.
    """
    vorlage = _sperren(mitzeichnung.vorlage)
    mitzeichnung = vorlage.mitzeichnungen.select_related("amt").get(pk=mitzeichnung.pk)
    _pruefe_offen(mitzeichnung)
    if not darf(benutzer, "vorlagen.mitzeichnen", vorlage) or not _darf_zeichnen(mitzeichnung, benutzer):
        raise PermissionDenied("Für dieses Amt zeichnen Sie nicht mit.")
    text = druckbar({"text": text.strip()})["text"]
    if votum not in Votum.values or votum == Votum.ZURUECKGEGEBEN:
        raise ValidationError({"votum": "Bitte wählen Sie, ob das Amt zustimmt oder ablehnt."})
    if votum != Votum.ZUGESTIMMT and not text:
        raise ValidationError({"text": "Bitte schreiben Sie Ihre Anmerkung oder Begründung dazu."})
    ablauf.votieren(mitzeichnung, votum, text, benutzer, vorlage)
    vermerken(
        vorlage,
        VorlageAktion.MITGEZEICHNET,
        benutzer,
        f"{mitzeichnung.amt}: {mitzeichnung.get_votum_display()}\n{text}",
        vertretung_fuer=mitzeichnung.vertretung_fuer,
    )
    hinweise.votiert(vorlage, mitzeichnung)
    ablauf.weiter(vorlage, benutzer)
    return mitzeichnung


@transaction.atomic
def verlaengern(mitzeichnung, werktage: int, *, benutzer, grund) -> Mitzeichnung:
    """Give an office more time: working days after its deadline, or after today if that has passed."""
    vorlage, mitzeichnung = _steuern(mitzeichnung, benutzer)
    _pruefe_offen(mitzeichnung)
    if not 1 <= werktage <= MAX_FRIST:
        raise ValidationError({"werktage": f"Bitte geben Sie 1 bis {MAX_FRIST} Werktage an."})
    if not grund.strip():
        raise ValidationError({"grund": "Bitte begründen Sie die Verlängerung."})
    mitzeichnung.faellig_am = nach_werktagen(max(mitzeichnung.faellig_am, uhr.heute()), werktage)
    mitzeichnung.save(update_fields=["faellig_am"])
    text = f"{mitzeichnung.amt}: bis {mitzeichnung.faellig_am:%d.%m.%Y}\n{grund}"
    vermerken(vorlage, VorlageAktion.MITZEICHNUNG_VERLAENGERT, benutzer, text)
    hinweise.verlaengert(vorlage, mitzeichnung)
    return mitzeichnung


@transaction.atomic
def zurueckrufen(mitzeichnung, *, benutzer, grund) -> Mitzeichnung:
    """Take back a request before it is answered, for a reason that everybody on the paper can read."""
    vorlage, mitzeichnung = _steuern(mitzeichnung, benutzer)
    if mitzeichnung.stand not in OFFENE_MITZEICHNUNG:
        _pruefe_offen(mitzeichnung)
    if not grund.strip():
        raise ValidationError({"grund": "Bitte begründen Sie, warum das Amt nicht mehr mitzeichnen soll."})
    war_offen = mitzeichnung.ist_offen
    ablauf.entfallen(mitzeichnung, f"Zurückgerufen: {grund.strip()}")
    vermerken(vorlage, VorlageAktion.MITZEICHNUNG_ZURUECKGERUFEN, benutzer, f"{mitzeichnung.amt}\n{grund}")
    if war_offen:
        hinweise.hinfaellig(vorlage, mitzeichnung)
    ablauf.weiter(vorlage, benutzer)
    return mitzeichnung


@transaction.atomic
def anfordern(vorlage, amt, frist_werktage: int, *, benutzer, grund) -> Mitzeichnung:
    """Ask a further office, or one again, in the middle of a round. It is asked at once, beside the stage that runs."""
    vorlage = _sperren(vorlage)
    if not darf(benutzer, "vorlagen.mitzeichnung_steuern", vorlage):
        raise PermissionDenied("Weitere Ämter beteiligt das federführende Amt oder die Verwaltungsleitung.")
    if vorlage.status != VorlageStatus.IN_MITZEICHNUNG:
        raise ValidationError("Die Vorlage ist nicht in Mitzeichnung.")
    if not grund.strip():
        raise ValidationError({"grund": "Bitte schreiben Sie, warum das Amt mitzeichnen soll."})
    if vorlage.mitzeichnungen.unerledigt().filter(amt=amt).exists():
        raise ValidationError({"amt": f"{amt} ist schon um Mitzeichnung gebeten."})
    zeile = geprueft(vorlage, [{"amt": amt, "stufe": 1, "frist_werktage": frist_werktage}])[0]
    laufend = vorlage.mitzeichnungen.offen().order_by("stufe").first()
    zeile |= {"runde": aktuelle_runde(vorlage), "stufe": laufend.stufe if laufend else 1}
    mitzeichnung = Mitzeichnung.objects.create(
        vorlage=vorlage,
        anlass=druckbar({"text": grund.strip()})["text"],
        vorherige=letztes_votum(vorlage, amt),
        **zeile,
    )
    ablauf.anfordern(vorlage, [mitzeichnung], benutzer, grund)
    return mitzeichnung


def _sperren(vorlage) -> Vorlage:
    return Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)


def _darf_zeichnen(mitzeichnung, benutzer) -> bool:
    return Mitzeichnung.objects.zeichenbar_fuer(benutzer).filter(pk=mitzeichnung.pk).exists()


def _steuern(mitzeichnung, benutzer) -> tuple[Vorlage, Mitzeichnung]:
    vorlage = _sperren(mitzeichnung.vorlage)
    if not darf(benutzer, "vorlagen.mitzeichnung_steuern", vorlage):
        raise PermissionDenied("Die Mitzeichnung steuern das federführende Amt und die Verwaltungsleitung.")
    if vorlage.status != VorlageStatus.IN_MITZEICHNUNG:
        raise ValidationError("Die Vorlage ist nicht in Mitzeichnung.")
    return vorlage, vorlage.mitzeichnungen.select_related("amt").get(pk=mitzeichnung.pk)


def _pruefe_offen(mitzeichnung) -> None:
    if mitzeichnung.ist_erledigt:
        raise ValidationError(
            f"{mitzeichnung.amt} hat schon gezeichnet: {mitzeichnung.get_votum_display()}, {mitzeichnung.durch}."
        )
    if mitzeichnung.ist_hinfaellig:
        raise ValidationError(f"Diese Mitzeichnung ist hinfällig. {mitzeichnung.hinfaellig_grund}")
    if not mitzeichnung.ist_offen:
        raise ValidationError(f"{mitzeichnung.amt} ist noch nicht an der Reihe.")
