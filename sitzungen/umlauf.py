"""The Umlaufverfahren of the Kreisausschuss (§ 78 Abs. 3 NKomVG): begin, answers, objection, result.

How a result comes about: no member may have objected; silence is no vote; and because there is no sitting whose quorum could be
stated, the majority of the members must have answered (§ 78 Abs. 4 with § 65 Abs. 1 sinngemäß). Of these the votes count as in a
sitting (§ 66). Deputies are not asked: nobody is prevented from answering a letter.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gremien.choices import GremiumArt
from gremien.models import Mitgliedschaft, Regelwerk
from konten.rechte import darf
from sitzungen import mitteilungen_rechtsakte, unterrichtung
from sitzungen.abstimmung import Stimmen, ergebnis, mehrheit_der_mitglieder
from sitzungen.choices import Mehrheitsregel, NichtoeffentlichGrund
from sitzungen.choices_rechtsakt import Umlaufantwort, UmlaufAusgang, Umlaufweg, UnterrichtungArt
from sitzungen.models import Umlauf, Umlaufstimme
from vorlagen import beratungsfolge
from vorlagen import dokumente as vorlagendokumente
from vorlagen import workflow as vorlagenworkflow
from vorlagen.choices import VorlageAktion, VorlageStatus
from vorlagen.models import Beratung, vermerken
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar

A = UmlaufAusgang
STIMMEN = (Umlaufantwort.JA, Umlaufantwort.NEIN, Umlaufantwort.ENTHALTUNG)
NUR_KREISAUSSCHUSS = (
    "Im Umlaufverfahren beschließt nur der Kreisausschuss (§ 78 Abs. 3 NKomVG). Kreistag und Fachausschüsse beschließen in "
    "Sitzungen; die Ausnahme des § 182 NKomVG setzt einen eigenen Beschluss voraus."
)


@dataclass(frozen=True)
class Stand:
    """Who was asked, and what each of them said; `mitglieder` is the number fixed by law."""

    zeilen: tuple[tuple[Mitgliedschaft, Umlaufstimme | None], ...]
    mitglieder: int

    @property
    def offen(self) -> list[Mitgliedschaft]:
        return [sitz for sitz, stimme in self.zeilen if stimme is None]

    @property
    def stimmen(self) -> Stimmen:
        antworten = [stimme.antwort for _, stimme in self.zeilen if stimme]
        return Stimmen(*(antworten.count(wert) for wert in STIMMEN))

    @property
    def noetig(self) -> int:
        """So many must have answered with a vote."""
        return mehrheit_der_mitglieder(self.mitglieder)

    @property
    def genug(self) -> bool:
        return self.stimmen.summe >= self.noetig


def stand(umlauf) -> Stand:
    """The answers seat by seat."""
    gremium, tag = umlauf.beratung.gremium, timezone.localtime(umlauf.begonnen_am).date()
    stimmen = {s.mitgliedschaft_id: s for s in umlauf.stimmen.exclude(antwort=Umlaufantwort.WIDERSPRUCH)}
    sitze = gremium.mitgliedschaften.am(tag).stimmberechtigt().select_related("person__benutzer")
    return Stand(
        tuple((sitz, stimmen.get(sitz.pk)) for sitz in sitze),
        gremium.mitglieder_gesetzlich(Regelwerk.objects.gilt_am(tag), tag),
    )


def moegliche(vorlage) -> list[Beratung]:
    """The stations of a paper that could be decided in Umlauf now."""
    offene = vorlage.beratungen.filter(gremium__art=GremiumArt.HAUPTAUSSCHUSS, abgeschlossen_am__isnull=True)
    return [b for b in offene.select_related("gremium", "vorlage") if not _hindernis(b)]


def _hindernis(beratung) -> str:
    vorlage = beratung.vorlage
    if beratung.gremium.art != GremiumArt.HAUPTAUSSCHUSS:
        return NUR_KREISAUSSCHUSS
    if not vorlage.hat_beschluss:
        return (
            f"Eine {vorlage.get_art_display()} wird in der Sitzung zur Kenntnis genommen; im Umlauf wird beschlossen."
        )
    try:
        beratungsfolge.pruefe_bereit(beratung, uhr.heute())
    except ValidationError as fehler:
        return " ".join(fehler.messages)
    davor = vorlage.beratungen.filter(abgeschlossen_am__isnull=True).exclude(pk=beratung.pk).first()
    if davor and (davor.position, davor.einschub) < (beratung.position, beratung.einschub):
        return f"Zuerst berät {davor.gremium}; die Beratungsfolge sieht diese Station vor dem Kreisausschuss vor."
    return ""


@transaction.atomic
def beginnen(beratung, *, grund, frist, benutzer) -> Umlauf:
    """Ask every voting member about the Beschlussvorschlag as it stands, until `frist`. ValidationError says what hinders."""
    if not darf(benutzer, "sitzungen.umlauf"):
        raise PermissionDenied("Ein Umlaufverfahren leitet der Sitzungsdienst ein.")
    beratung = Beratung.objects.select_for_update(of=("self",)).select_related("vorlage", "gremium").get(pk=beratung.pk)
    if hindernis := _hindernis(beratung):
        raise ValidationError(hindernis)
    grund = druckbar({"grund": grund})["grund"].strip()
    if not grund:
        raise ValidationError({"grund": "Bitte begründen Sie, warum nicht bis zur nächsten Sitzung gewartet wird."})
    if frist <= uhr.jetzt():
        raise ValidationError(
            {"frist": "Die Frist liegt in der Vergangenheit. Bitte geben Sie einen späteren Zeitpunkt an."}
        )
    vorlage = beratung.vorlage
    umlauf = Umlauf.objects.create(
        beratung=beratung, grund=grund, wortlaut=vorlage.beschlussvorschlag, frist=frist, begonnen_von=benutzer
    )
    if not stand(umlauf).zeilen:
        raise ValidationError(f"{beratung.gremium} hat heute keine stimmberechtigten Mitglieder.")
    if vorlage.status == VorlageStatus.FREIGEGEBEN:
        # As with an invitation: what was sent to members is in Beratung, and theirs to read.
        vorlagenworkflow.ausfuehren(vorlage, "beraten", benutzer=benutzer)
        vorlage.refresh_from_db()
    text = f"{beratung.gremium}: begonnen, Antworten bis {timezone.localtime(frist):%d.%m.%Y, %H:%M} Uhr. {grund}"
    vermerken(vorlage, VorlageAktion.UMLAUF, benutzer, text)
    mitteilungen_rechtsakte.umlauf_begonnen(umlauf, _seite(umlauf))
    return umlauf


@transaction.atomic
def antworten(umlauf, sitz, antwort, *, weg=Umlaufweg.KONTO, am=None, benutzer) -> Umlaufstimme:
    """The answer of one member: by the own account, or as it reached the Sitzungsdienst (`weg`, `am`).

    A vote stands. An objection to the procedure may come until the result is stated, and ends it without a decision.
    """
    umlauf = _laufend(umlauf)
    eigene = weg == Umlaufweg.KONTO
    person = getattr(benutzer, "person", None)
    if eigene and not (darf(benutzer, "sitzungen.umlauf_antworten", umlauf) and person.pk == sitz.person_id):
        raise PermissionDenied("Über das Konto antwortet jedes Mitglied nur für sich selbst.")
    if not eigene and not darf(benutzer, "sitzungen.umlauf"):
        raise PermissionDenied("Schriftliche und telefonische Antworten erfasst der Sitzungsdienst.")
    am = uhr.jetzt() if eigene or am is None else am
    if am > uhr.jetzt() or am < umlauf.begonnen_am:
        raise ValidationError({"am": "Dieser Zeitpunkt liegt nicht im Umlaufverfahren."})
    zeile = next((z for z in stand(umlauf).zeilen if z[0].pk == sitz.pk), None)
    if zeile is None:
        raise ValidationError(f"{sitz.person} ist in diesem Umlaufverfahren nicht gefragt.")
    if antwort not in Umlaufantwort.values:
        raise ValidationError({"antwort": "Bitte wählen Sie eine Antwort."})
    if antwort != Umlaufantwort.WIDERSPRUCH:
        if am > umlauf.frist:
            raise ValidationError("Die Frist ist vorbei. Eine spätere Antwort zählt nicht.")
        if zeile[1]:
            raise ValidationError(f"{sitz.person} hat schon geantwortet: {zeile[1].get_antwort_display()}.")
    stimme = Umlaufstimme.objects.create(
        umlauf=umlauf, mitgliedschaft=sitz, antwort=antwort, weg=weg, am=am, erfasst_von=benutzer
    )
    if antwort == Umlaufantwort.WIDERSPRUCH:
        _beenden(umlauf, A.WIDERSPRUCH, benutzer, f"{sitz.person} hat dem Verfahren widersprochen.")
    elif not stand(umlauf).offen:
        mitteilungen_rechtsakte.umlauf_vollstaendig(umlauf, _seite(umlauf))
    return stimme


@transaction.atomic
def feststellen(umlauf, *, benutzer) -> Umlauf:
    """State the result, once all have answered or the deadline has passed; the station closes as a sitting would close it.

    Too few answers: it ends without a decision, and the paper goes on an agenda.
    """
    _fordern(benutzer)
    umlauf = _laufend(umlauf)
    lage = stand(umlauf)
    if lage.offen and uhr.jetzt() <= umlauf.frist:
        raise ValidationError(
            f"Es fehlen noch {len(lage.offen)} Antworten, und die Frist läuft bis {timezone.localtime(umlauf.frist):%d.%m.%Y, %H:%M} Uhr."
        )
    stimmen = lage.stimmen
    zahlen = f"Ja {stimmen.ja}, Nein {stimmen.nein}, Enthaltung {stimmen.enthaltung}, ohne Antwort {len(lage.offen)}"
    if not lage.genug:
        return _beenden(umlauf, A.BETEILIGUNG, benutzer, f"{zahlen}; nötig sind {lage.noetig} Stimmen.", stimmen)
    umlauf.ergebnis = ergebnis(stimmen, Mehrheitsregel.EINFACH, lage.mitglieder)
    _beenden(umlauf, A.BESCHLUSS, benutzer, zahlen, stimmen)
    beratung = umlauf.beratung
    beratungsfolge.abschliessen(beratung, umlauf.ergebnis, benutzer=benutzer)
    vorlagendokumente.ergebnisdruck(beratung.vorlage, benutzer=benutzer, oeffentlich=False)
    unterrichtung.schulden(
        UnterrichtungArt.UMLAUF,
        [beratung.gremium],
        titel=f"Beschluss im Umlaufverfahren vom {timezone.localtime(umlauf.beendet_am):%d.%m.%Y}: {beratung.vorlage.betreff}",
        umlauf=umlauf,
        nichtoeffentlich_grund=NichtoeffentlichGrund.WOHL,
    )
    return umlauf


@transaction.atomic
def abbrechen(umlauf, *, grund, benutzer) -> Umlauf:
    """Stop it without a decision, for example because a sitting is near after all."""
    _fordern(benutzer)
    if not grund.strip():
        raise ValidationError({"grund": "Bitte begründen Sie den Abbruch."})
    return _beenden(_laufend(umlauf), A.ABGEBROCHEN, benutzer, druckbar({"grund": grund})["grund"].strip())


def _fordern(benutzer) -> None:
    if not darf(benutzer, "sitzungen.umlauf"):
        raise PermissionDenied("Ein Umlaufverfahren leitet der Sitzungsdienst.")


def _laufend(umlauf) -> Umlauf:
    umlauf = (
        Umlauf.objects.select_for_update(of=("self",))
        .select_related("beratung__vorlage", "beratung__gremium")
        .get(pk=umlauf.pk)
    )
    if not umlauf.laeuft:
        raise ValidationError(f"Das Umlaufverfahren ist beendet: {umlauf.get_ausgang_display()}.")
    return umlauf


def _beenden(umlauf, ausgang, benutzer, text, stimmen=None) -> Umlauf:
    umlauf.beendet_am, umlauf.beendet_von, umlauf.ausgang = uhr.jetzt(), benutzer, ausgang
    if stimmen:
        umlauf.ja, umlauf.nein, umlauf.enthaltung = stimmen.ja, stimmen.nein, stimmen.enthaltung
    umlauf.save()
    gremium = umlauf.beratung.gremium
    vermerken(umlauf.beratung.vorlage, VorlageAktion.UMLAUF, benutzer, f"{gremium}: {A(ausgang).label}. {text}")
    mitteilungen_rechtsakte.umlauf_beendet(umlauf, _seite(umlauf))
    return umlauf


def _seite(umlauf) -> str:
    return reverse("sitzungen:umlauf", args=[umlauf.pk])
