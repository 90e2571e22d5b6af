"""What belongs to a release, and what stays locked after it. The steps of all kinds: `test_uebergaenge.py`."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from tests import factories
from vorlagen import anlagen, entwurf, workflow
from vorlagen.choices import VorlageStatus as S
from vorlagen.models import Anlage, Vorlage, Vorlagendokument
from wittmund_ris import uhr


@pytest.mark.parametrize("name", ["zurueckgeben", "zurueckziehen"])
def test_step_that_needs_a_reason_is_refused_without(name, entwurf, sachbearbeiterin, amtsleiter):
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    with pytest.raises(ValidationError, match="begründen"):
        workflow.ausfuehren(entwurf, name, benutzer=amtsleiter, bemerkung="  ")


def test_release_draws_number_signs_and_seals(freigegeben, landrat):
    assert freigegeben.nummer == "0001/2019"
    assert (freigegeben.freigegeben_von, freigegeben.gezeichnet_name) == (landrat, "Hinrichs, Uwe")
    fassung = freigegeben.fassungen.get()
    assert fassung.inhalt["nummer"] == "0001/2019"
    assert fassung.inhalt["datum"] == "2019-04-26"
    arten = [d.art for d in fassung.dokumente.all()]
    assert arten == [Vorlagendokument.Art.FREIGABE, Vorlagendokument.Art.OEFFENTLICH]
    assert fassung.dokumente.first().lesen().startswith(b"%PDF-")


def test_nobody_releases_what_they_wrote(welt, jahr_2019, landrat, sachbearbeiterin):
    """Four eyes: neither as author, nor after having changed the text of another."""
    landrat.amt = welt.amt
    landrat.save()
    landrat.groups.add(sachbearbeiterin.groups.get())
    landrat = type(landrat).objects.get(pk=landrat.pk)
    eigene = factories.entwurf(welt, landrat)
    workflow.ausfuehren(eigene, "einreichen", benutzer=sachbearbeiterin)
    with pytest.raises(PermissionDenied):
        workflow.ausfuehren(eigene, "freigeben", benutzer=landrat, datenschutz="nein")

    fremde = factories.entwurf(welt, sachbearbeiterin)
    entwurf.aendern(fremde, {"anmerkung": "Neu"}, None, version=1, benutzer=landrat)
    workflow.ausfuehren(fremde, "einreichen", benutzer=sachbearbeiterin)
    with pytest.raises(PermissionDenied):
        workflow.ausfuehren(fremde, "freigeben", benutzer=landrat, datenschutz="nein")


def test_four_eyes_stand_in_the_database(freigegeben, sachbearbeiterin):
    with pytest.raises(Error), transaction.atomic():
        Vorlage.objects.filter(pk=freigegeben.pk).update(freigegeben_von=sachbearbeiterin)


def test_signature_needs_a_zeichnungsbefugnis(entwurf, sachbearbeiterin, landrat, amtsleiter):
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    with pytest.raises(ValidationError, match="nicht zeichnungsbefugt"):
        workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein", gezeichnet_von=amtsleiter)
    entwurf.refresh_from_db()
    assert (entwurf.status, entwurf.nummer) == (S.IN_MITZEICHNUNG, "")
    factories.befugt(amtsleiter, entwurf.amt)
    vorlage = workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein", gezeichnet_von=amtsleiter)
    assert (vorlage.freigegeben_von, vorlage.gezeichnet_von) == (landrat, amtsleiter)


def test_failed_seal_undoes_the_release_and_gives_the_number_back(entwurf, sachbearbeiterin, landrat, monkeypatch):
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)

    def kaputt(*args, **kwargs):
        raise OSError("Platte voll")

    with monkeypatch.context() as m:
        m.setattr(workflow.dokumente, "render_pdf", kaputt)
        with pytest.raises(OSError, match="Platte voll"), transaction.atomic():
            workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein")
    entwurf.refresh_from_db()
    assert (entwurf.status, entwurf.nummer) == (S.IN_MITZEICHNUNG, "")
    assert workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein").nummer == "0001/2019"


def test_withdrawn_number_stays_used(welt, freigegeben, sachbearbeiterin, landrat):
    workflow.ausfuehren(freigegeben, "zurueckziehen", benutzer=landrat, bemerkung="Überholt")
    naechste = factories.freigeben(factories.entwurf(welt, sachbearbeiterin), sachbearbeiterin, landrat)
    assert naechste.nummer == "0002/2019"


def test_number_range_begins_anew_each_year(welt, freigegeben, sachbearbeiterin, landrat):
    with uhr.gestellt(factories.zeit("2020-01-02")):
        vorlage = factories.freigeben(factories.entwurf(welt, sachbearbeiterin), sachbearbeiterin, landrat)
    assert vorlage.nummer == "0001/2020"


@pytest.mark.parametrize(
    "aenderung",
    [{"betreff": "Anders"}, {"ist_oeffentlich": False}, {"laufnummer": 7}, {"gesamtkosten_keine": False}],
    ids=lambda a: next(iter(a)),
)
def test_released_content_cannot_be_updated(freigegeben, aenderung):
    with pytest.raises(Error), transaction.atomic():
        Vorlage.objects.filter(pk=freigegeben.pk).update(**aenderung)


def test_released_stations_annexes_fassung_and_verlauf_stand(freigegeben):
    anlage = {"titel": "Nachträglich", "ist_angekuendigt": True, "position": 9}
    versuche = [
        lambda: freigegeben.beratungen.update(geplant_am=None),
        lambda: freigegeben.beratungen.first().delete(),
        lambda: Anlage.objects.create(vorlage=freigegeben, **anlage),
        lambda: freigegeben.fassungen.update(inhalt={}),
        lambda: freigegeben.fassungen.get().dokumente.update(sha256="0"),
        lambda: freigegeben.verlauf.update(bemerkung="Anders"),
        lambda: freigegeben.verlauf.all().delete(),
        lambda: freigegeben.delete(),
    ]
    for versuch in versuche:
        with pytest.raises(Error), transaction.atomic():
            versuch()


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"sachverhalt": " "}, "Sachverhalt"),
        ({"beschlussvorschlag": ""}, "Beschlussvorschlag"),
        ({"gesamtkosten_keine": False}, "Gesamtkosten"),
        ({"folgekosten_keine": False}, "Folgekosten"),
        ({"einnahmen_keine": False}, "Einnahmen"),
        ({"haushaltsmittel": "verfuegbar", "haushaltsmittel_betrag": 1}, "Produktkonto"),
        ({"haushaltsmittel": "verfuegbar", "produktkonto": "1.2"}, "Betrag"),
        ({"ist_oeffentlich": False}, "Nichtöffentlichkeit"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_incomplete_form_is_not_handed_in(welt, jahr_2019, sachbearbeiterin, felder, feld):
    vorlage = factories.entwurf(welt, sachbearbeiterin, **felder)
    with pytest.raises(ValidationError, match=feld):
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)


@pytest.mark.parametrize("auswahl", [[], [0, 1], [2, 0]], ids=["keine", "ohne-entscheidung", "entscheidung-zuerst"])
def test_beratungsfolge_needs_one_decision_at_its_end(welt, jahr_2019, sachbearbeiterin, auswahl):
    folge = [factories.stationen(welt)[i] for i in auswahl]
    vorlage = factories.entwurf(welt, sachbearbeiterin, folge=folge)
    with pytest.raises(ValidationError):
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)


def test_second_writer_sees_the_conflict(entwurf, sachbearbeiterin, amtsleiter):
    from vorlagen import entwurf as modul  # noqa: PLC0415 - the fixture has the module's name

    modul.aendern(entwurf, {"betreff": "Erste"}, None, version=1, benutzer=amtsleiter)
    with pytest.raises(modul.Konflikt) as konflikt:
        modul.aendern(entwurf, {"betreff": "Zweite"}, None, version=1, benutzer=sachbearbeiterin)
    assert konflikt.value.vorlage.betreff == "Erste"
    assert konflikt.value.eintrag.benutzer == amtsleiter


def test_announced_anlage_is_handed_in_later_and_once(welt, entwurf, sachbearbeiterin, landrat):
    anlage = anlagen.hinzufuegen(entwurf, titel="Konzept", ist_oeffentlich=True, benutzer=sachbearbeiterin)
    vorlage = factories.freigeben(entwurf, sachbearbeiterin, landrat)
    assert vorlage.fassungen.get().inhalt["anlagen"][0]["angekuendigt"] is True
    with uhr.gestellt(factories.zeit("2019-05-06")):
        anlage = anlagen.nachreichen(anlage, factories.datei(), benutzer=sachbearbeiterin)
    assert anlage.ist_nachgereicht
    with pytest.raises(ValidationError, match="liegt schon vor"):
        anlagen.nachreichen(anlage, factories.datei(), benutzer=sachbearbeiterin)
    with pytest.raises(Error), transaction.atomic():
        Anlage.objects.filter(pk=anlage.pk).update(datei=None)


def test_annexes_follow_a_paper_that_becomes_non_public(entwurf, sachbearbeiterin):
    from vorlagen import entwurf as modul  # noqa: PLC0415 - the fixture has the module's name

    anlagen.hinzufuegen(entwurf, titel="Konzept", ist_oeffentlich=True, benutzer=sachbearbeiterin)
    modul.aendern(entwurf, {"ist_oeffentlich": False}, None, version=1, benutzer=sachbearbeiterin)
    assert not entwurf.anlagen.get().ist_oeffentlich
    with pytest.raises(ValidationError, match="nichtöffentlich"):
        anlagen.hinzufuegen(entwurf, titel="Karte", ist_oeffentlich=True, benutzer=sachbearbeiterin)


def test_anlage_type_is_judged_by_content(entwurf, sachbearbeiterin):
    falsch = factories.datei("harmlos.pdf", b"MZ\x90\x00 kein PDF")
    with pytest.raises(ValidationError, match="Inhalt"):
        anlagen.hinzufuegen(entwurf, titel="X", ist_oeffentlich=False, datei=falsch, benutzer=sachbearbeiterin)


def test_drafts_stamp_moves(entwurf, sachbearbeiterin):
    from vorlagen import entwurf as modul  # noqa: PLC0415 - the fixture has the module's name

    with uhr.gestellt(uhr.jetzt() + timedelta(hours=1)):
        neu = modul.aendern(entwurf, {"anmerkung": "Neu"}, None, version=1, benutzer=sachbearbeiterin)
    assert neu.version == 2
    assert neu.geaendert_am > entwurf.geaendert_am


def test_named_paper_is_a_link_in_the_print_once_it_hangs_out(welt, freigegeben, sachbearbeiterin, landrat):
    def druck(text):
        vorlage = factories.entwurf(welt, sachbearbeiterin, sachverhalt=text)
        vorlage = factories.freigeben(vorlage, sachbearbeiterin, landrat)
        with pikepdf.open(BytesIO(vorlage.fassungen.get().dokumente.first().lesen())) as pdf:
            return [str(a.A.URI) for seite in pdf.pages for a in seite.get("/Annots", []) if "/A" in a]

    text = f"Auf die Vorlage {freigegeben.nummer} wird verwiesen, auf 9999/2019 auch."
    assert druck(text) == []
    Vorlage.objects.filter(pk=freigegeben.pk).update(veroeffentlicht_am=freigegeben.freigegeben_am)
    assert [a.removeprefix("http://127.0.0.1:8000") for a in druck(text)] == ["/vorlagen/2019/0001/"]
