"""A PDF that strangers made, read in a process of its own (leaf): `datei_lesen` starts it, with limits.

Run as a script: the file comes on stdin, JSON goes to stdout. It imports nothing of the house and knows no settings, no
database and no secret.
"""

import contextlib
import io
import json
import sys
import time

import pikepdf
import pypdfium2

SEKUNDEN_TEXTEBENE = 8
# A page with a picture and fewer characters is a picture of text.
ZEICHEN_JE_SEITE = 10
TIEFE = 40


def befund(inhalt: bytes) -> dict:
    """What a PDF is made of, as far as accessibility and safety are concerned."""
    try:
        pdf = pikepdf.open(io.BytesIO(inhalt))
    except pikepdf.PasswordError:
        return {"fehler": "passwort"}
    except (pikepdf.PdfError, ValueError):
        return {"fehler": "beschaedigt"}
    with pdf:
        if not len(pdf.pages):
            return {"fehler": "beschaedigt"}
        wurzel = pdf.Root
        funde = set()
        for objekt in pdf.objects:
            _suchen(objekt, funde, TIEFE)
        formular = wurzel.get("/AcroForm")
        if isinstance(formular, pikepdf.Dictionary) and "/XFA" in formular:
            funde.add("xfa")
        if isinstance(formular, pikepdf.Dictionary) and len(formular.get("/Fields", [])):
            funde.add("formular")
        titel = ""
        with contextlib.suppress(Exception):  # a broken Info dictionary has no title
            titel = str(pdf.docinfo.get("/Title", "")).strip()
            if not titel:
                titel = str(pdf.open_metadata().get("dc:title", "") or "").strip()
        merkmal = wurzel.get("/MarkInfo")
        getaggt = (
            "/StructTreeRoot" in wurzel and isinstance(merkmal, pikepdf.Dictionary) and bool(merkmal.get("/Marked"))
        )
        ergebnis = {
            "seiten": len(pdf.pages),
            "getaggt": getaggt,
            "titel": titel[:300],
            "sprache": str(wurzel.get("/Lang", ""))[:20],
            "verschluesselt": pdf.is_encrypted,
            "funde": sorted(funde),
        }
    return ergebnis | _textebene(inhalt)


def _suchen(objekt, funde: set, tiefe: int) -> None:
    """Scripts, started programs, embedded files and media, also in dictionaries inside this object."""
    if tiefe == 0:
        return
    if isinstance(objekt, pikepdf.Array):
        for teil in objekt:
            if isinstance(teil, pikepdf.Array | pikepdf.Dictionary) and not teil.is_indirect:
                _suchen(teil, funde, tiefe - 1)
        return
    if not isinstance(objekt, pikepdf.Dictionary | pikepdf.Stream):
        return
    art = objekt.get("/S")
    if "/JS" in objekt or art == "/JavaScript":
        funde.add("skript")
    if art == "/Launch":
        funde.add("programm")
    if "/EmbeddedFiles" in objekt or "/EF" in objekt or objekt.get("/Type") == "/EmbeddedFile":
        funde.add("eingebettet")
    if objekt.get("/Subtype") in ("/RichMedia", "/Screen", "/Movie", "/3D"):
        funde.add("medien")
    werte = objekt.stream_dict if isinstance(objekt, pikepdf.Stream) else objekt
    for _, teil in werte.items():
        if isinstance(teil, pikepdf.Array | pikepdf.Dictionary) and not teil.is_indirect:
            _suchen(teil, funde, tiefe - 1)


def _textebene(inhalt: bytes) -> dict:
    """How many of the pages looked at have no text; it stops after some seconds and says how far it came."""
    ende = time.monotonic() + SEKUNDEN_TEXTEBENE
    ohne = gelesen = 0
    try:
        pdf = pypdfium2.PdfDocument(inhalt)
    except pypdfium2.PdfiumError:
        return {"seiten_ohne_text": 0, "seiten_gelesen": 0}
    for seite in pdf:
        ohne += seite.get_textpage().count_chars() < ZEICHEN_JE_SEITE and _hat_bild(seite)
        gelesen += 1
        if time.monotonic() > ende:
            break
    return {"seiten_ohne_text": ohne, "seiten_gelesen": gelesen}


def _hat_bild(seite) -> bool:
    return any(o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for o in seite.get_objects(max_depth=3))


def text(inhalt: bytes, max_seiten: int, max_zeichen: int) -> dict:
    """The text of each page, up to the limits."""
    seiten, zeichen = [], 0
    try:
        pdf = pypdfium2.PdfDocument(inhalt)
    except pypdfium2.PdfiumError:
        return {"fehler": "beschaedigt"}
    for nummer, seite in enumerate(pdf):
        if nummer >= max_seiten or zeichen >= max_zeichen:
            return {"seiten": seiten, "gekuerzt": True}
        # PostgreSQL stores no NUL; pdfium marks a soft hyphen at the end of a line with U+FFFE.
        roh = seite.get_textpage().get_text_bounded()
        seiten.append(roh.replace("\x00", "").replace("\ufffe", "")[: max_zeichen - zeichen])
        zeichen += len(seiten[-1])
    return {"seiten": seiten, "gekuerzt": False}


def main() -> None:
    auftrag, *zahlen = sys.argv[1:]
    inhalt = sys.stdin.buffer.read()
    ergebnis = befund(inhalt) if auftrag == "befund" else text(inhalt, *map(int, zahlen))
    sys.stdout.write(json.dumps(ergebnis))


if __name__ == "__main__":
    main()
