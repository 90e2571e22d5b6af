"""Is a package whole? The same questions that `sha256sum -c` and an XML validator ask, and one more: is nothing else in it."""

import hashlib
import re
import zipfile

from lxml import etree

from vorlagen.ausfuhr.paket import MANIFEST
from vorlagen.ausfuhr.xml import schema

ZEILE = re.compile(r"([0-9a-f]{64})  (.+)")


def fehler(pfad) -> list[str]:
    """What is wrong with the package at `pfad`, each a German sentence; empty: nothing."""
    try:
        with zipfile.ZipFile(pfad) as paket:
            return _fehler(paket)
    except (OSError, zipfile.BadZipFile):
        return ["Das ist kein lesbares ZIP."]


def _fehler(paket) -> list[str]:
    namen = paket.namelist()
    wurzeln = {n.split("/")[0] for n in namen}
    if len(wurzeln) != 1 or f"{next(iter(wurzeln))}/{MANIFEST}" not in namen:
        return [f"Im Paket fehlt {MANIFEST}."]
    wurzel = f"{wurzeln.pop()}/"
    gefunden, verzeichnet = [], {}
    for zeile in paket.read(wurzel + MANIFEST).decode("utf-8", "replace").splitlines():
        if treffer := ZEILE.fullmatch(zeile):
            verzeichnet[treffer[2]] = treffer[1]
        else:
            gefunden.append(f"Im Manifest steht eine Zeile ohne Prüfsumme: {zeile[:80]}")
    vorhanden = {n.removeprefix(wurzel) for n in namen} - {MANIFEST}
    if len(namen) != len(set(namen)):
        gefunden.append("Ein Name kommt im Paket zweimal vor.")
    gefunden += [f"Es fehlt: {n}" for n in sorted(verzeichnet.keys() - vorhanden)]
    gefunden += [f"Nicht im Manifest: {n}" for n in sorted(vorhanden - verzeichnet.keys())]
    for name in sorted(verzeichnet.keys() & vorhanden):
        try:
            stimmt = _summe(paket, wurzel + name) == verzeichnet[name]
        except zipfile.BadZipFile:
            stimmt = False
        if not stimmt:
            gefunden.append(f"Prüfsumme stimmt nicht: {name}")
    if "metadaten.xml" in vorhanden:
        gefunden += _schema(paket.read(f"{wurzel}metadaten.xml"))
    return gefunden


def _summe(paket, name) -> str:
    summe = hashlib.sha256()
    with paket.open(name) as datei:
        while stueck := datei.read(1 << 20):
            summe.update(stueck)
    return summe.hexdigest()


def _schema(inhalt) -> list[str]:
    leser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        baum = etree.fromstring(inhalt, leser)  # noqa: S320 - no entities, no network
    except etree.XMLSyntaxError:
        return ["metadaten.xml ist kein XML."]
    geprueft = schema()
    if geprueft.validate(baum):
        return []
    return [f"metadaten.xml, Zeile {e.line}: {e.message}" for e in geprueft.error_log]
