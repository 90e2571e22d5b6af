"""Who read which non-public file, and when (Art. 32 DSGVO): the one way by which the inner wing answers a file."""

from dataclasses import dataclass
from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from konten.models import Lesezugriff
from wittmund_ris import uhr


@dataclass(frozen=True)
class Gegenstand:
    """What is read: its kind, the id of its row, and how it is called at this moment."""

    art: Lesezugriff.Art
    kennung: int
    bezeichnung: str


def datei_antwort(request, inhalt: bytes, name: str, mime: str, *, gegenstand: Gegenstand | None, anhang=False):
    """A file of the inner wing: for this reader only, kept nowhere on the way, never taken for another type.

    `gegenstand` None says that the very same bytes hang out in public; everything else is logged in this request, before
    a byte leaves: a failed log is a failed answer. A HEAD answers no content and is not logged. `anhang` makes it a download.
    """
    if gegenstand is not None and request.method != "HEAD":
        weg = Lesezugriff.Weg.HERUNTERGELADEN if anhang else Lesezugriff.Weg.ANGESEHEN
        festhalten(request.user, gegenstand, weg)
    return HttpResponse(
        inhalt,
        content_type=mime,
        headers={
            "Content-Disposition": content_disposition_header(anhang, name),
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def festhalten(benutzer, gegenstand: Gegenstand, weg) -> Lesezugriff:
    """Write down one reading. The name of the account is kept as it is now."""
    return Lesezugriff.objects.create(
        benutzer=benutzer,
        benutzer_name=benutzer.get_full_name() or benutzer.get_username(),
        art=gegenstand.art,
        kennung=gegenstand.kennung,
        bezeichnung=gegenstand.bezeichnung[:300],
        weg=weg,
    )


def aufraeumen() -> int:
    """Delete what is older than `settings.LESEZUGRIFFE_TAGE` days (Art. 5 Abs. 1 Buchst. e DSGVO); the number of rows.

    The only deletion that the table knows.
    """
    grenze = uhr.jetzt() - timedelta(days=settings.LESEZUGRIFFE_TAGE)
    with pgtrigger.ignore("konten.Lesezugriff:lesezugriff_nur_anfuegen"):
        anzahl, _ = Lesezugriff.objects.filter(am__lt=grenze).delete()
    return anzahl
