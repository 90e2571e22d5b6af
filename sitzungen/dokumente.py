"""The official PDFs of a Sitzung: invitation, public agenda, overview of decisions."""

from django.utils import timezone

from gremien.models import Koerperschaft
from sitzungen.anwesenheit import anwesende_stimmberechtigte, beschlussfaehigkeit
from sitzungen.choices import Teil
from sitzungen.models import Sitzungsdokument
from sitzungen.tagesordnung import punkte
from wittmund_ris import uhr
from wittmund_ris.pdf import Pdf, render_pdf
from wittmund_ris.siegel import siegeln

A = Sitzungsdokument.Art
# The express notice that § 65 Abs. 2 NKomVG asks of the second invitation.
ZWEITE_BERATUNG = (
    "Zweite Einberufung: Zu diesem Punkt ist das Gremium ohne Rücksicht auf die Zahl der Anwesenden beschlussfähig "
    "(§ 65 Abs. 2 NKomVG)."
)


def vorschau(sitzung) -> Pdf:
    """The invitation as it would look now, marked *Entwurf*; nothing is stored."""
    return _einladung(sitzung, stand=uhr.jetzt(), oeffentlich=False, entwurf=True)


def einladung_versiegeln(sitzung, *, benutzer, verlegt="") -> None:
    """Seal the invitation of the members and, for a public sitting, the public agenda.

    `verlegt`: the sentence about the former date, for a sitting that was moved after its invitation.
    """
    stand = uhr.jetzt() if verlegt else sitzung.eingeladen_am
    arten = [A.EINLADUNG, A.BEKANNTMACHUNG] if sitzung.ist_oeffentlich else [A.EINLADUNG]
    for art in arten:
        pdf = _einladung(sitzung, stand=stand, oeffentlich=art == A.BEKANNTMACHUNG, entwurf=False, verlegt=verlegt)
        _ablegen(sitzung, art, pdf, benutzer)


def nachtrag_versiegeln(sitzung, fassung, *, benutzer) -> None:
    """Seal the agenda with what a Nachtrag brought, and for a public sitting the Bekanntmachung anew."""
    pdf = _einladung(sitzung, stand=fassung.erstellt_am, oeffentlich=False, entwurf=False, anlass=fassung.bezeichnung)
    _ablegen(sitzung, A.NACHTRAG, pdf, benutzer)
    if sitzung.ist_oeffentlich:
        bekanntmachung_versiegeln(sitzung, benutzer=benutzer)


def bekanntmachung_versiegeln(sitzung, *, benutzer) -> None:
    """Seal the public agenda as it stands now; the earlier ones keep their files."""
    pdf = _einladung(sitzung, stand=uhr.jetzt(), oeffentlich=True, entwurf=False, anlass="Bekanntmachung")
    _ablegen(sitzung, A.BEKANNTMACHUNG, pdf, benutzer)


def ergebnis_versiegeln(sitzung, *, benutzer) -> None:
    """Seal the overview of decisions of a closed sitting, and its public part where there is one."""
    arten = [A.ERGEBNIS, A.ERGEBNIS_OEFFENTLICH] if sitzung.ist_oeffentlich else [A.ERGEBNIS]
    for art in arten:
        _ablegen(sitzung, art, _ergebnis(sitzung, oeffentlich=art == A.ERGEBNIS_OEFFENTLICH), benutzer)


def _ablegen(sitzung, art, pdf, benutzer) -> Sitzungsdokument:
    dateiname = f"{art.replace('_', '-')}-{sitzung.kennung}.pdf"
    return siegeln(Sitzungsdokument, pdf, dateiname=dateiname, benutzer=benutzer, sitzung=sitzung, art=art)


def _kopf(sitzung) -> dict:
    koerperschaft = Koerperschaft.objects.get()
    return {
        "koerperschaft": {"name": koerperschaft.name, "hvb_titel": koerperschaft.hvb_titel, "ort": koerperschaft.ort},
        "gremium": sitzung.gremium.name,
        "sitzung": {
            "beginn": timezone.localtime(sitzung.beginn),
            "ende": timezone.localtime(sitzung.geschlossen_am) if sitzung.geschlossen_am else None,
            "ort": sitzung.ort,
            "raum": sitzung.raum,
        },
    }


def _teile(sitzung, zeile, *, teile=Teil.values) -> list[dict]:
    """The parts of the agenda that have items, each row made by `zeile`."""
    ergebnis = []
    for teil in (Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH):
        zeilen = [z for p in punkte(sitzung) if p.top.teil == teil and (z := zeile(p))]
        if zeilen and teil in teile:
            ergebnis.append({"titel": teil.label, "punkte": zeilen})
    return ergebnis


def _einladung(sitzung, *, stand, oeffentlich, entwurf, anlass="Einladung", verlegt="") -> Pdf:
    def zeile(punkt):
        top = punkt.top
        verdeckt = oeffentlich and not top.ist_oeffentlich
        if verdeckt and top.ist_ueberschrift:
            return None
        return {
            "nummer": punkt.nummer,
            "titel": top.oeffentlicher_titel if verdeckt else top.titel,
            "vorlage_nummer": top.beratung.vorlage.nummer if top.beratung and not verdeckt else "",
            "hinweis": "" if verdeckt else _hinweis(top),
            "ist_ueberschrift": top.ist_ueberschrift,
            "tiefe": punkt.tiefe,
        }

    am = timezone.localtime(stand)
    kontext = _kopf(sitzung) | {
        "anrede": "" if oeffentlich else "Sehr geehrte Damen und Herren,",
        "einleitung": _einleitung(sitzung, oeffentlich),
        "eilfall_grund": sitzung.eilfall_grund,
        "verlegt": verlegt,
        "teile": _teile(sitzung, zeile),
        "ort": Koerperschaft.objects.get().ort,
        "datum": am.date(),
        "unterzeichnet": Koerperschaft.objects.get().hvb_titel,
        "fassung_text": "" if entwurf else f"Fassung: {anlass} vom {am:%d.%m.%Y}",
        "entwurf": entwurf,
        "oeffentlich": oeffentlich,
    }
    was = "Öffentliche Tagesordnung" if oeffentlich else anlass
    return render_pdf(
        "pdf/einladung.html", kontext, titel=f"{was}: {sitzung}", kennung=f"Sitzung {sitzung}", stand=stand
    )


def _hinweis(top) -> str:
    """What stands below the title on a printed agenda."""
    if top.abgesetzt_am:
        return f"abgesetzt: {top.ergebnis_grund}"
    saetze = [f"Nachtrag {top.nachtrag}"] if top.nachtrag else []
    if top.zweite_beratung_von_id:
        saetze.append(ZWEITE_BERATUNG)
    return ". ".join(saetze)


def _einleitung(sitzung, oeffentlich) -> str:
    if oeffentlich:
        return "Die Tagesordnung wird hiermit bekannt gemacht (§ 59 Abs. 5 NKomVG). Zum öffentlichen Teil sind alle eingeladen."
    return f"zur Sitzung des Gremiums {sitzung.gremium} lade ich Sie ein (§ 59 Abs. 1 NKomVG)."


def _ergebnis(sitzung, *, oeffentlich) -> Pdf:
    def zeile(punkt):
        top, stimmen = punkt.top, punkt.top.hauptabstimmung
        if oeffentlich and top.ohne_oeffentlichkeit_seit:
            hinweis = "Ohne Öffentlichkeit behandelt (§ 64 Abs. 1 NKomVG)."
            return {"nummer": punkt.nummer, "titel": top.titel, "hinweis": hinweis, "ja": None}
        return {
            "nummer": punkt.nummer,
            "titel": top.titel,
            "vorlage_nummer": top.beratung.vorlage.nummer if top.beratung else "",
            "ergebnis": top.ergebnis_text,
            "hinweis": " ".join(f"{w}: {w.satz}" for w in top.wahlen.all()) or top.ergebnis_grund,
            "ja": stimmen.ja if stimmen else None,
            "nein": stimmen.nein if stimmen else None,
            "enthaltung": stimmen.enthaltung if stimmen else None,
            "wortlaut": (stimmen.wortlaut if stimmen and top.beratung else top.wortlaut),
        }

    anwesend = anwesende_stimmberechtigte(sitzung)
    mitglieder = beschlussfaehigkeit(sitzung, anwesend).mitglieder
    kontext = _kopf(sitzung) | {
        "anwesenheit": [
            {"bezeichnung": "Leitung", "wert": sitzung.leitung.name},
            {"bezeichnung": "Eröffnet", "wert": f"{timezone.localtime(sitzung.eroeffnet_am):%H:%M} Uhr"},
            {"bezeichnung": "Anwesend", "wert": f"{anwesend} von {mitglieder} Stimmberechtigten"},
        ],
        "teile": _teile(sitzung, zeile, teile=[Teil.OEFFENTLICH] if oeffentlich else Teil.values),
        "oeffentlich": oeffentlich,
        "fassung_text": "Festgehalten mit dem Schluss der Sitzung. Das Protokoll bleibt vorbehalten (§ 68 NKomVG).",
    }
    titel = f"Beschlussübersicht{' (öffentlicher Teil)' if oeffentlich else ''}: {sitzung}"
    return render_pdf(
        "pdf/ergebnis.html", kontext, titel=titel, kennung=f"Sitzung {sitzung}", stand=sitzung.geschlossen_am
    )
