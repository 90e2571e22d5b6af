"""Word files (leaf): a DOCX becomes a title and clean blocks of formatted text; nothing in it is run, fetched or trusted."""

import io
import re
import zipfile
from dataclasses import dataclass

import mammoth
from lxml import html as lxml_html

from wittmund_ris.richtext import normalisieren

HOECHSTENS = 20 * 1024 * 1024
ENTPACKT_HOECHSTENS = 150 * 1024 * 1024
TEXT_HOECHSTENS = 20 * 1024 * 1024
TEILE_HOECHSTENS = 2000
HAUPTTEIL = "word/document.xml"

_STILE = """
p[style-name='Title'] => h1.titel:fresh
p[style-name='Titel'] => h1.titel:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Überschrift 1'] => h1:fresh
p[style-name='Überschrift 2'] => h2:fresh
p[style-name='Überschrift 3'] => h3:fresh
p[style-name='Überschrift 4'] => h4:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Zitat'] => blockquote > p:fresh
"""
# A document type can define entities that unfold to gigabytes; Word writes none. In both encodings that XML parsers guess.
_DOKUMENTTYP = tuple("<!DOCTYPE".encode(kodierung) for kodierung in ("utf-8", "utf-16-le", "utf-16-be"))
# What may have meant something to its writer, and is not taken over. Word's own colour of headings is in its styles, not here.
_DURCHGESTRICHEN = re.compile(rb'<w:d?strike(?:\s+w:val="(?:1|true|on)")?\s*/>')
_FARBIG = re.compile(
    rb'<w:highlight\s+w:val="(?!none|white|black|(?:dark|light)Gray)|<w:color\s+w:val="(?!auto|([0-9A-Fa-f]{2})\1\1")[0-9A-Fa-f]{6}"'
)
_ALS_DOCX = "Bitte speichern Sie sie als „Word-Dokument (.docx)“ und laden Sie sie noch einmal hoch."


class DocxFehler(ValueError):
    """The file cannot be read; the message is a German sentence for the person who sent it."""


@dataclass(frozen=True)
class Docx:
    """What a Word file says: its title (may be empty), clean HTML as it is stored, and what was not taken over."""

    titel: str
    html: str
    hinweise: tuple[str, ...] = ()


def lesen(inhalt: bytes) -> Docx:
    """The text of a DOCX, at most 20 MB. DocxFehler with a German sentence if it is none, is locked or looks like a trap.

    Pictures, headers and footers, comments and macros stay behind; `hinweise` names what a reader would miss.
    """
    teile = _teile(inhalt)
    bilder = []

    @mammoth.images.img_element
    def _bild(bild):
        # Never opened: a picture may be an address.
        bilder.append(bild)
        return {}

    try:
        ergebnis = mammoth.convert_to_html(
            io.BytesIO(inhalt), style_map=_STILE, convert_image=_bild, include_embedded_style_map=False
        )
        wurzel = lxml_html.fragment_fromstring(ergebnis.value, create_parent="div")
    except RecursionError as fehler:
        raise DocxFehler("Die Datei ist zu tief verschachtelt und kann nicht gelesen werden.") from fehler
    except Exception as fehler:
        # mammoth answers a damaged file with whatever exception its XML happens to cause.
        raise DocxFehler("Die Datei ist beschädigt. Öffnen Sie sie in Word und speichern Sie sie neu.") from fehler
    titel = _titel(wurzel) or _titel_der_eigenschaften(teile)
    fussnoten = _aufraeumen(wurzel)
    html = normalisieren("".join(lxml_html.tostring(kind, encoding="unicode") for kind in wurzel))
    return Docx(titel[:300], html, tuple(_hinweise(teile, len(bilder), fussnoten)))


def _teile(inhalt: bytes) -> dict[str, bytes]:
    """The XML parts of the archive, once it is known to be a harmless DOCX."""
    if len(inhalt) > HOECHSTENS:
        raise DocxFehler(
            "Die Datei ist größer als 20 MB. Bitte nehmen Sie die Bilder heraus und fügen Sie sie als Anlage an."
        )
    if inhalt[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise DocxFehler(f"Die Datei ist im alten Word-Format (.doc) oder mit einem Kennwort geschützt. {_ALS_DOCX}")
    try:
        archiv = zipfile.ZipFile(io.BytesIO(inhalt))
        eintraege = archiv.infolist()
        namen = {e.filename for e in eintraege}
        if "mimetype" in namen and HAUPTTEIL not in namen:
            raise DocxFehler(f"Die Datei ist ein LibreOffice-Dokument. {_ALS_DOCX}")
        if HAUPTTEIL not in namen:
            raise DocxFehler("Die Datei ist kein Word-Dokument. Bitte wählen Sie eine Datei, die auf .docx endet.")
        if any(e.flag_bits & 1 for e in eintraege):
            raise DocxFehler(f"Die Datei ist mit einem Kennwort geschützt. Heben Sie den Schutz auf. {_ALS_DOCX}")
        xml = [e for e in eintraege if e.filename.endswith((".xml", ".rels"))]
        zu_gross = (
            len(eintraege) > TEILE_HOECHSTENS
            or sum(e.file_size for e in eintraege) > ENTPACKT_HOECHSTENS
            or sum(e.file_size for e in xml) > TEXT_HOECHSTENS
        )
        if zu_gross:
            raise DocxFehler("Die Datei ist ausgepackt zu groß. Bitte teilen Sie das Dokument.")
        # `read` never gives more than the declared size, which was added up above.
        teile = {e.filename: archiv.read(e) for e in xml}
    except DocxFehler:
        raise
    except Exception as fehler:
        # zipfile answers damaged data with a dozen kinds of exception.
        raise DocxFehler("Die Datei ist kein Word-Dokument (.docx), oder sie ist beschädigt.") from fehler
    if any(zeichen in teil for teil in teile.values() for zeichen in _DOKUMENTTYP):
        raise DocxFehler("Die Datei ist kein gewöhnliches Word-Dokument und wird nicht gelesen.")
    return teile


def _titel(wurzel) -> str:
    """The paragraphs in the style Title, taken out of the text."""
    zeilen = []
    for element in wurzel.xpath("//h1[@class='titel']"):
        zeilen.append(" ".join(element.text_content().split()))
        element.drop_tree()
    return " ".join(z for z in zeilen if z)


def _titel_der_eigenschaften(teile) -> str:
    treffer = re.search(rb"<dc:title>([^<]*)</dc:title>", teile.get("docProps/core.xml", b""))
    if not treffer:
        return ""
    return " ".join(
        lxml_html.fragment_fromstring(treffer[1].decode(errors="replace"), create_parent="p").text_content().split()
    )


def _aufraeumen(wurzel) -> int:
    """Tick boxes as characters, the arrows back from footnotes away; how many footnotes there are."""
    for kasten in wurzel.xpath("//input[@type='checkbox']"):
        kasten.tail = ("☒ " if "checked" in kasten.attrib else "☐ ") + (kasten.tail or "").lstrip()
        kasten.drop_tree()
    for pfeil in wurzel.xpath("//a[starts-with(@href, '#footnote-ref') or starts-with(@href, '#endnote-ref')]"):
        pfeil.drop_tree()
    return len(wurzel.xpath("//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"))


def _hinweise(teile, bilder: int, fussnoten: int):
    text = teile[HAUPTTEIL]
    if bilder:
        anzahl = "Ein Bild ist" if bilder == 1 else f"{bilder} Bilder sind"
        yield f"{anzahl} nicht übernommen. Fügen Sie Bilder und Pläne als Anlage an."
    if re.search(rb"<w:(ins|del|moveFrom|moveTo)[ >]", text):
        yield "Das Dokument enthält nachverfolgte Änderungen. Übernommen ist der Text, als wären alle angenommen."
    if _DURCHGESTRICHEN.search(text):
        yield "Durchgestrichenes steht jetzt ohne Strich da. Bitte löschen Sie, was nicht mehr gelten soll."
    if _FARBIG.search(text):
        yield "Farben sind entfallen. Wo eine Farbe etwas bedeutet hat, schreiben Sie es bitte in Worten dazu."
    if b"<w:commentReference" in text:
        yield "Kommentare am Rand sind nicht übernommen."
    if fussnoten:
        yield "Fußnoten stehen als Liste am Ende des Textes."
    if any(re.match(r"word/(header|footer)\d*\.xml", name) and b"<w:t" in teil for name, teil in teile.items()):
        yield "Kopf- und Fußzeilen sind nicht übernommen; Briefkopf und Seitenzahlen setzt das System."
    if b"macroEnabled" in teile.get("[Content_Types].xml", b""):
        yield "Makros des Dokuments sind nicht übernommen."
