"""One search over papers with their Anlagen and over sittings, in one order."""

from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce

from sitzungen import suche as sitzungssuche
from sitzungen.models import Sitzung
from vorlagen import suche as vorlagensuche
from vorlagen.models import Vorlage
from wittmund_ris.suche import Frage, frage
from wittmund_ris.suche.woerter import klein, woerter

VORLAGE, SITZUNG = "vorlage", "sitzung"
# Suggestions: titles that are looked through, the shortest word that is corrected, how alike two must be.
TITEL, KUERZESTES, AEHNLICH = 3000, 5, 0.8


@dataclass(frozen=True)
class Ergebnis:
    """What was found: rows of (kind, key, rank, time), the nearest first. `nur_eines`: no hit has all words, these have one."""

    frage: Frage
    treffer: QuerySet
    nur_eines: bool = False


def suchen(form, benutzer) -> Ergebnis:
    """All that meets words and filters of the form and is visible to the account. Out-of-date index entries are renewed first."""
    vorlagensuche.nachfuehren()
    sitzungssuche.nachfuehren()
    gesucht = frage(form.text)
    treffer = _treffer(form, gesucht, benutzer, alle=True)
    if len(gesucht.begriffe) > 1 and not treffer.exists():
        einzelne = _treffer(form, gesucht, benutzer, alle=False)
        if einzelne.exists():
            return Ergebnis(gesucht, einzelne, nur_eines=True)
    return Ergebnis(gesucht, treffer)


def _treffer(form, gesucht, benutzer, *, alle) -> QuerySet:
    ordnung = ("-datum", "-pk") if form.nach_datum else ("-rang", "-datum", "-pk")
    teile = []
    if form.mit_vorlagen:
        papiere = vorlagensuche.finden(form.gefiltert(), gesucht, benutzer, alle=alle)
        teile.append(
            _spalten(papiere, VORLAGE, vorlagensuche.rang(gesucht), Coalesce("freigegeben_am", "geaendert_am"))
        )
    if form.mit_sitzungen:
        sitzungen = form.sitzungen(Sitzung.objects.sichtbar_fuer(benutzer))
        sitzungen = sitzungssuche.finden(sitzungen, gesucht, benutzer, alle=alle)
        teile.append(_spalten(sitzungen, SITZUNG, sitzungssuche.rang(gesucht), Coalesce("beginn", "beginn")))
    zusammen = teile[0].union(*teile[1:], all=True) if len(teile) > 1 else teile[0]
    return zusammen.order_by(*ordnung)


def _spalten(zeilen, was, rang, datum):
    return (
        zeilen.order_by()
        .annotate(was=Value(was, output_field=CharField()), rang=rang, datum=datum)
        .values_list("was", "pk", "rang", "datum")
    )


def vorschlaege(gesucht: Frage, benutzer) -> list[str]:
    """Other spellings for a search that found nothing, out of the titles that this account may read and no other text.

    Words under five letters are never corrected.
    """
    titel = Vorlage.objects.sichtbar_fuer(benutzer).order_by("-geaendert_am").values_list("betreff", flat=True)
    bekannte: dict[str, str] = {}
    for wort in woerter(" ".join(titel[:TITEL])):
        if len(wort) >= KUERZESTES:
            bekannte.setdefault(klein(wort), wort)
    anders = gesucht.text
    for begriff in gesucht.begriffe:
        for wort in begriff.folge:
            if len(wort) >= KUERZESTES and klein(wort) not in bekannte:
                naechste = get_close_matches(klein(wort), bekannte, n=1, cutoff=AEHNLICH)
                anders = anders.replace(wort, bekannte[naechste[0]]) if naechste else anders
    return [anders] if anders != gesucht.text else []
