"""What the public may see of a Bekanntgabe: pure functions. The words of the act, and nothing that it was made from.

Form of `daten`: `name, number, organization[], ris:anker, ris:wortlaut, ris:bekannt_gegeben_am, ris:beschlossen_am, ris:grundlage`.
"""

from django.utils import timezone

from aushang.models import Eintrag
from aushang.register import Aushang
from sitzungen.choices_rechtsakt import BekanntgabeOrt
from sitzungen.entscheidung import Entscheidung
from sitzungen.models import Bekanntgabe
from wittmund_ris.richtext import klartext


def haengt(bekanntgabe) -> bool:
    """Not what was withdrawn, nor what hangs at a paper or on an agenda that hangs no more."""
    if bekanntgabe.entfernt_am:
        return False
    if bekanntgabe.ort == BekanntgabeOrt.VORLAGE:
        return bekanntgabe.beratung.vorlage.ist_veroeffentlicht
    if bekanntgabe.ort == BekanntgabeOrt.TAGESORDNUNG:
        beratung = bekanntgabe.beratung
        return not (bekanntgabe.top.ist_oeffentlich and beratung and beratung.vorlage.entfernt_am)
    return True


def aushang(bekanntgabe) -> Aushang:
    """The entry of its own; the agenda or the paper repeats the words where they are read."""
    entscheidung = Entscheidung(bekanntgabe.top, bekanntgabe.umlauf)
    return Aushang(
        id=bekanntgabe.oeffentliche_id,
        art=Eintrag.Art.BEKANNTGABE,
        pfad=bekanntgabe.pfad,
        titel=bekanntgabe.titel,
        datum=timezone.localtime(bekanntgabe.bekannt_gegeben_am).replace(microsecond=0),
        daten=bekanntgabe.oeffentlich
        | {
            "organization": [str(entscheidung.gremium.oeffentliche_id)],
            "ris:beschlossen_am": entscheidung.tag.isoformat(),
            "ris:grundlage": bekanntgabe.get_grundlage_display(),
        },
        suche=f"{bekanntgabe.titel}\n{klartext(bekanntgabe.wortlaut)}",
    )


def alle_aushaenge() -> list[Aushang]:
    """Full recomputation, for `aushang_pruefen`."""
    alle = Bekanntgabe.objects.filter(entfernt_am__isnull=True).select_related(
        "top__sitzung__gremium", "top__beratung__vorlage", "umlauf__beratung__gremium", "umlauf__beratung__vorlage"
    )
    return [aushang(b) for b in alle if haengt(b)]
