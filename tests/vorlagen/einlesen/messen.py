"""Field by field: how the reader of old papers fares. `python -m tests.vorlagen.einlesen.messen [--erneuern]`.

`--erneuern` prints, scans and recognises the papers anew (pdftoppm and tesseract with German), otherwise the stored texts are read.
"""

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from vorlagen.einlesen import papier
from vorlagen.einlesen.funde import Sicherheit

RICHTIG, ZWEIFEL, FALSCH_BEZEICHNET, STUMM = "richtig", "richtig, bezeichnet", "falsch, bezeichnet", "stumm falsch"
SPALTEN = (RICHTIG, ZWEIFEL, FALSCH_BEZEICHNET, STUMM)
_LEER = (None, "", [])


def urteil(fund, wert, erwartet) -> str:
    """One of the four: a field that is wrong and not marked is the only one that must never happen."""
    gleich = wert == erwartet or (wert in _LEER and erwartet in _LEER)
    bezeichnet = fund.sicherheit == Sicherheit.ZWEIFELHAFT or (fund.sicherheit == Sicherheit.FEHLT and bool(fund.grund))
    if gleich:
        return RICHTIG if fund.sicherheit == Sicherheit.SICHER or erwartet in _LEER else ZWEIFEL
    return FALSCH_BEZEICHNET if bezeichnet else STUMM


def vergleichen(text: str, erwartet: dict, *, gremien, aemter, erkannt=True) -> dict[str, str]:
    """Field → urteil, with the preselected repairs taken."""
    gelesen = papier.lesen(text, erkannt=erkannt, gremien=gremien, aemter=aemter)
    funde = papier.anwenden(gelesen, papier.vorbelegt(gelesen))
    return {feld: urteil(gelesen.funde[feld], funde[feld].wert, wert) for feld, wert in erwartet.items()}


def tabelle(ergebnisse: list[dict[str, str]]) -> str:
    """The counts of each field over all papers."""
    zeilen = [f"{'Feld':<24}" + "".join(f"{s:>22}" for s in SPALTEN)]
    summe = Counter()
    for feld in ergebnisse[0]:
        zahlen = Counter(e[feld] for e in ergebnisse)
        summe += zahlen
        zeilen.append(f"{feld:<24}" + "".join(f"{zahlen[s]:>22}" for s in SPALTEN))
    zeilen.append(f"{'zusammen':<24}" + "".join(f"{summe[s]:>22}" for s in SPALTEN))
    return "\n".join(zeilen)


def _main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wittmund_ris.settings")
    os.environ.setdefault("SECRET_KEY", "nur-zum-messen")
    # No database is asked.
    os.environ.setdefault("DATABASE_URL", "postgresql://messen@localhost/messen")
    import django  # noqa: PLC0415 -- the settings have to be named first

    django.setup()
    from tests.vorlagen.einlesen import altpapiere  # noqa: PLC0415 -- needs Django's templates

    altpapiere.ORDNER.mkdir(exist_ok=True)
    laeufe = {"erkannt (tesseract, deu)": [], "erkannt, dazu gepflanzte Fehler": []}
    for saat, erwartet in enumerate(altpapiere.PAPIERE):
        datei = altpapiere.ORDNER / f"{erwartet['nummer'].replace('/', '-')}.txt"
        if "--erneuern" in sys.argv:
            with tempfile.TemporaryDirectory() as ordner:
                datei.write_text(
                    altpapiere.erkennen(altpapiere.drucken(erwartet), Path(ordner), saat), encoding="utf-8"
                )
        text = datei.read_text(encoding="utf-8")
        namen = {"gremien": altpapiere.GREMIEN, "aemter": altpapiere.AEMTER}
        for lauf, quelle in zip(laeufe, (text, altpapiere.bepflanzt(text, saat)), strict=True):
            ergebnis = vergleichen(quelle, erwartet, **namen)
            laeufe[lauf].append(ergebnis)
            for feld, was in ergebnis.items():
                if was == STUMM:
                    sys.stdout.write(f"STUMM FALSCH: {erwartet['nummer']} {feld}\n")
    for lauf, ergebnisse in laeufe.items():
        sys.stdout.write(f"\n{lauf}, {len(ergebnisse)} Papiere\n{tabelle(ergebnisse)}\n")


if __name__ == "__main__":
    _main()
