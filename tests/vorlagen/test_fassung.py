"""A new Fassung after the release: what was released stays as it is until the next one is sealed, and then stays readable."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, connection, transaction

from aushang.models import Datei, Eintrag
from hinweise.models import Hinweis
from tests import factories
from vorlagen import anlagen, entwurf, neufassung, register, versionen, workflow
from vorlagen.choices import VorlageStatus as S
from vorlagen.models import Fassung, Vorlage

GRUND = "Die Kosten sind neu berechnet."
MARKE = "Quittengelee"


@pytest.fixture
def kopie(freigegeben, amtsleiter):
    return neufassung.beginnen(freigegeben, GRUND, benutzer=amtsleiter)


def _schreiben(kopie, wer, **felder):
    return entwurf.aendern(kopie, felder, None, version=kopie.version, benutzer=wer)


def _uebernehmen(kopie, amtsleiter, landrat, datenschutz="nein"):
    workflow.ausfuehren(kopie, "einreichen", benutzer=amtsleiter)
    return workflow.ausfuehren(kopie, "uebernehmen", benutzer=landrat, datenschutz=datenschutz)


def test_the_released_paper_stays_until_the_next_fassung_is_sealed(kopie, freigegeben, amtsleiter, landrat):
    vorher = freigegeben.fassungen.get()
    kopie = _schreiben(kopie, amtsleiter, sachverhalt=f"<p>{MARKE}</p>", gesamtkosten_keine=False, gesamtkosten=5000)
    freigegeben.refresh_from_db()
    assert MARKE not in freigegeben.sachverhalt
    assert freigegeben.fassung == 1
    kopie = _uebernehmen(kopie, amtsleiter, landrat)
    assert kopie.status == S.UEBERNOMMEN
    freigegeben.refresh_from_db()
    assert (freigegeben.fassung, freigegeben.status, freigegeben.nummer) == (2, S.FREIGEGEBEN, "0001/2019")
    assert freigegeben.sachverhalt == f"<p>{MARKE}</p>"
    alt, neu = freigegeben.fassungen.all()
    assert (alt.inhalt, alt.pk) == (vorher.inhalt, vorher.pk)
    assert (neu.grund, neu.inhalt["fassung"]) == (GRUND, {"nummer": 2, "grund": GRUND})
    assert neu.inhalt["gezeichnet"] == "Hinrichs, Uwe"
    # Both stay readable, and the difference names the fields.
    assert [d.dateiname for f in (alt, neu) for d in f.dokumente.filter(art="freigabe")] == [
        "vorlage-0001-2019.pdf",
        "vorlage-0001-2019-fassung-2.pdf",
    ]
    assert all(d.lesen().startswith(b"%PDF-") for d in neu.dokumente.all())
    assert [a.feld for a in neufassung.unterschiede(alt, neu)] == ["sachverhalt", "gesamtkosten_keine", "gesamtkosten"]
    assert neufassung.unterschiede(alt, alt) == []
    assert [e.aktion for e in freigegeben.verlauf.all()][-3:] == ["neu_fassen", "datenschutz", "neue_fassung"]
    assert kopie.verlauf.last().aktion == "uebernehmen"
    assert [v.anlass for v in freigegeben.versionen.all()][-2:] == ["freigeben", "neue_fassung"]


def test_release_is_a_line_of_the_versions_also_without_a_change(freigegeben):
    """What was handed in and what was released say the same: both stand in the list."""
    a, b = freigegeben.versionen.order_by("-nummer")[:2]
    assert (a.anlass, a.pruefsumme) == ("freigeben", b.pruefsumme)
    assert versionen.unterschiede(b.inhalt, a.inhalt) == []


def test_it_names_its_reason(freigegeben, amtsleiter):
    with pytest.raises(ValidationError, match="Grund"):
        neufassung.beginnen(freigegeben, "  ", benutzer=amtsleiter)
    with pytest.raises(ValidationError, match="kürzen"):
        neufassung.beginnen(freigegeben, "x" * 501, benutzer=amtsleiter)
    assert not Vorlage.objects.filter(neufassung_von=freigegeben).exists()


def test_only_one_working_copy_at_a_time(kopie, freigegeben, amtsleiter, sachbearbeiterin):
    with pytest.raises(ValidationError, match="schon gearbeitet"):
        neufassung.beginnen(freigegeben, "Noch ein Grund", benutzer=sachbearbeiterin)
    with pytest.raises(Error, match="vorlage_eine_offene_neufassung"), transaction.atomic():
        Vorlage.objects.create(
            neufassung_von=freigegeben, fassung_grund="x", amt=kopie.amt, verfasst_von=amtsleiter, betreff="x"
        )
    # Given up, the next one may begin; the paper has not moved.
    workflow.ausfuehren(kopie, "zurueckziehen", benutzer=amtsleiter, bemerkung="Doch nicht nötig")
    assert neufassung.beginnen(freigegeben, "Noch ein Grund", benutzer=sachbearbeiterin).status == S.ENTWURF


@pytest.mark.parametrize("status", [S.BESCHLOSSEN, S.ABGELEHNT, S.ZUR_KENNTNIS, S.ZURUECKGEZOGEN])
def test_what_is_decided_or_withdrawn_gets_no_new_fassung(status, kopie, freigegeben, amtsleiter, landrat):
    workflow.ausfuehren(kopie, "einreichen", benutzer=amtsleiter)
    Vorlage.objects.filter(pk=freigegeben.pk).update(status=status)
    with pytest.raises(ValidationError, match="zwischen Freigabe und Entscheidung"):
        workflow.ausfuehren(kopie, "uebernehmen", benutzer=landrat, datenschutz="nein")
    with pytest.raises(ValidationError, match="zwischen Freigabe und Entscheidung"):
        neufassung.beginnen(freigegeben, GRUND, benutzer=amtsleiter)
    assert freigegeben.fassungen.count() == 1


def test_the_words_of_a_motion_belong_to_its_members(welt, jahr_2019, besetzung):
    """§ 56 NKomVG."""
    antrag = factories.papier(welt, "antrag", besetzung)
    with pytest.raises(PermissionDenied):
        neufassung.beginnen(antrag, GRUND, benutzer=besetzung["sachbearbeiterin"])


def test_whoever_wrote_does_not_release_it(freigegeben, welt, sachbearbeiterin, amtsleiter, landrat):
    """Four eyes: neither who wrote the working copy, nor who wrote the paper, nor who has no right to release."""
    landrat.amt = welt.amt
    landrat.save()
    landrat.groups.add(sachbearbeiterin.groups.get())
    landrat = type(landrat).objects.get(pk=landrat.pk)
    kopie = neufassung.beginnen(freigegeben, GRUND, benutzer=landrat)
    workflow.ausfuehren(kopie, "einreichen", benutzer=sachbearbeiterin)
    for wer in (landrat, sachbearbeiterin, amtsleiter):
        with pytest.raises(PermissionDenied):
            workflow.ausfuehren(kopie, "uebernehmen", benutzer=wer, datenschutz="nein")
    assert kopie.hat_mitgeschrieben(sachbearbeiterin)


@pytest.mark.parametrize(
    "felder",
    [{"betreff": "Ein anderer"}, {"ist_oeffentlich": False}, {"aktenzeichen": "1"}, {"art": "mitteilungsvorlage"}],
)
def test_what_names_the_paper_stays(felder, kopie, amtsleiter):
    with pytest.raises(ValidationError, match="bleibt, wie es freigegeben ist"):
        _schreiben(kopie, amtsleiter, **felder)


def test_new_anlagen_move_to_the_paper(welt, jahr_2019, sachbearbeiterin, amtsleiter, landrat):
    papier = factories.entwurf(welt, sachbearbeiterin)
    anlagen.hinzufuegen(papier, titel="Alt", ist_oeffentlich=True, datei=factories.datei(), benutzer=sachbearbeiterin)
    papier = factories.freigeben(papier, sachbearbeiterin, landrat)
    kopie = neufassung.beginnen(papier, GRUND, benutzer=amtsleiter)
    neue = anlagen.hinzufuegen(
        kopie,
        titel="Berechnung",
        ist_oeffentlich=True,
        datei=factories.datei("b.pdf", factories.PDF + b"2"),
        benutzer=amtsleiter,
    )
    _uebernehmen(kopie, amtsleiter, landrat)
    assert [(a.position, a.titel, a.ist_nachgereicht) for a in papier.anlagen.all()] == [
        (1, "Alt", False),
        (2, "Berechnung", False),
    ]
    assert [[a["titel"] for a in f.inhalt["anlagen"]] for f in papier.fassungen.all()] == [
        ["Alt"],
        ["Alt", "Berechnung"],
    ]
    with pytest.raises(Error), transaction.atomic():
        neue.delete()


@pytest.mark.parametrize(
    "satz",
    [
        "UPDATE vorlagen_vorlage SET sachverhalt = 'x' WHERE id = %(pk)s",
        "UPDATE vorlagen_vorlage SET gesamtkosten_keine = false WHERE id = %(pk)s",
        "UPDATE vorlagen_vorlage SET fassung = 2 WHERE id = %(pk)s",
        "UPDATE vorlagen_vorlage SET fassung = 2, sachverhalt = 'x' WHERE id = %(pk)s",
        "UPDATE vorlagen_vorlage SET fassung_grund = 'x' WHERE id = %(pk)s",
        "UPDATE vorlagen_fassung SET grund = 'x' WHERE vorlage_id = %(pk)s",
        "UPDATE vorlagen_fassung SET inhalt = '{}' WHERE vorlage_id = %(pk)s",
        "UPDATE vorlagen_anlage SET vorlage_id = %(pk)s WHERE vorlage_id = %(kopie)s",
        "UPDATE vorlagen_beratung SET vorlage_id = %(pk)s WHERE vorlage_id = %(kopie)s",
        "UPDATE vorlagen_beratung SET vorlage_id = %(kopie)s WHERE vorlage_id = %(pk)s",
        "INSERT INTO vorlagen_fassung (vorlage_id, nummer, grund, inhalt, erstellt_am, erstellt_von_id) "
        "SELECT vorlage_id, 2, '', inhalt, erstellt_am, erstellt_von_id FROM vorlagen_fassung WHERE vorlage_id = %(pk)s",
    ],
)
def test_the_database_keeps_the_released_words(satz, kopie, freigegeben, amtsleiter):
    anlagen.hinzufuegen(kopie, titel="Neu", ist_oeffentlich=True, datei=factories.datei(), benutzer=amtsleiter)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(satz, {"pk": freigegeben.pk, "kopie": kopie.pk})


def test_even_with_a_sealed_fassung_nothing_else_moves(freigegeben, landrat):
    Fassung.objects.create(vorlage=freigegeben, nummer=2, grund=GRUND, inhalt={}, erstellt_von=landrat)
    for felder in ({"betreff": "x"}, {"laufnummer": 9}, {"ist_oeffentlich": False}, {"fassung": 3}):
        with pytest.raises(Error), transaction.atomic():
            Vorlage.objects.filter(pk=freigegeben.pk).update(**({"fassung": 2} | felder))
    Vorlage.objects.filter(pk=freigegeben.pk).update(fassung=2, sachverhalt="x")


def test_a_failed_seal_undoes_everything(kopie, freigegeben, amtsleiter, landrat, monkeypatch):
    kopie = _schreiben(kopie, amtsleiter, sachverhalt=MARKE)
    workflow.ausfuehren(kopie, "einreichen", benutzer=amtsleiter)

    def kaputt(*args, **kwargs):
        raise OSError("Platte voll")

    monkeypatch.setattr(workflow.dokumente, "render_pdf", kaputt)
    with pytest.raises(OSError, match="Platte voll"), transaction.atomic():
        workflow.ausfuehren(kopie, "uebernehmen", benutzer=landrat, datenschutz="nein")
    for papier in (kopie, freigegeben):
        papier.refresh_from_db()
    assert (kopie.status, freigegeben.fassung, freigegeben.fassungen.count()) == (S.IN_MITZEICHNUNG, 1, 1)
    assert MARKE not in freigegeben.sachverhalt


def test_regel_102_a_published_paper_asks_again_and_shows_both(
    kopie, freigegeben, amtsleiter, landrat, sitzungsdienst, client
):
    """The working copy never reaches the register; the new Fassung does at once, after the question about personal data."""
    with transaction.atomic():
        register.veroeffentlichen(freigegeben, benutzer=sitzungsdienst)
    kopie = _schreiben(kopie, amtsleiter, sachverhalt=f"<p>{MARKE}</p>")
    register.nachfuehren(freigegeben)
    assert not Eintrag.objects.filter(suche__contains=MARKE).exists()
    assert not Eintrag.objects.filter(pk=kopie.oeffentliche_id).exists()
    assert MARKE not in client.get(freigegeben.pfad).content.decode()
    with pytest.raises(ValidationError, match="personenbezogene Daten"):
        _uebernehmen(kopie, amtsleiter, landrat, datenschutz="")
    assert freigegeben.fassungen.count() == 1
    workflow.ausfuehren(kopie, "uebernehmen", benutzer=landrat, datenschutz="nein")
    seite = client.get(freigegeben.pfad).content.decode()
    assert MARKE in seite
    assert "Fassung 2 vom 26.04.2019" in seite
    assert GRUND in seite
    pfade = set(Datei.objects.values_list("pfad", flat=True))
    assert {f"{freigegeben.pfad}vorlage.pdf", f"{freigegeben.pfad}fassung-2.pdf"} <= pfade
    for pfad in pfade:
        assert client.get(pfad).status_code == 200
    assert not Eintrag.objects.filter(pk=kopie.oeffentliche_id).exists()


def test_those_who_had_the_old_one_are_told(
    kopie, freigegeben, amtsleiter, sachbearbeiterin, landrat, sitzungsdienst, fremde
):
    _uebernehmen(kopie, amtsleiter, landrat)
    gesagt = Hinweis.objects.filter(schluessel=f"vorlage:{freigegeben.pk}:fassung:2")
    assert {h.empfaenger for h in gesagt} == {amtsleiter, sachbearbeiterin, sitzungsdienst}
    assert all(GRUND in h.text and GRUND not in h.titel_mail for h in gesagt)


def test_pages_say_what_it_is(als, freigegeben, amtsleiter, landrat, fremde, ratsfrau):
    """From the button to the release, by the pages alone."""
    adresse = f"/verwaltung/vorlagen/{freigegeben.pk}/"
    browser = als(amtsleiter)
    assert "neue-fassung/" in browser.get(adresse).content.decode()
    antwort = browser.post(f"{adresse}neue-fassung/", {"grund": ""})
    assert antwort.status_code == 422
    assert "Bitte nennen Sie den Grund" in antwort.content.decode()
    antwort = browser.post(f"{adresse}neue-fassung/", {"grund": GRUND}, follow=True)
    kopie = Vorlage.objects.get(neufassung_von=freigegeben)
    assert antwort.redirect_chain[-1][0] == f"/verwaltung/vorlagen/{kopie.pk}/"
    assert "Das ist eine Arbeitskopie" in antwort.content.decode()
    assert "Neue Fassung in Arbeit" in browser.get(adresse).content.decode()
    assert f"Neue Fassung: {kopie.betreff}" in browser.get("/verwaltung/vorlagen/").content.decode()
    seite = browser.get(f"/verwaltung/vorlagen/{kopie.pk}/bearbeiten/").content.decode()
    assert "Station hinzufügen" not in seite
    daten = {"version": "1", "sachverhalt": f"<p>{MARKE}</p>", "beschlussvorschlag": "<p>Ja.</p>"}
    daten |= {f"{name}_keine": "on" for name in ("gesamtkosten", "folgekosten", "einnahmen")}
    antwort = browser.post(f"/verwaltung/vorlagen/{kopie.pk}/bearbeiten/", daten)
    assert antwort.status_code == 302, antwort.content.decode()
    kopie.refresh_from_db()
    assert (kopie.sachverhalt, kopie.betreff) == (f"<p>{MARKE}</p>", freigegeben.betreff)
    assert kopie.beratungen.count() == 3
    browser.post(f"/verwaltung/vorlagen/{kopie.pk}/uebergang/einreichen/", {"bemerkung": ""})
    for fremd in (fremde, ratsfrau):
        assert als(fremd).get(f"/verwaltung/vorlagen/{kopie.pk}/").status_code == 404
    browser = als(landrat)
    antwort = browser.post(
        f"/verwaltung/vorlagen/{kopie.pk}/uebergang/uebernehmen/",
        {"gezeichnet_von": landrat.pk, "datenschutz": "nein"},
        follow=True,
    )
    assert antwort.redirect_chain[-1][0] == adresse
    assert f"{adresse}fassungen/2/" in antwort.content.decode()
    seite = browser.get(f"{adresse}fassungen/2/").content.decode()
    assert MARKE in seite
    assert browser.get(f"{adresse}fassungen/1/").status_code == 404
