"""The Sitzung and what belongs to it: agenda, attendance, votes, sealed versions, Verlauf."""

from sitzungen.models.dokument import Sitzungsdokument
from sitzungen.models.sitzung import Sitzung, SitzungQuerySet
from sitzungen.models.tagesordnung import TagesordnungFassung, Tagesordnungspunkt
from sitzungen.models.verhandlung import Abstimmung, Anwesenheit
from sitzungen.models.verlauf import SitzungVerlauf, vermerken
from sitzungen.models.versand import Versand, Zustellereignis, Zustellnachweis
from sitzungen.suchindex import Sitzungssuche

__all__ = [
    "Abstimmung",
    "Anwesenheit",
    "Sitzung",
    "SitzungQuerySet",
    "SitzungVerlauf",
    "Sitzungsdokument",
    "Sitzungssuche",
    "TagesordnungFassung",
    "Tagesordnungspunkt",
    "Versand",
    "Zustellereignis",
    "Zustellnachweis",
    "vermerken",
]
