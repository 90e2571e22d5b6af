"""The head of a paper: number, Amt, Aktenzeichen, kind, publicity, Beratungsfolge."""

import re
from datetime import date

from vorlagen.einlesen.funde import Fund, fehlt, sicher, zweifelhaft
from vorlagen.einlesen.gliederung import TITEL, aehnlich, gefaltet

ZIFFERN = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1", "S": "5", "B": "8", "Z": "2"}
)
_NUMMER = re.compile(r"(?<![\dA-Za-z])([\dOoQDlI|SBZ]{1,4})\s*/\s*([12][\dOoQlI|SBZ]{3})(?![\dA-Za-z])")
_TAG = re.compile(r"([\dOolI|]{1,2})\s*([.,])?\s*([\dOolI|]{2})\s*([.,])?\s*([12][\dOolI|]{3})(?!\d)")
_AKTENZEICHEN = re.compile(
    r"^(?:Aktenzeichen|Az\.?)\s*:?\s*(.+)$|^([\dOlI]{1,3}(?:[.\-/ ][\dOlIA-Za-z]{1,8})*[.]?)$", re.IGNORECASE
)
_RAHMEN = re.compile(r"[|\[\](){}_¦]+")
_UNGEPRUEFT = "Ziffern aus der Texterkennung, bitte mit dem Papier vergleichen."


def tag_aus(text: str) -> tuple[date | None, bool]:
    """The first day in a text, and whether it was written without a fault."""
    treffer = _TAG.search(text)
    if not treffer:
        return None, False
    roh = treffer.group()
    t, p1, m, p2, j = treffer.groups()
    try:
        tag = date(*(int(x.translate(ZIFFERN)) for x in (j, m, t)))
    except ValueError:
        return None, False
    return tag, bool(re.fullmatch(r"\d\d\.\d\d\.\d{4}", roh)) and p1 == p2 == "."


def nummer(zeilen: list[str], laufende: list[str], erkannt: bool) -> Fund:
    """`0042/2019`. Of recognised text it is certain only if the running head names the same."""
    for zeile in zeilen:
        if treffer := _NUMMER.search(zeile):
            roh = re.sub(r"\s", "", treffer.group())
            wert = f"{int(treffer[1].translate(ZIFFERN)):04}/{treffer[2].translate(ZIFFERN)}"
            if not erkannt:
                return sicher(wert, zeile)
            if roh == wert and laufende and set(laufende) == {wert}:
                return sicher(wert, zeile)
            if roh != wert:
                return zweifelhaft(wert, zeile, f"Gelesen wurde „{roh}“.")
            return zweifelhaft(wert, zeile, _UNGEPRUEFT)
    return fehlt("Keine Vorlagennummer gefunden.")


def aktenzeichen(zeilen: list[str], erkannt: bool) -> Fund:
    """The line of the Aktenzeichen, with or without its name."""
    for zeile in zeilen:
        if _NUMMER.search(zeile):
            continue
        if treffer := _AKTENZEICHEN.match(zeile):
            wert = (treffer[1] or treffer[2]).strip()
            return zweifelhaft(wert, zeile, _UNGEPRUEFT) if erkannt else sicher(wert, zeile)
    return fehlt("Kein Aktenzeichen gefunden.")


def art(zeilen: list[str]) -> tuple[Fund, int]:
    """The kind by its title, and the line where it stands (-1: none)."""
    for n, zeile in enumerate(zeilen):
        for code, muster in TITEL.items():
            gleich = aehnlich(gefaltet(zeile), muster)
            if gleich == 1:
                return sicher(code, zeile), n
            if gleich >= 0.85:
                return zweifelhaft(code, zeile, f"Gelesen wurde „{zeile}“."), n
    return fehlt("Die Art steht nicht auf dem Papier."), -1


def behandlung(zeilen: list[str]) -> Fund:
    """Public or not: a closed list of two, and any fault in the reading is a doubt. Without a finding it stays closed."""
    for zeile in zeilen:
        worte = gefaltet(zeile)
        if worte in ("offentlich", "nichtoffentlich"):
            wert, genau = worte == "offentlich", "öffentlich" in zeile.lower()
        elif aehnlich(worte, "nichtoffentlich") >= 0.8:
            wert, genau = False, False
        elif aehnlich(worte, "offentlich") >= 0.8:
            wert, genau = True, False
        else:
            continue
        return sicher(wert, zeile) if genau else zweifelhaft(wert, zeile, f"Gelesen wurde „{zeile}“.")
    return fehlt("Ob öffentlich oder nichtöffentlich, war nicht zu lesen; der Entwurf bleibt nichtöffentlich.")


def amt(zeilen: list[str], bekannte: tuple[str, ...], erkannt: bool) -> Fund:
    """The Amt in the letterhead: by its known name, else the last line of the sender."""
    reste = []
    for zeile in zeilen:
        rest = _NUMMER.sub("", zeile)
        rest = re.sub(r"Vorlagen\s*-?\s*N[rt]\.?:?", "", rest, flags=re.IGNORECASE).strip(" |[]")
        faltung = gefaltet(rest)
        if (
            not faltung
            or aehnlich(faltung[:9], "landkreis") > 0.8
            or faltung in ("derlandrat", "dielandratin", "landrat", "dielandrat")
        ):
            continue
        if not _AKTENZEICHEN.match(rest):
            reste.append(rest)
    for rest in reste:
        for name in bekannte:
            if rest == name:
                return sicher(name, rest)
    for rest in reste:
        passend = max(bekannte, key=lambda n: aehnlich(gefaltet(rest), gefaltet(n)), default=None)
        if passend and aehnlich(gefaltet(rest), gefaltet(passend)) >= 0.82:
            return zweifelhaft(passend, rest, f"Gelesen wurde „{rest}“.")
    if reste:
        grund = "Dieses Amt ist hier nicht eingerichtet."
        return zweifelhaft(reste[-1], reste[-1], grund) if bekannte or erkannt else sicher(reste[-1], reste[-1])
    return fehlt("Kein Amt im Briefkopf gefunden.")


def beratungsfolge(zeilen: list[str], gremien: tuple[str, ...], erkannt: bool) -> Fund:
    """The stations as (Gremium, day or None); days are believed if they are working days in ascending order."""
    beginn = next((n for n, z in enumerate(zeilen) if _ist_tabellenkopf(z)), None)
    if beginn is None:
        return fehlt("Keine Beratungsfolge gefunden.")
    namen, tage, gruende = [], [], []
    offen = ""
    for zeile in zeilen[beginn + 1 :]:
        rein = " ".join(_RAHMEN.sub(" ", zeile).split())
        if _ist_tabellenkopf(rein):
            continue
        treffer = _TAG.search(rein)
        name = (rein[: treffer.start()] if treffer else rein).strip(" -–.,:;")
        if treffer:
            tag, sauber = tag_aus(treffer.group())
            if not sauber:
                gruende.append(f"Der Termin „{treffer.group()}“ ist nicht sauber gelesen.")
            if name or offen:
                voll, sauber = _gremium(f"{offen} {name}".strip(), gremien)
                namen.append(voll)
                if not sauber:
                    gruende.append(f"Das Gremium „{f'{offen} {name}'.strip()}“ ist unsicher.")
                offen = ""
            tage.append(tag)
        elif name and len(gefaltet(name)) > 2:
            voll, sauber = _gremium(name, gremien)
            if sauber and not offen:
                namen.append(voll)
            else:
                offen = f"{offen} {name}".strip()
    if offen:
        namen.append(_gremium(offen, gremien)[0])
        gruende.append(f"Das Gremium „{offen}“ ist unsicher.")
    if not namen:
        return fehlt("In der Beratungsfolge steht kein Gremium, das zu lesen war.")
    stelle = "\n".join(z for z in zeilen[beginn:] if z)
    if len(tage) != len(namen):
        gruende.append("Zu den Gremien passen nicht gleich viele Termine.")
        tage = (tage + [None] * len(namen))[: len(namen)]
    if erkannt and not _plausibel(tage):
        gruende.append("Die Termine sind keine aufsteigenden Werktage.")
    wert = list(zip(namen, tage, strict=True))
    return zweifelhaft(wert, stelle, " ".join(dict.fromkeys(gruende))) if gruende else sicher(wert, stelle)


def _ist_tabellenkopf(zeile: str) -> bool:
    faltung = gefaltet(zeile)
    return (
        "beratungsfolge" in faltung
        or faltung == "top"
        or ("sitzungstermin" in faltung and len(faltung) < 45)
        or aehnlich(faltung, "beratungsfolgesitzungstermintop") > 0.8
    )


def _gremium(name: str, gremien: tuple[str, ...]) -> tuple[str, bool]:
    """The known name, and whether it was read exactly so."""
    if name in gremien:
        return name, True
    if not gremien:
        return name, bool(name)
    passend = max(gremien, key=lambda g: aehnlich(gefaltet(name), gefaltet(g)))
    return (passend, False) if aehnlich(gefaltet(name), gefaltet(passend)) >= 0.8 else (name, False)


def _plausibel(tage: list) -> bool:
    gesetzt = [t for t in tage if t]
    return (
        gesetzt == sorted(gesetzt)
        and all(t.weekday() < 5 for t in gesetzt)
        and all((b - a).days < 400 for a, b in zip(gesetzt, gesetzt[1:], strict=False))
    )
