"""Snippets (leaf): the place in a text where the words stand, escaped, with marks. `ts_headline` does not see parts of compounds."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wittmund_ris.suche import woerter as analyse

DAVOR, LAENGE = 70, 240
# What is looked through at most: a hit behind it was found by the index, and the snippet is the beginning of the text.
HOECHSTENS = 400_000


@dataclass(frozen=True)
class Auszug:
    """A piece of a text with marks; `seite` counts from 1, where the text knows its pages."""

    html: SafeString
    seite: int | None = None


def markiert(text: str, lexeme: frozenset[str]) -> SafeString:
    """The whole text, escaped, with every hit in `<mark>`."""
    teile, ende = [], 0
    for treffer in analyse.WORT.finditer(text):
        if analyse.lexeme(treffer.group()) & lexeme:
            teile += [(text[ende : treffer.start()],), (format_html("<mark>{}</mark>", treffer.group()),)]
            ende = treffer.end()
    return format_html_join("", "{}", [*teile, (text[ende:],)])


def auszug(text: str, lexeme: frozenset[str]) -> Auszug | None:
    """The first place with the most different words of the question; None if there is none. Pages are parted by form feeds."""
    text = text[:HOECHSTENS]
    fund = _bester_fund(text, lexeme)
    if fund is None:
        return None
    anfang, ende = max(0, fund - DAVOR), min(len(text), fund - DAVOR + LAENGE)
    seitenanfang = text.rfind("\f", 0, fund) + 1
    seitenende = text.find("\f", fund)
    anfang = max(anfang, seitenanfang)
    if anfang > seitenanfang:
        anfang = text.find(" ", anfang, fund) + 1 or anfang
    if 0 <= seitenende <= ende:
        ende = seitenende
    elif ende < len(text) and (luecke := text.rfind(" ", fund, ende)) > fund:
        ende = luecke
    stueck = " ".join(text[anfang:ende].split())
    html = format_html("{}{}{}", "… " if anfang else "", markiert(stueck, lexeme), " …" if ende < len(text) else "")
    return Auszug(html, text.count("\f", 0, fund) + 1 if "\f" in text else None)


def _bester_fund(text: str, lexeme: frozenset[str]) -> int | None:
    """Where the snippet begins: the hit after which the most different words follow within its length."""
    funde: list[tuple[int, frozenset[str]]] = []
    for treffer in analyse.WORT.finditer(text):
        if getroffen := analyse.lexeme(treffer.group()) & lexeme:
            funde.append((treffer.start(), frozenset(t.removeprefix("~") for t in getroffen)))
            if len(funde) >= 200:
                break
    beste, viele = None, 0
    for i, (stelle, _) in enumerate(funde):
        verschieden = frozenset().union(*(w for s, w in funde[i : i + 20] if s < stelle + LAENGE - DAVOR))
        if len(verschieden) > viele:
            beste, viele = stelle, len(verschieden)
    return beste
