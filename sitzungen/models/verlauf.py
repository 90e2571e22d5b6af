"""The Verlauf of a Sitzung, append-only."""

from django.db import models
from django.db.models import Q

from sitzungen.models.sitzung import Sitzung
from wittmund_ris.verlauf import Verlaufseintrag, nur_anfuegen


class SitzungVerlauf(Verlaufseintrag):
    """What happened to a Sitzung."""

    class Aktion(models.TextChoices):
        PLANEN = "planen", "Geplant"
        GEAENDERT = "geaendert", "Termin oder Ort geändert"
        VERLEGT = "verlegt", "Nach der Einladung verlegt"
        UEBERTRAGUNG = "uebertragung", "Übertragung geändert"
        TAGESORDNUNG = "tagesordnung", "Tagesordnung geändert"
        BETEILIGUNG = "beteiligung", "Vorsitz beteiligt"
        FERTIGGESTELLT = "fertiggestellt", "Tagesordnung fertig"
        EINLADEN = "einladen", "Eingeladen"
        VERSAND = "versand", "Versand"
        BEKANNTMACHUNG = "bekanntmachung", "Bekannt gemacht"
        EROEFFNEN = "eroeffnen", "Eröffnet"
        ANWESENHEIT = "anwesenheit", "Anwesenheit"
        VERHANDLUNG = "verhandlung", "Verhandlung"
        ABSTIMMEN = "abstimmen", "Ergebnis festgehalten"
        WAEHLEN = "waehlen", "Wahl festgehalten"
        PROTOKOLL = "protokoll", "Protokoll"
        SCHLIESSEN = "schliessen", "Geschlossen"
        ABSAGEN = "absagen", "Abgesagt"
        VEROEFFENTLICHT = "veroeffentlicht", "Veröffentlicht"
        RECHTSAKT = "rechtsakt", "Rechtsakt"

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="verlauf")
    # The `oeffentliche_id` of the item it is about; an item that left a planned agenda is gone, its lines stay.
    punkt = models.UUIDField("Tagesordnungspunkt", null=True, editable=False)

    class Meta(Verlaufseintrag.Meta):
        verbose_name = "Verlaufseintrag"
        verbose_name_plural = "Verlauf"
        constraints = [
            models.CheckConstraint(
                name="sitzungverlauf_absage_begruendet",
                condition=~Q(aktion="absagen") | Q(bemerkung__gt=""),
                violation_error_message="Bitte begründen Sie die Absage.",
            ),
        ]
        triggers = [nur_anfuegen("sitzungverlauf_nur_anfuegen")]

    def __str__(self):
        return f"{self.get_aktion_display()} am {self.am:%d.%m.%Y}"

    def get_aktion_display(self):
        return self.Aktion(self.aktion).label


def vermerken(sitzung, aktion, benutzer, bemerkung="", *, von_status=None, top=None) -> SitzungVerlauf:
    """Write one line of the Verlauf; the only way that domain modules do it."""
    return SitzungVerlauf.objects.create(
        sitzung=sitzung,
        aktion=aktion,
        von_status=von_status or sitzung.status,
        nach_status=sitzung.status,
        benutzer=benutzer,
        bemerkung=bemerkung.strip(),
        punkt=top.oeffentliche_id if top else None,
    )


def verlauf_des_punkts(top):
    """The lines about an item: those that name it by its key, and those that begin with its number."""
    mit_nummer = Q(punkt__isnull=True, bemerkung__startswith=f"{top.nummer_lang}:") if top.nummer else Q(pk__in=[])
    gefunden = SitzungVerlauf.objects.filter(sitzung_id=top.sitzung_id).filter(
        Q(punkt=top.oeffentliche_id) | mit_nummer
    )
    return gefunden.order_by("-am", "-pk")
