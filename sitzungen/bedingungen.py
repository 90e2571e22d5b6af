"""What the database demands of an item of the agenda whose paper went back."""

from django.db import models
from django.db.models import Q

from sitzungen.choices import Herkunft
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
    models.CheckConstraint(
        name="top_ueberschrift_ohne_nummer",
        condition=Q(ist_ueberschrift=False) | Q(nummer="", beratung__isnull=True),
        violation_error_message="Eine Überschrift hat keine Nummer und keine Vorlage.",
    ),
    models.CheckConstraint(
        name="top_abgesetzt_mit_grund",
        condition=Q(abgesetzt_am__isnull=True) | Q(ergebnis=Ergebnis.ABGESETZT, ergebnis_grund__gt=""),
        violation_error_message="Bitte begründen Sie die Absetzung.",
    ),
    models.CheckConstraint(
        name="top_nachtrag_gezaehlt",
        condition=Q(herkunft=Herkunft.NACHTRAG, nachtrag__gt=0) | (~Q(herkunft=Herkunft.NACHTRAG) & Q(nachtrag=0)),
        violation_error_message="Ein Nachtrag trägt seine Nummer.",
    ),
    # § 59 Abs. 3 S. 5 NKomVG
    models.CheckConstraint(
        name="top_dringlich_begruendet",
        condition=~Q(herkunft=Herkunft.DRINGLICH) | Q(aufnahme_grund__gt=""),
        violation_error_message="Bitte begründen Sie die Dringlichkeit.",
    ),
    # § 64 Abs. 1 S. 2 NKomVG: debated, or decided without debate; the record says which.
    models.CheckConstraint(
        name="top_ausschluss_mit_aussprache_vermerkt",
        condition=Q(ohne_oeffentlichkeit_seit__isnull=True, ausschluss_mit_aussprache__isnull=True)
        | Q(ohne_oeffentlichkeit_seit__isnull=False, ausschluss_mit_aussprache__isnull=False),
        violation_error_message="Bitte halten Sie fest, ob über den Ausschluss der Öffentlichkeit beraten wurde.",
    ),
]
