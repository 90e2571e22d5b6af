"""Malware scan (leaf): asks a clamd by its INSTREAM command. The clients on PyPI have had no release for years.

Protocol: `zINSTREAM\\0`, then chunks, each with its length in four bytes (network order), a length of 0 at the end; the answer is
`stream: OK`, `stream: <name> FOUND` or `… ERROR`, closed by a NUL byte.
"""

import socket
import struct

STUECK = 128 * 1024


class NichtErreichbar(Exception):
    """No usable answer of the scanner: nobody knows whether the file is clean."""


def pruefen(inhalt: bytes, adresse: str, *, sekunden: float = 60) -> tuple[str, str]:
    """(name of the malware or "", version of scanner and signatures). `adresse`: path of a Unix socket, or host:port.

    Raises NichtErreichbar when the scanner does not answer, refuses the size, or says anything but OK or FOUND.
    """
    antwort = _fragen(adresse, b"zINSTREAM\0", _stuecke(inhalt), sekunden)
    version = _fragen(adresse, b"zVERSION\0", (), sekunden)
    if antwort.endswith(" FOUND"):
        return antwort.removeprefix("stream: ").removesuffix(" FOUND"), version
    if antwort != "stream: OK":
        raise NichtErreichbar(antwort[:200])
    return "", version


def _stuecke(inhalt: bytes):
    for anfang in range(0, len(inhalt), STUECK):
        stueck = inhalt[anfang : anfang + STUECK]
        yield struct.pack("!I", len(stueck)) + stueck
    yield struct.pack("!I", 0)


def _fragen(adresse: str, befehl: bytes, stuecke, sekunden: float) -> str:
    try:
        with _verbinden(adresse, sekunden) as leitung:
            try:
                leitung.sendall(befehl)
                for stueck in stuecke:
                    leitung.sendall(stueck)
            except BrokenPipeError:
                pass  # the scanner has hung up early: its answer says why
            antwort = b""
            while not antwort.endswith(b"\0") and (teil := leitung.recv(4096)):
                antwort += teil
    except (OSError, ValueError) as fehler:
        raise NichtErreichbar(type(fehler).__name__) from fehler
    if not antwort.endswith(b"\0"):
        raise NichtErreichbar("Antwort abgebrochen")
    return antwort.rstrip(b"\0").decode("utf-8", "replace")


def _verbinden(adresse: str, sekunden: float) -> socket.socket:
    if adresse.startswith("/"):
        leitung = socket.socket(socket.AF_UNIX)
        try:
            leitung.settimeout(sekunden)
            leitung.connect(adresse)
        except OSError:
            leitung.close()
            raise
        return leitung
    rechner, _, port = adresse.rpartition(":")
    return socket.create_connection((rechner.strip("[]"), int(port)), timeout=sekunden)
