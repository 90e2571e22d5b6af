"""Who may do what with a Vorlage: one rule for each right, from what an account is to the paper."""

import rules

from gremien.rules import ist_mandatstraeger
from vorlagen.praedikate import (
    arbeitet_im_amt,
    aus_mandat,
    hat_ein_amt,
    hat_freigegeben,
    hat_gestellt,
    hat_verfasst,
    im_amt,
    ist_amtsleitung,
    ist_antragsteller,
    ist_beteiligt,
    ist_sitzungsdienst,
    ist_verwaltungsleitung,
    noch_ohne_amt,
    ohne_oder_im_amt,
    pflegt_muster,
    schrieb_im_mandat,
    vertritt_freigebende,
    vertritt_leitung,
    zeichnet_mit,
)
from vorlagen.sicht import kann_sehen

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
