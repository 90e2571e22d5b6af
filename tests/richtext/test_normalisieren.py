"""The stored form of a text: the same whoever wrote it, harmless whatever came, and stable."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.richtext.baeume import BAEUME
from wittmund_ris.pdf import ZeichenNichtDruckbar, bereinigt
from wittmund_ris.richtext import ATTRIBUTE, TAGS, klartext, normalisieren

HINEIN = {
    "thead": {"table"}, "tbody": {"table"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}, "li": {"ul", "ol"},
    "h3": {""}, "h4": {""}, "table": {""}, "blockquote": {""}, "ul": {"", "li", "td", "th", "blockquote"},
    "p": {"", "li", "td", "th", "blockquote"},
}  # fmt: skip
HINEIN["ol"] = HINEIN["ul"]


class Pruefer(HTMLParser):
    """What stored HTML may look like, said a second time in other words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.offen = [""]

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        assert self.offen[-1] in HINEIN.get(tag, {self.offen[-1]}), (tag, self.offen)
        for name, wert in attrs:
            assert name in ATTRIBUTE.get(tag, ()), (tag, name)
            assert name != "href" or re.match("(https?://|mailto:|tel:)", wert, re.I), wert
        assert tag != "a" or attrs, "ein Verweis ohne Ziel"
        if tag != "br":
            self.offen.append(tag)

    def handle_endtag(self, tag):
        assert self.offen.pop() == tag

    def handle_data(self, data):
        assert self.offen[-1] not in ("", "ul", "ol", "table", "thead", "tbody", "tr", "blockquote"), data


def pruefe(html):
    pruefer = Pruefer()
    pruefer.feed(html)
    pruefer.close()
    assert pruefer.offen == [""]
    for tabelle in re.findall("<table>.*?</table>", html):
        _pruefe_tabelle(tabelle)


def _pruefe_tabelle(html):
    """Every row has the same number of columns; no row is empty; nothing reaches out (PDF/UA 7.2-42, 7.2-43)."""
    belegt, breite = {}, None
    zeilen = re.findall(r"<tr>(.*?)</tr>", html)
    for r, zeile in enumerate(zeilen):
        zellen = re.findall(r"<t[dh]([^>]*)>", zeile)
        assert zellen
        c = 0
        for merkmale in zellen:
            while (r, c) in belegt:
                c += 1
            spannt = [int(t[1]) if (t := re.search(f'{n}="(\\d+)"', merkmale)) else 1 for n in ("colspan", "rowspan")]
            assert r + spannt[1] <= len(zeilen)
            for i in range(spannt[1]):
                for j in range(spannt[0]):
                    assert (r + i, c + j) not in belegt
                    belegt[r + i, c + j] = True
        spalten = {s for z, s in belegt if z == r}
        breite = breite or len(spalten)
        assert spalten == set(range(breite))


@settings(max_examples=200, deadline=None)
@given(BAEUME)
def test_any_tree_becomes_clean_and_stays_so(html):
    einmal = normalisieren(html)
    pruefe(einmal)
    assert normalisieren(einmal) == einmal


@settings(max_examples=80, deadline=None)
@given(st.text())
def test_any_text_becomes_clean_and_stays_so(text):
    einmal = normalisieren(text)
    pruefe(einmal)
    assert normalisieren(einmal) == einmal


@settings(max_examples=80, deadline=None)
@given(BAEUME)
def test_what_is_printable_is_stored_as_it_is_printed(html):
    einmal = normalisieren(html)
    try:
        gedruckt = bereinigt(einmal)
    except ZeichenNichtDruckbar:
        return
    assert normalisieren(gedruckt) == gedruckt


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text("abcdefg", min_size=1, max_size=5), min_size=1, max_size=8))
def test_no_word_is_lost(worte):
    html = "".join(f"<div><span>{w}</span><p>{w}<b>{w}</b></p></div>" for w in worte)
    assert "".join(klartext(normalisieren(html)).split()) == "".join(w * 3 for w in worte)


@pytest.mark.parametrize("tiefe", [50, 500, 5000])
@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td"])
def test_depth_ends_in_words_not_in_an_error(tag, tiefe):
    html = normalisieren("<p>davor</p>" + f"<{tag}>" * tiefe + "tief")
    pruefe(html)
    assert "tief" in html
    assert normalisieren(html) == html
