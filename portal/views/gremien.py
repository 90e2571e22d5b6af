"""Bodies, Ämter and the mandates of people."""

from django.shortcuts import render
from django.urls import reverse

from aushang.models import Eintrag
from portal.anfrage import eintrag_holen, oeffentlich
from portal.lesen.gremium import gremium_aus, mandat_aus, mitglieder
from portal.lesen.sitzung import sitzung_aus
from portal.lesen.verzeichnis import Verweis, Verzeichnis, nachschlagen
from portal.lesen.vorlage import vorlage_aus
from wittmund_ris import uhr

ART = Eintrag.Art
HOECHSTENS = 10


def _alle() -> list:
    eintraege = Eintrag.objects.ausgehaengt().art(ART.GREMIUM).defer("suche")
    return sorted((gremium_aus(e) for e in eintraege), key=lambda g: (g.reihenfolge, g.nummer, g.titel))


@oeffentlich
def gremien(request):
    heute = uhr.heute()
    alle = [(g, len(g.sitze_am(heute))) for g in _alle() if g.besteht_am(heute)]
    kontext = {
        "bereich": "gremien",
        "brotkrumen": [("Start", "/"), ("Gremien", "")],
        "tagende": [(g, anzahl) for g, anzahl in alle if g.tagt],
        "fraktionen": [(g, anzahl) for g, anzahl in alle if g.ist_fraktion],
        "aemter": [g for g, _ in alle if g.ist_amt],
    }
    return render(request, "portal/gremien.html", kontext)


@oeffentlich
def gremium(request, slug):
    heute = uhr.heute()
    eintrag = eintrag_holen(request, ART.GREMIUM)
    gelesen = gremium_aus(eintrag)
    kontext = {
        "bereich": "gremien",
        "gremium": gelesen,
        "brotkrumen": [("Start", "/"), ("Gremien", reverse("portal:gremien")), (gelesen.titel, "")],
    }
    if gelesen.ist_amt:
        return render(request, "portal/amt.html", kontext | {"vorlagen": _vorlagen_des_amtes(gelesen, heute)})
    kontext["leitung"], kontext["gruppen"] = mitglieder(gelesen, _alle(), heute)
    if gelesen.tagt and not gelesen.ist_nichtoeffentlich:
        kontext |= _sitzungen(gelesen, heute)
    return render(request, "portal/gremium.html", kontext)


def _vorlagen_des_amtes(amt, heute) -> list:
    eintraege = (
        Eintrag.objects.ausgehaengt()
        .art(ART.VORLAGE)
        .defer("suche")
        .filter(daten__contains={"underDirectionOf": [amt.id]})
        .order_by("-datum", "-nummer")[:HOECHSTENS]
    )
    verzeichnis = nachschlagen()
    return [vorlage_aus(e, verzeichnis, heute) for e in eintraege]


def _sitzungen(gremium, heute) -> dict:
    """The coming sittings and the last past ones. A future sitting is seldom more than a few months away."""
    eintraege = (
        Eintrag.objects.ausgehaengt()
        .art(ART.SITZUNG)
        .defer("suche")
        .filter(daten__contains={"organization": [gremium.id]})
        .order_by("-datum", "-pk")[: 3 * HOECHSTENS]
    )
    verweis = Verweis(gremium.id, gremium.titel, gremium.pfad, gremium.art)
    verzeichnis = Verzeichnis({gremium.id: verweis})
    gelesen = [sitzung_aus(e, verzeichnis, heute) for e in eintraege]
    return {
        "kommende": [s for s in reversed(gelesen) if s.ist_kommend],
        "vergangene": [s for s in gelesen if not s.ist_kommend][:HOECHSTENS],
    }


@oeffentlich
def person(request, id):
    heute = uhr.heute()
    eintrag = eintrag_holen(request, ART.PERSON)
    verzeichnis = nachschlagen()
    mandate = [
        mandat_aus(e, verzeichnis)
        for e in Eintrag.objects.ausgehaengt()
        .art(ART.MITGLIEDSCHAFT)
        .filter(daten__contains={"person": str(eintrag.pk)})
        .order_by("pk")
    ]
    # By body; what is over or to come, the newest first.
    mandate.sort(key=lambda m: (m.gremium.reihenfolge, m.gremium.titel))
    weitere = [m for m in mandate if not m.gilt_am(heute)]
    weitere.sort(key=lambda m: m.von or heute, reverse=True)
    kontext = {
        "bereich": "gremien",
        "name": eintrag.titel,
        "anrede": eintrag.daten.get("formOfAddress", ""),
        "jetzige": [m for m in mandate if m.gilt_am(heute)],
        "weitere": weitere,
        "brotkrumen": [("Start", "/"), ("Gremien", reverse("portal:gremien")), (eintrag.titel, "")],
    }
    return render(request, "portal/person.html", kontext)
