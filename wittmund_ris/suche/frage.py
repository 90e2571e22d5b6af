"""What was typed into a search box, taken apart (leaf): words, "phrases", -exclusions, numbers of papers."""

import re
from dataclasses import dataclass

from wittmund_ris.suche.woerter import FUELLWOERTER, lexeme, stamm, woerter

HOECHSTLAENGE = 200
HOECHSTENS = 12
_ANFUEHRUNG = re.compile("[„“”»«]")
_TEIL = re.compile(r'(?<!\S)(-?)(?:"([^"]*)"|(\S+))')
# What people write before a number.
_VOR_NUMMER = r"(?:vorlagen?(?:[- ]?(?:nr|nummer))?|\w*vorlage|drucksache|antrag|anfrage|nr|nummer)\.?[\s:]*"
_NUMMER = re.compile(
    rf"(?:{_VOR_NUMMER})?(?:nr\.?\s*)?(\d{{1,6}})(?:\s*[/-]\s*(\d{{1,4}})(?:\s*[/-]\s*(\d{{1,2}}))?)?", re.I | re.ASCII
)
_JAHR = range(1946, 2100)


@dataclass(frozen=True)
class Nummer:
    """A number in any spelling; without a year the papers of all years have it."""

    laufnummer: int
    jahr: int | None = None
    zusatz: int | None = None

    def __str__(self) -> str:
        if self.jahr is None:
            return str(self.laufnummer)
        return f"{self.laufnummer:04}/{self.jahr}" + (f"/{self.zusatz}" if self.zusatz else "")


def nummer(text: str) -> Nummer | None:
    """The number of a paper that this text is as a whole: 42/2019, 0042/2019/1, 42/19, 2019/0042, „Vorlage 42“, 42. None if it is something else."""
    treffer = _NUMMER.fullmatch(" ".join(_ANFUEHRUNG.sub(" ", text.replace('"', " ")).split()))
    if not treffer:
        return None
    erste, zweite, zusatz = treffer.groups()
    if zweite is None:
        return Nummer(int(erste))
    if len(erste) == 4 and int(erste) in _JAHR and int(zweite) not in _JAHR and len(zweite) != 2:
        erste, zweite = zweite, erste
    jahr = int(zweite) + (2000 if len(zweite) <= 2 else 0)
    if jahr not in _JAHR:
        return None
    return Nummer(int(erste), jahr, int(zusatz) if zusatz else None)


@dataclass(frozen=True)
class Begriff:
    """One condition: a word in any form, or words that stand side by side."""

    folge: tuple[str, ...]
    ohne: bool = False
    # As it was typed: for what is no word, e.g. the beginning of an Aktenzeichen.
    roh: str = ""

    @property
    def ist_wort(self) -> bool:
        return len(self.folge) == 1

    @property
    def lexeme(self) -> frozenset[str]:
        """By what a word of a text is recognised as part of a hit."""
        if self.ist_wort:
            grund = stamm(self.folge[0])
            return frozenset({grund, f"~{grund}"})
        return frozenset(stamm(w) for w in self.folge if w.lower() not in FUELLWOERTER)

    @property
    def genau(self) -> str:
        """As a tsquery: the word itself in any form, not as a part of a compound."""
        return self._ausdruck(mit_teilen=False)

    @property
    def ausdruck(self) -> str:
        """As a tsquery: the word in any form, also as a part of a compound."""
        return self._ausdruck(mit_teilen=True)

    def _ausdruck(self, *, mit_teilen: bool) -> str:
        if self.ist_wort:
            grund = stamm(self.folge[0])
            return f"('{grund}' | '~{grund}')" if mit_teilen else f"'{grund}'"
        # Small words are not indexed, but counted: "Konzept für die Integration" keeps its distances.
        teile, abstand = "", 0
        for wort in self.folge:
            abstand += 1
            if wort.lower() in FUELLWOERTER:
                continue
            teile += f" <{abstand}> '{stamm(wort)}'" if teile else f"'{stamm(wort)}'"
            abstand = 0
        return f"({teile})"


@dataclass(frozen=True)
class Frage:
    """A search as it was meant. `begriffe` must all be met, `ausgeschlossene` none."""

    text: str = ""
    begriffe: tuple[Begriff, ...] = ()
    ausgeschlossene: tuple[Begriff, ...] = ()

    @property
    def ist_leer(self) -> bool:
        return not self.begriffe and not self.ausgeschlossene

    @property
    def lexeme(self) -> frozenset[str]:
        """What is marked in a text."""
        return frozenset().union(*(b.lexeme for b in self.begriffe))


def frage(text: str) -> Frage:
    """Take apart what was typed. Whatever it is, the answer is a valid search, at worst an empty one."""
    text = " ".join(str(text or "").replace("\0", " ").split())[:HOECHSTLAENGE]
    begriffe, ohne = [], []
    for minus, folge, wort in _TEIL.findall(_ANFUEHRUNG.sub('"', text)):
        gefunden = tuple(woerter(folge or wort))[:HOECHSTENS]
        sinnvoll = [w for w in gefunden if w.lower() not in FUELLWOERTER]
        if not sinnvoll:
            continue
        (ohne if minus else begriffe).append(
            Begriff(gefunden if len(sinnvoll) > 1 else (sinnvoll[0],), bool(minus), "" if folge else wort)
        )
    return Frage(text, tuple(begriffe[:HOECHSTENS]), tuple(ohne[:HOECHSTENS]))


def alle_lexeme(text: str) -> frozenset[str]:
    """Everything by which a short text is found."""
    return frozenset().union(*(lexeme(w) for w in woerter(text)))
