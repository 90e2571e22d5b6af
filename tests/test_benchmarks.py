"""The measuring programme still runs and says what it promises. How fast something is, no test decides."""

import pytest

from benchmarks import strecke
from benchmarks.messen import Messung, spanne, tabelle
from vorlagen.models import Vorlage


@pytest.mark.django_db
def test_every_act_and_page_is_measured_beside_its_yardstick(settings):
    settings.ROOT_URLCONF = "benchmarks.adressen"
    messungen = strecke.messen_alles([3], seiten=1, drucke=1)
    namen = " ".join(m.name for m in messungen)
    for teil in ("speichern", "Autosave", "Vorschau", "Freigeben", "Schreibtisch", "Liste", "eine Vorlage, 3 Papiere"):
        assert teil in namen
    assert all(m.verhaeltnis > 0 and len(m.zeiten) == len(m.vergleich) == 1 for m in messungen)
    assert Vorlage.objects.filter(betreff__startswith="Freigabe", status="freigegeben").count() == 2


def test_the_table_gives_median_middle_half_and_ratio():
    zeilen = tabelle([Messung("Liste", "leere Seite", [0.03, 0.01, 0.02], [0.01, 0.01, 0.01])]).splitlines()
    assert zeilen[-1] == "| Liste | 20,0 ms | 15,0 ms – 25,0 ms | leere Seite | 10,0 ms | 2,0 |"
    assert spanne([3.0, 1.0]) == (1.0, 3.0)
