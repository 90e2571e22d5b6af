"""The days that a sitting sets: hand-in deadline (Abgabefrist), last day of the invitation, last day of the Bekanntmachung.

Pure arithmetic in `abgabefrist`, `ladungsschluss` and `bekanntmachungsschluss`; `Sitzungskalender` reads the sittings to come through the reverse relation of `Gremium`.
"""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from gremien.choices import Ladungszaehlung, Zaehlung
from gremien.models import Gremium, Regelwerk
from wittmund_ris.werktage import letzter_werktag, nach_werktagen

# § 59 Abs. 2 S. 2 NKomVG: the Ladungsfrist of the first sitting of a term, whatever the Geschäftsordnung says.
WOCHE = 7


def abgabefrist(sitzungstag: date, tage: int, zaehlung: str) -> date:
    """The last day of handing in: `tage` before the sitting, in calendar days or in working days (Geschäftsordnung).

    A deadline of calendar days that falls on a weekend or a public holiday of Niedersachsen moves back to the working day
    before: forward it would shorten the time that the Sitzungsdienst has.
    """
    if zaehlung == Zaehlung.WERKTAGE:
        return nach_werktagen(sitzungstag, -tage) if tage else sitzungstag
    return letzter_werktag(sitzungstag - timedelta(days=tage))


def ladungsschluss(sitzungstag: date, tage: int, zaehlung: str) -> date:
    """The last day of dispatch that keeps a Ladungsfrist of `tage` (§ 59 Abs. 1 S. 2 NKomVG, Geschäftsordnung).

    The day of dispatch never counts; the day of the sitting only where the Geschäftsordnung counts it. Free days are days
    like others: who wants to dispatch on a working day takes the one before.
    """
    mit_sitzungstag = zaehlung == Ladungszaehlung.OHNE_ABSENDETAG
    return sitzungstag - timedelta(days=tage if mit_sitzungstag else tage + 1)


def bekanntmachungsschluss(sitzungstag: date, tage: int) -> date:
    """The last day of the Bekanntmachung: `tage` calendar days before the sitting (§ 59 Abs. 5 NKomVG, Hauptsatzung)."""
    return sitzungstag - timedelta(days=tage)


def monat_spaeter(tag: date) -> date:
    """The last day of the month that begins with `tag` (§§ 187 Abs. 2, 188 Abs. 2, 3 BGB): 1 November → 30 November."""
    jahr, monat = (tag.year + 1, 1) if tag.month == 12 else (tag.year, tag.month + 1)
    folgetag = date(jahr, monat, min(tag.day, monthrange(jahr, monat)[1]))
    # A day that the next month does not have (31 January): the month ends with its last day.
    return folgetag if folgetag.day < tag.day else folgetag - timedelta(days=1)


@dataclass(frozen=True)
class Tagesfristen:
    """The deadlines of one sitting. `bekanntmachung` is None for one that is not announced."""

    abgabe: date
    ladung: date
    bekanntmachung: date | None


@dataclass(frozen=True)
class Termin:
    """A sitting to come with its hand-in deadline; `abgabe` is None where no Regelwerk is in force."""

    gremium_id: int
    tag: date
    abgabe: date | None

    def ist_abgelaufen(self, heute: date) -> bool:
        """The deadline is over; its own day still counts."""
        return self.abgabe is not None and self.abgabe < heute


class Fristen:
    """The deadlines by every Regelwerk, each in its own time. One query."""

    def __init__(self):
        self._regelwerke = list(Regelwerk.objects.select_related("wahlperiode"))

    def regelwerk(self, tag: date) -> Regelwerk | None:
        """The Regelwerk in force on that day."""
        return next((r for r in self._regelwerke if r.gilt(tag)), None)

    def abgabe(self, tag: date) -> date | None:
        """The hand-in deadline of a sitting on `tag`, planned or not, by the Regelwerk of that day."""
        r = self.regelwerk(tag)
        return abgabefrist(tag, r.abgabefrist_tage, r.abgabefrist_zaehlung) if r else None

    def ladung(self, tag: date, *, ist_erste=False) -> date | None:
        """The last day of dispatch; the first sitting of a term has a full week by law (§ 59 Abs. 2 S. 2 NKomVG)."""
        if ist_erste:
            return ladungsschluss(tag, WOCHE, Ladungszaehlung.OHNE_BEIDE)
        r = self.regelwerk(tag)
        return ladungsschluss(tag, r.ladungsfrist_tage, r.ladungsfrist_zaehlung) if r else None

    def zu(self, gremium: Gremium, tag: date, *, ist_erste=False) -> Tagesfristen | None:
        """All deadlines of a sitting of this body; None without a Regelwerk. Only a public sitting is announced."""
        r = self.regelwerk(tag)
        if r is None:
            return None
        bekannt = bekanntmachungsschluss(tag, r.bekanntmachung_vorlauf_tage) if gremium.tagt_oeffentlich(r) else None
        return Tagesfristen(self.abgabe(tag), self.ladung(tag, ist_erste=ist_erste), bekannt)


class Sitzungskalender:
    """The sittings from `heute` on that were not called off or closed, by Gremium in their order. Two queries."""

    def __init__(self, heute: date):
        self.heute = heute
        self.fristen = Fristen()
        self._termine: dict[int, list[Termin]] = defaultdict(list)
        for gremium_id, tag in _anstehende(heute):
            termin = Termin(gremium_id, tag, self.fristen.abgabe(tag))
            if termin not in self._termine[gremium_id]:
                self._termine[gremium_id].append(termin)

    def termine(self, gremium_id: int) -> list[Termin]:
        """The sittings to come of one Gremium."""
        return list(self._termine.get(gremium_id, ()))

    def am(self, gremium_id: int, tag: date) -> Termin | None:
        """The sitting of this Gremium on that day, if one is planned."""
        return next((t for t in self.termine(gremium_id) if t.tag == tag), None)

    def naechster(self, gremium_id: int) -> Termin | None:
        """The next sitting whose deadline is still running."""
        return next((t for t in self.termine(gremium_id) if not t.ist_abgelaufen(self.heute)), None)


def naechste_abgabe(gremium: Gremium, heute: date) -> Termin | None:
    """The next sitting of `gremium` that a Vorlage can still reach, with its deadline; None if none is planned.

    For several bodies ask one `Sitzungskalender` instead: it reads once for all.
    """
    return Sitzungskalender(heute).naechster(gremium.pk)


def _anstehende(heute: date):
    """(Gremium, day) of every sitting to come. Sittings live in an upper app: reached through the relation, never imported."""
    sitzungen = Gremium._meta.get_field("sitzungen").related_model.objects
    for gremium_id, beginn in sitzungen.anstehend(heute).order_by("beginn", "pk").values_list("gremium", "beginn"):
        yield gremium_id, timezone.localtime(beginn).date()
