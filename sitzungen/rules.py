"""Who may do what with a Sitzung. The Sitzungsdienst runs it; members read what was dispatched."""

import rules

from gremien.rules import ist_mandatstraeger
from konten.rechte import in_rolle
from konten.rollen import AMTSLEITUNG, SACHBEARBEITUNG, SITZUNGSDIENST, VERWALTUNGSLEITUNG
from sitzungen.choices import GELADENE_STATUS

ist_sitzungsdienst = in_rolle(SITZUNGSDIENST)
ist_verwaltungsleitung = in_rolle(VERWALTUNGSLEITUNG)
ist_verwaltung = in_rolle(SACHBEARBEITUNG, AMTSLEITUNG)


@rules.predicate
def kann_sehen(benutzer, sitzung):
    """Sitzungsdienst and Verwaltungsleitung: all. Abgeordnete: what was dispatched, also of bodies they only listen to
    (§ 72 Abs. 2, § 78 Abs. 2 NKomVG). Ämter: published sittings.
    """
    if sitzung is None:
        return False
    if ist_sitzungsdienst(benutzer) or ist_verwaltungsleitung(benutzer):
        return True
    if ist_mandatstraeger(benutzer) and sitzung.status in GELADENE_STATUS:
        return True
    return ist_verwaltung(benutzer) and sitzung.veroeffentlicht_am is not None


@rules.predicate
def ist_amt_des_beschlusses(benutzer, beschluss):
    """Whoever works in the Amt that carries the decision out."""
    return beschluss is not None and bool(benutzer.amt_id) and beschluss.amt_id == benutzer.amt_id


@rules.predicate
def kann_beschluss_sehen(benutzer, beschluss):
    """The pair of `BeschlussQuerySet.sichtbar_fuer`."""
    return beschluss is not None and type(beschluss).objects.sichtbar_fuer(benutzer).filter(pk=beschluss.pk).exists()


rules.add_rule("sitzungen.beschluss_sehen", kann_beschluss_sehen)
rules.add_rule("sitzungen.beschluss_berichten", ist_verwaltung & ist_amt_des_beschlusses)
rules.add_rule("sitzungen.beschluss_steuern", ist_sitzungsdienst)
rules.add_rule("sitzungen.beschluss_erinnern", ist_sitzungsdienst)
rules.add_rule("sitzungen.beschluss_freigeben", ist_sitzungsdienst | ist_verwaltungsleitung)
rules.add_rule("sitzungen.sehen", kann_sehen)
# The non-public part: titles, papers, votes.
rules.add_rule(
    "sitzungen.intern_sehen", kann_sehen & (ist_sitzungsdienst | ist_verwaltungsleitung | ist_mandatstraeger)
)
rules.add_rule("sitzungen.planen", ist_sitzungsdienst)
rules.add_rule("sitzungen.verlegen", ist_sitzungsdienst)
rules.add_rule("sitzungen.tagesordnung", ist_sitzungsdienst)
rules.add_rule("sitzungen.vorbereiten", ist_sitzungsdienst)
rules.add_rule("sitzungen.einladen", ist_sitzungsdienst)
rules.add_rule("sitzungen.bekanntmachen", ist_sitzungsdienst)
# The proof of dispatch and the answers: names, ways of delivery, who excused himself.
rules.add_rule("sitzungen.versand_sehen", ist_sitzungsdienst | ist_verwaltungsleitung)
rules.add_rule("sitzungen.versand_betreuen", ist_sitzungsdienst)
rules.add_rule("sitzungen.rueckmeldungen_erfassen", ist_sitzungsdienst)
rules.add_rule("sitzungen.eroeffnen", ist_sitzungsdienst)
rules.add_rule("sitzungen.abstimmen", ist_sitzungsdienst)
rules.add_rule("sitzungen.waehlen", ist_sitzungsdienst)
rules.add_rule("sitzungen.schliessen", ist_sitzungsdienst)
rules.add_rule("sitzungen.absagen", ist_sitzungsdienst | ist_verwaltungsleitung)
rules.add_rule("sitzungen.protokollieren", ist_sitzungsdienst)


@rules.predicate
def hat_geleitet(benutzer, sitzung):
    """The account of the person who presided."""
    return bool(sitzung and sitzung.leitung_id and sitzung.leitung.benutzer_id == benutzer.pk)


# Who signs as what is asked of the version itself (`sitzungen.protokoll`): the Regelwerk of the day names the signers.
rules.add_rule("sitzungen.protokoll_unterzeichnen", ist_sitzungsdienst | ist_verwaltungsleitung | hat_geleitet)
rules.add_rule("sitzungen.protokoll_veroeffentlichen", ist_sitzungsdienst)
# The draft, its objections and its way; the finished parts are documents of the sitting.
rules.add_rule("sitzungen.protokoll_sehen", ist_sitzungsdienst | ist_verwaltungsleitung | hat_geleitet)


@rules.predicate
def ist_sein_papier(benutzer, top):
    """An item with a paper of the own Amt, for the people who work on it."""
    return bool(
        top and top.beratung_id and benutzer.amt_id and top.beratung.vorlage.amt_id == benutzer.amt_id
    ) and ist_verwaltung(benutzer)


@rules.predicate
def sieht_das_innere(benutzer, top):
    """Everybody who reads the non-public part of its sitting."""
    return top is not None and rules.test_rule("sitzungen.intern_sehen", benutzer, top.sitzung)


rules.add_rule("sitzungen.auszug_sehen", ist_sein_papier | sieht_das_innere)
