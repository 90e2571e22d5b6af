"""Who may do what on the way of a finished matter to the archive; the rest of the rights stands in `vorlagen.rules`."""

import rules

from vorlagen.praedikate import arbeitet_im_amt, im_amt, ist_sitzungsdienst, ist_verwaltungsleitung, pflegt_muster
from vorlagen.sicht import kann_sehen


@rules.predicate
def hat_angeboten(benutzer, vorlage):
    """Offered the matter to the archive."""
    archivierung = getattr(vorlage, "archivierung", None)
    return archivierung is not None and archivierung.angeboten_von_id == benutzer.pk


# The way to the archive (§ 7 NArchG), by the same names as its table. Both roles see
# every released paper, and only released papers go this way: a list need not ask for sight row by row.
rules.add_rule("vorlagen.archiv_pflegen", pflegt_muster)
rules.add_rule("vorlagen.archiv_sehen", ist_sitzungsdienst | ist_verwaltungsleitung)
rules.add_rule("vorlagen.aussondern", ist_sitzungsdienst)
rules.add_rule("vorlagen.anbieten", ist_sitzungsdienst)
rules.add_rule("vorlagen.aussonderung_zuruecknehmen", ist_sitzungsdienst | ist_verwaltungsleitung)
# Final, and so by four eyes: whoever offered the matter does not record what the archive answered.
rules.add_rule("vorlagen.archiv_uebernahme", (ist_sitzungsdienst | ist_verwaltungsleitung) & ~hat_angeboten)
rules.add_rule("vorlagen.archiv_ablehnung", (ist_sitzungsdienst | ist_verwaltungsleitung) & ~hat_angeboten)
# The whole matter with everything non-public in it: only for those who may read every part of it.
rules.add_rule(
    "vorlagen.ausfuehren", kann_sehen & ((arbeitet_im_amt & im_amt) | ist_verwaltungsleitung | ist_sitzungsdienst)
)
