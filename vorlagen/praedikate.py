"""What an account is to a Vorlage. A predicate here never looks at the status, but for sight: the table of steps does."""

import rules
from django.db.models import Q

from gremien.rules import fraktionen_von, ist_mandatstraeger
from konten.models import zeichnungsberechtigte
from konten.rechte import in_rolle
from konten.rollen import ADMINISTRATION, AMTSLEITUNG, HAUSROLLEN, SACHBEARBEITUNG, SITZUNGSDIENST, VERWALTUNGSLEITUNG
from konten.vertretung import vertretene
from vorlagen.choices import MANDATSARTEN, VorlageAktion, VorlageArt, VorlageStatus
from wittmund_ris import uhr

arbeitet_im_amt = in_rolle(SACHBEARBEITUNG, AMTSLEITUNG)
ist_amtsleitung = in_rolle(AMTSLEITUNG)
ist_verwaltungsleitung = in_rolle(VERWALTUNGSLEITUNG)
ist_sitzungsdienst = in_rolle(SITZUNGSDIENST)
pflegt_muster = in_rolle(SITZUNGSDIENST, ADMINISTRATION)
ist_im_haus = in_rolle(*HAUSROLLEN)


@rules.predicate
def im_amt(benutzer, vorlage):
    """The Vorlage belongs to the Amt of this account."""
    return vorlage is not None and benutzer.amt_id is not None and benutzer.amt_id == vorlage.amt_id


@rules.predicate
def ohne_oder_im_amt(benutzer, objekt):
    """Asked in general, or about something that belongs to the Amt of this account."""
    return objekt is None or (benutzer.amt_id is not None and benutzer.amt_id == objekt.amt_id)


@rules.predicate
def hat_ein_amt(benutzer):
    return benutzer.amt_id is not None


@rules.predicate
def hat_verfasst(benutzer, vorlage):
    """Author, or anyone who has changed the text: whoever wrote does not release (four eyes)."""
    return vorlage is not None and vorlage.hat_mitgeschrieben(benutzer)


def gestellt_von(benutzer) -> Q:
    """The motions and questions of this member: what they wrote or signed, and what their Fraktion or Gruppe has handed in.

    Who moves is the person, not the account that typed it: a motion on paper is typed by the Sitzungsdienst. A draft is a thought not yet shared, so it is its author's alone; handed in for a Fraktion, the motion is the Fraktion's.
    """
    eigene = Q(antragsteller_person=benutzer.person)
    der_fraktion = Q(antragsteller_gremium__in=fraktionen_von(benutzer), eingegangen_am__isnull=False)
    return Q(art__in=MANDATSARTEN) & (eigene | der_fraktion)


@rules.predicate
def ist_antragsteller(benutzer, vorlage):
    """The pair of `gestellt_von`, for accounts with a mandate."""
    if vorlage is None or vorlage.art not in MANDATSARTEN or not ist_mandatstraeger(benutzer):
        return False
    if vorlage.antragsteller_person_id == benutzer.person.pk:
        return True
    return vorlage.eingegangen_am is not None and vorlage.antragsteller_gremium_id in fraktionen_von(benutzer)


@rules.predicate
def hat_gestellt(benutzer, vorlage):
    """Who handed it in personally: only they take it back."""
    return ist_antragsteller(benutzer, vorlage) and vorlage.antragsteller_person_id == benutzer.person.pk


def entwuerfe_nach_dem_mandat(benutzer) -> Q:
    """When the mandate ends, the own drafts that were never handed in stay readable, and nothing else (§§ 40, 56 NKomVG)."""
    return Q(art__in=MANDATSARTEN, status=VorlageStatus.ENTWURF, antragsteller_person=benutzer.person)


@rules.predicate
def schrieb_im_mandat(benutzer, vorlage):
    """The pair of `entwuerfe_nach_dem_mandat`, for accounts whose mandate has ended."""
    if vorlage is None or vorlage.art not in MANDATSARTEN or vorlage.status != VorlageStatus.ENTWURF:
        return False
    person = getattr(benutzer, "person", None)
    return person is not None and vorlage.antragsteller_person_id == person.pk and not ist_mandatstraeger(benutzer)


@rules.predicate
def noch_ohne_amt(benutzer, vorlage):
    """A motion that the house has not taken up."""
    return vorlage is not None and vorlage.amt_id is None


@rules.predicate
def ist_ausgeschlossen(benutzer, vorlage):
    """A non-public paper is closed to a member who may not take part in its item (§ 41, § 78 Abs. 2 S. 3 NKomVG)."""
    if vorlage is None or vorlage.ist_oeffentlich or not hasattr(benutzer, "person"):
        return False
    return vorlage.beratungen.mit_mitwirkungsverbot(benutzer.person).exists()


@rules.predicate
def aus_mandat(benutzer, vorlage):
    return vorlage is not None and vorlage.art in MANDATSARTEN


def vertretene_leitung(benutzer) -> list:
    """The absent people of the Verwaltungsleitung for whom this account stands in today."""
    return [person for person in vertretene(benutzer) if ist_verwaltungsleitung(person)]


@rules.predicate
def vertritt_leitung(benutzer, vorlage):
    """The paper waits for a release, and this account stands in for the Verwaltungsleitung."""
    if vorlage is None or not vertretene_leitung(benutzer):
        return False
    eilig = vorlage.art == VorlageArt.TISCHVORLAGE and vorlage.status == VorlageStatus.ENTWURF
    return eilig or vorlage.status == VorlageStatus.IN_MITZEICHNUNG


@rules.predicate
def vertritt_freigebende(benutzer, vorlage):
    """Stands in for a Verwaltungsleitung that has the right itself (wrote nothing of it), and is entitled to sign for the Amt."""
    return (
        vorlage is not None
        and any(not vorlage.hat_mitgeschrieben(person) for person in vertretene_leitung(benutzer))
        and zeichnungsberechtigte(vorlage.amt, uhr.heute()).filter(pk=benutzer.pk).exists()
    )


@rules.predicate
def zeichnet_mit(benutzer, vorlage):
    """An open request that this account may answer, for itself or in Vertretung."""
    return vorlage is not None and ist_im_haus(benutzer) and vorlage.mitzeichnungen.zeichenbar_fuer(benutzer).exists()


@rules.predicate
def ist_beteiligt(benutzer, vorlage):
    """The paper was put before an Amt of this account for co-signing, or before it as a deputy."""
    return vorlage is not None and ist_im_haus(benutzer) and vorlage.mitzeichnungen.sichtbar_durch(benutzer).exists()


@rules.predicate
def hat_freigegeben(benutzer, vorlage):
    return vorlage is not None and ist_im_haus(benutzer) and vorlage.freigegeben_von_id == benutzer.pk


@rules.predicate
def hat_begonnen(benutzer, vorlage):
    """Has begun this working copy; where the Sitzungsdienst did, somebody else is its author."""
    return (
        vorlage is not None
        and ist_im_haus(benutzer)
        and begonnen_von(type(vorlage), benutzer).filter(pk=vorlage.pk).exists()
    )


def begonnen_von(modell, benutzer):
    """The working copies that this account has begun, by their Verlauf: the pair of `hat_begonnen`."""
    angelegt = {"verlauf__aktion": VorlageAktion.ANGELEGT, "verlauf__benutzer": benutzer}
    return modell.objects.filter(neufassung_von__isnull=False, **angelegt)


def in_vertretung_fuer(benutzer, vorlage, schritt):
    """The absent person of the Verwaltungsleitung whose right this account uses for a step; None where it has its own.

    The Amtsleitung of the paper may return it by itself, but release it only in place of somebody.
    """
    eigenes = schritt == "zurueckgeben" and ist_amtsleitung(benutzer) and im_amt(benutzer, vorlage)
    if eigenes or ist_verwaltungsleitung(benutzer):
        return None
    return next((p for p in vertretene_leitung(benutzer) if not vorlage.hat_mitgeschrieben(p)), None)
