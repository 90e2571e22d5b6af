"""PDF/A-2a and PDF/UA-1 in one file, judged by veraPDF."""

import pytest

from tests.pdf.pruefung import verapdf

pytestmark = pytest.mark.langsam


def test_every_paper_passes_both_standards(papiere):
    urteile = verapdf(list(papiere.values()))
    assert {datei.stem: urteil for datei, urteil in urteile.items()} == {
        name: {"2a": True, "ua1": True, "failures": []} for name in papiere
    }


def test_the_judge_can_say_no(papiere, tmp_path):
    datei = tmp_path / "kaputt.pdf"
    datei.write_bytes(papiere["vorlage"].read_bytes().replace(b"%PDF-1.7", b"%PDF-9.9"))
    kein_pdf = tmp_path / "kein.pdf"
    kein_pdf.write_bytes(b"kein PDF")
    urteile = verapdf([datei, kein_pdf])
    assert not urteile[datei]["2a"] and not urteile[kein_pdf]["ua1"]
