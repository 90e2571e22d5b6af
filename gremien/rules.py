"""Who has a mandate, and who keeps the master data."""

import rules

from konten.rechte import in_rolle
from konten.rollen import ADMINISTRATION, MANDATSTRAEGER, SITZUNGSDIENST
from wittmund_ris import uhr


@rules.predicate
def hat_mandat(benutzer):
    """Seat in the Kreistag today. When the mandate ends, so does the access to what is non-public (§ 40 NKomVG)."""
    if not hasattr(benutzer, "_hat_mandat"):
        person = getattr(benutzer, "person", None)
        benutzer._hat_mandat = bool(
            person and person.mitgliedschaften.am(uhr.heute()).filter(gremium__art="vertretung").exists()
        )
    return benutzer._hat_mandat


ist_mandatstraeger = in_rolle(MANDATSTRAEGER) & hat_mandat

rules.add_rule("gremien.stammdaten_pflegen", in_rolle(ADMINISTRATION, SITZUNGSDIENST))
