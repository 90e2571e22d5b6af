"""Elections of § 67 NKomVG, rules 52 to 57 and 61, against an independent statement of the law; acts, page, publication."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import Error, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from aushang.models import Eintrag
from gremien.choices import MitgliedRolle
from gremien.models import Mitgliedschaft
from sitzungen import ergebnisse, wahlen
from sitzungen.auszaehlung import Art, Gezaehlt, WahlFehler, ausgang, pruefe, satz
from sitzungen.choices import Waehlbar, Wahlverfahren
from sitzungen.models import Los, Sitzungsdokument, Wahl, Wahlgang, Wahlstimmen
from tests import factories
from tests.recht.conftest import als
from vorlagen.choices import Ergebnis
from wittmund_ris import uhr

__all__ = ["als"]
TAG = "2019-06-27"


@pytest.fixture
def eingeladen(welt, jahr_2019, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.kreistag, TAG, [], benutzer=sitzungsdienst)
    titel = "Wahl des Vorsitzes des Kreistags"
    factories.tagesordnung.hinzufuegen(sitzung, teil="oe", titel=titel, benutzer=sitzungsdienst)
    return factories.einladen(sitzung, benutzer=sitzungsdienst)


@pytest.fixture
def sitzung(eingeladen, sitzungsdienst):
    with uhr.gestellt(factories.zeit(TAG, "15:00")):
        yield factories.eroeffnen(eingeladen, benutzer=sitzungsdienst)


@pytest.fixture
def top(sitzung):
    return sitzung.tops.get(titel__startswith="Wahl")


@pytest.fixture
def waehlen(top, welt, sitzungsdienst):
    """`waehlen(2)`: an election between the first two members; further words go to `anlegen`."""

    def anlegen(anzahl=1, **mehr):
        wahl = wahlen.anlegen(
            top, **{"gegenstand": "Vorsitz"} | mehr, person=welt.personen[10], benutzer=sitzungsdienst
        )
        for person in welt.personen[11 : 10 + anzahl]:
            wahlen.aufnehmen(wahl, person=person, benutzer=sitzungsdienst)
        return frisch(wahl)

    return anlegen


def frisch(wahl):
    return Wahl.objects.mit_gaengen().get(pk=wahl.pk)


def zaehlen(wahl, nummer, *zahlen, benutzer, **mehr):
    kandidaten = frisch(wahl).kandidaten.all()
    stimmen = dict(zip([k.pk for k in kandidaten], zahlen, strict=True))
    return frisch(wahlen.auszaehlen(wahl, nummer, stimmen, benutzer=benutzer, **mehr))


# --- The arithmetic against the law said in another way -----------------------------------------------------------
zahlen = st.lists(st.integers(0, 43), min_size=1, max_size=5)


@given(zahlen=zahlen, mitglieder=st.integers(1, 60))
def test_first_round_agrees_with_the_law_said_in_another_way(zahlen, mitglieder):
    """More than half of the members for one; a sum within the members leaves room for one winner at most."""
    if sum(zahlen) > mitglieder:
        return
    gewinner = [wer for wer, zahl in enumerate(zahlen) if zahl * 2 > mitglieder]
    stand = ausgang(1, dict(enumerate(zahlen)), mitglieder)
    assert len(gewinner) <= 1
    assert (stand.art, stand.gewaehlt) == ((Art.GEWAEHLT, gewinner[0]) if gewinner else (Art.ZWEITER_WAHLGANG, None))


@given(zahlen=zahlen, mitglieder=st.integers(1, 60))
def test_second_round_agrees_with_the_law_said_in_another_way(zahlen, mitglieder):
    """Brute force: who beats everybody else is elected; who is beaten by nobody, with a vote, takes part in the lot."""
    wer = range(len(zahlen))
    ungeschlagen = [a for a in wer if zahlen[a] > 0 and all(zahlen[a] >= zahlen[b] for b in wer)]
    sieger = [a for a in ungeschlagen if all(zahlen[a] > zahlen[b] for b in wer if b != a)]
    stand = ausgang(2, dict(enumerate(zahlen)), mitglieder)
    if sieger:
        assert (stand.art, stand.gewaehlt) == (Art.GEWAEHLT, sieger[0])
    elif ungeschlagen:
        assert (stand.art, list(stand.gleichauf)) == (Art.LOS, ungeschlagen)
    else:
        assert stand.art == Art.NIEMAND


@given(zahlen=zahlen, uebrige=st.integers(0, 20), anwesend=st.integers(0, 60))
def test_ballots_never_exceed_the_present_entitled(zahlen, uebrige, anwesend):
    gezaehlt = sum(zahlen) + uebrige
    if 0 < gezaehlt <= anwesend:
        pruefe(dict(enumerate(zahlen)), uebrige=uebrige, stimmberechtigte=anwesend)
    else:
        with pytest.raises(WahlFehler):
            pruefe(dict(enumerate(zahlen)), uebrige=uebrige, stimmberechtigte=anwesend)


def test_sentences_for_the_protokoll():
    eine = Gezaehlt(1, (("Anna Janssen", 24),), 1, 10, 6, 43)
    erwartet = "Im ersten Wahlgang erhielt Anna Janssen 24 von 41 Stimmen und ist damit gewählt (nötig 22)"
    assert satz(eine, "Anna Janssen").startswith(erwartet)
    zwei = Gezaehlt(1, (("A", 21), ("B", 15)), 0, 0, 2, 43)
    assert satz(zwei) == (
        "Im ersten Wahlgang erhielten von 38 Stimmen A 21 und B 15; außerdem 2 Enthaltungen. "
        "Die Mehrheit der Mitglieder (22) erreichte niemand."
    )
    assert satz(Gezaehlt(2, (("A", 15), ("B", 12)), 0, 0, 0, 43), "A").endswith("Damit ist A gewählt.")


# --- The rules ----------------------------------------------------------------------------------------------------
def test_regel_52_zuruf_only_with_one_candidate_and_no_objection(waehlen, welt, sitzungsdienst):
    wahl = waehlen(1, verfahren=Wahlverfahren.ZURUF)
    assert wahl.verfahren == Wahlverfahren.ZURUF
    with pytest.raises(ValidationError, match="niemand widerspricht"):
        wahlen.verfahren_bestimmen(wahl, Wahlverfahren.ZURUF, widerspruch=True, benutzer=sitzungsdienst)
    wahlen.aufnehmen(wahl, person=welt.personen[11], benutzer=sitzungsdienst)
    assert frisch(wahl).verfahren == Wahlverfahren.SCHRIFTLICH
    with pytest.raises(ValidationError, match="genau eine Person"):
        wahlen.verfahren_bestimmen(wahl, Wahlverfahren.ZURUF, benutzer=sitzungsdienst)


def test_regel_53_one_member_demands_it_and_the_election_is_secret(waehlen, sitzungsdienst):
    wahl = waehlen(1, verfahren=Wahlverfahren.ZURUF)
    wahlen.verfahren_bestimmen(wahl, Wahlverfahren.ZURUF, geheim_verlangt=True, benutzer=sitzungsdienst)
    assert frisch(wahl).verfahren == Wahlverfahren.GEHEIM
    with pytest.raises(Error, match="wahl_geheim_wenn_verlangt"), transaction.atomic():
        Wahl.objects.filter(pk=wahl.pk).update(verfahren=Wahlverfahren.SCHRIFTLICH)
    # Nothing says how a person voted: numbers for candidates are all that is stored.
    felder = {f.name for f in (*Wahlgang._meta.get_fields(), *Wahlstimmen._meta.get_fields())}
    assert not {"person", "mitgliedschaft", "mitglied", "waehler"} & felder


def test_regel_54_first_round_needs_the_majority_of_the_members(waehlen, sitzungsdienst):
    wahl = zaehlen(waehlen(2), 1, 21, 15, benutzer=sitzungsdienst)
    assert (wahl.gewaehlt, wahl.naechster_gang) == (None, 2)
    wahl = zaehlen(wahl, 1, 22, 15, benutzer=sitzungsdienst)
    assert wahl.gewaehlt == wahl.kandidaten.first()
    wahl.top.refresh_from_db()
    assert wahl.top.ergebnis == Ergebnis.GEWAEHLT


def test_regel_55_second_round_by_most_votes(waehlen, sitzungsdienst):
    wahl = zaehlen(waehlen(2), 1, 21, 15, benutzer=sitzungsdienst)
    wahl = zaehlen(wahl, 2, 15, 12, benutzer=sitzungsdienst)
    assert wahl.gewaehlt == wahl.kandidaten.first()
    assert not wahl.naechster_gang
    with pytest.raises(ValidationError, match="nicht an der Reihe"):
        zaehlen(wahl, 3, 15, 12, benutzer=sitzungsdienst)
    with pytest.raises(Error, match="wahlgang_erster_oder_zweiter"), transaction.atomic():
        Wahlgang.objects.create(wahl=wahl, nummer=3, verfahren="geheim", stimmberechtigte=43, mitglieder=43)


def test_regel_55_the_lot_decides_a_tie_and_the_vorsitz_draws_it(waehlen, welt, sitzungsdienst):
    wahl = zaehlen(waehlen(3), 1, 15, 15, 3, benutzer=sitzungsdienst)
    wahl = zaehlen(wahl, 2, 15, 15, 3, benutzer=sitzungsdienst)
    erster, zweiter, dritter = wahl.kandidaten.all()
    assert (wahl.gewaehlt, wahl.naechster_gang) == (None, None)
    with pytest.raises(ValidationError, match="gleich viele"):
        wahlen.losen(wahl, dritter, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="den Vorsitz führt"):
        wahlen.losen(wahl, zweiter, gezogen_von=welt.personen[20], benutzer=sitzungsdienst)
    wahlen.losen(wahl, zweiter, benutzer=sitzungsdienst)
    wahl = frisch(wahl)
    assert (wahl.gewaehlt, wahl.los.gezogen_von) == (zweiter, welt.personen[0])
    assert f"zog {welt.personen[0]} (Vorsitz) das Los" in wahl.satz


def test_regel_55_the_eldest_draws_when_the_vorsitz_is_elected(waehlen, welt, sitzungsdienst):
    wahl = zaehlen(waehlen(2, ist_vorsitzwahl=True), 1, 15, 15, benutzer=sitzungsdienst)
    wahl = zaehlen(wahl, 2, 15, 15, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="wer das Los gezogen hat"):
        wahlen.losen(wahl, wahl.kandidaten.first(), benutzer=sitzungsdienst)
    wahlen.losen(wahl, wahl.kandidaten.first(), gezogen_von=welt.personen[30], benutzer=sitzungsdienst)
    assert "ältestes anwesendes und bereites Mitglied" in frisch(wahl).satz


def test_regel_56_an_election_counts_candidates_and_only_notes_no_and_abstention(waehlen, sitzungsdienst):
    wahl = zaehlen(waehlen(1), 1, 21, benutzer=sitzungsdienst, nein=1, enthaltung=21)
    assert wahl.naechster_gang == 2
    wahl = zaehlen(wahl, 2, 1, benutzer=sitzungsdienst, nein=40)
    assert wahl.gewaehlt
    assert not wahl.top.abstimmungen.exists()
    with pytest.raises(ValidationError, match="ergibt sich aus den Stimmen"):
        ergebnisse.festhalten(wahl.top, Ergebnis.GEWAEHLT, benutzer=sitzungsdienst)


def test_regel_57_the_landrat_does_not_stand_for_the_vorsitz(waehlen, welt, sitzungsdienst):
    landrat = welt.personen[11]
    Mitgliedschaft.objects.filter(person=landrat, gremium=welt.kreistag).update(rolle=MitgliedRolle.KRAFT_AMTES)
    vorsitz = waehlen(1, ist_vorsitzwahl=True)
    with pytest.raises(ValidationError, match="aus der Mitte der Abgeordneten"):
        wahlen.aufnehmen(vorsitz, person=landrat, benutzer=sitzungsdienst)
    andere = waehlen(1, gegenstand="Verbandsversammlung")
    assert wahlen.aufnehmen(andere, person=landrat, benutzer=sitzungsdienst).person == landrat


def test_regel_61_a_candidate_elects_too(waehlen, sitzungsdienst):
    """§ 41 Abs. 3 NKomVG: elections know no Mitwirkungsverbot; all 43 present may vote, candidates among them."""
    assert zaehlen(waehlen(2), 1, 43, 0, benutzer=sitzungsdienst).gewaehlt


# --- Acts ---------------------------------------------------------------------------------------------------------
def test_more_ballots_than_present_are_refused_by_domain_and_database(waehlen, sitzungsdienst):
    wahl = waehlen(2)
    with pytest.raises(ValidationError, match="nur 43"):
        zaehlen(wahl, 1, 30, 14, benutzer=sitzungsdienst)
    wahl = zaehlen(wahl, 1, 30, 13, benutzer=sitzungsdienst)
    stimmen = wahl.gaenge.get().stimmen.first()
    with pytest.raises(Error, match="Mehr Stimmen"), transaction.atomic():
        Wahlstimmen.objects.filter(pk=stimmen.pk).update(anzahl=31)


def test_a_correction_keeps_what_still_follows_and_drops_what_does_not(waehlen, sitzungsdienst):
    wahl = zaehlen(waehlen(2), 1, 20, 18, benutzer=sitzungsdienst)
    wahl = zaehlen(wahl, 2, 15, 15, benutzer=sitzungsdienst)
    wahlen.losen(wahl, wahl.kandidaten.last(), benutzer=sitzungsdienst)
    wahl = zaehlen(wahl, 1, 19, 19, benutzer=sitzungsdienst)
    assert (len(wahl.gang_liste), wahl.gewaehlt) == (2, wahl.kandidaten.last())
    wahl = zaehlen(wahl, 1, 22, 19, benutzer=sitzungsdienst)
    assert (len(wahl.gang_liste), wahl.gewaehlt, Los.objects.count()) == (1, wahl.kandidaten.first(), 0)
    assert wahl.top.sitzung.verlauf.filter(bemerkung__contains="berichtigt, vorher").count() == 2


def test_two_clerks_and_a_double_click(waehlen, sitzungsdienst):
    wahl = waehlen(2)
    zaehlen(wahl, 1, 22, 15, benutzer=sitzungsdienst, version=wahl.version)
    vorher = wahl.top.sitzung.verlauf.count()
    zaehlen(wahl, 1, 22, 15, benutzer=sitzungsdienst, version=wahl.version)
    assert wahl.top.sitzung.verlauf.count() == vorher
    with pytest.raises(ValidationError, match="In der Zwischenzeit"):
        zaehlen(wahl, 1, 15, 22, benutzer=sitzungsdienst, version=wahl.version)


def test_candidates_come_and_go(waehlen, welt, sitzungsdienst):
    wahl = waehlen(3)
    with pytest.raises(ValidationError, match="steht schon zur Wahl"):
        wahlen.aufnehmen(wahl, person=welt.personen[10], benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="Mitglied des Gremiums"):
        wahlen.aufnehmen(wahl, name="Jemand anders", benutzer=sitzungsdienst)
    zaehlen(wahl, 1, 15, 15, 3, benutzer=sitzungsdienst)
    wahl = wahlen.streichen(frisch(wahl).kandidaten.last(), benutzer=sitzungsdienst)
    assert len(frisch(wahl).antretende) == 2
    kandidaten = list(frisch(wahl).kandidaten.all())
    frei = wahlen.anlegen(
        wahl.top, gegenstand="Ein Mitglied", waehlbar=Waehlbar.NAME, name="Elke Sommer", benutzer=sitzungsdienst
    )
    assert frei.kandidaten.get().name == "Elke Sommer"
    assert len(kandidaten) == 3


def test_an_end_without_election_has_a_reason_and_is_taken_back(waehlen, sitzungsdienst):
    wahl = zaehlen(waehlen(1), 1, 30, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="warum"):
        wahlen.ohne_wahl(wahl, " ", benutzer=sitzungsdienst)
    wahl = wahlen.ohne_wahl(wahl, "Sie nimmt die Wahl nicht an.", benutzer=sitzungsdienst)
    top = wahl.top
    top.refresh_from_db()
    assert (top.ergebnis, top.ergebnis_grund) == (Ergebnis.OHNE_BESCHLUSS, "Ohne Wahl: Sie nimmt die Wahl nicht an.")
    wahlen.fortsetzen(wahl, benutzer=sitzungsdienst)
    top.refresh_from_db()
    assert (top.ergebnis, top.ergebnis_grund) == (Ergebnis.GEWAEHLT, "")


@pytest.mark.usefixtures("stammdaten_ausgehaengt")
def test_an_open_election_holds_the_closing_up_and_a_closed_one_stands(waehlen, sitzung, sitzungsdienst, client):
    wahl = waehlen(2)
    with pytest.raises(ValidationError, match="noch nicht beendet"):
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    wahl = zaehlen(wahl, 1, 25, 15, benutzer=sitzungsdienst)
    factories.schliessen(sitzung, benutzer=sitzungsdienst)
    assert sitzung.dokumente.filter(art=Sitzungsdokument.Art.WAHL).count() == 1
    for zeilen in (Wahl.objects.all(), Wahlgang.objects.all(), Wahlstimmen.objects.all()):
        feld = {"anzahl": 0} if zeilen.model is Wahlstimmen else {}
        feld = feld or ({"gegenstand": "x"} if zeilen.model is Wahl else {"nein": 1})
        with pytest.raises(Error, match="steht die Wahl fest"), transaction.atomic():
            zeilen.update(**feld)
    with pytest.raises(ValidationError, match="geschlossen"):
        zaehlen(wahl, 1, 24, 15, benutzer=sitzungsdienst)
    eintrag = Eintrag.objects.get(pk=sitzung.oeffentliche_id)
    punkt = next(p for p in eintrag.daten["agendaItem"] if "ris:wahlen" in p)
    assert punkt["result"] == "gewählt"
    assert "25" in punkt["ris:wahlen"][0]["satz"]
    seite = client.get(sitzung.pfad).content.decode()
    assert "Im ersten Wahlgang erhielten von 40 Stimmen" in seite
    call_command("aushang_pruefen", stdout=StringIO())


def test_an_election_of_part_n_never_hangs_out(welt, jahr_2019, sitzungsdienst, client):
    """§ 64, § 78 Abs. 2 NKomVG: neither names nor numbers; the record itself stays inside."""
    sitzung = factories.sitzung_mit(welt.kreistag, TAG, [], benutzer=sitzungsdienst)
    factories.tagesordnung.hinzufuegen(
        sitzung,
        teil="n",
        titel="Wahl GEHEIM",
        oeffentlicher_titel="Personalangelegenheit",
        nichtoeffentlich_grund="interessen",
        benutzer=sitzungsdienst,
    )
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit(TAG, "15:00")):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        wahl = wahlen.anlegen(
            sitzung.tops.get(teil="n"),
            gegenstand="GEHEIMAMT",
            waehlbar=Waehlbar.NAME,
            name="Wilma GEHEIMNAME",
            benutzer=sitzungsdienst,
        )
        zaehlen(wahl, 1, 40, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    assert not [e for e in Eintrag.objects.all() if "GEHEIM" in f"{e.daten}{e.titel}{e.suche}"]
    assert "GEHEIM" not in client.get(sitzung.pfad).content.decode()


def test_only_the_sitzungsdienst_holds_elections(top, besetzung):
    for name, konto in besetzung.items():
        if name != "sitzungsdienst":
            with pytest.raises(PermissionDenied):
                wahlen.anlegen(top, gegenstand="Vorsitz", benutzer=konto)


# --- The page -----------------------------------------------------------------------------------------------------
def adresse(top, wer="sitzungen:wahl"):
    return reverse(wer, args=[top.sitzung_id, top.pk])


@pytest.mark.parametrize("wer", ["sitzungen:wahl", "admin:sitzungen_sitzung_wahl"])
def test_a_single_candidate_is_elected_in_two_actions(client, top, welt, sitzungsdienst, wer):
    client.force_login(sitzungsdienst)
    assert client.get(adresse(top, wer)).status_code == 200
    felder = {"neu-gegenstand": "Vorsitz", "neu-person": welt.personen[10].pk, "neu-verfahren": "zuruf"}
    client.post(adresse(top, wer), felder | {"schritt": "neu:"})
    wahl = Wahl.objects.get()
    antwort = client.post(adresse(top, wer), {"schritt": f"einstimmig:{wahl.pk}"}, follow=True)
    assert "43 von 43 Stimmen und ist damit gewählt (nötig 22)" in antwort.content.decode()
    client.post(adresse(top, wer), {"schritt": f"einstimmig:{wahl.pk}"})
    assert Wahlgang.objects.count() == 1


def test_the_page_leads_from_round_to_round_to_the_lot(client, top, welt, waehlen, sitzungsdienst):
    client.force_login(sitzungsdienst)
    wahl = waehlen(2)
    a, b = wahl.kandidaten.all()

    def runde(nummer, eins, zwei):
        v = f"gang{nummer}_{wahl.pk}"
        felder = {f"{v}-k{a.pk}": eins, f"{v}-k{b.pk}": zwei, f"{v}-version": frisch(wahl).version}
        return client.post(adresse(top), felder | {"schritt": f"gang{nummer}:{wahl.pk}"})

    abgelehnt = runde(1, 40, 15)
    assert abgelehnt.status_code == 422
    assert 'value="40"' in abgelehnt.content.decode()
    assert runde(1, 15, 15).status_code == 302
    assert runde(2, 15, 15).status_code == 302
    felder = {f"los{wahl.pk}-kandidat": b.pk, f"los{wahl.pk}-gezogen_von": welt.personen[0].pk}
    assert client.post(adresse(top), felder | {"schritt": f"los:{wahl.pk}"}).status_code == 302
    assert frisch(wahl).gewaehlt == b
    inhalt = client.get(reverse("sitzungen:abstimmen", args=[top.sitzung_id, top.pk]), follow=True).content.decode()
    assert "Los berichtigen" in inhalt


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    client, waehlen, top, sitzungsdienst, anzahl, django_assert_max_num_queries
):
    client.force_login(sitzungsdienst)
    for n in range(anzahl):
        zaehlen(waehlen(2, gegenstand=f"Wahl {n}"), 1, 25, 15, benutzer=sitzungsdienst)
    client.get(adresse(top))
    with django_assert_max_num_queries(36):
        client.get(adresse(top))


def test_the_page_is_refused_to_others(client, top, besetzung):
    codes = {}
    for name, konto in besetzung.items():
        client.force_login(konto)
        codes[name] = client.get(adresse(top)).status_code
    assert codes.pop("sitzungsdienst") == 200
    assert set(codes.values()) <= {403, 404}
