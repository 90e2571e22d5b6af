"""The clock of the house (leaf). Every legal act takes its time from here, so that tests and the demo council can set it."""

from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone

_gestellt: datetime | None = None


def jetzt() -> datetime:
    """The moment of the act, timezone-aware."""
    return _gestellt or timezone.now()


def heute() -> date:
    """The calendar day in Wittmund (Europe/Berlin)."""
    return timezone.localtime(jetzt()).date()


def tagesbeginn(tag: date) -> datetime:
    """The first moment of that day in Wittmund."""
    return timezone.make_aware(datetime.combine(tag, time.min))


def tag_von(zeitpunkt: datetime) -> date:
    """The calendar day of a moment in Wittmund."""
    return timezone.localtime(zeitpunkt).date()


def ortszeit(zeitpunkt: datetime) -> datetime:
    """A moment as the clocks in Wittmund show it."""
    return timezone.localtime(zeitpunkt)


@contextmanager
def gestellt(zeitpunkt: datetime):
    """Set the clock for the length of the block: for `demodaten` and for tests, never for users."""
    global _gestellt
    vorher, _gestellt = _gestellt, zeitpunkt
    try:
        yield
    finally:
        _gestellt = vorher
