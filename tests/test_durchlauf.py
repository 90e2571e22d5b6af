"""The whole way of Vorlage 0042/2019 over HTTP, by the right people, from an empty database.

Draft in the Ordnungsamt → returned → released → invitation of the Sozialausschuss publishes it → three sittings → votes
→ results public, those of the Kreisausschuss not. Each wrong person and wrong order is refused on the way.
"""

import pytest
from django.core.management import call_command
from django.test import Client

from aushang.models import Eintrag
from sitzungen.models import Sitzung
from tests import factories, referenz
from tests.formular import oeffnen
from vorlagen.models import Anlage, Nummernkreis, Vorlage
from wittmund_ris import uhr

NEU, LISTE = "/verwaltung/vorlagen/neu/", "/verwaltung/vorlagen/"


@pytest.fixture
def als(besetzung):
    """`als("landrat")`: a browser in which this one of the cast is logged in."""
    browser = {}

    def anmelden(name):
        if name not in browser:
            client = browser[name] = Client()
            seite = oeffnen(client, "/konto/anmelden/")
            seite = seite.senden(username=name, password=factories.PASSWORT)
            assert seite.status == 200, seite.adresse
        return browser[name]

    return anmelden


def verboten(client, adresse):
    """Neither seen nor done: 403 or 404, for the page as for the act."""
    for antwort in (client.get(adresse), client.post(adresse, {"bemerkung": "x"})):
        assert antwort.status_code in (403, 404), (adresse, antwort.status_code)


def schritt(vorlage, name):
    return f"{LISTE}{vorlage.pk}/uebergang/{name}/"


def drafted(als, welt):
    """The clerk writes the paper: three stations by the buttons of the formset, then saves."""
    seite = oeffnen(als("sachbearbeiterin"), NEU)
    for _ in range(2):
        seite = seite.senden(("folge", "neu"))
    stationen = {}
    for n, (slug, rolle) in enumerate(
        (("sozialausschuss", "vorberatung"), ("kreisausschuss", "vorberatung"), ("kreistag", "entscheidung"))
    ):
        stationen |= {
            f"stationen-{n}-gremium": str(getattr(welt, slug).pk),
            f"stationen-{n}-rolle": rolle,
            f"stationen-{n}-geplant_am": referenz.SITZUNGEN[slug][0],
        }
    seite = seite.senden(
        aktenzeichen="32.5.1.",
        ist_oeffentlich="True",
        betreff=referenz.BETREFF,
        sachverhalt=referenz.SACHVERHALT,
        anmerkung=referenz.ANMERKUNG,
        beschlussvorschlag=referenz.BESCHLUSSVORSCHLAG,
        gesamtkosten_keine="on",
        folgekosten_keine="on",
        einnahmen_keine="on",
        **stationen,
    )
    assert seite.status == 200, seite.meldungen
    return Vorlage.objects.get(betreff=referenz.BETREFF)


def with_annexes(als, vorlage):
    """One Anlage with its file, one announced."""
    adresse = f"{LISTE}{vorlage.pk}/anlagen/neu/"
    seite = oeffnen(als("sachbearbeiterin"), adresse)
    seite.senden(
        titel=referenz.ANLAGE, ist_oeffentlich="on", _dateien={"datei": factories.datei("kreistagsbeschluss.pdf")}
    )
    oeffnen(als("sachbearbeiterin"), adresse).senden(titel=referenz.KONZEPT, ist_oeffentlich="on", nachreichen="on")
    assert [a.liegt_vor for a in vorlage.anlagen.all()] == [True, False]


def returned_and_released(als, vorlage):
    """Handed in, returned with a reason, handed in again, released by the Landrat; nobody else can."""
    for name in ("fremde", "ratsfrau", "sitzungsdienst", "gast", "superuser"):
        verboten(als(name), schritt(vorlage, "einreichen"))
    oeffnen(als("sachbearbeiterin"), schritt(vorlage, "einreichen")).senden()
    for name in ("sachbearbeiterin", "amtsleiter", "sitzungsdienst", "ratsfrau", "superuser", "administration"):
        verboten(als(name), schritt(vorlage, "freigeben"))

    seite = oeffnen(als("landrat"), schritt(vorlage, "zurueckgeben")).senden(bemerkung="")
    assert "begründen" in seite.text
    oeffnen(als("landrat"), schritt(vorlage, "zurueckgeben")).senden(bemerkung="Bitte die Anmerkung ergänzen.")
    vorlage.refresh_from_db()
    assert vorlage.status == "entwurf"
    assert "Bitte die Anmerkung ergänzen." in oeffnen(als("sachbearbeiterin"), f"{LISTE}{vorlage.pk}/")
    oeffnen(als("sachbearbeiterin"), f"{LISTE}{vorlage.pk}/bearbeiten/").senden(anmerkung=referenz.ANMERKUNG)
    oeffnen(als("sachbearbeiterin"), schritt(vorlage, "einreichen")).senden()
    oeffnen(als("landrat"), schritt(vorlage, "freigeben")).senden(datenschutz="nein")

    vorlage.refresh_from_db()
    assert (vorlage.nummer, vorlage.gezeichnet_name) == ("0042/2019", "Hinrichs, Uwe")
    antwort = als("sachbearbeiterin").get(f"{LISTE}{vorlage.pk}/pdf/")
    assert antwort["Content-Type"] == "application/pdf"
    assert vorlage.fassungen.get().dokumente.first().lesen() == antwort.content
    assert als("fremde").get(f"{LISTE}{vorlage.pk}/pdf/").status_code == 404


def planned(als, welt, slug):
    """The Sitzungsdienst plans a sitting; nobody else can."""
    for name in ("sachbearbeiterin", "ratsfrau", "superuser"):
        assert als(name).get("/verwaltung/sitzungen/neu/").status_code == 403
    tag = referenz.SITZUNGEN[slug][0]
    seite = oeffnen(als("sitzungsdienst"), "/verwaltung/sitzungen/neu/").senden(
        gremium=str(getattr(welt, slug).pk), tag=tag, uhrzeit="17:00"
    )
    assert seite.status == 200
    return Sitzung.objects.get(kennung=f"{tag}-{slug}")


def adresse_von(sitzung, was=""):
    return f"/verwaltung/sitzungen/{sitzung.pk}/{was}"


def invited(als, sitzung, vorlage):
    """Put the station on the agenda and send the invitation, with the confirmation where something becomes public."""
    beratung = vorlage.beratungen.get(gremium=sitzung.gremium)
    seite = oeffnen(als("sitzungsdienst"), adresse_von(sitzung, "tagesordnung/"))
    seite.senden(("schritt", f"aufnehmen:{beratung.pk}"))
    assert sitzung.tops.filter(beratung=beratung).exists()
    assert als("ratsfrau").get(adresse_von(sitzung)).status_code == 404

    seite = oeffnen(als("sitzungsdienst"), adresse_von(sitzung, "einladen/"))
    if sitzung.ist_oeffentlich:
        seite = seite.senden()
        assert "personenbezogen" in seite.text
        sitzung.refresh_from_db()
        assert sitzung.status == "geplant"
        begruendet = {"begruendung": "Der Vorsitz ist verreist."} if "id_begruendung" in seite.text else {}
        seite = seite.senden(datenschutz_bestaetigt="on", **begruendet)
    else:
        seite = seite.senden()
    sitzung.refresh_from_db()
    assert sitzung.status == "eingeladen", seite.meldungen
    assert als("ratsfrau").get(adresse_von(sitzung)).status_code == 200


def held(als, sitzung, vorlage, stimmen):
    """Open with everybody there, vote, close."""
    top = sitzung.tops.get(beratung__vorlage=vorlage)
    abstimmen = adresse_von(sitzung, f"tops/{top.pk}/abstimmen/")
    assert "eröffneten Sitzung" in oeffnen(als("sitzungsdienst"), abstimmen)  # no vote before the opening
    verboten(als("ratsfrau"), adresse_von(sitzung, "eroeffnen/"))
    seite = oeffnen(als("sitzungsdienst"), adresse_von(sitzung, "eroeffnen/"))
    seite = seite.senden(("alle_anwesend", "ja")) if "alle_anwesend" in seite.text else seite
    seite = seite.senden()
    sitzung.refresh_from_db()
    assert sitzung.status == "eroeffnet", seite.meldungen

    ja, nein, enthaltung = stimmen
    seite = oeffnen(als("sitzungsdienst"), adresse_von(sitzung, "schliessen/")).senden(
        **({"datenschutz_bestaetigt": "on"} if "datenschutz_bestaetigt" in seite.text else {})
    )
    sitzung.refresh_from_db()
    assert sitzung.status == "eroeffnet"  # a result is missing
    seite = oeffnen(als("sitzungsdienst"), abstimmen)
    seite = seite.senden(("festhalten", "ja"), ja=str(ja + 50), nein=str(nein), enthaltung=str(enthaltung))
    assert "anwesend und stimmberechtigt" in seite.text
    verboten(als("sachbearbeiterin"), abstimmen)
    seite.senden(("festhalten", "ja"), ja=str(ja), nein=str(nein), enthaltung=str(enthaltung))
    seite = oeffnen(als("sitzungsdienst"), adresse_von(sitzung, "schliessen/"))
    seite = seite.senden(**({"datenschutz_bestaetigt": "on"} if sitzung.ist_oeffentlich else {}))
    sitzung.refresh_from_db()
    assert sitzung.status == "geschlossen", seite.meldungen


def test_vorlage_0042_2019_from_draft_to_published_decision(welt, stammdaten_ausgehaengt, als):
    oeffentlich = Client()
    with uhr.gestellt(factories.zeit("2019-04-25")):
        Nummernkreis.objects.create(jahr=2019, stand=41)
        vorlage = drafted(als, welt)
        with_annexes(als, vorlage)
        assert als("fremde").get(f"{LISTE}{vorlage.pk}/").status_code == 404
    with uhr.gestellt(factories.zeit("2019-04-26")):
        returned_and_released(als, vorlage)
    assert oeffentlich.get("/vorlagen/2019/0042/").status_code == 404

    for slug, (tag, versand, *stimmen) in referenz.SITZUNGEN.items():
        with uhr.gestellt(factories.zeit(versand)):
            sitzung = planned(als, welt, slug)
            invited(als, sitzung, vorlage)
        if slug == "sozialausschuss":
            assert referenz.BETREFF in oeffentlich.get("/vorlagen/2019/0042/").content.decode()
            with uhr.gestellt(factories.zeit("2019-05-08")):
                handed_in_later(als, vorlage, oeffentlich)
        with uhr.gestellt(factories.zeit(tag, "17:00")):
            held(als, sitzung, vorlage, stimmen)
        call_command("aushang_pruefen")

    published(oeffentlich, vorlage)


def handed_in_later(als, vorlage, oeffentlich):
    """The announced concept arrives before the sitting; it becomes public with its own confirmation."""
    anlage = Anlage.objects.get(titel=referenz.KONZEPT)
    adresse = f"{LISTE}anlagen/{anlage.pk}/nachreichen/"
    verboten(als("ratsfrau"), adresse)
    datei = factories.datei("konzept.pdf")
    seite = oeffnen(als("sachbearbeiterin"), adresse).senden(_dateien={"datei": datei})
    anlage.refresh_from_db()
    assert not anlage.liegt_vor
    assert "personenbezogenen Daten" in seite
    seite.senden(datenschutz_bestaetigt="on", _dateien={"datei": factories.datei("konzept.pdf")})
    anlage.refresh_from_db()
    assert anlage.ist_nachgereicht
    assert oeffentlich.get("/vorlagen/2019/0042/anlage-2.pdf").status_code == 200


def published(oeffentlich, vorlage):
    vorlage.refresh_from_db()
    assert vorlage.status == "beschlossen"
    seite = oeffnen(oeffentlich, "/vorlagen/2019/0042/")
    for satz in (referenz.BETREFF, referenz.BESCHLUSSVORSCHLAG, "0042/2019", "Hinrichs, Uwe", "32.5.1."):
        assert satz in seite
    assert "einstimmig empfohlen (bei 1 Enthaltung)" in seite
    assert "mehrheitlich beschlossen" in seite
    assert "mehrheitlich empfohlen" not in seite  # what the Kreisausschuss said
    stationen = Eintrag.objects.get(pk=vorlage.oeffentliche_id).daten["consultation"]
    assert [s.get("ris:stimmen") for s in stationen] == [
        {"ja": 10, "nein": 0, "enthaltung": 1},
        None,
        {"ja": 38, "nein": 3, "enthaltung": 2},
    ]
    for datei in ("vorlage.pdf", "ergebnis-1.pdf", "ergebnis-2.pdf", "anlage-1.pdf"):
        antwort = oeffentlich.get(f"/vorlagen/2019/0042/{datei}")
        assert antwort.status_code == 200, datei
    kreistag = oeffnen(oeffentlich, "/sitzungen/2019-06-27-kreistag/")
    assert "mehrheitlich beschlossen" in kreistag
    assert oeffentlich.get("/sitzungen/2019-05-23-kreisausschuss/").status_code == 404
