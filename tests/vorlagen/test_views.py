"""The pages of the Vorlagen over HTTP: who sees what, who may do what, and what a page says when it refuses."""

import pytest
from django.urls import reverse

from tests import factories
from vorlagen import anlagen, register, workflow
from vorlagen.choices import VorlageStatus
from vorlagen.models import Anlage, Vorlage, Vorlagendokument
from vorlagen.views import liste
from wittmund_ris import uhr

XSS = "<script>alert(1)</script>"
# A character of a private area: it looks different on every machine, so that no paper may carry it.
UNDRUCKBAR = "Ein Zeichen \ue000 ohne Bedeutung"


def url(name, *args):
    return reverse(f"vorlagen:{name}", args=args)


def text(antwort):
    return antwort.content.decode()


@pytest.mark.parametrize("seite", ["detail", "bearbeiten", "pdf", "anlage_neu"])
@pytest.mark.parametrize(
    "wer", ["fremde", "landrat", "sitzungsdienst", "ratsfrau", "administration", "gast", "superuser"]
)
def test_a_draft_does_not_exist_for_others(als, besetzung, entwurf, wer, seite):
    assert als(besetzung[wer]).get(url(seite, entwurf.pk)).status_code == 404


def test_every_page_needs_a_login(client, entwurf):
    for adresse in (url("liste"), url("neu"), url("detail", entwurf.pk), url("pdf", entwurf.pk)):
        assert client.get(adresse).headers["Location"].startswith("/konto/anmelden/")


def test_detail_shows_the_paper_and_its_steps(als, entwurf, sachbearbeiterin):
    antwort = als(sachbearbeiterin).get(url("detail", entwurf.pk))
    assert [u.name for u in antwort.context["schritte"]] == ["einreichen"]
    assert antwort.context["maengel"] == []
    seite = text(antwort)
    for stelle in (entwurf.betreff, entwurf.sachverhalt, entwurf.beschlussvorschlag, "Ordnungsamt", "27.06.2019"):
        assert stelle in seite
    assert url("bearbeiten", entwurf.pk) in seite


def test_what_people_type_is_escaped(als, sachbearbeiterin, formular):
    browser = als(sachbearbeiterin)
    felder = ("betreff", "sachverhalt", "anmerkung", "beschlussvorschlag", "aktenzeichen", "produktkonto")
    browser.post(url("neu"), formular(**dict.fromkeys(felder, XSS)))
    vorlage = Vorlage.objects.get(betreff=XSS)
    browser.post(url("anlage_neu", vorlage.pk), {"titel": XSS, "nachreichen": "on"})
    assert vorlage.anlagen.get().titel == XSS
    for adresse in (
        url("liste"),
        url("detail", vorlage.pk),
        url("bearbeiten", vorlage.pk),
        url("uebergang", vorlage.pk, "einreichen"),
        url("anlage_entfernen", vorlage.anlagen.get().pk),
    ):
        seite = text(browser.get(adresse))
        assert "<script>alert" not in seite
        assert "&lt;script&gt;alert" in seite


def test_a_reader_from_outside_sees_of_a_published_paper_what_is_public(
    als, entwurf, sachbearbeiterin, landrat, sitzungsdienst, fremde
):
    anlagen.hinzufuegen(
        entwurf, titel="Offene Anlage", ist_oeffentlich=True, datei=factories.datei(), benutzer=sachbearbeiterin
    )
    anlagen.hinzufuegen(
        entwurf, titel="Geheime Anlage", ist_oeffentlich=False, datei=factories.datei(), benutzer=sachbearbeiterin
    )
    vorlage = factories.freigeben(entwurf, sachbearbeiterin, landrat)
    register.veroeffentlichen(vorlage, benutzer=sitzungsdienst)
    offen, geheim = vorlage.anlagen.all()
    freigabe, oeffentlich = vorlage.fassungen.get().dokumente.all()
    assert (freigabe.art, oeffentlich.art) == ("freigabe", "oeffentlich")

    innen = als(sitzungsdienst)
    assert "Geheime Anlage" in text(innen.get(url("detail", vorlage.pk)))
    assert innen.get(url("pdf", vorlage.pk)).content == freigabe.lesen()
    assert [innen.get(url("anlage", a.pk)).status_code for a in (offen, geheim)] == [200, 200]

    aussen = als(fremde)
    seite = text(aussen.get(url("detail", vorlage.pk)))
    assert "Offene Anlage" in seite
    assert "Geheime Anlage" not in seite
    assert "Verlauf" not in seite
    assert sachbearbeiterin.last_name not in seite
    assert aussen.get(url("pdf", vorlage.pk)).content == oeffentlich.lesen()
    assert [aussen.get(url("anlage", a.pk)).status_code for a in (offen, geheim)] == [200, 404]
    assert [aussen.get(url("dokument", d.pk)).status_code for d in (freigabe, oeffentlich)] == [404, 200]
    assert aussen.get(url("anlage_nachreichen", geheim.pk)).status_code == 404
    assert aussen.get(url("bearbeiten", vorlage.pk)).status_code == 403


def test_the_result_of_the_kreisausschuss_is_for_insiders(
    als, welt, sachbearbeiterin, landrat, sitzungsdienst, fremde, jahr_2019
):
    stationen = factories.stationen(welt)
    vorlage = factories.freigeben(factories.entwurf(welt, sachbearbeiterin, stationen[1:]), sachbearbeiterin, landrat)
    register.veroeffentlichen(vorlage, benutzer=sitzungsdienst)
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [vorlage], benutzer=sitzungsdienst)
    sitzung = factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-05-23", "17:00")):
        sitzung = factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        factories.abstimmen(sitzung, vorlage, 9, 2, 0, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    adresse = url("detail", vorlage.pk)
    assert "Ja 9, Nein 2, Enthaltungen 0" in text(als(sachbearbeiterin).get(adresse))
    aussen = text(als(fremde).get(adresse))
    assert "Kreisausschuss" in aussen
    assert ("Ja 9" in aussen, "empfohlen" in aussen, "N 3" in aussen) == (False, False, False)


def test_liste_shows_what_this_account_may_see(als, entwurf, sachbearbeiterin, fremde):
    eigene = als(sachbearbeiterin).get(url("liste"))
    assert [v.pk for v in eigene.context["vorlagen"]] == [entwurf.pk]
    assert url("beginnen") in text(eigene)
    fremd = als(fremde).get(url("liste"))
    assert list(fremd.context["vorlagen"]) == []
    assert entwurf.betreff not in text(fremd)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_liste_query_count(als, welt, sachbearbeiterin, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        factories.entwurf(welt, sachbearbeiterin, betreff=f"Nummer {n}")
    browser = als(sachbearbeiterin)
    with django_assert_num_queries(13):
        antwort = browser.get(url("liste"))
    assert len(antwort.context["vorlagen"]) == anzahl


def test_the_next_page_keeps_the_filter(als, welt, sachbearbeiterin, monkeypatch):
    monkeypatch.setattr(liste.Liste, "paginate_by", 2)
    for n in range(3):
        factories.entwurf(welt, sachbearbeiterin, betreff=f"Radweg {n}")
    factories.entwurf(welt, sachbearbeiterin, betreff="Etwas anderes")
    browser = als(sachbearbeiterin)
    seite = text(browser.get(url("liste"), {"q": "radweg"}))
    assert "?q=radweg&amp;page=2" in seite
    assert [v.betreff for v in browser.get(url("liste"), {"q": "radweg", "page": 2}).context["vorlagen"]] == [
        "Radweg 0"
    ]


@pytest.mark.parametrize("anzahl", [1, 3])
def test_detail_query_count(als, welt, sachbearbeiterin, landrat, anzahl, django_assert_num_queries):
    folge = factories.stationen(welt)[-anzahl:]
    vorlage = factories.entwurf(welt, sachbearbeiterin, folge)
    for n in range(anzahl):
        anlagen.hinzufuegen(
            vorlage, titel=f"A{n}", ist_oeffentlich=True, datei=factories.datei(), benutzer=sachbearbeiterin
        )
    factories.freigeben(vorlage, sachbearbeiterin, landrat)
    browser = als(sachbearbeiterin)
    with django_assert_num_queries(28):
        browser.get(url("detail", vorlage.pk))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_bearbeiten_query_count(als, welt, sachbearbeiterin, anzahl, django_assert_num_queries):
    vorlage = factories.entwurf(welt, sachbearbeiterin, factories.stationen(welt)[-anzahl:])
    browser = als(sachbearbeiterin)
    with django_assert_num_queries(16):
        browser.get(url("bearbeiten", vorlage.pk))


def test_a_get_never_changes_the_state(als, entwurf, sachbearbeiterin):
    antwort = als(sachbearbeiterin).get(url("uebergang", entwurf.pk, "einreichen"))
    assert antwort.status_code == 200
    assert "Sie können sie danach nicht mehr bearbeiten." in text(antwort)
    entwurf.refresh_from_db()
    assert entwurf.status == VorlageStatus.ENTWURF


def test_einreichen_hands_in(als, entwurf, sachbearbeiterin):
    antwort = als(sachbearbeiterin).post(url("uebergang", entwurf.pk, "einreichen"), {"bemerkung": "Eilt"})
    assert antwort.headers["Location"] == url("detail", entwurf.pk)
    entwurf.refresh_from_db()
    assert (entwurf.status, entwurf.verlauf.last().bemerkung) == (VorlageStatus.IN_MITZEICHNUNG, "Eilt")


def test_einreichen_names_what_is_missing_before_it_is_tried(als, welt, sachbearbeiterin):
    vorlage = factories.entwurf(welt, sachbearbeiterin, sachverhalt="")
    seite = text(als(sachbearbeiterin).get(url("uebergang", vorlage.pk, "einreichen")))
    assert "Bitte schildern Sie den Sachverhalt." in seite
    assert als(sachbearbeiterin).post(url("uebergang", vorlage.pk, "einreichen")).status_code == 422
    vorlage.refresh_from_db()
    assert vorlage.status == VorlageStatus.ENTWURF


@pytest.fixture
def eingereicht(entwurf, sachbearbeiterin):
    return workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)


@pytest.mark.parametrize(
    ("wer", "code"),
    [
        ("sachbearbeiterin", 403),
        ("amtsleiter", 403),
        ("fremde", 404),
        ("sitzungsdienst", 404),
        ("ratsfrau", 404),
        ("administration", 404),
        ("gast", 404),
        ("superuser", 404),
    ],
)
def test_freigeben_by_wrong_people(als, besetzung, eingereicht, wer, code):
    browser = als(besetzung[wer])
    adresse = url("uebergang", eingereicht.pk, "freigeben")
    assert (browser.get(adresse).status_code, browser.post(adresse).status_code) == (code, code)
    eingereicht.refresh_from_db()
    assert eingereicht.status == VorlageStatus.IN_MITZEICHNUNG


def test_zurueckgeben_needs_a_reason_and_leaves_the_sight_of_the_landrat(als, eingereicht, landrat):
    browser = als(landrat)
    adresse = url("uebergang", eingereicht.pk, "zurueckgeben")
    antwort = browser.post(adresse, {"bemerkung": " "})
    assert antwort.status_code == 422
    assert "Bitte begründen Sie diesen Schritt." in text(antwort)
    antwort = browser.post(adresse, {"bemerkung": "Kosten fehlen"})
    assert antwort.headers["Location"] == url("liste")
    eingereicht.refresh_from_db()
    assert eingereicht.status == VorlageStatus.ENTWURF


def test_freigeben_proposes_the_acting_person_as_signature(als, eingereicht, landrat):
    feld = als(landrat).get(url("uebergang", eingereicht.pk, "freigeben")).context["form"]["gezeichnet_von"]
    assert feld.initial == landrat.pk
    assert [name for _, name in feld.field.choices] == ["Hinrichs, Uwe"]


def test_freigeben_draws_number_signs_and_seals(als, eingereicht, landrat, amtsleiter):
    factories.befugt(amtsleiter, eingereicht.amt)
    antwort = als(landrat).post(
        url("uebergang", eingereicht.pk, "freigeben"),
        {"gezeichnet_von": amtsleiter.pk, "datenschutz": "nein"},
        follow=True,
    )
    assert "hat die Nummer 0001/2019" in text(antwort)
    eingereicht.refresh_from_db()
    assert (eingereicht.freigegeben_von, eingereicht.gezeichnet_von) == (landrat, amtsleiter)


def test_freigeben_refuses_a_signature_without_right_and_keeps_the_remark(als, eingereicht, landrat, sachbearbeiterin):
    antwort = als(landrat).post(
        url("uebergang", eingereicht.pk, "freigeben"),
        {"gezeichnet_von": sachbearbeiterin.pk, "bemerkung": "Bleibt stehen"},
    )
    assert antwort.status_code == 422
    assert "nicht zeichnungsbefugt" in text(antwort)
    assert "Bleibt stehen" in text(antwort)


def test_freigeben_with_an_unprintable_character_says_which(als, eingereicht, landrat):
    Vorlage.objects.filter(pk=eingereicht.pk).update(sachverhalt=UNDRUCKBAR)
    daten = {"gezeichnet_von": landrat.pk, "datenschutz": "nein"}
    antwort = als(landrat).post(url("uebergang", eingereicht.pk, "freigeben"), daten)
    assert antwort.status_code == 422
    assert "Es ist nichts geschehen. Das Zeichen U+E000" in text(antwort)
    eingereicht.refresh_from_db()
    assert (eingereicht.status, eingereicht.laufnummer) == (VorlageStatus.IN_MITZEICHNUNG, None)


def test_a_step_that_came_too_late_says_so(als, freigegeben, landrat):
    antwort = als(landrat).post(url("uebergang", freigegeben.pk, "zurueckgeben"), {"bemerkung": "x"}, follow=True)
    assert antwort.redirect_chain == [(url("detail", freigegeben.pk), 302)]
    assert "Die Vorlage wurde inzwischen verändert und ist jetzt freigegeben." in text(antwort)
    freigegeben.refresh_from_db()
    assert freigegeben.status == VorlageStatus.FREIGEGEBEN


@pytest.mark.parametrize("name", ["beraten", "beschliessen", "ablehnen", "zur_kenntnis_nehmen", "gibt_es_nicht"])
def test_consequences_have_no_page(als, freigegeben, sitzungsdienst, name):
    assert als(sitzungsdienst).get(url("uebergang", freigegeben.pk, name)).status_code == 404
    assert als(sitzungsdienst).post(url("uebergang", freigegeben.pk, name)).status_code == 404


def test_pdf_of_a_draft_is_a_preview_and_stores_nothing(als, entwurf, sachbearbeiterin):
    antwort = als(sachbearbeiterin).get(url("pdf", entwurf.pk))
    assert antwort.content.startswith(b"%PDF-")
    assert antwort.headers["Content-Type"] == "application/pdf"
    assert antwort.headers["Content-Disposition"] == f'inline; filename="entwurf-{entwurf.pk}.pdf"'
    assert antwort.headers["Cache-Control"] == "private, no-store"
    assert not Vorlagendokument.objects.exists()


def test_pdf_after_the_release_is_the_sealed_print(als, freigegeben, sachbearbeiterin):
    antwort = als(sachbearbeiterin).get(url("pdf", freigegeben.pk))
    druck = Vorlagendokument.objects.get(art=Vorlagendokument.Art.FREIGABE)
    assert antwort.content == druck.lesen()
    assert antwort.headers["Content-Disposition"] == 'inline; filename="vorlage-0001-2019.pdf"'
    assert antwort.headers["Cache-Control"] == "private, no-store"


def test_pdf_that_cannot_be_made_says_what_to_do(als, entwurf, sachbearbeiterin):
    Vorlage.objects.filter(pk=entwurf.pk).update(sachverhalt=UNDRUCKBAR)
    antwort = als(sachbearbeiterin).get(url("pdf", entwurf.pk))
    assert antwort.status_code == 422
    assert "bitte ersetzen Sie es" in text(antwort)


def test_anlage_is_added_and_comes_back_as_a_download(als, entwurf, sachbearbeiterin):
    browser = als(sachbearbeiterin)
    daten = {"titel": "Konzept", "ist_oeffentlich": "on", "datei": factories.datei("Konzept.exe")}
    assert browser.post(url("anlage_neu", entwurf.pk), daten).headers["Location"] == url("detail", entwurf.pk)
    anlage = Anlage.objects.get()
    antwort = browser.get(url("anlage", anlage.pk))
    assert antwort.content == factories.PDF
    assert antwort.headers["Content-Disposition"] == 'attachment; filename="Konzept.pdf"'
    assert antwort.headers["X-Content-Type-Options"] == "nosniff"
    assert antwort.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        ({"titel": "Konzept"}, "Bitte wählen Sie eine Datei, oder kreuzen Sie an, dass sie nachgereicht wird."),
        ({"titel": "Konzept", "datei": factories.datei(inhalt=b"<html>")}, "Bitte wählen Sie eine PDF-"),
        ({"titel": "", "datei": factories.datei()}, "Bitte wählen Sie die Datei noch einmal aus"),
    ],
)
def test_anlage_neu_says_what_to_do(als, entwurf, sachbearbeiterin, daten, satz):
    if datei := daten.get("datei"):
        datei.seek(0)
    antwort = als(sachbearbeiterin).post(url("anlage_neu", entwurf.pk), daten)
    assert antwort.status_code == 422
    assert satz in text(antwort)
    assert not Anlage.objects.exists()


def test_anlage_of_a_non_public_paper_is_non_public(als, welt, sachbearbeiterin):
    vorlage = factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Personalsache")
    daten = {"titel": "Akte", "ist_oeffentlich": "on", "datei": factories.datei()}
    als(sachbearbeiterin).post(url("anlage_neu", vorlage.pk), daten)
    assert Anlage.objects.get().ist_oeffentlich is False


def test_anlage_is_removed_by_post_only(als, entwurf, sachbearbeiterin):
    anlage = anlagen.hinzufuegen(entwurf, titel="Konzept", ist_oeffentlich=False, benutzer=sachbearbeiterin)
    browser = als(sachbearbeiterin)
    assert browser.get(url("anlage_entfernen", anlage.pk)).status_code == 200
    assert Anlage.objects.exists()
    assert browser.post(url("anlage_entfernen", anlage.pk)).status_code == 302
    assert not Anlage.objects.exists()


@pytest.fixture
def angekuendigt(entwurf, sachbearbeiterin, landrat, sitzungsdienst):
    """A published paper whose public Anlage was announced."""
    anlage = anlagen.hinzufuegen(entwurf, titel="Gutachten", ist_oeffentlich=True, benutzer=sachbearbeiterin)
    vorlage = factories.freigeben(entwurf, sachbearbeiterin, landrat)
    register.veroeffentlichen(vorlage, benutzer=sitzungsdienst)
    return anlage


def test_nachreichen_of_what_becomes_public_asks_about_personal_data(als, angekuendigt, sachbearbeiterin):
    browser = als(sachbearbeiterin)
    adresse = url("anlage_nachreichen", angekuendigt.pk)
    assert "sofort öffentlich" in text(browser.get(adresse))
    antwort = browser.post(adresse, {"datei": factories.datei()})
    assert antwort.status_code == 422
    assert "keine personenbezogenen Daten Dritter enthält" in text(antwort)
    with uhr.gestellt(factories.zeit("2019-05-02")):
        antwort = browser.post(adresse, {"datei": factories.datei(), "datenschutz_bestaetigt": "on"}, follow=True)
    assert "nachgereicht am 02.05.2019" in text(antwort)
    angekuendigt.refresh_from_db()
    assert angekuendigt.liegt_vor
    antwort = browser.post(adresse, {"datei": factories.datei(), "datenschutz_bestaetigt": "on"})
    assert antwort.status_code == 422
    assert "liegt schon vor" in text(antwort)


def test_nachreichen_by_wrong_people(als, angekuendigt, landrat, fremde):
    for konto in (landrat, fremde):
        assert als(konto).post(url("anlage_nachreichen", angekuendigt.pk)).status_code == 403


def test_an_announced_anlage_has_no_file_yet(als, angekuendigt, sachbearbeiterin):
    assert als(sachbearbeiterin).get(url("anlage", angekuendigt.pk)).status_code == 404
