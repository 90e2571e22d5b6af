"""The workspace of the Sitzungen over HTTP: who gets which page, what an act does, what a refusal keeps."""

import pytest
from django.urls import reverse

from aushang.models import Eintrag, Grund
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung, Sitzungsdokument
from tests import factories
from tests.factories import zeit
from vorlagen.choices import Ergebnis
from wittmund_ris import uhr

TAG = "2019-05-13"


def adresse(name, *args):
    return reverse(f"sitzungen:{name}", args=args)


@pytest.fixture
def als(client):
    """A browser with this account signed in."""

    def anmelden(benutzer):
        client.force_login(benutzer)
        return client

    return anmelden


@pytest.fixture
def geplant(welt, freigegeben, sitzungsdienst):
    """The Sozialausschuss with 0001/2019 and, in part N, a non-public item."""
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [freigegeben], benutzer=sitzungsdienst)
    factories.tagesordnung.hinzufuegen(
        sitzung,
        teil="n",
        titel="Grundstück GEHEIMWORT",
        oeffentlicher_titel="Grundstücksangelegenheit",
        benutzer=sitzungsdienst,
    )
    return sitzung


@pytest.fixture
def eingeladen(geplant, sitzungsdienst):
    return factories.einladen(geplant, benutzer=sitzungsdienst)


@pytest.fixture
def eroeffnet(eingeladen, sitzungsdienst):
    with uhr.gestellt(zeit(TAG, "17:00")):
        yield factories.eroeffnen(eingeladen, benutzer=sitzungsdienst)


# --- Who sees what ----------------------------------------------------------------------------------------------
def test_anonymous_is_sent_to_the_login(client, geplant):
    antwort = client.get(adresse("liste"))
    assert antwort.status_code == 302
    assert antwort.url.startswith(reverse("konten:anmelden"))


@pytest.mark.parametrize(
    ("wer", "planung", "versandt"),
    [
        ("sitzungsdienst", 200, 200),
        ("landrat", 200, 200),
        ("ratsfrau", 404, 200),
        ("sachbearbeiterin", 404, 200),
        ("administration", 404, 404),
        ("gast", 404, 404),
        ("superuser", 404, 404),
    ],
)
def test_detail_is_open_to_whom_the_rules_say(als, besetzung, geplant, sitzungsdienst, wer, planung, versandt):
    browser = als(besetzung[wer])
    assert browser.get(adresse("detail", geplant.pk)).status_code == planung
    factories.einladen(geplant, benutzer=sitzungsdienst)
    assert browser.get(adresse("detail", geplant.pk)).status_code == versandt


def test_non_public_title_is_hidden_from_an_amt(als, eingeladen, sachbearbeiterin, ratsfrau):
    seite = als(sachbearbeiterin).get(adresse("detail", eingeladen.pk)).content.decode()
    assert "Grundstücksangelegenheit" in seite
    assert "GEHEIMWORT" not in seite
    assert "GEHEIMWORT" in als(ratsfrau).get(adresse("detail", eingeladen.pk)).content.decode()


def test_verlauf_and_results_of_an_open_sitting_stay_inside(
    als, eroeffnet, freigegeben, sitzungsdienst, sachbearbeiterin
):
    factories.abstimmen(eroeffnet, freigegeben, 10, 0, 1, benutzer=sitzungsdienst)
    drinnen = als(sitzungsdienst).get(adresse("detail", eroeffnet.pk)).content.decode()
    assert "einstimmig empfohlen (bei 1 Enthaltung)" in drinnen
    assert "Verlauf" in drinnen
    draussen = als(sachbearbeiterin).get(adresse("detail", eroeffnet.pk)).content.decode()
    assert "einstimmig" not in draussen
    assert "Verlauf" not in draussen
    assert "10 Ja" not in draussen


@pytest.mark.parametrize("name", ["neu", "verlegen", "tagesordnung", "einladen", "absagen"])
def test_planning_pages_refuse_a_member_who_may_only_read(als, eingeladen, ratsfrau, name):
    args = [] if name == "neu" else [eingeladen.pk]
    assert als(ratsfrau).get(adresse(name, *args)).status_code == 403
    assert als(ratsfrau).post(adresse(name, *args), {"bemerkung": "x"}).status_code == 403


@pytest.mark.parametrize("anzahl", [1, 3])
def test_list_takes_a_fixed_number_of_queries(als, welt, jahr_2019, sitzungsdienst, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        factories.sitzung_mit(welt.kreistag, f"2019-0{n + 6}-03", [], benutzer=sitzungsdienst)
        factories.sitzung_mit(welt.kreistag, f"2019-0{n + 1}-03", [], benutzer=sitzungsdienst)
    browser = als(sitzungsdienst)
    with django_assert_num_queries(10):
        antwort = browser.get(adresse("liste"))
    assert [len(antwort.context["kommende"]), len(antwort.context["page_obj"])] == [anzahl, anzahl]


def test_list_filters_by_gremium_year_and_status(als, welt, jahr_2019, sitzungsdienst):
    kreistag = factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    ausschuss = factories.sitzung_mit(welt.kreisausschuss, "2020-01-09", [], benutzer=sitzungsdienst)
    browser = als(sitzungsdienst)

    def treffer(**filter):
        return browser.get(adresse("liste"), filter).context["kommende"]

    assert treffer() == [kreistag, ausschuss]
    assert treffer(gremium=welt.kreisausschuss.pk) == [ausschuss]
    assert treffer(jahr=2019) == [kreistag]
    assert treffer(status="geschlossen") == []
    assert treffer(jahr="Unsinn") == [kreistag, ausschuss]


# --- Plan and build the agenda ----------------------------------------------------------------------------------
def test_plan_creates_the_sitting_with_its_standard_items(als, welt, jahr_2019, sitzungsdienst):
    daten = {"gremium": welt.kreistag.pk, "tag": "2019-06-27", "uhrzeit": "17:00", "ort": "Kreishaus", "raum": "101"}
    antwort = als(sitzungsdienst).post(adresse("neu"), daten)
    sitzung = Sitzung.objects.get()
    assert antwort.url == adresse("detail", sitzung.pk)
    assert (sitzung.beginn, sitzung.ort, sitzung.raum) == (zeit("2019-06-27", "17:00"), "Kreishaus", "101")
    assert sitzung.tops.count() == 2


def test_plan_shows_the_refusal_at_the_day_and_keeps_what_was_typed(als, welt, sitzungsdienst):
    daten = {"gremium": welt.kreistag.pk, "tag": "1999-06-27", "uhrzeit": "17:00", "ort": "Turnhalle", "raum": ""}
    antwort = als(sitzungsdienst).post(adresse("neu"), daten)
    assert antwort.status_code == 422
    assert "kein Regelwerk" in antwort.context["form"].errors["tag"][0]
    assert 'value="Turnhalle"' in antwort.content.decode()
    assert not Sitzung.objects.exists()


def test_verlegen_moves_a_planned_sitting_and_asks_for_the_reason_after_dispatch(als, geplant, sitzungsdienst):
    daten = {"tag": "2019-05-14", "uhrzeit": "18:30", "ort": "Rathaus", "raum": ""}
    als(sitzungsdienst).post(adresse("verlegen", geplant.pk), daten)
    geplant.refresh_from_db()
    assert (geplant.beginn, geplant.ort) == (zeit("2019-05-14", "18:30"), "Rathaus")
    factories.einladen(geplant, benutzer=sitzungsdienst)
    antwort = als(sitzungsdienst).post(adresse("verlegen", geplant.pk), daten | {"ort": "Anderswo"})
    assert antwort.status_code == 422
    assert "Bitte begründen Sie" in antwort.content.decode()
    geplant.refresh_from_db()
    assert geplant.ort == "Rathaus"


def test_station_goes_on_the_agenda_and_off_again(als, welt, freigegeben, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [], benutzer=sitzungsdienst)
    beratung = freigegeben.beratungen.get(gremium=welt.sozialausschuss)
    browser, weg = als(sitzungsdienst), adresse("tagesordnung", sitzung.pk)
    assert [f.beratung for f in browser.get(weg).context["bereit"]] == [beratung]
    browser.post(weg, {"schritt": f"aufnehmen:{beratung.pk}"})
    top = sitzung.tops.get(beratung=beratung)
    assert top.teil == "oe"
    assert browser.get(weg).context["bereit"] == []
    browser.post(weg, {"schritt": f"entfernen:{top.pk}"})
    assert not sitzung.tops.filter(beratung=beratung).exists()


def test_non_public_station_asks_for_its_public_title(als, welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst):
    geheim = factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Vertrag")
    geheim = factories.freigeben(geheim, sachbearbeiterin, landrat)
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [], benutzer=sitzungsdienst)
    beratung = geheim.beratungen.get(gremium=welt.sozialausschuss)
    browser, weg = als(sitzungsdienst), adresse("tagesordnung", sitzung.pk)
    antwort = browser.post(weg, {"schritt": f"aufnehmen:{beratung.pk}"})
    assert "öffentlichen Titel" in antwort.context["form"].errors["oeffentlicher_titel"][0]
    browser.post(weg, {"schritt": f"aufnehmen:{beratung.pk}", f"b{beratung.pk}-oeffentlicher_titel": "Vertrag"})
    assert sitzung.tops.get(beratung=beratung).oeffentlicher_titel == "Vertrag"


def test_item_without_vorlage_needs_a_public_title_in_part_n(als, geplant, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("tagesordnung", geplant.pk)
    daten = {"schritt": "hinzufuegen", "titel": "Personalsache", "teil": "n", "oeffentlicher_titel": ""}
    antwort = browser.post(weg, daten)
    assert "öffentlichen Titel" in antwort.context["form"].errors["oeffentlicher_titel"][0]
    assert 'value="Personalsache"' in antwort.content.decode()
    assert not geplant.tops.filter(titel="Personalsache").exists()
    browser.post(weg, daten | {"oeffentlicher_titel": "Personalangelegenheit"})
    assert geplant.tops.get(titel="Personalsache").oeffentlicher_titel == "Personalangelegenheit"


def test_items_move_and_stay_at_the_edge(als, geplant, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("tagesordnung", geplant.pk)
    vorher = list(geplant.tops.filter(teil="oe"))
    antwort = browser.post(weg, {"schritt": f"runter:{vorher[0].pk}"})
    assert antwort.url == f"{weg}#punkt-{vorher[0].pk}"
    assert list(geplant.tops.filter(teil="oe")) == [vorher[1], vorher[0], *vorher[2:]]
    browser.post(weg, {"schritt": f"hoch:{vorher[1].pk}"})
    assert geplant.tops.filter(teil="oe").first() == vorher[1]


@pytest.mark.parametrize("schritt", ["entfernen:999999", "hoch:x", "", "loeschen:1", "aufnehmen:999999"])
def test_unknown_agenda_step_is_said_and_changes_nothing(als, geplant, sitzungsdienst, schritt):
    antwort = als(sitzungsdienst).post(adresse("tagesordnung", geplant.pk), {"schritt": schritt}, follow=True)
    assert "gibt es auf der Tagesordnung nicht mehr" in antwort.content.decode()
    assert geplant.tops.count() == 4


def test_agenda_does_not_move_after_the_invitation(als, eingeladen, sitzungsdienst):
    top = eingeladen.tops.first()
    antwort = als(sitzungsdienst).post(adresse("tagesordnung", eingeladen.pk), {"schritt": f"entfernen:{top.pk}"})
    assert antwort.url == adresse("detail", eingeladen.pk)
    assert eingeladen.tops.count() == 4


# --- Invite -----------------------------------------------------------------------------------------------------
def test_invitation_lists_what_becomes_public_and_asks(als, geplant, freigegeben, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("einladen", geplant.pk)
    seite = browser.get(weg)
    assert "Das wird öffentlich" in seite.content.decode()
    assert freigegeben.betreff in seite.content.decode()
    assert "eilfall_grund" not in seite.context["form"].fields
    antwort = browser.post(weg, {})
    assert "datenschutz_bestaetigt" in antwort.context["form"].errors
    assert not Eintrag.objects.filter(pk=freigegeben.oeffentliche_id).exists()
    assert "Einvernehmen mit der Einberufung ist nicht hergestellt." in antwort.content.decode()
    browser.post(weg, {"datenschutz_bestaetigt": "on", "begruendung": "Der Vorsitz ist verreist."})
    geplant.refresh_from_db()
    assert geplant.status == SitzungStatus.EINGELADEN
    assert Eintrag.objects.filter(pk=freigegeben.oeffentliche_id).exists()


def test_short_notice_asks_for_the_eilfall(als, geplant, sitzungsdienst):
    with uhr.gestellt(zeit("2019-05-10")):
        browser, weg = als(sitzungsdienst), adresse("einladen", geplant.pk)
        antwort = browser.post(weg, {"datenschutz_bestaetigt": "on"})
        assert "Ladungsfrist" in antwort.context["form"].errors["eilfall_grund"][0]
        gruende = {"eilfall_grund": "Deichbruch", "begruendung": "Der Vorsitz ist verreist."}
        browser.post(weg, {"datenschutz_bestaetigt": "on"} | gruende)
    geplant.refresh_from_db()
    assert (geplant.status, geplant.eilfall_grund) == (SitzungStatus.EINGELADEN, "Deichbruch")


def test_invitation_of_a_non_public_sitting_asks_for_nothing(als, welt, jahr_2019, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    seite = als(sitzungsdienst).get(adresse("einladen", sitzung.pk))
    assert "nichts öffentlich" in seite.content.decode()
    assert "datenschutz_bestaetigt" not in seite.context["form"].fields


def test_second_invitation_is_a_friendly_message(als, eingeladen, sitzungsdienst):
    antwort = als(sitzungsdienst).post(
        adresse("einladen", eingeladen.pk), {"datenschutz_bestaetigt": "on"}, follow=True
    )
    assert "Dieser Schritt ist nicht mehr möglich: Die Sitzung ist eingeladen." in antwort.content.decode()


# --- Results ----------------------------------------------------------------------------------------------------
def weg_zum_top(sitzung, vorlage):
    return adresse("abstimmen", sitzung.pk, sitzung.tops.get(beratung__vorlage=vorlage).pk)


STIMMEN = {"ja": 10, "nein": 0, "enthaltung": 1, "mehrheitsregel": "einfach", "wortlaut": ""}


def test_check_shows_the_result_and_saves_nothing(als, eroeffnet, freigegeben, sitzungsdienst):
    weg = weg_zum_top(eroeffnet, freigegeben)
    antwort = als(sitzungsdienst).post(weg, STIMMEN | {"pruefen": "ja"})
    assert "einstimmig empfohlen (bei 1 Enthaltung)" in antwort.content.decode()
    assert freigegeben.beschlussvorschlag in antwort.content.decode()
    assert not eroeffnet.tops.exclude(ergebnis="").exists()


def test_vote_is_recorded_and_corrected(als, eroeffnet, freigegeben, sitzungsdienst):
    browser, weg = als(sitzungsdienst), weg_zum_top(eroeffnet, freigegeben)
    browser.post(weg, STIMMEN | {"festhalten": "ja"})
    top = eroeffnet.tops.get(beratung__vorlage=freigegeben)
    assert (top.ergebnis, top.hauptabstimmung.ja) == (Ergebnis.EINSTIMMIG, 10)
    assert browser.get(weg).context["mit_stimmen"]["ja"].value() == 10
    browser.post(weg, STIMMEN | {"ja": 6, "nein": 4, "wortlaut": "Der Kreistag beschließt etwas anderes."})
    top.refresh_from_db()
    assert (top.ergebnis, top.ist_geaendert) == (Ergebnis.MEHRHEITLICH, True)
    assert "berichtigt" in eroeffnet.verlauf.last().bemerkung


@pytest.mark.parametrize(
    ("zahlen", "meldung"),
    [
        ({"ja": 12}, "anwesend und stimmberechtigt sind aber nur 11"),
        ({"ja": 0, "enthaltung": 0}, "noch keine Stimme gezählt"),
        ({"nein": -1}, "nicht negativ"),
        ({"nein": ""}, "auch eine 0"),
        ({"ja": "viele"}, "ganze Zahl"),
    ],
)
@pytest.mark.parametrize("knopf", ["pruefen", "festhalten"])
def test_impossible_votes_are_refused_and_kept(als, eroeffnet, freigegeben, sitzungsdienst, zahlen, meldung, knopf):
    antwort = als(sitzungsdienst).post(weg_zum_top(eroeffnet, freigegeben), STIMMEN | zahlen | {knopf: "ja"})
    assert meldung in antwort.content.decode()
    assert antwort.content.decode().count("<title>Fehler:") == 1
    feld, wert = next(iter(zahlen.items()))
    assert str(antwort.context["mit_stimmen"][feld].value()) == str(wert)
    assert not eroeffnet.tops.exclude(ergebnis="").exists()


def test_outcome_without_vote_needs_a_reason_where_one_is_due(als, eroeffnet, freigegeben, sitzungsdienst):
    browser, weg = als(sitzungsdienst), weg_zum_top(eroeffnet, freigegeben)
    antwort = browser.post(weg, {"ohne_abstimmung": "ja", "ergebnis": "vertagt", "grund": ""})
    assert "begründen" in antwort.context["ohne_stimmen"].errors["grund"][0]
    browser.post(weg, {"ohne_abstimmung": "ja", "ergebnis": "vertagt", "grund": "Beratungsbedarf"})
    top = eroeffnet.tops.get(beratung__vorlage=freigegeben)
    assert (top.ergebnis, top.ergebnis_grund) == (Ergebnis.VERTAGT, "Beratungsbedarf")


def test_a_label_that_only_a_vote_gives_is_not_offered(als, eroeffnet, freigegeben, sitzungsdienst):
    daten = {"ohne_abstimmung": "ja", "ergebnis": "einstimmig", "grund": "weil"}
    antwort = als(sitzungsdienst).post(weg_zum_top(eroeffnet, freigegeben), daten)
    assert "ergebnis" in antwort.context["ohne_stimmen"].errors


def test_votes_are_entered_in_an_open_sitting_only(als, eingeladen, freigegeben, sitzungsdienst, landrat, ratsfrau):
    weg = weg_zum_top(eingeladen, freigegeben)
    assert als(sitzungsdienst).post(weg, STIMMEN).url == adresse("detail", eingeladen.pk)
    assert als(landrat).post(weg, STIMMEN).status_code == 403
    assert als(ratsfrau).get(weg).status_code == 403


def test_item_of_another_sitting_is_not_found(als, welt, eroeffnet, sitzungsdienst):
    fremd = factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    weg = adresse("abstimmen", eroeffnet.pk, fremd.tops.first().pk)
    assert als(sitzungsdienst).get(weg).status_code == 404


# --- Close, call off, documents, withdrawal ---------------------------------------------------------------------
def test_closing_lists_the_results_and_publishes_them(als, eroeffnet, freigegeben, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("schliessen", eroeffnet.pk)
    assert "Es fehlen noch Ergebnisse" in browser.post(weg, {}).context["form"].non_field_errors()[0]
    factories.abstimmen(eroeffnet, freigegeben, 10, 0, 1, benutzer=sitzungsdienst)
    assert "einstimmig empfohlen" in browser.get(weg).content.decode()
    assert "datenschutz_bestaetigt" in browser.post(weg, {}).context["form"].errors
    browser.post(weg, {"datenschutz_bestaetigt": "on"})
    eroeffnet.refresh_from_db()
    assert eroeffnet.status == SitzungStatus.GESCHLOSSEN


def test_calling_off_needs_a_reason(als, geplant, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("absagen", geplant.pk)
    assert "begründen" in browser.post(weg, {"bemerkung": " "}).context["form"].errors["bemerkung"][0]
    browser.post(weg, {"bemerkung": "Sturmflut"})
    geplant.refresh_from_db()
    assert geplant.status == SitzungStatus.ABGESAGT


def test_preview_before_and_sealed_paper_after_the_invitation(als, geplant, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("pdf", geplant.pk)
    vorschau = browser.get(weg)
    assert vorschau.content.startswith(b"%PDF-")
    assert "entwurf" in vorschau["Content-Disposition"]
    assert vorschau["Cache-Control"] == "private, no-store"
    factories.einladen(geplant, benutzer=sitzungsdienst)
    einladung = geplant.dokumente.get(art=Sitzungsdokument.Art.EINLADUNG)
    assert browser.get(weg).content == einladung.lesen()


def test_documents_of_the_inside_are_refused_to_an_amt(als, eingeladen, sachbearbeiterin, ratsfrau, gast):
    arten = {d.art: d for d in eingeladen.dokumente.all()}
    innen = adresse("dokument", eingeladen.pk, arten[Sitzungsdokument.Art.EINLADUNG].pk)
    aussen = adresse("dokument", eingeladen.pk, arten[Sitzungsdokument.Art.BEKANNTMACHUNG].pk)
    assert als(sachbearbeiterin).get(innen).status_code == 403
    assert als(sachbearbeiterin).get(aussen).status_code == 200
    assert als(sachbearbeiterin).get(adresse("pdf", eingeladen.pk)).content == als(sachbearbeiterin).get(aussen).content
    assert als(ratsfrau).get(innen).status_code == 200
    assert als(gast).get(aussen).status_code == 404


def test_paper_that_cannot_be_made_is_explained(als, geplant, sitzungsdienst):
    # Past the check of the domain function, as an old row could.
    geplant.tops.filter(teil="n").update(titel="Zeichen \ue000 privat")
    antwort = als(sitzungsdienst).get(adresse("pdf", geplant.pk))
    assert antwort.status_code == 422
    assert "lässt sich nicht erzeugen" in antwort.content.decode()
    daten = {"datenschutz_bestaetigt": "on", "begruendung": "Der Vorsitz ist verreist."}
    antwort = als(sitzungsdienst).post(adresse("einladen", geplant.pk), daten)
    assert "U+E000" in antwort.context["form"].non_field_errors()[0]
    geplant.refresh_from_db()
    assert geplant.status == SitzungStatus.GEPLANT


def test_publication_is_withdrawn_with_grund_and_bemerkung(
    als, eingeladen, freigegeben, sitzungsdienst, sachbearbeiterin
):
    weg = adresse("vorlage_entfernen", freigegeben.pk)
    assert als(sachbearbeiterin).get(weg).status_code == 403
    browser = als(sitzungsdienst)
    assert set(browser.post(weg, {}).context["form"].errors) == {"grund", "bemerkung"}
    browser.post(weg, {"grund": Grund.DATENSCHUTZ.value, "bemerkung": "Name in Anlage 2"})
    eintrag = Eintrag.objects.get(pk=freigegeben.oeffentliche_id)
    assert (eintrag.entfernt_grund, eintrag.titel) == (Grund.DATENSCHUTZ, "")
    antwort = browser.post(weg, {"grund": Grund.DATENSCHUTZ.value, "bemerkung": "noch einmal"}, follow=True)
    assert "nicht veröffentlicht" in antwort.content.decode()


def test_unpublished_paper_is_not_found_by_a_stranger(als, freigegeben, gast):
    assert als(gast).post(adresse("vorlage_entfernen", freigegeben.pk), {}).status_code == 404
