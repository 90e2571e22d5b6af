"""`python -m benchmarks`: an own PostgreSQL and files in a temporary folder; no data of anybody is touched."""

import argparse
import atexit
import os
import platform
import secrets
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command
from django.test.utils import override_settings, setup_test_environment

from benchmarks.messen import tabelle
from wittmund_ris import datenbank


def main() -> None:
    wahl = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    wahl.add_argument("--papiere", type=int, nargs="+", default=[10, 1000], help="so viele Papiere hat der Kreistag")
    wahl.add_argument("--seiten", type=int, default=15, help="Wiederholungen je Seite")
    wahl.add_argument("--drucke", type=int, default=5, help="Wiederholungen je PDF")
    wahl = wahl.parse_args()
    # What the shell has set for running the product does not reach this.
    for name in list(os.environ):
        if name.startswith(("RIS_", "EMAIL_", "ALLOWED_HOSTS", "CSRF_", "SECRET_KEY", "DATABASE_URL")):
            del os.environ[name]
    ordner = Path(tempfile.mkdtemp(prefix="ris-benchmarks-"))
    # Asked for before the server is: at the end the server leaves first, then its folder goes.
    atexit.register(shutil.rmtree, ordner, ignore_errors=True)
    # The private server runs under an account of its own, which has to get in.
    ordner.chmod(0o755)
    os.environ |= {
        "RIS_DATEN": str(ordner),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DJANGO_SETTINGS_MODULE": "wittmund_ris.settings",
    }
    datenbank.bereitstellen(ordner)
    django.setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)
    with override_settings(ROOT_URLCONF="benchmarks.adressen"):
        # Only now are there apps that models can be imported from.
        strecke = import_module("benchmarks.strecke")
        messungen = strecke.messen_alles(wahl.papiere, wahl.seiten, wahl.drucke)
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} Kerne, {platform.machine()}\n\n")
    sys.stdout.write(tabelle(messungen) + "\n")


if __name__ == "__main__":
    main()
