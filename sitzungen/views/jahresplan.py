"""The plan of a year of sittings: list, draft, confirmation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from konten.rechte import darf
from sitzungen import jahresplan
from sitzungen.forms.jahresplan import BestaetigenForm, MusterForm, PlanAnlegenForm, ZeilenForm
from sitzungen.models import Jahresplan
from sitzungen.views.akte import gesendet
from sitzungen.views.rahmen import status
from wittmund_ris.werktage import ist_werktag, letzter_werktag


def _erlaubt(benutzer):
    if not darf(benutzer, "sitzungen.planen"):
        raise PermissionDenied


def _krumen(*weiter):
    return [
        ("Sitzungen", reverse("sitzungen:liste")),
        ("Jahresplanung", reverse("sitzungen:jahresplaene")),
        *weiter,
    ]


@require_http_methods(["GET", "POST"])
def plaene(request):
    """The drafts and what was confirmed; a new one."""
    _erlaubt(request.user)
    form = PlanAnlegenForm(gesendet(request), benutzer=request.user)
    if request.method == "POST" and form.versuchen():
        messages.success(request, "Der Plan ist angelegt. Fügen Sie jetzt Termine nach einem Muster hinzu.")
        return redirect("sitzungen:jahresplan", form.ergebnis.pk)
    alle = Jahresplan.objects.select_related("angelegt_von", "bestaetigt_von").annotate(
        anzahl=Count("termine", filter=Q(termine__ist_gestrichen=False))
    )
    kontext = {"plaene": alle, "form": form, "brotkrumen": _krumen()[:1] + [("Jahresplanung", "")]}
    return render(request, "sitzungen/jahresplan/liste.html", kontext, status=status(form))


@require_http_methods(["GET", "POST"])
def plan(request, pk):
    """One draft: its rows with deadlines and conflicts, and the form of a pattern. The button that was pressed says what."""
    _erlaubt(request.user)
    entwurf = get_object_or_404(Jahresplan, pk=pk)
    schritt = request.POST.get("schritt", "")
    termine, _ = jahresplan.pruefung(entwurf)
    gemeinsam = {"benutzer": request.user, "plan": entwurf}
    muster = MusterForm(request.POST if schritt == "muster" else None, **gemeinsam)
    zeilen = ZeilenForm(request.POST if schritt in ("zeilen", "pruefen") else None, termine=termine, **gemeinsam)
    if request.method == "POST":
        if schritt == "muster" and muster.versuchen():
            neu = muster.ergebnis
            satz = "1 Termin ist neu im Plan." if neu == 1 else f"{neu} Termine sind neu im Plan."
            messages.success(request, satz if neu else "Alle Termine dieses Musters stehen schon im Plan.")
            return redirect("sitzungen:jahresplan", pk)
        if schritt in ("zeilen", "pruefen") and zeilen.versuchen():
            if schritt == "pruefen":
                return redirect("sitzungen:jahresplan_bestaetigen", pk)
            messages.success(request, "Die Änderungen sind gespeichert und geprüft.")
            return redirect("sitzungen:jahresplan", pk)
    form = muster if muster.is_bound else zeilen
    kontext = _kontext(entwurf, termine) | {
        "form": form if form.errors else None,
        "muster": muster,
        "zeilen": zeilen,
        "brotkrumen": _krumen((entwurf.bezeichnung, "")),
    }
    return render(request, "sitzungen/jahresplan/plan.html", kontext, status=status(form))


@require_http_methods(["GET", "POST"])
def bestaetigen(request, pk):
    """What will be planned, once more as a whole, then all of it in one act."""
    _erlaubt(request.user)
    entwurf = get_object_or_404(Jahresplan, pk=pk)
    if entwurf.ist_bestaetigt:
        messages.info(request, "Dieser Plan ist schon bestätigt; seine Sitzungen sind geplant.")
        return redirect("sitzungen:jahresplan", pk)
    form = BestaetigenForm(gesendet(request), benutzer=request.user, plan=entwurf)
    if request.method == "POST" and form.versuchen():
        messages.success(request, _geplant(form.ergebnis))
        return redirect("sitzungen:jahresplan", pk)
    termine, _ = jahresplan.pruefung(entwurf)
    kontext = _kontext(entwurf, [t for t in termine if not t.ist_gestrichen]) | {
        "form": form,
        "brotkrumen": _krumen((entwurf.bezeichnung, reverse("sitzungen:jahresplan", args=[pk])), ("Bestätigen", "")),
    }
    return render(request, "sitzungen/jahresplan/bestaetigen.html", kontext, status=status(form))


@require_POST
def verwerfen(request, pk):
    """Throw a draft away, after a tick at the button."""
    _erlaubt(request.user)
    entwurf = get_object_or_404(Jahresplan, pk=pk)
    if request.POST.get("sicher") != "ja":
        messages.warning(request, "Bitte setzen Sie den Haken, wenn Sie den Plan verwerfen wollen.")
        return redirect("sitzungen:jahresplan", pk)
    try:
        jahresplan.verwerfen(entwurf, benutzer=request.user)
    except ValidationError as fehler:
        messages.error(request, " ".join(fehler.messages))
        return redirect("sitzungen:jahresplan", pk)
    messages.success(request, f"Der Plan „{entwurf}“ ist verworfen. Es ist nichts geplant worden.")
    return redirect("sitzungen:jahresplaene")


def _kontext(entwurf, termine) -> dict:
    for termin in termine:
        frei = termin.fristen and not ist_werktag(termin.fristen.ladung)
        termin.ladung_arbeitstag = letzter_werktag(termin.fristen.ladung) if frei else None
    gueltige = [t for t in termine if not t.ist_gestrichen]
    return {
        "plan": entwurf,
        "termine": termine,
        "anzahl": len(gueltige),
        "mit_hinweisen": sum(bool(t.hinweise) for t in gueltige),
    }


def _geplant(sitzungen) -> str:
    je_gremium = {}
    for sitzung in sitzungen:
        je_gremium[sitzung.gremium.name] = je_gremium.get(sitzung.gremium.name, 0) + 1
    wort = "1 Sitzung ist geplant" if len(sitzungen) == 1 else f"{len(sitzungen)} Sitzungen sind geplant"
    return f"{wort}: {', '.join(f'{name} {n}' for name, n in je_gremium.items())}."
