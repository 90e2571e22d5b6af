"""The Satzung of a decision of the Kreistag: its paper for the signature of the Landrat, and its Verkündung (§§ 10, 11 NKomVG)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from gremien.choices import GremiumArt, MitgliedRolle
from gremien.models import Koerperschaft, Mitgliedschaft
from konten.rechte import darf
from vorlagen import dokumente
from vorlagen.choices import Sachgebiet, VorlageAktion, VorlageStatus
from vorlagen.models import Satzung, Vorlage, vermerken
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext import klartext, normalisieren


def ist_moeglich(vorlage) -> bool:
    """The Kreistag has passed a Satzung with this paper."""
    return vorlage.sachgebiet == Sachgebiet.SATZUNG and vorlage.status == VorlageStatus.BESCHLOSSEN


def beschlossen_am(vorlage):
    """The day of the decision; None while there is none."""
    letzte = vorlage.beratungen.filter(abgeschlossen_am__isnull=False).last()
    return timezone.localtime(letzte.abgeschlossen_am).date() if letzte else None


@transaction.atomic
def ausfertigen(vorlage, *, titel: str, wortlaut: str, benutzer) -> Satzung:
    """Seal the paper that the Landrat signs (§ 11 Abs. 1 NKomVG): the wording as passed, with his signature block.

    Once for each decision. PermissionDenied; ValidationError if the paper is no passed Satzung, has one already, or lacks words.
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    if not darf(benutzer, "vorlagen.satzung", vorlage):
        raise PermissionDenied("Die Satzung fertigt das federführende Amt oder der Sitzungsdienst aus.")
    if not ist_moeglich(vorlage):
        raise ValidationError(
            "Ausgefertigt wird eine Satzung, die der Kreistag beschlossen hat (§ 58 Abs. 1 Nr. 5 NKomVG)."
        )
    if Satzung.objects.filter(vorlage=vorlage).exists():
        raise ValidationError("Die Satzung ist schon ausgefertigt.")
    felder = druckbar({"titel": " ".join(titel.split()), "wortlaut": normalisieren(wortlaut)})
    fehlt = {}
    if not felder["titel"]:
        fehlt["titel"] = "Bitte geben Sie den Titel der Satzung an."
    if not klartext(felder["wortlaut"]).strip():
        fehlt["wortlaut"] = "Bitte geben Sie den Wortlaut an, den der Kreistag beschlossen hat."
    if fehlt:
        raise ValidationError(fehlt)
    druck = dokumente.satzungsdruck(
        vorlage, **felder, beschlossen_am=beschlossen_am(vorlage), landrat=_landrat(), benutzer=benutzer
    )
    satzung = Satzung.objects.create(vorlage=vorlage, dokument=druck, erstellt_von=benutzer, **felder)
    vermerken(vorlage, VorlageAktion.SATZUNG, benutzer, felder["titel"])
    return satzung


@transaction.atomic
def verkuenden(satzung, *, amtsblatt: str, verkuendet_am, benutzer) -> Satzung:
    """Record in which Amtsblatt, and on which day, the Satzung was made public; a correction leaves the old entry in the Verlauf.

    ValidationError: one of the two is missing, or the day lies before the decision or in the future.
    """
    satzung = Satzung.objects.select_for_update(of=("self",)).select_related("vorlage").get(pk=satzung.pk)
    vorlage = satzung.vorlage
    if not darf(benutzer, "vorlagen.satzung", vorlage):
        raise PermissionDenied("Die Verkündung trägt das federführende Amt oder der Sitzungsdienst ein.")
    amtsblatt = druckbar({"amtsblatt": " ".join(amtsblatt.split())})["amtsblatt"]
    fehlt, beschluss = {}, beschlossen_am(vorlage)
    if not amtsblatt:
        fehlt["amtsblatt"] = "Bitte nennen Sie das Amtsblatt mit seiner Nummer."
    if verkuendet_am is None:
        fehlt["verkuendet_am"] = "Bitte nennen Sie den Tag der Verkündung."
    elif verkuendet_am > uhr.heute():
        fehlt["verkuendet_am"] = (
            "Der Tag der Verkündung liegt in der Zukunft. Bitte tragen Sie sie ein, wenn sie geschehen ist."
        )
    elif beschluss and verkuendet_am < beschluss:
        fehlt["verkuendet_am"] = (
            f"Der Kreistag hat erst am {beschluss:%d.%m.%Y} beschlossen; die Verkündung folgt danach."
        )
    if fehlt:
        raise ValidationError(fehlt)
    if (satzung.amtsblatt, satzung.verkuendet_am) == (amtsblatt, verkuendet_am):
        return satzung
    vorher = f" (vorher: {satzung.amtsblatt}, {satzung.verkuendet_am:%d.%m.%Y})" if satzung.verkuendet_am else ""
    satzung.amtsblatt, satzung.verkuendet_am = amtsblatt, verkuendet_am
    satzung.save(update_fields=["amtsblatt", "verkuendet_am"])
    vermerken(vorlage, VorlageAktion.VERKUENDET, benutzer, f"{amtsblatt}, {verkuendet_am:%d.%m.%Y}{vorher}")
    return satzung


def _landrat() -> dict:
    """Who signs: the title of the Hauptverwaltungsbeamter and, where the Kreistag has one, the name."""
    sitze = Mitgliedschaft.objects.am(uhr.heute()).filter(
        gremium__art=GremiumArt.VERTRETUNG, rolle=MitgliedRolle.KRAFT_AMTES
    )
    sitz = sitze.select_related("person").first()
    return {"titel": Koerperschaft.objects.get().hvb_titel, "name": sitz.person.name if sitz else ""}
