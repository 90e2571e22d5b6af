"""The record of the elections of a sitting as a sealed PDF, with lines for the signatures (§§ 67, 68 NKomVG)."""

from django.utils import timezone

from gremien.models import Koerperschaft
from sitzungen.models import Sitzungsdokument, Wahl
from sitzungen.tagesordnung import punkte
from wittmund_ris.pdf import Pdf, render_pdf
from wittmund_ris.siegel import siegeln


def versiegeln(sitzung, *, benutzer) -> Sitzungsdokument | None:
    """Seal the record when the sitting closes; None where nobody was elected on."""
    if not Wahl.objects.filter(top__sitzung=sitzung).exists():
        return None
    art = Sitzungsdokument.Art.WAHL
    dateiname = f"wahlniederschrift-{sitzung.kennung}.pdf"
    return siegeln(
        Sitzungsdokument, niederschrift(sitzung), dateiname=dateiname, benutzer=benutzer, sitzung=sitzung, art=art
    )


def niederschrift(sitzung) -> Pdf:
    """All elections of a closed sitting in the order of the agenda: candidates, Wahlgänge, lot, result."""
    koerperschaft = Koerperschaft.objects.get()
    nummern = {p.top.pk: p.nummer for p in punkte(sitzung)}
    alle = Wahl.objects.filter(top__sitzung=sitzung).select_related("top").mit_gaengen()
    stellen = list(nummern)
    wahlen = sorted(alle, key=lambda w: (stellen.index(w.top_id), w.position))
    kontext = {
        "koerperschaft": {"name": koerperschaft.name, "hvb_titel": koerperschaft.hvb_titel, "ort": koerperschaft.ort},
        "gremium": sitzung.gremium.name,
        "oeffentlich": False,
        "entwurf": False,
        "sitzung": {
            "beginn": timezone.localtime(sitzung.beginn),
            "ende": timezone.localtime(sitzung.geschlossen_am) if sitzung.geschlossen_am else None,
            "ort": sitzung.ort,
            "raum": sitzung.raum,
        },
        "anwesenheit": [{"bezeichnung": "Leitung", "wert": sitzung.leitung.name}],
        "wahlen": [_wahl(w, nummern[w.top_id]) for w in wahlen],
        "unterschriften": ["Sitzungsleitung", "Protokollführung"],
        "fassung_text": "Festgehalten mit dem Schluss der Sitzung (§§ 67, 68 NKomVG).",
    }
    titel = f"Niederschrift über die Wahlen: {sitzung}"
    return render_pdf(
        "pdf/wahlniederschrift.html", kontext, titel=titel, kennung=f"Sitzung {sitzung}", stand=sitzung.geschlossen_am
    )


def _wahl(wahl, nummer) -> dict:
    return {
        "nummer": nummer,
        "gegenstand": wahl.gegenstand,
        "gaenge": [_gang(g) for g in wahl.gang_liste],
        "satz": wahl.satz,
        "gewaehlt": wahl.gewaehlt.name if wahl.gewaehlt else "",
    }


def _gang(gang) -> dict:
    return {
        "nummer": gang.nummer,
        "verfahren": gang.get_verfahren_display(),
        "stimmberechtigte": gang.stimmberechtigte,
        "mitglieder": gang.mitglieder,
        "stimmen": [{"name": s.kandidat.name, "anzahl": s.anzahl} for s in gang.stimmen.all()],
        "ungueltig": gang.ungueltig,
        "nein": gang.nein,
        "enthaltung": gang.enthaltung,
    }
