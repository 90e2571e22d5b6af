"""Which blocks lie on whose desk: each role sees what it has to do, and nothing else."""

from gremien.rules import ist_mandatstraeger
from konten.rechte import rollen_von
from konten.rollen import ADMINISTRATION, AMTSLEITUNG, SACHBEARBEITUNG, SITZUNGSDIENST, VERWALTUNGSLEITUNG
from konten.vertretung import zeichnungsaemter
from schreibtisch import amt, antraege, archiv, beschluesse, planung, protokolle, rat
from schreibtisch.bloecke import Block
from vorlagen.praedikate import vertretene_leitung


def bloecke_fuer(benutzer, heute) -> list[Block]:
    """The blocks of an account in the order of their urgency; an account with two roles has both desks."""
    rollen = rollen_von(benutzer)
    bloecke: list[Block] = []
    if zeichnungsaemter(benutzer):
        bloecke.append(amt.mitzeichnungen(benutzer, heute))
    if VERWALTUNGSLEITUNG in rollen or vertretene_leitung(benutzer):
        bloecke.append(amt.freigaben(benutzer, heute))
    if VERWALTUNGSLEITUNG in rollen or ist_mandatstraeger(benutzer):
        unterschriften = protokolle.zu_unterzeichnen(benutzer, heute)
        # Of the members who presides signs; the others need no empty block about it.
        if unterschriften.zeilen or VERWALTUNGSLEITUNG in rollen:
            bloecke.append(unterschriften)
    if SITZUNGSDIENST in rollen:
        bloecke += [
            planung.einberufungsverlangen(benutzer, heute),
            antraege.eingegangene(benutzer, heute),
            rat.abzuschliessen(benutzer, heute),
            rat.einzuladen(benutzer, heute),
            rat.ohne_tagesordnung(benutzer, heute),
            protokolle.ausstehende(benutzer, heute),
            beschluesse.nachzuhalten(benutzer, heute),
            planung.ohne_verpflichtung(benutzer, heute),
            archiv.heran(benutzer, heute),
        ]
    if AMTSLEITUNG in rollen and benutzer.amt_id:
        bloecke.append(amt.im_amt_eingereicht(benutzer, heute))
    if rollen & {SACHBEARBEITUNG, AMTSLEITUNG} and benutzer.amt_id:
        bloecke += [
            *amt.entwuerfe(benutzer, heute),
            antraege.zu_bearbeiten(benutzer, heute),
            amt.fehlende_anlagen(benutzer, heute),
            amt.unterwegs(benutzer, heute),
            beschluesse.auszufuehren(benutzer, heute),
            amt.abgabefristen(benutzer, heute),
        ]
    if ist_mandatstraeger(benutzer):
        bloecke += [
            rat.meine_sitzungen(benutzer, heute),
            rat.meine_unterlagen(benutzer, heute),
            antraege.eigene(benutzer, heute),
        ]
    if ADMINISTRATION in rollen:
        bloecke.append(rat.betreuung(benutzer, heute))
    return bloecke
