"""What may still happen to a dispatched agenda: a Nachtrag, an Absetzung, another order of treatment, a corrected public title.

Numbers never move: an item that comes later gets `7a`, one that goes keeps its number and its reason.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.models import Regelwerk
from konten.rechte import darf
from sitzungen import dokumente, fassungen, gliederung, register, reihenfolge, tagesordnung, versand
from sitzungen.choices import FassungArt, Herkunft, Lage, SitzungStatus, Teil
from sitzungen.models import Sitzung, TagesordnungFassung, Tagesordnungspunkt
from vorlagen import register as vorlagenregister
from vorlagen import workflow as vorlagenworkflow
from vorlagen.choices import Ergebnis, VorlageStatus
from vorlagen.models import Beratung
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar

DATENSCHUTZ = (
    "Bitte bestätigen Sie, dass die Unterlagen keine personenbezogenen Daten Dritter enthalten oder geschwärzt sind "
    "(Art. 5, 6 DSGVO)."
)


@dataclass(frozen=True)
class NeuerPunkt:
    """An item to come: of a station, or of a title alone; behind the item `nach`, else at the end."""

    beratung: Beratung | None = None
    titel: str = ""
    teil: str = Teil.OEFFENTLICH
    oeffentlicher_titel: str = ""
    nichtoeffentlich_grund: str = ""
    nach: Tagesordnungspunkt | None = None


@transaction.atomic
def nachtrag_versenden(
    sitzung, neue, *, benutzer, eilfall_grund="", datenschutz_bestaetigt=False
) -> TagesordnungFassung:
    """Add items to an invited sitting while its Ladungsfrist, or with a reason the shortened one, still runs (§ 59 NKomVG, GO).

    The next version of the agenda is sealed, goes to all recipients, and hangs out with the papers, after the confirmation of
    the invitation. ValidationError: too late, nothing to add, an item that cannot stand here, or no confirmation.
    """
    sitzung = versandt(sitzung, benutzer, SitzungStatus.EINGELADEN)
    pruefe_frist(sitzung, eilfall_grund)
    if not neue:
        raise ValidationError("Bitte wählen Sie, was auf die Tagesordnung kommen soll.")
    nummer = sitzung.fassungen.filter(art=FassungArt.NACHTRAG).count() + 1
    tops = [anlegen(sitzung, n, Herkunft.NACHTRAG, nachtrag=nummer) for n in neue]
    if sitzung.ist_veroeffentlicht and not datenschutz_bestaetigt:
        raise ValidationError({"datenschutz_bestaetigt": DATENSCHUTZ})
    in_beratung_geben(tops, benutzer=benutzer)
    fassung = fassungen.festhalten(sitzung, FassungArt.NACHTRAG, nachtrag=nummer, benutzer=benutzer)
    dokumente.nachtrag_versiegeln(sitzung, fassung, benutzer=benutzer)
    register.nachfuehren(sitzung)
    namen = ", ".join(t.nummer_lang for t in tops)
    eilfall = f". Eilfall: {eilfall_grund.strip()}" if eilfall_grund.strip() else ""
    for top in tops:
        reihenfolge.geaendert(sitzung, benutzer, f"{fassung.bezeichnung}: {top} aufgenommen{eilfall}", top)
    versand.versenden(fassung, benutzer=benutzer, bemerkung=f"{fassung.bezeichnung}: {namen}")
    return fassung


def pruefe_frist(sitzung, eilfall_grund="") -> None:
    """Does the Ladungsfrist still run? In full days, neither the day of dispatch nor that of the sitting counted; with the reason
    of an Eilfall the hours of the Geschäftsordnung. ValidationError says what is left to do.
    """
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    tage = (sitzung.tag - uhr.heute()).days - 1
    if tage >= regelwerk.ladungsfrist_tage:
        return
    if sitzung.beginn - uhr.jetzt() < timedelta(hours=regelwerk.ladungsfrist_eil_stunden):
        raise ValidationError(
            f"Auch die abgekürzte Ladungsfrist von {regelwerk.ladungsfrist_eil_stunden} Stunden ist abgelaufen. Aufgenommen wird "
            "jetzt nur noch durch Beschluss in der Sitzung (§ 59 Abs. 3 S. 5 NKomVG)."
        )
    if not eilfall_grund.strip():
        raise ValidationError(
            {
                "eilfall_grund": f"Die Ladungsfrist beträgt {regelwerk.ladungsfrist_tage} volle Tage, es sind nur {max(tage, 0)}. "
                "Bitte begründen Sie den Eilfall."
            }
        )


@transaction.atomic
def absetzen(top, grund, *, benutzer) -> Tagesordnungspunkt:
    """Take an item off a dispatched agenda: number and title stay, with the reason; its station is free for another one.

    Its sub-points go with it. ValidationError without a reason, for a heading, or after a result.
    """
    sitzung = versandt(top.sitzung, benutzer, SitzungStatus.EINGELADEN, SitzungStatus.EROEFFNET)
    top = sitzung.tops.get(pk=top.pk)
    grund = druckbar({"grund": grund})["grund"].strip()
    if not grund:
        raise ValidationError({"grund": "Bitte begründen Sie die Absetzung."})
    if top.ist_ueberschrift:
        raise ValidationError("Eine Überschrift wird nicht abgesetzt.")
    alle = list(sitzung.tops.select_related("beratung__vorlage"))
    ast = gliederung.zweig([t for t in alle if t.teil == top.teil], top)
    if fertig := next((t for t in ast if t.ergebnis), None):
        raise ValidationError(f"{fertig.nummer_lang} hat schon ein Ergebnis: {fertig.ergebnis_text}.")
    for punkt in ast:
        punkt.ergebnis, punkt.ergebnis_grund, punkt.abgesetzt_am = Ergebnis.ABGESETZT, grund, uhr.jetzt()
        punkt.save(update_fields=["ergebnis", "ergebnis_grund", "abgesetzt_am"])
        reihenfolge.geaendert(sitzung, benutzer, f"{punkt} abgesetzt: {grund}", punkt)
        if punkt.beratung and punkt.beratung.vorlage.ist_veroeffentlicht:
            vorlagenregister.nachfuehren(punkt.beratung.vorlage)
    register.nachfuehren(sitzung)
    return ast[0]


@transaction.atomic
def vorziehen(top, vor=None, *, benutzer) -> None:
    """Treat an item before another one, or last; its number stays. ValidationError for what is abgesetzt or from elsewhere."""
    sitzung = versandt(top.sitzung, benutzer, SitzungStatus.EINGELADEN, SitzungStatus.EROEFFNET)
    folge = behandlungsfolge(sitzung)
    eigener = next((t for t in folge if t.pk == top.pk), None)
    if eigener is None or (vor is not None and vor.pk not in {t.pk for t in folge}):
        raise ValidationError("Behandelt wird nur, was auf der Tagesordnung steht und nicht abgesetzt ist.")
    rest = [t for t in folge if t.pk != top.pk]
    stelle = next((i for i, t in enumerate(rest) if vor is not None and t.pk == vor.pk), len(rest))
    neu = [*rest[:stelle], eigener, *rest[stelle:]]
    wie_beziffert = [t.pk for t in neu] == [t.pk for t in behandlungsfolge(sitzung, beziffert=True)]
    for platz, punkt in enumerate(neu, start=1):
        wert = None if wie_beziffert else platz
        if punkt.behandlungsfolge != wert:
            punkt.behandlungsfolge = wert
            punkt.save(update_fields=["behandlungsfolge"])
    wohin = f"vor {vor.nummer_lang}" if vor else "zuletzt"
    reihenfolge.geaendert(sitzung, benutzer, f"{eigener.nummer_lang} wird {wohin} behandelt", eigener)


def behandlungsfolge(sitzung, *, beziffert=False) -> list[Tagesordnungspunkt]:
    """The items in the order in which they are treated; `beziffert`: in that of the agenda. What is abgesetzt is left out."""
    tops = [t for t in sitzung.tops.all() if not t.ist_ueberschrift and not t.abgesetzt_am]
    return tops if beziffert else sorted(tops, key=lambda t: (t.behandlungsfolge is None, t.behandlungsfolge or 0))


@transaction.atomic
def titel_berichtigen(top, oeffentlicher_titel, *, grund, benutzer) -> Tagesordnungspunkt:
    """Correct the public title of a non-public item after the invitation; the old one leaves the public pages and papers.

    ValidationError for an item of part Ö, without a title or without a reason.
    """
    sitzung = versandt(top.sitzung, benutzer, *(s for s in SitzungStatus if s != SitzungStatus.GEPLANT))
    top = sitzung.tops.get(pk=top.pk)
    sauber = druckbar({"titel": oeffentlicher_titel, "grund": grund})
    titel, grund = sauber["titel"].strip(), sauber["grund"].strip()
    if top.ist_oeffentlich or not sitzung.ist_oeffentlich or top.ist_ueberschrift:
        raise ValidationError(
            "Einen öffentlichen Titel hat nur ein nichtöffentlicher Punkt einer öffentlichen Sitzung."
        )
    if not titel or not grund:
        feld = "grund" if titel else "oeffentlicher_titel"
        raise ValidationError({feld: "Bitte geben Sie den neuen Titel und den Grund der Berichtigung an."})
    if titel == top.oeffentlicher_titel:
        raise ValidationError({"oeffentlicher_titel": "So heißt der Punkt schon."})
    vorher, top.oeffentlicher_titel, top.titel_berichtigt_am = top.oeffentlicher_titel, titel, uhr.jetzt()
    top.save(update_fields=["oeffentlicher_titel", "titel_berichtigt_am"])
    if sitzung.ist_veroeffentlicht and sitzung.status != SitzungStatus.ABGESAGT:
        dokumente.bekanntmachung_versiegeln(sitzung, benutzer=benutzer)
    reihenfolge.geaendert(
        sitzung, benutzer, f"Öffentlicher Titel zu {top.nummer_lang} berichtigt, vorher „{vorher}“: {grund}", top
    )
    register.nachfuehren(sitzung)
    return top


def versandt(sitzung, benutzer, *status) -> Sitzung:
    """The locked sitting, if this account may work on its agenda and it is in one of these states."""
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.tagesordnung", sitzung):
        raise PermissionDenied("Die Tagesordnung führt der Sitzungsdienst.")
    if sitzung.status not in status:
        raise ValidationError(f"Das geht nicht: Die Sitzung ist {sitzung.get_status_display().lower()}.")
    return sitzung


def anlegen(sitzung, neu: NeuerPunkt, herkunft, **felder) -> Tagesordnungspunkt:
    """Write an item of a dispatched agenda, with the number of its place; the act around it has the right to do so."""
    if neu.beratung:
        beratung = Beratung.objects.select_related("vorlage", "gremium").get(pk=neu.beratung.pk)
        was = tagesordnung.felder_der_station(sitzung, beratung)
    else:
        reihenfolge.pruefe_teil(sitzung, neu.teil)
        was = {"teil": neu.teil, "titel": druckbar({"titel": neu.titel})["titel"].strip()}
        if not was["titel"]:
            raise ValidationError({"titel": "Bitte geben Sie einen Titel an."})
    nichtoeffentlich = was["teil"] == Teil.NICHTOEFFENTLICH
    reihe = reihenfolge.reihe(sitzung, was["teil"])
    davor = _letzter_davor(reihe, neu.nach)
    top = Tagesordnungspunkt(
        sitzung=sitzung,
        **was,
        **felder,
        herkunft=herkunft,
        nummer=gliederung.naechste_nummer([t.nummer for t in reihe if t.nummer], davor.nummer if davor else ""),
        position=_platz(reihe, davor),
        oberpunkt=_ueberschrift(davor),
        oeffentlicher_titel=neu.oeffentlicher_titel.strip() if nichtoeffentlich else "",
        nichtoeffentlich_grund=neu.nichtoeffentlich_grund if nichtoeffentlich else "",
    )
    if fehlt := tagesordnung.fehlende_angaben(sitzung, top):
        raise ValidationError(f"Zu „{top.titel}“ fehlt noch: {' und '.join(fehlt)}.")
    top.save()
    return top


def in_beratung_geben(tops, *, benutzer) -> None:
    """The papers of these items are in Beratung now, and public where their item is."""
    for top in tops:
        if top.beratung and top.beratung.vorlage.status == VorlageStatus.FREIGEGEBEN:
            vorlagenworkflow.ausfuehren(top.beratung.vorlage, "beraten", benutzer=benutzer)
        if top.beratung and top.ist_oeffentlich and top.sitzung.ist_veroeffentlicht:
            vorlagenregister.veroeffentlichen(top.beratung.vorlage, benutzer=benutzer)


def _letzter_davor(reihe, nach):
    """The last item of the number behind which a new one goes; without one: the last before what closes the part."""
    beziffert = [t for t in reihe if t.nummer]
    if nach is None:
        frei = [t for t in beziffert if not t.lage or t.lage == Lage.FREI]
        nach = frei[-1] if frei else None
    elif nach.pk not in {t.pk for t in beziffert}:
        raise ValidationError("Der Punkt, hinter dem eingefügt werden soll, steht nicht in diesem Teil.")
    if nach is None:
        return None
    return [t for t in beziffert if gliederung.stamm(t.nummer) == gliederung.stamm(nach.nummer)][-1]


def _ueberschrift(davor):
    ober = davor.oberpunkt if davor else None
    while ober is not None and not ober.ist_ueberschrift:
        ober = ober.oberpunkt
    return ober


def _platz(reihe, davor) -> int:
    """A free place between the item and the next one; the gaps of the invitation are wide."""
    nach = davor.position if davor else max((t.position for t in reihe), default=0)
    folgender = min((t.position for t in reihe if t.position > nach), default=nach + 2 * gliederung.ABSTAND)
    platz = nach + max(1, min(10, (folgender - nach) // 2))
    if platz >= folgender:
        raise ValidationError("Hinter diesem Punkt ist kein Platz mehr. Bitte wählen Sie einen anderen.")
    return platz
