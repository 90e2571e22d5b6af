"""bin/run, from outside: it serves, says what is wrong, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import psycopg2
import pytest

from wittmund_ris import datenbank

BASIS = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.langsam


def freier_port():
    with socket.socket() as anschluss:
        anschluss.bind(("127.0.0.1", 0))
        return anschluss.getsockname()[1]


def umgebung(ordner, port, **weitere):
    """What a newcomer's shell holds, and nothing that the tests have set."""
    behalten = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return behalten | {"RIS_DATEN": str(ordner), "PORT": str(port)} | weitere


def starten(ordner, port, **weitere):
    return subprocess.Popen(
        [BASIS / "bin/run"],
        env=umgebung(ordner, port, **weitere),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def bis_bereit(lauf):
    """Everything printed up to the line that says how to stop."""
    zeilen = []
    for zeile in lauf.stdout:
        zeilen.append(zeile)
        if "Strg+C" in zeile:
            return "".join(zeilen)
    raise AssertionError("".join(zeilen))


def beenden(lauf, zeichen=signal.SIGINT):
    """As a terminal does it: the signal goes to the whole group."""
    os.killpg(lauf.pid, zeichen)
    lauf.stdout.read()
    lauf.stdout.close()
    return lauf.wait(timeout=30)


def prozesse_mit(text):
    funde = []
    for befehl in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if text in befehl.read_bytes().replace(b"\0", b" ").decode(errors="replace"):
                funde.append(befehl.parent.name)
        except (FileNotFoundError, ProcessLookupError):
            continue
    return funde


def abrufen(port, pfad="/"):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{pfad}", timeout=20) as antwort:
        return antwort.status


@pytest.fixture(scope="module")
def ordner():
    """One data folder for the module: the demo council is loaded once.

    Not below pytest's own folder: as root, the server's account must pass through, and each start of pytest closes that one.
    """
    with tempfile.TemporaryDirectory(prefix="ris-start-") as name:
        yield Path(name)


def test_run_serves_refuses_a_second_start_and_stops_all(ordner):
    port = freier_port()
    lauf = starten(ordner, port)
    try:
        ausgabe = bis_bereit(lauf)
        assert f"http://127.0.0.1:{port}/" in ausgabe
        for rolle in (
            "Sachbearbeitung",
            "Amtsleitung",
            "Verwaltungsleitung",
            "Sitzungsdienst",
            "Mandatsträger",
            "Administration",
        ):
            assert rolle in ausgabe
        assert abrufen(port) == 200
        assert abrufen(port, "/konto/anmelden/") == 200

        for zweiter_port, grund in ((freier_port(), "läuft bereits"), (port, "läuft bereits")):
            zweiter = subprocess.run(
                [BASIS / "bin/run"], env=umgebung(ordner, zweiter_port), capture_output=True, text=True, timeout=60
            )
            assert zweiter.returncode == 1
            assert grund in zweiter.stderr
            assert f"http://127.0.0.1:{port}/" in zweiter.stderr
        fremder = subprocess.run(
            [BASIS / "bin/run"], env=umgebung(ordner / "anderer", port), capture_output=True, text=True, timeout=60
        )
        assert fremder.returncode == 1
        assert f"Port {port} auf 127.0.0.1 ist nicht frei" in fremder.stderr
        assert not (ordner / "anderer" / "postgres").exists()
        assert abrufen(port) == 200
    finally:
        ende = beenden(lauf)
    assert ende == 0
    assert prozesse_mit(str(ordner)) == []
    assert not (ordner / "postgres" / "postmaster.pid").exists()


@pytest.mark.parametrize("zeichen", [signal.SIGTERM, signal.SIGHUP])
def test_run_starts_again_in_five_seconds_and_stops_by(zeichen, ordner):
    port = freier_port()
    beginn = time.monotonic()
    lauf = starten(ordner, port)
    try:
        bis_bereit(lauf)
        assert abrufen(port) == 200
        dauer = time.monotonic() - beginn
    finally:
        beenden(lauf, zeichen)
    # Five seconds on an idle machine; a busy one gets the time that its load takes away.
    andrang = max(1, os.getloadavg()[0] / os.cpu_count())
    assert dauer < 5 * andrang, f"{dauer:.1f} s"
    assert prozesse_mit(str(ordner)) == []


def test_run_starts_after_it_was_killed(ordner):
    """kill -9 leaves the database running; the next start joins it and stops it at its own end."""
    lauf = starten(ordner, freier_port())
    bis_bereit(lauf)
    beenden(lauf, signal.SIGKILL)
    port = freier_port()
    lauf = starten(ordner, port)
    try:
        bis_bereit(lauf)
        assert abrufen(port) == 200
    finally:
        beenden(lauf)
    assert prozesse_mit(str(ordner)) == []


def test_run_uses_the_server_of_database_url(ordner):
    """The given server is used, no other is started, and without RIS_DEMO=ja nothing fictitious is loaded."""
    cluster = datenbank.Cluster(ordner / "server")
    cluster.betreten()
    cluster.datenbank_anlegen("ris", fluechtig=False)
    url = f"postgresql:///ris?host={cluster.socket}&user=ris"
    port = freier_port()
    lauf = starten(ordner / "daten", port, DATABASE_URL=url)
    try:
        ausgabe = bis_bereit(lauf)
        assert abrufen(port) == 200
        assert "Sachbearbeitung" not in ausgabe
        assert not (ordner / "daten" / "postgres").exists()
        verbindung = psycopg2.connect(url)
        zeiger = verbindung.cursor()
        zeiger.execute("SELECT count(*) FROM konten_benutzer")
        assert zeiger.fetchone() == (0,)
        verbindung.close()
    finally:
        beenden(lauf)
        cluster.verlassen()
