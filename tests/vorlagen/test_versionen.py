"""Versions compared and taken up again; the preview of what is typed."""

import pytest

from tests.vorlagen.test_bearbeiten import text, url
from vorlagen.models import Vorlage


@pytest.fixture
def geaendert(als, entwurf, sachbearbeiterin, formular):
    als(sachbearbeiterin).post(url("bearbeiten", entwurf.pk), formular(version=1, sachverhalt="Ganz anders"))
    entwurf.refresh_from_db()
    return entwurf


def test_every_save_is_listed_with_who_when_and_why(als, geaendert, sachbearbeiterin):
    seite = text(als(sachbearbeiterin).get(url("versionen", geaendert.pk)))
    assert ("Entwurf angelegt" in seite, "Entwurf bearbeitet" in seite, "Behrends" in seite) == (True, True, True)
    assert als(sachbearbeiterin).get(url("versionen", geaendert.pk) + "?alt=2&neu=1").headers["Location"] == url(
        "versionen_vergleich", geaendert.pk, 1, 2
    )


def test_any_two_versions_can_be_compared(als, geaendert, sachbearbeiterin):
    antwort = als(sachbearbeiterin).get(url("versionen_vergleich", geaendert.pk, 1, 2))
    felder = [a.feld for a in antwort.context["abschnitte"]]
    assert felder[:2] == ["betreff", "sachverhalt"]
    assert "<ins>" in text(antwort)
    assert als(sachbearbeiterin).get(url("versionen_vergleich", geaendert.pk, 1, 9)).status_code == 404


@pytest.mark.parametrize(
    ("wer", "status"), [("amtsleiter", 200), ("fremde", 404), ("landrat", 404), ("superuser", 404)]
)
def test_versions_are_for_those_who_see_inside(als, geaendert, besetzung, wer, status):
    assert als(besetzung[wer]).get(url("versionen", geaendert.pk)).status_code == status
    assert als(besetzung[wer]).get(url("versionen_vergleich", geaendert.pk, 1, 2)).status_code == status


def test_a_published_paper_shows_its_versions_to_nobody_outside_its_circle(als, freigegeben, gast):
    Vorlage.objects.filter(pk=freigegeben.pk).update(veroeffentlicht_am=freigegeben.freigegeben_am)
    assert als(gast).get(url("detail", freigegeben.pk)).status_code == 200
    assert als(gast).get(url("versionen", freigegeben.pk)).status_code == 403


def test_an_old_version_comes_back_as_a_new_save(als, geaendert, sachbearbeiterin):
    browser = als(sachbearbeiterin)
    assert "Ganz" in text(browser.get(url("version_zurueck", geaendert.pk, 1)))
    assert browser.post(url("version_zurueck", geaendert.pk, 1), {"version": 1}).status_code == 422
    assert browser.post(url("version_zurueck", geaendert.pk, 1), {"version": geaendert.version}).status_code == 302
    erste, dritte = geaendert.versionen.get(nummer=1), geaendert.versionen.get(nummer=3)
    assert (dritte.inhalt, dritte.anlass) == (erste.inhalt, "bearbeitet")


def test_a_released_paper_takes_no_old_version(als, freigegeben, sachbearbeiterin):
    antwort = als(sachbearbeiterin).post(url("version_zurueck", freigegeben.pk, 1), {"version": freigegeben.version})
    assert antwort.status_code == 422


@pytest.mark.parametrize("anzahl", [1, 3])
def test_versions_query_count(als, entwurf, sachbearbeiterin, formular, anzahl, django_assert_num_queries):
    browser = als(sachbearbeiterin)
    for n in range(anzahl):
        browser.post(url("bearbeiten", entwurf.pk), formular(version=n + 1, sachverhalt=f"Text {n}"))
    with django_assert_num_queries(8):
        browser.get(url("versionen", entwurf.pk))


def test_the_preview_shows_what_is_typed_and_saves_nothing(
    als, entwurf, sachbearbeiterin, besetzung, formular, settings, tmp_path
):
    settings.CACHES = settings.CACHES | {"vorschau": settings.CACHES["vorschau"] | {"LOCATION": tmp_path / "vorschau"}}
    browser = als(sachbearbeiterin)
    daten = formular(sachverhalt="Gerade getippt", gesamtkosten="kein Betrag")
    antwort = browser.post(url("vorschau", entwurf.pk), daten, headers={"X-Vorschau": "nebenan"})
    assert antwort.status_code == 200
    assert antwort.headers["Cache-Control"] == "private, no-store"
    assert "Gerade getippt" in text(antwort)
    entwurf.refresh_from_db()
    assert "Gerade" not in entwurf.sachverhalt
    bild = url("vorschau_bild", antwort.context["vorschau"].schluessel, 1)
    assert browser.get(bild).content[8:12] == b"WEBP"
    assert browser.get(url("vorschau_bild", antwort.context["vorschau"].schluessel, 9)).status_code == 404
    assert als(besetzung["amtsleiter"]).get(bild).status_code == 404
    neu = als(sachbearbeiterin).post(url("vorschau_neu"), daten)
    assert "Gerade getippt" in text(neu)
    assert als(sachbearbeiterin).get(url("vorschau", entwurf.pk)).status_code == 200
    assert als(besetzung["fremde"]).post(url("vorschau", entwurf.pk), daten).status_code == 404
