"""What a given reader sees of a sitting: the agenda line by line, the documents. One place for the workspace and the admin."""

from dataclasses import dataclass

from konten.rechte import darf
from sitzungen.choices import SitzungStatus, Teil
from sitzungen.models import Sitzungsdokument, Tagesordnungspunkt
from sitzungen.tagesordnung import fehlende_angaben, punkte
from vorlagen.models import Vorlage

VERDECKT = "Nichtöffentlicher Punkt"
A = Sitzungsdokument.Art
# The Protokoll is read outside in the Bürgerportal, once it is approved and published.
NUR_INTERN = (A.EINLADUNG, A.NACHTRAG, A.ERGEBNIS, A.WAHL, A.PROTOKOLL_OEFFENTLICH, A.PROTOKOLL_NICHTOEFFENTLICH)
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
    tiefe: int = 0
    ist_verdeckt: bool = False
    fehlt: tuple[str, ...] = ()


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
        rand = _raender(reihe)
        zeilen = [_zeile(sitzung, p, intern, lesbar, *rand[p.top.pk]) for p in reihe]
        # A heading of part N may tell too much.
        zeilen = [z for z in zeilen if not (z.ist_verdeckt and z.top.ist_ueberschrift)]
        if zeilen:
            gruppen.append((teil.label, zeilen))
    return gruppen


def _raender(reihe) -> dict[int, tuple[bool, bool]]:
    """Is an item the first, the last of its level?"""
    ebenen = {}
    for punkt in reihe:
        ebenen.setdefault(punkt.top.oberpunkt_id, []).append(punkt.top.pk)
    return {pk: (ebene[0] == pk, ebene[-1] == pk) for ebene in ebenen.values() for pk in ebene}


def _ergebnis_oeffentlich(sitzung, top) -> bool:
    """What was treated without the public stays inside (§ 64 Abs. 1 NKomVG)."""
    return bool(sitzung.ergebnisse_oeffentlich_am) and top.ohne_oeffentlichkeit_seit is None


def _zeile(sitzung, punkt, intern, lesbar, erste, letzte) -> Zeile:
    top = punkt.top
    if not (intern or top.ist_oeffentlich):
        return Zeile(top, punkt.nummer, top.oeffentlicher_titel or VERDECKT, tiefe=punkt.tiefe, ist_verdeckt=True)
    vorlage = top.beratung.vorlage if top.beratung and top.beratung.vorlage_id in lesbar else None
    felder = {}
    if top.ergebnis and not top.abgesetzt_am and (intern or _ergebnis_oeffentlich(sitzung, top)):
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
        tiefe=punkt.tiefe,
        fehlt=tuple(fehlende_angaben(sitzung, top)) if sitzung.status == SitzungStatus.GEPLANT else (),
        **felder,
    )


def dokumente(sitzung, benutzer) -> list[Sitzungsdokument]:
    """The sealed documents that this reader may open, in the order in which they were made."""
    if not darf(benutzer, "sitzungen.sehen", sitzung):
        return []
    alle = sitzung.dokumente.order_by("erstellt_am", "pk")
    return list(alle if darf(benutzer, "sitzungen.intern_sehen", sitzung) else alle.exclude(art__in=NUR_INTERN))
