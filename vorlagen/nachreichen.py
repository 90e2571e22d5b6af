"""Announced and handed in later: the file comes after the release, in time before the sitting ("wird rechtzeitig vor der Sitzung nachgereicht")."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from gremien.models import Gremium, Mitgliedschaft
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rechte import darf
from konten.rollen import SITZUNGSDIENST
from vorlagen import praedikate, register, versionen
from vorlagen.anlagendateien import annehmen, behalten
from vorlagen.choices import BERATBARE_STATUS, VorlageStatus
from vorlagen.models import Anlage, AnlageDatei, Vorlage, VorlageVerlauf, vermerken
from wittmund_ris import uhr
from wittmund_ris.werktage import nach_werktagen

# Members have an announced Anlage this many full working days before the sitting, unless another day is set.
WERKTAGE_VORHER = 3


def vorschlag(vorlage, gremium=None) -> tuple[Gremium | None, date | None]:
    """The next sitting of the Beratungsfolge (or the one of `gremium`) and the day three working days before it.

    (None, None) without a dated station.
    """
    for station in vorlage.beratungen.select_related("gremium"):
        if station.geplant_am and station.geplant_am > uhr.heute() and gremium in (None, station.gremium):
            return station.gremium, nach_werktagen(station.geplant_am, -WERKTAGE_VORHER)
    return None, None


def pruefe_frist(vorlage, gremium, bis) -> None:
    """The sitting is one of the Beratungsfolge, and the day lies before it."""
    if gremium is None:
        return
    station = vorlage.beratungen.filter(gremium=gremium).first()
    if station is None:
        raise ValidationError({"nachreichen_zu": f"{gremium} steht nicht in der Beratungsfolge."})
    if bis and station.geplant_am and bis >= station.geplant_am:
        raise ValidationError(
            {"nachreichen_bis": f"Die Sitzung ist am {station.geplant_am:%d.%m.%Y}. Bitte wählen Sie einen Tag davor."}
        )


def ausstehende(benutzer):
    """The announced Anlagen that are still missing and that this account may hand in: of released, undecided papers, the first due on top.

    For the own Amt, for the Sitzungsdienst of the whole house; `ist_ueberfaellig` marks what is late.
    """
    offen = Anlage.objects.filter(datei__isnull=True, vorlage__status__in=BERATBARE_STATUS)
    if not praedikate.ist_sitzungsdienst(benutzer):
        if not (praedikate.arbeitet_im_amt(benutzer) and benutzer.amt_id):
            return Anlage.objects.none()
        offen = offen.filter(vorlage__amt=benutzer.amt_id)
    offen = offen.filter(vorlage__in=Vorlage.objects.sichtbar_fuer(benutzer))
    return offen.select_related("vorlage", "nachreichen_zu").order_by(F("nachreichen_bis").asc(nulls_last=True), "pk")


def nachreichen(anlage, datei, *, geschwaerzt=None, benutzer, datenschutz_bestaetigt=False) -> Anlage:
    """Hand in an announced Anlage after the release, until the matter is decided; with its redacted file where one was announced.

    On a published Vorlage a public Anlage becomes public with this act, so it needs the confirmation that no personal
    data of others are in it (Art. 5, 6 DSGVO). Those who have the paper are told.
    """
    # As they stand now: the caller may have read them before the release.
    anlage = Anlage.objects.select_related("vorlage").get(pk=anlage.pk)
    _pruefe(anlage.vorlage, anlage, benutzer, datenschutz_bestaetigt)
    if anlage.ist_geschwaerzt and not geschwaerzt:
        raise ValidationError(
            {"geschwaerzt": "Bitte reichen Sie auch die geschwärzte Fassung ein, die öffentlich wird."}
        )
    intern = annehmen(anlage.vorlage, datei, benutzer=benutzer)
    offen = annehmen(anlage.vorlage, geschwaerzt, benutzer=benutzer) if anlage.ist_geschwaerzt else None
    if offen and offen.sha256 == intern.sha256:
        raise ValidationError({"geschwaerzt": "Die geschwärzte und die vollständige Fassung sind dieselbe Datei."})
    with transaction.atomic():
        vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=anlage.vorlage_id)
        anlage = vorlage.anlagen.get(pk=anlage.pk)
        _pruefe(vorlage, anlage, benutzer, datenschutz_bestaetigt)
        behalten(anlage, intern, benutzer=benutzer)
        if offen:
            behalten(anlage, offen, art=AnlageDatei.Art.GESCHWAERZT, benutzer=benutzer)
        vermerken(vorlage, VorlageVerlauf.Aktion.NACHGEREICHT, benutzer, anlage.titel)
        versionen.festhalten(vorlage, VorlageVerlauf.Aktion.NACHGEREICHT, benutzer)
        register.nachfuehren(vorlage)
        _mitteilen(vorlage, anlage, benutzer)
    return anlage


def _pruefe(vorlage, anlage, benutzer, datenschutz_bestaetigt) -> None:
    if not darf(benutzer, "vorlagen.nachreichen", vorlage):
        raise PermissionDenied("Nachreichen darf das federführende Amt oder der Sitzungsdienst.")
    if not anlage.ist_angekuendigt or anlage.liegt_vor:
        raise ValidationError("Diese Anlage war nicht angekündigt oder liegt schon vor.")
    if vorlage.status not in BERATBARE_STATUS:
        raise ValidationError(
            f"Die Vorlage ist {vorlage.get_status_display().lower()}; nachreichen lässt sich eine Anlage zwischen "
            "Freigabe und Entscheidung."
        )
    if anlage.ist_oeffentlich and vorlage.ist_veroeffentlicht and not datenschutz_bestaetigt:
        raise ValidationError(
            {
                "datenschutz_bestaetigt": "Die Anlage wird sofort öffentlich. Bitte bestätigen Sie, dass sie keine personenbezogenen Daten Dritter enthält."
            }
        )


def _mitteilen(vorlage, anlage, benutzer) -> None:
    """Author, who released it, the Sitzungsdienst; once it was sent out, the members of its bodies as well."""
    haben = Benutzer.objects.filter(pk__in=[vorlage.verfasst_von_id, vorlage.freigegeben_von_id])
    haben |= Benutzer.objects.filter(groups__name=SITZUNGSDIENST)
    if vorlage.status == VorlageStatus.IN_BERATUNG:
        sitze = Mitgliedschaft.objects.am(uhr.heute()).filter(gremium__in=vorlage.beratungen.values("gremium"))
        haben |= Benutzer.objects.filter(person__in=sitze.values("person"))
    hinweisen(
        haben.exclude(pk=benutzer.pk).distinct(),
        schluessel=f"anlage:{anlage.pk}:nachgereicht",
        titel=f"Anlage nachgereicht: {anlage.titel}",
        text=f"Zur Vorlage {vorlage} liegt jetzt die angekündigte Anlage vor.",
        grund="Sie haben diese Vorlage erhalten oder an ihr mitgewirkt.",
        ziel=reverse("vorlagen:detail", args=[vorlage.pk]),
        titel_mail=f"Zur Vorlage {vorlage.nummer} ist eine Anlage nachgereicht",
    )
