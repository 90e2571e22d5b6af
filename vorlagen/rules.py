"""Who may do what with a Vorlage. A predicate here never looks at the status: the table of steps does.

`kann_sehen` looks at it, because sight grows with the life of a paper; its pair is `VorlageQuerySet.sichtbar_fuer`.
"""

import rules

from gremien.rules import ist_mandatstraeger
from konten.rechte import in_rolle
from konten.rollen import AMTSLEITUNG, SACHBEARBEITUNG, SITZUNGSDIENST, VERWALTUNGSLEITUNG
from vorlagen.choices import ENTWURFSSTATUS, GELADENE_STATUS, VorlageStatus

arbeitet_im_amt = in_rolle(SACHBEARBEITUNG, AMTSLEITUNG)
ist_amtsleitung = in_rolle(AMTSLEITUNG)
ist_verwaltungsleitung = in_rolle(VERWALTUNGSLEITUNG)
ist_sitzungsdienst = in_rolle(SITZUNGSDIENST)


@rules.predicate
def im_amt(benutzer, vorlage):
    """The Vorlage belongs to the Amt of this account."""
    return vorlage is not None and benutzer.amt_id is not None and benutzer.amt_id == vorlage.amt_id


@rules.predicate
def hat_ein_amt(benutzer):
    return benutzer.amt_id is not None


@rules.predicate
def hat_verfasst(benutzer, vorlage):
    """Author, or anyone who has changed the text: whoever wrote does not release (four eyes)."""
    return vorlage is not None and vorlage.hat_mitgeschrieben(benutzer)


@rules.predicate
def kann_sehen(benutzer, vorlage):
    if vorlage is None:
        return False
    if vorlage.verfasst_von_id == benutzer.pk:
        return True
    if arbeitet_im_amt(benutzer) and im_amt(benutzer, vorlage):
        return True
    if ist_verwaltungsleitung(benutzer) and vorlage.status != VorlageStatus.ENTWURF:
        return True
    if ist_sitzungsdienst(benutzer) and vorlage.status not in ENTWURFSSTATUS and vorlage.freigegeben_am:
        return True
    if ist_mandatstraeger(benutzer) and vorlage.status in GELADENE_STATUS:
        return True
    # The inner pages show the true status; where the Kreisausschuss decides, the public page is what others read.
    return vorlage.ist_veroeffentlicht and not vorlage.entscheidet_hauptausschuss


rules.add_rule("vorlagen.sehen", kann_sehen)
# What is not public on a public paper: result of the Kreisausschuss, non-public Anlagen, Verlauf.
rules.add_rule(
    "vorlagen.intern_sehen",
    kann_sehen & ((arbeitet_im_amt & im_amt) | ist_verwaltungsleitung | ist_sitzungsdienst | ist_mandatstraeger),
)
rules.add_rule("vorlagen.anlegen", arbeitet_im_amt & hat_ein_amt)
rules.add_rule("vorlagen.bearbeiten", arbeitet_im_amt & im_amt)
rules.add_rule("vorlagen.nachreichen", (arbeitet_im_amt & im_amt) | ist_sitzungsdienst)
rules.add_rule("vorlagen.entfernen", ist_sitzungsdienst | ist_verwaltungsleitung)

# The steps of the table, by the same name.
rules.add_rule("vorlagen.einreichen", arbeitet_im_amt & im_amt)
rules.add_rule("vorlagen.zurueckgeben", (ist_amtsleitung & im_amt) | ist_verwaltungsleitung)
rules.add_rule("vorlagen.freigeben", ist_verwaltungsleitung & ~hat_verfasst)
rules.add_rule("vorlagen.zurueckziehen", (ist_amtsleitung & im_amt) | ist_verwaltungsleitung)
for schritt in ("beraten", "beschliessen", "ablehnen", "zur_kenntnis_nehmen"):
    rules.add_rule(f"vorlagen.{schritt}", ist_sitzungsdienst)
