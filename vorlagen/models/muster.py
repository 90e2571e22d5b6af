"""What a new Vorlage may start from: Muster with a preset Beratungsfolge, and Textbausteine."""

from django.db import models
from django.db.models import Q

from konten.models import Amt
from vorlagen.choices import VERWALTUNGSARTEN, ZUSATZARTEN, Textfeld, VorlageArt
from vorlagen.models.folge import Folgevorgabe
from vorlagen.models.vorlage import Vorlage

# Motions come from members, supplements belong to one paper: neither starts from a Muster.
MUSTERARTEN = [(a.value, a.label) for a in VERWALTUNGSARTEN if a not in ZUSATZARTEN]


class AngebotQuerySet(models.QuerySet):
    def angeboten(self, benutzer):
        """What is offered to an account: active, and meant for its Amt or for all."""
        return self.filter(Q(amt__isnull=True) | Q(amt=benutzer.amt_id), ist_aktiv=True)


class Muster(models.Model):
    """A model for papers of one subject. It only fills the empty form: changing it changes no Vorlage."""

    name = models.CharField("Name", max_length=120, unique=True)
    beschreibung = models.CharField("Wofür", max_length=300, blank=True, help_text="Ein Satz für die Auswahl.")
    amt = models.ForeignKey(
        Amt,
        verbose_name="Amt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Leer: für alle Ämter.",
    )
    sachgebiet = models.CharField("Sachgebiet", max_length=80, blank=True)
    ist_aktiv = models.BooleanField("wird angeboten", default=True)
    art = models.CharField("Art", max_length=30, choices=MUSTERARTEN, default=VorlageArt.BESCHLUSSVORLAGE)
    aktenzeichen = models.CharField("Aktenzeichen", max_length=40, blank=True)
    ist_oeffentlich = models.BooleanField("öffentlich", default=False)
    nichtoeffentlich_grund = models.CharField("Grund der Nichtöffentlichkeit", max_length=300, blank=True)
    betreff = models.CharField("Betreff", max_length=300, blank=True)
    sachverhalt = models.TextField("Sachverhalt", blank=True)
    anmerkung = models.TextField("Anmerkung", blank=True)
    beschlussvorschlag = models.TextField("Beschlussvorschlag", blank=True)
    produktkonto = models.CharField("Produktkonto", max_length=60, blank=True)
    folge = models.ForeignKey(
        Folgevorgabe,
        verbose_name="Beratungsfolge",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="muster",
        help_text="Eine Vorgabe der Beratungsfolge; die Termine werden im Entwurf gewählt.",
    )

    objects = AngebotQuerySet.as_manager()

    class Meta:
        verbose_name = "Muster"
        verbose_name_plural = "Muster"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Textbaustein(models.Model):
    """A ready passage for one field of a Vorlage."""

    name = models.CharField("Name", max_length=120)
    amt = models.ForeignKey(
        Amt,
        verbose_name="Amt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Leer: für alle Ämter.",
    )
    feld = models.CharField("Feld", max_length=30, choices=Textfeld, default=Textfeld.SACHVERHALT)
    text = models.TextField("Text")
    ist_aktiv = models.BooleanField("wird angeboten", default=True)

    objects = AngebotQuerySet.as_manager()

    class Meta:
        verbose_name = "Textbaustein"
        verbose_name_plural = "Textbausteine"
        ordering = ["feld", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["amt", "feld", "name"],
                nulls_distinct=False,
                name="textbaustein_name_einmalig",
                violation_error_message="Einen Textbaustein dieses Namens gibt es für dieses Amt und Feld schon.",
            )
        ]

    def __str__(self):
        return self.name


class Herkunft(models.Model):
    """What a draft was started from. The number of an old paper is a note here and never a number of the new one."""

    class Art(models.TextChoices):
        MUSTER = "muster", "Muster"
        KOPIE = "kopie", "Kopie"
        DOCX = "docx", "Word-Datei"
        PAPIER = "papier", "altes Papier"

    vorlage = models.OneToOneField(Vorlage, on_delete=models.PROTECT, related_name="herkunft")
    art = models.CharField("Art", max_length=10, choices=Art)
    quelle = models.CharField("Quelle", max_length=200)
    nummer = models.CharField("Nummer des Papiers", max_length=40, blank=True)
    # Field of the form → why somebody has to look at it; shown until the draft is saved for the first time.
    zweifel = models.JSONField("zu prüfen", default=dict, blank=True)

    class Meta:
        verbose_name = "Herkunft"
        verbose_name_plural = "Herkunft"
        ordering = ["vorlage"]

    def __str__(self):
        return self.quelle
