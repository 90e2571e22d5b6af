"""The search over number and title, and the filters of the list of Vorlagen."""

import re
from dataclasses import dataclass, field

from django.db.models import Q

# What people write before a number.
_FUELLWOERTER = {
    "vorlage", "vorlagen", "vorlagennummer", "vorlagen-nr", "vorlagen-nummer", "nr", "nummer", "beschlussvorlage",
    "mitteilungsvorlage", "drucksache",
}  # fmt: skip
_MIT_JAHR = re.compile(r"(\d{1,6})[/-](\d{1,6})(?:[/-](\d{1,2}))?", re.ASCII)
_ZAHL = re.compile(r"\d{1,6}", re.ASCII)
_HOECHSTLAENGE = 200


@dataclass(frozen=True)
class Suchfrage:
    """What was typed, taken apart. `nummern` are full numbers (0042/2019), `zahlen` and `woerter` single words."""

    text: str = ""
    nummern: tuple[str, ...] = ()
    zahlen: tuple[str, ...] = ()
    woerter: tuple[str, ...] = ()

    @property
    def ist_genau_eine_nummer(self) -> bool:
        return len(self.nummern) == 1 and not self.zahlen and not self.woerter

    def bedingung(self) -> Q:
        """All parts must be met; a bare number may be the running number, the year or a word of the title."""
        bedingung = Q()
        for nummer in self.nummern:
            bedingung &= Q(nummer=nummer)
        for zahl in self.zahlen:
            bedingung &= (
                Q(nummer__startswith=f"{int(zahl):04}/")
                | Q(nummer__regex=rf"^\d+/{zahl}(/|$)")
                | Q(titel__icontains=zahl)
            )
        for wort in self.woerter:
            bedingung &= Q(titel__icontains=wort)
        return bedingung


def frage(text: str) -> Suchfrage:
    """Take the search words apart: 42/2019, 0042/2019, 42/19, „Vorlage 42“, 42, words of the title."""
    text = " ".join(text.replace("\0", " ").split())[:_HOECHSTLAENGE]
    nummern, zahlen, woerter = [], [], []
    for rohwort in re.sub(r"\s*/\s*", "/", text).split():
        wort = rohwort.strip(".,;:!?()„“”»«\"'‚‘’")
        if treffer := _MIT_JAHR.fullmatch(wort):
            nummern.append(_nummer(*treffer.groups()))
        elif _ZAHL.fullmatch(wort):
            zahlen.append(wort)
        elif wort:
            woerter.append(wort)
    if nummern or zahlen:
        woerter = [wort for wort in woerter if wort.lower() not in _FUELLWOERTER]
    return Suchfrage(text, tuple(nummern), tuple(zahlen), tuple(woerter))


def _nummer(erste: str, zweite: str, zusatz: str | None) -> str:
    """Also the other way round, as in the address: 2019/0042."""
    if len(erste) == 4 and erste.startswith(("19", "20")) and not zweite.startswith(("19", "20")):
        erste, zweite = zweite, erste
    jahr = f"20{zweite}" if len(zweite) == 2 else zweite
    return f"{int(erste):04}/{jahr}" + (f"/{int(zusatz)}" if zusatz else "")


@dataclass(frozen=True)
class Filter:
    """The filters of the list, as they stand in the address. What is not on offer is dropped."""

    gremium: str = ""
    gremium_id: str = ""
    jahr: str = ""
    status: str = ""
    frage: Suchfrage = field(default_factory=Suchfrage)

    def bedingung(self) -> Q:
        bedingung = self.frage.bedingung()
        if self.gremium_id:
            bedingung &= Q(daten__contains={"consultation": [{"organization": [self.gremium_id]}]})
        if self.jahr:
            bedingung &= Q(nummer__regex=rf"^\d+/{self.jahr}(/|$)")
        if self.status:
            bedingung &= Q(daten__contains={"ris:status": self.status})
        return bedingung

    def parameter(self) -> dict[str, str]:
        """Only what is set, so that an address stays short."""
        werte = {"q": self.frage.text, "gremium": self.gremium, "jahr": self.jahr, "status": self.status}
        return {name: wert for name, wert in werte.items() if wert}
