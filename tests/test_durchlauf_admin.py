"""The twin of the walk: the whole way of Vorlage 0042/2019 driven in the admin, over HTTP, by the right people."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from sitzungen.models import Sitzung
from tests import factories, referenz
from tests.formular import oeffnen
from tests.test_durchlauf import published
from vorlagen.models import Anlage, Nummernkreis, Vorlage
from wittmund_ris import uhr


@pytest.fixture
def als(besetzung):
    """`als("landrat")`: the browser of this one of the cast."""
    browser = {}

    def anmelden(name):
        if name not in browser:
            browser[name] = Client()
            browser[name].force_login(besetzung[name])
        return browser[name]

    return anmelden


def adresse(was, *args):
    return reverse(f"admin:{was}", args=args)


def drafted(als, welt):
    """One page of the admin: fields, three stations, two Anlagen."""
    daten = {
        "art": "beschlussvorlage",
        "aktenzeichen": "32.5.1.",
        "ist_oeffentlich": "on",
        "betreff": referenz.BETREFF,
        "sachverhalt": referenz.SACHVERHALT,
        "anmerkung": referenz.ANMERKUNG,
        "beschlussvorschlag": referenz.BESCHLUSSVORSCHLAG,
        "gesamtkosten_keine": "on",
        "folgekosten_keine": "on",
        "einnahmen_keine": "on",
        "beratungen-TOTAL_FORMS": "3",
        "beratungen-INITIAL_FORMS": "0",
        "anlagen-TOTAL_FORMS": "2",
        "anlagen-INITIAL_FORMS": "0",
        "anlagen-0-titel": referenz.ANLAGE,
        "anlagen-0-ist_oeffentlich": "on",
        "anlagen-0-datei_neu": factories.datei("kreistagsbeschluss.pdf"),
        "anlagen-1-titel": referenz.KONZEPT,
        "anlagen-1-ist_oeffentlich": "on",
    }
    for n, station in enumerate(factories.stationen(welt)):
        daten |= {f"beratungen-{n}-{k}": getattr(v, "pk", v) for k, v in station.items()}
        daten[f"beratungen-{n}-stelle"] = str(n + 1)
    for name in ("sitzungsdienst", "ratsfrau", "superuser"):
        assert als(name).post(adresse("vorlagen_vorlage_add"), daten).status_code in (302, 403)
    assert not Vorlage.objects.exists()
    daten["anlagen-0-datei_neu"] = factories.datei("kreistagsbeschluss.pdf")
    antwort = als("sachbearbeiterin").post(adresse("vorlagen_vorlage_add"), daten)
    assert antwort.status_code == 302, antwort.context["errors"]
    return Vorlage.objects.get()


def taken(als, wer, objekt, name, **felder):
    """A transition in the admin: button → confirmation page → POST."""
    modell = objekt._meta
    seite = oeffnen(als(wer), adresse(f"{modell.app_label}_{modell.model_name}_uebergang", objekt.pk, name))
    assert seite.status == 200, (wer, name)
    seite = seite.senden(**felder)
    assert seite.status == 200, seite.meldungen
    objekt.refresh_from_db()


def pdf_link(als, vorlage) -> str:
    """The address behind the PDF of the admin's list."""
    seite = oeffnen(als("sachbearbeiterin"), adresse("vorlagen_vorlage_changelist"))
    (link,) = {a.get("href") for a in seite.baum.xpath("//td[contains(@class, 'field-pdf')]//a")}
    assert str(vorlage.pk) in link
    return link


def refused(als, wer, objekt, name):
    modell = objekt._meta
    ziel = adresse(f"{modell.app_label}_{modell.model_name}_uebergang", objekt.pk, name)
    vorher = objekt.status
    for antwort in (als(wer).get(ziel), als(wer).post(ziel, {"bemerkung": "x"})):
        assert antwort.status_code in (302, 403, 404), (wer, name)
    objekt.refresh_from_db()
    assert objekt.status == vorher


def held(als, welt, vorlage, slug):
    tag, versand, *stimmen = referenz.SITZUNGEN[slug]
    with uhr.gestellt(factories.zeit(versand)):
        termin = {"gremium": getattr(welt, slug).pk, "tag": tag, "uhrzeit": "17:00", "ort": "Kreishaus", "raum": ""}
        als("sitzungsdienst").post(adresse("sitzungen_sitzung_add"), termin)
        sitzung = Sitzung.objects.get(kennung=f"{tag}-{slug}")
        beratung = vorlage.beratungen.get(gremium=sitzung.gremium)
        seite = oeffnen(als("sitzungsdienst"), adresse("sitzungen_sitzung_tagesordnung", sitzung.pk))
        seite.senden(("schritt", f"aufnehmen:{beratung.pk}"))
        for wer in ("sachbearbeiterin", "ratsfrau", "superuser"):
            refused(als, wer, sitzung, "einladen")
        refused(als, "sitzungsdienst", sitzung, "schliessen")  # wrong order
        bestaetigt = {"datenschutz_bestaetigt": "on"} if sitzung.ist_oeffentlich else {}
        begruendet = {"begruendung": "Der Vorsitz ist verreist."} if slug == "sozialausschuss" else {}
        taken(als, "sitzungsdienst", sitzung, "einladen", **bestaetigt, **begruendet)
    if slug == "sozialausschuss":
        with uhr.gestellt(factories.zeit("2019-05-08")):
            konzept = Anlage.objects.get(titel=referenz.KONZEPT)
            seite = oeffnen(als("sachbearbeiterin"), f"/verwaltung/vorlagen/anlagen/{konzept.pk}/nachreichen/")
            seite.senden(datenschutz_bestaetigt="on", _dateien={"datei": factories.datei("konzept.pdf")})
    with uhr.gestellt(factories.zeit(tag, "17:00")):
        seite = oeffnen(als("sitzungsdienst"), adresse("sitzungen_sitzung_uebergang", sitzung.pk, "eroeffnen"))
        seite.senden(("alle_anwesend", "ja")).senden()
        sitzung.refresh_from_db()
        assert sitzung.status == "eroeffnet"
        top = sitzung.tops.get(beratung=beratung)
        seite = oeffnen(als("sitzungsdienst"), adresse("sitzungen_sitzung_ergebnis", sitzung.pk, top.pk))
        ja, nein, enthaltung = (str(zahl) for zahl in stimmen)
        seite.senden(("festhalten", "ja"), ja=ja, nein=nein, enthaltung=enthaltung)
        taken(als, "sitzungsdienst", sitzung, "schliessen", **bestaetigt)
    assert sitzung.status == "geschlossen"
    call_command("aushang_pruefen")


def test_vorlage_0042_2019_in_the_admin(welt, stammdaten_ausgehaengt, als):
    with uhr.gestellt(factories.zeit("2019-04-26")):
        Nummernkreis.objects.create(jahr=2019, stand=41)
        vorlage = drafted(als, welt)
        vorschau = als("sachbearbeiterin").get(pdf_link(als, vorlage))
        assert vorschau.content.startswith(b"%PDF-")
        taken(als, "sachbearbeiterin", vorlage, "einreichen")
        for wer in ("sachbearbeiterin", "amtsleiter", "sitzungsdienst", "superuser", "administration"):
            refused(als, wer, vorlage, "freigeben")
        taken(als, "landrat", vorlage, "zurueckgeben", bemerkung="Bitte ergänzen.")
        taken(als, "sachbearbeiterin", vorlage, "einreichen")
        taken(als, "landrat", vorlage, "freigeben", datenschutz="nein")
        assert (vorlage.nummer, vorlage.gezeichnet_name) == ("0042/2019", "Hinrichs, Uwe")
        gesiegelt = als("sachbearbeiterin").get(pdf_link(als, vorlage))
        assert gesiegelt.content == vorlage.fassungen.get().dokumente.first().lesen()
    for slug in referenz.SITZUNGEN:
        held(als, welt, vorlage, slug)
    published(Client(), vorlage)
