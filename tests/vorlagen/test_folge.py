"""The Beratungsfolge in the form of a draft: presets, what the rules say before saving."""

import pytest
from django.urls import reverse

from tests import factories
from vorlagen.models import Folgevorgabe

NEU = "/verwaltung/vorlagen/neu/"


@pytest.fixture
def vorgabe(welt):
    vorgabe = Folgevorgabe.objects.create(name="Üblich", arten=["beschlussvorlage"])
    folge = ((None, "vorberatung"), (welt.kreisausschuss, "vorberatung"), (welt.kreistag, "entscheidung"))
    for stelle, (gremium, rolle) in enumerate(folge, start=1):
        vorgabe.stationen.create(position=stelle, gremium=gremium, rolle=rolle)
    return vorgabe


def reihen(antwort):
    stationen = antwort.context["form"].stationen
    return [(stationen.namen.get(str(f["gremium"].value())), f["rolle"].value()) for f in stationen]


def test_a_preset_fills_the_stations_and_keeps_what_was_typed(als, vorgabe, formular, sachbearbeiterin, welt):
    zeilen = [(welt.sozialausschuss.pk, "anhoerung", "2019-05-13")]
    daten = formular(zeilen, betreff="Halb getippt", folge="vorgabe", vorgabe=vorgabe.pk)
    antwort = als(sachbearbeiterin).post(NEU, daten)
    assert reihen(antwort) == [
        ("Sozialausschuss", "vorberatung"),
        ("Kreisausschuss", "vorberatung"),
        ("Kreistag", "entscheidung"),
    ]
    assert antwort.context["form"].stationen.forms[0]["geplant_am"].value() == "2019-05-13"
    seite = antwort.content.decode()
    assert "Halb getippt" in seite and "„Üblich“ ist übernommen" in seite


@pytest.mark.parametrize("nummer", ["0", "", "abc", "99999"])
def test_an_unknown_preset_changes_nothing(als, vorgabe, formular, sachbearbeiterin, welt, nummer):
    zeilen = [(welt.sozialausschuss.pk, "anhoerung", "")]
    antwort = als(sachbearbeiterin).post(NEU, formular(zeilen, folge="vorgabe", vorgabe=nummer))
    assert reihen(antwort) == [("Sozialausschuss", "anhoerung")]


def test_presets_that_fit_kind_and_sachgebiet_come_first(als, vorgabe, sachbearbeiterin):
    Folgevorgabe.objects.create(name="Abgelegt", ist_aktiv=False)
    Folgevorgabe.objects.create(name="Gebühren", sachgebiet="abgaben")
    Folgevorgabe.objects.create(name="Mitteilung", arten=["mitteilungsvorlage"])
    gruppen = als(sachbearbeiterin).get(NEU).context["form"].stationen.vorgaben
    assert [[v.name for v in vorgaben] for _, vorgaben in gruppen] == [["Üblich"], ["Gebühren", "Mitteilung"]]


def test_a_new_form_says_nothing_before_somebody_plans(als, welt, sachbearbeiterin):
    assert 'id="folge-befunde"' not in als(sachbearbeiterin).get(NEU).content.decode()


def test_after_a_button_the_form_says_what_the_rules_find_in_unsaved_rows(als, formular, sachbearbeiterin, welt):
    zeilen = [(welt.sozialausschuss.pk, "vorberatung", ""), (welt.kreisausschuss.pk, "entscheidung", "")]
    antwort = als(sachbearbeiterin).post(NEU, formular(zeilen, sachgebiet="satzung", folge="runter:0"))
    seite = " ".join(antwort.content.decode().split())
    assert "Die entscheidende Station muss die letzte der Beratungsfolge sein." in seite
    assert "(§ 58 Abs. 1 NKomVG)" in seite
    assert "„Sozialausschuss“ ist jetzt Station 2 von 2." in seite


def test_a_saved_draft_shows_what_is_found_and_is_not_changed_by_asking(als, formular, sachbearbeiterin, welt):
    folge = [{"gremium": welt.kreistag, "rolle": "entscheidung", "geplant_am": None}]
    vorlage = factories.entwurf(welt, sachbearbeiterin, folge)
    adresse = f"/verwaltung/vorlagen/{vorlage.pk}/bearbeiten/"
    assert "§ 76 Abs. 1 S. 1 NKomVG" in als(sachbearbeiterin).get(adresse).content.decode()
    daten = formular([(welt.kreistag.pk, "entscheidung", "")], version=1, folge="neu")
    antwort = als(sachbearbeiterin).post(adresse, daten | {"betreff": "Getippt"})
    assert antwort.context["vorlage"].betreff != "Getippt"


def test_sitzungsdienst_keeps_presets_with_one_deciding_station(als, welt, sitzungsdienst):
    felder = {
        "name": "Nur Kreisausschuss",
        "arten": ["beschlussvorlage"],
        "ist_aktiv": "on",
        "stationen-TOTAL_FORMS": "2",
        "stationen-INITIAL_FORMS": "0",
    }
    zwei = {}
    for n in range(2):
        zwei |= {f"stationen-{n}-position": n + 1, f"stationen-{n}-rolle": "entscheidung"}
        zwei[f"stationen-{n}-gremium"] = welt.kreistag.pk
    weg, browser = reverse("admin:vorlagen_folgevorgabe_add"), als(sitzungsdienst)
    antwort = browser.post(weg, felder | zwei)
    assert "Nur eine Station kann entscheiden." in antwort.content.decode()
    assert browser.post(weg, felder | zwei | {"stationen-0-rolle": "vorberatung"}).status_code == 302
    assert [s.rolle for s in Folgevorgabe.objects.get().stationen.all()] == ["vorberatung", "entscheidung"]


def test_number_of_queries_of_the_form_does_not_grow(als, vorgabe, welt, sachbearbeiterin, django_assert_num_queries):
    zeilen = [{"gremium": welt.kreistag, "rolle": "kenntnisnahme", "geplant_am": None}]
    browser = als(sachbearbeiterin)
    eine = factories.entwurf(welt, sachbearbeiterin, zeilen)
    drei = factories.entwurf(welt, sachbearbeiterin, factories.stationen(welt))
    browser.get(NEU)
    for vorlage in (eine, drei):
        with django_assert_num_queries(16):
            browser.get(f"/verwaltung/vorlagen/{vorlage.pk}/bearbeiten/")
        Folgevorgabe.objects.create(name=f"Nach {vorlage.pk}")
