"""The arithmetic of elections: pure functions, no database. § 67 NKomVG; majority of the members by § 45 Abs. 2."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sitzungen.abstimmung import mehrheit_der_mitglieder

ERSTER, ZWEITER = 1, 2


class WahlFehler(Exception):
    """The numbers of a Wahlgang cannot be true; the message says why and what to check."""


class Art(StrEnum):
    GEWAEHLT = "gewaehlt"
    ZWEITER_WAHLGANG = "zweiter_wahlgang"
    LOS = "los"
    NIEMAND = "niemand"


@dataclass(frozen=True)
class Ausgang:
    """What a Wahlgang brought: `gewaehlt` is the key of who is elected, `gleichauf` those between whom the lot decides."""

    art: Art
    gewaehlt: Hashable | None = None
    gleichauf: tuple = ()


def ausgang(nummer: int, stimmen: Mapping[Hashable, int], mitglieder: int) -> Ausgang:
    """The outcome of Wahlgang `nummer` (1 or 2); `stimmen` counts the valid votes for each candidate.

    First: the majority of the members elects, whoever else voted how (§ 67 S. 3, 4 NKomVG). Second and last: most votes;
    a tie is drawn by lot (S. 5 to 7). Where nobody got a vote, nobody is elected.
    """
    meiste = max(stimmen.values(), default=0)
    vorn = tuple(wer for wer, zahl in stimmen.items() if zahl == meiste)
    if nummer == ERSTER:
        if meiste >= mehrheit_der_mitglieder(mitglieder):
            return Ausgang(Art.GEWAEHLT, vorn[0])
        return Ausgang(Art.ZWEITER_WAHLGANG)
    if meiste == 0:
        return Ausgang(Art.NIEMAND)
    if len(vorn) == 1:
        return Ausgang(Art.GEWAEHLT, vorn[0])
    return Ausgang(Art.LOS, gleichauf=vorn)


def pruefe(stimmen: Mapping[Hashable, int], *, uebrige: int, stimmberechtigte: int) -> None:
    """Refuse what cannot be: no candidate, a negative number, nobody voting, more ballots than present and entitled
    members. `uebrige` are invalid ballots, No votes and abstentions, which only get noted. WahlFehler says which.
    """
    if not stimmen:
        raise WahlFehler("Ohne Bewerbung kann nicht gewählt werden. Bitte nehmen Sie zuerst einen Namen auf.")
    if uebrige < 0 or min(stimmen.values()) < 0:
        raise WahlFehler("Stimmenzahlen können nicht negativ sein.")
    abgegeben = sum(stimmen.values()) + uebrige
    if abgegeben == 0:
        raise WahlFehler("Bitte tragen Sie die Stimmen ein; es wurde noch keine Stimme gezählt.")
    if abgegeben > stimmberechtigte:
        raise WahlFehler(
            f"Gezählt sind {abgegeben} Stimmen, anwesend und stimmberechtigt sind aber nur {stimmberechtigte}. "
            "Bitte prüfen Sie die Zahlen oder die Anwesenheit."
        )


@dataclass(frozen=True)
class Gezaehlt:
    """One Wahlgang as it is told: (name, votes) in the order of the candidates, and what was only noted."""

    nummer: int
    stimmen: tuple[tuple[str, int], ...]
    ungueltig: int
    nein: int
    enthaltung: int
    mitglieder: int

    @property
    def abgegeben(self) -> int:
        return sum(zahl for _, zahl in self.stimmen) + self.ungueltig + self.nein + self.enthaltung


_WORT = {ERSTER: "ersten", ZWEITER: "zweiten"}


def satz(gang: Gezaehlt, gewaehlt: str = "") -> str:
    """The sentence of a Wahlgang for the Protokoll: "Im ersten Wahlgang erhielt … 24 von 41 Stimmen und ist damit gewählt
    (nötig 22)." `gewaehlt` is the name of who this Wahlgang elected.
    """
    noetig = mehrheit_der_mitglieder(gang.mitglieder)
    anfang = f"Im {_WORT[gang.nummer]} Wahlgang"
    if len(gang.stimmen) == 1:
        name, zahl = gang.stimmen[0]
        text = f"{anfang} erhielt {name} {zahl} von {gang.abgegeben} Stimmen"
        if gewaehlt:
            text += " und ist damit gewählt"
        if gang.nummer == ERSTER:
            text += f" (nötig {noetig})" if gewaehlt else f"; nötig sind {noetig}"
        return f"{text}{_vermerkt(gang)}."
    je = _aufzaehlen([f"{name} {zahl}" for name, zahl in gang.stimmen])
    text = f"{anfang} erhielten von {gang.abgegeben} Stimmen {je}{_vermerkt(gang)}."
    if gewaehlt:
        mehrheit = f" (nötig {noetig})" if gang.nummer == ERSTER else ""
        return f"{text} Damit ist {gewaehlt} gewählt{mehrheit}."
    if gang.nummer == ERSTER:
        return f"{text} Die Mehrheit der Mitglieder ({noetig}) erreichte niemand."
    return text


def los_satz(gezogen_von: str, zieht: str, gewaehlt: str) -> str:
    """The sentence of a lot: who drew it, in which quality, and whom it made."""
    return f"Bei Stimmengleichheit zog {gezogen_von} ({zieht}) das Los; es fiel auf {gewaehlt}. Damit ist {gewaehlt} gewählt."


def _vermerkt(gang: Gezaehlt) -> str:
    teile = []
    if gang.ungueltig:
        teile.append(f"{gang.ungueltig} ungültig")
    if gang.nein:
        teile.append(f"{gang.nein} Nein")
    if gang.enthaltung:
        teile.append(f"{gang.enthaltung} {'Enthaltung' if gang.enthaltung == 1 else 'Enthaltungen'}")
    return f"; außerdem {_aufzaehlen(teile)}" if teile else ""


def _aufzaehlen(teile: list[str]) -> str:
    return teile[0] if len(teile) == 1 else f"{', '.join(teile[:-1])} und {teile[-1]}"
