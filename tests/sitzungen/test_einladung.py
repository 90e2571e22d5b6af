"""The pages around an invitation: what is to do, the proof, the package, the answers."""

import io
import zipfile
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from gremien.choices import Zustellung
from gremien.models import Mitgliedschaft, Person, Stellvertretung
from konten import rollen
from konten.models import Lesezugriff
from sitzungen import bekanntmachung, nachweis, rueckmeldungen, sicht, vorbereitung
from sitzungen.models import Mitwirkungsverbot, Rueckmeldung, Sitzung, Zustellereignis, Zustellnachweis
from tests import factories
from wittmund_ris import uhr

ZUGESAGT, ENTSCHULDIGT = Rueckmeldung.Antwort


@pytest.fixture
def als(client):
    def anmelden(konto):
        client.force_login(konto)
        return client

    return anmelden


def adresse(name, *args):
    return reverse(f"sitzungen:{name}", args=args)


@pytest.fixture
def geplant(welt, freigegeben, sitzungsdienst, ratsfrau):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.tagesordnung.hinzufuegen(
        sitzung, teil="n", titel="GEHEIMWORT", oeffentlicher_titel="Personalsache", benutzer=sitzungsdienst
    )
    return sitzung


@pytest.fixture
def geladen(geplant, sitzungsdienst):
    return factories.einladen(geplant, benutzer=sitzungsdienst)


@pytest.fixture
def mitglied(welt):
    """`mitglied(7)`: the account of that person, made at once."""

    def konto(n):
        benutzer = factories.konto(f"mitglied{n}", rollen.MANDATSTRAEGER, last_name=f"Mitglied{n:02}")
        Person.objects.filter(pk=welt.personen[n].pk).update(benutzer=benutzer)
        return benutzer

    return konto


# --- Before the dispatch ------------------------------------------------------------------------------------------
def test_the_page_says_what_is_to_do_and_takes_it(als, geplant, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("vorbereiten", geplant.pk)
    seite = browser.get(weg).content.decode()
    assert "Noch nicht als fertig gekennzeichnet." in seite and "Noch nicht eingetragen." in seite
    daten = {"b-gegenstand": "einberufung", "b-stand": "nicht_hergestellt", "b-am": "2019-04-25", "b-bemerkung": ""}
    antwort = browser.post(weg, daten | {"schritt": "beteiligung"})
    assert antwort.status_code == 422 and "Bitte begründen Sie" in antwort.content.decode()
    for gegenstand in ("einberufung", "tagesordnung"):
        daten |= {"b-gegenstand": gegenstand, "b-stand": "hergestellt"}
        assert browser.post(weg, daten | {"schritt": "beteiligung"}).status_code == 302
    assert vorbereitung.warnungen(geplant) == []
    browser.post(weg, {"schritt": "fertig"})
    assert vorbereitung.fertig(geplant) is not None
    assert {s.stand for s in vorbereitung.checkliste(geplant)} == {"erledigt", "warnung"}


def test_a_changed_agenda_is_finished_no_more(geplant, sitzungsdienst):
    vorbereitung.fertigstellen(geplant, benutzer=sitzungsdienst, begruendung="Urlaub")
    factories.tagesordnung.hinzufuegen(geplant, teil="oe", titel="Neu", benutzer=sitzungsdienst)
    assert vorbereitung.fertig(geplant) is None


def test_an_item_that_was_demanded_is_taken_up_on_the_page(als, geplant, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("vorbereiten", geplant.pk)
    browser.post(weg, {"schritt": "verlangen", "v-gegenstand": "Radweg", "v-eingegangen_am": "2019-04-20"})
    eintrag = geplant.aufnahmeverlangen.get()
    assert "Radweg" in browser.get(weg).content.decode()
    top = geplant.tops.first()
    browser.post(weg, {"schritt": f"aufgenommen:{eintrag.pk}", f"a{eintrag.pk}-top": top.pk})
    eintrag.refresh_from_db()
    assert eintrag.top == top


@pytest.mark.parametrize("tabelle", ["beteiligung", "fertigstellung", "rueckmeldung", "bekanntmachung"])
@pytest.mark.parametrize("befehl", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_what_was_recorded_stands(welt, geplant, sitzungsdienst, tabelle, befehl):
    vorbereitung.beteiligen(geplant, "tagesordnung", stand="hergestellt", am=date(2019, 4, 25), benutzer=sitzungsdienst)
    sitzung = factories.einladen(geplant, benutzer=sitzungsdienst)
    sitz = welt.sozialausschuss.mitgliedschaften.first()
    rueckmeldungen.antworten(sitzung, sitz, ZUGESAGT, benutzer=sitzungsdienst)
    bekanntmachung.festhalten(sitzung, am=uhr.heute(), medium="Aushang", benutzer=sitzungsdienst)
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(befehl.format(f"sitzungen_{tabelle}"))


# --- Who may open which page --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "erlaubt"),
    [
        ("versand", {"sitzungsdienst", "landrat"}),
        ("rueckmeldungen", {"sitzungsdienst", "landrat"}),
        ("paket", {"sitzungsdienst", "landrat", "ratsfrau", "sachbearbeiterin", "amtsleiter", "fremde"}),
        ("paket_laden", {"sitzungsdienst", "landrat", "ratsfrau", "sachbearbeiterin", "amtsleiter", "fremde"}),
    ],
)
def test_who_opens_the_pages_of_a_dispatched_sitting(als, geladen, besetzung, name, erlaubt):
    antworten = {wer: als(konto).get(adresse(name, geladen.pk)) for wer, konto in besetzung.items()}
    for antwort in antworten.values():
        if antwort.streaming:
            assert b"".join(antwort.streaming_content)
    assert {wer for wer, antwort in antworten.items() if antwort.status_code == 200} == erlaubt


def test_only_the_sitzungsdienst_prepares(als, geplant, besetzung):
    offen = {wer for wer, k in besetzung.items() if als(k).get(adresse("vorbereiten", geplant.pk)).status_code == 200}
    assert offen == {"sitzungsdienst"}


# --- The package --------------------------------------------------------------------------------------------------
def namen(antwort):
    with zipfile.ZipFile(io.BytesIO(b"".join(antwort.streaming_content))) as paket:
        assert paket.testzip() is None
        return paket.namelist()


def test_the_package_of_an_amt_holds_the_public_agenda_alone(als, geladen, fremde, ratsfrau, freigegeben):
    draussen = namen(als(fremde).get(adresse("paket_laden", geladen.pk)))
    assert draussen[0] == "01 Öffentliche Tagesordnung.pdf"
    assert not any("Einladung" in n for n in draussen)
    assert "GEHEIMWORT" not in als(fremde).get(adresse("paket", geladen.pk)).content.decode()
    drinnen = namen(als(ratsfrau).get(adresse("paket_laden", geladen.pk)))
    assert drinnen[0] == "01 Einladung mit Tagesordnung.pdf"
    assert any("Vorlage 0001-2019.pdf" in n for n in drinnen)


def test_every_non_public_piece_of_the_package_is_logged(als, geladen, ratsfrau):
    namen(als(ratsfrau).get(adresse("paket_laden", geladen.pk)))
    arten = set(Lesezugriff.objects.filter(benutzer=ratsfrau).values_list("art", flat=True))
    assert {"sitzung", "sitzungsdokument"} <= arten


def test_opening_the_package_is_part_of_the_proof(als, geladen, ratsfrau, sitzungsdienst):
    als(ratsfrau).get(adresse("paket", geladen.pk))
    als(ratsfrau).get(adresse("paket", geladen.pk))
    (ereignis,) = Zustellereignis.objects.all()
    assert ereignis.nachweis.konto == ratsfrau
    seite = als(sitzungsdienst).get(adresse("versand", geladen.pk)).content.decode()
    assert "1 von 44 haben die Unterlagen geöffnet" in seite


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_package_page_takes_a_fixed_number_of_queries(
    als, welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst, ratsfrau, anzahl, django_assert_max_num_queries
):
    papiere = [
        factories.freigeben(factories.entwurf(welt, sachbearbeiterin), sachbearbeiterin, landrat) for _ in range(anzahl)
    ]
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", papiere, benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    browser = als(ratsfrau)
    browser.get(adresse("paket", sitzung.pk))
    with django_assert_max_num_queries(45):
        browser.get(adresse("paket", sitzung.pk))


# --- The proof ----------------------------------------------------------------------------------------------------
def test_letters_are_written_down_once(als, geladen, sitzungsdienst, landrat):
    sendung = geladen.versendungen.get()
    papier = sendung.empfaenger.filter(weg=Zustellung.PAPIER).count()
    weg = adresse("aufgeben", geladen.pk, sendung.pk)
    assert als(landrat).post(weg).status_code == 403
    als(sitzungsdienst).post(weg)
    als(sitzungsdienst).post(weg)
    assert Zustellereignis.objects.filter(art="aufgegeben").count() == papier == 42
    assert not any(z.zu_tun for z in nachweis.zeilen(sendung))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_proof_takes_a_fixed_number_of_queries(
    geladen, sitzungsdienst, mitglied, anzahl, django_assert_num_queries
):
    sendung = geladen.versendungen.get()
    behalten = sendung.empfaenger.order_by("pk")[:anzahl]
    assert len(behalten) == anzahl
    with django_assert_num_queries(3):
        nachweis.zeilen(sendung)


def test_a_mail_that_failed_is_shown_with_what_to_do(geladen, ratsfrau, hintergrund, settings):
    sendung = geladen.versendungen.get()
    zeile = next(z for z in nachweis.zeilen(sendung) if z.nachweis.konto == ratsfrau)
    assert zeile.mail == "keine gewünscht" and zeile.zu_tun == ""


def test_the_mail_is_sent_by_the_worker_and_shown(welt, geplant, sitzungsdienst, ratsfrau, hintergrund):
    ratsfrau.email = "ratsfrau@example.org"
    ratsfrau.save()
    geladen = factories.einladen(geplant, benutzer=sitzungsdienst)
    sendung = geladen.versendungen.get()

    def stand():
        return next(z.mail for z in nachweis.zeilen(sendung) if z.nachweis.konto == ratsfrau)

    assert stand() == "vorgemerkt"
    hintergrund()
    assert stand().startswith("versandt") and len(mail.outbox) == 1
    assert "GEHEIMWORT" not in mail.outbox[0].body + mail.outbox[0].subject


@pytest.mark.parametrize("art", ["versandnachweis", "postversand"])
def test_the_proof_can_be_printed(als, geladen, sitzungsdienst, ratsfrau, art):
    weg = adresse(art, geladen.pk, geladen.versendungen.get().pk)
    assert als(ratsfrau).get(weg).status_code == 403
    antwort = als(sitzungsdienst).get(weg)
    assert antwort.content.startswith(b"%PDF")


# --- Answers ------------------------------------------------------------------------------------------------------
def sitz_von(gremium, person):
    return Mitgliedschaft.objects.get(gremium=gremium, person=person)


def test_a_member_answers_on_the_page(als, welt, geladen, ratsfrau):
    browser, weg = als(ratsfrau), adresse("paket", geladen.pk)
    assert browser.post(weg, {}).status_code == 422
    browser.post(weg, {"antwort": "zugesagt"})
    browser.post(weg, {"antwort": "zugesagt"})
    (zeile,) = Rueckmeldung.objects.all()
    assert (zeile.sitz.person, zeile.weg) == (welt.personen[5], "selbst")


def test_nobody_answers_for_another_member(welt, geladen, ratsfrau):
    with pytest.raises(PermissionDenied):
        rueckmeldungen.antworten(geladen, sitz_von(welt.sozialausschuss, welt.personen[6]), ZUGESAGT, benutzer=ratsfrau)


def test_a_listener_has_nothing_to_answer(als, geladen, mitglied):
    zuhoerer = mitglied(30)
    assert als(zuhoerer).get(adresse("paket", geladen.pk)).status_code == 200
    assert als(zuhoerer).post(adresse("paket", geladen.pk), {"antwort": "zugesagt"}).status_code == 404


def test_the_sitzungsdienst_records_a_call_and_sees_the_quorum(als, welt, geladen, sitzungsdienst):
    for n in range(6):
        sitz = sitz_von(welt.sozialausschuss, welt.personen[n])
        als(sitzungsdienst).post(adresse("rueckmeldung", geladen.pk, sitz.pk), {"antwort": "zugesagt"})
    lage = rueckmeldungen.aussicht(geladen)
    assert (lage.zugesagt, lage.offen, lage.noetig, lage.ist_sicher) == (6, 5, 6, True)
    assert "gesichert" in als(sitzungsdienst).get(adresse("rueckmeldungen", geladen.pk)).content.decode()


def test_a_reason_is_for_the_sitzungsdienst_alone(als, welt, geladen, ratsfrau, mitglied, sitzungsdienst):
    als(ratsfrau).post(adresse("paket", geladen.pk), {"antwort": "entschuldigt", "grund": "Krankenhaus"})
    anderes = mitglied(6)
    for name in ("paket", "detail"):
        assert "Krankenhaus" not in als(anderes).get(adresse(name, geladen.pk)).content.decode()
    assert "Krankenhaus" in als(sitzungsdienst).get(adresse("rueckmeldungen", geladen.pk)).content.decode()


@pytest.fixture
def kreisausschuss(welt, sitzungsdienst, ratsfrau, jahr_2019):
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    return factories.einladen(sitzung, benutzer=sitzungsdienst)


def test_the_deputy_of_an_excused_member_is_invited_and_takes_the_seat(als, welt, kreisausschuss, ratsfrau, mitglied):
    sitz = sitz_von(welt.kreisausschuss, welt.personen[5])
    Stellvertretung.objects.create(mitgliedschaft=sitz, person=welt.personen[20], von=date(2016, 11, 1))
    vertretung = mitglied(20)
    als(ratsfrau).post(
        adresse("paket", kreisausschuss.pk), {"antwort": "entschuldigt", "vertretung": welt.personen[20].pk}
    )
    erwartung = next(e for e in rueckmeldungen.erwartet(kreisausschuss) if e.sitz == sitz)
    assert (erwartung.vertretung, erwartung.kommt_jemand) == (welt.personen[20], False)
    seite = als(vertretung).get(adresse("paket", kreisausschuss.pk)).content.decode()
    assert "Sie vertreten" in seite
    als(vertretung).post(adresse("paket", kreisausschuss.pk), {"sitz": sitz.pk, "vertretung_kommt": "ja"})
    assert next(e for e in rueckmeldungen.erwartet(kreisausschuss) if e.sitz == sitz).kommt_jemand
    als(vertretung).post(adresse("paket", kreisausschuss.pk), {"sitz": sitz.pk, "vertretung_kommt": "nein"})
    assert next(e for e in rueckmeldungen.erwartet(kreisausschuss) if e.sitz == sitz).vertretung is None


def test_a_deputy_who_was_listener_is_told_of_it(welt, kreisausschuss, sitzungsdienst, mitglied):
    sitz = sitz_von(welt.kreisausschuss, welt.personen[5])
    Stellvertretung.objects.create(mitgliedschaft=sitz, person=welt.personen[20], von=date(2016, 11, 1))
    rueckmeldungen.antworten(kreisausschuss, sitz, ENTSCHULDIGT, vertretung=welt.personen[20], benutzer=sitzungsdienst)
    eigenschaften = Zustellnachweis.objects.filter(person=welt.personen[20]).values_list("eigenschaft", flat=True)
    assert set(eigenschaften) == {"zuhoerend", "vertretung"}


def test_nobody_takes_two_seats_or_one_that_is_not_theirs(welt, kreisausschuss, sitzungsdienst):
    sitze = [sitz_von(welt.kreisausschuss, welt.personen[n]) for n in (5, 6)]
    for sitz in sitze:
        Stellvertretung.objects.create(mitgliedschaft=sitz, person=welt.personen[20], von=date(2016, 11, 1))
    with pytest.raises(ValidationError, match="nicht vertreten"):
        rueckmeldungen.antworten(
            kreisausschuss, sitze[0], ENTSCHULDIGT, vertretung=welt.personen[21], benutzer=sitzungsdienst
        )
    rueckmeldungen.antworten(
        kreisausschuss, sitze[0], ENTSCHULDIGT, vertretung=welt.personen[20], benutzer=sitzungsdienst
    )
    with pytest.raises(ValidationError, match="vertritt schon"):
        rueckmeldungen.antworten(
            kreisausschuss, sitze[1], ENTSCHULDIGT, vertretung=welt.personen[20], benutzer=sitzungsdienst
        )


def test_a_reminder_goes_once_a_day_to_who_has_not_answered(als, geladen, ratsfrau, sitzungsdienst):
    weg = adresse("rueckmeldungen", geladen.pk)
    als(sitzungsdienst).post(weg)
    als(sitzungsdienst).post(weg)
    assert ratsfrau.hinweise.filter(schluessel__contains="rueckmeldung").count() == 1


def test_after_the_opening_nobody_answers(als, geladen, ratsfrau, sitzungsdienst):
    with uhr.gestellt(factories.zeit("2019-05-13", "17:00")):
        factories.eroeffnen(geladen, benutzer=sitzungsdienst)
        assert als(ratsfrau).post(adresse("paket", geladen.pk), {"antwort": "zugesagt"}).status_code == 302
    assert not Rueckmeldung.objects.exists()


# --- Sight --------------------------------------------------------------------------------------------------------
def test_predicate_and_queryset_of_the_sight_agree(welt, geladen, besetzung):
    verboten = geladen.tops.get(titel="GEHEIMWORT")
    Mitwirkungsverbot.objects.create(top=verboten, person=welt.personen[5])
    sitzung = Sitzung.objects.get(pk=geladen.pk)
    for konto in besetzung.values():
        lesbar = set(sicht.lesbare_tops(sitzung, konto))
        assert {t for t in sitzung.tops.all() if sicht.kann_inneres_lesen(konto, t)} == lesbar
    assert verboten not in sicht.lesbare_tops(sitzung, besetzung["ratsfrau"])
