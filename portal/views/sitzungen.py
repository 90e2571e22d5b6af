"""The list of sittings and the page of one sitting."""

import re
from datetime import date, datetime, time

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from aushang.models import Eintrag
from portal.anfrage import eintrag_holen, oeffentlich
from portal.lesen.sitzung import fassung_aus, sitzung_aus
from portal.lesen.verzeichnis import nachschlagen
from wittmund_ris import uhr
from wittmund_ris.agendavergleich import vergleichen

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
        "fassungen": _fassungen(eintrag),
        "brotkrumen": [("Start", "/"), ("Sitzungen", reverse("portal:sitzungen")), (eintrag.titel, "")],
    }
    return render(request, "portal/sitzung.html", kontext)


def _fassungen(sitzung) -> list:
    """The versions of its agenda that hang, in their order."""
    haengt = Eintrag.objects.ausgehaengt().art(ART.TAGESORDNUNG).defer("suche")
    return sorted(
        (fassung_aus(e) for e in haengt.filter(pfad__startswith=f"{sitzung.pfad}tagesordnung/")), key=lambda f: f.nummer
    )


@oeffentlich
def tagesordnung(request, kennung, nummer):
    """One version of an agenda, and what changed since the one before it."""
    eintrag = eintrag_holen(request, ART.TAGESORDNUNG)
    fassung = fassung_aus(eintrag)
    weg = reverse("portal:sitzung", args=[kennung])
    sitzung = Eintrag.objects.ausgehaengt().art(ART.SITZUNG).filter(pfad=weg).first()
    if sitzung is None:
        raise Http404
    fassungen = _fassungen(sitzung)
    davor = next((f for f in reversed(fassungen) if f.nummer < nummer), None)
    kontext = {
        "bereich": "sitzungen",
        "fassung": fassung,
        "fassungen": fassungen,
        "davor": davor,
        "unterschied": [z for z in vergleichen(list(davor.roh), list(fassung.roh)) if z.worte] if davor else None,
        "brotkrumen": [
            ("Start", "/"),
            ("Sitzungen", reverse("portal:sitzungen")),
            (sitzung.titel, weg),
            (f"Tagesordnung: {fassung.bezeichnung}", ""),
        ],
    }
    return render(request, "portal/tagesordnung.html", kontext)
