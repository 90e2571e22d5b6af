"""The list of the sittings, one sitting, a new one, another date."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gremien.fristen import Fristen
from konten.rechte import darf
from sitzungen import anwesenheitsliste, workflow
from sitzungen.anwesenheit import anwesende_stimmberechtigte, beschlussfaehigkeit
from sitzungen.choices import FassungArt, SitzungStatus
from sitzungen.forms.planung import FilterForm
from sitzungen.forms.termin import PlanForm, VerlegenForm
from sitzungen.models import Sitzung
from sitzungen.views.akte import erlaubt, gesendet, sichtbare_sitzung
from sitzungen.views.ansicht import STATUS_TON, dokumente, teile
from sitzungen.views.rahmen import ARBEITSBEREICH, status
from wittmund_ris import uhr

JE_SEITE = 25
GEAENDERT = {
    SitzungStatus.GEPLANT: "Termin und Ort sind geändert.",
    SitzungStatus.EINGELADEN: "Die Sitzung ist verlegt. Alle Eingeladenen haben die geänderte Einladung.",
}


@require_safe
def liste(request):
    """Upcoming sittings in their order, past ones from the newest on, page by page."""
    sichtbar = Sitzung.objects.sichtbar_fuer(request.user)
    jahre = [d.year for d in sichtbar.dates("beginn", "year", order="DESC")]
    filter_form = FilterForm(request.GET or None, jahre=jahre)
    gefiltert = filter_form.anwenden(sichtbar).select_related("gremium").annotate(punkte=Count("tops"))
    # The whole day of a sitting counts as upcoming.
    grenze = uhr.tagesbeginn(uhr.heute())
    kommende = list(gefiltert.filter(beginn__gte=grenze).order_by("beginn", "pk"))
    seiten = Paginator(gefiltert.filter(beginn__lt=grenze).order_by("-beginn", "-pk"), JE_SEITE)
    seite = seiten.get_page(request.GET.get("page"))
    for sitzung in (*kommende, *seite):
        sitzung.ton = STATUS_TON[sitzung.status]
    fristen = Fristen()
    for sitzung in kommende:
        sitzung.abgabe = fristen.abgabe(sitzung.tag)
        sitzung.abgabe_vorbei = bool(sitzung.abgabe) and sitzung.abgabe < uhr.heute()
    return render(
        request,
        "sitzungen/sitzung_list.html",
        {
            "kommende": kommende,
            "page_obj": seite,
            "filter_form": filter_form,
            "gefiltert": any(request.GET.get(name) for name in ("gremium", "jahr", "status")),
            "darf_planen": darf(request.user, "sitzungen.planen"),
            "darf_rechtsakte": darf(request.user, "sitzungen.rechtsakte_sehen"),
        },
    )


@require_safe
def detail(request, pk):
    """A sitting with its agenda, documents, attendance and Verlauf, as far as this reader may see them."""
    sitzung = sichtbare_sitzung(request.user, pk)
    intern = darf(request.user, "sitzungen.intern_sehen", sitzung)
    eroeffnet = sitzung.status == SitzungStatus.EROEFFNET
    fassungen = list(sitzung.fassungen.order_by("nummer"))
    kontext = {
        "sitzung": sitzung,
        "ton": STATUS_TON[sitzung.status],
        "intern": intern,
        "teile": teile(sitzung, request.user),
        "dokumente": dokumente(sitzung, request.user),
        "uebergaenge": workflow.moegliche_uebergaenge(sitzung, request.user),
        "darf_aufstellen": sitzung.status == SitzungStatus.GEPLANT
        and darf(request.user, "sitzungen.tagesordnung", sitzung),
        "darf_versand": sitzung.eingeladen_am is not None and darf(request.user, "sitzungen.versand_sehen", sitzung),
        "darf_verlegen": sitzung.status in (SitzungStatus.GEPLANT, SitzungStatus.EINGELADEN)
        and darf(request.user, "sitzungen.verlegen", sitzung),
        "verlegungen": list(sitzung.verlegungen.all()),
        "darf_nachtragen": sitzung.status == SitzungStatus.EINGELADEN
        and darf(request.user, "sitzungen.tagesordnung", sitzung),
        "darf_feststellen": eroeffnet
        and darf(request.user, "sitzungen.tagesordnung", sitzung)
        and not any(f.art == FassungArt.BESCHLOSSEN for f in fassungen),
        "fassungen": fassungen,
        "darf_abstimmen": eroeffnet and darf(request.user, "sitzungen.abstimmen", sitzung),
    }
    kontext["darf_protokoll"] = bool(sitzung.eroeffnet_am) and darf(request.user, "sitzungen.protokoll_sehen", sitzung)
    if intern:
        kontext["verlauf"] = sitzung.verlauf.order_by("-am", "-pk")
    if intern and sitzung.eroeffnet_am:
        kontext["anwesenheit"] = anwesenheitsliste.liste(sitzung)
        kontext["faehig"] = beschlussfaehigkeit(sitzung, anwesende_stimmberechtigte(sitzung))
    return render(request, "sitzungen/sitzung_detail.html", kontext)


@require_http_methods(["GET", "POST"])
def neu(request):
    """Plan a sitting."""
    if not darf(request.user, "sitzungen.planen"):
        raise PermissionDenied
    form = PlanForm(gesendet(request), benutzer=request.user)
    if request.method == "POST" and form.versuchen():
        messages.success(request, f"{form.ergebnis} ist geplant. Stellen Sie jetzt die Tagesordnung auf.")
        return redirect("sitzungen:detail", form.ergebnis.pk)
    return render(
        request,
        "sitzungen/sitzung_form.html",
        {"form": form, "titel": "Sitzung planen", "knopf": "Planen"},
        status=status(form),
    )


@require_http_methods(["GET", "POST"])
def verlegen(request, pk):
    """Move a planned or invited sitting; after the invitation everybody is told."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.verlegen", sitzung)
    if sitzung.status not in (SitzungStatus.GEPLANT, SitzungStatus.EINGELADEN):
        meldung = "Diese Sitzung lässt sich nicht mehr verlegen."
        return ARBEITSBEREICH.zurueck(request, sitzung, meldung, messages.WARNING)
    form = VerlegenForm(gesendet(request), benutzer=request.user, sitzung=sitzung)
    if request.method == "POST" and form.versuchen():
        return ARBEITSBEREICH.zurueck(request, sitzung, GEAENDERT[sitzung.status])
    kontext = {"form": form, "sitzung": sitzung, "titel": "Termin oder Ort ändern", "knopf": "Speichern"}
    return render(request, "sitzungen/sitzung_form.html", kontext, status=status(form))
