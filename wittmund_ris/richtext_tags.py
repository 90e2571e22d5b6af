"""Template filters for formatted text: library `richtext`, for the pages of both wings and the PDFs."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from wittmund_ris import richtext

register = template.Library()


@register.filter("richtext")
def als_html(text) -> SafeString:
    """A stored text as HTML; sanitised once more, so that a page never depends on how a row was written."""
    if isinstance(text, SafeString):
        return text
    return mark_safe(richtext.bereinigen(richtext.normalisieren(text or "")))  # noqa: S308


@register.filter
def klartext(text) -> str:
    """The words of a stored text without its formatting."""
    return richtext.klartext(text or "")
