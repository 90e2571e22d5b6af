"""The Beratungsfolge of a Vorlage, station by station."""

import uuid

from django.db import models
from django.db.models import Q

from gremien.choices import GremiumArt
from gremien.models import Gremium
from vorlagen import trigger
from vorlagen.choices import BeratungRolle, Ergebnis


class BeratungQuerySet(models.QuerySet):
    def entscheidend_im_hauptausschuss(self):
        return self.filter(rolle=BeratungRolle.ENTSCHEIDUNG, gremium__art=GremiumArt.HAUPTAUSSCHUSS)

    def mit_mitwirkungsverbot(self, person):
        """Those whose item excludes this person (§ 41 NKomVG). Items live in an upper app and are reached backwards."""
        return self.filter(tops__mitwirkungsverbote__person=person, tops__mitwirkungsverbote__umfang="verbot")

    def geplante(self):
        """The stations of the paper itself, without those that a referral inserted: they are no part of what is sealed."""
        return self.filter(einschub=0)


class Beratung(models.Model):
    """One station of the Beratungsfolge. Its outcome is written when the sitting closes."""

    Rolle = BeratungRolle

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorlage = models.ForeignKey("vorlagen.Vorlage", on_delete=models.CASCADE, related_name="beratungen")
    position = models.PositiveSmallIntegerField("Position", default=1)
    # 0: planned in the paper and sealed with it; above: inserted after the release by a referral.
    einschub = models.PositiveSmallIntegerField("Einschub", default=0, editable=False)
    gremium = models.ForeignKey(
        Gremium,
        verbose_name="Gremium",
        on_delete=models.PROTECT,
        related_name="beratungen",
        limit_choices_to=Q(art__in=("vertretung", "hauptausschuss", "fachausschuss")),
    )
    rolle = models.CharField("Zuständigkeit", max_length=20, choices=BeratungRolle, default=BeratungRolle.VORBERATUNG)
    geplant_am = models.DateField("Sitzungstermin", null=True, blank=True)
    ergebnis = models.CharField("Ergebnis", max_length=20, choices=Ergebnis, blank=True, editable=False)
    ist_geaendert = models.BooleanField("geändert", default=False, editable=False)
    wortlaut = models.TextField("beschlossener Wortlaut", blank=True, editable=False)
    abgeschlossen_am = models.DateTimeField("abgeschlossen am", null=True, editable=False)
    # §§ 79, 88 NKomVG: an Einspruch stands against this decision; the body decides again, at another station.
    beanstandet_am = models.DateTimeField("Einspruch am", null=True, editable=False)
    fruehestens_am = models.DateField("Sitzung frühestens am", null=True, editable=False)

    objects = BeratungQuerySet.as_manager()

    class Meta:
        verbose_name = "Beratung"
        verbose_name_plural = "Beratungsfolge"
        ordering = ["vorlage", "position", "einschub", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "position", "einschub"],
                name="beratung_position_einmalig",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Diese Position ist schon belegt.",
            ),
            models.UniqueConstraint(
                fields=["vorlage"],
                condition=Q(rolle=BeratungRolle.ENTSCHEIDUNG)
                & ~Q(ergebnis=Ergebnis.VERWIESEN)
                & Q(beanstandet_am__isnull=True),
                name="beratung_eine_entscheidung",
                violation_error_message="Nur eine Station kann entscheiden.",
            ),
            models.CheckConstraint(
                name="beratung_abschluss_mit_ergebnis",
                condition=Q(abgeschlossen_am__isnull=True, ergebnis="")
                | Q(abgeschlossen_am__isnull=False, ergebnis__gt=""),
                violation_error_message="Abschluss und Ergebnis gehören zusammen.",
            ),
        ]
        triggers = [trigger.beratungsfolge_unveraendert, trigger.beschluss_steht]

    def __str__(self):
        return f"{self.gremium} ({self.get_rolle_display()})"

    @property
    def anker(self) -> str:
        """The permanent anchor on the page of the Vorlage; an inserted station has no place of its own to be named by."""
        return f"beratung-{str(self.oeffentliche_id)[:8] if self.einschub else self.position}"
