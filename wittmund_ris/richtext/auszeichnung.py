"""Light markup: a formatted text as people read and type it in a plain box, where no script runs.

A blank line begins a paragraph, a new line stays one. "### " and "#### " are headings, "- ", "1. " and "a) " lists, "> " a
quotation, rows between "|" a table (a line of dashes under its head, "#" before the head of a row). **bold**, *italic*,
H~2~O, m^2^, [words](https://…); a backslash before a sign takes its meaning away.
"""

import re
from itertools import groupby

from wittmund_ris.richtext.modell import UMBRUCH, Absatz, Lauf, Liste, Tabelle, Zelle, Zitat

_INLINE = re.compile(
    r"\\(?P<woertlich>[!-/:-@\[-`{-~])"
    r"|\[(?P<text>(?:\\.|[^\[\]\\])+)\]\((?P<ziel>(?:[^\s()]|\([^\s()]*\))+)\)"
    r"|(?P<umbruch><br>)|(?P<tief>~[^\s~\\]+~)|(?P<hoch>\^[^\s^\\]+\^)|(?P<stern>\*\*|\*)"
)
_SONDER = re.compile(r"[\\*\[\]~^<]")
_PUNKT = re.compile(r"(?P<ein> *)(?P<marke>[-*•]|\d{1,4}[.)]|[a-z]\))(?P<luft> +)(?=\S)")
_DATUM = re.compile(
    r" *\d{1,2}\. +(Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_KOPF = re.compile(r" {0,3}(#{1,6}) +(?=\S)")
_TRENNER = re.compile(r"\|(\s*:?-{3,}:?\s*\|)+\s*")
_STERNE = {"**": "strong", "*": "em"}
_ZEICHEN = {"strong": "**", "em": "*", "sub": "~", "sup": "^"}


class NichtDarstellbar(Exception):
    """The light markup has no words for this (merged cells, lists in a table)."""


# --- Writing -----------------------------------------------------------------------------------------------
def auszeichnen(bloecke: list) -> str:
    return "\n\n".join("\n".join(_zeilen(b)) for b in bloecke)


def _zeilen(block) -> list[str]:
    if isinstance(block, Absatz):
        kopf = {"h3": "### ", "h4": "#### "}.get(block.art, "")
        return [kopf + (z if kopf else _geschuetzt(z)) for z in _inline(block.laeufe).split("\n")]
    if isinstance(block, Zitat):
        return [f"> {z}".rstrip() for z in auszeichnen(block.bloecke).split("\n")]
    if isinstance(block, Tabelle):
        return _tabelle(block)
    zeilen = []
    for nummer, punkt in enumerate(block.punkte, start=block.start):
        marke = _marke(block, nummer)
        enge = all(isinstance(b, Liste) for b in punkt[1:])
        inhalt = [z for b in punkt for z in _zeilen(b)] if enge else auszeichnen(punkt).split("\n")
        zeilen.append(marke + inhalt[0])
        zeilen += [(" " * len(marke) + z).rstrip() for z in inhalt[1:]]
    return zeilen


def _marke(liste, nummer) -> str:
    if liste.art == "ul":
        return "- "
    if not liste.typ:
        return f"{nummer}. "
    if nummer > 26:
        raise NichtDarstellbar
    return f"{chr(ord('a') + nummer - 1)}) "


def _tabelle(tabelle) -> list[str]:
    zeilen = []
    for nummer, zeile in enumerate(tabelle.zeilen, start=1):
        zeilen.append("|" + "|".join(_zelle(z) for z in zeile) + "|")
        if nummer == tabelle.kopfzeilen:
            zeilen.append("|" + " --- |" * len(zeile))
    return zeilen


def _zelle(zelle) -> str:
    if zelle.colspan > 1 or zelle.rowspan > 1 or any(not isinstance(b, Absatz) for b in zelle.bloecke):
        raise NichtDarstellbar
    text = _inline(zelle.bloecke[0].laeufe, "<br>").replace("|", "\\|") if zelle.bloecke else ""
    # Without the sign a cell that begins with one would become a head.
    return f"# {text} " if zelle.kopf == "row" else f" {re.sub('^#', chr(92) + '#', text)} "


def _inline(laeufe, umbruch="\n") -> str:
    zeilen = [[]]
    for lauf in laeufe:
        if lauf.text == UMBRUCH:
            zeilen.append([])
        else:
            zeilen[-1].append(lauf)
    return umbruch.join(_zeile(z) for z in zeilen)


def _zeile(laeufe) -> str:
    """The line as it is read best; with every sign taken literally only where it would be misread."""
    schlicht = _geschrieben(laeufe, lambda text: text)
    if zeile_lesen(schlicht) == laeufe:
        return schlicht
    return _geschrieben(laeufe, lambda text: _SONDER.sub(r"\\\g<0>", text))


def _geschrieben(laeufe, schuetzen) -> str:
    teile = []
    for ziel, gruppe in groupby(laeufe, key=lambda lauf: lauf.ziel):
        text, offen = "", []
        for lauf in gruppe:
            bleibt = [m for m in offen if m in lauf.marken]
            text += "".join(_ZEICHEN[m] for m in reversed(offen) if m not in bleibt)
            neu = [m for m in _ZEICHEN if m in lauf.marken and m not in offen]
            text += "".join(_ZEICHEN[m] for m in neu) + schuetzen(lauf.text)
            offen = [*bleibt, *neu]
        text += "".join(_ZEICHEN[m] for m in reversed(offen))
        teile.append(f"[{text}]({ziel})" if ziel else text)
    return "".join(teile)


def _geschuetzt(zeile: str) -> str:
    """A line of a paragraph that begins as another kind of block does, with a backslash at the sign."""
    if not _beginnt_block(zeile):
        return zeile
    if treffer := re.match(r"(\d{1,4}|[a-z])(?=[.)])", zeile):
        return f"{treffer[0]}\\{zeile[treffer.end() :]}"
    return f"\\{zeile}"


def _beginnt_block(zeile: str) -> bool:
    return bool((_PUNKT.match(zeile) and not _DATUM.match(zeile)) or _KOPF.match(zeile) or zeile[:1] in (">", "|", "<"))


# --- Reading -----------------------------------------------------------------------------------------------
def auslesen(text: str) -> list:
    """The blocks of a text in light markup."""
    return _bloecke(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n"))


def _bloecke(zeilen: list[str]) -> list:
    bloecke, i = [], 0
    while i < len(zeilen):
        zeile = zeilen[i]
        if not zeile.strip():
            i += 1
        elif treffer := _KOPF.match(zeile):
            art = "h3" if len(treffer[1]) <= 3 else "h4"
            bloecke.append(Absatz(art, zeile_lesen(zeile[treffer.end() :].strip())))
            i += 1
        elif zeile.startswith(">"):
            ende = _bis(zeilen, i, lambda z: z.startswith(">"))
            bloecke.append(Zitat(_bloecke([re.sub("^> ?", "", z) for z in zeilen[i:ende]])))
            i = ende
        elif zeile.startswith("|"):
            ende = _bis(zeilen, i, lambda z: z.startswith("|"))
            bloecke.append(_tabelle_lesen(zeilen[i:ende]))
            i = ende
        elif _PUNKT.match(zeile) and not _DATUM.match(zeile):
            i = _punkt_lesen(zeilen, i, bloecke)
        else:
            ende = _bis(zeilen, i + 1, lambda z: z.strip() and not _beginnt_block(z))
            laeufe = []
            for z in zeilen[i:ende]:
                laeufe += [Lauf(UMBRUCH), *zeile_lesen(z.strip())] if laeufe else zeile_lesen(z.strip())
            bloecke.append(Absatz("p", laeufe))
            i = ende
    return bloecke


def _bis(zeilen, i, passt) -> int:
    while i < len(zeilen) and passt(zeilen[i]):
        i += 1
    return i


def _punkt_lesen(zeilen, i, bloecke) -> int:
    """One item with all lines below it that are indented; it goes on the list before it if it continues that one."""
    treffer = _PUNKT.match(zeilen[i])
    einzug, marke = treffer.end(), treffer["marke"]
    inhalt, j = [zeilen[i][einzug:]], i + 1
    while j < len(zeilen):
        if zeilen[j].strip():
            if len(zeilen[j]) - len(zeilen[j].lstrip(" ")) < min(einzug, len(treffer["ein"]) + 2):
                break
            inhalt.append(re.sub(f"^ {{0,{einzug}}}", "", zeilen[j]))
        else:
            inhalt.append("")
        j += 1
    neu = Liste("ul", [])
    if marke[0].isdigit():
        neu = Liste("ol", [], int(marke[:-1]))
    elif len(marke) == 2:
        neu = Liste("ol", [], ord(marke[0]) - ord("a") + 1, "a")
    vorher = bloecke[-1] if bloecke else None
    if not _geht_weiter(vorher, neu):
        bloecke.append(neu)
    bloecke[-1].punkte.append(_bloecke(inhalt))
    return j


def _geht_weiter(vorher, neu) -> bool:
    if not isinstance(vorher, Liste) or (vorher.art, vorher.typ) != (neu.art, neu.typ):
        return False
    return neu.art == "ul" or neu.start == vorher.start + len(vorher.punkte)


def _tabelle_lesen(zeilen) -> Tabelle:
    tabelle = Tabelle([])
    for zeile in zeilen:
        if _TRENNER.fullmatch(zeile):
            tabelle.kopfzeilen = tabelle.kopfzeilen or len(tabelle.zeilen)
            continue
        inhalt = re.sub(r"(?<!\\)\|\s*$", "", zeile[1:])
        tabelle.zeilen.append([_zelle_lesen(z) for z in re.split(r"(?<!\\)\|", inhalt)])
    for zeile in tabelle.zeilen[: tabelle.kopfzeilen]:
        for zelle in zeile:
            zelle.kopf = "col"
    return tabelle


def _zelle_lesen(text) -> Zelle:
    kopf = "row" if text.startswith("#") else ""
    laeufe = zeile_lesen(text.removeprefix("#").strip())
    return Zelle([Absatz("p", laeufe)] if laeufe else [], kopf)


def zeile_lesen(text: str, ziel: str = "", marken: frozenset = frozenset()) -> list[Lauf]:
    """The runs of one line. Stars mean something only at the edge of a word: "Bürger*innen" stays what it is."""
    laeufe, offen, ende = [], set(), 0

    def dazu(stueck, mehr=frozenset()):
        dress = marken | offen | mehr
        if stueck and laeufe and laeufe[-1].text != UMBRUCH and (laeufe[-1].marken, laeufe[-1].ziel) == (dress, ziel):
            laeufe[-1] = Lauf(laeufe[-1].text + stueck, laeufe[-1].marken, ziel)
        elif stueck:
            laeufe.append(Lauf(stueck, frozenset(dress), ziel))

    for treffer in _INLINE.finditer(text):
        dazu(text[ende : treffer.start()])
        ende = treffer.end()
        if treffer["woertlich"]:
            dazu(treffer["woertlich"])
        elif treffer["umbruch"]:
            laeufe.append(Lauf(UMBRUCH))
        elif treffer["ziel"] and not ziel:
            laeufe += zeile_lesen(treffer["text"], treffer["ziel"], marken | offen)
        elif treffer["tief"] or treffer["hoch"]:
            dazu(treffer[0][1:-1], frozenset({"sub" if treffer["tief"] else "sup"}))
        elif treffer["stern"] and _ist_rand(text, treffer, offen):
            offen ^= {_STERNE[treffer["stern"]]}
        else:
            dazu(treffer[0])
    dazu(text[ende:])
    return laeufe


def _ist_rand(text, treffer, offen) -> bool:
    """True if this star opens a stretch that is closed later, or closes the open one."""
    davor, danach = text[: treffer.start()], text[treffer.end() :]
    if _STERNE[treffer["stern"]] in offen:
        return not davor[-1:].isspace() and not danach[:1].isalnum()
    zu = re.escape(treffer["stern"])
    return (
        danach[:1].strip() != ""
        and not davor[-1:].isalnum()
        and bool(re.search(rf"(?<![\s\\]){zu}(?!\w)", danach[1:] if danach[:1] == "*" else danach))
    )
