"""German words: the list of pyspellchecker, inflected forms, compounds, and the words of the council that no list has."""

import re
from functools import cache, lru_cache

from spellchecker import SpellChecker

# Of the field and of the region; small letters.
_EIGENE = """
    anlagenverzeichnis beratungsfolge sitzungstermin haushaltsmittel produktkonto beschlussvorlage beschlussvorschlag mitteilungsvorlage
    enth gez nkomvg kreistag kreisausschuss landkreis samtgemeinde mitzeichnung stellungnahme vergabe tischvorlage landrat landrätin
    niedersachsen niedersächsische niedersächsischen ostfriesland ostfriesische ostfriesischen friesland wittmund wittmunder esens
    esenser friedeburg friedeburger holtriem dornum langeoog spiekeroog carolinensiel harlesiel bensersiel neuharlingersiel aurich
    auricher jever wilhelmshaven leer emden oldenburg düsseldorf hannover hannoverschen gmbh ggmbh mbh eur abs nr vgl ggf bzw ca zzgl inkl
    zuwendungsbescheid ertüchtigung kofinanzierung barrierefreie barrierefreien barrierefreier digitalisierung
"""
EIGENE = frozenset(_EIGENE.split())
# Short words that compounds are made of; longer parts are taken from the list.
_KURZ = "amt rat bau weg tag rad bus hof ort see art auf aus bei ein mit vor zu um ab an über not öl gas hoch tief neu alt erd land kreis"
KURZ = frozenset(_KURZ.split())
FUGEN = ("", "s", "es", "n", "en", "er", "e")
ENDUNGEN = ("s", "es", "n", "en", "e", "er", "em", "ern", "st", "t", "te", "ten", "ter", "tes", "innen", "in")
GENITIV = ("s", "es")
UMLAUTE = str.maketrans("aouAOU", "äöüÄÖÜ")
_BUCHSTABEN = re.compile(r"[a-zäöüß]+")


@cache
def _liste() -> dict[str, int]:
    """The German list with frequencies: 339,000 forms in small letters. Read once, about half a second."""
    return SpellChecker(language="de").word_frequency.dictionary


def haeufigkeit(wort: str) -> int:
    """How often the list has seen this form; 0 if it does not know it."""
    klein = wort.lower()
    return max(_liste().get(klein, 0), 50 if klein in EIGENE else 0)


def _grundform_bekannt(wort: str) -> bool:
    if haeufigkeit(wort):
        return True
    gebeugt = any(
        wort.endswith(endung)
        and len(wort) - len(endung) >= (4 if endung in GENITIV else 6)
        and haeufigkeit(wort[: -len(endung)])
        for endung in ENDUNGEN
    )
    # "Ansatze" is no form of Ansatz: where the list knows the form with an umlaut, the one without is a misreading.
    return gebeugt and not any(haeufigkeit(w) for w in mit_einem_umlaut(wort))


def mit_einem_umlaut(wort: str) -> list[str]:
    """The word with one of its vowels as umlaut, in every way."""
    return [wort[:n] + z.translate(UMLAUTE) + wort[n + 1 :] for n, z in enumerate(wort) if z in "aouAOU"]


@lru_cache(maxsize=100_000)
def ist_zusammengesetzt(wort: str, tiefe: int = 4) -> bool:
    """Two to four known words in one, with the usual joints (Umsetzung-s-maßnahmen)."""
    if tiefe == 0:
        return False
    for schnitt in range(len(wort) - 3, 2, -1):
        if not _teil_bekannt(wort[:schnitt]):
            continue
        for fuge in FUGEN:
            if not wort.startswith(fuge, schnitt):
                continue
            rest = wort[schnitt + len(fuge) :]
            if len(rest) >= 4 and (
                _grundform_bekannt(rest) or (len(rest) >= 7 and ist_zusammengesetzt(rest, tiefe - 1))
            ):
                return True
    return False


def _teil_bekannt(teil: str) -> bool:
    return teil in KURZ or (len(teil) >= 4 and haeufigkeit(teil) > 0)


def ist_bekannt(wort: str) -> bool:
    """True if the word can be German as it is written: in the list, inflected, put together, or an abbreviation."""
    if wort.isupper() and wort.isalpha() and 2 <= len(wort) <= 6:
        return True
    if not wort.isupper() and any(z.isupper() for z in wort[1:]) and wort.lower() not in EIGENE:
        return False
    klein = wort.lower()
    if not _BUCHSTABEN.fullmatch(klein):
        return False
    if len(klein) == 1 or _grundform_bekannt(klein):
        return len(klein) > 1 or klein in "abcdefgh"
    return len(klein) >= 7 and ist_zusammengesetzt(klein)
