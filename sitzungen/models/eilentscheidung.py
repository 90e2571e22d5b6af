"""Eilentscheidung (§ 89 NKomVG) with the Stellvertretung whose Einvernehmen it needs, and the items that legal acts owe agendas."""

from django.db import models
from django.db.models import Q

from gremien.models import Gremium, Person
from gremien.models.zeit import AmTagQuerySet, von_vor_bis
from sitzungen import trigger_rechtsakt
from sitzungen.choices import NichtoeffentlichGrund
from sitzungen.choices_rechtsakt import EilentscheidungArt, Einvernehmensweg, UnterrichtungArt
from sitzungen.models.rechtsakt import Beanstandung, Umlauf, konto
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from vorlagen.models import Vorlage
from wittmund_ris import uhr


class EhrenamtlicheStellvertretung(models.Model):
    """An ehrenamtliche Stellvertretung of the Landrat (§ 81 Abs. 2 NKomVG), for a time."""

    person = models.ForeignKey(
        Person, verbose_name="Person", on_delete=models.PROTECT, related_name="ehrenamtliche_stellvertretungen"
    )
    von = models.DateField("von")
    bis = models.DateField("bis", null=True, blank=True)

    objects = AmTagQuerySet.as_manager()

    class Meta:
        verbose_name = "Ehrenamtliche Stellvertretung des Landrats"
        verbose_name_plural = "Ehrenamtliche Stellvertretungen des Landrats"
        ordering = ["-von", "person__nachname", "pk"]
        constraints = [von_vor_bis("ehrenamtlichestellvertretung")]

    def __str__(self):
        return str(self.person)


class Eilentscheidung(models.Model):
    """What could not wait for the Kreistag (§ 89 NKomVG). Of the Landrat it takes effect with the Einvernehmen."""

    art = models.CharField("Wer entscheidet", max_length=20, choices=EilentscheidungArt)
    vorlage = models.ForeignKey(
        Vorlage, null=True, blank=True, on_delete=models.PROTECT, related_name="eilentscheidungen"
    )
    titel = models.CharField("Gegenstand", max_length=200)
    grund = models.TextField("Warum es nicht warten kann")
    massnahme = models.TextField("Maßnahme")
    ist_oeffentlich = models.BooleanField("Unterrichtung in öffentlicher Sitzung", default=False)
    nichtoeffentlich_grund = models.CharField(
        "Grund der Nichtöffentlichkeit", max_length=20, choices=NichtoeffentlichGrund, blank=True
    )
    # The decision of the Kreisausschuss.
    top = models.ForeignKey(
        Tagesordnungspunkt, null=True, on_delete=models.PROTECT, related_name="eilentscheidungen", editable=False
    )
    umlauf = models.ForeignKey(
        Umlauf, null=True, on_delete=models.PROTECT, related_name="eilentscheidungen", editable=False
    )
    erfasst_am = models.DateTimeField("erfasst am", default=uhr.jetzt, editable=False)
    erfasst_von = konto("erfasst von")
    stellvertretung = models.ForeignKey(
        EhrenamtlicheStellvertretung,
        verbose_name="Einvernehmen mit",
        null=True,
        on_delete=models.PROTECT,
        related_name="eilentscheidungen",
    )
    einvernehmen_weg = models.CharField("Einvernehmen", max_length=20, choices=Einvernehmensweg, blank=True)
    einvernehmen_am = models.DateTimeField("Einvernehmen am", null=True, editable=False)
    einvernehmen_von = konto("Einvernehmen erfasst von", null=True)
    versagt_am = models.DateTimeField("Einvernehmen versagt am", null=True, editable=False)

    class Meta:
        verbose_name = "Eilentscheidung"
        verbose_name_plural = "Eilentscheidungen"
        ordering = ["-erfasst_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="eilentscheidung_begruendet",
                condition=Q(titel__gt="", grund__gt="", massnahme__gt=""),
                violation_error_message="Eine Eilentscheidung hat Gegenstand, Grund und Maßnahme.",
            ),
            models.CheckConstraint(
                name="eilentscheidung_mit_einvernehmen",
                condition=Q(art=EilentscheidungArt.LANDRAT, stellvertretung__isnull=False, einvernehmen_weg__gt="")
                | Q(art=EilentscheidungArt.KREISAUSSCHUSS, stellvertretung__isnull=True, einvernehmen_weg=""),
                violation_error_message="Der Landrat entscheidet im Einvernehmen mit einer ehrenamtlichen Stellvertretung.",
            ),
            models.CheckConstraint(
                name="eilentscheidung_des_kreisausschusses",
                condition=Q(art=EilentscheidungArt.LANDRAT, top__isnull=True, umlauf__isnull=True)
                | Q(art=EilentscheidungArt.KREISAUSSCHUSS, top__isnull=False, umlauf__isnull=True)
                | Q(art=EilentscheidungArt.KREISAUSSCHUSS, top__isnull=True, umlauf__isnull=False),
                violation_error_message="Der Kreisausschuss entscheidet durch Beschluss.",
            ),
            models.CheckConstraint(
                name="eilentscheidung_zugestimmt_oder_versagt",
                condition=Q(einvernehmen_am__isnull=True) | Q(versagt_am__isnull=True),
                violation_error_message="Das Einvernehmen ist erteilt oder versagt.",
            ),
        ]
        triggers = [
            trigger_rechtsakt.steht("eilentscheidung_steht", ("einvernehmen_am", "einvernehmen_von_id", "versagt_am"))
        ]

    def __str__(self):
        return f"Eilentscheidung: {self.titel}"

    @property
    def ist_wirksam(self) -> bool:
        return self.art == EilentscheidungArt.KREISAUSSCHUSS or self.einvernehmen_am is not None


class Unterrichtung(models.Model):
    """An item that the next agenda of a body owes: offered there, and missed until it is on one."""

    art = models.CharField("Art", max_length=20, choices=UnterrichtungArt)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="unterrichtungen")
    titel = models.CharField("Titel", max_length=300)
    ist_oeffentlich = models.BooleanField("öffentlich", default=False)
    nichtoeffentlich_grund = models.CharField(max_length=20, choices=NichtoeffentlichGrund, blank=True)
    fruehestens_am = models.DateField("frühestens am", null=True)
    eilentscheidung = models.ForeignKey(
        Eilentscheidung, null=True, on_delete=models.PROTECT, related_name="unterrichtungen"
    )
    umlauf = models.ForeignKey(Umlauf, null=True, on_delete=models.PROTECT, related_name="unterrichtungen")
    beanstandung = models.ForeignKey(Beanstandung, null=True, on_delete=models.PROTECT, related_name="unterrichtungen")
    entstanden_am = models.DateTimeField(default=uhr.jetzt, editable=False)
    # An item that leaves a planned agenda again leaves the duty open.
    top = models.ForeignKey(
        Tagesordnungspunkt, null=True, on_delete=models.SET_NULL, related_name="unterrichtungen", editable=False
    )

    class Meta:
        verbose_name = "Unterrichtung"
        verbose_name_plural = "Unterrichtungen"
        ordering = ["entstanden_am", "pk"]
        triggers = [trigger_rechtsakt.unterrichtung_bleibt]

    def __str__(self):
        return self.titel
