"""The oldest papers on their way to the archive: one in each state, and 0042/2019 still to be set aside."""

from datetime import timedelta

from sitzungen.demo.kalender import arbeitstag_bis
from vorlagen import archivierung
from vorlagen.models import Archiv
from wittmund_ris import uhr

ARCHIV = "Niedersächsisches Landesarchiv, Abteilung Aurich"
DIENST, LEITUNG = "sitzungsdienst", "hinrichs"
ENTSCHIEDEN = {"durch": "Dr. Wübbo Tjaden"}
# paper, days before the Stichtag, step, account, what it is given
SCHRITTE = (
    ("0121/2018", 160, "aussondern", DIENST, {}),
    ("ehrenamtstag-2018", 160, "aussondern", DIENST, {}),
    ("0121/2018", 150, "anbieten", DIENST, {}),
    ("ehrenamtstag-2018", 150, "anbieten", DIENST, {}),
    ("0121/2018", 60, "archiv_uebernahme", LEITUNG, ENTSCHIEDEN | {"signatur": "NLA AU Rep. 265 Nr. 118"}),
    ("ehrenamtstag-2018", 60, "archiv_ablehnung", LEITUNG, ENTSCHIEDEN | {"bemerkung": "Ohne bleibenden Wert."}),
    ("pflegebericht", 20, "aussondern", DIENST, {}),
    ("pflegebericht", 13, "anbieten", DIENST, {"bemerkung": "Zusammen mit dem gedruckten Bericht."}),
    ("grundstueck-2019", 6, "aussondern", DIENST, {}),
)


def anlegen(ablauf, stichtag) -> None:
    """Put the steps among the other acts, on working days before the Stichtag."""
    archiv = Archiv.objects.create(name=ARCHIV, anschrift="Oldersumer Straße 50, 26603 Aurich")
    for stelle, (papier, tage, name, konto, angaben) in enumerate(SCHRITTE):
        tag = arbeitstag_bis(stichtag - timedelta(days=tage))
        ablauf.am(tag, f"08:{10 + stelle}", _schritt, ablauf, papier, name, konto, archiv, angaben)


def _schritt(ablauf, papier, name, konto, archiv, angaben) -> None:
    if name == "anbieten":
        angaben = angaben | {"archiv": archiv, "zulaessig": True}
    if name in ("anbieten", "archiv_uebernahme", "archiv_ablehnung"):
        angaben = angaben | {"am": uhr.heute()}
    archivierung.ausfuehren(ablauf.papiere[papier], name, benutzer=ablauf.konten[konto], **angaben)
