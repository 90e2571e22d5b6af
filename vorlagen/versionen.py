"""Versions: the whole paper as data, kept at every explicit save, and the difference of any two."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from django.utils.formats import number_format
from django.utils.safestring import SafeString

from vorlagen.choices import BeratungRolle, Haushaltsmittel, VorlageArt
from vorlagen.models import Vorlage, VorlageVersion
from wittmund_ris import unterschied
from wittmund_ris.ablage import sha256

# What a clerk writes; in the order of the form.
FELDER = (
    "art",
    "ursprung",
    "sachgebiet",
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
        "felder": {name: einfach(getattr(vorlage, name)) for name in FELDER},
        "stationen": [
            {
                "gremium": b.gremium.slug,
                "name": b.gremium.name,
                "rolle": b.rolle,
                "termin": b.geplant_am.isoformat() if b.geplant_am else None,
            }
            for b in vorlage.beratungen.geplante().select_related("gremium")
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


def einfach(wert):
    """A value of a field in the form of `abbild`."""
    if isinstance(wert, Vorlage):
        return wert.nummer
    return f"{wert:.2f}" if isinstance(wert, Decimal) else wert


def pruefsumme(inhalt: dict) -> str:
    """SHA-256 over the canonical JSON: equal if, and only if, two papers say the same."""
    return sha256(json.dumps(inhalt, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())


def festhalten(vorlage, anlass: str, benutzer, *, immer=False) -> VorlageVersion:
    """Keep the paper as it stands now, inside the transaction of the save. An unchanged paper keeps its last version.

    `anlass` is the action of the Verlauf that goes with it; with `immer` it is a line of the list whatever it says.
    """
    inhalt = abbild(vorlage)
    summe = pruefsumme(inhalt)
    letzte = vorlage.versionen.last()
    if letzte and letzte.pruefsumme == summe and not immer:
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


@dataclass(frozen=True)
class Abschnitt:
    """One field that differs: `html` shows both texts with ins and del, safe to put into a page."""

    feld: str
    titel: str
    html: SafeString


TEXTE = ("sachverhalt", "anmerkung", "beschlussvorschlag", "stellungnahme")
AUSWAHL = {"art": VorlageArt, "haushaltsmittel": Haushaltsmittel}
JA_NEIN = {"ist_oeffentlich": ("öffentlich", "nichtöffentlich")}
TITEL = {"ist_oeffentlich": "Behandlung"}


def unterschiede(alt: dict, neu: dict) -> list[Abschnitt]:
    """What differs between two `abbild` of a paper, field by field in the order of the form, then stations and Anlagen.

    A field that one of them does not know counts as empty: old versions stay comparable when the form grows.
    """
    abschnitte = []
    for feld in dict.fromkeys([*FELDER, *alt["felder"], *neu["felder"]]):
        a, b = alt["felder"].get(feld), neu["felder"].get(feld)
        if (a or "") == (b or ""):
            continue
        if feld in TEXTE:
            html = unterschied.texte(a or "", b or "")
        else:
            html = unterschied.werte(_wort(feld, a), _wort(feld, b))
        abschnitte.append(Abschnitt(feld, _titel(feld), html))
    for teil, titel, zeile in (("stationen", "Beratungsfolge", _station), ("anlagen", "Anlagen", _anlage)):
        if not (teil in alt and teil in neu):
            # What was typed in a form knows no Anlagen.
            continue
        a, b = ([zeile(z) for z in seite[teil]] for seite in (alt, neu))
        if a != b:
            abschnitte.append(Abschnitt(teil, titel, unterschied.texte(_liste(a), _liste(b))))
    return abschnitte


def _titel(feld) -> str:
    if feld in TITEL:
        return TITEL[feld]
    namen = {f.name: f.verbose_name for f in Vorlage._meta.get_fields() if hasattr(f, "verbose_name")}
    titel = str(namen.get(feld, feld))
    return titel[:1].upper() + titel[1:]


def _wort(feld, wert) -> str:
    """A value as people read it; what was typed and is no value stays as it is."""
    if feld in JA_NEIN:
        return JA_NEIN[feld][0 if wert else 1]
    if wert in (None, ""):
        return ""
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if feld in AUSWAHL:
        return dict(AUSWAHL[feld].choices).get(wert, str(wert))
    if Vorlage._meta.get_field(feld).get_internal_type() == "DecimalField":
        try:
            return f"{number_format(Decimal(wert), 2, force_grouping=True)} €"
        except ArithmeticError:
            return str(wert)
    return str(wert)


def _station(zeile) -> str:
    rolle = dict(BeratungRolle.choices).get(zeile["rolle"], zeile["rolle"])
    termin = f", {date.fromisoformat(zeile['termin']):%d.%m.%Y}" if zeile.get("termin") else ""
    return f"{zeile['name']}: {rolle}{termin}"


def _anlage(zeile) -> str:
    zusatz = [] if zeile["oeffentlich"] else ["nichtöffentlich"]
    if zeile["angekuendigt"] and not zeile["sha256"]:
        zusatz.append("wird nachgereicht")
    elif zeile["sha256"]:
        zusatz.append(f"Prüfsumme {zeile['sha256'][:8]}")
    return f"{zeile['titel']} ({', '.join(zusatz)})" if zusatz else zeile["titel"]


def _liste(zeilen) -> str:
    """The rows as a numbered list in clean HTML."""
    return f"<ol>{''.join(f'<li>{escape(z, quote=False)}</li>' for z in zeilen)}</ol>" if zeilen else ""
