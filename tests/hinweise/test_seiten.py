"""The pages of the notices: who sees what, ticking off, wishes, the Administration's page."""

import pytest
from django.urls import reverse

from hinweise.models import Hinweis, Mailwunsch, Sendung

pytestmark = pytest.mark.django_db
LISTE, VERSAND, EINSTELLUNGEN = (reverse(f"hinweise:{n}") for n in ("liste", "versand", "einstellungen"))


@pytest.fixture
def als(client):
    def anmelden(konto):
        client.force_login(konto)
        return client

    return anmelden


def test_list_shows_own_notices_with_their_reason_and_the_number_in_words(als, leser, taegliche, melden):
    melden(leser, 1, text="Sozialausschuss: einstimmig empfohlen")
    melden(taegliche, 2)
    seite = als(leser).get(LISTE).content.decode()
    assert "Geheimer Titel 1" in seite and "Sie haben die Vorlage verfasst." in seite
    assert "Sozialausschuss: einstimmig empfohlen" in seite
    assert "Geheimer Titel 2" not in seite
    assert "1 neu" in seite


def test_unread_stand_first_over_all_pages(als, leser, melden):
    for nummer in range(30):
        melden(leser, nummer)
    alt = Hinweis.objects.order_by("pk").first()
    Hinweis.objects.exclude(pk=alt.pk).update(gelesen_am=alt.erstellt_am)
    antwort = als(leser).get(LISTE)
    assert antwort.context["neue"] == [alt]
    assert len(antwort.context["gelesene"]) == 24


def test_ticking_off_one_and_only_own(als, leser, taegliche, melden):
    melden(leser, 1)
    melden(taegliche, 2)
    eigener, fremder = Hinweis.objects.order_by("pk")
    client = als(leser)
    assert client.get(reverse("hinweise:gelesen", args=[eigener.pk])).status_code == 405
    for _ in range(2):
        assert client.post(reverse("hinweise:gelesen", args=[eigener.pk])).url == LISTE
    assert client.post(reverse("hinweise:gelesen", args=[fremder.pk])).status_code == 404
    assert [h.ist_gelesen for h in Hinweis.objects.order_by("pk")] == [True, False]


def test_ticking_off_all_leaves_what_came_in_meanwhile(als, leser, melden):
    melden(leser, 1)
    client = als(leser)
    bis = client.get(LISTE).context["bis"]
    melden(leser, 2)
    client.post(reverse("hinweise:alle_gelesen"), {"bis": bis})
    assert Hinweis.objects.ungelesen().get().schluessel == "test:2"
    for unsinn in ("", "x", "9" * 30):
        assert client.post(reverse("hinweise:alle_gelesen"), {"bis": unsinn}).status_code == 302
    assert Hinweis.objects.ungelesen().count() == 1


@pytest.mark.parametrize("anzahl", [1, 3])
def test_list_query_count(als, leser, melden, anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        melden(leser, nummer)
    client = als(leser)
    with django_assert_num_queries(6):
        client.get(LISTE)


def test_empty_list_says_what_will_stand_there(als, leser):
    assert "Noch ist nichts geschehen" in als(leser).get(LISTE).content.decode()


def test_wishes_are_kept(als, taegliche):
    client = als(taegliche)
    antwort = client.get(EINSTELLUNGEN)
    assert antwort.context["form"].initial["sitzung"] == "sofort"
    assert "taegliche@example.org" in antwort.content.decode()
    for werte in (
        {"aufgabe": "sofort", "stand": "keine", "sitzung": "tag"},
        {"aufgabe": "tag", "stand": "tag", "sitzung": "keine"},
    ):
        assert client.post(EINSTELLUNGEN, werte).status_code == 302
        wunsch = Mailwunsch.objects.get(benutzer=taegliche)
        assert {name: wunsch.weg(name) for name in werte} == werte
    assert client.post(EINSTELLUNGEN, {"aufgabe": "nie", "stand": "tag", "sitzung": "tag"}).status_code == 422
    assert Mailwunsch.objects.get(benutzer=taegliche).aufgabe == "tag"


def test_administration_sees_what_failed_and_no_word_of_it(als, administration, leser, melden, hintergrund):
    melden(leser, titel_mail="Vorlage 0042/2019")
    Sendung.objects.update(status="fehlgeschlagen", fehlerklasse="SMTPRecipientsRefused", versuche=1)
    client = als(administration)
    seite = client.get(VERSAND).content.decode()
    assert "SMTPRecipientsRefused" in seite and str(leser) in seite
    assert "0042/2019" not in seite and "eheim" not in seite
    assert "noch nie gelaufen" in seite
    client.post(reverse("hinweise:erneut", args=[Sendung.objects.get().pk]))
    hintergrund()
    assert Sendung.objects.get().status == "versandt"
    assert "Alle Mails sind versandt" in client.get(VERSAND).content.decode()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_administration_query_count(als, administration, leser, melden, anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        melden(leser, nummer)
    Sendung.objects.update(status="ungewiss")
    client = als(administration)
    with django_assert_num_queries(10):
        client.get(VERSAND)


@pytest.mark.parametrize("wer", ["leser", "superuser", "sitzungsdienst"])
def test_nobody_else_sees_the_sending(als, request, wer, leser, melden):
    melden(leser)
    client = als(request.getfixturevalue(wer))
    assert client.get(VERSAND).status_code == 403
    assert client.post(reverse("hinweise:erneut", args=[Sendung.objects.get().pk])).status_code == 403


def test_public_pages_ask_for_no_notices(client, welt, django_assert_num_queries):
    client.get("/gremien/")
    assert b"Hinweise" not in client.get("/gremien/").content
