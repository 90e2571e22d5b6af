"""The fixed cast and the world they live in."""

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, settings

from gremien import oeffentlich
from gremien.models import Person
from konten import rollen
from tests import factories
from wittmund_ris import uhr

# A busy machine is no fault of a test: how long an example takes says nothing here.
settings.register_profile("haus", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("haus")


@pytest.fixture(autouse=True)
def eigene_ablage(settings, tmp_path):
    """Files of a test stay in its own folder."""
    for name in ("default", "aushang"):
        settings.STORAGES = settings.STORAGES | {
            name: settings.STORAGES[name] | {"OPTIONS": {"location": tmp_path / name, "base_url": None}}
        }


@pytest.fixture(autouse=True)
def schnelle_passwoerter(settings):
    """Accounts of the cast are made for every test; the strength of their hash is not what it is about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def hintergrund():
    """`hintergrund()` does the waiting background work, here and now; nothing of it happens by itself in a test."""

    arbeiter = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
    )

    def abarbeiten():
        # Not `arbeiter.run()`: it closes the connection, and with it the transaction of the test.
        while auftrag := DBTaskResult.objects.ready().first():
            auftrag.claim(arbeiter.worker_id)
            arbeiter.run_task(auftrag)
        return list(DBTaskResult.objects.failed())

    return abarbeiten


@pytest.fixture
def welt(db):
    call_command("rollen_einrichten", verbosity=0)
    return factories.welt_bauen()


@pytest.fixture
def stammdaten_ausgehaengt(welt):
    """The master data hang in the register, as after saving them in the admin."""
    oeffentlich.nachfuehren()


@pytest.fixture
def jahr_2019():
    """The clock stands at the day of the release in the reference paper."""
    with uhr.gestellt(factories.zeit("2019-04-26")):
        yield


@pytest.fixture
def sachbearbeiterin(welt):
    return factories.konto("sachbearbeiterin", rollen.SACHBEARBEITUNG, amt=welt.amt, last_name="Behrends")


@pytest.fixture
def amtsleiter(welt):
    return factories.konto("amtsleiter", rollen.AMTSLEITUNG, amt=welt.amt, last_name="Onken")


@pytest.fixture
def fremde(welt):
    """A clerk of another Amt."""
    return factories.konto("fremde", rollen.SACHBEARBEITUNG, amt=welt.anderes_amt, last_name="Fremd")


@pytest.fixture
def landrat(welt):
    """Verwaltungsleitung, entitled to sign for the whole house."""
    landrat = factories.konto("landrat", rollen.VERWALTUNGSLEITUNG, first_name="Uwe", last_name="Hinrichs")
    factories.befugt(landrat)
    return landrat


@pytest.fixture
def sitzungsdienst(welt):
    return factories.konto("sitzungsdienst", rollen.SITZUNGSDIENST, last_name="Janssen")


@pytest.fixture
def ratsfrau(welt):
    """Mandatsträgerin with a seat in the Kreistag."""
    benutzerin = factories.konto("ratsfrau", rollen.MANDATSTRAEGER, last_name="Mitglied")
    Person.objects.filter(pk=welt.personen[5].pk).update(benutzer=benutzerin)
    return benutzerin


@pytest.fixture
def administration(welt):
    return factories.konto("administration", rollen.ADMINISTRATION, last_name="Ahrends")


@pytest.fixture
def gast(welt):
    """An account without a role."""
    return factories.konto("gast", last_name="Gast")


@pytest.fixture
def superuser(welt):
    konto = factories.konto("superuser", last_name="Super")
    konto.is_superuser = True
    konto.save()
    return konto


@pytest.fixture
def besetzung(sachbearbeiterin, amtsleiter, fremde, landrat, sitzungsdienst, ratsfrau, administration, gast, superuser):
    """The whole cast by name."""
    konten = (sachbearbeiterin, amtsleiter, fremde, landrat, sitzungsdienst, ratsfrau, administration, gast, superuser)
    return {k.username: k for k in konten}


@pytest.fixture
def entwurf(welt, jahr_2019, sachbearbeiterin):
    return factories.entwurf(welt, sachbearbeiterin)


@pytest.fixture
def freigegeben(entwurf, sachbearbeiterin, landrat):
    return factories.freigeben(entwurf, sachbearbeiterin, landrat)
