"""What a Mitzeichnung has come to: who is asked, what is missing, who objects."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from konten.models import Zeichnungsbefugnis
from konten.vertretung import zeichnungsaemter
from vorlagen import versionen
from vorlagen.choices import SCHREIBENDE_AKTIONEN, MitzeichnungStand, VorlageAktion, VorlageStatus
from vorlagen.models import Mitzeichnung, Vorlage, VorlageVerlauf
from vorlagen.praedikate import ist_verwaltungsleitung, vertretene_leitung
from wittmund_ris import uhr


@dataclass(frozen=True)
class Runde:
    """One handing in with its offices, and whether it is the one that runs or is planned."""

    nummer: int
    zeilen: list
    ist_aktuell: bool


def aktuelle_runde(vorlage) -> int:
    """A round is one handing in: 0 before the first."""
    return vorlage.verlauf.filter(aktion=VorlageAktion.EINREICHEN).count()


def runden(vorlage) -> list[Runde]:
    """The rounds of a paper, the newest first, each with its offices in the order of the stages."""
    zeilen = vorlage.mitzeichnungen.select_related("amt", "version", "vorherige")
    nach_runde = {}
    for zeile in zeilen.order_by("-runde", "stufe", "pk"):
        nach_runde.setdefault(zeile.runde, []).append(zeile)
    anzahl = len(nach_runde)
    return [Runde(anzahl - n, liste, n == 0) for n, liste in enumerate(nach_runde.values())]


def offene_fuer(benutzer):
    """What waits for a verdict of this account, its own and in Vertretung: overdue first, then by deadline."""
    offen = Mitzeichnung.objects.zeichenbar_fuer(benutzer).filter(vorlage__status=VorlageStatus.IN_MITZEICHNUNG)
    return offen.select_related("vorlage__amt", "amt").order_by("faellig_am", "angefordert_am", "pk")


def freigabereife_fuer(benutzer):
    """The papers that wait for the release by this account, as `vorlagen.freigeben` decides: every office has answered.

    Of the Verwaltungsleitung, or a deputy entitled to sign for the Amt; never who wrote the paper, nor in place of who did.
    """
    offen = Vorlage.objects.sichtbar_fuer(benutzer).filter(status=VorlageStatus.IN_MITZEICHNUNG)
    offen = offen.exclude(pk__in=Mitzeichnung.objects.unerledigt().values("vorlage")).exclude(
        _geschrieben_von(benutzer)
    )
    if not ist_verwaltungsleitung(benutzer):
        offen = offen.filter(reduce(or_, (~_geschrieben_von(p) for p in vertretene_leitung(benutzer)), Q(pk__in=[])))
        befugt = Zeichnungsbefugnis.objects.am(uhr.heute()).filter(benutzer=benutzer).values_list("amt", flat=True)
        if None not in (aemter := list(befugt)):
            offen = offen.filter(amt__in=aemter)
    return offen.select_related("amt").order_by("geaendert_am", "pk")


def _geschrieben_von(person) -> Q:
    """Where `hat_mitgeschrieben` holds for this account, also through the paper of a working copy."""
    geschrieben = Q(verfasst_von=person) | Q(neufassung_von__verfasst_von=person)
    for papier in ("pk", "neufassung_von"):
        eintraege = VorlageVerlauf.objects.filter(aktion__in=SCHREIBENDE_AKTIONEN, benutzer=person)
        geschrieben |= Q(Exists(eintraege.filter(vorlage=OuterRef(papier))))
    return geschrieben


def hindernisse(vorlage) -> list[str]:
    """What is missing before the release, one sentence for each office."""
    saetze = []
    for zeile in vorlage.mitzeichnungen.unerledigt().select_related("amt"):
        wie = (
            "ist um Mitzeichnung gebeten und hat noch nicht gezeichnet"
            if zeile.ist_offen
            else "ist noch nicht an der Reihe"
        )
        saetze.append(f"{zeile.amt} {wie}.")
    letzte = vorlage.versionen.last()
    if letzte:
        for zeile in (
            vorlage.mitzeichnungen.erledigt().filter(runde=aktuelle_runde(vorlage)).select_related("amt", "version")
        ):
            if zeile.version.pruefsumme != letzte.pruefsumme and not zeile.ist_einwand:
                saetze.append(f"{zeile.amt} hat einen anderen Stand gezeichnet und muss noch einmal gefragt werden.")
    return saetze


def einwaende(vorlage) -> list[Mitzeichnung]:
    """The offices whose last word is a refusal or a return, in any round: dropping an office does not drop its objection."""
    letzte = {}
    for zeile in vorlage.mitzeichnungen.erledigt().select_related("amt").order_by("gezeichnet_am", "runde", "pk"):
        letzte[zeile.amt_id] = zeile
    return [zeile for zeile in letzte.values() if zeile.ist_einwand]


def verfallene(vorlage) -> list[Mitzeichnung]:
    """Planned offices whose earlier consent no longer fits the content: they will be asked again."""
    jetzt = versionen.pruefsumme(versionen.abbild(vorlage))
    gefunden = []
    for zeile in vorlage.mitzeichnungen.filter(stand=MitzeichnungStand.GEPLANT).select_related("amt"):
        frueher = letztes_votum(vorlage, zeile.amt)
        if frueher and not frueher.ist_einwand and frueher.version.pruefsumme != jetzt:
            gefunden.append(frueher)
    return gefunden


def handelt_fuer(mitzeichnung, benutzer):
    """The absent person in whose place this account answers a request that it may answer; None where the right is its own."""
    personen = [person for person, aemter in zeichnungsaemter(benutzer) if mitzeichnung.amt_id in aemter]
    if any(person.pk == benutzer.pk for person in personen):
        return None
    if len(personen) > 1:
        personen = [person for person in personen if not mitzeichnung.vorlage.hat_mitgeschrieben(person)]
    return next(iter(personen), None)


def letztes_votum(vorlage, amt) -> Mitzeichnung | None:
    """The last answer of an office to this paper, in any round."""
    frueher = vorlage.mitzeichnungen.erledigt().filter(amt=amt).select_related("amt", "version")
    return frueher.order_by("gezeichnet_am", "runde", "pk").last()
