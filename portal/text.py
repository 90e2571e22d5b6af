"""Plain text to safe HTML: every character is escaped, the few links are made here."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from wittmund_ris import richtext
from wittmund_ris.vorlagennummer import MUSTER, lang

_ADRESSE = re.compile(r"https://[^\s<>\"'„“]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ABSATZ = re.compile(r"\n\s*\n")


def absaetze(text: str, verweise: dict[str, str]) -> SafeString:
    """Paragraphs by blank lines; a number becomes a link only if `verweise` (number → address) knows it."""

    def verweis(treffer):
        adresse = verweise.get(lang(treffer))
        return format_html('<a href="{}">{}</a>', adresse, treffer) if adresse else treffer

    return _verbinden(format_html("<p>{}</p>", _zeilen(block, MUSTER, verweis)) for block in _bloecke(text))


def formatiert(html: str, verweise: dict[str, str]) -> SafeString:
    """A formatted text, sanitised once more; a number becomes a link only if `verweise` (number → address) knows it."""
    sauber = richtext.bereinigen(richtext.normalisieren(html))
    return mark_safe(richtext.mit_verweisen(sauber, MUSTER, lambda t: verweise.get(lang(t))))  # noqa: S308


def seite(text: str) -> SafeString:
    """The text of a page: paragraphs, lines beginning with "## " as headings, with "- " as list; addresses become links."""
    html = []
    for block in _bloecke(text):
        for art, zeilen in _gruppen(block.split("\n")):
            if art == "h2":
                html += [format_html("<h2>{}</h2>", zeile) for zeile in zeilen]
            elif art == "li":
                punkte = _verbinden(format_html("<li>{}</li>", _zeilen(z, _ADRESSE, _adresse)) for z in zeilen)
                html.append(format_html("<ul>{}</ul>", punkte))
            else:
                html.append(format_html("<p>{}</p>", _zeilen("\n".join(zeilen), _ADRESSE, _adresse)))
    return _verbinden(html)


def _bloecke(text: str) -> list[str]:
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return [block.strip("\n") for block in _ABSATZ.split(text) if block.strip()]


def _gruppen(zeilen):
    """Neighbouring lines of one kind: ("h2" | "li" | "p", their texts without the mark)."""
    gruppen = []
    for zeile in zeilen:
        art = {"## ": "h2", "- ": "li"}.get("## " if zeile.startswith("## ") else zeile[:2], "p")
        inhalt = zeile[3:] if art == "h2" else zeile[2:] if art == "li" else zeile
        if gruppen and gruppen[-1][0] == art:
            gruppen[-1][1].append(inhalt.strip())
        else:
            gruppen.append((art, [inhalt.strip()]))
    return gruppen


def _zeilen(text, muster, ersetzen) -> SafeString:
    """Escape, keep line breaks, hand every match of `muster` to `ersetzen`."""
    return format_html_join(
        mark_safe("<br>"), "{}", ((_ersetzt(zeile.strip(), muster, ersetzen),) for zeile in text.split("\n"))
    )


def _ersetzt(zeile, muster, ersetzen) -> SafeString:
    teile, ende = [], 0
    for treffer in muster.finditer(zeile):
        teile += [zeile[ende : treffer.start()], ersetzen(treffer.group())]
        ende = treffer.end()
    return _verbinden([*teile, zeile[ende:]])


def _adresse(treffer: str) -> SafeString:
    # A full stop or bracket behind an address belongs to the sentence.
    rumpf = treffer.rstrip(".,;:!?)")
    ziel = f"mailto:{rumpf}" if "@" in rumpf and not rumpf.startswith("https://") else rumpf
    return format_html('<a href="{}">{}</a>{}', ziel, rumpf, treffer[len(rumpf) :])


def _verbinden(teile) -> SafeString:
    return format_html_join("", "{}", ((teil,) for teil in teile))
