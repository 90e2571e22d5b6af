"""Who read which non-public file, and when (Art. 32 DSGVO): the one way by which the inner wing answers a file."""

from dataclasses import dataclass
from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
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


def paket_antwort(request, datei, name: str, *, gegenstaende: list[Gegenstand]):
    """A package in an open file, sent in pieces and closed at its end. Every non-public thing in it is logged before a byte leaves."""
    if request.method != "HEAD":
        for gegenstand in gegenstaende:
            festhalten(request.user, gegenstand, Lesezugriff.Weg.HERUNTERGELADEN)
    groesse = datei.seek(0, 2)
    datei.seek(0)
    antwort = StreamingHttpResponse(_Stuecke(datei), content_type="application/zip")
    antwort["Content-Length"] = groesse
    antwort["Content-Disposition"] = content_disposition_header(True, name)
    antwort["Cache-Control"] = "private, no-store"
    antwort["X-Content-Type-Options"] = "nosniff"
    return antwort


class _Stuecke:
    """The content of an open file in pieces; the answer closes it, also when nobody has read it."""

    def __init__(self, datei):
        self.datei = datei
        self.close = datei.close

    def __iter__(self):
        while stueck := self.datei.read(1 << 16):
            yield stueck


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
