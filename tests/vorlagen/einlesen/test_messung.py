"""Twelve scanned and recognised papers, and the same with planted errors: no field may be wrong and not marked."""

import pytest

from tests.vorlagen.einlesen import altpapiere
from tests.vorlagen.einlesen.messen import RICHTIG, STUMM, ZWEIFEL, vergleichen
from vorlagen.einlesen import quelle

NAMEN = {"gremien": altpapiere.GREMIEN, "aemter": altpapiere.AEMTER}
NUMMERN = [p["nummer"] for p in altpapiere.PAPIERE]


def gespeichert(p):
    return (altpapiere.ORDNER / f"{p['nummer'].replace('/', '-')}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("gepflanzt", [False, True], ids=["erkannt", "gepflanzt"])
@pytest.mark.parametrize("saat", range(len(NUMMERN)), ids=NUMMERN)
def test_no_field_of_a_recognised_paper_is_silently_wrong(saat, gepflanzt):
    p = altpapiere.PAPIERE[saat]
    text = altpapiere.bepflanzt(gespeichert(p), saat) if gepflanzt else gespeichert(p)
    urteile = vergleichen(text, p, **NAMEN)
    assert [feld for feld, was in urteile.items() if was == STUMM] == []
    # Marking everything would be easy: three quarters of the fields are right.
    assert sum(was in (RICHTIG, ZWEIFEL) for was in urteile.values()) >= 0.75 * len(urteile)


@pytest.mark.parametrize("saat", [0, 1, 4, 8])
def test_own_prints_are_read_back_without_a_fault(saat):
    """A text layer is no recognition: every field is right, lists and paragraphs as well."""
    p = altpapiere.PAPIERE[saat]
    gelesen = quelle.aus_datei(altpapiere.drucken(p))
    assert not gelesen.erkannt
    urteile = vergleichen(gelesen.text, p, erkannt=False, **NAMEN)
    assert {feld: was for feld, was in urteile.items() if was != RICHTIG} == {}


@pytest.mark.langsam
@pytest.mark.parametrize("saat", range(len(NUMMERN)), ids=NUMMERN)
def test_print_scan_and_recognition_anew(saat, tmp_path):
    """The whole chain with the tesseract of this machine."""
    p = altpapiere.PAPIERE[saat]
    text = altpapiere.erkennen(altpapiere.drucken(p), tmp_path, saat)
    assert [feld for feld, was in vergleichen(text, p, **NAMEN).items() if was == STUMM] == []
