"""Motions and questions: the members' own pages, and what came in for the Sitzungsdienst."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from konten.rechte import darf
from vorlagen.arten import BLAETTER
from vorlagen.choices import MANDATSARTEN, VorlageArt, VorlageStatus
from vorlagen.forms import AntragForm, EingangForm
from vorlagen.models import Vorlage
from vorlagen.pruefung import maengel
from vorlagen.views.rahmen import fordern, seite, weiter
from vorlagen.views.schreiben import Schreibseite, schreiben
from vorlagen.workflow import MANDAT_BEENDET, moegliche_uebergaenge
from wittmund_ris import uhr

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
    kann_anlegen = darf(benutzer, "vorlagen.antrag_anlegen")
    eingang = darf(benutzer, "vorlagen.antraege_entgegennehmen")
    papiere = Vorlage.objects.select_related("amt", "antragsteller_gremium", "antragsteller_person")
    # Also after the mandate, for what was not handed in.
    zeigt_eigene = kann_anlegen or (not eingang and papiere.gestellt_von(benutzer).exists())
    if not (zeigt_eigene or eingang):
        raise Http404
    offene = (VorlageStatus.EINGEGANGEN, VorlageStatus.IN_BEARBEITUNG, VorlageStatus.IN_MITZEICHNUNG)
    kontext = {
        "kann_anlegen": kann_anlegen,
        "zeigt_eigene": zeigt_eigene,
        "zeigt_eingang": eingang,
        "arten": [BLAETTER[art] for art in MANDATSARTEN],
        "eigene": _mit_stand(papiere.gestellt_von(benutzer)) if zeigt_eigene else (),
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
    """Begin one's own motion or question."""
    fordern(request.user, "vorlagen.antrag_anlegen")
    art = request.GET.get("art", VorlageArt.ANTRAG)
    if art not in MANDATSARTEN:
        raise Http404
    return _schreiben(request, None, art)


@seite
def bearbeiten(request, pk):
    """Change one's own motion until it is handed in."""
    vorlage = hole_antrag(request, pk)
    gesperrt = ""
    if darf(request.user, "vorlagen.nach_dem_mandat", vorlage):
        # What was just typed is still on the page, though it is not saved any more.
        gesperrt = MANDAT_BEENDET
        if request.method != "POST":
            return weiter(request, vorlage, gesperrt, messages.WARNING)
    else:
        fordern(request.user, "vorlagen.bearbeiten", vorlage)
    if vorlage.status != VorlageStatus.ENTWURF:
        if request.method != "POST":
            return redirect("antraege:antrag", pk)
        gesperrt = "Das Papier ist eingereicht; sein Wortlaut steht fest. Ihre Eingaben stehen noch hier, gespeichert sind sie nicht."
    return _schreiben(request, vorlage, vorlage.art, gesperrt)


def _schreiben(request, vorlage, art, gesperrt=""):
    titel = f"{VorlageArt(art).label} {'bearbeiten' if vorlage else 'schreiben'}"
    wozu = f"{BLAETTER[VorlageArt(art)].wozu} Gespeichert wird ein Entwurf, den nur Sie sehen; eingereicht wird er im nächsten Schritt."
    blatt = Schreibseite(
        form=AntragForm,
        template="vorlagen/antrag_form.html",
        rahmen={"art": art},
        adressen=("antraege:neu", "antraege:bearbeiten", "antraege:antrag", "antraege:liste"),
        gespeichert="Der Entwurf ist gespeichert. Eingereicht ist er noch nicht.",
        gesperrt=gesperrt,
    )
    kontext = {"vorlage": vorlage, "titel": titel, "untertitel": wozu, "krumen": _krumen(titel)}
    return schreiben(request, vorlage, blatt, kontext)


@seite
def aufnehmen(request):
    """For the Sitzungsdienst: take up what came in on paper."""
    fordern(request.user, "vorlagen.antraege_entgegennehmen")
    titel = "Auf Papier eingegangen: aufnehmen"
    jetzt = timezone.localtime(uhr.jetzt())
    blatt = Schreibseite(
        form=EingangForm,
        template="vorlagen/antrag_form.html",
        anfang={"eingegangen_tag": jetzt.date(), "eingegangen_zeit": jetzt.time().replace(second=0, microsecond=0)},
        adressen=("antraege:aufnehmen", "antraege:bearbeiten", "vorlagen:detail", "antraege:liste"),
        gespeichert="Aufgenommen. Der Wortlaut und das eingereichte Papier stehen fest.",
    )
    kontext = {
        "titel": titel,
        "untertitel": "Wortlaut und Scan stehen mit dem Aufnehmen fest. Wer eingereicht hat, erhält die Eingangsbestätigung, falls ein Konto besteht.",
        "krumen": _krumen(titel),
        "mit_datei": True,
        "knopf": "Aufnehmen",
    }
    return schreiben(request, None, blatt, kontext)


def _krumen(titel) -> list[tuple]:
    return [("Anträge und Anfragen", reverse("antraege:liste")), (titel, "")]


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
        "mandat_beendet": MANDAT_BEENDET if darf(request.user, "vorlagen.nach_dem_mandat", vorlage) else "",
        "anlagen": vorlage.anlagen.all(),
        "anlagen_offen": offen,
        "zur_vorlage": offen and vorlage.freigegeben_am,
        "schritte": moegliche_uebergaenge(vorlage, request.user),
        "kann_bearbeiten": vorlage.status == VorlageStatus.ENTWURF
        and darf(request.user, "vorlagen.bearbeiten", vorlage),
        "maengel": maengel(vorlage) if vorlage.status == VorlageStatus.ENTWURF else (),
        "brotkrumen": _krumen(vorlage.get_art_display()),
    }
    return render(request, "vorlagen/antrag.html", kontext)


def hole_antrag(request, pk) -> Vorlage:
    papiere = Vorlage.objects.gestellt_von(request.user)
    return get_object_or_404(papiere.select_related("amt", "antragsteller_gremium", "antragsteller_person"), pk=pk)
