"""Office files to PDF (leaf), by LibreOffice where it is installed: own profile, no macros, no network, a limit of time."""

import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

SEKUNDEN = 120
MAX_ENTPACKT = 400 * 1024 * 1024
MAX_TEILE = 5000
FILTER = {
    "docx": "writer_pdf_Export",
    "odt": "writer_pdf_Export",
    "rtf": "writer_pdf_Export",
    "xlsx": "calc_pdf_Export",
    "ods": "calc_pdf_Export",
    "pptx": "impress_pdf_Export",
    "odp": "impress_pdf_Export",
}
ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
OPTIONEN = '{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
# No macro runs, no link is followed, no update is asked for.
EINSTELLUNGEN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""


class UmwandlungFehler(Exception):
    """LibreOffice did not make a PDF of it in time."""


def office_art(inhalt: bytes) -> str:
    """docx, xlsx, pptx, odt, ods, odp, rtf by content; "makros" if one of them holds macros, "zip_bombe", or "" for anything else."""
    if inhalt.startswith(b"{\\rtf"):
        return "rtf"
    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as paket:
            teile = paket.infolist()
            if len(teile) > MAX_TEILE or sum(t.file_size for t in teile) > MAX_ENTPACKT:
                return "zip_bombe"
            namen = {t.filename for t in teile}
            art = ""
            if "[Content_Types].xml" in namen:
                ordner = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
                art = next((a for o, a in ordner.items() if any(n.startswith(o) for n in namen)), "")
            elif "mimetype" in namen and paket.getinfo("mimetype").file_size < 200:
                art = ODF.get(paket.read("mimetype").strip(), "")
            makros = any(n.endswith("vbaProject.bin") or n.startswith(("Basic/", "Scripts/")) for n in namen)
            return "makros" if art and makros else art
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return ""


@cache
def _ohne_netz() -> tuple[str, ...]:
    """The command that takes the network away, where the kernel allows it to this account."""
    unshare = shutil.which("unshare")
    if unshare:
        probe = subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False)  # noqa: S603, S607
        if probe.returncode == 0:
            return (unshare, "-rn")
    return ()


def nach_pdf(inhalt: bytes, art: str, soffice: str) -> bytes:
    """A tagged PDF of an office file; UmwandlungFehler after 120 seconds or when nothing comes out."""
    with tempfile.TemporaryDirectory(prefix="ris-umwandlung-") as ordner:
        profil = Path(ordner, "profil")
        Path(profil, "user").mkdir(parents=True)
        Path(profil, "user", "registrymodifications.xcu").write_text(EINSTELLUNGEN, encoding="utf-8")
        quelle = Path(ordner, f"datei.{art}")
        quelle.write_bytes(inhalt)
        befehl = [
            *_ohne_netz(),
            soffice,
            f"-env:UserInstallation={profil.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            f"pdf:{FILTER[art]}:{OPTIONEN}",
            "--outdir",
            ordner,
            str(quelle),
        ]
        umgebung = {"HOME": ordner, "PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": ordner}
        lauf = subprocess.Popen(  # noqa: S603 - fixed command, the file under a name of ours
            befehl,
            env=umgebung,
            cwd=ordner,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            lauf.wait(SEKUNDEN)
        except subprocess.TimeoutExpired as fehler:
            os.killpg(lauf.pid, signal.SIGKILL)
            lauf.wait()
            raise UmwandlungFehler("Zeit überschritten") from fehler
        ziel = Path(ordner, "datei.pdf")
        if not ziel.exists() or not ziel.stat().st_size:
            raise UmwandlungFehler("kein Ergebnis")
        return ziel.read_bytes()
