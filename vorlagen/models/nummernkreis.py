"""The range of the numbers."""

from django.db import models


class Nummernkreis(models.Model):
    """The last number drawn in a calendar year; `nummern.ziehen` is its only writer."""

    jahr = models.PositiveSmallIntegerField("Jahr", primary_key=True)
    stand = models.PositiveIntegerField("zuletzt vergeben", default=0)

    class Meta:
        verbose_name = "Nummernkreis"
        verbose_name_plural = "Nummernkreise"

    def __str__(self):
        return f"{self.stand:04}/{self.jahr}"
