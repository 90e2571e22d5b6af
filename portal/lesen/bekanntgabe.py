"""A Bekanntgabe of the register: the words that were announced of a non-public decision."""

from dataclasses import dataclass
from datetime import date

from portal.lesen.gemeinsam import tag


@dataclass(frozen=True)
class Bekanntgabe:
    titel: str
    nummer: str
    wortlaut: str
    bekannt_gegeben_am: date
    anker: str = ""


def bekanntgabe_aus(daten: dict | None) -> Bekanntgabe | None:
    """From `ris:bekanntgabe` of an item or a stop, or from an entry of its own."""
    if not daten:
        return None
    return Bekanntgabe(
        titel=daten["name"],
        nummer=daten.get("number", ""),
        wortlaut=daten["ris:wortlaut"],
        bekannt_gegeben_am=tag(daten["ris:bekannt_gegeben_am"]),
        anker=daten.get("ris:anker", ""),
    )
