"""Searches that a person keeps: private, renamed, deleted; what an old one says and no longer exists filters nothing."""

import pytest
from django.test import Client

from tests import factories
from vorlagen.models import GespeicherteSuche

GESPEICHERTE = "/verwaltung/suche/gespeicherte/"


@pytest.fixture
def als():
    def anmelden(benutzer):
        client = Client()
        client.force_login(benutzer)
        return client

    return anmelden


@pytest.fixture
def eigene(sachbearbeiterin):
    return GespeicherteSuche.objects.create(
        benutzer=sachbearbeiterin, name="Radwege", abfrage="q=Radweg&status=entwurf"
    )


def test_a_search_is_kept_and_found_again(als, welt, jahr_2019, sachbearbeiterin):
    factories.entwurf(welt, sachbearbeiterin, betreff="Radweg")
    client = als(sachbearbeiterin)
    seite = client.get("/verwaltung/suche/?q=Radwege&status=entwurf&page=1")
    abfrage = seite.context["speichern"].initial["abfrage"]
    antwort = client.post(f"{GESPEICHERTE}neu/", {"name": " Meine  Radwege ", "abfrage": abfrage})
    assert antwort.url == "/verwaltung/suche/?q=Radwege&status=entwurf"
    assert [s.name for s in client.get(antwort.url).context["gespeicherte"]] == ["Meine Radwege"]
    assert [str(f.objekt) for f in client.get(antwort.url).context["fundstellen"]] == ["Radweg"]
    assert "Meine Radwege" in client.get("/verwaltung/vorlagen/").content.decode()


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        ({"name": "", "abfrage": "q=a"}, "Bitte geben Sie der Suche einen Namen."),
        ({"name": "Leer", "abfrage": ""}, "Bitte suchen Sie erst etwas"),
        ({"name": "Fremdes", "abfrage": "next=//boese.example&x=1"}, "Bitte suchen Sie erst etwas"),
        ({"name": "Radwege", "abfrage": "q=a"}, "Sie haben schon eine Suche „Radwege“"),
    ],
)
def test_what_cannot_be_kept_is_said(als, sachbearbeiterin, eigene, daten, satz):
    antwort = als(sachbearbeiterin).post(f"{GESPEICHERTE}neu/", daten)
    assert antwort.status_code == 422
    assert satz in antwort.content.decode()
    assert GespeicherteSuche.objects.get() == eigene


def test_only_what_the_search_knows_is_kept(als, sachbearbeiterin):
    abfrage = "q=Rad%26weg&page=7&next=%2F%2Fboese.example&amt=4&jahr="
    als(sachbearbeiterin).post(f"{GESPEICHERTE}neu/", {"name": "A", "abfrage": abfrage})
    assert GespeicherteSuche.objects.get().abfrage == "q=Rad%26weg&amt=4"


def test_a_filter_that_is_gone_filters_nothing(als, welt, jahr_2019, sachbearbeiterin):
    factories.entwurf(welt, sachbearbeiterin, betreff="Radweg")
    antwort = als(sachbearbeiterin).get("/verwaltung/suche/?q=Radweg&amt=999999&art=gibtsnicht&bereich=x&page=abc")
    assert len(antwort.context["fundstellen"]) == 1


def test_rename_and_delete(als, sachbearbeiterin, eigene):
    client = als(sachbearbeiterin)
    assert client.get(f"{GESPEICHERTE}{eigene.pk}/umbenennen/").status_code == 200
    client.post(f"{GESPEICHERTE}{eigene.pk}/umbenennen/", {"name": "Wege"})
    assert [s.name for s in client.get(GESPEICHERTE).context["gespeicherte"]] == ["Wege"]
    assert client.get(f"{GESPEICHERTE}{eigene.pk}/loeschen/").status_code == 405
    for _ in range(2):
        assert client.post(f"{GESPEICHERTE}{eigene.pk}/loeschen/").status_code == 302
    assert not GespeicherteSuche.objects.exists()


def test_nobody_else_sees_or_changes_it(als, besetzung, eigene):
    for name, benutzer in besetzung.items():
        if name == "sachbearbeiterin":
            continue
        client = als(benutzer)
        assert not client.get(GESPEICHERTE).context["gespeicherte"], name
        assert client.post(f"{GESPEICHERTE}{eigene.pk}/umbenennen/", {"name": "x"}).status_code == 404, name
        client.post(f"{GESPEICHERTE}{eigene.pk}/loeschen/")
    eigene.refresh_from_db()
    assert eigene.name == "Radwege"


@pytest.mark.parametrize("anzahl", [1, 3])
def test_query_count(als, sachbearbeiterin, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        GespeicherteSuche.objects.create(benutzer=sachbearbeiterin, name=f"Suche {n}", abfrage="q=a")
    client = als(sachbearbeiterin)
    client.get(GESPEICHERTE)
    with django_assert_num_queries(5):
        client.get(GESPEICHERTE)
