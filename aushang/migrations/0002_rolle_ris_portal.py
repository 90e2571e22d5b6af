"""The database role of the public wing: it may read the tables of `aushang`, and nothing else."""

from django.db import migrations

# Creating a role is cluster-wide: a parallel creator may win between check and CREATE, so its error is caught.
ANLEGEN = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ris_portal') THEN
        CREATE ROLE ris_portal NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END $$;
DO $$
BEGIN
    -- PostgreSQL 16 and later: the creator administers the role but must be a member of it to take it on.
    IF NOT pg_has_role(current_user, 'ris_portal', 'SET') THEN
        EXECUTE format('GRANT ris_portal TO %I', current_user);
    END IF;
EXCEPTION
    WHEN undefined_function OR invalid_parameter_value THEN
        EXECUTE format('GRANT ris_portal TO %I', current_user);
    WHEN duplicate_object OR unique_violation THEN
        NULL;
END $$;
GRANT USAGE ON SCHEMA public TO ris_portal;
GRANT SELECT ON aushang_eintrag, aushang_datei TO ris_portal;
"""
# A role is never dropped: another database of the cluster may still use it.
ZURUECK = "REVOKE ALL ON aushang_eintrag, aushang_datei FROM ris_portal; REVOKE USAGE ON SCHEMA public FROM ris_portal;"


class Migration(migrations.Migration):
    dependencies = [("aushang", "0001_anfang")]

    operations = [migrations.RunSQL(ANLEGEN, ZURUECK)]
