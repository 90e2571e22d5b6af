"""The ZIP itself: which files are in it, under which names, and how it is written."""

import hashlib
import json
import re
import unicodedata
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.template.loader import render_to_string
from django.utils import timezone

from konten.lesezugriffe import Gegenstand
from konten.models import Lesezugriff
from vorlagen.ausfuhr.metadaten import metadaten
from vorlagen.ausfuhr.xml import SCHEMA, als_xml
from vorlagen.models import Vorlagendokument
from wittmund_ris import ablage

OEFFENTLICH, NICHTOEFFENTLICH = "oeffentlich", "nichtoeffentlich"
MANIFEST = "manifest-sha256.txt"
OEFFENTLICHE_DRUCKE = (Vorlagendokument.Art.OEFFENTLICH, Vorlagendokument.Art.ERGEBNIS_OEFFENTLICH)
UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"})
# Windows keeps these for devices, with any ending.
GERAETE = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}
LAENGE = 60


class PaketFehler(Exception):
    """A stored file is missing or is not what its row says; nothing is handed out."""


@dataclass(frozen=True)
class Datei:
    """One stored file of the matter and its place in the package. `gegenstand` is what the log says of reading it."""

    pfad: str
    bezeichnung: str
    dateiname: str
    ablage: str
    sha256: str
    groesse: int
    mime: str
    am: datetime
    gegenstand: Gegenstand | None

    @property
    def ist_oeffentlich(self) -> bool:
        return self.gegenstand is None


def sicher(text: str) -> str:
    """A name that every file system takes: ASCII letters, digits, point, dash and underscore, at most 60 of them."""
    text = unicodedata.normalize("NFC", text).translate(UMLAUTE)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-. ")[:LAENGE].rstrip("-. ")
    if text.split(".")[0].lower() in GERAETE:
        text = f"_{text}"
    return text or "ohne-namen"


def name(vorlage) -> str:
    """The folder inside the package, and with `.zip` the package: vorlage-0042-2019."""
    return f"vorlage-{vorlage.nummer.replace('/', '-')}"


def dateien(vorlage) -> list[Datei]:
    """Every sealed print of every Fassung and every version of every Anlage, sorted by place.

    Public is only what hangs out now; everything else lies in the folder that says so.
    """
    return sorted([*_drucke(vorlage), *_anlagen(vorlage)], key=lambda d: d.pfad)


def schreiben(vorlage, ziel) -> list[Datei]:
    """Write the package to the seekable binary file `ziel`, one piece of a file in memory at a time; the files in it.

    Raises PaketFehler when a stored file is missing or does not have its hash: what is handed on is whole, or nothing is.
    """
    liste, wurzel = dateien(vorlage), name(vorlage)
    zuletzt = max([vorlage.freigegeben_am, *vorlage.verlauf.values_list("am", flat=True)])
    daten = metadaten(vorlage, liste)
    beilagen = {
        "LIESMICH.txt": render_to_string("vorlagen/ausfuhr.txt", {"daten": daten, "manifest": MANIFEST}).encode(),
        "metadaten.json": json.dumps(daten, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n",
        "metadaten.xml": als_xml(daten),
        "metadaten.xsd": SCHEMA.read_bytes(),
    }
    summen = {pfad: ablage.sha256(inhalt) for pfad, inhalt in beilagen.items()}
    summen |= {d.pfad: d.sha256 for d in liste}
    manifest = "".join(f"{summe}  {pfad}\n" for pfad, summe in sorted(summen.items())).encode()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_STORED) as paket:
        for pfad, inhalt in sorted(beilagen.items()):
            paket.writestr(_eintrag(f"{wurzel}/{pfad}", zuletzt, len(inhalt)), inhalt)
        for datei in liste:
            _kopieren(paket, f"{wurzel}/{datei.pfad}", datei)
        paket.writestr(_eintrag(f"{wurzel}/{MANIFEST}", zuletzt, len(manifest)), manifest)
    return liste


def _kopieren(paket, pfad, datei) -> None:
    summe = hashlib.sha256()
    try:
        with paket.open(_eintrag(pfad, datei.am, datei.groesse), "w") as ziel:
            for stueck in ablage.stuecke(datei.ablage):
                summe.update(stueck)
                ziel.write(stueck)
    except FileNotFoundError as fehler:
        raise PaketFehler(f"Die Datei zu „{datei.pfad}“ fehlt in der Ablage.") from fehler
    if summe.hexdigest() != datei.sha256:
        raise PaketFehler(f"Die Datei zu „{datei.pfad}“ stimmt nicht mit ihrer Prüfsumme überein.")


def _eintrag(pfad, am, groesse) -> zipfile.ZipInfo:
    zeit = timezone.localtime(am)
    eintrag = zipfile.ZipInfo(pfad, (max(zeit.year, 1980), *zeit.timetuple()[1:6]))
    # The same on every machine that writes it.
    eintrag.create_system, eintrag.external_attr, eintrag.file_size = 3, 0o100644 << 16, groesse
    return eintrag


def _drucke(vorlage):
    zaehler = defaultdict(int)
    for fassung in vorlage.fassungen.order_by("nummer"):
        for druck in fassung.dokumente.order_by("erstellt_am", "pk"):
            zaehler[fassung.nummer, druck.art] += 1
            offen = vorlage.ist_veroeffentlicht and druck.art in OEFFENTLICHE_DRUCKE
            ordner = OEFFENTLICH if offen else NICHTOEFFENTLICH
            art = druck.art.replace("_", "-")
            bezeichnung = f"{druck.get_art_display()}, Fassung {fassung.nummer}"
            yield Datei(
                pfad=f"{ordner}/dokumente/fassung-{fassung.nummer}-{art}-{zaehler[fassung.nummer, druck.art]}.pdf",
                bezeichnung=bezeichnung,
                dateiname=druck.dateiname,
                ablage=druck.datei,
                sha256=druck.sha256,
                groesse=druck.groesse,
                mime="application/pdf",
                am=druck.erstellt_am,
                gegenstand=None
                if offen
                else Gegenstand(Lesezugriff.Art.VORLAGENDOKUMENT, druck.pk, f"{druck.get_art_display()} {vorlage}"),
            )


def _anlagen(vorlage):
    for stelle, anlage in enumerate(vorlage.anlagen.prefetch_related("dateien"), start=1):
        for datei in sorted(anlage.dateien.all(), key=lambda d: (d.art, d.nummer)):
            offen = vorlage.ist_veroeffentlicht and datei == anlage.oeffentliche_datei
            ordner = OEFFENTLICH if offen else NICHTOEFFENTLICH
            endung = sicher(PurePosixPath(datei.dateiname).suffix.lower()) if "." in datei.dateiname else "bin"
            bezeichnung = f"Anlage {stelle}: {anlage.titel}, {datei}"
            yield Datei(
                pfad=f"{ordner}/anlagen/{stelle:02}-{sicher(anlage.titel)}/{datei.art}-v{datei.nummer}.{endung}",
                bezeichnung=bezeichnung,
                dateiname=datei.dateiname,
                ablage=datei.ablage,
                sha256=datei.sha256,
                groesse=datei.groesse,
                mime=datei.mime,
                am=datei.eingereicht_am,
                gegenstand=None
                if offen
                else Gegenstand(Lesezugriff.Art.ANLAGE, datei.pk, f"{anlage.titel}, {datei} ({vorlage})"),
            )
