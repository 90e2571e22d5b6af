"""The draft on one page: begin, change."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse

from vorlagen.entwurf import Konflikt
from vorlagen.forms import VorlageForm, uebernehmen
from vorlagen.views.rahmen import fordern, hole_vorlage, krumen, seite, weiter


@seite
def neu(request):
    fordern(request.user, "vorlagen.anlegen")
    return _entwurf(request, None)


@seite
def bearbeiten(request, pk):
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    if request.method != "POST" and not vorlage.ist_bearbeitbar:
        text = f"Diese Vorlage ist {vorlage.get_status_display().lower()} und wird nicht mehr bearbeitet."
        return weiter(request, vorlage, text, messages.WARNING)
    return _entwurf(request, vorlage)


def _entwurf(request, vorlage):
    """The page of the draft: shown, rearranged by a button of the Beratungsfolge, or saved."""
    kontext = {
        "pk": vorlage and vorlage.pk,
        "titel": "Entwurf bearbeiten" if vorlage else "Neue Vorlage",
        "krumen": krumen(vorlage, "Bearbeiten")
        if vorlage
        else [("Vorlagen", reverse("vorlagen:liste")), ("Neue Vorlage", "")],
        "amt": vorlage.amt if vorlage else request.user.amt,
    }
    rahmen, status = {"instance": vorlage, "benutzer": request.user}, 200
    if request.method != "POST":
        form = VorlageForm(**rahmen)
    elif "folge" in request.POST:
        form = VorlageForm.getippt(request.POST, knopf=request.POST["folge"], **rahmen)
    else:
        form, status = VorlageForm(request.POST, **rahmen), 422
        if form.is_valid():
            try:
                gespeichert = form.save()
            except Konflikt as konflikt:
                kontext |= {"konflikt": konflikt, "anders": form.gegen(konflikt.vorlage)}
                status = 409
            except ValidationError as fehler:
                uebernehmen(form, fehler)
            else:
                return weiter(request, gespeichert, "Der Entwurf ist gespeichert.")
    return render(request, "vorlagen/vorlage_form.html", kontext | {"form": form}, status=status)
