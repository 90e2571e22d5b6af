"""The preview of the official PDF, beside the form or on a page of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from konten.lesezugriffe import Gegenstand, festhalten
from konten.models import Lesezugriff
from vorlagen.forms import AntragForm, EingangForm, SchreibForm, VorlageForm
from vorlagen.inhalt import inhalt
from vorlagen.models import Vorlage
from vorlagen.views.arbeitsstand import fordern_anfang
from vorlagen.views.rahmen import druckfehler, fordern, hole_vorlage, krumen, seite
from vorlagen.vorschau import bild as seitenbild
from vorlagen.vorschau import erstellen
from wittmund_ris.pdf import PdfFehler


@seite
@cache_control(private=True, no_store=True)
def vorschau(request, pk=None):
    """GET: of the saved draft. POST: of what stands in the form now, which is neither saved nor kept."""
    vorlage = hole_vorlage(request, pk) if pk else None
    getippt = request.method == "POST"
    if vorlage:
        fordern(request.user, "vorlagen.bearbeiten", vorlage)
    else:
        fordern_anfang(request.user)
    if vorlage and vorlage.freigegeben_am or not (vorlage or getippt):
        raise Http404
    if getippt:
        eigene = Vorlage.objects.get(pk=vorlage.pk) if vorlage else None
        daten = _form(request, vorlage)(request.POST, instance=eigene, benutzer=request.user).inhalt()
    else:
        daten = inhalt(vorlage)
    if vorlage and request.method == "GET":
        # Whoever opens the preview reads its page pictures; what stands in the own form is nobody else's file.
        gegenstand = Gegenstand(Lesezugriff.Art.ENTWURF, vorlage.pk, str(vorlage))
        festhalten(request.user, gegenstand, Lesezugriff.Weg.ANGESEHEN)
    nebenan = request.headers.get("X-Vorschau") == "nebenan"
    try:
        kontext = {"vorschau": erstellen(daten, request.user), "getippt": getippt}
    except PdfFehler as fehler:
        text = druckfehler(vorlage or Vorlage(), fehler)
        if nebenan:
            return HttpResponse(text, content_type="text/plain; charset=utf-8", status=422)
        kontext = {"vorlage": vorlage, "text": text, "brotkrumen": _krumen(vorlage)}
        return render(request, "vorlagen/pdf_fehler.html", kontext, status=422)
    if nebenan:
        return render(request, "vorlagen/_vorschau.html", kontext)
    return render(request, "vorlagen/vorschau.html", kontext | {"brotkrumen": _krumen(vorlage)})


def _form(request, vorlage) -> type[SchreibForm]:
    """The form that was sent: a motion is its members' own as long as no Amt has it."""
    if vorlage:
        return VorlageForm if vorlage.amt_id else AntragForm
    return {f.BLATT: f for f in (VorlageForm, AntragForm, EingangForm)}.get(request.POST.get("seite", ""), VorlageForm)


def _krumen(vorlage):
    if vorlage:
        return krumen(vorlage, "Vorschau")
    return [("Vorlagen", reverse("vorlagen:liste")), ("Neue Vorlage", reverse("vorlagen:neu")), ("Vorschau", "")]


@require_safe
def bild(request, schluessel, nummer):
    """A page picture, for the account that asked for the preview."""
    inhalt_des_bildes = seitenbild(schluessel, nummer, request.user)
    if inhalt_des_bildes is None:
        raise Http404
    return HttpResponse(
        inhalt_des_bildes,
        content_type="image/webp",
        headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"},
    )
