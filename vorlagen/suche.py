"""The search over papers and their Anlagen: the index entries, and what a question finds for an account.

A paper and those of its Anlagen that the account may read are one document: each word may stand in another of them. What the
account may not read takes no part, neither in finding nor in excluding.
"""

from django.db import transaction
from django.db.models import BooleanField, Case, F, Func, IntegerField, Q, QuerySet, Value, When

from vorlagen.arten import WORTE_DES_MANDATS
from vorlagen.models import Anlagensuche, Anlagentext, Vorlagensuche
from wittmund_ris.richtext import klartext
from wittmund_ris.suche import ANALYSE, Begriff, Frage, Nummer, Suchausdruck, frage, nummer, vektor

# What one search renews before it looks; more is left to the background work.
JE_SUCHE = 100
# Shorter ones stand in the middle of too many other words.
KUERZESTER_WORTTEIL = 5


# --- The index ---
def texte(vorlage) -> list[str]:
    """The texts of the paper as its page shows them to every reader, plain."""
    felder = [t.feld for t in vorlage.blatt.texte if t.feld != "beschlussvorschlag" or vorlage.hat_beschluss]
    if vorlage.amt_id is None:
        felder = [feld for feld in felder if feld in WORTE_DES_MANDATS]
    return [klartext(text) for feld in felder if (text := getattr(vorlage, feld))]


def eintrag_der_vorlage(vorlage) -> dict[str, str]:
    """The index entry of a paper, computed anew."""
    titel = (vorlage.betreff, vorlage.nummer, vorlage.antragsteller)
    return {"titel_v": vektor(*titel), "text_v": vektor(*texte(vorlage))}


def eintrag_der_anlage(anlage) -> dict[str, str]:
    """The index entry of an Anlage, computed anew: of each kind the version that counts."""
    schluessel = [pk for pk in (anlage.datei_id, anlage.geschwaerzt_id) if pk]
    gelesen = dict(Anlagentext.objects.filter(datei__in=schluessel).values_list("datei", "text"))
    return {
        "titel_v": vektor(anlage.titel),
        "text_v": vektor(gelesen.get(anlage.datei_id, "")),
        "oeffentlich_v": vektor(gelesen.get(anlage.geschwaerzt_id, "")),
    }


# Of each table: the entries, the name of their source, and how an entry is computed.
QUELLEN = (
    (Vorlagensuche, "vorlage", eintrag_der_vorlage),
    (Anlagensuche, "anlage", eintrag_der_anlage),
)
_MIT = {"vorlage": ("vorlage__ursprung", "vorlage__antragsteller_person", "vorlage__antragsteller_gremium")}


def nachfuehren(hoechstens: int = JE_SUCHE) -> int:
    """Write the index entries anew whose source has changed; the number of entries. What another process is at is left to it."""
    return sum(erneuern(modell, eintrag, hoechstens) for modell, _, eintrag in QUELLEN)


def erneuern(modell, eintrag, hoechstens: int) -> int:
    """Renew the entries of one table that are out of date; `eintrag` computes the columns out of the source."""
    veraltet = modell.objects.filter(ist_aktuell=False)
    if not veraltet.exists():
        return 0
    with transaction.atomic():
        # First the lock, then the text: whoever changes it meanwhile waits, and marks the entry once more.
        schluessel = list(
            veraltet.select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True)[:hoechstens]
        )
        for quelle in _quellen(modell, schluessel):
            modell.objects.filter(pk=quelle.pk).update(**eintrag(quelle), fassung=ANALYSE, ist_aktuell=True)
    return len(schluessel)


def _quellen(modell, schluessel=None):
    name = modell._meta.pk.name
    zeilen = modell.objects.only("pk").select_related(*_MIT.get(name, (name,)))
    zeilen = zeilen if schluessel is None else zeilen.filter(pk__in=schluessel)
    return (getattr(zeile, name) for zeile in zeilen)


def abweichende(modell, quelle: str, eintrag) -> list[int]:
    """The keys of the sources whose entry is missing or says something else than one that is computed now."""
    alle = modell._meta.get_field(quelle).related_model.objects.order_by("pk")
    falsche = []
    for objekt in alle:
        felder = eintrag(objekt)
        gleich = modell.objects.filter(*(_ist_gleich(feld, wert) for feld, wert in felder.items()), pk=objekt.pk)
        if not gleich.exists():
            falsche.append(objekt.pk)
    return falsche


def _ist_gleich(feld: str, wert: str) -> Func:
    """The database compares: it writes a tsvector in an order of its own."""
    return Func(
        F(feld), Value(wert), template="(%(expressions)s::tsvector)", arg_joiner=" = ", output_field=BooleanField()
    )


def fehlende_anlegen(modell, quelle: str) -> int:
    """Give an empty entry to every source that has none; the number of them."""
    alle = modell._meta.get_field(quelle).related_model.objects.exclude(pk__in=modell.objects.values("pk"))
    neue = [modell(pk=pk) for pk in alle.values_list("pk", flat=True)]
    modell.objects.bulk_create(neue, ignore_conflicts=True)
    return len(neue)


# --- Finding ---
def mit_nummer(vorlagen: QuerySet, gefragt: Nummer) -> QuerySet:
    """The papers with this number; without a year those of all years, without a Zusatz also what supplements them."""
    return vorlagen.filter(_nummer(gefragt))


def _nummer(gefragt: Nummer) -> Q:
    gesucht = Q(laufnummer=gefragt.laufnummer)
    if gefragt.jahr is not None:
        gesucht &= Q(jahr=gefragt.jahr)
    if gefragt.zusatz is not None:
        gesucht &= Q(zusatz=gefragt.zusatz)
    return gesucht


def finden(vorlagen: QuerySet, gesucht: Frage, benutzer, *, alle=True) -> QuerySet:
    """Those of the papers that meet the question; `vorlagen` is what the account may see. Without `alle` one word is enough.

    An empty question leaves all of them, one without a word that could be looked for none.
    """
    return vorlagen.filter(_bedingung(gesucht, benutzer, alle))


def _bedingung(gesucht: Frage, benutzer, alle=True) -> Q:
    if gesucht.ist_leer:
        return Q(pk__in=[]) if gesucht.text else Q()
    bedingung = Q()
    for begriff in gesucht.begriffe:
        einer = _trifft(begriff, benutzer)
        bedingung = bedingung & einer if alle else bedingung | einer
    for begriff in gesucht.ausgeschlossene:
        bedingung &= ~_trifft(begriff, benutzer, wortteile=False)
    return bedingung


def _trifft(begriff: Begriff, benutzer, *, wortteile=True) -> Q:
    ausdruck = Suchausdruck(begriff.ausdruck)
    papiere = Vorlagensuche.objects.filter(Q(titel_v=ausdruck) | Q(text_v=ausdruck)).values("vorlage")
    anlagen = Anlagensuche.objects.treffer(begriff.ausdruck, benutzer).values("anlage__vorlage")
    treffer = Q(pk__in=papiere) | Q(pk__in=anlagen)
    if wortteile and len(begriff.roh) > 1:
        treffer |= Q(aktenzeichen__istartswith=begriff.roh)
        if len(begriff.roh) >= KUERZESTER_WORTTEIL:
            treffer |= Q(betreff__icontains=begriff.roh)
    return treffer


def rang(gesucht: Frage) -> Case:
    """How near: the words in the Betreff (8), parts of its words (4), the words in the text (2), anything else (1)."""
    if not gesucht.begriffe:
        return Case(default=Value(0), output_field=IntegerField())
    genau = Suchausdruck(" & ".join(b.genau for b in gesucht.begriffe))
    auch_teile = Suchausdruck(" & ".join(b.ausdruck for b in gesucht.begriffe))
    return Case(
        When(suche__titel_v=genau, then=8),
        When(suche__titel_v=auch_teile, then=4),
        When(suche__text_v=genau, then=2),
        default=1,
        output_field=IntegerField(),
    )


def passend(vorlagen: QuerySet, text: str, benutzer) -> QuerySet:
    """What a list shows for the text in its box: the papers with that number in any spelling, else what the words find."""
    gefragt, gesucht = nummer(text), frage(text)
    if gefragt is None:
        return finden(vorlagen, gesucht, benutzer)
    if gefragt.jahr is not None:
        return mit_nummer(vorlagen, gefragt)
    return vorlagen.filter(_nummer(gefragt) | _bedingung(gesucht, benutzer))
