"""The entries of a running sitting, each with the key that it got where it was typed: sent twice, it happens once."""

from django.conf import settings
from django.db import models

from sitzungen.models.sitzung import Sitzung
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class Eingabe(models.Model):
    """One entry that was carried out. What was refused leaves no row and may be sent again under its key."""

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="eingaben")
    schluessel = models.UUIDField("Schlüssel")
    aktion = models.CharField("Eingabe", max_length=40)
    # SHA-256 of what was sent: the same key with another content is a mistake and not a repetition.
    abdruck = models.CharField(max_length=64)
    # The page that sent it: what it changed itself does not make its later entries out of date.
    fenster = models.CharField(max_length=40, blank=True)
    top = models.ForeignKey(Tagesordnungspunkt, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("Meldung")
    # Who was in the room before and after, and how the item stood after it, as fingerprints (`eingaben.Stand`).
    anwesend_vorher = models.CharField(max_length=16)
    anwesend_nachher = models.CharField(max_length=16)
    punkt_nachher = models.CharField(max_length=16, blank=True)
    benutzer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    am = models.DateTimeField("am", default=uhr.jetzt)

    class Meta:
        verbose_name = "Eingabe"
        verbose_name_plural = "Eingaben"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sitzung", "schluessel"], name="eingabe_schluessel_einmalig")]
        triggers = [nur_anfuegen("eingabe_nur_anfuegen")]

    def __str__(self):
        return self.text
