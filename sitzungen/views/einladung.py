"""The pages of the Sitzungsdienst around an invitation: what is still to do, the proof of dispatch, the answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.lesezugriffe import Gegenstand, datei_antwort
from konten.models import Lesezugriff
from konten.rechte import darf
from sitzungen import bekanntmachung, nachweis, rueckmeldungen, vorbereitung
from sitzungen.choices import SitzungStatus
from sitzungen.empfaenger import empfaenger
from sitzungen.forms.einladung import (
    AntwortForm,
    AufgenommenForm,
    BekanntmachungForm,
    BeteiligungForm,
    FertigForm,
    VerlangenForm,
)
from sitzungen.views.akte import erlaubt, sichtbare_sitzung
from sitzungen.views.rahmen import ARBEITSBEREICH, status

STAND_TON = {"erledigt": ("success", "erledigt"), "warnung": ("warning", "Hinweis"), "offen": ("danger", "offen")}


def _krumen(sitzung, titel):
    return [
        ("Sitzungen", reverse("sitzungen:liste")),
        (str(sitzung), reverse("sitzungen:detail", args=[sitzung.pk])),
        (titel, ""),
    ]


@require_http_methods(["GET", "POST"])
def vorbereiten(request, pk):
    """The way to the invitation on one page: the checklist, and the acts that it asks for. The button pressed says which."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.vorbereiten", sitzung)
    if sitzung.status != SitzungStatus.GEPLANT:
        return ARBEITSBEREICH.zurueck(request, sitzung, "Die Einladung ist schon versandt.", messages.WARNING)
    was, _, nummer = request.POST.get("schritt", "").partition(":")
    gemeinsam = {"benutzer": request.user, "sitzung": sitzung}

    def daten(name, kennung=""):
        return request.POST if (was, nummer) == (name, kennung) else None

    formen = {
        "beteiligung": BeteiligungForm(daten("beteiligung"), prefix="b", **gemeinsam)
        if vorbereitung.gegenstaende(sitzung)
        else None,
        "verlangen": VerlangenForm(daten("verlangen"), prefix="v", **gemeinsam)
        if vorbereitung.gegenstaende(sitzung)
        else None,
        "fertig": FertigForm(daten("fertig"), prefix="f", **gemeinsam),
    }
    offene = [
        AufgenommenForm(daten("aufgenommen", str(v.pk)), prefix=f"a{v.pk}", eintrag=v, **gemeinsam)
        for v in sitzung.aufnahmeverlangen.filter(top__isnull=True)
    ]
    form = next((f for f in [*formen.values(), *offene] if f is not None and f.is_bound), None)
    if request.method == "POST" and form is not None and form.versuchen():
        messages.success(request, "Festgehalten.")
        return redirect("sitzungen:vorbereiten", pk)
    kontext = {
        "sitzung": sitzung,
        "brotkrumen": _krumen(sitzung, "Einladung vorbereiten"),
        "schritte": [(s, *STAND_TON[s.stand]) for s in vorbereitung.checkliste(sitzung)],
        "ist_fertig": vorbereitung.fertig(sitzung) is not None,
        "formen": formen,
        "offene": offene,
        "empfaenger": empfaenger(sitzung),
    }
    return render(request, "sitzungen/vorbereiten.html", kontext, status=status(form))


@require_http_methods(["GET", "POST"])
def versandt(request, pk):
    """The proof of dispatch, recipient by recipient, and the announcement."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.versand_sehen", sitzung)
    betreut = darf(request.user, "sitzungen.versand_betreuen", sitzung)
    form = None
    lage = bekanntmachung.lage(sitzung)
    if lage.dokument and darf(request.user, "sitzungen.bekanntmachen", sitzung):
        form = BekanntmachungForm(
            request.POST if request.method == "POST" else None, benutzer=request.user, sitzung=sitzung
        )
    if request.method == "POST":
        if form is None:
            erlaubt(request.user, "sitzungen.bekanntmachen", sitzung)
            raise Http404
        if form.versuchen():
            messages.success(request, "Die Bekanntmachung ist eingetragen.")
            return redirect("sitzungen:versand", pk)
    sendungen = list(sitzung.versendungen.select_related("fassung", "versandt_von").order_by("-versandt_am", "-pk"))
    for sendung in sendungen:
        sendung.zeilen = nachweis.zeilen(sendung)
        sendung.papier_offen = sum(z.nachweis.ist_papier and not z.aufgegeben_am for z in sendung.zeilen)
        sendung.geoeffnet = sum(z.geoeffnet_am is not None for z in sendung.zeilen)
    kontext = {
        "sitzung": sitzung,
        "brotkrumen": _krumen(sitzung, "Versand"),
        "sendungen": sendungen,
        "lage": lage,
        "form": form,
        "betreut": betreut,
    }
    return render(request, "sitzungen/versand.html", kontext, status=status(form))


@require_POST
def aufgeben(request, pk, versand):
    """The letters of this dispatch are in the post."""
    sitzung = sichtbare_sitzung(request.user, pk)
    sendung = get_object_or_404(sitzung.versendungen, pk=versand)
    anzahl = nachweis.aufgeben(sendung, benutzer=request.user)
    text = f"{anzahl} Briefe sind als aufgegeben eingetragen." if anzahl else "Alle Briefe waren schon eingetragen."
    messages.success(request, text)
    return redirect("sitzungen:versand", pk)


@require_safe
def versand_pdf(request, pk, versand, art):
    """The proof as a paper, or the list of the letters."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.versand_sehen", sitzung)
    sendung = get_object_or_404(sitzung.versendungen.select_related("fassung", "versandt_von"), pk=versand)
    machen = {"nachweis": nachweis.als_pdf, "post": nachweis.postliste}[art]
    gegenstand = Gegenstand(Lesezugriff.Art.SITZUNG, sitzung.pk, f"Versand, {sitzung}")
    name = f"versand-{art}-{sitzung.kennung}.pdf"
    return datei_antwort(request, machen(sendung).inhalt, name, "application/pdf", gegenstand=gegenstand)


@require_http_methods(["GET", "POST"])
def rueckmeldungen_liste(request, pk):
    """Who comes: the expected quorum and every seat. A POST reminds those who have not answered."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.versand_sehen", sitzung)
    offen = rueckmeldungen.kann_antworten(sitzung)
    erfasst = offen and darf(request.user, "sitzungen.rueckmeldungen_erfassen", sitzung)
    if request.method == "POST":
        erlaubt(request.user, "sitzungen.rueckmeldungen_erfassen", sitzung)
        if not offen:
            return ARBEITSBEREICH.zurueck(request, sitzung, "Dafür ist es zu spät.", messages.WARNING)
        anzahl = rueckmeldungen.erinnern(sitzung)
        messages.success(request, f"{anzahl} Mitglieder sind erinnert, höchstens einmal am Tag.")
        return redirect("sitzungen:rueckmeldungen", pk)
    zeilen = rueckmeldungen.erwartet(sitzung)
    kontext = {
        "sitzung": sitzung,
        "brotkrumen": _krumen(sitzung, "Rückmeldungen"),
        "zeilen": zeilen,
        "aussicht": rueckmeldungen.aussicht(sitzung, zeilen),
        "erfasst": erfasst,
    }
    return render(request, "sitzungen/rueckmeldungen.html", kontext)


@require_http_methods(["GET", "POST"])
def rueckmeldung(request, pk, sitz):
    """Record the answer of a member who called."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.rueckmeldungen_erfassen", sitzung)
    if not rueckmeldungen.kann_antworten(sitzung):
        meldung = "Antworten sind zwischen der Einladung und der Eröffnung möglich."
        return ARBEITSBEREICH.zurueck(request, sitzung, meldung, messages.WARNING)
    erwartung = next((e for e in rueckmeldungen.erwartet(sitzung) if e.sitz.pk == sitz), None)
    if erwartung is None:
        raise Http404
    if "vertretung_kommt" in request.POST:
        try:
            rueckmeldungen.vertretung_antworten(
                sitzung, erwartung.sitz, request.POST["vertretung_kommt"] == "ja", benutzer=request.user
            )
        except ValidationError as fehler:
            messages.error(request, " ".join(fehler.messages))
        return redirect("sitzungen:rueckmeldungen", pk)
    form = AntwortForm(
        request.POST if request.method == "POST" else None,
        benutzer=request.user,
        sitzung=sitzung,
        erwartung=erwartung,
    )
    if request.method == "POST" and form.versuchen():
        messages.success(request, f"{form.ergebnis} ist eingetragen.")
        return redirect("sitzungen:rueckmeldungen", pk)
    return ARBEITSBEREICH.zeichnen(
        request,
        sitzung,
        "verwaltung/_uebergang.html",
        f"Antwort von {erwartung.sitz.person}",
        form=form,
        knopf="Eintragen",
        abbrechen_url=reverse("sitzungen:rueckmeldungen", args=[pk]),
    )
