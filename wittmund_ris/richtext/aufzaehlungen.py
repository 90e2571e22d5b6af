"""Lists that are none: paragraphs with a bullet or number before them, as Word and Outlook paste them, become lists."""

import re
from dataclasses import dataclass, replace

from wittmund_ris.richtext.modell import UMBRUCH, Absatz, Lauf, Liste

# Bullets proper. What may also begin a sentence ("o", "§", dashes) counts with the gap that Word puts behind a bullet only.
_PUNKT = re.compile(r"\s*([·•▪◦‣●○■►➢\uf0b7\uf0a7\uf0d8\uf0fc\uf076])[\s\u00a0]+(?=\S)")
_STRICH = re.compile(r"\s*([o§–—-])(?=[\s\u00a0]*\u00a0)[\s\u00a0]{2,}(?=\S)")
_NUMMER = re.compile(r"\s*(?:(\d{1,3})([.)])|([a-z])(\)))([\s\u00a0]+)(?=\S)")
# "1. Januar" is a date.
_MONAT = re.compile(r"(Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-z]*\b\.?\s*(\d|$)|\d")
_WORD_NUMMER = re.compile(r"\(?(\d{1,4}|[a-z])[.)]+")


@dataclass(frozen=True)
class _Marke:
    """A paragraph that could be an item: its bullet or the kind of its number, how sure that is, and the text without it."""

    art: str  # ul, ol
    zeichen: str
    nummer: int
    sicher: bool
    ebene: int
    absatz: Absatz
    # An empty line stands before it.
    abgesetzt: bool = False


def zu_listen(bloecke: list) -> list:
    """The same blocks, with every run of paragraphs that is a list made one."""
    fertig, strecke, abgesetzt = [], [], False
    for block in bloecke:
        if isinstance(block, Absatz) and not block.zeichen and _leer(block):
            abgesetzt = True
            continue
        marke = _marke(block) if isinstance(block, Absatz) and block.art == "p" else None
        if marke:
            strecke.append((block, replace(marke, abgesetzt=abgesetzt)))
        else:
            fertig += [*_listen(strecke), block]
            strecke = []
        abgesetzt = False
    return [*fertig, *_listen(strecke)]


def _leer(absatz) -> bool:
    return not any(lauf.text.strip() for lauf in absatz.laeufe)


def _marke(absatz: Absatz) -> _Marke | None:
    if absatz.zeichen:
        nummer = _WORD_NUMMER.fullmatch("".join(absatz.zeichen.split()))
        ebene, rest = max(absatz.ebene, 1), replace(absatz, zeichen="", ebene=0)
        if not nummer:
            return _Marke("ul", "", 0, True, ebene, rest)
        return _Marke("ol", _klasse(nummer[1]), _wert(nummer[1]), True, ebene, rest)
    text = _anfang(absatz)
    if treffer := _PUNKT.match(text) or _STRICH.match(text):
        return _Marke("ul", treffer[1], 0, True, absatz.ebene, _ohne(absatz, treffer.end()))
    if treffer := _NUMMER.match(text):
        zahl, rest = treffer[1] or treffer[3], text[treffer.end() :]
        if not _MONAT.match(rest):
            sicher = bool(absatz.ebene) or (len(treffer[5]) > 1 and "\u00a0" in treffer[5])
            klasse = _klasse(zahl) + (treffer[2] or treffer[4])
            return _Marke("ol", klasse, _wert(zahl), sicher, absatz.ebene, _ohne(absatz, treffer.end()))
    if absatz.ebene:
        return _Marke("ul", "", 0, True, absatz.ebene, replace(absatz, ebene=0))
    return None


def _klasse(zahl) -> str:
    return "1" if zahl.isdigit() else "a"


def _wert(zahl) -> int:
    return int(zahl) if zahl.isdigit() else ord(zahl) - ord("a") + 1


def _anfang(absatz) -> str:
    """The first line, without its dress."""
    texte = []
    for lauf in absatz.laeufe:
        if lauf.text == UMBRUCH and "".join(texte).strip():
            break
        texte.append(lauf.text)
    return "".join(texte)


def _ohne(absatz, anzahl) -> Absatz:
    """The paragraph without its first characters."""
    laeufe = []
    for lauf in absatz.laeufe:
        weg, anzahl = min(anzahl, len(lauf.text)), max(0, anzahl - len(lauf.text))
        if lauf.text[weg:]:
            laeufe.append(Lauf(lauf.text[weg:], lauf.marken, lauf.ziel))
    return replace(absatz, laeufe=laeufe, ebene=0)


def _listen(strecke) -> list:
    """Neighbouring candidates: those that hold together become lists, the others stay paragraphs."""
    unsicher = {}
    for _, marke in strecke:
        if marke.art == "ol" and not marke.sicher:
            unsicher.setdefault(marke.zeichen, []).append(marke.nummer)
    for stelle, (block, marke) in enumerate(strecke):
        if marke.art == "ol" and not marke.sicher and not _folgt(unsicher[marke.zeichen]):
            return [*_listen(strecke[:stelle]), block, *_listen(strecke[stelle + 1 :])]
    return _verschachtelt([marke for _, marke in strecke])


def _folgt(nummern) -> bool:
    """A count: at least two, each one more than the last or beginning again at 1."""
    return len(nummern) > 1 and all(
        n == v + 1 or (n == 1 and v > 1) for v, n in zip(nummern, nummern[1:], strict=False)
    )


def _verschachtelt(marken) -> list:
    """Lists inside lists: by the level that Word names, else a new kind of bullet goes one deeper and a known one back."""
    fertig, stapel = [], []
    for marke in marken:
        tiefe = _tiefe(marke, stapel)
        while len(stapel) > tiefe:
            stapel.pop()
        if stapel and len(stapel) == tiefe and not _passt(stapel[-1], marke):
            stapel.pop()
        while len(stapel) < tiefe:
            liste = Liste(marke.art, [], max(marke.nummer, 1), "a" if marke.zeichen.startswith("a") else "")
            if stapel:
                eltern = stapel[-1][0]
                if not eltern.punkte:
                    eltern.punkte.append([])
                eltern.punkte[-1].append(liste)
            else:
                fertig.append(liste)
            stapel.append((liste, marke))
        stapel[-1][0].punkte.append([marke.absatz])
    return fertig


def _tiefe(marke, stapel) -> int:
    if marke.ebene:
        return marke.ebene
    bekannt = [i for i, (_, erste) in enumerate(stapel) if (erste.art, erste.zeichen) == (marke.art, marke.zeichen)]
    if bekannt:
        return bekannt[-1] + 1
    # Bullets stand below numbers, letters below both; numbers below bullets are a list of their own.
    return 1 if marke.abgesetzt or marke.zeichen.startswith("1") else len(stapel) + 1


def _passt(offen, marke) -> bool:
    liste, erste = offen
    return (
        (erste.art, erste.zeichen) == (marke.art, marke.zeichen) or (marke.ebene and erste.art == marke.art == "ul")
    ) and (marke.art == "ul" or marke.nummer == liste.start + len(liste.punkte))
