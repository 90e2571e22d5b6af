"""Names and addresses of the bodies that other entries name by id, and of the papers that a text names by number."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.fields.json import KT

from aushang.models import Eintrag

TAGENDE = ("vertretung", "hauptausschuss", "fachausschuss")
FRAKTIONEN = ("fraktion", "gruppe")


@dataclass(frozen=True)
class Verweis:
    """A body to link to. `art` as in `ris:art` of a Gremium, empty for an Amt."""

    id: str
    titel: str
    pfad: str = ""
    art: str = ""
    reihenfolge: int = 0

    @property
    def kuerzel(self) -> str:
        """The last part of its address: what stands in the address of a filter."""
        return self.pfad.strip("/").rpartition("/")[2]


@dataclass(frozen=True)
class Papier:
    """Another paper to link to."""

    nummer: str
    titel: str
    pfad: str


@dataclass(frozen=True)
class Verzeichnis:
    gremien: dict[str, Verweis] = field(default_factory=dict)
    nummern: dict[str, str] = field(default_factory=dict)
    nennt: list[Papier] = field(default_factory=list)
    genannt_von: list[Papier] = field(default_factory=list)

    def gremium(self, ids) -> Verweis:
        """The first of these ids. A body that does not hang any more keeps its place without a name."""
        kennung = next(iter(ids), "")
        return self.gremien.get(kennung) or Verweis(kennung, "Gremium nicht mehr verzeichnet")

    def nach_art(self, *arten) -> list[Verweis]:
        gefunden = [v for v in self.gremien.values() if v.art in arten]
        return sorted(gefunden, key=lambda v: (v.reihenfolge, v.titel))


def nachschlagen(nummern=(), genannt="") -> Verzeichnis:
    """One query for all bodies, for the papers with these numbers, and for those whose texts name the number `genannt`."""
    zeilen = (
        Eintrag.objects.ausgehaengt()
        .filter(Q(art=Eintrag.Art.GREMIUM) | _papiere(nummern, genannt))
        .annotate(gremium_art=KT("daten__ris:art"), reihenfolge=KT("daten__ris:reihenfolge"))
        .values_list("id", "art", "titel", "pfad", "nummer", "gremium_art", "reihenfolge")
    )
    verzeichnis = Verzeichnis()
    for id, art, titel, pfad, nummer, gremium_art, reihenfolge in zeilen:
        if art == Eintrag.Art.VORLAGE:
            papier = Papier(nummer, titel, pfad)
            if nummer in nummern:
                verzeichnis.nummern[nummer] = pfad
                verzeichnis.nennt.append(papier)
            else:
                verzeichnis.genannt_von.append(papier)
        else:
            verzeichnis.gremien[str(id)] = Verweis(str(id), titel, pfad, gremium_art or "", int(reihenfolge or 0))
    verzeichnis.nennt.sort(key=lambda p: p.nummer)
    verzeichnis.genannt_von.sort(key=lambda p: p.nummer)
    return verzeichnis


def _papiere(nummern, genannt) -> Q:
    papiere = Q(nummer__in=list(nummern))
    if genannt:
        papiere |= Q(daten__contains={"ris:verweise": [genannt]})
    return Q(art=Eintrag.Art.VORLAGE) & papiere
