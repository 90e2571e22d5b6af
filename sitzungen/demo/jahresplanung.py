"""The plan of the coming year as a draft to look at, and a demand to convene that waits for its sitting."""

from datetime import date, time, timedelta

from gremien.models import Gremium
from sitzungen import jahresplan, verlangen
from sitzungen.terminmuster import Monatlich, Vor, ohne_freie_tage

# Gremium, weekday (0 is Monday), which one in the month, months, hour, room.
MUSTER = (
    ("sozialausschuss", 0, 2, (2, 5, 8, 11), time(16), "Sitzungszimmer 1"),
    ("schulausschuss", 2, 2, (2, 5, 8, 11), time(16), "Sitzungszimmer 1"),
    ("bau-und-umweltausschuss", 1, 3, (2, 5, 8, 11), time(16, 30), "Sitzungszimmer 2"),
    ("finanzausschuss", 0, 2, (3, 6, 9, 11), time(16), "Sitzungszimmer 1"),
)


def anlegen(stichtag: date, benutzer) -> None:
    """A draft of the year after the Stichtag: committees by the month, the Kreisausschuss before every Kreistag."""
    jahr = stichtag.year + 1
    plan = jahresplan.anlegen(f"Sitzungen {jahr}", date(jahr, 1, 1), date(jahr, 12, 31), benutzer=benutzer)
    gremien = {g.slug: g for g in Gremium.objects.tagende()}

    def setzen(slug, tage, uhrzeit, raum):
        jahresplan.hinzufuegen(plan, gremien[slug], tage, uhrzeit=uhrzeit, raum=raum, benutzer=benutzer)

    kreistag = ohne_freie_tage(Monatlich(3, 3, frozenset((3, 6, 9, 12))).tage(plan.von, plan.bis), plan.bis)
    setzen("kreistag", kreistag, time(15), "Sitzungssaal")
    setzen("kreisausschuss", list(Vor(tuple(kreistag), 14).tage(plan.von, plan.bis)), time(10), "Sitzungszimmer 1")
    for slug, wochentag, wievielter, monate, uhrzeit, raum in MUSTER:
        tage = Monatlich(wochentag, wievielter, frozenset(monate)).tage(plan.von, plan.bis)
        setzen(slug, ohne_freie_tage(tage, plan.bis), uhrzeit, raum)
    gremium, tag = gremien["finanzausschuss"], stichtag - timedelta(days=1)
    sitze = gremium.mitgliedschaften.am(tag).stimmberechtigt().order_by("person__nachname", "pk")[:4]
    verlangen.erfassen(
        gremium,
        eingegangen_am=tag,
        gegenstand="Auswirkungen der Tarifrunde auf den laufenden Haushalt",
        unterzeichnende=sitze,
        benutzer=benutzer,
    )
