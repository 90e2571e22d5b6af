"""The package of a sitting for one reader: everything that this person may read of it, and nothing else, as one ZIP."""

import hashlib
import re
import zipfile

from django.utils import timezone

from konten.lesezugriffe import Gegenstand
from sitzungen import sicht
from wittmund_ris import ablage


class PaketFehler(Exception):
    """A stored file is missing or does not have its hash."""


def schreiben(sitzung, benutzer, ziel) -> list[Gegenstand]:
    """Write the ZIP into the open file `ziel`; answers what is to be logged as read.

    Names are made of numbers only: what people call their files may say what a file name must not.
    Raises PaketFehler: the package is whole, or it is not handed out.
    """
    liste = _liste(sitzung, benutzer)
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_STORED) as paket:
        for pfad, datei in liste:
            _kopieren(paket, pfad, datei)
    return [datei.gegenstand for _, datei in liste if datei.gegenstand]


def name(sitzung) -> str:
    """The name of the ZIP: the address of the sitting, which names no content."""
    return f"sitzung-{sitzung.kennung}.zip"


def _liste(sitzung, benutzer) -> list[tuple[str, sicht.Datei]]:
    eintraege = [
        (f"{n:02} {datei.titel}.{datei.endung}", datei)
        for n, datei in enumerate(sicht.sitzungsdateien(sitzung, benutzer), start=1)
    ]
    for blatt in sicht.blaetter(sitzung, benutzer):
        anlage = 0
        for datei in blatt.dateien:
            if datei.art == "druck":
                wort = f"Vorlage {blatt.vorlage.nummer.replace('/', '-')}"
            else:
                anlage += 1
                wort = f"Anlage {anlage}"
            eintraege.append((f"TOP {blatt.nummer} {wort}.{_endung(datei)}", datei))
    return eintraege


def _endung(datei) -> str:
    return re.sub(r"[^a-z0-9]", "", datei.endung)[:8] or "bin"


def _kopieren(paket, pfad, datei) -> None:
    zeit = timezone.localtime(datei.am)
    eintrag = zipfile.ZipInfo(pfad, (max(zeit.year, 1980), *zeit.timetuple()[1:6]))
    eintrag.external_attr, eintrag.file_size = 0o100644 << 16, datei.groesse
    summe = hashlib.sha256()
    try:
        with paket.open(eintrag, "w") as ziel:
            for stueck in ablage.stuecke(datei.ablage):
                summe.update(stueck)
                ziel.write(stueck)
    except FileNotFoundError as fehler:
        raise PaketFehler(f"Die Datei zu „{pfad}“ fehlt in der Ablage.") from fehler
    if summe.hexdigest() != datei.sha256:
        raise PaketFehler(f"Die Datei zu „{pfad}“ stimmt nicht mit ihrer Prüfsumme überein.")
