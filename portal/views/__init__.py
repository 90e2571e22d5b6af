"""The pages of the public wing. Every one of them is `oeffentlich` and reads the register alone."""

from portal.views.bekanntgaben import bekanntgabe, bekanntgaben
from portal.views.dateien import datei
from portal.views.gremien import gremien, gremium, person
from portal.views.seiten import robots, seite, start, zeichen
from portal.views.sitzungen import sitzung, sitzungen, tagesordnung
from portal.views.vorlagen import vorlage, vorlagen

__all__ = [
    "bekanntgabe",
    "bekanntgaben",
    "datei",
    "gremien",
    "gremium",
    "person",
    "robots",
    "seite",
    "sitzung",
    "sitzungen",
    "start",
    "tagesordnung",
    "vorlage",
    "vorlagen",
    "zeichen",
]
