"""The running sitting in a real browser: few actions, a lost connection, two clerks, a server that dies."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection, transaction
from playwright.sync_api import expect

from konten.models import Benutzer
from konten.rollen import SITZUNGSDIENST
from sitzungen.models import Abstimmung, Eingabe, Sitzung, Stimme
from tests import factories
from tests.browser.hilfen import Leute, druecken
from wittmund_ris import uhr

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]
TAG = "2019-05-13"
LAGE = "#live-lage"


@pytest.fixture
def sitzung(welt, freigegeben, sitzungsdienst):
    """The Sozialausschuss (11 of one Fraktion), opened with all; one paper and two items without."""
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [freigegeben], benutzer=sitzungsdienst)
    for titel in ("Zuschuss für den Hospizverein", "Verschiedenes"):
        factories.tagesordnung.hinzufuegen(sitzung, teil="oe", titel=titel, benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit(TAG, "17:00")):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit(TAG, "17:10")):
        yield Sitzung.objects.get(pk=sitzung.pk)


@pytest.fixture
def leute(browser, live_server):
    with Leute(browser, live_server.url, factories.PASSWORT) as alle:
        yield alle


@pytest.fixture
def kollegin(db, sitzungsdienst):
    konto = Benutzer.objects.create_user(
        "kollegin", password=factories.PASSWORT, first_name="Wiebke", last_name="Ulfers"
    )
    konto.groups.set(sitzungsdienst.groups.all())
    assert konto.groups.filter(name=SITZUNGSDIENST).exists()
    return konto


def live(seite, sitzung):
    # The browser's clock is that of the server, but for some seconds.
    seite.clock.set_system_time(datetime.fromisoformat(f"{TAG}T17:10:20+02:00"))
    seite.goto(f"/verwaltung/sitzungen/{sitzung.pk}/live/")
    return seite


def punkt(sitzung, titel):
    return sitzung.tops.get(titel=titel)


def papier(sitzung):
    return sitzung.tops.get(beratung__isnull=False)


def waehlen(seite, top):
    """Show this item."""
    seite.locator(f".lv-top__weg[href='?top={top.pk}']").click()
    expect(seite.locator(".lv-punkt__nummer")).to_contain_text(top.nummer_lang)


class Handgriffe:
    """Counts what the clerk does."""

    def __init__(self):
        self.zahl = 0

    def __call__(self, ziel):
        self.zahl += 1
        ziel.click()


def test_a_unanimous_vote_takes_one_action_and_by_fraktion_with_an_exception_five(leute, sitzung, welt):
    seite, top = live(leute("sitzungsdienst"), sitzung), papier(sitzung)
    waehlen(seite, top)
    hand = Handgriffe()
    hand(seite.get_by_text("Nach Fraktionen"))
    gruppe = seite.locator(".lv-gruppe").first
    hand(gruppe.locator("> .lv-wahl .lv-wahl__knopf--nein"))
    hand(gruppe.get_by_text("Ausnahmen"))
    eine = welt.personen[3]
    hand(gruppe.locator(".lv-person").filter(has_text=eine.name).locator(".lv-wahl__knopf--ja"))
    expect(seite.locator("[data-fraktionen] [data-probe]")).to_contain_text("Ja 1, Nein 10")
    hand(seite.locator("[data-fraktionen]").get_by_role("button", name="Festhalten", exact=True))
    expect(seite.locator(".lv-ergebnis__satz")).to_contain_text("abgelehnt")
    assert hand.zahl <= 5
    vote = Abstimmung.objects.get()
    assert (vote.ja, vote.nein, Stimme.objects.get(wert="ja").person_id) == (1, 10, eine.pk)

    zuschuss = punkt(sitzung, "Zuschuss für den Hospizverein")
    waehlen(seite, zuschuss)
    hand = Handgriffe()
    hand(seite.get_by_role("button", name=re.compile("^Einstimmig und weiter")))
    # The next item is called at once.
    expect(seite.locator(".lv-punkt__nummer")).to_contain_text(punkt(sitzung, "Verschiedenes").nummer_lang)
    assert hand.zahl <= 2
    zuschuss.refresh_from_db()
    assert (zuschuss.ergebnis, zuschuss.hauptabstimmung.ja) == ("einstimmig", 11)


def test_what_was_entered_without_a_connection_survives_a_closed_window(leute, sitzung):
    seite, top = live(leute("sitzungsdienst"), sitzung), papier(sitzung)
    waehlen(seite, top)
    kontext = seite.context
    kontext.set_offline(True)
    seite.locator(".lv-platz:not(.lv-platz--leer) button").first.click()
    seite.get_by_role("button", name=re.compile("^Einstimmig \\d")).click()
    expect(seite.locator("#live-warteschlange li")).to_have_count(2)
    expect(seite.locator(LAGE)).to_contain_text("Keine Verbindung")
    seite.close(run_before_unload=False)
    assert not Eingabe.objects.exists()
    leute.wachen["sitzungsdienst"].abholen()
    kontext.set_offline(False)
    neue = kontext.new_page()
    live(neue, sitzung)
    expect(neue.locator("#live-warteschlange")).to_be_hidden()
    waehlen(neue, top)
    expect(neue.locator(".lv-ergebnis__satz")).to_contain_text("10 Ja-Stimmen")
    assert [e.aktion for e in Eingabe.objects.order_by("pk")] == ["gehen", "einstimmig"]
    assert Abstimmung.objects.get().ja == 10


def test_a_refused_entry_holds_those_behind_it_until_somebody_has_read_it(leute, sitzung, kollegin):
    seite, top = live(leute("sitzungsdienst"), sitzung), papier(sitzung)
    waehlen(seite, top)
    seite.context.set_offline(True)
    seite.get_by_role("button", name=re.compile("^Einstimmig \\d")).click()
    seite.locator(".lv-platz:not(.lv-platz--leer) button").first.click()
    expect(seite.locator("#live-warteschlange li")).to_have_count(2)
    # Meanwhile a colleague records the same vote with other numbers.
    andere = live(leute("kollegin"), sitzung)
    waehlen(andere, top)
    zahlen(andere, 9, 2, 0)
    leute.wachen["sitzungsdienst"].abholen()
    seite.context.set_offline(False)
    expect(seite.locator("#live-abgewiesen li")).to_contain_text("9 Ja-Stimmen gegen 2 Nein-Stimmen")
    expect(seite.locator("#live-warteschlange li")).to_have_count(1)
    leute.wachen["sitzungsdienst"].abholen()
    assert not Eingabe.objects.filter(aktion="gehen").exists()
    druecken(seite, "Gelesen, ohne sie weiter übertragen")
    expect(seite.locator("#live-warteschlange")).to_be_hidden()
    expect(seite.locator(".lv-platz--leer")).to_have_count(1)
    assert (Abstimmung.objects.get().ja, Eingabe.objects.count()) == (9, 2)


def zahlen(seite, ja, nein, enthaltung):
    seite.locator(".lv-art summary", has_text="Zahlen").click()
    form = seite.locator("form[data-zahlen]").first
    for name, wert in (("ja", ja), ("nein", nein), ("enthaltung", enthaltung)):
        form.locator(f"[name={name}]").fill(str(wert))
    form.get_by_role("button", name="Festhalten", exact=True).click()
    expect(seite.locator(".lv-ergebnis__satz")).to_be_visible()


def test_two_clerks_see_each_other_and_record_nothing_twice(leute, sitzung, kollegin):
    top = papier(sitzung)
    eine, andere = live(leute("sitzungsdienst"), sitzung), live(leute("kollegin"), sitzung)
    for seite in (eine, andere):
        waehlen(seite, top)
    # She types numbers, and he is quicker.
    andere.locator(".lv-art summary", has_text="Zahlen").click()
    andere.locator("form[data-zahlen]").first.locator("[name=ja]").fill("7")
    eine.get_by_role("button", name=re.compile("^Einstimmig \\d")).click()
    expect(eine.locator(".lv-ergebnis__satz")).to_contain_text("einstimmig")
    # Hers follows by itself; what she typed is not lost, and not recorded either.
    expect(andere.locator(".lv-ergebnis__satz")).to_contain_text("einstimmig")
    expect(andere.locator("#live-aufgehoben [name=ja]")).to_have_value("7")
    assert Abstimmung.objects.get().ja == 11
    andere.locator(".lv-platz:not(.lv-platz--leer) button").first.click()
    expect(eine.locator(".lv-platz--leer")).to_have_count(1)


@pytest.mark.parametrize("angekommen", [True, False], ids=["answer-lost", "request-lost"])
def test_an_entry_whose_answer_is_lost_is_sent_again_and_recorded_once(leute, sitzung, angekommen):
    seite, top = live(leute("sitzungsdienst"), sitzung), papier(sitzung)
    waehlen(seite, top)
    versuche = []

    def abbrechen(route):
        versuche.append(route.request.url)
        if len(versuche) > 1:
            route.continue_()
            return
        if angekommen:
            route.fetch()
        route.abort()

    seite.route("**/live/einstimmig/", abbrechen)
    seite.get_by_role("button", name=re.compile("^Einstimmig \\d")).click()
    expect(seite.locator(".lv-ergebnis__satz")).to_contain_text("einstimmig")
    expect(seite.locator("#live-warteschlange")).to_be_hidden()
    leute.wachen["sitzungsdienst"].abholen()
    assert len(versuche) == 2
    assert (Abstimmung.objects.count(), Eingabe.objects.count()) == (1, 1)


# --- The server dies ----------------------------------------------------------------------------------------------------
@contextmanager
def server(port):
    """A server process of its own on the database of this test."""
    teile = urlsplit(os.environ["DATABASE_URL"])
    umgebung = os.environ | {
        "DATABASE_URL": urlunsplit(teile._replace(path=f"/{connection.settings_dict['NAME']}")),
        "SECRET_KEY": settings.SECRET_KEY,
        "PYTHONWARNINGS": "ignore",
    }
    umgebung.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    lauf = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=settings.BASE_DIR, env=umgebung, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        for _ in range(300):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert lauf.poll() is None, "Der Server ist nicht gestartet."
            time.sleep(0.1)
        yield lauf
    finally:
        if lauf.poll() is None:
            os.killpg(lauf.pid, signal.SIGKILL)
        lauf.wait()


@pytest.fixture
def freier_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def test_a_server_killed_in_the_middle_of_an_entry_loses_and_doubles_nothing(
    browser, sitzung, sitzungsdienst, freier_port
):
    top = papier(sitzung)
    # That server knows the hashers of the product alone.
    sitzungsdienst.password = PBKDF2PasswordHasher().encode(factories.PASSWORT, "salz")
    sitzungsdienst.save(update_fields=["password"])
    with Leute(browser, f"http://127.0.0.1:{freier_port}", factories.PASSWORT) as leute:
        with server(freier_port) as lauf:
            seite = live(leute("sitzungsdienst"), sitzung)
            waehlen(seite, top)
            with transaction.atomic():
                # The entry waits for this row; while it does, its server is killed.
                Sitzung.objects.select_for_update().get(pk=sitzung.pk)
                seite.get_by_role("button", name=re.compile("^Einstimmig \\d")).click()
                bis_jemand_wartet()
                os.killpg(lauf.pid, signal.SIGKILL)
                lauf.wait()
        expect(seite.locator("#live-warteschlange li")).to_have_count(1)
        assert not Eingabe.objects.exists()
        with server(freier_port):
            expect(seite.locator(".lv-ergebnis__satz")).to_contain_text("einstimmig", timeout=60_000)
            expect(seite.locator("#live-warteschlange")).to_be_hidden()
            seite.goto("about:blank")
            leute.wachen["sitzungsdienst"].abholen()
    assert (Abstimmung.objects.get().ja, Eingabe.objects.count()) == (11, 1)


def bis_jemand_wartet():
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("Die Eingabe ist nicht angekommen.")
