"""Files of Anlagen, answered: the version that this reader may have, every non-public reading logged."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from konten.lesezugriffe import Gegenstand, datei_antwort
from konten.models import Lesezugriff
from konten.rechte import darf
from vorlagen.befunde import Satz, saetze
from vorlagen.lesbarkeit import Anlagensicht
from vorlagen.models import Anlage, AnlageDatei
from vorlagen.views.rahmen import hole_anlage
from wittmund_ris import ablage


@dataclass(frozen=True)
class Zeile:
    """An Anlage as this reader may see it: `datei` is the one that opens, `aeltere` are the other versions."""

    anlage: Anlage
    datei: AnlageDatei | None
    dateiname: str
    aeltere: list[AnlageDatei]
    hinweise: list[Satz]
    # For those inside: who else can read it.
    sicht: Anlagensicht | None = None


def zeilen(vorlage, intern: bool, sicht=None) -> list[Zeile]:
    """The Anlagen of a paper for its page. Who may not see inside gets the public file of the public ones and no word of the rest.

    `sicht(anlage)` says who can read it.
    """
    anlagen = vorlage.anlagen.prefetch_related("dateien__text")
    if not intern:
        return [
            Zeile(a, a.oeffentliche_datei, _neutraler_name(a, a.oeffentliche_datei), [], [])
            for a in anlagen
            if a.ist_oeffentlich
        ]
    ergebnis = []
    for anlage in anlagen:
        versionen = {d.pk: d for d in anlage.dateien.all()}
        datei = versionen.get(anlage.datei_id)
        aeltere = [d for d in versionen.values() if d.pk != anlage.datei_id]
        ergebnis.append(
            Zeile(anlage, datei, anlage.dateiname, aeltere, saetze(datei) if datei else [], sicht and sicht(anlage))
        )
    return ergebnis


@require_safe
def anlage(request, pk):
    """The version that counts for this reader: inside the whole file, for others the public one."""
    anlage = hole_anlage(request, pk)
    datei = anlage.datei if darf(request.user, "vorlagen.intern_sehen", anlage.vorlage) else anlage.oeffentliche_datei
    if datei is None:
        raise Http404
    return _antwort(request, anlage, datei)


@require_safe
def datei(request, pk):
    """One version, also an older or the redacted one. Apart from the public file they are there for those inside alone."""
    datei = get_object_or_404(AnlageDatei, pk=pk)
    anlage = hole_anlage(request, datei.anlage_id)
    if datei != anlage.oeffentliche_datei and not darf(request.user, "vorlagen.intern_sehen", anlage.vorlage):
        raise Http404
    return _antwort(request, anlage, datei)


def _antwort(request, anlage, datei):
    """A download, never shown in the browser: what people upload does not run under our address."""
    vorlage, gegenstand = anlage.vorlage, None
    if not (vorlage.ist_veroeffentlicht and datei == anlage.oeffentliche_datei):
        name = f"{anlage.titel}, {datei} ({vorlage})"
        gegenstand = Gegenstand(Lesezugriff.Art.ANLAGE, datei.pk, name)
    intern = darf(request.user, "vorlagen.intern_sehen", vorlage)
    name = datei.dateiname if intern else _neutraler_name(anlage, datei)
    return datei_antwort(request, ablage.lesen(datei.ablage), name, datei.mime, gegenstand=gegenstand, anhang=True)


def _neutraler_name(anlage, datei) -> str:
    """What people call their files may name what the public file hides."""
    return f"anlage-{anlage.position}.{datei.dateiname.rsplit('.', 1)[-1]}" if datei else ""
