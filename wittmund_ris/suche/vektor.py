"""The index entry of a text (leaf): a tsvector of PostgreSQL, written here and never by `to_tsvector`.

The stemmer of the server changes between its versions, and does not take compounds apart: text and question are analysed
by the same code, in one place.
"""

import hashlib
from pathlib import Path

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models

from wittmund_ris.suche.woerter import FUELLWOERTER, stamm, teile, woerter
from wittmund_ris.vorlagennummer import genannte

# Limits of PostgreSQL: the highest position, positions of one lexeme, bytes of one tsvector (with room to spare).
HOECHSTE_STELLE = 16_383
STELLEN_JE_LEXEM = 255
HOECHSTE_BYTES = 900_000


def _pruefsumme() -> str:
    ordner = Path(__file__).parent
    inhalt = b"".join((ordner / name).read_bytes() for name in ("woerter.py", "vektor.py", "teile.txt"))
    return hashlib.sha256(inhalt).hexdigest()[:16]


# Entries of another analysis are out of date: `suche_pruefen --neu` and each search renew them.
ANALYSE = _pruefsumme()


def vektor(*texte: str) -> str:
    """The tsvector of these texts as a literal: words with their positions, parts of compounds and numbers of papers without.

    Between two texts lies a gap, so that no phrase reaches across.
    """
    stellen: dict[str, list[int]] = {}
    stelle, umfang = 0, 0
    for text in texte:
        for wort in woerter(text or ""):
            stelle += 1
            if wort.lower() in FUELLWOERTER:
                continue
            grund = stamm(wort)
            for lexem in (grund, *(f"~{teil}" for teil in teile(wort))):
                if lexem not in stellen:
                    umfang += len(lexem.encode()) + 8
                    if umfang > HOECHSTE_BYTES:
                        return _literal(stellen)
                    stellen[lexem] = []
            liste = stellen[grund]
            if stelle <= HOECHSTE_STELLE and len(liste) < STELLEN_JE_LEXEM:
                liste.append(stelle)
                umfang += 2
        stelle += 10
    for nummer in genannte(*texte):
        stellen.setdefault(f"#{nummer}", [])
    return _literal(stellen)


def _literal(stellen: dict[str, list[int]]) -> str:
    return " ".join(
        f"'{lexem}'" + (":" + ",".join(map(str, liste)) if liste else "") for lexem, liste in stellen.items()
    )


class Suchausdruck(SearchQuery):
    """A tsquery that was put together here; its lexemes are letters, digits, `~`, `#` and `/` alone."""

    def __init__(self, ausdruck: str):
        super().__init__(ausdruck, search_type="raw")
        self.ausdruck = ausdruck

    def as_sql(self, compiler, connection, function=None, template=None):
        return "%s::tsquery", [self.ausdruck]


class Suchzeile(models.Model):
    """The index entry of one thing. A trigger marks it as out of date whenever its source changes, whoever writes;
    `nachfuehren` of its app writes it anew before the next search.
    """

    titel_v = SearchVectorField(null=True, editable=False)
    text_v = SearchVectorField(null=True, editable=False)
    fassung = models.CharField("Analyse", max_length=16, blank=True, editable=False)
    ist_aktuell = models.BooleanField("auf dem Stand der Quelle", default=False, editable=False)

    class Meta:
        abstract = True
