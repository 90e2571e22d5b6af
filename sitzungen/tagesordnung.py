"""Plan a sitting and build its agenda; numbers are given once, with the invitation."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from gremien.models import Regelwerk, Standardpunkt
from konten.rechte import darf
from sitzungen import mitteilungen
from sitzungen.choices import TEIL_ZEICHEN, SitzungStatus, Teil
from sitzungen.models import Sitzung, SitzungVerlauf, Tagesordnungspunkt, vermerken
from vorlagen import beratungsfolge
from vorlagen.models import Beratung
from wittmund_ris.druckbar import druckbar

# Items that close every agenda stand behind all others.
ENDE = 900


@dataclass(frozen=True)
class Punkt:
    """An item with the number that it has, or would get now."""

    top: Tagesordnungspunkt
    nummer: str


@transaction.atomic
def planen(gremium, beginn, *, ort="", raum="", benutzer) -> Sitzung:
    """Plan a sitting with the standard items of its Gremium. Its publicity follows from law and Regelwerk of that day."""
    if not darf(benutzer, "sitzungen.planen"):
        raise PermissionDenied("Sitzungen plant der Sitzungsdienst.")
    if not gremium.tagt:
        raise ValidationError({"gremium": f"{gremium} ist kein tagendes Gremium."})
    tag = timezone.localtime(beginn).date()
    try:
        regelwerk = Regelwerk.objects.gilt_am(tag)
    except Regelwerk.DoesNotExist as fehler:
        raise ValidationError({"beginn": str(fehler)}) from fehler
    sitzung = Sitzung.objects.create(
        gremium=gremium,
        beginn=beginn,
        kennung=_kennung(gremium, tag),
        ist_oeffentlich=gremium.tagt_oeffentlich(regelwerk),
        raum=raum,
        **({"ort": ort} if ort else {}),
    )
    teil = Teil.OEFFENTLICH if sitzung.ist_oeffentlich else Teil.NICHTOEFFENTLICH
    for punkt in gremium.standardpunkte.all():
        ans_ende = punkt.lage == Standardpunkt.Lage.ENDE
        Tagesordnungspunkt.objects.create(
            sitzung=sitzung, teil=teil, titel=punkt.titel, position=punkt.position + (ENDE if ans_ende else 0)
        )
    vermerken(sitzung, SitzungVerlauf.Aktion.PLANEN, benutzer)
    return sitzung


@transaction.atomic
def verlegen(sitzung, *, beginn, ort, raum, benutzer) -> Sitzung:
    """Move a planned sitting; its address stays. After the invitation a sitting is called off and planned anew.

    On another day, the Ämter whose papers are meant for it are told, with the new Abgabefrist.
    """
    sitzung = _planbar(sitzung, benutzer)
    vorher = sitzung.tag
    sitzung.beginn, sitzung.ort, sitzung.raum = beginn, ort, raum
    sitzung.ist_oeffentlich = sitzung.gremium.tagt_oeffentlich(Regelwerk.objects.gilt_am(sitzung.tag))
    sitzung.save(update_fields=["beginn", "ort", "raum", "ist_oeffentlich"])
    eintrag = vermerken(sitzung, SitzungVerlauf.Aktion.GEAENDERT, benutzer)
    if sitzung.tag != vorher:
        mitteilungen.verlegt(sitzung, vorher, eintrag)
    return sitzung


@transaction.atomic
def aufnehmen(sitzung, beratung, *, oeffentlicher_titel="", benutzer) -> Tagesordnungspunkt:
    """Put a station of a released Vorlage on the agenda; a non-public paper, or a non-public sitting, goes to part N.

    What was put off for lack of quorum is called again with the express notice of § 65 Abs. 2 NKomVG.
    """
    sitzung = _planbar(sitzung, benutzer)
    beratung = Beratung.objects.select_related("vorlage", "gremium").get(pk=beratung.pk)
    if beratung.gremium_id != sitzung.gremium_id:
        raise ValidationError(f"Diese Station gehört zum Gremium {beratung.gremium}, nicht zu {sitzung.gremium}.")
    beratungsfolge.pruefe_bereit(beratung)
    oeffentlich = sitzung.ist_oeffentlich and beratung.vorlage.ist_oeffentlich
    top = _anfuegen(
        sitzung,
        Teil.OEFFENTLICH if oeffentlich else Teil.NICHTOEFFENTLICH,
        beratung.vorlage.betreff,
        oeffentlicher_titel="" if oeffentlich else oeffentlicher_titel,
        beratung=beratung,
        benutzer=benutzer,
    )
    top.zweite_beratung_von = beratung.tops.filter(beschlussunfaehig=True).order_by("sitzung__beginn").last()
    top.save(update_fields=["zweite_beratung_von"])
    return top


@transaction.atomic
def hinzufuegen(sitzung, *, teil, titel, oeffentlicher_titel="", benutzer) -> Tagesordnungspunkt:
    """An item without a paper, e.g. "Verschiedenes"."""
    sitzung = _planbar(sitzung, benutzer)
    if teil == Teil.OEFFENTLICH and not sitzung.ist_oeffentlich:
        raise ValidationError({"teil": f"{sitzung.gremium} tagt nichtöffentlich; es gibt keinen öffentlichen Teil."})
    return _anfuegen(sitzung, teil, titel, oeffentlicher_titel=oeffentlicher_titel, benutzer=benutzer)


@transaction.atomic
def verschieben(top, richtung, *, benutzer) -> None:
    """Swap an item with its neighbour in the same part; `richtung` is -1 (up) or 1 (down). At the edge nothing happens."""
    sitzung = _planbar(top.sitzung, benutzer)
    reihe = list(sitzung.tops.filter(teil=top.teil).order_by("position", "pk"))
    stelle = [t.pk for t in reihe].index(top.pk)
    ziel = stelle + richtung
    if not 0 <= ziel < len(reihe):
        return
    eins, zwei = reihe[stelle], reihe[ziel]
    eins.position, zwei.position = zwei.position, eins.position
    for punkt in (eins, zwei):
        punkt.save(update_fields=["position"])
    vermerken(sitzung, SitzungVerlauf.Aktion.TAGESORDNUNG, benutzer, f"„{top.titel}“ verschoben")


@transaction.atomic
def entfernen(top, *, benutzer) -> None:
    """Take an item off an agenda that was not dispatched yet; its station is free again."""
    sitzung = _planbar(top.sitzung, benutzer)
    top.delete()
    vermerken(sitzung, SitzungVerlauf.Aktion.TAGESORDNUNG, benutzer, f"„{top.titel}“ entfernt")


def punkte(sitzung) -> list[Punkt]:
    """The agenda in order, each item with its number; before the invitation the one that it would get."""
    zeilen, naechste = [], {Teil.OEFFENTLICH: 1, Teil.NICHTOEFFENTLICH: 1}
    for top in sitzung.tops.select_related("beratung__vorlage", "beratung__gremium", "verwiesen_an").prefetch_related(
        "abstimmungen"
    ):
        teil = Teil(top.teil)
        nummer = top.nummer or str(naechste[teil])
        naechste[teil] += 1
        zeilen.append(Punkt(top, f"{TEIL_ZEICHEN[teil]} {nummer}"))
    return zeilen


def nummern_vergeben(sitzung) -> None:
    """Freeze the numbers, each part counted for itself. Called by the invitation only."""
    for punkt in punkte(sitzung):
        punkt.top.nummer = punkt.nummer.split(" ")[1]
        punkt.top.save(update_fields=["nummer"])


def bereite_beratungen(sitzung) -> list[Beratung]:
    """The stations of this Gremium that may stand on the agenda now."""
    bereit = []
    kandidaten = Beratung.objects.filter(gremium=sitzung.gremium, abgeschlossen_am__isnull=True)
    kandidaten = kandidaten.filter(vorlage__status__in=("freigegeben", "in_beratung"))
    for beratung in kandidaten.select_related("vorlage", "gremium").prefetch_related("tops"):
        try:
            beratungsfolge.pruefe_bereit(beratung)
        except ValidationError:
            continue
        bereit.append(beratung)
    return bereit


def _planbar(sitzung, benutzer) -> Sitzung:
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.tagesordnung", sitzung):
        raise PermissionDenied("Die Tagesordnung stellt der Sitzungsdienst auf.")
    if sitzung.status != SitzungStatus.GEPLANT:
        raise ValidationError(f"Die Sitzung ist {sitzung.get_status_display().lower()}; ihre Tagesordnung steht fest.")
    return sitzung


def _anfuegen(sitzung, teil, titel, *, benutzer, oeffentlicher_titel="", beratung=None) -> Tagesordnungspunkt:
    sauber = druckbar({"titel": titel, "oeffentlicher_titel": oeffentlicher_titel})
    letzte = sitzung.tops.filter(teil=teil, position__lt=ENDE).order_by("position").last()
    top = Tagesordnungspunkt.objects.create(
        sitzung=sitzung,
        teil=teil,
        titel=sauber["titel"],
        oeffentlicher_titel=sauber["oeffentlicher_titel"].strip(),
        beratung=beratung,
        position=letzte.position + 1 if letzte else 1,
    )
    vermerken(sitzung, SitzungVerlauf.Aktion.TAGESORDNUNG, benutzer, f"„{titel}“ aufgenommen")
    return top


def _kennung(gremium, tag) -> str:
    """`2019-06-27-kreistag`; a second sitting on that day gets `-2`."""
    stamm = f"{tag:%Y-%m-%d}-{slugify(gremium.slug)}"
    kennung, n = stamm, 1
    while Sitzung.objects.filter(kennung=kennung).exists():
        n += 1
        kennung = f"{stamm}-{n}"
    return kennung
