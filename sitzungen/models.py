"""The Sitzung and what belongs to it: agenda, attendance, votes, sealed versions, Verlauf."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gremien.models import Gremium, Mitgliedschaft, Person
from gremien.rules import ist_mandatstraeger
from sitzungen import bedingungen, rules, trigger
from sitzungen.abstimmung import Stimmen, ergebnis, satz
from sitzungen.choices import GELADENE_STATUS, TEIL_ZEICHEN, Anwesend, Mehrheitsregel, SitzungStatus, Teil
from sitzungen.suchindex import Sitzungssuche  # noqa: F401 - a model of this app
from vorlagen.choices import BeratungRolle, Ergebnis, ergebnis_text
from vorlagen.models import Beratung
from wittmund_ris import uhr
from wittmund_ris.siegel import VersiegeltesDokument
from wittmund_ris.verlauf import Verlaufseintrag, nur_anfuegen


class SitzungQuerySet(models.QuerySet):
    def sichtbar_fuer(self, benutzer):
        """The sittings that this account may see: the pair of `rules.kann_sehen`."""
        if not (benutzer.is_authenticated and benutzer.is_active):
            return self.none()
        if rules.ist_sitzungsdienst(benutzer) or rules.ist_verwaltungsleitung(benutzer):
            return self
        sicht = Q(pk__in=[])
        if ist_mandatstraeger(benutzer):
            sicht |= Q(status__in=GELADENE_STATUS)
        if rules.ist_verwaltung(benutzer):
            sicht |= Q(veroeffentlicht_am__isnull=False)
        return self.filter(sicht)

    def anstehend(self, heute):
        """From that day on, neither closed nor called off: what a Beratungsfolge can plan with."""
        beendet = (SitzungStatus.GESCHLOSSEN, SitzungStatus.ABGESAGT)
        return self.filter(beginn__gte=uhr.tagesbeginn(heute)).exclude(status__in=beendet)


class Sitzung(models.Model):
    """A sitting of a Gremium. Its status changes through `sitzungen.workflow` and nothing else."""

    Status = SitzungStatus

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gremium = models.ForeignKey(
        Gremium,
        verbose_name="Gremium",
        on_delete=models.PROTECT,
        related_name="sitzungen",
        limit_choices_to=Q(art__in=("vertretung", "hauptausschuss", "fachausschuss")),
    )
    # Permanent: a moved sitting keeps its first address.
    kennung = models.SlugField("Adresse", max_length=90, unique=True, editable=False)
    beginn = models.DateTimeField("Beginn")
    ort = models.CharField("Ort", max_length=160, default="Kreishaus, Am Markt 9, 26409 Wittmund")
    raum = models.CharField("Raum", max_length=80, blank=True)
    status = models.CharField(
        "Status", max_length=20, choices=SitzungStatus, default=SitzungStatus.GEPLANT, editable=False
    )
    ist_oeffentlich = models.BooleanField("öffentlich", default=False, editable=False)
    eingeladen_am = models.DateTimeField("eingeladen am", null=True, editable=False)
    eilfall_grund = models.CharField("Grund des Eilfalls", max_length=300, blank=True, editable=False)
    veroeffentlicht_am = models.DateTimeField("öffentlich seit", null=True, editable=False)
    eroeffnet_am = models.DateTimeField("eröffnet um", null=True, editable=False)
    leitung = models.ForeignKey(
        Person, verbose_name="Sitzungsleitung", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    ladung_ordnungsgemaess = models.BooleanField("Ladung ordnungsgemäß", null=True, editable=False)
    geschlossen_am = models.DateTimeField("geschlossen um", null=True, editable=False)
    ergebnisse_oeffentlich_am = models.DateTimeField("Ergebnisse öffentlich seit", null=True, editable=False)

    objects = SitzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["-beginn", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sitzung_geladen_mit_zeit",
                condition=Q(status__in=[SitzungStatus.GEPLANT, SitzungStatus.ABGESAGT])
                | Q(eingeladen_am__isnull=False),
                violation_error_message="Ohne Einladung keine Sitzung.",
            ),
            models.CheckConstraint(
                name="sitzung_eroeffnet_mit_leitung",
                condition=~Q(status__in=[SitzungStatus.EROEFFNET, SitzungStatus.GESCHLOSSEN])
                | Q(eroeffnet_am__isnull=False, leitung__isnull=False, ladung_ordnungsgemaess__isnull=False),
                violation_error_message="Eine eröffnete Sitzung hat Leitung, Zeit und Feststellung der Ladung.",
            ),
            models.CheckConstraint(
                name="sitzung_geschlossen_mit_zeit",
                condition=~Q(status=SitzungStatus.GESCHLOSSEN) | Q(geschlossen_am__isnull=False),
                violation_error_message="Eine geschlossene Sitzung hat eine Schlusszeit.",
            ),
            models.CheckConstraint(
                name="sitzung_nur_oeffentliche_veroeffentlicht",
                condition=Q(veroeffentlicht_am__isnull=True, ergebnisse_oeffentlich_am__isnull=True)
                | Q(ist_oeffentlich=True),
                violation_error_message="Eine nichtöffentliche Sitzung wird nicht veröffentlicht.",
            ),
        ]
        triggers = [
            trigger.kreisausschuss_nichtoeffentlich,
            trigger.sitzung_bleibt,
            trigger.suche_der_sitzung_veraltet,
        ]

    def __str__(self):
        return f"{self.gremium} am {timezone.localtime(self.beginn):%d.%m.%Y}"

    @property
    def pfad(self) -> str:
        return f"/sitzungen/{self.kennung}/"

    @property
    def tag(self):
        return timezone.localtime(self.beginn).date()

    @property
    def ist_eingeladen(self) -> bool:
        return self.status in GELADENE_STATUS

    @property
    def ist_geschlossen(self) -> bool:
        return self.status == SitzungStatus.GESCHLOSSEN

    @property
    def ist_veroeffentlicht(self) -> bool:
        return self.veroeffentlicht_am is not None


class Tagesordnungspunkt(models.Model):
    """One item of the agenda, of the public part Ö or the non-public part N."""

    Teil = Teil

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sitzung = models.ForeignKey(Sitzung, on_delete=models.CASCADE, related_name="tops")
    teil = models.CharField("Teil", max_length=2, choices=Teil, default=Teil.NICHTOEFFENTLICH)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    nummer = models.CharField("Nummer", max_length=10, blank=True, editable=False)
    titel = models.CharField("Titel", max_length=300)
    oeffentlicher_titel = models.CharField(
        "Öffentlicher Titel",
        max_length=200,
        blank=True,
        help_text="Nur im nichtöffentlichen Teil: steht auf der öffentlichen Tagesordnung, ohne Namen und Einzelheiten.",
    )
    beratung = models.ForeignKey(
        Beratung, verbose_name="Vorlage", null=True, blank=True, on_delete=models.PROTECT, related_name="tops"
    )
    ergebnis = models.CharField("Ergebnis", max_length=20, choices=Ergebnis, blank=True, editable=False)
    ergebnis_grund = models.CharField("Grund", max_length=300, blank=True, editable=False)
    verwiesen_an = models.ForeignKey(
        Gremium,
        verbose_name="verwiesen an",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    # Abgesetzt because an earlier station sent the paper back: no entry in the sitting brings it back on this agenda.
    wartet = models.BooleanField("wartet auf die Vorberatung", default=False, editable=False)
    ist_geaendert = models.BooleanField("geändert", default=False, editable=False)
    wortlaut = models.TextField("Wortlaut, über den abgestimmt wurde", blank=True, editable=False)

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnung"
        # Ö before N
        ordering = ["sitzung", "-teil", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "teil", "position"],
                name="top_position_einmalig",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Diese Stelle der Tagesordnung ist schon belegt.",
            ),
            models.UniqueConstraint(
                fields=["sitzung", "teil", "nummer"],
                condition=~Q(nummer=""),
                name="top_nummer_einmalig",
                violation_error_message="Diese TOP-Nummer ist vergeben.",
            ),
            models.UniqueConstraint(
                fields=["beratung"],
                condition=Q(beratung__isnull=False) & ~Q(ergebnis__in=[Ergebnis.VERTAGT, Ergebnis.ABGESETZT]),
                name="top_beratung_einmal_offen",
                violation_error_message="Diese Beratung steht schon auf einer Tagesordnung.",
            ),
            *bedingungen.PUNKT,
        ]
        triggers = [trigger.tagesordnung_steht, trigger.suche_der_tops_veraltet, trigger.suche_ohne_top_veraltet]

    def __str__(self):
        return f"{self.nummer_lang} {self.titel}".strip()

    @property
    def ist_oeffentlich(self) -> bool:
        return self.teil == Teil.OEFFENTLICH

    @property
    def nummer_lang(self) -> str:
        """`Ö 6`; before the invitation the number that the item would get is shown by `tagesordnung.punkte`."""
        return f"{TEIL_ZEICHEN[Teil(self.teil)]} {self.nummer}" if self.nummer else ""

    @property
    def anker(self) -> str:
        """`top-oe-6`: the permanent anchor on the page of the sitting."""
        return f"top-{self.teil}-{self.nummer}"

    @property
    def rolle(self) -> str:
        return self.beratung.rolle if self.beratung else BeratungRolle.ENTSCHEIDUNG

    @property
    def hauptabstimmung(self):
        """The vote on the matter itself: the last one of the item."""
        stimmen = list(self.abstimmungen.all())
        return stimmen[-1] if stimmen else None

    @property
    def ergebnis_text(self) -> str:
        if not self.ergebnis:
            return ""
        stimmen = self.hauptabstimmung
        enthaltungen = stimmen.enthaltung if stimmen else 0
        return ergebnis_text(
            self.ergebnis,
            self.rolle,
            enthaltungen=enthaltungen,
            geaendert=self.ist_geaendert,
            verwiesen_an=self.verwiesen_an or "",
        )


class TagesordnungFassung(models.Model):
    """The agenda as it was dispatched: immutable, with its own number."""

    class Art(models.TextChoices):
        EINGELADEN = "eingeladen", "Einladung"

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="fassungen")
    art = models.CharField("Art", max_length=20, choices=Art)
    nummer = models.PositiveSmallIntegerField("Fassung", default=1)
    inhalt = models.JSONField("Inhalt")
    erstellt_am = models.DateTimeField("erstellt am", default=uhr.jetzt)
    erstellt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Fassung der Tagesordnung"
        verbose_name_plural = "Fassungen der Tagesordnung"
        ordering = ["sitzung", "nummer"]
        constraints = [models.UniqueConstraint(fields=["sitzung", "nummer"], name="tagesordnungfassung_nummer")]
        triggers = [nur_anfuegen("tagesordnungfassung_versiegelt")]

    def __str__(self):
        return f"{self.get_art_display()} vom {timezone.localtime(self.erstellt_am):%d.%m.%Y}"


class Sitzungsdokument(VersiegeltesDokument):
    """A sealed PDF of a sitting."""

    class Art(models.TextChoices):
        EINLADUNG = "einladung", "Einladung mit Tagesordnung"
        BEKANNTMACHUNG = "bekanntmachung", "Öffentliche Tagesordnung"
        ERGEBNIS = "ergebnis", "Beschlussübersicht"
        ERGEBNIS_OEFFENTLICH = "ergebnis_oeffentlich", "Beschlussübersicht (öffentlicher Teil)"

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="dokumente")
    art = models.CharField("Art", max_length=30, choices=Art)

    class Meta:
        verbose_name = "Sitzungsdokument"
        verbose_name_plural = "Sitzungsdokumente"
        ordering = ["sitzung", "erstellt_am", "pk"]
        triggers = [nur_anfuegen("sitzungsdokument_versiegelt")]

    def __str__(self):
        return f"{self.get_art_display()}: {self.sitzung}"


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


class SitzungVerlauf(Verlaufseintrag):
    """What happened to a Sitzung."""

    class Aktion(models.TextChoices):
        PLANEN = "planen", "Geplant"
        GEAENDERT = "geaendert", "Termin oder Ort geändert"
        TAGESORDNUNG = "tagesordnung", "Tagesordnung geändert"
        EINLADEN = "einladen", "Eingeladen"
        EROEFFNEN = "eroeffnen", "Eröffnet"
        ABSTIMMEN = "abstimmen", "Ergebnis festgehalten"
        SCHLIESSEN = "schliessen", "Geschlossen"
        ABSAGEN = "absagen", "Abgesagt"
        VEROEFFENTLICHT = "veroeffentlicht", "Veröffentlicht"

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="verlauf")

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


def vermerken(sitzung, aktion, benutzer, bemerkung="", *, von_status=None) -> SitzungVerlauf:
    """Write one line of the Verlauf; the only way that domain modules do it."""
    return SitzungVerlauf.objects.create(
        sitzung=sitzung,
        aktion=aktion,
        von_status=von_status or sitzung.status,
        nach_status=sitzung.status,
        benutzer=benutzer,
        bemerkung=bemerkung.strip(),
    )
