"""A planned station against the calendar of sittings: is its day still one, and until when must the paper be handed in."""

from dataclasses import dataclass
from datetime import date

from gremien.fristen import Sitzungskalender, Termin


@dataclass(frozen=True)
class Planung:
    """What the calendar says today about the day that the Beratungsfolge names."""

    termin: date | None
    ist_angesetzt: bool
    abgabe: date | None
    ist_abgelaufen: bool
    naechster: Termin | None

    @property
    def abweichung(self) -> str:
        """What differs from the calendar, in a sentence; empty where the day stands."""
        if self.termin is None or self.ist_angesetzt:
            return ""
        if self.naechster is None:
            return "noch nicht angesetzt"
        return f"nicht angesetzt; nächste Sitzung am {self.naechster.tag:%d.%m.%Y}"


def planung(beratung, kalender: Sitzungskalender) -> Planung | None:
    """The plan of an open station; None for a day that has passed, about which the calendar says nothing."""
    tag = beratung.geplant_am
    if tag and tag < kalender.heute:
        return None
    abgabe = kalender.fristen.abgabe(tag) if tag else None
    return Planung(
        termin=tag,
        ist_angesetzt=bool(tag and kalender.am(beratung.gremium_id, tag)),
        abgabe=abgabe,
        ist_abgelaufen=abgabe is not None and abgabe < kalender.heute,
        naechster=kalender.naechster(beratung.gremium_id),
    )
