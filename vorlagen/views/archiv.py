"""Finished matters on their way to the archive: the lists, and one page for each step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gremien.models import Regelwerk
from konten.rechte import darf
from vorlagen import archivierung
from vorlagen.archivschritte import ARCHIVSCHRITTE
from vorlagen.choices import Archivstand
from vorlagen.forms import uebernehmen
from vorlagen.forms.archiv import ArchivschrittForm
from vorlagen.models import Vorlage
from vorlagen.views.rahmen import fordern, gesendet, hole_vorlage, seite
from wittmund_ris import uhr
from wittmund_ris.workflow import UebergangNichtMoeglich

JE_SEITE = 50
HERAN, LAUFEND = "heran", "laufend"
LISTEN = {HERAN: "Zur Aussonderung heran", LAUFEND: "In der Aufbewahrungsfrist"} | dict(Archivstand.choices)


@require_safe
def liste(request):
    """One list for each state; the first is what has to be done."""
    fordern(request.user, "vorlagen.archiv_sehen")
    gewaehlt = request.GET.get("stand", HERAN)
    if gewaehlt not in LISTEN:
        raise Http404
    heute = uhr.heute()
    regelwerk = Regelwerk.objects.gilt_am(heute)
    sichtbar = Vorlage.objects.sichtbar_fuer(request.user).values("pk")
    if gewaehlt == HERAN:
        vorlagen = archivierung.heran(heute)
    elif gewaehlt == LAUFEND:
        spaeter = archivierung.abgeschlossene().filter(archivierung__isnull=True)
        vorlagen = spaeter.exclude(pk__in=archivierung.heran(heute).values("pk")).order_by("abgeschlossen_am", "pk")
    else:
        im_stand = archivierung.abgeschlossene().filter(archivierung__stand=gewaehlt)
        vorlagen = im_stand.order_by("archivierung__ausgesondert_am", "pk")
    vorlagen = vorlagen.filter(pk__in=sichtbar).select_related("archivierung__archiv", "archivierung__angeboten_von")
    blatt = Paginator(vorlagen, JE_SEITE).get_page(request.GET.get("seite"))
    kontext = {
        "listen": [(name, titel, name == gewaehlt) for name, titel in LISTEN.items()],
        "titel": LISTEN[gewaehlt],
        "gewaehlt": gewaehlt,
        "hat_stand": gewaehlt not in (HERAN, LAUFEND),
        "zeilen": [
            (
                v,
                v.archivierung.frist_bis
                if hasattr(v, "archivierung")
                else archivierung.aufzubewahren_bis(v, regelwerk),
                [] if gewaehlt == LAUFEND else archivierung.schritte_fuer(v, request.user),
            )
            for v in blatt
        ],
        "blatt": blatt,
    }
    return render(request, "vorlagen/archiv_list.html", kontext)


@seite
def schritt(request, pk, name):
    """What a step brings about on GET, the step itself on POST."""
    vorlage = hole_vorlage(request, pk)
    benannt = next((s for s in ARCHIVSCHRITTE if s.name == name), None)
    if benannt is None:
        raise Http404
    _fordern(request, vorlage, name)
    if not benannt.gilt(archivierung.stand_von(vorlage)):
        return _zu_spaet(request, vorlage, benannt)
    form = ArchivschrittForm(gesendet(request), vorlage=vorlage, schritt=benannt, benutzer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            ergebnis = form.save()
        except UebergangNichtMoeglich:
            return _zu_spaet(request, Vorlage.objects.get(pk=pk), benannt)
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        else:
            messages.success(request, f"Vorlage {vorlage.nummer}: {ergebnis.get_stand_display()}.")
            return redirect(_liste(ergebnis.stand))
    offen = archivierung.hindernisse(vorlage, uhr.heute()) if name == "aussondern" else []
    kontext = {
        "form": form,
        "titel": benannt.titel,
        "knopf": benannt.titel,
        "objekt": vorlage,
        "folgen": [benannt.folge, *offen],
        "gefaehrlich": benannt.gefaehrlich,
        "abbrechen_url": reverse("archiv:liste"),
        "brotkrumen": [
            ("Archiv", reverse("archiv:liste")),
            (vorlage.nummer or vorlage.betreff, ""),
            (benannt.titel, ""),
        ],
    }
    return render(request, "verwaltung/uebergang.html", kontext, status=422 if request.method == "POST" else 200)


def _fordern(request, vorlage, name) -> None:
    if darf(request.user, f"vorlagen.{name}", vorlage):
        return
    angebot = getattr(vorlage, "archivierung", None)
    if angebot and angebot.angeboten_von_id == request.user.pk and darf(request.user, "vorlagen.anbieten", vorlage):
        raise PermissionDenied("Sie haben den Vorgang angeboten; die Antwort des Archivs hält eine andere Person fest.")
    raise PermissionDenied


def _liste(stand) -> str:
    return f"{reverse('archiv:liste')}?stand={stand or HERAN}"


def _zu_spaet(request, vorlage, benannt):
    stand = archivierung.stand_von(vorlage)
    wort = Archivstand(stand).label if stand else "noch nicht ausgesondert"
    messages.warning(request, f"„{benannt.titel}“ ist nicht möglich: Vorlage {vorlage.nummer} ist {wort}.")
    return redirect(_liste(stand))
