"""The database account of the public process: a member of `ris_portal` and of nothing else."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import close_old_connections, connection

from aushang.middleware import ROLLE

PASSWORT = "ein'Pass\"wort\\ mit $$ Zeichen"


@pytest.fixture
def konto(settings):
    """A name of this test's own: roles belong to the whole cluster, which other tests share."""
    settings.PORTAL_PASSWORT = PASSWORT
    name = f"portal-test-{uuid.uuid4().hex[:8]}"
    yield name
    with connection.cursor() as zeiger:
        zeiger.execute("RESET ROLE")
        zeiger.execute(f'DROP ROLE IF EXISTS "{name}"')


def eigenschaften(name):
    with connection.cursor() as zeiger:
        zeiger.execute(
            """
            SELECT rolcanlogin, rolinherit, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
                   ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = r.oid)
            FROM pg_roles r WHERE rolname = %s
            """,
            [name],
        )
        return zeiger.fetchone()


def anmelden(name):
    """A connection under the new account, as the public process opens it."""
    return psycopg2.connect(**connection.get_connection_params() | {"user": name, "password": PASSWORT})


@pytest.mark.django_db
def test_portalrolle_is_member_of_ris_portal_only(konto):
    call_command("portalrolle_einrichten", name=konto)
    assert eigenschaften(konto) == (True, False, False, False, False, False, False, [ROLLE])


@pytest.mark.django_db
def test_portalrolle_may_be_set_up_again(konto):
    for _ in range(2):
        call_command("portalrolle_einrichten", name=konto)
    assert eigenschaften(konto)[-1] == [ROLLE]


@pytest.mark.django_db(transaction=True)
def test_portalrolle_reads_the_register_and_nothing_else(konto):
    call_command("portalrolle_einrichten", name=konto)
    verbindung = anmelden(konto)
    zeiger = verbindung.cursor()
    try:
        # Before it takes the role: nothing at all.
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            zeiger.execute("SELECT FROM aushang_eintrag")
        verbindung.rollback()
        zeiger.execute(f"SET LOCAL ROLE {ROLLE}")
        zeiger.execute("SELECT count(*) FROM aushang_eintrag")
        assert zeiger.fetchone() == (0,)
        for tabelle in ("vorlagen_vorlage", "konten_benutzer", "django_session", "sitzungen_sitzung"):
            zeiger.execute("SAVEPOINT versuch")
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                zeiger.execute(f"SELECT FROM {tabelle}")
            zeiger.execute("ROLLBACK TO versuch")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            zeiger.execute("DELETE FROM aushang_eintrag")
    finally:
        verbindung.close()


@pytest.mark.django_db
def test_portalrolle_keeps_the_password_out_of_the_statement(konto, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as anfragen:
        call_command("portalrolle_einrichten", name=konto)
    anweisungen = "\n".join(anfrage["sql"] for anfrage in anfragen.captured_queries)
    assert "SCRAM-SHA-256$" in anweisungen
    assert "ein'Pass" not in anweisungen


@pytest.mark.django_db
@pytest.mark.parametrize("vorrecht", ["CREATEDB", "CREATEROLE"])
def test_portalrolle_leaves_a_role_with_more_rights_alone(konto, vorrecht):
    with connection.cursor() as zeiger:
        zeiger.execute(f'CREATE ROLE "{konto}" NOLOGIN {vorrecht}')
    vorher = eigenschaften(konto)
    with pytest.raises(CommandError, match="darf mehr als das Portal"):
        call_command("portalrolle_einrichten", name=konto)
    assert eigenschaften(konto) == vorher


@pytest.mark.django_db
def test_portalrolle_refuses_the_owner_of_the_database(settings):
    settings.PORTAL_PASSWORT = PASSWORT
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT current_user")
        (eigentuemer,) = zeiger.fetchone()
    with pytest.raises(CommandError, match="darf mehr als das Portal"):
        call_command("portalrolle_einrichten", name=eigentuemer)


@pytest.mark.django_db
def test_portalrolle_needs_a_password(konto, settings):
    settings.PORTAL_PASSWORT = ""
    with pytest.raises(CommandError, match="RIS_PORTAL_PASSWORT"):
        call_command("portalrolle_einrichten", name=konto)
    assert eigenschaften(konto) is None


@pytest.mark.django_db
def test_portalrolle_prints_the_sql_where_rights_are_missing(konto):
    """An owner without CREATEROLE: the administrator gets what to type, without the password."""
    with connection.cursor() as zeiger:
        zeiger.execute(f"SET LOCAL ROLE {ROLLE}")
    with pytest.raises(CommandError) as fehler:
        call_command("portalrolle_einrichten", name=konto)
    text = str(fehler.value)
    assert f'CREATE ROLE "{konto}" LOGIN NOINHERIT;' in text
    assert f'GRANT {ROLLE} TO "{konto}";' in text
    assert PASSWORT not in text


@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
def test_portalrolle_may_be_set_up_by_several_at_once(konto):
    def lauf(_):
        try:
            call_command("portalrolle_einrichten", name=konto)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as arbeiter:
        list(arbeiter.map(lauf, range(12)))
    close_old_connections()
    assert eigenschaften(konto)[-1] == [ROLLE]
