"""Formatted text (leaf): the small, clean HTML in which Sachverhalt, Beschlussvorschlag and wordings are stored.

Whatever is typed, pasted or read from a file passes `normalisieren` before it is stored; what is stored is therefore safe to
show in a page and to print. Headings begin with h3: h1 is the title of a page, h2 the name of the field.
"""

import re
from collections.abc import Callable
from html import escape

import nh3

from wittmund_ris.richtext.auszeichnung import NichtDarstellbar, auslesen, auszeichnen
from wittmund_ris.richtext.lesen import SCHEMATA, baum, lesen
from wittmund_ris.richtext.modell import schreiben
from wittmund_ris.richtext.ordnen import ordnen
from wittmund_ris.richtext.verweise import verweise_setzen

BLOECKE = ("p", "h3", "h4", "ul", "ol", "table", "blockquote")
TAGS = {*BLOECKE, "li", "thead", "tbody", "tr", "th", "td", "strong", "em", "sub", "sup", "a", "br"}
ATTRIBUTE = {
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type"},
}
# How HTML from an editor or a clipboard begins; everything else is plain text, a "<" in it included.
_IST_HTML = re.compile(
    rf"\s*<({'|'.join(BLOECKE)}|h[1-6]|div|dl|pre|section|article|center|html|body|meta|span|font|b|!--|!doctype)[\s>\[-]",
    re.IGNORECASE,
)
_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What one pass brings to light (a bullet under a heading that may not stand in a cell) the next one puts in order.
_DURCHGAENGE = 6
_ABSATZ = re.compile(r"\n[ \t]*\n\s*")
# Where a block ends, a line ends.
_NACH = {"p": "\n\n", "h3": "\n\n", "h4": "\n\n", "ul": "\n", "ol": "\n", "table": "\n", "blockquote": "\n", "li": "\n"}
_NACH |= {"tr": "\n", "td": "\t", "th": "\t", "br": "\n"}


def ist_html(text: str) -> bool:
    """True if the text begins as HTML does; everything else is plain text, a "<" in it included."""
    return bool(_IST_HTML.match(text))


def normalisieren(text: str) -> str:
    """The stored form of a text: few elements in one fixed order, no style, script or event. Plain text becomes paragraphs.

    Paragraphs with bullets or numbers become lists, the first row of a table its head (`ordnen`). Idempotent: what is
    stored already stays as it is, byte for byte.
    """
    text = _STEUERZEICHEN.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not ist_html(text):
        absaetze = (a.strip() for a in _ABSATZ.split(text))
        text = "".join(f"<p>{escape(a, quote=False).replace(chr(10), '<br>')}</p>" for a in absaetze if a)
    for _ in range(_DURCHGAENGE):
        vorher, text = text, bereinigen(schreiben(ordnen(lesen(text))))
        if text == vorher:
            break
    return text


def bereinigen(html: str) -> str:
    """Only the allowed elements and attributes; the last word about what may be shown."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTE, url_schemes=SCHEMATA, link_rel=None)


def als_auszeichnung(html: str) -> str:
    """A stored text as people read and type it without the editor (`auszeichnung`); as HTML where it has no words for it.

    Nothing is ever lost: `aus_auszeichnung` gives back exactly what is stored.
    """
    html = normalisieren(html)
    try:
        text = auszeichnen(ordnen(lesen(html)))
    except NichtDarstellbar:
        return html
    return text if aus_auszeichnung(text) == html else html


def aus_auszeichnung(text: str) -> str:
    """The stored form of a text typed in light markup; HTML stays HTML."""
    text = text or ""
    return normalisieren(text if ist_html(text) else schreiben(auslesen(text)))


def klartext(html: str) -> str:
    """The words without the formatting, a line for each block: for search, comparison and mails."""
    if not ist_html(html):
        return html
    teile = []

    def sammeln(element, zeichen="- "):
        if element.tag == "li":
            teile.append(zeichen)
        teile.append(element.text or "")
        for stelle, kind in enumerate(element, start=int(element.get("start") or 1)):
            sammeln(kind, _zeichen(element, stelle))
            teile.append(kind.tail or "")
        teile.append(_NACH.get(element.tag, ""))

    sammeln(baum(html))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", "".join(teile))).strip()


def _zeichen(liste, nummer) -> str:
    if liste.tag != "ol":
        return "- "
    return f"{chr(ord('a') + nummer - 1)}) " if liste.get("type") == "a" and nummer <= 26 else f"{nummer}. "


def mit_verweisen(html: str, muster: re.Pattern, adresse: Callable[[str], str | None], titel: str = "") -> str:
    """The same text with a link round every match of `muster` for which `adresse` knows one; what is a link stays it.

    `titel` is a format with the match, for example "Vorlage {}".
    """
    if not muster.search(html):
        return html
    # Sanitised again, so that nothing depends on how the tree was written out.
    return nh3.clean(
        verweise_setzen(html, muster, adresse, titel),
        tags=TAGS,
        attributes=ATTRIBUTE | {"a": {"href", "title"}},
        url_schemes=SCHEMATA,
        link_rel=None,
    )
