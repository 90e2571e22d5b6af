"""The versions of an agenda and what changed between any two."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from konten.rechte import darf
from sitzungen import fassungen
from sitzungen.views.akte import sichtbare_sitzung


@require_safe
def fassung(request, pk, nummer):
    """One version as it was made; with `?gegen=1` the difference to that version."""
    sitzung = sichtbare_sitzung(request.user, pk)
    alle = list(sitzung.fassungen.select_related("sitzung").order_by("nummer"))
    gezeigt = get_object_or_404(sitzung.fassungen.select_related("sitzung__gremium"), nummer=nummer)
    intern = darf(request.user, "sitzungen.intern_sehen", sitzung)
    gegen = request.GET.get("gegen", "")
    andere = next((f for f in alle if str(f.nummer) == gegen and f.nummer != nummer), None)
    if gegen and andere is None:
        raise Http404
    aeltere, neuere = sorted((andere, gezeigt), key=lambda f: f.nummer) if andere else (None, gezeigt)
    kontext = {
        "sitzung": sitzung,
        "fassung": gezeigt,
        "fassungen": alle,
        "aeltere": aeltere,
        "neuere": neuere,
        "unterschied": fassungen.unterschied(aeltere, neuere, intern=intern) if andere else None,
        "abschnitte": fassungen.abschnitte(fassungen.fuer_leser(gezeigt, intern)),
        "brotkrumen": [
            ("Sitzungen", reverse("sitzungen:liste")),
            (str(sitzung), reverse("sitzungen:detail", args=[pk])),
            (f"Tagesordnung: {gezeigt.bezeichnung}", ""),
        ],
    }
    return render(request, "sitzungen/fassung_detail.html", kontext)
