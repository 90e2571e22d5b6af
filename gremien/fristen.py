"""Hand-in deadlines (Abgabefristen): until which day a Vorlage must be with the Sitzungsdienst to reach a sitting.

Pure arithmetic in `abgabefrist`; `Sitzungskalender` reads the sittings to come through the reverse relation of `Gremium`.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from gremien.choices import Zaehlung
from gremien.models import Gremium, Regelwerk
from wittmund_ris.werktage import letzter_werktag, nach_werktagen


def abgabefrist(sitzungstag: date, tage: int, zaehlung: str) -> date:
    """The last day of handing in: `tage` before the sitting, in calendar days or in working days (Geschäftsordnung).

    A deadline of calendar days that falls on a weekend or a public holiday of Niedersachsen moves back to the working day
    before: forward it would shorten the time that the Sitzungsdienst has.
    """
    if zaehlung == Zaehlung.WERKTAGE:
        return nach_werktagen(sitzungstag, -tage) if tage else sitzungstag
    return letzter_werktag(sitzungstag - timedelta(days=tage))


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
        self._regelwerke = list(Regelwerk.objects.all())

    def abgabe(self, tag: date) -> date | None:
        """The hand-in deadline of a sitting on `tag`, planned or not, by the Regelwerk of that day."""
        for regelwerk in self._regelwerke:
            if regelwerk.von <= tag and (regelwerk.bis is None or tag <= regelwerk.bis):
                return abgabefrist(tag, regelwerk.abgabefrist_tage, regelwerk.abgabefrist_zaehlung)
        return None


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
