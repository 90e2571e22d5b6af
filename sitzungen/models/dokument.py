"""The sealed documents of a Sitzung."""

from django.db import models

from sitzungen.models.sitzung import Sitzung
from wittmund_ris.siegel import VersiegeltesDokument
from wittmund_ris.verlauf import nur_anfuegen


class Sitzungsdokument(VersiegeltesDokument):
    """A sealed PDF of a sitting."""

    class Art(models.TextChoices):
        EINLADUNG = "einladung", "Einladung mit Tagesordnung"
        NACHTRAG = "nachtrag", "Einladung mit Nachtrag"
        BEKANNTMACHUNG = "bekanntmachung", "Öffentliche Tagesordnung"
        ERGEBNIS = "ergebnis", "Beschlussübersicht"
        ERGEBNIS_OEFFENTLICH = "ergebnis_oeffentlich", "Beschlussübersicht (öffentlicher Teil)"
        WAHL = "wahl", "Niederschrift über die Wahlen"
        PROTOKOLL_OEFFENTLICH = "protokoll_oeffentlich", "Protokoll (öffentlicher Teil)"
        PROTOKOLL_NICHTOEFFENTLICH = "protokoll_nichtoeffentlich", "Protokoll (nichtöffentlicher Teil)"

    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="dokumente")
    art = models.CharField("Art", max_length=30, choices=Art)

    class Meta:
        verbose_name = "Sitzungsdokument"
        verbose_name_plural = "Sitzungsdokumente"
        ordering = ["sitzung", "erstellt_am", "pk"]
        triggers = [nur_anfuegen("sitzungsdokument_versiegelt")]

    def __str__(self):
        return f"{self.get_art_display()}: {self.sitzung}"
