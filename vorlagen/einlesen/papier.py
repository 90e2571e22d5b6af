"""A whole paper: `lesen` finds the fields, `anwenden` takes the repairs that somebody has accepted."""

from dataclasses import replace
from html import escape, unescape

from vorlagen.einlesen import kopf, kosten, texte, vorschlaege
from vorlagen.einlesen.funde import Fund, Papier, Sicherheit
from vorlagen.einlesen.gliederung import gliedern, zeilen_von

TEXTE = {"sachverhalt": "Sachverhalt", "anmerkung": "Anmerkung", "beschlussvorschlag": "Beschlussvorschlag"}
# Fields whose words are checked; a paper without an Anmerkung is nothing unusual.
GEPRUEFT = ("betreff", *TEXTE, "anlagen")


def lesen(text: str, *, erkannt: bool = True, gremien=(), aemter=()) -> Papier:
    """All fields of a paper out of its text. `erkannt`: it comes from text recognition, and words and digits are in doubt.

    `gremien` and `aemter` are the names that the house knows.
    """
    zeilen, laufende = zeilen_von(text)
    teile = gliedern(zeilen)
    oben = teile["kopf"]
    art, titelzeile = kopf.art(oben)
    briefkopf = oben[:titelzeile] if titelzeile >= 0 else oben[:8]
    funde = {
        "nummer": kopf.nummer(oben, laufende, erkannt),
        "amt": kopf.amt(briefkopf, tuple(aemter), erkannt),
        "aktenzeichen": kopf.aktenzeichen(oben, erkannt),
        "art": art,
        "ist_oeffentlich": kopf.behandlung(oben),
        "beratungsfolge": kopf.beratungsfolge(oben, tuple(gremien), erkannt),
        "betreff": texte.betreff(teile.get("betreff")),
    }
    # A page break may stand anywhere in this box, and recognition puts its lines behind the next heading.
    haushalt = [z for name in ("finanzierung", "haushaltsmittel", "beschlussvorschlag") for z in teile.get(name, ())]
    funde |= kosten.kosten(teile.get("finanzierung", []), erkannt)
    alle_keine = all(funde[name].wert == kosten.KEINE for name in kosten.SPALTEN)
    funde["haushaltsmittel"], funde["haushaltsmittel_betrag"] = kosten.haushaltsmittel(haushalt, alle_keine, erkannt)
    funde["produktkonto"] = kosten.produktkonto(haushalt, erkannt)
    schluss = [z for z in teile.get("beschlussvorschlag", ()) if not kosten.ist_haushaltszeile(z)]
    if "beschlussvorschlag" in teile:
        unterschrift, teile["beschlussvorschlag"] = texte.unterschrift(schluss, erkannt)
    else:
        # A Mitteilungsvorlage: the signature follows on whatever part was the last.
        davor = next((n for n in ("haushaltsmittel", "finanzierung", "anmerkung", "sachverhalt") if n in teile), "kopf")
        unterschrift, teile[davor] = texte.unterschrift(teile[davor], erkannt)
    funde |= unterschrift
    for name, titel in TEXTE.items():
        funde[name] = texte.text(teile.get(name), titel, erkannt)
        if texte.absaetze_gleichmaessig(teile.get(name) or []):
            funde[name] = funde[name].bezweifelt("Absätze waren nicht zu erkennen.")
    _verschluckte_ueberschriften(funde, erkannt)
    funde["ergebnisse"], verirrt = texte.ergebnisse(teile.get("ergebnis"), erkannt)
    funde["anlagen"] = texte.anlagen(teile.get("anlagen"), verirrt, erkannt)
    papier = Papier(funde)
    if erkannt:
        _worte_pruefen(papier)
    return papier


def _verschluckte_ueberschriften(funde: dict[str, Fund], erkannt: bool) -> None:
    """Where a heading that every paper has was not found, its text stands in another field."""
    pflicht = ["betreff", "sachverhalt"]
    if funde["art"].wert != "mitteilungsvorlage":
        pflicht.append("beschlussvorschlag")
    verschluckt = [name for name in pflicht if funde[name].sicherheit == Sicherheit.FEHLT]
    if erkannt and verschluckt:
        for name in ("betreff", *TEXTE):
            if funde[name].wert:
                funde[name] = funde[name].bezweifelt("Eine Überschrift war nicht zu lesen; ihr Text kann hier stehen.")


def _als_html(wert) -> str:
    """A field as text for the check of its words."""
    return "\n".join(map(escape, wert)) if isinstance(wert, list) else str(wert or "")


def _worte_pruefen(papier: Papier) -> None:
    for feld in GEPRUEFT:
        html = _als_html(papier.funde[feld].wert)
        if feld == "betreff":
            html = escape(html)
        gefunden, unbekannt = vorschlaege.pruefen(feld, html)
        papier.vorschlaege += gefunden
        if unbekannt:
            papier.unbekannt[feld] = unbekannt
    if sum(map(vorschlaege.hat_umlaut_verloren, papier.vorschlaege)) >= 2:
        # This recognition does not know umlauts: a word that exists without one may have had one.
        for feld in GEPRUEFT:
            papier.vorschlaege += vorschlaege.mehrdeutig(feld, _als_html(papier.funde[feld].wert))
    for feld in GEPRUEFT:
        fund = papier.funde[feld]
        if worte := [v.wort for v in papier.vorschlaege if v.feld == feld]:
            fund = fund.bezweifelt(f"Vorschläge zu: {_aufgezaehlt(worte)}.")
        if worte := papier.unbekannt.get(feld):
            fund = fund.bezweifelt(f"Nicht im Wörterbuch: {_aufgezaehlt(worte)}.")
        papier.funde[feld] = fund


def _aufgezaehlt(worte: list[str]) -> str:
    return ", ".join(worte[:10]) + (f" und {len(worte) - 10} weitere" if len(worte) > 10 else "")


def vorbelegt(papier: Papier) -> dict[str, str]:
    """The repairs that are preselected: those with one possible reading."""
    return {v.schluessel: v.ersatz[0] for v in papier.vorschlaege if v.ist_gewiss and not v.nur_frage}


def anwenden(papier: Papier, angenommen: dict[str, str]) -> dict[str, Fund]:
    """The fields with the accepted repairs (key of the Vorschlag → reading). What was not proposed is not taken."""
    je_feld: dict[str, dict[str, str]] = {}
    for vorschlag in papier.vorschlaege:
        if (wahl := angenommen.get(vorschlag.schluessel)) in vorschlag.ersatz:
            je_feld.setdefault(vorschlag.feld, {})[vorschlag.wort] = wahl
    funde = dict(papier.funde)
    for feld, ersatz in je_feld.items():
        fund = funde[feld]
        if isinstance(fund.wert, list):
            wert = [unescape(vorschlaege.ersetzen(escape(w), ersatz)) for w in fund.wert]
        elif feld in TEXTE:
            wert = vorschlaege.ersetzen(fund.wert, ersatz)
        else:
            wert = unescape(vorschlaege.ersetzen(escape(fund.wert), ersatz))
        funde[feld] = replace(fund, wert=wert)
    return funde


def zweifel(papier: Papier, angenommen: dict[str, str]) -> dict[str, str]:
    """Why a field has to be looked at once more, after the proposals have been decided: field → sentence."""
    gruende = {}
    for feld, fund in papier.funde.items():
        if (
            fund.sicherheit == Sicherheit.ZWEIFELHAFT
            or fund.sicherheit == Sicherheit.FEHLT
            and fund.grund
            and feld != "anmerkung"
        ):
            gruende[feld] = fund.grund
    for feld in GEPRUEFT:
        offen = [v.wort for v in papier.vorschlaege if v.feld == feld and not angenommen.get(v.schluessel)]
        if offen and feld in gruende:
            gruende[feld] += f" Nicht geändert: {_aufgezaehlt(offen)}."
    return gruende
