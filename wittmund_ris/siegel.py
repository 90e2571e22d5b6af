"""Official documents (leaf): rendered once, stored under their hash, never changed and never rendered again."""

import uuid

from django.conf import settings
from django.db import models

from wittmund_ris import ablage, uhr


class VersiegeltesDokument(models.Model):
    """A sealed PDF. The row is protected by a trigger in each concrete table (`verlauf.nur_anfuegen`)."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dateiname = models.CharField("Dateiname", max_length=200, editable=False)
    datei = models.CharField("Ablage", max_length=200, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    groesse = models.PositiveBigIntegerField("Größe in Bytes", editable=False)
    seiten = models.PositiveIntegerField("Seiten", editable=False)
    erstellt_am = models.DateTimeField("erstellt am", default=uhr.jetzt, editable=False)
    erstellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="erstellt durch",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True

    def lesen(self) -> bytes:
        """The sealed bytes."""
        return ablage.lesen(self.datei)


def siegeln(modell, pdf, *, dateiname: str, benutzer, **felder):
    """Store a rendered `Pdf` and write its row in `modell`, inside the transaction of the act."""
    return modell.objects.create(
        dateiname=dateiname,
        datei=ablage.ablegen(pdf.inhalt),
        sha256=pdf.sha256,
        groesse=len(pdf.inhalt),
        seiten=pdf.seiten,
        erstellt_von=benutzer,
        **felder,
    )
