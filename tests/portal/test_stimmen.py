"""The votes on the public page of a sitting: by Fraktion, by name only after a roll call, and the amendments before them."""

import pytest

from aushang.models import Eintrag
from sitzungen import anwesenheit, dokumente, ergebnisse, verhandlung
from sitzungen.stimmabgabe import nach_fraktionen
from tests import factories
from wittmund_ris import uhr


@pytest.fixture
def abgestimmt(welt, stammdaten_ausgehaengt, jahr_2019, freigegeben, sitzungsdienst, monkeypatch):
    """`abgestimmt(form)`: the Sozialausschuss voted, 6 of Die Mitte Ja except one; an amendment failed before."""
    for name in ("einladung_versiegeln", "ergebnis_versiegeln"):
        monkeypatch.setattr(dokumente, name, lambda sitzung, benutzer: None)

    def abstimmen(form):
        sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
        with uhr.gestellt(sitzung.beginn):
            factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
            top = sitzung.tops.get(beratung__isnull=False)
            antrag = verhandlung.antrag_stellen(
                top, gestellt_von="Fraktion Die Mitte", inhalt="Erst im nächsten Jahr", benutzer=sitzungsdienst
            )
            ergebnisse.antrag_abstimmen(antrag, ja=2, nein=9, enthaltung=0, benutzer=sitzungsdienst)
            personen = {z.person_id: welt.fraktion.pk for z in anwesenheit.stimmberechtigte_zu(top)}
            einzeln = nach_fraktionen(personen, {welt.fraktion.pk: "ja"}, {welt.personen[3].pk: "nein"})
            ergebnisse.abstimmen(top, form=form, einzeln=einzeln, benutzer=sitzungsdienst)
            vorher = [e.daten for e in Eintrag.objects.filter(art=Eintrag.Art.SITZUNG)]
            assert "ris:fraktionen" not in str(vorher)
            factories.schliessen(sitzung, benutzer=sitzungsdienst)
        return sitzung

    return abstimmen


@pytest.mark.parametrize(("form", "mit_namen"), [("fraktion", False), ("namentlich", True)])
def test_who_voted_how(client, welt, abgestimmt, form, mit_namen):
    sitzung = abgestimmt(form)
    seite = client.get(sitzung.pfad).content.decode()
    assert "Stimmen nach Fraktionen" in seite
    assert "Fraktion Die Mitte" in seite
    assert ("Mitglied03" in seite) == mit_namen
    assert "Erst im nächsten Jahr" in seite
    assert "gegen 9 Nein-Stimmen" in seite
    punkt = Eintrag.objects.get(art=Eintrag.Art.SITZUNG).daten["agendaItem"][-1]
    assert punkt["ris:fraktionen"] == [{"name": "Fraktion Die Mitte", "ja": 10, "nein": 1, "enthaltung": 0}]
    assert ("ris:namentlich" in punkt) == mit_namen


def test_an_open_vote_by_numbers_names_nobody(client, abgestimmt, welt):
    sitzung = abgestimmt("fraktion")
    daten = str([e.daten for e in Eintrag.objects.filter(pfad__startswith=sitzung.pfad)])
    assert not any(p.nachname in daten for p in welt.personen)
