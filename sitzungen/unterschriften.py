"""Who signs a Protokoll, and which signatures a version still lacks (Geschäftsordnung)."""

from gremien.choices import GremiumArt, Unterzeichner
from gremien.models import Regelwerk
from konten.models import Benutzer
from konten.rechte import darf
from konten.rollen import SITZUNGSDIENST, VERWALTUNGSLEITUNG
from sitzungen import rules as regeln


def unterzeichner(sitzung) -> list[str]:
    """Who signs, by the Regelwerk of the day: for the Kreisausschuss its own list (Geschäftsordnung)."""
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    ka = sitzung.gremium.art == GremiumArt.HAUPTAUSSCHUSS
    return list(regelwerk.protokoll_unterzeichner_ka if ka else regelwerk.protokoll_unterzeichner)


def offene_unterschriften(protokoll) -> list[str]:
    """The signatures that the version sealed last still lacks."""
    fassung = protokoll.fassung
    if fassung is None:
        return []
    da = set(fassung.unterschriften.values_list("rolle", flat=True))
    return [r for r in fassung.unterzeichner if r not in da]


def darf_zeichnen(sitzung, rolle, benutzer) -> bool:
    """May this account sign as `rolle`: who presided, the Verwaltungsleitung, the Sitzungsdienst that kept the Protokoll."""
    wer = {
        Unterzeichner.VORSITZ: regeln.hat_geleitet,
        Unterzeichner.HVB: regeln.ist_verwaltungsleitung,
        Unterzeichner.PROTOKOLLFUEHRUNG: regeln.ist_sitzungsdienst,
    }
    return wer[Unterzeichner(rolle)].test(benutzer, sitzung)


def zeichnet_selbst(sitzung, rolle) -> bool:
    """Has the signer an account to confirm with? Otherwise the signature on paper is recorded."""
    if rolle == Unterzeichner.VORSITZ:
        return bool(sitzung.leitung and sitzung.leitung.benutzer and sitzung.leitung.benutzer.is_active)
    gruppe = VERWALTUNGSLEITUNG if rolle == Unterzeichner.HVB else SITZUNGSDIENST
    return Benutzer.objects.filter(is_active=True, groups__name=gruppe).exists()


def zeichenbare(protokoll, benutzer) -> list[tuple[str, bool]]:
    """What this account can record now: (signature, on paper)."""
    sitzung = protokoll.sitzung
    if (
        protokoll.fassung
        and protokoll.fassung.unterschriften.filter(benutzer=benutzer, auf_papier_am__isnull=True).exists()
    ):
        eigene = []
    else:
        eigene = [(r, False) for r in offene_unterschriften(protokoll) if darf_zeichnen(sitzung, r, benutzer)]
    papier = []
    if darf(benutzer, "sitzungen.protokollieren", sitzung):
        papier = [(r, True) for r in offene_unterschriften(protokoll) if not zeichnet_selbst(sitzung, r)]
    return eigene + papier
