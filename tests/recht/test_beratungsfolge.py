"""Rules 72 to 76, 84 and 85: Beratungsfolge, competence, money. Each test carries the number of its rule."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from sitzungen import workflow as sitzungsworkflow
from tests import factories
from vorlagen import begruendungen, workflow
from vorlagen.choices import KREISTAGSSACHEN, Ergebnis, Sachgebiet, ergebnis_text
from vorlagen.models import Begruendung
from vorlagen.pruefung import pruefung_von, warnungen
from wittmund_ris import uhr

GRUND = "Der Kreistag hat sich die Sache vorbehalten."


def codes(befunde) -> list[str]:
    return [b.code for b in befunde]


def station(gremium, rolle="vorberatung", tag=None) -> dict:
    return {"gremium": gremium, "rolle": rolle, "geplant_am": tag and date.fromisoformat(tag)}


@pytest.fixture
def papier(welt, jahr_2019, sachbearbeiterin):
    def bauen(*folge, **felder):
        return factories.entwurf(welt, sachbearbeiterin, list(folge), **felder)

    return bauen


def test_regel_72_kreistag_without_kreisausschuss_needs_a_reason(welt, papier, sachbearbeiterin):
    vorlage = papier(station(welt.sozialausschuss), station(welt.kreistag, "entscheidung"))
    [warnung] = warnungen(vorlage)
    assert (warnung.code, warnung.norm) == ("kreisausschuss_fehlt", "§ 76 Abs. 1 S. 1 NKomVG")
    with pytest.raises(ValidationError) as fehler:
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)
    assert list(fehler.value.message_dict) == ["grund_kreisausschuss_fehlt"]
    with pytest.raises(ValidationError):
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin, gruende={warnung.code: "  "})
    assert not Begruendung.objects.exists()
    workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin, gruende={warnung.code: GRUND})
    eintrag = vorlage.begruendungen.get()
    assert (eintrag.grund, eintrag.befund, eintrag.benutzer) == (GRUND, str(warnung), sachbearbeiterin)


def test_regel_72_kreisausschuss_after_the_kreistag_does_not_prepare_it(welt, papier):
    vorlage = papier(station(welt.kreistag, "entscheidung"), station(welt.kreisausschuss))
    assert "kreisausschuss_fehlt" in codes(warnungen(vorlage))


def test_regel_72_the_release_shows_the_reason_and_does_not_ask_again(als, welt, papier, sachbearbeiterin, landrat):
    vorlage = papier(station(welt.sozialausschuss), station(welt.kreistag, "entscheidung"))
    workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin, gruende={"kreisausschuss_fehlt": GRUND})
    seite = als(landrat).get(f"/verwaltung/vorlagen/{vorlage.pk}/uebergang/freigeben/").content.decode()
    assert GRUND in seite and "grund_kreisausschuss_fehlt" not in seite
    assert workflow.ausfuehren(vorlage, "freigeben", benutzer=landrat, datenschutz="nein").status == "freigegeben"


def test_regel_72_a_reason_stands_for_ever(welt, papier, sachbearbeiterin):
    vorlage = papier(station(welt.sozialausschuss), station(welt.kreistag, "entscheidung"))
    factories.einreichen(vorlage, sachbearbeiterin)
    with pytest.raises(Error), transaction.atomic():
        vorlage.begruendungen.update(grund="anders")
    with pytest.raises(Error), transaction.atomic():
        vorlage.begruendungen.all().delete()


def test_regel_73_no_fachausschuss_is_only_told(welt, papier, sachbearbeiterin):
    vorlage = papier(station(welt.kreisausschuss), station(welt.kreistag, "entscheidung"))
    pruefung = pruefung_von(vorlage)
    assert pruefung.maengel == pruefung.warnungen == []
    assert "fachausschuss_fehlt" in codes(pruefung.hinweise)
    assert workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin).status == "in_mitzeichnung"


@pytest.mark.parametrize("sachgebiet", KREISTAGSSACHEN)
def test_regel_74_matters_of_the_kreistag_are_refused_elsewhere(welt, papier, sachbearbeiterin, sachgebiet):
    vorlage = papier(station(welt.sozialausschuss), station(welt.kreisausschuss, "entscheidung"), sachgebiet=sachgebiet)
    [mangel] = pruefung_von(vorlage).maengel
    assert (mangel.code, mangel.norm) == ("kreistag_entscheidet", "§ 58 Abs. 1 NKomVG")
    with pytest.raises(ValidationError, match="nur der Kreistag"):
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin, gruende={mangel.code: GRUND})


def test_regel_74_the_kreistag_may_decide_them_and_other_matters_go_where_they_belong(welt, papier):
    folge = [station(welt.sozialausschuss), station(welt.kreisausschuss), station(welt.kreistag, "entscheidung")]
    assert pruefung_von(papier(*folge, sachgebiet=Sachgebiet.SATZUNG)).maengel == []
    anderes = papier(station(welt.sozialausschuss), station(welt.kreisausschuss, "entscheidung"))
    assert pruefung_von(anderes).maengel == []


def test_regel_74_a_subject_that_sounds_like_it_is_asked_about(welt, papier):
    folge = [station(welt.sozialausschuss), station(welt.kreisausschuss, "entscheidung")]
    vorlage = papier(*folge, betreff="Zweite Änderung der Abfallgebührensatzung")
    assert codes(warnungen(vorlage)) == ["klingt_nach_kreistag"]
    assert "Abfallgebührensatzung" in warnungen(vorlage)[0].text


@pytest.mark.parametrize(
    ("rolle", "text"), [("vorberatung", "einstimmig empfohlen"), ("entscheidung", "einstimmig beschlossen")]
)
def test_regel_75_label_follows_the_role(rolle, text):
    assert ergebnis_text(Ergebnis.EINSTIMMIG, rolle) == text


def test_regel_76_a_second_deciding_station_is_refused(welt, papier):
    with pytest.raises(Error), transaction.atomic():
        papier(station(welt.kreisausschuss, "entscheidung"), station(welt.kreistag, "entscheidung"))


def test_regel_84_money_is_none_or_an_amount(welt, papier, sachbearbeiterin):
    vorlage = papier(*factories.stationen(welt), folgekosten_keine=False)
    assert [m.feld for m in pruefung_von(vorlage).maengel] == ["folgekosten"]
    with pytest.raises(ValidationError, match="Folgekosten"):
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)
    with pytest.raises(Error), transaction.atomic():
        type(vorlage).objects.filter(pk=vorlage.pk).update(gesamtkosten=5)


def test_regel_85_available_means_need_account_and_amount(welt, papier):
    vorlage = papier(*factories.stationen(welt), haushaltsmittel="verfuegbar")
    assert [m.feld for m in pruefung_von(vorlage).maengel] == ["produktkonto", "haushaltsmittel_betrag"]


def test_regel_85_missing_means_warn_of_the_kreistag(welt, papier):
    vorlage = papier(*factories.stationen(welt), haushaltsmittel="nicht_verfuegbar")
    [warnung] = warnungen(vorlage)
    assert (warnung.code, warnung.norm) == ("mittel_fehlen", "§ 117, § 58 Abs. 1 Nr. 9 NKomVG")


def test_dates_run_forward(welt, papier):
    vorlage = papier(
        station(welt.sozialausschuss, tag="2019-06-13"),
        station(welt.kreisausschuss, tag="2019-06-13"),
        station(welt.kreistag, "entscheidung", "2019-06-01"),
    )
    assert codes(warnungen(vorlage)) == ["termine"]


def test_late_handing_in_needs_a_reason_and_is_asked_for_once(welt, papier, sachbearbeiterin, landrat):
    vorlage = papier(*factories.stationen(welt))
    with uhr.gestellt(factories.zeit("2019-04-29")):
        assert warnungen(vorlage) == []
    with uhr.gestellt(factories.zeit("2019-04-30")):
        assert codes(warnungen(vorlage)) == ["abgabefrist"]
        assert "Abgabe bis 29.04.2019" in warnungen(vorlage)[0].text
        factories.einreichen(vorlage, sachbearbeiterin)
    with uhr.gestellt(factories.zeit("2019-05-10")):
        assert workflow.ausfuehren(vorlage, "freigeben", benutzer=landrat, datenschutz="nein").status == "freigegeben"


def test_a_reason_answers_only_the_facts_that_it_was_given_for(welt, papier, sachbearbeiterin, landrat):
    vorlage = papier(*factories.stationen(welt))
    with uhr.gestellt(factories.zeit("2019-04-30")):
        factories.einreichen(vorlage, sachbearbeiterin)
        workflow.ausfuehren(vorlage, "zurueckgeben", benutzer=landrat, bemerkung="Bitte kürzen.")
        vorlage.refresh_from_db()
        assert begruendungen.offene(vorlage) == []
    with uhr.gestellt(factories.zeit("2019-05-10")):
        assert codes(begruendungen.offene(vorlage)) == ["abgabefrist"]


def test_draft_form_offers_the_planned_sittings_with_their_deadlines(
    als, formular, welt, jahr_2019, sachbearbeiterin, sitzungsdienst
):
    factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [], benutzer=sitzungsdienst)
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-06", [], benutzer=sitzungsdienst)
    browser = als(sachbearbeiterin)
    vorlage = factories.entwurf(welt, sachbearbeiterin)
    adresse = f"/verwaltung/vorlagen/{vorlage.pk}/bearbeiten/"
    seite = browser.get(adresse).content.decode()
    wert = f"{welt.sozialausschuss.pk}:2019-05-13"
    assert f'<option value="{wert}" selected>13.05.2019 – Abgabe bis 29.04.2019</option>' in seite
    assert "06.05.2019 – Abgabefrist war am 18.04.2019" in seite
    daten = formular(version=vorlage.version) | {
        "stationen-0-geplant_am": "",
        "stationen-0-sitzung": f"{welt.sozialausschuss.pk}:2019-05-06",
    }
    assert browser.post(adresse, daten).status_code == 302
    assert vorlage.beratungen.first().geplant_am == sitzung.tag
    # Moved: the page says so and keeps the day of the draft.
    sitzungsworkflow.absagen(sitzung, benutzer=sitzungsdienst, bemerkung="Der Saal ist gesperrt.")
    seite = browser.get(f"/verwaltung/vorlagen/{vorlage.pk}/").content.decode()
    assert "nicht angesetzt; nächste Sitzung am 13.05.2019" in seite


@pytest.mark.parametrize(
    ("sitzung", "tag", "satz"),
    [
        ("kreistag:2019-05-13", "", "keine Sitzung des Gremiums Sozialausschuss"),
        ("sozialausschuss:2019-05-13", "2019-05-20", "nicht beides"),
        ("sozialausschuss:2019-07-01", "", "nicht mehr angesetzt"),
    ],
)
def test_a_sitting_must_be_of_its_gremium_and_alone(
    als, formular, welt, jahr_2019, sachbearbeiterin, sitzungsdienst, sitzung, tag, satz
):
    for gremium in (welt.sozialausschuss, welt.kreistag):
        factories.sitzung_mit(gremium, "2019-05-13", [], benutzer=sitzungsdienst)
    slug, _, termin = sitzung.partition(":")
    daten = formular() | {
        "stationen-0-geplant_am": tag,
        "stationen-0-sitzung": f"{getattr(welt, slug).pk}:{termin}",
    }
    antwort = als(sachbearbeiterin).post("/verwaltung/vorlagen/neu/", daten)
    assert antwort.status_code == 422
    assert satz in antwort.content.decode()
