"""The Protokoll of a Sitzung (§ 68 NKomVG): the clerk's texts, the sealed versions, signatures, objections, corrections.

The facts are no rows here: they follow from the sitting itself (`sitzungen.protokolltext`) until a version is sealed.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gremien.choices import Unterzeichner
from sitzungen import trigger_protokoll as trigger
from sitzungen.choices import BlockArt, ProtokollStatus, Teil
from sitzungen.models.dokument import Sitzungsdokument
from sitzungen.models.sitzung import Sitzung
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class Protokoll(models.Model):
    """Begun with the open sitting. Its status changes through `sitzungen.protokoll` and nothing else."""

    Status = ProtokollStatus

    sitzung = models.OneToOneField(Sitzung, on_delete=models.PROTECT, related_name="protokoll")
    status = models.CharField(
        "Status", max_length=20, choices=ProtokollStatus, default=ProtokollStatus.ENTWURF, editable=False
    )
    # Of the version sealed last; 0: none yet.
    fassungsnummer = models.PositiveSmallIntegerField("Fassung", default=0, editable=False)
    genehmigt_am = models.DateTimeField("genehmigt am", null=True, editable=False)
    genehmigt_mit = models.ForeignKey(
        Tagesordnungspunkt,
        verbose_name="genehmigt mit",
        null=True,
        on_delete=models.PROTECT,
        related_name="genehmigte_protokolle",
        editable=False,
    )
    veroeffentlicht_am = models.DateTimeField("veröffentlicht am", null=True, editable=False)
    # The one that hangs out; a correction is published by an act of its own.
    veroeffentlichte_fassung = models.PositiveSmallIntegerField("veröffentlichte Fassung", null=True, editable=False)

    class Meta:
        verbose_name = "Protokoll"
        verbose_name_plural = "Protokolle"
        constraints = [
            models.CheckConstraint(
                name="protokoll_genehmigt_mit_beschluss",
                condition=Q(genehmigt_am__isnull=True, genehmigt_mit__isnull=True)
                | Q(genehmigt_am__isnull=False, genehmigt_mit__isnull=False),
                violation_error_message="Ein Protokoll wird durch einen Beschluss genehmigt.",
            ),
            models.CheckConstraint(
                name="protokoll_status_genehmigt",
                condition=~Q(status__in=[ProtokollStatus.GENEHMIGT, ProtokollStatus.BERICHTIGUNG])
                | Q(genehmigt_am__isnull=False),
                violation_error_message="Das Protokoll ist nicht genehmigt.",
            ),
            # Publication only after the approval (Geschäftsordnung).
            models.CheckConstraint(
                name="protokoll_oeffentlich_nach_genehmigung",
                condition=Q(veroeffentlicht_am__isnull=True, veroeffentlichte_fassung__isnull=True)
                | Q(
                    veroeffentlicht_am__gte=F("genehmigt_am"),
                    genehmigt_am__isnull=False,
                    veroeffentlichte_fassung__isnull=False,
                ),
                violation_error_message="Veröffentlicht wird ein Protokoll erst nach der Genehmigung.",
            ),
        ]
        triggers = [trigger.protokoll_steht]

    def __str__(self):
        return f"Protokoll der Sitzung {self.sitzung}"

    @property
    def fassung(self):
        """The version sealed last, or None."""
        return self.fassungen.filter(nummer=self.fassungsnummer).first()


class Protokollblock(models.Model):
    """What the clerk writes at the beginning, at an item or at the end: one text, of one part of the sitting."""

    protokoll = models.ForeignKey(Protokoll, on_delete=models.PROTECT, related_name="bloecke")
    art = models.CharField("Stelle", max_length=10, choices=BlockArt)
    # Of an item the part is the item's; kept here for the beginning and the end, which both parts have.
    teil = models.CharField("Teil", max_length=2, choices=Teil)
    top = models.ForeignKey(Tagesordnungspunkt, null=True, on_delete=models.PROTECT, related_name="protokollbloecke")
    text = models.TextField("Text", blank=True)
    # Two clerks at one block: whoever has not read this version overwrites nothing.
    version = models.PositiveIntegerField(default=1, editable=False)
    geaendert_am = models.DateTimeField("geändert am", default=uhr.jetzt, editable=False)
    geaendert_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "Text des Protokolls"
        verbose_name_plural = "Texte des Protokolls"
        ordering = ["protokoll", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protokoll", "art", "teil"], condition=Q(top__isnull=True), name="protokollblock_stelle_einmal"
            ),
            models.UniqueConstraint(fields=["protokoll", "top"], name="protokollblock_top_einmal"),
            models.CheckConstraint(
                name="protokollblock_top_oder_stelle",
                condition=Q(art=BlockArt.TOP, top__isnull=False) | (~Q(art=BlockArt.TOP) & Q(top__isnull=True)),
                violation_error_message="Ein Text gehört zu einem Punkt, zum Beginn oder zum Schluss.",
            ),
        ]
        triggers = [trigger.protokollblock_steht]

    def __str__(self):
        return f"{self.top.nummer_lang if self.top else self.get_art_display()} ({self.get_teil_display()})"


class Protokollberichtigung(models.Model):
    """The decision that an approved Protokoll is corrected: what, why, and when it was decided. Its version follows."""

    protokoll = models.ForeignKey(Protokoll, on_delete=models.PROTECT, related_name="berichtigungen")
    beschluss = models.CharField("Beschluss", max_length=300)
    beschlossen_am = models.DateField("beschlossen am")
    grund = models.TextField("Grund")
    erfasst_am = models.DateTimeField(default=uhr.jetzt)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Berichtigung"
        verbose_name_plural = "Berichtigungen"
        ordering = ["protokoll", "pk"]
        constraints = [
            models.CheckConstraint(
                name="protokollberichtigung_begruendet",
                condition=Q(beschluss__gt="", grund__gt=""),
                violation_error_message="Eine Berichtigung nennt Beschluss und Grund.",
            )
        ]
        triggers = [nur_anfuegen("protokollberichtigung_nur_anfuegen")]

    def __str__(self):
        return f"{self.beschluss} ({self.beschlossen_am:%d.%m.%Y})"


class Protokollfassung(models.Model):
    """A sealed version: facts and texts as they were, and the PDF of each part. Never changed."""

    protokoll = models.ForeignKey(Protokoll, on_delete=models.PROTECT, related_name="fassungen")
    nummer = models.PositiveSmallIntegerField("Fassung")
    inhalt = models.JSONField("Inhalt")
    unterzeichner = models.JSONField("Unterzeichner")
    oeffentlich = models.OneToOneField(Sitzungsdokument, null=True, on_delete=models.PROTECT, related_name="+")
    nichtoeffentlich = models.OneToOneField(Sitzungsdokument, null=True, on_delete=models.PROTECT, related_name="+")
    # After the approval: the decision that this version carries out.
    berichtigung = models.ForeignKey(
        Protokollberichtigung, null=True, on_delete=models.PROTECT, related_name="fassungen"
    )
    erstellt_am = models.DateTimeField("fertiggestellt am", default=uhr.jetzt)
    erstellt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Fassung des Protokolls"
        verbose_name_plural = "Fassungen des Protokolls"
        ordering = ["protokoll", "nummer"]
        constraints = [models.UniqueConstraint(fields=["protokoll", "nummer"], name="protokollfassung_nummer")]
        triggers = [nur_anfuegen("protokollfassung_versiegelt")]

    def __str__(self):
        return f"Fassung {self.nummer}"


class Protokollunterschrift(models.Model):
    """That somebody signed a version: with the own account, or on paper as the Sitzungsdienst records it."""

    fassung = models.ForeignKey(Protokollfassung, on_delete=models.PROTECT, related_name="unterschriften")
    rolle = models.CharField("Als", max_length=20, choices=Unterzeichner)
    name = models.CharField("Name", max_length=200)
    auf_papier_am = models.DateField("unterschrieben auf Papier am", null=True)
    am = models.DateTimeField("festgehalten am", default=uhr.jetzt)
    benutzer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Unterschrift"
        verbose_name_plural = "Unterschriften"
        ordering = ["fassung", "pk"]
        constraints = [models.UniqueConstraint(fields=["fassung", "rolle"], name="protokollunterschrift_einmal")]
        triggers = [nur_anfuegen("protokollunterschrift_nur_anfuegen")]

    def __str__(self):
        return f"{self.get_rolle_display()}: {self.name}"


class Einwendung(models.Model):
    """An objection against the rendering, raised at the approval, and what the body decided about it."""

    protokoll = models.ForeignKey(Protokoll, on_delete=models.PROTECT, related_name="einwendungen")
    fassung = models.ForeignKey(Protokollfassung, on_delete=models.PROTECT, related_name="einwendungen")
    erhoben_von = models.CharField("Erhoben von", max_length=200)
    inhalt = models.TextField("Einwendung")
    stattgegeben = models.BooleanField("Der Einwendung wird stattgegeben")
    am = models.DateTimeField(default=uhr.jetzt)
    benutzer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Einwendung"
        verbose_name_plural = "Einwendungen"
        ordering = ["protokoll", "pk"]
        triggers = [nur_anfuegen("einwendung_nur_anfuegen")]

    def __str__(self):
        return f"{self.erhoben_von}: {'stattgegeben' if self.stattgegeben else 'zurückgewiesen'}"
