"""What stands on which day: sittings, their deadlines, free days. One reading for the month and for the year."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from gremien.choices import GremiumArt
from gremien.fristen import Fristen
from gremien.models import Schulferien, Wahlperiode
from sitzungen.choices import SitzungStatus
from sitzungen.models import Einberufungsverlangen, Sitzung
from wittmund_ris import uhr
from wittmund_ris.werktage import feiertag

EIN_TAG = timedelta(days=1)
# No Regelwerk counts further back from a sitting.
WEITESTE_FRIST = timedelta(days=130)


@dataclass(frozen=True)
class Fristtag:
    """A deadline that falls on a day: `wort` says which."""

    wort: str
    sitzung: Sitzung


@dataclass
class Tag:
    """One day of the calendar."""

    datum: date
    feiertag: str = ""
    ferien: str = ""
    sitzungen: list[Sitzung] = field(default_factory=list)
    fristen: list[Fristtag] = field(default_factory=list)

    @property
    def ist_heute(self) -> bool:
        return self.datum == uhr.heute()

    @property
    def hat_etwas(self) -> bool:
        return bool(self.sitzungen or self.fristen or self.feiertag)


class Kalender:
    """The days from `von` to `bis`, as this account may see them. Five queries, whatever the number of sittings."""

    def __init__(self, von: date, bis: date, benutzer, *, mit_ladung: bool):
        """`mit_ladung`: also the last days of invitation and Bekanntmachung, which the Sitzungsdienst keeps."""
        self.von, self.bis, self.mit_ladung = von, bis, mit_ladung
        self._sitzungen: dict[date, list[Sitzung]] = defaultdict(list)
        self._fristen: dict[date, list[Fristtag]] = defaultdict(list)
        self._ferien = list(Schulferien.objects.filter(von__lte=bis, bis__gte=von))
        sitzungen = Sitzung.objects.sichtbar_fuer(benutzer).filter(
            beginn__gte=uhr.tagesbeginn(von), beginn__lt=uhr.tagesbeginn(bis + WEITESTE_FRIST)
        )
        self._fristen_rechnen = Fristen()
        erste = _erste_sitzungen() if mit_ladung else set()
        for sitzung in sitzungen.select_related("gremium").order_by("beginn", "pk"):
            if sitzung.tag <= bis:
                self._sitzungen[sitzung.tag].append(sitzung)
            if sitzung.status in (SitzungStatus.GEPLANT, SitzungStatus.EINGELADEN):
                self._fristen_eintragen(sitzung, sitzung.pk in erste)

    def _fristen_eintragen(self, sitzung, ist_erste):
        fristen = self._fristen_rechnen.zu(sitzung.gremium, sitzung.tag, ist_erste=ist_erste)
        if fristen is None:
            return
        tage = [(fristen.abgabe, "Letzter Tag für Vorlagen")]
        if self.mit_ladung and sitzung.status == SitzungStatus.GEPLANT:
            tage.append((fristen.ladung, "Spätestens einladen"))
        if self.mit_ladung and fristen.bekanntmachung:
            tage.append((fristen.bekanntmachung, "Spätestens bekannt machen"))
        for tag, wort in tage:
            if self.von <= tag <= self.bis:
                self._fristen[tag].append(Fristtag(wort, sitzung))

    def tag(self, datum: date) -> Tag:
        """What stands on that day."""
        ferien = next((f.name for f in self._ferien if f.von <= datum <= f.bis), "")
        return Tag(datum, feiertag(datum), ferien, self._sitzungen.get(datum, []), self._fristen.get(datum, []))

    def tage(self) -> Iterator[Tag]:
        """Every day of the period."""
        datum = self.von
        while datum <= self.bis:
            yield self.tag(datum)
            datum += EIN_TAG


def wochen(jahr: int, monat: int) -> list[list[date]]:
    """The days of the weeks, Monday first, that have a day in this month."""
    erster = date(jahr, monat, 1)
    montag = erster - timedelta(days=erster.weekday())
    naechster = date(jahr + monat // 12, monat % 12 + 1, 1)
    zeilen = []
    while montag < naechster:
        zeilen.append([montag + timedelta(days=n) for n in range(7)])
        montag += timedelta(weeks=1)
    return zeilen


def offene_verlangen():
    """Demands to convene that no invited sitting answers yet."""
    return Einberufungsverlangen.objects.offen().select_related("gremium", "sitzung")


def _erste_sitzungen() -> set[int]:
    """The first sitting of the Kreistag in each Wahlperiode."""
    perioden = list(Wahlperiode.objects.all())
    erste, gesehen = set(), set()
    kreistage = Sitzung.objects.filter(gremium__art=GremiumArt.VERTRETUNG).exclude(status=SitzungStatus.ABGESAGT)
    for pk, beginn in kreistage.order_by("beginn", "pk").values_list("pk", "beginn"):
        tag = uhr.tag_von(beginn)
        periode = next((p.pk for p in perioden if p.von <= tag <= p.bis), None)
        if periode is not None and periode not in gesehen:
            gesehen.add(periode)
            erste.add(pk)
    return erste
