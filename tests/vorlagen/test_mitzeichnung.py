"""Mitzeichnung: stage after stage, verdicts that stand, what lapses, what the release waits for."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, IntegrityError, transaction

from hinweise.models import Hinweis
from konten import rollen
from konten.models import Amt
from tests import factories
from vorlagen import entwurf as entwuerfe
from vorlagen import mitzeichnung, workflow
from vorlagen.choices import MitzeichnungStand as Stand
from vorlagen.choices import VorlageStatus, Votum
from vorlagen.models import Mitzeichnung, Vorlage
from wittmund_ris import uhr


@pytest.fixture(autouse=True)
def billiger_druck(monkeypatch):
    monkeypatch.setattr(workflow.dokumente, "versiegeln", lambda vorlage, benutzer: None)


@pytest.fixture
def kaemmerei(welt):
    return Amt.objects.create(nummer="20", name="Kämmerei")


@pytest.fixture
def kaemmerin(kaemmerei):
    return factories.konto("kaemmerin", rollen.AMTSLEITUNG, amt=kaemmerei, last_name="Pfennig")


@pytest.fixture
def schulleitung(welt):
    return factories.konto("schulleitung", rollen.AMTSLEITUNG, amt=welt.anderes_amt, last_name="Kreide")


@pytest.fixture
def geplant(entwurf, welt, kaemmerei, kaemmerin, schulleitung, amtsleiter, sachbearbeiterin):
    """Own Amt first, then Kämmerei and Schulamt side by side."""
    plan(entwurf, sachbearbeiterin, (welt.amt, 1), (kaemmerei, 2), (welt.anderes_amt, 2))
    return entwurf


@pytest.fixture
def laufend(geplant, sachbearbeiterin):
    return einreichen(geplant, sachbearbeiterin)


def plan(vorlage, wer, *zeilen, **weiteres):
    zeilen = [{"amt": amt, "stufe": stufe, "frist_werktage": 5} for amt, stufe in zeilen]
    return mitzeichnung.planen(vorlage, zeilen, benutzer=wer, **weiteres)


def einreichen(vorlage, wer, **weiteres):
    return workflow.ausfuehren(vorlage, "einreichen", benutzer=wer, **weiteres)


def zeile(vorlage, amt):
    return vorlage.mitzeichnungen.filter(amt=amt).order_by("runde", "pk").last()


def zeichnen(vorlage, wer, votum=Votum.ZUGESTIMMT, text=""):
    return mitzeichnung.zeichnen(zeile(vorlage, wer.amt), votum, text=text, benutzer=wer)


def staende(vorlage):
    return {m.amt.name: m.stand for m in vorlage.mitzeichnungen.order_by("runde", "pk")}


def aendern(vorlage, wer, **felder):
    vorlage.refresh_from_db()
    return entwuerfe.aendern(vorlage, felder, None, version=vorlage.version, benutzer=wer)


def test_handing_in_asks_the_first_stage_with_its_deadline(laufend, welt):
    """26.04.2019 is a Friday; the first of May is a holiday: five working days end on the 6th."""
    assert staende(laufend) == {
        "Ordnungsamt": Stand.ANGEFORDERT,
        "Kämmerei": Stand.GEPLANT,
        "Schulamt": Stand.GEPLANT,
    }
    assert zeile(laufend, welt.amt).faellig_am == date(2019, 5, 6)


def test_the_next_stage_begins_by_itself_when_the_one_before_is_done(laufend, amtsleiter, kaemmerin, schulleitung):
    zeichnen(laufend, amtsleiter)
    assert staende(laufend) == {
        "Ordnungsamt": Stand.ERLEDIGT,
        "Kämmerei": Stand.ANGEFORDERT,
        "Schulamt": Stand.ANGEFORDERT,
    }
    zeichnen(laufend, kaemmerin, Votum.MIT_ANMERKUNG, "Mittel stehen bereit.")
    zeichnen(laufend, schulleitung)
    assert mitzeichnung.hindernisse(laufend) == []


def test_a_later_stage_cannot_sign_and_does_not_see_the_paper(laufend, kaemmerin):
    with pytest.raises(ValidationError, match="noch nicht an der Reihe"):
        zeichnen(laufend, kaemmerin)
    assert not Vorlage.objects.sichtbar_fuer(kaemmerin).exists()


def test_no_release_while_an_office_has_not_signed(laufend, landrat, amtsleiter, kaemmerin, schulleitung):
    for wer in (amtsleiter, kaemmerin, schulleitung):
        with pytest.raises(ValidationError, match="noch nicht"):
            workflow.ausfuehren(laufend, "freigeben", benutzer=landrat, datenschutz="nein")
        zeichnen(laufend, wer)
    assert (
        workflow.ausfuehren(laufend, "freigeben", benutzer=landrat, datenschutz="nein").status
        == VorlageStatus.FREIGEGEBEN
    )


def test_a_refusal_blocks_until_the_leitung_says_why(laufend, landrat, amtsleiter, kaemmerin, schulleitung):
    zeichnen(laufend, amtsleiter)
    zeichnen(laufend, kaemmerin, Votum.ABGELEHNT, "Keine Deckung.")
    zeichnen(laufend, schulleitung)
    with pytest.raises(ValidationError, match="trotz des Einwands"):
        workflow.ausfuehren(laufend, "freigeben", benutzer=landrat, datenschutz="nein")
    workflow.ausfuehren(
        laufend, "freigeben", benutzer=landrat, datenschutz="nein", bemerkung="Deckung aus dem Nachtrag."
    )
    assert laufend.verlauf.last().bemerkung == "Deckung aus dem Nachtrag."


@pytest.mark.parametrize("votum", [Votum.MIT_ANMERKUNG, Votum.ABGELEHNT])
def test_everything_but_plain_consent_says_why(laufend, amtsleiter, votum):
    with pytest.raises(ValidationError, match="Anmerkung oder Begründung"):
        zeichnen(laufend, amtsleiter, votum, "  ")
    felder = {
        "stand": Stand.ERLEDIGT,
        "votum": votum,
        "gezeichnet_am": uhr.jetzt(),
        "gezeichnet_von": amtsleiter,
        "gezeichnet_name": "A",
        "version": laufend.versionen.last(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        laufend.mitzeichnungen.offen().update(**felder)


def test_a_verdict_never_changes(laufend, amtsleiter):
    gezeichnet = zeichnen(laufend, amtsleiter)
    with pytest.raises(ValidationError, match="hat schon gezeichnet"):
        zeichnen(laufend, amtsleiter, Votum.ABGELEHNT, "Doch nicht.")
    menge = Mitzeichnung.objects.filter(pk=gezeichnet.pk)
    for versuch in (lambda: menge.update(votum=Votum.ABGELEHNT, text="x"), lambda: menge.delete()):
        with pytest.raises(Error), transaction.atomic():
            versuch()


def test_a_request_is_never_deleted(laufend):
    with pytest.raises(Error), transaction.atomic():
        laufend.mitzeichnungen.offen().delete()


@pytest.mark.parametrize(
    "wer", ["sachbearbeiterin", "fremde", "landrat", "sitzungsdienst", "administration", "superuser"]
)
def test_others_do_not_sign_for_an_office(laufend, besetzung, welt, wer):
    with pytest.raises(PermissionDenied):
        mitzeichnung.zeichnen(zeile(laufend, welt.amt), Votum.ZUGESTIMMT, benutzer=besetzung[wer])


def test_a_named_befugnis_lets_a_clerk_sign_for_the_office(laufend, welt, amtsleiter, fremde):
    factories.befugt(fremde, welt.anderes_amt)
    zeichnen(laufend, amtsleiter)
    assert list(mitzeichnung.offene_fuer(fremde)) == [zeile(laufend, welt.anderes_amt)]
    assert zeichnen(laufend, fremde).gezeichnet_von == fremde


def test_an_author_does_not_co_sign_the_own_paper(welt, jahr_2019, amtsleiter, sachbearbeiterin):
    factories.konto("zweite", rollen.AMTSLEITUNG, amt=welt.amt, last_name="Zweite")
    vorlage = factories.entwurf(welt, amtsleiter)
    plan(vorlage, amtsleiter, (welt.amt, 1))
    einreichen(vorlage, amtsleiter)
    assert not mitzeichnung.offene_fuer(amtsleiter).exists()
    with pytest.raises(PermissionDenied):
        zeichnen(vorlage, amtsleiter)


def test_planning_an_office_where_nobody_may_sign_is_refused(entwurf, welt, sachbearbeiterin):
    with pytest.raises(ValidationError, match="kann niemand mitzeichnen"):
        plan(entwurf, sachbearbeiterin, (welt.anderes_amt, 1))


def test_planning_is_of_the_own_amt_and_of_drafts(geplant, welt, fremde, schulleitung, sachbearbeiterin):
    with pytest.raises(PermissionDenied):
        plan(geplant, fremde, (welt.anderes_amt, 1))
    with pytest.raises(ValidationError, match="zweimal"):
        plan(geplant, sachbearbeiterin, (welt.amt, 1), (welt.amt, 2))
    einreichen(geplant, sachbearbeiterin)
    with pytest.raises(ValidationError, match="nicht mehr planbar"):
        plan(geplant, sachbearbeiterin)


def test_stages_are_numbered_without_gaps(geplant, welt, kaemmerei, sachbearbeiterin):
    neue = plan(geplant, sachbearbeiterin, (kaemmerei, 7), (welt.amt, 3))
    assert [(m.amt, m.stufe) for m in neue] == [(welt.amt, 1), (kaemmerei, 2)]
    assert geplant.mitzeichnungen.count() == 2


def test_a_co_signing_office_returns_the_paper(laufend, welt, amtsleiter, kaemmerin, schulleitung, sachbearbeiterin):
    zeichnen(laufend, amtsleiter)
    workflow.ausfuehren(
        laufend,
        "zurueckgeben",
        benutzer=kaemmerin,
        bemerkung="Die Folgekosten fehlen.",
        fuer_amt=zeile(laufend, kaemmerin.amt),
    )
    laufend.refresh_from_db()
    assert laufend.status == VorlageStatus.ENTWURF
    erste = {m.amt.name: (m.stand, m.votum) for m in laufend.mitzeichnungen.filter(runde=1)}
    assert erste == {
        "Ordnungsamt": (Stand.ERLEDIGT, Votum.ZUGESTIMMT),
        "Kämmerei": (Stand.ERLEDIGT, Votum.ZURUECKGEGEBEN),
        "Schulamt": (Stand.HINFAELLIG, ""),
    }
    # The same offices are planned again, and the author is told why.
    assert [(m.amt.name, m.stufe, m.stand) for m in laufend.mitzeichnungen.filter(runde=2)] == [
        ("Ordnungsamt", 1, Stand.GEPLANT),
        ("Kämmerei", 2, Stand.GEPLANT),
        ("Schulamt", 2, Stand.GEPLANT),
    ]
    assert (
        Hinweis.objects.get(empfaenger=sachbearbeiterin, titel__startswith="Zurückgegeben").text
        == "Die Folgekosten fehlen."
    )


def test_without_a_change_only_the_office_that_returned_is_asked_again(
    laufend, amtsleiter, kaemmerin, sachbearbeiterin, welt
):
    zeichnen(laufend, amtsleiter)
    workflow.ausfuehren(laufend, "zurueckgeben", benutzer=kaemmerin, bemerkung="Missverständnis")
    einreichen(laufend, sachbearbeiterin)
    eigene = zeile(laufend, welt.amt)
    assert (eigene.runde, eigene.stand, eigene.ist_uebernommen, eigene.gezeichnet_von) == (
        2,
        Stand.ERLEDIGT,
        True,
        amtsleiter,
    )
    assert zeile(laufend, kaemmerin.amt).stand == Stand.ANGEFORDERT


def test_after_a_change_every_office_is_asked_again(laufend, amtsleiter, kaemmerin, sachbearbeiterin, welt):
    erstes = zeichnen(laufend, amtsleiter)
    workflow.ausfuehren(laufend, "zurueckgeben", benutzer=kaemmerin, bemerkung="Bitte ergänzen")
    laufend = aendern(laufend, sachbearbeiterin, anmerkung="Folgekosten: keine.")
    assert mitzeichnung.verfallene(laufend) == [erstes]
    einreichen(laufend, sachbearbeiterin, redaktionell="Nur ein Satz ergänzt.")
    eigene = zeile(laufend, welt.amt)
    assert (eigene.stand, eigene.vorherige, eigene.redaktionell) == (
        Stand.ANGEFORDERT,
        erstes,
        "Nur ein Satz ergänzt.",
    )
    assert zeile(laufend, kaemmerin.amt).stand == Stand.GEPLANT
    # What was said before stays to be read.
    assert [r.nummer for r in mitzeichnung.runden(laufend)] == [2, 1]


def test_taking_a_change_back_brings_the_signature_back(laufend, amtsleiter, landrat, sachbearbeiterin, welt):
    """The signature belongs to the content, not to the number of the version."""
    zeichnen(laufend, amtsleiter)
    workflow.ausfuehren(laufend, "zurueckgeben", benutzer=landrat, bemerkung="Prüfen")
    aendern(laufend, sachbearbeiterin, anmerkung="Neu")
    aendern(laufend, sachbearbeiterin, anmerkung="")
    einreichen(laufend, sachbearbeiterin)
    assert zeile(laufend, welt.amt).ist_uebernommen


def test_dropping_an_office_does_not_drop_its_objection(
    laufend, welt, amtsleiter, kaemmerin, schulleitung, sachbearbeiterin, landrat
):
    zeichnen(laufend, amtsleiter)
    workflow.ausfuehren(laufend, "zurueckgeben", benutzer=kaemmerin, bemerkung="So nicht.")
    with pytest.raises(ValidationError, match="begründen"):
        plan(laufend, sachbearbeiterin, (welt.amt, 1))
    plan(laufend, sachbearbeiterin, (welt.amt, 1), begruendung="Nicht zuständig.")
    einreichen(laufend, sachbearbeiterin)
    with pytest.raises(ValidationError, match="Kämmerei"):
        workflow.ausfuehren(laufend, "freigeben", benutzer=landrat, datenschutz="nein")
    workflow.ausfuehren(
        laufend, "freigeben", benutzer=landrat, datenschutz="nein", bemerkung="Die Kämmerei ist nicht berührt."
    )


def test_recalling_an_office_needs_a_reason_and_lets_the_next_stage_begin(laufend, welt, sachbearbeiterin, kaemmerei):
    with pytest.raises(ValidationError, match="begründen"):
        mitzeichnung.zurueckrufen(zeile(laufend, welt.amt), benutzer=sachbearbeiterin, grund=" ")
    mitzeichnung.zurueckrufen(zeile(laufend, welt.amt), benutzer=sachbearbeiterin, grund="Leitung krank")
    assert zeile(laufend, welt.amt).hinfaellig_grund == "Zurückgerufen: Leitung krank"
    assert zeile(laufend, kaemmerei).stand == Stand.ANGEFORDERT


def test_more_time_counts_from_the_deadline_or_from_today(laufend, welt, sachbearbeiterin):
    offen = zeile(laufend, welt.amt)
    assert mitzeichnung.verlaengern(offen, 2, benutzer=sachbearbeiterin, grund="Urlaub").faellig_am == date(2019, 5, 8)
    with uhr.gestellt(factories.zeit("2019-05-20")):
        spaet = mitzeichnung.verlaengern(offen, 1, benutzer=sachbearbeiterin, grund="Urlaub")
    assert spaet.faellig_am == date(2019, 5, 21)


def test_steering_is_of_the_own_amt_and_the_leitung(laufend, welt, kaemmerei, kaemmerin, fremde, landrat):
    for akt in (
        lambda wer: mitzeichnung.verlaengern(zeile(laufend, welt.amt), 1, benutzer=wer, grund="x"),
        lambda wer: mitzeichnung.zurueckrufen(zeile(laufend, welt.amt), benutzer=wer, grund="x"),
        lambda wer: mitzeichnung.anfordern(laufend, kaemmerei, 3, benutzer=wer, grund="x"),
    ):
        for wer in (kaemmerin, fremde):
            with pytest.raises(PermissionDenied):
                akt(wer)
    mitzeichnung.verlaengern(zeile(laufend, welt.amt), 1, benutzer=landrat, grund="x")


def test_a_further_office_is_asked_at_once(welt, entwurf, sachbearbeiterin, landrat, kaemmerei, kaemmerin):
    einreichen(entwurf, sachbearbeiterin)
    neue = mitzeichnung.anfordern(entwurf, kaemmerei, 3, benutzer=landrat, grund="Kostet Geld.")
    assert (neue.stand, neue.runde) == (Stand.ANGEFORDERT, 1)
    with pytest.raises(ValidationError, match="schon um Mitzeichnung gebeten"):
        mitzeichnung.anfordern(entwurf, kaemmerei, 3, benutzer=landrat, grund="Noch einmal.")
    with pytest.raises(ValidationError, match="noch nicht gezeichnet"):
        workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein")
    zeichnen(entwurf, kaemmerin)
    workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein")


def test_withdrawing_the_paper_lapses_every_request(laufend, landrat):
    workflow.ausfuehren(laufend, "zurueckziehen", benutzer=landrat, bemerkung="Überholt")
    assert set(staende(laufend).values()) == {Stand.HINFAELLIG}


def test_sight_of_a_co_signing_office(laufend, amtsleiter, kaemmerin, schulleitung, landrat, fremde):
    """Nothing before its stage; then the paper; after a return only who has signed keeps it."""
    assert not Vorlage.objects.sichtbar_fuer(fremde).exists()
    zeichnen(laufend, amtsleiter)
    # The clerk of the office reads too, and prepares the answer.
    assert Vorlage.objects.sichtbar_fuer(fremde).get() == laufend
    zeichnen(laufend, kaemmerin)
    workflow.ausfuehren(laufend, "zurueckgeben", benutzer=landrat, bemerkung="Kürzen")
    assert Vorlage.objects.sichtbar_fuer(kaemmerin).exists()
    assert not Vorlage.objects.sichtbar_fuer(schulleitung).exists()


def test_notices_tell_each_thing_once(laufend, amtsleiter, kaemmerin, sachbearbeiterin, landrat):
    assert Hinweis.objects.get(empfaenger=amtsleiter).titel.startswith("Bitte bis 06.05.2019 mitzeichnen")
    assert not Hinweis.objects.filter(empfaenger=kaemmerin).exists()
    zeichnen(laufend, amtsleiter)
    assert Hinweis.objects.filter(empfaenger=sachbearbeiterin, titel__contains="hat gezeichnet").count() == 1
    assert not Hinweis.objects.filter(empfaenger=landrat).exists()
    # A mail leaves the house: it names no paper.
    assert not Hinweis.objects.filter(titel_mail__contains=laufend.betreff).exists()


def test_reminders_escalate_and_are_sent_once(laufend, amtsleiter, landrat, sachbearbeiterin):
    Hinweis.objects.all().delete()
    for tag, erwartet in (
        ("2019-05-02", set()),
        ("2019-05-03", {amtsleiter}),
        ("2019-05-06", {amtsleiter}),
        ("2019-05-07", {amtsleiter, sachbearbeiterin}),
        ("2019-05-09", {landrat}),
    ):
        vorher = set(Hinweis.objects.values_list("pk", flat=True))
        with uhr.gestellt(factories.zeit(tag)):
            mitzeichnung.erinnern()
            mitzeichnung.erinnern()
        neue = Hinweis.objects.exclude(pk__in=vorher).select_related("empfaenger")
        assert {h.empfaenger for h in neue} == erwartet, tag
        assert neue.count() == len(erwartet), tag


def test_an_empty_plan_leaves_the_decision_to_the_leitung(entwurf, sachbearbeiterin, landrat):
    einreichen(entwurf, sachbearbeiterin)
    assert list(mitzeichnung.freigabereife_fuer(landrat)) == [entwurf]
    workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein")
