"""The life of a Sitzung. Each act is one transaction: status, Verlauf, documents and publication, or nothing."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from sitzungen import (
    beschlusskontrolle,
    dokumente,
    fassungen,
    ladung,
    mitteilungen,
    register,
    tagesordnung,
    versand,
    verweisung,
    vorbereitung,
    wahlen,
    wahlniederschrift,
)
from sitzungen.anwesenheit import beschlussfaehigkeit, feststellen, mitglieder, moegliche_vertretungen
from sitzungen.choices import AntragStand, Anwesend, FassungArt, FeststellungAnlass, Teil
from sitzungen.choices import SitzungStatus as S
from sitzungen.models import (
    Anwesenheit,
    Anwesenheitszeit,
    Sitzung,
    Sitzungsantrag,
    SitzungVerlauf,
    vermerken,
)
from vorlagen import beratungsfolge
from vorlagen import dokumente as vorlagendokumente
from vorlagen import register as vorlagenregister
from vorlagen import workflow as vorlagenworkflow
from vorlagen.choices import Ergebnis, VorlageStatus
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.workflow import Uebergang, finde

UEBERGAENGE = (
    Uebergang(
        "einladen",
        von=(S.GEPLANT,),
        nach=S.EINGELADEN,
        titel="Einladen",
        folge="Die Tagesordnung steht danach fest, ihre Nummern bewegen sich nicht mehr. Die Einladung wird versiegelt.",
    ),
    Uebergang(
        "eroeffnen",
        von=(S.EINGELADEN,),
        nach=S.EROEFFNET,
        titel="Eröffnen",
        folge="Anwesenheit, Ladung und Beschlussfähigkeit werden festgestellt.",
    ),
    Uebergang(
        "schliessen",
        von=(S.EROEFFNET,),
        nach=S.GESCHLOSSEN,
        titel="Schließen",
        folge="Die Ergebnisse stehen danach fest und gehen an die Vorlagen.",
    ),
    Uebergang(
        "absagen",
        von=(S.GEPLANT, S.EINGELADEN),
        nach=S.ABGESAGT,
        titel="Absagen",
        folge="Die Sitzung findet nicht statt; ihre Vorlagen können auf eine andere Tagesordnung.",
        bemerkung_pflicht=True,
        gefaehrlich=True,
    ),
)
DATENSCHUTZ = (
    "Bitte bestätigen Sie, dass die aufgeführten Unterlagen keine personenbezogenen Daten Dritter enthalten oder "
    "geschwärzt sind (Art. 5, 6 DSGVO)."
)


def moegliche_uebergaenge(sitzung, benutzer) -> list[Uebergang]:
    """The buttons that this account may see."""
    return [u for u in UEBERGAENGE if sitzung.status in u.von and darf(benutzer, f"sitzungen.{u.name}", sitzung)]


def _beginnen(sitzung, name, benutzer, bemerkung=""):
    """Lock, look up the arrow, ask for the right: the start of every act."""
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    uebergang = finde(UEBERGAENGE, name, sitzung.status)
    if not darf(benutzer, f"sitzungen.{name}", sitzung):
        raise PermissionDenied("Dieser Schritt steht Ihnen für diese Sitzung nicht zu.")
    if uebergang.bemerkung_pflicht and not bemerkung.strip():
        raise ValidationError({"bemerkung": "Bitte begründen Sie diesen Schritt."})
    return sitzung, uebergang


def _abschliessen(sitzung, uebergang, benutzer, felder, bemerkung=""):
    """Write the new status and its Verlauf: the end of every act."""
    vorher, sitzung.status = sitzung.status, uebergang.nach
    sitzung.save(update_fields=["status", *felder])
    vermerken(sitzung, uebergang.name, benutzer, bemerkung, von_status=vorher)


@transaction.atomic
def einladen(sitzung, *, benutzer, eilfall_grund="", begruendung="", datenschutz_bestaetigt=False) -> Sitzung:
    """Dispatch the invitation: numbers freeze, agenda and PDF are sealed, the papers are in Beratung, and what is public
    hangs out (parameter `vorlage_sichtbar_ab` = dispatch). An agenda that nobody has set to „fertig“ is so with this act;
    `begruendung` goes with its warnings.

    ValidationError: too late without an Eilfall (§ 59 Abs. 1, 2 NKomVG), an empty agenda, a non-public item without a
    public title, or publication without the confirmation.
    """
    sitzung, uebergang = _beginnen(sitzung, "einladen", benutzer)
    ladung.pruefe_tagesordnung(sitzung)
    frist = ladung.pruefe_ladungsfrist(sitzung, eilfall_grund)
    if register.mit_einladung(sitzung) and not datenschutz_bestaetigt:
        raise ValidationError({"datenschutz_bestaetigt": DATENSCHUTZ})

    vorbereitung.fertigstellen(sitzung, benutzer=benutzer, begruendung=begruendung)
    # Numbers first: the trigger lets an agenda move only while the sitting is planned.
    tagesordnung.nummern_vergeben(sitzung)
    sitzung.eingeladen_am = uhr.jetzt()
    # A reason that nobody needed is none: the invitation must not say that the period was shortened.
    eilfall_grund = "" if frist.gewahrt else eilfall_grund
    sitzung.eilfall_grund = druckbar({"eilfall_grund": eilfall_grund})["eilfall_grund"].strip()
    if sitzung.ist_oeffentlich:
        sitzung.veroeffentlicht_am = sitzung.eingeladen_am
    _abschliessen(
        sitzung, uebergang, benutzer, ["eingeladen_am", "eilfall_grund", "veroeffentlicht_am"], sitzung.eilfall_grund
    )
    fassung = fassungen.festhalten(sitzung, FassungArt.EINGELADEN, benutzer=benutzer)
    dokumente.einladung_versiegeln(sitzung, benutzer=benutzer)
    for top in sitzung.tops.filter(beratung__isnull=False).select_related("beratung__vorlage"):
        if top.beratung.vorlage.status == VorlageStatus.FREIGEGEBEN:
            vorlagenworkflow.ausfuehren(top.beratung.vorlage, "beraten", benutzer=benutzer)
    for vorlage in register.oeffentliche_vorlagen(sitzung):
        vorlagenregister.veroeffentlichen(vorlage, benutzer=benutzer)
    register.nachfuehren(sitzung)
    if sitzung.ist_oeffentlich:
        vermerken(sitzung, SitzungVerlauf.Aktion.VEROEFFENTLICHT, benutzer)
    versand.versenden(fassung, benutzer=benutzer)
    return sitzung


@transaction.atomic
def eroeffnen(
    sitzung,
    *,
    leitung,
    anwesend,
    entschuldigt=(),
    vertretungen=None,
    ladung_ordnungsgemaess=True,
    niemand_ruegt=False,
    ohne_beschlussfaehigkeit=False,
    benutzer,
) -> Sitzung:
    """Open with attendance, Ladung and quorum stated (§ 65 Abs. 1 NKomVG).

    `anwesend` and `entschuldigt` are Mitgliedschaften of the body, `vertretungen` the deputy (Person) by Mitgliedschaft of a
    holder who is not there. Refused after a defective invitation unless all members are there and none objects; and without the
    majority of the members, unless it shall be opened all the same to say so (`ohne_beschlussfaehigkeit`): nothing is voted on
    then until a count finds a quorum.
    """
    sitzung, uebergang = _beginnen(sitzung, "eroeffnen", benutzer)
    if uhr.heute() < sitzung.tag:
        raise ValidationError(f"Die Sitzung ist erst am {sitzung.tag:%d.%m.%Y}.")
    sitze = {m.pk: m for m in mitglieder(sitzung)}
    besetzt = {m.pk: sitze[m.pk].person for m in anwesend if m.pk in sitze}
    if len(besetzt) != len({m.pk for m in anwesend}):
        raise ValidationError("Anwesend sein können nur Mitglieder, die dem Gremium am Sitzungstag angehören.")
    besetzt |= _vertretungen(sitzung, sitze, besetzt, vertretungen or {})
    if leitung.pk not in {p.pk for p in besetzt.values()}:
        raise ValidationError({"leitung": "Die Sitzungsleitung muss anwesend sein."})
    stimmberechtigt = sum(sitze[pk].ist_stimmberechtigt for pk in besetzt)
    faehig = beschlussfaehigkeit(sitzung, stimmberechtigt)
    if not ladung_ordnungsgemaess and not (stimmberechtigt >= faehig.mitglieder and niemand_ruegt):
        raise ValidationError(
            "Die Ladung war nicht ordnungsgemäß. Die Sitzung ist nur beschlussfähig, wenn alle Mitglieder anwesend sind "
            "und niemand den Mangel rügt (§ 65 Abs. 1 NKomVG)."
        )
    if not faehig.gegeben and not ohne_beschlussfaehigkeit:
        raise ValidationError(
            f"Nicht beschlussfähig: {faehig.anwesend} von {faehig.mitglieder} stimmberechtigten Mitgliedern sind anwesend, "
            f"nötig sind {faehig.noetig} (§ 65 Abs. 1 NKomVG). Warten Sie, oder eröffnen Sie, um die Punkte zu vertagen."
        )
    sitzung.eroeffnet_am = uhr.jetzt()
    sitzung.leitung = leitung
    sitzung.ladung_ordnungsgemaess = ladung_ordnungsgemaess
    _abschliessen(
        sitzung,
        uebergang,
        benutzer,
        ["eroeffnet_am", "leitung", "ladung_ordnungsgemaess"],
        f"{faehig.anwesend} von {faehig.mitglieder} stimmberechtigten Mitgliedern anwesend, "
        f"{'' if faehig.gegeben else 'nicht '}beschlussfähig",
    )
    _plaetze_einnehmen(sitzung, sitze, besetzt, {m.pk for m in entschuldigt})
    feststellen(sitzung, FeststellungAnlass.EROEFFNUNG, benutzer=benutzer)
    return sitzung


def _vertretungen(sitzung, sitze, besetzt, vertretungen) -> dict:
    """Deputies by the id of the seat. ValidationError for a seat that is taken, or somebody who may not stand in there."""
    neu = {}
    for sitz, person in vertretungen.items():
        if sitz.pk not in sitze or sitz.pk in besetzt:
            raise ValidationError(f"Der Sitz von {sitz.person} braucht keine Vertretung.")
        if not moegliche_vertretungen(sitze[sitz.pk], sitzung.tag).filter(pk=person.pk).exists():
            raise ValidationError(f"{person} kann den Sitz von {sitz.person} nicht vertreten.")
        if person.pk in {p.pk for p in (*besetzt.values(), *neu.values())}:
            raise ValidationError(f"{person} nimmt schon einen Sitz wahr.")
        neu[sitz.pk] = person
    return neu


def _plaetze_einnehmen(sitzung, sitze, besetzt, entschuldigt) -> None:
    """The attendance of the opening: a row for each seat, a time for whoever takes one."""
    zeilen = Anwesenheit.objects.bulk_create(
        Anwesenheit(
            sitzung=sitzung,
            mitgliedschaft=sitz,
            ist_stimmberechtigt=sitz.ist_stimmberechtigt,
            status=(
                Anwesend.ANWESEND
                if pk in besetzt and besetzt[pk].pk == sitz.person_id
                else Anwesend.ENTSCHULDIGT
                if pk in entschuldigt
                else Anwesend.ABWESEND
            ),
        )
        for pk, sitz in sitze.items()
    )
    Anwesenheitszeit.objects.bulk_create(
        Anwesenheitszeit(
            sitzung=sitzung, anwesenheit=zeile, person=besetzt[zeile.mitgliedschaft_id], von=sitzung.eroeffnet_am
        )
        for zeile in zeilen
        if zeile.mitgliedschaft_id in besetzt
    )


@transaction.atomic
def schliessen(sitzung, *, benutzer, datenschutz_bestaetigt=False) -> Sitzung:
    """Close: the results flow to the stations and Vorlagen, are sealed, and those of the public part hang out.

    Refused while an item with a paper lacks a result (§ 68 NKomVG). Of the Kreisausschuss nothing becomes public.
    """
    sitzung, uebergang = _beginnen(sitzung, "schliessen", benutzer)
    offen = sitzung.tops.filter(beratung__isnull=False, ergebnis="")
    if offen:
        nummern = ", ".join(t.nummer_lang for t in offen)
        raise ValidationError(f"Es fehlen noch Ergebnisse zu: {nummern}.")
    wahlen.pruefe_abgeschlossen(sitzung)
    if register.mit_schliessung(sitzung) and not datenschutz_bestaetigt:
        raise ValidationError({"datenschutz_bestaetigt": DATENSCHUTZ})

    sitzung.geschlossen_am = uhr.jetzt()
    _zu_ende_bringen(sitzung)
    if sitzung.ist_oeffentlich:
        sitzung.ergebnisse_oeffentlich_am = sitzung.geschlossen_am
    _abschliessen(sitzung, uebergang, benutzer, ["geschlossen_am", "ergebnisse_oeffentlich_am"])
    fassungen.festhalten(sitzung, FassungArt.GEHALTEN, benutzer=benutzer)
    dokumente.ergebnis_versiegeln(sitzung, benutzer=benutzer)
    wahlniederschrift.versiegeln(sitzung, benutzer=benutzer)
    beschlusskontrolle.anlegen(sitzung, benutzer=benutzer)
    for top in sitzung.tops.filter(beratung__isnull=False).select_related("beratung__vorlage"):
        beratungsfolge.abschliessen(
            top.beratung, top.ergebnis, benutzer=benutzer, ist_geaendert=top.ist_geaendert, wortlaut=top.wortlaut
        )
        if top.ergebnis in (Ergebnis.VERWIESEN, Ergebnis.VERTAGT):
            verweisung.zurueckstellen(top, benutzer=benutzer)
        mitteilungen.beraten(sitzung, top)
        vorlage = top.beratung.vorlage
        vorlagendokumente.ergebnisdruck(vorlage, benutzer=benutzer, oeffentlich=False)
        if top.teil == Teil.OEFFENTLICH and vorlage.ist_veroeffentlicht:
            vorlagendokumente.ergebnisdruck(vorlage, benutzer=benutzer, oeffentlich=True)
            vorlage.refresh_from_db()
            vorlagenregister.nachfuehren(vorlage)
    register.nachfuehren(sitzung)
    if sitzung.ist_oeffentlich:
        vermerken(sitzung, SitzungVerlauf.Aktion.VEROEFFENTLICHT, benutzer, "Ergebnisse")
    return sitzung


def _zu_ende_bringen(sitzung) -> None:
    """What still runs ends with the sitting: attendance, a break, motions that nobody voted on."""
    sitzung.anwesenheitszeiten.laufend().update(bis=sitzung.geschlossen_am)
    sitzung.unterbrechungen.filter(bis__isnull=True).update(bis=sitzung.geschlossen_am)
    offene = Sitzungsantrag.objects.filter(top__sitzung=sitzung, stand=AntragStand.OFFEN)
    offene.update(stand=AntragStand.ERLEDIGT)
    sitzung.aktueller_top = None
    sitzung.save(update_fields=["aktueller_top"])


@transaction.atomic
def absagen(sitzung, *, benutzer, bemerkung, oeffentlicher_grund="") -> Sitzung:
    """Call a sitting off; its papers are free for another agenda, its address stays and says so.

    `bemerkung` is for the house and the members; only `oeffentlicher_grund` hangs out, and of a non-public sitting nothing.
    """
    sitzung, uebergang = _beginnen(sitzung, "absagen", benutzer, bemerkung)
    sitzung.tops.filter(ergebnis="").update(ergebnis=Ergebnis.ABGESETZT, ergebnis_grund="Die Sitzung wurde abgesagt.")
    if sitzung.ist_oeffentlich:
        sitzung.absagegrund_oeffentlich = druckbar({"grund": oeffentlicher_grund})["grund"].strip()
    _abschliessen(sitzung, uebergang, benutzer, ["absagegrund_oeffentlich"], bemerkung)
    for vorlage in register.oeffentliche_vorlagen(sitzung):
        vorlagenregister.nachfuehren(vorlage)
    register.nachfuehren(sitzung)
    mitteilungen.abgesagt(sitzung, bemerkung)
    return sitzung
