"""The list of sittings and the page of one sitting."""

import re
from datetime import date, datetime, time

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from aushang.models import Eintrag
from portal.anfrage import eintrag_holen, oeffentlich
from portal.lesen.sitzung import sitzung_aus
from portal.lesen.verzeichnis import nachschlagen
from wittmund_ris import uhr

ART = Eintrag.Art
# The Kreisausschuss sits in private by law: its sittings never hang here.
OEFFENTLICH_TAGENDE = ("vertretung", "fachausschuss")


def tagesbeginn(tag: date) -> datetime:
    """Midnight in Wittmund: a sitting of today still counts as coming."""
    return timezone.make_aware(datetime.combine(tag, time.min))


@oeffentlich
def sitzungen(request):
    heute = uhr.heute()
    verzeichnis = nachschlagen()
    tagende = verzeichnis.nach_art(*OEFFENTLICH_TAGENDE)
    gremium = next((g for g in tagende if g.kuerzel == request.GET.get("gremium")), None)
    haengt = Eintrag.objects.ausgehaengt().art(ART.SITZUNG).defer("suche")
    if gremium:
        haengt = haengt.filter(daten__contains={"organization": [gremium.id]})
    vergangen = Q(datum__lt=tagesbeginn(heute))
    jahre = haengt.aggregate(jahre=ArrayAgg(ExtractYear("datum"), filter=vergangen, distinct=True))["jahre"] or []
    jahr = _jahr(request.GET.get("jahr", ""), jahre, heute)
    gelesen = [
        sitzung_aus(eintrag, verzeichnis, heute)
        for eintrag in haengt.filter(~vergangen | Q(datum__year=jahr)).order_by("datum", "pk")
    ]
    kontext = {
        "bereich": "sitzungen",
        "brotkrumen": [("Start", "/"), ("Sitzungen", "")],
        "kommende": [s for s in gelesen if s.ist_kommend],
        "vergangene": [s for s in reversed(gelesen) if not s.ist_kommend],
        "tagende": tagende,
        "gremium": gremium,
        "jahre": sorted(jahre, reverse=True),
        "jahr": jahr,
    }
    return render(request, "portal/sitzungen.html", kontext)


def _jahr(wunsch: str, jahre: list[int], heute: date) -> int:
    """The year asked for, else the newest with a past sitting."""
    if re.fullmatch(r"[12][0-9]{3}", wunsch):
        return int(wunsch)
    return max(jahre, default=heute.year)


@oeffentlich
def sitzung(request, kennung):
    eintrag = eintrag_holen(request, ART.SITZUNG, mit_dateien=True)
    gelesen = sitzung_aus(eintrag, nachschlagen(), uhr.heute(), eintrag.dateien.all())
    kontext = {
        "bereich": "sitzungen",
        "sitzung": gelesen,
        "brotkrumen": [("Start", "/"), ("Sitzungen", reverse("portal:sitzungen")), (eintrag.titel, "")],
    }
    return render(request, "portal/sitzung.html", kontext)
