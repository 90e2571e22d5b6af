"""How many members a Fraktion or Gruppe has over time: below the least number it is none (§ 57 Abs. 1 NKomVG, Geschäftsordnung)."""

from collections.abc import Iterable
from datetime import date, timedelta

from gremien.models import Regelwerk

Zeitraum = tuple[date, date | None]


def schwacher_tag(zeitraeume: Iterable[Zeitraum], mindestens: int, ab: date) -> date | None:
    """The first day from `ab` on with some members, but fewer than `mindestens`. Without any member it does not exist."""
    zeitraeume = list(zeitraeume)
    # Their number changes only where a membership begins or has ended.
    wechsel = {ab, *(von for von, _ in zeitraeume), *(bis + timedelta(days=1) for _, bis in zeitraeume if bis)}
    for tag in sorted(t for t in wechsel if t >= ab):
        anzahl = sum(von <= tag and (bis is None or tag <= bis) for von, bis in zeitraeume)
        if 0 < anzahl < mindestens:
            return tag
    return None


def einwand(gremium, zeitraeume: Iterable[Zeitraum], heute: date) -> str:
    """The sentence against these memberships of a Fraktion or Gruppe; empty if it is strong enough or has ended."""
    regelwerk = Regelwerk.objects.am(heute).first()
    mindestens = regelwerk.fraktion_min if regelwerk else 2
    tag = schwacher_tag(zeitraeume, mindestens, heute)
    if tag is None or (gremium.bis and tag > gremium.bis):
        return ""
    return (
        f"Eine Fraktion oder Gruppe braucht mindestens {mindestens} Mitglieder (§ 57 Abs. 1 NKomVG, Geschäftsordnung); am "
        f"{tag:%d.%m.%Y} wären es weniger. Tragen Sie alle Mitglieder zusammen am Gremium ein, oder beenden Sie alle "
        "Mitgliedschaften am selben Tag."
    )
