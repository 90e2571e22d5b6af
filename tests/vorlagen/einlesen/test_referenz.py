"""The founding paper as recognition left it: every field is found, every error is proposed or marked."""

from datetime import date
from pathlib import Path

import pytest

from tests import referenz
from vorlagen.einlesen import papier
from vorlagen.einlesen.funde import Sicherheit

TEXT = (Path(__file__).parent / "papiere" / "referenz-0042-2019.txt").read_text(encoding="utf-8")
GREMIEN = ("Kreistag", "Kreisausschuss", "Sozialausschuss")
AEMTER = ("Ordnungsamt", "Schulamt")


def als_html(text):
    return "".join(f"<p>{absatz}</p>" for absatz in text.split("\n\n"))


ERWARTET = {
    "nummer": "0042/2019",
    "amt": "Ordnungsamt",
    "aktenzeichen": "32.5.1.",
    "art": "beschlussvorlage",
    "ist_oeffentlich": True,
    "beratungsfolge": [
        ("Sozialausschuss", date(2019, 5, 13)),
        ("Kreisausschuss", date(2019, 5, 23)),
        ("Kreistag", date(2019, 6, 27)),
    ],
    "betreff": referenz.BETREFF,
    "sachverhalt": als_html(referenz.SACHVERHALT),
    "anmerkung": als_html(referenz.ANMERKUNG),
    "gesamtkosten": "keine",
    "folgekosten": "keine",
    "einnahmen": "keine",
    "haushaltsmittel": "",
    "haushaltsmittel_betrag": None,
    "produktkonto": "",
    "beschlussvorschlag": als_html(referenz.BESCHLUSSVORSCHLAG),
    "ort": "Wittmund",
    "datum": date(2019, 4, 26),
    "gezeichnet": "Hinrichs, Uwe",
    "anlagen": [referenz.ANLAGE],
    "ergebnisse": dict.fromkeys(("Fraktion", "Fachausschuss", "Kreisausschuss", "Kreistag"), (None, None, None)),
}
# Read → what stands on the paper.
FEHLER = {
    "fur": "für",
    "Fir": "Für",
    "fUr": "für",
    "fir": "für",
    "geman": "gemäß",
    "Disseldorf": "Düsseldorf",
    "Handlungsansatze": "Handlungsansätze",
    "Bewaltigung": "Bewältigung",
    "Erdrterung": "Erörterung",
    "Ausschiissen": "Ausschüssen",
    "Uber": "über",
    "UmsetzungsmalRnahmen": "Umsetzungsmaßnahmen",
    "beigeflgt": "beigefügt",
    "endglltige": "endgültige",
    "beschlie3t": "beschließt",
    "Mal3hahmen": "Maßnahmen",
}


@pytest.fixture(scope="module")
def gelesen():
    return papier.lesen(TEXT, gremien=GREMIEN, aemter=AEMTER)


def test_every_field_of_the_form_is_known(gelesen):
    assert set(gelesen.funde) == set(ERWARTET)


def test_every_recognition_error_is_proposed(gelesen):
    vorgeschlagen = {v.wort: v.ersatz for v in gelesen.vorschlaege if not v.nur_frage}
    assert set(vorgeschlagen) == set(FEHLER)
    assert all(richtig in vorgeschlagen[wort] for wort, richtig in FEHLER.items())


def test_nothing_is_repaired_silently(gelesen):
    roh = papier.anwenden(gelesen, {})
    assert "Disseldorf" in roh["sachverhalt"].wert
    assert "beschlie3t" in roh["beschlussvorschlag"].wert


@pytest.mark.parametrize("feld", ERWARTET)
def test_field_is_found_with_the_preselected_repairs(gelesen, feld):
    angenommen = papier.vorbelegt(gelesen) | {"sachverhalt:Uber": "über"}
    assert papier.anwenden(gelesen, angenommen)[feld].wert == ERWARTET[feld]


@pytest.mark.parametrize("feld", ERWARTET)
def test_no_field_is_silently_wrong(gelesen, feld):
    fund = gelesen.funde[feld]
    assert fund.wert == ERWARTET[feld] or fund.sicherheit != Sicherheit.SICHER


def test_a_word_with_two_readings_is_not_preselected(gelesen):
    assert "sachverhalt:Uber" not in papier.vorbelegt(gelesen)
    frage = next(v for v in gelesen.vorschlaege if v.nur_frage)
    assert (frage.wort, frage.ersatz) == ("wurde", ("würde",))


def test_what_was_not_proposed_is_not_taken(gelesen):
    funde = papier.anwenden(gelesen, {"sachverhalt:fur": "<script>", "sachverhalt:Kreisausschuss": "Kreistag"})
    assert funde["sachverhalt"].wert == gelesen.funde["sachverhalt"].wert


@pytest.mark.parametrize(
    "text", ["", "\f\f", "Betreff:", "Beratungsfolge\nBeratungsfolge", "€ € €\nkeine keine keine", "x" * 5000]
)
def test_any_text_is_read_without_an_error(text):
    assert set(papier.lesen(text).funde) == set(ERWARTET)
