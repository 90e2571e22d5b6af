"""A list of Vorlagen as CSV for German spreadsheets: semicolons, UTF-8 with its mark, no cell that runs as a formula."""

import csv

from django.db.models import Prefetch
from django.http import StreamingHttpResponse
from django.utils import timezone

from vorlagen.models import Beratung
from wittmund_ris import uhr

JE_SCHUB = 500
# What a spreadsheet would take for the beginning of a formula.
_FORMEL = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def zelle(wert) -> str:
    """A value as a cell: one that begins like a formula gets an apostrophe in front and stays text."""
    text = "" if wert is None else str(wert)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMEL) or text.startswith(_FORMEL) else text


def _tag(zeitpunkt) -> str:
    return f"{timezone.localtime(zeitpunkt):%d.%m.%Y}" if zeitpunkt else ""


SPALTEN = (
    ("Nummer", lambda v: v.nummer),
    ("Art", lambda v: v.get_art_display()),
    ("Betreff", lambda v: v.titel),
    ("Status", lambda v: v.get_status_display()),
    ("Amt", lambda v: v.amt and f"{v.amt.nummer} {v.amt}"),
    ("Aktenzeichen", lambda v: v.aktenzeichen),
    ("Behandlung", lambda v: "öffentlich" if v.ist_oeffentlich else "nichtöffentlich"),
    ("Beratungsfolge", lambda v: ", ".join(b.gremium.name for b in v.beratungen.all())),
    ("Angelegt am", lambda v: _tag(v.erstellt_am)),
    ("Freigegeben am", lambda v: _tag(v.freigegeben_am)),
    ("Öffentlich seit", lambda v: _tag(v.veroeffentlicht_am) if v.ist_veroeffentlicht else ""),
)


class _Durchreichen:
    """A file that hands each line on instead of keeping it."""

    def write(self, zeile: str) -> str:
        return zeile


def _zeilen(vorlagen):
    schreiber = csv.writer(_Durchreichen(), delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    yield "\ufeff" + schreiber.writerow([titel for titel, _ in SPALTEN])
    for vorlage in vorlagen.iterator(chunk_size=JE_SCHUB):
        yield schreiber.writerow([zelle(wert(vorlage)) for _, wert in SPALTEN])


def csv_antwort(vorlagen) -> StreamingHttpResponse:
    """These papers, line by line. The caller gives only papers that the reader may see."""
    folge = Prefetch("beratungen", Beratung.objects.geplante().select_related("gremium"))
    vorlagen = vorlagen.select_related("amt").prefetch_related(folge)
    return StreamingHttpResponse(
        _zeilen(vorlagen),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="vorlagen-{uhr.heute():%Y-%m-%d}.csv"',
            "Cache-Control": "private, no-store",
        },
    )
