"""Demands to convene: the list, one of them, a new one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.rechte import darf
from sitzungen.forms.verlangen import GremiumWahlForm, VerlangenForm, ZuordnenForm
from sitzungen.models import Einberufungsverlangen
from sitzungen.verlangen import bindung, zuruecknehmen
from sitzungen.views.akte import gesendet
from sitzungen.views.rahmen import status


def _erlaubt(benutzer):
    if not darf(benutzer, "sitzungen.planen"):
        raise PermissionDenied


def _krumen(*weiter):
    return [
        ("Sitzungen", reverse("sitzungen:liste")),
        ("Einberufungsverlangen", reverse("sitzungen:verlangen_liste")),
        *weiter,
    ]


@require_safe
def liste(request):
    """All demands, open ones marked."""
    _erlaubt(request.user)
    alle = Einberufungsverlangen.objects.select_related("gremium", "sitzung__gremium")
    offene = set(Einberufungsverlangen.objects.offen().values_list("pk", flat=True))
    for eintrag in alle:
        eintrag.ist_offen = eintrag.pk in offene
    return render(
        request,
        "sitzungen/verlangen/liste.html",
        {"eintraege": alle, "brotkrumen": [*_krumen()[:1], ("Einberufungsverlangen", "")]},
    )


@require_http_methods(["GET", "POST"])
def neu(request):
    """Two steps on one address: body and day (in the query), then subject and signatures."""
    _erlaubt(request.user)
    wahl = GremiumWahlForm(request.GET if "gremium" in request.GET else None, benutzer=request.user)
    form = None
    if wahl.is_bound and wahl.is_valid():
        form = VerlangenForm(
            gesendet(request),
            gremium=wahl.cleaned_data["gremium"],
            tag=wahl.cleaned_data["eingegangen_am"],
            benutzer=request.user,
        )
        if request.method == "POST" and form.versuchen():
            messages.success(request, f"Das Verlangen ist erfasst. {bindung(form.ergebnis).satz}")
            return redirect("sitzungen:verlangen", form.ergebnis.pk)
    kontext = {
        "wahl": wahl,
        "form": form if form is not None else wahl,
        "schritt2": form is not None,
        "gremium": getattr(form, "gremium", None),
        "tag": getattr(form, "tag", None),
        "brotkrumen": _krumen(("Erfassen", "")),
    }
    return render(request, "sitzungen/verlangen/neu.html", kontext, status=status(form))


@require_http_methods(["GET", "POST"])
def detail(request, pk):
    """One demand: whether it binds, who signed, and the sitting that answers it."""
    _erlaubt(request.user)
    eintrag = get_object_or_404(Einberufungsverlangen.objects.select_related("gremium", "sitzung__gremium"), pk=pk)
    form = ZuordnenForm(gesendet(request), eintrag=eintrag, benutzer=request.user)
    if request.method == "POST" and form.versuchen():
        messages.success(request, "Die Sitzung ist zugeordnet. Erledigt ist das Verlangen, wenn zu ihr eingeladen ist.")
        return redirect("sitzungen:verlangen", pk)
    kontext = {
        "eintrag": eintrag,
        "bindung": bindung(eintrag),
        "ist_offen": Einberufungsverlangen.objects.offen().filter(pk=pk).exists(),
        "unterzeichnende": eintrag.unterzeichnende.select_related("person"),
        "form": form,
        "brotkrumen": _krumen((str(eintrag), "")),
    }
    return render(request, "sitzungen/verlangen/detail.html", kontext, status=status(form))


@require_POST
def ruecknahme(request, pk):
    """The demand is withdrawn."""
    _erlaubt(request.user)
    eintrag = get_object_or_404(Einberufungsverlangen, pk=pk)
    try:
        zuruecknehmen(eintrag, benutzer=request.user)
    except ValidationError as fehler:
        messages.warning(request, " ".join(fehler.messages))
    else:
        messages.success(request, "Die Rücknahme des Verlangens ist festgehalten.")
    return redirect("sitzungen:verlangen", pk)
