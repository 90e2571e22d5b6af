"""The page of the elections of an item: candidates, procedure, Wahlgang after Wahlgang, the lot."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from sitzungen import wahlen
from sitzungen.abstimmung import mehrheit_der_mitglieder
from sitzungen.anwesenheit import anwesende_stimmberechtigte, gesetzliche_mitglieder
from sitzungen.auszaehlung import Art
from sitzungen.choices import SitzungStatus, Wahlverfahren
from sitzungen.forms.wahl import BewerbungForm, GangForm, LosForm, OhneWahlForm, VerfahrenForm, WahlForm
from sitzungen.models import Wahl
from sitzungen.views.akte import erlaubt, gesendet, sichtbare_sitzung
from sitzungen.views.rahmen import ARBEITSBEREICH

GESPEICHERT = {
    "neu": "Die Wahl ist angelegt.",
    "bewerbung": "Die Bewerbung ist aufgenommen.",
    "verfahren": "Das Verfahren ist festgehalten.",
    "los": "Das Los ist festgehalten.",
    "ohne": "Die Wahl ist ohne Ergebnis beendet.",
}


@dataclass
class Block:
    """One election with the forms that its state allows."""

    wahl: Wahl
    formulare: dict

    @property
    def gaenge(self):
        return [f for name, f in self.formulare.items() if name.startswith("gang")]

    def form(self, name):
        return self.formulare.get(name)

    @property
    def faellig(self):
        """The form of the Wahlgang that is due."""
        return next((f for f in self.gaenge if f.alt is None), None)

    @property
    def berichtigungen(self):
        return [f for f in self.gaenge if f.alt is not None]

    @property
    def bewerbung(self):
        return self.form("bewerbung")

    @property
    def verfahren(self):
        return self.form("verfahren")

    @property
    def los(self):
        return self.form("los")

    @property
    def ohne(self):
        return self.form("ohne")

    @property
    def kann_einstimmig(self) -> bool:
        """One candidate by Handzeichen: one press for all votes."""
        return bool(self.faellig) and self.wahl.verfahren == Wahlverfahren.ZURUF and len(self.wahl.antretende) == 1


@require_http_methods(["GET", "POST"])
def wahl(request, pk, top, rahmen=ARBEITSBEREICH):
    """All elections of an item on one page; the button that was pressed says what happens."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.waehlen", sitzung)
    top = get_object_or_404(sitzung.tops.select_related("beratung__vorlage", "sitzung__gremium"), pk=top)
    if sitzung.status not in wahlen.VORBEREITBAR:
        stand = sitzung.get_status_display().lower()
        meldung = (
            f"Die Sitzung ist {stand}. Wahlen werden nach der Einladung vorbereitet und in der Sitzung festgehalten."
        )
        return rahmen.zurueck(request, sitzung, meldung, messages.WARNING)
    was, _, nummer = request.POST.get("schritt", "").partition(":")
    alle = list(top.wahlen.mit_gaengen())
    gemeint = next((w for w in alle if str(w.pk) == nummer.partition(".")[0]), None)
    daten = gesendet(request)
    gemeinsam = {"benutzer": request.user, "sitzung": sitzung}
    neu = WahlForm(daten if was == "neu" else None, top=top, **gemeinsam)
    bloecke = [Block(w, _formulare(w, was if w is gemeint else "", daten, gemeinsam)) for w in alle]
    form = neu if was == "neu" else next((b.form(was) for b in bloecke if b.wahl is gemeint), None)
    if request.method == "POST":
        if form is not None and form.is_bound:
            if form.versuchen():
                return _weiter(request, sitzung, top, rahmen, _meldung(was, form.ergebnis), gemeint or form.ergebnis)
        else:
            return _knopf(request, sitzung, top, rahmen, was, nummer, gemeint)
    mitglieder = gesetzliche_mitglieder(sitzung)
    return rahmen.zeichnen(
        request,
        sitzung,
        "sitzungen/_wahl.html",
        f"Wahlen zu {top.nummer_lang}",
        form=form,
        neu=neu,
        top=top,
        bloecke=bloecke,
        eroeffnet=sitzung.status == SitzungStatus.EROEFFNET,
        live_url=_live(sitzung, rahmen),
        stimmberechtigte=anwesende_stimmberechtigte(sitzung),
        mitglieder=mitglieder,
        noetig=mehrheit_der_mitglieder(mitglieder),
    )


def _live(sitzung, rahmen) -> str:
    """The page of the running sitting, from which the clerk comes; the admin has none."""
    laeuft = sitzung.status == SitzungStatus.EROEFFNET and rahmen is ARBEITSBEREICH
    return rahmen.url("live", sitzung.pk) if laeuft else ""


def _formulare(wahl, was, daten, gemeinsam) -> dict:
    """The forms that the state of this election allows; the one that was sent is bound."""

    def bau(name, klasse, **mehr):
        return klasse(daten if name == was else None, wahl=wahl, **mehr, **gemeinsam)

    formulare = {}
    eroeffnet = gemeinsam["sitzung"].status == SitzungStatus.EROEFFNET
    faellig = wahl.naechster_gang
    if faellig:
        formulare["bewerbung"] = bau("bewerbung", BewerbungForm)
        formulare["verfahren"] = bau("verfahren", VerfahrenForm)
    if eroeffnet and not wahl.ohne_wahl_grund:
        for gang in wahl.gang_liste:
            formulare[f"gang{gang.nummer}"] = bau(f"gang{gang.nummer}", GangForm, nummer=gang.nummer)
        if faellig and wahl.antretende:
            formulare[f"gang{faellig}"] = bau(f"gang{faellig}", GangForm, nummer=faellig)
        if wahl.gang_liste and wahl.gang_liste[-1].ausgang.art == Art.LOS:
            formulare["los"] = bau("los", LosForm)
        formulare["ohne"] = bau("ohne", OhneWahlForm)
    return formulare


def _meldung(was, ergebnis) -> str:
    if was.startswith("gang"):
        stand = Wahl.objects.mit_gaengen().get(pk=ergebnis.pk)
        return stand.saetze[-1]
    return GESPEICHERT[was]


def _weiter(request, sitzung, top, rahmen, meldung, wahl=None):
    messages.success(request, meldung)
    anker = f"#wahl-{wahl.pk}" if isinstance(wahl, Wahl) else ""
    return redirect(rahmen.url("wahl", sitzung.pk, top.pk) + anker)


def _knopf(request, sitzung, top, rahmen, was, nummer, wahl):
    """The acts that need no form: all votes for the one candidate, strike a candidate, remove, go on."""
    if wahl is None:
        messages.warning(request, "Diese Wahl gibt es nicht mehr.")
        return redirect(rahmen.url("wahl", sitzung.pk, top.pk))
    try:
        meldung = _tun(was, nummer, wahl, sitzung, request.user)
    except ValidationError as fehler:
        messages.error(request, " ".join(fehler.messages))
        return redirect(rahmen.url("wahl", sitzung.pk, top.pk) + f"#wahl-{wahl.pk}")
    return _weiter(request, sitzung, top, rahmen, meldung, None if was == "verwerfen" else wahl)


def _tun(was, nummer, wahl, sitzung, benutzer) -> str:
    if was == "einstimmig":
        stimmen = {k.pk: anwesende_stimmberechtigte(sitzung) for k in wahl.antretende}
        if len(stimmen) != 1 or wahl.verfahren != Wahlverfahren.ZURUF:
            raise ValidationError("Das geht nur bei einer Bewerbung und Wahl durch Zuruf oder Handzeichen.")
        wahlen.auszaehlen(wahl, wahl.naechster_gang or 1, stimmen, benutzer=benutzer)
        return _meldung("gang", wahl)
    if was == "streichen":
        kandidat = next((k for k in wahl.kandidaten.all() if str(k.pk) == nummer.partition(".")[2]), None)
        if kandidat is None:
            raise ValidationError("Diese Bewerbung gibt es nicht mehr.")
        wahlen.streichen(kandidat, benutzer=benutzer)
        return f"{kandidat.name} steht nicht mehr zur Wahl."
    if was == "verwerfen":
        wahlen.verwerfen(wahl, benutzer=benutzer)
        return f"Die Wahl „{wahl}“ ist gestrichen."
    if was == "fortsetzen":
        wahlen.fortsetzen(wahl, benutzer=benutzer)
        return "Die Wahl wird fortgesetzt."
    raise ValidationError("Diesen Schritt gibt es hier nicht.")
