"""Working days (leaf): Monday to Friday without the public holidays of Niedersachsen."""

from datetime import date, timedelta
from functools import cache

import holidays

EIN_TAG = timedelta(days=1)


@cache
def _feiertage(jahr: int) -> dict[date, str]:
    return dict(holidays.Germany(years=jahr, subdiv="NI", language="de"))


def feiertag(tag: date) -> str:
    """The name of the public holiday, or nothing."""
    return _feiertage(tag.year).get(tag, "")


def ist_werktag(tag: date) -> bool:
    return tag.weekday() < 5 and not feiertag(tag)


def nach_werktagen(tag: date, anzahl: int) -> date:
    """The day on which `anzahl` full working days after `tag` have passed; a negative number counts backwards.

    0 is the next working day from `tag` on, `tag` itself included (§ 31 Abs. 3 VwVfG: a period ends on a working day).
    """
    schritt = -EIN_TAG if anzahl < 0 else EIN_TAG
    offen = abs(anzahl)
    while offen:
        tag += schritt
        offen -= ist_werktag(tag)
    while not ist_werktag(tag):
        tag += schritt
    return tag


def letzter_werktag(tag: date) -> date:
    """`tag` itself, or the last working day before it."""
    while not ist_werktag(tag):
        tag -= EIN_TAG
    return tag
