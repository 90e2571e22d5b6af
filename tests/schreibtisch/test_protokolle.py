"""The desk says of each Protokoll what it waits for, and whose signature is missing."""

from datetime import date

import pytest

from schreibtisch import protokolle
from sitzungen import protokoll, protokollbloecke
from tests import factories
from wittmund_ris import uhr

pytestmark = pytest.mark.django_db
HEUTE = date(2019, 6, 3)


def stand(benutzer, heute=HEUTE):
    return [(z.titel, z.zusatz) for z in protokolle.ausstehende(benutzer, heute).zeilen]


@pytest.fixture
def geschlossen(welt, sitzungsdienst, jahr_2019):
    def tagen(tag):
        sitzung = factories.sitzung_mit(welt.sozialausschuss, tag, [], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
        with uhr.gestellt(factories.zeit(tag, "17:00")):
            factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
            for top in sitzung.tops.filter(ergebnis="").exclude(nummer=""):
                factories.ergebnisse.festhalten(top, "kenntnisnahme", benutzer=sitzungsdienst)
            factories.schliessen(sitzung, benutzer=sitzungsdienst)
        return sitzung

    return tagen


def test_each_protokoll_says_what_it_waits_for(geschlossen, sitzungsdienst, landrat, ratsfrau):
    sitzung = geschlossen("2019-05-13")
    name = str(sitzung)
    assert stand(sitzungsdienst) == [(name, "Noch nicht begonnen.")]
    with uhr.gestellt(factories.zeit("2019-05-14", "09:00")):
        p = protokollbloecke.beginnen(sitzung, benutzer=sitzungsdienst)
        assert stand(sitzungsdienst) == [(name, "Texte schreiben und fertigstellen.")]
        assert not protokolle.zu_unterzeichnen(landrat, HEUTE).zeilen
        protokoll.fertigstellen(p, benutzer=sitzungsdienst)
        (zeile,) = stand(sitzungsdienst)
        assert zeile[1].startswith("Unterschrift fehlt: ")
        assert [z.titel for z in protokolle.zu_unterzeichnen(landrat, HEUTE).zeilen] == [name]
        # A member who did not preside signs nothing.
        assert not protokolle.zu_unterzeichnen(ratsfrau, HEUTE).zeilen
        p.refresh_from_db()
        protokoll.unterzeichnen(p, "hvb", benutzer=landrat)
    assert not protokolle.zu_unterzeichnen(landrat, HEUTE).zeilen
    assert "Hauptverwaltungsbeamter" not in stand(sitzungsdienst)[0][1]


def test_sittings_of_years_ago_are_no_task(geschlossen, sitzungsdienst):
    geschlossen("2019-05-13")
    assert stand(sitzungsdienst, date(2020, 6, 1)) == []


@pytest.mark.parametrize("tage", [["13"], ["13", "14", "15"]])
def test_the_number_of_queries_does_not_grow(geschlossen, sitzungsdienst, tage, django_assert_num_queries):
    for tag in tage:
        sitzung = geschlossen(f"2019-05-{tag}")
        with uhr.gestellt(factories.zeit("2019-05-20", "09:00")):
            p = protokollbloecke.beginnen(sitzung, benutzer=sitzungsdienst)
            protokoll.fertigstellen(p, benutzer=sitzungsdienst)
    with django_assert_num_queries(4):
        assert len(stand(sitzungsdienst)) == len(tage)
