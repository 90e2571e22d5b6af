"""Motions are written like every other draft: kept, compared, previewed; their Anlagen stand with them; paper is taken up."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from hinweise.models import Hinweis
from konten.rechte import darf
from tests import factories
from vorlagen import anlagen, antraege, workflow
from vorlagen.choices import VorlageArt
from vorlagen.choices import VorlageStatus as S
from vorlagen.models import Anlage, Arbeitsstand, Vorlage

NEU = "/verwaltung/antraege/neu/"
AUFNEHMEN = "/verwaltung/antraege/aufnehmen/"
TEXT = {"betreff": "Radweg", "beschlussvorschlag": "Ein Radweg wird geplant.", "sachverhalt": "Er fehlt."}


@pytest.fixture
def antrag(jahr_2019, welt, ratsfrau):
    return antraege.anlegen(VorlageArt.ANTRAG, factories.ANTRAG, benutzer=ratsfrau, gremium=welt.fraktion)


@pytest.fixture
def mit_anlage(antrag, ratsfrau):
    for titel in ("Karte", "Zählung"):
        anlagen.hinzufuegen(
            antrag, titel=titel, ist_oeffentlich=False, datei=factories.datei(inhalt=factories.PDF), benutzer=ratsfrau
        )
    return antrag


@pytest.fixture
def zugewiesen(mit_anlage, ratsfrau, sitzungsdienst, welt):
    workflow.ausfuehren(mit_anlage, "stellen", benutzer=ratsfrau)
    return workflow.ausfuehren(mit_anlage, "zuweisen", benutzer=sitzungsdienst, amt=welt.amt)


def fenster(**felder):
    return {"formular": str(uuid4()), "fenster": str(uuid4()), "seite": "antrag", "art": "antrag"} | TEXT | felder


def ohne_mandat(welt, konto):
    welt.personen[5].mitgliedschaften.update(bis=factories.zeit("2019-04-25").date())
    return type(konto).objects.get(pk=konto.pk)


# Kept while it is written


def test_what_a_member_types_is_kept_and_offered(jahr_2019, ratsfrau, client):
    client.force_login(ratsfrau)
    daten = fenster()
    antwort = client.post("/verwaltung/vorlagen/neu/arbeitsstand/", daten)
    assert antwort.json()["text"].startswith("Gespeichert als Arbeitsstand")
    assert not Vorlage.objects.exists()
    seite = client.get(f"{NEU}?art=anfrage").content.decode()
    weg = re.search(r'href="(/verwaltung/antraege/neu/[^"]*formular=[^"]*)"', seite)[1].replace("&amp;", "&")
    assert "art=antrag" in weg
    assert "Ein Radweg wird geplant." in client.get(weg).content.decode()
    client.post(weg, daten)
    assert (Vorlage.objects.get().art, Arbeitsstand.objects.count()) == ("antrag", 0)


def test_a_form_sent_twice_begins_one_motion(jahr_2019, ratsfrau, client):
    client.force_login(ratsfrau)
    daten = fenster()
    client.post(NEU, daten)
    antwort = client.post(NEU, daten | {"betreff": "Später getippt"}, follow=True)
    vorlage = Vorlage.objects.get()
    assert antwort.redirect_chain[-1][0] == f"/verwaltung/antraege/{vorlage.pk}/bearbeiten/"
    assert "Später getippt" in antwort.content.decode()


def test_a_second_window_sees_both_texts_and_chooses(antrag, ratsfrau, welt, client):
    client.force_login(ratsfrau)
    adresse = f"/verwaltung/antraege/{antrag.pk}/bearbeiten/"
    client.post(adresse, fenster(version=1, betreff="Aus dem ersten Fenster"))
    zweites = fenster(version=1, betreff="Aus dem zweiten")
    antwort = client.post(adresse, zweites)
    seite = antwort.content.decode()
    assert antwort.status_code == 409
    assert "konflikt-betreff" in seite
    # Nobody is named in it any more, which the first window has saved.
    assert "konflikt-antragsteller_gremium" not in seite
    assert Arbeitsstand.objects.get().felder["betreff"] == ["Aus dem zweiten"]
    wahl = zweites | {"version": 2, "folge": "auswahl", "konflikt-betreff": "deren"}
    assert "Aus dem ersten Fenster</textarea>" in client.post(adresse, wahl).content.decode()


def test_the_preview_shows_what_is_typed_and_saves_nothing(jahr_2019, ratsfrau, client):
    client.force_login(ratsfrau)
    antwort = client.post("/verwaltung/vorlagen/neu/vorschau/", fenster())
    assert antwort.status_code == 200
    assert "Ein Radweg wird geplant." in antwort.content.decode()
    assert not Vorlage.objects.exists()


def test_the_preview_of_a_draft_is_its_authors(antrag, ratsfrau, sitzungsdienst, client):
    adresse = f"/verwaltung/vorlagen/{antrag.pk}/vorschau/"
    client.force_login(ratsfrau)
    assert "Anderer Text" in client.post(adresse, fenster(sachverhalt="Anderer Text")).content.decode()
    client.force_login(sitzungsdienst)
    assert client.post(adresse, fenster()).status_code == 404


# Anlagen


def test_members_attach_files_to_their_own_draft(antrag, ratsfrau, client):
    client.force_login(ratsfrau)
    adresse = f"/verwaltung/vorlagen/{antrag.pk}/anlagen/"
    seite = client.get(adresse).content.decode()
    assert "Anlage ankündigen" not in seite
    client.post(adresse, {"hochladen": "1", "dateien": [factories.datei("karte.pdf")]})
    assert [a.titel for a in antrag.anlagen.all()] == ["karte"]
    assert "karte" in client.get(f"/verwaltung/antraege/{antrag.pk}/").content.decode()
    with pytest.raises(ValidationError, match="fügen Sie die Datei bei"):
        anlagen.hinzufuegen(antrag, titel="Später", ist_oeffentlich=False, benutzer=ratsfrau)
    # The draft has one page, whichever address was called.
    assert client.get(f"/verwaltung/vorlagen/{antrag.pk}/").url == f"/verwaltung/antraege/{antrag.pk}/"


def test_what_was_handed_in_stands_in_domain_and_database(zugewiesen, sachbearbeiterin):
    karte, zaehlung = zugewiesen.anlagen.all()
    assert (karte.steht_fest, zaehlung.steht_fest) == (True, True)
    eigene = anlagen.hinzufuegen(
        zugewiesen, titel="Plan", ist_oeffentlich=False, datei=factories.datei(), benutzer=sachbearbeiterin
    )
    for versuch in (
        lambda: anlagen.aendern(karte, titel="Anders", oeffentlichkeit="nein", benutzer=sachbearbeiterin),
        lambda: anlagen.ersetzen(karte, factories.datei(inhalt=factories.PDF + b"\n"), benutzer=sachbearbeiterin),
        lambda: anlagen.entfernen(karte, benutzer=sachbearbeiterin),
        lambda: anlagen.ordnen(zugewiesen, [eigene.pk, karte.pk, zaehlung.pk], benutzer=sachbearbeiterin),
    ):
        with pytest.raises(ValidationError, match="Antragstellenden"):
            versuch()
    anlagen.ordnen(zugewiesen, [karte.pk, zaehlung.pk, eigene.pk], benutzer=sachbearbeiterin)
    anlagen.entfernen(eigene, benutzer=sachbearbeiterin)
    for felder in ({"titel": "Anders"}, {"position": 9}, {"mit_eingereicht": False}):
        with pytest.raises(Error), transaction.atomic():
            Anlage.objects.filter(pk=karte.pk).update(**felder)
    for zeilen in (Anlage.objects.filter(pk=karte.pk), karte.dateien.all()):
        with pytest.raises(Error), transaction.atomic():
            zeilen.delete()


def test_taken_back_the_anlagen_are_the_members_again(mit_anlage, ratsfrau):
    workflow.ausfuehren(mit_anlage, "stellen", benutzer=ratsfrau)
    workflow.ausfuehren(mit_anlage, "zurueckholen", benutzer=ratsfrau)
    anlagen.entfernen(mit_anlage.anlagen.first(), benutzer=ratsfrau)
    assert mit_anlage.anlagen.get().titel == "Zählung"


def test_the_amt_sees_what_is_fixed_and_adds_its_own(zugewiesen, sachbearbeiterin, client):
    client.force_login(sachbearbeiterin)
    adresse = f"/verwaltung/vorlagen/{zugewiesen.pk}/anlagen/"
    seite = client.get(adresse).content.decode()
    assert seite.count("von den Antragstellenden eingereicht") == 2
    assert "Nach oben" not in seite
    client.post(adresse, {"hochladen": "1", "dateien": [factories.datei("plan.pdf")]})
    assert zugewiesen.anlagen.last().titel == "plan"


# On paper


def papier(welt, **felder):
    return {
        "art": "antrag",
        "seite": "eingang",
        "formular": str(uuid4()),
        "fenster": str(uuid4()),
        "antragsteller_person": welt.personen[5].pk,
        "antragsteller_gremium": welt.fraktion.pk,
        "eingegangen_tag": "2019-04-24",
        "eingegangen_zeit": "09:30",
        "papier": factories.datei("scan.pdf"),
        "verglichen": "on",
        **TEXT,
        **felder,
    }


def test_the_sitzungsdienst_takes_up_a_motion_on_paper(jahr_2019, welt, ratsfrau, sitzungsdienst, client):
    client.force_login(sitzungsdienst)
    assert AUFNEHMEN in client.get("/verwaltung/antraege/").content.decode()
    client.post(AUFNEHMEN, papier(welt))
    vorlage = Vorlage.objects.get()
    assert (vorlage.status, vorlage.eingegangen_am) == (S.EINGEGANGEN, factories.zeit("2019-04-24", "09:30"))
    assert vorlage.antragsteller == "Fraktion Die Mitte (Vorname05 Mitglied05)"
    assert [(a.titel, a.steht_fest) for a in vorlage.anlagen.all()] == [("Eingereichtes Papier", True)]
    assert "24.04.2019 um 09:30 Uhr" in Hinweis.objects.get(empfaenger=ratsfrau).text
    # It is the member's, not of who typed it.
    assert darf(ratsfrau, "vorlagen.zurueckholen", vorlage)
    assert not darf(sitzungsdienst, "vorlagen.zurueckziehen", vorlage)
    client.force_login(ratsfrau)
    assert "Eingegangen" in client.get(f"/verwaltung/antraege/{vorlage.pk}/").content.decode()
    workflow.ausfuehren(vorlage, "zuweisen", benutzer=sitzungsdienst, amt=welt.amt)


def test_paper_sent_twice_is_taken_up_once(jahr_2019, welt, sitzungsdienst, client):
    client.force_login(sitzungsdienst)
    daten = papier(welt)
    client.post(AUFNEHMEN, daten)
    detail = f"/verwaltung/vorlagen/{Vorlage.objects.get().pk}/"
    assert client.post(AUFNEHMEN, daten | {"papier": factories.datei("scan.pdf")}).url == detail
    assert client.get(f"{AUFNEHMEN}?formular={daten['formular']}").url == detail
    assert Anlage.objects.count() == 1


@pytest.mark.parametrize(
    ("felder", "satz"),
    [
        ({"eingegangen_tag": "2019-05-02"}, "liegt in der Zukunft"),
        ({"eingegangen_tag": "2016-10-01"}, "keinen Sitz im Kreistag"),
        ({"antragsteller_person": ""}, "wer unterschrieben hat"),
        ({"verglichen": ""}, "vergleichen Sie den Wortlaut"),
        ({"papier": ""}, "Scan des Papiers"),
        ({"beschlussvorschlag": ""}, "was beschlossen werden soll"),
        ({"papier": factories.datei("scan.exe", b"MZ")}, "PDF, PNG oder JPEG"),
    ],
)
def test_what_is_wrong_with_it_is_said_and_nothing_is_lost(felder, satz, jahr_2019, welt, sitzungsdienst, client):
    client.force_login(sitzungsdienst)
    antwort = client.post(AUFNEHMEN, papier(welt, **felder))
    seite = antwort.content.decode()
    assert antwort.status_code == 422
    assert satz in seite
    assert "Er fehlt." in seite
    assert not Vorlage.objects.exists()
    assert Arbeitsstand.objects.get().felder["betreff"] == ["Radweg"]


def test_a_person_of_another_fraktion_is_refused(jahr_2019, welt, sitzungsdienst, client):
    client.force_login(sitzungsdienst)
    antwort = client.post(AUFNEHMEN, papier(welt, antragsteller_person=welt.personen[30].pk))
    assert "gehörte am 24.04.2019 nicht zu" in antwort.content.decode()


def test_nobody_else_takes_up_paper(jahr_2019, welt, besetzung, client):
    for name, konto in besetzung.items():
        client.force_login(konto)
        assert client.get(AUFNEHMEN).status_code == (200 if name == "sitzungsdienst" else 403), name
    with pytest.raises(PermissionDenied):
        antraege.erfassen(
            "antrag",
            factories.ANTRAG,
            person=welt.personen[5],
            eingegangen_am=factories.zeit("2019-04-24"),
            papier=factories.datei(),
            benutzer=besetzung["landrat"],
        )


# The mandate has ended


def test_after_the_mandate_the_draft_is_read_and_not_handed_in(antrag, welt, ratsfrau, client):
    ratsfrau = ohne_mandat(welt, ratsfrau)
    client.force_login(ratsfrau)
    seite = client.get(f"/verwaltung/antraege/{antrag.pk}/").content.decode()
    assert "Ihr Mandat im Kreistag ist beendet" in seite
    assert "Beim Sitzungsdienst einreichen" not in seite
    assert "Radweg an der Kreisstraße 12" in client.get("/verwaltung/antraege/").content.decode()
    antwort = client.post(f"/verwaltung/vorlagen/{antrag.pk}/uebergang/stellen/", {}, follow=True)
    assert "Ihr Mandat im Kreistag ist beendet" in antwort.content.decode()
    with pytest.raises(PermissionDenied, match="Mandat"):
        workflow.ausfuehren(antrag, "stellen", benutzer=ratsfrau)
    antwort = client.post(f"/verwaltung/antraege/{antrag.pk}/bearbeiten/", fenster(version=1, betreff="Zu spät"))
    assert (antwort.status_code, "Zu spät" in antwort.content.decode()) == (403, True)
    antrag.refresh_from_db()
    assert (antrag.status, antrag.betreff) == (S.ENTWURF, factories.ANTRAG["betreff"])


def test_after_the_mandate_what_was_handed_in_goes_its_way(antrag, welt, ratsfrau, sitzungsdienst, client):
    workflow.ausfuehren(antrag, "stellen", benutzer=ratsfrau)
    ratsfrau = ohne_mandat(welt, ratsfrau)
    client.force_login(ratsfrau)
    assert client.get(f"/verwaltung/antraege/{antrag.pk}/").status_code == 404
    Hinweis.objects.all().delete()
    workflow.ausfuehren(antrag, "ergaenzung_erbitten", benutzer=sitzungsdienst, bemerkung="Bitte ergänzen.")
    assert not Hinweis.objects.filter(empfaenger=ratsfrau).exists()
    vorlage = workflow.ausfuehren(antrag, "zuweisen", benutzer=sitzungsdienst, amt=welt.amt)
    assert vorlage.status == S.IN_BEARBEITUNG
