"""The package of a sitting for the person who reads it, and this person's answer."""

import logging
import tempfile

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from konten.lesezugriffe import Gegenstand, paket_antwort
from konten.models import Lesezugriff
from sitzungen import paket, rueckmeldungen, sicht, versand
from sitzungen.forms.einladung import AntwortForm
from sitzungen.views.akte import sichtbare_sitzung

logger = logging.getLogger(__name__)
# Above this the package waits on disk, not in memory.
IM_SPEICHER = 8 << 20


def _geladene(request, pk):
    sitzung = sichtbare_sitzung(request.user, pk)
    if not sitzung.ist_eingeladen:
        raise Http404
    return sitzung


@require_http_methods(["GET", "POST"])
def seite(request, pk):
    """Everything of this sitting that this account may read, and the answer. Opening it is part of the proof of dispatch."""
    sitzung = _geladene(request, pk)
    if request.method != "HEAD":
        versand.oeffnen(sitzung, request.user)
    offen = rueckmeldungen.kann_antworten(sitzung)
    person = getattr(request.user, "person", None)
    eigene = rueckmeldungen.eigene_sitze(sitzung, request.user)
    eigener = next((e for e in eigene if e.sitz.person_id == person.pk), None) if person else None
    vertritt = [e for e in eigene if e is not eigener]
    form = None
    if request.method == "POST":
        if not eigene:
            raise Http404
        if "vertretung_kommt" in request.POST:
            return _als_vertretung(request, sitzung, vertritt)
    if eigener and offen:
        daten = request.POST if request.method == "POST" else None
        form = AntwortForm(daten, benutzer=request.user, sitzung=sitzung, erwartung=eigener)
        if request.method == "POST" and form.versuchen():
            messages.success(request, f"Danke, Ihre Antwort ist eingetragen: {form.ergebnis.get_antwort_display()}.")
            return redirect("sitzungen:paket", pk)
    elif request.method == "POST":
        messages.warning(request, "Antworten sind zwischen der Einladung und der Eröffnung der Sitzung möglich.")
        return redirect("sitzungen:paket", pk)
    blaetter = sicht.blaetter(sitzung, request.user)
    kontext = {
        "sitzung": sitzung,
        "dokumente": sicht.sitzungsdateien(sitzung, request.user),
        "blaetter": blaetter,
        "eigener": eigener,
        "vertritt": vertritt if offen else [],
        "form": form,
        "brotkrumen": [
            ("Sitzungen", reverse("sitzungen:liste")),
            (str(sitzung), reverse("sitzungen:detail", args=[pk])),
            ("Unterlagen", ""),
        ],
    }
    return render(request, "sitzungen/paket.html", kontext, status=422 if form is not None and form.errors else 200)


def _als_vertretung(request, sitzung, vertritt):
    gewaehlt = next((e for e in vertritt if str(e.sitz.pk) == request.POST.get("sitz")), None)
    if gewaehlt is None:
        raise Http404
    try:
        kommt = request.POST["vertretung_kommt"] == "ja"
        rueckmeldungen.vertretung_antworten(sitzung, gewaehlt.sitz, kommt, benutzer=request.user)
        messages.success(request, "Danke, Ihre Antwort ist eingetragen.")
    except ValidationError as fehler:
        messages.error(request, " ".join(fehler.messages))
    return redirect("sitzungen:paket", sitzung.pk)


@require_safe
def laden(request, pk):
    """The package as one ZIP."""
    sitzung = _geladene(request, pk)
    datei = tempfile.SpooledTemporaryFile(max_size=IM_SPEICHER)  # noqa: SIM115 - closed by the answer that sends it
    try:
        gegenstaende = paket.schreiben(sitzung, request.user, datei)
    except paket.PaketFehler:
        datei.close()
        logger.exception("Sitzung %s: Paket nicht erzeugt", sitzung.pk)
        messages.error(request, "Das Paket ließ sich nicht erzeugen. Bitte wenden Sie sich an den Sitzungsdienst.")
        return redirect("sitzungen:paket", pk)
    versand.oeffnen(sitzung, request.user)
    gegenstaende = [Gegenstand(Lesezugriff.Art.SITZUNG, sitzung.pk, str(sitzung)), *gegenstaende]
    return paket_antwort(request, datei, paket.name(sitzung), gegenstaende=gegenstaende)
