"""A year of sittings planned in one act: patterns, conflicts, the draft, its confirmation, the pages."""

import threading
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gremien.models import Schulferien
from sitzungen import jahresplan
from sitzungen.konflikte import Ansatz, Pruefung, bestehende
from sitzungen.models import Jahresplan, Plantermin, Sitzung
from sitzungen.terminmuster import LETZTER, AlleWochen, Monatlich, Vor, ohne_freie_tage
from tests import factories
from tests.factories import zeit
from wittmund_ris import uhr
from wittmund_ris.werktage import ist_werktag

TAGE = st.dates(date(2018, 1, 1), date(2035, 12, 31))


# --- Patterns against a brute force over every day ----------------------------------------------------------------
@given(
    TAGE, st.integers(0, 800), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, LETZTER]), st.sets(st.integers(1, 12))
)
def test_monatlich_equals_counting_days(von, laenge, wochentag, wievielter, monate):
    bis = von + timedelta(days=laenge)

    def passt(tag):
        if tag.weekday() != wochentag or tag.month not in monate:
            return False
        if wievielter == LETZTER:
            return (tag + timedelta(days=7)).month != tag.month
        davor = sum(1 for n in range(1, tag.day) if date(tag.year, tag.month, n).weekday() == wochentag)
        return davor + 1 == wievielter

    alle = [von + timedelta(days=n) for n in range(laenge + 1)]
    assert list(Monatlich(wochentag, wievielter, frozenset(monate)).tage(von, bis)) == [t for t in alle if passt(t)]


@given(TAGE, TAGE, st.integers(0, 600), st.integers(1, 52))
def test_alle_wochen_equals_counting_days(ab, von, laenge, wochen):
    bis = von + timedelta(days=laenge)
    alle = [von + timedelta(days=n) for n in range(laenge + 1)]
    erwartet = [t for t in alle if t >= ab and (t - ab).days % (7 * wochen) == 0]
    assert list(AlleWochen(ab, wochen).tage(von, bis)) == erwartet


@given(st.lists(TAGE, max_size=12), st.integers(1, 90))
def test_vor_another_body_is_a_working_day_in_time(andere, vorlauf):
    tage = list(Vor(tuple(andere), vorlauf).tage(date(2010, 1, 1), date(2040, 1, 1)))
    assert tage == sorted(set(tage))
    assert all(ist_werktag(t) for t in tage)
    for tag in andere:
        assert any(tag - timedelta(days=vorlauf + 10) < t <= tag - timedelta(days=vorlauf) for t in tage)


def test_free_days_move_forward_and_never_out_of_the_plan():
    ostermontag, sonntag = date(2027, 3, 29), date(2027, 12, 26)
    assert ohne_freie_tage([ostermontag], date(2027, 12, 31)) == [date(2027, 3, 30)]
    assert ohne_freie_tage([sonntag], sonntag) == []


# --- Conflicts ----------------------------------------------------------------------------------------------------
def hinweise(welt, *ansaetze, auch=()):
    geprueft = [
        Ansatz(n, gremium, zeit(tag, um), "Kreishaus", raum) for n, (gremium, tag, um, raum) in enumerate(ansaetze)
    ]
    pruefung = Pruefung(geprueft, auch=auch)
    return [" ".join(pruefung.hinweise(a)) for a in geprueft]


def test_conflicts_of_the_day(welt):
    Schulferien.objects.create(name="Osterferien 2019", von=date(2019, 4, 8), bis=date(2019, 4, 23))
    feiertag, ferien, samstag, ohne = hinweise(
        welt,
        (welt.sozialausschuss, "2019-04-22", "15:00", ""),
        (welt.sozialausschuss, "2019-04-10", "15:00", ""),
        (welt.sozialausschuss, "2019-05-11", "15:00", ""),
        (welt.sozialausschuss, "2040-05-09", "15:00", ""),
    )
    assert "Feiertag: Ostermontag." in feiertag
    assert ferien == "Schulferien: Osterferien 2019."
    assert samstag == "Wochenende."
    assert "kein Regelwerk" in ohne


def test_conflicts_name_room_and_people(welt):
    eins, zwei, spaeter = hinweise(
        welt,
        (welt.sozialausschuss, "2019-05-13", "15:00", "Saal 1"),
        (welt.kreisausschuss, "2019-05-13", "16:00", "Saal 1"),
        (welt.kreisausschuss, "2019-05-13", "18:00", "Saal 1"),
    )
    assert "Saal 1 ist belegt: Kreisausschuss, 16:00 Uhr." in eins
    assert "Zugleich tagt Kreisausschuss (16:00 Uhr) mit Vorname00 Mitglied00" in eins
    assert "und 8 weiteren" in eins
    assert "Sozialausschuss" in zwei
    assert "hat an diesem Tag schon eine Sitzung" in zwei
    assert "Sozialausschuss" not in spaeter


def test_a_kreistag_wants_a_kreisausschuss_before_it(welt):
    ohne, davor, mit = hinweise(
        welt,
        (welt.kreistag, "2019-05-13", "15:00", ""),
        (welt.kreisausschuss, "2019-06-03", "15:00", ""),
        (welt.kreistag, "2019-06-17", "15:00", ""),
    )
    # The first of the term knows no Kreisausschuss yet; it is asked for its own deadline.
    assert "Kreisausschuss" not in ohne
    assert davor == ""
    assert mit == ""


@pytest.mark.parametrize(("tag", "warnt"), [("2026-11-30", False), ("2026-12-01", True)])
def test_regel_1_first_sitting_within_one_month(welt, tag, warnt):
    [satz] = hinweise(welt, (welt.kreistag, tag, "15:00", ""))
    assert ("§ 59 Abs. 2" in satz) == warnt
    if warnt:
        assert "30.11.2026" in satz


def test_regel_2_and_3_last_day_of_dispatch_is_shown(welt):
    erste, zweite = (
        Ansatz(n, welt.kreistag, zeit(tag), "Kreishaus", "") for n, tag in enumerate(("2026-11-30", "2026-12-21"))
    )
    pruefung = Pruefung([erste, zweite])
    assert pruefung.ist_erste(erste)
    assert pruefung.tagesfristen(erste).ladung == date(2026, 11, 22)
    assert pruefung.tagesfristen(zweite).ladung == date(2026, 12, 13)


# --- The draft ----------------------------------------------------------------------------------------------------
@pytest.fixture
def plan(welt, sitzungsdienst):
    with uhr.gestellt(zeit("2018-10-01")):
        plan = jahresplan.anlegen("Sitzungen 2019", date(2019, 1, 1), date(2019, 12, 31), benutzer=sitzungsdienst)
        tage = list(Monatlich(1, 2, frozenset({2, 3, 5})).tage(plan.von, plan.bis))
        jahresplan.hinzufuegen(
            plan, welt.sozialausschuss, tage, uhrzeit=time(15), raum="Saal 1", benutzer=sitzungsdienst
        )
        plan.refresh_from_db()
        yield plan


def test_confirmation_plans_all_and_a_second_one_nothing(plan, sitzungsdienst):
    gestrichen = plan.termine.first()
    jahresplan.aendern(plan, plan.stand, {gestrichen.pk: {"ist_gestrichen": True}}, benutzer=sitzungsdienst)
    plan.refresh_from_db()
    sitzungen = jahresplan.bestaetigen(plan, plan.stand, benutzer=sitzungsdienst)
    assert [s.tag for s in sitzungen] == [date(2019, 3, 12), date(2019, 5, 14)]
    assert {s.raum for s in sitzungen} == {"Saal 1"}
    assert all(s.tops.count() == 2 and s.ist_oeffentlich for s in sitzungen)
    with pytest.raises(ValidationError, match="schon bestätigt"):
        jahresplan.bestaetigen(plan, plan.stand, benutzer=sitzungsdienst)
    assert Sitzung.objects.count() == 2


def test_regel_21_publicity_comes_from_the_regelwerk_of_the_day(welt, plan, sitzungsdienst):
    jahresplan.hinzufuegen(plan, welt.kreisausschuss, [date(2019, 2, 5)], uhrzeit=time(10), benutzer=sitzungsdienst)
    plan.refresh_from_db()
    sitzungen = jahresplan.bestaetigen(plan, plan.stand, benutzer=sitzungsdienst)
    assert {s.gremium.slug: s.ist_oeffentlich for s in sitzungen} == {"kreisausschuss": False, "sozialausschuss": True}


def test_one_date_that_cannot_be_planned_leaves_all_unplanned(plan, sitzungsdienst):
    with uhr.gestellt(zeit("2019-02-20")), pytest.raises(ValidationError, match="Vergangenheit.*nichts geplant"):
        jahresplan.bestaetigen(plan, plan.stand, benutzer=sitzungsdienst)
    assert not Sitzung.objects.exists()
    plan.refresh_from_db()
    assert not plan.ist_bestaetigt


def test_an_older_state_is_refused(plan, sitzungsdienst):
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        jahresplan.aendern(plan, plan.stand - 1, {}, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        jahresplan.bestaetigen(plan, plan.stand - 1, benutzer=sitzungsdienst)


def test_days_may_change_places_but_not_coincide(plan, sitzungsdienst):
    a, b, _ = plan.termine.all()
    plan = jahresplan.aendern(
        plan, plan.stand, {a.pk: {"beginn": b.beginn}, b.pk: {"beginn": a.beginn}}, benutzer=sitzungsdienst
    )
    assert Plantermin.objects.get(pk=a.pk).beginn == b.beginn
    with pytest.raises(ValidationError, match="zweimal"):
        jahresplan.aendern(plan, plan.stand, {a.pk: {"beginn": a.beginn}}, benutzer=sitzungsdienst)


def test_only_the_sitzungsdienst_plans(plan, welt, besetzung):
    for name, konto in besetzung.items():
        if name == "sitzungsdienst":
            continue
        with pytest.raises(PermissionDenied):
            jahresplan.bestaetigen(plan, plan.stand, benutzer=konto)
        with pytest.raises(PermissionDenied):
            jahresplan.verwerfen(plan, benutzer=konto)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_confirm_at_once_and_it_is_planned_once(plan, sitzungsdienst):
    antworten = []

    def bestaetigen():
        try:
            antworten.append(len(jahresplan.bestaetigen(plan, plan.stand, benutzer=sitzungsdienst)))
        except ValidationError as fehler:
            antworten.append(fehler.messages[0])
        finally:
            connection.close()

    faeden = [threading.Thread(target=bestaetigen) for _ in range(2)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert 3 in antworten
    assert any("schon bestätigt" in str(a) for a in antworten)
    assert Sitzung.objects.count() == 3


# --- The pages ----------------------------------------------------------------------------------------------------
def adresse(name, *args):
    return reverse(f"sitzungen:{name}", args=args)


SEITEN = ("jahresplaene", "jahresplan", "jahresplan_bestaetigen", "verlangen_liste", "verlangen_neu")


@pytest.mark.parametrize("name", SEITEN)
def test_planning_pages_are_for_the_sitzungsdienst(plan, client, besetzung, name):
    ziel = adresse(name, *([plan.pk] if name in ("jahresplan", "jahresplan_bestaetigen") else []))
    codes = {}
    for wer, konto in besetzung.items():
        client.force_login(konto)
        codes[wer] = client.get(ziel).status_code
    assert codes == {wer: 200 if wer == "sitzungsdienst" else 403 for wer in besetzung}


def test_a_year_is_planned_over_http(client, welt, sitzungsdienst):
    client.force_login(sitzungsdienst)
    with uhr.gestellt(zeit("2018-10-01")):
        antwort = client.post(
            adresse("jahresplaene"), {"bezeichnung": "2019", "von": "2019-01-01", "bis": "2019-12-31"}
        )
        plan = Jahresplan.objects.get()
        assert antwort.url == adresse("jahresplan", plan.pk)
        muster = {
            "schritt": "muster",
            "uhrzeit": "17:00",
            "raum": "Saal",
            "ort": "Kreishaus",
            "freie_tage_meiden": "on",
        }
        kreistag = muster | {
            "gremium": welt.kreistag.pk,
            "art": "monatlich",
            "wievielter": 3,
            "wochentag": 1,
            "monate": [3, 6],
        }
        assert client.post(adresse("jahresplan", plan.pk), kreistag).status_code == 302
        davor = muster | {"gremium": welt.kreisausschuss.pk, "art": "vor", "bezug": welt.kreistag.pk, "vorlauf": 14}
        assert client.post(adresse("jahresplan", plan.pk), davor).status_code == 302
        leer = client.post(adresse("jahresplan", plan.pk), muster | {"gremium": welt.kreistag.pk, "art": "monatlich"})
        assert leer.status_code == 422
        assert "Bitte wählen Sie mindestens einen Monat." in leer.content.decode()
        plan.refresh_from_db()
        termine = list(plan.termine.all())
        assert [t.tag for t in termine] == [date(2019, 3, 5), date(2019, 3, 19), date(2019, 6, 4), date(2019, 6, 18)]
        zeilen = {"schritt": "pruefen", "stand": plan.stand}
        for t in termine:
            zeilen |= {f"t{t.pk}-tag": str(t.tag), f"t{t.pk}-uhrzeit": "15:30", f"t{t.pk}-raum": "Saal"}
        zeilen[f"t{termine[0].pk}-tag"] = "2018-03-05"
        falsch = client.post(adresse("jahresplan", plan.pk), zeilen)
        assert falsch.status_code == 422
        assert 'value="2018-03-05"' in falsch.content.decode()
        zeilen[f"t{termine[0].pk}-tag"] = "2019-03-06"
        assert client.post(adresse("jahresplan", plan.pk), zeilen).url == adresse("jahresplan_bestaetigen", plan.pk)
        plan.refresh_from_db()
        ziel = adresse("jahresplan_bestaetigen", plan.pk)
        assert "4 Sitzungen planen" in client.get(ziel).content.decode()
        for _ in range(2):
            client.post(ziel, {"stand": plan.stand})
    assert Sitzung.objects.count() == 4
    assert Sitzung.objects.get(kennung="2019-03-06-kreisausschuss").beginn == zeit("2019-03-06", "15:30")


@pytest.mark.parametrize("anzahl", [1, 3])
def test_draft_takes_a_fixed_number_of_queries(client, welt, plan, sitzungsdienst, anzahl, django_assert_num_queries):
    Plantermin.objects.filter(pk__in=[t.pk for t in plan.termine.all()[anzahl:]]).delete()
    client.force_login(sitzungsdienst)
    with django_assert_num_queries(14):
        client.get(adresse("jahresplan", plan.pk))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_calendar_takes_a_fixed_number_of_queries(
    client, welt, jahr_2019, sitzungsdienst, anzahl, django_assert_num_queries
):
    for n in range(anzahl):
        factories.sitzung_mit(welt.kreistag, f"2019-06-0{n + 3}", [], benutzer=sitzungsdienst)
    client.force_login(sitzungsdienst)
    with django_assert_num_queries(10):
        seite = client.get(adresse("kalender_monat", 2019, 6)).content.decode()
    assert seite.count("2019-06") >= 30


def test_calendar_shows_each_reader_what_the_list_shows(client, welt, jahr_2019, sitzungsdienst, ratsfrau, gast):
    factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    seiten = {}
    for konto in (sitzungsdienst, ratsfrau, gast):
        client.force_login(konto)
        for ziel in (adresse("kalender_monat", 2019, 6), adresse("kalender_jahr", 2019)):
            antwort = client.get(ziel)
            assert antwort.status_code == 200
            seiten[konto.username, ziel] = "Kreistag" in antwort.content.decode()
    assert {wer for (wer, _), zeigt in seiten.items() if zeigt} == {"sitzungsdienst"}
    client.force_login(sitzungsdienst)
    assert "Spätestens einladen" in client.get(adresse("kalender_monat", 2019, 6)).content.decode()
    assert "Pfingstmontag" in client.get(adresse("kalender_monat", 2019, 6)).content.decode()
    assert client.get(adresse("kalender_monat", 2019, 13)).status_code == 404
    assert client.get(adresse("kalender_jahr", 3000)).status_code == 404


def test_called_off_sittings_leave_their_room(welt, jahr_2019, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    assert len(bestehende(date(2019, 6, 27), date(2019, 6, 27))) == 1
    factories.sitzungsworkflow.absagen(sitzung, benutzer=sitzungsdienst, bemerkung="Kein Thema")
    assert bestehende(date(2019, 6, 27), date(2019, 6, 27)) == []
