"""Searches that people of the demo council have kept, and an index that is ready for the first one."""

from sitzungen import suche as sitzungssuche
from vorlagen import suche as vorlagensuche
from vorlagen.models import GespeicherteSuche

ALLE = 10_000
GESPEICHERTE = (
    ("sachbearbeitung", "Meine Entwürfe", "status=entwurf&meine=ja"),
    ("sachbearbeitung", "Alles zur Integration", "q=Integration"),
    ("sitzungsdienst", "In Beratung", "status=in_beratung"),
    ("abgeordnete", "Radwege", "q=Radweg"),
)


def anlegen(benutzer) -> None:
    """Keep the searches of these accounts; write the index."""
    for konto, name, abfrage in GESPEICHERTE:
        GespeicherteSuche.objects.create(benutzer=benutzer[konto], name=name, abfrage=abfrage)
    vorlagensuche.nachfuehren(ALLE)
    sitzungssuche.nachfuehren(ALLE)
