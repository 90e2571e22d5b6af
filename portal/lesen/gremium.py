"""Bodies, their members and people. The form of `daten` is told in `gremien/oeffentlich.py`."""

from dataclasses import dataclass
from datetime import date

from portal.lesen.gemeinsam import tag
from portal.lesen.verzeichnis import FRAKTIONEN, TAGENDE, Verweis, Verzeichnis


@dataclass(frozen=True)
class Sitz:
    """A seat: who, as what, for which Fraktion or Gruppe, from when to when."""

    person: str
    name: str
    rolle: str
    ist_stimmberechtigt: bool
    fuer: str
    von: date | None
    bis: date | None

    def gilt_am(self, heute: date) -> bool:
        return (self.von is None or self.von <= heute) and (self.bis is None or heute <= self.bis)

    @property
    def ist_leitung(self) -> bool:
        return "Vorsitz" in self.rolle

    @property
    def pfad(self) -> str:
        return f"/personen/{self.person}/"


@dataclass(frozen=True)
class Gremium:
    id: str
    titel: str
    kurzname: str
    pfad: str
    art: str
    art_text: str
    aufgaben: str
    nummer: str
    reihenfolge: int
    von: date | None
    bis: date | None
    ist_nichtoeffentlich: bool
    sitze: tuple[Sitz, ...]

    @property
    def tagt(self) -> bool:
        return self.art in TAGENDE

    @property
    def ist_fraktion(self) -> bool:
        return self.art in FRAKTIONEN

    @property
    def kuerzel(self) -> str:
        """What stands in the address of a filter."""
        return self.pfad.strip("/").rpartition("/")[2]

    @property
    def ist_amt(self) -> bool:
        return not self.art

    def besteht_am(self, heute: date) -> bool:
        return (self.von is None or self.von <= heute) and (self.bis is None or heute <= self.bis)

    def sitze_am(self, heute: date) -> list[Sitz]:
        return [s for s in self.sitze if s.gilt_am(heute)]


@dataclass(frozen=True)
class Gruppe:
    """Members who are shown together."""

    titel: str
    pfad: str
    sitze: list


def gremium_aus(eintrag) -> Gremium:
    daten = eintrag.daten
    return Gremium(
        id=str(eintrag.pk),
        titel=eintrag.titel,
        kurzname=daten.get("shortName", ""),
        pfad=eintrag.pfad,
        art=daten.get("ris:art", ""),
        art_text=daten.get("classification", "Amt"),
        aufgaben=daten.get("ris:aufgaben", ""),
        nummer=daten.get("ris:nummer", ""),
        reihenfolge=daten.get("ris:reihenfolge", 0),
        von=tag(daten.get("startDate")),
        bis=tag(daten.get("endDate")),
        ist_nichtoeffentlich=daten.get("ris:nichtoeffentlich", False),
        sitze=tuple(_sitz(m) for m in daten.get("ris:mitglieder", [])),
    )


def _sitz(daten: dict) -> Sitz:
    return Sitz(
        person=daten["person"],
        name=daten["name"],
        rolle=daten.get("rolle", ""),
        ist_stimmberechtigt=daten.get("stimmberechtigt", True),
        fuer=daten.get("fuer", ""),
        von=tag(daten.get("von")),
        bis=tag(daten.get("bis")),
    )


def mitglieder(gremium: Gremium, alle: list[Gremium], heute: date) -> tuple[list[Sitz], list[Gruppe]]:
    """Who sits there on this day: those who preside, and all others by Fraktion, those without one last.

    A seat that names no Fraktion is counted to the one that its person belongs to on that day; a Gruppe that
    joins Fraktionen does not hide them.
    """
    fraktionen = sorted((g for g in alle if g.ist_fraktion), key=lambda g: (g.reihenfolge, g.titel))
    zugehoerig = {}
    for fraktion in sorted(fraktionen, key=lambda g: g.art != "fraktion"):
        for sitz in fraktion.sitze_am(heute):
            zugehoerig.setdefault(sitz.person, fraktion.titel)
    leitung, gruppen = [], {}
    for sitz in gremium.sitze_am(heute):
        if sitz.ist_leitung:
            leitung.append(sitz)
        if gremium.ist_fraktion:
            name = "Mitglieder"
        elif not sitz.ist_stimmberechtigt:
            name = "Mit beratender Stimme"
        else:
            name = sitz.fuer or zugehoerig.get(sitz.person, "") or "Ohne Fraktion"
        gruppen.setdefault(name, []).append(sitz)
    pfade = {g.titel: g.pfad for g in fraktionen}
    reihe = {name: i for i, name in enumerate(["Mitglieder", *pfade])}
    namen = sorted(gruppen, key=lambda n: (reihe.get(n, len(reihe)), n == "Mit beratender Stimme", n))
    leitung.sort(key=lambda s: s.rolle != "Vorsitz")
    return leitung, [Gruppe(name, pfade.get(name, ""), gruppen[name]) for name in namen]


@dataclass(frozen=True)
class Mandat:
    gremium: Verweis
    rolle: str
    fuer: Verweis | None
    von: date | None
    bis: date | None

    def gilt_am(self, heute: date) -> bool:
        return (self.von is None or self.von <= heute) and (self.bis is None or heute <= self.bis)


def mandat_aus(eintrag, verzeichnis: Verzeichnis) -> Mandat:
    daten = eintrag.daten
    return Mandat(
        gremium=verzeichnis.gremium([daten["organization"]]),
        rolle=daten.get("role", ""),
        fuer=verzeichnis.gremium([daten["onBehalfOf"]]) if daten.get("onBehalfOf") else None,
        von=tag(daten.get("startDate")),
        bis=tag(daten.get("endDate")),
    )
