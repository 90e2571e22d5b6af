"""Plan a sitting and build its agenda; numbers are given once, with the invitation."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch

from gremien.choices import GremiumArt
from gremien.models import Regelwerk, Standardpunkt
from sitzungen import gliederung, reihenfolge, unterrichtung, vorschlaege
from sitzungen.choices import TEIL_ZEICHEN, Lage, Teil
from sitzungen.models import Tagesordnungspunkt, Wahl
from vorlagen import beratungsfolge
from vorlagen.choices import BeratungRolle
from vorlagen.models import Beratung
from wittmund_ris.druckbar import druckbar

OE, N = Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH


@dataclass(frozen=True)
class Punkt:
    """An item with the number that it has, or would get now, and how far it is set in; a heading has no number."""

    top: Tagesordnungspunkt
    nummer: str
    tiefe: int = 0


def standardpunkte_einsetzen(sitzung) -> None:
    """The standard items of the Gremium: those of part N in part N, what closes the sitting at its end.

    The Einwohnerfragestunde comes where the Regelwerk of that day has one (§ 62 NKomVG).
    """
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    S = Standardpunkt  # noqa: N806 - the model of the list
    plaetze = {OE: 0, N: 0}
    for punkt in sorted(sitzung.gremium.standardpunkte.all(), key=lambda p: (p.lage == S.Lage.ENDE, p.position, p.pk)):
        if vorschlaege.ist_fragestunde(punkt.titel) and not regelwerk.einwohnerfragestunde:
            continue
        teil = OE if sitzung.ist_oeffentlich and punkt.teil != S.Teil.NICHTOEFFENTLICH else N
        lage = Lage.FREI
        if punkt.lage == S.Lage.ENDE:
            lage = Lage.SCHLUSS if punkt.teil == S.Teil.LETZTER else Lage.ENDE
        plaetze[teil] += 1
        Tagesordnungspunkt.objects.create(
            sitzung=sitzung,
            teil=teil,
            titel=punkt.titel,
            oeffentlicher_titel=punkt.titel if teil == N and sitzung.ist_oeffentlich else "",
            position=plaetze[teil],
            lage=lage,
            ist_standard=True,
        )
    reihenfolge.schluss_nachziehen(sitzung)


@transaction.atomic
def aufnehmen(sitzung, beratung, *, oeffentlicher_titel="", nichtoeffentlich_grund="", benutzer) -> Tagesordnungspunkt:
    """Put a station of a released Vorlage on the agenda; a non-public paper, or a non-public sitting, goes to part N.

    Public title and reason of part N may follow until the invitation, which demands them (§ 64 Abs. 1 NKomVG).
    What was put off for lack of quorum is called again with the express notice of § 65 Abs. 2 NKomVG.
    """
    sitzung = reihenfolge.planbar(sitzung, benutzer)
    beratung = Beratung.objects.select_related("vorlage", "gremium").get(pk=beratung.pk)
    felder = felder_der_station(sitzung, beratung)
    if felder["teil"] == N:
        felder |= {"oeffentlicher_titel": oeffentlicher_titel, "nichtoeffentlich_grund": nichtoeffentlich_grund}
    return _anfuegen(sitzung, benutzer=benutzer, **felder)


def felder_der_station(sitzung, beratung) -> dict:
    """What an item takes over from the station of a paper; ValidationError if the station cannot stand on this agenda."""
    if beratung.gremium_id != sitzung.gremium_id:
        raise ValidationError(f"Diese Station gehört zum Gremium {beratung.gremium}, nicht zu {sitzung.gremium}.")
    beratungsfolge.pruefe_bereit(beratung, sitzung.tag)
    oeffentlich = sitzung.ist_oeffentlich and beratung.vorlage.ist_oeffentlich
    return {
        "teil": OE if oeffentlich else N,
        "titel": beratung.vorlage.betreff,
        "beratung": beratung,
        "zweite_beratung_von": beratung.tops.filter(beschlussunfaehig=True).order_by("sitzung__beginn").last(),
    }


@transaction.atomic
def hinzufuegen(
    sitzung,
    *,
    teil,
    titel,
    oeffentlicher_titel="",
    nichtoeffentlich_grund="",
    ist_ueberschrift=False,
    protokoll_von=None,
    benutzer,
) -> Tagesordnungspunkt:
    """An item without a paper, e.g. "Verschiedenes", or a heading."""
    sitzung = reihenfolge.planbar(sitzung, benutzer)
    reihenfolge.pruefe_teil(sitzung, teil)
    return _anfuegen(
        sitzung,
        teil=teil,
        titel=titel,
        oeffentlicher_titel=oeffentlicher_titel,
        nichtoeffentlich_grund=nichtoeffentlich_grund if teil == N else "",
        ist_ueberschrift=ist_ueberschrift,
        protokoll_von=protokoll_von,
        benutzer=benutzer,
    )


@transaction.atomic
def auffuellen(sitzung, *, benutzer) -> list[Tagesordnungspunkt]:
    """Put everything on the agenda that is ready and not planned for a later day: the papers to decide before those to take
    note of, in the order of the Ämter and the numbers; and what is proposed for this body. The items that came on it.
    """
    sitzung = reihenfolge.planbar(sitzung, benutzer)
    neue = [vorschlag_annehmen(sitzung, v.art, benutzer=benutzer) for v in vorschlaege.vorschlaege(sitzung)]
    bereit = [b for b in bereite_beratungen(sitzung) if b.geplant_am is None or b.geplant_am <= sitzung.tag]
    for beratung in sorted(bereit, key=_sinnvoll):
        neue.append(aufnehmen(sitzung, beratung, benutzer=benutzer))
    return neue


def _sinnvoll(beratung) -> tuple:
    vorlage = beratung.vorlage
    amt = vorlage.amt.nummer if vorlage.amt else ""
    kenntnis = beratung.rolle == BeratungRolle.KENNTNISNAHME or not vorlage.hat_beschluss
    return kenntnis, amt, vorlage.jahr or 0, vorlage.laufnummer or 0, vorlage.zusatz, beratung.pk


@transaction.atomic
def vorschlag_annehmen(sitzung, art, *, benutzer) -> Tagesordnungspunkt:
    """Take up what is proposed for the agenda (rule of the Geschäftsordnung); a standing item of that kind is filled in."""
    sitzung = reihenfolge.planbar(sitzung, benutzer)
    vorschlag = next((v for v in vorschlaege.vorschlaege(sitzung) if v.art == art), None)
    if vorschlag is None:
        raise ValidationError("Dieser Vorschlag ist schon aufgenommen.")
    if top := vorschlag.platzhalter:
        top.titel, top.protokoll_von = vorschlag.titel, vorschlag.protokoll_von
        top.save(update_fields=["titel", "protokoll_von"])
        reihenfolge.geaendert(sitzung, benutzer, f"„{top.titel}“ aufgenommen", top)
        return top
    if vorschlag.unterrichtung:
        return _unterrichtung_aufnehmen(sitzung, vorschlag.unterrichtung, benutzer)
    teil = OE if sitzung.ist_oeffentlich else N
    top = hinzufuegen(
        sitzung, teil=teil, titel=vorschlag.titel, protokoll_von=vorschlag.protokoll_von, benutzer=benutzer
    )
    # Behind the opening items, before the papers.
    folgende = [t for t in reihenfolge.reihe(sitzung, teil) if t.oberpunkt_id is None and t.pk != top.pk]
    while folgende and folgende[0].ist_standard and not folgende[0].lage:
        folgende.pop(0)
    return reihenfolge.umstellen(sitzung, top, teil, None, folgende[0] if folgende else None)


def _unterrichtung_aufnehmen(sitzung, eintrag, benutzer) -> Tagesordnungspunkt:
    """What a legal act owes this body; outside, an item of part N says nothing of it."""
    oeffentlich = sitzung.ist_oeffentlich and eintrag.ist_oeffentlich
    top = hinzufuegen(
        sitzung,
        teil=OE if oeffentlich else N,
        titel=eintrag.titel,
        oeffentlicher_titel="" if oeffentlich else unterrichtung.OEFFENTLICHER_TITEL,
        nichtoeffentlich_grund=eintrag.nichtoeffentlich_grund,
        benutzer=benutzer,
    )
    eintrag.top = top
    eintrag.save(update_fields=["top"])
    return top


@transaction.atomic
def entfernen(top, *, benutzer) -> None:
    """Take an item off an agenda that was not dispatched yet; its station is free again, its sub-points move up."""
    sitzung = reihenfolge.planbar(top.sitzung, benutzer)
    top = sitzung.tops.get(pk=top.pk)
    top.unterpunkte.update(oberpunkt=top.oberpunkt_id)
    top.delete()
    for teil in Teil:
        reihenfolge.ordnen(gliederung.geordnet(reihenfolge.reihe(sitzung, teil)))
    reihenfolge.schluss_nachziehen(sitzung)
    reihenfolge.geaendert(sitzung, benutzer, f"„{top.titel}“ entfernt", top)


@transaction.atomic
def bearbeiten(top, *, titel, oeffentlicher_titel="", nichtoeffentlich_grund="", benutzer) -> Tagesordnungspunkt:
    """Change the words of an item while the sitting is planned. The title of a paper is its Betreff and stays."""
    sitzung = reihenfolge.planbar(top.sitzung, benutzer)
    top = sitzung.tops.select_related("beratung__vorlage").get(pk=top.pk)
    sauber = druckbar({"titel": titel, "oeffentlicher_titel": oeffentlicher_titel})
    if top.beratung is None:
        top.titel = sauber["titel"].strip()
    if top.teil == N:
        top.oeffentlicher_titel = sauber["oeffentlicher_titel"].strip()
        top.nichtoeffentlich_grund = nichtoeffentlich_grund
    top.save(update_fields=["titel", "oeffentlicher_titel", "nichtoeffentlich_grund"])
    reihenfolge.geaendert(sitzung, benutzer, f"„{top.titel}“ geändert", top)
    return top


def punkte(sitzung) -> list[Punkt]:
    """The agenda in order, each item with its number; before the invitation the one that it would get. Headings have none."""
    tops = list(
        sitzung.tops.select_related("beratung__vorlage", "beratung__gremium", "verwiesen_an").prefetch_related(
            "abstimmungen", Prefetch("wahlen", Wahl.objects.mit_gaengen())
        )
    )
    zeilen = []
    for teil in (OE, N):
        reihe = [t for t in tops if t.teil == teil]
        nummern, tiefen = gliederung.nummern(reihe), gliederung.tiefen(reihe)
        for top in reihe:
            nummer = top.nummer or nummern[top.pk]
            zeilen.append(Punkt(top, f"{TEIL_ZEICHEN[teil]} {nummer}" if nummer else "", tiefen[top.pk]))
    return zeilen


def fehlende_angaben(sitzung, top) -> list[str]:
    """What an item still lacks before the invitation can go out."""
    if top.ist_oeffentlich or top.ist_ueberschrift or not sitzung.ist_oeffentlich:
        return []
    fehlt = []
    if not top.oeffentlicher_titel:
        fehlt.append("öffentlicher Titel")
    # § 64 Abs. 1 NKomVG; a Fachausschuss follows the Geschäftsordnung (§ 72 Abs. 1).
    if sitzung.gremium.art == GremiumArt.VERTRETUNG and not top.ist_standard and not top.nichtoeffentlich_grund:
        fehlt.append("Grund der Nichtöffentlichkeit")
    return fehlt


def nummern_vergeben(sitzung) -> None:
    """Freeze the numbers, each part counted for itself, and leave room for a Nachtrag. Called by the invitation only.

    ValidationError for a non-public item of a public sitting without a public title, in the Kreistag also without a reason.
    """
    alle = punkte(sitzung)
    for punkt in alle:
        if fehlt := fehlende_angaben(sitzung, punkt.top):
            raise ValidationError(f"Zu „{punkt.top.titel}“ fehlt noch: {' und '.join(fehlt)}.")
    for teil in (OE, N):
        reihe = [p for p in alle if p.top.teil == teil]
        abstand = min(gliederung.ABSTAND, 32000 // max(len(reihe), 1))
        for platz, punkt in enumerate(reihe, start=1):
            punkt.top.nummer = punkt.nummer.partition(" ")[2]
            punkt.top.position = platz * abstand
            punkt.top.save(update_fields=["nummer", "position"])


def bereite_beratungen(sitzung) -> list[Beratung]:
    """The stations of this Gremium that may stand on the agenda now."""
    bereit = []
    kandidaten = Beratung.objects.filter(gremium=sitzung.gremium, abgeschlossen_am__isnull=True)
    kandidaten = kandidaten.filter(vorlage__status__in=("freigegeben", "in_beratung"))
    for beratung in kandidaten.select_related("vorlage__amt", "gremium").prefetch_related("tops"):
        try:
            beratungsfolge.pruefe_bereit(beratung, sitzung.tag)
        except ValidationError:
            continue
        bereit.append(beratung)
    return bereit


def _anfuegen(sitzung, *, teil, titel, benutzer, oeffentlicher_titel="", **felder) -> Tagesordnungspunkt:
    sauber = druckbar({"titel": titel, "oeffentlicher_titel": oeffentlicher_titel})
    reihe = reihenfolge.reihe(sitzung, teil)
    top = Tagesordnungspunkt.objects.create(
        sitzung=sitzung,
        teil=teil,
        titel=sauber["titel"],
        oeffentlicher_titel=sauber["oeffentlicher_titel"].strip(),
        position=max((t.position for t in reihe), default=0) + 1,
        **felder,
    )
    # Before what closes the part.
    stelle = next((i for i, t in enumerate(reihe) if t.lage), len(reihe))
    reihenfolge.ordnen(gliederung.geordnet([*reihe[:stelle], top, *reihe[stelle:]]))
    reihenfolge.schluss_nachziehen(sitzung)
    reihenfolge.geaendert(sitzung, benutzer, f"„{titel}“ aufgenommen", top)
    return top
