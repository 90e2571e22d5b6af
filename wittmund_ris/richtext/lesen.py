"""HTML of any origin becomes blocks: what a browser, Word, Outlook, LibreOffice or Google Docs leaves in the clipboard."""

import re

import nh3
from lxml import html as lxml_html

from wittmund_ris.richtext.modell import UMBRUCH, Absatz, Lauf, Liste, Tabelle, Zelle, Zitat

UEBERSCHRIFTEN = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_ABSAETZE = {"p", "pre", "dt", "dd", "caption", "legend", "li", "summary", "figcaption", "address"}
_KAESTEN = {"div", "section", "article", "main", "header", "footer", "aside", "nav", "center", "figure", "form"}
_KAESTEN |= {"fieldset", "dl", "details", "hgroup", "body", "html", "tbody", "thead", "tfoot", "tr", "td", "th"}
_LISTEN = {"ul": "ul", "ol": "ol", "menu": "ul", "dir": "ul"}
_MARKEN = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "sub": "sub", "sup": "sup"}
_TAGS = {*UEBERSCHRIFTEN, *_ABSAETZE, *_KAESTEN, *_LISTEN, *_MARKEN, "blockquote", "table", "a", "br", "hr", "span"}
_TAGS |= {"font", "u", "ins", "small", "big"}
# Their text is no text: programs, forms, drawings, what a reviewer has struck out.
_OHNE_INHALT = {"script", "style", "title", "xml", "template", "noscript", "iframe", "object", "embed", "applet"}
_OHNE_INHALT |= {
    "svg",
    "math",
    "select",
    "textarea",
    "button",
    "del",
    "audio",
    "video",
    "canvas",
    "noembed",
    "noframes",
}
_MERKMALE = {"*": {"style"}, "a": {"href"}, "ol": {"start", "type"}, "tr": {"height"}}
_MERKMALE |= {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
SCHEMATA = {"http", "https", "mailto", "tel"}
# Deeper than any text is; below it only the words count.
_TIEFE = 60
_TIEFE_DES_PARSERS = 200
_EBENE = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d+)", re.IGNORECASE)
_ZEICHEN = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_VERBORGEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_STIL = (
    (re.compile(r"(?<![\w-])font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE), "strong", True),
    (re.compile(r"(?<![\w-])font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE), "strong", False),
    (re.compile(r"(?<![\w-])font-style\s*:\s*(italic|oblique)", re.IGNORECASE), "em", True),
    (re.compile(r"(?<![\w-])font-style\s*:\s*normal", re.IGNORECASE), "em", False),
    (re.compile(r"(?<![\w-])vertical-align\s*:\s*super", re.IGNORECASE), "sup", True),
    (re.compile(r"(?<![\w-])vertical-align\s*:\s*sub", re.IGNORECASE), "sub", True),
)


def baum(html: str):
    """The tree of clean HTML under a <div>."""
    return lxml_html.fragment_fromstring(html, create_parent="div")


def lesen(html: str) -> list:
    """The blocks as they come, not yet in order: nothing is checked but what can be a link."""
    # First a parser that reads as browsers do: what it writes has one meaning only.
    sauber = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_OHNE_INHALT,
        attributes=_MERKMALE,
        url_schemes=SCHEMATA,
        link_rel=None,
    )
    if _tiefe(sauber) > _TIEFE_DES_PARSERS:
        # libxml2 would drop what lies deeper without a word; here the words are what stays.
        sauber = f"<p>{nh3.clean(sauber, tags=set())}</p>"
    sammler = _Sammler()
    sammler.inhalt(baum(sauber), frozenset(), "", 0)
    return sammler.fertig()


def _tiefe(html) -> int:
    tiefe = tiefste = 0
    for treffer in re.finditer(r"<(/?)(?!br|hr)[a-z]", html):
        tiefe += -1 if treffer[1] else 1
        tiefste = max(tiefe, tiefste)
    return tiefste


class _Sammler:
    """Walks a tree and collects blocks; text outside of every block makes a paragraph of its own."""

    def __init__(self):
        self.bloecke, self.offen = [], []
        self.art, self.ebene, self.zeichen = "p", 0, ""

    def fertig(self) -> list:
        self.schliessen()
        return self.bloecke

    def schliessen(self) -> None:
        if self.offen or self.zeichen:
            self.bloecke.append(Absatz(self.art, self.offen, self.ebene, self.zeichen))
        self.offen, self.zeichen = [], ""

    def inhalt(self, element, marken, ziel, tiefe) -> None:
        if tiefe > _TIEFE:
            self.text(str(element.text_content()), marken, ziel)
            return
        self.text(element.text, marken, ziel)
        for kind in element:
            if isinstance(kind.tag, str):
                self.element(kind, marken, ziel, tiefe + 1)
            self.text(kind.tail, marken, ziel)

    def text(self, text, marken, ziel) -> None:
        if text:
            # In HTML a line end is a space; line breaks are elements.
            self.offen.append(Lauf(text.replace("\n", " "), marken, ziel))

    def element(self, kind, marken, ziel, tiefe) -> None:
        name, stil = kind.tag, kind.get("style") or ""
        if _VERBORGEN.search(stil):
            return
        if _ZEICHEN.search(stil):
            self.zeichen += str(kind.text_content())
        elif name == "br":
            self.offen.append(Lauf(UMBRUCH))
        elif name == "hr":
            self.schliessen()
        elif name in UEBERSCHRIFTEN or name in _ABSAETZE:
            self.absatz(kind, marken, ziel, tiefe, stil)
        elif name in _LISTEN:
            self.schliessen()
            self.bloecke.append(_liste(kind, marken, ziel, tiefe))
        elif name == "table":
            self.schliessen()
            self.bloecke += _tabelle(kind, marken, ziel, tiefe)
        elif name == "blockquote":
            self.schliessen()
            self.bloecke.append(Zitat(_bloecke(kind, marken, ziel, tiefe)))
        elif name in _KAESTEN:
            self.schliessen()
            self.inhalt(kind, marken, ziel, tiefe)
            self.schliessen()
        else:
            self.inhalt(kind, _marken(name, stil, marken), verweis(kind.get("href")) if name == "a" else ziel, tiefe)

    def absatz(self, kind, marken, ziel, tiefe, stil) -> None:
        self.schliessen()
        vorher = self.art, self.ebene
        self.art = UEBERSCHRIFTEN.get(kind.tag, "p")
        ebene = _EBENE.search(stil)
        self.ebene = min(int(ebene[1]), 9) if ebene else 0
        self.inhalt(kind, marken, ziel, tiefe)
        self.schliessen()
        self.art, self.ebene = vorher


def _bloecke(element, marken, ziel, tiefe) -> list:
    sammler = _Sammler()
    sammler.inhalt(element, marken, ziel, tiefe)
    return sammler.fertig()


def _liste(element, marken, ziel, tiefe) -> Liste:
    start = element.get("start") or ""
    buchstaben = element.get("type") == "a" or re.search(r"lower-(alpha|latin)", element.get("style") or "")
    liste = Liste(
        _LISTEN[element.tag], [], int(start) if re.fullmatch(r"\d{1,4}", start) else 1, "a" if buchstaben else ""
    )
    loses = _Sammler()
    loses.text(element.text, marken, ziel)
    for kind in element:
        if not isinstance(kind.tag, str):
            continue
        if kind.tag == "li":
            liste.punkte += [[b] for b in loses.fertig()]
            loses = _Sammler()
            liste.punkte.append(_bloecke(kind, marken, ziel, tiefe + 1))
        else:
            loses.element(kind, marken, ziel, tiefe + 1)
        loses.text(kind.tail, marken, ziel)
    liste.punkte += [[b] for b in loses.fertig()]
    return liste


def _tabelle(element, marken, ziel, tiefe) -> list:
    """The table; what is written between its rows, the caption for one, comes before it."""
    davor, zeilen = _Sammler(), []
    for kind in element:
        if kind.tag in ("thead", "tbody", "tfoot"):
            zeilen += [z for z in kind if z.tag == "tr"]
        elif kind.tag == "tr":
            zeilen.append(kind)
        elif isinstance(kind.tag, str):
            davor.element(kind, marken, ziel, tiefe)
    # Word measures the columns of some tables in a last row without height.
    zeilen = [z for z in zeilen if z.get("height") != "0"]
    tabelle = Tabelle([[_zelle(z, marken, ziel, tiefe) for z in zeile if z.tag in ("td", "th")] for zeile in zeilen])
    return [*davor.fertig(), tabelle]


def _zelle(element, marken, ziel, tiefe) -> Zelle:
    return Zelle(
        _bloecke(element, marken, ziel, tiefe + 2),
        "col" if element.tag == "th" else "",
        *(_spanne(element.get(name)) for name in ("colspan", "rowspan")),
    )


def _spanne(wert) -> int:
    return max(1, int(wert)) if re.fullmatch(r"\d{1,4}", wert or "") else 1


def _marken(name, stil, marken) -> frozenset:
    if marke := _MARKEN.get(name):
        marken = marken - {"sub", "sup"} | {marke} if marke in ("sub", "sup") else marken | {marke}
    for muster, marke, an in _STIL:
        if muster.search(stil):
            marken = marken - {"sub", "sup"} | {marke} if marke in ("sub", "sup") else marken
            marken = marken | {marke} if an else marken - {marke}
    return marken


def verweis(href) -> str:
    """The address if it is one that a paper may name, else nothing: of the web, of a mailbox or a telephone."""
    href = "".join((href or "").split())
    href = re.sub(r'["<>`\\{}|^\x00-\x1f\x7f-\x9f]', lambda t: f"%{ord(t[0]):02X}", href)
    if len(href) > 2000 or not re.match(r"(https?://[^/?#]|mailto:.|tel:.)", href, re.IGNORECASE):
        return ""
    # The same judge as in the end: what it would take away is not taken in.
    probe = nh3.clean(f'<a href="{href.replace("&", "&amp;")}">x</a>', url_schemes=SCHEMATA, link_rel=None)
    return href if " href=" in probe else ""
