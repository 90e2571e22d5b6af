"""The list as CSV, and the filters and the search of the admin: the same ones, limited by what may be seen."""

import csv
from io import StringIO

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from vorlagen.ausgabe import zelle
from vorlagen.filter import MERKMALE
from vorlagen.models import Vorlage

LISTE, ADMIN = "/verwaltung/vorlagen/", "/admin/vorlagen/vorlage/"


def als(benutzer):
    client = Client()
    client.force_login(benutzer)
    return client


def zeilen(antwort) -> list[dict]:
    inhalt = b"".join(antwort).decode("utf-8")
    assert inhalt.startswith("\ufeff")
    return list(csv.DictReader(StringIO(inhalt[1:]), delimiter=";"))


@pytest.fixture
def bestand(freigegeben, welt, sachbearbeiterin):
    factories.entwurf(welt, sachbearbeiterin, betreff='=HYPERLINK("http://x";"Radweg")', aktenzeichen="+1")
    return freigegeben


def test_csv_of_the_filtered_list(bestand, sachbearbeiterin):
    antwort = als(sachbearbeiterin).get(f"{LISTE}vorlagen.csv?status=freigegeben")
    assert antwort.streaming
    assert antwort["Content-Type"] == "text/csv; charset=utf-8"
    assert antwort["Cache-Control"] == "private, no-store"
    (zeile,) = zeilen(antwort)
    assert zeile == {
        "Nummer": "0001/2019",
        "Art": "Beschlussvorlage",
        "Betreff": bestand.betreff,
        "Status": "Freigegeben",
        "Amt": "32 Ordnungsamt",
        "Aktenzeichen": "32.5.1.",
        "Behandlung": "öffentlich",
        "Beratungsfolge": "Sozialausschuss, Kreisausschuss, Kreistag",
        "Angelegt am": "26.04.2019",
        "Freigegeben am": "26.04.2019",
        "Öffentlich seit": "",
    }


def test_csv_holds_no_formula(bestand, sachbearbeiterin):
    (zeile,) = zeilen(als(sachbearbeiterin).get(f"{LISTE}vorlagen.csv?q=Radweg"))
    assert zeile["Betreff"] == '\'=HYPERLINK("http://x";"Radweg")'
    assert zeile["Aktenzeichen"] == "'+1"


@given(st.text(max_size=30))
def test_no_cell_begins_like_a_formula(text):
    assert not zelle(text).lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert zelle(text).removeprefix("'") == text.removeprefix("'")


def test_csv_is_limited_to_what_is_visible(bestand, besetzung):
    for name, benutzer in besetzung.items():
        sichtbar = {v.titel for v in Vorlage.objects.sichtbar_fuer(benutzer)}
        betreffe = {z["Betreff"].removeprefix("'") for z in zeilen(als(benutzer).get(f"{LISTE}vorlagen.csv"))}
        assert betreffe == sichtbar, name


@pytest.mark.parametrize("anzahl", [1, 3])
def test_csv_query_count(anzahl, welt, jahr_2019, sachbearbeiterin, django_assert_num_queries):
    for n in range(anzahl):
        factories.entwurf(welt, sachbearbeiterin, betreff=f"Radweg {n}")
    client = als(sachbearbeiterin)
    client.get(LISTE)
    with django_assert_num_queries(10):
        assert len(zeilen(client.get(f"{LISTE}vorlagen.csv"))) == anzahl


# --- The admin ---
def treffer_im_admin(benutzer, **werte) -> list[str]:
    antwort = als(benutzer).get(ADMIN, werte)
    assert antwort.status_code == 200
    return sorted(v.betreff for v in antwort.context["cl"].result_list)


def test_admin_has_the_same_filters(bestand, welt, sachbearbeiterin):
    namen = {m.name for m in MERKMALE}
    antwort = als(sachbearbeiterin).get(ADMIN)
    gezeigt = {f.parameter_name for f in antwort.context["cl"].filter_specs}
    assert gezeigt <= namen
    for werte in (
        {"status": "freigegeben"}, {"status": "entwurf"}, {"amt": welt.amt.pk}, {"gremium": welt.kreisausschuss.pk},
        {"jahr": 2019}, {"art": "antrag"}, {"behandlung": "nichtoeffentlich"}, {"meine": "ja"}, {"status": "gibtsnicht"},
        {"q": "1/2019"}, {"q": "radwege"}, {"q": "konzept"}, {"q": "%"}, {"q": "radweg", "status": "freigegeben"},
    ):  # fmt: skip
        in_der_liste = sorted(v.betreff for v in als(sachbearbeiterin).get(LISTE, werte).context["vorlagen"])
        assert treffer_im_admin(sachbearbeiterin, **werte) == in_der_liste, werte


def test_admin_gives_the_selection_as_csv(bestand, sachbearbeiterin, besetzung):
    daten = {"action": "als_csv", "_selected_action": [v.pk for v in Vorlage.objects.all()]}
    assert len(zeilen(als(sachbearbeiterin).post(ADMIN, daten))) == 2
    # Chosen by hand, the keys of others' papers give nothing away.
    antwort = als(besetzung["fremde"]).post(ADMIN, daten)
    assert bestand.betreff not in antwort.getvalue().decode()
