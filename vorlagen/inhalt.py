"""The content of a Vorlage as plain data: what a Fassung seals and the official PDF prints."""

from decimal import Decimal

from django.utils import timezone

from gremien.models import Koerperschaft

TEXTFELDER = ("sachverhalt", "anmerkung", "beschlussvorschlag", "stellungnahme")
OHNE_FINANZIERUNG = {"finanzierung": {}, "haushaltsmittel": "", "haushaltsmittel_betrag": None, "produktkonto": ""}


def kosten(vorlage, feld: str):
    """ "keine", the amount as a string with two decimals, or None while nothing is stated."""
    if getattr(vorlage, f"{feld}_keine"):
        return "keine"
    betrag = getattr(vorlage, feld)
    return None if betrag is None else f"{betrag:.2f}"


def inhalt(vorlage, *, stationen=None, anlagen=None) -> dict:
    """The whole paper with stations and Anlagen, JSON-safe; dates as ISO strings, amounts as strings.

    `stationen` are typed and not yet saved; without them those of the paper count, and so with `anlagen`.

    A text that papers of this kind do not show is empty here, whatever an earlier draft of another kind had in it.
    """
    koerperschaft = Koerperschaft.objects.get()
    gezeigt = [feld for feld in vorlage.blatt.felder if feld != "beschlussvorschlag" or vorlage.hat_beschluss]
    gezeichnet_am = timezone.localtime(vorlage.freigegeben_am).date() if vorlage.freigegeben_am else None
    return {
        "koerperschaft": {
            "name": koerperschaft.name,
            "hvb_titel": koerperschaft.hvb_titel,
            "ort": koerperschaft.ort,
        },
        "art": vorlage.art,
        "art_titel": vorlage.get_art_display(),
        "sachgebiet": vorlage.sachgebiet,
        "nummer": vorlage.nummer,
        "hat_beschluss": vorlage.hat_beschluss,
        "antragsteller": vorlage.antragsteller,
        "ursprung": vorlage.ursprung.nummer if vorlage.ursprung else "",
        "amt": vorlage.amt.name if vorlage.amt else "",
        "oeffentlich": vorlage.ist_oeffentlich,
        "betreff": vorlage.betreff,
        "aktenzeichen": vorlage.aktenzeichen,
        **{feld: getattr(vorlage, feld) if feld in gezeigt else "" for feld in TEXTFELDER},
        **(_finanzierung(vorlage) if vorlage.blatt.hat_finanzierung else OHNE_FINANZIERUNG),
        "ort": vorlage.gezeichnet_ort or koerperschaft.ort,
        "datum": gezeichnet_am.isoformat() if gezeichnet_am else None,
        "gezeichnet": vorlage.gezeichnet_name,
        "gezeichnet_zusatz": vorlage.gezeichnet_zusatz,
        "stationen": [
            {
                "gremium": b.gremium.name,
                "art": b.gremium.art,
                "rolle": b.rolle,
                "termin": b.geplant_am.isoformat() if b.geplant_am else None,
            }
            for b in (vorlage.beratungen.geplante().select_related("gremium") if stationen is None else stationen)
        ],
        "anlagen": [
            {
                "id": str(a.oeffentliche_id),
                "titel": a.titel,
                "oeffentlich": a.ist_oeffentlich,
                "geschwaerzt": a.ist_geschwaerzt,
                "angekuendigt": a.ist_angekuendigt and not a.liegt_vor,
                "nachreichen_bis": a.nachreichen_bis.isoformat() if a.nachreichen_bis else None,
                "sha256": a.sha256,
                "sha256_oeffentlich": a.oeffentliche_datei.sha256 if a.oeffentliche_datei else "",
            }
            for a in (anlagen if anlagen is not None else vorlage.anlagen.all() if vorlage.pk else ())
        ],
    }


def _finanzierung(vorlage) -> dict:
    noch_frei = vorlage.haushaltsmittel_betrag
    return {
        "finanzierung": {feld: kosten(vorlage, feld) for feld in ("gesamtkosten", "folgekosten", "einnahmen")},
        "haushaltsmittel": vorlage.haushaltsmittel,
        "haushaltsmittel_betrag": None if noch_frei is None else f"{noch_frei:.2f}",
        "produktkonto": vorlage.produktkonto,
    }


def betrag(wert: str | None):
    """A stored amount back as Decimal; "keine" and None stay."""
    return wert if wert in (None, "keine") else Decimal(wert)
