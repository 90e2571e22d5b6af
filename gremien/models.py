"""The Landkreis and its bodies: Koerperschaft, Wahlperiode, Regelwerk, Gremium, Person, Mitgliedschaft, Seite."""

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Func, Q

from gremien.choices import FRAKTIONSARTEN, TAGENDE_ARTEN, GremiumArt, MitgliedRolle, Zaehlung


class Zeitraum(Func):
    """PostgreSQL daterange of two columns, both days included."""

    function = "daterange"
    output_field = DateRangeField()


class AmTagQuerySet(models.QuerySet):
    def am(self, tag):
        """What is in force on that day."""
        return self.filter(Q(von__lte=tag), Q(bis__isnull=True) | Q(bis__gte=tag))


def _von_vor_bis(modell):
    return models.CheckConstraint(
        name=f"{modell}_von_vor_bis",
        condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
        violation_error_message="Das Ende liegt vor dem Anfang.",
    )


class Koerperschaft(models.Model):
    """The Landkreis: its name, the title of its Hauptverwaltungsbeamter and its letterhead."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("Name", max_length=120)
    hvb_titel = models.CharField("Amtsbezeichnung des Hauptverwaltungsbeamten", max_length=60, default="Der Landrat")
    ort = models.CharField("Ort", max_length=60)
    strasse = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    plz = models.CharField("Postleitzahl", max_length=5, blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    internet = models.CharField("Internetadresse", max_length=200, blank=True, validators=[URLValidator(["https"])])
    ags = models.CharField("Amtlicher Gemeindeschlüssel", max_length=8, validators=[RegexValidator(r"^\d{8}$")])

    class Meta:
        verbose_name = "Körperschaft"
        verbose_name_plural = "Körperschaften"

    def __str__(self):
        return self.name


class Wahlperiode(models.Model):
    """A term of the Kreistag, five years from 1 November (§ 47 Abs. 2 NKomVG)."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    koerperschaft = models.ForeignKey(Koerperschaft, verbose_name="Körperschaft", on_delete=models.PROTECT)
    bezeichnung = models.CharField("Bezeichnung", max_length=60)
    von = models.DateField("von")
    bis = models.DateField("bis")

    objects = AmTagQuerySet.as_manager()

    class Meta:
        verbose_name = "Wahlperiode"
        verbose_name_plural = "Wahlperioden"
        ordering = ["-von", "pk"]
        constraints = [_von_vor_bis("wahlperiode")]

    def __str__(self):
        return self.bezeichnung


class RegelwerkQuerySet(AmTagQuerySet):
    def gilt_am(self, tag):
        """The one Regelwerk in force on that day; Regelwerk.DoesNotExist names the day."""
        regelwerk = self.am(tag).order_by("-von").first()
        if regelwerk is None:
            raise Regelwerk.DoesNotExist(
                f"Für den {tag:%d.%m.%Y} ist kein Regelwerk hinterlegt. Bitte legen Sie es in den Stammdaten an."
            )
        return regelwerk


class Regelwerk(models.Model):
    """What the Kreistag sets itself (Geschäftsordnung, Hauptsatzung), from a day on.

    It ends with the Wahlperiode; a sitting is judged by the Regelwerk of its own day.
    """

    wahlperiode = models.ForeignKey(Wahlperiode, verbose_name="Wahlperiode", on_delete=models.PROTECT)
    von = models.DateField("gilt ab")
    bis = models.DateField("gilt bis", null=True, blank=True)
    beschluss = models.CharField("Grundlage", max_length=200, help_text="Zum Beispiel „Geschäftsordnung vom …“.")
    mitglieder_gesetzlich = models.PositiveSmallIntegerField(
        "Gesetzliche Mitgliederzahl des Kreistages",
        default=43,
        help_text="Abgeordnete und Landrat (§ 45 Abs. 1, § 46).",
    )
    ladungsfrist_tage = models.PositiveSmallIntegerField(
        "Ladungsfrist in Tagen", default=7, help_text="Volle Kalendertage zwischen Absende- und Sitzungstag."
    )
    abgabefrist_tage = models.PositiveSmallIntegerField(
        "Abgabefrist für Vorlagen in Tagen",
        default=14,
        help_text="So viele Tage vor der Sitzung muss eine Vorlage beim Sitzungsdienst sein. Kalendertage, die auf einen "
        "freien Tag fallen, rücken auf den Arbeitstag davor.",
    )
    abgabefrist_zaehlung = models.CharField(
        "Die Abgabefrist zählt", max_length=20, choices=Zaehlung, default=Zaehlung.KALENDERTAGE
    )
    ausschuesse_oeffentlich = models.BooleanField(
        "Fachausschüsse tagen öffentlich", default=True, help_text="§ 72 Abs. 1 NKomVG: nach der Geschäftsordnung."
    )
    geheime_abstimmung = models.BooleanField(
        "Geheime Abstimmung zugelassen", default=False, help_text="§ 66 Abs. 2 NKomVG: nach der Geschäftsordnung."
    )
    fraktion_min = models.PositiveSmallIntegerField("Mindeststärke einer Fraktion", default=2)
    # Of the papers; decisions and minutes themselves are kept for good.
    aufbewahrung_beschluss = models.PositiveSmallIntegerField(
        "Aufbewahrung von Beschlussvorlagen in Jahren",
        default=30,
        help_text="Auch Tisch-, Ergänzungs- und Austauschvorlagen. Nach der Aktenordnung, ab dem Ende des Jahres, in dem der "
        "Vorgang abgeschlossen wurde; danach kann er ausgesondert und dem Archiv angeboten werden.",
    )
    aufbewahrung_antrag = models.PositiveSmallIntegerField("Aufbewahrung von Anträgen in Jahren", default=30)
    aufbewahrung_anfrage = models.PositiveSmallIntegerField("Aufbewahrung von Anfragen in Jahren", default=10)
    aufbewahrung_mitteilung = models.PositiveSmallIntegerField(
        "Aufbewahrung von Mitteilungsvorlagen in Jahren", default=10
    )

    objects = RegelwerkQuerySet.as_manager()

    class Meta:
        verbose_name = "Regelwerk"
        verbose_name_plural = "Regelwerke"
        ordering = ["-von", "pk"]
        constraints = [
            _von_vor_bis("regelwerk"),
            ExclusionConstraint(
                name="regelwerk_ohne_ueberschneidung",
                expressions=[(Zeitraum("von", "bis", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS)],
                violation_error_message="Für diesen Zeitraum gibt es schon ein Regelwerk.",
            ),
        ]

    def __str__(self):
        return f"{self.beschluss} (ab {self.von:%d.%m.%Y})"

    def clean(self):
        if self.wahlperiode_id and self.von and not self.wahlperiode.von <= self.von <= self.wahlperiode.bis:
            raise ValidationError({"von": "Das Regelwerk muss in seiner Wahlperiode beginnen."})


class GremiumQuerySet(models.QuerySet):
    def tagende(self):
        """Kreistag, Kreisausschuss and Fachausschüsse: the bodies that sit."""
        return self.filter(art__in=TAGENDE_ARTEN)

    def fraktionen(self):
        return self.filter(art__in=FRAKTIONSARTEN)


class Gremium(models.Model):
    """A body or an association of Abgeordnete. It lives through several Wahlperioden; its members change."""

    Art = GremiumArt

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    koerperschaft = models.ForeignKey(Koerperschaft, verbose_name="Körperschaft", on_delete=models.PROTECT)
    art = models.CharField("Art", max_length=20, choices=GremiumArt)
    name = models.CharField("Name", max_length=120, unique=True)
    kurzname = models.CharField("Kurzname", max_length=30, blank=True)
    slug = models.SlugField("Adresse", max_length=60, unique=True, help_text="Dauerhaft: /gremien/…/")
    mitglieder_soll = models.PositiveSmallIntegerField(
        "Stimmberechtigte Mitglieder",
        null=True,
        blank=True,
        help_text="Festgelegte Zahl; beim Kreistag nach dem Regelwerk.",
    )
    aufgaben = models.TextField("Aufgaben", blank=True)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)
    von = models.DateField("besteht seit", null=True, blank=True)
    bis = models.DateField("bestand bis", null=True, blank=True)

    objects = GremiumQuerySet.as_manager()

    class Meta:
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        ordering = ["reihenfolge", "name"]

    def __str__(self):
        return self.name

    @property
    def ist_hauptausschuss(self) -> bool:
        return self.art == GremiumArt.HAUPTAUSSCHUSS

    @property
    def tagt(self) -> bool:
        return self.art in TAGENDE_ARTEN

    def tagt_oeffentlich(self, regelwerk: Regelwerk) -> bool:
        """Kreistag: yes (§ 64 Abs. 1). Kreisausschuss: never (§ 78 Abs. 2). Fachausschuss: by its Regelwerk (§ 72 Abs. 1)."""
        if self.art == GremiumArt.VERTRETUNG:
            return True
        return self.art == GremiumArt.FACHAUSSCHUSS and regelwerk.ausschuesse_oeffentlich

    def mitglieder_gesetzlich(self, regelwerk: Regelwerk, tag) -> int:
        """The number fixed by law or Satzung, the base of quorum and of majorities of members (§ 45 Abs. 2 NKomVG)."""
        if self.art == GremiumArt.VERTRETUNG:
            return regelwerk.mitglieder_gesetzlich
        return self.mitglieder_soll or self.mitgliedschaften.am(tag).filter(ist_stimmberechtigt=True).count()


class Standardpunkt(models.Model):
    """A TOP that every agenda of a Gremium opens or closes with, e.g. "Eröffnung der Sitzung"."""

    class Lage(models.TextChoices):
        ANFANG = "anfang", "am Anfang"
        ENDE = "ende", "am Ende"

    gremium = models.ForeignKey(Gremium, on_delete=models.CASCADE, related_name="standardpunkte")
    titel = models.CharField("Titel", max_length=200)
    lage = models.CharField("Lage", max_length=10, choices=Lage, default=Lage.ANFANG)
    position = models.PositiveSmallIntegerField("Position", default=1)

    class Meta:
        verbose_name = "Standardtagesordnungspunkt"
        verbose_name_plural = "Standardtagesordnungspunkte"
        ordering = ["lage", "position", "pk"]

    def __str__(self):
        return self.titel


class Person(models.Model):
    """A member or official. Public are name, Fraktion, bodies and functions only (data minimisation)."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    anrede = models.CharField("Anrede", max_length=10, blank=True)
    titel = models.CharField("Titel", max_length=40, blank=True)
    vorname = models.CharField("Vorname", max_length=80)
    nachname = models.CharField("Nachname", max_length=80)
    benutzer = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="Konto", null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ["nachname", "vorname", "pk"]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return " ".join(teil for teil in (self.titel, self.vorname, self.nachname) if teil)


class MitgliedschaftQuerySet(AmTagQuerySet):
    def stimmberechtigt(self):
        return self.filter(ist_stimmberechtigt=True)


class Mitgliedschaft(models.Model):
    """A Person in a Gremium for a time. The voting right belongs to the seat, never to a kind of person (§§ 71, 73 NKomVG)."""

    Rolle = MitgliedRolle

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="mitgliedschaften")
    gremium = models.ForeignKey(
        Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="mitgliedschaften"
    )
    rolle = models.CharField("Funktion", max_length=20, choices=MitgliedRolle, default=MitgliedRolle.MITGLIED)
    ist_stimmberechtigt = models.BooleanField("stimmberechtigt", default=True)
    fuer = models.ForeignKey(
        Gremium,
        verbose_name="für Fraktion oder Gruppe",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entsandte",
        limit_choices_to=Q(art__in=FRAKTIONSARTEN),
    )
    von = models.DateField("von")
    bis = models.DateField("bis", null=True, blank=True)

    objects = MitgliedschaftQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        # Total: the register prints lists in this order, and must print the same one again.
        ordering = ["gremium__reihenfolge", "gremium__name", "person__nachname", "person__vorname", "von", "pk"]
        constraints = [
            _von_vor_bis("mitgliedschaft"),
            ExclusionConstraint(
                name="mitgliedschaft_einmal_je_gremium",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("gremium", RangeOperators.EQUAL),
                    (Zeitraum("von", "bis", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Person gehört dem Gremium in diesem Zeitraum schon an.",
            ),
            models.CheckConstraint(
                name="mitgliedschaft_beratend_ohne_stimme",
                condition=~Q(rolle__in=[MitgliedRolle.GRUNDMANDAT], ist_stimmberechtigt=True),
                violation_error_message="Ein Grundmandat hat beratende Stimme (§ 71 Abs. 4 NKomVG).",
            ),
        ]

    def __str__(self):
        return f"{self.person} in {self.gremium}"

    def clean(self):
        """A person belongs to one Fraktion or Gruppe at a time (Geschäftsordnung)."""
        if not (self.gremium_id and self.person_id and self.von) or self.gremium.art not in FRAKTIONSARTEN:
            return
        andere = Mitgliedschaft.objects.filter(person=self.person, gremium__art__in=FRAKTIONSARTEN).exclude(pk=self.pk)
        andere = andere.exclude(gremium=self.gremium).filter(Q(bis__isnull=True) | Q(bis__gte=self.von))
        if self.bis:
            andere = andere.filter(von__lte=self.bis)
        if doppelt := andere.first():
            raise ValidationError(
                f"{self.person} gehört in dieser Zeit schon {doppelt.gremium} an. Bitte beenden Sie zuerst jene Mitgliedschaft."
            )


class Seite(models.Model):
    """A page of the public wing that the house writes itself: Impressum, Datenschutz, Barrierefreiheit."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField("Adresse", max_length=40, unique=True)
    titel = models.CharField("Titel", max_length=120)
    text = models.TextField(
        "Text", help_text="Absätze durch Leerzeilen trennen. Eine Zeile, die mit „## “ beginnt, wird zur Überschrift."
    )
    ist_veroeffentlicht = models.BooleanField("veröffentlicht", default=False)

    class Meta:
        verbose_name = "Seite"
        verbose_name_plural = "Seiten"
        ordering = ["slug"]

    def __str__(self):
        return self.titel
