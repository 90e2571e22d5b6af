"""The desk: the first page that everyone sees in the morning; and the handbook."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from konten.rechte import darf
from schreibtisch import handbuch
from schreibtisch.zusammenstellen import bloecke_fuer
from wittmund_ris import uhr


@require_safe
def schreibtisch(request):
    """What this account has to do today, and what it should know."""
    heute = uhr.heute()
    bloecke = bloecke_fuer(request.user, heute)
    return render(
        request,
        "schreibtisch/schreibtisch.html",
        {
            "heute": heute,
            "bloecke": bloecke,
            # What there is stands first; what is empty says so further down.
            "volle": [b for b in bloecke if b.gesamt],
            "leere": [b for b in bloecke if not b.gesamt],
            "aufgaben": sum(b.gesamt for b in bloecke if b.ist_aufgabe),
            "ueberfaellig": sum(b.ueberfaellige for b in bloecke if b.ist_aufgabe),
            "kann_anlegen": darf(request.user, "vorlagen.anlegen"),
            "kann_planen": darf(request.user, "sitzungen.planen"),
        },
    )


@require_safe
def inhaltsverzeichnis(request):
    """The handbook: its pages in order."""
    return render(request, "schreibtisch/handbuch.html", {"kapitel": handbuch.kapitel().values()})


@require_safe
def kapitel(request, name):
    """One page of the handbook, with the way to the pages before and after it."""
    alle = list(handbuch.kapitel().values())
    stelle = next((i for i, k in enumerate(alle) if k.name == name), None)
    if stelle is None:
        raise Http404
    return render(
        request,
        "schreibtisch/kapitel.html",
        {
            "kapitel": alle[stelle],
            "davor": alle[stelle - 1] if stelle else None,
            "danach": alle[stelle + 1] if stelle + 1 < len(alle) else None,
            "brotkrumen": [("Handbuch", reverse("schreibtisch:handbuch")), (alle[stelle].titel, "")],
        },
    )
