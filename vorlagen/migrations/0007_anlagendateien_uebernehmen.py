"""Each file of an Anlage becomes the first version in the new table; its public id stays, so that the register does not move."""

from django.db import migrations


def uebernehmen(apps, schema_editor):
    anlagen = apps.get_model("vorlagen", "Anlage").objects.exclude(sha256="")
    dateien = apps.get_model("vorlagen", "AnlageDatei").objects
    for anlage in anlagen.iterator():
        anlage.datei = dateien.create(
            oeffentliche_id=anlage.oeffentliche_id,
            anlage=anlage,
            dateiname=anlage.dateiname,
            ablage=anlage.ablage_alt,
            sha256=anlage.sha256,
            groesse=anlage.groesse,
            mime=anlage.mime,
            eingereicht_am=anlage.eingereicht_am,
            eingereicht_von=anlage.eingereicht_von,
        )
        anlage.save(update_fields=["datei"])


def zurueck(apps, schema_editor):
    """The version that counts inside; older and redacted ones have no place in the old table."""
    for anlage in apps.get_model("vorlagen", "Anlage").objects.filter(datei__isnull=False).select_related("datei"):
        datei = anlage.datei
        anlage.ablage_alt = datei.ablage
        for name in ("dateiname", "sha256", "groesse", "mime", "eingereicht_am", "eingereicht_von"):
            setattr(anlage, name, getattr(datei, name))
        anlage.datei = anlage.geschwaerzt = None
        anlage.save()
    apps.get_model("vorlagen", "AnlageDatei").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0006_anlagendateien")]
    operations = [migrations.RunPython(uebernehmen, zurueck)]
