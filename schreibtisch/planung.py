"""The desk of the Sitzungsdienst: demands to convene, and members who have not been obliged yet."""

from django.db.models import Q
from django.urls import reverse

from gremien.choices import GremiumArt, MitgliedRolle
from gremien.models import Mitgliedschaft
from schreibtisch.bloecke import Block, Frist, Zeile
from sitzungen.models import Einberufungsverlangen
from sitzungen.verlangen import bindung


def einberufungsverlangen(benutzer, heute) -> Block:
    """Demands that no invited sitting answers (§ 59 Abs. 2, § 72 Abs. 3, § 78 Abs. 1 NKomVG)."""
    zeilen = []
    for verlangen in (
        Einberufungsverlangen.objects.offen()
        .select_related("gremium")
        .prefetch_related("unterzeichnende")
        .order_by("eingegangen_am", "pk")
    ):
        stand = bindung(verlangen)
        zeilen.append(
            Zeile(
                str(verlangen),
                reverse("sitzungen:verlangen", args=[verlangen.pk]),
                stand.satz,
                frist=Frist(verlangen.eingegangen_am, "Eingegangen am", heute),
                marke=("Unverzüglich einzuberufen", "danger") if stand.ist_bindend else ("Verlangen", "info"),
            )
        )
    return Block(
        "verlangen",
        "Einberufung verlangt",
        "Kein Verlangen nach Einberufung ist offen.",
        ("Einberufung verlangt", "Einberufungen verlangt"),
        zeilen,
        mehr=("Alle Verlangen", reverse("sitzungen:verlangen_liste")),
    )


def ohne_verpflichtung(benutzer, heute) -> Block:
    """Members of the Kreistag whose day of Verpflichtung is not recorded, while their account reads non-public matter (§§ 43, 60)."""
    sitze = Mitgliedschaft.objects.am(heute).filter(
        gremium__art=GremiumArt.VERTRETUNG, verpflichtet_am__isnull=True, person__benutzer__is_active=True
    )
    zeilen = [
        Zeile(
            sitz.person.name,
            reverse("admin:gremien_mitgliedschaft_change", args=[sitz.pk]),
            "Das Konto öffnet nichtöffentliche Unterlagen. Bitte tragen Sie den Tag ein oder nehmen Sie das Konto bis dahin weg.",
        )
        for sitz in sitze.exclude(Q(rolle=MitgliedRolle.KRAFT_AMTES)).select_related("person")
    ]
    return Block(
        "verpflichtung",
        "Verpflichtung nicht eingetragen",
        "Zu allen Abgeordneten mit Konto ist der Tag der Verpflichtung eingetragen.",
        ("Verpflichtung fehlt", "Verpflichtungen fehlen"),
        zeilen,
    )
