"""Everything about one item on one page, and the acts on it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from konten.lesezugriffe import Gegenstand, datei_antwort
from konten.models import Lesezugriff
from konten.rechte import darf
from sitzungen.choices import GELADENE_STATUS, SitzungStatus
from sitzungen.forms import tagesordnung as formulare
from sitzungen.models import Tischvorlage
from sitzungen.models.verlauf import verlauf_des_punkts
from sitzungen.tagesordnung import fehlende_angaben
from sitzungen.views.akte import erlaubt, sichtbare_sitzung
from sitzungen.views.ansicht import teile
from sitzungen.views.rahmen import status
from vorlagen.stationen import interne_stationen, oeffentliche_stationen

S = SitzungStatus
# Title of the box, its form, the states of the sitting in which it stands there, what is said afterwards.
AKTE = (
    ("Bezeichnung ändern", formulare.TitelForm, (S.GEPLANT,), "Die Bezeichnung ist geändert."),
    ("Tischvorlage vorlegen", formulare.TischvorlageForm, (S.EROEFFNET,), "Die Tischvorlage ist vorgelegt."),
    (
        "Früher oder später behandeln",
        formulare.VorziehenForm,
        (S.EINGELADEN, S.EROEFFNET),
        "Die Reihenfolge der Behandlung ist geändert.",
    ),
    ("Öffentlichkeit ausschließen", formulare.AusschlussForm, (S.EROEFFNET,), "Die Abstimmung ist festgehalten."),
    ("Absetzen", formulare.AbsetzenForm, (S.EINGELADEN, S.EROEFFNET), "Der Punkt ist abgesetzt."),
    (
        "Öffentlichen Titel berichtigen",
        formulare.BerichtigenForm,
        (*GELADENE_STATUS, S.ABGESAGT),
        "Der öffentliche Titel ist berichtigt.",
    ),
)


def _passt(form, sitzung, top) -> bool:
    """Is there something to do with this form on this item?"""
    oeffentlich = top.ist_oeffentlich and top.ohne_oeffentlichkeit_seit is None
    lebt = not (top.ist_ueberschrift or top.abgesetzt_am)
    if form is formulare.BerichtigenForm:
        return sitzung.ist_oeffentlich and not top.ist_oeffentlich and not top.ist_ueberschrift
    if form is formulare.AusschlussForm:
        return lebt and oeffentlich and not top.ergebnis
    if form is formulare.AbsetzenForm:
        return lebt and not top.ergebnis
    return form is formulare.TitelForm or lebt


@require_http_methods(["GET", "POST"])
def seite(request, pk, top):
    """An item as this reader may see it; each act is a form of its own on the page."""
    sitzung = sichtbare_sitzung(request.user, pk)
    reihen = teile(sitzung, request.user)
    zeilen = [z for _, reihe in reihen for z in reihe]
    stelle = next((i for i, z in enumerate(zeilen) if z.top.pk == top), None)
    if stelle is None or zeilen[stelle].ist_verdeckt:
        raise Http404
    zeile = zeilen[stelle]
    gemeinsam = {"benutzer": request.user, "sitzung": sitzung, "top": zeile.top}
    boxen, form = [], None
    if darf(request.user, "sitzungen.tagesordnung", sitzung):
        for titel, klasse, wann, meldung in AKTE:
            if sitzung.status not in wann or not _passt(klasse, sitzung, zeile.top):
                continue
            gesendet = request.method == "POST" and request.POST.get("schritt") == klasse.name
            box = klasse(request.POST if gesendet else None, request.FILES if gesendet else None, **gemeinsam)
            if not box.fields:
                continue
            if gesendet:
                form = box
                if box.versuchen():
                    messages.success(request, meldung)
                    return redirect("sitzungen:top", pk, top)
            boxen.append((titel, box))
    if request.method == "POST" and form is None:
        erlaubt(request.user, "sitzungen.tagesordnung", sitzung)
        messages.warning(request, f"Das geht nicht mehr: Die Sitzung ist {sitzung.get_status_display().lower()}.")
        return redirect("sitzungen:top", pk, top)
    lesbar = [z for z in zeilen if not z.ist_verdeckt]
    platz = lesbar.index(zeile)
    intern = darf(request.user, "sitzungen.intern_sehen", sitzung)
    kontext = {
        "sitzung": sitzung,
        "zeile": zeile,
        "top": zeile.top,
        "intern": intern,
        "boxen": boxen,
        "davor": lesbar[platz - 1] if platz else None,
        "danach": lesbar[platz + 1] if platz + 1 < len(lesbar) else None,
        "fehlt": fehlende_angaben(sitzung, zeile.top) if sitzung.status == S.GEPLANT else [],
        "darf_abstimmen": sitzung.status == S.EROEFFNET and darf(request.user, "sitzungen.abstimmen", sitzung),
        "brotkrumen": [
            ("Sitzungen", reverse("sitzungen:liste")),
            (str(sitzung), reverse("sitzungen:detail", args=[pk])),
            (zeile.nummer or zeile.titel, ""),
        ],
    }
    if vorlage := zeile.vorlage:
        innen = darf(request.user, "vorlagen.intern_sehen", vorlage)
        kontext["stationen"] = interne_stationen(vorlage) if innen else oeffentliche_stationen(vorlage)
        kontext["fassungen"] = vorlage.fassungen.order_by("nummer")
        anlagen = vorlage.anlagen.all()
        kontext["anlagen"] = anlagen if innen else anlagen.filter(ist_oeffentlich=True)
    if intern:
        kontext["verlauf"] = verlauf_des_punkts(zeile.top)
        kontext["tischvorlagen"] = zeile.top.tischvorlagen.select_related("vorlage")
    return render(request, "sitzungen/top_detail.html", kontext, status=status(form))


@require_safe
def tischvorlage(request, pk, top, datei):
    """The file of a Tischvorlage, for those who may see the inside of the sitting."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.intern_sehen", sitzung)
    papier = get_object_or_404(Tischvorlage.objects.filter(top__sitzung=sitzung, top=top).exclude(datei=""), pk=datei)
    gegenstand = Gegenstand(Lesezugriff.Art.SITZUNG, sitzung.pk, str(sitzung))
    return datei_antwort(request, papier.lesen(), papier.dateiname, papier.mime, gegenstand=gegenstand)
