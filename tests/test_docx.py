"""Word files: what they say arrives, what they carry along stays outside."""

import contextlib
import io
import zipfile

import pytest

from tests.wordpapier import W, absatz, docx, lauf, tabelle
from wittmund_ris.docx import HOECHSTENS, DocxFehler, lesen


def test_a_paper_from_word_becomes_title_and_blocks():
    papier = lesen(
        docx(
            absatz("Kreisstraße 12", stil="Titel"),
            absatz("Anlass", stil="berschrift1"),
            absatz("Die Brücke ist <alt> & schmal."),
            absatz("eins", liste=1),
            absatz("zwei", liste=1),
            absatz("darunter", liste=1, ebene=1),
            absatz("erstens", liste=2),
            tabelle(("Jahr", "Betrag"), ("2026", "1.000 €")),
        )
    )
    assert papier.titel == "Kreisstraße 12"
    assert papier.hinweise == ()
    assert papier.html == (
        "<h3>Anlass</h3><p>Die Brücke ist &lt;alt&gt; &amp; schmal.</p>"
        "<ul><li>eins</li><li>zwei<ul><li>darunter</li></ul></li></ul><ol><li>erstens</li></ol>"
        '<table><thead><tr><th scope="col">Jahr</th><th scope="col">Betrag</th></tr></thead>'
        "<tbody><tr><td>2026</td><td>1.000 €</td></tr></tbody></table>"
    )


def test_what_stays_behind_is_named():
    papier = lesen(
        docx(
            f"<w:p><w:ins w:id='1'>{lauf('neu')}</w:ins><w:del w:id='2'><w:r><w:delText>alt</w:delText></w:r></w:del></w:p>",
            word__header1_xml=f"<w:hdr {W}><w:p>{lauf('Briefkopf')}</w:p></w:hdr>",
        )
    )
    assert papier.html == "<p>neu</p>"
    assert len(papier.hinweise) == 2
    assert "nachverfolgte Änderungen" in papier.hinweise[0]
    assert "Kopf- und Fußzeilen" in papier.hinweise[1]


@pytest.mark.parametrize(
    ("merkmal", "woran"),
    [
        ("<w:strike/>", "Durchgestrichenes"),
        ('<w:dstrike w:val="true"/>', "Durchgestrichenes"),
        ('<w:strike w:val="0"/>', ""),
        ('<w:color w:val="FF0000"/>', "Farben"),
        ('<w:highlight w:val="yellow"/>', "Farben"),
        ('<w:color w:val="auto"/><w:highlight w:val="none"/>', ""),
        ('<w:color w:val="404040"/>', ""),
    ],
)
def test_a_stroke_or_colour_that_is_lost_is_named(merkmal, woran):
    papier = lesen(docx(f"<w:p><w:r><w:rPr>{merkmal}</w:rPr><w:t>gilt nicht mehr</w:t></w:r></w:p>"))
    assert papier.html == "<p>gilt nicht mehr</p>"
    assert [h.split()[0] for h in papier.hinweise] == ([woran] if woran else [])


def test_an_empty_paper_is_empty():
    assert lesen(docx()).html == ""


def _archiv(**teile):
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    return puffer.getvalue()


BOMBE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (b"", "kein Word-Dokument"),
        (b"%PDF-1.7", "kein Word-Dokument"),
        (b"PK\x03\x04kaputt", "kein Word-Dokument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "alten Word-Format"),
        (bytes(HOECHSTENS + 1), "größer als 20 MB"),
        (_archiv(mimetype="application/vnd.oasis.opendocument.text"), "LibreOffice"),
        (_archiv(anderes="x"), "kein Word-Dokument"),
        (docx(absatz("&"), vorspann=BOMBE), "kein gewöhnliches"),
        (docx(word__gross_xml=b"0" * (21 * 1024 * 1024)), "ausgepackt zu groß"),
        (docx("<w:p><w:r>"), "beschädigt"),
        (docx("<w:tbl><w:tr><w:tc>" * 3000 + absatz("x") + "</w:tc></w:tr></w:tbl>" * 3000), "verschachtelt"),
    ],
)
def test_what_is_no_paper_is_refused_with_a_sentence(inhalt, satz):
    with pytest.raises(DocxFehler, match=satz):
        lesen(inhalt)


def test_a_damaged_file_never_ends_in_another_exception():
    ganz = docx(absatz("eins"), tabelle(("a", "b"), ("c", "d")))
    for stelle in range(0, len(ganz), 37):
        kaputt = ganz[:stelle] + b"\xff" + ganz[stelle + 1 :]
        with contextlib.suppress(DocxFehler):
            lesen(kaputt)
