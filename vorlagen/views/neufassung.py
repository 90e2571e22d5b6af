"""A new Fassung of a released paper: begin its working copy; what a Fassung changed."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vorlagen import neufassung
from vorlagen.forms import uebernehmen
from vorlagen.forms.neufassung import NeufassungForm
from vorlagen.views.rahmen import drucke_fuer, fordern, gesendet, hole_vorlage, krumen, seite, weiter

FOLGEN = [
    "Es entsteht eine Arbeitskopie mit dem geltenden Text. Bis zu ihrer Freigabe bleibt die Vorlage, wie sie versiegelt ist.",
    "Ändern können Sie Text und Finanzierung, und Sie können Anlagen ergänzen. Betreff, Amt, Behandlung und Beratungsfolge bleiben.",
    "Mit der Freigabe erfahren alle, die die frühere Fassung erhalten haben, von der neuen und ihrem Grund.",
]


@seite
def beginnen(request, pk):
    """The act on POST: a working copy with its reason."""
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.neu_fassen", vorlage)
    form = NeufassungForm(gesendet(request), vorlage=vorlage, benutzer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            kopie = form.save()
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        else:
            return weiter(request, kopie, "Die Arbeitskopie der neuen Fassung ist angelegt.")
    kontext = {
        "form": form,
        "titel": "Neue Fassung beginnen",
        "knopf": "Neue Fassung beginnen",
        "objekt": vorlage,
        "folgen": FOLGEN,
        "abbrechen_url": reverse("vorlagen:detail", args=[pk]),
        "brotkrumen": krumen(vorlage, "Neue Fassung"),
    }
    return render(request, "verwaltung/uebergang.html", kontext, status=422 if request.method == "POST" else 200)


@require_safe
def fassung(request, pk, nummer):
    """What this Fassung says differently from the one before, with the prints of both."""
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.intern_sehen", vorlage)
    if nummer < 2:
        raise Http404
    neu = get_object_or_404(vorlage.fassungen, nummer=nummer)
    alt = get_object_or_404(vorlage.fassungen, nummer=nummer - 1)
    kontext = {
        "vorlage": vorlage,
        "alt": alt,
        "neu": neu,
        "abschnitte": neufassung.unterschiede(alt, neu),
        "drucke": drucke_fuer(vorlage, intern=True).filter(fassung__in=(alt, neu)).select_related("fassung"),
        "brotkrumen": krumen(vorlage, f"Fassung {nummer}"),
    }
    return render(request, "vorlagen/fassung.html", kontext)
