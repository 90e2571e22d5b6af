"""Motions and questions of members: handed in online, received, answered; what the members wrote stays theirs (§ 56 NKomVG)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction
from django.test import Client

from gremien.models import Person
from hinweise.models import Hinweis
from konten import rollen
from konten.rechte import darf
from tests import factories
from vorlagen import anlagen, antraege, entwurf, workflow
from vorlagen.choices import VorlageArt
from vorlagen.choices import VorlageStatus as S
from vorlagen.models import Vorlage

ZWEIZEILIG = {"betreff": "Radweg", "beschlussvorschlag": "Ein Radweg wird geplant.", "sachverhalt": "Er fehlt."}


@pytest.fixture
def parteifreundin(welt):
    """Another member of the same Fraktion."""
    konto = factories.konto("parteifreundin", rollen.MANDATSTRAEGER)
    Person.objects.filter(pk=welt.personen[6].pk).update(benutzer=konto)
    return konto


@pytest.fixture
def andere_fraktion(welt):
    konto = factories.konto("opposition", rollen.MANDATSTRAEGER)
    Person.objects.filter(pk=welt.personen[30].pk).update(benutzer=konto)
    return konto


@pytest.fixture
def antrag(jahr_2019, welt, ratsfrau):
    return antraege.anlegen(VorlageArt.ANTRAG, factories.ANTRAG, benutzer=ratsfrau, gremium=welt.fraktion)


@pytest.fixture
def eingegangen(antrag, ratsfrau):
    return workflow.ausfuehren(antrag, "stellen", benutzer=ratsfrau)


@pytest.fixture
def zugewiesen(eingegangen, sitzungsdienst, welt):
    return workflow.ausfuehren(eingegangen, "zuweisen", benutzer=sitzungsdienst, amt=welt.amt)


def finden(konto):
    return set(Vorlage.objects.sichtbar_fuer(konto))


def test_a_member_hands_in_and_reads_the_receipt(antrag, ratsfrau, sitzungsdienst):
    assert (antrag.amt, antrag.eingegangen_am) == (None, None)
    vorlage = workflow.ausfuehren(antrag, "stellen", benutzer=ratsfrau)
    assert vorlage.status == S.EINGEGANGEN
    assert vorlage.eingegangen_am == factories.zeit("2019-04-26")
    bestaetigung = Hinweis.objects.get(empfaenger=ratsfrau)
    assert "26.04.2019 um 10:00 Uhr" in bestaetigung.text
    assert factories.ANTRAG["betreff"] not in bestaetigung.titel_mail
    assert Hinweis.objects.get(empfaenger=sitzungsdienst).titel.startswith("Antrag eingegangen")


def test_time_of_receipt_stands(eingegangen):
    with pytest.raises(Error), transaction.atomic():
        Vorlage.objects.filter(pk=eingegangen.pk).update(eingegangen_am=factories.zeit("2019-04-01"))


@pytest.mark.parametrize("feld", ["betreff", "sachverhalt", "beschlussvorschlag"])
def test_the_words_of_the_members_stand_in_domain_and_database(feld, zugewiesen, sachbearbeiterin):
    with pytest.raises(ValidationError, match="Wortlaut"):
        entwurf.aendern(zugewiesen, {feld: "Anders"}, None, version=zugewiesen.version, benutzer=sachbearbeiterin)
    with pytest.raises(Error), transaction.atomic():
        Vorlage.objects.filter(pk=zugewiesen.pk).update(**{feld: "Anders"})


def test_the_amt_writes_its_stellungnahme_and_the_mover_reads_it_after_the_release(
    welt, zugewiesen, sachbearbeiterin, landrat, ratsfrau, client
):
    text = "<p>Die Verwaltung rät ab: GEHEIM-BIS-FREIGABE.</p>"
    felder = {
        "stellungnahme": text,
        "aktenzeichen": "66.1.",
        "ist_oeffentlich": True,
        "gesamtkosten_keine": True,
        "folgekosten_keine": True,
        "einnahmen_keine": True,
    }
    vorlage = entwurf.aendern(
        zugewiesen, felder, factories.stationen(welt), version=zugewiesen.version, benutzer=sachbearbeiterin
    )
    client.force_login(ratsfrau)
    adresse = f"/verwaltung/antraege/{vorlage.pk}/"
    assert vorlage not in finden(ratsfrau)
    assert not darf(ratsfrau, "vorlagen.sehen", vorlage)
    assert client.get(f"/verwaltung/vorlagen/{vorlage.pk}/").status_code == 404
    seite = client.get(adresse).content.decode()
    assert "In Bearbeitung" in seite
    assert "GEHEIM-BIS-FREIGABE" not in seite
    vorlage = factories.freigeben(vorlage, sachbearbeiterin, landrat)
    assert vorlage in finden(ratsfrau)
    assert "GEHEIM-BIS-FREIGABE" in client.get(adresse).content.decode()
    assert Hinweis.objects.filter(empfaenger=ratsfrau, titel__startswith="Bearbeitet und freigegeben").exists()
    inhalt = vorlage.fassungen.get().inhalt
    assert inhalt["antragsteller"] == "Fraktion Die Mitte (Vorname05 Mitglied05)"
    assert inhalt["stellungnahme"] == text


def test_drafts_are_seen_by_their_author_alone(antrag, ratsfrau, parteifreundin, besetzung):
    assert finden(ratsfrau) == {antrag}
    for konto in [parteifreundin, *(k for k in besetzung.values() if k != ratsfrau)]:
        assert not darf(konto, "vorlagen.sehen", antrag)
        assert finden(konto) == set()


def test_handed_in_it_is_the_fraktions_and_of_no_other(eingegangen, parteifreundin, andere_fraktion, client):
    assert finden(parteifreundin) == {eingegangen}
    assert finden(andere_fraktion) == set()
    client.force_login(andere_fraktion)
    assert client.get(f"/verwaltung/antraege/{eingegangen.pk}/").status_code == 404
    # The Fraktion reads; who handed it in takes it back.
    assert workflow.moegliche_uebergaenge(eingegangen, parteifreundin) == []


def test_nothing_of_a_motion_that_came_in_is_public(eingegangen):
    oeffentlich = Client()
    for adresse in ("/", "/vorlagen/", "/vorlagen/?q=Radweg"):
        assert eingegangen.betreff not in oeffentlich.get(adresse).content.decode()


def test_only_a_member_of_the_day_moves_for_a_fraktion(jahr_2019, welt, andere_fraktion, ratsfrau, sachbearbeiterin):
    with pytest.raises(ValidationError, match="heute nicht an"):
        antraege.anlegen(VorlageArt.ANTRAG, factories.ANTRAG, benutzer=andere_fraktion, gremium=welt.fraktion)
    # § 56: every member moves in their own name.
    eigener = antraege.anlegen(VorlageArt.ANTRAG, factories.ANTRAG, benutzer=andere_fraktion)
    assert eigener.antragsteller == "Vorname30 Mitglied30"
    with pytest.raises(PermissionDenied):
        antraege.anlegen(VorlageArt.ANTRAG, factories.ANTRAG, benutzer=sachbearbeiterin)
    with pytest.raises(ValidationError, match="Abgeordnete"):
        factories.entwurf(welt, sachbearbeiterin, art=VorlageArt.ANTRAG)
    welt.personen[5].mitgliedschaften.update(bis=factories.zeit("2019-04-25").date())
    with pytest.raises(PermissionDenied):
        antraege.anlegen(VorlageArt.ANTRAG, factories.ANTRAG, benutzer=type(ratsfrau).objects.get(pk=ratsfrau.pk))


def test_the_house_asks_for_an_addition_and_changes_nothing(eingegangen, sitzungsdienst, ratsfrau):
    with pytest.raises(ValidationError, match="begründen"):
        workflow.ausfuehren(eingegangen, "ergaenzung_erbitten", benutzer=sitzungsdienst)
    bitte = {"benutzer": sitzungsdienst, "bemerkung": "Bitte den Antragstext ergänzen."}
    vorlage = workflow.ausfuehren(eingegangen, "ergaenzung_erbitten", **bitte)
    assert (vorlage.status, vorlage.eingegangen_am) == (S.EINGEGANGEN, eingegangen.eingegangen_am)
    assert "Antragstext" in Hinweis.objects.get(empfaenger=ratsfrau, titel__startswith="Bitte um").text
    with pytest.raises(ValidationError, match="schon"):
        workflow.ausfuehren(eingegangen, "ergaenzung_erbitten", **bitte)
    assert Hinweis.objects.filter(empfaenger=ratsfrau, titel__startswith="Bitte um").count() == 1


def test_only_who_moved_takes_it_back_to_change_it_and_the_receipt_is_void(
    eingegangen, sitzungsdienst, ratsfrau, parteifreundin
):
    for konto in (sitzungsdienst, parteifreundin):
        with pytest.raises(PermissionDenied):
            workflow.ausfuehren(eingegangen, "zurueckholen", benutzer=konto)
    vorlage = workflow.ausfuehren(eingegangen, "zurueckholen", benutzer=ratsfrau)
    assert (vorlage.status, vorlage.eingegangen_am) == (S.ENTWURF, None)
    assert finden(sitzungsdienst) == set()
    vorlage = antraege.aendern(
        vorlage, factories.ANTRAG | {"betreff": "Anders"}, gremium=None, version=1, benutzer=ratsfrau
    )
    assert workflow.ausfuehren(vorlage, "stellen", benutzer=ratsfrau).betreff == "Anders"


def test_the_verwaltung_does_not_withdraw_a_motion_but_its_mover_does(
    zugewiesen, landrat, amtsleiter, ratsfrau, client
):
    for konto in (landrat, amtsleiter):
        with pytest.raises(PermissionDenied):
            workflow.ausfuehren(zugewiesen, "zurueckziehen", benutzer=konto, bemerkung="Nein")
    client.force_login(ratsfrau)
    antwort = client.post(
        f"/verwaltung/vorlagen/{zugewiesen.pk}/uebergang/zurueckziehen/", {"bemerkung": "Erledigt."}, follow=True
    )
    assert antwort.redirect_chain[-1][0] == f"/verwaltung/antraege/{zugewiesen.pk}/"
    zugewiesen.refresh_from_db()
    assert zugewiesen.status == S.ZURUECKGEZOGEN


def test_an_empty_motion_is_not_handed_in(jahr_2019, ratsfrau):
    vorlage = antraege.anlegen(VorlageArt.ANTRAG, {"betreff": "Leer"}, benutzer=ratsfrau)
    with pytest.raises(ValidationError) as fehler:
        workflow.ausfuehren(vorlage, "stellen", benutzer=ratsfrau)
    assert any("beschlossen werden soll" in text for text in fehler.value.messages)


def test_assigning_needs_another_amt(eingegangen, sitzungsdienst, welt, amtsleiter):
    with pytest.raises(ValidationError, match="Bitte wählen Sie das Amt"):
        workflow.ausfuehren(eingegangen, "zuweisen", benutzer=sitzungsdienst)
    vorlage = workflow.ausfuehren(eingegangen, "zuweisen", benutzer=sitzungsdienst, amt=welt.amt)
    assert Hinweis.objects.get(empfaenger=amtsleiter).titel.startswith("Zugewiesen: Antrag")
    with pytest.raises(ValidationError, match="schon federführend"):
        workflow.ausfuehren(vorlage, "zuweisen", benutzer=sitzungsdienst, amt=welt.amt)
    vorlage = workflow.ausfuehren(vorlage, "zuweisen", benutzer=sitzungsdienst, amt=welt.anderes_amt)
    assert (vorlage.status, vorlage.amt) == (S.IN_BEARBEITUNG, welt.anderes_amt)


def test_the_amt_does_not_take_off_what_members_attached(
    jahr_2019, antrag, ratsfrau, sitzungsdienst, welt, sachbearbeiterin
):
    anlage = anlagen.hinzufuegen(
        antrag, titel="Karte", ist_oeffentlich=False, datei=factories.datei(), benutzer=ratsfrau
    )
    workflow.ausfuehren(antrag, "stellen", benutzer=ratsfrau)
    workflow.ausfuehren(antrag, "zuweisen", benutzer=sitzungsdienst, amt=welt.amt)
    anlage.refresh_from_db()
    with pytest.raises(ValidationError, match="Antragstellenden"):
        anlagen.entfernen(anlage, benutzer=sachbearbeiterin)


# Pages


def test_a_member_writes_hands_in_and_follows_online(jahr_2019, welt, ratsfrau, sitzungsdienst, client):
    client.force_login(ratsfrau)
    assert "Antrag schreiben" in client.get("/verwaltung/antraege/").content.decode()
    antwort = client.post(
        "/verwaltung/antraege/neu/?art=antrag", ZWEIZEILIG | {"antragsteller_gremium": welt.fraktion.pk}, follow=True
    )
    vorlage = Vorlage.objects.get()
    seite = antwort.content.decode()
    assert antwort.redirect_chain[-1][0] == f"/verwaltung/antraege/{vorlage.pk}/"
    assert "nur Sie können ihn sehen" in seite
    assert "Antragstext" in seite
    client.post(f"/verwaltung/antraege/{vorlage.pk}/bearbeiten/", ZWEIZEILIG | {"betreff": "Radwege", "version": 1})
    vorlage.refresh_from_db()
    assert (vorlage.betreff, vorlage.antragsteller_gremium) == ("Radwege", None)
    client.post(f"/verwaltung/vorlagen/{vorlage.pk}/uebergang/stellen/", {})
    vorlage.refresh_from_db()
    assert vorlage.status == S.EINGEGANGEN
    assert "Eingegangen" in client.get("/verwaltung/antraege/").content.decode()
    client.force_login(sitzungsdienst)
    assert "Radwege" in client.get("/verwaltung/antraege/").content.decode()
    weg = f"/verwaltung/vorlagen/{vorlage.pk}/uebergang/zuweisen/"
    assert "Federführendes Amt" in client.get(weg).content.decode()
    client.post(weg, {"amt": welt.amt.pk})
    vorlage.refresh_from_db()
    assert (vorlage.status, vorlage.amt) == (S.IN_BEARBEITUNG, welt.amt)


def test_form_keeps_what_was_typed(jahr_2019, ratsfrau, client):
    client.force_login(ratsfrau)
    antwort = client.post("/verwaltung/antraege/neu/?art=anfrage", {"betreff": "", "sachverhalt": "Wie viele?"})
    assert antwort.status_code == 422
    seite = antwort.content.decode()
    assert "Bitte geben Sie einen Betreff an." in seite
    assert "Wie viele?" in seite
    assert "Antragstext" not in seite


@pytest.mark.parametrize("wer", ["gast", "sachbearbeiterin", "administration"])
def test_pages_are_of_members_and_the_sitzungsdienst(wer, besetzung, client):
    client.force_login(besetzung[wer])
    assert client.get("/verwaltung/antraege/").status_code == 404
    assert client.get("/verwaltung/antraege/neu/?art=antrag").status_code == 403


@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize(("wer", "abfragen"), [("ratsfrau", 8), ("sitzungsdienst", 7)])
def test_list_asks_the_same_for_any_number_of_rows(
    anzahl, wer, abfragen, jahr_2019, welt, besetzung, client, django_assert_num_queries
):
    for _ in range(anzahl):
        vorlage = antraege.anlegen(
            VorlageArt.ANTRAG, factories.ANTRAG, benutzer=besetzung["ratsfrau"], gremium=welt.fraktion
        )
        workflow.ausfuehren(vorlage, "stellen", benutzer=besetzung["ratsfrau"])
    client.force_login(besetzung[wer])
    with django_assert_num_queries(abfragen):
        assert client.get("/verwaltung/antraege/").status_code == 200


def test_members_are_not_told_what_happens_inside_the_house(welt, jahr_2019, besetzung):
    vorlage = factories.papier(welt, VorlageArt.ANTRAG, besetzung)
    workflow.ausfuehren(vorlage, "einreichen", benutzer=besetzung["sachbearbeiterin"])
    workflow.ausfuehren(vorlage, "zurueckgeben", benutzer=besetzung["landrat"], bemerkung="NUR-INTERN")
    assert not Hinweis.objects.filter(empfaenger=besetzung["ratsfrau"]).exists()
    assert Hinweis.objects.filter(empfaenger=besetzung["sachbearbeiterin"], text="NUR-INTERN").exists()
