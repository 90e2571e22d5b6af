"""The pages of the notices."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hinweise import auftraege, lesen
from hinweise import versand as versenden
from hinweise.forms import MailwunschForm
from hinweise.models import Hinweis, Lauf, Mailwunsch, Sendung
from hinweise.tasks import faellige_versenden
from konten.rechte import darf

JE_SEITE = 25


@require_safe
def liste(request):
    """The notices of this account, unread ones first, newest first."""
    eigene = Hinweis.objects.filter(empfaenger=request.user)
    eigene = eigene.annotate(ist_neu=Q(gelesen_am__isnull=True)).order_by("-ist_neu", "-erstellt_am", "-pk")
    seite = Paginator(eigene, JE_SEITE).get_page(request.GET.get("page"))
    hinweise = list(seite)
    return render(
        request,
        "hinweise/hinweis_list.html",
        {
            "page_obj": seite,
            "neue": [h for h in hinweise if not h.ist_gelesen],
            "gelesene": [h for h in hinweise if h.ist_gelesen],
            # What comes in while this page is read stays unread.
            "bis": max((h.pk for h in hinweise), default=0),
        },
    )


@require_POST
def einer_gelesen(request, pk):
    """Tick one off; a second time changes nothing."""
    get_object_or_404(Hinweis, pk=pk, empfaenger=request.user)
    lesen.gelesen(request.user, pk=pk)
    return redirect("hinweise:liste")


@require_POST
def alle_gelesen(request):
    """Tick off all that the page has shown."""
    bis = request.POST.get("bis", "")
    anzahl = lesen.gelesen(request.user, bis=int(bis)) if bis.isdecimal() and len(bis) < 19 else 0
    wort = "Hinweis ist" if anzahl == 1 else "Hinweise sind"
    messages.success(request, f"{anzahl} {wort} als gelesen markiert." if anzahl else "Es war nichts mehr ungelesen.")
    return redirect("hinweise:liste")


@require_http_methods(["GET", "HEAD", "POST"])
def einstellungen(request):
    """What this account gets by mail."""
    wunsch = Mailwunsch.objects.filter(benutzer=request.user).first() or Mailwunsch(benutzer=request.user)
    form = MailwunschForm(request.POST if request.method == "POST" else None, instance=wunsch)
    if request.method == "POST" and form.is_valid():
        # Two tabs at the first save: the row of the other one is updated, not doubled.
        Mailwunsch.objects.update_or_create(benutzer=request.user, defaults=form.cleaned_data)
        messages.success(request, "Ihre Einstellungen gelten ab dem nächsten Hinweis.")
        return redirect("hinweise:einstellungen")
    return render(request, "hinweise/einstellungen.html", {"form": form}, status=422 if form.errors else 200)


def _betreut_versand(request):
    if not darf(request.user, "hinweise.versand_betreuen"):
        raise PermissionDenied("Den Versand betreut die Administration.")


@require_safe
def versand(request):
    """What the Administration looks at: mails that failed, the queue, and whether the background work is alive."""
    _betreut_versand(request)
    gestrandet = Sendung.objects.gestrandet().select_related("empfaenger")
    return render(
        request,
        "hinweise/versand.html",
        {
            "page_obj": Paginator(gestrandet, JE_SEITE).get_page(request.GET.get("page")),
            "lage": auftraege.lage(),
            "laeufe": Lauf.objects.all(),
        },
    )


@require_POST
def erneut(request, pk):
    """Try one mail again."""
    _betreut_versand(request)
    sendung = get_object_or_404(Sendung, pk=pk)
    try:
        versenden.erneut_versuchen(sendung, benutzer=request.user)
    except ValidationError as fehler:
        messages.warning(request, fehler.messages[0])
    else:
        faellige_versenden.enqueue()
        messages.success(request, "Die Mail wartet wieder auf den Versand.")
    return redirect("hinweise:versand")
