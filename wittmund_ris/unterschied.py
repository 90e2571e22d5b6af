"""The difference of two texts, word by word (leaf): clean HTML with `ins` and `del` that can be read and listened to.

Built on `difflib`: `lxml.html.diff` does not show a change of the markup, so the old text cannot be read out of its answer
again. Here both can, and `annehmen` and `ablehnen` do it: nothing is shown that is in neither text, nothing is left out.

Both texts are `richtext.normalisieren`'s. Lists and tables stay lists and tables: rows and items are compared as such.
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from django.utils.safestring import SafeString, mark_safe
from lxml import html as lxml_html

INLINE = {"strong", "em", "sub", "sup", "a"}
NUR_ELEMENTE = {"ul", "ol", "table", "thead", "tbody", "tr"}
UMBRUCH = ("br", ())
# A word with the space before it, or one other sign.
_WORT = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")
# More pairs than this are put side by side in their order.
MAX_PAARE = 2500
AEHNLICH = 0.3
VORLESEN = {
    "ins": ("eingefügt: ", " Ende der Einfügung. "),
    "del": ("gestrichen: ", " Ende der Streichung. "),
}


@dataclass(frozen=True)
class Wort:
    """One word with the formatting round it."""

    text: str
    stil: tuple = ()


@dataclass(frozen=True)
class Block:
    """An element: its words, and the elements below it in their order."""

    tag: str
    attribute: tuple
    inhalt: tuple

    @property
    def art(self):
        return self.tag, self.attribute

    def woerter(self) -> Counter:
        zahl = Counter()
        for teil in self.inhalt:
            zahl.update(teil.woerter() if isinstance(teil, Block) else [teil.text.strip()])
        return zahl


def texte(alt: str, neu: str) -> SafeString:
    """The difference of two clean HTML texts as HTML; what is equal stands there unmarked."""
    return mark_safe(_inhalt(_lesen(alt), _lesen(neu)))  # noqa: S308 - put together from escaped words and known tags


def werte(alt: str, neu: str) -> SafeString:
    """The same for two plain values (a name, an amount, a line)."""
    return mark_safe(_worte(_zerlegen(alt), _zerlegen(neu)))  # noqa: S308 - escaped words


def annehmen(html: str) -> str:
    """The new text out of a difference."""
    return _lesart(html, "del", "weg")


def ablehnen(html: str) -> str:
    """The old text out of a difference."""
    return _lesart(html, "ins", "neu")


def struktur(html: str) -> tuple:
    """A text as words and elements: equal if, and only if, two texts show the same."""
    return _lesen(html)


# --- Reading ------------------------------------------------------------------------------------------------


def _zerlegen(text: str, stil: tuple = ()) -> tuple:
    return tuple(Wort(stueck, stil) for stueck in _WORT.findall(text or ""))


def _lesen(html: str) -> tuple:
    if not html.strip():
        return ()
    return _kinder(lxml_html.fragment_fromstring(html, create_parent="div"), ())


def _kinder(element, stil) -> tuple:
    """What stands in an element. White space between the parts of a list or table says nothing."""
    teile = []
    for text, wo, block in _stuecke(element, stil):
        if block is not None:
            teile.append(block)
        elif teile and isinstance(teile[-1], list) and teile[-1][1] == wo and not _ist_umbruch(wo):
            # What reads as one word is one word, however the tags stood round its parts.
            teile[-1][0] += text
        elif text:
            teile.append([text, wo])
    return tuple(
        w
        for t in teile
        for w in ((t,) if isinstance(t, Block) else (Wort(*t),) if _ist_umbruch(t[1]) else _zerlegen(*t))
    )


def _stuecke(element, stil):
    nur_elemente = element.tag in NUR_ELEMENTE
    yield ("" if nur_elemente else element.text or ""), stil, None
    for kind in element:
        attribute = tuple(sorted(kind.attrib.items()))
        if kind.tag in INLINE:
            yield from _stuecke(kind, (*stil, (kind.tag, attribute)))
        elif kind.tag == "br":
            yield "\n", (*stil, UMBRUCH), None
        else:
            yield "", (), Block(kind.tag, attribute, _kinder(kind, ()))
        yield ("" if nur_elemente else kind.tail or ""), stil, None


def _ist_umbruch(stil) -> bool:
    return bool(stil) and stil[-1] == UMBRUCH


# --- Comparing ----------------------------------------------------------------------------------------------


def _inhalt(alt: tuple, neu: tuple) -> str:
    """Words and elements of one element; runs of words are compared as words, elements as elements."""
    if alt == neu:
        return _schreiben(alt)
    if not any(isinstance(t, Block) for t in (*alt, *neu)):
        return _worte(alt, neu)
    a, b = _gebuendelt(alt), _gebuendelt(neu)
    teile = []
    for art, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if art == "equal":
            teile += [_schreiben(t) for t in a[i1:i2]]
        else:
            teile += [_paar(x, y) for x, y in _paaren(a[i1:i2], b[j1:j2])]
    return "".join(teile)


def _gebuendelt(teile: tuple) -> list:
    """Runs of words as one tuple each; elements as one-tuples."""
    ergebnis, lauf = [], []
    for teil in teile:
        if isinstance(teil, Block):
            if lauf:
                ergebnis.append(tuple(lauf))
                lauf = []
            ergebnis.append((teil,))
        else:
            lauf.append(teil)
    return [*ergebnis, tuple(lauf)] if lauf else ergebnis


def _paaren(alt: list, neu: list) -> list[tuple]:
    """Which old part became which new one, in order; None where there is no partner."""
    if len(alt) * len(neu) > MAX_PAARE:
        kurz = min(len(alt), len(neu))
        paare = [(x, y) if _vergleichbar(x, y) else None for x, y in zip(alt, neu, strict=False)]
        geteilt = [p for q, x, y in zip(paare, alt, neu, strict=False) for p in ([q] if q else [(x, None), (None, y)])]
        return [*geteilt, *((x, None) for x in alt[kurz:]), *((None, y) for y in neu[kurz:])]
    zahlen = [_zaehlen(x) for x in alt], [_zaehlen(y) for y in neu]
    # Best sum of similarities, from the end.
    n, m = len(alt), len(neu)
    wert = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            wert[i][j] = max(wert[i + 1][j], wert[i][j + 1])
            if _vergleichbar(alt[i], neu[j]):
                gleich = _aehnlichkeit(zahlen[0][i], zahlen[1][j])
                # A single candidate is shown word by word, however little of it is left.
                if gleich >= AEHNLICH or n == m == 1:
                    wert[i][j] = max(wert[i][j], wert[i + 1][j + 1] + gleich + 0.01)
    paare, i, j = [], 0, 0
    while i < n and j < m:
        if wert[i][j] == wert[i + 1][j]:
            paare.append((alt[i], None))
            i += 1
        elif wert[i][j] == wert[i][j + 1]:
            paare.append((None, neu[j]))
            j += 1
        else:
            paare.append((alt[i], neu[j]))
            i, j = i + 1, j + 1
    return [*paare, *((x, None) for x in alt[i:]), *((None, y) for y in neu[j:])]


def _vergleichbar(x: tuple, y: tuple) -> bool:
    if isinstance(x[0], Block) != isinstance(y[0], Block):
        return False
    return not isinstance(x[0], Block) or x[0].art == y[0].art


def _zaehlen(teil: tuple) -> Counter:
    return teil[0].woerter() if isinstance(teil[0], Block) else Counter(w.text.strip() for w in teil)


def _aehnlichkeit(x: Counter, y: Counter) -> float:
    zusammen = x.total() + y.total()
    return 2 * (x & y).total() / zusammen if zusammen else 1.0


def _paar(x, y) -> str:
    if x is None or y is None:
        return _einseitig(x or y, "ins" if x is None else "del")
    if isinstance(x[0], Block):
        return _element(x[0], _inhalt(x[0].inhalt, y[0].inhalt))
    return _worte(x, y)


def _worte(alt: tuple, neu: tuple) -> str:
    teile = []
    for art, i1, i2, j1, j2 in _geglaettet(SequenceMatcher(None, alt, neu).get_opcodes(), alt):
        if art == "equal":
            teile.append(_schreiben(alt[i1:i2]))
        else:
            teile += [_markiert(alt[i1:i2], "del"), _markiert(neu[j1:j2], "ins")]
    return "".join(teile)


def _geglaettet(schritte, alt):
    """A lone sign between two changes belongs to the change: fewer, longer marks are easier to read and to hear."""
    ergebnis = []
    for nummer, (art, i1, i2, j1, j2) in enumerate(schritte):
        innen = 0 < nummer < len(schritte) - 1
        if art == "equal" and innen and i2 - i1 == 1 and not alt[i1].text.strip().isalnum():
            art = "replace"
        if ergebnis and art != "equal" and ergebnis[-1][0] != "equal":
            ergebnis[-1] = ("replace", ergebnis[-1][1], i2, ergebnis[-1][3], j2)
        else:
            ergebnis.append((art, i1, i2, j1, j2))
    return ergebnis


# --- Writing ------------------------------------------------------------------------------------------------


def _schreiben(teile: tuple) -> str:
    """Unmarked; neighbouring words of one style share their tags."""
    aus, offen = [], ()
    for teil in teile:
        stil = () if isinstance(teil, Block) else tuple(s for s in teil.stil if s != UMBRUCH)
        gemeinsam = 0
        while gemeinsam < min(len(offen), len(stil)) and offen[gemeinsam] == stil[gemeinsam]:
            gemeinsam += 1
        aus += [f"</{tag}>" for tag, _ in reversed(offen[gemeinsam:])]
        aus += [_oeffnend(tag, attribute) for tag, attribute in stil[gemeinsam:]]
        offen = stil
        if isinstance(teil, Block):
            aus.append(_element(teil, _schreiben(teil.inhalt)))
        elif _ist_umbruch(teil.stil):
            aus.append("<br>")
        else:
            aus.append(escape(teil.text, quote=False))
    aus += [f"</{tag}>" for tag, _ in reversed(offen)]
    return "".join(aus)


def _oeffnend(tag, attribute) -> str:
    return "".join([f"<{tag}", *(f' {name}="{escape(wert)}"' for name, wert in attribute), ">"])


def _element(block: Block, innen: str, marke: str = "") -> str:
    attribute = (*block.attribute, ("data-unterschied", marke)) if marke else block.attribute
    return f"{_oeffnend(block.tag, attribute)}{innen}</{block.tag}>"


def _markiert(worte: tuple, tag: str) -> str:
    if not worte:
        return ""
    vorher, nachher = VORLESEN[tag]
    return (
        f'<{tag}><span class="ris-vorlesen">{vorher}</span>{_schreiben(worte)}'
        f'<span class="ris-vorlesen">{nachher}</span></{tag}>'
    )


def _einseitig(teile: tuple, tag: str) -> str:
    """A part that only one of the texts has: the element is marked, and the words in it for the eye and the ear."""
    aus = []
    for stueck in _gebuendelt(teile):
        if isinstance(stueck[0], Block):
            innen = _einseitig(stueck[0].inhalt, tag)
            aus.append(_element(stueck[0], innen, "neu" if tag == "ins" else "weg"))
        else:
            aus.append(_markiert(stueck, tag))
    return "".join(aus)


# --- One of the two texts back ------------------------------------------------------------------------------


def _lesart(html: str, verworfen: str, marke: str) -> str:
    if not html.strip():
        return ""
    wurzel = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in list(wurzel.iter()):
        if (
            element.get("class") == "ris-vorlesen"
            or element.tag == verworfen
            or element.get("data-unterschied") == marke
        ):
            element.drop_tree()
        elif element.tag in ("ins", "del"):
            element.drop_tag()
        else:
            element.attrib.pop("data-unterschied", None)
    innen = "".join(lxml_html.tostring(kind, encoding="unicode") for kind in wurzel)
    return escape(wurzel.text or "", quote=False) + innen
