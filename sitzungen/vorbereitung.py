"""The way to the invitation: the Vorsitz is heard, the agenda is set to „fertig“, and one list says what is still to do."""

import hashlib
import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from gremien.choices import GremiumArt, MitgliedRolle
from gremien.models import Person
from konten.rechte import darf
from sitzungen import ladung, unterrichtung
from sitzungen.choices import SitzungStatus
from sitzungen.empfaenger import empfaenger
from sitzungen.models import Aufnahmeverlangen, Beteiligung, Fertigstellung, Sitzung, SitzungVerlauf, vermerken
from wittmund_ris.druckbar import druckbar

G = Beteiligung.Gegenstand
A = SitzungVerlauf.Aktion


@dataclass(frozen=True)
class Warnung:
    """Something that the law asks for and that stops nothing: it is recorded with a reason."""

    code: str
    text: str


@dataclass(frozen=True)
class Schritt:
    """One line of the checklist. `stand`: erledigt, offen (stops the dispatch), warnung (does not)."""

    name: str
    stand: str
    text: str
    tun: str = ""


def vorsitz(sitzung) -> Person | None:
    """Who presides over the body on the day of the sitting."""
    sitz = sitzung.gremium.mitgliedschaften.am(sitzung.tag).filter(rolle=MitgliedRolle.VORSITZ).select_related("person")
    return getattr(sitz.first(), "person", None)


def gegenstaende(sitzung) -> list[str]:
    """In what the Vorsitz has a say: on the agenda of the Kreistag (not of the first sitting of a term); of a Fachausschuss
    in the convening and on the agenda (§ 59 Abs. 3 S. 1, 2, § 72 Abs. 3 S. 1, 3 NKomVG); of the Kreisausschuss in nothing,
    where the Landrat presides himself (§ 74 Abs. 1).
    """
    if sitzung.gremium.art == GremiumArt.FACHAUSSCHUSS:
        return [G.EINBERUFUNG, G.TAGESORDNUNG]
    if sitzung.gremium.art == GremiumArt.VERTRETUNG and not ladung.ist_erste_sitzung(sitzung):
        return [G.TAGESORDNUNG]
    return []


def beteiligungen(sitzung) -> dict[str, Beteiligung | None]:
    """The last word on each thing that the Vorsitz is asked about."""
    letzte = {b.gegenstand: b for b in sitzung.beteiligungen.select_related("mit").order_by("erfasst_am", "pk")}
    return {g: letzte.get(g) for g in gegenstaende(sitzung)}


def warnungen(sitzung) -> list[Warnung]:
    """What is missing by law and does not stop the dispatch (VG Hannover 1 A 4130/15)."""
    liste = [
        Warnung(f"beteiligung_{gegenstand}", f"{G(gegenstand).label} ist nicht hergestellt.")
        for gegenstand, stand in beteiligungen(sitzung).items()
        if stand is None or not stand.ist_hergestellt
    ]
    liste += [
        Warnung(
            f"verlangen_{v.pk}",
            f"Der Vorsitz hat verlangt, „{v.gegenstand}“ aufzunehmen; die Tagesordnung enthält es nicht (§ 59 Abs. 3 NKomVG).",
        )
        for v in sitzung.aufnahmeverlangen.filter(top__isnull=True)
    ]
    liste += [
        Warnung(f"unterrichtung_{u.pk}", f"„{u.titel}“ steht auf keiner Tagesordnung ({u.get_art_display()}).")
        for u in unterrichtung.fuer_sitzung(sitzung)
    ]
    return liste


def fertig(sitzung) -> Fertigstellung | None:
    """The Fertigstellung of the agenda as it stands; None if there is none, or the agenda has moved since."""
    letzte = sitzung.fertigstellungen.order_by("erstellt_am", "pk").last()
    return letzte if letzte and letzte.stand == _stand(sitzung) else None


@transaction.atomic
def fertigstellen(sitzung, *, benutzer, begruendung="") -> Fertigstellung:
    """Set the agenda to „fertig“ (rules 7 to 9). Warnings are recorded with the reason; the form asks for one, the law does not.

    ValidationError: the agenda could not be sent as it is.
    """
    sitzung = _planbar(sitzung, benutzer)
    ladung.pruefe_tagesordnung(sitzung)
    if stehend := fertig(sitzung):
        return stehend
    offen = warnungen(sitzung)
    grund = druckbar({"begruendung": begruendung})["begruendung"].strip()
    eintrag = Fertigstellung.objects.create(
        sitzung=sitzung,
        stand=_stand(sitzung),
        warnungen=[{"code": w.code, "text": w.text} for w in offen],
        begruendung=grund,
        erstellt_von=benutzer,
    )
    saetze = [w.text for w in offen] + ([f"Begründung: {grund}"] if grund else [])
    vermerken(sitzung, A.FERTIGGESTELLT, benutzer, " ".join(saetze))
    return eintrag


@transaction.atomic
def beteiligen(sitzung, gegenstand, *, stand, am, bemerkung="", benutzer) -> Beteiligung:
    """Record what the Vorsitz said (rules 7 and 10). ValidationError: nobody presides, or a refusal without its reason."""
    sitzung = _planbar(sitzung, benutzer)
    if gegenstand not in gegenstaende(sitzung):
        raise ValidationError("Bei dieser Sitzung ist der Vorsitz daran nicht zu beteiligen.")
    person = vorsitz(sitzung)
    if person is None:
        raise ValidationError(
            f"{sitzung.gremium} hat am Sitzungstag keinen Vorsitz. Bitte ergänzen Sie die Mitgliedschaften in den Stammdaten."
        )
    bemerkung = druckbar({"bemerkung": bemerkung})["bemerkung"].strip()
    if stand != Beteiligung.Stand.HERGESTELLT and not bemerkung:
        raise ValidationError({"bemerkung": "Bitte begründen Sie, warum es nicht hergestellt ist."})
    eintrag = Beteiligung.objects.create(
        sitzung=sitzung,
        gegenstand=gegenstand,
        stand=stand,
        mit=person,
        am=am,
        bemerkung=bemerkung,
        erfasst_von=benutzer,
    )
    vermerken(sitzung, A.BETEILIGUNG, benutzer, f"{eintrag} am {am:%d.%m.%Y} ({person}) {bemerkung}")
    return eintrag


@transaction.atomic
def verlangen(sitzung, gegenstand: str, *, eingegangen_am, benutzer) -> Aufnahmeverlangen:
    """The Vorsitz demands an item before the dispatch (§ 59 Abs. 3 S. 1 NKomVG); it waits until a TOP takes it up."""
    sitzung = _planbar(sitzung, benutzer)
    gegenstand = druckbar({"gegenstand": gegenstand})["gegenstand"].strip()
    if not gegenstand:
        raise ValidationError({"gegenstand": "Bitte geben Sie den Beratungsgegenstand an."})
    eintrag = Aufnahmeverlangen.objects.create(
        sitzung=sitzung, gegenstand=gegenstand, eingegangen_am=eingegangen_am, erfasst_von=benutzer
    )
    vermerken(sitzung, A.BETEILIGUNG, benutzer, f"Aufnahmeverlangen des Vorsitzes: {gegenstand}")
    return eintrag


@transaction.atomic
def aufgenommen(eintrag, top, *, benutzer) -> None:
    """This TOP takes up what the Vorsitz demanded."""
    sitzung = _planbar(eintrag.sitzung, benutzer)
    if top.sitzung_id != sitzung.pk:
        raise ValidationError("Dieser Punkt steht auf einer anderen Tagesordnung.")
    eintrag.top = top
    eintrag.save(update_fields=["top"])
    vermerken(sitzung, A.BETEILIGUNG, benutzer, f"Aufnahmeverlangen erfüllt: {eintrag.gegenstand}")


def checkliste(sitzung) -> list[Schritt]:
    """What is done and what is still to do before the dispatch, in the order of the work."""
    return [
        _zur_tagesordnung(sitzung),
        *_zur_beteiligung(sitzung),
        *_zu_verlangen(sitzung),
        _zur_fertigstellung(sitzung),
        _zur_frist(sitzung),
        _zu_empfaengern(sitzung),
    ]


def _zur_tagesordnung(sitzung) -> Schritt:
    try:
        ladung.pruefe_tagesordnung(sitzung)
    except ValidationError as fehler:
        return Schritt("Tagesordnung", "offen", " ".join(fehler.messages), "tagesordnung")
    anzahl = sitzung.tops.count()
    return Schritt("Tagesordnung", "erledigt", f"{anzahl} {'Punkt' if anzahl == 1 else 'Punkte'}.", "tagesordnung")


def _zur_beteiligung(sitzung):
    for gegenstand, b in beteiligungen(sitzung).items():
        name = G(gegenstand).label
        if b is None:
            yield Schritt(name, "warnung", "Noch nicht eingetragen.", f"beteiligung:{gegenstand}")
        else:
            wort = b.get_stand_display()
            text = f"Am {b.am:%d.%m.%Y} mit {b.mit} {wort}. {b.bemerkung}".strip()
            yield Schritt(name, "erledigt" if b.ist_hergestellt else "warnung", text, f"beteiligung:{gegenstand}")


def _zu_verlangen(sitzung):
    for v in sitzung.aufnahmeverlangen.select_related("top"):
        text = f"„{v.gegenstand}“, eingegangen am {v.eingegangen_am:%d.%m.%Y}"
        if v.top:
            yield Schritt("Verlangen des Vorsitzes", "erledigt", f"{text}: aufgenommen als „{v.top.titel}“.")
        else:
            yield Schritt(
                "Verlangen des Vorsitzes", "warnung", f"{text}: steht nicht auf der Tagesordnung.", f"verlangen:{v.pk}"
            )


def _zur_fertigstellung(sitzung) -> Schritt:
    name = "Tagesordnung fertig"
    if eintrag := fertig(sitzung):
        text = f"Seit dem {timezone.localtime(eintrag.erstellt_am):%d.%m.%Y, %H:%M} Uhr."
        if eintrag.warnungen:
            text += f" Mit {len(eintrag.warnungen)} Warnungen; Begründung: {eintrag.begruendung or 'keine'}"
        return Schritt(name, "erledigt", text)
    if sitzung.fertigstellungen.exists():
        return Schritt(name, "offen", "Die Tagesordnung wurde danach geändert.", "fertigstellen")
    return Schritt(name, "offen", "Noch nicht als fertig gekennzeichnet.", "fertigstellen")


def _zur_frist(sitzung) -> Schritt:
    frist = ladung.ladungsfrist(sitzung)
    letzter = f"Letzter Absendetag: {frist.spaetester_tag:%d.%m.%Y}."
    if frist.gewahrt:
        return Schritt("Ladungsfrist", "erledigt", f"{frist.noetig} {ladung.zaehlung(sitzung)}, gewahrt. {letzter}")
    if frist.eilfall_moeglich:
        return Schritt("Ladungsfrist", "warnung", f"Nicht mehr gewahrt. {letzter} Nur noch im Eilfall mit Begründung.")
    return Schritt("Ladungsfrist", "offen", f"Nicht gewahrt. {letzter} Bitte verlegen Sie die Sitzung.")


def _zu_empfaengern(sitzung) -> Schritt:
    alle = empfaenger(sitzung)
    papier = sum(e.weg == "papier" for e in alle)
    ohne = [e.name for e in alle if e.ohne_konto and e.ist_geladen]
    text = f"{len(alle)} Personen, davon {papier} auf Papier."
    if ohne:
        namen = ", ".join(ohne[:5]) + (f" und {len(ohne) - 5} weitere" if len(ohne) > 5 else "")
        return Schritt(
            "Empfänger", "warnung", f"{text} Ohne nutzbares Konto, deshalb auf Papier: {namen}.", "empfaenger"
        )
    return Schritt("Empfänger", "erledigt", text, "empfaenger")


def _stand(sitzung) -> str:
    zeilen = list(sitzung.tops.values_list("pk", "teil", "position", "titel", "oeffentlicher_titel", "beratung_id"))
    return hashlib.sha256(json.dumps(zeilen).encode()).hexdigest()


def _planbar(sitzung, benutzer) -> Sitzung:
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.vorbereiten", sitzung):
        raise PermissionDenied("Die Einladung bereitet der Sitzungsdienst vor.")
    if sitzung.status != SitzungStatus.GEPLANT:
        raise ValidationError(f"Die Sitzung ist {sitzung.get_status_display().lower()}; die Einladung ist versandt.")
    return sitzung
