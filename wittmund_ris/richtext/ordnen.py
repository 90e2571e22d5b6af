"""Blocks of any origin brought into the one order in which texts are stored. What is in order already stays as it is."""

import re
import unicodedata
from dataclasses import replace

from wittmund_ris.richtext import tabellen
from wittmund_ris.richtext.aufzaehlungen import zu_listen
from wittmund_ris.richtext.modell import UMBRUCH, Absatz, Lauf, Liste, Tabelle, Zitat

# These stay where they stand alone; several spaces in a row were meant as indentation, and become one.
_FESTE = "\u00a0\u202f"
_LEER = " \t\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_STUECKE = re.compile(rf"[{_LEER}]+|[^{_LEER}]+")
_IST_LEER = re.compile(rf"[{_LEER}]+")


def ordnen(bloecke: list, ort: str = "wurzel") -> list:
    """`ort` is where the blocks stand: wurzel, punkt (of a list), zelle, zitat. Only the first may hold everything."""
    flach = []
    if ort != "wurzel":
        bloecke = [_ohne_ueberschrift(b) for b in bloecke]
    for block in zu_listen(bloecke):
        flach += _geordnet(block, ort)
    return _ohne_sprung(_verbunden(flach, ort))


def _ohne_sprung(bloecke) -> list:
    """No step is skipped below the name of the field (PDF/UA 7.4.2): what comes before the first heading is one itself."""
    for stelle, block in enumerate(bloecke):
        if isinstance(block, Absatz) and block.art == "h3":
            break
        if isinstance(block, Absatz) and block.art == "h4":
            bloecke[stelle] = replace(block, art="h3")
    return bloecke


def _geordnet(block, ort) -> list:
    if isinstance(block, Absatz):
        return _absaetze(block)
    if isinstance(block, Liste):
        return _listen(block)
    if isinstance(block, Tabelle):
        return tabellen.flach(block, ort, ordnen) if ort == "zelle" else tabellen.geordnet(block, ort, ordnen)
    inhalt = ordnen(block.bloecke, "zitat")
    return inhalt if ort != "wurzel" else _zitate(inhalt)


def _zitate(bloecke) -> list:
    """A quotation holds paragraphs and lists; a table in it stands between two quotations."""
    zitate = []
    for block in bloecke:
        if isinstance(block, Tabelle):
            zitate.append(block)
        elif zitate and isinstance(zitate[-1], Zitat):
            zitate[-1].bloecke.append(block)
        else:
            zitate.append(Zitat([block]))
    return zitate


def _ohne_ueberschrift(block):
    """Headings are for the outermost level; anywhere else they are bold text."""
    if not isinstance(block, Absatz) or block.art == "p":
        return block
    laeufe = [lauf if lauf.text == UMBRUCH else replace(lauf, marken=lauf.marken | {"strong"}) for lauf in block.laeufe]
    return replace(block, art="p", laeufe=laeufe)


def _absaetze(absatz: Absatz) -> list:
    """The paragraphs of one: an empty line divides it, nothing makes none."""
    art = absatz.art
    zeilen = [_zeile(z) for z in _zeilen(absatz.laeufe)]
    while zeilen and not zeilen[-1]:
        zeilen.pop()
    gruppen = [[]]
    for zeile in zeilen:
        if zeile:
            gruppen[-1].append(zeile)
        elif gruppen[-1]:
            gruppen.append([])
    if art != "p":
        # A heading is one line, and its weight is its own.
        laeufe = _zeile([lauf for z in zeilen for lauf in [*z, Lauf(" ")]], ohne={"strong"})
        return [Absatz(art, laeufe)] if laeufe else []
    return [Absatz("p", _mit_umbruechen(g)) for g in gruppen if g]


def _mit_umbruechen(zeilen) -> list[Lauf]:
    laeufe = []
    for zeile in zeilen:
        laeufe += [Lauf(UMBRUCH), *zeile] if laeufe else zeile
    return laeufe


def _zeilen(laeufe) -> list[list[Lauf]]:
    zeilen = [[]]
    for lauf in laeufe:
        if lauf.text == UMBRUCH:
            zeilen.append([])
        else:
            zeilen[-1].append(lauf)
    return zeilen


def _zeile(laeufe, ohne=frozenset()) -> list[Lauf]:
    """One line: composed characters, single spaces inside, none at the ends; a space has the dress that both sides share."""
    stuecke = []
    for lauf in _gefasst(laeufe):
        marken = lauf.marken - ohne
        for text in _STUECKE.findall(lauf.text):
            leer = bool(_IST_LEER.fullmatch(text))
            if leer and stuecke and stuecke[-1][0]:
                stuecke[-1] = (True, Lauf(" "))
            elif leer:
                stuecke.append((True, Lauf(text if len(text) == 1 and text in _FESTE else " ")))
            else:
                stuecke.append((False, Lauf(text, marken, lauf.ziel)))
    while stuecke and stuecke[0][0]:
        stuecke.pop(0)
    while stuecke and stuecke[-1][0]:
        stuecke.pop()
    zeile = []
    for stelle, (leer, lauf) in enumerate(stuecke):
        if leer:
            davor, danach = stuecke[stelle - 1][1], stuecke[stelle + 1][1]
            ziel = davor.ziel if davor.ziel == danach.ziel else ""
            lauf = Lauf(lauf.text, davor.marken & danach.marken, ziel)
        if zeile and (zeile[-1].marken, zeile[-1].ziel) == (lauf.marken, lauf.ziel):
            zeile[-1] = replace(zeile[-1], text=zeile[-1].text + lauf.text)
        else:
            zeile.append(lauf)
    return zeile


def _gefasst(laeufe) -> list[Lauf]:
    """The runs in composed form (NFC); an accent belongs to the letter before it, and nothing invisible stays."""
    gefasst = []
    for lauf in laeufe:
        text = "".join(z for z in lauf.text if z == "\u00ad" or unicodedata.category(z) not in ("Cf", "Cs", "Cn"))
        ab = 0
        while ab < len(text) and unicodedata.category(text[ab])[0] == "M":
            ab += 1
        if ab and gefasst:
            gefasst[-1] = replace(gefasst[-1], text=gefasst[-1].text + text[:ab])
        if text[ab:]:
            gefasst.append(replace(lauf, text=text[ab:]))
    return [replace(lauf, text=unicodedata.normalize("NFC", lauf.text)) for lauf in gefasst]


def _listen(liste: Liste) -> list:
    """The list, cut where something stands in it that no list may hold (a table)."""
    fertig, offen, nummer = [], None, liste.start
    for punkt in liste.punkte:
        bloecke = ordnen(punkt, "punkt")
        stelle = next((i for i, b in enumerate(bloecke) if isinstance(b, Tabelle)), len(bloecke))
        if eigene := bloecke[:stelle]:
            if offen is None:
                offen = Liste(liste.art, [], min(nummer, 9999), liste.typ)
                fertig.append(offen)
            vorher = len(offen.punkte)
            _anfuegen(offen, eigene)
            nummer += len(offen.punkte) - vorher
        if bloecke[stelle:]:
            fertig += bloecke[stelle:]
            offen = None
    return fertig


def _anfuegen(liste: Liste, bloecke) -> None:
    """One item more. A list below nothing belongs to the item before it; without one its items move up."""
    if not isinstance(bloecke[0], Liste):
        liste.punkte.append(bloecke)
        return
    if not liste.punkte:
        liste.punkte += bloecke[0].punkte
        bloecke = bloecke[1:]
    liste.punkte[-1] = _verbunden([*liste.punkte[-1], *bloecke], "punkt")


def _verbunden(bloecke, ort) -> list:
    """Neighbours that are one thing: two lists of one kind, the second going on where the first ends; paragraphs of a cell."""
    fertig = []
    for block in bloecke:
        vorher = fertig[-1] if fertig else None
        if _setzt_fort(vorher, block):
            fertig[-1] = replace(vorher, punkte=[*vorher.punkte, *block.punkte])
        elif isinstance(block, Zitat) and isinstance(vorher, Zitat):
            fertig[-1] = Zitat(_verbunden([*vorher.bloecke, *block.bloecke], "zitat"))
        elif ort == "zelle" and isinstance(block, Absatz) and isinstance(vorher, Absatz):
            fertig[-1] = Absatz("p", [*vorher.laeufe, Lauf(UMBRUCH), *block.laeufe])
        else:
            fertig.append(block)
    return fertig


def _setzt_fort(vorher, block) -> bool:
    if not (isinstance(vorher, Liste) and isinstance(block, Liste)):
        return False
    if vorher.art == block.art == "ul":
        return True
    return (vorher.art, vorher.typ) == (block.art, block.typ) and block.start == vorher.start + len(vorher.punkte)
