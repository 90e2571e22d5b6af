"""The start page, the pages that the house writes itself, and robots.txt."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static

from aushang.models import Eintrag
from portal.anfrage import eintrag_holen, oeffentlich
from portal.lesen.sitzung import sitzung_aus
from portal.lesen.verzeichnis import nachschlagen
from portal.lesen.vorlage import vorlage_aus
from portal.views.sitzungen import tagesbeginn
from wittmund_ris import uhr

ART = Eintrag.Art
ROBOTS = """User-agent: *
Allow: /
Disallow: /verwaltung/
Disallow: /admin/
Disallow: /konto/
Disallow: /personen/
"""


@oeffentlich
def start(request):
    heute = uhr.heute()
    haengt = Eintrag.objects.ausgehaengt().defer("suche")
    sitzungen = haengt.art(ART.SITZUNG).filter(datum__gte=tagesbeginn(heute)).order_by("datum", "pk")[:5]
    vorlagen = haengt.art(ART.VORLAGE).order_by("-datum", "-nummer")[:6]
    verzeichnis = nachschlagen()
    kontext = {
        "bereich": "start",
        "sitzungen": [sitzung_aus(e, verzeichnis, heute) for e in sitzungen],
        "vorlagen": [vorlage_aus(e, verzeichnis, heute) for e in vorlagen],
    }
    return render(request, "portal/start.html", kontext)


@oeffentlich
def seite(request, slug):
    eintrag = eintrag_holen(request, ART.SEITE)
    kontext = {
        "seite": eintrag,
        "text": eintrag.daten.get("ris:text", ""),
        "brotkrumen": [("Start", "/"), (eintrag.titel, "")],
    }
    return render(request, "portal/seite.html", kontext)


@oeffentlich
def robots(request):
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@oeffentlich
def zeichen(request):
    """Browsers ask for this address when a document has no page around it."""
    return HttpResponseRedirect(static("img/favicon.svg"))
