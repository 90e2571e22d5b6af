"""What the page of the running sitting shows: agenda, the item that is dealt with, people, the last entries."""

from dataclasses import dataclass, field
from uuid import uuid4

from gremien.choices import NamentlicheAbstimmung
from gremien.models import Regelwerk
from sitzungen import eingaben
from sitzungen.anwesenheit import (
    anwesende,
    beschlussfaehigkeit,
    fraktionen,
    letzte_feststellung,
    moegliche_vertretungen,
)
from sitzungen.choices import AbstimmungArt, AntragStand, Anwesend, SitzungStatus, Stimmwert, Umfang, Verbleib
from sitzungen.ergebnisse import geltende_fassung
from sitzungen.forms import live as stimmen
from sitzungen.forms import live_verhandlung as verhandlung
from sitzungen.forms.live import OHNE_FRAKTION
from sitzungen.saetze import antragssatz, punktsatz
from sitzungen.tagesordnung import punkte
from vorlagen.choices import BeratungRolle

ZULETZT = 8


class Schluessel:
    """A new key at each place of a template that writes it."""

    def __str__(self):
        return str(uuid4())


@dataclass
class Zeile:
    """One line of the agenda."""

    top: object
    nummer: str
    satz: str
    tiefe: int = 0
    ist_aktuell: bool = False
    ist_gezeigt: bool = False


@dataclass
class Gruppe:
    """A Fraktion with its entitled members in the room; `wert` is the vote that its row shows."""

    pk: int
    name: str
    wert: str
    personen: list = field(default_factory=list)


@dataclass
class Platz:
    """A seat, and who takes it now."""

    anwesenheit: object
    zeit: object = None
    war_da: bool = False


def kennung(sitzung, top=None) -> str:
    """Changes with everything that the page shows: the ETag of the fragment that is asked for every few seconds."""
    verlauf = sitzung.verlauf.order_by("-pk").values_list("pk", flat=True).first()
    eingabe = sitzung.eingaben.order_by("-pk").values_list("pk", flat=True).first()
    return f'W/"{sitzung.status}-{sitzung.aktueller_top_id}-{verlauf}-{eingabe}-{top or 0}"'


def kontext(sitzung, benutzer, *, top=None, berichtigen=False, vertretung=None, form=None, getippt=None) -> dict:
    """Everything of the page. `top` is the item asked for, else the one that is called, else the first without a result.

    `form` is a refused one, `getippt` what was sent with it: both stand in the page as they were typed.
    """
    alle = punkte(sitzung)
    echte = [p for p in alle if not p.top.ist_ueberschrift]
    gezeigt = _gezeigt(echte, top, sitzung.aktueller_top_id)
    leute = list(anwesende(sitzung).order_by("person__nachname", "person__vorname", "pk"))
    getippt = getippt if getippt is not None else {}
    inhalt = {
        "sitzung": sitzung,
        "schluessel": Schluessel(),
        "zeilen": [
            Zeile(
                p.top,
                p.nummer,
                punktsatz(p.top),
                getattr(p, "tiefe", 0),
                p.top.pk == sitzung.aktueller_top_id,
                gezeigt is not None and p.top.pk == gezeigt.pk,
            )
            for p in alle
        ],
        "offen": sum(not p.top.ergebnis for p in echte),
        "punkte_zahl": len(echte),
        "top": gezeigt,
        "getippt": getippt,
        "form": form,
        "stimmwerte": Stimmwert.choices,
        "pause": sitzung.unterbrechungen.filter(bis__isnull=True).first(),
        "zuletzt": list(sitzung.eingaben.select_related("top", "benutzer").order_by("-pk")[:ZULETZT]),
        "teilnahmen": list(sitzung.teilnahmen.all()),
    }
    inhalt |= _menschen(sitzung, leute, vertretung)
    if gezeigt is not None:
        inhalt |= _punkt(sitzung, gezeigt, alle, leute, getippt, berichtigen)
    formulare = _formulare(sitzung, benutzer, gezeigt, inhalt)
    if form is not None:
        formulare[form.aktion] = form
    for name in ("ausschliessen", "ausschluss_entscheiden"):
        formulare[name].fields["wer"].widget.choices = _betroffene(leute, inhalt["teilnahmen"], name == "ausschliessen")
    return inhalt | {"f": formulare}


def _betroffene(leute, teilnahmen, mit_teilnahmen) -> list:
    mitglieder = [(f"m-{z.person_id}", z.person.name) for z in leute]
    weitere = [(f"t-{t.pk}", str(t)) for t in teilnahmen] if mit_teilnahmen else []
    return [("", "Bitte wählen"), ("Mitglieder", mitglieder), *([("Verwaltung und Gäste", weitere)] if weitere else [])]


def _gezeigt(echte, pk, aktuell):
    tops = {p.top.pk: p.top for p in echte}
    for wunsch in (pk, aktuell):
        if wunsch in tops:
            return tops[wunsch]
    return next((t for t in tops.values() if not t.ergebnis), next(iter(tops.values()), None))


def _menschen(sitzung, leute, vertretung) -> dict:
    besetzt = {z.anwesenheit_id: z for z in leute}
    waren = set(sitzung.anwesenheitszeiten.values_list("anwesenheit", flat=True))
    plaetze = [
        Platz(a, besetzt.get(a.pk), a.pk in waren)
        for a in sitzung.anwesenheiten.select_related("mitgliedschaft__person", "mitgliedschaft__gremium")
    ]
    gewaehlt = next((p for p in plaetze if vertretung and p.anwesenheit.pk == vertretung), None)
    zahl = sum(z.anwesenheit.ist_stimmberechtigt for z in leute)
    return {
        "plaetze": plaetze,
        "fehlende": [p for p in plaetze if p.zeit is None],
        "anwesend_zahl": len(leute),
        "faehig": beschlussfaehigkeit(sitzung, zahl),
        "feststellung": letzte_feststellung(sitzung),
        "vertretung_fuer": gewaehlt,
        "vertretungen": list(moegliche_vertretungen(gewaehlt.anwesenheit.mitgliedschaft, sitzung.tag))
        if gewaehlt
        else [],
        "entschuldigt": Anwesend.ENTSCHULDIGT,
    }


def _punkt(sitzung, top, alle, leute, getippt, berichtigen) -> dict:
    top.sitzung = sitzung
    verbote = list(top.mitwirkungsverbote.select_related("person", "teilnahme"))
    gesperrt = {v.person_id for v in verbote if v.umfang == Umfang.VERBOT and v.person_id}
    berechtigte = [z for z in leute if z.anwesenheit.ist_stimmberechtigt and z.person_id not in gesperrt]
    antraege = list(top.antraege.select_related("abstimmung"))
    for antrag in antraege:
        vote = getattr(antrag, "abstimmung", None)
        antrag.satz = antragssatz(vote.stimmen, vote.ergebnis) if vote else antrag.get_stand_display()
    offene = [a for a in antraege if a.stand == AntragStand.OFFEN]
    # A motion on the procedure before those on the matter, those in their order, the main motion last.
    frage = next((a for a in offene if a.art == AbstimmungArt.GESCHAEFTSORDNUNG), offene[0] if offene else None)
    reihe = sorted(
        (p.top for p in alle if not p.top.ist_ueberschrift),
        key=lambda t: (t.behandlungsfolge is None, t.behandlungsfolge or 0),
    )
    danach = reihe[[t.pk for t in reihe].index(top.pk) + 1 :]
    vorlage = top.beratung.vorlage if top.beratung else None
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    fassung = geltende_fassung(top) if any(a.stand == AntragStand.ANGENOMMEN for a in antraege) else ""
    return {
        "vorlage": vorlage,
        "anlagen": list(vorlage.anlagen.all()) if vorlage else [],
        "fassung": fassung,
        "wortlaut": fassung or (vorlage.beschlussvorschlag if vorlage else ""),
        "satz": punktsatz(top),
        "stand": eingaben.stand(top),
        "antraege": antraege,
        "frage": frage,
        "ohne_beschluss": vorlage is not None and not vorlage.hat_beschluss,
        "kenntnisnahme": top.rolle == BeratungRolle.KENNTNISNAHME,
        "wird_gefragt": frage is not None or not top.ergebnis or berichtigen,
        "berichtigen": berichtigen,
        "verbote": verbote,
        "raum": Verbleib.RAUM,
        "berechtigte": berechtigte,
        "gruppen": gruppen(sitzung, berechtigte, getippt),
        "verfahren": [a for a in top.abstimmungen.all() if a.art != AbstimmungArt.HAUPT and not a.antrag_id],
        "abstimmungen": sorted(top.abstimmungen.all(), key=lambda a: a.position),
        "naechster": next((t for t in danach if not t.ergebnis and not t.abgesetzt_am), None),
        "geheim_moeglich": regelwerk.geheime_abstimmung,
        "namentlich_moeglich": regelwerk.namentliche_abstimmung != NamentlicheAbstimmung.NIE,
        "laeuft": sitzung.status == SitzungStatus.EROEFFNET,
    }


def gruppen(sitzung, berechtigte, getippt) -> list[Gruppe]:
    """The entitled members by Fraktion, the largest first; every row says Ja unless something else was typed."""
    zugehoerig = fraktionen(sitzung, [z.person_id for z in berechtigte])
    alle = {}
    for zeit in berechtigte:
        gremium = zugehoerig.get(zeit.person_id)
        pk = gremium.pk if gremium else OHNE_FRAKTION
        if pk not in alle:
            wert = getippt.get(f"f_{pk}", Stimmwert.JA)
            alle[pk] = Gruppe(pk, gremium.name if gremium else "fraktionslos", wert)
        zeit.fraktion_name = alle[pk].name
        zeit.wert = getippt.get(f"p_{zeit.person_id}", "")
        alle[pk].personen.append(zeit)
    return sorted(alle.values(), key=lambda g: (g.pk == OHNE_FRAKTION, -len(g.personen), g.name))


def _formulare(sitzung, benutzer, top, inhalt) -> dict:
    """Forms with fields to fill in; what is a button alone needs none."""
    haupt = top.hauptabstimmung if top else None
    zahlen = {n: getattr(haupt, n) for n in ("ja", "nein", "enthaltung")} if haupt and inhalt["berichtigen"] else {}
    klassen = (
        stimmen.ZahlenForm,
        stimmen.GeheimForm,
        stimmen.OhneForm,
        verhandlung.AntragForm,
        verhandlung.VerfahrenForm,
        verhandlung.AusschliessenForm,
        verhandlung.EntscheidenForm,
        verhandlung.TeilnehmenForm,
        verhandlung.UnterbrechenForm,
        verhandlung.ZaehlenForm,
    )
    fertig = {}
    for klasse in klassen:
        fertig[klasse.aktion] = klasse(benutzer=benutzer, sitzung=sitzung, initial=zahlen)
    return fertig
