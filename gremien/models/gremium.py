"""The bodies and the associations of Abgeordnete."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models

from gremien.choices import FRAKTIONSARTEN, TAGENDE_ARTEN, GremiumArt
from gremien.models.koerperschaft import Koerperschaft
from gremien.models.regelwerk import Regelwerk
from wittmund_ris import uhr


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

    def clean(self):
        """The Kreisausschuss has the Beigeordneten that the Regelwerk fixes, and the Landrat (§ 74 NKomVG)."""
        if not (self.ist_hauptausschuss and self.mitglieder_soll):
            return
        regelwerk = Regelwerk.objects.am(uhr.heute()).first()
        if regelwerk and self.mitglieder_soll != regelwerk.beigeordnete + 1:
            raise ValidationError(
                {
                    "mitglieder_soll": f"Nach dem Regelwerk sind es {regelwerk.beigeordnete} Beigeordnete und der Landrat, zusammen "
                    f"{regelwerk.beigeordnete + 1} Stimmen (§ 74 Abs. 1, 3 NKomVG). Eine andere Zahl gehört zuerst ins Regelwerk."
                }
            )

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

    class Teil(models.TextChoices):
        OEFFENTLICH = "oe", "im öffentlichen Teil"
        NICHTOEFFENTLICH = "n", "im nichtöffentlichen Teil"
        # "Schließung der Sitzung" stands in part N if there is one.
        LETZTER = "letzter", "im letzten Teil, den die Sitzung hat"

    gremium = models.ForeignKey(Gremium, on_delete=models.CASCADE, related_name="standardpunkte")
    titel = models.CharField("Titel", max_length=200)
    lage = models.CharField("Lage", max_length=10, choices=Lage, default=Lage.ANFANG)
    teil = models.CharField(
        "Teil",
        max_length=10,
        choices=Teil,
        default=Teil.OEFFENTLICH,
        help_text="In einer Sitzung, die ganz nichtöffentlich ist, gibt es nur den nichtöffentlichen Teil.",
    )
    position = models.PositiveSmallIntegerField("Position", default=1)

    class Meta:
        verbose_name = "Standardtagesordnungspunkt"
        verbose_name_plural = "Standardtagesordnungspunkte"
        ordering = ["lage", "position", "pk"]

    def __str__(self):
        return self.titel
