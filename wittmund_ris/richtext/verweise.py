"""Links round what is recognised in a text."""

import re
from collections.abc import Callable
from html import escape

from lxml import html as lxml_html

from wittmund_ris.richtext.lesen import baum


def verweise_setzen(html: str, muster: re.Pattern, adresse: Callable[[str], str | None], titel: str) -> str:
    """The HTML with a link round every match of `muster` for which `adresse` knows one; never inside a link."""
    wurzel = baum(html)
    for element in list(wurzel.iter()):
        if isinstance(element.tag, str) and not any(a.tag == "a" for a in (element, *element.iterancestors())):
            _verweisen(element, muster, adresse, titel)
        if element.tail and element is not wurzel and not any(a.tag == "a" for a in element.iterancestors()):
            _verweisen_danach(element, muster, adresse, titel)
    return (escape(wurzel.text, quote=False) if wurzel.text else "") + "".join(
        lxml_html.tostring(kind, encoding="unicode") for kind in wurzel
    )


def _stuecke(text, muster, adresse, titel):
    """Text before the first link, and the links with the text behind each."""
    anfang, verweise, ende = "", [], 0
    for treffer in muster.finditer(text):
        ziel = adresse(treffer.group())
        if not ziel:
            continue
        vorher, ende = text[ende : treffer.start()], treffer.end()
        if verweise:
            verweise[-1].tail = vorher
        else:
            anfang = vorher
        verweis = lxml_html.Element("a", href=ziel)
        if titel:
            verweis.set("title", titel.format(treffer.group()))
        verweis.text = treffer.group()
        verweise.append(verweis)
    if verweise:
        verweise[-1].tail = text[ende:]
    return anfang, verweise


def _verweisen(element, muster, adresse, titel) -> None:
    anfang, verweise = _stuecke(element.text or "", muster, adresse, titel)
    if verweise:
        element.text = anfang
        for stelle, verweis in enumerate(verweise):
            element.insert(stelle, verweis)


def _verweisen_danach(element, muster, adresse, titel) -> None:
    anfang, verweise = _stuecke(element.tail, muster, adresse, titel)
    if verweise:
        eltern = element.getparent()
        element.tail = anfang
        for stelle, verweis in enumerate(verweise, start=eltern.index(element) + 1):
            eltern.insert(stelle, verweis)
