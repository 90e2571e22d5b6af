"""pytest plugin, loaded before Django's settings: the tests' own PostgreSQL, unless DATABASE_URL names one.

The controller of pytest-xdist starts the cluster; the workers inherit DATABASE_URL and start nothing. What the
shell has set for `bin/run` (demo mode, production, mail) does not reach the tests.
"""

import os
import secrets

from wittmund_ris import datenbank

IST_ARBEITER = "PYTEST_XDIST_WORKER" in os.environ

if not IST_ARBEITER:
    ordner = datenbank.datenordner() / "tests"
    for name in list(os.environ):
        if name.startswith(("RIS_", "EMAIL_", "ALLOWED_HOSTS", "CSRF_", "SECRET_KEY")):
            del os.environ[name]
    os.environ["RIS_DATEN"] = str(ordner)
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    datenbank.bereitstellen(ordner, fluechtig=True)
