"""The versions of an agenda: made by the acts, never changed, complete enough to print the agenda again.

`inhalt` is `{"kopf": {gremium, beginn, ort, raum}, "punkte": [...]}`. A `punkt`: `id` (its public id), `nummer` with the letter of
the part (empty for a heading), `teil`, `titel`, `oeffentlicher_titel`, `ueberschrift`, `tiefe`, `ober` (id or empty), `vorlage` (its
number), `herkunft`, `nachtrag`, `grund` (of an urgent addition), `abgesetzt` (the reason), `folge` (place in the order of treatment
or null), `ohne_oeffentlichkeit`. The first versions of older sittings are a list of number and titles alone; `lesen` knows both.
"""

from dataclasses import dataclass

from sitzungen.choices import FassungArt, Herkunft, Teil
from sitzungen.models import TagesordnungFassung
from sitzungen.tagesordnung import punkte
from wittmund_ris import uhr
from wittmund_ris.agendavergleich import Zeile, vergleichen

LEER = {
    "teil": Teil.OEFFENTLICH.value,
    "oeffentlicher_titel": "",
    "ueberschrift": False,
    "tiefe": 0,
    "ober": "",
    "vorlage": "",
    "herkunft": Herkunft.EINLADUNG.value,
    "nachtrag": 0,
    "grund": "",
    "abgesetzt": "",
    "folge": None,
    "ohne_oeffentlichkeit": False,
}


@dataclass(frozen=True)
class Abschnitt:
    """One part of a version with its items."""

    titel: str
    punkte: list[dict]


def inhalt(sitzung) -> dict:
    """The agenda as it stands now, in the form of a version."""
    return {
        "kopf": {
            "gremium": sitzung.gremium.name,
            "beginn": sitzung.beginn.isoformat(),
            "ort": sitzung.ort,
            "raum": sitzung.raum,
        },
        "punkte": [_punkt(p) for p in punkte(sitzung)],
    }


def _punkt(punkt) -> dict:
    top = punkt.top
    return {
        "id": str(top.oeffentliche_id),
        "nummer": punkt.nummer,
        "teil": str(top.teil),
        "titel": top.titel,
        "oeffentlicher_titel": top.oeffentlicher_titel,
        "ueberschrift": top.ist_ueberschrift,
        "tiefe": punkt.tiefe,
        "ober": str(top.oberpunkt.oeffentliche_id) if top.oberpunkt else "",
        "vorlage": top.beratung.vorlage.nummer if top.beratung else "",
        "herkunft": str(top.herkunft),
        "nachtrag": top.nachtrag,
        "grund": top.aufnahme_grund,
        "abgesetzt": top.ergebnis_grund if top.abgesetzt_am else "",
        "folge": top.behandlungsfolge,
        "ohne_oeffentlichkeit": top.ohne_oeffentlichkeit_seit is not None,
    }


def festhalten(sitzung, art, *, benutzer, nachtrag=0) -> TagesordnungFassung:
    """Keep the agenda as it stands now as the next version. Called by the acts, inside their transaction and under their lock."""
    letzte = sitzung.fassungen.order_by("nummer").last()
    return TagesordnungFassung.objects.create(
        sitzung=sitzung,
        art=FassungArt(art),
        nummer=letzte.nummer + 1 if letzte else 1,
        nachtrag=nachtrag,
        inhalt=inhalt(sitzung),
        erstellt_am=uhr.jetzt(),
        erstellt_von=benutzer,
    )


def lesen(fassung) -> list[dict]:
    """The items of a version, each with every field."""
    roh = fassung.inhalt
    if isinstance(roh, dict):
        return [LEER | p for p in roh["punkte"]]
    # Older versions knew number and titles: the number is what identifies an item there.
    return [
        LEER | {"id": p["nummer"], "teil": "n" if p["nummer"].startswith("N") else Teil.OEFFENTLICH.value} | p
        for p in roh
    ]


def fuer_leser(fassung, intern: bool) -> list[dict]:
    """The items as this reader may see them: of part N number and public title alone, unless he may read the inside."""
    if intern:
        return lesen(fassung)
    return [_verdeckt(p) if p["teil"] == Teil.NICHTOEFFENTLICH else p for p in lesen(fassung) if _sichtbar(p)]


def _sichtbar(punkt) -> bool:
    return punkt["teil"] != Teil.NICHTOEFFENTLICH or not punkt["ueberschrift"]


def _verdeckt(punkt) -> dict:
    bleibt = ("id", "nummer", "teil", "tiefe")
    return LEER | {name: punkt[name] for name in bleibt} | {"titel": punkt["oeffentlicher_titel"]}


def abschnitte(zeilen: list[dict]) -> list[Abschnitt]:
    """The parts that have items."""
    teile = [
        Abschnitt(teil.label, [p for p in zeilen if p["teil"] == teil])
        for teil in (Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH)
    ]
    return [t for t in teile if t.punkte]


def unterschied(alt, neu, *, intern: bool) -> list[Zeile]:
    """What changed from one version to the other, for this reader."""
    links, rechts = fuer_leser(alt, intern), fuer_leser(neu, intern)
    if isinstance(alt.inhalt, list) or isinstance(neu.inhalt, list):
        links, rechts = ([p | {"id": p["nummer"] or p["titel"]} for p in seite] for seite in (links, rechts))
    return vergleichen(links, rechts)
