"""The official PDFs of a Vorlage: preview of a draft, sealed print at release, sealed print with results."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import mark_safe

from gremien.choices import GremiumArt
from vorlagen.arten import BLAETTER
from vorlagen.bezuege import bezugswort
from vorlagen.choices import VorlageArt
from vorlagen.inhalt import betrag, inhalt
from vorlagen.models import Fassung, Vorlage, Vorlagendokument
from vorlagen.stationen import interne_stationen, oeffentliche_stationen
from wittmund_ris import uhr
from wittmund_ris.pdf import Pdf, render_pdf
from wittmund_ris.richtext import mit_verweisen
from wittmund_ris.siegel import siegeln
from wittmund_ris.vorlagennummer import MUSTER, genannte, lang

ZEILEN = (
    (GremiumArt.FACHAUSSCHUSS, "Fachausschuss"),
    (GremiumArt.HAUPTAUSSCHUSS, "Kreisausschuss"),
    (GremiumArt.VERTRETUNG, "Kreistag"),
)
LEER = {"ja": None, "nein": None, "enthaltung": None, "hinweis": ""}


def vorschau(vorlage) -> Pdf:
    """The PDF as it would look now, marked *Entwurf*; nothing is stored."""
    return vorschau_aus(inhalt(vorlage))


def vorschau_aus(daten: dict) -> Pdf:
    """The same of content that may be typed and not yet saved, in the form of `inhalt.inhalt`."""
    return _rendern(daten, entwurf=True, stand=uhr.jetzt(), oeffentlich=False)


def versiegeln(vorlage, *, benutzer, anlagen=None, grund="", gezeichnet_von=None, zusatz="") -> Fassung:
    """Seal content and prints of a release, in its transaction; a failed rendering undoes the release.

    A public Vorlage gets its public print at once: publication later only hangs it out. From the second Fassung on, `grund`
    says why, `gezeichnet_von` signs it today (`zusatz`: in which capacity), and `anlagen` are the Anlagen that it will have.
    """
    zeitpunkt = uhr.jetzt() if grund else vorlage.freigegeben_am
    daten = inhalt(vorlage, anlagen=anlagen)
    if grund:
        heute = timezone.localtime(zeitpunkt).date().isoformat()
        daten |= {
            "datum": heute,
            "gezeichnet": gezeichnet_von.zeichnungsname,
            "gezeichnet_zusatz": zusatz,
            "fassung": {"nummer": vorlage.fassung, "grund": grund},
        }
    fassung = Fassung.objects.create(
        vorlage=vorlage,
        nummer=vorlage.fassung,
        grund=grund,
        inhalt=daten,
        erstellt_am=zeitpunkt,
        erstellt_von=benutzer,
    )
    arten = [Vorlagendokument.Art.FREIGABE]
    if vorlage.ist_oeffentlich:
        arten.append(Vorlagendokument.Art.OEFFENTLICH)
    verschieden = _anlagen(fassung.inhalt, True) != _anlagen(fassung.inhalt, False)
    pdf = None
    for art in arten:
        oeffentlich = art == Vorlagendokument.Art.OEFFENTLICH
        # Without a non-public Anlage both prints are the same paper: made once.
        if pdf is None or verschieden:
            pdf = _rendern(fassung.inhalt, entwurf=False, stand=zeitpunkt, oeffentlich=oeffentlich)
        _ablegen(fassung, art, pdf, benutzer)
    return fassung


def ergebnisdruck(vorlage, *, benutzer, oeffentlich: bool) -> Vorlagendokument:
    """A sealed print with TOPs and votes as of now; the public one leaves the Kreisausschuss row empty (§ 78 Abs. 2 NKomVG)."""
    fassung = vorlage.fassungen.get(nummer=vorlage.fassung)
    stationen = oeffentliche_stationen(vorlage) if oeffentlich else interne_stationen(vorlage)
    pdf = _rendern(fassung.inhalt, entwurf=False, stand=uhr.jetzt(), oeffentlich=oeffentlich, stationen=stationen)
    art = Vorlagendokument.Art.ERGEBNIS_OEFFENTLICH if oeffentlich else Vorlagendokument.Art.ERGEBNIS
    return _ablegen(fassung, art, pdf, benutzer)


def satzungsdruck(vorlage, *, titel, wortlaut, beschlossen_am, landrat, benutzer) -> Vorlagendokument:
    """The sealed paper that the Landrat signs: the wording as passed, with his signature block (§ 11 Abs. 1 NKomVG)."""
    fassung = vorlage.fassungen.get(nummer=vorlage.fassung)
    kontext = {
        "koerperschaft": fassung.inhalt["koerperschaft"],
        "amt": fassung.inhalt["amt"],
        "nummer": vorlage.nummer,
        "satzungstitel": titel,
        "wortlaut": wortlaut,
        "beschlossen_am": beschlossen_am,
        "landrat": landrat,
        "entwurf": False,
    }
    pdf = render_pdf("pdf/satzung.html", kontext, titel=titel, kennung=f"Vorlage {vorlage.nummer}", stand=uhr.jetzt())
    return siegeln(
        Vorlagendokument,
        pdf,
        dateiname=f"satzung-{vorlage.nummer.replace('/', '-')}.pdf",
        benutzer=benutzer,
        fassung=fassung,
        art=Vorlagendokument.Art.SATZUNG,
    )


def _ablegen(fassung, art, pdf, benutzer) -> Vorlagendokument:
    nummer = fassung.inhalt["nummer"].replace("/", "-")
    if fassung.nummer > 1:
        nummer += f"-fassung-{fassung.nummer}"
    return siegeln(
        Vorlagendokument,
        pdf,
        dateiname=f"vorlage-{nummer}{'-ergebnis' if 'ergebnis' in art else ''}.pdf",
        benutzer=benutzer,
        fassung=fassung,
        art=art,
    )


def _rendern(daten: dict, *, entwurf: bool, stand, oeffentlich: bool, stationen=None) -> Pdf:
    titel = f"{daten['art_titel']} {daten['nummer'] or '(Entwurf)'}: {daten['betreff']}"
    blatt = BLAETTER[VorlageArt(daten["art"])]
    kontext = {
        **daten,
        **_mit_verweisen(daten),
        "ueberschriften": {t.feld: t.titel for t in blatt.texte},
        "aus_mandat": blatt.aus_mandat,
        "bezug": _bezug(daten),
        "entwurf": entwurf,
        "datum": date.fromisoformat(daten["datum"]) if daten["datum"] else None,
        "finanzierung": {feld: betrag(wert) for feld, wert in daten["finanzierung"].items()},
        "haushaltsmittel_betrag": betrag(daten["haushaltsmittel_betrag"]),
        "stationen": _beratungsfolge(daten, stationen),
        "anlagen": _anlagen(daten, oeffentlich),
        "ergebnisse": _ergebnisse(daten, stationen),
        "stand_text": _stand(daten, stand, oeffentlich) if stationen is not None else "",
    }
    return render_pdf(
        "pdf/vorlage.html", kontext, titel=titel, kennung=f"Vorlage {daten['nummer'] or '(Entwurf)'}", stand=stand
    )


def _mit_verweisen(daten) -> dict:
    """The texts, with numbers of papers that hang out as links to their permanent address."""
    texte = {feld: daten.get(feld, "") for feld in ("sachverhalt", "anmerkung", "stellungnahme")}
    genannt = genannte(*texte.values()) - {daten["nummer"]}
    adressen = {
        papier.nummer: f"{settings.OEFFENTLICHE_ADRESSE}{papier.pfad}"
        for papier in Vorlage.objects.mit_nummern(genannt)
        if papier.ist_veroeffentlicht
    }
    verlinkt = {
        feld: mit_verweisen(text, MUSTER, lambda t: adressen.get(lang(t)), "Vorlage {}") for feld, text in texte.items()
    }
    return {feld: mark_safe(text) for feld, text in verlinkt.items()}  # noqa: S308 -- sanitised


def _bezug(daten) -> str:
    """ "Ersetzt die Vorlage 0042/2019."; empty for a paper that stands alone."""
    if not daten.get("ursprung"):
        return ""
    wort = bezugswort(daten["art"], freigegeben=bool(daten["datum"]))
    return f"{wort} Vorlage {daten['ursprung']}."


def _beratungsfolge(daten, stationen) -> list[dict]:
    if stationen is not None:
        return [{"gremium": s.gremium.name, "termin": s.termin, "top": s.top_nummer} for s in stationen]
    return [
        {"gremium": s["gremium"], "termin": date.fromisoformat(s["termin"]) if s["termin"] else None, "top": ""}
        for s in daten["stationen"]
    ]


def _anlagen(daten, oeffentlich) -> list[dict]:
    """A non-public Anlage keeps its number in the public print and loses its title."""
    zeilen = []
    for nummer, anlage in enumerate(daten["anlagen"], start=1):
        verdeckt = oeffentlich and not anlage["oeffentlich"]
        hinweise = [] if anlage["oeffentlich"] else ["nichtöffentlich"]
        if anlage.get("geschwaerzt"):
            hinweise = ["geschwärzte Fassung" if oeffentlich else "öffentlich nur in geschwärzter Fassung"]
        if anlage["angekuendigt"] and not verdeckt:
            hinweise.append("wird nachgereicht")
        if not daten["oeffentlich"]:
            hinweise = [h for h in hinweise if h != "nichtöffentlich"]
        zeilen.append(
            {"nummer": nummer, "titel": "Anlage" if verdeckt else anlage["titel"], "hinweis": ", ".join(hinweise)}
        )
    return zeilen


def _ergebnisse(daten, stationen) -> list[dict]:
    """The rows of the form: Fraktion stays empty (filled by hand), then the bodies of the Beratungsfolge."""
    # Papers sealed before there were other kinds say it by their kind.
    if not daten.get("hat_beschluss", daten["art"] == VorlageArt.BESCHLUSSVORLAGE):
        return []
    zeilen = [{"zeile": "Fraktion", **LEER}]
    for art, name in ZEILEN:
        treffer = [s for s in stationen or () if s.gremium.art == art and s.ja is not None]
        for station in treffer:
            zeile = station.gremium.name if len(treffer) > 1 else name
            zahlen = {"ja": station.ja, "nein": station.nein, "enthaltung": station.enthaltung}
            zeilen.append({"zeile": zeile, **zahlen, "hinweis": station.ergebnis_text})
        if not treffer:
            zeilen.append({"zeile": name, **LEER})
    return zeilen


def _stand(daten, stand, oeffentlich) -> str:
    ort = timezone.localtime(stand)
    text = f"Ergebnisse nach dem Stand vom {ort:%d.%m.%Y}, {ort:%H:%M} Uhr."
    if daten["datum"]:
        welche = f"Fassung {daten['fassung']['nummer']}" if "fassung" in daten else "Ausgangsfassung"
        text += f" {welche} vom {date.fromisoformat(daten['datum']):%d.%m.%Y}."
    if oeffentlich and any(s["art"] == GremiumArt.HAUPTAUSSCHUSS for s in daten["stationen"]):
        text += " Der Kreisausschuss berät nichtöffentlich; sein Ergebnis wird nicht mitgeteilt."
    return text
