"""The number of unread notices for the head of the inner pages."""

from django.utils.functional import SimpleLazyObject

from hinweise.models import Hinweis


def ungelesene(request):
    """One query, and only for a page of the inner wing that shows it."""
    if getattr(request, "oeffentlich", True):
        return {}
    return {"hinweise_ungelesen": SimpleLazyObject(lambda: _zaehlen(request))}


def _zaehlen(request) -> int:
    if not hasattr(request, "_hinweise_ungelesen"):
        konto = request.user
        request._hinweise_ungelesen = (
            Hinweis.objects.ungelesen().filter(empfaenger=konto).count() if konto.is_authenticated else 0
        )
    return request._hinweise_ungelesen
