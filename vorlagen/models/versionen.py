"""Versions of a Vorlage: one snapshot of the whole paper for every explicit save."""

from django.conf import settings
from django.db import models

from vorlagen.models.vorlage import Vorlage
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class VorlageVersion(models.Model):
    """The whole paper with stations and Anlagen as it was saved; never changed. `vorlagen.versionen` writes it."""

    vorlage = models.ForeignKey(Vorlage, on_delete=models.PROTECT, related_name="versionen")
    nummer = models.PositiveIntegerField("Version")
    anlass = models.CharField("Anlass", max_length=40)
    inhalt = models.JSONField("Inhalt")
    pruefsumme = models.CharField("SHA-256 des Inhalts", max_length=64)
    erstellt_am = models.DateTimeField("gespeichert am", default=uhr.jetzt)
    erstellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="gespeichert von", on_delete=models.PROTECT, related_name="+"
    )
    erstellt_von_name = models.CharField("Name", max_length=200)

    class Meta:
        verbose_name = "Version"
        verbose_name_plural = "Versionen"
        ordering = ["vorlage", "nummer"]
        constraints = [models.UniqueConstraint(fields=["vorlage", "nummer"], name="vorlageversion_nummer_einmalig")]
        triggers = [nur_anfuegen("vorlageversion_nur_anfuegen")]

    def __str__(self):
        return f"Version {self.nummer} vom {self.erstellt_am:%d.%m.%Y}"
