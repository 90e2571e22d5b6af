"""Pages of a PDF as pictures with their text (leaf): what a page shows where a frame is forbidden."""

import io
from dataclasses import dataclass

import pypdfium2 as pdfium

# Pixels; enough to read the text on a wide screen.
BREITE = 900


@dataclass(frozen=True)
class Seitenbild:
    """One page: WebP bytes, size in pixels, and the words in the order in which the page is read."""

    bild: bytes
    breite: int
    hoehe: int
    text: str


def seiten(pdf: bytes, *, breite: int = BREITE) -> list[Seitenbild]:
    """The pages of a PDF that we made ourselves, `breite` pixels wide. One thread at a time: PDFium asks for it."""
    bilder = []
    dokument = pdfium.PdfDocument(pdf)
    try:
        for seite in dokument:
            bild = seite.render(scale=breite / seite.get_width()).to_pil().convert("RGB")
            puffer = io.BytesIO()
            bild.save(puffer, "WEBP", quality=80, method=2)
            text = seite.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\ufffe", "").strip()
            bilder.append(Seitenbild(puffer.getvalue(), bild.width, bild.height, text))
    finally:
        dokument.close()
    return bilder
