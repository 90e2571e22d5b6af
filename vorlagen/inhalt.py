"""The content of a Vorlage as plain data: what a Fassung seals and the official PDF prints."""

from decimal import Decimal

from django.utils import timezone

from gremien.models import Koerperschaft

TEXTFELDER = ("betreff", "sachverhalt", "anmerkung", "beschlussvorschlag", "aktenzeichen", "produktkonto")


def kosten(vorlage, feld: str):
    """ "keine", the amount as a string with two decimals, or None while nothing is stated."""
    if getattr(vorlage, f"{feld}_keine"):
        return "keine"
    betrag = getattr(vorlage, feld)
    return None if betrag is None else f"{betrag:.2f}"


def inhalt(vorlage) -> dict:
    """The whole paper with stations and Anlagen, JSON-safe; dates as ISO strings, amounts as strings."""
    koerperschaft = Koerperschaft.objects.get()
    gezeichnet_am = timezone.localtime(vorlage.freigegeben_am).date() if vorlage.freigegeben_am else None
    return {
        "koerperschaft": {
            "name": koerperschaft.name,
            "hvb_titel": koerperschaft.hvb_titel,
            "ort": koerperschaft.ort,
        },
        "art": vorlage.art,
        "art_titel": vorlage.get_art_display(),
        "nummer": vorlage.nummer,
        "amt": vorlage.amt.name,
        "oeffentlich": vorlage.ist_oeffentlich,
        **{feld: getattr(vorlage, feld) for feld in TEXTFELDER},
        "finanzierung": {feld: kosten(vorlage, feld) for feld in ("gesamtkosten", "folgekosten", "einnahmen")},
        "haushaltsmittel": vorlage.haushaltsmittel,
        "haushaltsmittel_betrag": (
            None if vorlage.haushaltsmittel_betrag is None else f"{vorlage.haushaltsmittel_betrag:.2f}"
        ),
        "ort": vorlage.gezeichnet_ort or koerperschaft.ort,
        "datum": gezeichnet_am.isoformat() if gezeichnet_am else None,
        "gezeichnet": vorlage.gezeichnet_name,
        "stationen": [
            {
                "gremium": b.gremium.name,
                "art": b.gremium.art,
                "rolle": b.rolle,
                "termin": b.geplant_am.isoformat() if b.geplant_am else None,
            }
            for b in vorlage.beratungen.select_related("gremium")
        ],
        "anlagen": [
            {
                "titel": a.titel,
                "oeffentlich": a.ist_oeffentlich,
                "angekuendigt": a.ist_angekuendigt and not a.liegt_vor,
                "sha256": a.sha256,
            }
            for a in vorlage.anlagen.all()
        ],
    }


def betrag(wert: str | None):
    """A stored amount back as Decimal; "keine" and None stay."""
    return wert if wert in (None, "keine") else Decimal(wert)
