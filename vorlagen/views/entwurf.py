"""The draft on one page: begin, change, write on where one stopped."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from vorlagen import arbeitsstand, versionen
from vorlagen.anfang import mit_textbaustein
from vorlagen.entwurf import Konflikt, SchonAngelegt
from vorlagen.forms import VorlageForm, uebernehmen
from vorlagen.models import Textbaustein, Vorlage
from vorlagen.views.anfang import vorgabe, zahl
from vorlagen.views.arbeitsstand import bestaetigen, felder, herkunft
from vorlagen.views.rahmen import fordern, hole_vorlage, krumen, seite, weiter


@seite
def neu(request):
    fordern(request.user, "vorlagen.anlegen")
    return _entwurf(request, None, vorgabe(request))


@seite
def bearbeiten(request, pk):
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.bearbeiten", vorlage)
    if vorlage.amt_id is None:
        return redirect("antraege:bearbeiten", pk)
    if request.method != "POST" and not vorlage.ist_bearbeitbar:
        text = f"Diese Vorlage ist {vorlage.get_status_display().lower()} und wird nicht mehr bearbeitet."
        return weiter(request, vorlage, text, messages.WARNING)
    return _entwurf(request, vorlage)


def _entwurf(request, vorlage, anfang=None):
    """The page of the draft: shown, offered as it was left, rearranged by a button, or saved."""
    kontext = {
        "vorlage": vorlage,
        "pk": vorlage and vorlage.pk,
        "titel": "Entwurf bearbeiten" if vorlage else "Neue Vorlage",
        "krumen": krumen(vorlage, "Bearbeiten")
        if vorlage
        else [("Vorlagen", reverse("vorlagen:liste")), ("Neue Vorlage", "")],
        "amt": vorlage.amt if vorlage else request.user.amt,
        "schreiben": arbeitsstand.schreiben_gerade(vorlage, request.user) if vorlage else (),
    }
    notiz = anfang[2] if anfang else None
    bausteine = Textbaustein.objects.angeboten(request.user)
    kontext |= {"begonnen": notiz, "textbausteine": bausteine}
    if request.method != "POST":
        return _zeigen(request, vorlage, kontext, anfang)
    rahmen, status = {"instance": vorlage, "benutzer": request.user, "herkunft": notiz}, 200
    daten = request.POST
    if vorlage:
        daten = VorlageForm.mit_deren(daten, Vorlage.objects.get(pk=vorlage.pk), request.user)
    if "baustein_einfuegen" in daten:
        baustein = bausteine.filter(pk=zahl(daten.get("baustein"))).first()
        daten = mit_textbaustein(daten, baustein) if baustein else daten
        form = VorlageForm.getippt(_gesichert(request, vorlage, daten), knopf="", **rahmen)
        kontext["baustein"] = baustein
    elif "folge" in daten:
        form = VorlageForm.getippt(_gesichert(request, vorlage, daten), knopf=daten["folge"], **rahmen)
    else:
        form, status = VorlageForm(daten, **rahmen), 422
        if form.is_valid():
            try:
                return _gespeichert(request, vorlage, form.save())
            except SchonAngelegt as schon:
                return _schon_angelegt(request, schon.vorlage, daten)
            except Konflikt as konflikt:
                # Kept with the version that was read: opened again, it is a conflict again.
                form.data = _gesichert(request, vorlage, daten)
                kontext |= {"konflikt": konflikt, "anders": form.gegen(konflikt.vorlage)}
                return render(request, "vorlagen/vorlage_form.html", kontext | {"form": form}, status=409)
            except ValidationError as fehler:
                uebernehmen(form, fehler)
        form.data = _gesichert(request, vorlage, daten)
    kontext |= {"form": form, "eingesetzt": True}
    return render(request, "vorlagen/vorlage_form.html", kontext, status=status)


def _zeigen(request, vorlage, kontext, anfang=None):
    """The page as it is opened. What was typed and not saved is offered first, with the difference."""
    rahmen = {"instance": vorlage, "benutzer": request.user}
    formular = None if vorlage else _formular(request)
    if formular and (schon := Vorlage.objects.filter(formular=formular, verfasst_von=request.user).first()):
        return redirect("vorlagen:bearbeiten", schon.pk)
    stand = arbeitsstand.finden(request.user, vorlage, formular)
    if stand is None:
        if vorlage is None:
            kontext["angefangene"] = arbeitsstand.angefangene(request.user)
            rahmen["initial"] = {"formular": formular or uuid4()}
            if anfang:
                rahmen["initial"] |= anfang[0]
                rahmen["zeilen"] = anfang[1]
        return render(request, "vorlagen/vorlage_form.html", kontext | {"form": VorlageForm(**rahmen)})
    getippt = _als_post(stand)
    if vorlage and request.GET.get("stand") != "weiter":
        form = VorlageForm(getippt, instance=Vorlage.objects.get(pk=vorlage.pk), benutzer=request.user)
        gespeichert, hier = versionen.abbild(vorlage), form.abbild()
        anders = versionen.unterschiede(gespeichert, hier | {"felder": gespeichert["felder"] | hier["felder"]})
        if anders:
            kontext |= {"arbeitsstand": stand, "anders": anders}
            return render(request, "vorlagen/arbeitsstand.html", kontext)
    kontext |= {"form": VorlageForm.getippt(getippt, knopf="", **rahmen), "arbeitsstand": stand}
    return render(request, "vorlagen/vorlage_form.html", kontext)


def _formular(request) -> UUID | None:
    try:
        return UUID(request.GET.get("formular", ""))
    except ValueError:
        return None


def _als_post(stand) -> QueryDict:
    """What was typed, as a new window sends it."""
    daten = QueryDict(mutable=True)
    for name, werte in stand.felder.items():
        daten.setlist(name, werte)
    # One by one: `|=` on a QueryDict sets text where it wants a list.
    for name, wert in (("fenster", uuid4()), ("stand", stand.stand), ("formular", stand.kennung)):
        daten[name] = str(wert)
    return daten


def _gesichert(request, vorlage, daten) -> QueryDict:
    """What was sent and is not saved lies in the Arbeitsstand, also for browsers without JavaScript."""
    woher = herkunft(daten, vorlage)
    if woher is None:
        return daten
    try:
        stand = arbeitsstand.sichern(request.user, woher, felder(daten))
    except arbeitsstand.AnderesFenster:
        return daten
    daten = daten.copy()
    daten["stand"] = str(stand.stand)
    return daten


def _gespeichert(request, vorlage, gespeichert):
    woher = herkunft(request.POST, vorlage)
    if woher:
        arbeitsstand.erledigen(request.user, woher)
    return bestaetigen(weiter(request, gespeichert, "Der Entwurf ist gespeichert."), vorlage, request.POST)


def _schon_angelegt(request, erste, daten):
    """The same form again: to its draft; what it says differently now is offered there."""
    daten = daten.copy()
    daten["version"] = "1"
    _gesichert(request, erste, daten)
    messages.info(request, "Aus diesem Formular ist schon ein Entwurf entstanden. Hier ist er.")
    return bestaetigen(redirect("vorlagen:bearbeiten", erste.pk), None, daten)
