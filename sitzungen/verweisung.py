"""What a referral does to agendas: the stations that follow wait for the body that was referred to."""

from sitzungen.choices import SitzungStatus
from sitzungen.models import SitzungVerlauf, Tagesordnungspunkt, vermerken
from vorlagen import verweisung
from vorlagen.choices import Ergebnis

# Neutral: it may become public with the results of that sitting, and a referral by the Kreisausschuss must not (§ 78 Abs. 2 NKomVG).
GRUND = "Die Vorberatung ist noch nicht abgeschlossen."


def verweisen(top, *, benutzer) -> None:
    """After the station of `top` was closed as verwiesen: insert the body, and take the stations that follow off their agendas.

    A planned agenda loses the item; on a dispatched one it stays and is abgesetzt.
    """
    for beratung in verweisung.folgende(top.beratung):
        offene = Tagesordnungspunkt.objects.filter(beratung=beratung, ergebnis="").select_related("sitzung")
        for punkt in offene.select_for_update(of=("self",)):
            sitzung, titel = punkt.sitzung, punkt.titel
            if sitzung.status == SitzungStatus.GEPLANT:
                punkt.delete()
                text = f"„{titel}“ entfernt: {GRUND}"
            else:
                punkt.ergebnis, punkt.ergebnis_grund = Ergebnis.ABGESETZT, GRUND
                punkt.save(update_fields=["ergebnis", "ergebnis_grund"])
                text = f"„{titel}“ abgesetzt: {GRUND}"
            vermerken(sitzung, SitzungVerlauf.Aktion.TAGESORDNUNG, benutzer, text)
    verweisung.einschieben(top.beratung, top.verwiesen_an)
