"""„Neue Vorlage“: what a draft may start from."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from vorlagen.anfang import aus_kopie, aus_muster, aus_ursprung
from vorlagen.choices import VERWALTUNGSARTEN, VorlageArt
from vorlagen.forms.anfang import DocxForm, PapierForm
from vorlagen.models import Muster, Vorlage
from vorlagen.views.rahmen import fordern, hole_vorlage, seite

GEFUNDEN = 10


@seite
def beginnen(request):
    """The choice. `?suche=` looks for a Vorlage to copy among those that the account may read."""
    fordern(request.user, "vorlagen.anlegen")
    return auswahl(request)


def auswahl(request, *, docx=None, papier=None, status=200):
    """The page of the choice, with a form that was refused."""
    suche = request.GET.get("suche", "").strip()[:100]
    kontext = {
        "krumen": [("Vorlagen", reverse("vorlagen:liste")), ("Neue Vorlage", "")],
        "muster": Muster.objects.angeboten(request.user).select_related("amt"),
        "suche": suche,
        "gefunden": _kopierbare(request.user, suche) if suche else (),
        "docx": docx or DocxForm(),
        "papier": papier or PapierForm(),
    }
    return render(request, "vorlagen/anfang.html", kontext, status=status)


def _kopierbare(benutzer, suche):
    sichtbar = Vorlage.objects.sichtbar_fuer(benutzer).select_related("amt")
    lauf, _, jahr = suche.partition("/")
    if lauf.isdecimal() and len(lauf) <= 6 and (not jahr or (jahr.isdecimal() and len(jahr) == 4)):
        treffer = sichtbar.filter(laufnummer=int(lauf), **({"jahr": int(jahr)} if jahr else {}))
    else:
        treffer = sichtbar.filter(betreff__icontains=suche)
    return treffer[:GEFUNDEN]


def vorgabe(request):
    """What `neu/?muster=…`, `?kopie=…` or `?art=…&ursprung=…` asks for: fields, stations and the note of origin; nothing for
    an empty form.

    Muster that are not offered and papers that may not be read do not exist (404).
    """
    if nummer := zahl(request.GET.get("muster")):
        return aus_muster(get_object_or_404(Muster.objects.angeboten(request.user).select_related("folge"), pk=nummer))
    if nummer := zahl(request.GET.get("kopie")):
        return aus_kopie(hole_vorlage(request, nummer), benutzer=request.user)
    if request.GET.get("art") in VERWALTUNGSARTEN:
        nummer = zahl(request.GET.get("ursprung"))
        return aus_ursprung(VorlageArt(request.GET["art"]), hole_vorlage(request, nummer) if nummer else None)
    return None


def zahl(text) -> int | None:
    """A key out of an address or a form; None if it is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
