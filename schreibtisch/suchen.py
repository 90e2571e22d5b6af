"""Searches that a person keeps: private, stored as a query string that is read like any typed address."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict

from vorlagen.filter import MERKMALE
from vorlagen.models import GespeicherteSuche
from wittmund_ris.druckbar import druckbar

PARAMETER = ("q", *(m.name for m in MERKMALE), "bereich", "folge")
HOECHSTENS = 50
LAENGSTE = 1000


def abfrage_aus(parameter) -> str:
    """The query string of a search: only what the page knows, without page numbers and empty fields."""
    abfrage = QueryDict(mutable=True)
    for name in PARAMETER:
        if wert := parameter.get(name, "").replace("\0", "").strip():
            abfrage[name] = wert[:200]
    return abfrage.urlencode()


def speichern(name: str, abfrage: str, *, benutzer) -> GespeicherteSuche:
    """Keep a search under a name. ValidationError: no name or search, the name is taken, or there are too many."""
    abfrage = abfrage_aus(QueryDict(abfrage[: LAENGSTE * 3]))
    if not abfrage or len(abfrage) > LAENGSTE:
        raise ValidationError(
            "Bitte suchen Sie erst etwas oder wählen Sie einen Filter; das lässt sich dann speichern."
        )
    if benutzer.gespeicherte_suchen.count() >= HOECHSTENS:
        raise ValidationError(f"Sie haben schon {HOECHSTENS} Suchen gespeichert. Bitte löschen Sie zuerst eine.")
    suche = GespeicherteSuche(benutzer=benutzer, name=_name(name), abfrage=abfrage)
    return _sichern(suche)


def umbenennen(suche: GespeicherteSuche, name: str) -> GespeicherteSuche:
    """Give a kept search another name. ValidationError: no name, or it is taken."""
    suche.name = _name(name)
    return _sichern(suche)


def _sichern(suche) -> GespeicherteSuche:
    try:
        with transaction.atomic():
            suche.save()
    except IntegrityError as fehler:
        raise ValidationError(
            {"name": f"Sie haben schon eine Suche „{suche.name}“. Bitte wählen Sie einen anderen Namen."}
        ) from fehler
    return suche


def _name(name: str) -> str:
    name = " ".join(druckbar({"name": name})["name"].split())
    if not name:
        raise ValidationError({"name": "Bitte geben Sie der Suche einen Namen."})
    if len(name) > 80:
        raise ValidationError({"name": "Der Name hat höchstens 80 Zeichen."})
    return name
