"""Bekanntgabe of a non-public decision (rule 25; § 85 Abs. 4, 5 NKomVG, Geschäftsordnung): the act of a person, never of a clock."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from aushang.models import Grund
from aushang.register import abgleichen
from konten.rechte import darf
from sitzungen import oeffentliche_bekanntgabe, register
from sitzungen.choices_rechtsakt import BekanntgabeGrund, BekanntgabeOrt
from sitzungen.models import Bekanntgabe, Bekanntgabebefugnis, Sitzung, SitzungVerlauf, Umlauf
from sitzungen.models import vermerken as in_sitzung_vermerken
from sitzungen.rules import ist_verwaltungsleitung
from sitzungen.rules_rechtsakte import befugnis
from vorlagen import register as vorlagenregister
from vorlagen.choices import AUS_ABSTIMMUNG, Personenbezug, VorlageAktion
from vorlagen.models import vermerken as an_vorlage_vermerken
from vorlagen.personenbezug import OHNE_ANTWORT, OHNE_GRUND
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext import klartext, normalisieren

WER = "Nichtöffentliche Beschlüsse gibt der Landrat bekannt oder wer von ihm beauftragt ist (§ 85 NKomVG)."


def ort(entscheidung) -> BekanntgabeOrt:
    """Where the words will hang: at the public agenda, else at the public paper, else on a page of their own."""
    if entscheidung.top and entscheidung.top.sitzung.ist_veroeffentlicht:
        return BekanntgabeOrt.TAGESORDNUNG
    vorlage = entscheidung.vorlage
    if vorlage and vorlage.ist_oeffentlich and vorlage.ist_veroeffentlicht:
        return BekanntgabeOrt.VORLAGE
    return BekanntgabeOrt.EIGENE_SEITE


def geltende(entscheidung) -> Bekanntgabe | None:
    """The Bekanntgabe that stands."""
    return Bekanntgabe.objects.filter(**entscheidung.felder, entfernt_am__isnull=True).first()


def hindernis(entscheidung) -> str:
    """Why this decision cannot be announced; empty if it can."""
    if not entscheidung.ist_nichtoeffentlich:
        return "Dieser Beschluss ist öffentlich gefasst; sein Ergebnis wird mit dem Schluss der Sitzung veröffentlicht."
    if entscheidung.ergebnis not in AUS_ABSTIMMUNG:
        return "Bekannt gegeben wird ein gefasster Beschluss, sobald die Sitzung geschlossen ist."
    if geltende(entscheidung):
        return "Dieser Beschluss ist schon bekannt gegeben."
    return ""


@transaction.atomic
def bekanntgeben(
    entscheidung, *, titel, wortlaut, grundlage, begruendung, datenschutz, datenschutz_grund="", benutzer
) -> Bekanntgabe:
    """Hang out exactly `wortlaut` under `titel`, with the number of the item. Nothing of the decision is taken over by itself.

    PermissionDenied for who is neither Verwaltungsleitung nor named by it; ValidationError by input, also without the answer
    about personal data (rule 102).
    """
    _sperren(entscheidung)
    objekt = entscheidung.top.sitzung if entscheidung.top else entscheidung.umlauf
    if not darf(benutzer, "sitzungen.bekanntgeben", objekt):
        raise PermissionDenied(WER)
    if grund := hindernis(entscheidung):
        raise ValidationError(grund)
    sauber = druckbar({"titel": titel, "wortlaut": normalisieren(wortlaut), "begruendung": begruendung})
    sauber = {feld: text.strip() for feld, text in sauber.items()}
    fehlt = {
        "titel": "Bitte geben Sie den öffentlichen Titel an.",
        "wortlaut": "Bitte schreiben Sie den Wortlaut, der öffentlich werden soll.",
        "begruendung": "Bitte begründen Sie die Bekanntgabe für den internen Verlauf.",
    }
    leere = {feld: satz for feld, satz in fehlt.items() if not klartext(sauber[feld]).strip()}
    if grundlage not in BekanntgabeGrund.values:
        leere["grundlage"] = "Bitte nennen Sie die Rechtsgrundlage der Bekanntgabe."
    datenschutz_grund = druckbar({"datenschutz_grund": datenschutz_grund})["datenschutz_grund"].strip()
    if datenschutz not in Personenbezug.values:
        leere["datenschutz"] = OHNE_ANTWORT
    elif datenschutz == Personenbezug.JA and not datenschutz_grund:
        leere["datenschutz_grund"] = OHNE_GRUND
    if leere:
        raise ValidationError(leere)
    bekanntgabe = Bekanntgabe.objects.create(
        **entscheidung.felder,
        **sauber,
        ort=ort(entscheidung),
        grundlage=grundlage,
        datenschutz=datenschutz,
        datenschutz_grund=datenschutz_grund,
        bekannt_gegeben_von=benutzer,
        befugnis=None if ist_verwaltungsleitung(benutzer) else befugnis(benutzer),
    )
    _nachfuehren(bekanntgabe)
    _vermerken(
        entscheidung, benutzer, f"Bekannt gegeben ({bekanntgabe.get_grundlage_display()}): {sauber['begruendung']}"
    )
    return bekanntgabe


@transaction.atomic
def zuruecknehmen(bekanntgabe, grund, *, bemerkung, benutzer) -> None:
    """Withdraw it: the words go from the register, the address answers 410 with the sentence of `grund`."""
    entscheidung = _entscheidung(bekanntgabe)
    _sperren(entscheidung)
    bekanntgabe = Bekanntgabe.objects.select_for_update(of=("self",)).get(pk=bekanntgabe.pk)
    if not darf(benutzer, "sitzungen.bekanntgabe_zuruecknehmen"):
        raise PermissionDenied("Eine Bekanntgabe nimmt der Sitzungsdienst oder die Verwaltungsleitung zurück.")
    if bekanntgabe.entfernt_am:
        raise ValidationError("Diese Bekanntgabe ist schon zurückgenommen.")
    bemerkung = druckbar({"bemerkung": bemerkung})["bemerkung"].strip()
    if not bemerkung:
        raise ValidationError({"bemerkung": "Bitte begründen Sie die Rücknahme für den internen Verlauf."})
    bekanntgabe.entfernt_am, bekanntgabe.entfernt_von = uhr.jetzt(), benutzer
    bekanntgabe.save(update_fields=["entfernt_am", "entfernt_von"])
    abgleichen([], bisher=[bekanntgabe.oeffentliche_id], grund=Grund(grund))
    _nachfuehren(bekanntgabe)
    _vermerken(entscheidung, benutzer, f"Bekanntgabe zurückgenommen: {bemerkung}")


@transaction.atomic
def beauftragen(person, *, von, bis=None, benutzer) -> Bekanntgabebefugnis:
    """The Landrat names somebody who may announce decisions, from a day on, for an account of the Sitzungsdienst."""
    if not darf(benutzer, "sitzungen.bekanntgabe_beauftragen"):
        raise PermissionDenied("Mit der Bekanntgabe beauftragt die Verwaltungsleitung.")
    if bis and bis < von:
        raise ValidationError({"bis": "Das Ende liegt vor dem Anfang."})
    return Bekanntgabebefugnis.objects.create(benutzer=person, von=von, bis=bis, erteilt_von=benutzer)


@transaction.atomic
def auftrag_beenden(auftrag, *, benutzer) -> None:
    """End it with today."""
    if not darf(benutzer, "sitzungen.bekanntgabe_beauftragen"):
        raise PermissionDenied("Mit der Bekanntgabe beauftragt die Verwaltungsleitung.")
    auftrag = Bekanntgabebefugnis.objects.select_for_update().get(pk=auftrag.pk)
    if auftrag.bis:
        raise ValidationError(f"Die Beauftragung endet schon am {auftrag.bis:%d.%m.%Y}.")
    auftrag.bis = max(auftrag.von, uhr.heute())
    auftrag.save(update_fields=["bis"])


def _entscheidung(bekanntgabe):
    return oeffentliche_bekanntgabe.Entscheidung(bekanntgabe.top, bekanntgabe.umlauf)


def _sperren(entscheidung) -> None:
    modell, pk = (Sitzung, entscheidung.top.sitzung_id) if entscheidung.top else (Umlauf, entscheidung.umlauf.pk)
    modell.objects.select_for_update(of=("self",)).get(pk=pk)


def _nachfuehren(bekanntgabe) -> None:
    if oeffentliche_bekanntgabe.haengt(bekanntgabe):
        abgleichen([oeffentliche_bekanntgabe.aushang(bekanntgabe)])
    if bekanntgabe.ort == BekanntgabeOrt.TAGESORDNUNG:
        register.nachfuehren(bekanntgabe.top.sitzung)
    elif bekanntgabe.ort == BekanntgabeOrt.VORLAGE:
        vorlagenregister.nachfuehren(bekanntgabe.beratung.vorlage)


def _vermerken(entscheidung, benutzer, text) -> None:
    if entscheidung.top:
        aktion = SitzungVerlauf.Aktion.RECHTSAKT
        top = entscheidung.top
        in_sitzung_vermerken(top.sitzung, aktion, benutzer, f"{top.nummer_lang}: {text}", top=top)
    if entscheidung.vorlage:
        an_vorlage_vermerken(
            entscheidung.vorlage, VorlageAktion.BEKANNTGABE, benutzer, f"{entscheidung.bezeichnung}: {text}"
        )
