"""Numbers and order of an agenda as pure arithmetic: whatever follows the invitation, what stands keeps its number and its place."""

import re
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from sitzungen import gliederung
from wittmund_ris.agendavergleich import vergleichen


def punkt(pk, ober=None, ueberschrift=False, lage=""):
    return SimpleNamespace(pk=pk, oberpunkt_id=ober, ist_ueberschrift=ueberschrift, lage=lage)


def test_headings_have_no_number_and_sub_points_count_below_their_item():
    reihe = [punkt(1), punkt(2, ueberschrift=True), punkt(3, 2), punkt(4, 3), punkt(5, 3), punkt(6, 2), punkt(7)]
    assert list(gliederung.nummern(reihe).values()) == ["1", "", "2", "2.1", "2.2", "3", "4"]
    assert list(gliederung.tiefen(reihe).values()) == [0, 0, 1, 2, 2, 1, 0]
    assert [t.pk for t in gliederung.zweig(reihe, reihe[1])] == [2, 3, 4, 5, 6]


def test_what_closes_the_sitting_stands_last():
    reihe = [punkt(1, lage="schluss"), punkt(2), punkt(3, 4), punkt(4)]
    assert [t.pk for t in gliederung.geordnet(reihe)] == [2, 4, 3, 1]


def test_a_nachtrag_gets_a_letter_between_and_the_next_number_at_the_end():
    vergeben = ["1", "2", "3", "3.1", "3.2", "4"]
    assert gliederung.naechste_nummer(vergeben, "3") == "3a"
    assert gliederung.naechste_nummer([*vergeben, "3a"], "3.2") == "3b"
    assert gliederung.naechste_nummer([*vergeben, *(f"3{b}" for b in "abcdefghijklmnopqrstuvwxyz")], "3") == "3aa"
    assert gliederung.naechste_nummer(vergeben, "4") == gliederung.naechste_nummer(vergeben) == "5"
    assert gliederung.naechste_nummer([]) == "1"


@given(st.integers(1, 12), st.lists(st.integers(0, 200), max_size=60))
def test_numbers_of_a_nachtrag_are_new_and_sort_behind_their_item(anzahl, folgen):
    reihe = [str(n) for n in range(1, anzahl + 1)]
    vorher = list(reihe)
    for wahl in folgen:
        nach = reihe[wahl % len(reihe)]
        neu = gliederung.naechste_nummer(reihe, nach)
        assert neu not in reihe
        gruppe = [i for i, n in enumerate(reihe) if gliederung.stamm(n) == gliederung.stamm(nach)]
        reihe.insert(gruppe[-1] + 1, neu)
    assert [n for n in reihe if n in vorher] == vorher

    def schluessel(nummer):
        buchstaben = re.sub(r"\d", "", nummer)
        return gliederung.stamm(nummer), len(buchstaben), buchstaben

    assert reihe == sorted(reihe, key=schluessel)


PUNKTE = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["A", "B"])), unique_by=lambda p: p[0], max_size=9)


@given(PUNKTE, PUNKTE)
def test_every_difference_is_found_and_nothing_else(links, rechts):
    """Against the plain statement: who is in both, who is in one, whose title changed, and the fewest that moved."""
    alt, neu = ([{"id": str(n), "nummer": str(n), "titel": t} for n, t in seite] for seite in (links, rechts))
    zeilen = vergleichen(alt, neu)
    assert [z.neu for z in zeilen if z.neu] == neu
    assert {z.punkt["id"] for z in zeilen if z.ist_entfallen} == {p["id"] for p in alt} - {p["id"] for p in neu}
    assert {z.punkt["id"] for z in zeilen if z.ist_neu} == {p["id"] for p in neu} - {p["id"] for p in alt}
    titel = {p["id"]: p["titel"] for p in alt}
    umbenannt = {p["id"] for p in neu if titel.get(p["id"], p["titel"]) != p["titel"]}
    assert {z.punkt["id"] for z in zeilen if z.ist_umbenannt} == umbenannt
    bleibt = [
        z.punkt["id"] for z in zeilen if not z.ist_neu and not z.ist_entfallen and "anders eingereiht" not in z.worte
    ]
    assert [p["id"] for p in alt if p["id"] in bleibt] == bleibt
    assert all(not z.worte for z in vergleichen(neu, neu))
