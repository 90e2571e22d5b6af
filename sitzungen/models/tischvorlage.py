"""What is handed out in the sitting on an item that is already on the agenda."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sitzungen.models.tagesordnung import Tagesordnungspunkt
from vorlagen.models import Vorlage
from wittmund_ris import ablage, uhr
from wittmund_ris.verlauf import nur_anfuegen


class Tischvorlage(models.Model):
    """A paper of the house or a file, with the time of the handing out (Geschäftsordnung). It stays as it was handed out."""

    top = models.ForeignKey(Tagesordnungspunkt, on_delete=models.PROTECT, related_name="tischvorlagen")
    titel = models.CharField("Titel", max_length=200)
    vorlage = models.ForeignKey(Vorlage, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="Vorlage")
    dateiname = models.CharField("Dateiname", max_length=200, blank=True)
    datei = models.CharField("Ablage", max_length=200, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    groesse = models.PositiveBigIntegerField("Größe in Bytes", default=0)
    mime = models.CharField("Dateityp", max_length=100, blank=True)
    vorgelegt_am = models.DateTimeField("vorgelegt am", default=uhr.jetzt)
    vorgelegt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Tischvorlage"
        verbose_name_plural = "Tischvorlagen"
        ordering = ["top", "vorgelegt_am", "pk"]
        constraints = [
            models.CheckConstraint(
                name="tischvorlage_papier_oder_datei",
                condition=Q(vorlage__isnull=False, datei="") | Q(vorlage__isnull=True, datei__gt=""),
                violation_error_message="Eine Tischvorlage ist eine Vorlage oder eine Datei.",
            ),
        ]
        triggers = [nur_anfuegen("tischvorlage_nur_anfuegen")]

    def __str__(self):
        return self.titel

    def lesen(self) -> bytes:
        """The bytes of the file as they were handed out."""
        return ablage.lesen(self.datei)
