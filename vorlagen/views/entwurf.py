"""The draft of a paper of the house: begin it, change it. How a draft is written at all stands in `schreiben`."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from vorlagen import arbeitsstand
from vorlagen.anfang import mit_textbaustein
from vorlagen.forms import VorlageForm
from vorlagen.models import Textbaustein
from vorlagen.views.anfang import vorgabe, zahl
from vorlagen.views.rahmen import fordern, hole_vorlage, krumen, seite, weiter
from vorlagen.views.schreiben import Schreibseite, schreiben


@seite
def neu(request):
    fordern(request.user, "vorlagen.anlegen")
    return _entwurf(request, None, vorgabe(request))


@seite
def bearbeiten(request, pk):
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    if vorlage.amt_id is None:
        return redirect("antraege:bearbeiten", pk)
    if request.method != "POST" and not vorlage.ist_bearbeitbar:
        text = f"Diese Vorlage ist {vorlage.get_status_display().lower()} und wird nicht mehr bearbeitet."
        return weiter(request, vorlage, text, messages.WARNING)
    return _entwurf(request, vorlage)


def _entwurf(request, vorlage, anfang=None):
    anfang, zeilen, notiz = anfang or ({}, None, None)
    bausteine = Textbaustein.objects.angeboten(request.user)
    daten, baustein = None, None
    if request.method == "POST" and "baustein_einfuegen" in request.POST:
        baustein = bausteine.filter(pk=zahl(request.POST.get("baustein"))).first()
        daten = mit_textbaustein(request.POST, baustein) if baustein else request.POST
    kontext = {
        "vorlage": vorlage,
        "titel": "Entwurf bearbeiten" if vorlage else "Neue Vorlage",
        "krumen": krumen(vorlage, "Bearbeiten")
        if vorlage
        else [("Vorlagen", reverse("vorlagen:liste")), ("Neue Vorlage", "")],
        "amt": vorlage.amt if vorlage else request.user.amt,
        "schreiben": arbeitsstand.schreiben_gerade(vorlage, request.user) if vorlage else (),
        "begonnen": notiz,
        "textbausteine": bausteine,
        "baustein": baustein,
    }
    blatt = Schreibseite(
        form=VorlageForm,
        template="vorlagen/vorlage_form.html",
        rahmen={"herkunft": notiz},
        anfang=anfang,
        zeilen=zeilen,
        adressen=("vorlagen:neu", "vorlagen:bearbeiten", "vorlagen:detail", "vorlagen:liste"),
    )
    return schreiben(request, vorlage, blatt, kontext, umgestellt=daten)
