"""The announcement of time, place and public agenda (§ 59 Abs. 5, § 72 Abs. 3 S. 5 NKomVG): its document, its publication, its lead time."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.models import Regelwerk
from konten.rechte import darf
from sitzungen.models import Bekanntmachung, Sitzung, Sitzungsdokument, SitzungVerlauf, vermerken
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar


@dataclass(frozen=True)
class Lage:
    """How the announcement of a sitting stands."""

    noetig: bool
    dokument: Sitzungsdokument | None = None
    eintraege: tuple = ()
    form: str = ""
    spaetestens: date | None = None

    @property
    def ist_erfolgt(self) -> bool:
        return bool(self.eintraege)

    @property
    def ist_verspaetet(self) -> bool:
        """The last day has passed and nothing was recorded."""
        return self.noetig and not self.eintraege and self.spaetestens < uhr.heute()


def lage(sitzung) -> Lage:
    """What is to be announced until when; a wholly non-public sitting is not announced (rule 14)."""
    if not sitzung.ist_oeffentlich:
        return Lage(noetig=False)
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    # A Nachtrag makes a new document: the last one is to be announced.
    dokument = sitzung.dokumente.filter(art=Sitzungsdokument.Art.BEKANNTMACHUNG).order_by("erstellt_am", "pk").last()
    eintraege = tuple(dokument.bekanntmachungen.order_by("am", "pk")) if dokument else ()
    return Lage(True, dokument, eintraege, regelwerk.bekanntmachung_form, letzter_tag(sitzung, regelwerk))


def letzter_tag(sitzung, regelwerk=None) -> date:
    """The last day on which the announcement is in time, by the Regelwerk of the day of the sitting."""
    regelwerk = regelwerk or Regelwerk.objects.gilt_am(sitzung.tag)
    return sitzung.tag - timedelta(days=regelwerk.bekanntmachung_vorlauf_tage)


def warnung(sitzung, am: date) -> str:
    """The sentence for an announcement that comes too late; empty if it is in time."""
    letzter = letzter_tag(sitzung)
    if am <= letzter:
        return ""
    return f"Die Bekanntmachung vom {am:%d.%m.%Y} ist verspätet; der letzte Tag dafür war der {letzter:%d.%m.%Y}."


@transaction.atomic
def festhalten(sitzung, *, am: date, medium: str, begruendung="", benutzer) -> Bekanntmachung:
    """Record that the announcement was published: the day and the medium (rule 13). A missed lead time is recorded with a reason."""
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.bekanntmachen", sitzung):
        raise PermissionDenied("Die Bekanntmachung trägt der Sitzungsdienst ein.")
    stand = lage(sitzung)
    if not stand.noetig:
        raise ValidationError("Eine nichtöffentliche Sitzung wird nicht bekannt gemacht (§ 59 Abs. 5 NKomVG).")
    if stand.dokument is None:
        raise ValidationError("Die Bekanntmachung entsteht mit der Einladung. Bitte laden Sie zuerst ein.")
    if am > uhr.heute():
        raise ValidationError({"am": "Bitte tragen Sie die Bekanntmachung ein, wenn sie erfolgt ist."})
    if am < uhr.tag_von(stand.dokument.erstellt_am):
        raise ValidationError({"am": "Vor der Einladung kann die Tagesordnung nicht bekannt gemacht sein."})
    worte = druckbar({"medium": medium, "begruendung": begruendung})
    medium, grund = worte["medium"].strip(), worte["begruendung"].strip()
    if not medium:
        raise ValidationError({"medium": "Bitte geben Sie an, wo bekannt gemacht wurde."})
    for eintrag in stand.eintraege:
        if (eintrag.am, eintrag.medium) == (am, medium):
            return eintrag
    satz = warnung(sitzung, am)
    if satz and not grund:
        raise ValidationError({"begruendung": f"{satz} Bitte begründen Sie das."})
    eintrag = Bekanntmachung.objects.create(
        dokument=stand.dokument, am=am, medium=medium, warnung=satz, begruendung=grund, erfasst_von=benutzer
    )
    vermerken(sitzung, SitzungVerlauf.Aktion.BEKANNTMACHUNG, benutzer, f"{medium}, {am:%d.%m.%Y}. {satz} {grund}")
    return eintrag
