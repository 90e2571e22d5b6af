"""Searches that a person keeps: the list, a new one, another name, gone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schreibtisch.forms import SpeichernForm
from vorlagen.forms import uebernehmen


@require_safe
def liste(request):
    """All kept searches of this account."""
    return render(request, "schreibtisch/gespeicherte.html", {"gespeicherte": request.user.gespeicherte_suchen.all()})


@require_http_methods(["GET", "HEAD", "POST"])
def neu(request):
    """Keep a search under a name; sent twice, the second is told that the name is taken."""
    if request.method != "POST":
        return redirect("schreibtisch:suche")
    form = SpeichernForm(request.POST, benutzer=request.user)
    if suche := _gesichert(form):
        messages.success(request, f"Die Suche „{suche.name}“ ist gespeichert.")
        return redirect(f"{reverse('schreibtisch:suche')}?{suche.abfrage}")
    return _formular(request, form, "Suche speichern")


@require_http_methods(["GET", "HEAD", "POST"])
def umbenennen(request, pk):
    """Another name for a kept search."""
    suche = get_object_or_404(request.user.gespeicherte_suchen, pk=pk)
    daten = request.POST if request.method == "POST" else None
    form = SpeichernForm(daten, benutzer=request.user, suche=suche, initial={"name": suche.name})
    if daten is not None and _gesichert(form):
        messages.success(request, f"Die Suche heißt jetzt „{suche.name}“.")
        return redirect("schreibtisch:gespeicherte")
    return _formular(request, form, "Suche umbenennen")


@require_POST
def loeschen(request, pk):
    """Forget a kept search; gone already is as good."""
    if suche := request.user.gespeicherte_suchen.filter(pk=pk).first():
        suche.delete()
        messages.success(request, f"Die Suche „{suche.name}“ ist gelöscht.")
    return redirect("schreibtisch:gespeicherte")


def _gesichert(form):
    if not form.is_valid():
        return None
    try:
        return form.save()
    except ValidationError as fehler:
        uebernehmen(form, fehler)
        return None


def _formular(request, form, titel):
    krumen = [("Suche", reverse("schreibtisch:suche")), (titel, "")]
    kontext = {"form": form, "titel": titel, "brotkrumen": krumen}
    return render(request, "schreibtisch/suche_speichern.html", kontext, status=422 if form.errors else 200)
