"""Official papers as PDF: one function, one file that is both PDF/A-2a and PDF/UA-1. Imports no app.

What was sent or signed is stored as bytes and never rendered again to check it: the same input gives the same bytes only
with the same versions of WeasyPrint, Pango and the fonts.
"""

import hashlib
import logging
import threading
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from fontTools.ttLib import TTFont
from weasyprint import HTML
from weasyprint.css import ColorProfile
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from wittmund_ris import pdf_tags

ORDNER = Path(__file__).resolve().parent.parent / "static" / "pdf"
# A base that exists nowhere: no path of the machine gets into a file, and every other address is refused.
BASIS = "https://statisch.invalid/"
# The families of static/pdf/papier.css. Names of our own, so that an installed font never takes their place.
FAMILIEN = frozenset({"RIS Fira Sans", "RIS Noto Sans", "RIS Kasten"})
ARTEN = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
WEICHES_TRENNZEICHEN = "\u00ad"


class PdfFehler(Exception):
    """The paper could not be made. There is never half a paper."""


class ZeichenNichtDruckbar(PdfFehler):
    """The text holds a character that no shipped font can show; the message names it for the author."""


@dataclass(frozen=True)
class Pdf:
    inhalt: bytes
    seiten: int
    sha256: str


class NurStatisch(URLFetcher):
    """Serves the files below static/pdf and nothing else: no network, no other file, no data: address."""

    def __init__(self):
        super().__init__(fail_on_errors=True, allow_redirects=False)

    def fetch(self, url, headers=None):
        if not url.startswith(BASIS):
            raise PdfFehler(f"Die Adresse „{url}“ ist in einem Dokument nicht erlaubt.")
        datei = (ORDNER / unquote(urlsplit(url).path).lstrip("/")).resolve()
        if not datei.is_relative_to(ORDNER) or datei.suffix not in ARTEN or not datei.is_file():
            raise PdfFehler(f"Die Datei „{url.removeprefix(BASIS)}“ gibt es für Dokumente nicht.")
        return URLFetcherResponse(url, datei.read_bytes(), {"Content-Type": ARTEN[datei.suffix]})


@cache
def druckbare_zeichen() -> frozenset[int]:
    """Every code point that at least one shipped font can show."""
    return frozenset(
        zeichen for datei in sorted((ORDNER / "schriften").glob("*.ttf")) for zeichen in TTFont(datei).getBestCmap()
    )


def bereinigt(text: str) -> str:
    """The text in composed form (NFC) without control characters; raises when a character cannot be printed.

    Invisible control and format characters go away silently, the soft hyphen stays. Private-use characters and those
    that no shipped font knows are refused: a paper with an empty box instead of a letter is not what was decided.
    """
    zeichen = []
    for z in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        art = unicodedata.category(z)
        if z in "\n\t" or z == WEICHES_TRENNZEICHEN:
            zeichen.append(z)
        elif art in ("Zl", "Zp") or z == "\u0085":
            zeichen.append("\n")
        elif art in ("Cc", "Cf"):
            continue
        elif art == "Zs" and ord(z) not in druckbare_zeichen():
            zeichen.append(" ")
        elif ord(z) not in druckbare_zeichen():
            raise ZeichenNichtDruckbar(_meldung(z, art, "".join(zeichen[-20:])))
        else:
            zeichen.append(z)
    return "".join(zeichen)


def _meldung(z: str, art: str, davor: str) -> str:
    nummer = f"U+{ord(z):04X}"
    if art == "Co":
        was = f"Das Zeichen {nummer} gehört zu einem privaten Zeichenbereich und hat keine allgemeine Bedeutung"
    elif art in ("Cn", "Cs"):
        was = f"Das Zeichen {nummer} ist kein gültiges Schriftzeichen"
    else:
        was = f"Das Zeichen „{z}“ ({nummer} {unicodedata.name(z, 'ohne Namen')}) fehlt in den Schriften der Dokumente"
    davor = davor.rsplit(">", 1)[-1].strip()
    return f"{was}; bitte ersetzen Sie es" + (f" (nach „{davor}“)." if davor else ".")


class _Meldungen(logging.Handler):
    """Collects what WeasyPrint only logs (ignored CSS, missing alt text, broken anchors): for a paper it is an error."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.texte = []

    def emit(self, record):
        self.texte.append(record.getMessage())


@contextmanager
def _streng():
    meldungen = _Meldungen()
    LOGGER.addHandler(meldungen)
    try:
        yield
    finally:
        LOGGER.removeHandler(meldungen)
    if meldungen.texte:
        raise PdfFehler("Das Dokument ist nicht fehlerfrei: " + "; ".join(meldungen.texte))


# Pango's font maps are not made for several threads, and rendering holds the interpreter anyway: one at a time.
_schloss = threading.Lock()


@cache
def _schriften() -> FontConfiguration:
    """Shared between renders: Pango keeps a part of the memory of every font map that is thrown away."""
    return FontConfiguration()


def _srgb() -> ColorProfile:
    """WeasyPrint's own sRGB profile; given to it because it would leave the file open."""
    with (files("weasyprint.pdf") / "sRGB2014.icc").open("rb") as datei:
        return ColorProfile(datei, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _nur_eigene_schriften(document) -> None:
    """Refuse a font that we do not ship, and a character that ended as an empty box."""
    for schrift in document.fonts.values():
        if schrift.family not in FAMILIEN or schrift.missing:
            zeichen = "".join(schrift.to_unicode.values()) + "".join(map(chr, schrift.missing))
            raise ZeichenNichtDruckbar(
                f"Die Zeichen „{zeichen}“ fehlen in den Schriften der Dokumente (ersatzweise: {schrift.family})."
            )


def render_html(template: str, context: dict, *, titel: str, kennung: str, stand: datetime) -> str:
    """The cleaned HTML of a paper, in German and in the time of the county whatever the caller's settings are."""
    if timezone.is_naive(stand):
        raise PdfFehler("Der Stand eines Dokuments braucht eine Zeitzone.")
    zeitpunkt = stand.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rahmen = {"titel": titel, "kennung": kennung, "stand": stand, "stand_utc": zeitpunkt}
    with translation.override("de"), timezone.override(settings.TIME_ZONE):
        try:
            html = render_to_string(template, {**context, **rahmen})
        except Exception as fehler:
            raise PdfFehler(f"Die Vorlage „{template}“ des Dokuments ist fehlerhaft: {fehler}") from fehler
    return bereinigt(html)


def render_pdf(template: str, context: dict, *, titel: str, kennung: str, stand: datetime) -> Pdf:
    """Make a paper from a template below templates/pdf/ and plain data.

    `titel` is the document's title, `kennung` names it in the running header ("Vorlage 0042/2019"), `stand` is its only
    date: the same input gives the same bytes. Raises PdfFehler on every failure.
    """
    if not titel.strip():
        raise PdfFehler("Ein Dokument braucht einen Titel.")
    return pdf_aus_html(render_html(template, context, titel=titel, kennung=kennung, stand=stand))


def pdf_aus_html(html: str) -> Pdf:
    """Lay out, tag and write a cleaned HTML document."""
    try:
        with _schloss, _streng(), pdf_tags.durchgang() as durchgang:
            document = HTML(string=html, base_url=BASIS, url_fetcher=NurStatisch()).render(
                # For <ol start>: a list that begins with 3 must not be printed from 1.
                presentational_hints=True,
                font_config=_schriften(),
                color_profiles={"srgb": _srgb()},
            )
            durchgang.vorbereiten(document)

            def abschluss(document, pdf):
                _nur_eigene_schriften(document)
                durchgang.abschliessen(document, pdf)

            inhalt = document.write_pdf(finisher=abschluss, pdf_variant="pdf/a-2a", output_intent="eigen")
    except (Exception, FatalURLFetchingError) as fehler:
        # The fonts lie in a temporary folder; if somebody has tidied it away, the next paper gets a new one.
        _schriften.cache_clear()
        if isinstance(fehler, PdfFehler):
            raise
        ursache = fehler.__cause__ if isinstance(fehler, FatalURLFetchingError) else fehler
        raise PdfFehler(f"Das Dokument konnte nicht erzeugt werden: {ursache}") from fehler
    return Pdf(inhalt, len(document.pages), hashlib.sha256(inhalt).hexdigest())
