"""The text without the editor: readable, typable, and never the loss of a letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.richtext.baeume import BAEUME, TEXTE
from tests.richtext.test_korpus import KORPUS, PASTEN
from wittmund_ris.richtext import als_auszeichnung, aus_auszeichnung, ist_html, normalisieren


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>Eins<br>zwei</p><p>Drei</p>", "Eins\nzwei\n\nDrei"),
        ("<h3>Kosten</h3><p>viel</p><h4>Folgen</h4>", "### Kosten\n\nviel\n\n#### Folgen"),
        ("<p>Das ist <strong>sehr</strong> <em>schön</em>.</p>", "Das ist **sehr** *schön*."),
        ("<p><strong>fett <em>und schräg</em></strong></p>", "**fett *und schräg***"),
        ("<p>H<sub>2</sub>O, m<sup>2</sup></p>", "H~2~O, m^2^"),
        ('<p>Siehe <a href="https://a.example/(x)?b=1&amp;c">dort</a>.</p>', "Siehe [dort](https://a.example/(x)?b=1&c)."),
        ("<ul><li>eins</li><li>zwei<ul><li>tief</li></ul></li></ul>", "- eins\n- zwei\n  - tief"),
        ('<ol start="3"><li>drei</li><li>vier</li></ol>', "3. drei\n4. vier"),
        ('<ol><li>Antrag<ol type="a"><li>so</li><li>anders</li></ol></li></ol>', "1. Antrag\n   a) so\n   b) anders"),
        ("<ul><li><p>eins</p><p>weiter</p></li><li>zwei</li></ul>", "- eins\n\n  weiter\n- zwei"),
        ("<blockquote><p>Zitat</p><ul><li>Punkt</li></ul></blockquote>", "> Zitat\n>\n> - Punkt"),
        (
            '<table><thead><tr><th scope="col">Amt</th><th scope="col">Zahl</th></tr></thead><tbody><tr>'
            '<th scope="row">32</th><td>a|b<br>c</td></tr><tr><td># x</td><td></td></tr></tbody></table>',
            "| Amt | Zahl |\n| --- | --- |\n|# 32 | a\\|b<br>c |\n| \\# x |  |",
        ),
        ("<p>- kein Punkt -</p><p>5 * 3 * 2</p><p>Bürger*innen, Leser*innen</p>", "\\- kein Punkt -\n\n5 * 3 * 2\n\nBürger*innen, Leser*innen"),
        ("<p>1. nur einmal</p><p>3. Januar 2027</p>", "1\\. nur einmal\n\n3. Januar 2027"),
        ("<p>**kein Fett** [kein](https://v.example)</p>", "\\*\\*kein Fett\\*\\* \\[kein\\](https://v.example)"),
        ("<p>&lt;p&gt; und # und | &amp;amp;</p>", "\\<p> und # und | &amp;"),
    ],
)  # fmt: skip
def test_html_and_markup_say_the_same(html, text):
    assert normalisieren(html) == html
    assert als_auszeichnung(html) == text
    assert aus_auszeichnung(text) == html


@settings(max_examples=200, deadline=None)
@given(BAEUME)
def test_nothing_is_lost_on_the_way_there_and_back(html):
    gespeichert = normalisieren(html)
    assert aus_auszeichnung(als_auszeichnung(gespeichert)) == gespeichert


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(TEXTE, st.sampled_from(["\n", "- ", "  - ", "1. ", "> ", "| a | b |\n", "**", "### "])), max_size=12
    )
)
def test_whatever_is_typed_becomes_a_clean_text(teile):
    gespeichert = aus_auszeichnung("".join(teile))
    assert normalisieren(gespeichert) == gespeichert
    assert aus_auszeichnung(als_auszeichnung(gespeichert)) == gespeichert


@pytest.mark.parametrize(
    "name", [n for n in PASTEN if n not in ("word_tabelle", "tabelle_mit_koepfen", "word_satzung")]
)
def test_what_people_paste_is_shown_without_html(name):
    gespeichert = normalisieren((KORPUS / f"{name}.html").read_text(encoding="utf-8"))
    assert not ist_html(als_auszeichnung(gespeichert))
    assert "<" not in als_auszeichnung(gespeichert).replace("<br>", "")


def test_merged_cells_are_shown_as_they_are_stored():
    gespeichert = normalisieren((KORPUS / "word_tabelle.html").read_text(encoding="utf-8"))
    assert als_auszeichnung(gespeichert) == gespeichert


def test_typing_is_forgiving():
    assert aus_auszeichnung("Text:\n* eins\n* zwei\n\n1) a\n2) b") == (
        "<p>Text:</p><ul><li>eins</li><li>zwei</li></ul><ol><li>a</li><li>b</li></ol>"
    )
    assert aus_auszeichnung("# Groß\nText") == "<h3>Groß</h3><p>Text</p>"
    assert aus_auszeichnung("[böse](javascript:alert(1))") == "<p>böse</p>"
    assert aus_auszeichnung("|a|b|\n|c|d|").startswith('<table><thead><tr><th scope="col">a</th>')
