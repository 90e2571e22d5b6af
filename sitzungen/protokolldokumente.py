"""The papers of a Protokoll: its public and its non-public part as two documents, and the Beschlussauszug of an item."""

from django.utils import timezone

from gremien.models import Koerperschaft
from sitzungen.choices import Teil
from sitzungen.models import Sitzungsdokument
from sitzungen.protokolltext import abschnitte, teil_von
from wittmund_ris import uhr
from wittmund_ris.pdf import Pdf, render_pdf
from wittmund_ris.siegel import siegeln

ARTEN = {
    Teil.OEFFENTLICH: Sitzungsdokument.Art.PROTOKOLL_OEFFENTLICH,
    Teil.NICHTOEFFENTLICH: Sitzungsdokument.Art.PROTOKOLL_NICHTOEFFENTLICH,
}


def _kopf(sitzung, teil) -> dict:
    koerperschaft = Koerperschaft.objects.get()
    return {
        "koerperschaft": {"name": koerperschaft.name, "hvb_titel": koerperschaft.hvb_titel, "ort": koerperschaft.ort},
        "gremium": sitzung.gremium.name,
        "oeffentlich": teil == Teil.OEFFENTLICH,
        # The end stands in the text of each part.
        "sitzung": {
            "beginn": timezone.localtime(sitzung.eroeffnet_am or sitzung.beginn),
            "ort": sitzung.ort,
            "raum": sitzung.raum,
        },
    }


def protokoll_pdf(sitzung, daten, teil, *, nummer=0, berichtigung=None, unterzeichner=(), stand=None) -> Pdf:
    """One part as a paper, from the data of `protokollbloecke.inhalt`. `nummer` 0: a draft, marked so.

    The reason of a correction may speak of part N: beside one the public part names the decision alone (§ 64 NKomVG).
    """
    zeilen = next(d["abschnitte"] for d in daten if d["teil"] == teil)
    stand = stand or uhr.jetzt()
    am = f"{timezone.localtime(stand):%d.%m.%Y}"
    kontext = _kopf(sitzung, teil) | {
        "titel_des_teils": Teil(teil).label,
        "abschnitte": zeilen,
        "entwurf": not nummer,
        "entwurf_text": "Dieses Protokoll ist nicht fertiggestellt.",
        "unterzeichner": list(unterzeichner),
        "berichtigung": berichtigung,
        "mit_grund": teil == Teil.NICHTOEFFENTLICH or len(daten) == 1,
        "fassung_text": f"Fassung {nummer} vom {am}" if nummer else f"Entwurf, Stand {am}",
    }
    titel = f"Protokoll ({Teil(teil).label}): {sitzung}"
    return render_pdf("pdf/protokoll.html", kontext, titel=titel, kennung=f"Protokoll {sitzung}", stand=stand)


def versiegeln(sitzung, pdf, teil, nummer, *, benutzer) -> Sitzungsdokument:
    """Store a part of a finished version."""
    art = ARTEN[Teil(teil)]
    dateiname = f"{art.replace('_', '-')}-{sitzung.kennung}-fassung-{nummer}.pdf"
    return siegeln(Sitzungsdokument, pdf, dateiname=dateiname, benutzer=benutzer, sitzung=sitzung, art=art)


def auszug_pdf(top) -> Pdf:
    """What was decided on one item: head, subject, wording as voted on, votes, outcome. Of a closed sitting, so always alike."""
    sitzung, teil = top.sitzung, teil_von(top)
    abschnitt = next(a for a in abschnitte(sitzung) if a.top and a.top.pk == top.pk and a.hat_text)
    kontext = _kopf(sitzung, teil) | {
        "nummer": abschnitt.nummer,
        "titel_des_punktes": abschnitt.titel,
        "vorlage_nummer": abschnitt.vorlage_nummer,
        "tatsachen": [t.als_daten() for t in abschnitt.tatsachen],
        "fassung_text": "Auszug aus den Ergebnissen der Sitzung. Die Genehmigung des Protokolls bleibt vorbehalten "
        "(§ 68 NKomVG).",
    }
    titel = f"Beschlussauszug {abschnitt.nummer}: {sitzung}"
    return render_pdf(
        "pdf/beschlussauszug.html", kontext, titel=titel, kennung=f"Sitzung {sitzung}", stand=sitzung.geschlossen_am
    )
