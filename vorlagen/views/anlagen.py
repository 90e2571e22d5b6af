"""Anlagen: several at once, order and titles in one table, a new version, hand in later, take off."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse

from vorlagen import anlagen
from vorlagen.forms import AnlageForm, NachreichenForm, uebernehmen
from vorlagen.forms.anlagenliste import HochladenForm, VersionForm, ZeileForm
from vorlagen.views import anlagendateien
from vorlagen.views.rahmen import fordern, gesendet, hole_anlage, hole_vorlage, krumen, seite, weiter


@seite
def liste(request, pk):
    """The Anlagen of a draft on one page: upload, then title, publicity and order in a table whose buttons keep what was typed."""
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    if not vorlage.ist_bearbeitbar:
        text = f"Diese Vorlage ist {vorlage.get_status_display().lower()}; ihre Anlagen stehen fest."
        return weiter(request, vorlage, text, messages.WARNING)
    upload = request.method == "POST" and "hochladen" in request.POST
    form = HochladenForm(
        request.POST if upload else None, request.FILES if upload else None, vorlage=vorlage, benutzer=request.user
    )
    bericht, fehler, status = None, [], 200
    if upload and form.is_valid():
        bericht = form.save()
        if not bericht.abgelehnt:
            anzahl = len(bericht.hinzugefuegt)
            messages.success(
                request, "Eine Anlage ist hinzugefügt." if anzahl == 1 else f"{anzahl} Anlagen sind hinzugefügt."
            )
            return redirect("vorlagen:anlagen", pk)
        form = HochladenForm(vorlage=vorlage, benutzer=request.user)
    zeilen = anlagendateien.zeilen(vorlage, intern=True)
    formen = [ZeileForm(None if request.method != "POST" or upload else request.POST, anlage=z.anlage) for z in zeilen]
    if request.method == "POST" and not upload:
        fehler = _speichern(request, vorlage, formen)
        if not fehler and not any(f.errors for f in formen):
            return redirect(f"{reverse('vorlagen:anlagen', args=[pk])}{_anker(request)}")
    if request.method == "POST":
        status = 422
    kontext = {
        "vorlage": vorlage,
        "form": form,
        "zeilen": list(zip(zeilen, formen, strict=True)),
        "bericht": bericht,
        "fehler": fehler,
        "max_mb": settings.ANLAGE_MAX_MB,
        "prueft_viren": bool(settings.CLAMD),
        "brotkrumen": krumen(vorlage, "Anlagen"),
    }
    return render(request, "vorlagen/anlagen.html", kontext, status=status)


def _speichern(request, vorlage, formen) -> list[str]:
    """Titles, publicity and order in one transaction; the sentences of what was refused."""
    if not all(f.is_valid() for f in formen):
        return ["Bitte prüfen Sie die markierten Zeilen; es ist nichts gespeichert."]
    try:
        with transaction.atomic():
            for form in formen:
                form.save(request.user)
            anlagen.ordnen(vorlage, _reihenfolge(request, formen), benutzer=request.user)
    except ValidationError as fehler:
        return fehler.messages
    if "knopf" not in request.POST:
        messages.success(request, "Die Anlagen sind gespeichert.")
    return []


def _reihenfolge(request, formen) -> list[int]:
    """The order of the rows as they were sent (dragging moves them), one step changed by the button that was pressed."""
    folge = [int(w) for w in request.POST.getlist("anlage") if w.isdecimal()] or [f.anlage.pk for f in formen]
    richtung, _, pk = request.POST.get("knopf", "").partition(":")
    if pk.isdecimal() and int(pk) in folge:
        stelle = folge.index(int(pk))
        ziel = stelle + {"hoch": -1, "runter": 1}.get(richtung, 0)
        if 0 <= ziel < len(folge):
            folge.insert(ziel, folge.pop(stelle))
    return folge


def _anker(request) -> str:
    _, _, pk = request.POST.get("knopf", "").partition(":")
    return f"#anlage-{pk}" if pk.isdecimal() else ""


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
def anlage_ersetzen(request, pk):
    anlage = hole_anlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", anlage.vorlage)
    form = VersionForm(gesendet(request), request.FILES or None, anlage=anlage, benutzer=request.user)
    folgen = ["Die bisherige Version bleibt erhalten und ist für das Amt weiter lesbar."]
    if anlage.ist_oeffentlich:
        folgen.append("Liegt eine geschwärzte Fassung vor, wird nur sie öffentlich; die vollständige bleibt intern.")
    kontext = {"titel": f"Datei zu „{anlage.titel}“", "knopf": "Hochladen", "folgen": folgen}
    return _anlagenschritt(request, anlage.vorlage, form, kontext, "Die Datei ist gespeichert.")


@seite
def anlage_nachreichen(request, pk):
    anlage = hole_anlage(request, pk)
    fordern(request.user, "vorlagen.nachreichen", anlage.vorlage)
    form = NachreichenForm(gesendet(request), request.FILES or None, anlage=anlage, benutzer=request.user)
    folgen = [
        "Die Datei steht danach fest und kann nicht ersetzt werden.",
        "Wer die Vorlage schon hat, erhält einen Hinweis.",
    ]
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
