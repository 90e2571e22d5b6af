"""The Finanzierung: three columns of "amount or keine", Haushaltsmittel, Produktkonto, as recognition shuffles them."""

import re
from decimal import Decimal, InvalidOperation

from vorlagen.einlesen.funde import Fund, fehlt, sicher, zweifelhaft
from vorlagen.einlesen.gliederung import aehnlich, gefaltet
from vorlagen.einlesen.kopf import ZIFFERN

KEINE = "keine"
SPALTEN = ("gesamtkosten", "folgekosten", "einnahmen")
_BESCHRIFTUNG = re.compile(
    r"[1lI]?\s*[.,]?\s*Gesamtkosten|2?\s*[.,]?\s*j[äa]hrliche\s+Folgekosten|3?\s*[.,]?\s*objektbezogene\s+Einnahmen",
    re.IGNORECASE,
)
# Where a cross, an empty box, the amount and its sign may be; recognition makes many things of a box.
_STUECK = re.compile(
    r"(?P<keine>\bke[il1]ne\b)|(?P<euro>€)|(?P<betrag>\d[\dOolI.,]*\d)|(?P<kreuz>☒|☑|✗|✘|\bX\b|\bx\b|×)|(?P<leer>☐|□|\[\s*\]|[\[L(]\s*[\])IJ]|\[|\bO\b|\])"
)
_BETRAG = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{2}")
_VERGLEICHEN = "Betrag aus der Texterkennung, bitte mit dem Papier vergleichen."


def betrag_aus(text: str) -> tuple[Decimal | None, bool]:
    """An amount in the German form, and whether it was written without a fault."""
    roh = text.strip()
    sauber = bool(_BETRAG.fullmatch(roh))
    ziffern = roh.translate(ZIFFERN)
    if not sauber:
        # A comma or a point before the last two digits is the one before the cents.
        ganze, _, cent = (
            ziffern.rpartition(ziffern[-3]) if len(ziffern) > 3 and ziffern[-3] in ".," else (ziffern, "", "00")
        )
    else:
        ganze, _, cent = ziffern.rpartition(",")
    try:
        return Decimal(f"{re.sub(r'[^0-9]', '', ganze)}.{cent}"), sauber
    except InvalidOperation:
        return None, False


def kosten(zeilen: list[str], erkannt: bool) -> dict[str, Fund]:
    """A Fund for each column: "keine", an amount, or missing."""
    # What belongs to the Haushaltsmittel is another matter; a page may have put it in between.
    eigene = [z for z in zeilen if z and not ist_haushaltszeile(z)]
    text = _BESCHRIFTUNG.sub(" ", "\n".join(eigene))
    stelle = "\n".join(eigene)
    stuecke = [(t.lastgroup, t.group()) for t in _STUECK.finditer(text)]
    betraege, kreuze_bei_euro, marken_keine, offen, letzte = [], 0, [], None, ""
    for art, wert in stuecke:
        if art == "euro":
            betraege.append(offen)
            offen = None
        elif art == "betrag":
            offen = wert
        elif art == "keine":
            marken_keine.append(letzte)
        elif art == "kreuz":
            kreuze_bei_euro += 1
        letzte = art if art in ("kreuz", "leer") else ""
    if len(betraege) != 3 or len(marken_keine) != 3:
        if not stuecke:
            return dict.fromkeys(SPALTEN, fehlt("Keine Angaben zur Finanzierung gefunden."))
        grund = "Die Kästchen der Finanzierung waren nicht eindeutig zu lesen."
        return {name: zweifelhaft(None, stelle, grund) for name in SPALTEN}
    kreuze_gebraucht = sum(b is None for b in betraege)
    lose = kreuze_bei_euro - sum(m == "kreuz" for m in marken_keine)
    return {
        name: _spalte(betrag, marke, alle_kreuze=lose >= kreuze_gebraucht > 0, stelle=stelle, erkannt=erkannt)
        for name, betrag, marke in zip(SPALTEN, betraege, marken_keine, strict=True)
    }


def _spalte(betrag, marke, *, alle_kreuze, stelle, erkannt) -> Fund:
    if betrag is not None:
        wert, sauber = betrag_aus(betrag)
        if marke == "kreuz":
            return zweifelhaft(wert, stelle, "Betrag und „keine“ sind beide angekreuzt.")
        if not sauber:
            return zweifelhaft(wert, stelle, f"Gelesen wurde „{betrag}“.")
        return zweifelhaft(wert, stelle, _VERGLEICHEN) if erkannt else sicher(wert, stelle)
    if marke == "kreuz" or (marke == "" and alle_kreuze):
        return sicher(KEINE, stelle)
    if marke == "leer":
        # An empty box before "keine", and no amount: nothing is stated, or the amount was lost.
        return zweifelhaft(None, stelle, "Weder ein Betrag noch ein Kreuz bei „keine“ war zu lesen.")
    return zweifelhaft(KEINE, stelle, "Das Kreuz bei „keine“ war nicht sicher zu lesen.")


def ist_haushaltszeile(zeile: str) -> bool:
    """True for the lines of the box Haushaltsmittel, wherever recognition has put them."""
    faltung = gefaltet(zeile)
    return (
        "zurverf" in faltung
        or aehnlich(re.sub(r"^[il]+", "", faltung)[:20], "nochzurverfugung") > 0.85
        or aehnlich(re.sub(r"^[il]+", "", faltung), "stehennichtzurverfugung") > 0.85
        or faltung.startswith("produktkonto")
        or faltung == "haushaltsmittel"
    )


def haushaltsmittel(zeilen: list[str], alle_keine: bool, erkannt: bool) -> tuple[Fund, Fund]:
    """Which box is ticked ("verfuegbar", "nicht_verfuegbar", ""), and the amount that is left."""
    da = nicht = None
    for zeile in zeilen:
        faltung = gefaltet(zeile)
        if not ist_haushaltszeile(zeile) or faltung.startswith("produktkonto") or faltung == "haushaltsmittel":
            continue
        if "nicht" in faltung:
            nicht = zeile
        else:
            da = zeile
    if da is None and nicht is None:
        return fehlt("Keine Angabe zu den Haushaltsmitteln gefunden."), fehlt()
    stelle = "\n".join(z for z in (da, nicht) if z)
    zahl = re.search(r"\d[\dOolI.,]*\d", (da or "").partition(":")[2])
    betrag = fehlt()
    if zahl:
        wert, sauber = betrag_aus(zahl.group())
        grund = _VERGLEICHEN if sauber else f"Gelesen wurde „{zahl.group()}“."
        betrag = zweifelhaft(wert, da, grund) if erkannt or not sauber else sicher(wert, da)
    m_da, m_nicht = _marke(da), _marke(nicht)
    if m_da == "kreuz" and m_nicht == "kreuz":
        return zweifelhaft("", stelle, "Beide Kästchen der Haushaltsmittel sind angekreuzt."), betrag
    if m_da == "kreuz":
        return sicher("verfuegbar", stelle), betrag
    if m_nicht == "kreuz":
        return sicher("nicht_verfuegbar", stelle), betrag
    if zahl:
        return zweifelhaft("verfuegbar", stelle, "Das Kreuz war nicht zu lesen; es steht ein Betrag da."), betrag
    if m_da == m_nicht == "leer" or alle_keine:
        # § 3 of the form: who has no costs is not asked for Haushaltsmittel.
        return sicher("", stelle), betrag
    if {m_da, m_nicht} == {"leer", ""}:
        wert = "verfuegbar" if m_nicht == "leer" else "nicht_verfuegbar"
        return zweifelhaft(wert, stelle, "Welches Kästchen angekreuzt ist, war nicht sicher zu lesen."), betrag
    return zweifelhaft("", stelle, "Welches Kästchen angekreuzt ist, war nicht zu lesen."), betrag


def _marke(zeile: str | None) -> str:
    """What stands before the first word of a line: a cross, an empty box, or nothing."""
    if not zeile:
        return ""
    vorne = re.match(r"^(.*?)(?:Noch|stehen|N0ch)", zeile, re.IGNORECASE)
    davor = vorne[1].strip() if vorne else ""
    if re.search(r"☒|☑|✗|×|[Xx]", davor):
        return "kreuz"
    return "leer" if davor else ""


def produktkonto(zeilen: list[str], erkannt: bool) -> Fund:
    """What stands behind "Produktkonto:"; an empty line is an empty field."""
    for zeile in zeilen:
        kopf, doppelpunkt, rest = zeile.partition(":")
        if aehnlich(gefaltet(kopf), "produktkonto") < 0.85:
            continue
        wert = rest.strip(" _-–.")
        if not wert:
            return sicher("", zeile)
        return (
            zweifelhaft(wert, zeile, "Ziffern aus der Texterkennung, bitte mit dem Papier vergleichen.")
            if erkannt
            else sicher(wert, zeile)
        )
    return fehlt("Kein Produktkonto gefunden.")
