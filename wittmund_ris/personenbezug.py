"""What looks like personal data in a plain text (leaf): a few patterns that anyone can read here. A hint, never a decision.

Names are not looked for: no pattern knows a person from a street, and whoever trusts one looks no more.
"""

import re
from dataclasses import dataclass

from wittmund_ris.vorlagennummer import MUSTER

_LEERE = "[ \u00a0]"
_TAG = rf"\d{{1,2}}\.{_LEERE}?\d{{1,2}}\.{_LEERE}?(?:\d{{4}}|\d{{2}})"
ARTEN = {
    "E-Mail-Adresse": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    # In groups of four or in one piece; a wrong check digit is a mistyped account, and still somebody's.
    "IBAN": re.compile(rf"\bDE\d{{2}}(?:{_LEERE}?\d){{18}}(?!\d)|\b(?!DE)[A-Z]{{2}}\d{{2}}[A-Z0-9]{{11,30}}\b"),
    "Angabe zur Geburt": re.compile(
        rf"\bgeb\.(?:{_LEERE}?(?:am{_LEERE})?{_TAG})?|\bgeboren{_LEERE}(?:am|in)\b(?:{_LEERE}{_TAG})?"
        rf"|\bGeburts(?:datum|tag|ort|name)\b|\*{_LEERE}?{_TAG}|\(\d{{1,2}}\.\d{{1,2}}\.19\d\d\)"
    ),
    "Telefonnummer": re.compile(
        rf"(?<![\w,.:/+-])(?:\+\d{{2}}|00\d{{2}}|\(0\d|0[1-9])(?:[\d()/–-]|{_LEERE}){{4,20}}\d(?![\w]|[.,]\d)"
    ),
    "Wohnanschrift": re.compile(r"\bwohnhaft\b", re.IGNORECASE),
}
# Of a number in international form, country and area included.
ZIFFERN = range(7, 16)


@dataclass(frozen=True)
class Fund:
    """One place in the text: what it looks like, and where it stands."""

    art: str
    anfang: int
    ende: int


def funde(text: str) -> list[Fund]:
    """Every place of `text` that looks like personal data, in the order of the text; of two that overlap the first kind.

    Numbers of papers (0121/2018) are no telephone numbers, and an IBAN of another country must have its check digits.
    """
    ohne_nummern = MUSTER.sub(lambda treffer: "x" * len(treffer[0]), text)
    gefunden: list[Fund] = []
    for art, muster in ARTEN.items():
        for treffer in muster.finditer(ohne_nummern):
            if art == "Telefonnummer" and sum(z.isdigit() for z in treffer[0]) not in ZIFFERN:
                continue
            if art == "IBAN" and not treffer[0].startswith("DE") and not _pruefziffer_stimmt(treffer[0]):
                continue
            if all(treffer.end() <= f.anfang or f.ende <= treffer.start() for f in gefunden):
                gefunden.append(Fund(art, treffer.start(), treffer.end()))
    return sorted(gefunden, key=lambda f: f.anfang)


def _pruefziffer_stimmt(iban: str) -> bool:
    """ISO 13616: the digits, letters as 10 to 35, leave 1 when divided by 97."""
    return int("".join(str(int(z, 36)) for z in iban[4:] + iban[:4])) % 97 == 1
