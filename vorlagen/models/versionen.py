"""Versions of a Vorlage: one snapshot of the whole paper for every explicit save."""

import uuid

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


class Arbeitsstand(models.Model):
    """What somebody has typed and not yet saved: one row for each account and document, seen by nobody else.

    It is no version and leaves no Verlauf. `felder` is the form as it was sent (name → values), unchecked. `fenster` is the
    window that wrote it, `stand` a mark that is new at each writing: another window that has not seen it overwrites nothing.
    `vorlagen.arbeitsstand` is the only writer.
    """

    benutzer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="arbeitsstaende")
    vorlage = models.ForeignKey(Vorlage, null=True, on_delete=models.PROTECT, related_name="arbeitsstaende")
    kennung = models.UUIDField("Kennung des Formulars")
    felder = models.JSONField("Eingaben")
    version = models.PositiveIntegerField("gelesene Version", default=0)
    fenster = models.UUIDField("Fenster")
    stand = models.UUIDField("Stand", default=uuid.uuid4)
    gespeichert_am = models.DateTimeField("gespeichert am", default=uhr.jetzt)

    class Meta:
        verbose_name = "Arbeitsstand"
        verbose_name_plural = "Arbeitsstände"
        ordering = ["-gespeichert_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["benutzer", "vorlage"],
                condition=models.Q(vorlage__isnull=False),
                name="arbeitsstand_einer_je_dokument",
            ),
            models.UniqueConstraint(
                fields=["benutzer", "kennung"],
                condition=models.Q(vorlage__isnull=True),
                name="arbeitsstand_einer_je_formular",
            ),
        ]

    def __str__(self):
        return f"Arbeitsstand vom {self.gespeichert_am:%d.%m.%Y %H:%M}"
