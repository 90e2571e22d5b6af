"""Rules 76 and 77: a body refers a paper to another one, and what was sealed and what is public stays as it is."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import Error, transaction

from gremien.models import Gremium
from sitzungen import ergebnisse, tagesordnung
from tests import factories
from tests.test_oeffentlichkeit import dump
from vorlagen import neufassung, workflow
from vorlagen.anfang import aus_kopie
from vorlagen.choices import BeratungRolle, Ergebnis
from vorlagen.inhalt import inhalt
from vorlagen.models import Beratung
from wittmund_ris import uhr

GRUND = "Die Vorberatung ist noch nicht abgeschlossen."


@pytest.fixture
def schulausschuss(welt):
    return Gremium.objects.create(
        koerperschaft=welt.koerperschaft, name="Schulausschuss", slug="schulausschuss", art="fachausschuss"
    )


def folge(vorlage):
    return [
        (b.position, b.einschub, b.gremium.name, b.rolle, b.ergebnis)
        for b in vorlage.beratungen.select_related("gremium")
    ]


def eroeffnet(gremium, tag, vorlagen, benutzer):
    with uhr.gestellt(factories.zeit("2019-05-01")):
        sitzung = factories.einladen(
            factories.sitzung_mit(gremium, tag, vorlagen, benutzer=benutzer), benutzer=benutzer
        )
    with uhr.gestellt(sitzung.beginn):
        return factories.eroeffnen(sitzung, benutzer=benutzer)


def verweisen(sitzung, vorlage, gremium, benutzer):
    with uhr.gestellt(sitzung.beginn):
        top = sitzung.tops.get(beratung__vorlage=vorlage)
        ergebnisse.festhalten(top, "verwiesen", verwiesen_an=gremium, benutzer=benutzer)
        factories.schliessen(sitzung, benutzer=benutzer)


def test_regel_77_a_referral_closes_the_station_and_inserts_the_other_body(
    welt, jahr_2019, freigegeben, schulausschuss, sitzungsdienst
):
    sitzung = eroeffnet(welt.sozialausschuss, "2019-05-13", [freigegeben], sitzungsdienst)
    verweisen(sitzung, freigegeben, schulausschuss, sitzungsdienst)
    assert folge(freigegeben) == [
        (1, 0, "Sozialausschuss", "vorberatung", "verwiesen"),
        (1, 1, "Schulausschuss", "vorberatung", ""),
        (2, 0, "Kreisausschuss", "vorberatung", ""),
        (3, 0, "Kreistag", "entscheidung", ""),
    ]
    freigegeben.refresh_from_db()
    assert freigegeben.status == "in_beratung"
    assert sitzung.tops.get(beratung__vorlage=freigegeben).ergebnis_text == "verwiesen (an Schulausschuss)"


def test_regel_77_what_follows_comes_off_the_agendas(welt, jahr_2019, freigegeben, schulausschuss, sitzungsdienst):
    sitzung = eroeffnet(welt.sozialausschuss, "2019-05-13", [freigegeben], sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-05-02")):
        geladen = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [freigegeben], benutzer=sitzungsdienst)
        factories.einladen(geladen, benutzer=sitzungsdienst)
        geplant = factories.sitzung_mit(welt.kreistag, "2019-06-27", [freigegeben], benutzer=sitzungsdienst)
    verweisen(sitzung, freigegeben, schulausschuss, sitzungsdienst)
    assert not geplant.tops.filter(beratung__isnull=False).exists()
    top = geladen.tops.get(beratung__isnull=False)
    assert (top.ergebnis, top.ergebnis_grund) == (Ergebnis.ABGESETZT, GRUND)


def test_regel_76_after_a_referral_the_deciding_body_decides_once_more(
    welt, jahr_2019, freigegeben, schulausschuss, sitzungsdienst
):
    with uhr.gestellt(factories.zeit("2019-05-01")):
        for gremium, tag in ((welt.sozialausschuss, "2019-05-13"), (welt.kreisausschuss, "2019-05-23")):
            factories.sitzung_mit(gremium, tag, [freigegeben], benutzer=sitzungsdienst)
    sitzung = eroeffnet(welt.kreistag, "2019-06-27", [freigegeben], sitzungsdienst)
    verweisen(sitzung, freigegeben, schulausschuss, sitzungsdienst)
    assert folge(freigegeben)[2:] == [
        (3, 0, "Kreistag", "entscheidung", "verwiesen"),
        (3, 1, "Schulausschuss", "vorberatung", ""),
        (3, 2, "Kreistag", "entscheidung", ""),
    ]
    freigegeben.refresh_from_db()
    assert freigegeben.status == "in_beratung"


def test_regel_77_a_referral_by_the_kreisausschuss_moves_no_byte_of_the_register(
    welt, jahr_2019, freigegeben, schulausschuss, sitzungsdienst, stammdaten_ausgehaengt
):
    with uhr.gestellt(factories.zeit("2019-05-01")):
        erste = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
        factories.einladen(erste, benutzer=sitzungsdienst)
    sitzung = eroeffnet(welt.kreisausschuss, "2019-05-23", [freigegeben], sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-05-02")):
        kreistag = factories.sitzung_mit(welt.kreistag, "2019-06-27", [freigegeben], benutzer=sitzungsdienst)
        factories.einladen(kreistag, benutzer=sitzungsdienst)
    vorher = dump()
    verweisen(sitzung, freigegeben, schulausschuss, sitzungsdienst)
    assert dump() == vorher
    # Nor does a full recomputation find anything to follow up.
    call_command("aushang_pruefen")
    assert kreistag.tops.get(beratung__isnull=False).ergebnis == Ergebnis.ABGESETZT


def test_regel_77_what_is_written_afterwards_keeps_to_the_planned_stations(
    welt, jahr_2019, freigegeben, schulausschuss, sitzungsdienst, sachbearbeiterin
):
    """A new Fassung may become public, so it does not tell of a referral; a copy has one deciding station."""
    with uhr.gestellt(factories.zeit("2019-05-01")):
        for gremium, tag in ((welt.sozialausschuss, "2019-05-13"), (welt.kreisausschuss, "2019-05-23")):
            factories.sitzung_mit(gremium, tag, [freigegeben], benutzer=sitzungsdienst)
    sitzung = eroeffnet(welt.kreistag, "2019-06-27", [freigegeben], sitzungsdienst)
    geplant = [b.gremium.name for b in freigegeben.beratungen.all()]
    verweisen(sitzung, freigegeben, schulausschuss, sitzungsdienst)
    freigegeben.refresh_from_db()
    assert [s["gremium"] for s in inhalt(freigegeben)["stationen"]] == geplant
    with uhr.gestellt(sitzung.beginn):
        kopie = neufassung.beginnen(freigegeben, "Zahlen berichtigt", benutzer=sachbearbeiterin)
    assert [b.gremium.name for b in kopie.beratungen.all()] == geplant
    _, stationen, _ = aus_kopie(freigegeben, benutzer=sachbearbeiterin)
    assert [s["gremium"] for s in stationen] == list(
        freigegeben.beratungen.geplante().values_list("gremium", flat=True)
    )


@pytest.fixture
def abgesetzt(welt, jahr_2019, freigegeben, schulausschuss, sitzungsdienst):
    """The item of an open sitting of the Kreistag whose paper the Kreisausschuss has referred meanwhile."""
    with uhr.gestellt(factories.zeit("2019-05-01")):
        factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    sitzung = eroeffnet(welt.kreisausschuss, "2019-05-23", [freigegeben], sitzungsdienst)
    kreistag = eroeffnet(welt.kreistag, "2019-06-27", [freigegeben], sitzungsdienst)
    verweisen(sitzung, freigegeben, schulausschuss, sitzungsdienst)
    return kreistag.tops.get(beratung__isnull=False)


def test_regel_77_nothing_is_entered_on_an_item_that_waits(abgesetzt, sitzungsdienst, client):
    zahlen = {"ja": 30, "nein": 1, "enthaltung": 0}
    for tun in (
        lambda: ergebnisse.abstimmen(abgesetzt, **zahlen, benutzer=sitzungsdienst),
        lambda: ergebnisse.festhalten(abgesetzt, "vertagt", grund="Später", benutzer=sitzungsdienst),
    ):
        with pytest.raises(ValidationError, match="bleibt in dieser Sitzung abgesetzt"):
            tun()
    with pytest.raises(Error), transaction.atomic():
        type(abgesetzt).objects.filter(pk=abgesetzt.pk).update(ergebnis="einstimmig")
    # The page says so before anybody types, and keeps what was typed in another tab.
    client.force_login(sitzungsdienst)
    weg = f"/verwaltung/sitzungen/{abgesetzt.sitzung_id}/"
    seite = client.get(weg).content.decode()
    assert f"{weg}tops/{abgesetzt.pk}/abstimmen/" not in seite and GRUND in seite
    formular = f"{weg}tops/{abgesetzt.pk}/abstimmen/"
    assert "Zuerst berät Sozialausschuss." in client.get(formular, follow=True).content.decode()
    antwort = client.post(formular, zahlen | {"mehrheitsregel": "einfach", "festhalten": "ja"})
    assert "bleibt in dieser Sitzung abgesetzt" in antwort.content.decode() and 'value="30"' in antwort.content.decode()


def test_nothing_but_the_withdrawal_is_entered_for_a_withdrawn_paper(
    welt, jahr_2019, freigegeben, sitzungsdienst, landrat
):
    sitzung = eroeffnet(welt.sozialausschuss, "2019-05-13", [freigegeben], sitzungsdienst)
    workflow.ausfuehren(freigegeben, "zurueckziehen", benutzer=landrat, bemerkung="Erledigt")
    top = sitzung.tops.get(beratung__isnull=False)
    for ergebnis in ("kenntnisnahme", "vertagt", "ohne_beschluss"):
        with pytest.raises(ValidationError, match="ist zurückgezogen"):
            ergebnisse.festhalten(top, ergebnis, grund="Grund", benutzer=sitzungsdienst)
    assert ergebnisse.festhalten(top, "zurueckgezogen", grund="Vor der Sitzung", benutzer=sitzungsdienst).ergebnis


def test_regel_77_an_adjournment_takes_what_follows_off_the_agendas(welt, jahr_2019, freigegeben, sitzungsdienst):
    sitzung = eroeffnet(welt.sozialausschuss, "2019-05-13", [freigegeben], sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-05-02")):
        geladen = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [freigegeben], benutzer=sitzungsdienst)
        factories.einladen(geladen, benutzer=sitzungsdienst)
        geplant = factories.sitzung_mit(welt.kreistag, "2019-06-27", [freigegeben], benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        top = sitzung.tops.get(beratung__vorlage=freigegeben)
        ergebnisse.festhalten(top, "vertagt", grund="Beratungsbedarf", benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    assert len(folge(freigegeben)) == 3
    assert not geplant.tops.filter(beratung__isnull=False).exists()
    assert geladen.tops.get(beratung__isnull=False).wartet
    bereit = tagesordnung.bereite_beratungen(
        factories.sitzung_mit(welt.sozialausschuss, "2019-06-03", [], benutzer=sitzungsdienst)
    )
    assert [b.gremium for b in bereit] == [welt.sozialausschuss]


@pytest.mark.parametrize("ziel", ["sozialausschuss", "kreistag", "fraktion", None])
def test_regel_77_some_bodies_cannot_be_referred_to(welt, jahr_2019, freigegeben, sitzungsdienst, ziel):
    sitzung = eroeffnet(welt.sozialausschuss, "2019-05-13", [freigegeben], sitzungsdienst)
    top = sitzung.tops.get(beratung__vorlage=freigegeben)
    with pytest.raises(ValidationError) as fehler:
        ergebnisse.festhalten(top, "verwiesen", verwiesen_an=ziel and getattr(welt, ziel), benutzer=sitzungsdienst)
    assert list(fehler.value.message_dict) == ["verwiesen_an"]


def test_regel_77_the_sealed_stations_stand(welt, jahr_2019, freigegeben, schulausschuss):
    beratung = freigegeben.beratungen.first()
    for tun in (
        lambda: Beratung.objects.filter(pk=beratung.pk).update(einschub=1),
        lambda: Beratung.objects.create(vorlage=freigegeben, position=9, gremium=schulausschuss),
        lambda: beratung.delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            tun()
    neu = Beratung.objects.create(
        vorlage=freigegeben, position=1, einschub=1, gremium=schulausschuss, rolle=BeratungRolle.ANHOERUNG
    )
    with pytest.raises(Error), transaction.atomic():
        Beratung.objects.filter(pk=neu.pk).update(einschub=0, position=8)
