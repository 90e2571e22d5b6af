"""The versions of a paper: which there are, how any two differ, an old one taken up again."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from konten.rechte import darf
from vorlagen import versionen, wiederherstellen
from vorlagen.choices import VorlageAktion
from vorlagen.views.rahmen import fordern, hole_vorlage, krumen, seite, weiter


def _hole(request, pk):
    """Versions show what was written before the release: for those who may see inside, and who writes it."""
    vorlage = hole_vorlage(request, pk)
    if vorlage.verfasst_von_id != request.user.pk:
        fordern(request.user, "vorlagen.intern_sehen", vorlage)
    return vorlage


def _kann_zurueck(benutzer, vorlage) -> bool:
    return vorlage.ist_bearbeitbar and darf(benutzer, "vorlagen.bearbeiten", vorlage)


@require_safe
def liste(request, pk):
    vorlage = _hole(request, pk)
    reihe = list(vorlage.versionen.defer("inhalt").order_by("-nummer"))
    alt, neu = request.GET.get("alt", ""), request.GET.get("neu", "")
    if alt.isdecimal() and neu.isdecimal():
        return redirect("vorlagen:versionen_vergleich", pk, *sorted((int(alt), int(neu))))
    kontext = {
        "vorlage": vorlage,
        "versionen": [(v, VorlageAktion(v.anlass).label) for v in reihe],
        "brotkrumen": krumen(vorlage, "Versionen"),
    }
    return render(request, "vorlagen/versionen.html", kontext)


@require_safe
def vergleich(request, pk, alt, neu):
    vorlage = _hole(request, pk)
    eine, andere = (get_object_or_404(vorlage.versionen, nummer=n) for n in (alt, neu))
    nachbarn = vorlage.versionen.values_list("nummer", flat=True)
    kontext = {
        "vorlage": vorlage,
        "alt": eine,
        "neu": andere,
        "abschnitte": versionen.unterschiede(eine.inhalt, andere.inhalt),
        "letzte": max(nachbarn),
        "kann_zurueck": _kann_zurueck(request.user, vorlage),
        "brotkrumen": [
            *krumen(vorlage, "")[:-1],
            ("Versionen", reverse("vorlagen:versionen", args=[pk])),
            (f"Version {alt} und {neu}", ""),
        ],
    }
    return render(request, "vorlagen/versionen_vergleich.html", kontext)


@seite
def zurueck(request, pk, nummer):
    """An old version into the draft: shown with the difference on GET, a new save on POST."""
    vorlage = _hole(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    version = vorlage.versionen.filter(nummer=nummer).first()
    if version is None:
        raise Http404
    fehler = ()
    if request.method == "POST":
        gelesen = request.POST.get("version", "")
        try:
            wiederherstellen.wiederherstellen(
                vorlage, version, gelesen=int(gelesen) if gelesen.isdecimal() else 0, benutzer=request.user
            )
        except ValidationError as f:
            fehler = f.messages
        else:
            return weiter(request, vorlage, f"Version {nummer} ist wiederhergestellt und als neue Version gespeichert.")
    heute = versionen.abbild(vorlage)
    kontext = {
        "vorlage": vorlage,
        "version": version,
        "fehler": fehler,
        "abschnitte": versionen.unterschiede(
            {k: heute[k] for k in ("felder", "stationen")}, {k: version.inhalt[k] for k in ("felder", "stationen")}
        ),
        "brotkrumen": [
            *krumen(vorlage, "")[:-1],
            ("Versionen", reverse("vorlagen:versionen", args=[pk])),
            ("Wiederherstellen", ""),
        ],
    }
    return render(request, "vorlagen/version_zurueck.html", kontext, status=422 if fehler else 200)
