"""Dispatched agendas get gaps between their places for a Nachtrag; what closes an agenda says so instead of standing at 901."""

from django.db import migrations

# The trigger guards these rows while the sitting lives; here the order stays as it is.
VORWAERTS = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE sitzungen_tagesordnungspunkt DISABLE TRIGGER USER;
    SET CONSTRAINTS ALL DEFERRED;
    UPDATE sitzungen_tagesordnungspunkt SET lage = 'ende' WHERE position > 900 AND beratung_id IS NULL;
    UPDATE sitzungen_tagesordnungspunkt t SET position = neu.platz * (CASE WHEN s.status = 'geplant' THEN 1 ELSE 100 END)
        FROM (SELECT id, row_number() OVER (PARTITION BY sitzung_id, teil ORDER BY position, id) AS platz
            FROM sitzungen_tagesordnungspunkt) neu, sitzungen_sitzung s
        WHERE neu.id = t.id AND s.id = t.sitzung_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE sitzungen_tagesordnungspunkt ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("sitzungen", "0011_tagesordnung")]

    operations = [migrations.RunSQL(VORWAERTS, migrations.RunSQL.noop)]
