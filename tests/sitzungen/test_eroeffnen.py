"""Opening a sitting: who is there, who sits for whom, who presides, and whether the body is quorate (§ 65 NKomVG)."""

from datetime import date

import pytest
from django.urls import reverse

from gremien.models import Person, Stellvertretung
from sitzungen import anwesenheit, rueckmeldungen
from sitzungen.choices import Anwesend, SitzungStatus
from tests import factories
from tests.factories import zeit
from wittmund_ris import uhr

TAG = "2019-05-13"


def adresse(name, *args):
    return reverse(f"sitzungen:{name}", args=args)


@pytest.fixture
def als(client):
    """A browser with this account signed in."""

    def anmelden(benutzer):
        client.force_login(benutzer)
        return client

    return anmelden


def eroeffnung(sitzung, **ausnahmen):
    """The form as filled in: all present but the exceptions, by position."""
    sitze = list(sitzung.gremium.mitgliedschaften.am(date.fromisoformat(TAG)).order_by("person__nachname"))
    daten = {f"sitz_{s.pk}": Anwesend.ANWESEND.value for s in sitze}
    return daten | {"leitung": sitze[0].person_id, "ladung_ordnungsgemaess": "on"} | ausnahmen, sitze


@pytest.fixture
def sitzungstag(welt, freigegeben, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(zeit(TAG, "17:00")):
        yield sitzung


def test_everybody_present_is_filled_in_without_acting(als, sitzungstag, sitzungsdienst):
    daten, sitze = eroeffnung(sitzungstag)
    antwort = als(sitzungsdienst).post(
        adresse("eroeffnen", sitzungstag.pk), {"alle_anwesend": "ja", "leitung": daten["leitung"]}
    )
    assert antwort.content.decode().count('value="anwesend"') == len(sitze) == 11
    assert {antwort.context["form"][f"sitz_{s.pk}"].value() for s in sitze} == {"anwesend"}
    assert antwort.context["form"]["ladung_ordnungsgemaess"].value() is False
    sitzungstag.refresh_from_db()
    assert sitzungstag.status == SitzungStatus.EINGELADEN


def test_opening_records_attendance_and_presets_the_vorsitz(als, sitzungstag, sitzungsdienst):
    browser, weg = als(sitzungsdienst), adresse("eroeffnen", sitzungstag.pk)
    daten, sitze = eroeffnung(sitzungstag)
    seite = browser.get(weg)
    assert seite.context["form"]["leitung"].value() == sitze[0].person_id
    assert "mit <strong>6</strong> von 11" in seite.content.decode()
    daten |= {f"sitz_{sitze[9].pk}": "entschuldigt", f"sitz_{sitze[10].pk}": "abwesend"}
    antwort = browser.post(weg, daten)
    assert antwort.url == adresse("detail", sitzungstag.pk)
    status = list(
        sitzungstag.anwesenheiten.order_by("mitgliedschaft__person__nachname").values_list("status", flat=True)
    )
    assert status == ["anwesend"] * 9 + ["entschuldigt", "abwesend"]


def test_opening_without_quorum_keeps_the_attendance_typed(als, sitzungstag, sitzungsdienst):
    daten, sitze = eroeffnung(sitzungstag)
    daten |= {f"sitz_{s.pk}": "abwesend" for s in sitze[5:]}
    antwort = als(sitzungsdienst).post(adresse("eroeffnen", sitzungstag.pk), daten)
    assert "Nicht beschlussfähig: 5 von 11" in antwort.context["form"].non_field_errors()[0]
    assert antwort.context["form"][f"sitz_{sitze[7].pk}"].value() == "abwesend"
    assert not sitzungstag.anwesenheiten.exists()


def test_opening_names_the_members_without_an_entry(als, sitzungstag, sitzungsdienst):
    daten, sitze = eroeffnung(sitzungstag)
    del daten[f"sitz_{sitze[3].pk}"]
    antwort = als(sitzungsdienst).post(adresse("eroeffnen", sitzungstag.pk), daten)
    assert sitze[3].person.name in antwort.context["form"].non_field_errors()[0]


def test_opening_begins_with_the_answers_and_takes_a_deputy(als, welt, sitzungsdienst):
    """A seat of the Kreisausschuss is excused; the deputy who agreed takes it."""
    with uhr.gestellt(zeit("2019-05-02", "09:00")):
        sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
        sitze = list(sitzung.gremium.mitgliedschaften.am(date(2019, 5, 23)).order_by("person__nachname"))
        vertreter = Person.objects.create(vorname="Eske", nachname="Vertretung")
        Stellvertretung.objects.create(mitgliedschaft=sitze[2], person=vertreter, reihenfolge=1, von=date(2016, 11, 1))
        rueckmeldungen.antworten(sitzung, sitze[1], "zugesagt", benutzer=sitzungsdienst)
        rueckmeldungen.antworten(sitzung, sitze[2], "entschuldigt", vertretung=vertreter, benutzer=sitzungsdienst)
        rueckmeldungen.vertretung_antworten(sitzung, sitze[2], True, benutzer=sitzungsdienst)
    with uhr.gestellt(zeit("2019-05-23", "10:00")):
        browser, weg = als(sitzungsdienst), adresse("eroeffnen", sitzung.pk)
        form = browser.get(weg).context["form"]
        werte = [form[f"sitz_{s.pk}"].value() for s in sitze[:3]]
        assert (werte, form[f"vertretung_{sitze[2].pk}"].value()) == ([None, "anwesend", "entschuldigt"], vertreter.pk)
        daten = {f"sitz_{s.pk}": "anwesend" for s in sitze} | {
            "leitung": sitze[0].person_id,
            "ladung_ordnungsgemaess": "on",
        }
        daten |= {f"vertretung_{sitze[2].pk}": vertreter.pk}
        antwort = browser.post(weg, daten)
        assert "braucht keine Vertretung" in antwort.context["form"].non_field_errors()[0]
        browser.post(weg, daten | {f"sitz_{sitze[2].pk}": "entschuldigt"})
    zeiten = sitzung.anwesenheitszeiten.filter(anwesenheit__mitgliedschaft=sitze[2])
    assert [z.person for z in zeiten] == [vertreter]


def test_without_quorum_it_is_opened_only_to_say_so(als, sitzungstag, sitzungsdienst):
    """Regel 33, § 65 Abs. 1 NKomVG."""
    daten, sitze = eroeffnung(sitzungstag)
    daten |= {f"sitz_{s.pk}": "abwesend" for s in sitze[5:]} | {"ohne_beschlussfaehigkeit": "on"}
    als(sitzungsdienst).post(adresse("eroeffnen", sitzungstag.pk), daten)
    assert [f.gegeben for f in sitzungstag.feststellungen.all()] == [False]


@pytest.mark.parametrize("slug", ["kreistag", "kreisausschuss", "sozialausschuss"])
def test_deputies_of_many_seats_are_those_of_each(welt, slug, django_assert_num_queries):
    tag = date(2019, 5, 13)
    gremium = getattr(welt, slug)
    if slug != "kreistag":
        gremium.mitgliedschaften.filter(ist_stimmberechtigt=True).update(fuer=welt.fraktion)
    sitze = list(gremium.mitgliedschaften.am(tag).order_by("pk"))
    fremd = Person.objects.create(vorname="Eske", nachname="Vertretung")
    Stellvertretung.objects.create(mitgliedschaft=sitze[1], person=fremd, reihenfolge=1, von=date(2016, 11, 1))
    Stellvertretung.objects.create(
        mitgliedschaft=sitze[2], person=sitze[3].person, reihenfolge=1, von=date(2016, 11, 1), bis=date(2018, 1, 1)
    )
    with django_assert_num_queries(0 if slug == "kreistag" else 1 if slug == "kreisausschuss" else 2):
        alle = anwesenheit.vertretungen_je_sitz(gremium, sitze, tag)
    for sitz in sitze:
        einzeln = set(anwesenheit.moegliche_vertretungen(sitz, tag).values_list("pk", flat=True))
        assert {p.pk for p in alle.get(sitz.pk, [])} == einzeln
