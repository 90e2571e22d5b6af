"""`metadaten.xml` out of the plain data, and the schema that is shipped with it."""

import re
from pathlib import Path

from lxml import etree

SCHEMA = Path(__file__).with_name("metadaten.xsd")
NAMENSRAUM = "urn:de:landkreis-wittmund:ris:ausfuhr:1"
# XML 1.0 has no place for these, however they are written.
UNZULAESSIG = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Element for each key of the plain data; the lists name their rows.
NAMEN = {
    "kennzeichen": "Kennzeichen",
    "betreff": "Betreff",
    "nichtoeffentlich_grund": "GrundDerNichtoeffentlichkeit",
}
ZEILEN = {
    "fassungen": "Fassung",
    "beratungsfolge": "Station",
    "punkte": "Tagesordnungspunkt",
    "abstimmungen": "Abstimmung",
    "verlauf": "Eintrag",
    "dateien": "Datei",
}


def als_xml(daten: dict) -> bytes:
    """The whole of `metadaten` as UTF-8 XML in the namespace of the schema; empty values are left out."""
    wurzel = etree.Element(f"{{{NAMENSRAUM}}}Aussonderung", nsmap={None: NAMENSRAUM}, format=daten["format"])
    for name, wert in daten.items():
        if name != "format":
            _anhaengen(wurzel, name, wert)
    etree.indent(wurzel, space="  ")
    return etree.tostring(wurzel, xml_declaration=True, encoding="UTF-8") + b"\n"


def schema() -> etree.XMLSchema:
    """The schema, ready to validate."""
    return etree.XMLSchema(etree.parse(str(SCHEMA)))  # noqa: S320 - our own file


def _anhaengen(eltern, name, wert) -> None:
    if wert in ("", None) or wert == [] or wert == {}:
        return
    kind = etree.SubElement(eltern, f"{{{NAMENSRAUM}}}{element(name)}")
    if isinstance(wert, dict):
        for feld, inhalt in wert.items():
            _anhaengen(kind, feld, inhalt)
    elif isinstance(wert, list):
        for zeile in wert:
            reihe = etree.SubElement(kind, f"{{{NAMENSRAUM}}}{ZEILEN[name]}")
            for feld, inhalt in zeile.items():
                _anhaengen(reihe, feld, inhalt)
    elif isinstance(wert, bool):
        kind.text = "true" if wert else "false"
    else:
        kind.text = UNZULAESSIG.sub("", str(wert))


def element(name: str) -> str:
    """The element of a key: `freigegeben_am` is FreigegebenAm."""
    return NAMEN.get(name) or "".join(teil[:1].upper() + teil[1:] for teil in name.split("_"))
