"""pytest plugin, loaded before Django's settings: the tests' own PostgreSQL, unless DATABASE_URL names one."""

from wittmund_ris import datenbank

datenbank.bereitstellen(datenbank.datenordner() / "tests", fluechtig=True)
