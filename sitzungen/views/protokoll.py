"""The page of the Protokoll: facts beside texts while the sitting runs, autosave, and the acts of its life."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gremien.choices import Unterzeichner
from konten.lesezugriffe import Gegenstand, datei_antwort
from konten.models import Lesezugriff
from konten.rechte import darf
from sitzungen import protokoll as akte
from sitzungen import protokollbloecke, protokolldokumente
from sitzungen.choices import PROTOKOLL_OFFEN, ProtokollStatus, Teil
from sitzungen.forms.protokoll import FORMULARE, TexteForm, kennzeichen
from sitzungen.models import Protokoll, Protokollblock, Tagesordnungspunkt
from sitzungen.views.akte import erlaubt, gesendet, sichtbare_sitzung
from sitzungen.views.rahmen import ARBEITSBEREICH, status
from wittmund_ris.pdf import PdfFehler
from wittmund_ris.richtext_feld import RichTextFeld
from wittmund_ris.workflow import UebergangNichtMoeglich, finde

TON = {
    ProtokollStatus.ENTWURF: "neutral",
    ProtokollStatus.FERTIG: "info",
    ProtokollStatus.UNTERZEICHNET: "info",
    ProtokollStatus.GENEHMIGT: "success",
    ProtokollStatus.BERICHTIGUNG: "warning",
}
GESCHEHEN = {
    "fertigstellen": "Das Protokoll ist fertiggestellt und versiegelt.",
    "zuruecknehmen": "Das Protokoll ist wieder in Bearbeitung.",
    "unterzeichnen": "Die Unterschrift ist festgehalten.",
    "genehmigen": "Die Genehmigung ist festgehalten.",
    "berichtigen": "Die Berichtigung ist begonnen; schreiben Sie die neue Fassung.",
    "veroeffentlichen": "Der öffentliche Teil ist veröffentlicht.",
}


def _seine(request, pk) -> Protokoll:
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.protokoll_sehen", sitzung)
    gefunden = Protokoll.objects.filter(sitzung=sitzung).first()
    if gefunden is None:
        raise Http404
    gefunden.sitzung = sitzung
    return gefunden


def _krumen(sitzung, *weitere):
    return [
        ("Sitzungen", reverse("sitzungen:liste")),
        (str(sitzung), reverse("sitzungen:detail", args=[sitzung.pk])),
        *weitere,
    ]


@require_http_methods(["GET", "POST"])
def protokoll(request, pk):
    """Everything of a Protokoll on one page. A POST saves all texts that were changed, for who has no script."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.protokoll_sehen", sitzung)
    gefunden = Protokoll.objects.filter(sitzung=sitzung).first()
    kontext = {
        "sitzung": sitzung,
        "brotkrumen": _krumen(sitzung, ("Protokoll", "")),
        "darf_schreiben": darf(request.user, "sitzungen.protokollieren", sitzung),
    }
    if gefunden is None:
        kontext["kann_beginnen"] = kontext["darf_schreiben"] and sitzung.status in protokollbloecke.BEGINNBAR
        return render(request, "sitzungen/protokoll_anfang.html", kontext)
    gefunden.sitzung = sitzung
    offen = gefunden.status in PROTOKOLL_OFFEN and kontext["darf_schreiben"]
    stellen = protokollbloecke.stellen(gefunden)
    form = None
    if offen:
        form = TexteForm(gesendet(request), stellen=stellen, benutzer=request.user)
        if request.method == "POST" and form.is_valid():
            anzahl = form.speichern()
            if not form.konflikte and not form.errors:
                messages.success(request, _gespeichert(anzahl))
                return redirect("sitzungen:protokoll", pk)
    elif request.method == "POST":
        messages.warning(request, "Das Protokoll steht fest; Ihre Eingaben sind nicht gespeichert.")
        return redirect("sitzungen:protokoll", pk)
    fassung = gefunden.fassung
    kontext |= {
        "protokoll": gefunden,
        "ton": TON[gefunden.status],
        "offen": offen,
        "form": form,
        "gruppen": _gruppen(stellen, form),
        "fehlt_block": offen and any(s.abschnitt.hat_text and not s.block for s in stellen),
        "uebergaenge": akte.moegliche_uebergaenge(gefunden, request.user),
        "fassungen": gefunden.fassungen.select_related(
            "oeffentlich", "nichtoeffentlich", "berichtigung", "erstellt_von"
        ),
        "unterschriften": fassung.unterschriften.all() if fassung else (),
        "fehlende": [Unterzeichner(r).label for r in akte.offene_unterschriften(gefunden)],
        "einwendungen": gefunden.einwendungen.all(),
    }
    code = 409 if form is not None and form.konflikte else status(form)
    return render(request, "sitzungen/protokoll.html", kontext, status=code)


def _gespeichert(anzahl) -> str:
    if not anzahl:
        return "Es war nichts zu speichern."
    return "Ein Text ist gespeichert." if anzahl == 1 else f"{anzahl} Texte sind gespeichert."


def _gruppen(stellen, form):
    """The parts with their places: facts, the text box or the text, and what another clerk wrote meanwhile."""
    gruppen = {}
    for stelle in stellen:
        zeile = {"abschnitt": stelle.abschnitt, "block": stelle.block}
        if form is not None and (block := stelle.block):
            konflikt = form.konflikte.get(block.pk)
            zeile |= {"feld": form[f"text-{block.pk}"], "konflikt": konflikt}
            zeile["version"] = konflikt.version if konflikt else _wert(form, "version", block)
            zeile["gelesen"] = kennzeichen(konflikt.text) if konflikt else _wert(form, "gelesen", block)
        gruppen.setdefault(Teil(stelle.abschnitt.teil).label, []).append(zeile)
    return list(gruppen.items())


def _wert(form, name, block):
    return form[f"{name}-{block.pk}"].value()


@require_POST
def beginnen(request, pk):
    """Begin the Protokoll, or add the boxes of items that came since."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.protokollieren", sitzung)
    try:
        protokollbloecke.beginnen(sitzung, benutzer=request.user)
    except ValidationError as fehler:
        messages.warning(request, " ".join(fehler.messages))
    return redirect("sitzungen:protokoll", pk)


@require_POST
def block(request, pk, block):
    """Autosave of one text. 409 with both texts if another clerk was faster."""
    gefunden = _seine(request, pk)
    erlaubt(request.user, "sitzungen.protokollieren", gefunden.sitzung)
    ziel = get_object_or_404(Protokollblock, pk=block, protokoll=gefunden)
    feld = RichTextFeld(required=False)
    text = feld.clean(feld.widget.value_from_datadict(request.POST, {}, "text"))
    gelesen = request.POST.get("version", "")
    version = int(gelesen) if gelesen.isdecimal() and len(gelesen) < 10 else 0
    kopf = {"Cache-Control": "private, no-store"}
    try:
        neu = protokollbloecke.schreiben(ziel, text, version=version, benutzer=request.user)
    except protokollbloecke.Konflikt as konflikt:
        b = konflikt.block
        antwort = {
            "text": f"Nicht gespeichert: {b.geaendert_von} hat diesen Text um {_uhr(b.geaendert_am)} Uhr geändert.",
            "html": b.text,
            "version": b.version,
            "gelesen": kennzeichen(b.text),
        }
        return JsonResponse(antwort, status=409, headers=kopf)
    except ValidationError as fehler:
        return JsonResponse({"text": f"Nicht gespeichert: {' '.join(fehler.messages)}"}, status=422, headers=kopf)
    antwort = {
        "text": f"Gespeichert um {_uhr(neu.geaendert_am)} Uhr",
        "version": neu.version,
        "gelesen": kennzeichen(neu.text),
    }
    return JsonResponse(antwort, headers=kopf)


def _uhr(zeitpunkt) -> str:
    return f"{timezone.localtime(zeitpunkt):%H:%M}"


@require_http_methods(["GET", "POST"])
def schritt(request, pk, name):
    """The confirmation of a step, then the act."""
    gefunden = _seine(request, pk)
    if name not in FORMULARE:
        raise Http404
    erlaubt(request.user, akte.recht(name), gefunden.sitzung)
    zurueck = reverse("sitzungen:protokoll", args=[pk])
    try:
        uebergang = finde(akte.UEBERGAENGE, name, gefunden.status)
        form = FORMULARE[name](gesendet(request), benutzer=request.user, protokoll=gefunden)
        if request.method == "POST" and form.versuchen():
            messages.success(request, GESCHEHEN[name])
            return redirect(zurueck)
    except UebergangNichtMoeglich:
        gefunden.refresh_from_db(fields=["status"])
        stand = gefunden.get_status_display().lower()
        messages.warning(request, f"Dieser Schritt ist nicht möglich: Das Protokoll ist im Stand „{stand}“.")
        return redirect(zurueck)
    return ARBEITSBEREICH.zeichnen(
        request,
        gefunden.sitzung,
        "verwaltung/_uebergang.html",
        f"Protokoll: {uebergang.titel}",
        form=form,
        folgen=[uebergang.folge],
        knopf=uebergang.titel,
        abbrechen_url=zurueck,
    )


@require_safe
def vorschau(request, pk, teil):
    """A part as it would be printed now, marked as a draft; nothing is stored."""
    gefunden = _seine(request, pk)
    daten = protokollbloecke.inhalt(gefunden)
    if teil not in (d["teil"] for d in daten):
        raise Http404
    gegenstand = Gegenstand(Lesezugriff.Art.SITZUNG, gefunden.sitzung.pk, f"Entwurf: {gefunden}"[:200])
    return _pdf(
        request,
        gefunden.sitzung,
        lambda: protokolldokumente.protokoll_pdf(gefunden.sitzung, daten, teil),
        f"entwurf-protokoll-{gefunden.sitzung.kennung}-{teil}.pdf",
        gegenstand,
    )


@require_safe
def auszug(request, pk, top):
    """The Beschlussauszug of an item of a closed sitting: for the Amt whose paper it is, and for who reads the inside."""
    punkt = get_object_or_404(
        Tagesordnungspunkt.objects.select_related("sitzung__gremium", "sitzung__leitung", "beratung__vorlage"),
        pk=top,
        sitzung=pk,
    )
    if not darf(request.user, "sitzungen.auszug_sehen", punkt):
        sichtbare_sitzung(request.user, pk)
        raise PermissionDenied
    if not (punkt.sitzung.ist_geschlossen and punkt.ergebnis):
        raise Http404
    name = f"beschlussauszug-{punkt.sitzung.kennung}-{punkt.anker}.pdf"
    gegenstand = Gegenstand(Lesezugriff.Art.SITZUNG, punkt.sitzung_id, f"Beschlussauszug {punkt.nummer_lang}")
    return _pdf(request, punkt.sitzung, lambda: protokolldokumente.auszug_pdf(punkt), name, gegenstand)


def _pdf(request, sitzung, drucken, name, gegenstand):
    try:
        druck = drucken()
    except PdfFehler as fehler:
        kontext = {"fehler": fehler, "zurueck": reverse("sitzungen:detail", args=[sitzung.pk]), "objekt": sitzung}
        return render(request, "sitzungen/pdf_fehler.html", kontext, status=422)
    return datei_antwort(request, druck.inhalt, name, "application/pdf", gegenstand=gegenstand)
