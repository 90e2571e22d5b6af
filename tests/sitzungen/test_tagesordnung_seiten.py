"""The pages of the agenda: an item, its acts, the versions inside and outside, the Nachtrag, the start of the sitting."""

import pytest
from django.urls import reverse

from sitzungen import nachtrag, tagesordnung
from tests import factories
from wittmund_ris import uhr

TAG = "2019-05-13"


def adresse(name, *args):
    return reverse(f"sitzungen:{name}", args=args)


@pytest.fixture
def geplant(welt, freigegeben, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [freigegeben], benutzer=sitzungsdienst)
    tagesordnung.hinzufuegen(
        sitzung, teil="n", titel="Grundstück GEHEIMWORT", oeffentlicher_titel="Grundstück", benutzer=sitzungsdienst
    )
    return sitzung


@pytest.fixture
def eingeladen(geplant, sitzungsdienst):
    return factories.einladen(geplant, benutzer=sitzungsdienst)


def test_an_item_is_read_by_whom_the_rules_say(client, eingeladen, besetzung):
    offen, geheim = eingeladen.tops.get(beratung__isnull=False), eingeladen.tops.get(teil="n")
    for wer, oeffentlich, nicht in (
        ("sitzungsdienst", 200, 200),
        ("landrat", 200, 200),
        ("sachbearbeiterin", 200, 404),
        ("gast", 404, 404),
        ("superuser", 404, 404),
    ):
        client.force_login(besetzung[wer])
        codes = [client.get(adresse("top", eingeladen.pk, t.pk)).status_code for t in (offen, geheim)]
        assert codes == [oeffentlich, nicht], wer


def test_the_acts_on_an_item_are_refused_to_a_reader_and_work_for_the_office(client, eingeladen, besetzung):
    top = eingeladen.tops.get(beratung__isnull=False)
    weg, daten = adresse("top", eingeladen.pk, top.pk), {"schritt": "absetzen", "absetzen-grund": "Fehlt noch"}
    client.force_login(besetzung["landrat"])
    assert client.post(weg, daten).status_code == 403
    client.force_login(besetzung["sitzungsdienst"])
    leer = client.post(weg, daten | {"absetzen-grund": ""})
    assert (leer.status_code, "Bitte begründen" in leer.content.decode()) == (422, True)
    assert client.post(weg, daten).status_code == 302
    assert "abgesetzt:" in client.get(adresse("detail", eingeladen.pk)).content.decode()
    assert "abgesetzt:" in client.get(eingeladen.pfad).content.decode()


def test_a_planned_item_is_renamed_dragged_and_set_in(client, geplant, sitzungsdienst):
    client.force_login(sitzungsdienst)
    weg = adresse("tagesordnung", geplant.pk)
    stand = client.get(weg).context["stand"]
    erster, zweiter, papier = geplant.tops.filter(teil="oe")
    client.post(weg, {"schritt": f"einordnen:{papier.pk}:oe::{erster.pk}", "stand": stand})
    assert list(geplant.tops.filter(teil="oe")) == [papier, erster, zweiter]
    spaeter = client.post(weg, {"schritt": f"runter:{papier.pk}", "stand": stand}, follow=True)
    assert "inzwischen geändert" in spaeter.content.decode()
    client.post(weg, {"schritt": f"ein:{zweiter.pk}"})
    zweiter.refresh_from_db()
    assert zweiter.oberpunkt == erster
    client.post(weg, {"schritt": f"aus:{zweiter.pk}"})
    client.post(weg, {"schritt": f"teil:{zweiter.pk}"})
    zweiter.refresh_from_db()
    assert (zweiter.oberpunkt, zweiter.teil) == (None, "n")
    assert "Es fehlt noch: öffentlicher Titel" in client.get(weg).content.decode()
    client.post(
        adresse("top", geplant.pk, zweiter.pk),
        {"schritt": "bearbeiten", "bearbeiten-titel": "Neu", "bearbeiten-oeffentlicher_titel": "Öffentlich"},
    )
    zweiter.refresh_from_db()
    assert (zweiter.titel, zweiter.oeffentlicher_titel) == ("Neu", "Öffentlich")


def test_versions_are_compared_inside_and_outside(client, eingeladen, besetzung):
    top = eingeladen.tops.get(beratung__isnull=False)
    client.force_login(besetzung["sitzungsdienst"])
    seite = client.get(adresse("nachtrag", eingeladen.pk))
    assert seite.status_code == 200
    daten = {"titel": "Nachgemeldet", "teil": "oe", "nach": top.pk, "datenschutz_bestaetigt": "on", "beratung": ""}
    assert client.post(adresse("nachtrag", eingeladen.pk), daten).status_code == 302
    assert eingeladen.tops.get(titel="Nachgemeldet").nummer == "4"
    innen = client.get(adresse("fassung", eingeladen.pk, 2), {"gegen": "1"}).content.decode()
    assert "neu aufgenommen" in innen and "GEHEIMWORT" in innen
    client.force_login(besetzung["sachbearbeiterin"])
    amt = client.get(adresse("fassung", eingeladen.pk, 2), {"gegen": "1"}).content.decode()
    assert "neu aufgenommen" in amt and "GEHEIMWORT" not in amt
    client.logout()
    aussen = client.get(f"{eingeladen.pfad}tagesordnung/2/")
    assert aussen.status_code == 200
    assert "neu aufgenommen" in aussen.content.decode() and "GEHEIMWORT" not in aussen.content.decode()
    assert client.get(f"{eingeladen.pfad}tagesordnung/9/").status_code == 404


def test_a_sitting_that_is_not_public_has_no_version_outside(client, welt, jahr_2019, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    assert client.get(f"{sitzung.pfad}tagesordnung/1/").status_code == 404


def test_the_agenda_is_resolved_in_the_open_sitting(client, eingeladen, sitzungsdienst):
    client.force_login(sitzungsdienst)
    with uhr.gestellt(eingeladen.beginn):
        factories.eroeffnen(eingeladen, benutzer=sitzungsdienst)
        daten = {"titel": "Deich", "teil": "oe", "grund": "Eilt", "ja": 7, "nein": 4, "enthaltung": 0}
        antwort = client.post(
            adresse("dringlich", eingeladen.pk), daten | {"datenschutz_bestaetigt": "on"}, follow=True
        )
        assert "nötige Mehrheit nicht erreicht" in antwort.content.decode()
        client.post(adresse("feststellen", eingeladen.pk), {"ja": "", "nein": "", "enthaltung": ""})
        assert eingeladen.fassungen.filter(art="beschlossen").count() == 1
        top = eingeladen.tops.get(beratung__isnull=False)
        assert client.get(adresse("top", eingeladen.pk, top.pk)).status_code == 200


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_page_of_an_item_takes_a_fixed_number_of_queries(
    client, eingeladen, sitzungsdienst, anzahl, django_assert_num_queries
):
    neue = [nachtrag.NeuerPunkt(titel=f"Punkt {n}") for n in range(anzahl)]
    nachtrag.nachtrag_versenden(eingeladen, neue, datenschutz_bestaetigt=True, benutzer=sitzungsdienst)
    client.force_login(sitzungsdienst)
    top = eingeladen.tops.get(beratung__isnull=False)
    with django_assert_num_queries(23):
        client.get(adresse("top", eingeladen.pk, top.pk))
