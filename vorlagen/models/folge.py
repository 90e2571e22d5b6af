"""Preset Beratungsfolgen: which stations a paper of some kind and subject usually has. They only fill a form."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gremien.models import Gremium
from vorlagen.choices import BeratungRolle, Sachgebiet, VorlageArt


class FolgevorgabeQuerySet(models.QuerySet):
    def angeboten(self):
        """What is offered in the form of a draft."""
        return self.filter(ist_aktiv=True)


class Folgevorgabe(models.Model):
    """A preset Beratungsfolge, offered in every draft and by the Muster that name it. Changing it changes no Vorlage."""

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
    ist_aktiv = models.BooleanField("wird angeboten", default=True)

    objects = FolgevorgabeQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorgabe der Beratungsfolge"
        verbose_name_plural = "Vorgaben der Beratungsfolge"
        ordering = ["name"]

    def __str__(self):
        return self.name

    def passt_zu(self, art: str, sachgebiet: str) -> bool:
        """Meant for this kind and Sachgebiet; others are still offered, below."""
        return (not self.arten or art in self.arten) and self.sachgebiet in ("", sachgebiet)

    def zeilen(self) -> list[dict]:
        """Its stations as rows of a form, without days; bodies that sit no more are left out."""
        alle = self.stationen.select_related("gremium")
        return [{"gremium": s.gremium_id, "rolle": s.rolle} for s in alle if s.gremium is None or s.gremium.tagt]


class Vorgabestation(models.Model):
    """One station of a preset. Without a Gremium it stands for the Fachausschuss of the matter, chosen in the draft."""

    vorgabe = models.ForeignKey(Folgevorgabe, on_delete=models.CASCADE, related_name="stationen")
    position = models.PositiveSmallIntegerField("Stelle", default=1)
    gremium = models.ForeignKey(
        Gremium,
        verbose_name="Gremium",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=Q(art__in=("vertretung", "hauptausschuss", "fachausschuss")),
        help_text="Leer: der Fachausschuss, der im Entwurf gewählt wird.",
    )
    rolle = models.CharField("Zuständigkeit", max_length=20, choices=BeratungRolle, default=BeratungRolle.VORBERATUNG)

    class Meta:
        verbose_name = "Station"
        verbose_name_plural = "Stationen"
        ordering = ["vorgabe", "position", "pk"]

    def __str__(self):
        return f"{self.gremium or 'Fachausschuss'} ({self.get_rolle_display()})"
