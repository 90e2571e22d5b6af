"""Formatted text: what is stored is clean, and stays what it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wittmund_ris.richtext import klartext, mit_verweisen, normalisieren
from wittmund_ris.richtext_tags import als_html, direkt_unter_titel


@pytest.mark.parametrize(
    ("eingabe", "gespeichert"),
    [
        ("", ""),
        (" \n ", ""),
        ("Eins\nzwei\r\n\r\nDrei", "<p>Eins<br>zwei</p><p>Drei</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<p>fett: <strong>ja</strong></p>", "<p>fett: <strong>ja</strong></p>"),
        ('<p style="color:red" onclick="x()">rot<script>alert(1)</script></p>', "<p>rot</p>"),
        ('<p><a href="javascript:alert(1)">hier</a></p>', "<p>hier</p>"),
        ("<h5>a</h5><h4>b</h4><h1>c</h1><h6>d</h6>", "<h3>a</h3><h3>b</h3><h3>c</h3><h4>d</h4>"),
    ],
)
def test_normalisieren(eingabe, gespeichert):
    assert normalisieren(eingabe) == gespeichert


@given(st.text())
def test_normalisieren_is_idempotent(text):
    einmal = normalisieren(text)
    assert normalisieren(einmal) == einmal


def test_klartext_keeps_the_words_and_the_lines():
    html = "<h3>Kosten</h3><p>Zwei<br>Zeilen</p><ul><li>eins</li><li>zwei &amp; drei</li></ul>"
    assert klartext(html) == "Kosten\n\nZwei\nZeilen\n\n- eins\n- zwei & drei"
    assert klartext("a < b") == "a < b"


def test_known_papers_become_links_and_the_rest_stays_text():
    html = '<p>&lt;b&gt; 0121/2018 und 0122/2018</p><ul><li><em>x</em> 0121/2018</li></ul><p><a href="/x">0121/2018</a></p>'
    fertig = mit_verweisen(html, re.compile(r"\d{4}/\d{4}"), {"0121/2018": "/v/?a=1&b=2"}.get, "Vorlage {}")
    verweis = '<a href="/v/?a=1&amp;b=2" title="Vorlage 0121/2018">0121/2018</a>'
    assert fertig == (
        f"<p>&lt;b&gt; {verweis} und 0122/2018</p><ul><li><em>x</em> {verweis}</li></ul>"
        '<p><a href="/x">0121/2018</a></p>'
    )
    assert (
        mit_verweisen("<p>0121/2018</p>", re.compile("0121/2018"), lambda _: "javascript:x")
        == "<p><a>0121/2018</a></p>"
    )


def test_headings_directly_under_the_title_leave_no_gap():
    """The filter of papers without headings of their own: text headings begin at h3, and nothing else is touched."""
    text = als_html("<h3>§ 1</h3><p>h3 &lt;h4&gt;</p><h4>Absatz</h4><p>Ende</p>")
    assert direkt_unter_titel(text) == "<h2>§ 1</h2><p>h3 &lt;h4&gt;</p><h3>Absatz</h3><p>Ende</p>"
