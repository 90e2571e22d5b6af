"""Patterns of dates, as a year of sittings is planned with them. Pure arithmetic."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wittmund_ris.werktage import ist_werktag, letzter_werktag, nach_werktagen

LETZTER = -1


@dataclass(frozen=True)
class Monatlich:
    """The n-th weekday of chosen months, e.g. every second Tuesday. `wochentag` 0 is Monday; `wievielter` -1 is the last one."""

    wochentag: int
    wievielter: int
    monate: frozenset[int]

    def tage(self, von: date, bis: date) -> Iterator[date]:
        """The days from `von` to `bis`, in order. A month without a fifth such weekday has none."""
        jahr, monat = von.year, von.month
        while date(jahr, monat, 1) <= bis:
            tag = self._tag(jahr, monat) if monat in self.monate else None
            if tag and von <= tag <= bis:
                yield tag
            jahr, monat = (jahr + 1, 1) if monat == 12 else (jahr, monat + 1)

    def _tag(self, jahr: int, monat: int) -> date | None:
        erster, laenge = monthrange(jahr, monat)
        stelle = 1 + (self.wochentag - erster) % 7
        if self.wievielter == LETZTER:
            stelle += (laenge - stelle) // 7 * 7
        else:
            stelle += 7 * (self.wievielter - 1)
        return date(jahr, monat, stelle) if stelle <= laenge else None


@dataclass(frozen=True)
class AlleWochen:
    """Every n weeks, beginning with a day."""

    ab: date
    wochen: int

    def tage(self, von: date, bis: date) -> Iterator[date]:
        """The days from `von` to `bis`; counting begins with `ab`, also where that lies before."""
        tag = self.ab
        while tag <= bis:
            if tag >= von:
                yield tag
            tag += timedelta(weeks=self.wochen)


@dataclass(frozen=True)
class Vor:
    """So many days before each sitting of another body; on a free day the working day before (§ 76 Abs. 1 NKomVG)."""

    andere: tuple[date, ...]
    vorlauf: int

    def tage(self, von: date, bis: date) -> Iterator[date]:
        """The days from `von` to `bis`, in order, each once."""
        tage = {letzter_werktag(tag - timedelta(days=self.vorlauf)) for tag in self.andere}
        yield from sorted(tag for tag in tage if von <= tag <= bis)


def ohne_freie_tage(tage: Iterable[date], bis: date) -> list[date]:
    """Each day, or the next working day after a free one; what would fall behind `bis` is left out."""
    verschoben = (tag if ist_werktag(tag) else nach_werktagen(tag, 0) for tag in tage)
    return sorted({tag for tag in verschoben if tag <= bis})
