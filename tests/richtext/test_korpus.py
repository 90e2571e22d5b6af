"""Pastes as they come: from Word, Outlook, LibreOffice, Google Docs and Excel, typed by hand, and meant to do harm."""

import re
from pathlib import Path

import pytest

from tests.richtext.test_normalisieren import pruefe
from wittmund_ris.richtext import normalisieren

KORPUS = Path(__file__).parent / "korpus"
PASTEN = sorted(p.stem for p in KORPUS.glob("*.html") if not p.stem.endswith(".soll"))


@pytest.mark.parametrize("name", PASTEN)
def test_a_paste_is_stored_as_what_it_means(name):
    gespeichert = normalisieren((KORPUS / f"{name}.html").read_text(encoding="utf-8"))
    assert gespeichert == (KORPUS / f"{name}.soll.html").read_text(encoding="utf-8").strip()
    pruefe(gespeichert)
    assert normalisieren(gespeichert) == gespeichert


@pytest.mark.parametrize("boese", (KORPUS / "xss.txt").read_text(encoding="utf-8").splitlines())
def test_nothing_that_acts_gets_through(boese):
    gespeichert = normalisieren(boese)
    pruefe(gespeichert)
    # `pruefe` knows the allowed elements, attributes and schemes; here once more without it.
    tags = " ".join(re.findall(r"<[^>]*>", gespeichert)).lower()
    assert "fremd" not in tags
    assert not re.search(r"script|style|\bon|data|class|target|ping|id|name", re.sub('"[^"]*"', "", tags)), gespeichert
    assert normalisieren(gespeichert) == gespeichert
