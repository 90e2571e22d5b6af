"""The Landkreis and its bodies: Koerperschaft, Wahlperiode, Regelwerk, Gremium, Person, Mitgliedschaft, Stellvertretung, Seite."""

from gremien.models.gremium import Gremium, Standardpunkt
from gremien.models.koerperschaft import Koerperschaft, Seite, Wahlperiode
from gremien.models.person import Mitgliedschaft, Person, Stellvertretung
from gremien.models.regelwerk import Regelwerk

__all__ = [
    "Gremium",
    "Koerperschaft",
    "Mitgliedschaft",
    "Person",
    "Regelwerk",
    "Seite",
    "Standardpunkt",
    "Stellvertretung",
    "Wahlperiode",
]
