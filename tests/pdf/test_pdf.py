"""render_pdf: what is on the paper, and what it refuses."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from tests.pdf.papiere import BUCHSTABEN, FAMILIEN, FOLGEN, PAPIERE, STAND, VORLAGE
from tests.pdf.pruefung import qpdf_fehlerfrei, schriften, strukturbaum, text
from wittmund_ris import pdf as modul
from wittmund_ris.pdf import (
    BASIS,
    NurStatisch,
    PdfFehler,
    ZeichenNichtDruckbar,
    bereinigt,
    pdf_aus_html,
    render_pdf,
)

WURZEL = Path(__file__).resolve().parents[2]


def mache(**aenderung):
    return render_pdf("pdf/vorlage.html", VORLAGE | aenderung, titel="Titel", kennung="Kennung", stand=STAND)


def test_reference_fits_the_page_pair(papiere):
    datei = papiere["vorlage"]
    erste, zweite = text(datei, seite=1), text(datei, seite=2)

    assert "Seite 1 von 2" in erste and "Seite 2 von 2" in zweite
    assert "nachgereicht." in erste and "Finanzierung" not in erste
    zeilen = [zeile.strip() for zeile in zweite.splitlines() if zeile.strip()]
    assert zeilen[:2] == ["Landkreis Wittmund · Vorlage 0042/2019", "Finanzierung:"]
    for stueck in ("Beschlussvorschlag:", "Wittmund, den 26.04.2019", "gez. Hinrichs, Uwe", "Enth.:", "☒ keine"):
        assert stueck in zweite


def test_letterhead_of_the_reference(papiere):
    erste = text(papiere["vorlage"], seite=1)
    for stueck in ("Landkreis Wittmund", "Der Landrat", "Ordnungsamt", "Vorlagen-Nr.", "0042/2019", "32.5.1."):
        assert stueck in erste
    for stueck in ("BESCHLUSSVORLAGE", "öffentlich", "Sozialausschuss", "13.05.2019", "Betreff:"):
        assert stueck in erste


def test_amounts_are_german_and_ticked(papiere):
    ganzes = text(papiere["lang"])
    assert "☒ 1.234.567,80 €" in ganzes
    assert "☒ Noch zur Verfügung: 999.999,99 €" in ganzes
    assert "☐ stehen nicht zur Verfügung" in ganzes


def test_results_and_their_stand(papiere):
    ganzes = text(papiere["lang"])
    assert "Ja: 31" in ganzes and "Nein: 4" in ganzes and "Enth.: 0" in ganzes
    assert "Ergebnisse nach dem Stand vom 28.06.2019, 09:00 Uhr." in ganzes


def test_draft_says_so_on_every_page(papiere):
    lang = papiere["lang"]
    assert "ENTWURF" in text(lang, seite=1)
    assert "Entwurf" in text(lang, seite=2).splitlines()[0]


def test_mitteilungsvorlage_has_no_empty_parts(papiere):
    ganzes = text(papiere["mitteilung"])
    assert "MITTEILUNGSVORLAGE" in ganzes and "nichtöffentlich" in ganzes
    for stueck in ("Beschlussvorschlag", "Abstimmungsergebnis", "Finanzierung", "Sachverhalt", "None", "gez."):
        assert stueck not in ganzes


def test_invitation_and_public_notice(papiere):
    einladung, bekanntmachung = text(papiere["einladung"]), text(papiere["bekanntmachung"])
    assert "EINLADUNG" in einladung and "Donnerstag, 27.06.2019" in einladung and "15:00 Uhr" in einladung
    assert "Grundstücksangelegenheit" in einladung
    assert "ÖFFENTLICHE BEKANNTMACHUNG DER TAGESORDNUNG" in bekanntmachung
    assert "Die Ladungsfrist ist verkürzt. Grund: Die Förderzusage" in bekanntmachung
    assert "Grundstücksangelegenheit" not in bekanntmachung


def test_overview_of_decisions(papiere):
    ganzes = text(papiere["ergebnis"])
    assert "Ja: 31 · Nein: 4 · Enthaltungen: 3" in ganzes and "Angenommen" in ganzes and "17:40 Uhr" in ganzes


@pytest.mark.parametrize("name", PAPIERE)
def test_file_is_sound_and_uses_our_fonts_only(papiere, name):
    qpdf_fehlerfrei(papiere[name])
    assert schriften(papiere[name]) <= FAMILIEN


def test_metadata_and_bookmarks(papiere):
    with pikepdf.open(papiere["vorlage"]) as pdf:
        assert str(pdf.docinfo.Title) == "Beschlussvorlage 0042/2019"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20190426090000Z"
        assert str(pdf.Root.Lang) == "de"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_outline() as gliederung:
            assert gliederung.root[0].title == "Beschlussvorlage 0042/2019"
            assert [e.title for e in gliederung.root[0].children][:3] == ["Betreff:", "Sachverhalt:", "Anmerkung:"]
        xmp = pdf.Root.Metadata.read_bytes()
    assert xmp.count(b"<rdf:RDF") == 1
    assert str(WURZEL).encode() not in xmp


def test_letters_of_din_91379_are_printed(papiere):
    baum = bereinigt(strukturbaum(papiere["namen"]))
    assert [b for b in [*FOLGEN, *BUCHSTABEN] if bereinigt(b) not in baum] == []


def test_long_paper_has_more_than_twenty_pages(papiere):
    with pikepdf.open(papiere["lang"]) as pdf:
        assert len(pdf.pages) > 20


def test_hash_and_pages():
    pdf = mache()
    assert pdf.sha256 == hashlib.sha256(pdf.inhalt).hexdigest()
    assert pdf.seiten == 2


def test_user_text_is_text(tmp_path):
    boese = '<img src="file:///etc/passwd"><script>x</script> & </p><h1>Kopf</h1> {{ titel }}'
    datei = tmp_path / "boese.pdf"
    datei.write_bytes(mache(sachverhalt=boese, betreff=boese, gezeichnet=boese).inhalt)
    assert text(datei).count("{{ titel }}") == 3
    assert "root:x:" not in text(datei)
    assert strukturbaum(datei).count("H1 (block)") == 1


@pytest.mark.parametrize(
    "adresse",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/papier.css",
        "data:text/css,p{}",
        "https://statisch.invalid.example.org/papier.css",
        BASIS + "../../pyproject.toml",
        BASIS + "%2e%2e/%2e%2e/pyproject.toml",
        BASIS + "..%2f..%2fwittmund_ris%2fsettings.py",
        BASIS + "gibt-es-nicht.css",
        BASIS + "schriften/OFL-FiraSans.txt",
        BASIS,
    ],
)
def test_fetcher_refuses(adresse):
    with pytest.raises(PdfFehler):
        NurStatisch().fetch(adresse)
    with pytest.raises(PdfFehler):
        pdf_aus_html(f'<html lang="de"><title>T</title><link rel="stylesheet" href="{adresse}"><h1>T</h1>')


def test_fetcher_serves_our_files():
    assert b"@page" in NurStatisch().fetch(BASIS + "papier.css").read()


@pytest.mark.parametrize("html", ['<img src="a.png" alt="x">', "<p style='farbe: rot'>x", '<a href="#fehlt">x</a>'])
def test_what_weasyprint_only_logs_is_an_error(html):
    with pytest.raises(PdfFehler):
        pdf_aus_html(f'<html lang="de"><title>T</title><h1>T</h1>{html}')


def test_font_of_the_system_is_refused():
    with pytest.raises(ZeichenNichtDruckbar, match="fehlen in den Schriften"):
        pdf_aus_html('<html lang="de"><title>T</title><link rel="stylesheet" href="papier.css"><h1>中</h1>')


@pytest.mark.parametrize(("roh", "rein"), [("a\x00b\x07c\x9fd", "abcd"), ("a\u200bb\u202ec\ufeff", "abc")])
def test_control_characters_go_away(roh, rein):
    assert bereinigt(roh) == rein


def test_line_ends_hyphens_and_composition():
    assert bereinigt("a\r\nb\rc\u2028d\u0085e") == "a\nb\nc\nd\ne"
    assert bereinigt("Kreis\u00adtag") == "Kreis\u00adtag"
    assert bereinigt("u\u0308") == "ü"


def test_pasted_bullets_and_soft_hyphens_are_printed(drucken):
    lang = "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesellschaft " * 12
    datei = drucken("pdf/vorlage.html", VORLAGE | {"sachverhalt": f"a ● b ■ c ➢ d ✓ e\n\n{lang}"})
    ganzes = text(datei)
    assert all(zeichen in ganzes for zeichen in "●■➢✓")
    assert any(zeile.endswith(("Donau-", "dampf-", "schiff-", "fahrts-")) for zeile in ganzes.splitlines())
    assert schriften(datei) <= FAMILIEN


@pytest.mark.parametrize(
    ("zeichen", "meldung"),
    [
        ("\ue000", "U\\+E000 gehört zu einem privaten"),
        ("😀", "GRINNING FACE"),
        ("中", "U\\+4E2D"),
    ],
)
def test_unprintable_characters_are_named(zeichen, meldung):
    with pytest.raises(ZeichenNichtDruckbar, match=meldung):
        mache(sachverhalt=f"vorher {zeichen} nachher")


def test_link_is_in_the_paper(papiere):
    with pikepdf.open(papiere["namen"]) as pdf:
        links = [a for seite in pdf.pages for a in seite.get("/Annots", [])]
        assert [str(a.A.URI) for a in links] == ["https://ris.example.org/vorlagen/0121-2018/"]
        assert str(links[0].Contents) == "Vorlage 0121/2018"


def test_failures_are_pdf_fehler():
    with pytest.raises(PdfFehler, match="Titel"):
        render_pdf("pdf/vorlage.html", VORLAGE, titel=" ", kennung="K", stand=STAND)
    with pytest.raises(PdfFehler, match="Zeitzone"):
        render_pdf("pdf/vorlage.html", VORLAGE, titel="T", kennung="K", stand=datetime(2019, 4, 26))
    with pytest.raises(PdfFehler, match="gibt-es-nicht"):
        render_pdf("pdf/gibt-es-nicht.html", VORLAGE, titel="T", kennung="K", stand=STAND)


def test_same_bytes_in_threads():
    with ThreadPoolExecutor(4) as arbeiter:
        assert len({pdf.sha256 for pdf in arbeiter.map(lambda _: mache(), range(8))}) == 1


ANDERER_PROZESS = """
import django
from django.conf import settings
settings.configure(
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": ["templates"],
        "OPTIONS": {"libraries": {"richtext": "wittmund_ris.richtext_tags"}}}],
    LANGUAGE_CODE="en", TIME_ZONE="Europe/Berlin", USE_TZ=True, INSTALLED_APPS=[],
)
django.setup()
from tests.pdf.papiere import PAPIERE, STAND
from wittmund_ris.pdf import render_pdf
template, context, titel, kennung = PAPIERE["vorlage"]
print(render_pdf(template, context, titel=titel, kennung=kennung, stand=STAND).sha256)
"""


def test_same_bytes_in_other_processes_time_zones_and_locales(papiere):
    erwartet = hashlib.sha256(papiere["vorlage"].read_bytes()).hexdigest()
    for zone, saat, sprache in (("America/New_York", "1", "C"), ("Asia/Kathmandu", "2", "de_DE.UTF-8")):
        umgebung = os.environ | {"TZ": zone, "PYTHONHASHSEED": saat, "LC_ALL": sprache, "PYTHONPATH": str(WURZEL)}
        umgebung.pop("DJANGO_SETTINGS_MODULE", None)
        lauf = subprocess.run(
            [sys.executable, "-c", ANDERER_PROZESS],
            cwd=WURZEL,
            env=umgebung,
            capture_output=True,
            text=True,
            check=False,
        )
        assert lauf.stdout.strip() == erwartet, lauf.stderr


def test_licences_lie_beside_the_fonts():
    ordner = modul.ORDNER / "schriften"
    for schrift in ordner.glob("*.ttf"):
        familie = schrift.stem.split("-")[0]
        assert list(ordner.glob(f"*{familie}.txt")), schrift.name
