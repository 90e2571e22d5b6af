"""The calendar of the inner wing: a month as a table, a year as lists."""

from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from konten.rechte import darf
from sitzungen.kalender import Kalender, offene_verlangen, wochen
from wittmund_ris import uhr

ERSTES_JAHR, LETZTES_JAHR = 1990, 2100
KRUMEN = ("Sitzungen", "sitzungen:liste")


def _zeitraum(jahr: int, monat: int = 1) -> None:
    if not (ERSTES_JAHR <= jahr <= LETZTES_JAHR and 1 <= monat <= 12):
        raise Http404


def _kontext(request, titel) -> dict:
    plant = darf(request.user, "sitzungen.planen")
    return {
        "brotkrumen": [(KRUMEN[0], reverse(KRUMEN[1])), (titel, "")],
        "darf_planen": plant,
        "verlangen": offene_verlangen() if plant else [],
    }


@require_safe
def monat(request, jahr=None, monat=None):
    """One month; without one in the address the month of today."""
    heute = uhr.heute()
    jahr, monat = (jahr or heute.year), (monat or heute.month)
    _zeitraum(jahr, monat)
    zeilen = wochen(jahr, monat)
    kalender = Kalender(zeilen[0][0], zeilen[-1][-1], request.user, mit_ladung=darf(request.user, "sitzungen.planen"))
    erster = date(jahr, monat, 1)
    vorher, nachher = erster - timedelta(days=1), erster + timedelta(days=32)
    tage = [[kalender.tag(tag) for tag in woche] for woche in zeilen]
    kontext = _kontext(request, "Kalender") | {
        "erster": erster,
        "vorher": vorher if vorher.year >= ERSTES_JAHR else None,
        "nachher": nachher if nachher.year <= LETZTES_JAHR else None,
        "wochen": tage,
        "liste": [t for woche in tage for t in woche if t.datum.month == monat and t.hat_etwas],
    }
    return render(request, "sitzungen/kalender/monat.html", kontext)


@require_safe
def jahr(request, jahr):
    """All months of a year, each as the list of its sittings."""
    _zeitraum(jahr)
    kalender = Kalender(
        date(jahr, 1, 1), date(jahr, 12, 31), request.user, mit_ladung=darf(request.user, "sitzungen.planen")
    )
    monate = [(date(jahr, n, 1), []) for n in range(1, 13)]
    for tag in kalender.tage():
        if tag.hat_etwas:
            monate[tag.datum.month - 1][1].append(tag)
    kontext = _kontext(request, f"Kalender {jahr}") | {"jahr": jahr, "monate": monate}
    return render(request, "sitzungen/kalender/jahr.html", kontext)
