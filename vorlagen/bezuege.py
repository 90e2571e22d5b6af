"""Which papers a supplement or an Austauschvorlage belongs to, and what belongs to a paper."""

from dataclasses import dataclass

from vorlagen.choices import VorlageArt
from vorlagen.models import Vorlage


@dataclass(frozen=True)
class Bezuege:
    """The family of a paper, as one account may see it. `wort` says what the paper does with its Ursprung."""

    ursprung: Vorlage | None
    wort: str
    folgepapiere: tuple[Vorlage, ...]
    ersetzt_durch: Vorlage | None


def bezuege(vorlage, benutzer) -> Bezuege:
    """Both directions for this account; a paper that it may not see does not exist here."""
    sichtbar = Vorlage.objects.sichtbar_fuer(benutzer)
    folgepapiere = tuple(sichtbar.filter(ursprung=vorlage).order_by("zusatz", "pk"))
    ersetzend = [p for p in folgepapiere if p.art == VorlageArt.AUSTAUSCHVORLAGE and p.freigegeben_am]
    return Bezuege(
        ursprung=sichtbar.filter(pk=vorlage.ursprung_id).first() if vorlage.ursprung_id else None,
        wort=bezugswort(vorlage.art, freigegeben=bool(vorlage.freigegeben_am)),
        folgepapiere=folgepapiere,
        ersetzt_durch=ersetzend[0] if ersetzend else None,
    )


def bezugswort(art: str, *, freigegeben: bool) -> str:
    """How a paper of this kind stands to its Ursprung."""
    if art == VorlageArt.AUSTAUSCHVORLAGE:
        return "Ersetzt" if freigegeben else "Soll ersetzen"
    return "Ergänzt" if art == VorlageArt.ERGAENZUNGSVORLAGE else "Gehört zu"
