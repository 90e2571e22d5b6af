"""The page of a draft: saved, rearranged without saving, refused, in conflict; nothing typed is ever lost."""

import pytest
from django.urls import reverse

from vorlagen import anlagen, workflow
from vorlagen.models import Vorlage, VorlageVerlauf

# A character of a private area: it looks different on every machine, so that no paper may carry it.
UNDRUCKBAR = "Ein Zeichen \ue000 ohne Bedeutung"


def url(name, *args):
    return reverse(f"vorlagen:{name}", args=args)


def text(antwort):
    return antwort.content.decode()


def folge(vorlage):
    return list(vorlage.beratungen.values_list("gremium__name", "rolle"))


def test_neu_creates_a_draft_of_the_own_amt(als, sachbearbeiterin, welt, formular):
    antwort = als(sachbearbeiterin).post(url("neu"), formular())
    vorlage = Vorlage.objects.get()
    assert antwort.headers["Location"] == url("detail", vorlage.pk)
    assert (vorlage.amt, vorlage.verfasst_von, vorlage.status) == (welt.amt, sachbearbeiterin, "entwurf")
    assert (str(vorlage.gesamtkosten), str(vorlage.haushaltsmittel_betrag)) == ("1234.56", "1234.50")
    assert (vorlage.folgekosten_keine, vorlage.folgekosten) == (True, None)
    assert folge(vorlage) == [
        ("Sozialausschuss", "vorberatung"),
        ("Kreisausschuss", "vorberatung"),
        ("Kreistag", "entscheidung"),
    ]


def test_a_draft_may_be_saved_incomplete_and_says_what_is_missing(als, sachbearbeiterin, formular):
    leer = formular([], sachverhalt="", beschlussvorschlag="", gesamtkosten="", haushaltsmittel="", produktkonto="")
    antwort = als(sachbearbeiterin).post(url("neu"), leer | {"haushaltsmittel_betrag": ""}, follow=True)
    vorlage = Vorlage.objects.get()
    assert antwort.redirect_chain == [(url("detail", vorlage.pk), 302)]
    assert [m.feld for m in antwort.context["maengel"]] == [
        "sachverhalt",
        "beschlussvorschlag",
        "gesamtkosten",
        "beratungsfolge",
    ]
    assert f'href="{url("bearbeiten", vorlage.pk)}#id_sachverhalt"' in text(antwort)


def test_betreff_and_aktenzeichen_are_needed(als, sachbearbeiterin, formular):
    antwort = als(sachbearbeiterin).post(url("neu"), formular(betreff="", aktenzeichen="", sachverhalt="Bleibt stehen"))
    assert antwort.status_code == 422
    assert not Vorlage.objects.exists()
    seite = text(antwort)
    assert '<a class="kern-link kern-link--no-visited-state" href="#id_betreff">' in seite
    assert "Bitte geben Sie einen Betreff an." in seite
    assert 'id="id_betreff_error"' in seite
    assert "Bleibt stehen" in seite
    assert "<title>Fehler: Neue Vorlage" in seite


def test_a_character_that_cannot_be_printed_is_refused_beside_its_field(als, sachbearbeiterin, formular):
    antwort = als(sachbearbeiterin).post(url("neu"), formular(sachverhalt=UNDRUCKBAR))
    assert antwort.status_code == 422
    assert 'href="#id_sachverhalt">Sachverhalt: Das Zeichen U+E000' in text(antwort)


def test_bearbeiten_changes_the_draft_and_raises_the_version(als, entwurf, sachbearbeiterin, formular):
    antwort = als(sachbearbeiterin).post(url("bearbeiten", entwurf.pk), formular(version=1, betreff="Neuer Betreff"))
    assert antwort.status_code == 302
    entwurf.refresh_from_db()
    assert (entwurf.betreff, entwurf.version) == ("Neuer Betreff", 2)
    assert entwurf.verlauf.last().aktion == VorlageVerlauf.Aktion.BEARBEITET


def test_bearbeiten_shows_amounts_and_dates_as_they_are_typed(als, entwurf, sachbearbeiterin, formular):
    als(sachbearbeiterin).post(url("bearbeiten", entwurf.pk), formular(version=1))
    seite = text(als(sachbearbeiterin).get(url("bearbeiten", entwurf.pk)))
    assert 'value="1.234,56"' in seite
    assert 'value="2019-05-13"' in seite
    assert '<input type="hidden" name="version" value="2"' in seite


def test_two_browsers_conflict_and_the_second_keeps_its_text(als, entwurf, sachbearbeiterin, amtsleiter, formular):
    als(amtsleiter).post(url("bearbeiten", entwurf.pk), formular(version=1, betreff="Vom Amtsleiter"))
    anlagen.hinzufuegen(entwurf, titel="Später", ist_oeffentlich=False, benutzer=sachbearbeiterin)

    browser = als(sachbearbeiterin)
    meine = formular(version=1, betreff="Von mir", sachverhalt="Lange getippt")
    antwort = browser.post(url("bearbeiten", entwurf.pk), meine)
    assert antwort.status_code == 409
    seite = text(antwort)
    assert "Amtsleiter Onken hat diesen Entwurf am 26.04.2019 um 10:00 Uhr gespeichert" in seite
    assert [a.feld for a in antwort.context["anders"]] == ["betreff", "sachverhalt"]
    assert 'name="konflikt-sachverhalt" value="deren"' in seite
    assert ("Lange getippt" in seite, "Von mir" in seite) == (True, True)
    assert f'href="{url("detail", entwurf.pk)}" target="_blank" rel="noopener"' in seite
    assert '<input type="hidden" name="version" value="2"' in seite
    entwurf.refresh_from_db()
    assert entwurf.betreff == "Vom Amtsleiter"

    assert browser.post(url("bearbeiten", entwurf.pk), meine | {"version": 2}).status_code == 302
    entwurf.refresh_from_db()
    assert (entwurf.betreff, entwurf.version) == ("Von mir", 3)


def test_a_draft_handed_in_meanwhile_refuses_and_keeps_the_text(als, entwurf, sachbearbeiterin, formular):
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    antwort = als(sachbearbeiterin).post(url("bearbeiten", entwurf.pk), formular(version=1, sachverhalt="Nachtrag"))
    assert antwort.status_code == 422
    assert "Lassen Sie sie sich zurückgeben" in text(antwort)
    assert "Nachtrag" in text(antwort)
    assert als(sachbearbeiterin).get(url("bearbeiten", entwurf.pk)).headers["Location"] == url("detail", entwurf.pk)


@pytest.mark.parametrize(
    ("knopf", "erwartet", "fokus"),
    [
        ("neu", ["Sozialausschuss", "Kreisausschuss", "Kreistag", None], None),
        ("hoch:1", ["Kreisausschuss", "Sozialausschuss", "Kreistag"], "hoch:0"),
        ("runter:1", ["Sozialausschuss", "Kreistag", "Kreisausschuss"], "runter:2"),
        ("weg:0", ["Kreisausschuss", "Kreistag"], "weg:0"),
        ("hoch:0", ["Sozialausschuss", "Kreisausschuss", "Kreistag"], "hoch:0"),
        ("weg:99", ["Sozialausschuss", "Kreisausschuss", "Kreistag"], None),
        ("unsinn", ["Sozialausschuss", "Kreisausschuss", "Kreistag"], None),
    ],
)
def test_the_buttons_of_the_beratungsfolge_save_nothing_and_lose_nothing(
    als, entwurf, sachbearbeiterin, formular, knopf, erwartet, fokus
):
    getippt = formular(version=1, betreff="Noch nicht gespeichert", gesamtkosten="zwölf", folge=knopf)
    antwort = als(sachbearbeiterin).post(url("bearbeiten", entwurf.pk), getippt)
    assert antwort.status_code == 200
    form = antwort.context["form"]
    gremien = dict(form.stationen.gremien)
    assert [gremien.get(int(f["gremium"].value() or 0)) for f in form.stationen] == erwartet
    seite = text(antwort)
    assert "Noch nicht gespeichert" in seite
    assert 'value="zwölf"' in seite
    assert '<input type="hidden" name="version" value="1"' in seite
    assert "kern-alert--danger" not in seite
    if fokus:
        assert f'value="{fokus}"' in seite
        assert seite.count(" autofocus") == 1
    entwurf.refresh_from_db()
    assert (entwurf.version, len(folge(entwurf))) == (1, 3)


def test_the_rearranged_page_can_be_saved(als, entwurf, sachbearbeiterin, formular, welt):
    """Removing a station and moving the deciding one to the front must not trip over the rows that stand there."""
    browser = als(sachbearbeiterin)
    kurz = [(welt.kreisausschuss.pk, "vorberatung", ""), (welt.kreistag.pk, "entscheidung", "")]
    assert browser.post(url("bearbeiten", entwurf.pk), formular(kurz, version=1)).status_code == 302
    assert folge(entwurf) == [("Kreisausschuss", "vorberatung"), ("Kreistag", "entscheidung")]
    assert browser.post(url("bearbeiten", entwurf.pk), formular(kurz[::-1], version=2)).status_code == 302
    assert folge(entwurf) == [("Kreistag", "entscheidung"), ("Kreisausschuss", "vorberatung")]
    assert browser.post(url("bearbeiten", entwurf.pk), formular([], version=3)).status_code == 302
    assert folge(entwurf) == []


def test_two_deciding_stations_are_refused_beside_their_field(als, entwurf, sachbearbeiterin, formular, welt):
    doppelt = [(welt.kreisausschuss.pk, "entscheidung", ""), (welt.kreistag.pk, "entscheidung", "")]
    antwort = als(sachbearbeiterin).post(url("bearbeiten", entwurf.pk), formular(doppelt, version=1))
    assert antwort.status_code == 422
    assert 'href="#id_stationen-1-rolle">Zeile 2, Zuständigkeit: Nur eine Station kann entscheiden.' in text(antwort)


@pytest.mark.parametrize("wer", ["landrat", "sitzungsdienst", "ratsfrau", "administration", "gast", "superuser"])
def test_neu_is_for_the_aemter(als, besetzung, wer, formular):
    browser = als(besetzung[wer])
    assert (browser.get(url("neu")).status_code, browser.post(url("neu"), formular()).status_code) == (403, 403)
    assert not Vorlage.objects.exists()
