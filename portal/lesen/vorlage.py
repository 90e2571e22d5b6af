"""A Vorlage of the register, read for its page and for lists. The form of `daten` is told in `vorlagen/oeffentlich.py`."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import count

from portal.lesen.bekanntgabe import Bekanntgabe, bekanntgabe_aus
from portal.lesen.gemeinsam import Dokument, Stimmen, dokumente_aus, stimmen_aus, tag
from portal.lesen.verzeichnis import Verweis, Verzeichnis

# The public status: its words for the filter, and the colour of its badge.
STATUS = {
    "in_beratung": "In Beratung",
    "beschlossen": "Beschlossen",
    "abgelehnt": "Abgelehnt",
    "zur_kenntnis": "Zur Kenntnis genommen",
    "zurueckgezogen": "Zurückgezogen",
}
STATUSFARBE = {"in_beratung": "info", "beschlossen": "success", "abgelehnt": "danger", "zurueckgezogen": "warning"}
UEBERSCHRIFTEN = {
    "beschlussvorschlag": "Beschlussvorschlag",
    "sachverhalt": "Sachverhalt",
    "anmerkung": "Anmerkung",
    "stellungnahme": "Stellungnahme der Verwaltung",
}
# The paper comes back to the same body.
OHNE_ABSCHLUSS = ("vertagt", "abgesetzt")


@dataclass(frozen=True)
class Station:
    """One stop on the way. `zustand`: erledigt, vorbei (non-public, its day has passed) or offen."""

    gremium: Verweis
    rolle: str
    entscheidet: bool
    nichtoeffentlich: bool
    termin: date | None
    sitzung: str
    top: str
    ergebnis: str
    ergebnis_text: str
    stimmen: Stimmen | None
    wortlaut: str
    zustand: str = "offen"
    ist_aktuell: bool = False
    anker: str = ""
    # The paper was held back before: the day that it was planned for has passed without it.
    ist_ueberholt: bool = False
    bekanntgabe: Bekanntgabe | None = None

    @property
    def ist_vertagt(self) -> bool:
        return self.ergebnis in OHNE_ABSCHLUSS

    @property
    def ist_verwiesen(self) -> bool:
        return self.ergebnis == "verwiesen"


@dataclass(frozen=True)
class Anlage:
    nummer: int
    titel: str
    zustand: str
    nachgereicht_am: date | None
    dokument: Dokument | None
    ist_geschwaerzt: bool = False
    # What keeps people from reading the file, in words.
    barrieren: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fassung:
    """One Fassung of the paper: why it came, and its print."""

    nummer: int
    datum: date | None
    grund: str
    dokument: Dokument | None


@dataclass(frozen=True)
class Vorlage:
    nummer: str
    titel: str
    pfad: str
    art: str
    amt: Verweis
    datum: date | None
    status: str
    status_text: str
    stationen: tuple[Station, ...]
    texte: dict
    aktenzeichen: str
    finanzierung: dict
    gezeichnet: dict
    anlagen: tuple[Anlage, ...]
    dokumente: tuple[Dokument, ...]
    heute: date
    ueberschriften: dict
    stellungnahme: str
    antragsteller: str
    bezuege: list
    # Only where there is more than one, the one in force first.
    fassungen: tuple[Fassung, ...] = ()

    @property
    def ist_ersetzt_durch(self) -> dict | None:
        """The public Austauschvorlage that took the place of this paper."""
        return next((b for b in self.bezuege if b["wort"] == "Ersetzt durch"), None)

    @property
    def statusfarbe(self) -> str:
        return STATUSFARBE.get(self.status, "neutral")

    @property
    def ist_abgeschlossen(self) -> bool:
        return self.status != "in_beratung"

    @property
    def aktuelle_station(self) -> Station | None:
        return next((s for s in self.stationen if s.ist_aktuell), None)

    @property
    def naechste_station(self) -> Station | None:
        """The stop that the paper waits for; None once its way has ended."""
        return None if self.ist_abgeschlossen else self.aktuelle_station

    @property
    def wartet_auf_ergebnis(self) -> bool:
        """The day of the sitting has passed, but its result does not hang yet."""
        station = self.naechste_station
        offen = station and not station.ist_vertagt and not station.ist_verwiesen
        return bool(offen and station.termin and station.termin < self.heute)

    @property
    def geaenderte_wortlaute(self) -> list[Station]:
        return [s for s in self.stationen if s.wortlaut]


def vorlage_aus(eintrag, verzeichnis: Verzeichnis, heute: date, dateien=()) -> Vorlage:
    daten = eintrag.daten
    dokumente = dokumente_aus(dateien)
    status = daten["ris:status"]
    return Vorlage(
        nummer=eintrag.nummer,
        titel=eintrag.titel,
        pfad=eintrag.pfad,
        art=daten["paperType"],
        amt=verzeichnis.gremium(daten.get("underDirectionOf", [])),
        datum=tag(daten.get("date")),
        status=status,
        status_text=daten["ris:status_text"],
        stationen=_weg([_station(k, verzeichnis) for k in daten.get("consultation", [])], status, heute),
        texte=daten.get("ris:texte", {}),
        aktenzeichen=daten.get("ris:aktenzeichen", ""),
        finanzierung=_finanzierung(daten.get("ris:finanzierung", {})),
        gezeichnet={**(g := daten.get("ris:gezeichnet", {})), "datum": tag(g.get("datum"))},
        anlagen=_anlagen(daten.get("ris:anlagen", []), {d.id: d for d in dokumente}),
        dokumente=tuple(d for d in dokumente if d.rolle not in ("anlage", "fruehere_fassung")),
        heute=heute,
        ueberschriften=UEBERSCHRIFTEN | daten.get("ris:ueberschriften", {}),
        stellungnahme=daten.get("ris:stellungnahme", ""),
        antragsteller=daten.get("ris:antragsteller", ""),
        bezuege=daten.get("ris:bezug", []),
        fassungen=tuple(
            Fassung(f["nummer"], tag(f["datum"]), f["grund"], {d.id: d for d in dokumente}.get(f["dokument"]))
            for f in daten.get("ris:fassungen", [])
        ),
    )


def _station(daten: dict, verzeichnis: Verzeichnis) -> Station:
    nichtoeffentlich = daten.get("ris:nichtoeffentlich", False)
    # § 78 Abs. 2 NKomVG: of a non-public stop the page shows body and date, whatever else may stand in the data.
    mehr = {} if nichtoeffentlich else daten
    pfad, anker = mehr.get("ris:sitzung_pfad", ""), mehr.get("ris:top_anker", "")
    return Station(
        gremium=verzeichnis.gremium(daten.get("organization", [])),
        rolle=daten.get("role", ""),
        entscheidet=daten.get("authoritative", False),
        nichtoeffentlich=nichtoeffentlich,
        termin=tag(daten.get("ris:termin")),
        sitzung=f"{pfad}#{anker}" if pfad and anker else pfad,
        top=mehr.get("ris:top", ""),
        ergebnis=mehr.get("ris:ergebnis", ""),
        ergebnis_text=mehr.get("ris:ergebnis_text", ""),
        stimmen=stimmen_aus(mehr.get("ris:stimmen")),
        wortlaut=mehr.get("ris:wortlaut", ""),
        anker=mehr.get("ris:anker", ""),
        # The one thing of a non-public stop that may be read: a person has announced it.
        bekanntgabe=bekanntgabe_aus(daten.get("ris:bekanntgabe")),
    )


def _weg(stationen: list[Station], status: str, heute: date) -> tuple[Station, ...]:
    """Say of every stop whether the paper has passed it, and mark where it stands.

    A non-public stop has passed when a later stop has a result, or when its day has and the stop before did not hold the
    paper back: public facts all.
    """
    mit_ergebnis = [i for i, s in enumerate(stationen) if s.ergebnis]
    letztes = mit_ergebnis[-1] if mit_ergebnis else -1
    weg, nummern, wartet = [], count(1), False
    for i, station in enumerate(stationen):
        if not station.anker:
            station = replace(station, anker=f"beratung-{next(nummern)}")
        if station.ergebnis and not station.ist_vertagt:
            station = replace(station, zustand="erledigt")
        elif station.nichtoeffentlich and (i < letztes or (not wartet and station.termin and station.termin < heute)):
            station = replace(station, zustand="vorbei")
        if wartet and station.zustand == "offen" and not station.sitzung and station.termin and station.termin < heute:
            station = replace(station, ist_ueberholt=True)
        wartet = station.ist_vertagt or station.ist_verwiesen or (wartet and station.zustand == "offen")
        weg.append(station)
    if weg:
        hier = _stelle(weg, status)
        if letztes >= 0 and weg[letztes].ist_verwiesen and not (weg[letztes + 1 :] and stationen[letztes + 1].anker):
            # The body that it was referred to has no public sitting yet.
            hier = letztes
        weg[hier] = replace(weg[hier], ist_aktuell=True)
    return tuple(weg)


def _stelle(weg: list[Station], status: str) -> int:
    """A decided paper stands at its last result, any other one at the first stop that it has not passed."""
    erledigt = [i for i, s in enumerate(weg) if s.zustand == "erledigt"]
    if status != "in_beratung" and erledigt:
        return erledigt[-1]
    return next((i for i, s in enumerate(weg) if s.zustand == "offen"), len(weg) - 1)


def _finanzierung(daten: dict) -> dict:
    """Amounts as Decimal; "keine" stays; empty if nothing was stated."""
    felder = ("gesamtkosten", "folgekosten", "einnahmen", "haushaltsmittel_betrag")
    werte = {feld: _betrag(daten.get(feld)) for feld in felder} | {
        "haushaltsmittel_text": daten.get("haushaltsmittel_text", ""),
        "produktkonto": daten.get("produktkonto", ""),
    }
    return werte if any(wert not in (None, "") for wert in werte.values()) else {}


def _betrag(wert):
    return wert if wert in (None, "", "keine") else Decimal(wert)


def _anlagen(zeilen: list[dict], dokumente: dict[str, Dokument]) -> tuple[Anlage, ...]:
    return tuple(
        Anlage(
            nummer=zeile["nummer"],
            titel=zeile.get("titel", ""),
            zustand=zeile["zustand"],
            nachgereicht_am=tag(zeile.get("nachgereicht_am")),
            dokument=dokumente.get(zeile.get("datei", "")),
            ist_geschwaerzt=zeile.get("geschwaerzt", False),
            barrieren=tuple(zeile.get("barrieren", ())),
        )
        for zeile in zeilen
    )
