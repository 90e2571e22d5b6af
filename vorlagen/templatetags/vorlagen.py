"""Small pieces of the pages of the Vorlagen."""

from django import template

from vorlagen.choices import VorlageStatus as S

register = template.Library()

# Tone of the badge; the words carry the meaning.
TOENE = {
    S.ENTWURF: "neutral",
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
