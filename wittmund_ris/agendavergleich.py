"""Two versions of an agenda compared (leaf): which items came, went, moved or are called otherwise, in words.

A version is a list of dicts with `id`, `nummer`, `titel`, and where it applies `teil`, `tiefe`, `ober`, `abgesetzt`, `folge`
(the place in the order of treatment), `ohne_oeffentlichkeit`. Nothing else is looked at, so both wings may ask.
"""

from bisect import bisect_left
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Zeile:
    """One item of the newer version, or one that it does not have any more, with what happened to it."""

    neu: dict | None
    alt: dict | None
    worte: tuple[str, ...] = field(default=())

    @property
    def punkt(self) -> dict:
        return self.neu or self.alt

    @property
    def ist_entfallen(self) -> bool:
        return self.neu is None

    @property
    def ist_neu(self) -> bool:
        return self.alt is None

    @property
    def ist_umbenannt(self) -> bool:
        return bool(self.neu and self.alt) and self.neu["titel"] != self.alt["titel"]


def vergleichen(alt: list[dict], neu: list[dict]) -> list[Zeile]:
    """Every item of both, in the order of the newer version; what went stands where it stood."""
    vorher, nachher = {p["id"]: p for p in alt}, {p["id"]: p for p in neu}
    bewegt = _bewegte([p["id"] for p in _behandelt(alt) if p["id"] in nachher], _behandelt(neu))
    zeilen = [Zeile(p, vorher.get(p["id"]), _worte(vorher.get(p["id"]), p, p["id"] in bewegt)) for p in neu]
    for stelle, punkt in enumerate(alt):
        if punkt["id"] in nachher:
            continue
        davor = {p["id"] for p in alt[:stelle]}
        platz = max((i for i, z in enumerate(zeilen, start=1) if z.punkt["id"] in davor), default=0)
        zeilen.insert(platz, Zeile(None, punkt, ("entfallen",)))
    return zeilen


def _behandelt(punkte) -> list[dict]:
    """In the order of treatment, where there is one."""
    return sorted(punkte, key=lambda p: (p.get("folge") is None, p.get("folge") or 0)) if _hat_folge(punkte) else punkte


def _hat_folge(punkte) -> bool:
    return any(p.get("folge") is not None for p in punkte)


def _bewegte(vorher: list, nachher: list[dict]) -> set:
    """The fewest items that must have moved: all that are in no longest row that kept its order."""
    platz = {id: i for i, id in enumerate(vorher)}
    folge = [p["id"] for p in nachher if p["id"] in platz]
    enden, kette, zurueck = [], [], {}
    for id in folge:
        stelle = bisect_left(enden, platz[id])
        zurueck[id] = kette[stelle - 1] if stelle else None
        enden[stelle : stelle + 1] = [platz[id]]
        kette[stelle : stelle + 1] = [id]
    bleibt, id = set(), kette[-1] if kette else None
    while id is not None:
        bleibt.add(id)
        id = zurueck[id]
    return set(folge) - bleibt


def _worte(alt, neu, bewegt) -> tuple[str, ...]:
    worte = []
    if alt is None:
        worte.append("neu aufgenommen")
    else:
        if neu["titel"] != alt["titel"]:
            worte.append("anderer Titel")
        if neu.get("teil") != alt.get("teil"):
            worte.append("in den anderen Teil verschoben")
        elif bewegt:
            worte.append("anders eingereiht")
        if neu.get("ober") != alt.get("ober"):
            worte.append("anders untergeordnet")
        if neu.get("nummer") != alt.get("nummer"):
            worte.append(f"vorher {alt['nummer']}" if alt.get("nummer") else "neu beziffert")
    if neu.get("abgesetzt") and not (alt or {}).get("abgesetzt"):
        worte.append("abgesetzt")
    if neu.get("ohne_oeffentlichkeit") and not (alt or {}).get("ohne_oeffentlichkeit"):
        worte.append("ohne Öffentlichkeit behandelt")
    return tuple(worte)
