"""The handbook: complete, true to the words on the screen, and led to from the pages that it speaks of."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse

from schreibtisch import handbuch
from tests.browser.bilder import HANDBUCH

ORDNER = handbuch.ORDNER
SEITEN = sorted(ORDNER.glob("[0-9][0-9]-*.md"))
BILDER = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
QUELLEN = (*settings.BASE_DIR.glob("templates/**/*.html"), *settings.BASE_DIR.glob("[a-z]*/**/*.py"))


@pytest.fixture(scope="module")
def wortlaut() -> str:
    """What the product can put on a screen: its templates and the strings of its code, line ends as spaces."""
    apps = {"konten", "hinweise", "gremien", "vorlagen", "sitzungen", "schreibtisch", "wittmund_ris", "templates"}
    dateien = [p for p in QUELLEN if p.relative_to(settings.BASE_DIR).parts[0] in apps]
    return " ".join(" ".join(p.read_text(encoding="utf-8").split()) for p in dateien)


def test_the_contents_name_every_page_in_its_order():
    zeilen = re.findall(r"^\d+\. \[(.+)\]\((.+)\)$", (ORDNER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert zeilen == [(k.titel, p.name) for k, p in zip(handbuch.kapitel().values(), SEITEN, strict=True)]


@pytest.mark.parametrize("seite", [*SEITEN, ORDNER / "README.md"], ids=lambda p: p.stem)
def test_what_stands_bold_stands_on_the_screen(seite, wortlaut):
    """A label that was renamed leaves its page of the handbook red."""
    fett = re.findall(r"\*\*(.+?)\*\*", " ".join(seite.read_text(encoding="utf-8").split()))
    assert [wort for wort in fett if wort not in wortlaut] == []


def test_every_picture_is_there_described_and_taken_by_the_script():
    gezeigt = {}
    for seite in SEITEN:
        for beschreibung, pfad in BILDER.findall(seite.read_text(encoding="utf-8")):
            assert len(beschreibung) > 20, f"{seite.name}: {pfad} sagt nicht, was zu sehen ist"
            gezeigt[Path(pfad).stem] = seite.name
    assert set(gezeigt) == set(HANDBUCH) == {p.stem for p in (ORDNER / "bilder").glob("*.png")}


def test_links_between_pages_lead_to_headings():
    anker = {p.name: {a for a, _ in k.abschnitte} for p, k in zip(SEITEN, handbuch.kapitel().values(), strict=True)}
    for seite in [*SEITEN, ORDNER / "README.md"]:
        for datei, abschnitt in re.findall(r"\]\((\d\d-[^)#]+)#?([^)]*)\)", seite.read_text(encoding="utf-8")):
            assert datei in anker, (seite.name, datei)
            assert not abschnitt or abschnitt in anker[datei], (seite.name, datei, abschnitt)


def test_every_page_of_the_product_leads_to_a_part_that_exists():
    namen = {
        f"{raum}:{name}" for raum, (_, teil) in get_resolver().namespace_dict.items() for name in teil.reverse_dict
    }
    for ansicht, stelle in handbuch.STELLEN.items():
        name, _, abschnitt = stelle.partition("#")
        assert ansicht in namen, ansicht
        assert not abschnitt or abschnitt in {a for a, _ in handbuch.kapitel()[name].abschnitte}, stelle


def test_the_pages_are_shown_inside(client, gast):
    client.force_login(gast)
    inhalt = client.get(reverse("schreibtisch:handbuch")).content.decode()
    for name, kapitel in handbuch.kapitel().items():
        adresse = reverse("schreibtisch:kapitel", args=[name])
        assert adresse in inhalt
        seite = client.get(adresse).content.decode()
        assert seite.count("<h1") == 1
        assert kapitel.titel in seite
        assert ".md" not in seite
        assert "bilder/" not in seite
    assert client.get(reverse("schreibtisch:kapitel", args=["gibt-es-nicht"])).status_code == 404


def test_a_page_offers_its_own_part(client, sachbearbeiterin):
    client.force_login(sachbearbeiterin)
    seite = client.get(reverse("vorlagen:beginnen"))
    assert "Hilfe zu dieser Seite" in seite.content.decode()
    assert reverse("schreibtisch:kapitel", args=["beginnen"]) in seite.content.decode()
