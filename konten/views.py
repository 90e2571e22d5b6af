"""Vertretung: enter, look at, lift."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from konten import vertretung
from konten.forms import VertretungForm, regelbare
from konten.models import Vertretung
from konten.rechte import darf
from wittmund_ris import uhr


@require_http_methods(["GET", "HEAD", "POST"])
def vertretungen(request):
    """Who stands in for me and my people, for whom I stand in, and a form for a new Vertretung."""
    if not darf(request.user, "konten.vertretungen_sehen"):
        raise PermissionDenied
    form = VertretungForm(request.POST if request.method == "POST" else None, benutzer=request.user)
    if form.is_valid():
        try:
            neu = form.save()
        except ValidationError as fehler:
            # A dict names the fields; a plain sentence stands at the head.
            form.add_error(None, fehler)
        else:
            messages.success(request, f"{neu.vertretung} vertritt {neu.abwesend} bis {neu.bis:%d.%m.%Y}.")
            return redirect("konten:vertretungen")
    eigene = set(regelbare(request.user).values_list("pk", flat=True))
    zeilen = _sichtbare(request.user).filter(bis__gte=uhr.heute(), aufgehoben_am__isnull=True)
    kontext = {
        "form": form,
        "zeilen": [(v, v.abwesend_id in eigene) for v in zeilen.order_by("von", "pk")],
        "heute": uhr.heute(),
    }
    return render(request, "konten/vertretungen.html", kontext, status=422 if request.method == "POST" else 200)


@require_POST
def aufheben(request, pk):
    eintrag = get_object_or_404(_sichtbare(request.user), pk=pk)
    try:
        vertretung.aufheben(eintrag, benutzer=request.user)
    except ValidationError as fehler:
        messages.warning(request, " ".join(fehler.messages))
    else:
        messages.success(request, "Die Vertretung ist aufgehoben.")
    return redirect("konten:vertretungen")


def _sichtbare(benutzer):
    """What this account may rule, and where it stands in itself."""
    if not darf(benutzer, "konten.vertretungen_sehen"):
        raise Http404
    betrifft = Q(abwesend__in=regelbare(benutzer).values("pk")) | Q(vertretung=benutzer)
    return Vertretung.objects.filter(betrifft).select_related("abwesend", "vertretung", "eingetragen_von")
