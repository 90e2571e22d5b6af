"""Take the wording of a decision apart into its numbered points: pure, no database."""

import re
from copy import deepcopy

from lxml import html

from wittmund_ris.richtext import bereinigen, klartext, normalisieren

_ZIFFER = re.compile(r"\s*(?:\(?(\d{1,2})[.)]|(\d{1,2})\.)\s+")


def punkte(wortlaut: str) -> list[str]:
    """The points of a wording as clean HTML, at least one: the items of its lists, or paragraphs numbered 1, 2, 3 …

    What leads in and ends with a colon is left out; every other word stays, with the point that it belongs to.
    """
    sauber = bereinigen(normalisieren(wortlaut)).strip()
    if not sauber:
        return []
    bloecke = html.fragments_fromstring(sauber)
    gruppen = _aus_listen(bloecke) or _aus_ziffern(bloecke)
    if gruppen is None:
        return [sauber]
    einleitung, reihe = gruppen
    if einleitung and not klartext("".join(einleitung)).rstrip().endswith(":"):
        reihe[0] = [*einleitung, *reihe[0]]
    return [bereinigen("".join(teile)) for teile in reihe]


def _aus_listen(bloecke):
    """(what stands before the first list, the items with what follows them) of two items at least."""
    einleitung, reihe = [], []
    for block in bloecke:
        if block.tag in ("ol", "ul"):
            reihe += [[_als_absaetze(li)] for li in block if li.tag == "li"]
        else:
            (reihe[-1] if reihe else einleitung).append(_text(block))
    return (einleitung, reihe) if len(reihe) > 1 else None


def _aus_ziffern(bloecke):
    """The same of paragraphs that are numbered in order, from 1 on."""
    einleitung, reihe = [], []
    for block in bloecke:
        treffer = _ZIFFER.match(block.text or "") if block.tag == "p" else None
        if treffer and int(treffer[1] or treffer[2]) == len(reihe) + 1:
            ohne = deepcopy(block)
            ohne.text = (block.text or "")[treffer.end() :]
            reihe.append([_text(ohne)])
        else:
            (reihe[-1] if reihe else einleitung).append(_text(block))
    return (einleitung, reihe) if len(reihe) > 1 else None


def _text(element) -> str:
    return html.tostring(element, encoding="unicode", with_tail=False)


def _als_absaetze(li) -> str:
    """The content of a list item as blocks; its loose text becomes a paragraph."""
    lose, teile = li.text or "", []
    absatz = html.fragment_fromstring("<p></p>")
    absatz.text = lose
    for kind in li:
        if kind.tag in ("p", "ul", "ol", "table", "blockquote"):
            if absatz.text or len(absatz):
                teile.append(_text(absatz))
            teile.append(_text(kind))
            absatz = html.fragment_fromstring("<p></p>")
            absatz.text = kind.tail or ""
        else:
            absatz.append(deepcopy(kind))
    if absatz.text or len(absatz):
        teile.append(_text(absatz))
    return "".join(teile)
