"""Files are judged by their content: types, conversion, limits, scripts, malware."""

import io
import shutil
import socket
import struct
import subprocess
import threading
import time
import zipfile

import pikepdf
import pytest
from PIL import Image

from hinweise.models import Hinweis
from tests import factories
from vorlagen import anlagen
from vorlagen.befunde import barrieren, saetze
from vorlagen.models import Anlage
from wittmund_ris import annahme, virenpruefung

# The test file of the industry, in two parts so that no scanner takes this source for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def bild(art, **optionen) -> bytes:
    ziel = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(ziel, art, **optionen)
    return ziel.getvalue()


def nimm(inhalt, name="datei.bin"):
    return annahme.annehmen(factories.datei(name, inhalt))


def gepackt(**teile) -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as paket:
        for name, inhalt in teile.items():
            paket.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("Types", "[Content_Types]"), inhalt)
    return ziel.getvalue()


def pdf_mit(aendern) -> bytes:
    pdf = pikepdf.open(io.BytesIO(factories.PDF))
    aendern(pdf)
    ziel = io.BytesIO()
    pdf.save(ziel)
    return ziel.getvalue()


@pytest.mark.parametrize(
    ("inhalt", "mime", "aus"),
    [
        (factories.PDF, "application/pdf", ""),
        (bild("PNG"), "image/png", ""),
        (bild("JPEG"), "image/jpeg", ""),
        (bild("TIFF", save_all=True, append_images=[Image.new("RGB", (40, 30))]), "application/pdf", "tiff"),
        (bild("WEBP"), "image/png", "webp"),
        (bild("BMP"), "image/png", "bmp"),
    ],
)
def test_type_follows_from_the_content(inhalt, mime, aus):
    angenommen = nimm(inhalt, "brief.docx")
    assert (angenommen.mime, angenommen.umgewandelt_aus) == (mime, aus)
    assert angenommen.dateiname.startswith("brief.")


def test_place_and_device_of_the_camera_do_not_go_out():
    angaben = Image.Exif()
    angaben[0x010F] = "Kamera der Sachbearbeiterin"
    angenommen = nimm(bild("JPEG", exif=angaben))
    assert b"Sachbearbeiterin" not in angenommen.inhalt
    assert angenommen.mime == "image/jpeg"


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (b"", "Die Datei ist leer"),
        (b"<html><script>alert(1)</script>", "entscheidend ist der Inhalt"),
        (b"MZ\x90\x00", "entscheidend ist der Inhalt"),
        (b"%PDF-1.7 abgeschnitten", "beschädigt"),
        (b"\x89PNG\r\n\x1a\nkaputt", "Das Bild ist beschädigt"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "alter Art"),
        (gepackt(irgendwas="x"), "Archive"),
        (gepackt(Types_xml="x", word__document_xml="x", **{"word/vbaProject.bin": "x"}), "Makros"),
    ],
)
def test_what_is_refused_says_what_to_do(inhalt, satz):
    with pytest.raises(annahme.Abgelehnt) as fehler:
        nimm(inhalt)
    assert satz in " ".join(fehler.value.messages)


def test_office_without_libreoffice_says_how_to_make_a_pdf(settings):
    settings.SOFFICE = ""
    with pytest.raises(annahme.Abgelehnt, match="Bitte speichern Sie die Datei als PDF"):
        nimm(gepackt(Types_xml="x", word__document_xml="x"))


def test_a_picture_with_too_many_pixels_is_not_unpacked(settings):
    settings.BILD_MAX_MEGAPIXEL = 0
    with pytest.raises(annahme.Abgelehnt, match="Bildpunkte"):
        nimm(bild("PNG"))


def test_too_large_is_said_before_anything_is_read(settings):
    settings.ANLAGE_MAX_MB = 0
    with pytest.raises(annahme.Abgelehnt, match="größer als 0 MB"):
        nimm(factories.PDF)


def _skript(pdf):
    aktion = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.pages[0].AA = pikepdf.Dictionary(O=aktion)


def _programm(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))


def _eingebettet(pdf):
    pdf.attachments["geheim.txt"] = b"ungeschwaerzt"


def _xfa(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("x"), Fields=pikepdf.Array())


@pytest.mark.parametrize(
    ("aendern", "satz"),
    [(_skript, "Skript"), (_programm, "Programm"), (_eingebettet, "weitere Dateien"), (_xfa, "XFA")],
)
def test_pdf_that_runs_or_hides_something_is_refused(aendern, satz):
    with pytest.raises(annahme.Abgelehnt, match=satz):
        nimm(pdf_mit(aendern))


@pytest.mark.parametrize(("besitzer", "leser"), [("geheim", ""), ("geheim", "geheim")])
def test_password_is_refused_and_a_mere_lock_is_a_hint(besitzer, leser):
    pdf, ziel = pikepdf.open(io.BytesIO(factories.PDF)), io.BytesIO()
    pdf.save(ziel, encryption=pikepdf.Encryption(owner=besitzer, user=leser))
    if leser:
        with pytest.raises(annahme.Abgelehnt, match="Passwort"):
            nimm(ziel.getvalue())
    else:
        assert nimm(ziel.getvalue()).befund["verschluesselt"] is True


def test_hints_on_accessibility_say_what_to_do(entwurf, sachbearbeiterin):
    scan = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(scan, "PDF")
    datei = factories.datei("scan.pdf", scan.getvalue())
    anlage = anlagen.hinzufuegen(entwurf, titel="Scan", ist_oeffentlich=False, datei=datei, benutzer=sachbearbeiterin)
    kurz = [s.kurz for s in saetze(anlage.datei)]
    assert kurz[:2] == ["keine Textebene", "nicht getaggt"]
    assert all(s.abhilfe for s in saetze(anlage.datei))
    # What the public page says of it names no remedy and no jargon.
    assert barrieren(anlage.datei)[:2] == ["ein Bild ohne Text", "ohne Struktur für Vorleseprogramme"]


def test_a_tagged_pdf_has_no_fault():
    def taggen(pdf):
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        pdf.Root.Lang = pikepdf.String("de-DE")
        pdf.docinfo["/Title"] = "Konzept"

    befund = nimm(pdf_mit(taggen)).befund
    assert (befund["getaggt"], befund["sprache"], befund["titel"]) == (True, "de-DE", "Konzept")


# --- Malware -------------------------------------------------------------------------------------------------
class Scanner:
    """A tiny server that speaks the protocol of clamd: it finds what contains b"BOESE"."""

    def __init__(self, antworten=True):
        self.antworten = antworten
        self.leitung = socket.create_server(("127.0.0.1", 0))
        self.adresse = f"127.0.0.1:{self.leitung.getsockname()[1]}"
        threading.Thread(target=self._dienen, daemon=True).start()

    def _dienen(self):
        while True:
            try:
                gespraech, _ = self.leitung.accept()
            except OSError:
                return
            with gespraech, gespraech.makefile("rwb") as strom:
                befehl = b""
                while not befehl.endswith(b"\0"):
                    befehl += strom.read(1)
                antwort = b"Pruefer 1.0/1\0"
                if befehl == b"zINSTREAM\0":
                    inhalt = b""
                    while laenge := struct.unpack("!I", strom.read(4))[0]:
                        inhalt += strom.read(laenge)
                    antwort = b"stream: Test.Boese FOUND\0" if b"BOESE" in inhalt else b"stream: OK\0"
                strom.write(antwort if self.antworten else b"INSTREAM size limit exceeded. ERROR\0")


@pytest.fixture
def scanner(settings):
    dienst = Scanner()
    settings.CLAMD = dienst.adresse
    yield dienst
    dienst.leitung.close()


def test_clean_file_says_what_scanned_it(scanner):
    assert nimm(factories.PDF + b"% " + b"x" * 300_000).geprueft_mit == "Pruefer 1.0/1"


def test_malware_is_refused_and_the_administration_is_told_without_the_file(
    scanner, entwurf, sachbearbeiterin, administration
):
    datei = factories.datei("Rechnung.pdf", factories.PDF + b"% BOESE")
    with pytest.raises(annahme.Schadsoftware, match="Schadsoftware gefunden"):
        anlagen.hinzufuegen(entwurf, titel="X", ist_oeffentlich=False, datei=datei, benutzer=sachbearbeiterin)
    assert not Anlage.objects.exists()
    hinweis = Hinweis.objects.get()
    assert hinweis.empfaenger == administration
    assert "Test.Boese" in hinweis.text
    for geheim in (entwurf.betreff, "Rechnung"):
        assert geheim not in hinweis.titel + hinweis.text + hinweis.titel_mail
    assert entwurf.verlauf.last().aktion == "schadsoftware"


def test_scanner_that_is_down_or_refuses_closes_the_door(settings):
    dienst = Scanner(antworten=False)
    for adresse in (dienst.adresse, "127.0.0.1:1", "/gibt/es/nicht.sock"):
        settings.CLAMD = adresse
        with pytest.raises(annahme.Abgelehnt, match="später noch einmal"):
            nimm(factories.PDF)
    dienst.leitung.close()


def test_without_scanner_the_file_says_so():
    assert nimm(factories.PDF).geprueft_mit == ""


@pytest.mark.langsam
def test_real_clamd_finds_eicar(tmp_path, settings):
    """Debian's clamd with one signature of our own; nothing is downloaded."""
    signaturen = tmp_path / "signaturen"
    signaturen.mkdir()
    (signaturen / "eigene.ndb").write_text(f"Eicar.Probe:0:*:{EICAR.hex()}\n")
    # Shorter than the limit of 108 characters of a Unix socket.
    ordner = tmp_path if len(str(tmp_path)) < 80 else None
    assert ordner
    konfiguration = tmp_path / "clamd.conf"
    dose = tmp_path / "c.sock"
    konfiguration.write_text(
        f"LocalSocket {dose}\nDatabaseDirectory {signaturen}\nForeground true\nStreamMaxLength 60M\n"
    )
    lauf = subprocess.Popen(["clamd", "-c", str(konfiguration)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ende = time.monotonic() + 60
        while not dose.exists() and time.monotonic() < ende:
            time.sleep(0.2)
        assert virenpruefung.pruefen(EICAR, str(dose))[0].startswith("Eicar.Probe")
        fund, version = virenpruefung.pruefen(factories.PDF, str(dose))
        assert fund == ""
        assert version.startswith("ClamAV")
        settings.CLAMD = str(dose)
        with pytest.raises(annahme.Schadsoftware):
            nimm(factories.PDF + b"% " + EICAR)
    finally:
        lauf.terminate()
        lauf.wait(20)


@pytest.mark.langsam
def test_office_file_becomes_a_tagged_pdf(settings):
    settings.SOFFICE = shutil.which("soffice")
    inhalt = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>'
        "<text:h text:outline-level='1'>Konzept</text:h><text:p>Text der Anlage</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w") as paket:
        paket.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        paket.writestr("content.xml", inhalt)
        paket.writestr("META-INF/manifest.xml", manifest)
    angenommen = nimm(ziel.getvalue(), "Konzept.odt")
    assert (angenommen.dateiname, angenommen.umgewandelt_aus) == ("Konzept.pdf", "odt")
    assert angenommen.befund["getaggt"] is True
    assert angenommen.befund["seiten_ohne_text"] == 0
