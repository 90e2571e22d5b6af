"""Anlagen: read, add, hand in later, take off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from konten.lesezugriffe import Gegenstand, datei_antwort
from konten.models import Lesezugriff
from vorlagen import anlagen
from vorlagen.forms import AnlageForm, NachreichenForm, uebernehmen
from vorlagen.views.rahmen import fordern, gesendet, hole_anlage, hole_vorlage, krumen, seite, weiter
from wittmund_ris import ablage


@require_safe
def anlage(request, pk):
    """Download, never shown in the browser: what people upload does not run under our address."""
    anlage = hole_anlage(request, pk)
    if not anlage.liegt_vor:
        raise Http404
    gegenstand = None
    if not (anlage.ist_oeffentlich and anlage.vorlage.ist_veroeffentlicht):
        gegenstand = Gegenstand(Lesezugriff.Art.ANLAGE, anlage.pk, f"{anlage.titel} ({anlage.vorlage})")
    return datei_antwort(
        request, ablage.lesen(anlage.datei), anlage.dateiname, anlage.mime, gegenstand=gegenstand, anhang=True
    )


@seite
def anlage_neu(request, pk):
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    form = AnlageForm(gesendet(request), request.FILES or None, vorlage=vorlage, benutzer=request.user)
    kontext = {
        "titel": "Anlage hinzufügen",
        "knopf": "Hinzufügen",
        "folgen": [] if vorlage.ist_oeffentlich else ["Die Vorlage ist nichtöffentlich; ihre Anlagen sind es auch."],
    }
    return _anlagenschritt(request, vorlage, form, kontext, "Die Anlage ist hinzugefügt.")


@seite
def anlage_nachreichen(request, pk):
    anlage = hole_anlage(request, pk)
    fordern(request.user, "vorlagen.nachreichen", anlage.vorlage)
    form = NachreichenForm(gesendet(request), request.FILES or None, anlage=anlage, benutzer=request.user)
    folgen = ["Die Datei steht danach fest und kann nicht ersetzt werden."]
    if form.wird_oeffentlich:
        folgen.append("Die Anlage wird sofort öffentlich und kann von allen gelesen werden.")
    kontext = {"titel": f"„{anlage.titel}“ nachreichen", "knopf": "Nachreichen", "folgen": folgen}
    return _anlagenschritt(request, anlage.vorlage, form, kontext, "Die Anlage ist nachgereicht.")


@seite
def anlage_entfernen(request, pk):
    anlage = hole_anlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", anlage.vorlage)
    if request.method == "POST":
        try:
            anlagen.entfernen(anlage, benutzer=request.user)
        except ValidationError as fehler:
            return weiter(request, anlage.vorlage, " ".join(fehler.messages), messages.ERROR)
        return weiter(request, anlage.vorlage, f"Die Anlage „{anlage.titel}“ ist entfernt.")
    kontext = {
        "titel": f"„{anlage.titel}“ entfernen",
        "knopf": "Entfernen",
        "folgen": ["Die Anlage gehört danach nicht mehr zur Vorlage."],
    }
    return _schrittseite(request, anlage.vorlage, kontext)


def _anlagenschritt(request, vorlage, form, kontext, meldung):
    """A form about an Anlage: shown, refused with what to do, or done."""
    if form.is_valid():
        try:
            form.save()
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        else:
            return weiter(request, vorlage, meldung)
    if form.is_bound and form.files and "datei" not in form.errors:
        form.add_error("datei", "Bitte wählen Sie die Datei noch einmal aus; Browser behalten sie nicht.")
    return _schrittseite(request, vorlage, kontext | {"form": form})


def _schrittseite(request, vorlage, kontext):
    kontext |= {
        "objekt": vorlage,
        "abbrechen_url": reverse("vorlagen:detail", args=[vorlage.pk]),
        "brotkrumen": krumen(vorlage, kontext["titel"]),
    }
    return render(request, "verwaltung/uebergang.html", kontext, status=422 if request.method == "POST" else 200)
