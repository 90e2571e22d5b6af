"""What the database demands of an item of the agenda whose paper went back."""

from django.db import models
from django.db.models import Q

from vorlagen.choices import Ergebnis

PUNKT = [
    models.CheckConstraint(
        name="top_verwiesen_mit_gremium",
        condition=Q(ergebnis=Ergebnis.VERWIESEN, verwiesen_an__isnull=False, beratung__isnull=False)
        | (~Q(ergebnis=Ergebnis.VERWIESEN) & Q(verwiesen_an__isnull=True)),
        violation_error_message="Verwiesen wird eine Vorlage, und an ein Gremium.",
    ),
    models.CheckConstraint(
        name="top_wartet_nur_abgesetzt",
        condition=Q(wartet=False) | Q(ergebnis=Ergebnis.ABGESETZT, beratung__isnull=False),
        violation_error_message="Was auf die Vorberatung wartet, ist abgesetzt.",
    ),
]
