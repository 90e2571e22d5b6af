"""The way from every inner page into the handbook."""

from django import template

from schreibtisch.handbuch import STELLEN, adresse

register = template.Library()


@register.simple_tag
def handbuch_zur_seite(request) -> str:
    """Address of the part of the handbook that speaks of this page, or an empty text."""
    treffer = getattr(request, "resolver_match", None)
    stelle = STELLEN.get(treffer.view_name) if treffer else None
    return adresse(stelle) if stelle else ""
