"""People, the seats that they hold, and who takes a seat in their place."""

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from gremien.choices import FRAKTIONSARTEN, MitgliedRolle, Zustellung
from gremien.models.gremium import Gremium
from gremien.models.regelwerk import Regelwerk
from gremien.models.zeit import AmTagQuerySet, Zeitraum, von_vor_bis


class Person(models.Model):
    """A member or official. Public are name, Fraktion, bodies and functions only (data minimisation)."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    anrede = models.CharField("Anrede", max_length=10, blank=True)
    titel = models.CharField("Titel", max_length=40, blank=True)
    vorname = models.CharField("Vorname", max_length=80)
    nachname = models.CharField("Nachname", max_length=80)
    benutzer = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="Konto", null=True, blank=True, on_delete=models.SET_NULL
    )
    zustellung = models.CharField(
        "Einladungen",
        max_length=20,
        choices=Zustellung,
        default=Zustellung.ELEKTRONISCH,
        help_text="Auf Papier nur, wenn das Mitglied es so gewünscht hat (§ 59 Abs. 1 NKomVG, Geschäftsordnung).",
    )

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ["nachname", "vorname", "pk"]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return " ".join(teil for teil in (self.titel, self.vorname, self.nachname) if teil)


class MitgliedschaftQuerySet(AmTagQuerySet):
    def stimmberechtigt(self):
        return self.filter(ist_stimmberechtigt=True)


class Mitgliedschaft(models.Model):
    """A Person in a Gremium for a time. The voting right belongs to the seat, never to a kind of person (§§ 71, 73 NKomVG)."""

    Rolle = MitgliedRolle

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="mitgliedschaften")
    gremium = models.ForeignKey(
        Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="mitgliedschaften"
    )
    rolle = models.CharField("Funktion", max_length=20, choices=MitgliedRolle, default=MitgliedRolle.MITGLIED)
    ist_stimmberechtigt = models.BooleanField("stimmberechtigt", default=True)
    fuer = models.ForeignKey(
        Gremium,
        verbose_name="für Fraktion oder Gruppe",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entsandte",
        limit_choices_to=Q(art__in=FRAKTIONSARTEN),
    )
    von = models.DateField("von")
    bis = models.DateField("bis", null=True, blank=True)
    verpflichtet_am = models.DateField(
        "verpflichtet und belehrt am",
        null=True,
        blank=True,
        help_text="Nur bei der Mitgliedschaft im Kreistag: Tag der Verpflichtung und Pflichtenbelehrung (§§ 43, 60 NKomVG).",
    )

    objects = MitgliedschaftQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        # Total: the register prints lists in this order, and must print the same one again.
        ordering = ["gremium__reihenfolge", "gremium__name", "person__nachname", "person__vorname", "von", "pk"]
        constraints = [
            von_vor_bis("mitgliedschaft"),
            ExclusionConstraint(
                name="mitgliedschaft_einmal_je_gremium",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("gremium", RangeOperators.EQUAL),
                    (Zeitraum("von", "bis", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Person gehört dem Gremium in diesem Zeitraum schon an.",
            ),
            models.CheckConstraint(
                name="mitgliedschaft_beratend_ohne_stimme",
                condition=~Q(rolle__in=[MitgliedRolle.GRUNDMANDAT], ist_stimmberechtigt=True),
                violation_error_message="Ein Grundmandat hat beratende Stimme (§ 71 Abs. 4 NKomVG).",
            ),
            ExclusionConstraint(
                name="mitgliedschaft_ein_grundmandat",
                expressions=[
                    ("gremium", RangeOperators.EQUAL),
                    ("fuer", RangeOperators.EQUAL),
                    (Zeitraum("von", "bis", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
                ],
                condition=Q(rolle=MitgliedRolle.GRUNDMANDAT),
                violation_error_message="Diese Fraktion oder Gruppe hat in diesem Gremium schon ein Grundmandat (§ 71 Abs. 4 NKomVG).",
            ),
        ]

    def __str__(self):
        return f"{self.person} in {self.gremium}"

    def clean(self):
        """One Fraktion or Gruppe at a time (Geschäftsordnung); one advisory seat for a Fraktion without a seat (§ 71 Abs. 4);
        no more votes in the Kreisausschuss than Beigeordnete and Landrat (§ 74 NKomVG).
        """
        if not (self.gremium_id and self.person_id and self.von):
            return
        if self.gremium.art in FRAKTIONSARTEN:
            self._eine_fraktion()
        if self.rolle == MitgliedRolle.GRUNDMANDAT:
            self._grundmandat()
        if self.gremium.ist_hauptausschuss and self.ist_stimmberechtigt:
            self._sitze_im_kreisausschuss()

    def _gleichzeitige(self):
        """The other seats of this time."""
        andere = Mitgliedschaft.objects.exclude(pk=self.pk).filter(Q(bis__isnull=True) | Q(bis__gte=self.von))
        return andere.filter(von__lte=self.bis) if self.bis else andere

    def _eine_fraktion(self):
        andere = self._gleichzeitige().filter(person=self.person, gremium__art__in=FRAKTIONSARTEN)
        if doppelt := andere.exclude(gremium=self.gremium).select_related("gremium").first():
            raise ValidationError(
                f"{self.person} gehört in dieser Zeit schon {doppelt.gremium} an. Bitte beenden Sie zuerst jene Mitgliedschaft."
            )

    def _grundmandat(self):
        if self.fuer_id is None:
            raise ValidationError({"fuer": "Bitte wählen Sie die Fraktion oder Gruppe, die das Grundmandat entsendet."})
        im_gremium = self._gleichzeitige().filter(gremium=self.gremium, fuer=self.fuer)
        if im_gremium.filter(ist_stimmberechtigt=True).exists():
            raise ValidationError(
                f"{self.fuer} hat in {self.gremium} in dieser Zeit einen Sitz mit Stimme. Ein Grundmandat steht nur einer Fraktion "
                "oder Gruppe ohne Sitz zu (§ 71 Abs. 4 NKomVG)."
            )
        if im_gremium.filter(rolle=MitgliedRolle.GRUNDMANDAT).exists():
            raise ValidationError(
                f"{self.fuer} hat in {self.gremium} in dieser Zeit schon ein Grundmandat (§ 71 Abs. 4 NKomVG)."
            )

    def _sitze_im_kreisausschuss(self):
        regelwerk = Regelwerk.objects.am(self.von).first()
        if regelwerk is None:
            return
        belegt = self._gleichzeitige().filter(gremium=self.gremium, ist_stimmberechtigt=True)
        if belegt.values("person").distinct().count() > regelwerk.beigeordnete:
            raise ValidationError(
                f"Der Kreisausschuss hat {regelwerk.beigeordnete} Beigeordnete und den Landrat; alle Sitze mit Stimme sind in "
                "dieser Zeit besetzt (§ 74 NKomVG). Bitte beenden Sie zuerst eine Mitgliedschaft."
            )


class Stellvertretung(models.Model):
    """Who takes a seat when its holder is prevented: named deputies in the Kreisausschuss, in their order; deputies of one
    Fraktion may stand in for one another there. The deputy sits with the vote of the seat.
    """

    mitgliedschaft = models.ForeignKey(
        Mitgliedschaft, verbose_name="Sitz", on_delete=models.PROTECT, related_name="stellvertretungen"
    )
    person = models.ForeignKey(
        Person, verbose_name="Stellvertretung", on_delete=models.PROTECT, related_name="stellvertretungen"
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    von = models.DateField("von")
    bis = models.DateField("bis", null=True, blank=True)

    objects = AmTagQuerySet.as_manager()

    class Meta:
        verbose_name = "Stellvertretung"
        verbose_name_plural = "Stellvertretungen"
        ordering = ["mitgliedschaft", "reihenfolge", "pk"]
        constraints = [
            von_vor_bis("stellvertretung"),
            ExclusionConstraint(
                name="stellvertretung_einmal",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("mitgliedschaft", RangeOperators.EQUAL),
                    (Zeitraum("von", "bis", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Person vertritt den Sitz in diesem Zeitraum schon.",
            ),
        ]

    def __str__(self):
        return f"{self.person} für {self.mitgliedschaft.person}"

    def clean(self):
        """Nobody stands in for themselves."""
        if self.person_id and self.mitgliedschaft_id and self.person_id == self.mitgliedschaft.person_id:
            raise ValidationError({"person": "Ein Mitglied vertritt sich nicht selbst."})
