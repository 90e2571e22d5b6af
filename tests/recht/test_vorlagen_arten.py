"""Rules 82, 83, 86 to 89 of the form: number, supplement, vote, what stands on the paper."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from tests import factories
from vorlagen import dokumente, entwurf, workflow
from vorlagen.choices import VorlageArt
from vorlagen.choices import VorlageStatus as S
from vorlagen.models import Anlage, Vorlage, Vorlagendokument
from vorlagen.stationen import interne_stationen
from wittmund_ris import uhr

KOPF = {"ist_oeffentlich": True}


def text(pdf: bytes) -> str:
    return "\n".join(seite.get_textpage().get_text_range() for seite in pypdfium2.PdfDocument(pdf))


@pytest.fixture
def zusatz(welt, freigegeben, sachbearbeiterin, landrat):
    """`zusatz(art)`: a released supplement to the released paper."""

    def bauen(art=VorlageArt.ERGAENZUNGSVORLAGE, ursprung=freigegeben):
        vorlage = factories.entwurf(welt, sachbearbeiterin, folge=[], art=art, ursprung=ursprung)
        return factories.freigeben(vorlage, sachbearbeiterin, landrat)

    return bauen


def test_regel_82_number_is_drawn_at_release_unique_and_never_reused(welt, sachbearbeiterin, amtsleiter, landrat):
    with uhr.gestellt(factories.zeit("2026-03-02")):
        erste = factories.entwurf(welt, sachbearbeiterin)
        assert erste.nummer == ""
        erste = factories.freigeben(erste, sachbearbeiterin, landrat)
        assert erste.nummer == "0001/2026"
        workflow.ausfuehren(erste, "zurueckziehen", benutzer=amtsleiter, bemerkung="Erledigt")
        zweite = factories.freigeben(factories.entwurf(welt, sachbearbeiterin), sachbearbeiterin, landrat)
    assert zweite.nummer == "0002/2026"
    with pytest.raises(Error), transaction.atomic():
        Vorlage.objects.filter(pk=zweite.pk).update(laufnummer=1)


def test_regel_83_supplement_counts_below_its_paper_with_the_same_stations(freigegeben, zusatz):
    erste, zweite = zusatz(), zusatz()
    assert [erste.nummer, zweite.nummer] == ["0001/2019/1", "0001/2019/2"]
    assert erste.pfad == "/vorlagen/2019/0001/1/"
    folge = list(freigegeben.beratungen.values_list("gremium", "rolle", "geplant_am"))
    assert list(erste.beratungen.values_list("gremium", "rolle", "geplant_am")) == folge
    # A supplement of a supplement counts in the same row; the next paper does not see them.
    assert zusatz(ursprung=erste).nummer == "0001/2019/3"


def test_regel_83_next_number_is_not_touched_by_supplements(welt, zusatz, sachbearbeiterin, landrat):
    zusatz()
    naechste = factories.freigeben(factories.entwurf(welt, sachbearbeiterin), sachbearbeiterin, landrat)
    assert naechste.nummer == "0002/2019"


def test_regel_83_failed_release_gives_the_suffix_back(
    welt, freigegeben, zusatz, sachbearbeiterin, landrat, monkeypatch
):
    vorlage = factories.entwurf(
        welt, sachbearbeiterin, folge=[], art=VorlageArt.ERGAENZUNGSVORLAGE, ursprung=freigegeben
    )
    workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)

    def kaputt(*args, **kwargs):
        raise OSError("Platte voll")

    with monkeypatch.context() as m:
        m.setattr(dokumente, "render_pdf", kaputt)
        with pytest.raises(OSError, match="Platte voll"), transaction.atomic():
            workflow.ausfuehren(vorlage, "freigeben", benutzer=landrat, datenschutz="nein")
    assert workflow.ausfuehren(vorlage, "freigeben", benutzer=landrat, datenschutz="nein").nummer == "0001/2019/1"


def test_regel_83_only_an_open_paper_is_supplemented(welt, freigegeben, sachbearbeiterin, amtsleiter, fremde):
    with pytest.raises(ValidationError, match="Ihres Amtes"):
        factories.entwurf(welt, fremde, art=VorlageArt.ERGAENZUNGSVORLAGE, ursprung=freigegeben)
    vorlage = factories.entwurf(welt, sachbearbeiterin, art=VorlageArt.ERGAENZUNGSVORLAGE, ursprung=freigegeben)
    workflow.ausfuehren(freigegeben, "zurueckziehen", benutzer=amtsleiter, bemerkung="Erledigt")
    vorlage.refresh_from_db()
    with pytest.raises(ValidationError, match="noch beraten wird"):
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)


def test_regel_83_supplement_is_never_more_public_than_its_paper(welt, jahr_2019, sachbearbeiterin, landrat):
    geheim = factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Grundstück")
    geheim = factories.freigeben(geheim, sachbearbeiterin, landrat)
    vorlage = factories.entwurf(welt, sachbearbeiterin, art=VorlageArt.ERGAENZUNGSVORLAGE, ursprung=geheim)
    with pytest.raises(ValidationError, match="nichtöffentlich"):
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)


def test_austausch_takes_the_place_of_its_paper(freigegeben, zusatz, sachbearbeiterin, client):
    neue = zusatz(VorlageArt.AUSTAUSCHVORLAGE)
    freigegeben.refresh_from_db()
    assert (neue.nummer, freigegeben.status, freigegeben.ersetzt_durch) == ("0001/2019/1", S.ZURUECKGEZOGEN, neue)
    assert freigegeben.verlauf.last().bemerkung == "Ersetzt durch 0001/2019/1"
    client.force_login(sachbearbeiterin)
    assert "Ersetzt durch die Austauschvorlage 0001/2019/1" in client.get(
        f"/verwaltung/vorlagen/{freigegeben.pk}/"
    ).content.decode().replace("\n", "")
    assert "Vorlage 0001/2019, " in client.get(f"/verwaltung/vorlagen/{neue.pk}/").content.decode()
    druck = text(neue.fassungen.get().dokumente.first().lesen())
    assert "Ersetzt Vorlage 0001/2019." in druck


def test_regel_86_beschlussvorlage_needs_its_beschlussvorschlag(welt, jahr_2019, sachbearbeiterin):
    vorlage = factories.entwurf(welt, sachbearbeiterin, beschlussvorschlag="")
    with pytest.raises(ValidationError, match="Beschlussvorschlag"):
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)


@pytest.mark.parametrize("art", [VorlageArt.MITTEILUNGSVORLAGE, VorlageArt.ANFRAGE])
def test_regel_86_no_vote_form_and_taken_note_of(art, welt, jahr_2019, besetzung):
    dienst = besetzung["sitzungsdienst"]
    vorlage = factories.freigeben(
        factories.papier(welt, art, besetzung), besetzung["sachbearbeiterin"], besetzung["landrat"]
    )
    assert not vorlage.hat_beschluss
    druck = text(vorlage.fassungen.get().dokumente.first().lesen())
    assert "Abstimmungsergebnis" not in druck
    assert "Beschlussvorschlag" not in druck
    sitzung = factories.einladen(
        factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [vorlage], benutzer=dienst), benutzer=dienst
    )
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=dienst)
        with pytest.raises(ValidationError, match="zur Kenntnis genommen"):
            factories.abstimmen(sitzung, vorlage, 5, 0, 0, benutzer=dienst)


def test_regel_86_antrag_is_voted_on(welt, jahr_2019, besetzung):
    vorlage = factories.freigeben(
        factories.papier(welt, VorlageArt.ANTRAG, besetzung), besetzung["sachbearbeiterin"], besetzung["landrat"]
    )
    assert vorlage.hat_beschluss
    druck = text(vorlage.fassungen.get().dokumente.first().lesen())
    for stueck in ("ANTRAG", "Antragstext:", "Begründung:", "Stellungnahme der Verwaltung:", "Abstimmungsergebnis:"):
        assert stueck in druck
    assert druck.index("Antragstext:") < druck.index("Begründung:") < druck.index("Stellungnahme der Verwaltung:")
    assert "Eingereicht von:" in druck
    assert "Sachverhalt:" not in druck


def test_regel_87_released_paper_shows_who_answers_for_it_and_is_locked(freigegeben, sachbearbeiterin):
    druck = freigegeben.fassungen.get().dokumente.get(art=Vorlagendokument.Art.FREIGABE).lesen()
    for stueck in (
        "Der Landrat",
        "Ordnungsamt",
        "32.5.1.",
        "gez. Hinrichs, Uwe",
        "Wittmund, den 26.04.2019",
        "0001/2019",
    ):
        assert stueck in text(druck)
    with pytest.raises(ValidationError, match="nicht mehr bearbeitet"):
        entwurf.aendern(freigegeben, {"betreff": "Neu"}, None, version=1, benutzer=sachbearbeiterin)
    for feld in ("betreff", "stellungnahme", "aktenzeichen"):
        with pytest.raises(Error), transaction.atomic():
            Vorlage.objects.filter(pk=freigegeben.pk).update(**{feld: "Neu"})
    with pytest.raises(Error), transaction.atomic():
        Anlage.objects.create(vorlage=freigegeben, titel="Neu", ist_angekuendigt=True)


def test_regel_88_result_table_of_the_internal_print_and_the_public_one(welt, freigegeben, sitzungsdienst):
    for gremium, tag, stimmen in (
        (welt.sozialausschuss, "2019-05-13", (10, 0, 1)),
        (welt.kreisausschuss, "2019-05-23", (9, 2, 0)),
    ):
        sitzung = factories.sitzung_mit(gremium, tag, [freigegeben], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
        with uhr.gestellt(sitzung.beginn):
            factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
            factories.abstimmen(sitzung, freigegeben, *stimmen, benutzer=sitzungsdienst)
            factories.schliessen(sitzung, benutzer=sitzungsdienst)
    freigegeben.refresh_from_db()
    inhalt = freigegeben.fassungen.get().inhalt
    zeilen = dokumente._ergebnisse(inhalt, interne_stationen(freigegeben))
    assert [(z["zeile"], z["ja"], z["nein"], z["enthaltung"]) for z in zeilen] == [
        ("Fraktion", None, None, None),
        ("Fachausschuss", 10, 0, 1),
        ("Kreisausschuss", 9, 2, 0),
        ("Kreistag", None, None, None),
    ]
    drucke = Vorlagendokument.objects.filter(fassung__vorlage=freigegeben)
    oeffentlich = text(drucke.filter(art=Vorlagendokument.Art.ERGEBNIS_OEFFENTLICH).last().lesen())
    zeile = oeffentlich[oeffentlich.index("Abstimmungsergebnis") :].split("Kreisausschuss")[1].split("Kreistag")[0]
    assert not any(zeichen.isdigit() for zeichen in zeile)


@pytest.mark.parametrize("art", VorlageArt)
def test_every_kind_prints_its_own_headings_with_a_title(art, welt, jahr_2019, besetzung):
    vorlage = factories.papier(welt, art, besetzung)
    pdf = dokumente.vorschau(vorlage).inhalt
    druck = text(pdf)
    assert vorlage.get_art_display().upper() in druck
    for feld in vorlage.blatt.texte:
        if feld.fehlt:
            assert f"{feld.titel}:" in druck
    assert ("Finanzierung:" in druck) == vorlage.blatt.hat_finanzierung
    with pikepdf.open(BytesIO(pdf)) as datei:
        assert vorlage.get_art_display() in str(datei.docinfo.Title)
