"""The tag pass: what WeasyPrint leaves out of the structure tree of a PDF, so that it can be read aloud well.

WeasyPrint 70 writes tags good enough for veraPDF, not for people: headers of tables have no scope, a table over two pages
is two tables, the running header is read in the middle of a sentence. This module wraps two private functions of
WeasyPrint to learn which box became which element, and repairs the tree before the file is written. The version is
pinned; `pruefe_weasyprint` fails when one of the functions changes. State lives per render in a context variable.
"""

import hashlib
import inspect
from contextlib import contextmanager
from contextvars import ContextVar

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as weasy_tags
from weasyprint.pdf.stream import Stream

PUNKTE_JE_PIXEL = 0.75

# The sources that this pass was written against. After an update of WeasyPrint read the new functions, then renew these.
GEPRUEFTE_QUELLEN = {
    "_build_box_tree": "f716251a83e7096e9cae972b63e633aab21c664d200582166dd0d5096780f9c4",
    "Stream.marked": "3fa3acacbbf66422e7b0de4346b6eaf638657280a0f62c73172e3c445b888692",
}

# The declaration of PDF/UA beside PDF/A: PDF/A demands that the property of another standard is described.
XMP_UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class TagFehler(Exception):
    """The structure tree is not what this pass was written for."""


_aktiv: ContextVar["Durchgang | None"] = ContextVar("pdf_tags", default=None)
_original_baum = weasy_tags._build_box_tree
_original_marked = Stream.marked


def _baum(box, parent, pdf, page_number, nums, annotations, tags):
    """WeasyPrint's tag builder, leaving out artifacts and noting the box of each element."""
    durchgang = _aktiv.get()
    if durchgang is None:
        yield from _original_baum(box, parent, pdf, page_number, nums, annotations, tags)
        return
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if id(box) in durchgang.ausgelassen:
        for zelle in _zellen(box):
            # The builder links the cells of the whole table afterwards and expects a place to write to.
            zelle.mark = pydyf.Dictionary({"A": pydyf.Dictionary()})
        return
    for element in _original_baum(box, parent, pdf, page_number, nums, annotations, tags):
        # html and body pass the elements of their children on: the innermost box is the one that made it.
        durchgang.herkunft.setdefault(element.number, (box, page_number))
        yield element


@contextmanager
def _marked(self, box, tag):
    """WeasyPrint's marked content, as an artifact of pagination where the box is a running or repeated one."""
    durchgang = _aktiv.get()
    art = durchgang.artefakte.get(id(box)) if durchgang else None
    if art is None:
        with _original_marked(self, box, tag):
            yield
        return
    eigenschaften = pydyf.Dictionary({"Type": "/Pagination"})
    if art:
        eigenschaften["Subtype"] = art
    pydyf.Stream.begin_marked_content(self, "Artifact", eigenschaften)
    try:
        yield
    finally:
        pydyf.Stream.end_marked_content(self)


weasy_tags._build_box_tree = _baum
Stream.marked = _marked


def quelle_pruefsumme(name: str) -> str:
    funktion = {"_build_box_tree": _original_baum, "Stream.marked": inspect.unwrap(_original_marked)}[name]
    return hashlib.sha256(inspect.getsource(funktion).encode()).hexdigest()


def pruefe_weasyprint() -> None:
    """Fail when WeasyPrint's private functions are not the ones that this pass was written against."""
    for name, summe in GEPRUEFTE_QUELLEN.items():
        if quelle_pruefsumme(name) != summe:
            raise TagFehler(f"WeasyPrint hat {name} geändert: wittmund_ris/pdf_tags.py ist neu zu prüfen.")


@contextmanager
def durchgang():
    """A tag pass for one render: `vorbereiten` after layout, `abschliessen` as WeasyPrint's finisher."""
    neuer = Durchgang()
    marke = _aktiv.set(neuer)
    try:
        yield neuer
    finally:
        _aktiv.reset(marke)


def _kinder(box):
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    return getattr(box, "children", ())


def _nachfahren(box):
    yield box
    for kind in _kinder(box):
        yield from _nachfahren(kind._box if isinstance(kind, AbsolutePlaceholder) else kind)


def _zellen(box):
    return [b for b in _nachfahren(box) if isinstance(b, boxes.TableCellBox)]


class Durchgang:
    def __init__(self):
        self.herkunft = {}  # number of the structure element -> (box, number of the page)
        self.ausgelassen = set()  # ids of boxes that get no element at all
        self.artefakte = {}  # id of a box that draws -> subtype of the artifact, or ""

    # --- After layout -------------------------------------------------------------------------------------
    def vorbereiten(self, document) -> None:
        """Find what is pagination: margin boxes, and the head of a table from its second page on."""
        self._seiten = [seite._page_box for seite in document.pages]  # keeps the boxes, and so their ids, alive
        gesehen = set()
        for seite in self._seiten:
            for kind in seite.children:
                if isinstance(kind, boxes.MarginBox):
                    self._als_artefakt(kind, "/Header" if kind.at_keyword.startswith("@top") else "/Footer")
            for box in _nachfahren(seite):
                if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
                    if box.element in gesehen:
                        self._als_artefakt(box, "")
                    gesehen.add(box.element)

    def _als_artefakt(self, box, art: str) -> None:
        self.ausgelassen.add(id(box))
        self.artefakte.update((id(nachfahre), art) for nachfahre in _nachfahren(box))

    # --- Before writing -----------------------------------------------------------------------------------
    def abschliessen(self, document, pdf) -> None:
        self._pdf = pdf
        self._document = document
        wurzel = self._objekt(pdf.catalog["StructTreeRoot"])
        dokument = self._objekt(wurzel["K"][0])
        self._verbinden(dokument)
        for element in list(self._baum(dokument)):
            self._attribute(element)
            if element["S"] == "/LI":
                self._ein_listenkoerper(element)
        for objekt in pdf.objects:
            if isinstance(objekt, pydyf.Stream) and objekt.extra.get("Interpolate") == "true":
                objekt.extra["Interpolate"] = "false"
        self._ua_kennung(pdf)

    def _objekt(self, verweis):
        return self._pdf.objects[int(verweis.split()[0])]

    def _elemente(self, element):
        """The children that are structure elements (not marked content, not references to annotations)."""
        objekte = [self._objekt(k) for k in element["K"] if isinstance(k, bytes)]
        return [o for o in objekte if o.get("Type") == "/StructElem"]

    def _baum(self, element):
        yield element
        for kind in self._elemente(element):
            yield from self._baum(kind)

    def _html(self, element):
        """The HTML element and, for pseudo-elements and anonymous boxes, what tells them apart."""
        box, _ = self.herkunft.get(element.number, (None, None))
        return (None, None) if box is None or box.element is None else (box.element, box.element_tag)

    # Elements that a page or line break has cut ----------------------------------------------------------
    def _verbinden(self, eltern) -> None:
        """Join the pieces of one HTML element: a table on two pages, a link on two lines, the cells of a cut row."""
        verbunden = []
        for kind in self._elemente(eltern):
            partner = self._stueck_davor(verbunden if eltern["S"] == "/TR" else verbunden[-1:], kind)
            if partner is None:
                verbunden.append(kind)
            else:
                self._anhaengen(partner, kind)
        if len(verbunden) < len(self._elemente(eltern)):
            bleibt = {kind.number for kind in verbunden}
            eltern["K"][:] = [
                k
                for k in eltern["K"]
                if not isinstance(k, bytes)
                or self._objekt(k).get("Type") != "/StructElem"
                or self._objekt(k).number in bleibt
            ]
        for kind in verbunden:
            self._verbinden(kind)

    def _stueck_davor(self, kandidaten, kind):
        """The piece of the same HTML element in the same role, if there is one."""
        quelle = self._html(kind)
        if quelle[0] is None:
            return None
        return next((k for k in kandidaten if self._html(k) == quelle and k["S"] == kind["S"]), None)

    def _anhaengen(self, erste, zweite) -> None:
        """Move the children of the second half behind those of the first; marked content keeps naming its own page."""
        for k in zweite["K"]:
            if isinstance(k, bytes):
                objekt = self._objekt(k)
                if objekt.get("Type") == "/StructElem":
                    objekt["P"] = erste.reference
                erste["K"].append(k)
            elif zweite["Pg"] == erste["Pg"] or not isinstance(k, int):
                erste["K"].append(k)
            else:  # a bare number means content of the element's own page
                erste["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": zweite["Pg"], "MCID": k}))
        nums = self._objekt(self._objekt(self._pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
        for eintrag in nums[1::2]:
            if isinstance(eintrag, list):
                eintrag[:] = [erste.reference if r == zweite.reference else r for r in eintrag]
        for i, eintrag in enumerate(nums):
            if i % 2 and eintrag == zweite.reference:
                nums[i] = erste.reference

    # What the HTML says and WeasyPrint does not write ----------------------------------------------------
    def _attribute(self, element) -> None:
        html, tag = self._html(element)
        if html is None:
            return
        box, seite = self.herkunft[element.number]
        if element["S"] in ("/TH", "/TD"):
            # Scope says it all in tables with plain headers; WeasyPrint's IDs are in no IDTree.
            element.pop("ID", None)
            element["A"].pop("Headers", None)
            if element["S"] == "/TH":
                element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
        if element["S"] == "/Figure":
            element["A"]["BBox"] = self._bbox(box, seite)
        if tag != html.tag or isinstance(box, boxes.TextBox):
            return
        if html.get("lang"):
            element["Lang"] = pydyf.String(html.get("lang"))
        if html.tag == "abbr" and html.get("title"):
            element["E"] = pydyf.String(html.get("title"))
        if html.tag == "span" and html.get("aria-label"):
            element["Alt"] = pydyf.String(html.get("aria-label"))
        if html.tag == "a" and html.get("title") and box.link_annotation:
            box.link_annotation["Contents"] = pydyf.String(html.get("title"))

    def _bbox(self, box, seite: int):
        hoehe = self._document.pages[seite].height
        x, y = box.content_box_x(), box.content_box_y()
        ecken = (x, hoehe - y - box.height, x + box.width, hoehe - y)
        return pydyf.Array(round(wert * PUNKTE_JE_PIXEL, 3) for wert in ecken)

    def _ein_listenkoerper(self, li) -> None:
        """An LI is a label, if any, and exactly one LBody."""
        kinder = self._elemente(li)
        koerper = [k for k in kinder if k["S"] == "/LBody"]
        rest = [k for k in kinder if k["S"] not in ("/Lbl", "/LBody")]
        if len(koerper) == 1 and not rest:
            return
        lbody = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "Pg": li["Pg"], "P": li.reference}
        )
        self._pdf.add_object(lbody)
        for kind in kinder:
            if kind["S"] == "/Lbl":
                continue
            if kind["S"] == "/LBody":
                kind["S"] = "/NonStruct"
            kind["P"] = lbody.reference
            lbody["K"].append(kind.reference)
        li["K"][:] = [*(k.reference for k in kinder if k["S"] == "/Lbl"), lbody.reference]

    # Metadata --------------------------------------------------------------------------------------------
    def _ua_kennung(self, pdf) -> None:
        """Declare PDF/UA-1 inside the one rdf:RDF; a second one makes the file invalid."""
        metadaten = self._objekt(pdf.catalog["Metadata"])
        xmp = b"".join(metadaten.stream)
        if xmp.count(b"</rdf:RDF>") != 1:
            raise TagFehler("Die Metadaten des Dokuments haben nicht genau ein rdf:RDF.")
        metadaten.stream[:] = [xmp.replace(b"</rdf:RDF>", XMP_UA + b"</rdf:RDF>")]
