"""The parts of a paper, found by the headings of the form in whatever order recognition has left them."""

import re
from difflib import SequenceMatcher

# Name of the part → its heading on the paper, folded (small, no umlauts, letters only).
UEBERSCHRIFTEN = {
    "betreff": "betreff",
    "sachverhalt": "sachverhalt",
    "anmerkung": "anmerkung",
    "finanzierung": "finanzierung",
    "haushaltsmittel": "haushaltsmittel",
    "beschlussvorschlag": "beschlussvorschlag",
    "anlagen": "anlagenverzeichnis",
    "ergebnis": "abstimmungsergebnis",
}
TITEL = {
    "beschlussvorlage": "beschlussvorlage",
    "mitteilungsvorlage": "mitteilungsvorlage",
}
_FALTEN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "0": "o", "1": "l", "3": "ss", "5": "s", "|": "l"})
_LAUFEND = re.compile(
    r"^(?:.{0,60}\bSeite\s*\d+\s*von\s*\d+\s*|Landkreis\s+\w+\s*[·•\-.:*]\s*Vorlage\s+(?P<nummer>\S+\s*/\s*\d{4})\s*)$"
)
# The line beside the wording and the frame of a table, as recognition sees them.
_RAND = re.compile(r"^[|)¦]+\s+(?=\S)")
# What stands on top and at the foot of every page, behind the head of the paper.
_WIEDERHOLT = re.compile(r"^(?:Landkreis\s+\w+|(?:nicht\s*)?[öo]ffentlich|Entwurf)$")
_SEITE = re.compile(r"(.{0,60}\bSeite\s*\d+\s*von\s*\d+)(?=\S)")


def gefaltet(text: str) -> str:
    """Letters only, small, without umlauts; look-alike digits as letters: how headings are compared."""
    return re.sub(r"[^a-z]", "", text.lower().translate(_FALTEN))


def aehnlich(a: str, b: str) -> float:
    """From 0 to 1, of two folded texts."""
    return 1.0 if a == b else SequenceMatcher(None, a, b, autojunk=False).ratio()


def zeilen_von(text: str) -> tuple[list[str], list[str]]:
    """The lines without running heads and feet, and the numbers that the running heads name."""
    text = _SEITE.sub(r"\1\n", text.replace("\f", "\n"))
    zeilen, nummern = [], []
    for zeile in (" ".join(z.split()) for z in text.split("\n")):
        if treffer := _LAUFEND.match(zeile):
            if treffer["nummer"]:
                nummern.append(re.sub(r"\s", "", treffer["nummer"]))
            continue
        zeilen.append(zeile)
    return zeilen, nummern


def ueberschrift(zeile: str) -> tuple[str, str] | None:
    """The part that this line opens, and what stands behind its colon; None if it is no heading."""
    kopf, doppelpunkt, rest = zeile.partition(":")
    if len(kopf) > 30 or not (kopf := gefaltet(kopf)):
        return None
    for name, muster in UEBERSCHRIFTEN.items():
        if kopf == muster and (doppelpunkt or not rest) and (doppelpunkt or len(zeile.split()) == 1):
            return name, rest.strip()
        if doppelpunkt and len(kopf) > 4 and aehnlich(kopf, muster) >= 0.84:
            return name, rest.strip()
        if not doppelpunkt and len(kopf) > 8 and aehnlich(kopf, muster) >= 0.9:
            return name, ""
    return None


def gliedern(zeilen: list[str]) -> dict[str, list[str]]:
    """The lines of each part; before the first heading stands `kopf`."""
    teile: dict[str, list[str]] = {"kopf": []}
    aktuell = "kopf"
    for zeile in zeilen:
        if gefunden := ueberschrift(zeile):
            aktuell, rest = gefunden
            teile.setdefault(aktuell, [])
            if rest:
                teile[aktuell].append(rest)
        elif aktuell == "kopf":
            teile[aktuell].append(zeile)
        elif not _WIEDERHOLT.match(zeile):
            teile[aktuell].append(_RAND.sub("", zeile))
    return teile
