"""Taking in a file (leaf): judged by its content, scanned, converted or refused with a sentence that says what to do."""

from dataclasses import dataclass, field
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError

from wittmund_ris import datei_lesen, umwandlung, virenpruefung
from wittmund_ris.ablage import sha256

TYPEN = "PDF, PNG oder JPEG; Bilder anderer Art und Office-Dateien werden umgewandelt, wo das möglich ist"
MIME = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
ALTES_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1")
# Refused, with the reason: what runs, starts something, or hides content from those who check the paper before it is public.
UNERWUENSCHT = {
    "skript": "Die PDF-Datei enthält ein Skript (JavaScript). Drucken Sie sie über „Als PDF drucken“ neu, dann fällt es weg.",
    "programm": "Die PDF-Datei will ein Programm starten. Drucken Sie sie über „Als PDF drucken“ neu, dann fällt das weg.",
    "eingebettet": "In der PDF-Datei stecken weitere Dateien, die niemand sieht, der sie prüft. Reichen Sie diese als eigene Anlagen ein "
    "und drucken Sie die Datei über „Als PDF drucken“ neu.",
    "medien": "Die PDF-Datei enthält Film, Ton oder 3D; das lässt sich nicht aufbewahren. Drucken Sie sie über „Als PDF drucken“ neu.",
    "xfa": "Die PDF-Datei ist ein dynamisches Formular (XFA), dessen Inhalt viele Programme nicht zeigen. Drucken Sie es ausgefüllt über "
    "„Als PDF drucken“ neu.",
}


class Abgelehnt(ValidationError):
    """The file is not taken; the sentence says why and what to do."""

    def __init__(self, satz: str):
        super().__init__({"datei": satz})


class Schadsoftware(Abgelehnt):
    """The scanner found something; `fund` is the name that it gave."""

    def __init__(self, fund: str):
        self.fund = fund
        super().__init__(
            "In dieser Datei wurde Schadsoftware gefunden. Sie ist nicht gespeichert; die Administration ist benachrichtigt. "
            "Bitte öffnen Sie die Datei nicht weiter und wenden Sie sich an die IT."
        )


@dataclass(frozen=True)
class Angenommen:
    """A file that may be kept: its final bytes, and what is known of them."""

    inhalt: bytes
    stamm: str
    endung: str
    umgewandelt_aus: str = ""
    befund: dict = field(default_factory=dict)
    geprueft_mit: str = ""

    @property
    def mime(self) -> str:
        return MIME[self.endung]

    @property
    def dateiname(self) -> str:
        return f"{self.stamm}.{self.endung}"

    @property
    def sha256(self) -> str:
        return sha256(self.inhalt)


def annehmen(datei) -> Angenommen:
    """Check an uploaded file and bring it to PDF, PNG or JPEG; nothing is stored. Raises Abgelehnt or Schadsoftware.

    With a scanner configured, a file that could not be scanned is refused: closed by default.
    """
    if datei.size > settings.ANLAGE_MAX_MB * 1024 * 1024:
        raise Abgelehnt(f"Die Datei ist größer als {settings.ANLAGE_MAX_MB} MB. Bitte teilen oder verkleinern Sie sie.")
    datei.seek(0)
    inhalt = datei.read()
    if not inhalt:
        raise Abgelehnt("Die Datei ist leer. Bitte wählen Sie eine andere.")
    geprueft_mit = _auf_schadsoftware(inhalt)
    inhalt, endung, aus = _in_form(inhalt)
    return Angenommen(
        inhalt=inhalt,
        stamm=PurePath(datei.name.replace("\\", "/")).stem.strip()[:150] or "Anlage",
        endung=endung,
        umgewandelt_aus=aus,
        befund=_pdf_befund(inhalt) if endung == "pdf" else {},
        geprueft_mit=geprueft_mit,
    )


def _auf_schadsoftware(inhalt: bytes) -> str:
    if not settings.CLAMD:
        return ""
    try:
        fund, version = virenpruefung.pruefen(inhalt, settings.CLAMD)
    except virenpruefung.NichtErreichbar as fehler:
        raise Abgelehnt(
            "Die Prüfung auf Schadsoftware antwortet gerade nicht; ungeprüft wird keine Datei angenommen. Bitte versuchen Sie es "
            "später noch einmal."
        ) from fehler
    if fund:
        raise Schadsoftware(fund)
    return version[:200]


def _in_form(inhalt: bytes) -> tuple[bytes, str, str]:
    """(bytes, ending, converted from). Type by content, never by name."""
    if inhalt.startswith(b"%PDF-"):
        return inhalt, "pdf", ""
    if any(inhalt[4:12] == marke for marke in HEIC):
        raise Abgelehnt(
            "HEIC-Bilder lassen sich hier nicht umwandeln. Bitte speichern Sie das Bild als JPEG und laden Sie dieses hoch."
        )
    if art := _bildart(inhalt):
        return _bild(inhalt, art)
    if inhalt.startswith(ALTES_OFFICE):
        raise Abgelehnt(
            "Das ist eine Office-Datei alter Art (doc, xls, ppt). Bitte speichern Sie sie als PDF und laden Sie dieses hoch."
        )
    if inhalt.startswith((b"PK\x03\x04", b"{\\rtf")):
        return _office(inhalt)
    raise Abgelehnt(
        f"Bitte wählen Sie eine PDF-, PNG- oder JPEG-Datei; entscheidend ist der Inhalt, nicht der Name. Angenommen wird: {TYPEN}."
    )


def _bildart(inhalt: bytes) -> str:
    anfaenge = (
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"II*\x00", "tiff"),
        (b"MM\x00*", "tiff"),
        (b"GIF8", "gif"),
        (b"BM", "bmp"),
    )
    if inhalt.startswith(b"RIFF") and inhalt[8:12] == b"WEBP":
        return "webp"
    if inhalt[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    return next((art for anfang, art in anfaenge if inhalt.startswith(anfang)), "")


def _bild(inhalt: bytes, art: str) -> tuple[bytes, str, str]:
    try:
        ergebnis, neu = datei_lesen.bild(inhalt, settings.BILD_MAX_MEGAPIXEL * 1_000_000)
    except datei_lesen.NichtLesbar as fehler:
        raise Abgelehnt(
            "Das Bild ließ sich nicht lesen. Bitte speichern Sie es neu und versuchen Sie es noch einmal."
        ) from fehler
    if ergebnis.get("fehler") == "zu_gross":
        raise Abgelehnt(
            f"Das Bild hat mehr als {settings.BILD_MAX_MEGAPIXEL} Millionen Bildpunkte oder zu viele Seiten. Bitte verkleinern Sie es."
        )
    if ergebnis.get("fehler"):
        raise Abgelehnt("Das Bild ist beschädigt. Bitte speichern Sie es neu und versuchen Sie es noch einmal.")
    endung = {"jpeg": "jpg"}.get(ergebnis["art"], ergebnis["art"])
    if ergebnis["unveraendert"]:
        return inhalt, endung, ""
    # The same kind again: only the data of the camera (place, device) are gone.
    return neu, endung, "" if ergebnis["art"] == art else art


def _office(inhalt: bytes) -> tuple[bytes, str, str]:
    art = umwandlung.office_art(inhalt)
    if art == "makros":
        raise Abgelehnt("Die Office-Datei enthält Makros. Bitte speichern Sie sie als PDF und laden Sie dieses hoch.")
    if not art or art == "zip_bombe":
        raise Abgelehnt("Archive (ZIP) werden nicht angenommen. Bitte laden Sie die Dateien darin einzeln hoch.")
    if not settings.SOFFICE:
        raise Abgelehnt(
            "Office-Dateien lassen sich hier nicht umwandeln. Bitte speichern Sie die Datei als PDF (in Word: „Datei“, „Exportieren“, "
            "„PDF/XPS-Dokument“) und laden Sie das PDF hoch."
        )
    try:
        return umwandlung.nach_pdf(inhalt, art, settings.SOFFICE), "pdf", art
    except umwandlung.UmwandlungFehler as fehler:
        raise Abgelehnt(
            "Die Office-Datei ließ sich nicht umwandeln. Bitte speichern Sie sie als PDF und laden Sie dieses hoch."
        ) from fehler


def _pdf_befund(inhalt: bytes) -> dict:
    try:
        befund = datei_lesen.befund(inhalt)
    except datei_lesen.NichtLesbar as fehler:
        raise Abgelehnt(
            "Die PDF-Datei ließ sich nicht prüfen; sie ist zu verschachtelt oder beschädigt. Drucken Sie sie über „Als PDF drucken“ neu."
        ) from fehler
    if befund.get("fehler") == "passwort":
        raise Abgelehnt(
            "Die PDF-Datei ist mit einem Passwort geschützt; niemand könnte sie lesen. Bitte speichern Sie sie ohne Passwort."
        )
    if befund.get("fehler"):
        raise Abgelehnt(
            "Die PDF-Datei ist beschädigt oder keine PDF-Datei. Bitte speichern Sie sie neu und versuchen Sie es noch einmal."
        )
    if saetze := [satz for art, satz in UNERWUENSCHT.items() if art in befund["funde"]]:
        raise Abgelehnt(" ".join(saetze))
    return befund
