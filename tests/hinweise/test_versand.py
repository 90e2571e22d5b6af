"""Mails: once, at once or as a digest; refused, broken off, tried again; and what they do not say."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from hinweise import versand
from hinweise.choices import SendungStatus as S
from hinweise.models import Hinweis, Mailwunsch, Sendung
from hinweise.zustellen import hinweisen
from tests import factories
from tests.hinweise.conftest import ABGELEHNT, ABGELEHNT_VORERST
from wittmund_ris import uhr

pytestmark = pytest.mark.django_db
MORGEN = factories.zeit("2026-11-23", "07:00")


def test_a_notice_wanted_at_once_is_mailed_by_the_worker(leser, melden, hintergrund, settings):
    settings.VERWALTUNGSADRESSE = "https://dienst.example"
    melden(leser, titel_mail="Vorlage 0042/2019 ist freigegeben", ziel="/verwaltung/vorlagen/7/")
    assert mail.outbox == []  # nothing in the request
    assert hintergrund() == []
    (brief,) = mail.outbox
    sendung = Sendung.objects.get()
    assert brief.to == ["leser@example.org"]
    assert brief.subject == "Sitzungsdienst: Vorlage 0042/2019 ist freigegeben"
    assert "https://dienst.example/verwaltung/vorlagen/7/" in brief.body
    assert "Sie haben die Vorlage verfasst." in brief.body
    assert brief.extra_headers["Message-ID"] == f"<sendung-{sendung.kennung}@landkreis.example>"
    assert (sendung.status, sendung.versuche) == (S.VERSANDT, 1)


def test_a_mail_says_nothing_that_was_not_written_for_mails(leser, melden, hintergrund):
    melden(leser, text="Geheimer Text", ziel="/verwaltung/vorlagen/7/")
    hintergrund()
    assert "eheim" not in mail.outbox[0].subject + mail.outbox[0].body
    assert mail.outbox[0].subject == "Sitzungsdienst: Bei einem Vorgang, der Sie angeht, gibt es etwas Neues."


def test_the_same_event_is_told_and_mailed_once(leser, melden, hintergrund):
    melden(leser)
    hintergrund()
    melden(leser)
    hintergrund()
    assert (Hinweis.objects.count(), Sendung.objects.count(), len(mail.outbox)) == (1, 1, 1)


def test_nothing_is_told_of_what_was_rolled_back(leser, melden, hintergrund):
    """The task lives and dies with the transaction of the act."""
    with pytest.raises(RuntimeError), transaction.atomic():
        melden(leser)
        assert DBTaskResult.objects.count() == 1
        raise RuntimeError
    hintergrund()
    assert (DBTaskResult.objects.count(), Hinweis.objects.count(), mail.outbox) == (0, 0, [])


def test_tasks_carry_no_content(leser, melden):
    melden(leser)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [], "kwargs": {}}


def test_wishes_decide(leser, taegliche, melden, hintergrund):
    Mailwunsch.objects.filter(benutzer=leser).update(stand="keine")
    ohne_adresse = factories.konto("stumm")
    hinweisen([leser, taegliche, ohne_adresse], schluessel="a", titel="T", grund="G", art="stand")
    hinweisen([leser, taegliche, ohne_adresse], schluessel="b", titel="T", grund="G", art="sitzung")
    hintergrund()
    assert sorted(m.to[0] for m in mail.outbox) == ["leser@example.org", "taegliche@example.org"]
    assert Hinweis.objects.filter(empfaenger=ohne_adresse).count() == 2


def test_digest_collects_what_is_unread_once_a_day(taegliche, melden):
    with uhr.gestellt(MORGEN - timedelta(hours=20)):
        for nummer in range(4):
            melden(taegliche, nummer, titel_mail=f"Vorlage 000{nummer}/2026", art="aufgabe" if nummer else "stand")
    Hinweis.objects.filter(schluessel="test:3").update(gelesen_am=MORGEN - timedelta(hours=1))
    with uhr.gestellt(MORGEN + timedelta(minutes=1)):
        melden(taegliche, 9, titel_mail="Zu spät")
        assert [versand.tagesmails_vormerken(MORGEN) for _ in range(2)] == [1, 0]
        assert versand.faellige_versenden()["versandt"] == 1
        assert versand.tagesmails_vormerken(MORGEN) == 0
    (brief,) = mail.outbox
    assert brief.subject == "Sitzungsdienst: 3 Hinweise vom 23.11.2026"
    assert "es gibt im Sitzungsdienst 3 neue Hinweise für Sie." in brief.body
    assert "Das wartet auf Sie" in brief.body
    assert brief.body.count("* Vorlage 000") == 3
    assert "0003/2026" not in brief.body and "Zu spät" not in brief.body
    with uhr.gestellt(MORGEN + timedelta(days=1)):
        assert versand.tagesmails_vormerken(uhr.jetzt()) == 1
        versand.faellige_versenden()
    assert "seit Ihrer letzten Mail vom 23.11.2026 gibt es im Sitzungsdienst 1 neuen Hinweis" in mail.outbox[1].body


def test_server_down_moves_everything_and_claims_nothing(leser, melden, postamt, caplog):
    for nummer in (1, 2):
        melden(leser, nummer)
    postamt.beim_oeffnen = ConnectionRefusedError("mail.example: leser@example.org")
    with uhr.gestellt(MORGEN):
        Sendung.objects.update(naechster_versuch_am=MORGEN)
        assert versand.faellige_versenden() == {"versandt": 0, "nicht_versandt": 2}
    for sendung in Sendung.objects.all():
        assert (sendung.status, sendung.versuche, sendung.fehlerklasse) == (S.VORGEMERKT, 1, "ConnectionRefusedError")
        assert sendung.naechster_versuch_am == MORGEN + versand.PAUSEN[0]
    assert "leser@" not in caplog.text
    postamt.beim_oeffnen = None
    with uhr.gestellt(MORGEN + timedelta(minutes=1)):
        assert versand.faellige_versenden()["versandt"] == 0  # not yet
    with uhr.gestellt(MORGEN + versand.PAUSEN[0]):
        assert versand.faellige_versenden() == {"versandt": 2, "nicht_versandt": 0}


def test_after_two_days_without_a_server_somebody_has_to_look(leser, melden, postamt):
    melden(leser)
    postamt.beim_oeffnen = TimeoutError()
    zeit = MORGEN
    Sendung.objects.update(naechster_versuch_am=zeit)
    for pause in (*versand.PAUSEN, timedelta(0)):
        with uhr.gestellt(zeit):
            versand.faellige_versenden()
        zeit += pause
    sendung = Sendung.objects.get()
    assert (sendung.status, sendung.versuche) == (S.FEHLGESCHLAGEN, len(versand.PAUSEN) + 1)


@pytest.mark.parametrize(
    ("fehler", "status"),
    [
        (ABGELEHNT, S.FEHLGESCHLAGEN),
        (ABGELEHNT_VORERST, S.VORGEMERKT),
        (smtplib.SMTPDataError(452, b"Full"), S.VORGEMERKT),
        (smtplib.SMTPSenderRefused(553, b"No", "x@example.org"), S.FEHLGESCHLAGEN),
        (smtplib.SMTPServerDisconnected("weg"), S.UNGEWISS),
        (TimeoutError("weg"), S.UNGEWISS),
    ],
    ids=lambda w: type(w).__name__ if isinstance(w, Exception) else w,
)
def test_what_the_server_answers_decides(leser, melden, postamt, caplog, fehler, status):
    melden(leser)
    postamt.beim_senden = fehler
    assert versand.faellige_versenden() == {"versandt": 0, "nicht_versandt": 1}
    sendung = Sendung.objects.get()
    assert (sendung.status, sendung.fehlerklasse, sendung.versuche) == (status, type(fehler).__name__, 1)
    assert "@" not in caplog.text and "eheim" not in caplog.text


def test_one_refused_mail_does_not_hold_up_the_others(leser, taegliche, melden, postamt, monkeypatch):
    melden(leser, 1)
    hinweisen([taegliche], schluessel="s", titel="T", grund="G", art="sitzung")
    richtig = postamt.send_messages

    def nur_eine(self, nachrichten):
        if nachrichten[0].to == ["leser@example.org"]:
            raise ABGELEHNT
        return richtig(self, nachrichten)

    monkeypatch.setattr(postamt, "send_messages", nur_eine)
    assert versand.faellige_versenden() == {"versandt": 1, "nicht_versandt": 1}
    assert mail.outbox[0].to == ["taegliche@example.org"]


def test_killed_between_sending_and_marking_is_not_sent_again(leser, melden, postamt, administration):
    """The worst moment: the message is out and nobody has written it down."""
    melden(leser)
    postamt.beim_senden, postamt.trotzdem_zugestellt = KeyboardInterrupt(), True
    with uhr.gestellt(MORGEN), pytest.raises(KeyboardInterrupt):
        Sendung.objects.update(naechster_versuch_am=MORGEN)
        versand.faellige_versenden()
    postamt.beim_senden = None
    sendung = Sendung.objects.get()
    assert (sendung.status, len(mail.outbox)) == (S.IN_ARBEIT, 1)
    for spaeter, status in ((timedelta(minutes=9), S.IN_ARBEIT), (timedelta(minutes=11), S.UNGEWISS)):
        with uhr.gestellt(MORGEN + spaeter):
            versand.faellige_versenden()
        sendung.refresh_from_db()
        assert (sendung.status, len(mail.outbox)) == (status, 1)
    # Only a person sends it again, and then it can be known as the same one.
    versand.erneut_versuchen(sendung, benutzer=administration)
    versand.faellige_versenden()
    assert len({m.extra_headers["Message-ID"] for m in mail.outbox}) == 1
    assert len(mail.outbox) == 2


def test_a_slow_worker_may_still_say_that_it_has_sent(leser, melden, postamt, monkeypatch):
    melden(leser)
    richtig = postamt.send_messages

    def langsam(self, nachrichten):
        Sendung.objects.update(status=S.UNGEWISS)
        return richtig(self, nachrichten)

    monkeypatch.setattr(postamt, "send_messages", langsam)
    versand.faellige_versenden()
    assert Sendung.objects.get().status == S.VERSANDT


def test_a_closed_account_gets_no_mail(leser, melden):
    melden(leser)
    type(leser).objects.filter(pk=leser.pk).update(is_active=False)
    versand.faellige_versenden()
    assert (Sendung.objects.get().status, mail.outbox) == (S.ENTFALLEN, [])


def test_only_the_administration_tries_again_and_only_what_failed(leser, melden, administration, superuser):
    melden(leser)
    sendung = Sendung.objects.get()
    with pytest.raises(ValidationError):
        versand.erneut_versuchen(sendung, benutzer=administration)
    Sendung.objects.update(status=S.FEHLGESCHLAGEN, versuche=8)
    for wer in (leser, superuser):
        with pytest.raises(PermissionDenied):
            versand.erneut_versuchen(sendung, benutzer=wer)
    versand.erneut_versuchen(sendung, benutzer=administration)
    assert versand.faellige_versenden()["versandt"] == 1


def test_queries_of_telling_do_not_grow_with_people(welt, django_assert_num_queries):
    leute = [factories.konto(f"konto{n}", email=f"konto{n}@example.org") for n in range(12)]
    for anzahl in (2, 12):
        with django_assert_num_queries(8), transaction.atomic():
            hinweisen(leute[:anzahl], schluessel=f"s{anzahl}", titel="T", grund="G", art="sitzung")
