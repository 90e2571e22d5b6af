"""What is moved and voted on in the sitting, by whom, and who may not take part."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gremien.models import Gremium, Mitgliedschaft, Person
from sitzungen import trigger
from sitzungen.abstimmung import Stimmen, ergebnis, satz
from sitzungen.choices import (
    AbstimmungArt,
    AbstimmungForm,
    AntragStand,
    Mehrheitsregel,
    Stimmwert,
    Umfang,
    Verbleib,
)
from sitzungen.models.anwesenheit import Teilnahme
from sitzungen.models.sitzung import Sitzung
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from wittmund_ris import uhr


class Sitzungsantrag(models.Model):
    """A motion that was made in the sitting: an amendment, or one on the procedure."""

    top = models.ForeignKey(Tagesordnungspunkt, on_delete=models.PROTECT, related_name="antraege")
    art = models.CharField(
        "Art",
        max_length=20,
        choices=[(a.value, a.label) for a in (AbstimmungArt.AENDERUNG, AbstimmungArt.GESCHAEFTSORDNUNG)],
        default=AbstimmungArt.AENDERUNG,
    )
    # The furthest-reaching one is voted on first (Geschäftsordnung).
    position = models.PositiveSmallIntegerField("Reihenfolge der Abstimmung", default=1)
    gestellt_von = models.CharField("Gestellt von", max_length=200)
    inhalt = models.CharField("Inhalt", max_length=500)
    fassung = models.TextField("Wortlaut des ganzen Beschlusses, wenn der Antrag angenommen wird", blank=True)
    stand = models.CharField("Stand", max_length=20, choices=AntragStand, default=AntragStand.OFFEN, editable=False)

    class Meta:
        verbose_name = "Antrag in der Sitzung"
        verbose_name_plural = "Anträge in der Sitzung"
        ordering = ["top", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["top", "position"],
                name="sitzungsantrag_position_einmalig",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Diese Stelle ist schon belegt.",
            )
        ]
        triggers = [trigger.sitzungsantrag_steht]

    def __str__(self):
        return f"{self.get_art_display()} ({self.gestellt_von}): {self.inhalt}"


class Abstimmung(models.Model):
    """One vote, on an item or on the procedure of the sitting. The numbers are stored; the result is computed from them
    and the rule. Where the votes of persons are known (`Stimme`), the numbers are their sum.
    """

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="abstimmungen")
    # None: the procedure of the sitting as a whole.
    top = models.ForeignKey(Tagesordnungspunkt, null=True, on_delete=models.PROTECT, related_name="abstimmungen")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    art = models.CharField("Art", max_length=20, choices=AbstimmungArt, default=AbstimmungArt.HAUPT)
    form = models.CharField("Form", max_length=20, choices=AbstimmungForm, default=AbstimmungForm.OFFEN)
    antrag = models.OneToOneField(
        Sitzungsantrag, null=True, on_delete=models.PROTECT, related_name="abstimmung", editable=False
    )
    gegenstand = models.CharField("Gegenstand", max_length=500, default="Beschlussvorschlag")
    mehrheitsregel = models.CharField("Mehrheit", max_length=20, choices=Mehrheitsregel, default=Mehrheitsregel.EINFACH)
    ja = models.PositiveSmallIntegerField("Ja")
    nein = models.PositiveSmallIntegerField("Nein")
    enthaltung = models.PositiveSmallIntegerField("Enthaltung")
    ungueltig = models.PositiveSmallIntegerField("ungültig", default=0)
    wortlaut = models.TextField("Wortlaut", blank=True)
    # § 64 Abs. 1 S. 2 NKomVG: a motion to exclude the public is debated in non-public sitting.
    mit_aussprache = models.BooleanField("mit Aussprache", null=True)
    # As they were when the vote was taken: the base of every later check.
    stimmberechtigte = models.PositiveSmallIntegerField("anwesende Stimmberechtigte")
    mitglieder = models.PositiveSmallIntegerField("gesetzliche Mitgliederzahl")
    # Votes on several items at once share it.
    en_bloc = models.UUIDField(null=True, editable=False)
    # Made where the entry is typed: sent twice, it is recorded once.
    schluessel = models.UUIDField(default=uuid.uuid4, editable=False)
    erfasst_am = models.DateTimeField(default=uhr.jetzt, editable=False)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "Abstimmung"
        verbose_name_plural = "Abstimmungen"
        ordering = ["top", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["top", "position"], name="abstimmung_position_einmalig"),
            models.UniqueConstraint(fields=["top", "schluessel"], name="abstimmung_schluessel_einmalig"),
            models.UniqueConstraint(
                fields=["top"], condition=Q(art=AbstimmungArt.HAUPT), name="abstimmung_eine_sachabstimmung"
            ),
            models.CheckConstraint(
                name="abstimmung_nicht_mehr_als_anwesend",
                condition=Q(stimmberechtigte__gte=F("ja") + F("nein") + F("enthaltung") + F("ungueltig")),
                violation_error_message="Mehr Stimmen als anwesende Stimmberechtigte.",
            ),
            models.CheckConstraint(
                name="abstimmung_ungueltig_nur_geheim",
                condition=Q(ungueltig=0) | Q(form=AbstimmungForm.GEHEIM),
                violation_error_message="Ungültige Stimmen gibt es nur in geheimer Abstimmung.",
            ),
            models.CheckConstraint(
                name="abstimmung_sache_hat_top",
                condition=Q(top__isnull=False)
                | ~Q(art__in=[AbstimmungArt.HAUPT, AbstimmungArt.AENDERUNG, AbstimmungArt.MITWIRKUNG]),
                violation_error_message="Über eine Sache wird zu einem Tagesordnungspunkt abgestimmt.",
            ),
        ]
        triggers = [trigger.stimmen_stehen]

    def __str__(self):
        return f"{self.gegenstand}: {self.ja}/{self.nein}/{self.enthaltung}"

    @property
    def stimmen(self) -> Stimmen:
        return Stimmen(self.ja, self.nein, self.enthaltung, self.ungueltig)

    @property
    def ergebnis(self) -> str:
        return ergebnis(self.stimmen, self.mehrheitsregel, self.mitglieder)

    @property
    def satz(self) -> str:
        return satz(self.stimmen, self.ergebnis)


class Stimme(models.Model):
    """The vote of one person in an open Abstimmung. In a secret one there is none, by a trigger (§ 68 S. 3 NKomVG)."""

    abstimmung = models.ForeignKey(Abstimmung, on_delete=models.CASCADE, related_name="einzelstimmen")
    mitgliedschaft = models.ForeignKey(Mitgliedschaft, verbose_name="Sitz", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="+")
    # Of that day; none for who belongs to none.
    fraktion = models.ForeignKey(
        Gremium, verbose_name="Fraktion oder Gruppe", null=True, on_delete=models.PROTECT, related_name="+"
    )
    wert = models.CharField("Stimme", max_length=20, choices=Stimmwert)
    # § 68 S. 3 NKomVG: the member demands that its own vote stands in the Protokoll.
    auf_verlangen = models.BooleanField("auf Verlangen im Protokoll", default=False)

    class Meta:
        verbose_name = "Stimme"
        verbose_name_plural = "Stimmen"
        ordering = ["abstimmung", "person__nachname", "person__vorname", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["abstimmung", "person"], name="stimme_einmal_je_person"),
            models.UniqueConstraint(fields=["abstimmung", "mitgliedschaft"], name="stimme_einmal_je_sitz"),
        ]
        triggers = [trigger.stimme_nur_offen]

    def __str__(self):
        return f"{self.person}: {self.get_wert_display()}"


class Mitwirkungsverbot(models.Model):
    """A conflict of interest on an item (§ 41 NKomVG), of a member, or of somebody who attends for the Verwaltung (§ 87 Abs. 4).

    Why is nobody's business in a record that others read: no field asks for it.
    """

    top = models.ForeignKey(Tagesordnungspunkt, on_delete=models.PROTECT, related_name="mitwirkungsverbote")
    person = models.ForeignKey(
        Person, verbose_name="Mitglied", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    teilnahme = models.ForeignKey(
        Teilnahme, verbose_name="Teilnahme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    umfang = models.CharField("Folge", max_length=20, choices=Umfang, default=Umfang.VERBOT)
    verbleib = models.CharField("Aufenthalt", max_length=20, choices=Verbleib, default=Verbleib.RAUM)
    # § 41 Abs. 4: in doubt the body decides, without the person.
    entscheidung = models.OneToOneField(
        Abstimmung, null=True, blank=True, on_delete=models.PROTECT, related_name="mitwirkungsverbot", editable=False
    )
    von = models.DateTimeField("verlassen um", null=True, blank=True)
    bis = models.DateTimeField("zurück um", null=True, blank=True)
    # The vote on the item had been taken already: § 41 Abs. 6 asks whether it turns on this person.
    nachtraeglich = models.BooleanField("erst nach der Abstimmung bekannt geworden", default=False, editable=False)

    class Meta:
        verbose_name = "Mitwirkungsverbot"
        verbose_name_plural = "Mitwirkungsverbote"
        ordering = ["top", "pk"]
        constraints = [
            models.CheckConstraint(
                name="mitwirkungsverbot_einer",
                condition=Q(person__isnull=False, teilnahme__isnull=True)
                | Q(person__isnull=True, teilnahme__isnull=False),
                violation_error_message="Ein Mitwirkungsverbot betrifft ein Mitglied oder eine teilnehmende Person.",
            ),
            models.UniqueConstraint(
                fields=["top", "person"],
                name="mitwirkungsverbot_einmal",
                violation_error_message="Für diese Person ist zu diesem Punkt schon ein Mitwirkungsverbot vermerkt.",
            ),
            models.UniqueConstraint(fields=["top", "teilnahme"], name="mitwirkungsverbot_teilnahme_einmal"),
            models.CheckConstraint(
                name="mitwirkungsverbot_von_vor_bis",
                condition=Q(bis__isnull=True) | Q(von__isnull=False, bis__gte=F("von")),
                violation_error_message="Die Rückkehr liegt vor dem Verlassen.",
            ),
        ]
        triggers = [trigger.mitwirkungsverbot_steht]

    def __str__(self):
        return f"{self.top.nummer_lang}: {self.person or self.teilnahme}"
