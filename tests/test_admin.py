"""The admin: who sees and does what, the whole way of a paper, nothing beside the workflow."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from aushang.models import Eintrag
from gremien.models import Gremium, Person
from konten.models import Benutzer
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung
from tests import factories
from tests.factories import zeit
from vorlagen.choices import VorlageStatus
from vorlagen.models import Vorlage
from wittmund_ris import uhr

TAG = "2019-05-13"
STAMMDATEN = (
    "koerperschaft",
    "wahlperiode",
    "regelwerk",
    "gremium",
    "person",
    "mitgliedschaft",
    "seite",
    "schulferien",
)


def adresse(modell, name, *args):
    return reverse(f"admin:{modell}_{name}", args=args)


@pytest.fixture
def als(client):
    def anmelden(benutzer):
        client.force_login(benutzer)
        return client

    return anmelden


@pytest.fixture
def geheim(welt, jahr_2019, sachbearbeiterin, landrat):
    """A released non-public paper whose words must not reach the wrong reader."""
    vorlage = factories.entwurf(
        welt,
        sachbearbeiterin,
        betreff="GEHEIMWORT Grundstück",
        ist_oeffentlich=False,
        nichtoeffentlich_grund="berechtigte Interessen Einzelner",
    )
    return factories.freigeben(vorlage, sachbearbeiterin, landrat)


def formular(antwort) -> dict:
    """What a browser would send back of a page of the admin: the values of the form and of its inlines."""
    daten = {}
    formulare = [antwort.context["adminform"].form]
    for zeilen in antwort.context["inline_admin_formsets"]:
        formulare += [zeilen.formset.management_form, *zeilen.formset.forms]
    for form in formulare:
        for feld in form:
            wert = feld.value()
            if wert is True:
                daten[feld.html_name] = "on"
            elif isinstance(wert, list):
                daten[feld.html_name] = wert
            elif wert is not None and wert is not False:
                daten[feld.html_name] = str(wert)
    return daten


# --- Pages open for whom they are meant -------------------------------------------------------------------------
ZUGANG = {
    "sachbearbeiterin": {"vorlagen_vorlage": "add"},
    "amtsleiter": {"vorlagen_vorlage": "add", "vorlagen_textbaustein": "add"},
    "landrat": {"vorlagen_vorlage": "view", "sitzungen_sitzung": "view", "vorlagen_archivierung": "view"},
    "sitzungsdienst": {"vorlagen_vorlage": "view", "sitzungen_sitzung": "add"}
    | {"vorlagen_muster": "add", "vorlagen_folgevorgabe": "add", "vorlagen_textbaustein": "add"}
    | {"vorlagen_mitzeichnungsvorgabe": "add", "vorlagen_archiv": "add", "vorlagen_archivierung": "view"}
    | {f"gremien_{m}": "add" for m in STAMMDATEN},
    "administration": {"konten_benutzer": "add", "konten_amt": "add", "konten_zeichnungsbefugnis": "add"}
    | {
        "auth_group": "view",
        "konten_lesezugriff": "view",
        "vorlagen_muster": "add",
        "vorlagen_folgevorgabe": "add",
        "vorlagen_mitzeichnungsvorgabe": "add",
        "vorlagen_archiv": "add",
        "konten_vertretung": "add",
        "vorlagen_textbaustein": "add",
    }
    | {f"gremien_{m}": "add" for m in STAMMDATEN},
    "ratsfrau": {},
    "gast": {},
    # Sees lists (of what everybody inside may see), keeps accounts, drives nothing.
    "superuser": {"vorlagen_vorlage": "view", "sitzungen_sitzung": "view", "konten_benutzer": "add"}
    | {"konten_amt": "view", "konten_zeichnungsbefugnis": "add", "auth_group": "view"}
    | {f"gremien_{m}": "view" for m in STAMMDATEN},
}
MODELLE = [m._meta.label_lower.replace(".", "_") for m in site._registry]


@pytest.mark.parametrize("wer", ZUGANG)
def test_lists_and_add_pages_open_as_the_roles_say(als, besetzung, wer):
    browser = als(besetzung[wer])
    assert browser.get(reverse("admin:index")).status_code == 200
    offen = {}
    for modell in MODELLE:
        liste, neu = (browser.get(adresse(modell, name)).status_code for name in ("changelist", "add"))
        assert liste in (200, 403)
        assert neu in (200, 403)
        if liste == 200:
            offen[modell] = "add" if neu == 200 else "view"
    assert offen == ZUGANG[wer]


@pytest.mark.parametrize("pfad", ["{}", "{}/uebergang/zurueckziehen/", "{}/history/", "{}/delete/"])
def test_superuser_sees_nothing_of_a_non_public_paper(als, geheim, superuser, pfad):
    browser = als(superuser)
    liste = browser.get(adresse("vorlagen_vorlage", "changelist"))
    assert geheim not in liste.context["cl"].queryset
    assert "GEHEIMWORT" not in liste.content.decode()
    assert "action-select" not in liste.content.decode()
    weg = adresse("vorlagen_vorlage", "changelist") + pfad.format(geheim.pk)
    antwort = browser.get(weg, follow=True)
    assert "GEHEIMWORT" not in antwort.content.decode()
    assert antwort.redirect_chain or antwort.status_code in (403, 404)


def test_superuser_has_no_step_and_no_inside_of_a_published_paper(
    als, welt, freigegeben, geheim, sitzungsdienst, superuser
):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [freigegeben, geheim], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    browser = als(superuser)
    papier = browser.get(adresse("vorlagen_vorlage", "change", freigegeben.pk))
    assert papier.context["werkzeuge"] == []
    assert "Verlauf" not in papier.content.decode()
    weg = reverse("admin:vorlagen_vorlage_uebergang", args=[freigegeben.pk, "zurueckziehen"])
    assert browser.post(weg, {"bemerkung": "darf ich nicht"}).status_code == 403
    # A sitting is not for accounts without a role.
    assert browser.get(adresse("sitzungen_sitzung", "change", sitzung.pk)).status_code == 302
    assert browser.post(reverse("admin:sitzungen_sitzung_uebergang", args=[sitzung.pk, "eroeffnen"])).status_code == 404


def test_amt_cannot_be_deleted_and_names_no_paper(als, geheim, administration, superuser):
    antwort = als(administration).get(adresse("konten_amt", "delete", geheim.amt.pk))
    assert "wird noch gebraucht" in antwort.content.decode()
    assert "Vorlagen: 1" in antwort.content.decode()
    assert "GEHEIMWORT" not in antwort.content.decode()
    als(administration).post(
        adresse("konten_amt", "changelist"),
        {"action": "delete_selected", "_selected_action": [geheim.amt.pk], "post": "yes"},
    )
    assert Vorlage.objects.get().amt == geheim.amt


# --- Drafting ---------------------------------------------------------------------------------------------------
def entwurf_daten(welt, **felder):
    daten = {k: "on" if v is True else v for k, v in factories.FELDER.items()} | {"art": "beschlussvorlage"}
    daten |= {"beratungen-TOTAL_FORMS": "3", "beratungen-INITIAL_FORMS": "0"}
    daten |= {"anlagen-TOTAL_FORMS": "0", "anlagen-INITIAL_FORMS": "0"}
    # Out of order: the number of the place decides.
    for zeile, stelle in ((0, 2), (1, 3), (2, 1)):
        station = factories.stationen(welt)[stelle - 1]
        daten |= {f"beratungen-{zeile}-{k}": getattr(v, "pk", v) for k, v in station.items()}
        daten[f"beratungen-{zeile}-stelle"] = stelle
    return daten | felder


def test_draft_is_created_with_stations_and_anlagen(als, welt, sachbearbeiterin):
    daten = entwurf_daten(welt) | {"anlagen-TOTAL_FORMS": "2"}
    daten |= {"anlagen-0-titel": "Konzept", "anlagen-0-ist_oeffentlich": "on", "anlagen-0-datei_neu": factories.datei()}
    daten |= {"anlagen-1-titel": "Gutachten"}
    antwort = als(sachbearbeiterin).post(adresse("vorlagen_vorlage", "add"), daten)
    assert antwort.status_code == 302
    vorlage = Vorlage.objects.get()
    assert (vorlage.verfasst_von, vorlage.amt, vorlage.betreff) == (
        sachbearbeiterin,
        welt.amt,
        factories.FELDER["betreff"],
    )
    assert [b.gremium.slug for b in vorlage.beratungen.all()] == ["sozialausschuss", "kreisausschuss", "kreistag"]
    assert [(a.titel, a.liegt_vor, a.ist_angekuendigt) for a in vorlage.anlagen.all()] == [
        ("Konzept", True, False),
        ("Gutachten", False, True),
    ]
    assert [v.aktion for v in vorlage.verlauf.all()] == ["angelegt", "anlage", "anlage"]


def test_refusal_of_the_domain_stands_at_the_form_and_writes_nothing(als, welt, sachbearbeiterin):
    daten = entwurf_daten(welt) | {"anlagen-TOTAL_FORMS": "1", "anlagen-0-titel": "Tabelle"}
    daten |= {"anlagen-0-datei_neu": factories.datei("tabelle.bin", b"\x00\x01 keine Tabelle")}
    antwort = als(sachbearbeiterin).post(adresse("vorlagen_vorlage", "add"), daten)
    assert antwort.status_code == 200
    assert "PDF-, PNG- oder JPEG-Datei" in antwort.content.decode()
    assert factories.FELDER["betreff"] in antwort.content.decode()
    assert not Vorlage.objects.exists()


def test_draft_is_changed_and_a_station_in_the_middle_taken_out(als, entwurf, sachbearbeiterin):
    weg = adresse("vorlagen_vorlage", "change", entwurf.pk)
    browser = als(sachbearbeiterin)
    daten = formular(browser.get(weg)) | {"betreff": "Neuer Betreff", "beratungen-1-DELETE": "on"}
    assert browser.post(weg, daten).status_code == 302
    entwurf.refresh_from_db()
    assert (entwurf.betreff, entwurf.version) == ("Neuer Betreff", 2)
    assert [b.gremium.slug for b in entwurf.beratungen.all()] == ["sozialausschuss", "kreistag"]
    assert entwurf.verlauf.last().aktion == "bearbeitet"


def test_saving_without_a_change_makes_nobody_a_co_author(als, entwurf, amtsleiter):
    weg = adresse("vorlagen_vorlage", "change", entwurf.pk)
    browser = als(amtsleiter)
    assert browser.post(weg, formular(browser.get(weg))).status_code == 302
    assert not entwurf.hat_mitgeschrieben(amtsleiter)


def test_second_save_sees_the_conflict_and_keeps_its_text(als, entwurf, sachbearbeiterin, amtsleiter):
    weg = adresse("vorlagen_vorlage", "change", entwurf.pk)
    browser = als(sachbearbeiterin)
    daten = formular(browser.get(weg))
    factories.entwuerfe.aendern(entwurf, {"betreff": "Schneller"}, None, version=1, benutzer=amtsleiter)
    antwort = browser.post(weg, daten | {"betreff": "Zu spät"})
    assert "inzwischen gespeichert" in antwort.content.decode()
    assert "Zu spät" in antwort.content.decode()
    entwurf.refresh_from_db()
    assert entwurf.betreff == "Schneller"


def test_draft_of_another_amt_is_out_of_reach(als, entwurf, fremde, sitzungsdienst):
    weg = adresse("vorlagen_vorlage", "change", entwurf.pk)
    assert als(fremde).get(weg).status_code == 302
    assert als(sitzungsdienst).post(weg, {"betreff": "übernommen"}).status_code == 302
    entwurf.refresh_from_db()
    assert entwurf.betreff == factories.FELDER["betreff"]


# --- After the release ------------------------------------------------------------------------------------------
def test_released_paper_is_read_only_and_cannot_be_deleted(als, freigegeben, sachbearbeiterin, landrat):
    weg = adresse("vorlagen_vorlage", "change", freigegeben.pk)
    for konto in (sachbearbeiterin, landrat):
        browser = als(konto)
        seite = browser.get(weg)
        assert seite.status_code == 200
        assert not seite.context["has_change_permission"]
        assert 'name="betreff"' not in seite.content.decode()
        assert 'name="_save"' not in seite.content.decode()
        assert browser.post(weg, {"betreff": "anders"}).status_code == 403
        assert browser.post(adresse("vorlagen_vorlage", "delete", freigegeben.pk), {"post": "yes"}).status_code == 403
        liste = browser.get(adresse("vorlagen_vorlage", "changelist")).content.decode()
        assert "delete_selected" not in liste
    freigegeben.refresh_from_db()
    assert freigegeben.betreff == factories.FELDER["betreff"]


def test_documents_preview_before_and_sealed_print_after(als, entwurf, sachbearbeiterin, landrat):
    weg = adresse("vorlagen_vorlage", "change", entwurf.pk)
    vorher = als(sachbearbeiterin).get(weg).context["dokumente"]
    assert [d["titel"] for d in vorher] == ["Vorschau (Entwurf)"]
    factories.freigeben(entwurf, sachbearbeiterin, landrat)
    nachher = als(sachbearbeiterin).get(weg).context["dokumente"]
    assert [d["titel"] for d in nachher] == ["Vorlage", "Vorlage (öffentliche Ausgabe)"]
    assert als(sachbearbeiterin).get(nachher[0]["url"]).content.startswith(b"%PDF-")


# --- Steps ------------------------------------------------------------------------------------------------------
def schritt(vorlage, name):
    return reverse("admin:vorlagen_vorlage_uebergang", args=[vorlage.pk, name])


def test_steps_are_buttons_with_a_confirmation(als, entwurf, sachbearbeiterin, landrat):
    browser = als(sachbearbeiterin)
    knoepfe = browser.get(adresse("vorlagen_vorlage", "change", entwurf.pk)).context["werkzeuge"]
    assert [k["titel"] for k in knoepfe] == ["Zur Mitzeichnung geben", "Mitzeichnung planen"]
    seite = browser.get(knoepfe[0]["url"])
    assert "Sie können sie danach nicht mehr bearbeiten" in seite.content.decode()
    entwurf.refresh_from_db()
    assert entwurf.status == VorlageStatus.ENTWURF
    browser.post(knoepfe[0]["url"], {})
    entwurf.refresh_from_db()
    assert entwurf.status == VorlageStatus.IN_MITZEICHNUNG
    assert browser.get(schritt(entwurf, "freigeben")).status_code == 403
    antwort = als(landrat).post(schritt(entwurf, "zurueckgeben"), {"bemerkung": ""})
    assert (antwort.status_code, "bemerkung" in antwort.context["form"].errors) == (422, True)
    als(landrat).post(schritt(entwurf, "freigeben"), {"gezeichnet_von": landrat.pk, "datenschutz": "nein"})
    entwurf.refresh_from_db()
    assert (entwurf.status, entwurf.nummer) == (VorlageStatus.FREIGEGEBEN, "0001/2019")


def test_returned_draft_leaves_the_sight_of_the_landrat(als, entwurf, sachbearbeiterin, landrat):
    factories.vorlagenworkflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    antwort = als(landrat).post(schritt(entwurf, "zurueckgeben"), {"bemerkung": "Finanzierung prüfen"})
    assert antwort.url == adresse("vorlagen_vorlage", "changelist")


def test_late_step_is_a_friendly_message(als, freigegeben, landrat):
    antwort = als(landrat).post(schritt(freigegeben, "zurueckgeben"), {"bemerkung": "zu spät"}, follow=True)
    assert "nicht mehr möglich" in antwort.content.decode()


@pytest.mark.parametrize("name", ["beschliessen", "gibtesnicht"])
def test_a_step_that_only_follows_has_no_page(als, freigegeben, sitzungsdienst, name):
    assert als(sitzungsdienst).get(schritt(freigegeben, name)).status_code == 404


def test_bulk_step_goes_row_by_row_and_reports(als, welt, entwurf, sachbearbeiterin):
    leer = factories.entwurf(welt, sachbearbeiterin, folge=[], betreff="Ohne Stationen")
    browser, weg = als(sachbearbeiterin), adresse("vorlagen_vorlage", "changelist")
    daten = {"action": "schritt_einreichen", "_selected_action": [entwurf.pk, leer.pk]}
    frage = browser.post(weg, daten)
    assert frage.status_code == 200
    assert "Ohne Stationen" in frage.content.decode()
    assert set(Vorlage.objects.values_list("status", flat=True)) == {VorlageStatus.ENTWURF}
    bericht = browser.post(weg, daten | {"bestaetigt": "ja", "bemerkung": ""}, follow=True).content.decode()
    assert "Zur Mitzeichnung geben: 1 von 2 erledigt." in bericht
    assert "Ohne Stationen: Bitte planen Sie mindestens eine Station" in bericht
    entwurf.refresh_from_db()
    leer.refresh_from_db()
    assert (entwurf.status, leer.status) == (VorlageStatus.IN_MITZEICHNUNG, VorlageStatus.ENTWURF)


def test_bulk_step_keeps_four_eyes_and_asks_for_the_reason(als, entwurf, sachbearbeiterin, amtsleiter):
    weg = adresse("vorlagen_vorlage", "changelist")
    factories.vorlagenworkflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    daten = {"action": "schritt_freigeben", "_selected_action": [entwurf.pk], "bestaetigt": "ja", "bemerkung": ""}
    assert "steht Ihnen nicht zu" in als(sachbearbeiterin).post(weg, daten, follow=True).content.decode()
    daten |= {"action": "schritt_zurueckziehen"}
    antwort = als(amtsleiter).post(weg, daten)
    assert "bemerkung" in antwort.context_data["form"].errors
    entwurf.refresh_from_db()
    assert entwurf.status == VorlageStatus.IN_MITZEICHNUNG


def test_bulk_confirmation_says_what_stays(als, welt, entwurf, freigegeben, sachbearbeiterin):
    """A step is offered for the rows that can take it; the others are named and not sent again."""
    zweiter = factories.entwurf(welt, sachbearbeiterin, betreff="Zweiter")
    daten = {"action": "schritt_einreichen", "_selected_action": [zweiter.pk, freigegeben.pk]}
    frage = als(sachbearbeiterin).post(adresse("vorlagen_vorlage", "changelist"), daten)
    assert [v.pk for v in frage.context_data["objekte"]] == [zweiter.pk]
    assert [v.pk for v in frage.context_data["uebrige"]] == [freigegeben.pk]
    assert frage.content.decode().count('name="_selected_action"') == 1


# --- Sitzungen --------------------------------------------------------------------------------------------------
def test_sitting_goes_its_whole_way_in_the_admin(als, welt, freigegeben, sitzungsdienst):
    browser = als(sitzungsdienst)
    termin = {"gremium": welt.sozialausschuss.pk, "tag": TAG, "uhrzeit": "17:00", "ort": "Kreishaus", "raum": ""}
    antwort = browser.post(adresse("sitzungen_sitzung", "add"), termin)
    sitzung = Sitzung.objects.get()
    assert antwort.url == adresse("sitzungen_sitzung", "tagesordnung", sitzung.pk)
    beratung = freigegeben.beratungen.get(gremium=welt.sozialausschuss)
    assert browser.get(antwort.url).status_code == 200
    browser.post(antwort.url, {"schritt": f"aufnehmen:{beratung.pk}"})
    browser.post(adresse("sitzungen_sitzung", "verlegen", sitzung.pk), termin | {"raum": "Raum 101"})

    def weg(name):
        return adresse("sitzungen_sitzung", "uebergang", sitzung.pk, name)

    seite = browser.get(weg("einladen")).content.decode()
    assert "Das wird öffentlich" in seite
    browser.post(weg("einladen"), {"datenschutz_bestaetigt": "on", "begruendung": "Der Vorsitz ist verreist."})
    with uhr.gestellt(zeit(TAG, "17:00")):
        sitze = list(welt.sozialausschuss.mitgliedschaften.all())
        assert browser.get(weg("eroeffnen")).status_code == 200
        anwesend = {f"sitz_{s.pk}": "anwesend" for s in sitze}
        browser.post(weg("eroeffnen"), anwesend | {"leitung": sitze[0].person_id, "ladung_ordnungsgemaess": "on"})
        top = sitzung.tops.get(beratung=beratung)
        stimmen = {"ja": 10, "nein": 0, "enthaltung": 1, "mehrheitsregel": "einfach", "wortlaut": ""}
        ergebnis = adresse("sitzungen_sitzung", "ergebnis", sitzung.pk, top.pk)
        assert "einstimmig empfohlen" in browser.post(ergebnis, stimmen | {"pruefen": "ja"}).content.decode()
        antwort = browser.post(ergebnis, stimmen)
        assert antwort.url.startswith(adresse("sitzungen_sitzung", "change", sitzung.pk))
        assert "einstimmig empfohlen" in browser.get(antwort.url).content.decode()
        browser.post(weg("schliessen"), {"datenschutz_bestaetigt": "on"})
    sitzung.refresh_from_db()
    assert (sitzung.status, sitzung.raum) == (SitzungStatus.GESCHLOSSEN, "Raum 101")
    seite = browser.get(adresse("sitzungen_sitzung", "change", sitzung.pk))
    assert [w["titel"] for w in seite.context["werkzeuge"]] == ["Protokoll"]
    assert len(seite.context["dokumente"]) == 4
    assert "Anwesenheit" in seite.content.decode()


def test_dispatched_sitting_is_read_only_and_cannot_be_deleted(als, welt, jahr_2019, sitzungsdienst, landrat):
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    browser, weg = als(sitzungsdienst), adresse("sitzungen_sitzung", "change", sitzung.pk)
    assert browser.post(weg, {"ort": "Anderswo"}).status_code == 403
    assert browser.post(adresse("sitzungen_sitzung", "delete", sitzung.pk), {"post": "yes"}).status_code == 403
    assert als(landrat).get(weg).status_code == 200
    assert als(landrat).get(adresse("sitzungen_sitzung", "uebergang", sitzung.pk, "einladen")).status_code == 403
    assert als(landrat).get(adresse("sitzungen_sitzung", "verlegen", sitzung.pk)).status_code == 403


def test_sittings_are_called_off_in_bulk_with_a_reason(als, welt, jahr_2019, sitzungsdienst):
    eins = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    zwei = factories.sitzung_mit(welt.kreisausschuss, "2019-06-23", [], benutzer=sitzungsdienst)
    factories.sitzungsworkflow.absagen(zwei, benutzer=sitzungsdienst, bemerkung="schon")
    daten = {"action": "schritt_absagen", "_selected_action": [eins.pk, zwei.pk], "bestaetigt": "ja"}
    weg = adresse("sitzungen_sitzung", "changelist")
    bericht = als(sitzungsdienst).post(weg, daten | {"bemerkung": "Sturmflut"}, follow=True).content.decode()
    assert "Absagen: 1 von 2 erledigt." in bericht
    assert "nicht möglich, der Status ist Abgesagt" in bericht


# --- Master data and accounts -----------------------------------------------------------------------------------
def test_saving_master_data_publishes_it(als, welt, administration):
    weg = adresse("gremien_gremium", "change", welt.kreistag.pk)
    browser = als(administration)
    seite = browser.get(weg)
    assert "erscheinen mit dem Speichern im Bürgerportal" in seite.content.decode()
    antwort = browser.post(weg, formular(seite) | {"aufgaben": "Entscheidet über den Haushalt."})
    assert antwort.status_code == 302
    eintrag = Eintrag.objects.get(pk=welt.kreistag.oeffentliche_id)
    assert "Entscheidet über den Haushalt." in str(eintrag.daten)


def test_renamed_gremium_follows_on_published_sittings(als, welt, freigegeben, sitzungsdienst, administration):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    weg = adresse("gremien_gremium", "change", welt.sozialausschuss.pk)
    browser = als(administration)
    browser.post(weg, formular(browser.get(weg)) | {"name": "Ausschuss für Soziales"})
    assert Eintrag.objects.get(pk=sitzung.oeffentliche_id).titel == "Ausschuss für Soziales, 13.05.2019"


def test_person_without_references_is_deleted_and_one_with_is_not(als, welt, administration):
    frei = Person.objects.create(vorname="Ohne", nachname="Mandat")
    als(administration).post(adresse("gremien_person", "delete", frei.pk), {"post": "yes"})
    assert not Person.objects.filter(pk=frei.pk).exists()
    antwort = als(administration).post(adresse("gremien_person", "delete", welt.personen[0].pk), {"post": "yes"})
    assert "wird noch gebraucht" in antwort.content.decode()
    assert Person.objects.filter(pk=welt.personen[0].pk).exists()


def test_inputs_of_inline_tables_have_names(als, welt, administration):
    seite = als(administration).get(adresse("gremien_gremium", "change", welt.kreistag.pk)).content.decode()
    assert 'aria-label="Titel, Zeile 1"' in seite
    assert 'aria-label="Titel, neue Zeile"' in seite


def test_nobody_changes_the_own_roles(als, administration):
    weg = adresse("konten_benutzer", "change", administration.pk)
    browser = als(administration)
    daten = formular(browser.get(weg)) | {"is_superuser": "on", "groups": [], "first_name": "Anna"}
    browser.post(weg, daten)
    administration.refresh_from_db()
    assert (administration.first_name, administration.is_superuser) == ("Anna", False)
    assert administration.groups.get().name == "Administration"


def test_administration_makes_no_superuser_and_touches_none(als, administration, gast, superuser):
    browser = als(administration)
    weg = adresse("konten_benutzer", "change", gast.pk)
    daten = formular(browser.get(weg)) | {"is_superuser": "on", "email": "gast@landkreis.example"}
    browser.post(weg, daten)
    gast.refresh_from_db()
    assert (gast.email, gast.is_superuser) == ("gast@landkreis.example", False)
    assert browser.post(adresse("konten_benutzer", "change", superuser.pk), {"username": "x"}).status_code == 403
    passwort = reverse("admin:auth_user_password_change", args=[superuser.pk])
    assert browser.get(passwort).status_code == 403


def test_account_page_shows_nothing_of_the_password(als, administration, gast):
    seite = als(administration).get(adresse("konten_benutzer", "change", gast.pk)).content.decode()
    assert "Neues Passwort setzen" in seite
    assert gast.password.split("$")[2] not in seite
    assert "pbkdf2" not in seite
    assert als(administration).post(adresse("konten_benutzer", "delete", gast.pk), {"post": "yes"}).status_code == 403
    assert Benutzer.objects.filter(pk=gast.pk).exists()


def test_address_and_kind_of_a_gremium_stand(als, welt, administration):
    weg = adresse("gremien_gremium", "change", welt.kreisausschuss.pk)
    browser = als(administration)
    browser.post(weg, formular(browser.get(weg)) | {"slug": "neu", "art": "fachausschuss"})
    kreisausschuss = Gremium.objects.get(pk=welt.kreisausschuss.pk)
    assert (kreisausschuss.slug, kreisausschuss.art) == ("kreisausschuss", "hauptausschuss")
