"""A picture that strangers made, read in a process of its own (leaf): `datei_lesen` starts it, with limits.

Run as a script: the file comes on stdin, one JSON line and the bytes of the result go to stdout.
"""

import io
import json
import sys

from PIL import Image, ImageOps


def bild(inhalt: bytes, max_pixel: int, max_bilder: int) -> tuple[dict, bytes]:
    """A picture without the data of the camera; TIFF and several pages become a PDF, other kinds PNG."""
    Image.MAX_IMAGE_PIXELS = max_pixel
    try:
        quelle = Image.open(io.BytesIO(inhalt), formats=["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "AVIF"])
        anzahl = getattr(quelle, "n_frames", 1)
        if quelle.width * quelle.height * (anzahl if quelle.format == "TIFF" else 1) > max_pixel or anzahl > max_bilder:
            return {"fehler": "zu_gross"}, b""
        art = quelle.format
        hat_angaben = bool(quelle.getexif()) or any(k in quelle.info for k in ("exif", "xmp", "XML:com.adobe.xmp"))
        quelle.load()
        if art in ("PNG", "JPEG") and not hat_angaben:
            return {"art": art.lower(), "unveraendert": True}, b""
        ziel = io.BytesIO()
        if art == "TIFF":
            bilder = []
            for nummer in range(anzahl):
                quelle.seek(nummer)
                bilder.append(ImageOps.exif_transpose(quelle).convert("RGB"))
            bilder[0].save(ziel, "PDF", save_all=True, append_images=bilder[1:], resolution=200)
            return {"art": "pdf", "unveraendert": False}, ziel.getvalue()
        gedreht = ImageOps.exif_transpose(quelle)
        if art == "JPEG":
            gedreht.convert("RGB").save(ziel, "JPEG", quality=92, icc_profile=quelle.info.get("icc_profile"))
            return {"art": "jpeg", "unveraendert": False}, ziel.getvalue()
        sauber = gedreht if gedreht.mode in ("1", "L", "LA", "RGB", "RGBA") else gedreht.convert("RGBA")
        leer = Image.new(sauber.mode, sauber.size)
        leer.paste(sauber)
        leer.save(ziel, "PNG")
        return {"art": "png", "unveraendert": False}, ziel.getvalue()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return {"fehler": "zu_gross"}, b""
    except Exception:  # noqa: BLE001 - whatever a decoder stumbles over, the picture is not usable
        return {"fehler": "beschaedigt"}, b""


def main() -> None:
    ergebnis, daten = bild(sys.stdin.buffer.read(), *map(int, sys.argv[1:]))
    sys.stdout.buffer.write(json.dumps(ergebnis).encode() + b"\n" + daten)


if __name__ == "__main__":
    main()
