"""The desk: the first page that everyone sees in the morning."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from konten.rechte import darf
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
