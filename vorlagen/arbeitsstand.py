"""Autosave: what was typed is kept beside the draft until it is saved or thrown away. Nobody but its writer sees it.

It writes no version and no Verlauf, and nothing here reaches a PDF, a register or another account.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vorlagen.models import Arbeitsstand, Vorlage
from wittmund_ris import uhr

# How long an autosave says that somebody is writing.
GERADE = timedelta(minutes=5)


class AnderesFenster(Exception):
    """The same account has written on in another window since: `arbeitsstand` is what lies there, untouched."""

    def __init__(self, arbeitsstand):
        self.arbeitsstand = arbeitsstand
        super().__init__("Dieser Entwurf ist in einem anderen Fenster weitergeschrieben worden.")


def _suchen(benutzer, vorlage, formular):
    if vorlage is not None:
        return Arbeitsstand.objects.filter(benutzer=benutzer, vorlage=vorlage)
    return Arbeitsstand.objects.filter(benutzer=benutzer, vorlage=None, kennung=formular)


def finden(benutzer, vorlage=None, formular=None) -> Arbeitsstand | None:
    """The Arbeitsstand of this account at this document; for a paper not begun yet, of that form."""
    return _suchen(benutzer, vorlage, formular).first()


def angefangene(benutzer):
    """New papers of this account that were typed and never saved."""
    return Arbeitsstand.objects.filter(benutzer=benutzer, vorlage=None)


@dataclass(frozen=True)
class Herkunft:
    """Where something was typed: document, form, window, and the Arbeitsstand and version that this window has seen."""

    vorlage: Vorlage | None
    formular: UUID
    fenster: UUID
    stand: UUID | None = None
    version: int = 0


@transaction.atomic
def sichern(benutzer, herkunft: Herkunft, felder: dict) -> Arbeitsstand:
    """Keep what was typed; `felder` is the form as it was sent. The right to edit has been asked before.

    Raises AnderesFenster if another window of the same account has written since; then nothing is overwritten.
    """
    neu = Arbeitsstand(
        benutzer=benutzer,
        vorlage=herkunft.vorlage,
        kennung=herkunft.formular,
        fenster=herkunft.fenster,
        felder=felder,
        version=herkunft.version,
        gespeichert_am=uhr.jetzt(),
    )
    # Two windows at once: the unique constraint lets one in, the other finds its row.
    Arbeitsstand.objects.bulk_create([neu], ignore_conflicts=True)
    vorhanden = _suchen(benutzer, herkunft.vorlage, herkunft.formular).select_for_update().get()
    if vorhanden.felder == felder:
        return vorhanden
    if vorhanden.fenster != herkunft.fenster and vorhanden.stand != herkunft.stand:
        raise AnderesFenster(vorhanden)
    vorhanden.felder, vorhanden.version, vorhanden.fenster = felder, herkunft.version, herkunft.fenster
    vorhanden.stand, vorhanden.gespeichert_am = neu.stand, neu.gespeichert_am
    vorhanden.save(update_fields=["felder", "version", "fenster", "stand", "gespeichert_am"])
    return vorhanden


def erledigen(benutzer, herkunft: Herkunft) -> None:
    """After an explicit save: what this window wrote is saved now. What another window wrote stays."""
    meiner = Q(fenster=herkunft.fenster)
    if herkunft.stand:
        meiner |= Q(stand=herkunft.stand)
    _suchen(benutzer, herkunft.vorlage, herkunft.formular).filter(meiner).delete()


def verwerfen(benutzer, vorlage=None, formular=None) -> None:
    """Throw away what was typed, at the wish of who typed it."""
    _suchen(benutzer, vorlage, formular).delete()


def schreiben_gerade(vorlage, ausser) -> list[str]:
    """Names of the others who have typed in this draft in the last minutes: a hint, no lock."""
    seit = uhr.jetzt() - GERADE
    andere = vorlage.arbeitsstaende.filter(gespeichert_am__gte=seit).exclude(benutzer=ausser)
    return [str(a.benutzer) for a in andere.select_related("benutzer").order_by("benutzer__last_name", "pk")]
