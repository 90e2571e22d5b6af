"""Login, logout, password change and reset; the roles by an idempotent command."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client

from konten.models import Zeichnungsbefugnis, zeichnungsberechtigte
from konten.rollen import ADMIN_RECHTE, ROLLEN
from tests import factories
from tests.formular import oeffnen

NEUES = "Ein-anderes-Passwort-77"


def angemeldet(client) -> bool:
    return client.get("/verwaltung/vorlagen/").status_code == 200


def test_login_and_logout(sachbearbeiterin):
    client = Client()
    seite = oeffnen(client, "/verwaltung/vorlagen/")
    assert seite.adresse.startswith("/konto/anmelden/")
    seite = seite.senden(username="sachbearbeiterin", password="falsch")
    assert not angemeldet(client)
    assert "sachbearbeiterin" in seite.text  # what was typed is still there
    seite = seite.senden(username="sachbearbeiterin", password=factories.PASSWORT)
    assert angemeldet(client)
    assert client.get("/konto/abmelden/").status_code == 405
    client.post("/konto/abmelden/")
    assert not angemeldet(client)


def test_login_returns_to_the_page_that_was_asked_for_and_to_no_other_host(sachbearbeiterin):
    daten = {"username": "sachbearbeiterin", "password": factories.PASSWORT}
    antwort = Client().post("/konto/anmelden/?next=/verwaltung/sitzungen/", daten)
    assert antwort.url == "/verwaltung/sitzungen/"
    antwort = Client().post("/konto/anmelden/?next=https://boese.example/", daten)
    assert antwort.url.startswith("/verwaltung/")


def test_inactive_account_does_not_get_in(sachbearbeiterin):
    sachbearbeiterin.is_active = False
    sachbearbeiterin.save()
    client = Client()
    oeffnen(client, "/konto/anmelden/").senden(username="sachbearbeiterin", password=factories.PASSWORT)
    assert not angemeldet(client)


def test_password_change_asks_for_the_old_one(sachbearbeiterin):
    client = Client()
    client.force_login(sachbearbeiterin)
    seite = oeffnen(client, "/konto/passwort/")
    seite = seite.senden(old_password="falsch", new_password1=NEUES, new_password2=NEUES)
    sachbearbeiterin.refresh_from_db()
    assert not sachbearbeiterin.check_password(NEUES)
    seite.senden(old_password=factories.PASSWORT, new_password1=NEUES, new_password2=NEUES)
    sachbearbeiterin.refresh_from_db()
    assert sachbearbeiterin.check_password(NEUES)
    assert angemeldet(client)


@pytest.mark.parametrize("schwach", ["kurz", "123456789012345", "password1234", "sachbearbeiterin"])
def test_weak_password_is_refused(sachbearbeiterin, schwach):
    client = Client()
    client.force_login(sachbearbeiterin)
    seite = oeffnen(client, "/konto/passwort/")
    seite.senden(old_password=factories.PASSWORT, new_password1=schwach, new_password2=schwach)
    sachbearbeiterin.refresh_from_db()
    assert sachbearbeiterin.check_password(factories.PASSWORT)


def test_password_reset_by_mail(sachbearbeiterin):
    sachbearbeiterin.email = "behrends@landkreis.example"
    sachbearbeiterin.save()
    client = Client()
    oeffnen(client, "/konto/passwort/vergessen/").senden(email="behrends@landkreis.example")
    (brief,) = mail.outbox
    assert brief.to == ["behrends@landkreis.example"]
    adresse = re.search(r"https?://[^/]+(/konto/passwort/neu/\S+)", brief.body).group(1)
    oeffnen(client, adresse).senden(new_password1=NEUES, new_password2=NEUES)
    sachbearbeiterin.refresh_from_db()
    assert sachbearbeiterin.check_password(NEUES)
    # The link is good for once.
    assert not oeffnen(Client(), adresse).baum.xpath("//input[@name='new_password1']")


def test_password_reset_does_not_tell_who_has_an_account(sachbearbeiterin):
    seite = oeffnen(Client(), "/konto/passwort/vergessen/").senden(email="niemand@landkreis.example")
    assert seite.status == 200
    assert mail.outbox == []


def test_roles_are_set_up_any_number_of_times(db):
    for _ in range(2):
        call_command("rollen_einrichten", verbosity=0)
        assert {g.name for g in Group.objects.all()} == set(ROLLEN)
        for rolle in ROLLEN:
            rechte = sum(len(aktionen) for aktionen in ADMIN_RECHTE[rolle].values())
            assert Group.objects.get(name=rolle).permissions.count() == rechte


def test_right_to_sign_has_its_amt_and_its_time(welt, landrat, amtsleiter):
    tag = factories.zeit("2019-04-26").date()
    assert set(zeichnungsberechtigte(welt.amt, tag)) == {landrat}
    befugnis = factories.befugt(amtsleiter, welt.amt)
    assert set(zeichnungsberechtigte(welt.amt, tag)) == {landrat, amtsleiter}
    assert set(zeichnungsberechtigte(welt.anderes_amt, tag)) == {landrat}
    Zeichnungsbefugnis.objects.filter(pk=befugnis.pk).update(bis=factories.zeit("2019-04-25").date())
    assert set(zeichnungsberechtigte(welt.amt, tag)) == {landrat}
