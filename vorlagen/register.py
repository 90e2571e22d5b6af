"""Publication of a Vorlage: the acts that hang it out, follow it up and withdraw it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from aushang.models import Grund
from aushang.register import abgleichen
from konten.rechte import darf
from vorlagen import oeffentlich
from vorlagen.models import Vorlage, VorlageVerlauf, vermerken
from wittmund_ris import uhr


def veroeffentlichen(vorlage, *, benutzer) -> None:
    """Hang out a public Vorlage, inside the confirmed act of an invitation; a second call only follows up."""
    if not vorlage.ist_oeffentlich:
        raise ValidationError(f"Die Vorlage {vorlage.nummer} ist nichtöffentlich.")
    if vorlage.veroeffentlicht_am is None:
        vorlage.veroeffentlicht_am = uhr.jetzt()
        vorlage.save(update_fields=["veroeffentlicht_am"])
        vermerken(vorlage, VorlageVerlauf.Aktion.VEROEFFENTLICHT, benutzer)
    nachfuehren(vorlage)
    _verwandte_nachfuehren(vorlage)


def nachfuehren(vorlage) -> None:
    """Bring the register to what is public of this Vorlage now; without a public change not a byte moves."""
    if vorlage.ist_veroeffentlicht:
        abgleichen(oeffentlich.aushaenge(vorlage))


def _verwandte_nachfuehren(vorlage) -> None:
    """Papers that name this one as theirs, because it now hangs, or hangs no more."""
    for papier in [*filter(None, [vorlage.ursprung]), *vorlage.folgepapiere.all()]:
        nachfuehren(papier)


@transaction.atomic
def entfernen(vorlage, grund, *, benutzer, bemerkung) -> None:
    """Withdraw the publication: the register is emptied, the address answers 410 with the sentence of `grund`.

    `bemerkung` is for the inner Verlauf only. PermissionDenied, or ValidationError if nothing is published.
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    if not darf(benutzer, "vorlagen.entfernen", vorlage):
        raise PermissionDenied("Eine Veröffentlichung nimmt der Sitzungsdienst oder die Verwaltungsleitung zurück.")
    if not vorlage.ist_veroeffentlicht:
        raise ValidationError("Diese Vorlage ist nicht veröffentlicht.")
    if not bemerkung.strip():
        raise ValidationError({"bemerkung": "Bitte begründen Sie die Rücknahme für den internen Verlauf."})
    vorlage.entfernt_am = uhr.jetzt()
    vorlage.save(update_fields=["entfernt_am"])
    abgleichen([], bisher=oeffentlich.kennungen(vorlage), grund=Grund(grund))
    _verwandte_nachfuehren(vorlage)
    vermerken(vorlage, VorlageVerlauf.Aktion.ENTFERNT, benutzer, bemerkung)
