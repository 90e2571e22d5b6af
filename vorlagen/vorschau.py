"""The preview of the official PDF: as page pictures with their text, of what is saved or of what is just typed.

Nothing of it is stored with the paper. Pictures lie for an hour in a bounded cache of the internal storage, under a key
that holds account and content: whoever did not ask for a preview finds none.
"""

import threading
from dataclasses import dataclass

from django.core.cache import caches

from vorlagen import dokumente, versionen
from wittmund_ris import bilder, uhr
from wittmund_ris.ablage import sha256

_EINER = threading.Lock()


@dataclass(frozen=True)
class Vorschau:
    """`schluessel` names the pictures in the address of each page."""

    schluessel: str
    seiten: list


def erstellen(daten: dict, benutzer) -> Vorschau:
    """The pages of `daten` (the form of `inhalt.inhalt`); an unchanged content is drawn once. Raises PdfFehler."""
    schluessel = sha256(f"{benutzer.pk}:{uhr.heute()}:{versionen.pruefsumme(daten)}".encode())
    if (seiten := _seiten(schluessel, benutzer)) is None:
        pdf = dokumente.vorschau_aus(daten).inhalt
        # PDFium is not made for several threads at once.
        with _EINER:
            seiten = bilder.seiten(pdf)
        caches["vorschau"].set(schluessel, (benutzer.pk, seiten))
    return Vorschau(schluessel, seiten)


def bild(schluessel: str, nummer: int, benutzer) -> bytes | None:
    """One page picture of a preview that this account has asked for; None if it is no longer there. Pages count from 1."""
    seiten = _seiten(schluessel, benutzer)
    return seiten[nummer - 1].bild if seiten and 0 < nummer <= len(seiten) else None


def _seiten(schluessel, benutzer):
    besitzer, seiten = caches["vorschau"].get(schluessel) or (None, None)
    return seiten if besitzer == benutzer.pk else None
