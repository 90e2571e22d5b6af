import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from hinweise.models import Mailwunsch
from hinweise.zustellen import hinweisen
from konten import rollen
from tests import factories


@pytest.fixture
def leser(welt):
    """An account that wants everything at once."""
    konto = factories.konto("leser", rollen.SACHBEARBEITUNG, amt=welt.amt, email="leser@example.org")
    Mailwunsch.objects.create(benutzer=konto, aufgabe="sofort", stand="sofort", sitzung="sofort")
    return konto


@pytest.fixture
def taegliche(welt):
    """An account with the defaults: a digest once a day."""
    return factories.konto("taegliche", rollen.SACHBEARBEITUNG, amt=welt.amt, email="taegliche@example.org")


@pytest.fixture
def melden():
    """`melden(konto, 3)`: tell an account of event 3."""

    def tun(konto, nummer=1, **weiteres):
        felder = {"titel": f"Geheimer Titel {nummer}", "grund": "Sie haben die Vorlage verfasst."} | weiteres
        hinweisen([konto], schluessel=f"test:{nummer}", **felder)

    return tun


class Postamt(EmailBackend):
    """A mail server with moods: `laune` is raised when a connection is opened, or when a message is handed over."""

    beim_oeffnen = None
    beim_senden = None
    trotzdem_zugestellt = False

    def open(self):
        if self.beim_oeffnen:
            raise self.beim_oeffnen
        return super().open()

    def send_messages(self, nachrichten):
        if self.beim_senden and not self.trotzdem_zugestellt:
            raise self.beim_senden
        anzahl = super().send_messages(nachrichten)
        if self.beim_senden:
            raise self.beim_senden
        return anzahl


@pytest.fixture
def postamt(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.hinweise.conftest.Postamt"
    for name in ("beim_oeffnen", "beim_senden", "trotzdem_zugestellt"):
        monkeypatch.setattr(Postamt, name, getattr(Postamt, name))
    mail.outbox = []
    return Postamt


ABGELEHNT_VORERST = smtplib.SMTPRecipientsRefused({"leser@example.org": (450, b"Greylisted leser@example.org")})
ABGELEHNT = smtplib.SMTPRecipientsRefused({"leser@example.org": (550, b"No such user leser@example.org")})
