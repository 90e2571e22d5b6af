"""What is kept of a Vorlage and never changes: sealed Fassung, sealed prints, Verlauf."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vorlagen.choices import SCHREIBENDE_AKTIONEN, VorlageAktion
from vorlagen.models.vorlage import Vorlage
from wittmund_ris import uhr
from wittmund_ris.siegel import VersiegeltesDokument
from wittmund_ris.verlauf import Verlaufseintrag, nur_anfuegen


class Fassung(models.Model):
    """The sealed content of a release: what the official PDF shows, word for word."""

    vorlage = models.ForeignKey(Vorlage, on_delete=models.PROTECT, related_name="fassungen")
    nummer = models.PositiveSmallIntegerField("Fassung", default=1)
    # Why the one before is no longer in force; the first has none.
    grund = models.CharField("Grund", max_length=500, blank=True)
    inhalt = models.JSONField("Inhalt")
    erstellt_am = models.DateTimeField("erstellt am", default=uhr.jetzt)
    erstellt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Fassung"
        verbose_name_plural = "Fassungen"
        ordering = ["vorlage", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["vorlage", "nummer"], name="fassung_nummer_einmalig"),
            models.CheckConstraint(
                name="fassung_neue_mit_grund",
                condition=Q(nummer=1, grund="") | Q(nummer__gt=1, grund__gt=""),
                violation_error_message="Eine neue Fassung nennt ihren Grund.",
            ),
        ]
        triggers = [nur_anfuegen("fassung_versiegelt")]

    def __str__(self):
        return f"Fassung {self.nummer} von {self.vorlage.nummer}"


class Vorlagendokument(VersiegeltesDokument):
    """A sealed print of a Fassung."""

    class Art(models.TextChoices):
        FREIGABE = "freigabe", "Vorlage"
        OEFFENTLICH = "oeffentlich", "Vorlage (öffentliche Ausgabe)"
        ERGEBNIS = "ergebnis", "Vorlage mit Ergebnissen"
        ERGEBNIS_OEFFENTLICH = "ergebnis_oeffentlich", "Vorlage mit Ergebnissen (öffentliche Ausgabe)"
        SATZUNG = "satzung", "Satzung zur Unterschrift"

    fassung = models.ForeignKey(Fassung, on_delete=models.PROTECT, related_name="dokumente")
    art = models.CharField("Art", max_length=30, choices=Art)

    class Meta:
        verbose_name = "Vorlagendokument"
        verbose_name_plural = "Vorlagendokumente"
        ordering = ["fassung", "erstellt_am", "pk"]
        triggers = [nur_anfuegen("vorlagendokument_versiegelt")]

    def __str__(self):
        return f"{self.get_art_display()} {self.fassung.vorlage.nummer}"


class VorlageVerlauf(Verlaufseintrag):
    """What happened to a Vorlage. The steps of the table stand here by their names."""

    Aktion = VorlageAktion
    SCHREIBENDE = SCHREIBENDE_AKTIONEN

    vorlage = models.ForeignKey(Vorlage, on_delete=models.PROTECT, related_name="verlauf")
    vertretung_fuer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="in Vertretung für",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    vertretung_fuer_name = models.CharField("in Vertretung für (Name)", max_length=200, blank=True, editable=False)

    class Meta(Verlaufseintrag.Meta):
        verbose_name = "Verlaufseintrag"
        verbose_name_plural = "Verlauf"
        constraints = [
            models.CheckConstraint(
                name="vorlageverlauf_archiv_begruendet",
                condition=~Q(aktion__in=["archiv_ablehnung", "aussonderung_zuruecknehmen"]) | Q(bemerkung__gt=""),
                violation_error_message="Bitte begründen Sie diesen Schritt.",
            ),
            models.CheckConstraint(
                name="vorlageverlauf_rueckgabe_begruendet",
                condition=~Q(
                    aktion__in=["zurueckgeben", "ergaenzung_erbitten", "zurueckziehen", "ersetzen", "entfernt"]
                )
                | Q(bemerkung__gt=""),
                violation_error_message="Bitte begründen Sie diesen Schritt.",
            ),
        ]
        triggers = [nur_anfuegen("vorlageverlauf_nur_anfuegen")]

    def __str__(self):
        return f"{self.get_aktion_display()} am {self.am:%d.%m.%Y}"

    def get_aktion_display(self):
        return self.Aktion(self.aktion).label

    @property
    def durch(self) -> str:
        """Who did it, as every list prints it."""
        if not self.vertretung_fuer_name:
            return self.benutzer_name
        return f"{self.benutzer_name}, in Vertretung für {self.vertretung_fuer_name}"


def vermerken(vorlage, aktion, benutzer, bemerkung="", *, von_status=None, vertretung_fuer=None) -> VorlageVerlauf:
    """Write one line of the Verlauf; the only way that domain modules do it.

    `vertretung_fuer` names the absent person whose right was used.
    """
    return VorlageVerlauf.objects.create(
        vorlage=vorlage,
        aktion=aktion,
        von_status=von_status or vorlage.status,
        nach_status=vorlage.status,
        benutzer=benutzer,
        bemerkung=bemerkung.strip(),
        vertretung_fuer=vertretung_fuer,
        vertretung_fuer_name=str(vertretung_fuer or ""),
    )
