"""Repairs of what text recognition usually gets wrong: proposed with the passage, never made silently."""

import re

from vorlagen.einlesen.funde import Vorschlag
from vorlagen.einlesen.woerter import UMLAUTE, haeufigkeit, ist_bekannt, mit_einem_umlaut

# What was read → what may have stood there.
VERWECHSLUNGEN = (
    ("u", "ü"), ("a", "ä"), ("o", "ö"), ("U", "ü"), ("U", "Ü"), ("A", "Ä"), ("O", "Ö"), ("i", "ü"), ("l", "ü"), ("ii", "ü"),
    ("li", "ü"), ("il", "ü"), ("ui", "ü"), ("ti", "ü"), ("fi", "ü"), ("d", "ö"), ("6", "ö"), ("é", "ö"), ("4", "ä"), ("e", "ä"),
    ("3", "ß"), ("B", "ß"), ("R", "ß"), ("n", "ß"), ("l3", "ß"), ("lR", "ß"), ("f3", "ß"), ("fs", "ß"), ("8", "ß"), ("ss", "ß"),
    ("h", "n"), ("n", "h"), ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("l", "i"), ("i", "l"), ("1", "l"), ("1", "i"),
    ("1", "I"), ("I", "l"), ("l", "I"), ("0", "o"), ("0", "O"), ("5", "s"), ("5", "S"), ("8", "B"), ("vv", "w"), ("ri", "n"),
    ("c", "e"), ("e", "c"), ("f", "t"), ("t", "f"), ("tt", "ff"), ("|", "l"), ("|", "I"), ("G", "C"), ("€", "e"), ("nn", "m"),
)  # fmt: skip
WORT = re.compile(r"[^\W_]+(?:[|€][^\W_]+)*")
_MARKUP = re.compile(r"<[^>]*>")
_ZAHL = re.compile(r"\d+[a-zA-Z]?|[IVXL]+|\d+(?:er|jährige[nrs]?|mal|fache[nrs]?|teilig\w*)|[A-Z]{1,3}\d{1,4}")
_UMFELD = 45


def lesarten(wort: str, stufen: int = 2) -> list[str]:
    """Known words that recognition may have turned into `wort`: by the fewest confusions, the most frequent first."""
    menge, gesehen = {wort}, {wort}
    for _ in range(stufen):
        menge = {n for w in menge for n in _nachbarn(w)} - gesehen
        gesehen |= menge
        treffer = [n for n in menge if ist_bekannt(n) and _schreibung_passt(wort, n)]
        if treffer:
            return sorted(treffer, key=lambda n: (-haeufigkeit(n), n))[:4]
        if len(menge) > 4000:
            break
    ueberall = wort.translate(UMLAUTE)
    return [ueberall] if ueberall != wort and ist_bekannt(ueberall) else []


def _nachbarn(wort: str):
    for falsch, richtig in VERWECHSLUNGEN:
        stelle = wort.find(falsch)
        while stelle >= 0:
            yield wort[:stelle] + richtig + wort[stelle + len(falsch) :]
            stelle = wort.find(falsch, stelle + 1)


def _schreibung_passt(wort: str, lesart: str) -> bool:
    """A capital stands at the beginning or everywhere, and ß and joints never begin a word."""
    if lesart[0] == "ß":
        return False
    gross = [z.isupper() for z in lesart]
    if any(gross[1:]) and not all(gross):
        return False
    return not (wort[0].islower() and gross[0])


def pruefen(feld: str, html: str) -> tuple[list[Vorschlag], list[str]]:
    """The proposals for a text, and its words that nobody knows and that resemble nothing known."""
    text = " ".join(_MARKUP.sub(" ", html).split())
    vorkommen: dict[str, list[int]] = {}
    for treffer in WORT.finditer(text):
        vorkommen.setdefault(treffer.group(), []).append(treffer.start())
    vorschlaege, unbekannt = [], []
    for wort, stellen in vorkommen.items():
        if _ZAHL.fullmatch(wort) or ist_bekannt(wort):
            continue
        ersatz = lesarten(wort)
        if not ersatz:
            unbekannt.append(wort)
            continue
        vorschlaege.append(
            Vorschlag(feld, wort, tuple(ersatz), _ist_gewiss(ersatz), _umfeld(text, stellen[0], wort), len(stellen))
        )
    return vorschlaege, unbekannt


def mehrdeutig(feld: str, html: str) -> list[Vorschlag]:
    """Words that exist with and without umlaut (wurde, würde): asked only where recognition has lost umlauts elsewhere."""
    text = " ".join(_MARKUP.sub(" ", html).split())
    fragen = {}
    for treffer in WORT.finditer(text):
        wort = treffer.group()
        if wort in fragen or len(wort) < 4 or not haeufigkeit(wort):
            continue
        andere = [w for w in mit_einem_umlaut(wort) if haeufigkeit(w) >= haeufigkeit(wort) / 10]
        if andere:
            fragen[wort] = Vorschlag(
                feld, wort, tuple(andere), False, _umfeld(text, treffer.start(), wort), text.count(wort), nur_frage=True
            )
    return list(fragen.values())


def ersetzen(html: str, ersatz: dict[str, str]) -> str:
    """The text with whole words replaced; tags stay as they are."""
    if not ersatz:
        return html
    teile = re.split(r"(<[^>]*>)", html)
    for n in range(0, len(teile), 2):
        teile[n] = WORT.sub(lambda t: ersatz.get(t.group(), t.group()), teile[n])
    return "".join(teile)


def hat_umlaut_verloren(vorschlag: Vorschlag) -> bool:
    """True if the repair puts an umlaut where its plain letter was read."""
    return any(
        len(e) == len(vorschlag.wort)
        and any(a != b and a.translate(UMLAUTE).lower() == b.lower() for a, b in zip(vorschlag.wort, e, strict=True))
        for e in vorschlag.ersatz[:1]
    )


def _ist_gewiss(ersatz: list[str]) -> bool:
    if len(ersatz) == 1:
        return True
    erste, zweite = haeufigkeit(ersatz[0]), haeufigkeit(ersatz[1])
    return erste >= 20 * max(zweite, 1)


def _umfeld(text: str, stelle: int, wort: str) -> tuple[str, str]:
    """The words before and behind, cut at spaces."""
    vorher, nachher = text[:stelle], text[stelle + len(wort) :]
    if len(vorher) > _UMFELD:
        vorher = "… " + vorher[-_UMFELD:].partition(" ")[2]
    if len(nachher) > _UMFELD:
        nachher = nachher[:_UMFELD].rpartition(" ")[0] + " …"
    return vorher, nachher
