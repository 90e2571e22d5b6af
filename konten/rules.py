"""Who may enter or lift a Vertretung: oneself, the Amtsleitung for its Amt, the Administration for everybody."""

import rules

from konten.rechte import in_rolle
from konten.rollen import ADMINISTRATION, AMTSLEITUNG, HAUSROLLEN

ist_im_haus = in_rolle(*HAUSROLLEN)
ist_amtsleitung = in_rolle(AMTSLEITUNG)
ist_administration = in_rolle(ADMINISTRATION)


@rules.predicate
def ist_selbst(benutzer, abwesend):
    return abwesend is not None and abwesend.pk == benutzer.pk


@rules.predicate
def im_eigenen_amt(benutzer, abwesend):
    return abwesend is not None and benutzer.amt_id is not None and benutzer.amt_id == abwesend.amt_id


rules.add_rule(
    "konten.vertretung_regeln", (ist_selbst & ist_im_haus) | (ist_amtsleitung & im_eigenen_amt) | ist_administration
)
# The page of the Vertretungen: for those who work in the house; a seat in the Kreistag has no deputy here.
rules.add_rule("konten.vertretungen_sehen", in_rolle(*HAUSROLLEN, ADMINISTRATION))
