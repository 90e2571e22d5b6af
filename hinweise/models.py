"""Notices: what an account should know, why it is told, and where it leads."""

from django.conf import settings
from django.db import models

from wittmund_ris import uhr


class HinweisQuerySet(models.QuerySet):
    def ungelesen(self):
        return self.filter(gelesen_am__isnull=True)


class Hinweis(models.Model):
    """One notice to one account. Its `schluessel` names the one thing that happened: nobody is told it twice."""

    empfaenger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hinweise")
    schluessel = models.CharField(max_length=200, editable=False)
    titel = models.CharField("Hinweis", max_length=300, editable=False)
    text = models.TextField("Was geschehen ist", blank=True, editable=False)
    grund = models.CharField("Warum Sie das lesen", max_length=200, editable=False)
    ziel = models.CharField("Seite", max_length=300, blank=True, editable=False)
    # For mails, which leave the house: what may be said of it there. Empty: the title.
    titel_mail = models.CharField(max_length=300, blank=True, editable=False)
    erstellt_am = models.DateTimeField("am", default=uhr.jetzt, editable=False)
    gelesen_am = models.DateTimeField("gelesen am", null=True, editable=False)

    objects = HinweisQuerySet.as_manager()

    class Meta:
        verbose_name = "Hinweis"
        verbose_name_plural = "Hinweise"
        ordering = ["-erstellt_am", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["empfaenger", "schluessel"], name="hinweis_einmal_je_empfaenger")
        ]
        indexes = [
            models.Index(fields=["empfaenger"], condition=models.Q(gelesen_am__isnull=True), name="hinweis_ungelesen")
        ]

    def __str__(self):
        return self.titel
