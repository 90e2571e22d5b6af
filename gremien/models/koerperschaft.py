"""The Landkreis, its Wahlperioden, and the pages that it writes itself."""

import uuid

from django.core.validators import RegexValidator, URLValidator
from django.db import models

from gremien.models.zeit import AmTagQuerySet, von_vor_bis


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
        constraints = [von_vor_bis("wahlperiode")]

    def __str__(self):
        return self.bezeichnung


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
