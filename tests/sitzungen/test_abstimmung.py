"""The arithmetic of votes: § 66 NKomVG and the majorities of members, against an independent statement of the law."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitzungen.abstimmung import (
    Stimmen,
    StimmenFehler,
    ergebnis,
    mehrheit_der_mitglieder,
    noetige_ja_stimmen,
    pruefe,
    satz,
)
from sitzungen.choices import Mehrheitsregel as M
from vorlagen.choices import BeratungRolle, ergebnis_text
from vorlagen.choices import Ergebnis as E

zahl = st.integers(0, 60)
ANTEIL = {M.ZWEI_DRITTEL: Fraction(2, 3), M.DREI_VIERTEL: Fraction(3, 4), M.VIER_FUENFTEL: Fraction(4, 5)}


@pytest.mark.parametrize(
    ("stimmen", "regel", "erwartet"),
    [
        ((10, 9, 12), M.EINFACH, E.MEHRHEITLICH),
        ((10, 10, 0), M.EINFACH, E.ABGELEHNT),
        ((0, 0, 20), M.EINFACH, E.ABGELEHNT),
        ((10, 0, 1), M.EINFACH, E.EINSTIMMIG),
        ((21, 0, 22), M.MITGLIEDER, E.ABGELEHNT),
        ((22, 0, 21), M.MITGLIEDER, E.EINSTIMMIG),
        ((28, 14, 0), M.ZWEI_DRITTEL, E.ABGELEHNT),
        ((29, 14, 0), M.ZWEI_DRITTEL, E.MEHRHEITLICH),
        ((32, 11, 0), M.DREI_VIERTEL, E.ABGELEHNT),
        ((33, 10, 0), M.DREI_VIERTEL, E.MEHRHEITLICH),
        ((40, 0, 3), M.EINSTIMMIG, E.EINSTIMMIG),
        ((42, 1, 0), M.EINSTIMMIG, E.ABGELEHNT),
    ],
)
def test_result_of_43_members(stimmen, regel, erwartet):
    assert ergebnis(Stimmen(*stimmen), regel, 43) == erwartet


def test_majorities_of_43_members():
    assert mehrheit_der_mitglieder(43) == 22
    assert noetige_ja_stimmen(M.ZWEI_DRITTEL, 43) == 29
    assert noetige_ja_stimmen(M.DREI_VIERTEL, 43) == 33


@given(ja=zahl, nein=zahl, enthaltung=zahl, regel=st.sampled_from(M), mitglieder=st.integers(1, 60))
def test_result_agrees_with_the_law_said_in_another_way(ja, nein, enthaltung, regel, mitglieder):
    gewonnen = ja - nein > 0
    if regel == M.MITGLIEDER:
        gewonnen = gewonnen and 2 * ja > mitglieder
    elif regel in ANTEIL:
        gewonnen = gewonnen and Fraction(ja, mitglieder) >= ANTEIL[regel]
    elif regel == M.EINSTIMMIG:
        gewonnen = ja > 0 and nein == 0
    angenommen = E.EINSTIMMIG if nein == 0 else E.MEHRHEITLICH
    assert ergebnis(Stimmen(ja, nein, enthaltung), regel, mitglieder) == (angenommen if gewonnen else E.ABGELEHNT)


@given(ja=zahl, nein=zahl, enthaltung=zahl, weitere=st.integers(1, 20))
def test_abstentions_never_turn_a_result(ja, nein, enthaltung, weitere):
    eins = ergebnis(Stimmen(ja, nein, enthaltung), M.EINFACH, 43)
    assert eins == ergebnis(Stimmen(ja, nein, enthaltung + weitere), M.EINFACH, 43)


@given(ja=zahl, nein=zahl, enthaltung=zahl, anwesend=st.integers(0, 60))
def test_more_votes_than_present_are_always_refused(ja, nein, enthaltung, anwesend):
    stimmen = Stimmen(ja, nein, enthaltung)
    erlaubt = 0 < stimmen.summe <= anwesend
    if erlaubt:
        assert pruefe(stimmen, stimmberechtigte=anwesend, regel=M.EINFACH, mitglieder=43) in E
    else:
        with pytest.raises(StimmenFehler):
            pruefe(stimmen, stimmberechtigte=anwesend, regel=M.EINFACH, mitglieder=43)


@pytest.mark.parametrize("behauptet", [E.EINSTIMMIG, E.ABGELEHNT])
def test_label_that_contradicts_the_numbers_is_refused(behauptet):
    with pytest.raises(StimmenFehler, match="mehrheitlich"):
        pruefe(Stimmen(9, 2, 0), stimmberechtigte=11, behauptet=behauptet, regel=M.EINFACH, mitglieder=11)


@pytest.mark.parametrize(
    ("stimmen", "code", "erwartet"),
    [
        ((10, 0, 1), E.EINSTIMMIG, "mit 10 Ja-Stimmen bei 1 Enthaltung"),
        ((1, 0, 0), E.EINSTIMMIG, "mit 1 Ja-Stimme"),
        ((38, 3, 2), E.MEHRHEITLICH, "mit 38 Ja-Stimmen gegen 3 Nein-Stimmen bei 2 Enthaltungen"),
        ((0, 0, 5), E.ABGELEHNT, "mit 0 Ja-Stimmen gegen 0 Nein-Stimmen bei 5 Enthaltungen"),
    ],
)
def test_sentence_of_the_numbers(stimmen, code, erwartet):
    assert satz(Stimmen(*stimmen), code) == erwartet


@pytest.mark.parametrize(
    ("code", "rolle", "weiteres", "erwartet"),
    [
        (E.EINSTIMMIG, BeratungRolle.VORBERATUNG, {"enthaltungen": 1}, "einstimmig empfohlen (bei 1 Enthaltung)"),
        (E.MEHRHEITLICH, BeratungRolle.ENTSCHEIDUNG, {"enthaltungen": 2}, "mehrheitlich beschlossen"),
        (E.MEHRHEITLICH, BeratungRolle.ENTSCHEIDUNG, {"geaendert": True}, "mehrheitlich geändert beschlossen"),
        (E.OHNE_BESCHLUSS, BeratungRolle.VORBERATUNG, {}, "ohne Beschlussempfehlung"),
        (E.KENNTNISNAHME, BeratungRolle.KENNTNISNAHME, {}, "zur Kenntnis genommen"),
    ],
)
def test_advising_bodies_recommend_and_the_deciding_one_decides(code, rolle, weiteres, erwartet):
    assert ergebnis_text(code, rolle, **weiteres) == erwartet
