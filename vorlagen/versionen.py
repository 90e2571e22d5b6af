"""Versions: the whole paper as data, kept at every explicit save."""

import json
from decimal import Decimal

from vorlagen.models import Vorlage, VorlageVersion
from wittmund_ris.ablage import sha256

# What a clerk writes; in the order of the form.
FELDER = (
    "art",
    "ursprung",
    "aktenzeichen",
    "ist_oeffentlich",
    "nichtoeffentlich_grund",
    "betreff",
    "sachverhalt",
    "anmerkung",
    "beschlussvorschlag",
    "stellungnahme",
    "gesamtkosten_keine",
    "gesamtkosten",
    "folgekosten_keine",
    "folgekosten",
    "einnahmen_keine",
    "einnahmen",
    "haushaltsmittel",
    "haushaltsmittel_betrag",
    "produktkonto",
)


def abbild(vorlage) -> dict:
    """The paper as it stands: `felder`, `stationen`, `anlagen`; JSON-safe, amounts as strings, days in ISO form."""
    return {
        "felder": {name: _wert(getattr(vorlage, name)) for name in FELDER},
        "stationen": [
            {
                "gremium": b.gremium.slug,
                "name": b.gremium.name,
                "rolle": b.rolle,
                "termin": b.geplant_am.isoformat() if b.geplant_am else None,
            }
            for b in vorlage.beratungen.select_related("gremium")
        ],
        "anlagen": [
            {
                "id": str(a.oeffentliche_id),
                "titel": a.titel,
                "oeffentlich": a.ist_oeffentlich,
                "geschwaerzt": a.ist_geschwaerzt,
                "angekuendigt": a.ist_angekuendigt,
                "sha256": a.sha256,
                "sha256_geschwaerzt": a.geschwaerzt.sha256 if a.geschwaerzt else "",
            }
            for a in vorlage.anlagen.all()
        ],
    }


def _wert(wert):
    if isinstance(wert, Vorlage):
        return wert.nummer
    return f"{wert:.2f}" if isinstance(wert, Decimal) else wert


def pruefsumme(inhalt: dict) -> str:
    """SHA-256 over the canonical JSON: equal if, and only if, two papers say the same."""
    return sha256(json.dumps(inhalt, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())


def festhalten(vorlage, anlass: str, benutzer) -> VorlageVersion:
    """Keep the paper as it stands now, inside the transaction of the save. An unchanged paper keeps its last version.

    `anlass` is the action of the Verlauf that goes with it.
    """
    inhalt = abbild(vorlage)
    summe = pruefsumme(inhalt)
    letzte = vorlage.versionen.last()
    if letzte and letzte.pruefsumme == summe:
        return letzte
    return VorlageVersion.objects.create(
        vorlage=vorlage,
        nummer=letzte.nummer + 1 if letzte else 1,
        anlass=anlass,
        inhalt=inhalt,
        pruefsumme=summe,
        erstellt_von=benutzer,
        erstellt_von_name=benutzer.get_full_name() or benutzer.get_username(),
    )
