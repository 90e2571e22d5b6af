"""Numbers of Vorlagen in running text (leaf): 0121/2018, "Vorlage 121/2018", the supplement 0121/2018/1."""

import re

# Four digits speak for themselves; fewer only after the word: 1/2019 alone may be a quarter or a law.
_WORTE = ("Vorlage ", "Vorlagen ", "Vorlage Nr. ", "Vorlagen-Nr. ", "Vorlagennummer ", "Drucksache ")
_LEERE = "[ \u00a0]"  # also one that does not break
_NACH_WORT = "|".join("(?<=" + _LEERE.join(map(re.escape, wort.split(" "))) + ")" for wort in _WORTE)
MUSTER = re.compile(rf"(?:(?<![\d/])\d{{4}}|(?:{_NACH_WORT})\d{{1,3}})/(?:19|20)\d\d(?:/\d{{1,2}})?(?![\d/])")


def lang(treffer: str) -> str:
    """A match of `MUSTER` as the house writes it: 121/2018 is 0121/2018."""
    laufnummer, rest = treffer.split("/", 1)
    return f"{int(laufnummer):04}/{rest}"


def genannte(*texte: str) -> set[str]:
    """The numbers that these texts name, in their long form."""
    return {lang(treffer) for text in texte for treffer in MUSTER.findall(text or "")}
