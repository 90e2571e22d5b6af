"""Numbers of Vorlagen: drawn at release, one range for all kinds, without gaps, never reused."""

from django.db import connection


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
