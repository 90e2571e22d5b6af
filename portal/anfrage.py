"""What every public view shares: open to all, reads only, found in the register by its address."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from aushang.models import Eintrag


class Zurueckgenommen(Exception):
    """The address is known, what hung there was withdrawn. Carries the sentence of the closed list."""

    def __init__(self, grund: str):
        super().__init__(grund)
        self.grund = grund


def oeffentlich(view):
    """A page of the public wing: no login, GET and HEAD only, asked again on every visit, 410 for what was withdrawn.

    The register may change at any moment and a withdrawal works at once; so nothing is kept without asking, but an
    unchanged page is answered with 304.
    """

    @wraps(view)
    def innen(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Zurueckgenommen as zurueck:
            return render(request, "portal/zurueckgenommen.html", {"grund": zurueck.grund}, status=410)

    return login_not_required(require_safe(cache_control(public=True, no_cache=True)(conditional_page(innen))))


def ausgehaengt(objekt):
    """The Eintrag or Datei if it hangs; 404 if nobody ever hung it, 410 if it was withdrawn."""
    if objekt is None:
        raise Http404
    if objekt.entfernt_am:
        raise Zurueckgenommen(objekt.get_entfernt_grund_display())
    return objekt


def eintrag_holen(request, art, *, mit_dateien=False) -> Eintrag:
    """What hangs at the address of this request. Only the permanent spelling of an address is one."""
    eintraege = Eintrag.objects.defer("suche").filter(pfad=request.path_info, art=art)
    if mit_dateien:
        eintraege = eintraege.prefetch_related("dateien")
    return ausgehaengt(eintraege.first())
