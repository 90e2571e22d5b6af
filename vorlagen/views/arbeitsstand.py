"""Autosave: what the page of a draft sends while somebody types."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from konten.rechte import darf
from vorlagen import arbeitsstand
from vorlagen.views.rahmen import fordern, hole_vorlage

# Never part of what was typed.
RAHMEN = {"csrfmiddlewaretoken", "folge", "stand", "fenster", "formular"}
ANFANGEN = ("vorlagen.anlegen", "vorlagen.antrag_anlegen", "vorlagen.antraege_entgegennehmen")
COOKIE = "entwurf_bestaetigt"


def felder(daten) -> dict:
    """The form as it was sent, without what only the frame of the page needs."""
    return {n: werte for n, werte in daten.lists() if n not in RAHMEN and not n.startswith("konflikt-")}


def herkunft(daten, vorlage) -> arbeitsstand.Herkunft | None:
    """Where this came from; None if the page said nothing about it (it is saved explicitly then, or not at all)."""
    formular, fenster, stand = (_uuid(daten.get(name)) for name in ("formular", "fenster", "stand"))
    if formular is None or fenster is None:
        return None
    version = daten.get("version") or ""
    # A made-up number that no column holds is no version that was read.
    gelesen = int(version) if version.isdecimal() and len(version) < 10 else 0
    return arbeitsstand.Herkunft(vorlage, formular, fenster, stand, gelesen)


def _uuid(wert) -> UUID | None:
    try:
        return UUID(wert or "")
    except ValueError:
        return None


def bestaetigen(antwort, vorlage, daten):
    """Tell the browser that it may erase what it kept of this document; the cookie names the document, nothing of it."""
    formular = _uuid(daten.get("formular"))
    if vorlage or formular:
        schluessel = f"vorlage-{vorlage.pk}" if vorlage else f"neu-{formular}"
        antwort.set_cookie(COOKIE, schluessel, max_age=3600, samesite="Lax", path="/verwaltung/")
    return antwort


def fordern_anfang(benutzer) -> None:
    """Whoever may begin a paper of any kind keeps what was typed for it."""
    if not any(darf(benutzer, recht) for recht in ANFANGEN):
        raise PermissionDenied


@require_POST
def sichern_neu(request):
    fordern_anfang(request.user)
    return _sichern(request, None)


@require_POST
def sichern(request, pk):
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    return _sichern(request, vorlage)


def _sichern(request, vorlage):
    woher = herkunft(request.POST, vorlage)
    if woher is None:
        return JsonResponse({"text": "Nicht gespeichert: Bitte laden Sie die Seite neu."}, status=400)
    try:
        stand = arbeitsstand.sichern(request.user, woher, felder(request.POST))
    except arbeitsstand.AnderesFenster as fehler:
        zeit = timezone.localtime(fehler.arbeitsstand.gespeichert_am)
        text = (
            f"Nicht gespeichert: Sie haben diesen Entwurf um {zeit:%H:%M} Uhr in einem anderen Fenster weitergeschrieben. "
            "Ihre Eingaben liegen in diesem Browser; „Entwurf speichern“ zeigt beide Texte."
        )
        return JsonResponse({"text": text}, status=409)
    text = f"Gespeichert als Arbeitsstand um {timezone.localtime(stand.gespeichert_am):%H:%M}"
    if vorlage and not vorlage.ist_bearbeitbar:
        text += f". Die Vorlage ist inzwischen {vorlage.get_status_display().lower()}."
    schreiben = arbeitsstand.schreiben_gerade(vorlage, request.user) if vorlage else []
    antwort = {"text": text, "stand": str(stand.stand), "schreiben": schreiben}
    return JsonResponse(antwort, headers={"Cache-Control": "private, no-store"})


@require_POST
def verwerfen(request, pk):
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    arbeitsstand.verwerfen(request.user, vorlage)
    messages.success(request, "Ihre nicht gespeicherten Änderungen sind verworfen.")
    return bestaetigen(redirect("vorlagen:bearbeiten", pk), vorlage, request.POST)


@require_POST
def verwerfen_neu(request, formular):
    fordern_anfang(request.user)
    stand = arbeitsstand.finden(request.user, None, formular)
    arbeitsstand.verwerfen(request.user, None, formular)
    messages.success(request, "Was Sie angefangen hatten, ist verworfen.")
    ziel = "antraege:liste" if stand and "seite" in stand.felder else "vorlagen:neu"
    return bestaetigen(redirect(ziel), None, {"formular": str(formular)})
