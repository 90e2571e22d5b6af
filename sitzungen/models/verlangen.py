"""Demands to convene a body (§ 59 Abs. 2, § 72 Abs. 3, § 78 Abs. 1 NKomVG)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gremien.models import Gremium, Mitgliedschaft
from sitzungen.models.sitzung import Sitzung
from wittmund_ris import uhr


class VerlangenQuerySet(models.QuerySet):
    def offen(self):
        """No sitting that answers the demand has been convened, and it was not withdrawn."""
        erledigt = Q(sitzung__eingeladen_am__isnull=False) & ~Q(sitzung__status="abgesagt")
        return self.filter(zurueckgenommen_am__isnull=True).exclude(erledigt)


class Einberufungsverlangen(models.Model):
    """Somebody demands a sitting and names its subject. Whether it binds is computed (`sitzungen.verlangen`)."""

    gremium = models.ForeignKey(
        Gremium,
        verbose_name="Gremium",
        on_delete=models.PROTECT,
        related_name="einberufungsverlangen",
        limit_choices_to=Q(art__in=("vertretung", "hauptausschuss", "fachausschuss")),
    )
    eingegangen_am = models.DateField("eingegangen am")
    gegenstand = models.CharField("Beratungsgegenstand", max_length=300)
    # § 59 Abs. 2 S. 3: the Kreisausschuss demands a sitting of the Kreistag by decision, without signatures.
    durch_kreisausschuss = models.BooleanField("Beschluss des Kreisausschusses", default=False)
    unterzeichnende = models.ManyToManyField(
        Mitgliedschaft, verbose_name="Unterzeichnende", related_name="+", blank=True
    )
    sitzung = models.ForeignKey(
        Sitzung, verbose_name="Sitzung dazu", null=True, on_delete=models.SET_NULL, related_name="verlangen"
    )
    zurueckgenommen_am = models.DateField("zurückgenommen am", null=True)
    erfasst_am = models.DateTimeField("erfasst am", default=uhr.jetzt, editable=False)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = VerlangenQuerySet.as_manager()

    class Meta:
        verbose_name = "Einberufungsverlangen"
        verbose_name_plural = "Einberufungsverlangen"
        ordering = ["-eingegangen_am", "-pk"]

    def __str__(self):
        return f"{self.gremium}: {self.gegenstand}"
