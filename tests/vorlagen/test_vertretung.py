"""Vertretung: what a deputy may for the time of an absence, what not, and that every act says so."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from konten import rollen, vertretung
from konten.models import Benutzer, Vertretung, Zeichnungsbefugnis
from tests import factories
from vorlagen import mitzeichnung, workflow
from vorlagen.choices import VorlageStatus, Votum
from vorlagen.inhalt import inhalt
from vorlagen.models import Vorlage
from wittmund_ris import uhr

HEUTE, BIS = date(2019, 4, 26), date(2019, 5, 10)


@pytest.fixture(autouse=True)
def billiger_druck(monkeypatch):
    monkeypatch.setattr(workflow.dokumente, "versiegeln", lambda vorlage, benutzer: None)


def vertreten(abwesend, durch, wer=None):
    return vertretung.eintragen(abwesend, durch, HEUTE, BIS, benutzer=wer or abwesend)


def neu(konto):
    """The account as the next request finds it."""
    return Benutzer.objects.get(pk=konto.pk)


@pytest.fixture
def dezernentin(welt):
    """Of another Amt, entitled to sign for the whole house."""
    konto = factories.konto("dezernentin", rollen.AMTSLEITUNG, amt=welt.anderes_amt, last_name="Deich")
    factories.befugt(konto)
    return konto


@pytest.fixture
def wartend(entwurf, sachbearbeiterin):
    return workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)


def test_a_deputy_entitled_to_sign_releases_and_the_verlauf_says_for_whom(wartend, landrat, dezernentin):
    with pytest.raises(PermissionDenied):
        workflow.ausfuehren(wartend, "freigeben", benutzer=dezernentin, datenschutz="nein")
    assert not Vorlage.objects.sichtbar_fuer(dezernentin).exists()
    vertreten(landrat, dezernentin)
    wer = neu(dezernentin)
    assert Vorlage.objects.sichtbar_fuer(wer).get() == wartend
    vorlage = workflow.ausfuehren(wartend, "freigeben", benutzer=wer, datenschutz="nein")
    assert vorlage.status == VorlageStatus.FREIGEGEBEN
    assert vorlage.verlauf.last().durch == "Dezernentin Deich, in Vertretung für Uwe Hinrichs"
    # Who released keeps the paper, also when the Vertretung is over.
    with uhr.gestellt(factories.zeit("2019-06-01")):
        assert Vorlage.objects.sichtbar_fuer(neu(dezernentin)).exists()


def test_an_amtsleitung_releases_the_paper_of_its_amt_only_in_the_place_of_somebody(wartend, landrat, amtsleiter):
    factories.befugt(amtsleiter, wartend.amt)
    vertreten(landrat, amtsleiter)
    vorlage = workflow.ausfuehren(wartend, "freigeben", benutzer=neu(amtsleiter), datenschutz="nein")
    assert vorlage.verlauf.get(aktion="freigeben").vertretung_fuer == landrat
    assert vorlage.gezeichnet_zusatz == "In Vertretung"


@pytest.mark.parametrize(("zusatz", "gedruckt"), [("", ""), ("im_auftrag", "Im Auftrag")])
def test_the_befugnis_says_what_stands_over_the_name(wartend, landrat, amtsleiter, zusatz, gedruckt):
    """One that names the Amt goes before one for the whole house."""
    factories.befugt(amtsleiter)
    Zeichnungsbefugnis.objects.filter(pk=factories.befugt(amtsleiter, wartend.amt).pk).update(zusatz=zusatz)
    vorlage = workflow.ausfuehren(wartend, "freigeben", benutzer=landrat, gezeichnet_von=amtsleiter, datenschutz="nein")
    assert (vorlage.gezeichnet_von, vorlage.gezeichnet_zusatz) == (amtsleiter, gedruckt)
    assert inhalt(vorlage)["gezeichnet_zusatz"] == gedruckt


def test_a_deputy_without_befugnis_does_not_release(wartend, landrat, fremde):
    vertreten(landrat, fremde)
    with pytest.raises(PermissionDenied):
        workflow.ausfuehren(wartend, "freigeben", benutzer=neu(fremde), datenschutz="nein")


def test_an_author_who_stands_in_for_the_landrat_does_not_release_the_own_paper(wartend, landrat, sachbearbeiterin):
    factories.befugt(sachbearbeiterin)
    vertreten(landrat, sachbearbeiterin)
    with pytest.raises(PermissionDenied):
        workflow.ausfuehren(wartend, "freigeben", benutzer=neu(sachbearbeiterin), datenschutz="nein")


def test_nobody_releases_in_the_place_of_the_author(welt, jahr_2019, landrat, dezernentin, sachbearbeiterin):
    """The Landrat wrote the paper: he has no right to release it that he could leave to somebody."""
    landrat.amt = welt.amt
    landrat.save()
    landrat.groups.add(sachbearbeiterin.groups.get())
    vorlage = factories.entwurf(welt, neu(landrat))
    vorlage = workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)
    vertreten(neu(landrat), dezernentin)
    with pytest.raises(PermissionDenied):
        workflow.ausfuehren(vorlage, "freigeben", benutzer=neu(dezernentin), datenschutz="nein")


def test_there_is_no_cascade(wartend, landrat, amtsleiter, dezernentin):
    vertreten(landrat, amtsleiter)
    vertreten(amtsleiter, dezernentin)
    with pytest.raises(PermissionDenied):
        workflow.ausfuehren(wartend, "freigeben", benutzer=neu(dezernentin), datenschutz="nein")


@pytest.mark.parametrize("tag", ["2019-04-28", "2019-05-11"])
def test_outside_its_days_a_vertretung_gives_nothing(wartend, landrat, dezernentin, tag):
    vertretung.eintragen(landrat, dezernentin, date(2019, 4, 29), BIS, benutzer=landrat)
    with uhr.gestellt(factories.zeit(tag)), pytest.raises(PermissionDenied):
        workflow.ausfuehren(wartend, "freigeben", benutzer=neu(dezernentin), datenschutz="nein")


def test_lifting_ends_it_at_once(wartend, landrat, dezernentin):
    eintrag = vertreten(landrat, dezernentin)
    vertretung.aufheben(eintrag, benutzer=landrat)
    with pytest.raises(PermissionDenied):
        workflow.ausfuehren(wartend, "freigeben", benutzer=neu(dezernentin), datenschutz="nein")
    with pytest.raises(ValidationError, match="schon aufgehoben"):
        vertretung.aufheben(eintrag, benutzer=landrat)


def test_a_deputy_co_signs_for_the_absent(entwurf, welt, amtsleiter, sachbearbeiterin, dezernentin):
    plan = [{"amt": welt.amt, "stufe": 1, "frist_werktage": 5}]
    mitzeichnung.planen(entwurf, plan, benutzer=sachbearbeiterin)
    vertreten(amtsleiter, dezernentin)
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    wer = neu(dezernentin)
    offen = mitzeichnung.offene_fuer(wer).get()
    gezeichnet = mitzeichnung.zeichnen(offen, Votum.ZUGESTIMMT, benutzer=wer)
    assert gezeichnet.durch == "Dezernentin Deich, in Vertretung für Amtsleiter Onken"
    assert entwurf.verlauf.filter(aktion="mitgezeichnet").get().vertretung_fuer == amtsleiter


def test_who_enters_a_vertretung(
    welt, jahr_2019, sachbearbeiterin, amtsleiter, fremde, administration, gast, superuser
):
    vertreten(sachbearbeiterin, amtsleiter, wer=amtsleiter)
    vertreten(amtsleiter, sachbearbeiterin)
    vertreten(fremde, amtsleiter, wer=administration)
    for wer in (fremde, gast, superuser):
        with pytest.raises(PermissionDenied):
            vertreten(amtsleiter, fremde, wer=wer)


def test_who_cannot_stand_in(welt, jahr_2019, landrat, ratsfrau, gast, administration, amtsleiter):
    """Members of the Kreistag control the administration, and the Administration does not help itself."""
    for durch in (ratsfrau, gast, administration, landrat):
        with pytest.raises(ValidationError):
            vertreten(landrat, durch)
    administration.groups.add(*amtsleiter.groups.all())
    with pytest.raises(ValidationError, match="nicht selbst"):
        vertreten(landrat, neu(administration), wer=neu(administration))
    with pytest.raises(ValidationError, match="frühestens heute"):
        vertretung.eintragen(landrat, amtsleiter, date(2019, 4, 1), BIS, benutzer=landrat)


def test_the_page_of_the_vertretung(client, jahr_2019, welt, amtsleiter, sachbearbeiterin, fremde, ratsfrau):
    adresse = reverse("konten:vertretungen")
    client.force_login(amtsleiter)
    daten = {"abwesend": amtsleiter.pk, "vertretung": sachbearbeiterin.pk, "von": "2019-04-29", "bis": "2019-05-03"}
    assert client.post(adresse, daten | {"bis": "2019-04-01"}).status_code == 422
    assert client.post(adresse, daten | {"abwesend": fremde.pk}).status_code == 422
    antwort = client.post(adresse, daten, follow=True)
    assert "29.04.2019 bis 03.05.2019" in antwort.content.decode()
    eintrag = Vertretung.objects.get()
    aufheben = reverse("konten:vertretung_aufheben", args=[eintrag.pk])
    client.force_login(fremde)
    assert client.post(aufheben).status_code == 404
    client.force_login(ratsfrau)
    assert client.get(adresse).status_code == 403
    client.force_login(amtsleiter)
    client.post(aufheben)
    eintrag.refresh_from_db()
    assert eintrag.aufgehoben_von == amtsleiter
