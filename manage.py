#!/usr/bin/env python3
"""Django's command line. Without DATABASE_URL it starts the embedded PostgreSQL first."""

import os
import sys

from django.core.management import execute_from_command_line

from wittmund_ris import datenbank

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wittmund_ris.settings")
    try:
        datenbank.bereitstellen()
    except datenbank.DatenbankFehler as fehler:
        sys.exit(str(fehler))
    execute_from_command_line(sys.argv)
