"""The difference of two texts: both can be read out of it again, whatever they are."""

from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wittmund_ris import unterschied
from wittmund_ris.richtext import normalisieren

WORTE = st.lists(st.sampled_from(["der", "Kreistag", "Mittel", "12.500 €", "<", "&", "für", "ß", ",", "."]), max_size=9)
INLINE = st.builds(lambda w, t: f"<{t}>{' '.join(w).replace('&', '&amp;').replace('<', '&lt;')}</{t}> ", WORTE,
                   st.sampled_from(["strong", "em", "sup"]))  # fmt: skip
KLAR = WORTE.map(lambda w: " ".join(w).replace("&", "&amp;").replace("<", "&lt;") + " ")
ZEILE = st.lists(st.one_of(KLAR, INLINE, st.just("<br>")), max_size=4).map("".join)
ABSATZ = st.builds(lambda t, z: f"<{t}>{z}</{t}>", st.sampled_from(["p", "h3", "h4"]), ZEILE)
PUNKT = st.builds(lambda z, u: f"<li>{z}{u}</li>", ZEILE, st.sampled_from(["", "<ul><li>darunter</li></ul>"]))
LISTE = st.builds(
    lambda t, p: f"<{t}>{''.join(p)}</{t}>", st.sampled_from(["ul", "ol"]), st.lists(PUNKT, min_size=1, max_size=4)
)
TABELLE = st.integers(1, 3).flatmap(
    lambda n: st.lists(st.lists(KLAR, min_size=n, max_size=n), min_size=1, max_size=4).map(
        lambda zeilen: (
            "<table><tbody>"
            + "".join("<tr>" + "".join(f"<td>{z}</td>" for z in zeile) + "</tr>" for zeile in zeilen)
            + "</tbody></table>"
        )
    )
)
TEXT = st.lists(st.one_of(ABSATZ, LISTE, TABELLE), max_size=5).map(lambda t: normalisieren("".join(t)))


@given(TEXT, TEXT)
@settings(max_examples=60, deadline=None)
def test_both_texts_can_be_read_out_of_the_difference(alt, neu):
    html = unterschied.texte(alt, neu)
    assert unterschied.struktur(unterschied.annehmen(html)) == unterschied.struktur(neu)
    assert unterschied.struktur(unterschied.ablehnen(html)) == unterschied.struktur(alt)


@given(TEXT)
@settings(max_examples=20, deadline=None)
def test_equal_texts_have_no_marks(text):
    html = unterschied.texte(text, text)
    assert "<ins" not in html and "<del" not in html and "data-unterschied" not in html


@given(st.text(), st.text())
@settings(max_examples=40, deadline=None)
def test_plain_values_are_escaped_and_complete(alt, neu):
    html = unterschied.werte(alt, neu)
    assert "<script" not in html
    assert (html == "" or "<ins" in html or "<del" in html) if alt != neu else "<ins" not in html


def test_words_are_marked_not_paragraphs():
    html = unterschied.texte("<p>Der Kreistag beschließt 5.000 Euro.</p>", "<p>Der Kreistag bewilligt 5.000 Euro.</p>")
    assert html == (
        '<p>Der Kreistag<del><span class="ris-vorlesen">gestrichen: </span> beschließt'
        '<span class="ris-vorlesen"> Ende der Streichung. </span></del>'
        '<ins><span class="ris-vorlesen">eingefügt: </span> bewilligt'
        '<span class="ris-vorlesen"> Ende der Einfügung. </span></ins> 5.000 Euro.</p>'
    )


def test_a_new_row_stays_a_row():
    tabelle = "<table><tbody><tr><td>2019</td><td>5</td></tr>{}</tbody></table>"
    html = unterschied.texte(tabelle.format(""), tabelle.format("<tr><td>2020</td><td>6</td></tr>"))
    assert '<tr data-unterschied="neu"><td data-unterschied="neu"><ins>' in html
    assert html.startswith("<table><tbody><tr><td>2019</td>")


def test_a_new_item_leaves_its_neighbours_alone():
    html = unterschied.texte("<ul><li>eins</li><li>drei</li></ul>", "<ul><li>eins</li><li>zwei</li><li>drei</li></ul>")
    assert html.count("<ins>") == 1 and "<del>" not in html


@pytest.mark.parametrize("absaetze", [1, 50])
def test_five_thousand_words_take_no_time(absaetze):
    zufall = Random(7)  # noqa: S311 - words, not secrets
    worte = [zufall.choice(("und", "der", f"Wort{zufall.randrange(900)}")) for _ in range(5000)]
    anders = [w if n % 40 else f"anders{n}" for n, w in enumerate(worte)]
    breite = len(worte) // absaetze
    alt, neu = (
        "".join(f"<p>{' '.join(w[n : n + breite])}</p>" for n in range(0, len(w), breite)) for w in (worte, anders)
    )
    beginn = perf_counter()
    html = unterschied.texte(alt, neu)
    assert perf_counter() - beginn < 5
    assert 100 <= html.count("<ins>") <= 125
