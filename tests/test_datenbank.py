"""The private PostgreSQL: it starts, is shared, and stops with its last user."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
import pytest

from wittmund_ris import datenbank

BASIS = Path(__file__).resolve().parent.parent

# A process that uses the database until its standard input closes.
NUTZER = """
import sys
import tempfile
from pathlib import Path
from wittmund_ris import datenbank
print(datenbank.bereitstellen(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""


class Nutzer:
    def __init__(self, ordner):
        self.lauf = subprocess.Popen(
            [sys.executable, "-c", NUTZER, str(ordner)],
            cwd=BASIS,
            env={"PATH": os.environ["PATH"]},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.lauf.stdout.readline().strip()

    def gehen(self):
        if self.lauf.returncode is None:
            self.lauf.communicate(timeout=60)

    def toeten(self):
        self.lauf.send_signal(signal.SIGKILL)
        self.lauf.communicate(timeout=60)


@pytest.fixture
def tmp_path():
    """Not below pytest's own folder: as root, the server's account must pass through, and each start of pytest closes it."""
    with tempfile.TemporaryDirectory(prefix="ris-datenbank-") as name:
        yield Path(name)


@pytest.fixture
def kommt(tmp_path):
    """Another process that uses the database in `tmp_path`; at the end of the test all leave."""
    alle = []

    def neuer():
        alle.append(Nutzer(tmp_path))
        return alle[-1]

    yield neuer
    for nutzer in alle:
        nutzer.gehen()


def antwortet(url):
    try:
        psycopg2.connect(url).close()
    except psycopg2.OperationalError:
        return False
    return True


def test_datenbank_url_that_is_set_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://anderswo/ris")
    assert datenbank.bereitstellen(tmp_path) == "postgresql://anderswo/ris"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.langsam
def test_cluster_stops_with_its_last_user(kommt):
    erster, zweiter = kommt(), kommt()
    assert erster.url == zweiter.url
    erster.gehen()
    assert antwortet(zweiter.url)
    zweiter.gehen()
    assert not antwortet(zweiter.url)


@pytest.mark.langsam
def test_cluster_forgets_a_killed_user(kommt):
    getoeteter = kommt()
    getoeteter.toeten()
    assert antwortet(getoeteter.url)
    naechster = kommt()
    assert naechster.url == getoeteter.url
    naechster.gehen()
    assert not antwortet(naechster.url)


@pytest.mark.langsam
def test_cluster_starts_after_a_crash_of_the_server(tmp_path, kommt):
    """The server and its users are killed (power cut): a stale pid file stays, and the next start recovers."""
    nutzer = kommt()
    postmaster = int((tmp_path / "postgres/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    nutzer.toeten()
    naechster = kommt()
    assert antwortet(naechster.url)
    naechster.gehen()


@pytest.mark.langsam
def test_cluster_of_a_broken_attempt_is_made_anew(tmp_path, kommt):
    (tmp_path / "postgres.neu").mkdir()
    (tmp_path / "postgres.neu/PG_VERSION").write_text("18\n")
    nutzer = kommt()
    assert antwortet(nutzer.url)
    nutzer.gehen()


@pytest.mark.langsam
def test_owner_of_the_database_is_no_superuser(kommt):
    nutzer = kommt()
    verbindung = psycopg2.connect(nutzer.url)
    zeiger = verbindung.cursor()
    zeiger.execute("SELECT rolsuper, lower('ÄÖÜ') FROM pg_roles WHERE rolname = current_user")
    assert zeiger.fetchone() == (False, "äöü")
    verbindung.close()
    nutzer.gehen()


@pytest.mark.langsam
def test_cluster_without_the_wheel_uses_debians_server(tmp_path, monkeypatch):
    debian = [p for p in datenbank.programmordner() if p.is_relative_to("/usr/lib/postgresql")]
    if not debian:
        pytest.skip("Debian's PostgreSQL is not installed here; the next test covers the message")
    monkeypatch.setattr(datenbank, "programmordner", lambda: [Path("/gibt/es/nicht"), *debian])
    cluster = datenbank.Cluster(tmp_path)
    cluster.betreten()
    cluster.datenbank_anlegen("ris", fluechtig=False)
    assert antwortet(f"postgresql:///ris?host={cluster.socket}&user=ris")
    cluster.verlassen()


def test_cluster_without_any_server_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(datenbank, "programmordner", list)
    with pytest.raises(datenbank.DatenbankFehler, match="apt-get install postgresql"):
        datenbank.Cluster(tmp_path).betreten()


def test_cluster_of_another_version_is_left_alone(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres/PG_VERSION").write_text("9\n")
    with pytest.raises(datenbank.DatenbankFehler, match="die Daten gehören zu Version 9"):
        datenbank.Cluster(tmp_path).betreten()
    assert [datei.name for datei in (tmp_path / "postgres").iterdir()] == ["PG_VERSION"]


def test_secret_key_is_made_once_and_closed_to_others(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    for _ in range(2):
        monkeypatch.delenv("SECRET_KEY_FILE", raising=False)
        datenbank.geheimnis_bereitstellen(tmp_path)
        inhalt = Path(os.environ["SECRET_KEY_FILE"]).read_text()
    monkeypatch.delenv("SECRET_KEY_FILE")
    assert len(inhalt) > 50
    assert (tmp_path / "geheimnis").stat().st_mode & 0o777 == 0o600
    assert [datei.name for datei in tmp_path.iterdir()] == ["geheimnis"]
    assert (tmp_path / "geheimnis").read_text() == inhalt
