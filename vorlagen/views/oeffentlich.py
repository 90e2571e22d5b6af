"""The public page of a paper before it is public."""

import re

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from konten.lesezugriffe import Gegenstand, festhalten
from konten.models import Lesezugriff
from vorlagen.lesbarkeit import oeffentlichkeit
from vorlagen.oeffentliche_ansicht import KeineAnsicht
from vorlagen.oeffentliche_ansicht import ansicht as erstellen
from vorlagen.views.rahmen import druckfehler, hole_vorlage, krumen
from wittmund_ris.pdf import PdfFehler

# After the link that skips to the content, which stays the first.
_ANFANG = re.compile(r'<a class="ris-sprung"[^>]*>[^<]*</a>')


@require_safe
@cache_control(private=True, no_store=True)
def ansicht(request, pk):
    """How the public page will look, under a banner that says so; once it hangs, that page itself."""
    vorlage = hole_vorlage(request, pk)
    if vorlage.ist_veroeffentlicht:
        return redirect(vorlage.pfad)
    kontext = {"vorlage": vorlage, "brotkrumen": krumen(vorlage, "Öffentliche Ansicht")}
    try:
        seite = erstellen(vorlage, benutzer=request.user)
    except KeineAnsicht as grund:
        return render(request, "vorlagen/ansicht_fehlt.html", kontext | {"text": str(grund)})
    except ValidationError as fehler:
        return render(request, "vorlagen/ansicht_fehlt.html", kontext | {"text": " ".join(fehler.messages)})
    except PdfFehler as fehler:
        return render(
            request, "vorlagen/ansicht_fehlt.html", kontext | {"text": druckfehler(vorlage, fehler)}, status=422
        )
    if vorlage.freigegeben_am is None and request.method == "GET":
        festhalten(
            request.user,
            Gegenstand(Lesezugriff.Art.ENTWURF, vorlage.pk, f"Öffentliche Ansicht: {vorlage}"),
            Lesezugriff.Weg.ANGESEHEN,
        )
    kopf = render_to_string(
        "vorlagen/_ansicht_kopf.html", {"vorlage": vorlage, "seite": seite, "oeffentlichkeit": oeffentlichkeit(vorlage)}
    )
    html = _ANFANG.sub(lambda sprung: sprung[0] + kopf, seite.abgeklemmt(), count=1)
    return HttpResponse(html.replace("<title>", "<title>Öffentliche Ansicht: ", 1))
