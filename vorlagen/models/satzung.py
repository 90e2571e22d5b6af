"""The Satzung that the Kreistag has passed: what the Landrat signs, and where it was made public."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vorlagen.models.akte import Vorlagendokument
from vorlagen.models.vorlage import Vorlage
from wittmund_ris import uhr


class Satzung(models.Model):
    """Its wording as passed, its paper for the signature, and the Verkündung in the Amtsblatt (§ 11 NKomVG).

    The sealed paper never changes; the Verkündung follows later and is a field of its own.
    """

    vorlage = models.OneToOneField(Vorlage, on_delete=models.PROTECT, related_name="satzung")
    titel = models.CharField("Titel der Satzung", max_length=300)
    wortlaut = models.TextField("Wortlaut")
    dokument = models.OneToOneField(Vorlagendokument, on_delete=models.PROTECT, related_name="+", editable=False)
    erstellt_am = models.DateTimeField("erstellt am", default=uhr.jetzt, editable=False)
    erstellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    amtsblatt = models.CharField("Amtsblatt, Nummer", max_length=100, blank=True)
    verkuendet_am = models.DateField("Tag der Verkündung", null=True, blank=True)

    class Meta:
        verbose_name = "Satzung"
        verbose_name_plural = "Satzungen"
        ordering = ["-erstellt_am", "pk"]
        constraints = [
            models.CheckConstraint(
                name="satzung_verkuendung_ganz",
                condition=Q(amtsblatt="", verkuendet_am__isnull=True)
                | Q(amtsblatt__gt="", verkuendet_am__isnull=False),
                violation_error_message="Zur Verkündung gehören Amtsblatt und Tag.",
            ),
        ]

    def __str__(self):
        return self.titel
