"""What the pages of the Vorlagen share: fetching through visibility, answers, the way back."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from konten.lesezugriffe import Gegenstand
from konten.models import Lesezugriff
from konten.rechte import darf
from vorlagen.choices import VorlageStatus
from vorlagen.models import Anlage, Vorlage, Vorlagendokument
from wittmund_ris.pdf import ZeichenNichtDruckbar

logger = logging.getLogger(__name__)
Druck = Vorlagendokument.Art
# What a reader without `vorlagen.intern_sehen` gets.
OEFFENTLICHE_DRUCKE = (Druck.OEFFENTLICH, Druck.ERGEBNIS_OEFFENTLICH)
seite = require_http_methods(["GET", "HEAD", "POST"])


def hole_vorlage(request, pk) -> Vorlage:
    return get_object_or_404(Vorlage.objects.sichtbar_fuer(request.user).select_related("amt", "herkunft"), pk=pk)


def hole_fuer_schritt(request, pk) -> Vorlage:
    """Also a motion of one's own while its Stellungnahme is being written: it can still be taken back."""
    meine = Vorlage.objects.sichtbar_fuer(request.user) | Vorlage.objects.gestellt_von(request.user)
    return get_object_or_404(meine.select_related("amt"), pk=pk)


def hole_anlage(request, pk) -> Anlage:
    """A non-public Anlage does not exist for readers who may not see it."""
    sichtbar = Anlage.objects.filter(vorlage__in=Vorlage.objects.sichtbar_fuer(request.user))
    anlage = get_object_or_404(sichtbar.select_related("vorlage__amt"), pk=pk)
    if not (anlage.ist_oeffentlich or darf(request.user, "vorlagen.intern_sehen", anlage.vorlage)):
        raise Http404
    return anlage


def gesendet(request):
    """The data of a POST, an empty one too, for a form to be bound to."""
    return request.POST if request.method == "POST" else None


def fordern(benutzer, recht, vorlage=None) -> None:
    if not darf(benutzer, recht, vorlage):
        raise PermissionDenied


def weiter(request, vorlage, meldung, stufe=messages.SUCCESS):
    """To the paper; to the list when the step has taken it out of sight (a returned draft belongs to its Amt)."""
    messages.add_message(request, stufe, meldung)
    if Vorlage.objects.sichtbar_fuer(request.user).filter(pk=vorlage.pk).exists():
        eigener = vorlage.amt_id is None and darf(request.user, "vorlagen.eigener_antrag", vorlage)
        return redirect("antraege:antrag" if eigener else "vorlagen:detail", vorlage.pk)
    if Vorlage.objects.gestellt_von(request.user).filter(pk=vorlage.pk).exists():
        return redirect("antraege:antrag", vorlage.pk)
    return redirect("vorlagen:liste")


def krumen(vorlage, titel) -> list[tuple]:
    """Way back from a page below a paper."""
    if vorlage.kommt_aus_mandat and vorlage.status == VorlageStatus.ENTWURF:
        return [
            ("Anträge und Anfragen", reverse("antraege:liste")),
            (vorlage.get_art_display(), reverse("antraege:antrag", args=[vorlage.pk])),
            (titel, ""),
        ]
    return [
        ("Vorlagen", reverse("vorlagen:liste")),
        (vorlage.nummer or vorlage.get_art_display(), reverse("vorlagen:detail", args=[vorlage.pk])),
        (titel, ""),
    ]


def adressen(verbindungen) -> dict[str, str]:
    """Number → page of the papers that a text names, for the filter `mit_links`."""
    return {andere.nummer: reverse("vorlagen:detail", args=[andere.pk]) for andere in verbindungen.nennt}


def drucke_fuer(vorlage, intern):
    drucke = Vorlagendokument.objects.filter(fassung__vorlage=vorlage)
    return drucke if intern else drucke.filter(art__in=OEFFENTLICHE_DRUCKE)


def druck_gegenstand(druck) -> Gegenstand | None:
    """What the log says of reading this print; None while it hangs out in public."""
    vorlage = druck.fassung.vorlage
    if vorlage.ist_veroeffentlicht and druck.art in OEFFENTLICHE_DRUCKE:
        return None
    return Gegenstand(Lesezugriff.Art.VORLAGENDOKUMENT, druck.pk, f"{druck.get_art_display()} {vorlage}")


def druckfehler(vorlage, fehler) -> str:
    """What to do about a paper that cannot be made. The log gets no word of its content."""
    if isinstance(fehler, ZeichenNichtDruckbar):
        return str(fehler)
    logger.error("Vorlage %s: PDF nicht erzeugt (%s)", vorlage.pk, type(fehler.__cause__ or fehler).__name__)
    return (
        "Das PDF ließ sich nicht erzeugen. Der Fehler liegt beim System, nicht an Ihrem Text. "
        "Bitte wenden Sie sich an die Administration."
    )
