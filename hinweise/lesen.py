"""Mark notices as read. Only the own ones: the account is part of every query."""

from hinweise.models import Hinweis
from wittmund_ris import uhr


def gelesen(benutzer, *, pk=None, bis=None) -> int:
    """Mark one notice, or all up to and including the number `bis`; how many were unread.

    `bis` is the newest that the page has shown: what came in while it was read stays unread.
    """
    eigene = Hinweis.objects.ungelesen().filter(empfaenger=benutzer)
    eigene = eigene.filter(pk=pk) if bis is None else eigene.filter(pk__lte=bis)
    return eigene.update(gelesen_am=uhr.jetzt())
