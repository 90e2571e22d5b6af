"""Small pieces of the pages of the Vorlagen."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from vorlagen.choices import VorlageStatus as S
from wittmund_ris import richtext
from wittmund_ris.vorlagennummer import MUSTER, lang

register = template.Library()

# Tone of the badge; the words carry the meaning.
TOENE = {
    S.ENTWURF: "neutral",
    S.EINGEGANGEN: "warning",
    S.IN_BEARBEITUNG: "neutral",
    S.IN_MITZEICHNUNG: "warning",
    S.FREIGEGEBEN: "info",
    S.IN_BERATUNG: "info",
    S.BESCHLOSSEN: "success",
    S.ABGELEHNT: "danger",
    S.ZUR_KENNTNIS: "success",
    S.ZURUECKGEZOGEN: "neutral",
}


@register.inclusion_tag("_status.html")
def vorlage_status(vorlage):
    """The status of a Vorlage as a badge."""
    return {"label": vorlage.get_status_display(), "kind": TOENE[vorlage.status]}


@register.inclusion_tag("vorlagen/_kosten.html")
def kosten(vorlage, feld):
    """An amount of the Finanzierung: "keine", the sum, or that it is still missing."""
    return {"keine": getattr(vorlage, f"{feld}_keine"), "betrag": getattr(vorlage, feld)}


@register.filter
def mit_links(text, adressen) -> SafeString:
    """A formatted text; the numbers that `adressen` (number → page) knows become links."""
    sauber = richtext.bereinigen(richtext.normalisieren(text))
    return mark_safe(richtext.mit_verweisen(sauber, MUSTER, lambda t: (adressen or {}).get(lang(t))))  # noqa: S308
