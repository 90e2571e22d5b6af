"""Hand-in deadlines: the arithmetic, the Regelwerk of the day, the next one of each Gremium."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.choices import Zaehlung
from gremien.fristen import Sitzungskalender, abgabefrist, naechste_abgabe
from gremien.models import Regelwerk
from sitzungen import workflow
from tests import factories
from wittmund_ris import uhr
from wittmund_ris.werktage import ist_werktag

KALENDER, WERK = Zaehlung.KALENDERTAGE, Zaehlung.WERKTAGE


@pytest.mark.parametrize(
    ("sitzung", "tage", "zaehlung", "abgabe"),
    [
        (date(2026, 5, 13), 14, KALENDER, date(2026, 4, 29)),
        (date(2026, 5, 15), 14, KALENDER, date(2026, 4, 30)),  # 1 May is a holiday: the day before
        (date(2026, 4, 20), 14, KALENDER, date(2026, 4, 2)),  # Easter Monday: back over Good Friday
        (date(2026, 5, 13), 10, WERK, date(2026, 4, 28)),  # ten working days, 1 May is none of them
        (date(2026, 5, 13), 0, WERK, date(2026, 5, 13)),
        (date(2026, 5, 13), 0, KALENDER, date(2026, 5, 13)),
    ],
)
def test_abgabefrist(sitzung, tage, zaehlung, abgabe):
    assert abgabefrist(sitzung, tage, zaehlung) == abgabe


@given(st.dates(date(2018, 1, 1), date(2040, 12, 31)), st.integers(1, 60), st.sampled_from(Zaehlung))
def test_abgabefrist_is_a_working_day_and_leaves_the_time_that_was_promised(sitzung, tage, zaehlung):
    abgabe = abgabefrist(sitzung, tage, zaehlung)
    assert ist_werktag(abgabe)
    assert abgabe <= sitzung - timedelta(days=tage)
    assert abgabe >= sitzung - timedelta(days=3 * tage + 10)


def sitzungen_planen(welt, sitzungsdienst, *tage):
    return [factories.sitzung_mit(welt.sozialausschuss, tag, [], benutzer=sitzungsdienst) for tag in tage]


def test_naechste_abgabe_is_of_the_first_sitting_that_can_still_be_reached(welt, sitzungsdienst):
    sitzungen_planen(welt, sitzungsdienst, "2019-05-13", "2019-06-17")
    assert naechste_abgabe(welt.sozialausschuss, date(2019, 4, 29)).abgabe == date(2019, 4, 29)
    spaeter = naechste_abgabe(welt.sozialausschuss, date(2019, 4, 30))
    assert (spaeter.tag, spaeter.abgabe) == (date(2019, 6, 17), date(2019, 6, 3))
    assert naechste_abgabe(welt.sozialausschuss, date(2019, 6, 4)) is None
    assert naechste_abgabe(welt.kreistag, date(2019, 4, 1)) is None


def test_kalender_knows_neither_past_nor_cancelled_sittings(welt, sitzungsdienst):
    vergangen, abgesagt, offen = sitzungen_planen(welt, sitzungsdienst, "2019-05-13", "2019-06-17", "2019-06-24")
    with uhr.gestellt(factories.zeit("2019-05-14")):
        workflow.absagen(abgesagt, benutzer=sitzungsdienst, bemerkung="Der Saal ist gesperrt.")
    kalender = Sitzungskalender(date(2019, 5, 14))
    assert [t.tag for t in kalender.termine(welt.sozialausschuss.pk)] == [offen.tag]
    assert kalender.am(welt.sozialausschuss.pk, vergangen.tag) is None


def test_a_sitting_has_the_deadline_of_the_regelwerk_of_its_day(welt, sitzungsdienst):
    Regelwerk.objects.filter(von=date(2021, 11, 1)).update(abgabefrist_tage=5, abgabefrist_zaehlung=WERK)
    sitzungen_planen(welt, sitzungsdienst, "2021-10-25", "2021-11-15")
    termine = Sitzungskalender(date(2021, 9, 1)).termine(welt.sozialausschuss.pk)
    assert [t.abgabe for t in termine] == [date(2021, 10, 11), date(2021, 11, 8)]


def test_outside_every_regelwerk_there_is_no_deadline(welt, sitzungsdienst):
    [sitzung] = sitzungen_planen(welt, sitzungsdienst, "2019-05-13")
    Regelwerk.objects.all().delete()
    termin = naechste_abgabe(welt.sozialausschuss, date(2019, 5, 1))
    assert (termin.tag, termin.abgabe) == (sitzung.tag, None)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_kalender_asks_twice(anzahl, welt, sitzungsdienst, django_assert_num_queries):
    sitzungen_planen(welt, sitzungsdienst, *[f"2019-0{n}-13" for n in range(5, 5 + anzahl)])
    with django_assert_num_queries(2):
        kalender = Sitzungskalender(date(2019, 4, 1))
        assert len(kalender.termine(welt.sozialausschuss.pk)) == anzahl
