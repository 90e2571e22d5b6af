"""Random HTML: trees as editors and clipboards make them, and worse."""

from html import escape

from hypothesis import strategies as st

TAGS = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h5",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "blockquote",
    "span",
    "b",
    "strong",
    "i",
    "em",
    "sub",
    "sup",
    "a",
    "br",
    "font",
    "o:p",
    "u",
    "pre",
    "dl",
    "dd",
    "del",
    "hr",
]
TEXTE = st.one_of(
    st.sampled_from(
        [
            " ", "\u00a0", "\u00a0\u00a0 ", "\n", "x", "Haushalt 2026", "·\u00a0\u00a0 eins", "• zwei", "o\u00a0\u00a0 drei", "§\u00a0\u00a058",
            "§\u00a058 NKomVG", "1. eins", "2. zwei", "3.\u00a0\u00a0 drei", "a) erst", "b) dann", "-\u00a0\u00a0 Strich", "- nur so",
            "1. Januar", "<script>", "*Stern*", "**", "[x](y)", "# Raute", "|", "\\", "> so", "~", "^2^", "\u0308", "\u0338", "&amp;", "☒", "`",
        ]
    ),
    st.text(max_size=8),
)  # fmt: skip
MERKMALE = st.dictionaries(
    st.sampled_from(["style", "class", "href", "colspan", "rowspan", "start", "type", "onclick", "scope", "id", "src"]),
    st.one_of(
        st.sampled_from(
            [
                "mso-list:l0 level1 lfo1", "text-indent:-18pt;mso-list:l1 level2 lfo1", "mso-list:Ignore", "font-weight:bold", "display:none",
                "font-weight:normal", "vertical-align:super", "MsoListParagraph", "2", "3", "0", "99999", "a", "javascript:alert(1)", "row",
                "https://landkreis.example/x?a=1&b=2", "mailto:post@landkreis.example", "//fremd.example", "data:text/html,x", "https://[",
                "https://landkreis.example/(a)", "tel:+49 4462",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=2,
)  # fmt: skip


def _geschrieben(tag, merkmale, inhalt):
    angaben = "".join(f' {name}="{escape(wert)}"' for name, wert in merkmale.items())
    return f"<{tag}{angaben}>{''.join(inhalt)}</{tag}>"


def _element(kinder):
    return st.builds(_geschrieben, st.sampled_from(TAGS), MERKMALE, st.lists(kinder, max_size=4))


def _liste(kinder):
    return st.builds(
        lambda art, punkte: f"<{art}>{''.join(f'<li>{p}</li>' for p in punkte)}</{art}>",
        st.sampled_from(["ul", "ol", 'ol start="3"', 'ol type="a"']).map(str),
        st.lists(kinder, min_size=1, max_size=3),
    ).map(lambda h: h.replace('</ol start="3">', "</ol>").replace('</ol type="a">', "</ol>"))


def _tabelle(kinder):
    zelle = st.builds(
        lambda art, breite, hoehe, inhalt: f"<{art} colspan={breite} rowspan={hoehe}>{inhalt}</{art}>",
        st.sampled_from(["td", "td", "th"]),
        st.sampled_from([1, 1, 1, 2, 3]),
        st.sampled_from([1, 1, 1, 2]),
        kinder,
    )
    zeile = st.lists(zelle, max_size=3).map(lambda z: f"<tr>{''.join(z)}</tr>")
    return st.lists(zeile, min_size=1, max_size=4).map(lambda z: f"<table>{''.join(z)}</table>")


KNOTEN = st.recursive(
    TEXTE.map(lambda t: escape(t, quote=False)), lambda k: st.one_of(_element(k), _liste(k), _tabelle(k)), max_leaves=14
)
BAEUME = st.lists(KNOTEN, min_size=1, max_size=4).map(lambda teile: f"<div>{''.join(teile)}</div>")
