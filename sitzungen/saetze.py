"""The sentences of a vote, as the clerk reads them at once and the Protokoll prints them: pure functions, no database."""

from sitzungen.abstimmung import Stimmen, satz
from vorlagen.choices import ANGENOMMEN, AUS_ABSTIMMUNG, ergebnis_text


def beschlusssatz(
    ergebnis: str, rolle: str, stimmen: Stimmen | None = None, *, geaendert=False, verwiesen_an=""
) -> str:
    """What became of an item: „mit 10 Ja-Stimmen bei 1 Enthaltung einstimmig empfohlen“, „zur Kenntnis genommen“.

    An advising body *empfiehlt*, the deciding one *beschließt* (`rolle`); the votes stand before the result. "" without one.
    """
    if not ergebnis:
        return ""
    text = ergebnis_text(ergebnis, rolle, geaendert=geaendert, verwiesen_an=verwiesen_an)
    return f"{satz(stimmen, ergebnis)} {text}" if stimmen and ergebnis in AUS_ABSTIMMUNG else text


def antragssatz(stimmen: Stimmen, ergebnis: str) -> str:
    """What became of a motion: „mit 12 Ja-Stimmen gegen 31 Nein-Stimmen abgelehnt“, „mit 43 Ja-Stimmen einstimmig angenommen“."""
    if ergebnis not in ANGENOMMEN:
        return f"{satz(stimmen, ergebnis)} abgelehnt"
    return f"{satz(stimmen, ergebnis)} {ergebnis} angenommen"


def punktsatz(top) -> str:
    """The sentence of an item as it stands; its votes should be prefetched."""
    haupt = top.hauptabstimmung
    return beschlusssatz(
        top.ergebnis,
        top.rolle,
        haupt.stimmen if haupt else None,
        geaendert=top.ist_geaendert,
        verwiesen_an=top.verwiesen_an or "",
    )
