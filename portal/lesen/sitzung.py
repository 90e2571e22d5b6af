"""A Sitzung of the register, read for its page and for lists. The form of `daten` is told in `sitzungen/oeffentlich.py`."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.lesen.bekanntgabe import Bekanntgabe, bekanntgabe_aus
from portal.lesen.gemeinsam import Dokument, Stimmen, dokumente_aus, moment, stimmen_aus
from portal.lesen.verzeichnis import Verweis, Verzeichnis

STIMMWERTE = {"ja": "Ja", "nein": "Nein", "enthaltung": "Enthaltung"}


@dataclass(frozen=True)
class Nebenabstimmung:
    """A vote beside the main one: an amendment, or the procedure."""

    art: str
    gegenstand: str
    ergebnis: str
    satz: str


@dataclass(frozen=True)
class Fraktionsstimmen:
    name: str
    stimmen: Stimmen


@dataclass(frozen=True)
class Namensstimme:
    name: str
    fraktion: str
    stimme: str


@dataclass(frozen=True)
class Punkt:
    """One item of the agenda; of a non-public one only number and public title are read."""

    nummer: str
    titel: str
    anker: str
    ist_oeffentlich: bool
    vorlage_pfad: str = ""
    vorlage_nummer: str = ""
    ergebnis_text: str = ""
    grund: str = ""
    stimmen: Stimmen | None = None
    satz: str = ""
    wortlaut: str = ""
    bekanntgabe: Bekanntgabe | None = None
    weitere: tuple[Nebenabstimmung, ...] = ()
    fraktionen: tuple[Fraktionsstimmen, ...] = ()
    namentlich: tuple[Namensstimme, ...] = ()
    # (what was elected on, the sentence)
    wahlen: tuple = ()
    # (point of the decision, state, words)
    umsetzung: tuple = ()
    ist_ueberschrift: bool = False
    tiefe: int = 0
    nachtrag: int = 0
    abgesetzt: str = ""
    hinweis: str = ""
    dringlich: str = ""
    folge: int = 0


@dataclass(frozen=True)
class Fassung:
    """A version of the agenda."""

    titel: str
    bezeichnung: str
    nummer: int
    pfad: str
    erstellt: datetime
    punkte: tuple[Punkt, ...]
    # As `agendavergleich` reads it.
    roh: tuple[dict, ...]

    @property
    def teile(self) -> list[tuple[str, list[Punkt]]]:
        namen = (("Öffentlicher Teil", True), ("Nichtöffentlicher Teil", False))
        teile = [(name, [p for p in self.punkte if p.ist_oeffentlich == ist]) for name, ist in namen]
        return [(name, punkte) for name, punkte in teile if punkte]


@dataclass(frozen=True)
class Verlegung:
    von: datetime
    auf: datetime
    grund: str = ""


@dataclass(frozen=True)
class Sitzung:
    titel: str
    pfad: str
    gremium: Verweis
    beginn: datetime
    ende: datetime | None
    ort: str
    raum: str
    ist_abgesagt: bool
    ist_geschlossen: bool
    punkte: tuple[Punkt, ...]
    dokumente: tuple[Dokument, ...]
    heute: date
    verlegungen: tuple[Verlegung, ...] = ()
    absagegrund: str = ""
    uebertragung: str = ""

    @property
    def tag(self) -> date:
        return self.beginn.date()

    @property
    def ist_kommend(self) -> bool:
        return self.tag >= self.heute

    @property
    def oeffentliche_punkte(self) -> list[Punkt]:
        return [p for p in self.punkte if p.ist_oeffentlich]

    @property
    def nichtoeffentliche_punkte(self) -> list[Punkt]:
        return [p for p in self.punkte if not p.ist_oeffentlich]

    @property
    def wartet_auf_ergebnisse(self) -> bool:
        return not self.ist_kommend and not self.ist_geschlossen and not self.ist_abgesagt


def sitzung_aus(eintrag, verzeichnis: Verzeichnis, heute: date, dateien=()) -> Sitzung:
    daten = eintrag.daten
    ort = daten.get("location", {})
    return Sitzung(
        titel=eintrag.titel,
        pfad=eintrag.pfad,
        gremium=verzeichnis.gremium(daten.get("organization", [])),
        beginn=moment(daten["start"]),
        ende=moment(daten.get("end")),
        ort=ort.get("description", ""),
        raum=ort.get("room", ""),
        ist_abgesagt=daten.get("cancelled", False),
        ist_geschlossen=daten.get("ris:status") == "geschlossen",
        punkte=tuple(_punkt(p) for p in sorted(daten.get("agendaItem", []), key=lambda p: p["order"])),
        dokumente=dokumente_aus(dateien),
        heute=heute,
        verlegungen=tuple(
            Verlegung(moment(v["von"]), moment(v["auf"]), v.get("grund", "")) for v in daten.get("ris:verlegungen", [])
        ),
        absagegrund=daten.get("ris:absagegrund", ""),
        uebertragung=daten.get("ris:uebertragung", ""),
    )


def fassung_aus(eintrag) -> Fassung:
    daten = eintrag.daten
    return Fassung(
        titel=eintrag.titel,
        bezeichnung=daten["ris:bezeichnung"],
        nummer=daten["ris:fassung"],
        pfad=eintrag.pfad,
        erstellt=moment(daten["created"]),
        punkte=tuple(_punkt(p) for p in daten["agendaItem"]),
        roh=tuple(_roh(p) for p in daten["agendaItem"]),
    )


def _roh(daten: dict) -> dict:
    return {
        "id": daten["id"],
        "nummer": daten["number"],
        "titel": daten["name"],
        "teil": daten["public"],
        "abgesetzt": daten.get("ris:abgesetzt", ""),
        "folge": daten.get("ris:folge"),
        "ohne_oeffentlichkeit": daten.get("ris:ohne_oeffentlichkeit", False),
    }


def _punkt(daten: dict) -> Punkt:
    rumpf = {
        "nummer": daten["number"],
        "titel": daten["name"],
        "anker": daten.get("ris:anker", ""),
        "tiefe": daten.get("ris:tiefe", 0),
        "bekanntgabe": bekanntgabe_aus(daten.get("ris:bekanntgabe")),
    }
    if not daten["public"]:
        return Punkt(**rumpf, ist_oeffentlich=False)
    vorlage = daten.get("ris:vorlage", {})
    return Punkt(
        **rumpf,
        ist_oeffentlich=True,
        vorlage_pfad=vorlage.get("pfad", ""),
        vorlage_nummer=vorlage.get("nummer", ""),
        ergebnis_text=daten.get("result", ""),
        grund=daten.get("ris:grund", ""),
        stimmen=stimmen_aus(daten.get("ris:stimmen")),
        satz=daten.get("ris:satz", ""),
        wortlaut=daten.get("ris:wortlaut", ""),
        weitere=tuple(
            Nebenabstimmung(w["art"], w["gegenstand"], w["ergebnis"], w["ris:satz"])
            for w in daten.get("ris:weitere", ())
        ),
        fraktionen=tuple(Fraktionsstimmen(f["name"], stimmen_aus(f)) for f in daten.get("ris:fraktionen", ())),
        namentlich=tuple(
            Namensstimme(n["name"], n["fraktion"], STIMMWERTE[n["stimme"]]) for n in daten.get("ris:namentlich", ())
        ),
        umsetzung=tuple((u["punkt"], u["status"], u["stand"]) for u in daten.get("ris:umsetzung", ())),
        wahlen=tuple((w["gegenstand"], w["satz"]) for w in daten.get("ris:wahlen", ())),
        ist_ueberschrift=daten.get("ris:ueberschrift", False),
        nachtrag=daten.get("ris:nachtrag", 0),
        abgesetzt=daten.get("ris:abgesetzt", ""),
        hinweis=daten.get("ris:hinweis", ""),
        dringlich=daten.get("ris:dringlich", ""),
        folge=daten.get("ris:folge", 0),
    )
