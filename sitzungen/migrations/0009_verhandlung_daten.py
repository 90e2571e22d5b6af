"""Sittings that were held before attendance had times: present from the opening to the end, and each vote knows its sitting."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def uebernehmen(apps, schema_editor):
    Abstimmung = apps.get_model("sitzungen", "Abstimmung")
    Punkt = apps.get_model("sitzungen", "Tagesordnungspunkt")
    Anwesenheit = apps.get_model("sitzungen", "Anwesenheit")
    Zeit = apps.get_model("sitzungen", "Anwesenheitszeit")
    Feststellung = apps.get_model("sitzungen", "Feststellung")
    Sitzung = apps.get_model("sitzungen", "Sitzung")
    seine = Punkt.objects.filter(pk=OuterRef("top")).values("sitzung")
    Abstimmung.objects.update(sitzung=Subquery(seine))
    anwesend = Anwesenheit.objects.filter(status="anwesend", sitzung__eroeffnet_am__isnull=False)
    Zeit.objects.bulk_create(
        Zeit(
            sitzung=a.sitzung,
            anwesenheit=a,
            person=a.mitgliedschaft.person,
            von=a.sitzung.eroeffnet_am,
            bis=a.sitzung.geschlossen_am,
        )
        for a in anwesend.select_related("sitzung", "mitgliedschaft__person")
    )
    Regelwerk = apps.get_model("gremien", "Regelwerk")
    for sitzung in Sitzung.objects.filter(eroeffnet_am__isnull=False).select_related("gremium"):
        mitglieder = _gesetzlich(sitzung, Regelwerk)
        Feststellung.objects.create(
            sitzung=sitzung,
            anlass="eroeffnung",
            am=sitzung.eroeffnet_am,
            anwesend=anwesend.filter(sitzung=sitzung, ist_stimmberechtigt=True).count(),
            noetig=mitglieder // 2 + 1,
            mitglieder=mitglieder,
        )


def _gesetzlich(sitzung, Regelwerk):
    """The number fixed by law or Satzung, as `Gremium.mitglieder_gesetzlich` finds it."""
    tag = sitzung.eroeffnet_am.date()
    if sitzung.gremium.art == "vertretung":
        geltend = Regelwerk.objects.filter(von__lte=tag).order_by("-von").first()
        return geltend.mitglieder_gesetzlich if geltend else 0
    return sitzung.gremium.mitglieder_soll or sitzung.anwesenheiten.filter(ist_stimmberechtigt=True).count()


class Migration(migrations.Migration):
    dependencies = [("sitzungen", "0008_verhandlung"), ("gremien", "0006_regelwerk_der_sitzung")]
    operations = [migrations.RunPython(uebernehmen, migrations.RunPython.noop)]
