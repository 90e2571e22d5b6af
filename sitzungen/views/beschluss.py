"""The Beschlusskontrolle: the list, its output and reminders, one decision with its Verlauf, the half-yearly report."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.rechte import darf
from sitzungen import beschlussbericht, beschlusskontrolle
from sitzungen.forms.beschluss import BerichtenForm, BerichtForm, BeschlussFilterForm, FreigabeForm, SteuernForm
from sitzungen.models import Beschluss
from sitzungen.views.akte import erlaubt, gesendet
from sitzungen.views.rahmen import status
from wittmund_ris import uhr

JE_SEITE = 25


def _gefiltert(request):
    """(entries of this reader that pass the filters, the form): open ones first, by date."""
    sichtbar = Beschluss.objects.sichtbar_fuer(request.user).distinct()
    form = BeschlussFilterForm(request.GET or None)
    gefiltert = form.anwenden(Beschluss.objects.filter(pk__in=sichtbar.values("pk")), uhr.heute())
    reihe = (F("erledigt_am").asc(nulls_first=True), F("faellig_am").asc(nulls_last=True), "pk")
    return gefiltert.mit_herkunft().order_by(*reihe), form


@require_safe
def liste(request):
    """The decisions that this reader may see, with their traffic light in words."""
    beschluesse, form = _gefiltert(request)
    seite = Paginator(beschluesse, JE_SEITE).get_page(request.GET.get("page"))
    heute = uhr.heute()
    for beschluss in seite:
        beschluss.ampel_wort, beschluss.ampel_ton = beschluss.ampel(heute)
    filter_werte = {name: wert for name, wert in request.GET.items() if name != "page" and wert}
    return render(
        request,
        "sitzungen/beschluss_list.html",
        {
            "page_obj": seite,
            "filter_form": form,
            "gefiltert": bool(filter_werte),
            "abfrage": urlencode(filter_werte),
            "darf_erinnern": darf(request.user, "sitzungen.beschluss_erinnern"),
            "darf_berichten": darf(request.user, "vorlagen.anlegen"),
        },
    )


@require_safe
def ausgabe(request):
    """The filtered list as CSV."""
    beschluesse, _ = _gefiltert(request)
    return beschlussbericht.csv_antwort(beschluesse)


@require_POST
def erinnern(request):
    """Remind of all that the filters show, or of the one that was named."""
    if not darf(request.user, "sitzungen.beschluss_erinnern"):
        raise PermissionDenied
    beschluesse, _ = _gefiltert(request)
    einer = request.POST.get("beschluss", "")
    if einer:
        beschluesse = beschluesse.filter(pk=einer if einer.isdecimal() else 0)
    anzahl = beschlusskontrolle.erinnern(beschluesse.offene(), benutzer=request.user)
    messages.success(request, f"An {anzahl} {'Beschluss' if anzahl == 1 else 'Beschlüsse'} erinnert.")
    return redirect(f"{request.path.removesuffix('erinnern/')}?{request.GET.urlencode()}")


@require_http_methods(["GET", "POST"])
def bericht(request):
    """The half-yearly report as a draft Mitteilungsvorlage."""
    if not darf(request.user, "vorlagen.anlegen"):
        raise PermissionDenied
    form = BerichtForm(gesendet(request), benutzer=request.user)
    if request.method == "POST" and form.versuchen():
        messages.success(request, "Der Bericht ist als Entwurf angelegt. Ergänzen Sie Aktenzeichen und Beratungsfolge.")
        return redirect("vorlagen:detail", form.ergebnis.pk)
    return render(request, "sitzungen/beschluss_bericht.html", {"form": form}, status=status(form))


FORMULARE = {
    "berichten": (BerichtenForm, "Der Sachstand ist festgehalten."),
    "steuern": (SteuernForm, "Amt und Termin sind festgehalten."),
    "freigeben": (FreigabeForm, "Der Sachstand ist veröffentlicht."),
}


@require_http_methods(["GET", "POST"])
def detail(request, pk):
    """One decision: wording, state, Verlauf, and the acts that this reader may do."""
    sichtbar = Beschluss.objects.sichtbar_fuer(request.user).values("pk")
    beschluss = get_object_or_404(Beschluss.objects.filter(pk__in=sichtbar).mit_herkunft(), pk=pk)
    schritt = request.POST.get("schritt", "")
    if schritt == "zuruecknehmen":
        beschlusskontrolle.freigabe_zuruecknehmen(beschluss, benutzer=request.user)
        messages.success(request, "Die Veröffentlichung ist zurückgenommen.")
        return redirect("beschlusskontrolle:detail", pk)
    formulare = {}
    for name, (klasse, _) in FORMULARE.items():
        oeffentlich = name != "freigeben" or beschlusskontrolle.kann_oeffentlich(beschluss)
        if oeffentlich and darf(request.user, f"sitzungen.beschluss_{name}", beschluss):
            daten = gesendet(request) if name == schritt else None
            formulare[name] = klasse(daten, benutzer=request.user, beschluss=beschluss)
    if request.method == "POST":
        erlaubt(request.user, f"sitzungen.beschluss_{schritt if schritt in FORMULARE else 'steuern'}", beschluss)
        if schritt in formulare and formulare[schritt].versuchen():
            messages.success(request, FORMULARE[schritt][1])
            return redirect("beschlusskontrolle:detail", pk)
    wort, ton = beschluss.ampel(uhr.heute())
    kontext = {
        "beschluss": beschluss,
        "ampel_wort": wort,
        "ampel_ton": ton,
        "formulare": formulare,
        "form": formulare.get(schritt),
        "verlauf": beschluss.verlauf.order_by("-am", "-pk"),
        "darf_erinnern": beschluss.ist_offen and darf(request.user, "sitzungen.beschluss_erinnern", beschluss),
        "geschwister": beschluss.top.beschluesse.exclude(pk=pk).order_by("nummer"),
    }
    return render(request, "sitzungen/beschluss_detail.html", kontext, status=status(formulare.get(schritt)))
