"""Which act tells whom, once each; and that no mail about a non-public matter says a word of it."""

import pytest
from django.core import mail

from gremien.fristen import Fristen
from hinweise.models import Hinweis, Mailwunsch
from konten.models import Benutzer
from konten.rechte import darf
from konten.rollen import AMTSLEITUNG
from sitzungen import planung
from sitzungen import workflow as sitzungsworkflow
from tests import factories
from vorlagen import workflow
from wittmund_ris import uhr

pytestmark = pytest.mark.django_db
GEHEIM = {
    "betreff": "Ankauf des Hofes Tjarksen",
    "sachverhalt": "Der Kaufpreis beträgt 480000 Euro.",
    "beschlussvorschlag": "Der Landkreis kauft den Hof.",
    "ist_oeffentlich": False,
    "nichtoeffentlich_grund": "Grundstücksgeschäft",
}
VERRAETERISCH = ("Tjarksen", "Ankauf", "Kaufpreis", "480000", "kauft", "Grundstück", "verhandeln", "Kreisausschuss")


def an(konto, **filter_):
    return list(Hinweis.objects.filter(empfaenger=konto, **filter_).order_by("pk").values_list("titel", flat=True))


def test_handing_in_tells_who_may_release(entwurf, sachbearbeiterin, landrat, sitzungsdienst):
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    assert an(landrat, art="aufgabe") == [f"Wartet auf die Freigabe: {entwurf.betreff}"]
    assert an(sachbearbeiterin) == an(sitzungsdienst) == []


def test_return_tells_the_author_why_each_time(entwurf, sachbearbeiterin, landrat):
    for grund in ("Kosten fehlen.", "Immer noch."):
        workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
        workflow.ausfuehren(entwurf, "zurueckgeben", benutzer=landrat, bemerkung=grund)
    texte = Hinweis.objects.filter(empfaenger=sachbearbeiterin).order_by("pk").values_list("text", flat=True)
    assert list(texte) == ["Kosten fehlen.", "Immer noch."]


def test_release_tells_author_and_sitzungsdienst(entwurf, sachbearbeiterin, landrat, sitzungsdienst):
    vorlage = factories.freigeben(entwurf, sachbearbeiterin, landrat)
    assert an(sachbearbeiterin) == [f"Freigegeben als {vorlage.nummer}: {vorlage.betreff}"]
    assert an(sitzungsdienst, art="aufgabe") == [f"Für die Tagesordnung: {vorlage}"]


def test_withdrawal_tells_those_with_whom_it_lay_but_not_who_did_it(
    entwurf, sachbearbeiterin, amtsleiter, landrat, sitzungsdienst
):
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    workflow.ausfuehren(entwurf, "zurueckziehen", benutzer=amtsleiter, bemerkung="Erledigt.")
    satz = f"Zurückgezogen: {entwurf}"
    assert satz in an(sachbearbeiterin) and satz in an(landrat)
    assert an(sitzungsdienst) == an(amtsleiter) == []


@pytest.fixture
def geladen(welt, freigegeben, sitzungsdienst, ratsfrau):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    return factories.einladen(sitzung, benutzer=sitzungsdienst)


def test_invitation_tells_the_members_with_an_account(welt, geladen, ratsfrau, sitzungsdienst):
    fremder = factories.konto("fremder", "Mandatsträger")
    welt.personen[30].benutzer = fremder  # in the Kreistag, not in this committee
    welt.personen[30].save()
    ohne_mandat = factories.konto("ohne")
    assert an(ratsfrau, art="sitzung") == [f"Einladung: {geladen}"]
    assert an(fremder) == an(ohne_mandat) == []
    (hinweis,) = Hinweis.objects.filter(empfaenger=ratsfrau)
    assert "17:00 Uhr" in hinweis.text
    assert darf(ratsfrau, "sitzungen.sehen", geladen)


def test_calling_off_tells_members_and_authors(
    geladen, freigegeben, ratsfrau, sachbearbeiterin, sitzungsdienst, client
):
    sitzungsworkflow.absagen(geladen, benutzer=sitzungsdienst, bemerkung="Sturmflut")
    hinweis = Hinweis.objects.get(empfaenger=ratsfrau, schluessel__endswith="absagen")
    assert (hinweis.titel, hinweis.text) == (f"Abgesagt: {geladen}", "Sturmflut")
    assert client.get(hinweis.ziel).status_code == 200
    assert f"Nicht beraten, Sitzung abgesagt: {freigegeben}" in an(sachbearbeiterin)


def test_calling_off_what_nobody_was_invited_to_tells_no_member(welt, sitzungsdienst, ratsfrau, jahr_2019):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [], benutzer=sitzungsdienst)
    sitzungsworkflow.absagen(sitzung, benutzer=sitzungsdienst, bemerkung="Kein Thema")
    assert an(ratsfrau) == []


def test_calling_off_names_the_next_sitting_and_its_deadline_to_the_amt(
    welt, geladen, freigegeben, amtsleiter, sachbearbeiterin, sitzungsdienst
):
    naechste = factories.sitzung_mit(welt.sozialausschuss, "2019-06-12", [], benutzer=sitzungsdienst)
    sitzungsworkflow.absagen(geladen, benutzer=sitzungsdienst, bemerkung="Sturmflut")
    abgabe = Fristen().abgabe(naechste.tag)
    for konto in (amtsleiter, sachbearbeiterin):
        (hinweis,) = Hinweis.objects.filter(empfaenger=konto, schluessel__contains="absagen")
        assert f"Sozialausschuss am 12.06.2019. Die Abgabefrist dafür ist der {abgabe:%d.%m.%Y}." in hinweis.text


def test_calling_off_tells_drafts_that_are_planned_for_it(welt, entwurf, amtsleiter, sitzungsdienst, jahr_2019):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [], benutzer=sitzungsdienst)
    sitzungsworkflow.absagen(sitzung, benutzer=sitzungsdienst, bemerkung="Kein Thema")
    (hinweis,) = Hinweis.objects.filter(empfaenger=amtsleiter)
    assert hinweis.titel == f"Sitzung abgesagt: {entwurf}"
    assert "Bitte wählen Sie in der Beratungsfolge einen anderen Termin." in hinweis.text
    assert "nicht geplant" in hinweis.text


def verlegen(sitzung, tag, benutzer, uhrzeit="17:00"):
    planung.verlegen(sitzung, beginn=factories.zeit(tag, uhrzeit), ort="Wittmund", raum="Saal", benutzer=benutzer)


def test_moving_a_sitting_tells_the_amt_the_new_deadline_once_each_time(
    welt, freigegeben, sachbearbeiterin, amtsleiter, fremde, sitzungsdienst, client
):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    entwurf = factories.entwurf(welt, sachbearbeiterin, betreff="Noch ein Entwurf")
    vorher = Hinweis.objects.count()
    verlegen(sitzung, "2019-05-13", sitzungsdienst, "18:00")
    assert Hinweis.objects.count() == vorher
    verlegen(sitzung, "2019-06-12", sitzungsdienst)
    verlegen(sitzung, "2019-06-12", sitzungsdienst)
    abgabe = f"{Fristen().abgabe(factories.zeit('2019-06-12').date()):%d.%m.%Y}"
    for konto in (sachbearbeiterin, amtsleiter):
        texte = dict(
            Hinweis.objects.filter(empfaenger=konto, titel__startswith="Sitzung verl").values_list("titel", "text")
        )
        assert set(texte) == {f"Sitzung verlegt: {freigegeben}", f"Sitzung verlegt: {entwurf}"}
        assert all("neuer Termin 12.06.2019 statt 13.05.2019" in t and abgabe in t for t in texte.values())
        assert "Bitte wählen Sie" in texte[f"Sitzung verlegt: {entwurf}"]
    assert an(fremde) == []
    # Back again is news again.
    verlegen(sitzung, "2019-05-13", sitzungsdienst)
    assert an(amtsleiter).count(f"Sitzung verlegt: {freigegeben}") == 2
    for hinweis in Hinweis.objects.filter(titel__startswith="Sitzung verl").select_related("empfaenger"):
        client.force_login(hinweis.empfaenger)
        assert client.get(hinweis.ziel).status_code == 200


def test_moving_one_of_two_sittings_of_a_day_leaves_drafts_in_peace(
    welt, entwurf, amtsleiter, sitzungsdienst, jahr_2019
):
    eine, _ = (factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [], benutzer=sitzungsdienst) for _ in range(2))
    verlegen(eine, "2019-06-12", sitzungsdienst)
    assert an(amtsleiter) == []


def test_result_tells_author_and_head_of_the_amt(
    geladen, freigegeben, sachbearbeiterin, amtsleiter, fremde, sitzungsdienst
):
    with uhr.gestellt(factories.zeit("2019-05-13", "19:00")):
        factories.eroeffnen(geladen, benutzer=sitzungsdienst)
        factories.abstimmen(geladen, freigegeben, 11, 0, 0, benutzer=sitzungsdienst)
        factories.schliessen(geladen, benutzer=sitzungsdienst)
    for konto in (sachbearbeiterin, amtsleiter):
        assert "Sozialausschuss: einstimmig empfohlen" in an(konto)
    assert an(fremde) == []


def test_an_author_who_has_left_the_amt_is_not_told_the_result(
    welt, geladen, freigegeben, sachbearbeiterin, sitzungsdienst
):
    """Only who works in the Amt reads results of non-public sittings."""
    Benutzer.objects.filter(pk=sachbearbeiterin.pk).update(amt=welt.anderes_amt)
    with uhr.gestellt(factories.zeit("2019-05-13", "19:00")):
        factories.eroeffnen(geladen, benutzer=sitzungsdienst)
        factories.abstimmen(geladen, freigegeben, 11, 0, 0, benutzer=sitzungsdienst)
        factories.schliessen(geladen, benutzer=sitzungsdienst)
    assert not Hinweis.objects.filter(empfaenger=sachbearbeiterin, schluessel__contains="ergebnis").exists()


def test_no_mail_about_a_non_public_matter_says_a_word_of_it(
    welt, jahr_2019, besetzung, sachbearbeiterin, landrat, sitzungsdienst, ratsfrau, hintergrund, caplog
):
    """The whole way of a paper that the Kreisausschuss decides, everybody gets everything by mail at once."""
    factories.konto("leitung40", AMTSLEITUNG, amt=welt.amt)
    for konto in Benutzer.objects.all():
        konto.email = f"{konto.username}@example.org"
        konto.save()
        Mailwunsch.objects.create(benutzer=konto, aufgabe="sofort", stand="sofort", sitzung="sofort")
    sachbearbeiterin, landrat, sitzungsdienst = (
        Benutzer.objects.get(pk=k.pk) for k in (sachbearbeiterin, landrat, sitzungsdienst)
    )
    folge = [
        {"gremium": welt.kreisausschuss, "rolle": "entscheidung", "geplant_am": factories.zeit("2019-05-23").date()}
    ]
    vorlage = factories.entwurf(welt, sachbearbeiterin, folge=folge, **GEHEIM)
    workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)
    workflow.ausfuehren(vorlage, "zurueckgeben", benutzer=landrat, bemerkung="Mit Tjarksen neu verhandeln.")
    vorlage = factories.freigeben(vorlage, sachbearbeiterin, landrat)
    for tag, absage in (("2019-05-22", "Tjarksen ist krank."), ("2019-05-23", "")):
        sitzung = factories.sitzung_mit(welt.kreisausschuss, tag, [vorlage], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
        if absage:
            sitzungsworkflow.absagen(sitzung, benutzer=sitzungsdienst, bemerkung=absage)
    with uhr.gestellt(factories.zeit("2019-05-23", "19:00")):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        factories.abstimmen(sitzung, vorlage, 11, 0, 0, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    assert hintergrund() == []
    briefe = [f"{m.subject}\n{m.body}\n{m.extra_headers}" for m in mail.outbox]
    assert len(briefe) >= 9
    assert [(w, b) for b in briefe for w in VERRAETERISCH if w.lower() in b.lower()] == []
    assert any(vorlage.nummer in b for b in briefe)
    assert [w for w in VERRAETERISCH if w.lower() in caplog.text.lower()] == []
    # Inside, the same people read what it is about.
    assert any("Tjarksen" in t for t in an(sachbearbeiterin))


def test_every_notice_leads_to_a_page_that_its_reader_may_open(
    welt, client, geladen, freigegeben, sitzungsdienst, besetzung
):
    with uhr.gestellt(factories.zeit("2019-05-13", "19:00")):
        factories.eroeffnen(geladen, benutzer=sitzungsdienst)
        factories.abstimmen(geladen, freigegeben, 11, 0, 0, benutzer=sitzungsdienst)
        factories.schliessen(geladen, benutzer=sitzungsdienst)
    gesehen = 0
    for hinweis in Hinweis.objects.exclude(ziel="").select_related("empfaenger"):
        client.force_login(hinweis.empfaenger)
        assert client.get(hinweis.ziel).status_code == 200, hinweis.schluessel
        gesehen += 1
    assert gesehen >= 4
