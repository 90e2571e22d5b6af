"""Presets of a Mitzeichnung by kind, Sachgebiet and Amt, kept in the admin."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from konten.models import Amt
from vorlagen.choices import Sachgebiet, VorlageArt
from vorlagen.models.mitzeichnung import MAX_FRIST

MAX_AEMTER = 15


class Mitzeichnungsvorgabe(models.Model):
    """Which offices usually co-sign; offered on the page of the plan. Changing it changes no Vorlage."""

    name = models.CharField("Name", max_length=120, unique=True)
    arten = ArrayField(
        models.CharField(max_length=30, choices=VorlageArt),
        verbose_name="passt zu",
        default=list,
        blank=True,
        help_text="Keine angekreuzt: zu jeder Art.",
    )
    sachgebiet = models.CharField(
        "Sachgebiet", max_length=20, choices=Sachgebiet, blank=True, help_text="Leer: zu jedem Sachgebiet."
    )
    amt = models.ForeignKey(
        Amt,
        verbose_name="für Vorlagen von",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Leer: für alle Ämter.",
    )
    ist_aktiv = models.BooleanField("wird angeboten", default=True)

    class Meta:
        verbose_name = "Vorgabe der Mitzeichnung"
        verbose_name_plural = "Vorgaben der Mitzeichnung"
        ordering = ["name"]

    def __str__(self):
        return self.name

    def passt_zu(self, vorlage) -> bool:
        """Meant for this kind and Sachgebiet; others of the Amt are still offered, below."""
        return (not self.arten or vorlage.art in self.arten) and self.sachgebiet in ("", vorlage.sachgebiet)

    def zeilen(self) -> list[dict]:
        """Its offices as rows of the plan."""
        return list(self.aemter.order_by("stufe", "pk").values("amt", "stufe", "frist_werktage"))


class Vorgabeamt(models.Model):
    """One office of a preset."""

    vorgabe = models.ForeignKey(Mitzeichnungsvorgabe, on_delete=models.CASCADE, related_name="aemter")
    stufe = models.PositiveSmallIntegerField(
        "Stufe", default=1, validators=[MinValueValidator(1), MaxValueValidator(MAX_AEMTER)]
    )
    amt = models.ForeignKey(Amt, verbose_name="Amt", on_delete=models.PROTECT, related_name="+")
    frist_werktage = models.PositiveSmallIntegerField(
        "Frist in Werktagen", default=5, validators=[MinValueValidator(1), MaxValueValidator(MAX_FRIST)]
    )

    class Meta:
        verbose_name = "Amt"
        verbose_name_plural = "Ämter"
        ordering = ["vorgabe", "stufe", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorgabe", "amt"],
                name="vorgabeamt_einmal",
                violation_error_message="Dieses Amt steht schon in der Vorgabe.",
            )
        ]

    def __str__(self):
        return f"{self.stufe}. {self.amt}"
