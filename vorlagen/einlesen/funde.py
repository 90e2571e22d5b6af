"""What the reader says about a field: value, certainty, where it stood, and why it is in doubt."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Sicherheit(StrEnum):
    SICHER = "sicher"
    ZWEIFELHAFT = "zweifelhaft"
    FEHLT = "fehlt"


@dataclass(frozen=True)
class Fund:
    """A field as it was read. `stelle` is the passage of the source, `grund` a German sentence for who has to look."""

    wert: object = None
    sicherheit: Sicherheit = Sicherheit.FEHLT
    stelle: str = ""
    grund: str = ""

    @property
    def ist_sicher(self) -> bool:
        return self.sicherheit == Sicherheit.SICHER

    def bezweifelt(self, grund: str) -> "Fund":
        """The same value, now in doubt; reasons add up."""
        if grund in self.grund:
            return replace(self, sicherheit=Sicherheit.ZWEIFELHAFT)
        return replace(self, sicherheit=Sicherheit.ZWEIFELHAFT, grund=f"{self.grund} {grund}".strip())


def sicher(wert, stelle="") -> Fund:
    """Read, and nothing speaks against it."""
    return Fund(wert, Sicherheit.SICHER, stelle)


def zweifelhaft(wert, stelle, grund) -> Fund:
    """Read, but somebody has to compare it with the paper."""
    return Fund(wert, Sicherheit.ZWEIFELHAFT, stelle, grund)


def fehlt(grund="") -> Fund:
    """Not found."""
    return Fund(None, Sicherheit.FEHLT, "", grund)


@dataclass(frozen=True)
class Vorschlag:
    """A word that is no German word as it stands. `ersatz` holds the possible readings, the likeliest first.

    `ist_gewiss`: there is one reading only, so it is preselected. `nur_frage`: the word exists, but another would fit as well.
    """

    feld: str
    wort: str
    ersatz: tuple[str, ...]
    ist_gewiss: bool
    zusammenhang: tuple[str, str]
    anzahl: int = 1
    nur_frage: bool = False

    @property
    def schluessel(self) -> str:
        return f"{self.feld}:{self.wort}"


@dataclass
class Papier:
    """All fields of a paper by name, the proposals, and the words that nobody knows, by field."""

    funde: dict[str, Fund]
    vorschlaege: list[Vorschlag] = field(default_factory=list)
    unbekannt: dict[str, list[str]] = field(default_factory=dict)
