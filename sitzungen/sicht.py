"""What of a sitting may this account read: its items, their papers and files, its documents.

The one answer for pages, packages and the members' view. Below it stands `Vorlage.objects.sichtbar_fuer`: nothing here opens a
paper that is closed there.
"""

from dataclasses import dataclass
from datetime import datetime

from konten.lesezugriffe import Gegenstand
from konten.models import Lesezugriff
from konten.rechte import darf
from sitzungen.choices import Umfang
from sitzungen.models import Mitwirkungsverbot, Sitzungsdokument, Tagesordnungspunkt
from sitzungen.tagesordnung import punkte
from vorlagen.models import Vorlage, Vorlagendokument

D = Vorlagendokument.Art
# Everything else is for those who may see the inside.
OEFFENTLICHE_DOKUMENTE = (Sitzungsdokument.Art.BEKANNTMACHUNG, Sitzungsdokument.Art.ERGEBNIS_OEFFENTLICH)


@dataclass(frozen=True)
class Datei:
    """A file that this reader may have. `gegenstand` None: the very same bytes hang out in public."""

    titel: str
    art: str
    kennung: int
    ablage: str
    endung: str
    sha256: str
    groesse: int
    am: datetime
    gegenstand: Gegenstand | None


@dataclass(frozen=True)
class Blatt:
    """One item as this reader may see it. `vorenthalten`: its papers are closed to this reader (§ 41 NKomVG)."""

    top: Tagesordnungspunkt
    nummer: str
    titel: str
    vorlage: Vorlage | None = None
    dateien: tuple[Datei, ...] = ()
    vorenthalten: bool = False


def kann_inneres_lesen(benutzer, top) -> bool:
    """May this account read title and papers of this item: the predicate to `lesbare_tops`."""
    if not darf(benutzer, "sitzungen.sehen", top.sitzung):
        return False
    if top.ist_oeffentlich:
        return True
    return darf(benutzer, "sitzungen.intern_sehen", top.sitzung) and top.pk not in ausgeschlossen(top.sitzung, benutzer)


def lesbare_tops(sitzung, benutzer):
    """The items whose title and papers this account may read, as a queryset."""
    if not darf(benutzer, "sitzungen.sehen", sitzung):
        return sitzung.tops.none()
    if not darf(benutzer, "sitzungen.intern_sehen", sitzung):
        return sitzung.tops.filter(teil=Tagesordnungspunkt.Teil.OEFFENTLICH)
    return sitzung.tops.exclude(pk__in=ausgeschlossen(sitzung, benutzer))


def ausgeschlossen(sitzung, benutzer) -> set[int]:
    """The non-public items that are closed to this account by a Mitwirkungsverbot (§ 41, § 78 Abs. 2 S. 3 NKomVG), by id.

    It holds from the moment in which it is recorded, also for what was sent before.
    """
    person = getattr(benutzer, "person", None)
    if person is None:
        return set()
    verbote = Mitwirkungsverbot.objects.filter(
        top__sitzung=sitzung, top__teil=Tagesordnungspunkt.Teil.NICHTOEFFENTLICH, umfang=Umfang.VERBOT, person=person
    )
    return set(verbote.values_list("top", flat=True))


def dokumente(sitzung, benutzer):
    """The sealed documents of the sitting that this account may open, in the order in which they were made."""
    if not darf(benutzer, "sitzungen.sehen", sitzung):
        return sitzung.dokumente.none()
    alle = sitzung.dokumente.order_by("erstellt_am", "pk")
    if darf(benutzer, "sitzungen.intern_sehen", sitzung):
        return alle
    return alle.filter(art__in=OEFFENTLICHE_DOKUMENTE)


def blaetter(sitzung, benutzer) -> list[Blatt]:
    """The agenda with the files of each item, as far as this account may read them. Queries do not grow with the items."""
    lesbar = set(lesbare_tops(sitzung, benutzer).values_list("pk", flat=True))
    gesperrt = ausgeschlossen(sitzung, benutzer)
    alle = punkte(sitzung)
    gesucht = [p.top.beratung.vorlage_id for p in alle if p.top.beratung and p.top.pk in lesbar]
    papiere = (
        Vorlage.objects.sichtbar_fuer(benutzer)
        .filter(pk__in=gesucht)
        .prefetch_related("fassungen__dokumente", "anlagen__datei", "anlagen__geschwaerzt")
    )
    papiere = {v.pk: v for v in papiere}
    intern = set(Vorlage.objects.intern_sichtbar_fuer(benutzer).filter(pk__in=papiere).values_list("pk", flat=True))
    blaetter = []
    for p in alle:
        top = p.top
        vorlage = papiere.get(top.beratung.vorlage_id) if top.beratung and top.pk in lesbar else None
        titel = top.titel
        if top.pk not in lesbar and top.pk not in gesperrt:
            titel = top.oeffentlicher_titel or "Nichtöffentlicher Punkt"
        dateien = tuple(_dateien(vorlage, vorlage.pk in intern)) if vorlage else ()
        blaetter.append(Blatt(top, p.nummer, titel, vorlage, dateien, top.pk in gesperrt))
    return blaetter


def sitzungsdateien(sitzung, benutzer) -> list[Datei]:
    """The sealed documents of the sitting as files."""
    return [
        Datei(
            titel=d.get_art_display(),
            art="sitzungsdokument",
            kennung=d.pk,
            ablage=d.datei,
            endung="pdf",
            sha256=d.sha256,
            groesse=d.groesse,
            am=d.erstellt_am,
            gegenstand=None
            if d.art in OEFFENTLICHE_DOKUMENTE and sitzung.ist_veroeffentlicht
            else Gegenstand(Lesezugriff.Art.SITZUNGSDOKUMENT, d.pk, f"{d.get_art_display()}, {sitzung}"),
        )
        for d in dokumente(sitzung, benutzer)
    ]


def _dateien(vorlage, intern: bool):
    """The print of the last Fassung and the Anlagen: inside the whole files, for others the public ones."""
    fassung = max(vorlage.fassungen.all(), key=lambda f: f.nummer, default=None)
    drucke = sorted(fassung.dokumente.all(), key=lambda d: (d.erstellt_am, d.pk)) if fassung else []
    art = D.FREIGABE if intern else D.OEFFENTLICH
    for druck in [d for d in drucke if d.art == art][-1:]:
        offen = art == D.OEFFENTLICH and vorlage.ist_veroeffentlicht
        name = f"{druck.get_art_display()} {vorlage.nummer}"
        gegenstand = None if offen else Gegenstand(Lesezugriff.Art.VORLAGENDOKUMENT, druck.pk, name)
        yield Datei(
            f"Vorlage {vorlage.nummer}", "druck", druck.pk, druck.datei, "pdf", druck.sha256, druck.groesse,
            druck.erstellt_am, gegenstand,
        )  # fmt: skip
    for anlage in vorlage.anlagen.all():
        datei = anlage.datei if intern else anlage.oeffentliche_datei
        if datei is None:
            continue
        offen = vorlage.ist_veroeffentlicht and datei == anlage.oeffentliche_datei
        name = f"{anlage.titel}, {datei} ({vorlage})"
        gegenstand = None if offen else Gegenstand(Lesezugriff.Art.ANLAGE, datei.pk, name)
        endung = datei.dateiname.rsplit(".", 1)[-1].lower()
        yield Datei(
            anlage.titel, "anlage", anlage.pk, datei.ablage, endung, datei.sha256, datei.groesse,
            datei.eingereicht_am, gegenstand,
        )  # fmt: skip
