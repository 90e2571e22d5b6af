"""The reasons with which a Vorlage went on in spite of a warning."""

from django.conf import settings
from django.db import models

from vorlagen.models.vorlage import Vorlage
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class Begruendung(models.Model):
    """A warning in the words in which it was shown, and the answer. `vorlagen.begruendungen` writes it; nobody changes it."""

    vorlage = models.ForeignKey(Vorlage, on_delete=models.PROTECT, related_name="begruendungen")
    code = models.CharField("Regel", max_length=40)
    befund = models.TextField("Warnung")
    grund = models.TextField("Begründung")
    schritt = models.CharField("Schritt", max_length=40)
    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="durch", on_delete=models.PROTECT, related_name="+"
    )
    benutzer_name = models.CharField("Name", max_length=200)
    am = models.DateTimeField("am", default=uhr.jetzt)

    class Meta:
        verbose_name = "Begründung"
        verbose_name_plural = "Begründungen"
        ordering = ["vorlage", "am", "pk"]
        constraints = [
            models.CheckConstraint(
                name="begruendung_nicht_leer",
                condition=~models.Q(grund=""),
                violation_error_message="Bitte begründen Sie, warum es bei diesem Punkt bleibt.",
            )
        ]
        triggers = [nur_anfuegen("begruendung_nur_anfuegen")]

    def __str__(self):
        return f"{self.code}: {self.grund}"
