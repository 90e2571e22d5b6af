"""Files that strangers made (leaf): findings, text and pictures, read in a process of its own with limits of time and memory."""

import json
import resource
import subprocess
import sys
from pathlib import Path

from wittmund_ris.ablage import sha256

HIER = Path(__file__).parent
SEKUNDEN = {"befund": 40, "bild": 60, "text": 300}
# Findings by SHA-256: a file that is checked twice (two forms, two tries) is read once.
_befunde: dict[str, dict] = {}
MAX_GEMERKT = 200
SPEICHER = 3 * 1024**3
MAX_SEITEN = 3000
MAX_ZEICHEN = 5_000_000
MAX_BILDER = 100


class NichtLesbar(Exception):
    """The file took too long, too much memory, or broke its reader."""


def befund(inhalt: bytes) -> dict:
    """What a PDF is made of: `fehler` (passwort, beschaedigt), or seiten, getaggt, titel, sprache, verschluesselt, funde (skript,
    programm, eingebettet, medien, xfa, formular), seiten_ohne_text, seiten_gelesen.
    """
    summe = sha256(inhalt)
    if summe not in _befunde:
        if len(_befunde) >= MAX_GEMERKT:
            _befunde.clear()
        _befunde[summe] = _lesen("befund", inhalt)[0]
    return dict(_befunde[summe])


def text(inhalt: bytes) -> dict:
    """`seiten`: the text of each page of a PDF; `gekuerzt`: there is more than the limits allow."""
    return _lesen("text", inhalt, MAX_SEITEN, MAX_ZEICHEN)[0]


def bild(inhalt: bytes, max_pixel: int) -> tuple[dict, bytes]:
    """`art` (png, jpeg, pdf) with the converted bytes, `unveraendert`, or `fehler` (zu_gross, beschaedigt)."""
    return _lesen("bild", inhalt, max_pixel, MAX_BILDER)


def _grenzen(sekunden: int):
    def setzen():
        resource.setrlimit(resource.RLIMIT_AS, (SPEICHER, SPEICHER))
        resource.setrlimit(resource.RLIMIT_CPU, (sekunden, sekunden))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    return setzen


def _lesen(auftrag: str, inhalt: bytes, *zahlen: int) -> tuple[dict, bytes]:
    sekunden = SEKUNDEN[auftrag]
    if auftrag == "bild":
        befehl = [sys.executable, "-I", str(HIER / "datei_kind_bild.py"), *map(str, zahlen)]
    else:
        befehl = [sys.executable, "-I", str(HIER / "datei_kind_pdf.py"), auftrag, *map(str, zahlen)]
    try:
        lauf = subprocess.run(  # noqa: S603 - our own script, the file comes on stdin
            befehl,
            input=inhalt,
            capture_output=True,
            timeout=sekunden,
            check=True,
            env={"LANG": "C.UTF-8"},
            preexec_fn=_grenzen(sekunden),  # noqa: PLW1509 - only system calls
        )
        kopf, _, daten = lauf.stdout.partition(b"\n")
        return json.loads(kopf), daten
    except (subprocess.SubprocessError, ValueError) as fehler:
        raise NichtLesbar(auftrag) from fehler
