"""Working days of Niedersachsen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wittmund_ris.werktage import feiertag, ist_werktag, letzter_werktag, nach_werktagen

TAGE = st.dates(date(2018, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        (date(2026, 10, 31), "Reformationstag"),
        (date(2017, 11, 1), ""),  # All Saints is no holiday in Niedersachsen
        (date(2026, 4, 3), "Karfreitag"),
        (date(2026, 5, 25), "Pfingstmontag"),
    ],
)
def test_feiertag(tag, name):
    assert feiertag(tag) == name


@pytest.mark.parametrize(
    ("von", "anzahl", "ziel"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 12, 23), 2, date(2026, 12, 28)),  # over Christmas and a weekend
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Easter
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
    ],
)
def test_nach_werktagen(von, anzahl, ziel):
    assert nach_werktagen(von, anzahl) == ziel


@given(TAGE, st.integers(1, 30))
def test_count_of_working_days_in_between_is_the_period(tag, anzahl):
    ziel = nach_werktagen(tag, anzahl)
    assert ist_werktag(ziel)
    assert sum(ist_werktag(tag + timedelta(days=n)) for n in range(1, (ziel - tag).days + 1)) == anzahl


@given(TAGE)
def test_letzter_werktag_stays_or_goes_back_over_what_is_free(tag):
    ziel = letzter_werktag(tag)
    assert ist_werktag(ziel) and ziel <= tag
    assert not any(ist_werktag(ziel + timedelta(days=n)) for n in range(1, (tag - ziel).days + 1))
