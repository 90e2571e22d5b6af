"""What a given reader sees of a sitting: the agenda line by line, the documents. One place for the workspace and the admin."""

from dataclasses import dataclass

from konten.rechte import darf
from sitzungen.choices import SitzungStatus, Teil
from sitzungen.models import Sitzungsdokument, Tagesordnungspunkt
from sitzungen.tagesordnung import punkte
from vorlagen.models import Vorlage

VERDECKT = "Nichtöffentlicher Punkt"
A = Sitzungsdokument.Art
NUR_INTERN = (A.EINLADUNG, A.NACHTRAG, A.ERGEBNIS, A.WAHL)
STATUS_TON = {
    SitzungStatus.GEPLANT: "neutral",
    SitzungStatus.EINGELADEN: "info",
    SitzungStatus.EROEFFNET: "warning",
    SitzungStatus.GESCHLOSSEN: "success",
    SitzungStatus.ABGESAGT: "danger",
}


@dataclass(frozen=True)
class Zeile:
    """One item as this reader may see it."""

    top: Tagesordnungspunkt
    nummer: str
    titel: str
    oeffentlicher_titel: str = ""
    vorlage: Vorlage | None = None
    ergebnis: str = ""
    grund: str = ""
    satz: str = ""
    wahlen: tuple = ()
    wortlaut: str = ""
    erste: bool = False
    letzte: bool = False


def teile(sitzung, benutzer) -> list[tuple[str, list[Zeile]]]:
    """The parts of the agenda that have items. Titles and papers of part N, and results that are not public, only for
    who may see the inside.
    """
    intern = darf(benutzer, "sitzungen.intern_sehen", sitzung)
    alle = punkte(sitzung)
    vorlagen = [p.top.beratung.vorlage_id for p in alle if p.top.beratung]
    lesbar = set(Vorlage.objects.sichtbar_fuer(benutzer).filter(pk__in=vorlagen).values_list("pk", flat=True))
    gruppen = []
    for teil in (Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH):
        reihe = [p for p in alle if p.top.teil == teil]
        zeilen = [_zeile(sitzung, p, intern, lesbar, p == reihe[0], p == reihe[-1]) for p in reihe]
        if zeilen:
            gruppen.append((teil.label, zeilen))
    return gruppen


def _zeile(sitzung, punkt, intern, lesbar, erste, letzte) -> Zeile:
    top = punkt.top
    if not (intern or top.ist_oeffentlich):
        return Zeile(top, punkt.nummer, top.oeffentlicher_titel or VERDECKT)
    vorlage = top.beratung.vorlage if top.beratung and top.beratung.vorlage_id in lesbar else None
    felder = {}
    if top.ergebnis and (intern or sitzung.ergebnisse_oeffentlich_am):
        stimmen = top.hauptabstimmung
        felder = {
            "ergebnis": top.ergebnis_text,
            "grund": top.ergebnis_grund,
            "satz": stimmen.satz if stimmen else "",
            "wahlen": tuple((w.gegenstand, w.satz) for w in top.wahlen.all()),
            "wortlaut": top.wortlaut if top.ist_geaendert else "",
        }
    verdeckt = intern and not top.ist_oeffentlich and sitzung.ist_oeffentlich
    return Zeile(
        top,
        punkt.nummer,
        top.titel,
        oeffentlicher_titel=top.oeffentlicher_titel if verdeckt else "",
        vorlage=vorlage,
        erste=erste,
        letzte=letzte,
        **felder,
    )


def dokumente(sitzung, benutzer) -> list[Sitzungsdokument]:
    """The sealed documents that this reader may open, in the order in which they were made."""
    if not darf(benutzer, "sitzungen.sehen", sitzung):
        return []
    alle = sitzung.dokumente.order_by("erstellt_am", "pk")
    return list(alle if darf(benutzer, "sitzungen.intern_sehen", sitzung) else alle.exclude(art__in=NUR_INTERN))
