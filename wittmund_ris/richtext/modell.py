"""The shape of a formatted text: paragraphs, headings, lists, quotations and tables; and how it is written as HTML."""

from dataclasses import dataclass, field
from html import escape

UMBRUCH = "\n"


@dataclass(frozen=True)
class Lauf:
    """A stretch of text in one dress. `marken` are among strong, em, sub, sup; `ziel` is the address of a link.

    A Lauf whose text is UMBRUCH is a line break.
    """

    text: str
    marken: frozenset = frozenset()
    ziel: str = ""


@dataclass
class Absatz:
    art: str  # p, h3, h4
    laeufe: list[Lauf]
    # From Word: the level of the list that the paragraph belongs to, and the bullet or number before it.
    ebene: int = 0
    zeichen: str = ""


@dataclass
class Liste:
    art: str  # ul, ol
    punkte: list[list] = field(default_factory=list)
    start: int = 1
    typ: str = ""  # "a": a), b), c)


@dataclass
class Zitat:
    bloecke: list


@dataclass
class Zelle:
    bloecke: list
    kopf: str = ""  # col, row
    colspan: int = 1
    rowspan: int = 1


@dataclass
class Tabelle:
    zeilen: list[list[Zelle]]
    kopfzeilen: int = 0


def schreiben(bloecke: list) -> str:
    return "".join(_block(b) for b in bloecke)


def _block(block) -> str:
    if isinstance(block, Absatz):
        return f"<{block.art}>{inline(block.laeufe)}</{block.art}>"
    if isinstance(block, Zitat):
        return f"<blockquote>{schreiben(block.bloecke)}</blockquote>"
    if isinstance(block, Liste):
        punkte = "".join(f"<li>{_fluss(p)}</li>" for p in block.punkte)
        start = f' start="{block.start}"' if block.art == "ol" and block.start != 1 else ""
        typ = f' type="{block.typ}"' if block.art == "ol" and block.typ else ""
        return f"<{block.art}{start}{typ}>{punkte}</{block.art}>"
    kopf, rumpf = block.zeilen[: block.kopfzeilen], block.zeilen[block.kopfzeilen :]
    teile = [f"<{art}>{_zeilen(z)}</{art}>" for art, z in (("thead", kopf), ("tbody", rumpf)) if z]
    return f"<table>{''.join(teile)}</table>"


def _zeilen(zeilen) -> str:
    return "".join(f"<tr>{''.join(_zelle(z) for z in zeile)}</tr>" for zeile in zeilen)


def _zelle(zelle) -> str:
    merkmale = f' scope="{zelle.kopf}"' if zelle.kopf else ""
    for name in ("colspan", "rowspan"):
        if (wert := getattr(zelle, name)) > 1:
            merkmale += f' {name}="{wert}"'
    art = "th" if zelle.kopf else "td"
    return f"<{art}{merkmale}>{_fluss(zelle.bloecke)}</{art}>"


def _fluss(bloecke) -> str:
    """The content of a list item or cell: one paragraph, perhaps with lists below it, stands without its <p>."""
    absaetze = [b for b in bloecke if isinstance(b, Absatz)]
    if len(absaetze) == 1 and bloecke[0] is absaetze[0]:
        return inline(absaetze[0].laeufe) + schreiben(bloecke[1:])
    return schreiben(bloecke)


# From the outside to the inside.
MARKEN = ("strong", "em", "sub", "sup")


def inline(laeufe: list[Lauf]) -> str:
    """Text with its marks; the order of the elements is fixed, so that the same look is always the same HTML."""
    teile, offen = [], []

    def schliessen(bis):
        while len(offen) > bis:
            teile.append(f"</{offen.pop()[0]}>")

    for lauf in laeufe:
        if lauf.text == UMBRUCH:
            schliessen(0)
            teile.append("<br>")
            continue
        soll = [("a", lauf.ziel)] if lauf.ziel else []
        soll += [(m, "") for m in MARKEN if m in lauf.marken]
        gleich = 0
        while gleich < min(len(offen), len(soll)) and offen[gleich] == soll[gleich]:
            gleich += 1
        schliessen(gleich)
        for name, ziel in soll[gleich:]:
            teile.append(f'<a href="{escape(ziel)}">' if ziel else f"<{name}>")
            offen.append((name, ziel))
        teile.append(escape(lauf.text, quote=False))
    schliessen(0)
    return "".join(teile)
