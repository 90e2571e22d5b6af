"""Who has a mandate, and who keeps the master data."""

import rules

from gremien.choices import FRAKTIONSARTEN
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


def fraktionen_von(benutzer) -> set[int]:
    """The Fraktionen and Gruppen of which this account is a member today, by id (one query, remembered on the account)."""
    if not hasattr(benutzer, "_fraktionen"):
        person = getattr(benutzer, "person", None)
        sitze = person.mitgliedschaften.am(uhr.heute()).filter(gremium__art__in=FRAKTIONSARTEN) if person else ()
        benutzer._fraktionen = {sitz.gremium_id for sitz in sitze}
    return benutzer._fraktionen


ist_mandatstraeger = in_rolle(MANDATSTRAEGER) & hat_mandat

rules.add_rule("gremien.stammdaten_pflegen", in_rolle(ADMINISTRATION, SITZUNGSDIENST))
