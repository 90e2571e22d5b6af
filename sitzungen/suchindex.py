"""The index entry of a sitting (derived data, `sitzungen.suche` writes it)."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from wittmund_ris.suche import Suchzeile


class Sitzungssuche(Suchzeile):
    """`titel_v`: body, day and place; `text_v`: what of the agenda everybody reads who sees the sitting; `intern_v`: the titles
    of the non-public part.
    """

    sitzung = models.OneToOneField(
        "sitzungen.Sitzung", primary_key=True, on_delete=models.CASCADE, related_name="suche"
    )
    intern_v = SearchVectorField(null=True, editable=False)

    class Meta:
        app_label = "sitzungen"
        verbose_name = "Sucheintrag einer Sitzung"
        verbose_name_plural = "Sucheinträge der Sitzungen"
        indexes = [
            GinIndex(fields=["titel_v"], name="sitzungssuche_titel"),
            GinIndex(fields=["text_v"], name="sitzungssuche_text"),
            GinIndex(fields=["intern_v"], name="sitzungssuche_intern"),
            models.Index(fields=["sitzung"], condition=Q(ist_aktuell=False), name="sitzungssuche_veraltet"),
        ]

    def __str__(self):
        return f"Sucheintrag {self.pk}"
