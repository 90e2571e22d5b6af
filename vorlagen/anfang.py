"""What a new Vorlage starts from: the fields and stations that fill the empty form, and the note where they come from."""

from django.http import QueryDict

from vorlagen.choices import MANDATSARTEN, ZUSATZARTEN, Textfeld, VorlageArt
from vorlagen.models import Herkunft, Muster, Textbaustein, Vorlage
from wittmund_ris.richtext import ist_html, klartext, normalisieren

# Not of the old matter: Aktenzeichen stays with the Amt; number, days, Anlagen, signatures never come along.
KOPIERT = (
    "art",
    "ist_oeffentlich",
    "nichtoeffentlich_grund",
    "betreff",
    *Textfeld.values,
    "gesamtkosten_keine",
    "gesamtkosten",
    "folgekosten_keine",
    "folgekosten",
    "einnahmen_keine",
    "einnahmen",
    "haushaltsmittel",
    "haushaltsmittel_betrag",
    "produktkonto",
)
AUS_MUSTER = (
    "art",
    "aktenzeichen",
    "ist_oeffentlich",
    "nichtoeffentlich_grund",
    "betreff",
    *Textfeld.values,
    "produktkonto",
)


def aus_muster(muster: Muster) -> tuple[dict, list[dict], Herkunft]:
    """Fields, stations without days, and the note for a draft that starts from a Muster."""
    felder = {name: getattr(muster, name) for name in AUS_MUSTER}
    stationen = [{"gremium": s.gremium_id, "rolle": s.rolle} for s in muster.stationen.all()]
    return felder, stationen, Herkunft(art=Herkunft.Art.MUSTER, quelle=f"Aus dem Muster „{muster.name}“")


def aus_kopie(vorlage: Vorlage, *, benutzer) -> tuple[dict, list[dict], Herkunft]:
    """Fields, stations without days, and the note for a copy of a Vorlage that the account may read.

    The Aktenzeichen comes along inside the same Amt only. The note names the source by its number alone: who reads the new
    paper may not know the old one.
    """
    namen = (*KOPIERT, "aktenzeichen") if vorlage.amt_id == benutzer.amt_id else KOPIERT
    felder = {name: getattr(vorlage, name) for name in namen}
    if vorlage.art in (*MANDATSARTEN, *ZUSATZARTEN):
        # Motions come from members, supplements belong to one paper: a copy is a paper of the Amt's own.
        felder["art"] = VorlageArt.BESCHLUSSVORLAGE
    stationen = [{"gremium": b.gremium_id, "rolle": b.rolle} for b in vorlage.beratungen.all() if b.gremium.tagt]
    quelle = f"Kopie der Vorlage {vorlage.nummer}" if vorlage.nummer else f"Kopie des Entwurfs Nr. {vorlage.pk}"
    return felder, stationen, Herkunft(art=Herkunft.Art.KOPIE, quelle=quelle, nummer=vorlage.nummer)


def mit_textbaustein(daten: QueryDict, baustein: Textbaustein) -> QueryDict:
    """What was typed, with the Textbaustein at the end of its field. A field typed as plain text stays plain."""
    daten = daten.copy()
    vorher = daten.get(baustein.feld, "").rstrip()
    einfach = "<ul" not in baustein.text and "<ol" not in baustein.text and "<table" not in baustein.text
    if ist_html(vorher):
        daten[baustein.feld] = vorher + baustein.text
    elif einfach:
        daten[baustein.feld] = f"{vorher}\n\n{klartext(baustein.text)}".lstrip()
    else:
        daten[baustein.feld] = normalisieren(vorher) + baustein.text
    return daten
