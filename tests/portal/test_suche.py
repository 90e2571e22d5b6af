"""The list of Vorlagen: search over number and title, filters, pages."""

import re

import pytest

from aushang.models import Grund
from aushang.register import entfernen
from portal.suche import frage
from tests.portal import aushaenge as a


@pytest.mark.parametrize(
    ("text", "nummern", "zahlen", "woerter"),
    [
        ("42/2019", ("0042/2019",), (), ()),
        ("0042/2019", ("0042/2019",), (), ()),
        ("42 / 2019", ("0042/2019",), (), ()),
        ("0042-2019", ("0042/2019",), (), ()),
        ("42/19", ("0042/2019",), (), ()),
        ("2019/0042", ("0042/2019",), (), ()),
        ("Vorlage 42/2019", ("0042/2019",), (), ()),
        ("„Vorlagen-Nr. 0042/2019“", ("0042/2019",), (), ()),
        ("42", (), ("42",), ()),
        ("Vorlage 42", (), ("42",), ()),
        ("Vorlage", (), (), ("Vorlage",)),
        ("Integrationskonzept 2019", (), ("2019",), ("Integrationskonzept",)),
        ("  \0 ", (), (), ()),
        ("x" * 300, (), (), ("x" * 200,)),
    ],
)
def test_frage_takes_the_words_apart(text, nummern, zahlen, woerter):
    gelesen = frage(text)
    assert (gelesen.nummern, gelesen.zahlen, gelesen.woerter) == (nummern, zahlen, woerter)


@pytest.fixture
def papiere(rat):
    a.vorlage("0042/2018", "Haushaltssatzung 2019", stationen=[a.station(rat.kreistag)], datum="2018-11-01")
    a.vorlage("0043/2019", "Förderung der Jugend: 100 % für alle", stationen=[a.station(rat.sozialausschuss)])


def treffer(client, anfrage) -> list[str]:
    antwort = client.get(f"/vorlagen/?{anfrage}")
    assert antwort.status_code == 200, antwort
    html = antwort.content.decode()
    nummern = re.findall(r'<p class="ris-vorlagenzeile__nummer">.*?</span>([\d/]+)</p>', html)
    assert re.search(r"<strong>(\d+)</strong>\s+Vorlage", html).group(1) == str(len(nummern))
    return nummern


@pytest.mark.parametrize("q", ["42/2019", "0042/2019", "42/19", "2019/0042", "Vorlage 42/2019", "„Vorlage 0042/2019“"])
def test_vorlagen_exact_number_leads_to_the_paper(client, papiere, q):
    antwort = client.get("/vorlagen/", {"q": q})
    assert (antwort.status_code, antwort["Location"]) == (302, "/vorlagen/2019/0042/")


@pytest.mark.parametrize(
    ("anfrage", "nummern"),
    [
        ("", ["0043/2019", "0042/2019", "0042/2018"]),
        ("q=42", ["0042/2019", "0042/2018"]),
        ("q=Vorlage+42", ["0042/2019", "0042/2018"]),
        ("q=2019", ["0043/2019", "0042/2019", "0042/2018"]),
        ("q=42+2018", ["0042/2018"]),
        ("q=44/2019", []),
        ("q=integrationskonzept", ["0042/2019"]),
        ("q=beschluss+konzept", ["0042/2019"]),
        ("q=beschluss+jugend", []),
        ("q=100+%25", ["0043/2019"]),
        ("q=_", []),
        ("q=%00", ["0043/2019", "0042/2019", "0042/2018"]),
        ("gremium=kreistag", ["0042/2019", "0042/2018"]),
        ("gremium=sozialausschuss&jahr=2019", ["0043/2019", "0042/2019"]),
        ("gremium=nirgends&jahr=x&status=entwurf", ["0043/2019", "0042/2019", "0042/2018"]),
        ("jahr=2018", ["0042/2018"]),
        ("status=beschlossen", ["0042/2019"]),
        ("status=in_beratung&q=jugend", ["0043/2019"]),
    ],
)
def test_vorlagen_search_and_filters(client, papiere, anfrage, nummern):
    assert treffer(client, anfrage) == nummern


def test_vorlagen_filter_can_be_removed_one_by_one(client, papiere):
    html = client.get("/vorlagen/?q=a&jahr=2019&gremium=kreistag").content.decode()
    assert re.findall(r'class="ris-filtermarke" href="([^"]*)"', html) == [
        "/vorlagen/?gremium=kreistag&amp;jahr=2019",
        "/vorlagen/?q=a&amp;jahr=2019",
        "/vorlagen/?q=a&amp;gremium=kreistag",
    ]


def test_vorlagen_come_in_pages_that_keep_the_filter(client, rat):
    for n in range(43, 68):
        a.vorlage(f"{n:04}/2019", "Weitere", stationen=[a.station(rat.kreistag)])
    html = client.get("/vorlagen/?gremium=kreistag").content.decode()
    assert html.count("ris-vorlagenzeile__nummer") == 20
    assert "?gremium=kreistag&amp;page=2" in html
    assert client.get("/vorlagen/?gremium=kreistag&page=2").content.decode().count("ris-vorlagenzeile__nummer") == 6
    assert client.get("/vorlagen/?page=99").status_code == client.get("/vorlagen/?page=x").status_code == 200


def test_vorlagen_withdrawn_paper_is_not_counted(client, papiere, rat):
    assert treffer(client, "q=konzept") == ["0042/2019"]
    entfernen(rat.vorlage.pk, Grund.VERSEHEN)
    assert treffer(client, "q=konzept") == []
    assert client.get("/vorlagen/?q=42/2019").status_code == 200
