"""Dates, sizes and texts as the public pages print them."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from portal import text

register = template.Library()


@register.simple_tag
def tag(wert):
    """`<time datetime="2019-06-27">27. Juni 2019</time>`; nothing for None."""
    return _zeit(wert, "j. F Y") if wert else ""


@register.simple_tag
def wochentag(wert):
    """Donnerstag, 27. Juni 2019."""
    return _zeit(wert, "l, j. F Y") if wert else ""


@register.simple_tag
def uhrzeit(wert):
    """15:00 Uhr, in Wittmund."""
    if not wert:
        return ""
    ortszeit = timezone.localtime(wert)
    return format_html(
        '<time datetime="{}">{}&nbsp;Uhr</time>', ortszeit.isoformat(timespec="minutes"), date_format(ortszeit, "G:i")
    )


def _zeit(wert, form):
    if isinstance(wert, datetime):
        wert = timezone.localtime(wert).date()
    return format_html('<time datetime="{}">{}</time>', wert.isoformat(), date_format(wert, form))


@register.filter
def groesse(anzahl):
    """412 kB, 1,2 MB: decimal units, at least 1 kB."""
    if anzahl < 1_000_000:
        return f"{max(1, round(anzahl / 1000))}\N{NO-BREAK SPACE}kB"
    return f"{anzahl / 1_000_000:.1f}\N{NO-BREAK SPACE}MB".replace(".", ",")


@register.filter
def absaetze(inhalt, verweise=None):
    """What somebody wrote, as escaped paragraphs; numbers that `verweise` knows become links."""
    return text.absaetze(inhalt, verweise or {})


@register.filter
def vorlagentext(inhalt, verweise=None):
    """A formatted text of a paper; numbers that `verweise` knows become links."""
    return text.formatiert(inhalt, verweise or {})


@register.filter
def seitentext(inhalt):
    """The text of a page with its headings, lists and addresses."""
    return text.seite(inhalt)
