"""What looks like personal data: found with its place, and what only resembles it left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wittmund_ris.personenbezug import funde

JA = [
    ("Schreiben Sie an anna.tjarks@web.de.", "E-Mail-Adresse", "anna.tjarks@web.de"),
    ("IBAN DE89370400440532013000, BIC COBADEFF", "IBAN", "DE89370400440532013000"),
    ("auf DE89 3704 0044 0532 0130 00 bei der Bank", "IBAN", "DE89 3704 0044 0532 0130 00"),
    ("Konto NL91ABNA0417164300.", "IBAN", "NL91ABNA0417164300"),
    ("Telefon 04462 86-1234", "Telefonnummer", "04462 86-1234"),
    ("Tel. (04462) 861234.", "Telefonnummer", "(04462) 861234"),
    ("mobil 0171/2345678,", "Telefonnummer", "0171/2345678"),
    ("+49 4462 86 12 34 anrufen", "Telefonnummer", "+49 4462 86 12 34"),
    ("Anna Tjarks, geb. am 3.4.1961", "Angabe zur Geburt", "geb. am 3.4.1961"),
    ("Anna Tjarks geb. Onken", "Angabe zur Geburt", "geb."),
    ("geboren am 03.04.1961 in Esens", "Angabe zur Geburt", "geboren am 03.04.1961"),
    ("Anna Tjarks (03.04.1961)", "Angabe zur Geburt", "(03.04.1961)"),
    ("das Geburtsdatum der Person", "Angabe zur Geburt", "Geburtsdatum"),
    ("wohnhaft in Esens", "Wohnanschrift", "wohnhaft"),
]
NEIN = [
    "Vorlage 0121/2018 ersetzt die Vorlage 0042/2019/1.",
    "Die Kosten betragen 0,5 Mio. Euro, 1.234,56 € und 12 000 Euro.",
    "am 05.11.2019 um 09:30 Uhr, Gesetz vom 17.12.2010 (Nds. GVBl. S. 576)",
    "Produktkonto 1.1.1.01.4221000, Aktenzeichen 32.5.1., § 58 Abs. 1 Nr. 9 NKomVG",
    "26409 Wittmund, K 12, 20 % der Fläche",
    "Die Idee wurde in Esens geboren; das Gebäude, Geb. 5",
    "NL91ABNA0417164301",
]


@pytest.mark.parametrize(("text", "art", "stelle"), JA)
def test_finds(text, art, stelle):
    (fund,) = funde(text)
    assert (fund.art, text[fund.anfang : fund.ende]) == (art, stelle)


@pytest.mark.parametrize("text", NEIN)
def test_leaves_alone(text):
    assert funde(text) == []


@given(st.text(alphabet="DE 0123456789.@abc()*-/gebwohnhaft+\n", max_size=300))
def test_places_lie_in_the_text_in_order_and_apart(text):
    stellen = [(f.anfang, f.ende) for f in funde(text)]
    assert all(0 <= a < e <= len(text) for a, e in stellen)
    assert all(e <= a for (_, e), (a, _) in zip(stellen, stellen[1:], strict=False))
