"""The arithmetic of votes: pure functions, no database. § 66 NKomVG; majorities of members by § 45 Abs. 2."""

from dataclasses import dataclass

from sitzungen.choices import Mehrheitsregel
from vorlagen.choices import ANGENOMMEN, AUS_ABSTIMMUNG, Ergebnis


class StimmenFehler(Exception):
    """The numbers cannot be true, or contradict what is claimed of them; the message says why and what to check."""


@dataclass(frozen=True)
class Stimmen:
    """Ja, Nein and Enthaltungen of one vote, in a secret one also invalid ballots; whole numbers ≥ 0."""

    ja: int
    nein: int
    enthaltung: int
    ungueltig: int = 0

    @property
    def summe(self) -> int:
        return self.ja + self.nein + self.enthaltung + self.ungueltig


def mehrheit_der_mitglieder(mitglieder: int) -> int:
    """22 of 43: more than half of the number fixed by law or Satzung (§ 45 Abs. 2 NKomVG)."""
    return mitglieder // 2 + 1


def noetige_ja_stimmen(regel: str, mitglieder: int) -> int:
    """The Ja votes that a qualified majority of `mitglieder` needs, rounded up; 0 for rules that look at the votes cast."""
    if regel == Mehrheitsregel.MITGLIEDER:
        return mehrheit_der_mitglieder(mitglieder)
    if regel == Mehrheitsregel.ZWEI_DRITTEL:
        return -(-mitglieder * 2 // 3)
    if regel == Mehrheitsregel.DREI_VIERTEL:
        return -(-mitglieder * 3 // 4)
    if regel == Mehrheitsregel.VIER_FUENFTEL:
        return -(-mitglieder * 4 // 5)
    return 0


def ist_angenommen(stimmen: Stimmen, regel: str, mitglieder: int) -> bool:
    """§ 66 Abs. 1 NKomVG: more Ja than Nein; a tie is a refusal; Enthaltungen do not count.

    `einstimmig` is hurt by a Nein, not by an Enthaltung (OVG Niedersachsen 10 LC 117/22).
    """
    if stimmen.ja <= stimmen.nein:
        return False
    if regel == Mehrheitsregel.EINSTIMMIG:
        return stimmen.nein == 0
    return stimmen.ja >= noetige_ja_stimmen(regel, mitglieder)


def ergebnis(stimmen: Stimmen, regel: str, mitglieder: int) -> Ergebnis:
    """The result label, computed and never typed."""
    if not ist_angenommen(stimmen, regel, mitglieder):
        return Ergebnis.ABGELEHNT
    return Ergebnis.EINSTIMMIG if stimmen.nein == 0 else Ergebnis.MEHRHEITLICH


def pruefe(stimmen: Stimmen, *, stimmberechtigte: int, behauptet: str = "", regel: str, mitglieder: int) -> Ergebnis:
    """The result, after refusing what cannot be: negative numbers, nobody voting, more votes than present and entitled,
    or a claimed label that contradicts numbers and rule. StimmenFehler says which.
    """
    if min(stimmen.ja, stimmen.nein, stimmen.enthaltung, stimmen.ungueltig) < 0:
        raise StimmenFehler("Stimmenzahlen können nicht negativ sein.")
    if stimmen.summe == 0:
        raise StimmenFehler("Bitte tragen Sie die Stimmen ein; es wurde noch keine Stimme gezählt.")
    if stimmen.summe > stimmberechtigte:
        raise StimmenFehler(
            f"Die Stimmen ergeben zusammen {stimmen.summe}, anwesend und stimmberechtigt sind aber nur "
            f"{stimmberechtigte}. Bitte prüfen Sie die Zahlen oder die Anwesenheit."
        )
    berechnet = ergebnis(stimmen, regel, mitglieder)
    if behauptet in AUS_ABSTIMMUNG and behauptet != berechnet:
        raise StimmenFehler(
            f"Die Zahlen ergeben „{berechnet.label}“, angegeben ist „{Ergebnis(behauptet).label}“. Bitte prüfen Sie beides."
        )
    return berechnet


def satz(stimmen: Stimmen, ergebnis_code: str) -> str:
    """The numbers in words: "mit 10 Ja-Stimmen bei 1 Enthaltung"."""
    teile = [f"mit {stimmen.ja} Ja-{'Stimme' if stimmen.ja == 1 else 'Stimmen'}"]
    if stimmen.nein or ergebnis_code not in ANGENOMMEN:
        teile.append(f"gegen {stimmen.nein} Nein-{'Stimme' if stimmen.nein == 1 else 'Stimmen'}")
    if stimmen.enthaltung:
        teile.append(f"bei {stimmen.enthaltung} {'Enthaltung' if stimmen.enthaltung == 1 else 'Enthaltungen'}")
    if stimmen.ungueltig:
        teile.append(
            f"bei {stimmen.ungueltig} {'ungültigen Stimme' if stimmen.ungueltig == 1 else 'ungültigen Stimmen'}"
        )
    return " ".join(teile)


def haengt_ab_von(stimmen: Stimmen, regel: str, mitglieder: int, ja: int, nein: int) -> bool:
    """Does the result turn when so many Ja and Nein votes are taken away, which should not have been cast?

    § 41 Abs. 6 NKomVG: a decision in breach of the Mitwirkungsverbot is void only if the participation was decisive.
    """
    ohne = Stimmen(stimmen.ja - ja, stimmen.nein - nein, stimmen.enthaltung)
    return ist_angenommen(stimmen, regel, mitglieder) != ist_angenommen(ohne, regel, mitglieder)
