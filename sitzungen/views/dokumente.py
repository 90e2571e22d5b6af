"""The PDFs of a sitting, read inside: a preview before the invitation, the sealed ones afterwards."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sitzungen import dokumente
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzungsdokument
from sitzungen.views.akte import erlaubt, sichtbare_sitzung
from sitzungen.views.ansicht import NUR_INTERN
from sitzungen.views.ansicht import dokumente as lesbare
from wittmund_ris.pdf import PdfFehler

A = Sitzungsdokument.Art


def pdf_antwort(inhalt: bytes, dateiname: str) -> HttpResponse:
    """A PDF shown in the browser and kept by nobody on the way."""
    return HttpResponse(
        inhalt,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{dateiname}"', "Cache-Control": "private, no-store"},
    )


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
        return pdf_antwort(vorschau.inhalt, f"entwurf-{sitzung.kennung}.pdf")
    eingeladen = [d for d in lesbare(sitzung, request.user) if d.art in (A.EINLADUNG, A.BEKANNTMACHUNG)]
    if not eingeladen:
        raise Http404
    return pdf_antwort(eingeladen[0].lesen(), eingeladen[0].dateiname)


@require_safe
def dokument(request, pk, dokument):
    """A sealed document, word for word as it was sealed."""
    sitzung = sichtbare_sitzung(request.user, pk)
    gesiegelt = get_object_or_404(sitzung.dokumente, pk=dokument)
    erlaubt(request.user, "sitzungen.intern_sehen" if gesiegelt.art in NUR_INTERN else "sitzungen.sehen", sitzung)
    return pdf_antwort(gesiegelt.lesen(), gesiegelt.dateiname)
