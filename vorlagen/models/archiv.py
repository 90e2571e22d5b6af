"""The archive, and where a finished matter stands on its way there."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vorlagen import trigger
from vorlagen.archivschritte import ENDGUELTIG
from vorlagen.choices import Archivstand
from vorlagen.models.vorlage import Vorlage


class Archiv(models.Model):
    """An archive to which matters are offered, e.g. the Landesarchiv (§ 7 Abs. 1 NArchG)."""

    name = models.CharField("Name", max_length=200, unique=True)
    anschrift = models.CharField("Anschrift", max_length=200, blank=True)
    ist_aktiv = models.BooleanField("wird angeboten", default=True, help_text="Steht bei neuen Angeboten zur Wahl.")

    class Meta:
        verbose_name = "Archiv"
        verbose_name_plural = "Archive"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Archivierung(models.Model):
    """One matter on its way to the archive. `vorlagen.archivierung.ausfuehren` is the only writer; who did it says the Verlauf."""

    Stand = Archivstand

    vorlage = models.OneToOneField(Vorlage, on_delete=models.PROTECT, related_name="archivierung", editable=False)
    stand = models.CharField("Stand", max_length=20, choices=Archivstand, editable=False)
    # As it was computed when the matter was set aside.
    frist_bis = models.DateField("aufzubewahren bis", editable=False)
    ausgesondert_am = models.DateField("ausgesondert am", editable=False)
    ausgesondert_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ausgesondert von",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    archiv = models.ForeignKey(
        Archiv,
        verbose_name="Archiv",
        null=True,
        on_delete=models.PROTECT,
        related_name="archivierungen",
        editable=False,
    )
    angeboten_am = models.DateField("angeboten am", null=True, editable=False)
    angeboten_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="angeboten von",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    entschieden_am = models.DateField("entschieden am", null=True, editable=False)
    entschieden_durch = models.CharField("entschieden durch", max_length=200, blank=True, editable=False)
    signatur = models.CharField("Signatur im Archiv", max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = "Archivierung"
        verbose_name_plural = "Archivierungen"
        ordering = ["-ausgesondert_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="archivierung_angebot_vollstaendig",
                condition=Q(archiv__isnull=True, angeboten_am__isnull=True, angeboten_von__isnull=True)
                | Q(archiv__isnull=False, angeboten_am__isnull=False, angeboten_von__isnull=False),
                violation_error_message="Zum Angebot gehören Archiv, Tag und Person.",
            ),
            models.CheckConstraint(
                name="archivierung_angeboten_mit_archiv",
                condition=~Q(stand__in=(Archivstand.ANGEBOTEN, *ENDGUELTIG)) | Q(archiv__isnull=False),
                violation_error_message="Ein angebotener Vorgang nennt das Archiv.",
            ),
            models.CheckConstraint(
                name="archivierung_entscheidung_vollstaendig",
                condition=Q(stand__in=ENDGUELTIG, entschieden_am__isnull=False, entschieden_durch__gt="")
                | (~Q(stand__in=ENDGUELTIG) & Q(entschieden_am__isnull=True, entschieden_durch="", signatur="")),
                violation_error_message="Zur Entscheidung des Archivs gehören Tag und Person.",
            ),
        ]
        triggers = [trigger.archivweg_steht]

    def __str__(self):
        return f"{self.vorlage.nummer}: {self.get_stand_display()}"
