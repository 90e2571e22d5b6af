"""Anlagen: add to a draft, announce, hand in later."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from vorlagen import register, versionen
from vorlagen.choices import BERATBARE_STATUS
from vorlagen.entwurf import pruefe_bearbeitbar
from vorlagen.models import Anlage, Vorlage, VorlageVerlauf, vermerken
from wittmund_ris import uhr
from wittmund_ris.ablage import ablegen, sha256
from wittmund_ris.druckbar import druckbar

MAX_BYTES = 50 * 1024 * 1024
# Type by content, never by name: first bytes → MIME type and the only ending that we serve it with.
TYPEN = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)


def _datei_felder(datei, benutzer) -> dict:
    """Check and store an upload; the fields that an Anlage keeps of it."""
    if datei.size > MAX_BYTES:
        raise ValidationError(
            {
                "datei": f"Die Datei ist größer als {MAX_BYTES // 1024 // 1024} MB. Bitte teilen oder verkleinern Sie sie."
            }
        )
    inhalt = datei.read()
    treffer = next(((mime, endung) for anfang, mime, endung in TYPEN if inhalt.startswith(anfang)), None)
    if treffer is None:
        raise ValidationError(
            {"datei": "Bitte wählen Sie eine PDF-, PNG- oder JPEG-Datei; entscheidend ist der Inhalt, nicht der Name."}
        )
    mime, endung = treffer
    stamm = PurePath(datei.name).stem[:150] or "Anlage"
    return {
        "dateiname": f"{stamm}.{endung}",
        "datei": ablegen(inhalt, ordner="anlagen"),
        "sha256": sha256(inhalt),
        "groesse": len(inhalt),
        "mime": mime,
        "eingereicht_am": uhr.jetzt(),
        "eingereicht_von": benutzer,
    }


@transaction.atomic
def hinzufuegen(vorlage, *, titel, ist_oeffentlich, datei=None, benutzer) -> Anlage:
    """Add an Anlage to a draft; without a file it is announced ("wird nachgereicht").

    An Anlage is never more public than its Vorlage.
    """
    vorlage = pruefe_bearbeitbar(vorlage, benutzer)
    if ist_oeffentlich and not vorlage.ist_oeffentlich:
        raise ValidationError({"ist_oeffentlich": "Die Vorlage ist nichtöffentlich; ihre Anlagen sind es auch."})
    titel = druckbar({"titel": titel})["titel"]
    letzte = vorlage.anlagen.last()
    anlage = Anlage.objects.create(
        vorlage=vorlage,
        position=letzte.position + 1 if letzte else 1,
        titel=titel,
        ist_oeffentlich=ist_oeffentlich,
        ist_angekuendigt=datei is None,
        **(_datei_felder(datei, benutzer) if datei else {}),
    )
    vermerken(vorlage, VorlageVerlauf.Aktion.ANLAGE, benutzer, titel)
    versionen.festhalten(vorlage, VorlageVerlauf.Aktion.ANLAGE, benutzer)
    return anlage


@transaction.atomic
def entfernen(anlage, *, benutzer) -> None:
    """Take an Anlage off a draft."""
    vorlage = pruefe_bearbeitbar(anlage.vorlage, benutzer)
    anlage.delete()
    vermerken(vorlage, VorlageVerlauf.Aktion.ANLAGE_ENTFERNT, benutzer, anlage.titel)
    versionen.festhalten(vorlage, VorlageVerlauf.Aktion.ANLAGE_ENTFERNT, benutzer)


@transaction.atomic
def nachreichen(anlage, datei, *, benutzer, datenschutz_bestaetigt=False) -> Anlage:
    """Hand in an announced Anlage after the release, until the matter is decided.

    On a published Vorlage a public Anlage becomes public with this act, so it needs the confirmation that no personal
    data of others are in it (Art. 5, 6 DSGVO).
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=anlage.vorlage_id)
    anlage = vorlage.anlagen.get(pk=anlage.pk)
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
    for name, wert in _datei_felder(datei, benutzer).items():
        setattr(anlage, name, wert)
    anlage.save()
    vermerken(vorlage, VorlageVerlauf.Aktion.NACHGEREICHT, benutzer, anlage.titel)
    versionen.festhalten(vorlage, VorlageVerlauf.Aktion.NACHGEREICHT, benutzer)
    register.nachfuehren(vorlage)
    return anlage
