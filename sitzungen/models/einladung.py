"""What belongs to convening beside the dispatch: who was asked, when the agenda was ready, how it was announced, who comes.

All of it says what somebody did at a time. It is append-only: a correction is a new row, and the last one counts.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gremien.models import Mitgliedschaft, Person
from sitzungen.models.dokument import Sitzungsdokument
from sitzungen.models.sitzung import Sitzung
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class Beteiligung(models.Model):
    """The Vorsitz was asked: Einvernehmen with the convening (§ 72 Abs. 3 S. 1), Benehmen on the agenda (§ 59 Abs. 3 S. 1).

    A Benehmen that is missing makes no decision unlawful: it is recorded, never demanded.
    """

    class Gegenstand(models.TextChoices):
        EINBERUFUNG = "einberufung", "Einvernehmen mit der Einberufung"
        TAGESORDNUNG = "tagesordnung", "Benehmen über die Tagesordnung"

    class Stand(models.TextChoices):
        HERGESTELLT = "hergestellt", "hergestellt"
        NICHT_HERGESTELLT = "nicht_hergestellt", "nicht hergestellt"

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="beteiligungen")
    gegenstand = models.CharField("Gegenstand", max_length=20, choices=Gegenstand)
    stand = models.CharField("Ergebnis", max_length=20, choices=Stand)
    mit = models.ForeignKey(Person, verbose_name="mit", on_delete=models.PROTECT, related_name="+")
    am = models.DateField("am")
    bemerkung = models.CharField("Bemerkung", max_length=300, blank=True)
    erfasst_am = models.DateTimeField("erfasst am", default=uhr.jetzt)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Beteiligung des Vorsitzes"
        verbose_name_plural = "Beteiligungen des Vorsitzes"
        ordering = ["sitzung", "erfasst_am", "pk"]
        constraints = [
            models.CheckConstraint(
                name="beteiligung_ohne_ergebnis_begruendet",
                condition=Q(stand="hergestellt") | Q(bemerkung__gt=""),
                violation_error_message="Bitte begründen Sie, warum es nicht hergestellt ist.",
            )
        ]
        triggers = [nur_anfuegen("beteiligung_nur_anfuegen")]

    def __str__(self):
        return f"{self.get_gegenstand_display()}: {self.get_stand_display()}"

    @property
    def ist_hergestellt(self) -> bool:
        return self.stand == self.Stand.HERGESTELLT


class Aufnahmeverlangen(models.Model):
    """An item that the Vorsitz demanded before the dispatch (§ 59 Abs. 3 S. 1 NKomVG), and the TOP that took it up."""

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="aufnahmeverlangen")
    gegenstand = models.CharField("Beratungsgegenstand", max_length=300)
    eingegangen_am = models.DateField("eingegangen am")
    top = models.ForeignKey(
        Tagesordnungspunkt,
        verbose_name="aufgenommen als",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    erfasst_am = models.DateTimeField("erfasst am", default=uhr.jetzt)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Aufnahmeverlangen des Vorsitzes"
        verbose_name_plural = "Aufnahmeverlangen des Vorsitzes"
        ordering = ["sitzung", "eingegangen_am", "pk"]

    def __str__(self):
        return self.gegenstand


class Fertigstellung(models.Model):
    """The agenda was set to „fertig“: as it stood, with the warnings of that moment and the reason to go on all the same."""

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="fertigstellungen")
    # SHA-256 of the agenda: a later change makes it unfinished again.
    stand = models.CharField("Stand der Tagesordnung", max_length=64)
    warnungen = models.JSONField("Warnungen", default=list)
    begruendung = models.CharField("Begründung", max_length=300, blank=True)
    erstellt_am = models.DateTimeField("am", default=uhr.jetzt)
    erstellt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Fertigstellung der Tagesordnung"
        verbose_name_plural = "Fertigstellungen der Tagesordnung"
        ordering = ["sitzung", "erstellt_am", "pk"]
        triggers = [nur_anfuegen("fertigstellung_nur_anfuegen")]

    def __str__(self):
        return f"Tagesordnung fertig am {self.erstellt_am:%d.%m.%Y}"


class Bekanntmachung(models.Model):
    """Time, place and agenda were announced as is customary in the place (§ 59 Abs. 5 NKomVG): when, where, who recorded it."""

    dokument = models.ForeignKey(Sitzungsdokument, on_delete=models.PROTECT, related_name="bekanntmachungen")
    am = models.DateField("bekannt gemacht am")
    medium = models.CharField("in", max_length=200)
    # The sentence that was shown when the lead time of the Regelwerk was missed.
    warnung = models.CharField("Warnung", max_length=300, blank=True)
    begruendung = models.CharField("Begründung", max_length=300, blank=True)
    erfasst_am = models.DateTimeField("erfasst am", default=uhr.jetzt)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Bekanntmachung"
        verbose_name_plural = "Bekanntmachungen"
        ordering = ["am", "pk"]
        constraints = [
            models.CheckConstraint(
                name="bekanntmachung_verspaetet_begruendet",
                condition=Q(warnung="") | Q(begruendung__gt=""),
                violation_error_message="Bitte begründen Sie die verspätete Bekanntmachung.",
            )
        ]
        triggers = [nur_anfuegen("bekanntmachung_nur_anfuegen")]

    def __str__(self):
        return f"Bekannt gemacht am {self.am:%d.%m.%Y}"


class Rueckmeldung(models.Model):
    """What a member said about coming. The last answer for a seat counts. A reason is for the Sitzungsdienst alone."""

    class Antwort(models.TextChoices):
        ZUGESAGT = "zugesagt", "zugesagt"
        ENTSCHULDIGT = "entschuldigt", "entschuldigt"

    class Weg(models.TextChoices):
        SELBST = "selbst", "selbst eingetragen"
        SITZUNGSDIENST = "sitzungsdienst", "vom Sitzungsdienst eingetragen"
        VERTRETUNG = "vertretung", "von der Stellvertretung eingetragen"

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="rueckmeldungen")
    sitz = models.ForeignKey(Mitgliedschaft, on_delete=models.PROTECT, related_name="+")
    antwort = models.CharField("Antwort", max_length=20, choices=Antwort)
    grund = models.CharField("Grund", max_length=300, blank=True)
    vertretung = models.ForeignKey(
        Person, verbose_name="Stellvertretung", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    vertretung_zugesagt = models.BooleanField("Stellvertretung kommt", null=True)
    weg = models.CharField("eingetragen", max_length=20, choices=Weg)
    am = models.DateTimeField("am", default=uhr.jetzt)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        ordering = ["sitzung", "am", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rueckmeldung_vertretung_nur_entschuldigt",
                condition=Q(vertretung__isnull=True) | Q(antwort="entschuldigt"),
                violation_error_message="Eine Stellvertretung gibt es nur für ein Mitglied, das verhindert ist.",
            )
        ]
        triggers = [nur_anfuegen("rueckmeldung_nur_anfuegen")]

    def __str__(self):
        return f"{self.sitz.person}: {self.get_antwort_display()}"
