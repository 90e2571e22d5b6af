"""Objects of the register in the form that `oeffentlich.py` of the inner apps gives them, hung without any inner app."""

import itertools
import uuid
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from aushang.models import Eintrag
from aushang.register import Aushang, AushangDatei, veroeffentlichen
from wittmund_ris import ablage

BERLIN = ZoneInfo("Europe/Berlin")
ART = Eintrag.Art
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
_zaehler = itertools.count(1)


def zeit(tag: str, uhrzeit: str = "17:00") -> datetime:
    return datetime.combine(date.fromisoformat(tag), time.fromisoformat(uhrzeit), tzinfo=BERLIN)


def datei(pfad, name="Vorlage", *, rolle="hauptdokument", inhalt=PDF, mime="application/pdf", seiten=2) -> AushangDatei:
    return AushangDatei(
        id=uuid.uuid4(),
        pfad=pfad,
        rolle=rolle,
        name=name,
        dateiname=f"{name.lower().replace(' ', '-')}.{pfad.rpartition('.')[2]}",
        mime=mime,
        groesse=len(inhalt),
        sha256=ablage.sha256(inhalt),
        quelle=ablage.ablegen(inhalt),
        seiten=seiten,
    )


def gremium(slug, titel, art="fachausschuss", *, mitglieder=(), **daten) -> Eintrag:
    daten = {
        "name": titel,
        "organizationType": "Gremium",
        "classification": {
            "vertretung": "Vertretung",
            "hauptausschuss": "Hauptausschuss",
            "fachausschuss": "Fachausschuss",
            "fraktion": "Fraktion",
            "gruppe": "Gruppe",
        }[art],
        "ris:art": art,
        "ris:reihenfolge": next(_zaehler),
        "ris:nichtoeffentlich": art == "hauptausschuss",
        "ris:mitglieder": list(mitglieder),
    } | daten
    return veroeffentlichen(Aushang(uuid.uuid4(), ART.GREMIUM, f"/gremien/{slug}/", titel, daten=daten))


def amt(nummer, titel) -> Eintrag:
    daten = {"name": titel, "organizationType": "Verwaltungsbereich", "ris:nummer": nummer}
    return veroeffentlichen(Aushang(uuid.uuid4(), ART.GREMIUM, f"/gremien/amt-{nummer}/", titel, daten=daten))


def person(name) -> Eintrag:
    id = uuid.uuid4()
    return veroeffentlichen(Aushang(id, ART.PERSON, f"/personen/{id}/", name, daten={"name": name}))


def sitz(person, rolle="Mitglied", von="2016-11-01", **daten) -> dict:
    """One line of `ris:mitglieder`."""
    rumpf = {"person": str(person.pk), "name": person.titel, "rolle": rolle, "stimmberechtigt": True, "von": von}
    return rumpf | daten


def mandat(person, gremium, rolle="Mitglied", von="2016-11-01", **daten) -> Eintrag:
    id = uuid.uuid4()
    daten = {"person": str(person.pk), "organization": str(gremium.pk), "role": rolle, "startDate": von} | daten
    return veroeffentlichen(
        Aushang(id, ART.MITGLIEDSCHAFT, f"{person.pfad}#mitgliedschaft-{id}", person.titel, daten=daten)
    )


def station(gremium, rolle="Vorberatung", termin=None, **daten) -> dict:
    rumpf = {
        "id": str(uuid.uuid4()),
        "organization": [str(gremium.pk)],
        "role": rolle,
        "authoritative": rolle == "Entscheidung",
        "ris:nichtoeffentlich": gremium.daten["ris:nichtoeffentlich"],
    }
    return rumpf | ({"ris:termin": termin} if termin else {}) | daten


def ergebnis(code, text, ja, nein, enthaltung) -> dict:
    return {
        "ris:ergebnis": code,
        "ris:ergebnis_text": text,
        "ris:stimmen": {"ja": ja, "nein": nein, "enthaltung": enthaltung},
    }


def beraten(sitzung, nummer="Ö 6", anker="top-oe-6") -> dict:
    """Where a station was dealt with."""
    return {
        "meeting": str(sitzung.pk),
        "agendaItem": str(uuid.uuid4()),
        "ris:sitzung_pfad": sitzung.pfad,
        "ris:top": nummer,
        "ris:top_anker": anker,
    }


def vorlage(nummer, titel, *, stationen=(), amt=None, datum="2019-04-26", dateien=(), status="in_beratung", **daten):
    laufnummer, jahr = nummer.split("/")
    texte = {"sachverhalt": "Der Sachverhalt.", "anmerkung": "", "beschlussvorschlag": "Der Kreistag beschließt."}
    daten = {
        "name": titel,
        "reference": nummer,
        "date": datum,
        "paperType": "Beschlussvorlage",
        "underDirectionOf": [str(amt.pk)] if amt else [],
        "consultation": list(stationen),
        "ris:status": status,
        "ris:status_text": {"in_beratung": "In Beratung", "beschlossen": "Beschlossen"}.get(status, status.title()),
        "ris:texte": texte | daten.pop("texte", {}),
        "ris:aktenzeichen": "32.5.1.",
        "ris:finanzierung": {"gesamtkosten": "keine", "folgekosten": "keine", "einnahmen": "keine"},
        "ris:gezeichnet": {"ort": "Wittmund", "datum": datum, "name": "Hinrichs, Uwe"},
        "ris:anlagen": [],
    } | daten
    pfad = f"/vorlagen/{jahr}/{laufnummer}/"
    return veroeffentlichen(
        Aushang(uuid.uuid4(), ART.VORLAGE, pfad, titel, nummer, zeit(datum), daten, titel, tuple(dateien))
    )


def punkt(nummer, titel, *, public=True, **daten) -> dict:
    teil, zahl = nummer.split()
    anker = f"top-{'oe' if teil == 'Ö' else 'n'}-{zahl}"
    return {
        "id": str(uuid.uuid4()),
        "number": nummer,
        "order": next(_zaehler),
        "name": titel,
        "public": public,
        "ris:anker": anker,
    } | daten


def sitzung(gremium, tag, *, slug, punkte=(), status="eingeladen", dateien=(), **daten) -> Eintrag:
    beginn = zeit(tag)
    titel = f"{gremium.titel}, {beginn:%d.%m.%Y}"
    daten = {
        "name": titel,
        "meetingState": "eingeladen",
        "start": beginn.isoformat(),
        "location": {"description": "Kreishaus, Am Markt 9, Wittmund", "room": "Sitzungssaal"},
        "organization": [str(gremium.pk)],
        "agendaItem": list(punkte),
        "ris:status": status,
        "ris:status_text": status.title(),
    } | daten
    pfad = f"/sitzungen/{tag}-{slug}/"
    return veroeffentlichen(Aushang(uuid.uuid4(), ART.SITZUNG, pfad, titel, "", beginn, daten, titel, tuple(dateien)))


def seite(slug, titel, text) -> Eintrag:
    return veroeffentlichen(Aushang(uuid.uuid4(), ART.SEITE, f"/{slug}/", titel, daten={"ris:text": text}))
