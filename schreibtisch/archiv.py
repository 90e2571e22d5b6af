"""The desk of the Sitzungsdienst: what may go to the archive."""

from django.db.models import Count
from django.urls import reverse

from gremien.models import Regelwerk
from schreibtisch.bloecke import LAENGE, Block, Zeile
from vorlagen import archivierung
from vorlagen.choices import Archivstand
from vorlagen.models import Archivierung, Vorlage


def heran(benutzer, heute) -> Block:
    """Finished matters whose retention period is over; what was set aside or offered and waits is said beside them."""
    regelwerk = Regelwerk.objects.gilt_am(heute)
    sichtbar = Vorlage.objects.sichtbar_fuer(benutzer).values("pk")
    faellig = archivierung.heran(heute).filter(pk__in=sichtbar)
    adresse = reverse("archiv:liste")
    zeilen = [
        Zeile(
            str(v),
            reverse("vorlagen:detail", args=[v.pk]),
            f"{v.get_art_display()}, aufzubewahren bis {archivierung.aufzubewahren_bis(v, regelwerk):%d.%m.%Y}",
        )
        for v in faellig[:LAENGE]
    ]
    anzahl = faellig.count() if len(zeilen) == LAENGE else len(zeilen)
    staende = dict(Archivierung.objects.values_list("stand").annotate(n=Count("pk")).order_by())
    if n := staende.get(Archivstand.AUSGESONDERT):
        titel = "1 ausgesonderter Vorgang ist anzubieten" if n == 1 else f"{n} ausgesonderte Vorgänge sind anzubieten"
        zeilen.insert(0, Zeile(titel, f"{adresse}?stand={Archivstand.AUSGESONDERT}"))
        anzahl += 1
    return Block(
        "archiv",
        "Zur Aussonderung heran",
        "Kein Vorgang hat seine Aufbewahrungsfrist hinter sich.",
        ("Vorgang zur Aussonderung", "Vorgänge zur Aussonderung"),
        zeilen,
        anzahl=anzahl,
        mehr=("Alle Vorgänge auf dem Weg zum Archiv", adresse),
        ist_aufgabe=False,
    )
