"""Who may do what with a Vorlage. A predicate here never looks at the status: the table of steps does.

Sight looks at it, because it grows with the life of a paper: each row of `SICHT` has its twin in `VorlageQuerySet.sichtbar_fuer`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import rules
from django.db.models import Q

from gremien.rules import fraktionen_von, ist_mandatstraeger
from konten.models import zeichnungsberechtigte
from konten.rechte import in_rolle
from konten.rollen import ADMINISTRATION, AMTSLEITUNG, HAUSROLLEN, SACHBEARBEITUNG, SITZUNGSDIENST, VERWALTUNGSLEITUNG
from konten.vertretung import vertretene
from vorlagen.choices import (
    ENTWURFSSTATUS,
    GELADENE_STATUS,
    MANDATSARTEN,
    VERWALTUNGSARTEN,
    VorlageAktion,
    VorlageArt,
    VorlageStatus,
)
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


@dataclass(frozen=True)
class Sicht:
    """One reason to read a Vorlage: the circle of accounts, and from when on the paper is open to it.

    `wer`, `warum` and `ab` are the words in which the page of the Vorlage says so.
    """

    wer: str
    warum: str
    ab: str
    konto: Callable
    papier: Callable
    # The kinds of paper that the row speaks of; empty: all.
    arten: tuple[str, ...] = ()
    # They read what is not public on it, too: what `vorlagen.intern_sehen` decides.
    intern: bool = True
    # Working copies of a new Fassung: the row speaks of them alone (True), of papers alone (False), or of both (None).
    arbeitskopie: bool | None = None

    def betrifft(self, vorlage) -> bool:
        """Such a paper can be read for this reason, now or later."""
        passt = self.arbeitskopie is None or self.arbeitskopie == vorlage.ist_neufassung
        return passt and (not self.arten or vorlage.art in self.arten)

    def gilt(self, benutzer, vorlage) -> bool:
        return self.betrifft(vorlage) and self.papier(vorlage) and self.konto(benutzer, vorlage)


# The whole answer to "who may read this": `kann_sehen` is true if one row holds.
SICHT = (
    Sicht(
        wer="Verfasserin oder Verfasser",
        warum="hat die Vorlage verfasst",
        ab="",
        konto=lambda benutzer, vorlage: vorlage.verfasst_von_id == benutzer.pk,
        papier=lambda vorlage: vorlage.art not in MANDATSARTEN,
        arten=VERWALTUNGSARTEN,
        intern=False,
    ),
    Sicht(
        wer="Sachbearbeitung und Amtsleitung des federführenden Amtes",
        warum="bearbeiten die Vorlage",
        ab="",
        konto=lambda benutzer, vorlage: arbeitet_im_amt(benutzer) and im_amt(benutzer, vorlage),
        papier=lambda vorlage: True,
    ),
    Sicht(
        wer="Sitzungsdienst, wenn er die neue Fassung begonnen hat",
        warum="hat den Anstoß gegeben und sieht, was daraus wird",
        ab="",
        konto=hat_begonnen,
        papier=lambda vorlage: True,
        arbeitskopie=True,
    ),
    Sicht(
        wer="Verwaltungsleitung",
        warum="gibt frei oder zurück",
        ab="mit der Mitzeichnung",
        konto=lambda benutzer, vorlage: ist_verwaltungsleitung(benutzer),
        papier=lambda vorlage: (
            vorlage.status != VorlageStatus.ENTWURF
            and (vorlage.art not in MANDATSARTEN or vorlage.eingegangen_am is not None)
        ),
    ),
    Sicht(
        wer="Verwaltungsleitung",
        warum="gibt Tischvorlagen ohne Mitzeichnung frei",
        ab="",
        konto=lambda benutzer, vorlage: ist_verwaltungsleitung(benutzer),
        papier=lambda vorlage: vorlage.art == VorlageArt.TISCHVORLAGE,
        arten=(VorlageArt.TISCHVORLAGE,),
    ),
    Sicht(
        wer="Vertretung der Verwaltungsleitung",
        warum="gibt in Vertretung frei oder zurück, solange die Vertretung dauert",
        ab="mit der Mitzeichnung",
        konto=vertritt_leitung,
        papier=lambda vorlage: True,
    ),
    Sicht(
        wer="Wer in Vertretung freigegeben hat",
        warum="hat die Vorlage freigegeben",
        ab="mit der Freigabe",
        konto=hat_freigegeben,
        papier=lambda vorlage: vorlage.freigegeben_am is not None,
        arbeitskopie=False,
    ),
    Sicht(
        wer="Mitzeichnende Ämter und ihre Vertretung",
        warum="zeichnen mit",
        ab="sobald das Amt an der Reihe ist",
        konto=ist_beteiligt,
        papier=lambda vorlage: True,
    ),
    Sicht(
        wer="Sitzungsdienst",
        warum="setzt sie auf Tagesordnungen",
        ab="mit der Freigabe",
        konto=lambda benutzer, vorlage: ist_sitzungsdienst(benutzer),
        papier=lambda vorlage: vorlage.status not in ENTWURFSSTATUS and vorlage.freigegeben_am is not None,
        arbeitskopie=False,
    ),
    Sicht(
        wer="Sitzungsdienst",
        warum="nimmt Anträge und Anfragen entgegen",
        ab="mit dem Eingang",
        konto=lambda benutzer, vorlage: ist_sitzungsdienst(benutzer),
        papier=lambda vorlage: vorlage.art in MANDATSARTEN and vorlage.eingegangen_am is not None,
        arten=MANDATSARTEN,
    ),
    Sicht(
        wer="Antragstellende Abgeordnete und ihre Fraktion oder Gruppe",
        warum="haben den Antrag oder die Anfrage gestellt",
        # What the Verwaltung writes about it is not theirs to read before it is released.
        ab="bis zur Zuweisung und wieder ab der Freigabe",
        konto=lambda benutzer, vorlage: ist_antragsteller(benutzer, vorlage),
        papier=lambda vorlage: vorlage.amt_id is None or vorlage.freigegeben_am is not None,
        arten=MANDATSARTEN,
    ),
    Sicht(
        wer="Mitglieder des Kreistages",
        warum="beraten und entscheiden",
        ab="mit dem Versand der ersten Einladung",
        konto=lambda benutzer, vorlage: ist_mandatstraeger(benutzer) and not ist_ausgeschlossen(benutzer, vorlage),
        papier=lambda vorlage: vorlage.status in GELADENE_STATUS,
        arbeitskopie=False,
    ),
    Sicht(
        wer="Alle Beschäftigten mit Konto",
        warum="die Vorlage ist öffentlich",
        ab="mit der Veröffentlichung",
        konto=lambda benutzer, vorlage: True,
        # The inner pages show the true status; where the Kreisausschuss decides, the public page is what others read.
        papier=lambda vorlage: vorlage.ist_veroeffentlicht and not vorlage.entscheidet_hauptausschuss,
        intern=False,
        arbeitskopie=False,
    ),
)


@rules.predicate
def kann_sehen(benutzer, vorlage):
    return vorlage is not None and any(sicht.gilt(benutzer, vorlage) for sicht in SICHT)


rules.add_rule("vorlagen.sehen", kann_sehen)
# What is not public on a public paper: result of the Kreisausschuss, non-public Anlagen, Verlauf.
rules.add_rule(
    "vorlagen.intern_sehen",
    kann_sehen
    & (
        (arbeitet_im_amt & im_amt)
        | ist_verwaltungsleitung
        | ist_sitzungsdienst
        | ist_mandatstraeger
        | ist_beteiligt
        | hat_freigegeben
        | vertritt_leitung
    ),
)
rules.add_rule("vorlagen.anlegen", arbeitet_im_amt & hat_ein_amt)
rules.add_rule("vorlagen.antrag_anlegen", ist_mandatstraeger)
rules.add_rule("vorlagen.antraege_entgegennehmen", ist_sitzungsdienst)
rules.add_rule("vorlagen.eigener_antrag", ist_antragsteller | schrieb_im_mandat)
rules.add_rule("vorlagen.nach_dem_mandat", schrieb_im_mandat)
rules.add_rule("vorlagen.bearbeiten", (arbeitet_im_amt & im_amt) | (hat_gestellt & noch_ohne_amt))
rules.add_rule("vorlagen.nachreichen", (arbeitet_im_amt & im_amt) | ist_sitzungsdienst)
rules.add_rule("vorlagen.satzung", ((arbeitet_im_amt & im_amt) | ist_sitzungsdienst) & kann_sehen)
rules.add_rule("vorlagen.entfernen", ist_sitzungsdienst | ist_verwaltungsleitung)
rules.add_rule("vorlagen.muster_pflegen", pflegt_muster)
rules.add_rule("vorlagen.folgevorgaben_pflegen", pflegt_muster)
rules.add_rule("vorlagen.mitzeichnungsvorgaben_pflegen", pflegt_muster)
# Without an object: may this account keep any; an Amtsleitung keeps those of its own Amt.
rules.add_rule("vorlagen.textbausteine_pflegen", pflegt_muster | (ist_amtsleitung & hat_ein_amt & ohne_oder_im_amt))

# Mitzeichnung: the author's Amt plans and steers it, and while it runs the Verwaltungsleitung too.
rules.add_rule("vorlagen.mitzeichnung_planen", arbeitet_im_amt & im_amt)
rules.add_rule("vorlagen.mitzeichnung_steuern", (arbeitet_im_amt & im_amt) | ist_verwaltungsleitung)
rules.add_rule("vorlagen.mitzeichnen", zeichnet_mit)
# What offices say to each other before the release stays in the house; members read what is released.
rules.add_rule(
    "vorlagen.mitzeichnung_sehen",
    kann_sehen
    & (
        (arbeitet_im_amt & im_amt)
        | ist_verwaltungsleitung
        | ist_sitzungsdienst
        | ist_beteiligt
        | hat_freigegeben
        | vertritt_leitung
    ),
)

# The steps of the table, by the same name.
rules.add_rule("vorlagen.stellen", hat_gestellt)
rules.add_rule("vorlagen.zuweisen", ist_sitzungsdienst | ist_verwaltungsleitung)
rules.add_rule("vorlagen.ergaenzung_erbitten", ist_sitzungsdienst)
rules.add_rule("vorlagen.zurueckholen", hat_gestellt)
rules.add_rule("vorlagen.einreichen", arbeitet_im_amt & im_amt)
gibt_selbst_zurueck = (ist_amtsleitung & im_amt) | ist_verwaltungsleitung | vertritt_freigebende
rules.add_rule("vorlagen.zurueckgeben_selbst", gibt_selbst_zurueck)
# A co-signing office may return the paper too; that is its answer.
rules.add_rule("vorlagen.zurueckgeben", gibt_selbst_zurueck | zeichnet_mit)
rules.add_rule("vorlagen.freigeben", (ist_verwaltungsleitung | vertritt_freigebende) & ~hat_verfasst)
rules.add_rule("vorlagen.uebernehmen", (ist_verwaltungsleitung | vertritt_freigebende) & ~hat_verfasst)
rules.add_rule("vorlagen.neu_fassen", ((arbeitet_im_amt & im_amt) | ist_sitzungsdienst) & kann_sehen & ~aus_mandat)
# The Verwaltung does not take back what members have moved (§ 56 NKomVG).
rules.add_rule(
    "vorlagen.zurueckziehen", (((ist_amtsleitung & im_amt) | ist_verwaltungsleitung) & ~aus_mandat) | hat_gestellt
)
rules.add_rule("vorlagen.ersetzen", ist_verwaltungsleitung)
for schritt in ("beraten", "beschliessen", "ablehnen", "zur_kenntnis_nehmen"):
    rules.add_rule(f"vorlagen.{schritt}", ist_sitzungsdienst)
# §§ 79, 88 NKomVG: follows from an Einspruch.
rules.add_rule("vorlagen.beanstanden", ist_sitzungsdienst | ist_verwaltungsleitung)


def in_vertretung_fuer(benutzer, vorlage, schritt):
    """The absent person of the Verwaltungsleitung whose right this account uses for a step; None where it has its own.

    The Amtsleitung of the paper may return it by itself, but release it only in place of somebody.
    """
    eigenes = schritt == "zurueckgeben" and ist_amtsleitung(benutzer) and im_amt(benutzer, vorlage)
    if eigenes or ist_verwaltungsleitung(benutzer):
        return None
    return next((p for p in vertretene_leitung(benutzer) if not vorlage.hat_mitgeschrieben(p)), None)
