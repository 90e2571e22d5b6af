"""Days and times of the demo council: no sitting on a weekend, a public holiday or between the years."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


def um(tag: date, uhrzeit: str) -> datetime:
    """The moment in Wittmund: `um(tag, "16:00")`."""
    return datetime.combine(tag, time.fromisoformat(uhrzeit), ZoneInfo(settings.TIME_ZONE))


def ostersonntag(jahr: int) -> date:
    """Gauß' rule in Lichtenberg's form."""
    a, k = jahr % 19, jahr // 100
    m = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25
    d = (19 * a + m) % 30
    og = 21 + d - (d + a // 11) // 29
    oe = 7 - (og - (7 - (jahr + jahr // 4 + 2 - (3 * k + 3) // 4) % 7)) % 7
    return date(jahr, 3, 1) + timedelta(days=og + oe - 1)


def ist_arbeitstag(tag: date) -> bool:
    """No weekend, no holiday of Lower Saxony, not between Christmas and New Year."""
    if tag.weekday() >= 5 or (tag.month, tag.day) in {(1, 1), (5, 1), (10, 3), (10, 31)}:
        return False
    if tag.month == 12 and tag.day >= 24:
        return False
    return (tag - ostersonntag(tag.year)).days not in {-2, 1, 39, 50}


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
