"""Build the agenda of a planned sitting: one address, and the button that was pressed says what."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sitzungen import gliederung, reihenfolge, tagesordnung, vorschlaege
from sitzungen.choices import SitzungStatus, Teil
from sitzungen.forms.tagesordnung import AufnehmenForm, PunktForm
from sitzungen.views.akte import erlaubt, sichtbare_sitzung
from sitzungen.views.ansicht import teile
from sitzungen.views.rahmen import ARBEITSBEREICH

WEG = "Diesen Punkt gibt es auf der Tagesordnung nicht mehr."


@require_http_methods(["GET", "POST"])
def aufstellen(request, pk, rahmen=ARBEITSBEREICH):
    """Move, set in, remove, put stations on it, add items without a Vorlage. A refusal shows this page with what was typed."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.tagesordnung", sitzung)
    if sitzung.status != SitzungStatus.GEPLANT:
        return rahmen.zurueck(request, sitzung, "Die Tagesordnung steht fest.", messages.WARNING)
    gemeinsam = {"benutzer": request.user, "sitzung": sitzung}
    was, _, ziel = request.POST.get("schritt", "").partition(":")
    punkt = PunktForm(request.POST if was == "hinzufuegen" else None, **gemeinsam)
    bereit = [
        AufnehmenForm(request.POST if (was, ziel) == ("aufnehmen", str(b.pk)) else None, beratung=b, **gemeinsam)
        for b in tagesordnung.bereite_beratungen(sitzung)
    ]
    form = punkt if was == "hinzufuegen" else next((f for f in bereit if f.is_bound), None)
    if request.method == "POST":
        if form is not None and form.versuchen():
            return _weiter(
                request, sitzung, rahmen, f"„{form.ergebnis.titel}“ steht auf der Tagesordnung.", form.ergebnis.pk
            )
        if form is None:
            return _schritt(request, sitzung, rahmen, was, ziel)
    return rahmen.zeichnen(
        request,
        sitzung,
        "sitzungen/_aufstellen.html",
        "Tagesordnung aufstellen",
        form=form,
        punkt_form=punkt,
        bereit=bereit,
        vorschlaege=vorschlaege.vorschlaege(sitzung),
        teile=teile(sitzung, request.user),
        stand=gliederung.stand(sitzung.tops.all()),
        beide_teile=list(Teil) if sitzung.ist_oeffentlich else [Teil.NICHTOEFFENTLICH],
    )


def _weiter(request, sitzung, rahmen, meldung, punkt=None, art=messages.SUCCESS):
    messages.add_message(request, art, meldung)
    anker = f"#punkt-{punkt}" if punkt else ""
    return redirect(rahmen.url("tagesordnung", sitzung.pk) + anker)


def _schritt(request, sitzung, rahmen, was, ziel):
    """What needs no form. What somebody else did in the meantime is said and no error."""
    try:
        if was == "auffuellen":
            neue = tagesordnung.auffuellen(sitzung, benutzer=request.user)
            anzahl = (
                f"{len(neue)} {'Punkt' if len(neue) == 1 else 'Punkte'} aufgenommen."
                if neue
                else "Es liegt nichts bereit."
            )
            return _weiter(request, sitzung, rahmen, anzahl)
        if was == "vorschlag":
            top = tagesordnung.vorschlag_annehmen(sitzung, ziel, benutzer=request.user)
            return _weiter(request, sitzung, rahmen, f"„{top.titel}“ steht auf der Tagesordnung.", top.pk)
        return _bewegen(request, sitzung, rahmen, was, ziel)
    except ValidationError as fehler:
        return _weiter(request, sitzung, rahmen, " ".join(fehler.messages), art=messages.ERROR)


def _bewegen(request, sitzung, rahmen, was, ziel):
    nummer, *wohin = ziel.split(":")
    top = _punkt(sitzung, nummer)
    schritte = ("hoch", "runter", "ein", "aus", "teil", "einordnen", "entfernen")
    if top is None or was not in schritte or (was == "einordnen") != (len(wohin) == 3):
        return _weiter(request, sitzung, rahmen, WEG, art=messages.WARNING)
    wie = {"stand": request.POST.get("stand", ""), "benutzer": request.user}
    match was:
        case "entfernen":
            tagesordnung.entfernen(top, benutzer=request.user)
            return _weiter(request, sitzung, rahmen, f"„{top.titel}“ ist von der Tagesordnung genommen.")
        case "hoch" | "runter":
            reihenfolge.verschieben(top, -1 if was == "hoch" else 1, **wie)
        case "ein":
            reihenfolge.einruecken(top, **wie)
        case "aus":
            reihenfolge.ausruecken(top, **wie)
        case "teil":
            reihenfolge.einordnen(top, teil=Teil.NICHTOEFFENTLICH if top.ist_oeffentlich else Teil.OEFFENTLICH, **wie)
        case "einordnen":
            teil, ober, vor = wohin
            if teil not in Teil:
                return _weiter(request, sitzung, rahmen, WEG, art=messages.WARNING)
            oberpunkt, davor = _punkt(sitzung, ober), _punkt(sitzung, vor)
            if (ober and oberpunkt is None) or (vor and davor is None):
                raise ValidationError(reihenfolge.VERALTET)
            reihenfolge.einordnen(top, teil=Teil(teil), oberpunkt=oberpunkt, vor=davor, **wie)
    stelle = next((p.nummer for p in tagesordnung.punkte(sitzung) if p.top.pk == top.pk), "")
    meldung = f"„{top.titel}“ ist jetzt {stelle}." if stelle else f"„{top.titel}“ ist verschoben."
    return _weiter(request, sitzung, rahmen, meldung, top.pk)


def _punkt(sitzung, nummer):
    return sitzung.tops.filter(pk=nummer).first() if nummer.isdecimal() and len(nummer) < 16 else None
