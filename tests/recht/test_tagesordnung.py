"""The rules of the agenda after the invitation (rules 15 to 18, 20, 22, 69): what still comes on it, what leaves it, and how."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import Error, transaction

from aushang.models import Datei, Eintrag
from sitzungen import (
    ergebnisse,
    fassungen,
    feststellung,
    gliederung,
    nachtrag,
    planung,
    reihenfolge,
    tagesordnung,
    tischvorlagen,
    vorschlaege,
    workflow,
)
from sitzungen.models import Tagesordnungspunkt, Versand
from sitzungen.nachtrag import NeuerPunkt
from tests import factories
from vorlagen.choices import Ergebnis
from wittmund_ris import uhr

TAG = "2019-05-13"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stammdaten_ausgehaengt")]


@pytest.fixture
def papiere(welt, jahr_2019, sachbearbeiterin, landrat):
    """Three released public papers."""
    neue = [factories.entwurf(welt, sachbearbeiterin, betreff=f"Vorlage {n}") for n in range(3)]
    return [factories.freigeben(v, sachbearbeiterin, landrat) for v in neue]


@pytest.fixture
def eingeladen(welt, papiere, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, papiere[:2], benutzer=sitzungsdienst)
    tagesordnung.hinzufuegen(
        sitzung, teil="n", titel="Personal GEHEIM", oeffentlicher_titel="Personal", benutzer=sitzungsdienst
    )
    return factories.einladen(sitzung, benutzer=sitzungsdienst)


def station(vorlage, welt):
    return vorlage.beratungen.get(gremium=welt.sozialausschuss)


def nummern(sitzung):
    return [t.nummer_lang for t in sitzung.tops.all()]


def nachtragen(sitzung, *neue, benutzer, **weiteres):
    return nachtrag.nachtrag_versenden(
        sitzung, neue, benutzer=benutzer, **({"datenschutz_bestaetigt": True} | weiteres)
    )


def pruefe_register():
    call_command("aushang_pruefen", verbosity=0)


def test_regel_15_a_nachtrag_reaches_all_and_keeps_every_number(welt, eingeladen, papiere, sitzungsdienst):
    erster = eingeladen.tops.get(beratung__vorlage=papiere[0])
    neu = NeuerPunkt(beratung=station(papiere[2], welt), nach=erster)
    with pytest.raises(ValidationError, match="personenbezogenen Daten"):
        nachtrag.nachtrag_versenden(eingeladen, [neu], benutzer=sitzungsdienst)
    assert nummern(eingeladen) == ["Ö 1", "Ö 2", "Ö 3", "Ö 4", "N 1"]
    fassung = nachtragen(eingeladen, neu, benutzer=sitzungsdienst)
    assert nummern(eingeladen) == ["Ö 1", "Ö 2", "Ö 3", "Ö 3a", "Ö 4", "N 1"]
    assert (fassung.bezeichnung, fassung.nummer) == ("Nachtrag 1", 2)
    arten = list(eingeladen.dokumente.order_by("pk").values_list("art", flat=True))
    assert arten == ["einladung", "bekanntmachung", "nachtrag", "bekanntmachung"]
    assert [v.fassung for v in Versand.objects.filter(sitzung=eingeladen).order_by("pk")] == list(
        eingeladen.fassungen.order_by("nummer")
    )
    assert Eintrag.objects.filter(pfad=papiere[2].pfad).exists()
    pfade = set(Datei.objects.filter(pfad__startswith=eingeladen.pfad).values_list("pfad", flat=True))
    assert pfade == {f"{eingeladen.pfad}tagesordnung.pdf", f"{eingeladen.pfad}tagesordnung-2.pdf"}
    pruefe_register()


def test_regel_15_the_period_runs_or_the_shortened_one_with_a_reason(eingeladen, sitzungsdienst):
    neu = NeuerPunkt(titel="Nachmeldung")
    with uhr.gestellt(factories.zeit("2019-05-08")):
        with pytest.raises(ValidationError, match="Ladungsfrist beträgt 7"):
            nachtragen(eingeladen, neu, benutzer=sitzungsdienst)
        nachtragen(eingeladen, neu, eilfall_grund="Frist des Landes", benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit(TAG, "08:00")), pytest.raises(ValidationError, match="Beschluss in der Sitzung"):
        nachtragen(eingeladen, neu, eilfall_grund="Zu spät", benutzer=sitzungsdienst)
    assert nummern(eingeladen)[-2:] == ["Ö 5", "N 1"]


def test_an_absetzung_keeps_the_number_and_frees_the_station(welt, eingeladen, papiere, sitzungsdienst):
    top = eingeladen.tops.get(beratung__vorlage=papiere[0])
    with pytest.raises(ValidationError, match="begründen"):
        nachtrag.absetzen(top, " ", benutzer=sitzungsdienst)
    nachtrag.absetzen(top, "Die Unterlagen fehlen", benutzer=sitzungsdienst)
    aussen = Eintrag.objects.get(pk=eingeladen.oeffentliche_id).daten["agendaItem"]
    assert [(p["number"], p.get("ris:abgesetzt")) for p in aussen][2] == ("Ö 3", "Die Unterlagen fehlen")
    andere = planung.planen(welt.sozialausschuss, factories.zeit("2019-06-11"), benutzer=sitzungsdienst)
    assert station(papiere[0], welt) in tagesordnung.bereite_beratungen(andere)
    with uhr.gestellt(eingeladen.beginn):
        factories.eroeffnen(eingeladen, benutzer=sitzungsdienst)
        with pytest.raises(ValidationError, match="ist abgesetzt"):
            ergebnisse.festhalten(top, Ergebnis.KENNTNISNAHME, benutzer=sitzungsdienst)
    pruefe_register()


def test_the_order_of_treatment_leaves_the_numbers(eingeladen, papiere, sitzungsdienst):
    erster, zweiter = (eingeladen.tops.get(beratung__vorlage=v) for v in papiere[:2])
    nachtrag.vorziehen(zweiter, erster, benutzer=sitzungsdienst)
    assert [t.nummer_lang for t in nachtrag.behandlungsfolge(eingeladen)] == ["Ö 1", "Ö 2", "Ö 4", "Ö 3", "N 1"]
    assert nummern(eingeladen) == ["Ö 1", "Ö 2", "Ö 3", "Ö 4", "N 1"]
    nachtrag.vorziehen(erster, zweiter, benutzer=sitzungsdienst)
    assert set(eingeladen.tops.values_list("behandlungsfolge", flat=True)) == {None}


@pytest.mark.parametrize(
    "werte",
    [
        {"nummer": "9"},
        {"position": 5},
        {"titel": "Anders"},
        {"teil": "n"},
        {"herkunft": "nachtrag", "nachtrag": 1},
        {"oeffentlicher_titel": "Anders"},
        {"ist_ueberschrift": True, "nummer": ""},
    ],
)
def test_the_database_lets_nothing_else_move(eingeladen, werte):
    top = eingeladen.tops.filter(teil="oe").first()
    with pytest.raises(Error), transaction.atomic():
        Tagesordnungspunkt.objects.filter(pk=top.pk).update(**werte)


def test_the_database_takes_only_items_of_a_nachtrag(eingeladen):
    felder = {"sitzung": eingeladen, "teil": "oe", "titel": "Neu", "position": 777, "nummer": "9"}
    for weitere in (
        {},
        {"herkunft": "dringlich", "aufnahme_grund": "x"},
        {"herkunft": "nachtrag", "nachtrag": 1, "nummer": ""},
    ):
        with pytest.raises(Error), transaction.atomic():
            Tagesordnungspunkt.objects.create(**(felder | weitere))
    Tagesordnungspunkt.objects.create(**felder, herkunft="nachtrag", nachtrag=1)
    with pytest.raises(Error), transaction.atomic():
        eingeladen.tops.filter(position=777).delete()
    fassung = eingeladen.fassungen.get()
    with pytest.raises(Error), transaction.atomic():
        eingeladen.fassungen.filter(pk=fassung.pk).update(inhalt={})


@pytest.fixture
def kreistag(welt, jahr_2019, sitzungsdienst):
    """A Kreistag that is open, with 42 of its 43 members."""
    sitzung = planung.planen(welt.kreistag, factories.zeit("2019-06-27"), benutzer=sitzungsdienst)
    tagesordnung.hinzufuegen(sitzung, teil="oe", titel="Bericht", benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        yield factories.eroeffnen(sitzung, benutzer=sitzungsdienst, anwesend=42)


def dringlich(sitzung, ja, nein, benutzer, grund="Die Frist läuft morgen ab."):
    return feststellung.dringlich_aufnehmen(
        sitzung,
        NeuerPunkt(titel="Deichbruch"),
        grund,
        ja=ja,
        nein=nein,
        enthaltung=0,
        datenschutz_bestaetigt=True,
        benutzer=benutzer,
    )


def test_regel_16_an_urgent_item_needs_a_reason_and_29_of_43(kreistag, sitzungsdienst):
    with pytest.raises(ValidationError, match="Dringlichkeit"):
        dringlich(kreistag, 42, 0, sitzungsdienst, grund=" ")
    assert dringlich(kreistag, 29, 13, sitzungsdienst).ergebnis == "mehrheitlich"
    top = kreistag.tops.get(titel="Deichbruch")
    assert (top.nummer_lang, top.herkunft, top.aufnahme_grund) == ("Ö 4", "dringlich", "Die Frist läuft morgen ab.")
    fassung = feststellung.feststellen(kreistag, benutzer=sitzungsdienst)
    assert fassung.art == "beschlossen"
    with pytest.raises(ValidationError, match="schon festgestellt"):
        dringlich(kreistag, 42, 0, sitzungsdienst)
    worte = [z.worte for z in fassungen.unterschied(kreistag.fassungen.first(), fassung, intern=True)]
    assert worte == [(), (), (), ("neu aufgenommen",)]
    pruefe_register()


def test_regel_17_28_of_42_present_fail_and_both_are_on_record(kreistag, sitzungsdienst):
    assert dringlich(kreistag, 28, 14, sitzungsdienst).ergebnis == "abgelehnt"
    assert not kreistag.tops.filter(titel="Deichbruch").exists()
    assert kreistag.abstimmungen.filter(art="erweiterung").count() == 1
    assert kreistag.verlauf.filter(bemerkung__contains="Nicht aufgenommen").exists()


def test_regel_18_a_tischvorlage_has_its_time(kreistag, sitzungsdienst):
    top = kreistag.tops.get(titel="Bericht")
    with pytest.raises(ValidationError, match="Vorlage oder eine Datei"):
        tischvorlagen.vorlegen(top, benutzer=sitzungsdienst)
    papier = tischvorlagen.vorlegen(top, titel="Zahlen", datei=factories.datei(), benutzer=sitzungsdienst)
    assert (papier.vorgelegt_am, papier.titel) == (uhr.jetzt(), "Zahlen")
    assert papier.lesen() == factories.PDF


def test_regel_22_excluding_the_public_says_whether_it_was_debated(kreistag, sitzungsdienst):
    top = kreistag.tops.get(titel="Bericht")
    stimmen = {"ja": 40, "nein": 2, "enthaltung": 0, "benutzer": sitzungsdienst}
    with pytest.raises(ValidationError, match="Grund"):
        feststellung.oeffentlichkeit_ausschliessen(top, "", mit_aussprache=True, **stimmen)
    vote = feststellung.oeffentlichkeit_ausschliessen(top, "interessen", mit_aussprache=True, **stimmen)
    top.refresh_from_db()
    assert (vote.mit_aussprache, top.ausschluss_mit_aussprache, top.teil) == (True, True, "oe")
    ergebnisse.abstimmen(top, ja=42, nein=0, enthaltung=0, benutzer=sitzungsdienst)
    factories.schliessen(kreistag, benutzer=sitzungsdienst)
    punkt = next(
        p for p in Eintrag.objects.get(pk=kreistag.oeffentliche_id).daten["agendaItem"] if p["name"] == "Bericht"
    )
    assert "result" not in punkt
    assert "Ohne Öffentlichkeit" in punkt["ris:hinweis"]
    pruefe_register()


def test_regel_20_the_kreistag_owes_a_reason_for_part_n(welt, jahr_2019, sitzungsdienst):
    sitzung = planung.planen(welt.kreistag, factories.zeit("2019-06-27"), benutzer=sitzungsdienst)
    top = tagesordnung.hinzufuegen(
        sitzung, teil="n", titel="Grundstück", oeffentlicher_titel="Grundstück", benutzer=sitzungsdienst
    )
    with pytest.raises(ValidationError, match="Grund der Nichtöffentlichkeit"):
        factories.einladen(sitzung, benutzer=sitzungsdienst)
    tagesordnung.bearbeiten(
        top,
        titel="Grundstück",
        oeffentlicher_titel="Grundstück",
        nichtoeffentlich_grund="interessen",
        benutzer=sitzungsdienst,
    )
    assert factories.einladen(sitzung, benutzer=sitzungsdienst).status == "eingeladen"


def test_regel_69_the_last_protokoll_is_proposed_until_it_stands_somewhere(welt, eingeladen, sitzungsdienst):
    with uhr.gestellt(eingeladen.beginn):
        factories.eroeffnen(eingeladen, benutzer=sitzungsdienst)
        for top in eingeladen.tops.filter(beratung__isnull=False):
            ergebnisse.abstimmen(top, ja=11, nein=0, enthaltung=0, benutzer=sitzungsdienst)
        workflow.schliessen(eingeladen, benutzer=sitzungsdienst, datenschutz_bestaetigt=True)
    naechste = planung.planen(welt.sozialausschuss, factories.zeit("2019-08-12"), benutzer=sitzungsdienst)
    assert [v.titel for v in vorschlaege.vorschlaege(naechste)] == ["Genehmigung des Protokolls vom 13.05.2019"]
    top = tagesordnung.vorschlag_annehmen(naechste, "protokoll", benutzer=sitzungsdienst)
    assert (top.protokoll_von, top.position) == (eingeladen, 3)
    assert vorschlaege.vorschlaege(naechste) == []
    assert [f.art for f in eingeladen.fassungen.all()] == ["eingeladen", "gehalten"]


def test_a_public_title_is_corrected_and_the_old_one_leaves_the_public(eingeladen, sitzungsdienst):
    top = eingeladen.tops.get(teil="n")
    with uhr.gestellt(factories.zeit("2019-05-02")):
        nachtrag.titel_berichtigen(top, "Personalangelegenheit", grund="Ein Name stand darin", benutzer=sitzungsdienst)
    pfade = set(Datei.objects.filter(pfad__startswith=eingeladen.pfad, entfernt_am=None).values_list("pfad", flat=True))
    assert pfade == {f"{eingeladen.pfad}tagesordnung-2.pdf"}
    fassung = Eintrag.objects.get(pfad=f"{eingeladen.pfad}tagesordnung/1/")
    assert fassung.daten["agendaItem"][-1] == {
        "id": str(top.oeffentliche_id),
        "number": "N 1",
        "public": False,
        "name": "Personalangelegenheit",
    }
    assert "GEHEIM" not in str(list(Eintrag.objects.values()))
    pruefe_register()


def test_planned_items_move_below_others_and_a_stale_page_is_refused(welt, papiere, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, papiere[:2], benutzer=sitzungsdienst)
    kopf = tagesordnung.hinzufuegen(
        sitzung, teil="oe", titel="Soziales", ist_ueberschrift=True, benutzer=sitzungsdienst
    )
    eins, zwei = (sitzung.tops.get(beratung__vorlage=v) for v in papiere[:2])
    stand = gliederung.stand(sitzung.tops.all())
    reihenfolge.einordnen(eins, teil="oe", oberpunkt=kopf, stand=stand, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        reihenfolge.einordnen(zwei, teil="oe", oberpunkt=kopf, stand=stand, benutzer=sitzungsdienst)
    reihenfolge.einordnen(zwei, teil="oe", oberpunkt=eins, benutzer=sitzungsdienst)
    zeilen = [(p.nummer, p.tiefe, p.top.titel) for p in tagesordnung.punkte(sitzung)][2:]
    assert zeilen == [("", 0, "Soziales"), ("Ö 3", 1, "Vorlage 0"), ("Ö 3.1", 2, "Vorlage 1")]
    with pytest.raises(ValidationError, match="keine eigenen Unterpunkte"):
        reihenfolge.einordnen(eins, teil="oe", oberpunkt=sitzung.tops.first(), benutzer=sitzungsdienst)
    tagesordnung.entfernen(kopf, benutzer=sitzungsdienst)
    assert [p.nummer for p in tagesordnung.punkte(sitzung)] == ["Ö 1", "Ö 2", "Ö 3", "Ö 3.1"]
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    pruefe_register()


def test_one_click_takes_what_is_ready_in_a_sensible_order(welt, papiere, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [], benutzer=sitzungsdienst)
    neue = tagesordnung.auffuellen(sitzung, benutzer=sitzungsdienst)
    assert [t.titel for t in neue] == ["Vorlage 0", "Vorlage 1", "Vorlage 2"]
    assert tagesordnung.auffuellen(sitzung, benutzer=sitzungsdienst) == []
