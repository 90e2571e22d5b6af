"""The search over sittings and their TOPs: the index entries, and what a question finds for an account."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.formats import date_format

from gremien.rules import ist_mandatstraeger
from sitzungen import rules
from sitzungen.models import Sitzung
from sitzungen.suchindex import Sitzungssuche
from vorlagen.suche import JE_SUCHE, erneuern
from wittmund_ris.suche import Frage, Suchausdruck, vektor


def intern_sichtbare(benutzer) -> QuerySet:
    """The sittings of which this account reads also the non-public part: the pair of the right `sitzungen.intern_sehen`."""
    sichtbar = Sitzung.objects.sichtbar_fuer(benutzer)
    im_kreis = rules.ist_sitzungsdienst(benutzer) or rules.ist_verwaltungsleitung(benutzer)
    return sichtbar if im_kreis or ist_mandatstraeger(benutzer) else sichtbar.none()


def titel_fuer(top, intern: bool) -> str:
    """The title of a TOP as this reader may see it; empty if it shows none."""
    return top.titel if intern or top.ist_oeffentlich else top.oeffentlicher_titel


def eintrag(sitzung) -> dict[str, str]:
    """The index entry of a sitting, computed anew."""
    gremium, tag = sitzung.gremium, timezone.localtime(sitzung.beginn)
    tops = list(sitzung.tops.order_by("pk"))
    return {
        "titel_v": vektor(gremium.name, gremium.kurzname, f"{tag:%d.%m.%Y}", date_format(tag, "F"), sitzung.raum),
        "text_v": vektor(*(titel_fuer(top, False) for top in tops)),
        "intern_v": vektor(*(top.titel for top in tops if not top.ist_oeffentlich)),
    }


QUELLE = (Sitzungssuche, "sitzung", eintrag)


def nachfuehren(hoechstens: int = JE_SUCHE) -> int:
    """Write the entries anew whose sitting or agenda has changed; the number of entries."""
    return erneuern(Sitzungssuche, eintrag, hoechstens)


def finden(sitzungen: QuerySet, gesucht: Frage, benutzer, *, alle=True) -> QuerySet:
    """Those of the sittings that meet the question; `sitzungen` is what the account may see. Without `alle` one word is enough."""
    if gesucht.ist_leer:
        return sitzungen.none() if gesucht.text else sitzungen
    intern = intern_sichtbare(benutzer).values("pk")

    def trifft(begriff) -> Q:
        ausdruck = Suchausdruck(begriff.ausdruck)
        offen = Sitzungssuche.objects.filter(Q(titel_v=ausdruck) | Q(text_v=ausdruck)).values("sitzung")
        verdeckt = Sitzungssuche.objects.filter(intern_v=ausdruck, sitzung__in=intern).values("sitzung")
        return Q(pk__in=offen) | Q(pk__in=verdeckt)

    bedingung = Q()
    for begriff in gesucht.begriffe:
        bedingung = bedingung & trifft(begriff) if alle else bedingung | trifft(begriff)
    for begriff in gesucht.ausgeschlossene:
        bedingung &= ~trifft(begriff)
    return sitzungen.filter(bedingung)


def rang(gesucht: Frage) -> Case:
    """As for papers: named by body and day (8), else by its agenda (2)."""
    if not gesucht.begriffe:
        return Case(default=Value(0), output_field=IntegerField())
    genau = Suchausdruck(" & ".join(b.genau for b in gesucht.begriffe))
    return Case(When(suche__titel_v=genau, then=8), default=2, output_field=IntegerField())
