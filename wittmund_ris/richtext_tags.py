"""Template filters for formatted text: library `richtext`, for the pages of both wings and the PDFs."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from wittmund_ris import richtext

register = template.Library()
_UEBERSCHRIFT = re.compile(r"<(/?)h([34])>")


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


@register.filter
def direkt_unter_titel(html: SafeString) -> SafeString:
    """A text after the filter `richtext` whose headings follow the title of a paper: h3 and h4 become h2 and h3.

    PDF/UA-1 7.4.2 allows no gap between the levels. Headings in texts have no attributes.
    """
    return mark_safe(_UEBERSCHRIFT.sub(lambda t: f"<{t[1]}h{int(t[2]) - 1}>", html))  # noqa: S308
