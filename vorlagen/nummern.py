"""Numbers of Vorlagen: drawn at release, one range for all kinds, without gaps, never reused."""

from django.db import connection
from django.db.models import Max

from vorlagen.models import Nummernkreis, Vorlage


def ziehen(jahr: int) -> int:
    """The next number of the calendar year.

    The row stays locked until the transaction ends: simultaneous releases wait for each other, and a release
    that fails gives its number back, so the range has no gaps and no doubles.
    """
    with connection.cursor() as zeiger:
        zeiger.execute(
            "INSERT INTO vorlagen_nummernkreis (jahr, stand) VALUES (%s, 1) "
            "ON CONFLICT (jahr) DO UPDATE SET stand = vorlagen_nummernkreis.stand + 1 RETURNING stand",
            [jahr],
        )
        return zeiger.fetchone()[0]


def zusatz_ziehen(ursprung) -> int:
    """The next suffix below the number of `ursprung`: 1 for 0042/2019/1. A supplement of a supplement counts in the same row.

    The paper without a suffix stays locked until the transaction ends, so this row has no gaps and no doubles either.
    """
    reihe = Vorlage.objects.filter(jahr=ursprung.jahr, laufnummer=ursprung.laufnummer)
    reihe.select_for_update(of=("self",)).get(zusatz=0)
    return reihe.aggregate(hoechster=Max("zusatz"))["hoechster"] + 1


def naechste(jahr: int) -> int:
    """The number that a release would draw now; nothing is drawn or locked, and somebody else may be faster."""
    return (Nummernkreis.objects.filter(jahr=jahr).values_list("stand", flat=True).first() or 0) + 1


def naechster_zusatz(ursprung) -> int:
    """The same for a supplement of this paper."""
    reihe = Vorlage.objects.filter(jahr=ursprung.jahr, laufnummer=ursprung.laufnummer)
    return (reihe.aggregate(hoechster=Max("zusatz"))["hoechster"] or 0) + 1
