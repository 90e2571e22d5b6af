"""An attachment of a Vorlage."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from vorlagen import trigger
from vorlagen.models.vorlage import Vorlage


class Anlage(models.Model):
    """An attachment with its own publicity. It can be announced and handed in after the release."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorlage = models.ForeignKey(Vorlage, on_delete=models.CASCADE, related_name="anlagen")
    position = models.PositiveSmallIntegerField("Position", default=1)
    titel = models.CharField("Titel", max_length=200)
    ist_oeffentlich = models.BooleanField("öffentlich", default=False)
    ist_angekuendigt = models.BooleanField("wird nachgereicht", default=False)
    dateiname = models.CharField("Dateiname", max_length=200, blank=True, editable=False)
    datei = models.CharField("Ablage", max_length=200, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    groesse = models.PositiveBigIntegerField("Größe in Bytes", default=0, editable=False)
    mime = models.CharField("Typ", max_length=100, blank=True, editable=False)
    eingereicht_am = models.DateTimeField("eingereicht am", null=True, editable=False)
    eingereicht_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="eingereicht von",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["vorlage", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="anlage_datei_vollstaendig",
                condition=Q(sha256="", datei="", eingereicht_am__isnull=True, eingereicht_von__isnull=True)
                | Q(sha256__gt="", datei__gt="", eingereicht_am__isnull=False, eingereicht_von__isnull=False),
                violation_error_message="Datei und Einreichung gehören zusammen.",
            ),
            models.CheckConstraint(
                name="anlage_datei_oder_angekuendigt",
                condition=Q(sha256__gt="") | Q(ist_angekuendigt=True),
                violation_error_message="Bitte eine Datei wählen oder „wird nachgereicht“ ankreuzen.",
            ),
        ]
        triggers = [trigger.anlagen_unveraendert]

    def __str__(self):
        return self.titel

    @property
    def liegt_vor(self) -> bool:
        return bool(self.sha256)

    @property
    def ist_nachgereicht(self) -> bool:
        """Handed in after the release."""
        frei = self.vorlage.freigegeben_am
        return bool(self.eingereicht_am and frei and self.eingereicht_am > frei)
