"""An attachment of a Vorlage, and the files that it has had."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from gremien.models import Gremium
from vorlagen import trigger
from vorlagen.models.vorlage import Vorlage
from wittmund_ris import uhr


class AnlageManager(models.Manager):
    def get_queryset(self):
        """With the files that count: every reader of an Anlage asks for them."""
        return super().get_queryset().select_related("datei", "geschwaerzt")


class Anlage(models.Model):
    """An attachment with its own publicity. It can be announced and handed in after the release.

    `datei` is the version that counts inside, `geschwaerzt` the redacted one for the public. What hangs out is
    `oeffentliche_datei` and never anything else.
    """

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorlage = models.ForeignKey(Vorlage, on_delete=models.CASCADE, related_name="anlagen")
    position = models.PositiveSmallIntegerField("Position", default=1)
    titel = models.CharField("Titel", max_length=200)
    ist_oeffentlich = models.BooleanField("öffentlich", default=False)
    ist_geschwaerzt = models.BooleanField("öffentlich nur in geschwärzter Fassung", default=False)
    ist_angekuendigt = models.BooleanField("wird nachgereicht", default=False)
    # Handed in by the members with their motion: theirs, as its words are.
    mit_eingereicht = models.BooleanField("mit dem Antrag eingereicht", default=False, editable=False)
    nachreichen_bis = models.DateField("nachzureichen bis", null=True, blank=True)
    nachreichen_zu = models.ForeignKey(
        Gremium, verbose_name="zur Sitzung von", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    datei = models.ForeignKey(
        "AnlageDatei", null=True, on_delete=models.RESTRICT, related_name="+", editable=False, verbose_name="Datei"
    )
    geschwaerzt = models.ForeignKey(
        "AnlageDatei",
        null=True,
        on_delete=models.RESTRICT,
        related_name="+",
        editable=False,
        verbose_name="geschwärzte Fassung",
    )

    objects = AnlageManager()

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["vorlage", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="anlage_datei_oder_angekuendigt",
                condition=Q(datei__isnull=False) | Q(ist_angekuendigt=True),
                violation_error_message="Bitte eine Datei wählen oder „wird nachgereicht“ ankreuzen.",
            ),
            models.CheckConstraint(
                name="anlage_geschwaerzt_nur_oeffentlich",
                condition=Q(ist_geschwaerzt=False) | Q(ist_oeffentlich=True),
                violation_error_message="Eine geschwärzte Fassung gibt es nur von einer öffentlichen Anlage.",
            ),
        ]
        triggers = [
            trigger.anlagen_unveraendert,
            trigger.suche_der_anlage_veraltet,
            trigger.eingereichte_anlagen_bleiben,
        ]

    def __str__(self):
        return self.titel

    @property
    def liegt_vor(self) -> bool:
        """The file is here, for those inside."""
        return self.datei_id is not None

    @property
    def steht_fest(self) -> bool:
        """The members' own, after they have handed in their motion: title, place and file stay; its publicity is the house's to say."""
        return self.mit_eingereicht and self.vorlage.eingegangen_am is not None

    @property
    def oeffentliche_datei(self):
        """The one file of this Anlage that may hang out; None if there is none (yet). The internal one of a redacted pair never does."""
        if not self.ist_oeffentlich:
            return None
        return self.geschwaerzt if self.ist_geschwaerzt else self.datei

    @property
    def ist_nachgereicht(self) -> bool:
        """Handed in after the release."""
        frei = self.vorlage.freigegeben_am
        return bool(self.ist_angekuendigt and self.eingereicht_am and frei and self.eingereicht_am > frei)

    @property
    def ist_ueberfaellig(self) -> bool:
        """Announced for a day that has passed."""
        return bool(not self.liegt_vor and self.nachreichen_bis and self.nachreichen_bis < uhr.heute())

    # What is asked of the file that counts inside.
    @property
    def sha256(self) -> str:
        return self.datei.sha256 if self.datei else ""

    @property
    def dateiname(self) -> str:
        return self.datei.dateiname if self.datei else ""

    @property
    def groesse(self) -> int:
        return self.datei.groesse if self.datei else 0

    @property
    def mime(self) -> str:
        return self.datei.mime if self.datei else ""

    @property
    def eingereicht_am(self):
        return self.datei.eingereicht_am if self.datei else None


class AnlageDatei(models.Model):
    """One version of an Anlage: stored bytes, never changed. An older version stays readable inside beside the one that counts."""

    class Art(models.TextChoices):
        INTERN = "intern", "vollständige Fassung"
        GESCHWAERZT = "geschwaerzt", "geschwärzte Fassung"

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    anlage = models.ForeignKey(Anlage, on_delete=models.CASCADE, related_name="dateien")
    art = models.CharField("Art", max_length=12, choices=Art, default=Art.INTERN)
    nummer = models.PositiveSmallIntegerField("Version", default=1)
    dateiname = models.CharField("Dateiname", max_length=200)
    ablage = models.CharField("Ablage", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    groesse = models.PositiveBigIntegerField("Größe in Bytes")
    mime = models.CharField("Typ", max_length=100)
    umgewandelt_aus = models.CharField("umgewandelt aus", max_length=10, blank=True)
    # Form in `wittmund_ris.datei_lesen.befund`; empty for a picture.
    befund = models.JSONField("Befund", default=dict)
    # What scanned it for malware; empty: nothing did.
    geprueft_mit = models.CharField("auf Schadsoftware geprüft mit", max_length=200, blank=True)
    eingereicht_am = models.DateTimeField("eingereicht am", default=uhr.jetzt)
    eingereicht_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="eingereicht von", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "Datei einer Anlage"
        verbose_name_plural = "Dateien einer Anlage"
        ordering = ["anlage", "art", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["anlage", "art", "nummer"], name="anlagedatei_nummer_einmalig"),
            models.CheckConstraint(
                name="anlagedatei_vollstaendig",
                condition=Q(sha256__gt="", ablage__gt=""),
                violation_error_message="Datei und Siegel gehören zusammen.",
            ),
        ]
        triggers = [trigger.anlagedateien_bleiben, trigger.eingereichte_dateien_bleiben]

    def __str__(self):
        return f"{self.get_art_display()} {self.nummer}"


class Anlagentext(models.Model):
    """The text of a file, page by page, for the search. `vorlagen.texterkennung` writes it in the background."""

    class Stand(models.TextChoices):
        OFFEN = "offen", "wird gelesen"
        GELESEN = "gelesen", "gelesen"
        OHNE_TEXT = "ohne_text", "kein Text"
        NICHT_LESBAR = "nicht_lesbar", "nicht lesbar"

    datei = models.OneToOneField(AnlageDatei, on_delete=models.CASCADE, related_name="text")
    stand = models.CharField("Stand", max_length=12, choices=Stand, default=Stand.OFFEN)
    # Pages are separated by form feeds, so that a hit knows its page.
    text = models.TextField("Text", blank=True)
    ist_gekuerzt = models.BooleanField("gekürzt", default=False)
    gelesen_am = models.DateTimeField("gelesen am", null=True)

    class Meta:
        verbose_name = "Text einer Anlage"
        verbose_name_plural = "Texte der Anlagen"
        ordering = ["datei"]
        triggers = [trigger.suche_im_anlagentext_veraltet]

    def __str__(self):
        return self.get_stand_display()

    @property
    def seiten(self) -> list[str]:
        return self.text.split("\f") if self.text else []
