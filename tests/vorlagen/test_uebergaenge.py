"""Every step × every status × every kind of paper, allowed and refused, as the table says."""

import pytest
from django.db import transaction

from tests import factories
from vorlagen import neufassung, workflow
from vorlagen.choices import ENTWURFSSTATUS, MANDATSARTEN, VERWALTUNGSARTEN, ZUSATZARTEN, VorlageArt
from vorlagen.choices import VorlageStatus as S
from vorlagen.models import Vorlage
from vorlagen.uebergaenge import UEBERGAENGE
from wittmund_ris.workflow import UebergangNichtMoeglich

NUR_MANDAT = (S.EINGEGANGEN, S.IN_BEARBEITUNG)
# Working copies of a new Fassung have their own line: `test_every_step_of_a_working_copy`.
FAELLE = [
    (art, s) for art in VorlageArt for s in S if s != S.UEBERNOMMEN and (art in MANDATSARTEN or s not in NUR_MANDAT)
]
# Who takes each step; on a motion the member takes it back.
WER = {
    "stellen": "ratsfrau",
    "zurueckholen": "ratsfrau",
    "einreichen": "sachbearbeiterin",
    "zurueckgeben": "amtsleiter",
    "freigeben": "landrat",
    "uebernehmen": "landrat",
    "ersetzen": "landrat",
    "zurueckziehen": "amtsleiter",
}
# The whole table in one sight, written a second time by hand: step → where it leads from which status, by kind.
ERWARTET = {
    "mandat": {
        S.ENTWURF: {"stellen": S.EINGEGANGEN, "zurueckziehen": S.ZURUECKGEZOGEN},
        S.EINGEGANGEN: {
            "zuweisen": S.IN_BEARBEITUNG,
            "ergaenzung_erbitten": S.EINGEGANGEN,
            "zurueckholen": S.ENTWURF,
            "zurueckziehen": S.ZURUECKGEZOGEN,
        },
        S.IN_BEARBEITUNG: {
            "zuweisen": S.IN_BEARBEITUNG,
            "einreichen": S.IN_MITZEICHNUNG,
            "zurueckziehen": S.ZURUECKGEZOGEN,
        },
        S.IN_MITZEICHNUNG: {
            "zurueckgeben": S.IN_BEARBEITUNG,
            "freigeben": S.FREIGEGEBEN,
            "zurueckziehen": S.ZURUECKGEZOGEN,
        },
        S.FREIGEGEBEN: {"beraten": S.IN_BERATUNG, "zurueckziehen": S.ZURUECKGEZOGEN},
        S.IN_BERATUNG: {
            "beschliessen": S.BESCHLOSSEN,
            "ablehnen": S.ABGELEHNT,
            "zur_kenntnis_nehmen": S.ZUR_KENNTNIS,
            "zurueckziehen": S.ZURUECKGEZOGEN,
        },
        S.BESCHLOSSEN: {"beanstanden": S.IN_BERATUNG},
    },
    "verwaltung": {
        S.ENTWURF: {"einreichen": S.IN_MITZEICHNUNG, "zurueckziehen": S.ZURUECKGEZOGEN},
        S.IN_MITZEICHNUNG: {
            "zurueckgeben": S.ENTWURF,
            "freigeben": S.FREIGEGEBEN,
            "zurueckziehen": S.ZURUECKGEZOGEN,
        },
        S.FREIGEGEBEN: {
            "beraten": S.IN_BERATUNG,
            "ersetzen": S.ZURUECKGEZOGEN,
            "zurueckziehen": S.ZURUECKGEZOGEN,
        },
        S.IN_BERATUNG: {
            "beschliessen": S.BESCHLOSSEN,
            "ablehnen": S.ABGELEHNT,
            "zur_kenntnis_nehmen": S.ZUR_KENNTNIS,
            "ersetzen": S.ZURUECKGEZOGEN,
            "zurueckziehen": S.ZURUECKGEZOGEN,
        },
        S.BESCHLOSSEN: {"beanstanden": S.IN_BERATUNG},
    },
}


def erwartet(art, status) -> dict:
    wege = dict(ERWARTET["mandat" if art in MANDATSARTEN else "verwaltung"].get(status, {}))
    if art == VorlageArt.TISCHVORLAGE and status == S.ENTWURF:
        wege["freigeben"] = S.FREIGEGEBEN
    return wege


def in_status(vorlage, status, landrat):
    """Put a complete paper into a status by SQL: the way there is asked for elsewhere."""
    felder = {"status": status}
    if vorlage.kommt_aus_mandat:
        felder["amt"] = None if status in (S.ENTWURF, S.EINGEGANGEN) else vorlage.amt_id
        if status == S.ENTWURF:
            # The receipt goes only on the way back from there.
            Vorlage.objects.filter(pk=vorlage.pk).update(status=S.EINGEGANGEN, amt=None)
        felder["eingegangen_am"] = None if status == S.ENTWURF else factories.zeit("2019-04-20")
    if status not in ENTWURFSSTATUS:
        felder |= {
            "jahr": 2019,
            "laufnummer": 1 if vorlage.art in ZUSATZARTEN else 77,
            "zusatz": int(vorlage.art in ZUSATZARTEN),
            "fassung": 1,
            "freigegeben_am": factories.zeit("2019-04-26"),
            "freigegeben_von": landrat,
            "gezeichnet_von": landrat,
            "gezeichnet_name": "Hinrichs, Uwe",
        }
    Vorlage.objects.filter(pk=vorlage.pk).update(**felder)
    vorlage.refresh_from_db()
    return vorlage


@pytest.fixture
def billiger_druck(monkeypatch):
    """Rendering is not what the table is about: the seal is tested on its own."""
    monkeypatch.setattr(workflow.dokumente, "versiegeln", lambda vorlage, benutzer: None)


@pytest.mark.parametrize(("art", "status"), FAELLE, ids=[f"{a}-{s}" for a, s in FAELLE])
def test_every_step_from_every_status_for_every_kind(art, status, jahr_2019, billiger_druck, besetzung, welt):
    vorlage = in_status(factories.papier(welt, art, besetzung), status, besetzung["landrat"])
    moeglich = {}
    for name in sorted({u.name for u in UEBERGAENGE}):
        wer = besetzung[WER.get(name, "sitzungsdienst")]
        if name == "zurueckziehen" and art in MANDATSARTEN:
            wer = besetzung["ratsfrau"]
        vorher = vorlage.verlauf.count()
        kennzeichen = transaction.savepoint()
        try:
            neu = workflow.ausfuehren(
                vorlage,
                name,
                benutzer=wer,
                bemerkung="Grund",
                amt=welt.anderes_amt if name == "zuweisen" else None,
                datenschutz="nein" if name == "freigeben" else "",
            )
        except UebergangNichtMoeglich:
            assert vorlage.verlauf.count() == vorher
        else:
            moeglich[name] = neu.status
            eintrag = vorlage.verlauf.last()
            # A release of a public paper records the answer about personal data as well.
            assert vorlage.verlauf.count() == vorher + 1 + (name == "freigeben")
            assert (eintrag.aktion, eintrag.von_status, eintrag.nach_status) == (name, status, neu.status)
        transaction.savepoint_rollback(kennzeichen)
    assert moeglich == erwartet(art, status)


@pytest.mark.parametrize("status", [S.ENTWURF, S.IN_MITZEICHNUNG, S.UEBERNOMMEN, S.ZURUECKGEZOGEN])
def test_every_step_of_a_working_copy(status, jahr_2019, freigegeben, besetzung):
    kopie = neufassung.beginnen(freigegeben, "Neue Zahlen", benutzer=besetzung["sachbearbeiterin"])
    Vorlage.objects.filter(pk=kopie.pk).update(status=status)
    moeglich = {}
    for name in sorted({u.name for u in UEBERGAENGE}):
        kennzeichen = transaction.savepoint()
        try:
            neu = workflow.ausfuehren(
                kopie,
                name,
                benutzer=besetzung[WER.get(name, "sitzungsdienst")],
                bemerkung="Grund",
                datenschutz="nein",
            )
        except UebergangNichtMoeglich:
            pass
        else:
            moeglich[name] = neu.status
        transaction.savepoint_rollback(kennzeichen)
    assert moeglich == {
        S.ENTWURF: {"einreichen": S.IN_MITZEICHNUNG, "zurueckziehen": S.ZURUECKGEZOGEN},
        S.IN_MITZEICHNUNG: {
            "zurueckgeben": S.ENTWURF,
            "uebernehmen": S.UEBERNOMMEN,
            "zurueckziehen": S.ZURUECKGEZOGEN,
        },
    }.get(status, {})


@pytest.mark.parametrize("u", UEBERGAENGE, ids=lambda u: f"{u.name}-{u.nach}")
def test_one_name_leads_from_one_status_to_one_place(u):
    for status in u.von:
        for art in u.arten or VorlageArt:
            assert [w.nach for w in UEBERGAENGE if w.name == u.name and w.gilt(status, art)] == [u.nach]


def test_kinds_are_of_members_or_of_the_verwaltung():
    assert sorted([*MANDATSARTEN, *VERWALTUNGSARTEN]) == sorted(VorlageArt)
