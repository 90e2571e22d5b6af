"""What members had handed in with their motions before the mark existed."""

from django.db import migrations
from django.db.models import F


def nachtragen(apps, schema_editor):
    anlagen = apps.get_model("vorlagen", "Anlage").objects
    mit = anlagen.filter(
        vorlage__eingegangen_am__isnull=False, datei__eingereicht_am__lte=F("vorlage__eingegangen_am")
    ).values("pk")
    anlagen.filter(pk__in=mit).update(mit_eingereicht=True)


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0017_eingereichtes")]
    operations = [migrations.RunPython(nachtragen, migrations.RunPython.noop)]
