"""The acts on a sitting: each page fetches through visibility, hands its form to the domain function, says what happened."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from konten.rechte import darf
from sitzungen import reihenfolge, tagesordnung, workflow
from sitzungen.anwesenheit import anwesende_stimmberechtigte
from sitzungen.choices import SitzungStatus
from sitzungen.ergebnisse import wartesatz
from sitzungen.forms.akte import FORMULARE, ZuruecknehmenForm
from sitzungen.forms.ergebnis import AbstimmenForm, FesthaltenForm
from sitzungen.forms.planung import AufnehmenForm, PunktForm
from sitzungen.models import Sitzung
from sitzungen.views.ansicht import teile
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
def aufstellen(request, pk, rahmen=ARBEITSBEREICH):
    """Build the agenda of a planned sitting: move, remove, put stations on it, add items without a Vorlage.

    One address for all of it; the button that was pressed says what. A refusal shows this page with what was typed.
    """
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.tagesordnung", sitzung)
    if sitzung.status != SitzungStatus.GEPLANT:
        return rahmen.zurueck(request, sitzung, "Die Tagesordnung steht fest.", messages.WARNING)
    gemeinsam = {"benutzer": request.user, "sitzung": sitzung}
    was, _, nummer = request.POST.get("schritt", "").partition(":")
    punkt = PunktForm(request.POST if was == "hinzufuegen" else None, **gemeinsam)
    bereit = [
        AufnehmenForm(request.POST if (was, nummer) == ("aufnehmen", str(b.pk)) else None, beratung=b, **gemeinsam)
        for b in tagesordnung.bereite_beratungen(sitzung)
    ]
    form = punkt if was == "hinzufuegen" else next((f for f in bereit if f.is_bound), None)
    if request.method == "POST":
        if form is not None and form.versuchen():
            meldung = f"„{form.ergebnis.titel}“ steht auf der Tagesordnung."
            return _weiter(request, sitzung, rahmen, meldung, form.ergebnis.pk)
        if form is None:
            return _bewegen(request, sitzung, rahmen, was, nummer)
    return rahmen.zeichnen(
        request,
        sitzung,
        "sitzungen/_aufstellen.html",
        "Tagesordnung aufstellen",
        form=form,
        punkt_form=punkt,
        bereit=bereit,
        teile=teile(sitzung, request.user),
    )


def _weiter(request, sitzung, rahmen, meldung, punkt=None):
    messages.success(request, meldung)
    anker = f"#punkt-{punkt}" if punkt else ""
    return redirect(rahmen.url("tagesordnung", sitzung.pk) + anker)


def _bewegen(request, sitzung, rahmen, was, nummer):
    """Up, down or off the agenda. What somebody else removed in the meantime is gone; that is said and no error."""
    top = sitzung.tops.filter(pk=nummer if nummer.isdecimal() else 0).first()
    if top is None or was not in ("hoch", "runter", "entfernen"):
        messages.warning(request, "Diesen Punkt gibt es auf der Tagesordnung nicht mehr.")
        return redirect(rahmen.url("tagesordnung", sitzung.pk))
    try:
        if was == "entfernen":
            tagesordnung.entfernen(top, benutzer=request.user)
            return _weiter(request, sitzung, rahmen, f"„{top.titel}“ ist von der Tagesordnung genommen.")
        reihenfolge.verschieben(top, -1 if was == "hoch" else 1, benutzer=request.user)
    except ValidationError as fehler:
        return rahmen.zurueck(request, sitzung, " ".join(fehler.messages), messages.ERROR)
    stelle = next(p.nummer for p in tagesordnung.punkte(sitzung) if p.top.pk == top.pk)
    return _weiter(request, sitzung, rahmen, f"„{top.titel}“ ist jetzt {stelle}.", top.pk)


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
