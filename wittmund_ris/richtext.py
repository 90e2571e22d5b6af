"""Formatted text (leaf): the small, clean HTML in which Sachverhalt, Beschlussvorschlag and wordings are stored.

Whatever is typed, pasted or read from a file passes `normalisieren` before it is stored; what is stored is therefore safe to
show in a page and to print. Headings begin with h3: h1 is the title of a page, h2 the name of the field.
"""

import re
from collections.abc import Callable
from html import escape

import nh3
from lxml import html as lxml_html

BLOECKE = ("p", "h3", "h4", "ul", "ol", "table", "blockquote")
TAGS = {*BLOECKE, "li", "thead", "tbody", "tr", "th", "td", "strong", "em", "sub", "sup", "a", "br"}
ATTRIBUTE = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "ol": {"start"}}
SCHEMATA = {"http", "https", "mailto", "tel"}
_IST_HTML = re.compile(rf"\s*<({'|'.join(BLOECKE)}|h[1-6]|div)[\s>]", re.IGNORECASE)
_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ABSATZ = re.compile(r"\n[ \t]*\n\s*")
# Where a block ends, a line ends.
_NACH = {"p": "\n\n", "h3": "\n\n", "h4": "\n\n", "ul": "\n", "ol": "\n", "table": "\n", "blockquote": "\n", "li": "\n"}
_NACH |= {"tr": "\n", "td": "\t", "th": "\t", "br": "\n"}


def ist_html(text: str) -> bool:
    """True if the text begins with a block element; everything else is plain text, a "<" in it included."""
    return bool(_IST_HTML.match(text))


def normalisieren(text: str) -> str:
    """The stored form of a text: allowed elements only, no style, script or event. Plain text becomes paragraphs.

    Idempotent: what is stored already stays as it is, byte for byte.
    """
    text = _STEUERZEICHEN.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not ist_html(text):
        absaetze = (a.strip() for a in _ABSATZ.split(text))
        text = "".join(f"<p>{escape(a, quote=False).replace(chr(10), '<br>')}</p>" for a in absaetze if a)
    return bereinigen(text)


def bereinigen(html: str) -> str:
    """Only the allowed elements and attributes; the last word about what may be shown."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTE, url_schemes=SCHEMATA, link_rel=None)


def klartext(html: str) -> str:
    """The words without the formatting, a line for each block: for search, comparison and mails."""
    if not ist_html(html):
        return html
    teile = []

    def sammeln(element):
        if element.tag == "li":
            teile.append("- ")
        teile.append(element.text or "")
        for kind in element:
            sammeln(kind)
            teile.append(kind.tail or "")
        teile.append(_NACH.get(element.tag, ""))

    sammeln(_baum(html))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", "".join(teile))).strip()


def mit_verweisen(html: str, muster: re.Pattern, adresse: Callable[[str], str | None], titel: str = "") -> str:
    """The same text with a link round every match of `muster` for which `adresse` knows one; what is a link stays it.

    `titel` is a format with the match, for example "Vorlage {}".
    """
    if not muster.search(html):
        return html
    wurzel = _baum(html)
    for element in list(wurzel.iter()):
        if isinstance(element.tag, str) and not any(a.tag == "a" for a in (element, *element.iterancestors())):
            _verweisen(element, muster, adresse, titel)
        if element.tail and element is not wurzel and not any(a.tag == "a" for a in element.iterancestors()):
            _verweisen_danach(element, muster, adresse, titel)
    return _innen(wurzel)


def _baum(html: str):
    return lxml_html.fragment_fromstring(html, create_parent="div")


def _innen(wurzel) -> str:
    """The content of the root without the root; sanitised again, so that nothing depends on how the tree was written out."""
    roh = (escape(wurzel.text, quote=False) if wurzel.text else "") + "".join(
        lxml_html.tostring(kind, encoding="unicode") for kind in wurzel
    )
    return nh3.clean(
        roh, tags=TAGS, attributes=ATTRIBUTE | {"a": {"href", "title"}}, url_schemes=SCHEMATA, link_rel=None
    )


def _stuecke(text, muster, adresse, titel):
    """Text before the first link, and the links with the text behind each."""
    anfang, verweise, ende = "", [], 0
    for treffer in muster.finditer(text):
        ziel = adresse(treffer.group())
        if not ziel:
            continue
        vorher, ende = text[ende : treffer.start()], treffer.end()
        if verweise:
            verweise[-1].tail = vorher
        else:
            anfang = vorher
        verweis = lxml_html.Element("a", href=ziel)
        if titel:
            verweis.set("title", titel.format(treffer.group()))
        verweis.text = treffer.group()
        verweise.append(verweis)
    if verweise:
        verweise[-1].tail = text[ende:]
    return anfang, verweise


def _verweisen(element, muster, adresse, titel) -> None:
    anfang, verweise = _stuecke(element.text or "", muster, adresse, titel)
    if verweise:
        element.text = anfang
        for stelle, verweis in enumerate(verweise):
            element.insert(stelle, verweis)


def _verweisen_danach(element, muster, adresse, titel) -> None:
    anfang, verweise = _stuecke(element.tail, muster, adresse, titel)
    if verweise:
        eltern = element.getparent()
        element.tail = anfang
        for stelle, verweis in enumerate(verweise, start=eltern.index(element) + 1):
            eltern.insert(stelle, verweis)
