"""The tag pass: what veraPDF does not see and people hear."""

import shutil

import pikepdf
import pytest
from PIL import Image

from tests.pdf.papiere import PAPIERE
from tests.pdf.pruefung import baum_stimmt, elemente, qpdf_fehlerfrei, strukturbaum, werkzeug
from wittmund_ris import pdf as modul
from wittmund_ris import pdf_tags
from wittmund_ris.pdf import pdf_aus_html

KOPF = '<html lang="de"><title>T</title><link rel="stylesheet" href="papier.css"><body><h1>T</h1>'


@pytest.fixture
def seite(tmp_path):
    def _seite(html: str):
        datei = tmp_path / "seite.pdf"
        datei.write_bytes(pdf_aus_html(KOPF + html).inhalt)
        baum_stimmt(datei)
        qpdf_fehlerfrei(datei)
        return datei

    return _seite


def struktur(datei, art):
    """All structure elements of a kind as plain dictionaries."""
    with pikepdf.open(datei) as pdf:
        return [
            {str(name): str(wert) for name, wert in objekt.items() if name not in ("/P", "/Pg", "/K")}
            | {str(name): wert for name, wert in objekt.get("/A", {}).items() if name != "/BBox"}
            for objekt in pdf.objects
            if isinstance(objekt, pikepdf.Dictionary)
            and objekt.get("/Type") == "/StructElem"
            and objekt.get("/S") == f"/{art}"
        ]


def test_weasyprint_is_the_one_this_was_written_for():
    pdf_tags.pruefe_weasyprint()


def test_a_changed_weasyprint_is_noticed(monkeypatch):
    monkeypatch.setitem(pdf_tags.GEPRUEFTE_QUELLEN, "_build_box_tree", "andere")
    with pytest.raises(pdf_tags.TagFehler, match="_build_box_tree"):
        pdf_tags.pruefe_weasyprint()


@pytest.mark.parametrize("name", PAPIERE)
def test_tree_and_content_agree(papiere, name):
    baum_stimmt(papiere[name])


def test_elements_of_the_reference(papiere):
    zahl = elemente(papiere["vorlage"])
    gesehen = {
        art: zahl[art] for art in ("H1", "H2", "H3", "Table", "THead", "TR", "TH", "TD", "L", "LI", "LBody", "Part")
    }
    assert gesehen == {
        "H1": 1,
        "H2": 7,
        "H3": 1,
        "Table": 3,
        "THead": 2,
        "TR": 10,
        "TH": 10,
        "TD": 24,
        "L": 1,
        "LI": 1,
        "LBody": 1,
        "Part": 1,
    }


def test_table_over_pages_is_one_table_with_one_head(papiere):
    zahl = elemente(papiere["lang"])
    assert (zahl["Table"], zahl["THead"], zahl["TR"], zahl["TH"]) == (3, 2, 1 + 60 + 2 + 3, 3 + 3 + 3)
    with pikepdf.open(papiere["lang"]) as pdf:
        wiederholt = pdf.pages[1].Contents.read_bytes().count(b"/Pagination")
    assert wiederholt == 4 + 3  # four running lines and the three headers of the repeated head


def test_paragraph_and_cell_over_pages_stay_whole(seite):
    zelle = "Wort " * 900
    datei = seite(
        f"<table><thead><tr><th scope=col>A<th scope=col>B</thead><tr style='break-inside:auto'><td>{zelle}<td>x"
    )
    zahl = elemente(datei)
    assert (zahl["Table"], zahl["TR"], zahl["TH"], zahl["TD"]) == (1, 2, 2, 2)
    assert elemente(seite(f"<p>{zelle * 2}</p>"))["P"] == 1


def test_link_over_lines_and_pages_is_one_link(seite):
    zahl = elemente(seite(f'<p>Siehe <a href="https://example.org/" title="Beispiel">{"Wort " * 1900}</a>.</p>'))
    assert (zahl["P"], zahl["Link"]) == (1, 1)


def test_siblings_stay_apart(seite):
    zahl = elemente(seite("<p><span>a</span><span>b</span></p><p>c</p><table><tr><td>a<td>b<tr><td>c<td>d</table>"))
    assert (zahl["P"], zahl["Span"], zahl["TR"], zahl["TD"]) == (2, 8 + 2, 2, 4)


def test_running_lines_are_artifacts(papiere):
    baum = strukturbaum(papiere["vorlage"])
    assert "Seite 2 von" not in baum and "Landkreis Wittmund · " not in baum
    with pikepdf.open(papiere["vorlage"]) as pdf:
        inhalt = pdf.pages[1].Contents.read_bytes()
    assert inhalt.count(b"/Pagination") == 3  # running header, sender, number of the page


@pytest.mark.parametrize(("name", "spalten", "zeilen"), [("vorlage", 6, 4), ("einladung", 6, 9)])
def test_headers_have_a_scope(papiere, name, spalten, zeilen):
    richtungen = [str(th["/Scope"]) for th in struktur(papiere[name], "TH")]
    assert (richtungen.count("/Column"), richtungen.count("/Row")) == (spalten, zeilen)
    assert not any("/Headers" in zelle or "/ID" in zelle for zelle in struktur(papiere[name], "TD"))


def test_tick_boxes_are_spoken(papiere):
    gesprochen = [span["/Alt"] for span in struktur(papiere["vorlage"], "Span") if "/Alt" in span]
    assert (gesprochen.count("angekreuzt:"), gesprochen.count("nicht angekreuzt:")) == (3, 5)


def test_language_abbreviation_and_link(seite):
    datei = seite(
        '<p>Der <span lang="en">Council</span>, <abbr title="Tagesordnungspunkt">TOP</abbr>, '
        '<a href="https://example.org/" title="Vorlage 0121/2018">0121/2018</a></p>'
    )
    assert [s["/Lang"] for s in struktur(datei, "Span") if "/Lang" in s] == ["en"]
    assert [n["/E"] for n in struktur(datei, "NonStruct") if "/E" in n] == ["Tagesordnungspunkt"]
    with pikepdf.open(datei) as pdf:
        assert str(pdf.pages[0].Annots[0].Contents) == "Vorlage 0121/2018"


def test_list_item_has_one_body(seite):
    zahl = elemente(seite("<ul style='list-style:none'><li><p>a</p><p>b</p></li><li>c</li></ul>"))
    assert (zahl["LI"], zahl["LBody"]) == (2, 2)


def test_picture_has_its_place_and_no_interpolation(seite, tmp_path, monkeypatch):
    ordner = tmp_path / "statisch"
    shutil.copytree(modul.ORDNER, ordner)
    Image.new("RGB", (40, 20), "navy").save(ordner / "wappen.png")
    monkeypatch.setattr(modul, "ORDNER", ordner)
    datei = seite('<p><img src="wappen.png" alt="Wappen" style="width:80px"></p>')
    with pikepdf.open(datei) as pdf:
        figur = next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure")
        links, unten, rechts, oben = (float(wert) for wert in figur.A.BBox)
        assert (rechts - links, oben - unten) == pytest.approx((60, 30), abs=0.1)
        assert 700 < unten < oben < 800  # points from the lower edge: near the top of A4
        bild = next(iter(pdf.pages[0].Resources.XObject.values()))
        assert not bild.get("/Interpolate", False)


def test_no_state_is_left_behind():
    pdf_aus_html(KOPF)
    assert pdf_tags._aktiv.get() is None


def test_pages_can_be_drawn(papiere, tmp_path):
    for name, datei in papiere.items():
        lauf = werkzeug("pdftoppm", "-r", "30", "-png", datei, tmp_path / name)
        assert lauf.returncode == 0 and not lauf.stderr.strip(), f"{name}: {lauf.stderr}"
