"""Personal data in what becomes public (rule 102; Art. 5, 6 DSGVO): the question before the release, its answer, and hints.

A person answers, by an act that stands in the Verlauf; the hints only show where to look.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from vorlagen.choices import Personenbezug, VorlageAktion
from vorlagen.inhalt import TEXTFELDER, inhalt
from vorlagen.models import Anlagentext, VorlageVerlauf, vermerken
from wittmund_ris.druckbar import druckbar
from wittmund_ris.personenbezug import funde
from wittmund_ris.richtext import klartext

# The steps by which a text is released: there the answer is owed.
FREIGEBENDE = ("freigeben", "uebernehmen")
# Handing in, the author may say it too.
GEFRAGT = ("einreichen", *FREIGEBENDE)
# Signs around a hint, and hints from one text: enough to look there.
UMGEBUNG, JE_TEXT = 40, 5
OHNE_ANTWORT = (
    "Bitte beantworten Sie, ob der öffentliche Teil personenbezogene Daten Dritter enthält (Art. 5, 6 DSGVO)."
)
OHNE_GRUND = "Bitte begründen Sie, warum die personenbezogenen Daten veröffentlicht werden dürfen."
KEINE = "Der öffentliche Teil enthält keine personenbezogenen Daten Dritter, oder sie sind geschwärzt."
ZULAESSIG = "Der öffentliche Teil enthält personenbezogene Daten Dritter; die Veröffentlichung ist zulässig: {}"


@dataclass(frozen=True)
class Hinweis:
    """What looks like personal data, in which text, with the words around it."""

    art: str
    wo: str
    davor: str
    stelle: str
    danach: str


def ist_gefragt(vorlage, schritt: str) -> bool:
    """The question belongs to the step: the paper, or the one that this working copy will change, is public."""
    return schritt in GEFRAGT and vorlage.ist_oeffentlich and vorlage.amt_id is not None


def verlangen(vorlage, schritt: str, antwort: str, grund: str, *, benutzer) -> None:
    """Record the answer of `benutzer` in the Verlauf, inside the transaction of the step.

    `antwort` is a `Personenbezug`; ValidationError by input if it is missing where it is owed, or if a yes says not why.
    """
    if not ist_gefragt(vorlage, schritt):
        return
    if antwort not in Personenbezug.values:
        if schritt in FREIGEBENDE:
            raise ValidationError({"datenschutz": OHNE_ANTWORT})
        return
    grund = druckbar({"grund": " ".join(grund.split())})["grund"]
    if antwort == Personenbezug.JA and not grund:
        raise ValidationError({"datenschutz_grund": OHNE_GRUND})
    text = ZULAESSIG.format(grund) if antwort == Personenbezug.JA else KEINE
    if gezeigt := hinweise(vorlage):
        orte = dict.fromkeys(f"{h.art} ({h.wo})" for h in gezeigt)
        text += f"\nHinweise der Prüfung: {', '.join(orte)}."
    vermerken(vorlage, VorlageAktion.DATENSCHUTZ, benutzer, text)
    if vorlage.ist_neufassung and schritt in FREIGEBENDE:
        vermerken(vorlage.neufassung_von, VorlageAktion.DATENSCHUTZ, benutzer, text)


def letzte_angabe(vorlage) -> VorlageVerlauf | None:
    """What was answered last, by whom and when."""
    return vorlage.verlauf.filter(aktion=VorlageAktion.DATENSCHUTZ).last()


def hinweise(vorlage) -> list[Hinweis]:
    """What looks like personal data in the texts that become public: the paper's own, titles and text of the public Anlagen."""
    if not vorlage.ist_oeffentlich:
        return []
    return [h for wo, text in _oeffentliche_texte(vorlage) for h in stellen(wo, text)]


def _oeffentliche_texte(vorlage):
    """(where, plain text) of everything that `oeffentlich.aushaenge` hands out, before it is sealed."""
    daten = inhalt(vorlage)
    namen = {t.feld: t.titel for t in vorlage.blatt.texte}
    yield "Betreff", daten["betreff"]
    yield "Aktenzeichen", daten["aktenzeichen"]
    for feld in TEXTFELDER:
        yield namen.get(feld, feld), klartext(daten[feld])
    if vorlage.ist_neufassung:
        yield "Grund der neuen Fassung", vorlage.fassung_grund
    anlagen = [a for a in vorlage.anlagen.all() if a.ist_oeffentlich]
    dateien = {a.oeffentliche_datei.pk: a for a in anlagen if a.oeffentliche_datei}
    for anlage in anlagen:
        yield f"Titel der Anlage „{anlage.titel}“", anlage.titel
    for text in Anlagentext.objects.filter(datei__in=dateien).order_by("datei"):
        for nummer, seite in enumerate(text.seiten, start=1):
            yield f"Anlage „{dateien[text.datei_id].titel}“, Seite {nummer}", seite


def stellen(wo, text):
    """The hints of one text; `wo` says where it stands."""
    for fund in funde(text)[:JE_TEXT]:
        davor, danach = text[: fund.anfang], text[fund.ende :]
        # Whole words: what is cut begins or ends at a space.
        if len(davor) > UMGEBUNG:
            davor = f"… {davor[-UMGEBUNG:].partition(' ')[2]}"
        if len(danach) > UMGEBUNG:
            danach = f"{danach[:UMGEBUNG].rpartition(' ')[0]} …"
        yield Hinweis(fund.art, wo, davor, text[fund.anfang : fund.ende], danach)
