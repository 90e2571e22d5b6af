"""How a draft is written, of whatever kind: shown, offered as it was left, kept while somebody types, saved, in conflict."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from vorlagen import arbeitsstand
from vorlagen.entwurf import Konflikt, SchonAngelegt
from vorlagen.forms import SchreibForm, uebernehmen
from vorlagen.models import Vorlage
from vorlagen.views.arbeitsstand import bestaetigen, felder, herkunft
from vorlagen.views.rahmen import weiter


@dataclass(frozen=True)
class Schreibseite:
    """What differs from one kind of draft to the other.

    `adressen`: names of the pages to begin one, to change one, of one, and of all. `rahmen` goes to every form, `anfang` and
    `zeilen` are what a new one starts from. `gesperrt` says why nothing is saved any more, though it may still be sent.
    """

    form: type[SchreibForm]
    template: str
    adressen: tuple[str, str, str, str]
    rahmen: dict = field(default_factory=dict)
    anfang: dict = field(default_factory=dict)
    zeilen: list | None = None
    gespeichert: str = "Der Entwurf ist gespeichert."
    gesperrt: str = ""

    def bearbeiten(self, pk) -> str:
        return reverse(self.adressen[1], args=[pk])

    def verlassen(self, vorlage) -> str:
        """Where "Abbrechen" leads."""
        return reverse(self.adressen[2], args=[vorlage.pk]) if vorlage else reverse(self.adressen[3])

    def ziel(self, request, formular) -> str:
        """Of a new draft: the address of this very form, so that a reload finds it again."""
        wunsch = request.GET.copy()
        wunsch["formular"] = str(formular)
        return f"?{wunsch.urlencode()}"


def schreiben(request, vorlage, blatt: Schreibseite, kontext: dict, *, umgestellt=None):
    """The page of a draft. `umgestellt`: what was sent, changed by a button of the page that saves nothing."""
    kontext = kontext | {"pk": vorlage and vorlage.pk, "blatt": blatt, "abbrechen_url": blatt.verlassen(vorlage)}
    rahmen = blatt.rahmen | {"instance": vorlage, "benutzer": request.user}
    if request.method != "POST":
        return _zeigen(request, vorlage, blatt, kontext)
    status, daten = 200, request.POST if umgestellt is None else umgestellt
    if vorlage:
        daten = blatt.form.mit_deren(daten, _frisch(vorlage), benutzer=request.user)
    if umgestellt is not None or "folge" in daten:
        form = blatt.form.getippt(_gesichert(request, vorlage, daten), knopf=daten.get("folge", ""), **rahmen)
    else:
        form, status = blatt.form(daten, request.FILES, **rahmen), 422
        if blatt.gesperrt:
            form.add_error(None, blatt.gesperrt)
            status = 403
        elif form.is_valid():
            try:
                return _gespeichert(request, vorlage, form.save(), blatt)
            except SchonAngelegt as schon:
                return _schon_angelegt(request, schon.vorlage, daten, blatt)
            except Konflikt as konflikt:
                # Kept with the version that was read: opened again, it is a conflict again.
                form.data = _gesichert(request, vorlage, daten)
                kontext |= {"konflikt": konflikt, "anders": form.gegen(konflikt.vorlage), "form": form}
                return _antwort(request, blatt, kontext, status=409)
            except ValidationError as fehler:
                uebernehmen(form, fehler)
        if not blatt.gesperrt:
            form.data = _gesichert(request, vorlage, daten)
    return _antwort(request, blatt, kontext | {"form": form, "eingesetzt": True}, status=status)


def _antwort(request, blatt, kontext, status=200):
    if not kontext["pk"]:
        kontext["ziel"] = blatt.ziel(request, kontext["form"]["formular"].value())
    return render(request, blatt.template, kontext, status=status)


def _zeigen(request, vorlage, blatt, kontext):
    """The page as it is opened. What was typed and not saved is offered first, with the difference."""
    rahmen = blatt.rahmen | {"instance": vorlage, "benutzer": request.user}
    formular = None if vorlage else _formular(request)
    if formular and (schon := Vorlage.objects.filter(formular=formular, verfasst_von=request.user).first()):
        return redirect(_papier(blatt, schon))
    stand = arbeitsstand.finden(request.user, vorlage, formular)
    if stand is None:
        if vorlage is None:
            kontext["angefangene"] = _angefangene(request, blatt)
            rahmen["initial"] = {"formular": formular or uuid4()} | blatt.anfang
            if blatt.zeilen is not None:
                rahmen["zeilen"] = blatt.zeilen
        return _antwort(request, blatt, kontext | {"form": blatt.form(**rahmen)})
    getippt = _als_post(stand)
    if vorlage and request.GET.get("stand") != "weiter":
        form = blatt.form(getippt, instance=_frisch(vorlage), benutzer=request.user)
        if anders := form.unterschiede(vorlage):
            kontext |= {"arbeitsstand": stand, "anders": anders, "bearbeiten_url": blatt.bearbeiten(vorlage.pk)}
            return render(request, "vorlagen/arbeitsstand.html", kontext)
    kontext |= {"form": blatt.form.getippt(getippt, knopf="", **rahmen), "arbeitsstand": stand}
    return _antwort(request, blatt, kontext)


def _angefangene(request, blatt) -> list[tuple]:
    """What was begun on pages of this kind and never saved, with the address to go on at."""
    gefunden = []
    for stand in arbeitsstand.angefangene(request.user):
        if (stand.felder.get("seite") or [""])[0] != blatt.form.BLATT:
            continue
        wunsch = QueryDict(mutable=True)
        if blatt.form.BLATT and stand.felder.get("art"):
            wunsch["art"] = stand.felder["art"][0]
        wunsch["formular"] = str(stand.kennung)
        gefunden.append((stand, f"{reverse(blatt.adressen[0])}?{wunsch.urlencode()}"))
    return gefunden


def _frisch(vorlage) -> Vorlage:
    """A copy of its own: a form writes what was typed into its instance."""
    return Vorlage.objects.get(pk=vorlage.pk)


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


def _gespeichert(request, vorlage, gespeichert, blatt):
    woher = herkunft(request.POST, vorlage)
    if woher:
        arbeitsstand.erledigen(request.user, woher)
    return bestaetigen(weiter(request, gespeichert, blatt.gespeichert), vorlage, request.POST)


def _schon_angelegt(request, erste, daten, blatt):
    """The same form again: to its draft; what it says differently now is offered there."""
    daten = daten.copy()
    daten["version"] = "1"
    if erste.ist_bearbeitbar:
        _gesichert(request, erste, daten)
    messages.info(request, "Aus diesem Formular ist schon ein Papier entstanden. Hier ist es.")
    return bestaetigen(redirect(_papier(blatt, erste)), None, daten)


def _papier(blatt, vorlage) -> str:
    """Where the paper is read or written now; what was taken up from paper is no draft any more."""
    return blatt.bearbeiten(vorlage.pk) if vorlage.ist_bearbeitbar else reverse("vorlagen:detail", args=[vorlage.pk])
