"""Motions and questions: the members' own pages, and what came in for the Sitzungsdienst."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from konten.rechte import darf
from vorlagen.arten import BLAETTER
from vorlagen.choices import MANDATSARTEN, VorlageArt, VorlageStatus
from vorlagen.entwurf import Konflikt
from vorlagen.forms import AntragForm, uebernehmen
from vorlagen.models import Vorlage
from vorlagen.pruefung import maengel
from vorlagen.views.rahmen import fordern, gesendet, seite, weiter
from vorlagen.workflow import moegliche_uebergaenge

# Where a motion stands, for those who made it; what happens inside the house between two steps is not told.
STAND = {
    VorlageStatus.ENTWURF: "Entwurf. Noch nicht eingereicht; nur Sie können ihn sehen.",
    VorlageStatus.EINGEGANGEN: "Eingegangen. Der Sitzungsdienst weist es einem Amt zu.",
    VorlageStatus.IN_BEARBEITUNG: "In Bearbeitung. Die Verwaltung schreibt ihre Stellungnahme oder Antwort.",
    VorlageStatus.IN_MITZEICHNUNG: "In Bearbeitung. Die Verwaltung stimmt ihre Stellungnahme oder Antwort ab.",
    VorlageStatus.FREIGEGEBEN: "Bearbeitet. Es kommt auf eine der nächsten Tagesordnungen.",
    VorlageStatus.IN_BERATUNG: "In Beratung.",
    VorlageStatus.BESCHLOSSEN: "Beschlossen.",
    VorlageStatus.ABGELEHNT: "Abgelehnt.",
    VorlageStatus.ZUR_KENNTNIS: "Zur Kenntnis genommen.",
    VorlageStatus.ZURUECKGEZOGEN: "Zurückgezogen.",
}


@require_safe
def liste(request):
    """The motions and questions of this member and their Fraktion; for the Sitzungsdienst what came in and waits for an Amt."""
    benutzer = request.user
    eigene = darf(benutzer, "vorlagen.antrag_anlegen")
    eingang = darf(benutzer, "vorlagen.antraege_entgegennehmen")
    if not (eigene or eingang):
        raise Http404
    papiere = Vorlage.objects.select_related("amt", "antragsteller_gremium", "antragsteller_person")
    offene = (VorlageStatus.EINGEGANGEN, VorlageStatus.IN_BEARBEITUNG, VorlageStatus.IN_MITZEICHNUNG)
    kontext = {
        "kann_anlegen": eigene,
        "zeigt_eingang": eingang,
        "arten": [BLAETTER[art] for art in MANDATSARTEN],
        "eigene": _mit_stand(papiere.gestellt_von(benutzer)) if eigene else (),
        "eingang": papiere.sichtbar_fuer(benutzer)
        .filter(art__in=MANDATSARTEN, status__in=offene)
        .order_by("eingegangen_am", "pk")
        if eingang
        else (),
    }
    return render(request, "vorlagen/antraege.html", kontext)


def _mit_stand(papiere) -> list[tuple]:
    return [(v, STAND[v.status]) for v in papiere.order_by("-geaendert_am", "-pk")]


@seite
def neu(request):
    fordern(request.user, "vorlagen.antrag_anlegen")
    art = request.GET.get("art", VorlageArt.ANTRAG)
    if art not in MANDATSARTEN:
        raise Http404
    return _formular(request, AntragForm(gesendet(request), art=art, benutzer=request.user), art)


@seite
def bearbeiten(request, pk):
    vorlage = hole_antrag(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    if vorlage.status != VorlageStatus.ENTWURF:
        return redirect("antraege:antrag", pk)
    form = AntragForm(gesendet(request), art=vorlage.art, benutzer=request.user, vorlage=vorlage)
    return _formular(request, form, vorlage.art, vorlage)


def _formular(request, form, art, vorlage=None):
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                gespeichert = form.save()
            except Konflikt:
                form.add_error(
                    None,
                    "Der Entwurf wurde inzwischen in einem anderen Fenster gespeichert. Ihre Eingaben stehen noch hier; "
                    "öffnen Sie den Entwurf in einem neuen Fenster und vergleichen Sie.",
                )
                status = 409
            except ValidationError as fehler:
                uebernehmen(form, fehler)
            else:
                return weiter(request, gespeichert, "Der Entwurf ist gespeichert. Eingereicht ist er noch nicht.")
    titel = f"{VorlageArt(art).label} bearbeiten" if vorlage else f"{VorlageArt(art).label} schreiben"
    kontext = {
        "form": form,
        "titel": titel,
        "blatt": BLAETTER[VorlageArt(art)],
        "vorlage": vorlage,
        "brotkrumen": [("Anträge und Anfragen", reverse("antraege:liste")), (titel, "")],
    }
    return render(request, "vorlagen/antrag_form.html", kontext, status=status)


@require_safe
def antrag(request, pk):
    """One motion for those who made it: their words, where it stands, and the Stellungnahme or Antwort once it is released."""
    vorlage = hole_antrag(request, pk)
    offen = darf(request.user, "vorlagen.sehen", vorlage)
    kontext = {
        "vorlage": vorlage,
        "stand": STAND[vorlage.status],
        "texte": [
            (t.titel, getattr(vorlage, t.feld))
            for t in vorlage.blatt.texte
            if t.feld != "stellungnahme" or (vorlage.freigegeben_am and offen)
        ],
        "zur_vorlage": offen and vorlage.freigegeben_am,
        "schritte": moegliche_uebergaenge(vorlage, request.user),
        "kann_bearbeiten": vorlage.status == VorlageStatus.ENTWURF
        and darf(request.user, "vorlagen.bearbeiten", vorlage),
        "maengel": maengel(vorlage) if vorlage.status == VorlageStatus.ENTWURF else (),
        "brotkrumen": [("Anträge und Anfragen", reverse("antraege:liste")), (vorlage.get_art_display(), "")],
    }
    return render(request, "vorlagen/antrag.html", kontext)


def hole_antrag(request, pk) -> Vorlage:
    papiere = Vorlage.objects.gestellt_von(request.user)
    return get_object_or_404(papiere.select_related("amt", "antragsteller_gremium", "antragsteller_person"), pk=pk)
