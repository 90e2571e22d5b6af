"""German word forms (leaf): from a word as it is written to the lexemes by which it is found.

A word is found by its stem, a part of a compound by its stem behind a tilde: Klimaschutzkonzept gives `klimaschutzkonzept`,
`~klima`, `~schutz`, `~konzept`, `~klimaschutz` and `~schutzkonzept`. Spellings with ae, oe, ue and ss meet those with umlauts.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import snowballstemmer

WORT = re.compile(r"[^\W_]+")
# A word divided at the end of a line: the rest begins with a small letter, and is not the "und" of "Rad- und Fußwege".
_TRENNUNG = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?!und\b|oder\b|bzw\b)(?=[a-zäöüß])")
_WEICH = re.compile("\u00ad")
LAENGSTESWORT = 60
# What the stemmer would throw together with another word, and forms that it does not know.
_EIGEN = {
    "schüler": "schueler", "schülern": "schueler", "schülers": "schueler", "müller": "mueller", "müllers": "mueller",
    "bauer": "bauer", "bauern": "bauer", "eisen": "eisen", "wähler": "waehler", "wählern": "waehler",
    "steuer": "steuer", "steuern": "steuer", "steuerung": "steuerung", "steuerungen": "steuerung", "rate": "rate", "raten": "rate",
    "baden": "baden", "seen": "see", "sees": "see", "see": "see", "busse": "bus", "bussen": "bus", "busses": "bus",
    "baus": "bau", "baues": "bau", "ärzte": "arzt", "ärzten": "arzt", "büros": "buro", "büro": "buro", "buero": "buro", "bueros": "buro",
}  # fmt: skip
_FREMDE_MEHRZAHL = re.compile(r"\w{3,}[aoi]s")
_KEINE_MEHRZAHL = ("gas", "glas", "gras", "las", "los", "bis", "eis", "nis", "atlas", "basis", "praxis", "kosmos")
# Small words say nothing about a subject: they are counted for the order of words and not indexed.
FUELLWOERTER = frozenset(
    [
        "aber",
        "als",
        "am",
        "an",
        "auch",
        "auf",
        "aus",
        "bei",
        "bis",
        "da",
        "damit",
        "das",
        "dass",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "dies",
        "diese",
        "dieser",
        "dieses",
        "durch",
        "ein",
        "eine",
        "einem",
        "einen",
        "einer",
        "eines",
        "er",
        "es",
        "für",
        "fuer",
        "gegen",
        "hat",
        "im",
        "in",
        "ist",
        "mit",
        "nach",
        "nicht",
        "noch",
        "oder",
        "sich",
        "sie",
        "sind",
        "so",
        "sowie",
        "über",
        "ueber",
        "um",
        "und",
        "unter",
        "vom",
        "von",
        "vor",
        "was",
        "wenn",
        "werden",
        "wie",
        "wird",
        "wurde",
        "wurden",
        "zu",
        "zum",
        "zur",
    ]
)
_FUGEN = ("", "s", "es", "n", "en", "er", "e")
_ENDUNGEN = ("", "s", "es", "n", "en", "e", "er", "ern", "ns")
_stemmer = snowballstemmer.stemmer("german")


def _teile_lesen() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The parts that may stand at the end, those that may stand in front, and the words that stay whole."""
    zeilen = (Path(__file__).parent / "teile.txt").read_text(encoding="utf-8").splitlines()
    liste = {teil for zeile in zeilen if not zeile.startswith("#") for teil in zeile.split()}
    unteilbar = frozenset(teil[:-1] for teil in liste if teil.endswith("!"))
    hinten = unteilbar | {teil for teil in liste if teil[-1] not in "-!"}
    return hinten, hinten | {teil[:-1] for teil in liste if teil.endswith("-")}, unteilbar


HINTEN, VORN, UNTEILBAR = _teile_lesen()
# Alone, beside something unknown (the name of a street), only a long part is believed.
ALLEIN = 5
REST = 4


def klein(wort: str) -> str:
    """One spelling: lower case, composed letters, `straße` for `strasse`."""
    return unicodedata.normalize("NFC", wort).lower().replace("strasse", "straße")[:LAENGSTESWORT]


@lru_cache(maxsize=100_000)
def stamm(wort: str) -> str:
    """The stem by which all forms of a word are found."""
    wort = klein(wort)
    if wort in _EIGEN:
        return _EIGEN[wort]
    if _FREMDE_MEHRZAHL.fullmatch(wort) and not wort.endswith(_KEINE_MEHRZAHL):
        wort = wort[:-1]
    return _stemmer.stemWord(wort) or wort


@lru_cache(maxsize=100_000)
def teile(wort: str) -> frozenset[str]:
    """The stems of every run of parts of a compound; empty if the word is none that is known."""
    wort = _mit_umlauten(klein(wort))
    if len(wort) < 6 or not wort.isalpha() or wort in UNTEILBAR:
        return frozenset()
    grenzen = _zerlegen(wort)
    laeufe = {(grenzen[i][0], grenzen[j][1]) for i in range(len(grenzen)) for j in range(i, len(grenzen))}
    gefunden = {stamm(wort[a:e]) for a, e in laeufe - {(0, len(wort))}}
    # A part may be a compound itself: Klimaschutz in Klimaschutzkonzept.
    for a, e in grenzen:
        if (a, e) != (0, len(wort)):
            gefunden |= teile(wort[a:e])
    return frozenset(gefunden - {stamm(wort)})


def _zerlegen(wort: str) -> list[tuple[int, int]]:
    """The cheapest way to read the whole word as parts with Fugen, as (begin, end) of each; else one long part beside something unknown."""
    beste: dict[int, tuple[float, list]] = {0: (0.0, [])}
    laenge = len(wort)
    for anfang in range(laenge):
        if anfang not in beste:
            continue
        kosten, weg = beste[anfang]
        for ende in range(anfang + 3, laenge + 1):
            teil = wort[anfang:ende]
            if teil in VORN:
                for fuge in _FUGEN:
                    weiter = ende + len(fuge)
                    if weiter < laenge and wort.startswith(fuge, ende):
                        preis = 1 + bool(fuge) * 0.3 + (len(teil) < 4) * 0.4
                        _merken(beste, weiter, kosten + preis, [*weg, (anfang, ende)])
            if anfang and teil in HINTEN and wort[ende:] in _ENDUNGEN:
                preis = 1 + (ende < laenge) * 0.2
                _merken(beste, laenge, kosten + preis, [*weg, (anfang, laenge)])
    if laenge in beste:
        return beste[laenge][1]
    return _allein(wort)


def _merken(beste, stelle, kosten, weg) -> None:
    if stelle not in beste or kosten < beste[stelle][0]:
        beste[stelle] = (kosten, weg)


def _allein(wort: str) -> list[tuple[int, int]]:
    laenge = len(wort)
    for anfang in range(REST, laenge - ALLEIN + 1):
        for endung in _ENDUNGEN:
            ende = laenge - len(endung)
            if ende - anfang >= ALLEIN and wort.endswith(endung) and wort[anfang:ende] in HINTEN:
                return [(anfang, laenge)]
    for ende in range(laenge - REST, ALLEIN - 1, -1):
        if wort[:ende] in HINTEN:
            return [(0, ende)]
    return []


def _mit_umlauten(wort: str) -> str:
    """`muellabfuhr` as `müllabfuhr`, where the list of parts knows only that."""
    if "ae" not in wort and "oe" not in wort and "ue" not in wort:
        return wort
    anders = wort.replace("ae", "ä").replace("oe", "ö")
    anders = re.sub(r"(?<![aeq])ue", "ü", anders)
    return anders if anders in HINTEN or _zerlegen(anders) else wort


def woerter(text: str) -> list[str]:
    """The words of a text in their order; a word divided at the end of a line is one."""
    return WORT.findall(_WEICH.sub("", _TRENNUNG.sub("", text)))


def lexeme(wort: str) -> frozenset[str]:
    """Everything by which a word of a text is found."""
    return frozenset({stamm(wort), *(f"~{teil}" for teil in teile(wort))})
