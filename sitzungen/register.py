"""Publication around a Sitzung: what an act makes public, the writing, the withdrawal of a Vorlage with all its traces."""

from dataclasses import dataclass

from django.db import transaction

from aushang.register import abgleichen
from sitzungen import oeffentlich
from sitzungen.models import Sitzung
from vorlagen import register as vorlagen_register


@dataclass(frozen=True)
class WirdOeffentlich:
    """One line of the confirmation: what becomes public with this act."""

    was: str
    einzelheiten: str = ""


def nachfuehren(sitzung) -> None:
    """Bring the register to what is public of this Sitzung now."""
    if sitzung.ist_veroeffentlicht:
        abgleichen(oeffentlich.aushaenge(sitzung))


def oeffentliche_vorlagen(sitzung) -> list:
    """The papers of the public part, in the order of the agenda."""
    if not sitzung.ist_oeffentlich:
        return []
    tops = sitzung.tops.filter(teil="oe", beratung__isnull=False).select_related("beratung__vorlage")
    return [t.beratung.vorlage for t in tops]


def mit_einladung(sitzung) -> list[WirdOeffentlich]:
    """What the invitation makes public; empty for a non-public sitting."""
    if not sitzung.ist_oeffentlich:
        return []
    zeilen = [WirdOeffentlich(f"Sitzung: {sitzung}", "mit Zeit, Ort und öffentlicher Tagesordnung")]
    for vorlage in oeffentliche_vorlagen(sitzung):
        if vorlage.veroeffentlicht_am is None:
            anlagen = vorlage.anlagen.filter(ist_oeffentlich=True).count()
            zeilen.append(WirdOeffentlich(f"Vorlage {vorlage}", f"mit {anlagen} öffentlichen Anlagen"))
    for top in sitzung.tops.filter(teil="n", ist_ueberschrift=False):
        zeilen.append(
            WirdOeffentlich("Nichtöffentlicher Punkt", f"nur sein öffentlicher Titel: „{top.oeffentlicher_titel}“")
        )
    return zeilen


def mit_schliessung(sitzung) -> list[WirdOeffentlich]:
    """What closing makes public: the results of the public part; empty for a non-public sitting."""
    if not sitzung.ist_oeffentlich:
        return []
    return [
        WirdOeffentlich(f"{top.nummer_lang} {top.titel}", top.ergebnis_text)
        for top in sitzung.tops.filter(teil="oe", ohne_oeffentlichkeit_seit__isnull=True)
        .prefetch_related("abstimmungen")
        .select_related("beratung")
        if top.ergebnis
    ]


@transaction.atomic
def vorlage_entfernen(vorlage, grund, *, benutzer, bemerkung) -> None:
    """Withdraw a published Vorlage wherever it hangs: its page, its files, its title on public agendas and in their PDFs."""
    vorlagen_register.entfernen(vorlage, grund, benutzer=benutzer, bemerkung=bemerkung)
    for sitzung in Sitzung.objects.filter(tops__beratung__vorlage=vorlage, veroeffentlicht_am__isnull=False).distinct():
        nachfuehren(sitzung)
