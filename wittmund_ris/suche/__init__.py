"""German search (leaf): one analysis for everything that is indexed and for everything that is asked."""

from wittmund_ris.suche.auszug import Auszug, auszug, markiert
from wittmund_ris.suche.frage import Begriff, Frage, Nummer, frage, nummer
from wittmund_ris.suche.vektor import ANALYSE, Suchausdruck, Suchzeile, vektor

__all__ = [
    "ANALYSE",
    "Auszug",
    "Begriff",
    "Frage",
    "Nummer",
    "Suchausdruck",
    "Suchzeile",
    "auszug",
    "frage",
    "markiert",
    "nummer",
    "vektor",
]
