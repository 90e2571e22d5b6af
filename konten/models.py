"""Accounts and offices. A Benutzer is an account; the Person of the council lives in `gremien`."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from wittmund_ris import uhr
from wittmund_ris.verlauf import nur_anfuegen


class Amt(models.Model):
    """An office of the Kreisverwaltung, e.g. 32 Ordnungsamt."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nummer = models.CharField("Nummer", max_length=10, unique=True)
    name = models.CharField("Bezeichnung", max_length=120)

    class Meta:
        verbose_name = "Amt"
        verbose_name_plural = "Ämter"
        ordering = ["nummer"]

    def __str__(self):
        return self.name


class Benutzer(AbstractUser):
    """An account. What it may do follows from its groups, its Amt and its mandate, never from `is_superuser`."""

    amt = models.ForeignKey(Amt, verbose_name="Amt", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ["last_name", "first_name", "username"]

    def __str__(self):
        return self.get_full_name() or self.username

    @property
    def zeichnungsname(self) -> str:
        """The name as the form prints it after "gez.": surname first, as in "Hinrichs, Uwe"."""
        return f"{self.last_name}, {self.first_name}".strip(", ")


class Zeichnungszusatz(models.TextChoices):
    """In which capacity somebody signs, as the internal Zeichnungsregelung says."""

    IN_VERTRETUNG = "in_vertretung", "In Vertretung"
    IM_AUFTRAG = "im_auftrag", "Im Auftrag"


class ZeichnungsbefugnisQuerySet(models.QuerySet):
    def am(self, tag):
        return self.filter(Q(von__lte=tag), Q(bis__isnull=True) | Q(bis__gte=tag))

    def fuer(self, amt):
        """Entitled to sign for this Amt: named for it, or for the whole house."""
        return self.filter(Q(amt=amt) | Q(amt__isnull=True))


class Zeichnungsbefugnis(models.Model):
    """Who may stand after "gez." on a Vorlage of an Amt (internal Zeichnungsregelung); without Amt: for all."""

    benutzer = models.ForeignKey(
        Benutzer, verbose_name="Konto", on_delete=models.PROTECT, related_name="zeichnungsbefugnisse"
    )
    amt = models.ForeignKey(
        Amt, verbose_name="Amt", null=True, blank=True, on_delete=models.PROTECT, help_text="Leer: für alle Ämter."
    )
    zusatz = models.CharField(
        "Zusatz vor dem Namen",
        max_length=20,
        choices=Zeichnungszusatz,
        blank=True,
        help_text="Steht auf der Vorlage über „gez.“. Leer: nur der Name.",
    )
    von = models.DateField("von", default=uhr.heute)
    bis = models.DateField("bis", null=True, blank=True)

    objects = ZeichnungsbefugnisQuerySet.as_manager()

    class Meta:
        verbose_name = "Zeichnungsbefugnis"
        verbose_name_plural = "Zeichnungsbefugnisse"
        constraints = [
            models.CheckConstraint(
                name="zeichnungsbefugnis_von_vor_bis",
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                violation_error_message="Das Ende liegt vor dem Anfang.",
            ),
        ]

    def __str__(self):
        return f"{self.benutzer} für {self.amt or 'alle Ämter'}"


class VertretungQuerySet(models.QuerySet):
    def am(self, tag):
        """In force on that day; one that was lifted counts no more."""
        return self.filter(von__lte=tag, bis__gte=tag, aufgehoben_am__isnull=True)


class Vertretung(models.Model):
    """Who stands in for whom while away. `konten.vertretung` writes it; it passes on co-signing and release, never on."""

    abwesend = models.ForeignKey(
        Benutzer, verbose_name="Abwesend", on_delete=models.PROTECT, related_name="vertretungen_durch"
    )
    vertretung = models.ForeignKey(
        Benutzer, verbose_name="Vertretung", on_delete=models.PROTECT, related_name="vertretungen_fuer"
    )
    von = models.DateField("von")
    bis = models.DateField("bis")
    eingetragen_von = models.ForeignKey(Benutzer, on_delete=models.PROTECT, related_name="+", editable=False)
    eingetragen_am = models.DateTimeField("eingetragen am", default=uhr.jetzt, editable=False)
    aufgehoben_am = models.DateTimeField("aufgehoben am", null=True, editable=False)
    aufgehoben_von = models.ForeignKey(Benutzer, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = VertretungQuerySet.as_manager()

    class Meta:
        verbose_name = "Vertretung"
        verbose_name_plural = "Vertretungen"
        ordering = ["-von", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="vertretung_von_vor_bis",
                condition=Q(bis__gte=F("von")),
                violation_error_message="Das Ende liegt vor dem Anfang.",
            ),
            models.CheckConstraint(
                name="vertretung_durch_andere",
                condition=~Q(abwesend=F("vertretung")),
                violation_error_message="Niemand vertritt sich selbst.",
            ),
            models.CheckConstraint(
                name="vertretung_aufhebung_vollstaendig",
                condition=Q(aufgehoben_am__isnull=True, aufgehoben_von__isnull=True)
                | Q(aufgehoben_am__isnull=False, aufgehoben_von__isnull=False),
                violation_error_message="Aufhebung und aufhebende Person gehören zusammen.",
            ),
        ]

    def __str__(self):
        return f"{self.vertretung} für {self.abwesend}, {self.von:%d.%m.%Y} bis {self.bis:%d.%m.%Y}"


def zeichnungsberechtigte(amt, tag):
    """The accounts that may sign for the Amt on that day."""
    befugnisse = Zeichnungsbefugnis.objects.am(tag).fuer(amt)
    return Benutzer.objects.filter(is_active=True, pk__in=befugnisse.values("benutzer"))


def zeichnungszusatz(benutzer, amt, tag) -> str:
    """The words over "gez." of this account for the Amt on that day; a Befugnis that names the Amt goes before one for all."""
    befugnisse = Zeichnungsbefugnis.objects.am(tag).fuer(amt).filter(benutzer=benutzer)
    befugnis = befugnisse.order_by(F("amt").asc(nulls_last=True), "-von", "-pk").first()
    return befugnis.get_zusatz_display() if befugnis else ""


class Lesezugriff(models.Model):
    """One reading of a file that is not public. `konten.lesezugriffe` is its only writer; nothing is ever changed in it."""

    class Art(models.TextChoices):
        ANLAGE = "anlage", "Anlage"
        ENTWURF = "entwurf", "Vorschau eines Entwurfs"
        VORLAGENDOKUMENT = "vorlagendokument", "Dokument einer Vorlage"
        SITZUNG = "sitzung", "Vorschau einer Sitzung"
        SITZUNGSDOKUMENT = "sitzungsdokument", "Dokument einer Sitzung"
        PAKET = "paket", "Paket eines Vorgangs"

    class Weg(models.TextChoices):
        ANGESEHEN = "angesehen", "im Browser angesehen"
        HERUNTERGELADEN = "heruntergeladen", "heruntergeladen"

    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Konto", on_delete=models.PROTECT, related_name="+", editable=False
    )
    benutzer_name = models.CharField("Name", max_length=200, editable=False)
    am = models.DateTimeField("am", default=uhr.jetzt, editable=False)
    art = models.CharField("Art", max_length=20, choices=Art, editable=False)
    kennung = models.BigIntegerField("Kennung", editable=False)
    # May itself be non-public: shown to nobody who may not see the object.
    bezeichnung = models.CharField("Bezeichnung", max_length=300, editable=False)
    weg = models.CharField("wie", max_length=20, choices=Weg, editable=False)

    class Meta:
        verbose_name = "Lesezugriff"
        verbose_name_plural = "Lesezugriffe"
        ordering = ["-am", "-pk"]
        indexes = [
            models.Index(fields=["art", "kennung"], name="lesezugriff_gegenstand"),
            models.Index(fields=["am"], name="lesezugriff_am"),
        ]
        triggers = [nur_anfuegen("lesezugriff_nur_anfuegen")]

    def __str__(self):
        return f"{self.get_art_display()} {self.kennung}, {self.benutzer_name}"
