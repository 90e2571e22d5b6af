"""Every PDF that the demo council has sealed is PDF/A-2a and PDF/UA-1: real papers, real sittings, real lengths."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from sitzungen.models import Sitzungsdokument
from tests.pdf.pruefung import verapdf
from vorlagen.models import Vorlagendokument

pytestmark = [pytest.mark.langsam, pytest.mark.django_db]


def test_every_sealed_pdf_conforms(settings, tmp_path):
    settings.DEMO = True
    call_command("demodaten", stichtag=date(2026, 11, 22), verbosity=0)
    ordner = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    gesiegelt = [ordner / d.datei for modell in (Vorlagendokument, Sitzungsdokument) for d in modell.objects.all()]
    assert len(gesiegelt) > 80
    ergebnisse = verapdf(sorted(set(gesiegelt)))
    assert {p.name: e["failures"] for p, e in ergebnisse.items() if not (e["2a"] and e["ua1"])} == {}
