"""The order and the numbers of an agenda: pure functions over the items of one sitting. They read no database and write nothing."""

import hashlib
import re
from collections import Counter, defaultdict

from sitzungen.choices import Lage

# Places of a dispatched agenda: what a Nachtrag brings finds room between two of them.
ABSTAND = 100


def nummern(reihe) -> dict[int, str]:
    """The numbers that the items of one part get, by their keys; a heading gets none, a sub-point `5.1`."""
    gezaehlt, unter, ergebnis = 0, Counter(), {}
    for top in reihe:
        if top.ist_ueberschrift:
            ergebnis[top.pk] = ""
        elif ober := ergebnis.get(top.oberpunkt_id):
            unter[top.oberpunkt_id] += 1
            ergebnis[top.pk] = f"{ober}.{unter[top.oberpunkt_id]}"
        else:
            gezaehlt += 1
            ergebnis[top.pk] = str(gezaehlt)
    return ergebnis


def tiefen(reihe) -> dict[int, int]:
    """How far each item is set in: 0 at the top, one more below each item or heading."""
    ergebnis = {}
    for top in reihe:
        ergebnis[top.pk] = ergebnis.get(top.oberpunkt_id, -1) + 1
    return ergebnis


def zweig(reihe, top) -> list:
    """The item with all that belongs to it, in order."""
    dabei = {top.pk}
    return [t for t in reihe if t.pk == top.pk or (t.oberpunkt_id in dabei and not dabei.add(t.pk))]


def geschwister(reihe, top) -> list:
    """The items of the same level, the item itself included."""
    return [t for t in reihe if t.oberpunkt_id == top.oberpunkt_id]


def geordnet(reihe) -> list:
    """The items so that each stands behind what it belongs to and the closing of the sitting stands last."""
    kinder = defaultdict(list)
    for top in reihe:
        kinder[top.oberpunkt_id].append(top)
    ergebnis = []

    def auslegen(ober):
        for top in sorted(kinder[ober], key=lambda t: t.lage == Lage.SCHLUSS):
            ergebnis.append(top)
            auslegen(top.pk)

    auslegen(None)
    return ergebnis


def stamm(nummer: str) -> int:
    """The whole number at the head: 7 of `7`, `7a` and `7.2`."""
    return int(re.match(r"\d+", nummer)[0])


def naechste_nummer(vergeben, nach: str = "") -> str:
    """The number of an item that comes after the invitation, behind the item `nach` and all of its number; empty: at the end.

    Between 7 and 8 it is `7a`, then `7b`; behind the last one simply the next number. `vergeben` are the numbers of the part.
    """
    hoechste = max((stamm(n) for n in vergeben), default=0)
    if not nach or stamm(nach) == hoechste:
        return str(hoechste + 1)
    zusaetze = [m[1] for n in vergeben if (m := re.fullmatch(rf"{stamm(nach)}([a-z]+)", n))]
    letzter = max(zusaetze, key=lambda z: (len(z), z), default="")
    return f"{stamm(nach)}{_buchstaben_nach(letzter)}"


def stand(tops) -> str:
    """A mark of the agenda as it is: whoever sends another one back has seen another agenda."""
    bild = ";".join(f"{t.pk},{t.teil},{t.position},{t.oberpunkt_id or ''}" for t in tops)
    return hashlib.sha256(bild.encode()).hexdigest()[:16]


def _buchstaben_nach(buchstaben: str) -> str:
    """a, b, … z, aa, ab, …"""
    if not buchstaben:
        return "a"
    if buchstaben[-1] != "z":
        return buchstaben[:-1] + chr(ord(buchstaben[-1]) + 1)
    return _buchstaben_nach(buchstaben[:-1]) + "a"
