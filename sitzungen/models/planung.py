"""The draft of a year of sittings, and the record of every move of a sitting that was convened."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gremien.models import Gremium
from gremien.models.zeit import von_vor_bis
from sitzungen.models.sitzung import Sitzung
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class JahresplanQuerySet(models.QuerySet):
    def offen(self):
        """Drafts: neither confirmed nor discarded."""
        return self.filter(bestaetigt_am__isnull=True)


class Jahresplan(models.Model):
    """A draft of sittings, shared by the Sitzungsdienst. Confirming it plans them all; until then nobody else sees it."""

    bezeichnung = models.CharField("Bezeichnung", max_length=80)
    von = models.DateField("vom")
    bis = models.DateField("bis")
    # Moves with every change: who works on an older state is told so.
    stand = models.PositiveIntegerField("Stand", default=1, editable=False)
    angelegt_am = models.DateTimeField("angelegt am", default=uhr.jetzt, editable=False)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    bestaetigt_am = models.DateTimeField("bestätigt am", null=True, editable=False)
    bestaetigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = JahresplanQuerySet.as_manager()

    class Meta:
        verbose_name = "Jahresplan"
        verbose_name_plural = "Jahrespläne"
        ordering = ["-von", "-pk"]
        constraints = [
            von_vor_bis("jahresplan"),
            models.CheckConstraint(
                name="jahresplan_bestaetigt_mit_person",
                condition=Q(bestaetigt_am__isnull=True, bestaetigt_von__isnull=True)
                | Q(bestaetigt_am__isnull=False, bestaetigt_von__isnull=False),
                violation_error_message="Ein bestätigter Plan nennt, wer ihn bestätigt hat.",
            ),
        ]

    def __str__(self):
        return self.bezeichnung

    @property
    def ist_bestaetigt(self) -> bool:
        return self.bestaetigt_am is not None


class Plantermin(models.Model):
    """One proposed sitting of a draft; struck out, it stays readable and is not planned."""

    plan = models.ForeignKey(Jahresplan, on_delete=models.CASCADE, related_name="termine")
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="+")
    beginn = models.DateTimeField("Beginn")
    ort = models.CharField("Ort", max_length=160, blank=True)
    raum = models.CharField("Raum", max_length=80, blank=True)
    ist_gestrichen = models.BooleanField("gestrichen", default=False)
    sitzung = models.OneToOneField(
        Sitzung, null=True, on_delete=models.SET_NULL, related_name="plantermin", editable=False
    )

    class Meta:
        verbose_name = "Plantermin"
        verbose_name_plural = "Plantermine"
        ordering = ["plan", "beginn", "gremium", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "gremium", "beginn"],
                name="plantermin_einmal",
                violation_error_message="Dieser Termin steht schon im Plan.",
            ),
        ]

    def __str__(self):
        return f"{self.gremium} am {timezone.localtime(self.beginn):%d.%m.%Y}"

    @property
    def tag(self):
        return uhr.tag_von(self.beginn)


class Verlegung(models.Model):
    """A sitting that had been convened was moved: from when to when, and why. Append-only."""

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="verlegungen")
    von = models.DateTimeField("von", editable=False)
    auf = models.DateTimeField("auf", editable=False)
    grund = models.CharField("Grund", max_length=300, editable=False)
    ist_grund_oeffentlich = models.BooleanField("Grund öffentlich", default=False, editable=False)
    am = models.DateTimeField("am", default=uhr.jetzt, editable=False)
    benutzer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = "Verlegung"
        verbose_name_plural = "Verlegungen"
        ordering = ["sitzung", "am", "pk"]
        constraints = [
            models.CheckConstraint(
                name="verlegung_begruendet",
                condition=~Q(grund="") & ~Q(von=F("auf")),
                violation_error_message="Bitte begründen Sie die Verlegung.",
            ),
        ]
        triggers = [nur_anfuegen("verlegung_nur_anfuegen")]

    def __str__(self):
        return f"von {timezone.localtime(self.von):%d.%m.%Y} auf {timezone.localtime(self.auf):%d.%m.%Y}"
