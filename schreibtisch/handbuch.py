"""The handbook inside the product: the pages of `docs/handbuch/`, and which of them speaks of the page at hand."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from markdown_it import MarkdownIt

ORDNER = settings.BASE_DIR / "docs" / "handbuch"
# The name of a page begins with its place in the book: `03-schreiben.md`.
DATEI = re.compile(r"(?:.*/)?\d\d-([a-z-]+)\.md")
TABELLE = re.compile(r"<table>.*?</table>", re.DOTALL)

# Page of the inner wing (name of its address) -> the part of the handbook that speaks of it.
STELLEN = {
    "schreibtisch:schreibtisch": "schreibtisch",
    "hinweise:liste": "schreibtisch#hinweise-und-mails",
    "hinweise:einstellungen": "schreibtisch#hinweise-und-mails",
    "konten:vertretungen": "mitzeichnung#wenn-sie-abwesend-sind",
    "vorlagen:liste": "finden",
    "vorlagen:beginnen": "beginnen",
    "vorlagen:docx": "beginnen#eine-word-datei",
    "vorlagen:papier": "beginnen#ein-altes-papier",
    "vorlagen:papier_pruefen": "beginnen#ein-altes-papier",
    "vorlagen:neu": "schreiben",
    "vorlagen:bearbeiten": "schreiben",
    "vorlagen:versionen": "schreiben#versionen",
    "vorlagen:versionen_vergleich": "schreiben#versionen",
    "vorlagen:vorschau": "schreiben#die-vorschau",
    "vorlagen:anlagen": "anlagen",
    "vorlagen:anlage_neu": "anlagen#anlagen-ankündigen-und-nachreichen",
    "vorlagen:anlage_nachreichen": "anlagen#anlagen-ankündigen-und-nachreichen",
    "vorlagen:mitzeichnung_planen": "mitzeichnung#den-plan-aufstellen",
    "vorlagen:mitzeichnung_anfordern": "mitzeichnung#den-plan-aufstellen",
    "vorlagen:mitzeichnungen": "mitzeichnung#mitzeichnen",
    "vorlagen:mitzeichnen": "mitzeichnung#mitzeichnen",
    "vorlagen:uebergang": "freigabe",
    "vorlagen:neu_fassen": "danach#eine-neue-fassung",
    "vorlagen:oeffentliche_ansicht": "freigabe#wer-es-dann-lesen-kann",
    "schreibtisch:suche": "finden#suchen",
    "schreibtisch:gespeicherte": "finden#suchen-merken",
    "archiv:liste": "danach#archiv",
    "archiv:schritt": "danach#archiv",
    "antraege:liste": "antraege",
    "antraege:aufnehmen": "antraege#für-den-sitzungsdienst",
    "antraege:neu": "antraege",
    "antraege:antrag": "antraege",
    "sitzungen:liste": "planen",
    "sitzungen:neu": "planen",
    "sitzungen:jahresplaene": "planen#das-jahr-planen",
    "sitzungen:jahresplan": "planen#das-jahr-planen",
    "sitzungen:jahresplan_bestaetigen": "planen#das-jahr-planen",
    "sitzungen:kalender": "planen",
    "sitzungen:kalender_jahr": "planen",
    "sitzungen:kalender_monat": "planen",
    "sitzungen:verlegen": "planen#verlegen-und-absagen",
    "sitzungen:absagen": "planen#verlegen-und-absagen",
    "sitzungen:verlangen_liste": "planen#wenn-eine-sitzung-verlangt-wird",
    "sitzungen:verlangen_neu": "planen#wenn-eine-sitzung-verlangt-wird",
    "sitzungen:verlangen": "planen#wenn-eine-sitzung-verlangt-wird",
    "sitzungen:tagesordnung": "tagesordnung#aufstellen",
    "sitzungen:fassung": "tagesordnung#fassungen",
    "sitzungen:top": "tagesordnung#nach-der-einladung",
    "sitzungen:nachtrag": "tagesordnung#nach-der-einladung",
    "sitzungen:dringlich": "tagesordnung#nach-der-einladung",
    "sitzungen:feststellen": "tagesordnung#nach-der-einladung",
    "sitzungen:vorbereiten": "einladen#vorbereiten",
    "sitzungen:einladen": "einladen#versenden",
    "sitzungen:versand": "einladen#versenden",
    "sitzungen:rueckmeldungen": "einladen#antworten",
    "sitzungen:rueckmeldung": "einladen#antworten",
    "sitzungen:eroeffnen": "sitzung#eröffnen",
    "sitzungen:live": "sitzung",
    "sitzungen:abstimmen": "sitzung#abstimmen",
    "sitzungen:wahl": "sitzung#wahlen",
    "sitzungen:schliessen": "sitzung#schließen",
    "sitzungen:protokoll": "protokoll",
    "sitzungen:protokoll_schritt": "protokoll#fertigstellen-und-unterzeichnen",
    "sitzungen:rechtsakte": "beschluesse#rechtsakte-außerhalb-der-sitzung",
    "sitzungen:rechtsakte_top": "beschluesse#rechtsakte-außerhalb-der-sitzung",
    "sitzungen:umlauf": "beschluesse#rechtsakte-außerhalb-der-sitzung",
    "beschlusskontrolle:liste": "beschluesse#beschlusskontrolle",
    "beschlusskontrolle:detail": "beschluesse#beschlusskontrolle",
    "sitzungen:paket": "mandat#unterlagen",
    "schreibtisch:mandat": "mandat",
}


@dataclass(frozen=True)
class Kapitel:
    """One page of the handbook; `abschnitte` are pairs (anchor, heading)."""

    name: str
    titel: str
    einleitung: str
    html: str
    abschnitte: tuple[tuple[str, str], ...]


def anker(ueberschrift: str) -> str:
    """`Den Plan aufstellen` -> `den-plan-aufstellen`, as the code hosts make it, so that links work in both places."""
    return re.sub(r"[^\w\- ]", "", ueberschrift.lower()).replace(" ", "-")


@lru_cache
def kapitel() -> dict[str, Kapitel]:
    """All pages by name, in the order of the book; read once per process."""
    return {k.name: k for k in map(_lesen, sorted(ORDNER.glob("[0-9][0-9]-*.md")))}


def adresse(stelle: str) -> str:
    """Address of `mitzeichnung#mitzeichnen` inside the product."""
    name, _, abschnitt = stelle.partition("#")
    return reverse("schreibtisch:kapitel", args=[name]) + (f"#{abschnitt}" if abschnitt else "")


def _lesen(pfad: Path) -> Kapitel:
    leser = MarkdownIt("commonmark", {"html": False}).enable("table")
    marken = leser.parse(pfad.read_text(encoding="utf-8"))
    titel, einleitung, abschnitte = "", "", []
    for vorher, marke in zip(marken, marken[1:], strict=False):
        if vorher.type == "heading_open" and vorher.tag == "h2":
            vorher.attrSet("id", anker(marke.content))
            abschnitte.append((anker(marke.content), marke.content))
        elif vorher.type == "heading_open" and vorher.tag == "h1":
            titel = marke.content
        elif vorher.type == "paragraph_open" and not einleitung:
            einleitung = "".join(" " if teil.type == "softbreak" else teil.content for teil in marke.children)
        for teil in marke.children or ():
            _verweis_umstellen(teil)
    # The page brings the heading of its own.
    rumpf = marken[3:]
    html = leser.renderer.render(rumpf, leser.options, {})
    nummern = count(1)
    html = TABELLE.sub(lambda treffer: _rollbar(treffer[0], next(nummern)), html)
    return Kapitel(DATEI.fullmatch(pfad.name)[1], titel, einleitung, html, tuple(abschnitte))


def _rollbar(tabelle: str, nummer: int) -> str:
    """A wide table scrolls by itself, also for the keyboard; its number tells it from the others of the page."""
    return f'<div class="hb-tabelle" tabindex="0" role="region" aria-label="Tabelle {nummer}">{tabelle}</div>'


def _verweis_umstellen(teil) -> None:
    """A link to another page or to a picture beside it, as the product addresses them."""
    if teil.type == "image":
        teil.attrSet("src", static("handbuch/" + Path(teil.attrGet("src")).name))
        teil.attrSet("loading", "lazy")
    elif teil.type == "link_open":
        datei, raute, abschnitt = teil.attrGet("href").partition("#")
        if treffer := DATEI.fullmatch(datei):
            teil.attrSet("href", reverse("schreibtisch:kapitel", args=[treffer[1]]) + raute + abschnitt)
