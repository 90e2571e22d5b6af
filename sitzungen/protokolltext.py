"""The facts of a Protokoll, derived from the sitting (§ 68 NKomVG): nothing here is typed, and nothing writes.

Each fact belongs to a part. What happened in the non-public part, the coming and going and the counts in it included, stands
in no fact of the public one.
"""

from dataclasses import asdict, dataclass

from django.db.models import Prefetch
from django.utils import timezone

from sitzungen.choices import (
    AbstimmungArt,
    AbstimmungForm,
    AntragStand,
    Anwesend,
    BlockArt,
    FeststellungAnlass,
    Herkunft,
    Mehrheitsregel,
    Stimmwert,
    Teil,
    TeilnahmeArt,
    Umfang,
    Verbleib,
)
from sitzungen.models import Abstimmung, Stimme, Wahl
from sitzungen.saetze import antragssatz, punktsatz
from sitzungen.sitzungszeiten import Zeiten, uhrzeit
from wittmund_ris.richtext import normalisieren

OE, N = Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH
OHNE_OEFFENTLICHKEIT = "Ohne Öffentlichkeit behandelt (§ 64 Abs. 1 NKomVG)."


@dataclass(frozen=True)
class Tatsache:
    """One fact: what it is about, a sentence, names or lines below it, and a wording as clean HTML."""

    bezeichnung: str
    text: str = ""
    zeilen: tuple[str, ...] = ()
    wortlaut: str = ""

    def als_daten(self) -> dict:
        return asdict(self) | {"zeilen": list(self.zeilen)}


@dataclass(frozen=True)
class Abschnitt:
    """A place of the Protokoll in one part: the beginning, an item or the end, with its facts.

    `hat_text`: the clerk writes here. It has none where the public part only says that an item was treated elsewhere.
    """

    art: str
    teil: str
    titel: str
    nummer: str = ""
    top: object = None
    vorlage_nummer: str = ""
    tatsachen: tuple[Tatsache, ...] = ()
    hat_text: bool = True
    ist_ueberschrift: bool = False

    @property
    def schluessel(self) -> tuple:
        return (self.art, self.top.pk) if self.top else (self.art, self.teil)


def teil_von(top) -> Teil:
    """The part that the Protokoll of an item belongs to: an item treated without the public belongs to the non-public one."""
    return OE if top.ist_oeffentlich and not top.ohne_oeffentlichkeit_seit else N


def teile(sitzung, tops=None) -> list[Teil]:
    """The parts that this sitting has a Protokoll of."""
    tops = list(sitzung.tops.all()) if tops is None else tops
    nichtoeffentlich = any(teil_von(t) == N and not t.ist_ueberschrift for t in tops)
    if not sitzung.ist_oeffentlich:
        return [N]
    return [OE, N] if nichtoeffentlich else [OE]


def abschnitte(sitzung) -> list[Abschnitt]:
    """Every place of the Protokoll with its facts, part by part in the order of the agenda; a fixed number of queries."""
    tops = _tops(sitzung)
    zeiten = Zeiten(sitzung, tops, teil_von)
    verfahren = list(
        sitzung.abstimmungen.filter(top=None)
        .order_by("erfasst_am", "pk")
        .select_related("antrag")
        .prefetch_related(_STIMMEN)
    )
    sitze = list(
        sitzung.anwesenheiten.select_related("mitgliedschaft__person").prefetch_related(
            "zeiten__person", "zeiten__ab_top", "zeiten__bis_top"
        )
    )
    teilnahmen = list(sitzung.teilnahmen.all())
    feststellungen = list(sitzung.feststellungen.select_related("bezweifelt_von", "top"))
    pausen = list(sitzung.unterbrechungen.all())
    alle = []
    for teil in teile(sitzung, tops):
        kopf = [
            *_ladung(sitzung),
            *_anwesenheit(sitze, teil, zeiten),
            *_teilnahmen(teilnahmen, teil, zeiten),
            *_beschlussfaehigkeit(feststellungen, teil, zeiten),
            *_verlauf(pausen, teil, zeiten),
            *_tagesordnung(tops, teil),
            *(_verfahren(a) for a in verfahren if _teil_des_verfahrens(a, tops, zeiten) == teil),
        ]
        alle.append(Abschnitt(BlockArt.KOPF, teil, "Beginn", tatsachen=tuple(kopf)))
        alle += [_punkt(t, teil, tops) for t in tops if teil_von(t) == teil or (teil == OE and t.ist_oeffentlich)]
        ende = zeiten.ende(teil)
        schluss = (Tatsache("Schluss", f"{uhrzeit(ende)} Uhr"),) if ende else ()
        alle.append(Abschnitt(BlockArt.SCHLUSS, teil, "Schluss", tatsachen=schluss))
    return alle


_STIMMEN = Prefetch("einzelstimmen", Stimme.objects.select_related("person"))


def _tops(sitzung) -> list:
    stimmen = Abstimmung.objects.select_related("antrag").prefetch_related(_STIMMEN)
    return list(
        sitzung.tops.select_related("beratung__vorlage", "verwiesen_an", "protokoll_von__gremium").prefetch_related(
            Prefetch("abstimmungen", stimmen.order_by("position", "pk")),
            "antraege",
            "mitwirkungsverbote__person",
            "mitwirkungsverbote__teilnahme",
            Prefetch("wahlen", Wahl.objects.mit_gaengen()),
        )
    )


# --- The beginning --------------------------------------------------------------------------------------------
def _ladung(sitzung):
    if sitzung.leitung:
        yield Tatsache("Leitung", sitzung.leitung.name)
    if sitzung.ladung_ordnungsgemaess is None:
        return
    vom = f" mit Einladung vom {timezone.localtime(sitzung.eingeladen_am):%d.%m.%Y}" if sitzung.eingeladen_am else ""
    if sitzung.ladung_ordnungsgemaess:
        eil = f" Die Ladungsfrist war verkürzt: {sitzung.eilfall_grund}" if sitzung.eilfall_grund else ""
        yield Tatsache("Ladung", f"Ordnungsgemäß geladen{vom}.{eil}")
    else:
        yield Tatsache(
            "Ladung",
            "Die Ladung war nicht ordnungsgemäß. Alle Mitglieder sind anwesend, niemand rügt den Mangel "
            "(§ 65 Abs. 1 NKomVG).",
        )


def _anwesenheit(sitze, teil, zeiten):
    """Present, excused and absent in this part, each seat once; a deputy with the seat that he or she took."""
    da, entschuldigt, fehlt = [], [], []
    for sitz in sitze:
        mitglied = sitz.mitgliedschaft.person.name + ("" if sitz.ist_stimmberechtigt else " (beratend)")
        eigene = [z for z in sitz.zeiten.all() if not z.ist_vertretung]
        spannen = [s for z in eigene for s in zeiten.anwesend(z, teil)]
        if spannen:
            da.append(mitglied + _wann(spannen))
        for vertretung in {z.person_id: z.person for z in sitz.zeiten.all() if z.ist_vertretung}.values():
            dessen = [s for z in sitz.zeiten.all() if z.person_id == vertretung.pk for s in zeiten.anwesend(z, teil)]
            if dessen:
                da.append(f"{vertretung.name} in Vertretung für {sitz.mitgliedschaft.person.name}{_wann(dessen)}")
        if not spannen:
            (entschuldigt if sitz.status == Anwesend.ENTSCHULDIGT else fehlt).append(mitglied)
    for name, liste in (("Anwesend", da), ("Entschuldigt", entschuldigt), ("Nicht anwesend", fehlt)):
        if liste:
            yield Tatsache(name, "; ".join(liste))


def _wann(spannen) -> str:
    worte = [w for s in spannen for w in (s.ab and f"ab {s.ab}", s.bis and f"bis {s.bis}") if w]
    return f" ({', '.join(worte)})" if worte else ""


def _teilnahmen(teilnahmen, teil, zeiten):
    """Guests of a sitting with both parts stand in the non-public one: nobody recorded for which part they came."""
    for art in TeilnahmeArt:
        namen = tuple(str(t) for t in teilnahmen if t.art == art)
        if namen and not (art == TeilnahmeArt.GAST and teil == OE and zeiten.hat_beide):
            yield Tatsache(art.label, "; ".join(namen))


def _beschlussfaehigkeit(feststellungen, teil, zeiten):
    for f in feststellungen:
        if teil == OE and zeiten.teil_um(f.am, f.top) != OE:
            continue
        zahlen = (
            f"{f.anwesend} von {f.mitglieder} stimmberechtigten Mitgliedern anwesend, nötig sind {f.noetig}. "
            f"Das Gremium ist {'' if f.gegeben else 'nicht '}beschlussfähig (§ 65 NKomVG)."
        )
        bei = f" zu {f.top.nummer_lang}" if f.top else ""
        anfang = {
            FeststellungAnlass.EROEFFNUNG: "",
            FeststellungAnlass.ZWEIFEL: f"{uhrzeit(f.am)} Uhr{bei}, bezweifelt von {f.bezweifelt_von}: ",
            FeststellungAnlass.ERNEUT: f"{uhrzeit(f.am)} Uhr{bei}, erneute Zählung: ",
        }[f.anlass]
        yield Tatsache("Beschlussfähigkeit", anfang + zahlen)


def _verlauf(pausen, teil, zeiten):
    for p in pausen:
        if teil == OE and zeiten.teil_um(p.von) != OE:
            continue
        bis = f" bis {uhrzeit(p.bis)} Uhr" if p.bis else ""
        yield Tatsache("Unterbrechung", f"{uhrzeit(p.von)} Uhr{bis}{f': {p.grund}' if p.grund else ''}")


def _tagesordnung(tops, teil):
    """What the agenda as resolved differs in from the one that was sent, and another order of treatment."""
    hier = [t for t in tops if t.teil == teil and t.nummer]
    zeilen = []
    for top in hier:
        if top.herkunft == Herkunft.NACHTRAG:
            zeilen.append(f"{top.nummer_lang} mit Nachtrag {top.nachtrag} aufgenommen")
        elif top.herkunft == Herkunft.DRINGLICH:
            zeilen.append(f"{top.nummer_lang} als dringlich aufgenommen (§ 59 Abs. 3 NKomVG): {top.aufnahme_grund}")
        if top.abgesetzt_am:
            zeilen.append(f"{top.nummer_lang} abgesetzt: {top.ergebnis_grund}")
    gefolgt = sorted((t for t in hier if t.behandlungsfolge is not None), key=lambda t: t.behandlungsfolge)
    if gefolgt and gefolgt != [t for t in hier if t in gefolgt]:
        zeilen.append(f"Behandelt in der Reihenfolge {', '.join(t.nummer_lang for t in gefolgt)}")
    if zeilen:
        yield Tatsache("Tagesordnung", "Festgestellt mit diesen Änderungen:", tuple(zeilen))
    elif hier:
        yield Tatsache("Tagesordnung", "Festgestellt wie versandt.")


def _teil_des_verfahrens(abstimmung, tops, zeiten) -> Teil:
    """A vote on the procedure names its subject: where that may be a non-public item, it stands in the non-public part."""
    art = abstimmung.art
    if art == AbstimmungArt.OEFFENTLICHKEIT and zeiten.hat_beide:
        return N
    if art == AbstimmungArt.ERWEITERUNG and any(t.herkunft == Herkunft.DRINGLICH and teil_von(t) == N for t in tops):
        return N
    return zeiten.teil_um(abstimmung.erfasst_am)


# --- An item --------------------------------------------------------------------------------------------------
def _punkt(top, teil, tops) -> Abschnitt:
    gemeinsam = {"art": BlockArt.TOP, "teil": teil, "titel": top.titel, "nummer": top.nummer_lang, "top": top}
    if top.ist_ueberschrift:
        return Abschnitt(**gemeinsam, hat_text=False, ist_ueberschrift=True)
    if teil_von(top) != teil:
        return Abschnitt(**gemeinsam, hat_text=False, tatsachen=(Tatsache("Hinweis", OHNE_OEFFENTLICHKEIT),))
    vorlage = top.beratung.vorlage.nummer if top.beratung else ""
    return Abschnitt(**gemeinsam, vorlage_nummer=vorlage, tatsachen=tuple(_verhandelt(top, tops)))


def _verhandelt(top, tops):
    if top.protokoll_von:
        yield Tatsache("Gegenstand", f"Protokoll der Sitzung {top.protokoll_von}")
    for verbot in top.mitwirkungsverbote.all():
        yield Tatsache("Mitwirkungsverbot", _verbotssatz(verbot))
    abgestimmt = {a.antrag_id for a in top.abstimmungen.all() if a.antrag_id}
    for antrag in top.antraege.all():
        stand = "" if antrag.pk in abgestimmt or antrag.stand == AntragStand.OFFEN else antrag.get_stand_display()
        yield Tatsache(
            antrag.get_art_display(),
            f"{antrag.gestellt_von}: {antrag.inhalt}" + (f" ({stand})" if stand else ""),
        )
    for abstimmung in top.abstimmungen.all():
        if abstimmung.art == AbstimmungArt.HAUPT:
            yield _beschluss(top, abstimmung, tops)
        else:
            yield _verfahren(abstimmung)
    for wahl in top.wahlen.all():
        namen = ", ".join(k.name for k in wahl.kandidaten.all())
        zeilen = (f"Zur Wahl: {namen}",) if namen else ()
        yield Tatsache(f"Wahl: {wahl.gegenstand}", wahl.satz, zeilen)
    if top.ergebnis and not top.hauptabstimmung:
        grund = f": {top.ergebnis_grund}" if top.ergebnis_grund else ""
        yield Tatsache("Ergebnis", _gross(punktsatz(top)) + grund, wortlaut=top.wortlaut if top.beratung else "")
    if top.genehmigungsbeduerftig:
        yield Tatsache(
            "Hinweis", "Der Beschluss bedarf der Genehmigung der Kommunalaufsichtsbehörde (§ 65 Abs. 3 NKomVG)."
        )


def _verbotssatz(verbot) -> str:
    """Who did not take part and where the person was meanwhile. Why is never said (§ 41 NKomVG)."""
    wer = verbot.person.name if verbot.person else str(verbot.teilnahme)
    if verbot.umfang == Umfang.HINWEIS:
        return f"{wer} hat eine Betroffenheit angezeigt und darf mitwirken."
    wo = "hielt sich im Zuhörerbereich auf" if verbot.verbleib == Verbleib.ZUHOERER else "verließ den Sitzungsraum"
    if verbot.nachtraeglich:
        return f"{wer} unterlag dem Mitwirkungsverbot (nach der Abstimmung bekannt geworden)."
    return f"{wer} wirkte nicht mit und {wo}."


def _beschluss(top, abstimmung, tops) -> Tatsache:
    zeilen = [*_zahlen(abstimmung), *_namen(abstimmung, top)]
    if abstimmung.en_bloc:
        mit = [
            t.nummer_lang
            for t in tops
            if t.pk != top.pk
            and teil_von(t) == teil_von(top)
            and t.hauptabstimmung
            and t.hauptabstimmung.en_bloc == abstimmung.en_bloc
        ]
        if mit:
            zeilen.append(f"Gemeinsam abgestimmt mit {', '.join(mit)}")
    wortlaut = (abstimmung.wortlaut or top.wortlaut) if top.beratung or abstimmung.wortlaut else ""
    return Tatsache("Beschluss", _gross(punktsatz(top)), tuple(zeilen), normalisieren(wortlaut) if wortlaut else "")


def _verfahren(abstimmung) -> Tatsache:
    """A vote beside the matter. To exclude the public, whether it was debated (§ 64 Abs. 1 S. 2 NKomVG)."""
    zeilen = [*_zahlen(abstimmung), *_namen(abstimmung, abstimmung.top)]
    if abstimmung.mit_aussprache is not None:
        zeilen.append(f"{'Nach' if abstimmung.mit_aussprache else 'Ohne'} Aussprache")
    worueber = abstimmung.antrag.inhalt if abstimmung.antrag else abstimmung.gegenstand
    satz = antragssatz(abstimmung.stimmen, abstimmung.ergebnis)
    return Tatsache(f"Abstimmung: {abstimmung.get_art_display()}", f"{worueber}: {satz}", tuple(zeilen))


def _zahlen(a) -> list[str]:
    """The numbers as they were counted, and what the vote needed where that is no simple majority."""
    zahlen = f"Ja {a.ja}, Nein {a.nein}, Enthaltungen {a.enthaltung}"
    if a.ungueltig:
        zahlen += f", ungültig {a.ungueltig}"
    form = {AbstimmungForm.NAMENTLICH: " (namentlich)", AbstimmungForm.GEHEIM: " (geheim)"}.get(a.form, "")
    zeilen = [zahlen + form]
    if a.mehrheitsregel != Mehrheitsregel.EINFACH:
        zeilen.append(f"Nötige Mehrheit: {a.get_mehrheitsregel_display()} ({a.mitglieder} Mitglieder)")
    return zeilen


def _namen(a, top) -> list[str]:
    """The votes by name of a roll call, or those that a member wants to stand here, with the keyword (§ 68 S. 3 NKomVG)."""
    if a.form == AbstimmungForm.GEHEIM:
        return []
    stimmen = list(a.einzelstimmen.all())
    if a.form == AbstimmungForm.NAMENTLICH:
        nach_wert = {w: [s.person.name for s in stimmen if s.wert == w] for w in Stimmwert}
        return [f"{wert.label}: {', '.join(namen)}" for wert, namen in nach_wert.items() if namen]
    worueber = top.titel if top else a.gegenstand
    return [
        f"Auf Verlangen (§ 68 S. 3 NKomVG): {s.person.name} hat zu „{worueber}“ mit {_MIT[s.wert]} gestimmt."
        if s.wert != Stimmwert.ENTHALTUNG
        else f"Auf Verlangen (§ 68 S. 3 NKomVG): {s.person.name} hat sich zu „{worueber}“ enthalten."
        for s in stimmen
        if s.auf_verlangen
    ]


_MIT = {Stimmwert.JA: "Ja", Stimmwert.NEIN: "Nein"}


def _gross(satz: str) -> str:
    return satz[:1].upper() + satz[1:]
