"""Background work of the house. A task carries no content: a name from a closed list, or nothing at all."""

import logging
from io import StringIO

from django.core.management import call_command
from django_tasks import task

from hinweise import versand
from hinweise.arbeiten import ARBEITEN
from hinweise.models import Lauf
from wittmund_ris import uhr

logger = logging.getLogger(__name__)


@task()
def faellige_versenden() -> dict:
    """Send what is due. Nothing due is no error: several acts wake the worker, the first run takes all."""
    return versand.faellige_versenden()


@task()
def arbeit(befehl: str) -> None:
    """One piece of the daily work. An error is written down by its class, for the Administration to see."""
    optionen = next(a.optionen for a in ARBEITEN if a.befehl == befehl)
    fehlerklasse = ""
    try:
        call_command(befehl, verbosity=0, stdout=StringIO(), **optionen)
    except Exception as fehler:  # noqa: BLE001 - the message may hold content; the day's other work goes on
        fehlerklasse = type(fehler).__name__
        logger.error("Tägliche Arbeit %s gescheitert (%s)", befehl, fehlerklasse)
    Lauf.objects.update_or_create(name=befehl, defaults={"zuletzt_am": uhr.jetzt(), "fehlerklasse": fehlerklasse})
