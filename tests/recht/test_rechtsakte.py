"""Rules 25, 76, 78, 79, 80: Bekanntgabe, Umlaufverfahren, Eilentscheidung, Einspruch."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import Error, transaction

from gremien.models import Person
from konten import rollen
from sitzungen import (
    bekanntgabe,
    eilentscheidung,
    einspruch,
    planung,
    tagesordnung,
    umlauf,
    unterrichtung,
    vorbereitung,
)
from sitzungen.choices_rechtsakt import Umlaufantwort
from sitzungen.entscheidung import Entscheidung
from sitzungen.models import EhrenamtlicheStellvertretung, Eilentscheidung
from tests import factories
from tests.test_oeffentlichkeit import dump
from vorlagen.choices import BeratungRolle
from wittmund_ris import uhr

J, N = Umlaufantwort.JA, Umlaufantwort.NEIN
WORTE = {
    "titel": "Grundstücksangelegenheit",
    "wortlaut": "Der Landkreis erwirbt eine Fläche für den Radweg.",
    "grundlage": "einwohner",
    "begruendung": "Der Kauf ist vollzogen.",
    "datenschutz": "nein",
}
EIL = {
    "titel": "Notbrücke",
    "grund": "Die Brücke trägt nicht.",
    "massnahme": "Sperrung",
    "nichtoeffentlich_grund": "wohl",
}


def nur_ka(welt):
    return [{"gremium": welt.kreisausschuss, "rolle": BeratungRolle.ENTSCHEIDUNG, "geplant_am": date(2019, 5, 23)}]


def papier(welt, verfasserin, leitung, folge=None, **felder):
    return factories.freigeben(
        factories.entwurf(welt, verfasserin, folge or nur_ka(welt), **felder), verfasserin, leitung
    )


def entschieden(vorlage, gremium, tag, benutzer, stimmen=None) -> Entscheidung:
    """The paper decided in a closed sitting of that day."""
    with uhr.gestellt(factories.zeit("2019-05-02")):
        sitzung = factories.einladen(
            factories.sitzung_mit(gremium, tag, [vorlage], benutzer=benutzer), benutzer=benutzer
        )
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=benutzer)
        factories.abstimmen(sitzung, vorlage, *(stimmen or (9, 0, 0)), benutzer=benutzer)
        factories.schliessen(sitzung, benutzer=benutzer)
    return Entscheidung(top=sitzung.tops.select_related("sitzung__gremium").get(beratung__vorlage=vorlage))


@pytest.fixture
def ka_papier(welt, jahr_2019, sachbearbeiterin, landrat):
    return papier(welt, sachbearbeiterin, landrat)


@pytest.fixture
def ka_beschluss(welt, ka_papier, sitzungsdienst, stammdaten_ausgehaengt):
    return entschieden(ka_papier, welt.kreisausschuss, "2019-05-23", sitzungsdienst)


def am(tag):
    return uhr.gestellt(factories.zeit(tag))


# Rule 25


def test_regel_25_nothing_of_the_kreisausschuss_hangs_until_somebody_announces_it(
    welt, ka_papier, sitzungsdienst, landrat, stammdaten_ausgehaengt, client
):
    vorher = dump()
    beschluss = entschieden(ka_papier, welt.kreisausschuss, "2019-05-23", sitzungsdienst)
    with am("2030-01-01"):
        assert dump() == vorher
    with am("2019-06-01"):
        eintrag = bekanntgabe.bekanntgeben(beschluss, **WORTE, benutzer=landrat)
    call_command("aushang_pruefen")
    assert eintrag.ort == "eigene_seite"
    neu = dump()
    assert "erwirbt eine Fläche" in neu
    assert ka_papier.beschlussvorschlag not in neu
    assert ka_papier.betreff not in neu
    antwort = client.get(eintrag.pfad)
    assert antwort.status_code == 200
    assert "erwirbt eine Fläche" in antwort.content.decode()
    assert beschluss.top.nummer_lang in antwort.content.decode()


@pytest.mark.parametrize("feld", ["titel", "wortlaut", "grundlage", "begruendung", "datenschutz"])
def test_regel_25_the_act_needs_wording_ground_and_the_answer_of_rule_102(feld, ka_beschluss, landrat):
    vorher = dump()
    with am("2019-06-01"), pytest.raises(ValidationError) as fehler:
        bekanntgabe.bekanntgeben(ka_beschluss, **WORTE | {feld: ""}, benutzer=landrat)
    assert feld in fehler.value.message_dict
    assert dump() == vorher


def test_regel_25_the_landrat_or_whom_he_names(ka_beschluss, landrat, sitzungsdienst, superuser):
    with am("2019-06-01"):
        for wer in (sitzungsdienst, superuser):
            with pytest.raises(PermissionDenied):
                bekanntgabe.bekanntgeben(ka_beschluss, **WORTE, benutzer=wer)
        with pytest.raises(PermissionDenied):
            bekanntgabe.beauftragen(sitzungsdienst, von=date(2019, 6, 1), benutzer=sitzungsdienst)
        auftrag = bekanntgabe.beauftragen(sitzungsdienst, von=date(2019, 6, 1), benutzer=landrat)
        eintrag = bekanntgabe.bekanntgeben(ka_beschluss, **WORTE, benutzer=sitzungsdienst)
        assert eintrag.befugnis == auftrag
        with pytest.raises(ValidationError):
            bekanntgabe.bekanntgeben(ka_beschluss, **WORTE, benutzer=landrat)


def test_regel_25_a_withdrawal_leaves_a_tombstone(ka_beschluss, landrat, sitzungsdienst, client):
    with am("2019-06-01"):
        eintrag = bekanntgabe.bekanntgeben(ka_beschluss, **WORTE, benutzer=landrat)
        bekanntgabe.zuruecknehmen(eintrag, "datenschutz", bemerkung="Name", benutzer=sitzungsdienst)
        with pytest.raises(ValidationError):
            bekanntgabe.zuruecknehmen(eintrag, "datenschutz", bemerkung="Name", benutzer=sitzungsdienst)
    call_command("aushang_pruefen")
    assert "erwirbt" not in dump()
    assert client.get(eintrag.pfad).status_code == 410


def test_regel_25_part_n_of_a_public_sitting_shows_the_words_at_its_agenda(
    welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst, stammdaten_ausgehaengt, client
):
    folge = [{"gremium": welt.sozialausschuss, "rolle": BeratungRolle.ENTSCHEIDUNG, "geplant_am": date(2019, 5, 13)}]
    geheim = papier(
        welt, sachbearbeiterin, landrat, folge, ist_oeffentlich=False, nichtoeffentlich_grund="x", betreff="Zwiebelturm"
    )
    beschluss = entschieden(geheim, welt.sozialausschuss, "2019-05-13", sitzungsdienst)
    with am("2019-06-01"):
        eintrag = bekanntgabe.bekanntgeben(beschluss, **WORTE, benutzer=landrat)
    call_command("aushang_pruefen")
    assert eintrag.ort == "tagesordnung"
    seite = client.get(beschluss.top.sitzung.pfad).content.decode()
    assert "erwirbt eine Fläche" in seite
    assert "Zwiebelturm" not in seite + dump()
    with am("2019-06-02"):
        bekanntgabe.zuruecknehmen(eintrag, "versehen", bemerkung="Irrtum", benutzer=landrat)
    call_command("aushang_pruefen")
    assert "erwirbt" not in client.get(beschluss.top.sitzung.pfad).content.decode()


def test_regel_25_of_a_public_paper_the_words_stand_at_its_station(
    welt, jahr_2019, freigegeben, landrat, sitzungsdienst, stammdaten_ausgehaengt, client
):
    entschieden(freigegeben, welt.sozialausschuss, "2019-05-13", sitzungsdienst)
    beschluss = entschieden(freigegeben, welt.kreisausschuss, "2019-05-23", sitzungsdienst)
    assert "ris:bekanntgabe" not in dump()
    with am("2019-06-01"):
        eintrag = bekanntgabe.bekanntgeben(beschluss, **WORTE, benutzer=landrat)
    call_command("aushang_pruefen")
    assert eintrag.ort == "vorlage"
    freigegeben.refresh_from_db()
    assert "erwirbt eine Fläche" in client.get(freigegeben.pfad).content.decode()


# Rule 78


@pytest.fixture
def lauf(ka_papier, sitzungsdienst):
    with am("2019-05-06"):
        yield umlauf.beginnen(
            ka_papier.beratungen.get(), grund="Eile", frist=factories.zeit("2019-05-10"), benutzer=sitzungsdienst
        )


def alle_antworten(lauf, benutzer, antworten):
    for sitz, antwort in zip([s for s, _ in umlauf.stand(lauf).zeilen], antworten, strict=False):
        umlauf.antworten(lauf, sitz, antwort, weg="telefon", benutzer=benutzer)


def test_regel_78_only_the_kreisausschuss_decides_in_umlauf(welt, freigegeben, sitzungsdienst, landrat):
    for gremium in (welt.sozialausschuss, welt.kreistag):
        beratung = freigegeben.beratungen.get(gremium=gremium)
        with pytest.raises(ValidationError, match="§ 78 Abs. 3"):
            umlauf.beginnen(beratung, grund="Eile", frist=factories.zeit("2019-05-10"), benutzer=sitzungsdienst)
        with pytest.raises(Error, match="Kreisausschuss"), transaction.atomic():
            umlauf.Umlauf.objects.create(
                beratung=beratung, grund="x", frist=factories.zeit("2019-05-10"), begonnen_von=landrat
            )


def test_regel_78_one_objection_ends_it_without_a_decision(lauf, sitzungsdienst, ka_papier):
    alle_antworten(lauf, sitzungsdienst, [J] * 11)
    sitz = umlauf.stand(lauf).zeilen[3][0]
    umlauf.antworten(lauf, sitz, "widerspruch", weg="schriftlich", benutzer=sitzungsdienst)
    lauf.refresh_from_db()
    assert (lauf.ausgang, lauf.ergebnis) == ("widerspruch", "")
    assert ka_papier.beratungen.get().abgeschlossen_am is None
    with pytest.raises(ValidationError):
        umlauf.feststellen(lauf, benutzer=sitzungsdienst)


@pytest.mark.parametrize(
    ("antworten", "ausgang", "ergebnis"),
    [
        ([J] * 11, "beschluss", "einstimmig"),
        ([J] * 4 + [N] * 2, "beschluss", "mehrheitlich"),
        ([J] * 3 + [N] * 3, "beschluss", "abgelehnt"),
        ([J] * 5, "beteiligung", ""),
        ([J] * 5 + [Umlaufantwort.BEFANGEN] * 6, "beteiligung", ""),
        ([], "beteiligung", ""),
    ],
)
def test_regel_78_silence_is_no_vote_and_the_majority_must_have_answered(
    antworten, ausgang, ergebnis, lauf, sitzungsdienst, ka_papier
):
    alle_antworten(lauf, sitzungsdienst, antworten)
    if len(antworten) < 11:
        with pytest.raises(ValidationError, match="fehlen noch"):
            umlauf.feststellen(lauf, benutzer=sitzungsdienst)
    with am("2019-05-11"):
        umlauf.feststellen(lauf, benutzer=sitzungsdienst)
    lauf.refresh_from_db()
    assert (lauf.ausgang, lauf.ergebnis, ka_papier.beratungen.get().ergebnis) == (ausgang, ergebnis, ergebnis)


def test_regel_78_the_result_closes_the_station_and_is_reported_and_not_public(
    lauf, welt, sitzungsdienst, ka_papier, stammdaten_ausgehaengt
):
    vorher = dump()
    alle_antworten(lauf, sitzungsdienst, [J] * 11)
    umlauf.feststellen(lauf, benutzer=sitzungsdienst)
    ka_papier.refresh_from_db()
    assert ka_papier.status == "beschlossen"
    assert [u.gremium for u in unterrichtung.offene()] == [welt.kreisausschuss]
    sitzung = planung.planen(welt.kreisausschuss, factories.zeit("2019-05-23"), benutzer=sitzungsdienst)
    assert any("Umlaufverfahren" in w.text for w in vorbereitung.warnungen(sitzung))
    tagesordnung.auffuellen(sitzung, benutzer=sitzungsdienst)
    assert not unterrichtung.offene()
    assert dump() == vorher
    call_command("aushang_pruefen")


def test_regel_78_members_answer_for_themselves_once_and_in_time(lauf, welt, ratsfrau, sitzungsdienst, gast):
    zeilen = [sitz for sitz, _ in umlauf.stand(lauf).zeilen]
    eigener = next(s for s in zeilen if s.person_id == ratsfrau.person.pk)
    for wer, sitz in ((ratsfrau, zeilen[0] if zeilen[0] != eigener else zeilen[1]), (gast, eigener)):
        with pytest.raises(PermissionDenied):
            umlauf.antworten(lauf, sitz, J, benutzer=wer)
    umlauf.antworten(lauf, eigener, J, benutzer=ratsfrau)
    with pytest.raises(ValidationError, match="schon geantwortet"):
        umlauf.antworten(lauf, eigener, N, benutzer=ratsfrau)
    with am("2019-05-11"), pytest.raises(ValidationError, match="Frist"):
        umlauf.antworten(lauf, zeilen[0], J, weg="telefon", benutzer=sitzungsdienst)
    with pytest.raises(Error), transaction.atomic():
        lauf.stimmen.update(antwort=N)


def test_regel_78_while_it_runs_the_paper_comes_on_no_agenda(lauf, welt, ka_papier, sitzungsdienst):
    sitzung = planung.planen(welt.kreisausschuss, factories.zeit("2019-05-23"), benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="Umlaufverfahren"):
        tagesordnung.aufnehmen(sitzung, ka_papier.beratungen.get(), benutzer=sitzungsdienst)


# Rule 79


@pytest.fixture
def stellvertretung(welt):
    konto = factories.konto("stellvertreterin", rollen.MANDATSTRAEGER, last_name="Stellvertreterin")
    Person.objects.filter(pk=welt.personen[3].pk).update(benutzer=konto)
    person = Person.objects.get(pk=welt.personen[3].pk)
    return EhrenamtlicheStellvertretung.objects.create(person=person, von=date(2016, 11, 1))


def test_regel_79_the_landrat_needs_a_named_stellvertretung(welt, jahr_2019, landrat, sitzungsdienst, stellvertretung):
    with pytest.raises(ValidationError) as fehler:
        eilentscheidung.des_landrats(**EIL, stellvertretung=None, einvernehmen_weg="telefon", benutzer=landrat)
    assert "stellvertretung" in fehler.value.message_dict
    with pytest.raises(PermissionDenied):
        eilentscheidung.des_landrats(
            **EIL, stellvertretung=stellvertretung, einvernehmen_weg="telefon", benutzer=sitzungsdienst
        )
    assert not Eilentscheidung.objects.exists()


def test_regel_79_kreistag_and_kreisausschuss_are_owed_an_item_at_once(
    welt, jahr_2019, landrat, sitzungsdienst, stellvertretung, stammdaten_ausgehaengt
):
    vorher = dump()
    eil = eilentscheidung.des_landrats(
        **EIL, stellvertretung=stellvertretung, einvernehmen_weg="schriftlich", benutzer=landrat
    )
    assert eil.ist_wirksam
    assert {u.gremium for u in unterrichtung.offene()} == {welt.kreistag, welt.kreisausschuss}
    sitzung = planung.planen(welt.kreistag, factories.zeit("2019-06-27"), benutzer=sitzungsdienst)
    assert any("Notbrücke" in w.text for w in vorbereitung.warnungen(sitzung))
    tagesordnung.auffuellen(sitzung, benutzer=sitzungsdienst)
    top = sitzung.tops.get(unterrichtungen__isnull=False)
    assert (top.teil, "Notbrücke" in top.oeffentlicher_titel) == ("n", False)
    tagesordnung.entfernen(top, benutzer=sitzungsdienst)
    assert unterrichtung.offene(welt.kreistag)
    assert dump() == vorher
    with pytest.raises(Error), transaction.atomic():
        Eilentscheidung.objects.update(massnahme="anders")


def test_regel_79_by_account_it_takes_effect_with_the_consent(
    welt, jahr_2019, landrat, ratsfrau, stellvertretung, sitzungsdienst
):
    eil = eilentscheidung.des_landrats(
        **EIL, stellvertretung=stellvertretung, einvernehmen_weg="konto", benutzer=landrat
    )
    assert not eil.ist_wirksam
    assert not unterrichtung.offene()
    for wer in (landrat, ratsfrau, sitzungsdienst):
        with pytest.raises(PermissionDenied):
            eilentscheidung.einvernehmen(eil, True, benutzer=wer)
    konto = Person.objects.get(pk=stellvertretung.person_id).benutzer
    assert eilentscheidung.einvernehmen(eil, True, benutzer=konto).ist_wirksam
    assert unterrichtung.offene().count() == 2
    with pytest.raises(ValidationError):
        eilentscheidung.einvernehmen(eil, False, benutzer=konto)


def test_regel_79_the_kreisausschuss_in_place_of_the_kreistag_informs_it(ka_beschluss, welt, sitzungsdienst):
    eilentscheidung.des_kreisausschusses(ka_beschluss, **EIL, benutzer=sitzungsdienst)
    assert [u.gremium for u in unterrichtung.offene()] == [welt.kreistag]
    with pytest.raises(ValidationError):
        eilentscheidung.des_kreisausschusses(ka_beschluss, **EIL, benutzer=sitzungsdienst)


# Rules 76, 80


def einlegen(beschluss, benutzer, art="einspruch", tag="2019-05-24", **weiteres):
    with am(tag):
        return einspruch.beanstanden(
            beschluss, art, am=uhr.heute(), begruendung="Rechtswidrig", benutzer=benutzer, **weiteres
        )


def test_regel_80_not_carried_out_and_decided_again_after_three_days(
    ka_beschluss, welt, ka_papier, landrat, ratsfrau, sitzungsdienst
):
    vorher = dump()
    eintrag = einlegen(ka_beschluss, landrat)
    assert not einspruch.ist_auszufuehren(ka_beschluss)
    ka_papier.refresh_from_db()
    assert ka_papier.status == "in_beratung"
    neue = eintrag.neue_beratung
    assert (neue.rolle, neue.fruehestens_am) == ("entscheidung", date(2019, 5, 26))
    with am("2019-05-24"):
        zu_frueh = planung.planen(welt.kreisausschuss, factories.zeit("2019-05-25"), benutzer=sitzungsdienst)
        with pytest.raises(ValidationError, match="26.05.2019"):
            tagesordnung.aufnehmen(zu_frueh, neue, benutzer=sitzungsdienst)
    assert ratsfrau.hinweise.filter(schluessel=f"beanstandung:{eintrag.pk}").exists()
    assert dump() == vorher


def test_regel_76_an_einspruch_frees_the_way_for_a_second_decision(
    ka_beschluss, welt, ka_papier, landrat, sitzungsdienst
):
    eintrag = einlegen(ka_beschluss, landrat)
    with am("2019-05-24"), pytest.raises(ValidationError, match="noch nicht erneut"):
        einspruch.ausgang_festhalten(eintrag, "bestaetigt", am=uhr.heute(), benutzer=sitzungsdienst)
    ka_papier.refresh_from_db()
    with am("2019-05-24"):
        sitzung = planung.planen(welt.kreisausschuss, factories.zeit("2019-06-20"), benutzer=sitzungsdienst)
        tagesordnung.aufnehmen(sitzung, eintrag.neue_beratung, benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        factories.abstimmen(sitzung, ka_papier, 8, 1, 0, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
        with pytest.raises(ValidationError, match="bestätigt"):
            einspruch.ausgang_festhalten(eintrag, "aufgehoben", am=uhr.heute(), benutzer=sitzungsdienst)
        einspruch.ausgang_festhalten(eintrag, "bestaetigt", am=uhr.heute(), benutzer=sitzungsdienst)
    ka_papier.refresh_from_db()
    assert ka_papier.status == "beschlossen"
    assert einspruch.ist_auszufuehren(ka_beschluss)


def test_regel_80_a_report_waits_for_the_kommunalaufsicht(ka_beschluss, ka_papier, landrat, sitzungsdienst):
    eintrag = einlegen(ka_beschluss, landrat, "bericht")
    assert not einspruch.ist_auszufuehren(ka_beschluss)
    assert unterrichtung.offene().count() == 1
    with am("2019-07-01"):
        einspruch.ausgang_festhalten(eintrag, "beanstandet", am=uhr.heute(), benutzer=sitzungsdienst)
    eintrag.refresh_from_db()
    assert eintrag.neue_beratung is not None
    assert not einspruch.ist_auszufuehren(ka_beschluss)


def test_regel_80_only_the_landrat_and_only_against_a_decision(ka_beschluss, landrat, sitzungsdienst, superuser):
    for wer in (sitzungsdienst, superuser):
        with pytest.raises(PermissionDenied):
            einlegen(ka_beschluss, wer)
    einlegen(ka_beschluss, landrat)
    with pytest.raises(ValidationError, match="läuft schon"):
        einlegen(ka_beschluss, landrat)
    with pytest.raises(Error), transaction.atomic():
        ka_beschluss.top.beanstandung_zeilen.update(begruendung="anders")
    with pytest.raises(Error), transaction.atomic():
        ka_beschluss.top.beanstandung_zeilen.all().delete()


def test_regel_80_the_kreisausschuss_objects_within_one_week(
    welt, jahr_2019, freigegeben, sitzungsdienst, sachbearbeiterin, landrat, stammdaten_ausgehaengt
):
    for gremium, tag in ((welt.sozialausschuss, "2019-05-13"), (welt.kreisausschuss, "2019-05-23")):
        entschieden(freigegeben, gremium, tag, sitzungsdienst)
    beschluss = entschieden(freigegeben, welt.kreistag, "2019-06-27", sitzungsdienst, (30, 0, 0))
    with am("2019-05-02"):
        anlass = papier(welt, sachbearbeiterin, landrat)
    ka = entschieden(anlass, welt.kreisausschuss, "2019-07-01", sitzungsdienst)
    with pytest.raises(ValidationError, match="eine Woche"):
        einlegen(beschluss, sitzungsdienst, "einspruch_ka", "2019-07-05", beschlossen_in=ka.top)
    vorher = dump()
    eintrag = einlegen(beschluss, sitzungsdienst, "einspruch_ka", "2019-07-04", beschlossen_in=ka.top)
    assert eintrag.neue_beratung.gremium == welt.kreistag
    assert eintrag.neue_beratung.fruehestens_am - beschluss.tag == timedelta(days=3)
    assert dump() == vorher
    call_command("aushang_pruefen")
