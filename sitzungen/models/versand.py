"""The dispatch of an invitation, a Nachtrag or a moved sitting: what went out, to whom, on which way, and the proof of it.

All of it is append-only: the rows say what happened, and a later event is a row of its own.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gremien.choices import Zustellung
from gremien.models import Mitgliedschaft, Person
from sitzungen.models.sitzung import Sitzung
from sitzungen.models.tagesordnung import TagesordnungFassung
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class Versand(models.Model):
    """One dispatch: this version of the agenda, for this day, hour and place (§ 59 Abs. 1 S. 1 NKomVG)."""

    class Anlass(models.TextChoices):
        EINLADUNG = "einladung", "Einladung"
        NACHTRAG = "nachtrag", "Nachtrag zur Einladung"
        VERLEGUNG = "verlegung", "Verlegung der Sitzung"

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="versendungen")
    fassung = models.ForeignKey(TagesordnungFassung, on_delete=models.PROTECT, related_name="versendungen")
    anlass = models.CharField("Anlass", max_length=20, choices=Anlass)
    # Names this one dispatch among those of its sitting: a second call sends nothing again.
    schluessel = models.CharField(max_length=60, editable=False)
    beginn = models.DateTimeField("Beginn der Sitzung")
    ort = models.CharField("Ort", max_length=160)
    raum = models.CharField("Raum", max_length=80, blank=True)
    bemerkung = models.CharField("Bemerkung", max_length=300, blank=True)
    versandt_am = models.DateTimeField("versandt am", default=uhr.jetzt)
    versandt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Versand"
        verbose_name_plural = "Versand"
        ordering = ["sitzung", "versandt_am", "pk"]
        constraints = [models.UniqueConstraint(fields=["sitzung", "schluessel"], name="versand_einmal")]
        triggers = [nur_anfuegen("versand_versiegelt")]

    def __str__(self):
        return f"{self.get_anlass_display()} vom {timezone.localtime(self.versandt_am):%d.%m.%Y}"


class Zustellnachweis(models.Model):
    """One recipient of a dispatch. The name is kept as it was then."""

    class Eigenschaft(models.TextChoices):
        MITGLIED = "mitglied", "Mitglied"
        BERATEND = "beratend", "Mitglied mit beratender Stimme"
        VERTRETUNG = "vertretung", "Stellvertretung"
        VERWALTUNG = "verwaltung", "Verwaltung"
        ZUHOEREND = "zuhoerend", "Abgeordnete mit dem Recht zuzuhören"

    versand = models.ForeignKey(Versand, on_delete=models.PROTECT, related_name="empfaenger")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="zustellungen", verbose_name="Person"
    )
    # Staff has an account and no Person; a member may have none.
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="Konto"
    )
    sitz = models.ForeignKey(Mitgliedschaft, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="Sitz")
    name = models.CharField("Name", max_length=200)
    eigenschaft = models.CharField("erhält sie als", max_length=20, choices=Eigenschaft)
    weg = models.CharField("Zustellung", max_length=20, choices=Zustellung)
    # Electronic: it lies in the account from this moment on.
    zugestellt_am = models.DateTimeField("zugestellt am", default=uhr.jetzt)

    class Meta:
        verbose_name = "Zustellnachweis"
        verbose_name_plural = "Zustellnachweise"
        ordering = ["versand", "name", "pk"]
        # Once in each quality: a listener who is asked to stand in for a member is told again.
        constraints = [
            models.UniqueConstraint(
                fields=["versand", "person", "eigenschaft"],
                condition=Q(person__isnull=False),
                name="zustellnachweis_person_einmal",
            ),
            models.UniqueConstraint(
                fields=["versand", "konto", "eigenschaft"],
                condition=Q(konto__isnull=False),
                name="zustellnachweis_konto_einmal",
            ),
            models.CheckConstraint(
                name="zustellnachweis_elektronisch_mit_konto",
                condition=~Q(weg=Zustellung.ELEKTRONISCH) | Q(konto__isnull=False),
                violation_error_message="Elektronisch wird nur in ein Konto zugestellt.",
            ),
        ]
        triggers = [nur_anfuegen("zustellnachweis_versiegelt")]

    def __str__(self):
        return f"{self.name}: {self.versand}"

    @property
    def ist_papier(self) -> bool:
        return self.weg == Zustellung.PAPIER


class Zustellereignis(models.Model):
    """What happened to a delivery afterwards: opened, put in the post, the fate of its mail."""

    class Art(models.TextChoices):
        GEOEFFNET = "geoeffnet", "geöffnet"
        AUFGEGEBEN = "aufgegeben", "als Brief aufgegeben"
        MAIL_VERSANDT = "mail_versandt", "Mail versandt"
        MAIL_FEHLER = "mail_fehler", "Mail nicht versandt"

    nachweis = models.ForeignKey(Zustellnachweis, on_delete=models.PROTECT, related_name="ereignisse")
    art = models.CharField("Ereignis", max_length=20, choices=Art)
    am = models.DateTimeField("am", default=uhr.jetzt)
    benutzer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Ereignis einer Zustellung"
        verbose_name_plural = "Ereignisse der Zustellungen"
        ordering = ["nachweis", "am", "pk"]
        # The first time is what counts.
        constraints = [models.UniqueConstraint(fields=["nachweis", "art"], name="zustellereignis_einmal")]
        triggers = [nur_anfuegen("zustellereignis_versiegelt")]

    def __str__(self):
        return f"{self.get_art_display()} am {timezone.localtime(self.am):%d.%m.%Y}"
