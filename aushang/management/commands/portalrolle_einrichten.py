"""The database account under which the public process logs in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction
from psycopg2 import errors, extensions, sql

from aushang.middleware import ROLLE

# Any number will do; it only has to be the same for every run of this command.
SPERRE = 0x52495350

ANLEGEN = """
DO $$ BEGIN
    CREATE ROLE {rolle} LOGIN NOINHERIT;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
EIGENSCHAFTEN = """
SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls,
       EXISTS (SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = r.oid
                                         AND NOT (deptype = 'a' AND classid = 'pg_database'::regclass)),
       ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = r.oid)
FROM pg_roles r WHERE rolname = %s
"""


class Command(BaseCommand):
    """Make or renew a LOGIN role that is a member of `ris_portal` and of nothing else.

    It is NOINHERIT: until the middleware takes the role `ris_portal` for a request, a connection may read
    nothing at all. The password comes from RIS_PORTAL_PASSWORT(_FILE), never from the command line, and
    reaches the server only as its SCRAM verifier.
    """

    help = (
        "Legt das Datenbankkonto des Portals an oder setzt sein Passwort neu (Mitglied von ris_portal, sonst nichts)."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--name", default=settings.PORTAL_ROLLE, help="Name des Kontos (Vorgabe: RIS_PORTAL_ROLLE, %(default)s)"
        )

    def handle(self, *, name, **options):
        if not settings.PORTAL_PASSWORT:
            raise CommandError("RIS_PORTAL_PASSWORT (oder RIS_PORTAL_PASSWORT_FILE) ist nicht gesetzt.")
        if name == ROLLE:
            raise CommandError(f"{ROLLE} ist die Rolle ohne Anmeldung; das Konto braucht einen eigenen Namen.")
        try:
            with transaction.atomic(), connection.cursor() as zeiger:
                self.einrichten(zeiger, name)
        except ProgrammingError as fehler:
            if not isinstance(fehler.__cause__, errors.InsufficientPrivilege):
                raise
            raise CommandError(self.anleitung(name)) from fehler
        self.stdout.write(f"Das Datenbankkonto {name} ist eingerichtet (Mitglied von {ROLLE}).")

    def einrichten(self, zeiger, name):
        """Make the role, look at it as it is now, and only then give it password and membership."""
        rolle = {"rolle": sql.Identifier(name), "gruppe": sql.Identifier(ROLLE)}
        # Two starts at once must not alter the same role: the second waits.
        zeiger.execute("SELECT pg_advisory_xact_lock(%s)", [SPERRE])
        zeiger.execute(sql.SQL(ANLEGEN).format(**rolle))
        zeiger.execute(EIGENSCHAFTEN, [name])
        hat_vorrechte, hat_eigenes, gruppen = zeiger.fetchone()
        if hat_vorrechte or hat_eigenes or set(gruppen) - {ROLLE}:
            raise CommandError(
                f"Die Rolle {name} gibt es schon, und sie darf mehr als das Portal. Sie bleibt unverändert;"
                " bitte wählen Sie mit --name oder RIS_PORTAL_ROLLE einen anderen Namen."
            )
        zeiger.execute(
            sql.SQL("ALTER ROLE {rolle} LOGIN NOINHERIT PASSWORD {pruefwert}").format(
                **rolle, pruefwert=sql.Literal(self.pruefwert(name))
            )
        )
        if ROLLE not in gruppen:
            zeiger.execute(sql.SQL("GRANT {gruppe} TO {rolle}").format(**rolle))

    def pruefwert(self, name):
        """What the server stores; so the password stands neither in its log nor in pg_stat_statements."""
        connection.ensure_connection()
        return extensions.encrypt_password(
            settings.PORTAL_PASSWORT, name, scope=connection.connection, algorithm="scram-sha-256"
        )

    def anleitung(self, name):
        """The same for an administrator, to be typed into psql."""
        connection.ensure_connection()
        rolle = sql.Identifier(name).as_string(connection.connection)
        return (
            "Dieses Datenbankkonto darf keine Rollen anlegen. Bitte lassen Sie eine Administratorin in psql ausführen:\n\n"
            f"  CREATE ROLE {rolle} LOGIN NOINHERIT;\n"
            f"  GRANT {ROLLE} TO {rolle};\n"
            f"  \\password {rolle}"
        )
