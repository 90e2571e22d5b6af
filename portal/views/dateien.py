"""Published files: answered after one look at the register, so that a withdrawal works at once."""

from django.core.files.storage import storages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from aushang.models import Datei
from portal.anfrage import ausgehaengt, oeffentlich

# What a browser shows without running anything; the rest is saved to disk.
ANZEIGBAR = ("application/pdf", "image/jpeg", "image/png", "text/plain")


@oeffentlich
def datei(request, **adresse):
    """The bytes that were sealed. Their hash is the ETag; a reader who has them already gets 304 and no bytes."""
    gefunden = ausgehaengt(Datei.objects.defer("text").filter(pfad=request.path_info).first())
    kopf = {"ETag": f'"{gefunden.sha256}"'}
    antwort = get_conditional_response(request, etag=kopf["ETag"])
    if antwort is not None:
        return HttpResponseNotModified(headers=kopf) if antwort.status_code == 304 else antwort
    # Read whole: the answer must be finished before the middleware ends the transaction.
    antwort = HttpResponse(_lesen(gefunden), content_type=gefunden.mime, headers=kopf)
    antwort["Content-Disposition"] = content_disposition_header(gefunden.mime not in ANZEIGBAR, gefunden.dateiname)
    antwort["X-Content-Type-Options"] = "nosniff"
    return antwort


def _lesen(gefunden) -> bytes:
    try:
        with storages["aushang"].open(gefunden.ablage, "rb") as inhalt:
            return inhalt.read()
    except FileNotFoundError as fehler:  # withdrawn between the look and the reading
        raise Http404 from fehler
