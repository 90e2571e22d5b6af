#!/bin/sh
# Runs once, when the database container makes its cluster: the owner `ris`, who is no superuser.
# CREATEROLE: the migrations make the role of the public wing, `portalrolle_einrichten` its account.
set -eu
psql -v ON_ERROR_STOP=1 -v passwort="$(cat /run/secrets/ris_db_passwort)" -U "$POSTGRES_USER" <<'SQL'
SET password_encryption = 'scram-sha-256';
CREATE ROLE ris LOGIN CREATEROLE PASSWORD :'passwort';
CREATE DATABASE ris OWNER ris;
REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
SQL
