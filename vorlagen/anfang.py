"""What a new Vorlage starts from: the fields and stations that fill the empty form, and the note where they come from."""

import re

from django.db import transaction
from django.http import QueryDict
from lxml import html as lxml_html

from gremien.models import Gremium
from vorlagen import anlagen, entwurf
from vorlagen.arten import BLAETTER, FINANZIERUNG
from vorlagen.beratungsfolge import geerbt
from vorlagen.choices import MANDATSARTEN, ZUSATZARTEN, BeratungRolle, Textfeld, VorlageArt
from vorlagen.einlesen import kosten
from vorlagen.einlesen.funde import Papier
from vorlagen.einlesen.papier import anwenden, zweifel
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


def aus_ursprung(art: VorlageArt, ursprung: Vorlage | None) -> tuple[dict, list[dict] | None, None]:
    """Fields and stations for a draft of this kind; a supplement takes over what it has in common with `ursprung`."""
    felder = {"art": art}
    if ursprung is None or not BLAETTER[art].kann_ursprung:
        return felder, None, None
    namen = ["aktenzeichen", "ist_oeffentlich", "nichtoeffentlich_grund", "betreff", "beschlussvorschlag"]
    if art == VorlageArt.AUSTAUSCHVORLAGE:
        namen += ["sachverhalt", "anmerkung", *FINANZIERUNG]
    felder |= {name: getattr(ursprung, name) for name in namen} | {"ursprung": ursprung.pk}
    stationen = [s | {"gremium": s["gremium"].pk} for s in geerbt(ursprung)]
    return felder, stationen, None


def aus_muster(muster: Muster) -> tuple[dict, list[dict], Herkunft]:
    """Fields, stations without days, and the note for a draft that starts from a Muster."""
    felder = {name: getattr(muster, name) for name in AUS_MUSTER}
    stationen = muster.folge.zeilen() if muster.folge else []
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
    geplante = vorlage.beratungen.geplante().select_related("gremium")
    stationen = [{"gremium": b.gremium_id, "rolle": b.rolle} for b in geplante if b.gremium.tagt]
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


# More than this is no amount of the Landkreis but a misreading.
_BETRAG_HOECHSTENS = 10**12
_OHNE_BETREFF = "Ohne Betreff (eingelesen)"


def aus_papier(papier: Papier, angenommen: dict[str, str]) -> tuple[dict, list[dict], Herkunft]:
    """Fields, stations, and the note with all doubts for a draft out of an old paper.

    `angenommen` are the repairs that somebody has accepted. The old number goes into the note; the signature, the results and
    the Anlagen of the old paper are not those of the new one.
    """
    funde = anwenden(papier, angenommen)
    wert = {name: fund.wert for name, fund in funde.items()}
    gruende = zweifel(papier, angenommen)
    felder = {
        "art": wert["art"] or VorlageArt.BESCHLUSSVORLAGE,
        "aktenzeichen": (wert["aktenzeichen"] or "")[:40],
        "ist_oeffentlich": bool(wert["ist_oeffentlich"]),
        "betreff": (wert["betreff"] or _OHNE_BETREFF)[:300],
        "produktkonto": (wert["produktkonto"] or "")[:60],
        "haushaltsmittel": wert["haushaltsmittel"] or "",
        "haushaltsmittel_betrag": _moeglich(wert["haushaltsmittel_betrag"]),
        **{name: wert[name] or "" for name in Textfeld.values},
    }
    for name in kosten.SPALTEN:
        felder[f"{name}_keine"] = wert[name] == kosten.KEINE
        felder[name] = None if felder[f"{name}_keine"] else _moeglich(wert[name])
    stationen, hinweis = _stationen(wert["beratungsfolge"] or [], felder["art"])
    gruende["beratungsfolge"] = f"{gruende.get('beratungsfolge', '')} {hinweis}".strip()
    if wert["anlagen"]:
        gruende["anlagen"] = (
            f"Das alte Papier nennt: {'; '.join(wert['anlagen'])}. {gruende.get('anlagen', '')}".strip()
        )
    bezeichnung = " ".join(str(w) for w in (wert["nummer"], wert["amt"] and f"({wert['amt']})") if w)
    quelle = f"Aus einem alten Papier eingelesen: {bezeichnung}" if bezeichnung else "Aus einem alten Papier eingelesen"
    herkunft = Herkunft(
        art=Herkunft.Art.PAPIER, quelle=quelle[:200], nummer=(wert["nummer"] or "")[:40], zweifel=gruende
    )
    return felder, stationen, herkunft


def _moeglich(betrag):
    return betrag if betrag is not None and betrag < _BETRAG_HOECHSTENS else None


def _stationen(folge: list[tuple], art: str) -> tuple[list[dict], str]:
    """The stations whose Gremium exists here. The paper does not say who decides: by custom the last one."""
    gremien = {g.name: g for g in Gremium.objects.tagende()}
    bekannt = [(gremien[name], tag) for name, tag in folge if name in gremien]
    fremd = [name for name, _ in folge if name not in gremien]
    rolle = BeratungRolle.VORBERATUNG if art == VorlageArt.BESCHLUSSVORLAGE else BeratungRolle.KENNTNISNAHME
    stationen = [{"gremium": g, "rolle": rolle, "geplant_am": tag} for g, tag in bekannt]
    if stationen and art == VorlageArt.BESCHLUSSVORLAGE:
        stationen[-1]["rolle"] = BeratungRolle.ENTSCHEIDUNG
    hinweis = "Die Zuständigkeiten sind angenommen, die Termine die des alten Papiers." if stationen else ""
    if fremd:
        hinweis += f" Hier nicht eingerichtet: {', '.join(fremd)}."
    return stationen, hinweis.strip()


_TEILE = {
    "sachverhalt": "sachverhalt",
    "anmerkung": "anmerkung",
    "beschlussvorschlag": "beschlussvorschlag",
    "betreff": "betreff",
}


def aus_docx(dokument) -> tuple[dict, list[dict], Herkunft]:
    """A draft out of a Word file: by the headings of the form where it has them, else all of it is the Sachverhalt."""
    teile, aktuell = {"sachverhalt": []}, "sachverhalt"
    for block in lxml_html.fragment_fromstring(dokument.html, create_parent="div"):
        worte = block.text_content().strip()
        name = _TEILE.get(re.sub(r"[^a-z]", "", worte.lower()))
        kopf, doppelpunkt, rest = worte.partition(":")
        if name is None and doppelpunkt and block.tag == "p" and kopf.strip().lower() == "betreff":
            teile["betreff"] = [rest.strip()]
        elif name:
            aktuell = name
            teile.setdefault(name, [])
        else:
            inhalt = worte if aktuell == "betreff" else lxml_html.tostring(block, encoding="unicode")
            teile.setdefault(aktuell, []).append(inhalt)
    betreff = " ".join(teile.get("betreff", ())) or dokument.titel
    felder = {name: normalisieren("".join(teile.get(name, ()))) for name in Textfeld.values}
    felder |= {"betreff": " ".join(betreff.split())[:300] or _OHNE_BETREFF, "aktenzeichen": ""}
    gruende = {"sachverhalt": " ".join(dokument.hinweise)} if dokument.hinweise else {}
    if not betreff:
        gruende["betreff"] = "Die Datei nennt keinen Titel."
    return felder, [], Herkunft(art=Herkunft.Art.DOCX, quelle="Aus einer Word-Datei eingelesen", zweifel=gruende)


@transaction.atomic
def anlegen(anfang: tuple[dict, list[dict], Herkunft], *, benutzer, original=None) -> Vorlage:
    """Create the draft; `original` (an upload) becomes a non-public Anlage, or nothing happens at all."""
    felder, stationen, herkunft = anfang
    vorlage = entwurf.anlegen(felder, stationen, benutzer=benutzer, herkunft=herkunft)
    if original:
        titel = f"Altes Papier {herkunft.nummer}".strip()
        anlagen.hinzufuegen(vorlage, titel=titel, ist_oeffentlich=False, datei=original, benutzer=benutzer)
    return vorlage
