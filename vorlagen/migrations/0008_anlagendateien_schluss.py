import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0007_anlagendateien_uebernehmen")]

    operations = [
        migrations.RemoveField(
            model_name="anlage",
            name="dateiname",
        ),
        migrations.RemoveField(
            model_name="anlage",
            name="eingereicht_am",
        ),
        migrations.RemoveField(
            model_name="anlage",
            name="eingereicht_von",
        ),
        migrations.RemoveField(
            model_name="anlage",
            name="groesse",
        ),
        migrations.RemoveField(
            model_name="anlage",
            name="mime",
        ),
        migrations.RemoveField(
            model_name="anlage",
            name="sha256",
        ),
        migrations.RemoveField(model_name="anlage", name="ablage_alt"),
        migrations.AddConstraint(
            model_name="anlage",
            constraint=models.CheckConstraint(
                condition=models.Q(("datei__isnull", False), ("ist_angekuendigt", True), _connector="OR"),
                name="anlage_datei_oder_angekuendigt",
                violation_error_message="Bitte eine Datei wählen oder „wird nachgereicht“ ankreuzen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="anlage",
            constraint=models.CheckConstraint(
                condition=models.Q(("ist_geschwaerzt", False), ("ist_oeffentlich", True), _connector="OR"),
                name="anlage_geschwaerzt_nur_oeffentlich",
                violation_error_message="Eine geschwärzte Fassung gibt es nur von einer öffentlichen Anlage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="anlagedatei",
            constraint=models.UniqueConstraint(fields=("anlage", "art", "nummer"), name="anlagedatei_nummer_einmalig"),
        ),
        migrations.AddConstraint(
            model_name="anlagedatei",
            constraint=models.CheckConstraint(
                condition=models.Q(("ablage__gt", ""), ("sha256__gt", "")),
                name="anlagedatei_vollstaendig",
                violation_error_message="Datei und Siegel gehören zusammen.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anlage",
            trigger=pgtrigger.compiler.Trigger(
                name="anlagen_unveraendert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE eltern bigint; frei timestamptz;",
                    func="\n            IF TG_OP = 'DELETE' THEN eltern := OLD.vorlage_id; ELSE eltern := NEW.vorlage_id; END IF;\n            SELECT freigegeben_am INTO frei FROM vorlagen_vorlage WHERE id = eltern;\n            IF frei IS NOT NULL AND (TG_OP <> 'UPDATE' OR OLD.vorlage_id IS DISTINCT FROM NEW.vorlage_id OR OLD.position IS DISTINCT FROM NEW.position OR OLD.titel IS DISTINCT FROM NEW.titel OR OLD.ist_oeffentlich IS DISTINCT FROM NEW.ist_oeffentlich OR OLD.ist_geschwaerzt IS DISTINCT FROM NEW.ist_geschwaerzt OR OLD.ist_angekuendigt IS DISTINCT FROM NEW.ist_angekuendigt OR (OLD.datei_id IS NOT NULL AND OLD.datei_id IS DISTINCT FROM NEW.datei_id) OR (OLD.geschwaerzt_id IS NOT NULL AND OLD.geschwaerzt_id IS DISTINCT FROM NEW.geschwaerzt_id)) THEN\n                RAISE EXCEPTION 'pgtrigger: Die Vorlage ist freigegeben, ihr Inhalt ist unveränderlich.';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="71af5c8db1a28e6d829cf8c52d1509878e7d7065",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_anlagen_unveraendert_65a00",
                    table="vorlagen_anlage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anlagedatei",
            trigger=pgtrigger.compiler.Trigger(
                name="anlagedateien_bleiben",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE zeile bigint; frei timestamptz; angekuendigt boolean;",
                    func="\n        IF TG_OP = 'UPDATE' THEN\n            RAISE EXCEPTION 'pgtrigger: Die Datei einer Anlage ist unveränderlich; eine neue Version ist eine neue Zeile.';\n        END IF;\n        IF TG_OP = 'DELETE' THEN zeile := OLD.anlage_id; ELSE zeile := NEW.anlage_id; END IF;\n        SELECT v.freigegeben_am, a.ist_angekuendigt INTO frei, angekuendigt\n          FROM vorlagen_anlage a JOIN vorlagen_vorlage v ON v.id = a.vorlage_id WHERE a.id = zeile;\n        IF frei IS NOT NULL AND (TG_OP = 'DELETE' OR NOT angekuendigt\n            OR EXISTS (SELECT 1 FROM vorlagen_anlagedatei d WHERE d.anlage_id = zeile AND d.art = NEW.art)) THEN\n            RAISE EXCEPTION 'pgtrigger: Die Vorlage ist freigegeben, ihre Anlagen sind unveränderlich.';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="60327b51b42ca3082ebc6d63145d1e9a4d375f11",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_anlagedateien_bleiben_344b7",
                    table="vorlagen_anlagedatei",
                    when="BEFORE",
                ),
            ),
        ),
    ]
