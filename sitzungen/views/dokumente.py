"""The PDFs of a sitting, read inside: a preview before the invitation, the sealed ones afterwards."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from konten.lesezugriffe import Gegenstand, datei_antwort
from konten.models import Lesezugriff
from sitzungen import dokumente
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzungsdokument
from sitzungen.views.akte import erlaubt, sichtbare_sitzung
from sitzungen.views.ansicht import NUR_INTERN
from sitzungen.views.ansicht import dokumente as lesbare
from wittmund_ris.pdf import PdfFehler

A = Sitzungsdokument.Art


@require_safe
def pdf(request, pk):
    """The official paper of the sitting: while planned the preview, then the sealed invitation (for readers of the public
    part the public agenda).
    """
    sitzung = sichtbare_sitzung(request.user, pk)
    if sitzung.status == SitzungStatus.GEPLANT:
        erlaubt(request.user, "sitzungen.intern_sehen", sitzung)
        try:
            vorschau = dokumente.vorschau(sitzung)
        except PdfFehler as fehler:
            kontext = {"fehler": fehler, "zurueck": reverse("sitzungen:detail", args=[pk]), "objekt": sitzung}
            return render(request, "sitzungen/pdf_fehler.html", kontext, status=422)
        gegenstand = Gegenstand(Lesezugriff.Art.SITZUNG, sitzung.pk, str(sitzung))
        name = f"entwurf-{sitzung.kennung}.pdf"
        return datei_antwort(request, vorschau.inhalt, name, "application/pdf", gegenstand=gegenstand)
    eingeladen = [d for d in lesbare(sitzung, request.user) if d.art in (A.EINLADUNG, A.BEKANNTMACHUNG)]
    if not eingeladen:
        raise Http404
    return _antwort(request, sitzung, eingeladen[0])


@require_safe
def dokument(request, pk, dokument):
    """A sealed document, word for word as it was sealed."""
    sitzung = sichtbare_sitzung(request.user, pk)
    gesiegelt = get_object_or_404(sitzung.dokumente, pk=dokument)
    erlaubt(request.user, "sitzungen.intern_sehen" if gesiegelt.art in NUR_INTERN else "sitzungen.sehen", sitzung)
    return _antwort(request, sitzung, gesiegelt)


def _antwort(request, sitzung, druck):
    gegenstand = None
    if druck.art in NUR_INTERN or not sitzung.ist_veroeffentlicht:
        gegenstand = Gegenstand(Lesezugriff.Art.SITZUNGSDOKUMENT, druck.pk, f"{druck.get_art_display()}, {sitzung}")
    return datei_antwort(request, druck.lesen(), druck.dateiname, "application/pdf", gegenstand=gegenstand)
