"""The daily work of the house: which command, from what time on."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.core.management import get_commands
from django.utils import timezone

from wittmund_ris import uhr

# The digest holds what was unread at this time of the day (Europe/Berlin).
STUNDE_DER_TAGESMAIL = time(7)


@dataclass(frozen=True)
class Arbeit:
    """A management command that runs once a day, not before `ab`."""

    befehl: str
    ab: time
    optionen: dict = field(default_factory=dict)


ARBEITEN = (
    Arbeit("lesezugriffe_aufraeumen", time(3)),
    Arbeit("prune_db_task_results", time(3), {"queue_name": "*", "min_age_days": 14}),
    # Before the digest, which is to carry them.
    Arbeit("erinnerungen_versenden", time(6, 30)),
    Arbeit("beschluesse_erinnern", time(6, 30)),
    Arbeit("hinweise_versenden", STUNDE_DER_TAGESMAIL),
)


def vorhandene_arbeiten() -> list[Arbeit]:
    """The daily work of the apps that are installed."""
    return [a for a in ARBEITEN if a.befehl in get_commands()]


def stichzeit(jetzt: datetime) -> datetime:
    """The last time that a digest was due: today's hour, or yesterday's before it has struck."""
    tag = uhr.tag_von(jetzt)
    heute = timezone.make_aware(datetime.combine(tag, STUNDE_DER_TAGESMAIL))
    return heute if heute <= jetzt else timezone.make_aware(datetime.combine(tag - timedelta(days=1), heute.time()))
