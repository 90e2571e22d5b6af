"""The rows of the search page: what was found, with the places where the words stand, from texts that this reader may read."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.safestring import SafeString

from schreibtisch.finden import SITZUNG, VORLAGE
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.suche import intern_sichtbare, titel_fuer
from sitzungen.views.ansicht import STATUS_TON
from vorlagen.models import Anlagensuche, Anlagentext, Vorlage
from vorlagen.suche import texte
from wittmund_ris.suche import Auszug, Frage, auszug, markiert

STELLEN = 3


@dataclass(frozen=True)
class Stelle:
    """A place inside a hit: an Anlage or a TOP."""

    titel: SafeString
    url: str
    wort: str
    auszug: Auszug | None = None


@dataclass(frozen=True)
class Fundstelle:
    """One hit. `objekt` is the Vorlage or Sitzung itself, for its status."""

    art: str
    objekt: object
    titel: SafeString
    url: str
    datum: datetime
    auszug: Auszug | None = None
    stellen: list[Stelle] = field(default_factory=list)
    ton: str = ""

    @property
    def ist_vorlage(self) -> bool:
        return self.art == VORLAGE


def fundstellen(zeilen, frage: Frage, benutzer) -> list[Fundstelle]:
    """The hits of one page in their order. A fixed number of queries, however many there are."""
    zeilen = list(zeilen)
    papiere = _vorlagen([pk for was, pk, *_ in zeilen if was == VORLAGE], frage, benutzer)
    sitzungen = _sitzungen([pk for was, pk, *_ in zeilen if was == SITZUNG], frage, benutzer)
    alle = {VORLAGE: papiere, SITZUNG: sitzungen}
    # Something may have vanished between the two looks.
    return [alle[was][pk] for was, pk, *_ in zeilen if pk in alle[was]]


def _vorlagen(schluessel, frage, benutzer) -> dict[int, Fundstelle]:
    if not schluessel:
        return {}
    vorlagen = Vorlage.objects.sichtbar_fuer(benutzer).filter(pk__in=schluessel)
    vorlagen = vorlagen.select_related("amt", "ursprung__ursprung", "antragsteller_person", "antragsteller_gremium")
    anlagen = _anlagen(schluessel, frage, benutzer)
    return {
        v.pk: Fundstelle(
            VORLAGE,
            v,
            markiert(v.titel, frage.lexeme),
            reverse("vorlagen:detail", args=[v.pk]),
            v.freigegeben_am or v.geaendert_am,
            auszug("\n".join(texte(v)), frage.lexeme),
            anlagen.get(v.pk, []),
        )
        for v in vorlagen
    }


def _anlagen(schluessel, frage, benutzer) -> dict[int, list[Stelle]]:
    """The Anlagen of these papers in which a word stands, each with the file that this reader would open."""
    if not frage.begriffe:
        return {}
    ausdruck = " | ".join(b.ausdruck for b in frage.begriffe)
    zeilen = Anlagensuche.objects.treffer(ausdruck, benutzer).filter(anlage__vorlage__in=schluessel)
    treffer = [z.anlage for z in zeilen.only("anlage").select_related("anlage").order_by("anlage__position", "pk")]
    intern = set(Vorlage.objects.intern_sichtbar_fuer(benutzer).filter(pk__in=schluessel).values_list("pk", flat=True))
    dateien = {a.pk: _datei(a, a.vorlage_id in intern) for a in treffer}
    gelesen = dict(Anlagentext.objects.filter(datei__in=filter(None, dateien.values())).values_list("datei", "text"))
    stellen = defaultdict(list)
    for anlage in treffer:
        if len(stellen[anlage.vorlage_id]) < STELLEN:
            fund = auszug(gelesen.get(dateien[anlage.pk], ""), frage.lexeme)
            url = reverse("vorlagen:anlage", args=[anlage.pk]) if dateien[anlage.pk] else ""
            stellen[anlage.vorlage_id].append(Stelle(markiert(anlage.titel, frage.lexeme), url, "Anlage", fund))
    return stellen


def _datei(anlage, intern: bool) -> int | None:
    """The key of the file that opens for this reader."""
    if intern:
        return anlage.datei_id
    return anlage.geschwaerzt_id if anlage.ist_geschwaerzt else anlage.datei_id


def _sitzungen(schluessel, frage, benutzer) -> dict[int, Fundstelle]:
    if not schluessel:
        return {}
    intern = set(intern_sichtbare(benutzer).filter(pk__in=schluessel).values_list("pk", flat=True))
    tops = Prefetch("tops", Tagesordnungspunkt.objects.order_by("-teil", "position", "pk"))
    sitzungen = Sitzung.objects.sichtbar_fuer(benutzer).filter(pk__in=schluessel)
    return {
        s.pk: Fundstelle(
            SITZUNG,
            s,
            markiert(str(s), frage.lexeme),
            reverse("sitzungen:detail", args=[s.pk]),
            s.beginn,
            stellen=_tops(s, frage, s.pk in intern),
            ton=STATUS_TON[s.status],
        )
        for s in sitzungen.select_related("gremium").prefetch_related(tops)
    }


def _tops(sitzung, frage, intern: bool) -> list[Stelle]:
    stellen = []
    for top in sitzung.tops.all():
        titel = markiert(titel_fuer(top, intern), frage.lexeme)
        if "<mark>" in titel and len(stellen) < STELLEN:
            url = reverse("sitzungen:detail", args=[sitzung.pk])
            stellen.append(Stelle(titel, f"{url}#{top.anker}" if top.nummer else url, top.nummer_lang or "TOP"))
    return stellen
