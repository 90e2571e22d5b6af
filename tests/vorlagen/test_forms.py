"""Amounts in the German form, the rows of the Beratungsfolge, the filters of the list."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tests import factories
from vorlagen import suche
from vorlagen.forms import AnlageForm, UebergangForm, VorlagenFilter, uebernehmen
from vorlagen.forms.betrag import Betragsfeld
from vorlagen.forms.stationen import MAX_STATIONEN, Stationen
from vorlagen.forms.umstellen import meldung, umgestellt, vorgegeben
from vorlagen.models import Vorlage
from vorlagen.workflow import UEBERGAENGE

betrag = Betragsfeld(max_digits=14, decimal_places=2, required=False)


@pytest.mark.parametrize(
    ("eingabe", "wert"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1.234", "1234.00"),
        ("1234", "1234.00"),
        ("0,5", "0.50"),
        ("12.000 €", "12000.00"),
        (" 12 000 EUR ", "12000.00"),
        ("100,–", "100.00"),
        ("999.999.999.999,99", "999999999999.99"),
    ],
)
def test_betrag_is_read_in_german(eingabe, wert):
    assert str(betrag.clean(eingabe)) == wert


@pytest.mark.parametrize(
    "eingabe",
    ["zwölf", "1.23", "1234.56", "1.2345,00", "1,234.56", "-5", "1,234", "1e5", "NaN", "1.000.000.000.000,00"],
)
def test_betrag_that_could_be_misread_is_refused(eingabe):
    with pytest.raises(ValidationError) as fehler:
        betrag.clean(eingabe)
    assert len(fehler.value.messages) == 1
    assert fehler.value.messages[0].startswith(
        ("Bitte geben Sie den Betrag in Ziffern an", "Dieser Betrag ist zu groß")
    )


@pytest.mark.parametrize("leer", ["", "  ", None])
def test_no_betrag_is_none(leer):
    assert betrag.clean(leer) is None


@pytest.mark.parametrize("wert", ["0.00", "1234.50", "999999999999.99"])
def test_betrag_survives_the_page(wert):
    assert betrag.clean(betrag.prepare_value(Decimal(wert))) == Decimal(wert)


def test_betrag_keeps_what_was_typed():
    assert betrag.prepare_value("zwölf") == "zwölf"


A, B, C = {"gremium": "1"}, {"gremium": "2"}, {"gremium": "3"}


@pytest.mark.parametrize(
    ("knopf", "zeilen", "fokus"),
    [
        ("neu", [A, B, C, {}], "neu:3"),
        ("hoch:2", [A, C, B], "hoch:1"),
        ("hoch:0", [A, B, C], "hoch:0"),
        ("runter:0", [B, A, C], "runter:1"),
        ("runter:2", [A, B, C], "runter:2"),
        ("weg:2", [A, B], "weg:1"),
        ("weg:3", [A, B, C], ""),
        ("weg:-1", [A, B, C], ""),
        ("weg:²", [A, B, C], ""),
        ("ziehen:2:0:3", [C, A, B], "hoch:0"),
        ("ziehen:0:3:3", [A, B, C], ""),
        ("ziehen:2:0:4", [A, B, C], ""),
        ("ziehen:0", [A, B, C], ""),
        ("quer:1", [A, B, C], ""),
        ("", [A, B, C], ""),
    ],
)
def test_umgestellt(knopf, zeilen, fokus):
    danach = umgestellt([A, B, C], knopf)
    assert (danach.zeilen, danach.fokus) == (zeilen, fokus)


def test_the_last_station_gone_leaves_the_focus_on_the_button_that_adds():
    danach = umgestellt([A], "weg:0")
    assert (danach.zeilen, danach.fokus) == ([], "neu")


def test_there_is_an_end_to_adding():
    assert len(umgestellt([A] * MAX_STATIONEN, "neu").zeilen) == MAX_STATIONEN


NAMEN = {"1": "Sozialausschuss", "2": "Kreisausschuss", "3": "Kreistag", "4": "Schulausschuss"}


@pytest.mark.parametrize(
    ("knopf", "text"),
    [
        ("hoch:2", "„Kreistag“ ist jetzt Station 2 von 3."),
        ("ziehen:0:2:3", "„Sozialausschuss“ ist jetzt Station 3 von 3."),
        ("weg:0", "„Sozialausschuss“ ist entfernt; 2 Stationen bleiben."),
        ("neu", "Station 4 ist hinzugefügt."),
        ("unsinn", ""),
    ],
)
def test_every_button_says_what_it_did(knopf, text):
    assert meldung(umgestellt([A, B, C], knopf), NAMEN) == text


def test_a_preset_keeps_the_sittings_and_the_fachausschuss_that_were_chosen():
    vorgabe = [
        {"gremium": None, "rolle": "vorberatung"},
        {"gremium": 2, "rolle": "vorberatung"},
        {"gremium": 3, "rolle": "entscheidung"},
    ]
    getippt = [
        {"gremium": "3", "rolle": "kenntnisnahme", "geplant_am": "27.06."},
        {"gremium": "1", "rolle": "anhoerung", "sitzung": "1:2019-05-13"},
        {"gremium": "4", "rolle": "vorberatung"},
        {"gremium": ""},
    ]
    danach = vorgegeben(getippt, vorgabe, {"1", "4"})
    assert danach.zeilen == [
        {"gremium": "1", "rolle": "vorberatung", "sitzung": "1:2019-05-13"},
        {"gremium": 2, "rolle": "vorberatung"},
        {"gremium": "3", "rolle": "entscheidung", "geplant_am": "27.06."},
    ]
    assert "Nicht mehr dabei: „Schulausschuss“." in meldung(danach, NAMEN, "Üblich")


def stationen(*zeilen):
    daten = {"stationen-TOTAL_FORMS": str(len(zeilen)), "stationen-INITIAL_FORMS": "0"}
    for n, (gremium, rolle, tag) in enumerate(zeilen):
        daten |= {f"stationen-{n}-gremium": gremium, f"stationen-{n}-rolle": rolle, f"stationen-{n}-geplant_am": tag}
    return Stationen(daten)


def test_an_untouched_row_is_passed_over(welt):
    formset = stationen(("", "vorberatung", ""), (welt.kreistag.pk, "entscheidung", "27.06.2019"))
    assert formset.is_valid()
    assert [(s["gremium"], str(s["geplant_am"])) for s in formset.liste()] == [(welt.kreistag, "2019-06-27")]


@pytest.mark.parametrize(
    ("zeile", "feld"),
    [
        (("", "vorberatung", "2019-05-13"), "gremium"),
        (("", "entscheidung", ""), "gremium"),
        (("999", "vorberatung", ""), "gremium"),
    ],
)
def test_a_row_without_body_is_not_dropped(welt, zeile, feld):
    formset = stationen(zeile)
    assert not formset.is_valid()
    assert list(formset.forms[0].errors) == [feld]


def test_a_fraktion_is_no_station(welt):
    assert not stationen((welt.fraktion.pk, "vorberatung", "")).is_valid()


def test_a_wrong_date_says_how_to_write_it(welt):
    formset = stationen((welt.kreistag.pk, "entscheidung", "31.2.2019"))
    assert formset.forms[0].errors["geplant_am"] == [
        "Bitte geben Sie den Termin als Tag.Monat.Jahr an, zum Beispiel 13.05.2019."
    ]


def test_missing_management_form_says_what_to_do(welt):
    formset = Stationen({})
    assert not formset.is_valid()
    assert formset.non_form_errors() == [
        "Die Beratungsfolge ist unvollständig angekommen. Bitte senden Sie das Formular noch einmal."
    ]


@pytest.fixture
def bestand(freigegeben, welt, sachbearbeiterin):
    """0001/2019 and a draft for the Kreistag alone."""
    andere = factories.entwurf(
        welt, sachbearbeiterin, factories.stationen(welt)[2:], betreff="Radwege im Harlingerland"
    )
    return {"frei": freigegeben.pk, "entwurf": andere.pk}


@pytest.mark.parametrize(
    ("abfrage", "erwartet"),
    [
        ("q=1/2019", ["frei"]),
        ("q=0001/2019", ["frei"]),
        ("q=%200001%20/%2019%20", ["frei"]),
        ("q=1", ["frei"]),
        ("q=2/2019", []),
        ("q=1/2018", []),
        ("q=radwege", ["entwurf"]),
        ("q=harling+RADWEGE", ["entwurf"]),
        ("q=radwege+autobahn", []),
        ("q=32.5.1", ["entwurf", "frei"]),
        ("q=%25", []),
        ("status=freigegeben", ["frei"]),
        ("status=gibtsnicht", ["entwurf", "frei"]),
        ("jahr=2019", ["entwurf", "frei"]),
        ("jahr=2018", ["entwurf", "frei"]),
        ("", ["entwurf", "frei"]),
    ],
)
def test_filter(bestand, abfrage, erwartet, sachbearbeiterin):
    suche.nachfuehren()
    treffer = VorlagenFilter(QueryDict(abfrage), vorlagen=Vorlage.objects.all(), benutzer=sachbearbeiterin).treffer()
    assert [v.pk for v in treffer] == [bestand[name] for name in erwartet]


def test_filter_by_amt_and_gremium(bestand, welt, sachbearbeiterin):
    def treffer(**werte):
        alle = Vorlage.objects.all()
        return [v.pk for v in VorlagenFilter(werte, vorlagen=alle, benutzer=sachbearbeiterin).treffer()]

    assert treffer(gremium=welt.kreisausschuss.pk) == [bestand["frei"]]
    assert treffer(gremium=welt.kreistag.pk, amt=welt.amt.pk) == [bestand["entwurf"], bestand["frei"]]
    assert treffer(amt=welt.anderes_amt.pk) == []


def test_reason_is_asked_for_where_the_table_says(entwurf, landrat):
    for schritt in UEBERGAENGE:
        form = UebergangForm({}, vorlage=entwurf, schritt=schritt, benutzer=landrat)
        assert ("bemerkung" in form.errors) is schritt.bemerkung_pflicht
        assert ("gezeichnet_von" in form.fields) is (schritt.name in ("freigeben", "uebernehmen"))


def test_a_fault_of_a_field_that_is_not_shown_goes_to_the_head(entwurf, sachbearbeiterin):
    form = AnlageForm({"titel": "x", "nachreichen": "on"}, vorlage=entwurf, benutzer=sachbearbeiterin)
    assert form.is_valid()
    uebernehmen(form, ValidationError({"titel": "Zu kurz.", "unbekannt": "Fehlt."}))
    assert (form.errors["titel"], form.non_field_errors()) == (["Zu kurz."], ["Fehlt."])
