"""What happens in the sitting: who is there, and what is voted on."""

from django.db import models
from django.db.models import Q

from gremien.models import Mitgliedschaft
from sitzungen import trigger
from sitzungen.abstimmung import Stimmen, ergebnis, satz
from sitzungen.choices import Anwesend, Mehrheitsregel
from sitzungen.models.sitzung import Sitzung
from sitzungen.models.tagesordnung import Tagesordnungspunkt


class Anwesenheit(models.Model):
    """A member at a sitting; the voting right is the one of the seat on that day."""

    Status = Anwesend

    sitzung = models.ForeignKey(Sitzung, on_delete=models.CASCADE, related_name="anwesenheiten")
    mitgliedschaft = models.ForeignKey(Mitgliedschaft, on_delete=models.PROTECT, related_name="+")
    status = models.CharField("Anwesenheit", max_length=20, choices=Anwesend, default=Anwesend.ABWESEND)
    ist_stimmberechtigt = models.BooleanField("stimmberechtigt", default=False)

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheit"
        ordering = ["mitgliedschaft__person__nachname", "mitgliedschaft__person__vorname", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "mitgliedschaft"], name="anwesenheit_einmal"),
        ]
        triggers = [trigger.anwesenheit_steht]

    def __str__(self):
        return f"{self.mitgliedschaft.person}: {self.get_status_display()}"


class Abstimmung(models.Model):
    """One vote on an item. Only the numbers are stored; the result is computed from them and the rule."""

    top = models.ForeignKey(Tagesordnungspunkt, on_delete=models.PROTECT, related_name="abstimmungen")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    gegenstand = models.CharField("Gegenstand", max_length=300, default="Beschlussvorschlag")
    mehrheitsregel = models.CharField("Mehrheit", max_length=20, choices=Mehrheitsregel, default=Mehrheitsregel.EINFACH)
    ja = models.PositiveSmallIntegerField("Ja")
    nein = models.PositiveSmallIntegerField("Nein")
    enthaltung = models.PositiveSmallIntegerField("Enthaltung")
    wortlaut = models.TextField("Wortlaut", blank=True)
    # As they were when the vote was taken: the base of every later check.
    stimmberechtigte = models.PositiveSmallIntegerField("anwesende Stimmberechtigte")
    mitglieder = models.PositiveSmallIntegerField("gesetzliche Mitgliederzahl")

    class Meta:
        verbose_name = "Abstimmung"
        verbose_name_plural = "Abstimmungen"
        ordering = ["top", "position"]
        constraints = [
            models.UniqueConstraint(fields=["top", "position"], name="abstimmung_position_einmalig"),
            models.CheckConstraint(
                name="abstimmung_nicht_mehr_als_anwesend",
                condition=Q(stimmberechtigte__gte=models.F("ja") + models.F("nein") + models.F("enthaltung")),
                violation_error_message="Mehr Stimmen als anwesende Stimmberechtigte.",
            ),
        ]
        triggers = [trigger.stimmen_stehen]

    def __str__(self):
        return f"{self.gegenstand}: {self.ja}/{self.nein}/{self.enthaltung}"

    @property
    def stimmen(self) -> Stimmen:
        return Stimmen(self.ja, self.nein, self.enthaltung)

    @property
    def ergebnis(self) -> str:
        return ergebnis(self.stimmen, self.mehrheitsregel, self.mitglieder)

    @property
    def satz(self) -> str:
        return satz(self.stimmen, self.ergebnis)
