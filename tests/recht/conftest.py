"""The browser and the page of a draft, as for the tests of the Vorlagen; a finished matter and its archive."""

from datetime import date

import pytest

from gremien.models import Regelwerk
from konten import rollen
from tests import factories
from tests.vorlagen.conftest import als, formular
from vorlagen import anlagen, beratungsfolge
from vorlagen.models import Archiv, Vorlage
from wittmund_ris import uhr

__all__ = ["als", "formular"]
# The retention period of 30 years from the end of 2019 is over.
DANACH = factories.zeit("2050-01-03")


@pytest.fixture
def archiv(welt):
    return Archiv.objects.create(name="Niedersächsisches Landesarchiv, Abteilung Aurich")


@pytest.fixture
def zweite(welt):
    """Another person of the Sitzungsdienst: four eyes."""
    return factories.konto("zweite", rollen.SITZUNGSDIENST, last_name="Zweite")


@pytest.fixture
def beschlossen(freigegeben, sitzungsdienst):
    """All three stations to the end, as the closing of their sittings does it."""
    Vorlage.objects.filter(pk=freigegeben.pk).update(status="in_beratung")
    with uhr.gestellt(factories.zeit("2019-06-27")):
        for station in freigegeben.beratungen.all():
            beratungsfolge.abschliessen(station, "einstimmig", benutzer=sitzungsdienst)
    return Vorlage.objects.get(pk=freigegeben.pk)


@pytest.fixture
def getagt(welt, sitzungsdienst):
    """The closed sitting of a body that decided a paper of its own."""

    def tagen(vorlage):
        sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [vorlage], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
        with uhr.gestellt(sitzung.beginn):
            factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
            factories.abstimmen(sitzung, vorlage, 11, 0, 0, benutzer=sitzungsdienst)
            factories.schliessen(sitzung, benutzer=sitzungsdienst)
        return sitzung, Vorlage.objects.get(pk=vorlage.pk)

    return tagen


@pytest.fixture
def im_kreisausschuss(welt, jahr_2019, sachbearbeiterin, landrat, getagt):
    folge = [{"gremium": welt.kreisausschuss, "rolle": "entscheidung", "geplant_am": date(2019, 5, 23)}]
    entwurf = factories.entwurf(welt, sachbearbeiterin, folge=folge)
    anlagen.hinzufuegen(
        entwurf, titel="Konzept", ist_oeffentlich=True, datei=factories.datei(), benutzer=sachbearbeiterin
    )
    return getagt(factories.freigeben(entwurf, sachbearbeiterin, landrat))


@pytest.fixture
def im_jahr_2050(welt):
    """The term and the Regelwerk of the day on which the period is over."""
    Regelwerk.objects.filter(von=date(2026, 11, 1)).update(bis=date(2060, 10, 31))
    with uhr.gestellt(DANACH):
        yield
