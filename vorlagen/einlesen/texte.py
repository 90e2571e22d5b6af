"""Running text out of lines: paragraphs joined again, lists kept; the close of the paper with signature, Anlagen, results."""

import re
from html import escape
from itertools import pairwise

from vorlagen.einlesen.funde import Fund, fehlt, sicher, zweifelhaft
from vorlagen.einlesen.gliederung import aehnlich, gefaltet
from vorlagen.einlesen.kopf import ZIFFERN, tag_aus

_PUNKT = re.compile(r"^[-–—•·*▪‣»«]\s+(.+)$")
_NUMMERIERT = re.compile(r"^(\d{1,2})[.)]\s+(.+)$")
_DATUM_ZEILE = re.compile(r"^(?P<ort>[A-ZÄÖÜ][\w .\-/]{1,40}?)\s*[,.]\s*d[ea]n\s+(?P<tag>\S.*)$")
_GEZ = re.compile(r"^g[ec]z[.,]?\s*(.+)$", re.IGNORECASE)
_ZEILE = re.compile(
    r"^(?P<wer>[^|:]*?)\W*\bJa\s*[:.]?\s*(?P<ja>[\dOlI]*)\W+N[eo][il1]n\s*[:.]?\s*(?P<nein>[\dOlI]*)\W+En[tl]h[.,]?\s*[:.]?\s*(?P<enth>[\dOlI]*)"
)
_ZAHL_IM_TEXT = re.compile(r"(?<!\w)(?:\d[\d.,/:]*\d|\d)(?!\w)")
ERGEBNISZEILEN = ("Fraktion", "Fachausschuss", "Kreisausschuss", "Kreistag")
# What else a print with results says below its table.
_BEIWERK = re.compile(
    r"^(?:einstimmig|mehrheitlich|abgelehnt|zur Kenntnis|ohne Beschluss|(?:Ja|Nein|Enth\.?):?$|vertagt|abgesetzt|Ergebnisse nach dem Stand|nicht[öo]ffentlich; sein)"
)


def als_html(zeilen: list[str]) -> str:
    """Paragraphs (lines joined, hyphenation undone) and lists as clean HTML."""
    bloecke: list[tuple[str, list[str]]] = []
    offen = False
    for zeile in zeilen:
        if not zeile:
            offen = False
            continue
        punkt, nummeriert = _PUNKT.match(zeile), _NUMMERIERT.match(zeile)
        folgt = bloecke and bloecke[-1][0] == "ol" and nummeriert and int(nummeriert[1]) == len(bloecke[-1][1]) + 1
        if punkt:
            _anfuegen(bloecke, "ul", punkt[1])
        elif nummeriert and (folgt or (int(nummeriert[1]) == 1)):
            _anfuegen(bloecke, "ol", nummeriert[2], neu=not folgt)
        elif offen or (bloecke and _geht_weiter(bloecke[-1][1][-1], zeile)):
            bloecke[-1][1][-1] = _verbunden(bloecke[-1][1][-1], zeile)
        else:
            bloecke.append(("p", [zeile]))
        offen = True
    return "".join(_block(*block) for block in bloecke)


def _anfuegen(bloecke, art, text, *, neu=False):
    if bloecke and bloecke[-1][0] == art and not neu:
        bloecke[-1][1].append(text)
    else:
        bloecke.append((art, [text]))


def _geht_weiter(vorher: str, zeile: str) -> bool:
    """A sentence goes on behind an empty line: recognition sees gaps where there are none."""
    return vorher[-1] not in '.:!?;)“"'


def _verbunden(vorher: str, zeile: str) -> str:
    """Two lines of one paragraph; a word divided at the end of a line becomes whole."""
    if re.search(r"[a-zäöüß]-$", vorher) and zeile[0].islower() and not re.match(r"(und|oder|bzw\.?|sowie)\b", zeile):
        return vorher[:-1] + zeile
    if re.search(r"\w[-/]$", vorher) and zeile[0].isupper():
        return vorher + zeile
    return f"{vorher} {zeile}"


def _block(art: str, stuecke: list[str]) -> str:
    if art == "p":
        return f"<p>{escape(stuecke[0], quote=False)}</p>"
    punkte = "".join(f"<li>{escape(s, quote=False)}</li>" for s in stuecke)
    return f"<{art}>{punkte}</{art}>"


def text(zeilen: list[str] | None, was: str, erkannt: bool) -> Fund:
    """A formatted field. Numbers in recognised text cannot be checked by any list of words: they are named for comparison."""
    if zeilen is None:
        return fehlt(f"Die Überschrift „{was}“ steht nicht auf dem Papier.")
    html = als_html(zeilen)
    stelle = "\n".join(zeilen).strip()
    if not html:
        return zweifelhaft("", stelle, f"Unter „{was}“ steht kein Text.") if erkannt else sicher("", stelle)
    if not erkannt:
        return sicher(html, stelle)
    gruende = [_gefuege(zeilen, html)]
    if fremde := [z for z in zeilen if z.endswith(":") and len(z.split()) <= 2 and len(z) > 4]:
        gruende.append(f"„{fremde[0]}“ kann eine Überschrift sein, die nicht erkannt wurde.")
    if zahlen := list(dict.fromkeys(_ZAHL_IM_TEXT.findall(re.sub(r"<[^>]*>", " ", html)))):
        gezeigt = ", ".join(zahlen[:12]) + (" …" if len(zahlen) > 12 else "")
        gruende.append(f"Zahlen im Text bitte vergleichen: {gezeigt}.")
    if grund := " ".join(filter(None, gruende)):
        return zweifelhaft(html, stelle, grund)
    return sicher(html, stelle)


# A bracket or bar that belongs to no word.
_LOSE = re.compile(r"[|\[\]{}¦«»€]|(?<!\S)[^\w\s§&%–—-](?!\S)")


def _gefuege(zeilen: list[str], html: str) -> str:
    """Why the paragraphs or signs of a recognised text are in doubt; empty if they are not.

    A line before a gap that is as long as the others may be the middle of a paragraph; a short one without a gap behind it, and at
    the end of a sentence, may be its end.
    """
    if _LOSE.search(re.sub(r"<[^>]*>", " ", html)):
        return "Im Text stehen Zeichen, die zu keinem Wort gehören."
    breite = max(map(len, zeilen))
    for zeile, naechste in pairwise(zeilen):
        ist_liste = (
            _PUNKT.match(naechste) or _NUMMERIERT.match(naechste) or _PUNKT.match(zeile) or _NUMMERIERT.match(zeile)
        )
        lang = len(zeile) > 0.8 * breite
        if (
            zeile
            and not ist_liste
            and (
                (not naechste and lang and breite > 60 and zeile != _letzte(zeilen))
                or (naechste and len(zeile) < 0.75 * breite)
            )
        ):
            return "Die Absätze waren nicht sicher zu erkennen."
    return ""


def _letzte(zeilen: list[str]) -> str:
    return next((z for z in reversed(zeilen) if z), "")


def betreff(zeilen: list[str] | None) -> Fund:
    """One line, joined of several."""
    worte = " ".join(z for z in zeilen or () if z)
    return sicher(worte, worte) if worte else fehlt("Kein Betreff gefunden.")


def unterschrift(zeilen: list[str], erkannt: bool) -> tuple[dict[str, Fund], list[str]]:
    """Place, day and name of the signature, and the lines that remain without them."""
    funde = {
        "ort": fehlt("Kein Ort gefunden."),
        "datum": fehlt("Kein Datum gefunden."),
        "gezeichnet": fehlt("Keine Unterschrift gefunden."),
    }
    rest = []
    for zeile in zeilen:
        if (treffer := _DATUM_ZEILE.match(zeile)) and not funde["datum"].wert:
            tag, sauber = tag_aus(treffer["tag"])
            if tag:
                funde["ort"] = sicher(treffer["ort"], zeile)
                grund = "Ziffern aus der Texterkennung, bitte mit dem Papier vergleichen."
                sauber = sauber and (not erkannt or tag.weekday() < 5)
                funde["datum"] = sicher(tag, zeile) if sauber else zweifelhaft(tag, zeile, grund)
                continue
        if (treffer := _GEZ.match(zeile)) and not funde["gezeichnet"].wert:
            # A name is in no list of words.
            name = treffer[1].strip()
            funde["gezeichnet"] = (
                zweifelhaft(name, zeile, "Name, bitte vergleichen.") if erkannt else sicher(name, zeile)
            )
            continue
        rest.append(zeile)
    return funde, rest


def anlagen(zeilen: list[str] | None, dahinter: list[str], erkannt: bool) -> Fund:
    """The titles of the Anlagen. Recognition may put them behind the table of results: then they are in doubt."""
    eigene = _titel(zeilen or ())
    verirrt = _titel(dahinter)
    stelle = "\n".join([*(zeilen or ()), *dahinter]).strip()
    if eigene and not verirrt:
        return (
            zweifelhaft(eigene, stelle, "Titel bitte vergleichen.")
            if erkannt and any(map(_hat_ziffern, eigene))
            else sicher(eigene, stelle)
        )
    if eigene or verirrt:
        return zweifelhaft([*eigene, *verirrt], stelle, "Ein Teil stand hinter der Tabelle der Ergebnisse.")
    if zeilen is not None:
        return zweifelhaft([], stelle, "Unter „Anlagenverzeichnis“ steht nichts.")
    return fehlt("Kein Anlagenverzeichnis gefunden.")


def _titel(zeilen) -> list[str]:
    """One title a line; a line that follows without a gap after a numbered or dotted one continues it."""
    titel, mit_marke, leer_davor = [], False, True
    for zeile in zeilen:
        if not zeile:
            leer_davor = True
            continue
        treffer = _PUNKT.match(zeile) or _NUMMERIERT.match(zeile)
        if treffer:
            titel.append(treffer[treffer.lastindex])
            mit_marke = True
        elif titel and mit_marke and not leer_davor:
            titel[-1] = _verbunden(titel[-1], zeile)
        elif len(gefaltet(zeile)) > 2:
            titel.append(zeile)
            mit_marke = False
        leer_davor = False
    return titel


def _hat_ziffern(text: str) -> bool:
    return any(z.isdigit() for z in text)


def ergebnisse(zeilen: list[str] | None, erkannt: bool) -> tuple[Fund, list[str]]:
    """The rows of the table with their numbers (None: empty), and the lines behind it that belong elsewhere."""
    if zeilen is None:
        return fehlt("Keine Tabelle der Ergebnisse gefunden."), []
    reihen, rest, namen = {}, [], []
    for zeile in zeilen:
        treffer = _ZEILE.match(zeile)
        name = _reihe(treffer["wer"] if treffer else zeile)
        if treffer:
            name = name or (namen.pop(0) if namen else "")
            reihen[name or zeile] = tuple(_zahl(treffer[k]) for k in ("ja", "nein", "enth"))
        elif name:
            namen.append(name)
        elif zeile and not _BEIWERK.match(zeile):
            rest.append(zeile)
        elif not zeile:
            rest.append("")
    stelle = "\n".join(z for z in zeilen if z)
    if not reihen:
        return fehlt("Die Tabelle der Ergebnisse war nicht zu lesen."), rest
    gefuellt = any(wert is not None for reihe in reihen.values() for wert in reihe)
    if set(reihen) != set(ERGEBNISZEILEN):
        return zweifelhaft(reihen, stelle, "Die Zeilen der Ergebnisse sind unvollständig gelesen."), rest
    if gefuellt and erkannt:
        return zweifelhaft(reihen, stelle, "Zahlen aus der Texterkennung, bitte mit dem Papier vergleichen."), rest
    return sicher(reihen, stelle), rest


def _reihe(text: str) -> str:
    faltung = gefaltet(text)
    return next((r for r in ERGEBNISZEILEN if faltung and aehnlich(faltung, gefaltet(r)) >= 0.85), "")


def _zahl(text: str) -> int | None:
    return int(text.translate(ZIFFERN)) if text else None


def absaetze_gleichmaessig(zeilen: list[str]) -> bool:
    """True if a text of many lines has no empty line: then nobody can say where its paragraphs end."""
    volle = [z for z in zeilen if z]
    return len(volle) > 12 and not any(not a and b for a, b in pairwise(zeilen))
