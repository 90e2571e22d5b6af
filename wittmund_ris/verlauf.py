"""The Verlauf (leaf): who did what, when and why. One concrete append-only table for each audited model."""

import pgtrigger
from django.conf import settings
from django.db import models

from wittmund_ris import uhr


def nur_anfuegen(name: str) -> pgtrigger.Protect:
    """The trigger that makes a table append-only, whoever writes: an update or delete is refused by the database."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)


class Verlaufseintrag(models.Model):
    """One legal act. The name is kept as it was then; the account cannot be deleted."""

    aktion = models.CharField("Schritt", max_length=40, editable=False)
    von_status = models.CharField("von", max_length=30, blank=True, editable=False)
    nach_status = models.CharField("nach", max_length=30, blank=True, editable=False)
    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="durch", on_delete=models.PROTECT, related_name="+", editable=False
    )
    benutzer_name = models.CharField("Name", max_length=200, editable=False)
    bemerkung = models.TextField("Bemerkung", blank=True, editable=False)
    am = models.DateTimeField("am", default=uhr.jetzt, editable=False)

    class Meta:
        abstract = True
        ordering = ["am", "pk"]

    def save(self, *args, **kwargs):
        if not self.benutzer_name:
            self.benutzer_name = self.benutzer.get_full_name() or self.benutzer.get_username()
        super().save(*args, **kwargs)
