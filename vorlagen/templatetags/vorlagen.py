"""Small pieces of the pages of the Vorlagen."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from konten.rechte import darf
from vorlagen.choices import Haushaltsmittel, Textfeld, VorlageArt
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
    S.UEBERNOMMEN: "success",
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


FUNDTON = {
    "sicher": ("sicher", "success"),
    "zweifelhaft": ("bitte prüfen", "warning"),
    "fehlt": ("nicht gefunden", "neutral"),
}
WAHRHEIT = {True: "öffentlich", False: "nichtöffentlich"}
MITTEL = {"": "kein Kästchen angekreuzt", **dict(Haushaltsmittel.choices)}


@register.inclusion_tag("_status.html")
def fundstand(fund):
    """How certain the reader of old papers is, as a badge."""
    label, ton = FUNDTON[fund.sicherheit]
    return {"label": label, "kind": ton}


@register.inclusion_tag("vorlagen/_fundwert.html")
def fundwert(name, fund):
    """What was read for a field, as a person reads it: `zeilen` of plain text, or formatted `html`."""
    wert = fund.wert
    if wert is None:
        return {"zeilen": ["–"]}
    if name in Textfeld.values:
        return {"html": wert}
    if name == "beratungsfolge":
        zeilen = [f"{gremium}, {tag:%d.%m.%Y}" if tag else gremium for gremium, tag in wert]
    elif name == "ergebnisse":
        zeilen = [
            f"{wer}: "
            + ", ".join(
                f"{was} {'–' if z is None else z}" for was, z in zip(("Ja", "Nein", "Enth."), zahlen, strict=True)
            )
            for wer, zahlen in wert.items()
        ]
    elif name == "anlagen":
        zeilen = wert
    elif name == "ist_oeffentlich":
        zeilen = [WAHRHEIT[wert]]
    elif name == "art":
        zeilen = [VorlageArt(wert).label]
    elif name == "haushaltsmittel":
        zeilen = [MITTEL[wert]]
    elif isinstance(wert, Decimal):
        zeilen = [f"{number_format(wert, 2, force_grouping=True)} €"]
    elif isinstance(wert, date):
        zeilen = [f"{wert:%d.%m.%Y}"]
    else:
        zeilen = [wert or "leer"]
    return {"zeilen": zeilen}


@register.simple_tag
def hat_antragsseite(benutzer) -> bool:
    """Has this account a page of motions and questions: members their own, the Sitzungsdienst what came in."""
    return darf(benutzer, "vorlagen.antraege_entgegennehmen") or darf(benutzer, "vorlagen.antrag_anlegen")


@register.simple_tag
def hat_vertretungsseite(benutzer) -> bool:
    """Has this account a page of Vertretungen: everybody who works in the house."""
    return darf(benutzer, "konten.vertretungen_sehen")
