"""Numbers of Vorlagen: drawn at release, one range for all kinds, without gaps, never reused."""

from django.db import connection
from django.db.models import Max

from vorlagen.models import Vorlage


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
