"""The PDFs of a paper: preview before the release, sealed prints afterwards."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from konten.lesezugriffe import Gegenstand, datei_antwort
from konten.models import Lesezugriff
from konten.rechte import darf
from vorlagen import dokumente
from vorlagen.models import Vorlage, Vorlagendokument
from vorlagen.views.rahmen import (
    OEFFENTLICHE_DRUCKE,
    Druck,
    druck_gegenstand,
    drucke_fuer,
    druckfehler,
    hole_vorlage,
    krumen,
)
from wittmund_ris.pdf import PdfFehler


@require_safe
def pdf(request, pk):
    """The official PDF: before the release a preview marked Entwurf, afterwards the sealed print that this reader may have."""
    vorlage = hole_vorlage(request, pk)
    if vorlage.freigegeben_am:
        intern = darf(request.user, "vorlagen.intern_sehen", vorlage)
        art = Druck.FREIGABE if intern else Druck.OEFFENTLICH
        druck = drucke_fuer(vorlage, intern).filter(art=art).last()
        if druck is None:
            raise Http404
        return _druck_antwort(request, druck)
    try:
        inhalt = dokumente.vorschau(vorlage).inhalt
    except PdfFehler as fehler:
        kontext = {"vorlage": vorlage, "text": druckfehler(vorlage, fehler), "brotkrumen": krumen(vorlage, "PDF")}
        return render(request, "vorlagen/pdf_fehler.html", kontext, status=422)
    gegenstand = Gegenstand(Lesezugriff.Art.ENTWURF, vorlage.pk, str(vorlage))
    return datei_antwort(request, inhalt, f"entwurf-{vorlage.pk}.pdf", "application/pdf", gegenstand=gegenstand)


@require_safe
def dokument(request, pk):
    """One sealed print. The internal ones are not there for readers who may not see inside."""
    sichtbar = Vorlagendokument.objects.filter(fassung__vorlage__in=Vorlage.objects.sichtbar_fuer(request.user))
    druck = get_object_or_404(sichtbar.select_related("fassung__vorlage"), pk=pk)
    if druck.art not in OEFFENTLICHE_DRUCKE and not darf(request.user, "vorlagen.intern_sehen", druck.fassung.vorlage):
        raise Http404
    return _druck_antwort(request, druck)


def _druck_antwort(request, druck):
    inhalt, gegenstand = druck.lesen(), druck_gegenstand(druck)
    return datei_antwort(request, inhalt, druck.dateiname, "application/pdf", gegenstand=gegenstand)
