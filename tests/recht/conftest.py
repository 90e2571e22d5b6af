"""The browser and the page of a draft, as for the tests of the Vorlagen; a finished matter and its archive."""

from datetime import date

import pytest

from gremien.models import Regelwerk
from konten import rollen
from sitzungen import dokumente, planung, tagesordnung, workflow
from sitzungen.choices import Teil
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
    Regelwerk.objects.filter(von=date(2026, 11, 1)).update(
        bis=date(2060, 10, 31), weitergeltung_beschluss="Beschluss des Kreistages"
    )
    with uhr.gestellt(DANACH):
        yield


@pytest.fixture
def ohne_druck(monkeypatch):
    """Rendering is not what these rules are about."""
    for name in ("einladung_versiegeln", "ergebnis_versiegeln"):
        monkeypatch.setattr(dokumente, name, lambda sitzung, benutzer: None)


@pytest.fixture
def kreistag(welt, jahr_2019, sitzungsdienst, ohne_druck):
    """`kreistag(anwesend)`: the Kreistag of 43 opened with so many, on 27 June 2019, one public and one non-public item on
    its agenda; the clock stands at its beginning. `kreistag.noch_einmal(sitzung, anwesend)` opens one that was refused.
    """
    uhren = []

    def oeffnen(anwesend=43, gremium=welt.kreistag, **weiteres):
        sitzung = planung.planen(gremium, factories.zeit("2019-06-27"), benutzer=sitzungsdienst)
        teile = (Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH) if sitzung.ist_oeffentlich else (Teil.NICHTOEFFENTLICH,)
        for teil in teile:
            tagesordnung.hinzufuegen(
                sitzung,
                teil=teil,
                titel="Ankauf eines Grundstücks",
                oeffentlicher_titel="" if teil == Teil.OEFFENTLICH else "Grundstücksangelegenheit",
                nichtoeffentlich_grund="" if teil == Teil.OEFFENTLICH else "interessen",
                benutzer=sitzungsdienst,
            )
        factories.einladen(sitzung, benutzer=sitzungsdienst)
        uhren.append(uhr.gestellt(sitzung.beginn))
        uhren[-1].__enter__()
        return eroeffnen(sitzung, anwesend, **weiteres)

    def eroeffnen(sitzung, anwesend, **weiteres):
        sitze = list(sitzung.gremium.mitgliedschaften.am(sitzung.tag).order_by("pk").select_related("person"))
        return workflow.eroeffnen(
            sitzung, leitung=sitze[0].person, anwesend=sitze[:anwesend], benutzer=sitzungsdienst, **weiteres
        )

    oeffnen.noch_einmal = eroeffnen
    yield oeffnen
    for eine in reversed(uhren):
        eine.__exit__(None, None, None)
