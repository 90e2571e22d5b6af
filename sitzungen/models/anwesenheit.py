"""Who is in the sitting and when: seats, the people who take them, others who attend, and the counting of the quorum."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from gremien.models import Mitgliedschaft, Person
from sitzungen import trigger
from sitzungen.choices import Anwesend, FeststellungAnlass, TeilnahmeArt
from sitzungen.models.sitzung import Sitzung
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class Zeitspanne(Func):
    """PostgreSQL tstzrange of two columns: the first moment belongs to it, the last one does not."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class Anwesenheit(models.Model):
    """A seat of the body at a sitting; the voting right is the one of the seat on that day.

    The status is the holder's: „entschuldigt“ stays, also while a deputy takes the seat.
    """

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


class AnwesenheitszeitQuerySet(models.QuerySet):
    def laufend(self):
        """Those who are in the room now."""
        return self.filter(bis__isnull=True)

    def um(self, zeitpunkt):
        """Those who were in the room at that moment, the one who left just then included."""
        return self.filter(von__lte=zeitpunkt).filter(Q(bis__isnull=True) | Q(bis__gte=zeitpunkt))

    def stimmberechtigt(self):
        return self.filter(anwesenheit__ist_stimmberechtigt=True)


class Anwesenheitszeit(models.Model):
    """From when to when a person took a seat: the member, or in its place a deputy with the vote of the seat.

    A seat is taken by one person at a time, and nobody takes two seats at once: the database refuses both.
    """

    sitzung = models.ForeignKey(Sitzung, on_delete=models.CASCADE, related_name="anwesenheitszeiten")
    anwesenheit = models.ForeignKey(Anwesenheit, on_delete=models.CASCADE, related_name="zeiten")
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="+")
    von = models.DateTimeField("von")
    bis = models.DateTimeField("bis", null=True, blank=True)
    # "ab TOP 4": the item that was called then; none before the first one.
    ab_top = models.ForeignKey(
        Tagesordnungspunkt, verbose_name="ab TOP", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    bis_top = models.ForeignKey(
        Tagesordnungspunkt, verbose_name="bis TOP", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AnwesenheitszeitQuerySet.as_manager()

    class Meta:
        verbose_name = "Anwesenheitszeit"
        verbose_name_plural = "Anwesenheitszeiten"
        ordering = ["von", "pk"]
        constraints = [
            models.CheckConstraint(
                name="anwesenheitszeit_von_vor_bis",
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                violation_error_message="Das Ende liegt vor dem Anfang.",
            ),
            ExclusionConstraint(
                name="anwesenheitszeit_sitz_einmal",
                expressions=[
                    ("anwesenheit", RangeOperators.EQUAL),
                    (Zeitspanne("von", "bis"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diesen Sitz nimmt schon jemand wahr.",
            ),
            ExclusionConstraint(
                name="anwesenheitszeit_person_einmal",
                expressions=[
                    ("sitzung", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (Zeitspanne("von", "bis"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Person nimmt in der Sitzung schon einen Sitz wahr.",
            ),
        ]
        triggers = [trigger.anwesenheitszeit_steht]

    def __str__(self):
        return f"{self.person}: {self.anwesenheit.mitgliedschaft}"

    @property
    def ist_vertretung(self) -> bool:
        return self.person_id != self.anwesenheit.mitgliedschaft.person_id


class Feststellung(models.Model):
    """The quorum as it was counted, with the numbers it was counted from (§ 65 NKomVG). The latest one counts."""

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="feststellungen")
    anlass = models.CharField("Anlass", max_length=20, choices=FeststellungAnlass)
    am = models.DateTimeField("am", default=uhr.jetzt)
    top = models.ForeignKey(
        Tagesordnungspunkt, verbose_name="TOP", null=True, on_delete=models.PROTECT, related_name="+"
    )
    bezweifelt_von = models.ForeignKey(
        Person, verbose_name="bezweifelt von", null=True, on_delete=models.PROTECT, related_name="+"
    )
    anwesend = models.PositiveSmallIntegerField("anwesende Stimmberechtigte")
    noetig = models.PositiveSmallIntegerField("nötig")
    mitglieder = models.PositiveSmallIntegerField("gesetzliche Mitgliederzahl")

    class Meta:
        verbose_name = "Feststellung der Beschlussfähigkeit"
        verbose_name_plural = "Feststellungen der Beschlussfähigkeit"
        ordering = ["sitzung", "am", "pk"]
        constraints = [
            models.CheckConstraint(
                name="feststellung_zweifel_von_jemandem",
                condition=~Q(anlass=FeststellungAnlass.ZWEIFEL) | Q(bezweifelt_von__isnull=False),
                violation_error_message="Bitte geben Sie an, wer die Beschlussfähigkeit bezweifelt.",
            ),
        ]
        triggers = [nur_anfuegen("feststellung_nur_anfuegen")]

    def __str__(self):
        return f"{self.anwesend} von {self.mitglieder} anwesend, {'' if self.gegeben else 'nicht '}beschlussfähig"

    @property
    def gegeben(self) -> bool:
        return self.anwesend >= self.noetig


class Teilnahme(models.Model):
    """Who attends without a seat: the Verwaltung, the Protokollführung, listening Abgeordnete, guests."""

    sitzung = models.ForeignKey(Sitzung, on_delete=models.CASCADE, related_name="teilnahmen")
    art = models.CharField("Als", max_length=20, choices=TeilnahmeArt, default=TeilnahmeArt.VERWALTUNG)
    name = models.CharField("Name", max_length=160)
    funktion = models.CharField("Funktion", max_length=160, blank=True)

    class Meta:
        verbose_name = "Teilnahme ohne Sitz"
        verbose_name_plural = "Teilnahmen ohne Sitz"
        ordering = ["art", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "name", "funktion"],
                name="teilnahme_einmal",
                violation_error_message="Diese Person ist schon eingetragen.",
            )
        ]
        triggers = [trigger.teilnahme_steht]

    def __str__(self):
        return f"{self.name}, {self.funktion}" if self.funktion else self.name


class Unterbrechung(models.Model):
    """A break of the sitting."""

    sitzung = models.ForeignKey(Sitzung, on_delete=models.CASCADE, related_name="unterbrechungen")
    von = models.DateTimeField("von", default=uhr.jetzt)
    bis = models.DateTimeField("bis", null=True, blank=True)
    grund = models.CharField("Grund", max_length=200, blank=True)

    class Meta:
        verbose_name = "Unterbrechung"
        verbose_name_plural = "Unterbrechungen"
        ordering = ["von", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung"],
                condition=Q(bis__isnull=True),
                name="unterbrechung_eine_offen",
                violation_error_message="Die Sitzung ist schon unterbrochen.",
            )
        ]
        triggers = [trigger.unterbrechung_steht]

    def __str__(self):
        return f"Unterbrechung der {self.sitzung}"
