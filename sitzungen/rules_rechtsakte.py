"""Who may do the legal acts beside the sitting. What is asked about an Umlauf or an Eilentscheidung knows no other object."""

import rules

from gremien.rules import ist_mandatstraeger
from sitzungen.rules import ist_sitzungsdienst, ist_verwaltungsleitung
from wittmund_ris import uhr


def befugnis(benutzer):
    """By which row the Landrat has named this account for announcements, if any is in force today."""
    return benutzer.bekanntgabebefugnisse.am(uhr.heute()).first()


@rules.predicate
def ist_beauftragt(benutzer):
    """Named by the Landrat, and of those who read what is non-public anyway."""
    return ist_sitzungsdienst(benutzer) and befugnis(benutzer) is not None


@rules.predicate
def gehoert_zum_umlauf(benutzer, umlauf):
    """A member who is asked, as long as seat and mandate last."""
    person = getattr(benutzer, "person", None)
    if person is None or not hasattr(umlauf, "begonnen_am"):
        return False
    if not (ist_mandatstraeger(benutzer) or ist_verwaltungsleitung(benutzer)):
        return False
    sitze = umlauf.beratung.gremium.mitgliedschaften.am(uhr.heute()).stimmberechtigt()
    return sitze.filter(person=person).exists()


@rules.predicate
def ist_gefragte_stellvertretung(benutzer, eilentscheidung):
    person = getattr(benutzer, "person", None)
    stellvertretung = getattr(eilentscheidung, "stellvertretung", None)
    return person is not None and stellvertretung is not None and stellvertretung.person_id == person.pk


@rules.predicate
def ist_umlauf(benutzer, umlauf):
    return hasattr(umlauf, "begonnen_am")


@rules.predicate
def ist_eilentscheidung(benutzer, objekt):
    return hasattr(objekt, "einvernehmen_weg")


leitung_oder_dienst = ist_sitzungsdienst | ist_verwaltungsleitung
rules.add_rule("sitzungen.rechtsakte_sehen", leitung_oder_dienst)
# § 78 Abs. 3 NKomVG
rules.add_rule("sitzungen.umlauf", ist_sitzungsdienst)
rules.add_rule("sitzungen.umlauf_sehen", ist_umlauf & (leitung_oder_dienst | gehoert_zum_umlauf))
rules.add_rule("sitzungen.umlauf_antworten", ist_umlauf & gehoert_zum_umlauf)
# § 85 Abs. 4, 5 NKomVG: the Landrat or a person whom he names.
rules.add_rule("sitzungen.bekanntgeben", ist_verwaltungsleitung | ist_beauftragt)
rules.add_rule("sitzungen.bekanntgabe_zuruecknehmen", leitung_oder_dienst)
rules.add_rule("sitzungen.bekanntgabe_beauftragen", ist_verwaltungsleitung)
# § 88 NKomVG: his own act; § 79 and what came of it are written down by the office.
rules.add_rule("sitzungen.beanstanden", ist_verwaltungsleitung)
rules.add_rule("sitzungen.beanstandung_erfassen", leitung_oder_dienst)
# § 89 NKomVG
rules.add_rule("sitzungen.eilentscheiden", ist_verwaltungsleitung)
rules.add_rule("sitzungen.eilentscheidung_erfassen", leitung_oder_dienst)
rules.add_rule(
    "sitzungen.eilentscheidung_sehen", ist_eilentscheidung & (leitung_oder_dienst | ist_gefragte_stellvertretung)
)
rules.add_rule("sitzungen.einvernehmen", ist_eilentscheidung & ist_gefragte_stellvertretung)
