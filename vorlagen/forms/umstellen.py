"""The buttons of the Beratungsfolge: pure functions on the rows as they were typed. Nothing is checked or saved here."""

from dataclasses import dataclass, field

from vorlagen.forms.stationen import MAX_STATIONEN


@dataclass(frozen=True)
class Umgestellt:
    """The rows after a button, the control that has the focus then, and the row that moved (from 0), if one did."""

    zeilen: list[dict]
    fokus: str = ""
    bewegt: int | None = None
    # Bodies that were chosen before and are not there any more.
    entfallen: list[str] = field(default_factory=list)


def umgestellt(zeilen: list[dict], knopf: str) -> Umgestellt:
    """After one of the buttons neu, hoch:n, runter:n, weg:n, or after dragging: ziehen:n:m:anzahl puts row n at place m.

    A button that does not fit these rows (another number of rows, a made-up place) changes nothing.
    """
    befehl, nummer, platz, anzahl = [*knopf.split(":"), "", "", ""][:4]
    zeilen = list(zeilen)
    if befehl == "neu" and len(zeilen) < MAX_STATIONEN:
        return Umgestellt([*zeilen, {}], f"neu:{len(zeilen)}")
    n, ziel = _stelle(nummer, zeilen), _stelle(platz, zeilen)
    if n is None:
        return Umgestellt(zeilen)
    if befehl == "weg":
        gremium = zeilen.pop(n).get("gremium")
        fokus = f"weg:{min(n, len(zeilen) - 1)}" if zeilen else "neu"
        return Umgestellt(zeilen, fokus, entfallen=[str(gremium)] if gremium else [])
    if befehl == "ziehen" and ziel is not None and anzahl == str(len(zeilen)):
        fokus = f"hoch:{ziel}"
    elif befehl in ("hoch", "runter"):
        ziel = min(max(n + (-1 if befehl == "hoch" else 1), 0), len(zeilen) - 1)
        fokus = f"{befehl}:{ziel}"
    else:
        return Umgestellt(zeilen)
    zeilen.insert(ziel, zeilen.pop(n))
    return Umgestellt(zeilen, fokus, bewegt=ziel)


def _stelle(nummer: str, zeilen) -> int | None:
    return int(nummer) if nummer.isdecimal() and nummer.isascii() and int(nummer) < len(zeilen) else None


def vorgegeben(zeilen: list[dict], vorgabe: list[dict], fachausschuesse) -> Umgestellt:
    """The rows of a preset, with what was typed already: the sitting of a body that stays, and the Fachausschuss where the
    preset leaves it open. `fachausschuesse` are the keys of these bodies, as text.
    """
    bisher = [z for z in zeilen if z.get("gremium")]
    feste = {str(station["gremium"]) for station in vorgabe if station["gremium"]}
    neu = []
    for station in vorgabe:
        passend = [z for z in bisher if _passt(str(z["gremium"]), station["gremium"], feste, fachausschuesse)]
        if passend:
            bisher.remove(passend[0])
            neu.append(passend[0] | {"rolle": station["rolle"]})
        else:
            neu.append({"gremium": station["gremium"] or "", "rolle": station["rolle"]})
    return Umgestellt(neu, "vorgabe", entfallen=[str(z["gremium"]) for z in bisher])


def _passt(getippt: str, gesucht, feste, fachausschuesse) -> bool:
    return getippt == str(gesucht) if gesucht else getippt in fachausschuesse and getippt not in feste


def meldung(ergebnis: Umgestellt, namen: dict[str, str], vorgabe="") -> str:
    """What a screen reader says after the button; `namen` are those of the bodies by key."""
    anzahl = len(ergebnis.zeilen)
    entfallen = ", ".join(f"„{namen[g]}“" for g in ergebnis.entfallen if g in namen)
    if vorgabe:
        text = f"Die Beratungsfolge „{vorgabe}“ ist übernommen, gespeichert ist sie noch nicht."
        return f"{text} Nicht mehr dabei: {entfallen}." if entfallen else text
    if ergebnis.bewegt is not None:
        name = namen.get(str(ergebnis.zeilen[ergebnis.bewegt].get("gremium") or ""), "Die Station ohne Gremium")
        return f"„{name}“ ist jetzt Station {ergebnis.bewegt + 1} von {anzahl}."
    if ergebnis.fokus.startswith("neu:"):
        return f"Station {anzahl} ist hinzugefügt."
    if ergebnis.fokus.startswith(("weg:", "neu")):
        rest = "1 Station bleibt" if anzahl == 1 else f"{anzahl} Stationen bleiben"
        return f"{entfallen or 'Die Station'} ist entfernt; {rest}."
    return ""
