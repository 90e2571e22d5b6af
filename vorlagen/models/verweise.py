"""Numbers that the texts of a Vorlage name."""

from django.db import models

from vorlagen.models.vorlage import Vorlage


class Verweis(models.Model):
    """A Vorlage names a number. By number, not by key: the paper may be released later, or never have been ours."""

    vorlage = models.ForeignKey(Vorlage, on_delete=models.PROTECT, related_name="verweise")
    nummer = models.CharField("genannte Nummer", max_length=20, db_index=True)

    class Meta:
        verbose_name = "Verweis"
        verbose_name_plural = "Verweise"
        ordering = ["vorlage", "nummer"]
        constraints = [models.UniqueConstraint(fields=["vorlage", "nummer"], name="verweis_einmal_je_vorlage")]

    def __str__(self):
        return f"{self.vorlage} → {self.nummer}"
