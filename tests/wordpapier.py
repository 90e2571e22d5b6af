"""Word files for tests, written by hand: a list of blocks becomes the bytes of a DOCX as Word lays it out."""

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPEN = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
BEZUEGE = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TEILE = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>'
    "</Relationships>"
)
STILE = "".join(
    f'<w:style w:type="paragraph" w:styleId="{kennung}"><w:name w:val="{name}"/></w:style>'
    for kennung, name in (("Titel", "Title"), ("berschrift1", "heading 1"), ("berschrift2", "heading 2"))
)
EBENEN = "".join(
    f'<w:abstractNum w:abstractNumId="{nr}">'
    + "".join(f'<w:lvl w:ilvl="{e}"><w:numFmt w:val="{art}"/></w:lvl>' for e in range(3))
    + f'</w:abstractNum><w:num w:numId="{nr}"><w:abstractNumId w:val="{nr}"/></w:num>'
    for nr, art in ((1, "bullet"), (2, "decimal"))
)


def lauf(text, fett=False):
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if fett else ''}<w:t xml:space='preserve'>{escape(text)}</w:t></w:r>"


def absatz(text, stil="", fett=False, liste=0, ebene=0):
    """A paragraph; `liste` 1 has bullets, 2 numbers."""
    eigenschaften = f'<w:pStyle w:val="{stil}"/>' if stil else ""
    if liste:
        eigenschaften += f'<w:numPr><w:ilvl w:val="{ebene}"/><w:numId w:val="{liste}"/></w:numPr>'
    return f"<w:p><w:pPr>{eigenschaften}</w:pPr>{lauf(text, fett)}</w:p>"


def tabelle(*zeilen):
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{absatz(z)}</w:tc>" for z in zeile) + "</w:tr>" for zeile in zeilen)
        + "</w:tbl>"
    )


def docx(*bloecke, vorspann="", **weitere_teile) -> bytes:
    """The file; `weitere_teile` are further members: word__header1_xml="…"."""
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        archiv.writestr("[Content_Types].xml", TYPEN)
        archiv.writestr("_rels/.rels", BEZUEGE)
        archiv.writestr("word/_rels/document.xml.rels", TEILE)
        archiv.writestr("word/styles.xml", f"<w:styles {W}>{STILE}</w:styles>")
        archiv.writestr("word/numbering.xml", f"<w:numbering {W}>{EBENEN}</w:numbering>")
        for name, inhalt in weitere_teile.items():
            archiv.writestr(name.replace("__", "/").replace("_xml", ".xml"), inhalt)
        archiv.writestr(
            "word/document.xml", f"{vorspann}<w:document {W}><w:body>{''.join(bloecke)}</w:body></w:document>"
        )
    return puffer.getvalue()
