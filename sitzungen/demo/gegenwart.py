"""The present of the demo council: one round of sittings some weeks before the Stichtag, one after it, and their papers."""

from datetime import date, timedelta

FRUEHESTENS, SPAETESTENS = date(2026, 11, 20), date(2031, 10, 31)
NUMMERNKREISE = {2026: 164}


class Gegenwart:
    """All dates follow from the Stichtag; the papers are made in `papiere_*`."""

    def __init__(self, stichtag: date):
        self.stichtag = stichtag
        # The committees of the third term sit from December 2026 on: a round before lies in the second term.
        self.rueckblick = stichtag if stichtag >= date(2027, 1, 15) else FRUEHESTENS
        self.papiere = ()
        self.termine = ()
        self.letzter_tag = stichtag + timedelta(days=110)
