"""Text out of a file: a PDF with a text layer or a plain text, told apart by content and never by name."""

import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

HOECHSTENS = 20 * 1024 * 1024
SEITEN_HOECHSTENS = 30
ZEICHEN_HOECHSTENS = 200_000
# A picture over more than this part of the page: the text behind it comes from recognition.
_BILDANTEIL = 0.5
# A gap between two lines of more than this part of their height ends a paragraph.
_LUECKE = 0.45
# Points by which an item of a list stands further right than the text.
_EINZUG = 6
_LISTENZEICHEN = re.compile(r"\d{1,2}[.)]|[•◦▪·–-]")


class QuelleFehler(ValueError):
    """The file cannot be read; the message is a German sentence for the person who sent it."""


@dataclass(frozen=True)
class Quelle:
    """The text of a paper. `erkannt`: it comes from text recognition, so nothing in it is certain by itself."""

    text: str
    erkannt: bool = True


def aus_datei(inhalt: bytes) -> Quelle:
    """Read a PDF (at most 20 MB and 30 pages) or a text file in UTF-8 or Windows-1252."""
    if len(inhalt) > HOECHSTENS:
        raise QuelleFehler("Die Datei ist größer als 20 MB. Bitte wählen Sie eine kleinere.")
    if inhalt.startswith(b"%PDF-"):
        return _aus_pdf(inhalt)
    if b"\x00" in inhalt[:4000] or inhalt.startswith((b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise QuelleFehler(
            "Bitte wählen Sie eine PDF- oder eine Textdatei; entscheidend ist der Inhalt, nicht der Name. Word-Dateien lesen Sie daneben ein."
        )
    return aus_text(_entschluesselt(inhalt))


def aus_text(text: str) -> Quelle:
    """Recognised text that somebody has pasted, or the content of a text file."""
    if len(text) > ZEICHEN_HOECHSTENS:
        raise QuelleFehler("Der Text ist länger als 200.000 Zeichen. Das ist kein einzelnes Papier.")
    if len(text.split()) < 5:
        raise QuelleFehler("In diesem Text steht zu wenig, um ein Papier zu erkennen.")
    return Quelle(text.replace("\r\n", "\n").replace("\r", "\n"))


def _entschluesselt(inhalt: bytes) -> str:
    try:
        return inhalt.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhalt.decode("cp1252", errors="replace")


def _aus_pdf(inhalt: bytes) -> Quelle:
    try:
        dokument = pypdfium2.PdfDocument(inhalt)
    except pypdfium2.PdfiumError as fehler:
        raise QuelleFehler("Das PDF ist beschädigt oder mit einem Kennwort geschützt.") from fehler
    try:
        if len(dokument) > SEITEN_HOECHSTENS:
            raise QuelleFehler("Das PDF hat mehr als 30 Seiten. Bitte wählen Sie nur die Vorlage ohne ihre Anlagen.")
        seiten = [dokument[n] for n in range(len(dokument))]
        text = "\f".join(_seitentext(seite) for seite in seiten)
        erkannt = any(_ist_gescannt(seite) for seite in seiten)
    except pypdfium2.PdfiumError as fehler:
        raise QuelleFehler("Das PDF ist beschädigt und kann nicht gelesen werden.") from fehler
    finally:
        dokument.close()
    if len(text.split()) < 5:
        raise QuelleFehler(
            "Das PDF enthält keinen Text, nur Bilder. Bitte lassen Sie zuerst eine Texterkennung darüber laufen, oder fügen Sie "
            "den erkannten Text ein."
        )
    return Quelle(aus_text(text).text, erkannt)


def _ist_gescannt(seite) -> bool:
    flaeche = seite.get_width() * seite.get_height()
    for bild in seite.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        links, unten, rechts, oben = bild.get_bounds()
        if (rechts - links) * (oben - unten) > _BILDANTEIL * flaeche:
            return True
    return False


def _seitentext(seite) -> str:
    """The lines of a page, with an empty line where the gap between two of them ends a paragraph."""
    textseite = seite.get_textpage()
    zeilen, anfang = [], 0
    for zeile in textseite.get_text_range().split("\r\n"):
        zeilen.append((zeile, _kasten(textseite, anfang, zeile)))
        anfang += len(zeile) + 2
    ausgabe, vorher = [], None
    for zeile, kasten in _mit_listenzeichen(zeilen):
        if kasten and vorher:
            luecke = vorher[0] - kasten[1] > _LUECKE * max(vorher[1] - vorher[0], 1)
            # Further left than an item of a list and without a mark of its own: the list is over.
            zurueck = vorher[2] - kasten[2] > _EINZUG and not _LISTENZEICHEN.match(zeile)
            # Where the print sets no gap behind a list, an item that ends a sentence ends it too.
            am_ende = (
                _LISTENZEICHEN.match(ausgabe[-1]) and ausgabe[-1].endswith(".") and not _LISTENZEICHEN.match(zeile)
            )
            if luecke or zurueck or am_ende:
                ausgabe.append("")
        ausgabe.append(zeile)
        vorher = kasten or vorher
    return "\n".join(ausgabe)


def _mit_listenzeichen(zeilen: list[tuple]) -> list[tuple]:
    """Numbers and dots of lists stand behind everything else in the file: put back before the line at their height."""
    zeichen = [(z.strip(), k) for z, k in zeilen if k and _LISTENZEICHEN.fullmatch(z.strip())]
    uebrige = [(z, k) for z, k in zeilen if not (k and _LISTENZEICHEN.fullmatch(z.strip()))]
    for marke, (unten, oben, _) in zeichen:
        mitte = (unten + oben) / 2
        for n, (zeile, kasten) in enumerate(uebrige):
            if kasten and kasten[0] <= mitte <= kasten[1]:
                uebrige[n] = (f"{marke} {zeile}", kasten)
                break
    return uebrige


def _kasten(textseite, anfang: int, zeile: str):
    """Bottom, top and left edge of the first visible character of a line."""
    for n, zeichen in enumerate(zeile):
        if not zeichen.isspace():
            try:
                links, unten, _, oben = textseite.get_charbox(anfang + n, loose=True)
            except (pypdfium2.PdfiumError, IndexError):
                return None
            return unten, oben, links
    return None
