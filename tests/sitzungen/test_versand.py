"""Dispatch with proof: recipients by their seats, once, and rows that nobody changes."""

from datetime import date

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction

from gremien.choices import MitgliedRolle, Zustellung
from gremien.models import Mitgliedschaft, Person
from hinweise.models import Hinweis
from konten import rollen
from sitzungen import empfaenger, versand
from sitzungen.models import Versand, Zustellereignis, Zustellnachweis
from tests import factories

E = Zustellnachweis.Eigenschaft


@pytest.fixture
def geplant(welt, freigegeben, sitzungsdienst, ratsfrau):
    return factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)


@pytest.fixture
def geladen(geplant, sitzungsdienst):
    return factories.einladen(geplant, benutzer=sitzungsdienst)


def nachweise(sitzung):
    return Zustellnachweis.objects.filter(versand__sitzung=sitzung)


def test_everybody_of_the_kreistag_is_member_or_listener(welt, geladen, landrat):
    zahlen = {art: nachweise(geladen).filter(eigenschaft=art).count() for art in E}
    assert zahlen[E.MITGLIED] == 11
    assert zahlen[E.ZUHOEREND] == 32
    assert set(nachweise(geladen).filter(eigenschaft=E.ZUHOEREND).values_list("sitz", flat=True)) == {None}


def test_a_sitting_of_the_kreistag_has_no_listeners_and_the_landrat_gets_it(welt, freigegeben, sitzungsdienst, landrat):
    sitzung = factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    zeilen = empfaenger.empfaenger(sitzung)
    assert {e.eigenschaft for e in zeilen} == {E.MITGLIED, E.VERWALTUNG}
    assert [e.konto for e in zeilen if e.eigenschaft == E.VERWALTUNG] == [landrat]


def test_a_landrat_with_a_seat_gets_it_once_as_a_member(welt, landrat, sitzungsdienst):
    Person.objects.filter(pk=welt.personen[0].pk).update(benutzer=landrat)
    sitzung = factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    assert [e.eigenschaft for e in empfaenger.empfaenger(sitzung) if e.konto == landrat] == [E.MITGLIED]


def test_the_seats_of_the_day_of_the_sitting_count(welt, geplant):
    Mitgliedschaft.objects.filter(person=welt.personen[3], gremium=welt.sozialausschuss).update(bis=date(2019, 5, 12))
    zeilen = {e.person: e.eigenschaft for e in empfaenger.empfaenger(geplant)}
    assert zeilen[welt.personen[3]] == E.ZUHOEREND
    Mitgliedschaft.objects.filter(person=welt.personen[3], gremium=welt.kreistag).update(bis=date(2019, 5, 12))
    assert welt.personen[3] not in {e.person for e in empfaenger.empfaenger(geplant)}


def test_a_seat_without_a_vote_is_advisory(welt, geplant):
    Mitgliedschaft.objects.filter(person=welt.personen[4], gremium=welt.sozialausschuss).update(
        rolle=MitgliedRolle.GRUNDMANDAT, ist_stimmberechtigt=False
    )
    assert {e.person: e.eigenschaft for e in empfaenger.empfaenger(geplant)}[welt.personen[4]] == E.BERATEND


def test_paper_is_for_who_asked_for_it_and_for_who_has_no_account(welt, geplant, ratsfrau):
    wege = {e.person: e.weg for e in empfaenger.empfaenger(geplant)}
    assert wege[welt.personen[5]] == Zustellung.ELEKTRONISCH
    assert wege[welt.personen[6]] == Zustellung.PAPIER
    Person.objects.filter(benutzer=ratsfrau).update(zustellung=Zustellung.PAPIER)
    wege = {e.person: e.weg for e in empfaenger.empfaenger(geplant)}
    assert wege[welt.personen[5]] == Zustellung.PAPIER


def test_before_the_mandate_begins_there_is_no_account_to_deliver_to(welt, geplant, ratsfrau):
    Mitgliedschaft.objects.filter(person=welt.personen[5], gremium=welt.kreistag).update(von=date(2019, 5, 1))
    zeile = next(e for e in empfaenger.empfaenger(geplant) if e.person == welt.personen[5])
    assert zeile.weg == Zustellung.PAPIER and zeile.ohne_konto


def test_a_second_run_sends_nothing_twice(geladen, sitzungsdienst, ratsfrau, hintergrund):
    fassung = geladen.fassungen.get()
    vorher = nachweise(geladen).count()
    erster = versand.versenden(fassung, benutzer=sitzungsdienst)
    assert Versand.objects.get() == erster
    assert nachweise(geladen).count() == vorher
    assert Hinweis.objects.filter(empfaenger=ratsfrau, schluessel=versand.schluessel(erster)).count() == 1


def test_a_moved_sitting_is_sent_again_with_its_new_day(geladen, sitzungsdienst):
    fassung = geladen.fassungen.get()
    geladen.beginn = factories.zeit("2019-05-20", "17:00")
    zweiter = versand.versenden(fassung, benutzer=sitzungsdienst, anlass=Versand.Anlass.VERLEGUNG, schluessel="zug:1")
    assert [v.anlass for v in geladen.versendungen.all()] == ["einladung", "verlegung"]
    assert zweiter.beginn == geladen.beginn and zweiter.empfaenger.count() == 44


def test_the_mail_of_a_non_public_sitting_names_its_day_alone(welt, sitzungsdienst, ratsfrau, jahr_2019, hintergrund):
    ratsfrau.email = "ratsfrau@example.org"
    ratsfrau.save()
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    hintergrund()
    hintergrund()
    (brief,) = mail.outbox
    assert "23.05.2019" in brief.body and "Kreisausschuss" not in brief.subject + brief.body


def test_opening_is_written_down_once_for_every_dispatch(geladen, ratsfrau):
    versand.oeffnen(geladen, ratsfrau)
    versand.oeffnen(geladen, ratsfrau)
    assert Zustellereignis.objects.filter(art="geoeffnet", benutzer=ratsfrau).count() == 1


@pytest.mark.parametrize("tabelle", ["versand", "zustellnachweis", "zustellereignis"])
@pytest.mark.parametrize("befehl", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_regel_05_what_was_dispatched_is_unchangeable(geladen, ratsfrau, tabelle, befehl):
    versand.oeffnen(geladen, ratsfrau)
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(befehl.format(f"sitzungen_{tabelle}"))


def test_regel_06_electronic_needs_no_paper(welt, geladen, ratsfrau):
    zeile = nachweise(geladen).get(person=welt.personen[5])
    assert (zeile.weg, zeile.konto) == (Zustellung.ELEKTRONISCH, ratsfrau)
    assert Hinweis.objects.filter(empfaenger=ratsfrau, schluessel=versand.schluessel(zeile.versand)).exists()


def test_an_account_of_a_member_that_is_closed_gets_paper(welt, geplant, ratsfrau):
    ratsfrau.is_active = False
    ratsfrau.save()
    assert {e.person: e.weg for e in empfaenger.empfaenger(geplant)}[welt.personen[5]] == Zustellung.PAPIER


def test_an_account_without_the_role_gets_paper(welt, geplant):
    konto = factories.konto("ohnerolle", rollen.SACHBEARBEITUNG)
    Person.objects.filter(pk=welt.personen[7].pk).update(benutzer=konto)
    assert {e.person: e.weg for e in empfaenger.empfaenger(geplant)}[welt.personen[7]] == Zustellung.PAPIER
