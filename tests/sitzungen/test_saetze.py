"""The sentences of votes."""

import pytest

from sitzungen.abstimmung import Stimmen
from sitzungen.saetze import antragssatz, beschlusssatz


@pytest.mark.parametrize(
    ("ergebnis", "rolle", "stimmen", "geaendert", "erwartet"),
    [
        ("einstimmig", "vorberatung", (10, 0, 1), False, "mit 10 Ja-Stimmen bei 1 Enthaltung einstimmig empfohlen"),
        ("einstimmig", "entscheidung", (43, 0, 0), False, "mit 43 Ja-Stimmen einstimmig beschlossen"),
        (
            "mehrheitlich",
            "entscheidung",
            (30, 11, 2),
            True,
            "mit 30 Ja-Stimmen gegen 11 Nein-Stimmen bei 2 Enthaltungen mehrheitlich geändert beschlossen",
        ),
        ("abgelehnt", "vorberatung", (1, 1, 0), False, "mit 1 Ja-Stimme gegen 1 Nein-Stimme abgelehnt"),
        ("kenntnisnahme", "kenntnisnahme", None, False, "zur Kenntnis genommen"),
        ("ohne_beschluss", "vorberatung", None, False, "ohne Beschlussempfehlung"),
        ("", "entscheidung", None, False, ""),
    ],
)
def test_sentence_of_an_item(ergebnis, rolle, stimmen, geaendert, erwartet):
    assert beschlusssatz(ergebnis, rolle, stimmen and Stimmen(*stimmen), geaendert=geaendert) == erwartet


def test_secret_vote_names_its_invalid_ballots():
    assert beschlusssatz("mehrheitlich", "entscheidung", Stimmen(20, 15, 0, 2)) == (
        "mit 20 Ja-Stimmen gegen 15 Nein-Stimmen bei 2 ungültigen Stimmen mehrheitlich beschlossen"
    )


def test_referral_names_the_body():
    assert beschlusssatz("verwiesen", "vorberatung", verwiesen_an="Bauausschuss") == "verwiesen (an Bauausschuss)"


def test_sentence_of_a_motion():
    assert antragssatz(Stimmen(12, 31, 0), "abgelehnt") == "mit 12 Ja-Stimmen gegen 31 Nein-Stimmen abgelehnt"
    assert antragssatz(Stimmen(43, 0, 0), "einstimmig") == "mit 43 Ja-Stimmen einstimmig angenommen"
