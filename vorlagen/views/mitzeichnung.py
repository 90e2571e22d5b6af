"""Mitzeichnung: plan, sign, steer, and what waits for me."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vorlagen import mitzeichnung
from vorlagen.choices import VorlageStatus
from vorlagen.forms import uebernehmen
from vorlagen.forms.mitzeichnung import AnfordernForm, PlanForm, VerlaengernForm, VotumForm, ZurueckrufenForm
from vorlagen.models import Mitzeichnung, Vorlage
from vorlagen.versionen import unterschiede
from vorlagen.verweise import verbindungen
from vorlagen.views.anlagendateien import zeilen
from vorlagen.views.detail import texte_von
from vorlagen.views.rahmen import adressen, fordern, gesendet, hole_vorlage, krumen, seite, weiter
from wittmund_ris.workflow import UebergangNichtMoeglich


@require_safe
def liste(request):
    """What waits for a verdict or a release of this account."""
    kontext = {
        "zeilen": [(z, mitzeichnung.handelt_fuer(z, request.user)) for z in mitzeichnung.offene_fuer(request.user)],
        "freigaben": mitzeichnung.freigabereife_fuer(request.user),
    }
    return render(request, "vorlagen/mitzeichnung_list.html", kontext)


@seite
def planen(request, pk):
    """The offices of a draft; the buttons of the table post everything and save nothing."""
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.mitzeichnung_planen", vorlage)
    if not mitzeichnung.ist_planbar(vorlage):
        text = f"Die Vorlage ist {vorlage.get_status_display().lower()}; ihre Mitzeichnung wird nicht mehr geplant."
        return weiter(request, vorlage, text, messages.WARNING)
    rahmen, status = {"vorlage": vorlage, "benutzer": request.user}, 200
    if request.method != "POST":
        form = PlanForm(**rahmen)
    elif "plan" in request.POST:
        form = PlanForm.getippt(request.POST, knopf=request.POST["plan"], **rahmen)
    else:
        form, status = PlanForm(request.POST, **rahmen), 422
        if form.is_valid():
            try:
                form.save()
            except ValidationError as fehler:
                uebernehmen(form, fehler)
            else:
                return weiter(request, vorlage, "Die Mitzeichnung ist geplant.")
    kontext = {
        "form": form,
        "vorlage": vorlage,
        "zuletzt": bool(mitzeichnung.letzter_plan(vorlage)),
        "ist_gespeichert": vorlage.mitzeichnungen.unerledigt().exists(),
        "brotkrumen": krumen(vorlage, "Mitzeichnung planen"),
    }
    return render(request, "vorlagen/mitzeichnung_plan.html", kontext, status=status)


@seite
def zeichnen(request, pk):
    """The paper, what changed word by word since this office signed, what others said, and the verdict."""
    zeile = _hole_zeile(request, pk)
    vorlage = zeile.vorlage
    if not zeile.ist_offen and not (request.method == "POST" and _kam_jemand_zuvor(request, zeile)):
        return weiter(request, vorlage, _nicht_offen(zeile), messages.WARNING)
    if zeile.ist_offen:
        fordern(request.user, "vorlagen.mitzeichnen", vorlage)
        if not vorlage.mitzeichnungen.zeichenbar_fuer(request.user).filter(pk=zeile.pk).exists():
            fordern(request.user, "vorlagen.mitzeichnen", None)
    vorher = zeile.vorherige
    anfang = {"votum": vorher.votum, "text": vorher.text} if zeile.redaktionell and vorher else None
    form = VotumForm(gesendet(request), zeile=zeile, benutzer=request.user, initial=anfang)
    if form.is_valid():
        try:
            meldung = form.save()
        except UebergangNichtMoeglich:
            return weiter(request, vorlage, "Die Vorlage ist nicht mehr in Mitzeichnung.", messages.WARNING)
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        else:
            return weiter(request, vorlage, meldung)
    jetzt = vorlage.versionen.last()
    kontext = {
        "form": form,
        "zeile": zeile,
        "vorlage": vorlage,
        "adressen": adressen(verbindungen(vorlage, request.user)),
        "in_vertretung": mitzeichnung.handelt_fuer(zeile, request.user),
        "andere": mitzeichnung.runden(vorlage),
        "jetzt": jetzt,
        "abschnitte": unterschiede(vorher.version.inhalt, jetzt.inhalt) if vorher and jetzt else None,
        "texte": texte_von(vorlage),
        "zeigt_finanzierung": vorlage.blatt.hat_finanzierung,
        "stationen": vorlage.beratungen.geplante().select_related("gremium"),
        "anlagen": zeilen(vorlage, True),
        "intern": True,
        "brotkrumen": krumen(vorlage, "Mitzeichnen"),
    }
    return render(request, "vorlagen/mitzeichnen.html", kontext, status=422 if request.method == "POST" else 200)


@seite
def zurueckrufen(request, pk):
    zeile = _hole_zeile(request, pk)
    kontext = {
        "titel": "Mitzeichnung zurückrufen",
        "knopf": "Zurückrufen",
        "folgen": [f"{zeile.amt} wird nicht mehr um Mitzeichnung gebeten. Die Begründung steht im Verlauf."],
    }
    return _steuern(request, zeile.vorlage, ZurueckrufenForm, kontext, zeile=zeile)


@seite
def verlaengern(request, pk):
    zeile = _hole_zeile(request, pk)
    kontext = {
        "titel": "Frist verlängern",
        "knopf": "Verlängern",
        "folgen": [f"{zeile.amt} hat mehr Zeit und wird darüber unterrichtet."],
    }
    return _steuern(request, zeile.vorlage, VerlaengernForm, kontext, zeile=zeile)


@seite
def anfordern(request, pk):
    kontext = {
        "titel": "Weiteres Amt beteiligen",
        "knopf": "Um Mitzeichnung bitten",
        "folgen": ["Das Amt wird sofort gebeten. Ohne sein Votum wird die Vorlage nicht freigegeben."],
    }
    return _steuern(request, hole_vorlage(request, pk), AnfordernForm, kontext)


def _steuern(request, vorlage, klasse, kontext, zeile=None):
    fordern(request.user, "vorlagen.mitzeichnung_steuern", vorlage)
    if vorlage.status != VorlageStatus.IN_MITZEICHNUNG:
        return weiter(request, vorlage, "Die Vorlage ist nicht in Mitzeichnung.", messages.WARNING)
    form = klasse(gesendet(request), zeile=zeile, vorlage=vorlage, benutzer=request.user)
    if form.is_valid():
        try:
            meldung = form.save()
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        else:
            return weiter(request, vorlage, meldung)
    kontext |= {
        "form": form,
        "objekt": vorlage,
        "abbrechen_url": reverse("vorlagen:detail", args=[vorlage.pk]),
        "brotkrumen": krumen(vorlage, kontext["titel"]),
    }
    return render(request, "verwaltung/uebergang.html", kontext, status=422 if request.method == "POST" else 200)


def _hole_zeile(request, pk) -> Mitzeichnung:
    sichtbar = Mitzeichnung.objects.filter(vorlage__in=Vorlage.objects.sichtbar_fuer(request.user))
    verknuepft = sichtbar.select_related("vorlage__amt", "amt", "vorherige__version", "vorherige__amt")
    zeile = get_object_or_404(verknuepft, pk=pk)
    fordern(request.user, "vorlagen.mitzeichnung_sehen", zeile.vorlage)
    return zeile


def _kam_jemand_zuvor(request, zeile) -> bool:
    """Somebody else of the office has signed: what was typed stays on the page. A double click of one's own does not."""
    return zeile.ist_erledigt and zeile.gezeichnet_von_id != request.user.pk


def _nicht_offen(zeile) -> str:
    if zeile.ist_erledigt:
        return f"{zeile.amt} hat schon gezeichnet: {zeile.get_votum_display()} ({zeile.durch})."
    if zeile.ist_hinfaellig:
        return f"Diese Mitzeichnung ist hinfällig. {zeile.hinfaellig_grund}"
    return f"{zeile.amt} ist noch nicht an der Reihe."
