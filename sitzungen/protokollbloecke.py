"""The texts of a Protokoll: begun with the open sitting, one block for each place, safe for two clerks."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from sitzungen.choices import PROTOKOLL_OFFEN, SitzungStatus
from sitzungen.models import Protokoll, Protokollblock, Sitzung, SitzungVerlauf, vermerken
from sitzungen.protokolltext import Abschnitt, abschnitte
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext import normalisieren

BEGINNBAR = (SitzungStatus.EROEFFNET, SitzungStatus.GESCHLOSSEN)


class Konflikt(Exception):
    """Somebody else has written in this block since: `block` is what is stored, untouched."""

    def __init__(self, block):
        self.block = block
        super().__init__("Diesen Text hat inzwischen jemand anders geändert.")


@dataclass(frozen=True)
class Stelle:
    """A place of the Protokoll: its facts as they are now, and the clerk's block where there is one."""

    abschnitt: Abschnitt
    block: Protokollblock | None = None


@transaction.atomic
def beginnen(sitzung, *, benutzer) -> Protokoll:
    """The Protokoll of this sitting with a block for every place; begun now, or the one that is there.

    Items that came on the agenda since get their block. ValidationError before the sitting is opened.
    """
    sitzung = Sitzung.objects.select_for_update(of=("self",)).get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.protokollieren", sitzung):
        raise PermissionDenied("Das Protokoll führt der Sitzungsdienst.")
    if sitzung.status not in BEGINNBAR:
        raise ValidationError("Das Protokoll beginnt mit der Eröffnung der Sitzung.")
    protokoll, neu = Protokoll.objects.get_or_create(sitzung=sitzung)
    if protokoll.status in PROTOKOLL_OFFEN:
        _anlegen(protokoll, abschnitte(sitzung))
    if neu:
        vermerken(sitzung, SitzungVerlauf.Aktion.PROTOKOLL, benutzer, "begonnen")
    return protokoll


def _anlegen(protokoll, alle) -> None:
    vorhanden = {_schluessel(b) for b in protokoll.bloecke.all()}
    Protokollblock.objects.bulk_create(
        [
            Protokollblock(protokoll=protokoll, art=a.art, teil=a.teil, top=a.top)
            for a in alle
            if a.hat_text and a.schluessel not in vorhanden
        ],
        ignore_conflicts=True,
    )


def _schluessel(block) -> tuple:
    return (block.art, block.top_id) if block.top_id else (block.art, block.teil)


def stellen(protokoll) -> list[Stelle]:
    """Facts beside texts, in the order of the agenda, Ö before N."""
    bloecke = {_schluessel(b): b for b in protokoll.bloecke.select_related("geaendert_von")}
    return [Stelle(a, bloecke.get(a.schluessel) if a.hat_text else None) for a in abschnitte(protokoll.sitzung)]


@transaction.atomic
def schreiben(block, text, *, version, benutzer) -> Protokollblock:
    """Store what was typed in one block. `version` is the one that the writer has read.

    Konflikt if somebody else has written since something different; then nothing is overwritten. ValidationError where
    the Protokoll is finished, or for a character that cannot be printed (at `text`).
    """
    protokoll = Protokoll.objects.select_for_update(of=("self",)).select_related("sitzung").get(pk=block.protokoll_id)
    if not darf(benutzer, "sitzungen.protokollieren", protokoll.sitzung):
        raise PermissionDenied("Das Protokoll führt der Sitzungsdienst.")
    if protokoll.status not in PROTOKOLL_OFFEN:
        raise ValidationError(f"Das Protokoll ist {protokoll.get_status_display().lower()}, sein Text steht fest.")
    text = druckbar({"text": normalisieren(text)})["text"]
    block = (
        Protokollblock.objects.select_for_update(of=("self",)).select_related("top", "geaendert_von").get(pk=block.pk)
    )
    if block.text == text:
        return block
    if block.version != version:
        raise Konflikt(block)
    block.text, block.version = text, block.version + 1
    block.geaendert_am, block.geaendert_von = uhr.jetzt(), benutzer
    block.save(update_fields=["text", "version", "geaendert_am", "geaendert_von"])
    return block


def inhalt(protokoll) -> list[dict]:
    """Facts and texts as plain data, part by part: what a version seals and its papers print."""
    teile = {}
    for stelle in stellen(protokoll):
        a = stelle.abschnitt
        teile.setdefault(a.teil, []).append(
            {
                "art": str(a.art),
                "nummer": a.nummer,
                "titel": a.titel,
                "vorlage_nummer": a.vorlage_nummer,
                "ist_ueberschrift": a.ist_ueberschrift,
                "tatsachen": [t.als_daten() for t in a.tatsachen],
                "text": stelle.block.text if stelle.block else "",
            }
        )
    return [{"teil": str(teil), "abschnitte": zeilen} for teil, zeilen in teile.items()]
