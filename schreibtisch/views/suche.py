"""The search page of the inner wing."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from schreibtisch import finden
from schreibtisch.forms import SpeichernForm, SuchForm
from schreibtisch.fundstellen import fundstellen
from schreibtisch.suchen import abfrage_aus
from vorlagen.models import Vorlage
from vorlagen.suche import mit_nummer
from wittmund_ris import suche as analyse

JE_SEITE = 20


@require_safe
def suche(request):
    """Papers with their Anlagen and sittings, as far as this account may see them; the number of one goes straight to it."""
    benutzer = request.user
    form = SuchForm(request.GET, benutzer=benutzer)
    nummer = analyse.nummer(form.text)
    kandidaten = ()
    if nummer and set(request.GET) <= {"q"}:
        genannt = mit_nummer(Vorlage.objects.sichtbar_fuer(benutzer), nummer)
        # 42/2019 is the paper itself; with its supplements it would be several.
        genaue = list(genannt.filter(zusatz=0)[:2]) if nummer.jahr and nummer.zusatz is None else []
        kandidaten = genaue or list(genannt.select_related("amt")[:JE_SEITE])
        if len(kandidaten) == 1:
            return redirect("vorlagen:detail", kandidaten[0].pk)
    kontext = {
        "form": form,
        "suchtext": form.text,
        "nummer": nummer,
        "kandidaten": kandidaten,
        "gespeicherte": benutzer.gespeicherte_suchen.all(),
        "ist_gesucht": form.ist_gesucht,
    }
    if form.ist_gesucht and not kandidaten:
        ergebnis = finden.suchen(form, benutzer)
        seite = Paginator(ergebnis.treffer, JE_SEITE).get_page(request.GET.get("page"))
        kontext |= {
            "ergebnis": ergebnis,
            "page_obj": seite,
            "fundstellen": fundstellen(seite.object_list, ergebnis.frage, benutzer),
            "vorschlaege": finden.vorschlaege(ergebnis.frage, benutzer) if not seite.paginator.count else (),
            "speichern": SpeichernForm(benutzer=benutzer, initial={"abfrage": abfrage_aus(request.GET)}),
        }
    return render(request, "schreibtisch/suche.html", kontext)
