"""The desk and the Protokolle (§ 68 NKomVG): what the Sitzungsdienst still owes, and what waits for a signature."""

from datetime import timedelta

from django.db.models import F, Q
from django.urls import reverse

from gremien.choices import GremiumArt, ProtokollVeroeffentlichung, Unterzeichner
from gremien.fristen import Fristen
from schreibtisch.bloecke import Block, Zeile
from sitzungen.choices import ProtokollStatus, SitzungStatus
from sitzungen.models import Protokoll, Sitzung
from sitzungen.unterschriften import darf_zeichnen
from wittmund_ris import uhr

# Older sittings have their paper in the files; nobody writes a Protokoll for them any more.
RUECKSCHAU = timedelta(days=365)


def ausstehende(benutzer, heute) -> Block:
    """Closed sittings of the last year whose Protokoll is not written, signed, approved or published yet, oldest first."""
    offen = Q(protokoll__isnull=True) | ~Q(protokoll__status=ProtokollStatus.GENEHMIGT)
    haengt_nicht = Q(protokoll__veroeffentlichte_fassung__isnull=True) | ~Q(
        protokoll__veroeffentlichte_fassung=F("protokoll__fassungsnummer")
    )
    sitzungen = (
        Sitzung.objects.filter(
            offen | haengt_nicht, status=SitzungStatus.GESCHLOSSEN, beginn__gte=uhr.tagesbeginn(heute - RUECKSCHAU)
        )
        .select_related("gremium", "protokoll")
        .prefetch_related("protokoll__fassungen__unterschriften")
        .order_by("beginn", "pk")
    )
    fristen = Fristen()
    zeilen = [
        Zeile(str(s), reverse("sitzungen:protokoll", args=[s.pk]), zusatz=satz, marke=marke)
        for s in sitzungen
        for satz, marke in [_stand(s, fristen)]
        if satz
    ]
    return Block(
        "protokolle",
        "Protokolle",
        "Alle Protokolle des letzten Jahres sind genehmigt.",
        ("Protokoll in Arbeit", "Protokolle in Arbeit"),
        zeilen,
        mehr=("Alle Sitzungen", reverse("sitzungen:liste")),
    )


def zu_unterzeichnen(benutzer, heute) -> Block:
    """Finished Protokolle that lack a signature which this account can give."""
    fertige = (
        Protokoll.objects.filter(status=ProtokollStatus.FERTIG)
        .select_related("sitzung__gremium", "sitzung__leitung")
        .prefetch_related("fassungen__unterschriften")
        .order_by("sitzung__beginn", "pk")
    )
    zeilen = []
    for protokoll in fertige:
        fassung = _fassung(protokoll)
        if any(u.benutzer_id == benutzer.pk and not u.auf_papier_am for u in fassung.unterschriften.all()):
            continue
        if any(darf_zeichnen(protokoll.sitzung, rolle, benutzer) for rolle in _fehlende(fassung)):
            zeilen.append(Zeile(str(protokoll.sitzung), reverse("sitzungen:protokoll", args=[protokoll.sitzung_id])))
    return Block(
        "unterschriften",
        "Protokolle zu unterzeichnen",
        "Kein Protokoll wartet auf Ihre Unterschrift.",
        ("Protokoll zu unterzeichnen", "Protokolle zu unterzeichnen"),
        zeilen,
    )


def _fassung(protokoll):
    """The version sealed last, from what was read beforehand."""
    return next(f for f in protokoll.fassungen.all() if f.nummer == protokoll.fassungsnummer)


def _fehlende(fassung) -> list[str]:
    da = {u.rolle for u in fassung.unterschriften.all()}
    return [rolle for rolle in fassung.unterzeichner if rolle not in da]


def _stand(sitzung, fristen) -> tuple[str, tuple[str, str]]:
    """What the Protokoll of a closed sitting waits for, and its badge; ("", …) where nothing is left to do."""
    protokoll = getattr(sitzung, "protokoll", None)
    if protokoll is None:
        return "Noch nicht begonnen.", ("Fehlt", "warning")
    marke = (protokoll.get_status_display(), "info")
    if protokoll.status == ProtokollStatus.FERTIG:
        fehlt = ", ".join(Unterzeichner(rolle).label for rolle in _fehlende(_fassung(protokoll)))
        return f"Unterschrift fehlt: {fehlt}.", marke
    if protokoll.status == ProtokollStatus.GENEHMIGT:
        return ("Noch nicht veröffentlicht." if _gehoert_hinaus(sitzung, protokoll, fristen) else ""), marke
    saetze = {
        ProtokollStatus.ENTWURF: "Texte schreiben und fertigstellen.",
        ProtokollStatus.UNTERZEICHNET: "Wartet auf die Genehmigung in einer der nächsten Sitzungen.",
        ProtokollStatus.BERICHTIGUNG: "Die beschlossene Berichtigung fertigstellen.",
    }
    return saetze[ProtokollStatus(protokoll.status)], marke


def _gehoert_hinaus(sitzung, protokoll, fristen) -> bool:
    """The twin of `protokoll.veroeffentlichbar` for a list: nothing of the Kreisausschuss ever (§ 78 Abs. 2 NKomVG)."""
    regelwerk = fristen.regelwerk(sitzung.tag)
    return (
        sitzung.ist_veroeffentlicht
        and sitzung.ist_oeffentlich
        and sitzung.gremium.art != GremiumArt.HAUPTAUSSCHUSS
        and regelwerk is not None
        and regelwerk.protokoll_veroeffentlichung == ProtokollVeroeffentlichung.NACH_GENEHMIGUNG
        and _fassung(protokoll).oeffentlich_id is not None
    )
