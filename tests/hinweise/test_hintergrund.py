"""The clock, the daily work, the sign of life, and two workers at once."""

import logging
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connections
from django_tasks_db.models import DBTaskResult

from hinweise import taktgeber, tasks, versand
from hinweise.arbeiten import ARBEITEN, stichzeit, vorhandene_arbeiten
from hinweise.auftraege import lage
from hinweise.models import Hinweis, Lauf, Sendung
from tests import factories
from tests.hinweise.conftest import Postamt
from wittmund_ris import uhr
from wittmund_ris.meldungen import OhneInhalt

pytestmark = pytest.mark.django_db
MORGEN = factories.zeit("2026-11-23", "07:00")


def test_daily_work_is_started_once_a_day_not_before_its_hour(db, hintergrund):
    namen = [a.befehl for a in vorhandene_arbeiten()]
    assert {"hinweise_versenden", "prune_db_task_results", "lesezugriffe_aufraeumen"} <= set(namen)
    with uhr.gestellt(MORGEN - timedelta(minutes=10)):
        assert "hinweise_versenden" not in taktgeber.tick()
    with uhr.gestellt(MORGEN):
        assert taktgeber.tick() == ["hinweise_versenden"]
        assert taktgeber.tick() == []
        assert hintergrund() == []
    assert set(Lauf.objects.filter(fehlerklasse="").values_list("name", flat=True)) == {*namen, "taktgeber"}
    # A worker that was off catches up, once.
    with uhr.gestellt(MORGEN + timedelta(days=3, hours=5)):
        assert taktgeber.tick() == namen
        assert taktgeber.tick() == []


def test_every_piece_of_daily_work_has_its_own_name():
    assert len({a.befehl for a in ARBEITEN}) == len(ARBEITEN)


def test_digest_goes_out_in_the_morning_by_itself(taegliche, melden, hintergrund):
    with uhr.gestellt(MORGEN - timedelta(hours=1)):
        melden(taegliche, titel_mail="Vorlage 0042/2026")
    for _ in range(2):
        with uhr.gestellt(MORGEN + timedelta(minutes=3)):
            taktgeber.tick()
            hintergrund()
    assert [m.subject for m in mail.outbox] == ["Sitzungsdienst: 1 Hinweis vom 23.11.2026"]


def test_the_clock_wakes_the_worker_for_the_next_attempt(leser, melden, postamt, hintergrund):
    melden(leser)
    postamt.beim_oeffnen = ConnectionRefusedError()
    hintergrund()
    postamt.beim_oeffnen = None
    with uhr.gestellt(uhr.jetzt() + versand.PAUSEN[0]):
        taktgeber.tick()
        taktgeber.tick()
        wartend = DBTaskResult.objects.ready().filter(task_path=tasks.faellige_versenden.module_path)
        assert wartend.count() == 1
        hintergrund()
    assert len(mail.outbox) == 1


def test_failed_daily_work_is_told_by_class_and_does_not_stop_the_rest(db, hintergrund, monkeypatch, caplog):
    def kaputt(*args, **kwargs):
        raise RuntimeError("Geheimer Betreff")

    monkeypatch.setattr(tasks, "call_command", kaputt)
    tasks.arbeit.enqueue("hinweise_versenden")
    assert hintergrund() == []
    assert Lauf.objects.get(name="hinweise_versenden").fehlerklasse == "RuntimeError"
    assert "eheim" not in caplog.text


def test_no_command_outside_the_list_runs(db, hintergrund):
    tasks.arbeit.enqueue("flush")
    assert len(hintergrund()) == 1


def test_tasks_of_a_killed_worker_are_shown_as_failed(db):
    tasks.faellige_versenden.enqueue()
    DBTaskResult.objects.update(status="RUNNING", started_at=uhr.jetzt() - timedelta(hours=2))
    taktgeber.tick()
    assert (lage().laufend, lage().fehlgeschlagen) == (0, 1)


@pytest.mark.parametrize(
    ("jetzt", "erwartet"),
    [
        ("2026-11-23 06:59", "2026-11-22 07:00"),
        ("2026-11-23 07:00", "2026-11-23 07:00"),
        # The clocks change: seven o'clock stays seven o'clock.
        ("2026-03-29 07:30", "2026-03-29 07:00"),
        ("2026-03-29 06:30", "2026-03-28 07:00"),
        ("2026-10-25 06:30", "2026-10-24 07:00"),
    ],
)
def test_the_hour_of_the_digest(jetzt, erwartet):
    assert stichzeit(factories.zeit(*jetzt.split())) == factories.zeit(*erwartet.split())


def test_health_is_a_question_of_the_last_sign_of_life(db):
    def pruefen():
        call_command("hintergrund_pruefen", stdout=StringIO())

    with pytest.raises(CommandError, match="steht"):
        pruefen()
    taktgeber.tick()
    DBTaskResult.objects.all().delete()
    pruefen()
    tasks.faellige_versenden.enqueue()
    DBTaskResult.objects.update(enqueued_at=uhr.jetzt() - timedelta(hours=1))
    with pytest.raises(CommandError, match="staut"):
        pruefen()
    with uhr.gestellt(uhr.jetzt() + timedelta(minutes=6)), pytest.raises(CommandError, match="steht"):
        pruefen()


def test_log_lines_hold_the_class_of_an_error_alone():
    try:
        raise RuntimeError("leser@example.org")
    except RuntimeError as fehler:
        art = (type(fehler), fehler, fehler.__traceback__)
    zeile = logging.LogRecord("django_tasks", logging.ERROR, "", 0, "Task id=%s", (7,), art)
    assert OhneInhalt().filter(zeile)
    assert logging.Formatter().format(zeile) == "Task id=7 (RuntimeError)"


def test_command_says_what_it_did(taegliche, melden):
    with uhr.gestellt(MORGEN - timedelta(hours=1)):
        melden(taegliche)
    ausgabe = StringIO()
    with uhr.gestellt(MORGEN):
        call_command("hinweise_versenden", stdout=ausgabe)
    assert ausgabe.getvalue() == "1 Tagesmails zusammengestellt, 1 Mails versandt, 0 nicht versandt.\n"


@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_everything_once(leser, melden, postamt, monkeypatch):
    for nummer in range(40):
        melden(leser, nummer)
    bereit, fehler = threading.Barrier(4), []
    schloss = threading.Lock()
    richtig = Postamt.send_messages

    def einzeln(self, nachrichten):  # the outbox of the tests is no mail server: one at a time
        with schloss:
            return richtig(self, nachrichten)

    monkeypatch.setattr(Postamt, "send_messages", einzeln)

    def arbeiten():
        try:
            bereit.wait()
            versand.tagesmails_vormerken(uhr.jetzt())
            versand.faellige_versenden()
        except Exception as ausnahme:  # noqa: BLE001
            fehler.append(ausnahme)
        finally:
            connections.close_all()

    faeden = [threading.Thread(target=arbeiten) for _ in range(4)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert fehler == []
    assert len(mail.outbox) == len({m.extra_headers["Message-ID"] for m in mail.outbox}) == 40
    assert set(Sendung.objects.values_list("status", "versuche")) == {("versandt", 1)}
    assert not Hinweis.objects.filter(sendung__isnull=True).exists()
