"""The desk: each role sees what it has to do and nothing else, overdue first, in a constant number of queries."""

from datetime import date

import pytest
from django.urls import reverse

from hinweise.models import Lauf, Sendung
from schreibtisch.bloecke import Frist
from schreibtisch.zusammenstellen import bloecke_fuer
from tests import factories
from vorlagen import anlagen, workflow
from wittmund_ris import uhr

pytestmark = pytest.mark.django_db
HEUTE = date(2019, 4, 26)
TISCH = reverse("schreibtisch:schreibtisch")
BLOECKE = {
    "sachbearbeiterin": ["zurueck", "entwuerfe", "antraege", "anlagen", "unterwegs", "beschluesse", "fristen"],
    "amtsleiter": [
        "mitzeichnung",
        "amt",
        "zurueck",
        "entwuerfe",
        "antraege",
        "anlagen",
        "unterwegs",
        "beschluesse",
        "fristen",
    ],
    "landrat": ["freigabe", "unterschriften"],
    "sitzungsdienst": [
        "verlangen",
        "eingang",
        "abschliessen",
        "einladen",
        "ohne-to",
        "protokolle",
        "beschlusskontrolle",
        "verpflichtung",
        "archiv",
    ],
    "ratsfrau": ["sitzungen", "unterlagen", "eigene"],
    "administration": ["betreuung"],
    "gast": [],
    "superuser": [],
}


@pytest.fixture
def als(client, jahr_2019):
    def anmelden(konto):
        client.force_login(konto)
        return client

    return anmelden


def block(konto, kennung):
    """One block of a desk by its name."""
    return next(b for b in bloecke_fuer(konto, HEUTE) if b.kennung == kennung)


def titel(konto, kennung):
    return [z.titel for z in block(konto, kennung).zeilen]


def test_each_role_has_its_own_blocks(besetzung, jahr_2019):
    gezeigt = {name: [b.kennung for b in bloecke_fuer(besetzung[name], HEUTE)] for name in BLOECKE}
    assert gezeigt == BLOECKE


@pytest.mark.parametrize("wer", BLOECKE)
def test_login_leads_to_the_desk_and_empty_blocks_help(als, besetzung, client, wer):
    antwort = client.post(
        reverse("konten:anmelden"), {"username": besetzung[wer].username, "password": factories.PASSWORT}
    )
    assert antwort.url == TISCH == "/verwaltung/"
    seite = als(besetzung[wer]).get(TISCH).content.decode()
    for leer in bloecke_fuer(besetzung[wer], HEUTE):
        assert leer.titel in seite
        assert leer.gesamt or leer.leer in seite


def test_clerk_sees_own_drafts_with_the_deadline_of_their_first_station(entwurf, sachbearbeiterin, amtsleiter):
    (zeile,) = block(sachbearbeiterin, "entwuerfe").zeilen
    assert (zeile.titel, zeile.url) == (entwurf.betreff, reverse("vorlagen:detail", args=[entwurf.pk]))
    assert "zuerst im Sozialausschuss" in zeile.zusatz
    assert zeile.frist.wort == "Abgabe bis" and zeile.frist.tag < date(2019, 5, 13)
    assert titel(amtsleiter, "entwuerfe") == []  # the draft of somebody else


def test_what_came_back_says_who_and_why(entwurf, sachbearbeiterin, landrat):
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    assert titel(sachbearbeiterin, "unterwegs") == [entwurf.betreff]
    workflow.ausfuehren(entwurf, "zurueckgeben", benutzer=landrat, bemerkung="Bitte Kosten nennen.")
    (zeile,) = block(sachbearbeiterin, "zurueck").zeilen
    assert zeile.zitat == "Bitte Kosten nennen."
    assert str(landrat) in zeile.zusatz
    assert titel(sachbearbeiterin, "entwuerfe") == titel(sachbearbeiterin, "unterwegs") == []


def test_release_waits_for_those_who_have_not_written(entwurf, sachbearbeiterin, landrat):
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    zweiter = factories.konto("zweite", "Verwaltungsleitung", last_name="Zweite")
    assert titel(landrat, "freigabe") == titel(zweiter, "freigabe") == [entwurf.betreff]
    entwurf.verlauf.create(aktion="bearbeitet", benutzer=zweiter, von_status="entwurf", nach_status="entwurf")
    assert titel(zweiter, "freigabe") == []


def test_released_paper_waits_for_an_agenda_and_its_sitting_for_the_invitation(
    welt, freigegeben, sitzungsdienst, ratsfrau, sachbearbeiterin
):
    (zeile,) = block(sitzungsdienst, "ohne-to").zeilen
    assert zeile.zusatz == "Für: Sozialausschuss"
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    assert titel(sitzungsdienst, "ohne-to") == []
    (zeile,) = block(sitzungsdienst, "einladen").zeilen
    # Seven full days between dispatch and sitting, neither day counted.
    assert zeile.frist.tag == date(2019, 5, 5)
    assert titel(ratsfrau, "sitzungen") == []
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    assert titel(sitzungsdienst, "einladen") == []
    assert titel(ratsfrau, "sitzungen") == ["Sozialausschuss"]
    assert titel(ratsfrau, "unterlagen") == [str(freigegeben)]
    assert "Als Nächstes: Sozialausschuss am 13.05.2019" in block(sachbearbeiterin, "unterwegs").zeilen[0].zusatz
    with uhr.gestellt(factories.zeit("2019-05-13", "18:00")):
        (zeile,) = next(b for b in bloecke_fuer(sitzungsdienst, uhr.heute()) if b.kennung == "abschliessen").zeilen
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        (zeile,) = next(b for b in bloecke_fuer(sitzungsdienst, uhr.heute()) if b.kennung == "abschliessen").zeilen
        assert zeile.zusatz == "1 Ergebnis fehlt"
        factories.abstimmen(sitzung, freigegeben, 11, 0, 0, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    assert block(sitzungsdienst, "ohne-to").zeilen[0].zusatz == "Für: Kreisausschuss"


def test_members_see_only_sittings_of_their_bodies(welt, freigegeben, sitzungsdienst, ratsfrau):
    welt.personen[5].mitgliedschaften.filter(gremium=welt.sozialausschuss).update(bis=date(2019, 4, 1))
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    assert titel(ratsfrau, "sitzungen") == titel(ratsfrau, "unterlagen") == []


def test_announced_anlage_stays_on_the_desk_until_it_is_there(entwurf, sachbearbeiterin, landrat):
    anlage = anlagen.hinzufuegen(entwurf, titel="Gutachten", ist_oeffentlich=True, benutzer=sachbearbeiterin)
    assert titel(sachbearbeiterin, "anlagen") == []  # on the draft it is still being written
    factories.freigeben(entwurf, sachbearbeiterin, landrat)
    (zeile,) = block(sachbearbeiterin, "anlagen").zeilen
    assert (zeile.titel, zeile.url) == ("Gutachten", reverse("vorlagen:anlage_nachreichen", args=[anlage.pk]))
    assert zeile.frist.tag == date(2019, 5, 8)
    anlage.refresh_from_db()
    anlagen.nachreichen(anlage, factories.datei(), benutzer=sachbearbeiterin)
    assert titel(sachbearbeiterin, "anlagen") == []


def test_administration_sees_that_nobody_works_and_what_failed(leser_mit_mail, administration, jahr_2019):
    assert titel(administration, "betreuung") == ["Die Hintergrundarbeit steht", "1 Mail ist nicht versandt"]
    Lauf.objects.create(name="taktgeber", zuletzt_am=uhr.jetzt())
    Sendung.objects.all().delete()
    assert titel(administration, "betreuung") == []


@pytest.fixture
def leser_mit_mail(welt):
    konto = factories.konto("leser", email="leser@example.org")
    return Sendung.objects.create(empfaenger=konto, art="tag", tag=HEUTE, status="fehlgeschlagen")


@pytest.mark.parametrize(
    ("tage", "ton", "abstand"),
    [
        (-2, "danger", "seit 2 Tagen vorbei"),
        (-1, "danger", "seit gestern vorbei"),
        (0, "warning", "heute"),
        (1, "warning", "morgen"),
        (3, "warning", "in 3 Tagen"),
        (4, "neutral", "in 4 Tagen"),
    ],
)
def test_a_deadline_says_how_far_away_it_is(tage, ton, abstand):
    frist = Frist(date.fromordinal(HEUTE.toordinal() + tage), "Abgabe bis", HEUTE)
    assert (frist.ton, frist.abstand) == (ton, abstand)


def test_overdue_stands_first_and_is_counted_in_words(als, welt, sachbearbeiterin):
    folge = factories.stationen(welt)
    for n, tag in enumerate((date(2019, 6, 3), date(2019, 4, 29))):
        folge[0] = folge[0] | {"geplant_am": tag}
        factories.entwurf(welt, sachbearbeiterin, folge=folge, betreff=f"Papier {n}")
    assert titel(sachbearbeiterin, "entwuerfe") == ["Papier 1", "Papier 0"]
    assert "1 Frist ist überschritten." in als(sachbearbeiterin).get(TISCH).content.decode()


def test_a_long_block_shows_the_first_and_says_how_many_more(als, welt, sachbearbeiterin):
    for n in range(10):
        factories.entwurf(welt, sachbearbeiterin, betreff=f"Papier {n:02}")
    seite = als(sachbearbeiterin).get(TISCH).content.decode()
    assert seite.count('st-zeile__titel" href') == 8
    assert "(2 weitere)" in seite


def reichlich(welt, besetzung, anzahl):
    """Of everything that can lie on a desk, `anzahl`."""
    verfasserin, leitung, dienst = besetzung["sachbearbeiterin"], besetzung["landrat"], besetzung["sitzungsdienst"]
    for n in range(anzahl):
        factories.entwurf(welt, verfasserin, betreff=f"Entwurf {n}")
        zurueck = factories.entwurf(welt, verfasserin)
        workflow.ausfuehren(zurueck, "einreichen", benutzer=verfasserin)
        workflow.ausfuehren(zurueck, "zurueckgeben", benutzer=leitung, bemerkung="Bitte kürzen.")
        workflow.ausfuehren(factories.entwurf(welt, verfasserin), "einreichen", benutzer=verfasserin)
        wartend = factories.entwurf(welt, verfasserin)
        anlagen.hinzufuegen(wartend, titel="Plan", ist_oeffentlich=True, benutzer=verfasserin)
        factories.freigeben(wartend, verfasserin, leitung)
        vorlage = factories.freigeben(factories.entwurf(welt, verfasserin), verfasserin, leitung)
        geladen = factories.sitzung_mit(welt.sozialausschuss, f"2019-05-{10 + n}", [vorlage], benutzer=dienst)
        factories.einladen(geladen, benutzer=dienst)
        factories.sitzung_mit(welt.kreisausschuss, f"2019-05-{20 + n}", [], benutzer=dienst)


@pytest.mark.parametrize(
    ("wer", "abfragen"),
    [("sachbearbeiterin", 15), ("amtsleiter", 17), ("landrat", 9), ("sitzungsdienst", 20), ("ratsfrau", 11)],
)
@pytest.mark.parametrize("anzahl", [1, 3])
def test_desk_query_count(als, welt, besetzung, jahr_2019, wer, abfragen, anzahl, django_assert_num_queries):
    reichlich(welt, besetzung, anzahl)
    client = als(besetzung[wer])
    with django_assert_num_queries(abfragen):
        client.get(TISCH)


def test_the_desk_needs_a_login(client, db):
    assert client.get(TISCH).status_code == 302
