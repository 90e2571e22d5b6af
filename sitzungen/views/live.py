"""The running sitting: the page, the part of it that is asked for again and again, and the entries."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sitzungen.choices import SitzungStatus
from sitzungen.forms.live_verhandlung import EINGABEN
from sitzungen.views import live_ansicht
from sitzungen.views.akte import erlaubt, sichtbare_sitzung
from sitzungen.views.rahmen import ARBEITSBEREICH


def _sitzung(request, pk):
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.abstimmen", sitzung)
    return sitzung


def _zahl(text) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _gewuenscht(daten) -> dict:
    return {
        "top": _zahl(daten.get("top")),
        "berichtigen": "berichtigen" in daten,
        "vertretung": _zahl(daten.get("vertretung")),
    }


@require_safe
@never_cache
def seite(request, pk):
    """The page. Before the opening and after the end it leads to the page of the sitting."""
    sitzung = _sitzung(request, pk)
    if sitzung.status != SitzungStatus.EROEFFNET:
        meldung = (
            f"Die Sitzung ist {sitzung.get_status_display().lower()}. Geführt wird sie hier, solange sie eröffnet ist."
        )
        return ARBEITSBEREICH.zurueck(request, sitzung, meldung, messages.WARNING)
    return _zeichnen(request, sitzung, **_gewuenscht(request.GET))


def _zeichnen(request, sitzung, status=200, fenster="", **gewuenscht):
    kontext = live_ansicht.kontext(sitzung, request.user, **gewuenscht)
    kontext |= {"fenster": fenster or uuid4(), "kennung": live_ansicht.kennung(sitzung, gewuenscht.get("top"))}
    return render(request, "sitzungen/live/seite.html", kontext, status=status)


@require_safe
def inhalt(request, pk):
    """The changing part of the page; 304 while nothing has happened."""
    sitzung = _sitzung(request, pk)
    gewuenscht = _gewuenscht(request.GET)
    kennung = live_ansicht.kennung(sitzung, gewuenscht["top"])
    if request.headers.get("If-None-Match") == kennung:
        return HttpResponse(status=304, headers={"ETag": kennung})
    if sitzung.status != SitzungStatus.EROEFFNET:
        return JsonResponse({"text": f"Die Sitzung ist {sitzung.get_status_display().lower()}."}, status=410)
    kontext = live_ansicht.kontext(sitzung, request.user, **gewuenscht)
    kontext["fenster"] = request.GET.get("fenster", "")[:40]
    antwort = render(request, "sitzungen/live/_inhalt.html", kontext)
    antwort.headers["ETag"] = kennung
    antwort.headers["Cache-Control"] = "private, no-store"
    return antwort


@require_POST
def eingabe(request, pk, aktion):
    """One entry. A script gets a sentence as JSON, a plain form the page: with what was typed if it was refused."""
    sitzung = _sitzung(request, pk)
    if aktion not in EINGABEN:
        raise Http404
    form = EINGABEN[aktion](request.POST, benutzer=request.user, sitzung=sitzung)
    skript = "X-Live" in request.headers
    if form.versuchen():
        if skript:
            return JsonResponse({"text": form.ergebnis.text})
        messages.success(request, form.ergebnis.text)
        ziel = reverse("sitzungen:live", args=[sitzung.pk])
        top = request.POST.get("top", "")
        if top and aktion != "aufrufen" and not request.POST.get("weiter"):
            ziel += "?" + urlencode({"top": top})
        return redirect(ziel)
    status = 409 if form.veraltet else 422
    if skript:
        felder = {name: " ".join(liste) for name, liste in form.errors.items() if name != "__all__"}
        text = " ".join([*form.non_field_errors(), *(t for n, t in felder.items())])
        return JsonResponse({"text": text, "felder": felder, "veraltet": form.veraltet}, status=status)
    sitzung.refresh_from_db()
    if sitzung.status != SitzungStatus.EROEFFNET:
        return ARBEITSBEREICH.zurueck(request, sitzung, " ".join(form.non_field_errors()), messages.ERROR)
    return _zeichnen(
        request,
        sitzung,
        status=status,
        fenster=request.POST.get("fenster", "")[:40],
        form=form,
        getippt=request.POST,
        **(_gewuenscht(request.POST) | {"berichtigen": form.hat_stand}),
    )
