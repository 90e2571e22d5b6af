"""The Sitzung and what belongs to it: agenda, attendance, votes, sealed versions, Verlauf."""

from sitzungen.models.abstimmung import Abstimmung, Mitwirkungsverbot, Sitzungsantrag, Stimme
from sitzungen.models.anwesenheit import Anwesenheit, Anwesenheitszeit, Feststellung, Teilnahme, Unterbrechung
from sitzungen.models.beschluss import Beschluss, BeschlussVerlauf
from sitzungen.models.dokument import Sitzungsdokument
from sitzungen.models.eilentscheidung import EhrenamtlicheStellvertretung, Eilentscheidung, Unterrichtung
from sitzungen.models.eingabe import Eingabe
from sitzungen.models.einladung import Aufnahmeverlangen, Bekanntmachung, Beteiligung, Fertigstellung, Rueckmeldung
from sitzungen.models.planung import Jahresplan, Plantermin, Verlegung
from sitzungen.models.protokoll import (
    Einwendung,
    Protokoll,
    Protokollberichtigung,
    Protokollblock,
    Protokollfassung,
    Protokollunterschrift,
)
from sitzungen.models.rechtsakt import (
    Beanstandung,
    Bekanntgabe,
    Bekanntgabebefugnis,
    Umlauf,
    Umlaufstimme,
)
from sitzungen.models.sitzung import Sitzung, SitzungQuerySet
from sitzungen.models.tagesordnung import TagesordnungFassung, Tagesordnungspunkt
from sitzungen.models.tischvorlage import Tischvorlage
from sitzungen.models.verlangen import Einberufungsverlangen
from sitzungen.models.verlauf import SitzungVerlauf, vermerken
from sitzungen.models.versand import Versand, Zustellereignis, Zustellnachweis
from sitzungen.models.wahl import Kandidat, Los, Wahl, Wahlgang, Wahlstimmen
from sitzungen.suchindex import Sitzungssuche

__all__ = [
    "Protokollunterschrift",
    "Protokollfassung",
    "Protokollblock",
    "Protokollberichtigung",
    "Protokoll",
    "Einwendung",
    "Abstimmung",
    "Anwesenheit",
    "Anwesenheitszeit",
    "Aufnahmeverlangen",
    "Beanstandung",
    "Bekanntgabe",
    "Bekanntgabebefugnis",
    "Bekanntmachung",
    "Beschluss",
    "BeschlussVerlauf",
    "Beteiligung",
    "Fertigstellung",
    "Eingabe",
    "EhrenamtlicheStellvertretung",
    "Eilentscheidung",
    "Feststellung",
    "Kandidat",
    "Los",
    "Mitwirkungsverbot",
    "Rueckmeldung",
    "Einberufungsverlangen",
    "Jahresplan",
    "Plantermin",
    "Sitzung",
    "Verlegung",
    "SitzungQuerySet",
    "SitzungVerlauf",
    "Sitzungsantrag",
    "Sitzungsdokument",
    "Sitzungssuche",
    "Stimme",
    "TagesordnungFassung",
    "Tagesordnungspunkt",
    "Teilnahme",
    "Tischvorlage",
    "Umlauf",
    "Umlaufstimme",
    "Unterbrechung",
    "Unterrichtung",
    "Versand",
    "Wahl",
    "Wahlgang",
    "Wahlstimmen",
    "Zustellereignis",
    "Zustellnachweis",
    "vermerken",
]
