"""What a block of the desk is: a heading, the things to do or to know, and a word for the case that there are none."""

from dataclasses import dataclass
from datetime import date

# A desk shows what comes first; the rest is a page away.
LAENGE = 8
BALD = 3


@dataclass(frozen=True)
class Frist:
    """A deadline: `wort` says of what ("Abgabe bis")."""

    tag: date
    wort: str
    heute: date

    @property
    def tage(self) -> int:
        return (self.tag - self.heute).days

    @property
    def ist_ueberschritten(self) -> bool:
        """The day of the deadline itself still counts."""
        return self.tag < self.heute

    @property
    def ton(self) -> str:
        if self.ist_ueberschritten:
            return "danger"
        return "warning" if self.tage <= BALD else "neutral"

    @property
    def abstand(self) -> str:
        """How far away, in words."""
        if self.tage == 0:
            return "heute"
        if abs(self.tage) == 1:
            return "morgen" if self.tage == 1 else "seit gestern vorbei"
        return f"in {self.tage} Tagen" if self.tage > 0 else f"seit {-self.tage} Tagen vorbei"


@dataclass(frozen=True)
class Zeile:
    """One thing. `marke` is a pair (words, tone) for a badge; `zitat` is what somebody wrote, e.g. the reason of a return."""

    titel: str
    url: str
    zusatz: str = ""
    zitat: str = ""
    frist: Frist | None = None
    marke: tuple[str, str] | None = None


@dataclass(frozen=True)
class Block:
    """`kurz` names the number on the overview, in the plural or singular as it needs: ("Entwurf", "Entwürfe")."""

    kennung: str
    titel: str
    leer: str
    kurz: tuple[str, str]
    zeilen: list[Zeile]
    anzahl: int = -1
    mehr: tuple[str, str] | None = None
    ist_aufgabe: bool = True

    @property
    def gesamt(self) -> int:
        """How many there are, shown or not."""
        return len(self.zeilen) if self.anzahl < 0 else self.anzahl

    @property
    def sichtbare(self) -> list[Zeile]:
        return self.zeilen[:LAENGE]

    @property
    def weitere(self) -> int:
        """How many are not shown."""
        return self.gesamt - len(self.sichtbare)

    @property
    def wort(self) -> str:
        return self.kurz[0] if self.gesamt == 1 else self.kurz[1]

    @property
    def ueberfaellige(self) -> int:
        return sum(bool(z.frist and z.frist.ist_ueberschritten) for z in self.zeilen)


def nach_frist(zeilen: list[Zeile]) -> list[Zeile]:
    """Overdue first, then by deadline; what has none keeps its order at the end."""
    return sorted(zeilen, key=lambda z: z.frist.tag if z.frist else date.max)
