"""The acts on a sitting: each page fetches through visibility, hands its form to the domain function, says what happened."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from konten.rechte import darf
from sitzungen import workflow
from sitzungen.anwesenheit import anwesende_stimmberechtigte
from sitzungen.choices import SitzungStatus
from sitzungen.ergebnisse import wartesatz
from sitzungen.forms.akte import FORMULARE, ZuruecknehmenForm
from sitzungen.forms.ergebnis import AbstimmenForm, FesthaltenForm
from sitzungen.models import Sitzung
from sitzungen.views.rahmen import ARBEITSBEREICH
from vorlagen.models import Vorlage
from wittmund_ris.workflow import UebergangNichtMoeglich, finde

GESCHEHEN = {
    "einladen": "Die Einladung ist versandfertig versiegelt, die Tagesordnung steht fest.",
    "eroeffnen": "Die Sitzung ist eröffnet. Sie können jetzt die Ergebnisse festhalten.",
    "schliessen": "Die Sitzung ist geschlossen, die Ergebnisse stehen fest.",
    "absagen": "Die Sitzung ist abgesagt.",
}


def sichtbare_sitzung(benutzer, pk) -> Sitzung:
    """The sitting, or 404 for who may not see it."""
    return get_object_or_404(Sitzung.objects.sichtbar_fuer(benutzer).select_related("gremium", "leitung"), pk=pk)


def gesendet(request):
    """The data of a POST, an empty one too, for a form to be bound to."""
    return request.POST if request.method == "POST" else None


def erlaubt(benutzer, name, objekt) -> None:
    if not darf(benutzer, name, objekt):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def uebergang(request, pk, name, rahmen=ARBEITSBEREICH):
    """The confirmation of a step of the table: what it does, what becomes public, then the act."""
    sitzung = sichtbare_sitzung(request.user, pk)
    if name not in FORMULARE:
        raise Http404
    erlaubt(request.user, f"sitzungen.{name}", sitzung)
    try:
        schritt = finde(workflow.UEBERGAENGE, name, sitzung.status)
        form = FORMULARE[name](gesendet(request), benutzer=request.user, sitzung=sitzung)
        if request.method == "POST" and form.versuchen():
            return rahmen.zurueck(request, sitzung, GESCHEHEN[name])
    except UebergangNichtMoeglich:
        return rahmen.zurueck(request, sitzung, _zu_spaet(sitzung), messages.WARNING)
    return rahmen.zeichnen(
        request,
        sitzung,
        "verwaltung/_uebergang.html",
        f"Sitzung {schritt.titel.lower()}",
        form=form,
        folgen=[schritt.folge],
        knopf=schritt.titel,
        gefaehrlich=schritt.gefaehrlich,
    )


def _zu_spaet(sitzung) -> str:
    sitzung.refresh_from_db(fields=["status"])
    return f"Dieser Schritt ist nicht mehr möglich: Die Sitzung ist {sitzung.get_status_display().lower()}."


@require_http_methods(["GET", "POST"])
def ergebnis(request, pk, top, rahmen=ARBEITSBEREICH):
    """Record the result of an item: check the numbers, then hold them; or an outcome without a vote."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.abstimmen", sitzung)
    top = get_object_or_404(sitzung.tops.select_related("beratung__vorlage", "beratung__gremium"), pk=top)
    if sitzung.status != SitzungStatus.EROEFFNET:
        meldung = "Ergebnisse werden in der eröffneten Sitzung festgehalten."
        return rahmen.zurueck(request, sitzung, f"{_zu_spaet(sitzung)} {meldung}", messages.WARNING)
    if top.wartet and request.method == "GET":
        return rahmen.zurueck(request, sitzung, wartesatz(top), messages.WARNING, anker=f"#punkt-{top.pk}")
    if top.wahlen.exists():
        return redirect(rahmen.url("wahl", sitzung.pk, top.pk))
    gemeinsam = {"benutzer": request.user, "sitzung": sitzung, "top": top}
    ohne = "ohne_abstimmung" in request.POST
    daten = gesendet(request)
    mit_stimmen = AbstimmenForm(None if ohne else daten, **gemeinsam)
    ohne_stimmen = FesthaltenForm(daten if ohne else None, **gemeinsam)
    form = ohne_stimmen if ohne else mit_stimmen
    if request.method == "POST" and form.versuchen():
        meldung = f"{top.nummer_lang}: {form.ergebnis.ergebnis_text} festgehalten."
        return rahmen.zurueck(request, sitzung, meldung, anker=f"#punkt-{top.pk}")
    kann_abstimmen = not top.beratung or top.beratung.vorlage.hat_beschluss
    return rahmen.zeichnen(
        request,
        sitzung,
        "sitzungen/_ergebnis.html",
        f"Ergebnis zu {top.nummer_lang}",
        form=form,
        mit_stimmen=mit_stimmen if kann_abstimmen else None,
        ohne_stimmen=ohne_stimmen,
        top=top,
        vorlage=top.beratung.vorlage if top.beratung else None,
        stimmberechtigte=anwesende_stimmberechtigte(sitzung),
    )


@require_http_methods(["GET", "POST"])
def zuruecknehmen(request, pk, rahmen=ARBEITSBEREICH):
    """Withdraw the publication of a Vorlage, with all its traces on public agendas."""
    vorlage = get_object_or_404(Vorlage.objects.sichtbar_fuer(request.user), pk=pk)
    erlaubt(request.user, "vorlagen.entfernen", vorlage)
    weg = rahmen.vorlage_url(vorlage)
    if not vorlage.ist_veroeffentlicht:
        messages.warning(request, "Diese Vorlage ist nicht veröffentlicht.")
        return redirect(weg)
    form = ZuruecknehmenForm(gesendet(request), benutzer=request.user, vorlage=vorlage)
    if request.method == "POST" and form.versuchen():
        messages.success(request, f"Die Veröffentlichung der Vorlage {vorlage.nummer} ist zurückgenommen.")
        return redirect(weg)
    titel = "Veröffentlichung zurücknehmen"
    return rahmen.zeichnen_vorlage(
        request,
        vorlage,
        titel,
        form=form,
        knopf=titel,
        gefaehrlich=True,
        abbrechen_url=weg,
        folgen=[
            "Seite und Dateien der Vorlage verschwinden aus dem Bürgerportal und aus allen offenen Daten.",
            "Auf öffentlichen Tagesordnungen steht an ihrer Stelle nur noch, dass die Veröffentlichung zurückgenommen ist.",
            "Was andere schon gespeichert haben, lässt sich nicht zurückholen. Intern bleibt die Vorlage unverändert.",
        ],
    )
