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
class Verzeichnis:
    gremien: dict[str, Verweis] = field(default_factory=dict)
    nummern: dict[str, str] = field(default_factory=dict)

    def gremium(self, ids) -> Verweis:
        """The first of these ids. A body that does not hang any more keeps its place without a name."""
        kennung = next(iter(ids), "")
        return self.gremien.get(kennung) or Verweis(kennung, "Gremium nicht mehr verzeichnet")

    def nach_art(self, *arten) -> list[Verweis]:
        gefunden = [v for v in self.gremien.values() if v.art in arten]
        return sorted(gefunden, key=lambda v: (v.reihenfolge, v.titel))


def nachschlagen(nummern=()) -> Verzeichnis:
    """One query for all bodies and for the papers with these numbers."""
    zeilen = (
        Eintrag.objects.ausgehaengt()
        .filter(Q(art=Eintrag.Art.GREMIUM) | Q(art=Eintrag.Art.VORLAGE, nummer__in=list(nummern)))
        .annotate(gremium_art=KT("daten__ris:art"), reihenfolge=KT("daten__ris:reihenfolge"))
        .values_list("id", "art", "titel", "pfad", "nummer", "gremium_art", "reihenfolge")
    )
    verzeichnis = Verzeichnis()
    for id, art, titel, pfad, nummer, gremium_art, reihenfolge in zeilen:
        if art == Eintrag.Art.VORLAGE:
            verzeichnis.nummern[nummer] = pfad
        else:
            verzeichnis.gremien[str(id)] = Verweis(str(id), titel, pfad, gremium_art or "", int(reihenfolge or 0))
    return verzeichnis
