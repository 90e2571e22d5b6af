"""The files of the demo council, rendered or drawn when they are needed."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from gremien.models import Koerperschaft
from wittmund_ris import uhr
from wittmund_ris.pdf import render_pdf


def gescannt(anlage) -> SimpleUploadedFile:
    """A picture of a page: what a scanner makes of paper."""
    seite = Image.new("L", (1240, 1754), 250)
    stift = ImageDraw.Draw(seite)
    stift.text((120, 140), anlage.titel, fill=30, font=ImageFont.load_default(34))
    for zeile, (titel, text) in enumerate(anlage.abschnitte):
        stift.text((120, 260 + 140 * zeile), f"{titel}\n{text}", fill=40, font=ImageFont.load_default(26))
    ziel = BytesIO()
    seite.save(ziel, "PDF", resolution=150)
    return SimpleUploadedFile(f"{anlage.titel}.pdf", ziel.getvalue(), content_type="application/pdf")


def datei(anlage, vorlage) -> SimpleUploadedFile:
    """The file of an Anlage: a PDF from its text, or a scan without any."""
    if anlage.ist_scan:
        return gescannt(anlage)
    koerperschaft = Koerperschaft.objects.get()
    kontext = {
        "koerperschaft": {"name": koerperschaft.name, "hvb_titel": koerperschaft.hvb_titel, "ort": koerperschaft.ort},
        "amt": vorlage.amt.name,
        "ueberschrift": anlage.titel,
        "unterzeile": anlage.unterzeile,
        "abschnitte": [{"titel": titel, "text": text} for titel, text in anlage.abschnitte],
        "oeffentlich": anlage.oeffentlich,
        "entwurf": False,
    }
    pdf = render_pdf("pdf/demo_anlage.html", kontext, titel=anlage.titel, kennung="Anlage", stand=uhr.jetzt())
    return SimpleUploadedFile(f"{anlage.titel}.pdf", pdf.inhalt, content_type="application/pdf")
