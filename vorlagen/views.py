"""Pages of the Vorlagen in the inner wing. Each fetches through `sichtbar_fuer`: unseen is 404, seen but not allowed 403."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import DetailView, ListView

from konten.rechte import darf
from vorlagen import anlagen, dokumente
from vorlagen.choices import BERATBARE_STATUS, VorlageStatus
from vorlagen.entwurf import Konflikt
from vorlagen.forms import AnlageForm, NachreichenForm, UebergangForm, VorlageForm, VorlagenFilter, uebernehmen
from vorlagen.models import Anlage, Vorlage, Vorlagendokument
from vorlagen.pruefung import maengel
from vorlagen.stationen import interne_stationen, oeffentliche_stationen
from vorlagen.workflow import UEBERGAENGE, moegliche_uebergaenge
from wittmund_ris import ablage
from wittmund_ris.pdf import PdfFehler, ZeichenNichtDruckbar
from wittmund_ris.workflow import UebergangNichtMoeglich

logger = logging.getLogger(__name__)
Druck = Vorlagendokument.Art
# What a reader without `vorlagen.intern_sehen` gets.
OEFFENTLICHE_DRUCKE = (Druck.OEFFENTLICH, Druck.ERGEBNIS_OEFFENTLICH)
seite = require_http_methods(["GET", "HEAD", "POST"])


def _vorlage(request, pk) -> Vorlage:
    return get_object_or_404(Vorlage.objects.sichtbar_fuer(request.user).select_related("amt"), pk=pk)


def _anlage(request, pk) -> Anlage:
    """A non-public Anlage does not exist for readers who may not see it."""
    sichtbar = Anlage.objects.filter(vorlage__in=Vorlage.objects.sichtbar_fuer(request.user))
    anlage = get_object_or_404(sichtbar.select_related("vorlage__amt"), pk=pk)
    if not (anlage.ist_oeffentlich or darf(request.user, "vorlagen.intern_sehen", anlage.vorlage)):
        raise Http404
    return anlage


def _gesendet(request):
    """The data of a POST, an empty one too, for a form to be bound to."""
    return request.POST if request.method == "POST" else None


def _fordern(benutzer, recht, vorlage=None) -> None:
    if not darf(benutzer, recht, vorlage):
        raise PermissionDenied


def _weiter(request, vorlage, meldung, stufe=messages.SUCCESS):
    """To the paper; to the list when the step has taken it out of sight (a returned draft belongs to its Amt)."""
    messages.add_message(request, stufe, meldung)
    if Vorlage.objects.sichtbar_fuer(request.user).filter(pk=vorlage.pk).exists():
        return redirect("vorlagen:detail", vorlage.pk)
    return redirect("vorlagen:liste")


def _krumen(vorlage, titel) -> list[tuple]:
    """Way back from a page below a paper."""
    return [
        ("Vorlagen", reverse("vorlagen:liste")),
        (vorlage.nummer or vorlage.get_art_display(), reverse("vorlagen:detail", args=[vorlage.pk])),
        (titel, ""),
    ]


class Liste(ListView):
    """The papers that this account may see."""

    template_name = "vorlagen/vorlage_list.html"
    context_object_name = "vorlagen"
    paginate_by = 25

    def get_queryset(self):
        self.filter = VorlagenFilter(self.request.GET, vorlagen=Vorlage.objects.sichtbar_fuer(self.request.user))
        return self.filter.treffer().select_related("amt").prefetch_related("beratungen__gremium")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            ist_gefiltert=any(self.request.GET.get(name) for name in self.filter.fields),
            kann_anlegen=darf(self.request.user, "vorlagen.anlegen"),
            **kwargs,
        )


class Detail(DetailView):
    """Everything about one paper that this account may see, and what it may do with it."""

    template_name = "vorlagen/vorlage_detail.html"
    context_object_name = "vorlage"

    def get_queryset(self):
        return Vorlage.objects.sichtbar_fuer(self.request.user).select_related("amt", "verfasst_von", "freigegeben_von")

    def get_context_data(self, **kwargs):
        vorlage, benutzer = self.object, self.request.user
        intern = darf(benutzer, "vorlagen.intern_sehen", vorlage)
        darf_bearbeiten = darf(benutzer, "vorlagen.bearbeiten", vorlage)
        stationen = interne_stationen(vorlage) if intern else oeffentliche_stationen(vorlage)
        drucke = _drucke(vorlage, intern)
        # What needs no reason stands first.
        schritte = sorted(moegliche_uebergaenge(vorlage, benutzer), key=lambda u: (u.gefaehrlich, u.bemerkung_pflicht))
        return super().get_context_data(
            intern=intern,
            stationen=[(s, bool(s.sitzung and darf(benutzer, "sitzungen.sehen", s.sitzung))) for s in stationen],
            anlagen=vorlage.anlagen.all() if intern else vorlage.anlagen.filter(ist_oeffentlich=True),
            drucke=drucke,
            hat_pdf=bool(drucke) or not vorlage.freigegeben_am,
            verlauf=vorlage.verlauf.all() if intern else (),
            schritte=schritte,
            # Only for those who can do something about them.
            maengel=maengel(vorlage) if vorlage.ist_entwurf and (darf_bearbeiten or schritte) else (),
            kann_bearbeiten=darf_bearbeiten and vorlage.status == VorlageStatus.ENTWURF,
            kann_zuruecknehmen=vorlage.ist_veroeffentlicht and darf(benutzer, "vorlagen.entfernen", vorlage),
            kann_nachreichen=vorlage.status in BERATBARE_STATUS and darf(benutzer, "vorlagen.nachreichen", vorlage),
            **kwargs,
        )


@seite
def neu(request):
    _fordern(request.user, "vorlagen.anlegen")
    return _entwurf(request, None)


@seite
def bearbeiten(request, pk):
    vorlage = _vorlage(request, pk)
    _fordern(request.user, "vorlagen.bearbeiten", vorlage)
    if request.method != "POST" and vorlage.status != VorlageStatus.ENTWURF:
        text = f"Diese Vorlage ist {vorlage.get_status_display().lower()} und wird nicht mehr bearbeitet."
        return _weiter(request, vorlage, text, messages.WARNING)
    return _entwurf(request, vorlage)


def _entwurf(request, vorlage):
    """The page of the draft: shown, rearranged by a button of the Beratungsfolge, or saved."""
    kontext = {
        "pk": vorlage and vorlage.pk,
        "titel": "Entwurf bearbeiten" if vorlage else "Neue Vorlage",
        "krumen": _krumen(vorlage, "Bearbeiten")
        if vorlage
        else [("Vorlagen", reverse("vorlagen:liste")), ("Neue Vorlage", "")],
        "amt": vorlage.amt if vorlage else request.user.amt,
    }
    rahmen, status = {"instance": vorlage, "benutzer": request.user}, 200
    if request.method != "POST":
        form = VorlageForm(**rahmen)
    elif "folge" in request.POST:
        form = VorlageForm.getippt(request.POST, knopf=request.POST["folge"], **rahmen)
    else:
        form, status = VorlageForm(request.POST, **rahmen), 422
        if form.is_valid():
            try:
                gespeichert = form.save()
            except Konflikt as konflikt:
                kontext |= {"konflikt": konflikt, "anders": form.gegen(konflikt.vorlage)}
                status = 409
            except ValidationError as fehler:
                uebernehmen(form, fehler)
            else:
                return _weiter(request, gespeichert, "Der Entwurf ist gespeichert.")
    return render(request, "vorlagen/vorlage_form.html", kontext | {"form": form}, status=status)


@seite
def uebergang(request, pk, name):
    """One step of the table: what follows from it on GET, the act itself on POST."""
    vorlage = _vorlage(request, pk)
    schritt = next((u for u in UEBERGAENGE if u.name == name and not u.ist_folge), None)
    if schritt is None:
        raise Http404
    _fordern(request.user, f"vorlagen.{name}", vorlage)
    if vorlage.status not in schritt.von:
        return _zu_spaet(request, vorlage, schritt)
    form = UebergangForm(_gesendet(request), vorlage=vorlage, schritt=schritt, benutzer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            vorlage = form.save()
        except UebergangNichtMoeglich:
            vorlage.refresh_from_db()
            return _zu_spaet(request, vorlage, schritt)
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        except PdfFehler as fehler:
            form.add_error(None, f"Es ist nichts geschehen. {_druckfehler(vorlage, fehler)}")
        else:
            return _weiter(request, vorlage, _vollzug(vorlage, schritt))
    offen = maengel(vorlage) if name in ("einreichen", "freigeben") else ()
    kontext = {
        "form": form,
        "vorlage": vorlage,
        "maengel": offen,
        "kann_bearbeiten": vorlage.status == VorlageStatus.ENTWURF
        and darf(request.user, "vorlagen.bearbeiten", vorlage),
        "titel": schritt.titel,
        "knopf": schritt.titel,
        "objekt": vorlage,
        "folgen": [schritt.folge],
        "gefaehrlich": schritt.gefaehrlich,
        "abbrechen_url": reverse("vorlagen:detail", args=[pk]),
        "brotkrumen": _krumen(vorlage, schritt.titel),
    }
    return render(request, "vorlagen/uebergang.html", kontext, status=422 if request.method == "POST" else 200)


def _zu_spaet(request, vorlage, schritt):
    text = (
        f"„{schritt.titel}“ ist nicht mehr möglich: Die Vorlage wurde inzwischen verändert und ist jetzt "
        f"{vorlage.get_status_display().lower()}."
    )
    return _weiter(request, vorlage, text, messages.WARNING)


def _vollzug(vorlage, schritt) -> str:
    if vorlage.status == VorlageStatus.FREIGEGEBEN:
        return f"Die Vorlage ist freigegeben und hat die Nummer {vorlage.nummer}."
    return {
        "einreichen": "Die Vorlage ist zur Mitzeichnung gegeben.",
        "zurueckgeben": "Die Vorlage ist zurückgegeben und wieder Entwurf.",
        "zurueckziehen": "Die Vorlage ist zurückgezogen.",
    }[schritt.name]


@require_safe
def pdf(request, pk):
    """The official PDF: before the release a preview marked Entwurf, afterwards the sealed print that this reader may have."""
    vorlage = _vorlage(request, pk)
    if vorlage.freigegeben_am:
        intern = darf(request.user, "vorlagen.intern_sehen", vorlage)
        art = Druck.FREIGABE if intern else Druck.OEFFENTLICH
        druck = _drucke(vorlage, intern).filter(art=art).last()
        if druck is None:
            raise Http404
        return _datei(druck.lesen(), druck.dateiname, "application/pdf")
    try:
        inhalt = dokumente.vorschau(vorlage).inhalt
    except PdfFehler as fehler:
        kontext = {"vorlage": vorlage, "text": _druckfehler(vorlage, fehler), "brotkrumen": _krumen(vorlage, "PDF")}
        return render(request, "vorlagen/pdf_fehler.html", kontext, status=422)
    return _datei(inhalt, f"entwurf-{vorlage.pk}.pdf", "application/pdf")


@require_safe
def dokument(request, pk):
    """One sealed print. The internal ones are not there for readers who may not see inside."""
    sichtbar = Vorlagendokument.objects.filter(fassung__vorlage__in=Vorlage.objects.sichtbar_fuer(request.user))
    druck = get_object_or_404(sichtbar.select_related("fassung__vorlage"), pk=pk)
    if druck.art not in OEFFENTLICHE_DRUCKE and not darf(request.user, "vorlagen.intern_sehen", druck.fassung.vorlage):
        raise Http404
    return _datei(druck.lesen(), druck.dateiname, "application/pdf")


def _drucke(vorlage, intern):
    drucke = Vorlagendokument.objects.filter(fassung__vorlage=vorlage)
    return drucke if intern else drucke.filter(art__in=OEFFENTLICHE_DRUCKE)


def _datei(inhalt: bytes, name: str, mime: str, *, anhang=False) -> HttpResponse:
    """A file of the inner wing: for this reader only, kept nowhere on the way, never taken for another type."""
    return HttpResponse(
        inhalt,
        content_type=mime,
        headers={
            "Content-Disposition": content_disposition_header(anhang, name),
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _druckfehler(vorlage, fehler) -> str:
    """What to do about a paper that cannot be made. The log gets no word of its content."""
    if isinstance(fehler, ZeichenNichtDruckbar):
        return str(fehler)
    logger.error("Vorlage %s: PDF nicht erzeugt (%s)", vorlage.pk, type(fehler.__cause__ or fehler).__name__)
    return (
        "Das PDF ließ sich nicht erzeugen. Der Fehler liegt beim System, nicht an Ihrem Text. "
        "Bitte wenden Sie sich an die Administration."
    )


@require_safe
def anlage(request, pk):
    """Download, never shown in the browser: what people upload does not run under our address."""
    anlage = _anlage(request, pk)
    if not anlage.liegt_vor:
        raise Http404
    return _datei(ablage.lesen(anlage.datei), anlage.dateiname, anlage.mime, anhang=True)


@seite
def anlage_neu(request, pk):
    vorlage = _vorlage(request, pk)
    _fordern(request.user, "vorlagen.bearbeiten", vorlage)
    form = AnlageForm(_gesendet(request), request.FILES or None, vorlage=vorlage, benutzer=request.user)
    kontext = {
        "titel": "Anlage hinzufügen",
        "knopf": "Hinzufügen",
        "folgen": [] if vorlage.ist_oeffentlich else ["Die Vorlage ist nichtöffentlich; ihre Anlagen sind es auch."],
    }
    return _anlagenschritt(request, vorlage, form, kontext, "Die Anlage ist hinzugefügt.")


@seite
def anlage_nachreichen(request, pk):
    anlage = _anlage(request, pk)
    _fordern(request.user, "vorlagen.nachreichen", anlage.vorlage)
    form = NachreichenForm(_gesendet(request), request.FILES or None, anlage=anlage, benutzer=request.user)
    folgen = ["Die Datei steht danach fest und kann nicht ersetzt werden."]
    if form.wird_oeffentlich:
        folgen.append("Die Anlage wird sofort öffentlich und kann von allen gelesen werden.")
    kontext = {"titel": f"„{anlage.titel}“ nachreichen", "knopf": "Nachreichen", "folgen": folgen}
    return _anlagenschritt(request, anlage.vorlage, form, kontext, "Die Anlage ist nachgereicht.")


@seite
def anlage_entfernen(request, pk):
    anlage = _anlage(request, pk)
    _fordern(request.user, "vorlagen.bearbeiten", anlage.vorlage)
    if request.method == "POST":
        try:
            anlagen.entfernen(anlage, benutzer=request.user)
        except ValidationError as fehler:
            return _weiter(request, anlage.vorlage, " ".join(fehler.messages), messages.ERROR)
        return _weiter(request, anlage.vorlage, f"Die Anlage „{anlage.titel}“ ist entfernt.")
    kontext = {
        "titel": f"„{anlage.titel}“ entfernen",
        "knopf": "Entfernen",
        "folgen": ["Die Anlage gehört danach nicht mehr zur Vorlage."],
    }
    return _schrittseite(request, anlage.vorlage, kontext)


def _anlagenschritt(request, vorlage, form, kontext, meldung):
    """A form about an Anlage: shown, refused with what to do, or done."""
    if form.is_valid():
        try:
            form.save()
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        else:
            return _weiter(request, vorlage, meldung)
    if form.is_bound and form.files and "datei" not in form.errors:
        form.add_error("datei", "Bitte wählen Sie die Datei noch einmal aus; Browser behalten sie nicht.")
    return _schrittseite(request, vorlage, kontext | {"form": form})


def _schrittseite(request, vorlage, kontext):
    kontext |= {
        "objekt": vorlage,
        "abbrechen_url": reverse("vorlagen:detail", args=[vorlage.pk]),
        "brotkrumen": _krumen(vorlage, kontext["titel"]),
    }
    return render(request, "verwaltung/uebergang.html", kontext, status=422 if request.method == "POST" else 200)
