from pathlib import Path

import pytest

from tests.pdf.papiere import PAPIERE, STAND
from wittmund_ris.pdf import render_pdf


@pytest.fixture(scope="session")
def papiere(tmp_path_factory) -> dict[str, Path]:
    """Every paper of the tests, printed once."""
    ordner = tmp_path_factory.mktemp("papiere")
    dateien = {}
    for name, (template, context, titel, kennung) in PAPIERE.items():
        dateien[name] = ordner / f"{name}.pdf"
        pdf = render_pdf(template, context, titel=titel, kennung=kennung, stand=STAND)
        dateien[name].write_bytes(pdf.inhalt)
    return dateien


@pytest.fixture
def drucken(tmp_path):
    """Print a template with a context; returns the file."""

    def _drucken(template: str, context: dict) -> Path:
        datei = tmp_path / "papier.pdf"
        datei.write_bytes(render_pdf(template, context, titel="Titel", kennung="Kennung", stand=STAND).inhalt)
        return datei

    return _drucken
