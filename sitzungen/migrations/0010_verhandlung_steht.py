"""Every vote has its sitting from here on; and what happened in a closed sitting stands."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sitzungen", "0009_verhandlung_daten")]
    operations = [
        migrations.AlterField(
            model_name="abstimmung",
            name="sitzung",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="abstimmungen", to="sitzungen.sitzung"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="abstimmung",
            trigger=pgtrigger.compiler.Trigger(
                name="stimmen_stehen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE stand text; andere bigint;",
                    func="\n        IF TG_OP = 'DELETE' THEN\n            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = OLD.sitzung_id;\n        ELSE\n            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = NEW.sitzung_id;\n            SELECT sitzung_id INTO andere FROM sitzungen_tagesordnungspunkt WHERE id = NEW.top_id;\n            IF andere <> NEW.sitzung_id OR (TG_OP = 'UPDATE' AND OLD.sitzung_id <> NEW.sitzung_id) THEN\n                RAISE EXCEPTION 'pgtrigger: Eine Abstimmung gehört zu ihrer Sitzung.';\n            END IF;\n        END IF;\n        IF stand <> 'eroeffnet' THEN\n            RAISE EXCEPTION 'pgtrigger: Abgestimmt wird nur in einer eröffneten Sitzung.';\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.form = 'geheim' AND OLD.form <> 'geheim' THEN\n            RAISE EXCEPTION 'pgtrigger: Eine offene Abstimmung wird nicht nachträglich geheim.';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="be0bbed26a7ed75cec05195c7cfdba20f2e0e7e0",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stimmen_stehen_f8a12",
                    table="sitzungen_abstimmung",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anwesenheitszeit",
            trigger=pgtrigger.compiler.Trigger(
                name="anwesenheitszeit_steht",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE zeile record; stand text;",
                    func="\n            IF TG_OP = 'DELETE' THEN zeile := OLD; ELSE zeile := NEW; END IF;\n            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = (zeile.sitzung_id);\n            IF stand = 'geschlossen' AND NOT (FALSE) THEN\n                RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="8b63c3dfa44759d6775b4a31a1d2c7e886338014",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_anwesenheitszeit_steht_ddb63",
                    table="sitzungen_anwesenheitszeit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feststellung",
            trigger=pgtrigger.compiler.Trigger(
                name="feststellung_nur_anfuegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7af7f4071628f50fd580f139fa750bfc6706209b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_feststellung_nur_anfuegen_76b78",
                    table="sitzungen_feststellung",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sitzungsantrag",
            trigger=pgtrigger.compiler.Trigger(
                name="sitzungsantrag_steht",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE zeile record; stand text;",
                    func="\n            IF TG_OP = 'DELETE' THEN zeile := OLD; ELSE zeile := NEW; END IF;\n            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = (SELECT sitzung_id FROM sitzungen_tagesordnungspunkt WHERE id = zeile.top_id);\n            IF stand = 'geschlossen' AND NOT (FALSE) THEN\n                RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="fdbd6be3fd2f3374b39b66aff176126919cd995e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_sitzungsantrag_steht_f6299",
                    table="sitzungen_sitzungsantrag",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stimme",
            trigger=pgtrigger.compiler.Trigger(
                name="stimme_nur_offen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE art text; stand text;",
                    func="\n        SELECT a.form, s.status INTO art, stand FROM sitzungen_abstimmung a JOIN sitzungen_sitzung s ON s.id = a.sitzung_id\n            WHERE a.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.abstimmung_id ELSE NEW.abstimmung_id END;\n        IF TG_OP <> 'DELETE' AND art = 'geheim' THEN\n            RAISE EXCEPTION 'pgtrigger: In geheimer Abstimmung wird keine einzelne Stimme festgehalten (§ 68 NKomVG).';\n        END IF;\n        IF stand = 'geschlossen' THEN\n            RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="2c9522a5975c4df8e429d5c926e785c57c64f658",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stimme_nur_offen_eda94",
                    table="sitzungen_stimme",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teilnahme",
            trigger=pgtrigger.compiler.Trigger(
                name="teilnahme_steht",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE zeile record; stand text;",
                    func="\n            IF TG_OP = 'DELETE' THEN zeile := OLD; ELSE zeile := NEW; END IF;\n            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = (zeile.sitzung_id);\n            IF stand = 'geschlossen' AND NOT (FALSE) THEN\n                RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="54703d98ba6ec9857dffdfc10cf218b310622f2e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_teilnahme_steht_440fd",
                    table="sitzungen_teilnahme",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mitwirkungsverbot",
            trigger=pgtrigger.compiler.Trigger(
                name="mitwirkungsverbot_steht",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE zeile record; stand text;",
                    func="\n            IF TG_OP = 'DELETE' THEN zeile := OLD; ELSE zeile := NEW; END IF;\n            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = (SELECT sitzung_id FROM sitzungen_tagesordnungspunkt WHERE id = zeile.top_id);\n            IF stand = 'geschlossen' AND NOT (TG_OP = 'INSERT' AND zeile.nachtraeglich) THEN\n                RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="20e01bba0808c99fc47964ec86dde73662e6d6bc",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_mitwirkungsverbot_steht_4e8e6",
                    table="sitzungen_mitwirkungsverbot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unterbrechung",
            trigger=pgtrigger.compiler.Trigger(
                name="unterbrechung_steht",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE zeile record; stand text;",
                    func="\n            IF TG_OP = 'DELETE' THEN zeile := OLD; ELSE zeile := NEW; END IF;\n            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = (zeile.sitzung_id);\n            IF stand = 'geschlossen' AND NOT (FALSE) THEN\n                RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="6520b01d0f4215a3201b4dfc4945b317740f0c60",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_unterbrechung_steht_1dc33",
                    table="sitzungen_unterbrechung",
                    when="BEFORE",
                ),
            ),
        ),
    ]
