"""References between papers: what the texts of one name, both list."""

from dataclasses import dataclass, field

from vorlagen.models import Verweis, Vorlage
from wittmund_ris.vorlagennummer import genannte


@dataclass(frozen=True)
class Verbindungen:
    """The papers that a Vorlage names and those that name it, as far as this reader may see them."""

    nennt: list = field(default_factory=list)
    genannt_von: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.nennt or self.genannt_von)


def nachfuehren(vorlage, *texte: str) -> None:
    """Keep which numbers the texts of a saved draft name, inside the transaction of the save."""
    soll = genannte(*texte) - {vorlage.nummer}
    ist = set(vorlage.verweise.values_list("nummer", flat=True))
    if weg := ist - soll:
        vorlage.verweise.filter(nummer__in=weg).delete()
    Verweis.objects.bulk_create([Verweis(vorlage=vorlage, nummer=nummer) for nummer in sorted(soll - ist)])


def verbindungen(vorlage, benutzer) -> Verbindungen:
    """Both directions for this account; a paper that it may not see does not exist here."""
    sichtbar = Vorlage.objects.sichtbar_fuer(benutzer)
    nummern = list(vorlage.verweise.values_list("nummer", flat=True))
    nennt = list(sichtbar.mit_nummern(nummern)) if nummern else []
    genannt_von = list(sichtbar.filter(verweise__nummer=vorlage.nummer)) if vorlage.nummer else []
    return Verbindungen(nennt, genannt_von)
