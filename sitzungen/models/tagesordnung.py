"""The agenda: its items, and its versions as they were dispatched."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gremien.models import Gremium
from sitzungen import bedingungen, trigger
from sitzungen.choices import (
    TEIL_ZEICHEN,
    AbstimmungArt,
    FassungArt,
    Herkunft,
    Lage,
    Mehrheitsregel,
    NichtoeffentlichGrund,
    Teil,
)
from sitzungen.models.sitzung import Sitzung
from vorlagen.choices import BeratungRolle, Ergebnis, ergebnis_text
from vorlagen.models import Beratung
from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class Tagesordnungspunkt(models.Model):
    """One item of the agenda, of the public part Ö or the non-public part N; a heading has no number.

    `position` is the place in the whole part, sub-points included, and stands still after the invitation with gaps for a Nachtrag.
    """

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
    ist_ueberschrift = models.BooleanField("Überschrift", default=False)
    # Below a heading the numbers run on; below an item they are 5.1, 5.2.
    oberpunkt = models.ForeignKey(
        "self",
        verbose_name="gehört zu",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="unterpunkte",
    )
    lage = models.CharField("Lage", max_length=10, choices=Lage, blank=True, default=Lage.FREI, editable=False)
    ist_standard = models.BooleanField("Standardpunkt", default=False, editable=False)
    nichtoeffentlich_grund = models.CharField(
        "Grund der Nichtöffentlichkeit", max_length=20, choices=NichtoeffentlichGrund, blank=True
    )
    protokoll_von = models.ForeignKey(
        Sitzung,
        verbose_name="genehmigt das Protokoll der Sitzung",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="genehmigungen",
        editable=False,
    )
    herkunft = models.CharField(
        "aufgenommen", max_length=20, choices=Herkunft, default=Herkunft.EINLADUNG, editable=False
    )
    nachtrag = models.PositiveSmallIntegerField("Nachtrag", default=0, editable=False)
    aufnahme_grund = models.CharField("Grund der Aufnahme", max_length=300, blank=True, editable=False)
    # Taken off after the invitation: the number stays, with the reason in `ergebnis_grund`.
    abgesetzt_am = models.DateTimeField("abgesetzt am", null=True, editable=False)
    behandlungsfolge = models.PositiveSmallIntegerField("Reihenfolge der Behandlung", null=True, editable=False)
    # § 64 Abs. 1 NKomVG: the item stays in part Ö with its number, but is treated without the public.
    ohne_oeffentlichkeit_seit = models.DateTimeField("Öffentlichkeit ausgeschlossen seit", null=True, editable=False)
    ausschluss_mit_aussprache = models.BooleanField("über den Ausschluss wurde beraten", null=True, editable=False)
    titel_berichtigt_am = models.DateTimeField("öffentlicher Titel berichtigt am", null=True, editable=False)
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
    mehrheitsregel = models.CharField(
        "Nötige Mehrheit", max_length=20, choices=Mehrheitsregel, default=Mehrheitsregel.EINFACH
    )
    # § 65 Abs. 2 NKomVG: put off for lack of quorum; called again, it is voted on whatever the number present.
    beschlussunfaehig = models.BooleanField("vertagt wegen Beschlussunfähigkeit", default=False, editable=False)
    zweite_beratung_von = models.ForeignKey(
        "self",
        verbose_name="zweite Beratung nach § 65 Abs. 2 NKomVG von",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    # § 65 Abs. 3 NKomVG: more than half of the members were excluded by law.
    genehmigungsbeduerftig = models.BooleanField(
        "genehmigungsbedürftig (Kommunalaufsicht)", default=False, editable=False
    )
    aufgerufen_am = models.DateTimeField("aufgerufen um", null=True, editable=False)
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
    def tiefe(self) -> int:
        """0 for an item of its own, 1 below a heading or an item, 2 below an item that stands below a heading."""
        return 0 if self.oberpunkt_id is None else 1 + self.oberpunkt.tiefe

    @property
    def ist_nichtoeffentlich_behandelt(self) -> bool:
        return not self.ist_oeffentlich or self.ohne_oeffentlichkeit_seit is not None

    @property
    def anker(self) -> str:
        """`top-oe-6`: the permanent anchor on the page of the sitting."""
        return f"top-{self.teil}-{self.nummer or f'u{self.position}'}"

    @property
    def rolle(self) -> str:
        return self.beratung.rolle if self.beratung else BeratungRolle.ENTSCHEIDUNG

    @property
    def hauptabstimmung(self):
        """The vote on the matter itself; amendments and procedure are voted on beside it."""
        return next((a for a in self.abstimmungen.all() if a.art == AbstimmungArt.HAUPT), None)

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
    """The agenda as it was dispatched, resolved or held: immutable, with its own number and address."""

    Art = FassungArt

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="fassungen")
    art = models.CharField("Art", max_length=20, choices=FassungArt)
    nummer = models.PositiveSmallIntegerField("Fassung", default=1)
    nachtrag = models.PositiveSmallIntegerField("Nachtrag", default=0)
    # What a reprint needs; its form is told in `sitzungen/fassungen.py`.
    inhalt = models.JSONField("Inhalt")
    erstellt_am = models.DateTimeField("erstellt am", default=uhr.jetzt)
    erstellt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Fassung der Tagesordnung"
        verbose_name_plural = "Fassungen der Tagesordnung"
        ordering = ["sitzung", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "nummer"], name="tagesordnungfassung_nummer"),
            models.CheckConstraint(
                name="tagesordnungfassung_nachtrag_gezaehlt",
                condition=Q(art=FassungArt.NACHTRAG, nachtrag__gt=0) | (~Q(art=FassungArt.NACHTRAG) & Q(nachtrag=0)),
                violation_error_message="Ein Nachtrag trägt seine Nummer.",
            ),
        ]
        triggers = [nur_anfuegen("tagesordnungfassung_versiegelt")]

    def __str__(self):
        return f"{self.bezeichnung} vom {timezone.localtime(self.erstellt_am):%d.%m.%Y}"

    @property
    def bezeichnung(self) -> str:
        """`Einladung`, `Nachtrag 1`, `Beschlossene Tagesordnung`."""
        return f"{self.get_art_display()} {self.nachtrag}" if self.nachtrag else self.get_art_display()

    @property
    def anzahl(self) -> int:
        """How many items there are, headings not counted. Older versions are a list of items alone."""
        punkte = self.inhalt["punkte"] if isinstance(self.inhalt, dict) else self.inhalt
        return sum(1 for p in punkte if p["nummer"])

    @property
    def oeffentliche_id(self) -> uuid.UUID:
        """Follows from the sitting and the number: both are permanent."""
        return uuid.uuid5(self.sitzung.oeffentliche_id, f"tagesordnung/{self.nummer}")

    @property
    def pfad(self) -> str:
        """The permanent public address; only versions of public sittings hang there."""
        return f"{self.sitzung.pfad}tagesordnung/{self.nummer}/"
