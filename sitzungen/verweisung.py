"""What a referral or an adjournment does to agendas: the stations that follow wait."""

from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung, SitzungVerlauf, Tagesordnungspunkt, vermerken
from vorlagen import verweisung
from vorlagen.choices import Ergebnis

# Neutral: it may become public with the results of that sitting, and a referral by the Kreisausschuss must not (§ 78 Abs. 2 NKomVG).
GRUND = "Die Vorberatung ist noch nicht abgeschlossen."


def zurueckstellen(top, *, benutzer) -> None:
    """After the station of `top` was vertagt or verwiesen: take the stations that follow off their agendas, and insert the
    body that was referred to.

    A planned agenda loses the item; on a dispatched one it stays and is abgesetzt, whatever the sitting would enter.
    """
    offene = Tagesordnungspunkt.objects.filter(beratung__in=verweisung.folgende(top.beratung), ergebnis="")
    # A sitting is locked before its items, as everywhere.
    sitzungen = Sitzung.objects.filter(pk__in=offene.values("sitzung")).order_by("pk")
    for sitzung in sitzungen.select_for_update(of=("self",)):
        for punkt in offene.filter(sitzung=sitzung):
            if sitzung.status == SitzungStatus.GEPLANT:
                punkt.delete()
                was = "entfernt"
            else:
                punkt.ergebnis, punkt.ergebnis_grund, punkt.wartet = Ergebnis.ABGESETZT, GRUND, True
                punkt.save(update_fields=["ergebnis", "ergebnis_grund", "wartet"])
                was = "abgesetzt"
            text = f"„{punkt.titel}“ {was}: {GRUND}"
            vermerken(sitzung, SitzungVerlauf.Aktion.TAGESORDNUNG, benutzer, text)
    if top.ergebnis == Ergebnis.VERWIESEN:
        verweisung.einschieben(top.beratung, top.verwiesen_an)
