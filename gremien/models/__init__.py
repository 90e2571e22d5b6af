"""The Landkreis and its bodies: Koerperschaft, Wahlperiode, Regelwerk, Schulferien, Gremium, Person, Mitgliedschaft, Stellvertretung, Seite."""

from gremien.models.ferien import Schulferien
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
    "Schulferien",
    "Seite",
    "Standardpunkt",
    "Stellvertretung",
    "Wahlperiode",
]
