"""Days and times of the demo council: no sitting on a weekend, a public holiday or between the years."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from wittmund_ris.werktage import ist_werktag


def um(tag: date, uhrzeit: str) -> datetime:
    """The moment in Wittmund: `um(tag, "16:00")`."""
    return datetime.combine(tag, time.fromisoformat(uhrzeit), ZoneInfo(settings.TIME_ZONE))


def ist_arbeitstag(tag: date) -> bool:
    """A working day of Niedersachsen, and not between Christmas and New Year."""
    return ist_werktag(tag) and not (tag.month == 12 and tag.day >= 24)


def arbeitstag_ab(tag: date) -> date:
    """This day or the next one on which people work."""
    while not ist_arbeitstag(tag):
        tag += timedelta(days=1)
    return tag


def arbeitstag_bis(tag: date) -> date:
    """This day or the last one before on which people worked."""
    while not ist_arbeitstag(tag):
        tag -= timedelta(days=1)
    return tag


def reihe(anker: date, **abstaende: int) -> dict[str, date]:
    """Sittings of one round, by name: working days near `anker` + distance, each on a day of its own and in order."""
    tage, vorige = {}, date.min
    for name, abstand in abstaende.items():
        vorige = arbeitstag_ab(max(anker + timedelta(days=abstand), vorige + timedelta(days=1)))
        tage[name] = vorige
    return tage


def arbeitstage_nach(tag: date, anzahl: int) -> date:
    """The day of work that is `anzahl` days of work after `tag`."""
    while anzahl:
        tag += timedelta(days=1)
        anzahl -= ist_arbeitstag(tag)
    return tag
