"""What the data modules are made of: a paper with its way, a sitting with its outcomes. Plain data, no database."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Anlage:
    """An attachment; an announced one is handed in by the author on the day `nachgereicht`, or is still missing."""

    titel: str
    abschnitte: tuple[tuple[str, str], ...] = ()
    unterzeile: str = ""
    oeffentlich: bool = True
    ist_angekuendigt: bool = False
    nachgereicht: date | None = None
    nachreichen_bis: date | None = None
    # A picture of a page, as an old scanner makes it: neither text nor tags.
    ist_scan: bool = False
    # What the redacted version says, and what a second version says.
    geschwaerzt: tuple[tuple[str, str], ...] = ()
    neue_version: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NeueFassung:
    """A new Fassung of a released paper by its author: why, what the Sachverhalt says then, and its days."""

    grund: str
    sachverhalt: str
    begonnen: date
    eingereicht: date
    freigegeben: date


@dataclass(frozen=True)
class Zeichnung:
    """The answer of an office (its number) by an account; `zurueckgegeben` sends the paper back to its author."""

    tag: date
    amt: str
    konto: str
    votum: str = "zugestimmt"
    text: str = ""


@dataclass(frozen=True)
class Mitzeichnung:
    """The plan as (number of the Amt, stage, working days), the answers in each round, and what changed between them."""

    aemter: tuple[tuple[str, int, int], ...]
    erste_runde: tuple[Zeichnung, ...] = ()
    ueberarbeitet: tuple[date, dict] | None = None
    zweite_runde: tuple[Zeichnung, ...] = ()


@dataclass(frozen=True)
class Abwesenheit:
    """Somebody is away, and somebody stands in."""

    abwesend: str
    vertretung: str
    von: date
    bis: date


@dataclass(frozen=True)
class Satzung:
    """A Satzung as it was passed in a sitting: made out for the signature a day of work later, made public two days after."""

    wortlaut: str
    amtsblatt: str
    beschlossen: str


@dataclass(frozen=True)
class Papier:
    """A Vorlage: content, author, stations as (Gremium, Rolle, sitting or day), and the days of its life."""

    schluessel: str
    verfasst: str
    betreff: str
    sachverhalt: str
    angelegt: date
    stationen: tuple = ()
    beschlussvorschlag: str = ""
    anmerkung: str = ""
    aktenzeichen: str = ""
    kosten: dict = field(default_factory=lambda: {"gesamtkosten": None, "folgekosten": None, "einnahmen": None})
    mittel: tuple[str, str] | None = None
    nichtoeffentlich: str = ""
    anlagen: tuple[Anlage, ...] = ()
    eingereicht: date | None = None
    zurueckgegeben: tuple[date, str] | None = None
    erneut_eingereicht: date | None = None
    freigegeben: date | None = None
    zeichnung: str = "hinrichs"
    # Why personal data in its public part may be published; empty: there are none.
    personenbezug: str = ""
    zurueckgezogen: tuple[date, str] | None = None
    mitzeichnung: Mitzeichnung | None = None
    neue_fassung: NeueFassung | None = None
    sachgebiet: str = "keines"
    satzung: Satzung | None = None
    # Empty: Beschlussvorlage or Mitteilungsvorlage, by whether there is something to decide.
    art: str = ""
    # The paper that a supplement refers to; without stations of its own it has those of that paper.
    bezug: str = ""
    # A motion or question: handed in, given to an Amt (its number), answered by `bearbeitet_von`.
    fuer_fraktion: bool = False
    # Came in on paper: the Sitzungsdienst (`verfasst`) takes it up for a member without an account.
    auf_papier: bool = False
    stellungnahme: str = ""
    gestellt: date | None = None
    zugewiesen: tuple[date, str] | None = None
    bearbeitet: date | None = None
    bearbeitet_von: str = ""

    @property
    def federfuehrend(self) -> str:
        """The account that hands it in for the Mitzeichnung."""
        return self.bearbeitet_von or self.verfasst


@dataclass(frozen=True)
class Stimmen:
    """The numbers of a vote; with `wortlaut` another wording than the one proposed."""

    ja: int
    nein: int = 0
    enthaltung: int = 0
    wortlaut: str = ""


@dataclass(frozen=True)
class Ohne:
    """An outcome without a vote."""

    ergebnis: str
    grund: str = ""
    # The body that a paper is referred to.
    verwiesen_an: str = ""


@dataclass(frozen=True)
class Punkt:
    """A paper on an agenda, with its outcome once the sitting is over."""

    papier: str
    ergebnis: Stimmen | Ohne | None = None
    oeffentlicher_titel: str = ""


@dataclass(frozen=True)
class Termin:
    """A sitting. Without `eingeladen` it is only planned; it is held if it lies before the Stichtag."""

    schluessel: str
    gremium: str
    tag: date
    geplant: date
    uhrzeit: str = "16:00"
    dauer: int = 2
    eingeladen: date | None = None
    findet_statt: bool = False
    punkte: tuple[Punkt, ...] = ()
    tagesordnung_am: date | None = None
    # Voting members who are excused.
    entschuldigt: int = 0
    # Items without a paper, and standard items that this sitting does not have.
    zusaetzlich: tuple[str, ...] = ()
    entfaellt: tuple[str, ...] = ()
