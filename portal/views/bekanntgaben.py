"""Decisions of non-public sittings that were announced: the list, and those with a page of their own."""

from django.shortcuts import render
from django.urls import reverse

from aushang.models import Eintrag
from portal.anfrage import eintrag_holen, oeffentlich
from portal.lesen.bekanntgabe import bekanntgabe_aus
from portal.lesen.gemeinsam import tag
from portal.lesen.verzeichnis import nachschlagen

ART = Eintrag.Art.BEKANNTGABE


@oeffentlich
def bekanntgaben(request):
    """The newest first, wherever they hang."""
    haengen = Eintrag.objects.ausgehaengt().art(ART).defer("suche").order_by("-datum", "pk")
    kontext = {
        "bereich": "sitzungen",
        "brotkrumen": [("Start", "/"), ("Sitzungen", reverse("portal:sitzungen")), ("Bekanntgaben", "")],
        "bekanntgaben": [(e.pfad, bekanntgabe_aus(e.daten)) for e in haengen],
    }
    return render(request, "portal/bekanntgaben.html", kontext)


@oeffentlich
def bekanntgabe(request, kennung):
    eintrag = eintrag_holen(request, ART)
    kontext = {
        "bereich": "sitzungen",
        "bekanntgabe": bekanntgabe_aus(eintrag.daten),
        "gremium": nachschlagen().gremium(eintrag.daten["organization"]),
        "beschlossen_am": tag(eintrag.daten["ris:beschlossen_am"]),
        "grundlage": eintrag.daten["ris:grundlage"],
        "brotkrumen": [("Start", "/"), ("Bekanntgaben", reverse("portal:bekanntgaben")), (eintrag.titel, "")],
    }
    return render(request, "portal/bekanntgabe.html", kontext)
