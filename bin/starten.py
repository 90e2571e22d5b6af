"""What bin/run does once Python is there: lock, database, migrate, roles, demo council, serve, work in the background.

The order matters: the port and the folder are taken first, so that a second start is refused before it
touches anything. The address is printed only when the server listens.
"""

import atexit
import contextlib
import fcntl
import io
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

BASIS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASIS))

from django.core.exceptions import ImproperlyConfigured  # noqa: E402 - the checkout is no installed package
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402
from gunicorn.arbiter import Arbiter  # noqa: E402

from wittmund_ris import datenbank  # noqa: E402

ADRESSE = "127.0.0.1"


def ordner_belegen(ordner: Path):
    """Hold the folder for this start alone; a killed predecessor leaves no lock behind."""
    ordner.mkdir(parents=True, exist_ok=True)
    datei = (ordner / "lauf").open("a+", encoding="utf-8")
    try:
        fcntl.flock(datei, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        datei.seek(0)
        sys.exit(
            f"Das System läuft bereits mit dem Datenordner {ordner}: {datei.read().strip() or 'es startet gerade'}.\n"
            "Beenden Sie es dort mit Strg+C, oder wählen Sie mit RIS_DATEN einen anderen Ordner und mit PORT einen"
            " anderen Port."
        )
    return datei


def port_belegen() -> socket.socket:
    """Bind the port; connections wait in its queue until the server answers."""
    wert = os.environ.get("PORT") or "8000"
    if not wert.isdigit() or not 0 < int(wert) < 65536:
        sys.exit(f"PORT muss eine Zahl zwischen 1 und 65535 sein, nicht „{wert}“.")
    anschluss = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    anschluss.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        anschluss.bind((ADRESSE, int(wert)))
    except OSError as fehler:
        sys.exit(
            f"Port {wert} auf {ADRESSE} ist nicht frei ({fehler.strerror}). Läuft das System schon? "
            f"Ein anderer Port: PORT={int(wert) + 1 if int(wert) < 65535 else 8001} bin/run"
        )
    anschluss.listen(128)
    return anschluss


def umgebung_setzen(ordner: Path, adresse: str) -> None:
    """The defaults for trying out; whatever the shell has set wins."""
    eigener_server = os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wittmund_ris.settings")
    os.environ.setdefault("RIS_DEMO", "nein" if eigener_server else "ja")
    os.environ.setdefault("RIS_OEFFENTLICHE_ADRESSE", adresse.rstrip("/"))
    if os.environ.get("RIS_PRODUKTION") != "ja":
        datenbank.geheimnis_bereitstellen(ordner)


def einrichten() -> str:
    """Schema, roles, demo council; each quick when there is nothing to do. Returns the table of demo accounts."""
    import django  # noqa: PLC0415 - reads the settings, which need the environment set above
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    konten = io.StringIO()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("rollen_einrichten", stdout=io.StringIO())
    if settings.DEMO:
        call_command("demodaten", stdout=sys.stderr)
        call_command("demodaten", zeige_konten=True, stdout=konten)
    # The workers are forked: a connection must not be shared with them.
    connections.close_all()
    return konten.getvalue()


class Aufseher(Arbiter):
    """gunicorn's arbiter, but a closed terminal (SIGHUP) ends it instead of reloading."""

    def handle_hup(self):
        raise StopIteration


class Server(BaseApplication):
    """gunicorn in this process: the application is loaded once and forked."""

    def __init__(self, anschluss: socket.socket, gruss: str):
        self.anschluss = anschluss
        self.gruss = gruss
        super().__init__()

    def load_config(self):
        einstellungen = {
            "bind": f"fd://{self.anschluss.detach()}",
            "worker_class": "gthread",
            "workers": 2,
            "threads": 4,
            "preload_app": True,
            "graceful_timeout": 5,
            "control_socket_disable": True,
            "loglevel": "warning",
            "when_ready": lambda _: print(self.gruss, flush=True),
            "post_worker_init": self.nur_auf_den_aufseher_hoeren,
        }
        for name, wert in einstellungen.items():
            self.cfg.set(name, wert)

    @staticmethod
    def nur_auf_den_aufseher_hoeren(_):
        """The terminal signals the whole group; a worker that is told to stop twice may hang in between."""
        for zeichen in (signal.SIGINT, signal.SIGHUP):
            signal.signal(zeichen, signal.SIG_IGN)

    def load(self):
        from wittmund_ris.wsgi import application  # noqa: PLC0415 - needs the environment

        return application

    def run(self):
        Aufseher(self).run()


@contextlib.contextmanager
def hintergrundarbeit():
    """The background worker beside the server, for as long as it serves. It finishes what it has in hand."""
    arbeiter = subprocess.Popen(
        [sys.executable, BASIS / "manage.py", "hintergrund", "--verbosity", "0", "--aufsicht", str(os.getpid())],
        # Ctrl-C is for us: a second signal would cut its task in two.
        start_new_session=True,
    )
    start = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == start:  # the workers of the server are forks of this process
            arbeiter.terminate()
            try:
                arbeiter.wait(timeout=20)
            except subprocess.TimeoutExpired:
                arbeiter.kill()


def main() -> None:
    ordner = datenbank.datenordner()
    sperre = ordner_belegen(ordner)
    anschluss = port_belegen()
    adresse = f"http://{ADRESSE}:{anschluss.getsockname()[1]}/"
    sperre.truncate(0)
    sperre.write(f"{adresse} (Prozess {os.getpid()})")
    sperre.flush()
    start = os.getpid()
    atexit.register(lambda: os.getpid() == start and sperre.truncate(0))
    for ende in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ende, lambda *_: sys.exit(143))
    try:
        umgebung_setzen(ordner, adresse)
        print("Starte Datenbank und richte ein …", file=sys.stderr, flush=True)
        datenbank.bereitstellen(ordner)
        konten = einrichten()
    except (datenbank.DatenbankFehler, ImproperlyConfigured) as fehler:
        sys.exit(str(fehler))
    except OperationalError as fehler:
        sys.exit(f"Die Datenbank antwortet nicht: {fehler}")
    except KeyboardInterrupt:
        sys.exit("\nAbgebrochen.")
    gruss = f"\nRatsinformationssystem: {adresse}\n\n{konten}\nBeenden mit Strg+C."
    with contextlib.suppress(KeyboardInterrupt), hintergrundarbeit():
        Server(anschluss, gruss).run()


if __name__ == "__main__":
    main()
