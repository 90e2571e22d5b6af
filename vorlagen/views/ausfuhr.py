"""A finished matter as one ZIP, for those who may read every part of it."""

import logging
import tempfile

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.views.decorators.http import require_safe

from konten.lesezugriffe import Gegenstand, paket_antwort
from konten.models import Lesezugriff
from vorlagen import archivierung
from vorlagen.ausfuhr import paket
from vorlagen.views.rahmen import fordern, hole_vorlage, weiter

logger = logging.getLogger(__name__)
# Above this the package waits on disk, not in memory.
IM_SPEICHER = 8 << 20


@require_safe
def ausfuhr(request, pk):
    """The whole package or none: one with parts left out would look like the matter and not be it."""
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.ausfuehren", vorlage)
    if not archivierung.ist_abgeschlossen(vorlage):
        raise Http404
    datei = tempfile.SpooledTemporaryFile(max_size=IM_SPEICHER)  # noqa: SIM115 - closed by the answer that sends it
    try:
        # One view of the matter, whatever happens to it meanwhile.
        with transaction.atomic():
            liste = paket.schreiben(vorlage, datei)
    except paket.PaketFehler:
        datei.close()
        logger.exception("Vorlage %s: Paket nicht erzeugt", vorlage.pk)
        text = "Das Paket ließ sich nicht erzeugen: Eine gespeicherte Datei fehlt oder ist beschädigt. Bitte wenden Sie sich an die Administration."
        return weiter(request, vorlage, text, messages.ERROR)
    gegenstaende = [Gegenstand(Lesezugriff.Art.PAKET, vorlage.pk, str(vorlage))]
    gegenstaende += [d.gegenstand for d in liste if d.gegenstand]
    return paket_antwort(request, datei, f"{paket.name(vorlage)}.zip", gegenstaende=gegenstaende)
