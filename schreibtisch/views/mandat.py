"""The start of a member of the Kreistag: own sittings, coming and past."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gremien.rules import ist_mandatstraeger
from schreibtisch import mandat
from wittmund_ris import uhr

JE_SEITE = 25


@require_safe
def start(request):
    """My sittings over the time of my mandates; for who has a seat in the Kreistag today, and nobody else."""
    if not ist_mandatstraeger(request.user):
        raise PermissionDenied("Diese Seite ist für Abgeordnete mit einem Sitz im Kreistag.")
    person, heute = request.user.person, uhr.heute()
    sitzungen = mandat.eigene_sitzungen(request.user)
    seite = Paginator(mandat.vergangene(sitzungen, heute), JE_SEITE).get_page(request.GET.get("seite"))
    kontext = {
        "kommende": mandat.mit_eigenschaft(mandat.kommende(sitzungen, heute), person),
        "vergangene": mandat.mit_eigenschaft(seite.object_list, person),
        "seite": seite,
    }
    return render(request, "schreibtisch/mandat.html", kontext)
