"""The Sitzung itself and the queryset of who sees it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from gremien.models import Gremium, Person
from gremien.rules import ist_mandatstraeger
from sitzungen import rules, trigger
from sitzungen.choices import GELADENE_STATUS, SitzungStatus
from wittmund_ris import uhr


class SitzungQuerySet(models.QuerySet):
    def sichtbar_fuer(self, benutzer):
        """The sittings that this account may see: the pair of `rules.kann_sehen`."""
        if not (benutzer.is_authenticated and benutzer.is_active):
            return self.none()
        if rules.ist_sitzungsdienst(benutzer) or rules.ist_verwaltungsleitung(benutzer):
            return self
        sicht = Q(pk__in=[])
        if ist_mandatstraeger(benutzer):
            sicht |= Q(status__in=GELADENE_STATUS)
        if rules.ist_verwaltung(benutzer):
            sicht |= Q(veroeffentlicht_am__isnull=False)
        return self.filter(sicht)

    def anstehend(self, heute):
        """From that day on, neither closed nor called off: what a Beratungsfolge can plan with."""
        beendet = (SitzungStatus.GESCHLOSSEN, SitzungStatus.ABGESAGT)
        return self.filter(beginn__gte=uhr.tagesbeginn(heute)).exclude(status__in=beendet)


class Sitzung(models.Model):
    """A sitting of a Gremium. Its status changes through `sitzungen.workflow` and nothing else."""

    Status = SitzungStatus

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gremium = models.ForeignKey(
        Gremium,
        verbose_name="Gremium",
        on_delete=models.PROTECT,
        related_name="sitzungen",
        limit_choices_to=Q(art__in=("vertretung", "hauptausschuss", "fachausschuss")),
    )
    # Permanent: a moved sitting keeps its first address.
    kennung = models.SlugField("Adresse", max_length=90, unique=True, editable=False)
    beginn = models.DateTimeField("Beginn")
    ort = models.CharField("Ort", max_length=160, default="Kreishaus, Am Markt 9, 26409 Wittmund")
    raum = models.CharField("Raum", max_length=80, blank=True)
    status = models.CharField(
        "Status", max_length=20, choices=SitzungStatus, default=SitzungStatus.GEPLANT, editable=False
    )
    ist_oeffentlich = models.BooleanField("öffentlich", default=False, editable=False)
    eingeladen_am = models.DateTimeField("eingeladen am", null=True, editable=False)
    eilfall_grund = models.CharField("Grund des Eilfalls", max_length=300, blank=True, editable=False)
    veroeffentlicht_am = models.DateTimeField("öffentlich seit", null=True, editable=False)
    eroeffnet_am = models.DateTimeField("eröffnet um", null=True, editable=False)
    leitung = models.ForeignKey(
        Person, verbose_name="Sitzungsleitung", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    aktueller_top = models.ForeignKey(
        "sitzungen.Tagesordnungspunkt",
        verbose_name="aufgerufener Punkt",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    ladung_ordnungsgemaess = models.BooleanField("Ladung ordnungsgemäß", null=True, editable=False)
    # What the public reads about a sitting that was called off; the reason for the house stands in the Verlauf.
    absagegrund_oeffentlich = models.CharField(
        "Öffentlicher Grund der Absage", max_length=200, blank=True, editable=False
    )
    uebertragung = models.URLField("Übertragung oder Aufzeichnung", blank=True, editable=False)
    geschlossen_am = models.DateTimeField("geschlossen um", null=True, editable=False)
    ergebnisse_oeffentlich_am = models.DateTimeField("Ergebnisse öffentlich seit", null=True, editable=False)

    objects = SitzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["-beginn", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sitzung_geladen_mit_zeit",
                condition=Q(status__in=[SitzungStatus.GEPLANT, SitzungStatus.ABGESAGT])
                | Q(eingeladen_am__isnull=False),
                violation_error_message="Ohne Einladung keine Sitzung.",
            ),
            models.CheckConstraint(
                name="sitzung_eroeffnet_mit_leitung",
                condition=~Q(status__in=[SitzungStatus.EROEFFNET, SitzungStatus.GESCHLOSSEN])
                | Q(eroeffnet_am__isnull=False, leitung__isnull=False, ladung_ordnungsgemaess__isnull=False),
                violation_error_message="Eine eröffnete Sitzung hat Leitung, Zeit und Feststellung der Ladung.",
            ),
            models.CheckConstraint(
                name="sitzung_geschlossen_mit_zeit",
                condition=~Q(status=SitzungStatus.GESCHLOSSEN) | Q(geschlossen_am__isnull=False),
                violation_error_message="Eine geschlossene Sitzung hat eine Schlusszeit.",
            ),
            models.CheckConstraint(
                name="sitzung_nur_oeffentliche_veroeffentlicht",
                condition=Q(veroeffentlicht_am__isnull=True, ergebnisse_oeffentlich_am__isnull=True)
                | Q(ist_oeffentlich=True),
                violation_error_message="Eine nichtöffentliche Sitzung wird nicht veröffentlicht.",
            ),
        ]
        triggers = [
            trigger.kreisausschuss_nichtoeffentlich,
            trigger.sitzung_bleibt,
            trigger.suche_der_sitzung_veraltet,
        ]

    def __str__(self):
        return f"{self.gremium} am {timezone.localtime(self.beginn):%d.%m.%Y}"

    @property
    def pfad(self) -> str:
        return f"/sitzungen/{self.kennung}/"

    @property
    def tag(self):
        return timezone.localtime(self.beginn).date()

    @property
    def ist_eingeladen(self) -> bool:
        return self.status in GELADENE_STATUS

    @property
    def ist_geschlossen(self) -> bool:
        return self.status == SitzungStatus.GESCHLOSSEN

    @property
    def ist_veroeffentlicht(self) -> bool:
        return self.veroeffentlicht_am is not None
