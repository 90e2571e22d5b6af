"""An old paper and a Word file become drafts over HTTP: checked before anything is saved, nothing kept but the draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.formular import oeffnen
from tests.vorlagen.einlesen.test_referenz import TEXT
from vorlagen.models import Herkunft, Vorlage

BEGINNEN = "/verwaltung/vorlagen/beginnen/"
PAPIER, PRUEFEN, DOCX = (BEGINNEN + weg for weg in ("papier/", "papier/pruefen/", "docx/"))


@pytest.fixture
def geprueft(als, welt, sachbearbeiterin):
    """The check page of the founding paper."""
    return oeffnen(als(sachbearbeiterin), PAPIER, {"text": TEXT})


def test_check_page_shows_proposals_in_context_and_saves_nothing(geprueft):
    assert geprueft.status == 200
    assert "dem Unternehmen IMAP GmbH, Disseldorf, erteilt" in geprueft
    assert "„Düsseldorf“ übernehmen" in geprueft
    assert not Vorlage.objects.exists()


def test_accepted_repairs_make_the_draft_and_the_old_number_stays_a_note(geprueft):
    seite = geprueft.senden()
    vorlage = Vorlage.objects.get()
    assert seite.adresse == f"/verwaltung/vorlagen/{vorlage.pk}/bearbeiten/"
    assert "Düsseldorf" in vorlage.sachverhalt
    assert "beschließt" in vorlage.beschlussvorschlag
    assert (vorlage.nummer, vorlage.herkunft.nummer) == ("", "0042/2019")
    assert "0042/2019" in vorlage.verlauf.get().bemerkung
    assert [b.gremium.slug for b in vorlage.beratungen.all()] == ["sozialausschuss", "kreisausschuss", "kreistag"]
    assert vorlage.gesamtkosten_keine
    assert "Bitte prüfen Sie, was eingelesen wurde" in seite
    assert "Ziffern aus der Texterkennung" in seite


def test_a_repair_that_is_taken_back_leaves_the_word(geprueft):
    n = next(i for i, v in enumerate(geprueft.antwort.context["form"].papier.vorschlaege) if v.wort == "Disseldorf")
    geprueft.senden(**{f"wahl_{n}": ""})
    assert "Disseldorf" in Vorlage.objects.get().sachverhalt


def test_the_original_becomes_a_non_public_anlage_if_wanted(geprueft):
    geprueft.senden(_dateien={"original": factories.datei("alt.pdf")})
    anlage = Vorlage.objects.get().anlagen.get()
    assert (anlage.titel, anlage.ist_oeffentlich) == ("Altes Papier 0042/2019", False)


def test_an_original_of_a_wrong_type_is_refused_and_nothing_is_saved(geprueft):
    seite = geprueft.senden(_dateien={"original": SimpleUploadedFile("alt.pdf", b"kein PDF, nur ein Name")})
    assert seite.status == 422
    assert not Vorlage.objects.exists()
    assert "„Düsseldorf“ übernehmen" in seite


@pytest.mark.parametrize(
    ("datei", "meldung"),
    [
        (b"\x89PNG\r\n\x1a\n", "PDF- oder eine Textdatei"),
        (b"PK\x03\x04" + b"x" * 50, "PDF- oder eine Textdatei"),
        (b"%PDF-1.7 kaputt", "beschädigt"),
        (b"zu kurz", "zu wenig"),
    ],
)
def test_files_that_are_no_paper_are_refused_with_a_clear_word(als, welt, sachbearbeiterin, datei, meldung):
    seite = oeffnen(als(sachbearbeiterin), PAPIER, {"papier": SimpleUploadedFile("papier.pdf", datei)})
    assert seite.status == 422
    assert meldung in seite


def test_a_file_and_a_text_at_once_are_refused(als, welt, sachbearbeiterin):
    daten = {"papier": SimpleUploadedFile("p.txt", TEXT.encode()), "text": TEXT}
    assert "eines von beiden" in oeffnen(als(sachbearbeiterin), PAPIER, daten)


@pytest.mark.parametrize("weg", [PAPIER, PRUEFEN, DOCX])
@pytest.mark.parametrize("wer", ["landrat", "ratsfrau", "gast", "superuser"])
def test_reading_in_is_for_those_who_may_draft(als, besetzung, weg, wer):
    assert als(besetzung[wer]).post(weg, {"text": TEXT}).status_code == 403


def test_own_sealed_print_is_read_back_word_for_word(als, freigegeben, sachbearbeiterin):
    """Our own PDF has a text layer: what stands in it is certain."""
    browser = als(sachbearbeiterin)
    druck = freigegeben.fassungen.get().dokumente.first()
    pdf = browser.get(f"/verwaltung/vorlagen/dokumente/{druck.pk}/").content
    seite = oeffnen(browser, PAPIER, {"papier": SimpleUploadedFile("v.pdf", pdf)})
    assert seite.antwort.context["form"].papier.vorschlaege == []
    seite.senden()
    neu = Vorlage.objects.exclude(pk=freigegeben.pk).get()
    for feld in (
        "betreff",
        "sachverhalt",
        "beschlussvorschlag",
        "aktenzeichen",
        "ist_oeffentlich",
        "gesamtkosten_keine",
    ):
        assert getattr(neu, feld) == getattr(freigegeben, feld), feld


def test_a_file_that_is_no_word_file_is_refused(als, welt, sachbearbeiterin):
    seite = oeffnen(als(sachbearbeiterin), DOCX, {"docx": SimpleUploadedFile("x.docx", b"kein Word")})
    assert seite.status == 422
    assert not Herkunft.objects.exists()
