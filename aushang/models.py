"""The public register: what hangs here is public, nothing else is.

Rows are written by `aushang.register` alone. The public wing reads these tables and no others,
under the database role `ris_portal`.
"""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q


class Grund(models.TextChoices):
    """Why something was withdrawn: a closed list of sentences, so that the reason itself cannot leak."""

    VERSEHEN = "versehen", "Die Veröffentlichung ist versehentlich erfolgt."
    DATENSCHUTZ = "datenschutz", "Die Veröffentlichung ist aus Gründen des Datenschutzes zurückgenommen."
    NICHTOEFFENTLICH = "nichtoeffentlich", "Die Angelegenheit wird in nichtöffentlicher Sitzung behandelt."
    ERSETZT = "ersetzt", "Das Dokument ist durch eine neue Fassung ersetzt."
    ENTFALLEN = "entfallen", "Der Eintrag ist entfallen."


class EintragQuerySet(models.QuerySet):
    def ausgehaengt(self):
        """What can be read now: everything but the tombstones."""
        return self.filter(entfernt_am__isnull=True)

    def art(self, art):
        return self.filter(art=art)


class Eintrag(models.Model):
    """One published object in the form of an OParl 1.1 object.

    `daten` holds the OParl fields; a reference to another object is its id (not an address), a field that
    OParl does not know begins with `ris:`. `geaendert_am` moves when, and only when, the content moved.
    """

    class Art(models.TextChoices):
        KOERPERSCHAFT = "koerperschaft", "Körperschaft"
        WAHLPERIODE = "wahlperiode", "Wahlperiode"
        GREMIUM = "gremium", "Gremium"
        PERSON = "person", "Person"
        MITGLIEDSCHAFT = "mitgliedschaft", "Mitgliedschaft"
        VORLAGE = "vorlage", "Vorlage"
        BERATUNG = "beratung", "Beratung"
        SITZUNG = "sitzung", "Sitzung"
        TOP = "top", "Tagesordnungspunkt"
        TAGESORDNUNG = "tagesordnung", "Fassung der Tagesordnung"
        BEKANNTGABE = "bekanntgabe", "Bekanntgabe"
        SEITE = "seite", "Seite"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    art = models.CharField(max_length=20, choices=Art)
    pfad = models.CharField(max_length=300, unique=True)
    titel = models.TextField(blank=True)
    nummer = models.CharField(max_length=40, blank=True)
    datum = models.DateTimeField(null=True, blank=True)
    daten = models.JSONField(default=dict)
    suche = models.TextField(blank=True)
    erstellt_am = models.DateTimeField()
    geaendert_am = models.DateTimeField()
    entfernt_am = models.DateTimeField(null=True, blank=True)
    entfernt_grund = models.CharField(max_length=20, choices=Grund, blank=True)

    objects = EintragQuerySet.as_manager()

    class Meta:
        verbose_name = "Eintrag"
        verbose_name_plural = "Einträge"
        constraints = [
            models.CheckConstraint(
                name="eintrag_entfernt_ist_leer",
                condition=Q(entfernt_am__isnull=True)
                | Q(titel="", nummer="", datum__isnull=True, daten={}, suche="", entfernt_grund__gt=""),
                violation_error_message="Ein entfernter Eintrag darf keinen Inhalt mehr tragen.",
            ),
            models.CheckConstraint(
                name="eintrag_grund_nur_wenn_entfernt",
                condition=Q(entfernt_am__isnull=False) | Q(entfernt_grund=""),
                violation_error_message="Nur ein entfernter Eintrag hat einen Grund.",
            ),
        ]
        indexes = [
            models.Index("art", F("datum").desc(), "id", name="eintrag_art_datum"),
            models.Index("art", "nummer", name="eintrag_art_nummer"),
            GinIndex(fields=["daten"], name="eintrag_daten", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self):
        return f"{self.get_art_display()} {self.nummer or self.titel or self.pfad}"

    def get_absolute_url(self):
        return self.pfad


class Datei(models.Model):
    """A published file. Its bytes are a copy in the storage `aushang`; a withdrawal removes them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    eintrag = models.ForeignKey(Eintrag, on_delete=models.PROTECT, related_name="dateien")
    pfad = models.CharField(max_length=300, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    rolle = models.CharField(max_length=30, blank=True)
    name = models.TextField(blank=True)
    dateiname = models.CharField(max_length=200, blank=True)
    mime = models.CharField(max_length=100, blank=True)
    groesse = models.PositiveBigIntegerField(default=0)
    seiten = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    ablage = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    erstellt_am = models.DateTimeField()
    geaendert_am = models.DateTimeField()
    entfernt_am = models.DateTimeField(null=True, blank=True)
    entfernt_grund = models.CharField(max_length=20, choices=Grund, blank=True)

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="datei_entfernt_ist_leer",
                condition=Q(entfernt_am__isnull=True)
                | Q(name="", dateiname="", sha256="", ablage="", text="", groesse=0, entfernt_grund__gt=""),
                violation_error_message="Eine entfernte Datei darf keinen Inhalt mehr tragen.",
            ),
        ]

    def __str__(self):
        return self.name or self.pfad

    def get_absolute_url(self):
        return self.pfad
