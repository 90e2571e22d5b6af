"""Nothing non-public gets out: marker words in every non-public field, a crawl of everything public, the raw register.

The world of these tests holds what could leak: a non-public Vorlage on a public and on a non-public sitting, a
non-public Anlage on a public Vorlage, the votes of the Kreisausschuss, a draft, a planned sitting.
"""

import contextlib
import re
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from aushang.models import Datei, Eintrag, Grund
from aushang.register import unterschiede
from gremien import oeffentlich as stammdaten
from gremien.models import Seite
from sitzungen import planung, register, tagesordnung
from sitzungen.management.commands.aushang_pruefen import alle_aushaenge
from tests import factories
from vorlagen import anlagen, workflow
from wittmund_ris import uhr

# Words that must appear in no public byte.
MARKEN = (
    "Zwiebelturm",
    "Rabenfeder",
    "Kupferkessel",
    "Nebelhorn",
    "Silberdistel",
    "Wacholderbeere",
    "Bernsteinzimmer",
    "Feuersalamander",
    "Mondsichel",
)
OEFFENTLICHER_TITEL = "Grundstücksangelegenheit"


def dump() -> str:
    """The raw tables of the register, every column."""
    zeilen = []
    with connection.cursor() as zeiger:
        for tabelle in ("aushang_eintrag", "aushang_datei"):
            zeiger.execute(f"SELECT t::text FROM {tabelle} t ORDER BY id")
            zeilen += [zeile for (zeile,) in zeiger.fetchall()]
    return "\n".join(zeilen)


def text_der_pdf(inhalt: bytes) -> str:
    """All text and metadata of a PDF, uncompressed."""
    import pikepdf  # noqa: PLC0415 - heavy, only here

    stuecke = []
    with pikepdf.open(BytesIO(inhalt)) as pdf:
        stuecke.append(str(pdf.docinfo))
        for objekt in pdf.objects:
            if isinstance(objekt, pikepdf.Stream):
                stuecke.append(objekt.read_bytes().decode("latin-1"))
            else:
                stuecke.append(repr(objekt))
    return "\n".join(stuecke)


def crawl(client) -> dict[str, bytes]:
    """Every public address that the portal links to, and every one that the register knows."""
    offen = {"/", "/robots.txt", "/vorlagen/?q=0001", "/vorlagen/?q=Rabenfeder", "/gibt-es-nicht/", "/verwaltungx/"}
    offen |= {e.pfad.split("#")[0] for e in Eintrag.objects.all()} | {d.pfad for d in Datei.objects.all()}
    gesehen = {}
    while offen:
        adresse = offen.pop()
        antwort = client.get(adresse)
        assert antwort.status_code in (200, 301, 302, 304, 404, 410), f"{adresse}: {antwort.status_code}"
        koerper = b"".join(antwort) if antwort.streaming else antwort.content
        gesehen[adresse] = repr(sorted(antwort.headers.items())).encode() + koerper
        assert not antwort.cookies, f"{adresse} setzt ein Cookie"
        if "html" in antwort.get("Content-Type", ""):
            for ziel in re.findall(r'href="(/[^"#]*)', koerper.decode()):
                ziel = ziel.replace("&amp;", "&")
                innen = ziel.startswith(("/verwaltung/", "/admin/", "/konto/", "/static/"))
                if not innen and ziel not in gesehen:
                    offen.add(ziel)
    return gesehen


def pruefe_keine_marke(gesehen) -> None:
    import pikepdf  # noqa: PLC0415 - heavy, only here

    for adresse, inhalt in gesehen.items():
        lesbar = inhalt.decode("utf-8", "replace")
        if b"%PDF-" in inhalt:
            pdf = inhalt[inhalt.index(b"%PDF-") :]
            with contextlib.suppress(pikepdf.PdfError):  # the tiny files of the factories
                lesbar += text_der_pdf(pdf)
        for marke in MARKEN:
            if adresse == "/vorlagen/?q=Rabenfeder" and marke == "Rabenfeder":
                continue  # what a visitor typed stands in the visitor's own search box
            assert marke not in lesbar, f"{marke} in {adresse}"


@pytest.fixture
def haus(welt, stammdaten_ausgehaengt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst):
    """Secrets of every kind, and a public paper beside them, after sittings of Sozialausschuss and Kreisausschuss."""
    Seite.objects.create(slug="impressum", titel="Impressum", text="## Anbieter\n\nLandkreis", ist_veroeffentlicht=True)
    Seite.objects.create(slug="geheim", titel="Mondsichel", text="Mondsichel")
    stammdaten.nachfuehren()

    oeffentliche = factories.entwurf(welt, sachbearbeiterin)
    anlagen.hinzufuegen(
        oeffentliche,
        titel="Kupferkessel",
        ist_oeffentlich=False,
        datei=factories.datei("Silberdistel.pdf", factories.PDF + b"Nebelhorn"),
        benutzer=sachbearbeiterin,
    )
    anlagen.hinzufuegen(
        oeffentliche,
        titel="Öffentliche Anlage",
        ist_oeffentlich=True,
        datei=factories.datei("Wacholderbeere.pdf"),
        benutzer=sachbearbeiterin,
    )
    oeffentliche = factories.freigeben(oeffentliche, sachbearbeiterin, landrat)
    geheime = factories.entwurf(
        welt,
        sachbearbeiterin,
        betreff="Verkauf an Zwiebelturm",
        sachverhalt="Rabenfeder",
        anmerkung="Kupferkessel",
        beschlussvorschlag="Der Kreistag verkauft an Zwiebelturm.",
        aktenzeichen="Nebelhorn",
        produktkonto="Silberdistel",
        nichtoeffentlich_grund="Bernsteinzimmer",
        ist_oeffentlich=False,
    )
    geheime = factories.freigeben(geheime, sachbearbeiterin, landrat)
    factories.entwurf(welt, sachbearbeiterin, betreff="Entwurf Rabenfeder")

    sitzung = planung.planen(welt.sozialausschuss, factories.zeit("2019-05-13"), benutzer=sitzungsdienst)
    for vorlage in (oeffentliche, geheime):
        tagesordnung.aufnehmen(
            sitzung,
            vorlage.beratungen.first(),
            oeffentlicher_titel=OEFFENTLICHER_TITEL,
            benutzer=sitzungsdienst,
        )
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        factories.abstimmen(sitzung, oeffentliche, 10, 0, 1, benutzer=sitzungsdienst)
        factories.abstimmen(
            sitzung, geheime, 7, 3, 1, wortlaut="Der Kreistag verkauft an Feuersalamander.", benutzer=sitzungsdienst
        )
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    return oeffentliche, geheime, sitzung


def kreisausschuss(welt, vorlagen, sitzungsdienst):
    """A whole sitting of the Kreisausschuss, with a wording of its own."""
    with uhr.gestellt(factories.zeit("2019-05-14")):
        sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", vorlagen, benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        for vorlage in vorlagen:
            factories.abstimmen(sitzung, vorlage, 9, 2, 0, wortlaut="Mondsichel statt Konzept", benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    return sitzung


def test_regel_23_no_marker_in_any_public_answer(haus, welt, sitzungsdienst, besetzung):
    oeffentliche, geheime, sitzung = haus
    kreisausschuss(welt, [oeffentliche, geheime], sitzungsdienst)
    gesehen = crawl(Client())
    # What could leak is there, and what is public is found: the crawl is not blind.
    assert any(oeffentliche.betreff in inhalt.decode("utf-8", "replace") for inhalt in gesehen.values())
    assert OEFFENTLICHER_TITEL.encode() in gesehen[sitzung.pfad]
    assert any(adresse.endswith(".pdf") for adresse in gesehen)
    pruefe_keine_marke(gesehen)
    assert geheime.nummer.encode() not in b"".join(v for k, v in gesehen.items() if "q=" not in k)
    assert f"/vorlagen/2019/{geheime.laufnummer:04}/" not in gesehen
    assert Client().get(f"/vorlagen/2019/{geheime.laufnummer:04}/").status_code == 404
    for marke in MARKEN:
        assert marke not in dump()
    assert unterschiede(alle_aushaenge()) == []


def test_public_answers_are_the_same_for_every_role(haus, welt, besetzung):
    """The public wing reads no session: with the cookie of any role it answers as to a stranger."""
    fremd = crawl(Client())
    einzelne = next(adresse for adresse in fremd if adresse.startswith("/personen/"))
    for benutzer in besetzung.values():
        client = Client()
        client.force_login(benutzer)
        for adresse, erwartet in fremd.items():
            if adresse.startswith("/personen/") and adresse != einzelne:
                continue  # one of 43 pages of the same kind
            antwort = client.get(adresse)
            koerper = b"".join(antwort) if antwort.streaming else antwort.content
            assert repr(sorted(antwort.headers.items())).encode() + koerper == erwartet, (benutzer.username, adresse)


def test_regel_24_kreisausschuss_moves_no_byte_of_the_register(haus, welt, sitzungsdienst):
    """§ 78 Abs. 2 NKomVG: from planning to closing, the dump stays the same, `geaendert_am` included."""
    oeffentliche, geheime, _ = haus
    vorher, seiten = dump(), crawl(Client())
    kreisausschuss(welt, [oeffentliche, geheime], sitzungsdienst)
    assert dump() == vorher
    assert crawl(Client()) == seiten


def test_public_result_print_leaves_the_kreisausschuss_empty(haus, welt, sitzungsdienst, landrat):
    oeffentliche, _, _ = haus
    kreisausschuss(welt, [oeffentliche], sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-06-10")):
        sitzung = factories.sitzung_mit(welt.kreistag, "2019-06-27", [oeffentliche], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        factories.abstimmen(sitzung, oeffentliche, 38, 3, 2, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    papier = Eintrag.objects.get(pk=oeffentliche.oeffentliche_id).daten
    stimmen = [k.get("ris:stimmen") for k in papier["consultation"]]
    assert stimmen == [
        {"ja": 10, "nein": 0, "enthaltung": 1},
        None,
        {"ja": 38, "nein": 3, "enthaltung": 2},
    ]
    assert papier["ris:status"] == "beschlossen"
    assert "mehrheitlich empfohlen" not in str(papier)


def test_withdrawal_leaves_no_trace_of_the_content(haus, sitzungsdienst):
    oeffentliche, _, sitzung = haus
    dateien = [d.pfad for d in Datei.objects.filter(eintrag_id=oeffentliche.oeffentliche_id)]
    assert dateien
    register.vorlage_entfernen(
        oeffentliche, Grund.DATENSCHUTZ, benutzer=sitzungsdienst, bemerkung="Name einer Antragstellerin"
    )
    assert oeffentliche.betreff not in dump()
    assert "Integrationskonzept" not in dump()
    for adresse in (f"/vorlagen/2019/{oeffentliche.laufnummer:04}/", *dateien):
        antwort = Client().get(adresse)
        assert antwort.status_code == 410, adresse
        if "html" in antwort["Content-Type"]:
            assert Grund.DATENSCHUTZ.label in antwort.content.decode()
    assert "Antragstellerin" not in Client().get(sitzung.pfad).content.decode()
    assert unterschiede(alle_aushaenge()) == []
    gesehen = crawl(Client())
    assert all("Integrationskonzept" not in v.decode("utf-8", "replace") for v in gesehen.values())


def test_later_acts_do_not_bring_a_withdrawn_paper_back(haus, welt, sitzungsdienst):
    oeffentliche, _, _ = haus
    register.vorlage_entfernen(oeffentliche, Grund.VERSEHEN, benutzer=sitzungsdienst, bemerkung="Irrtum")
    kreisausschuss(welt, [oeffentliche], sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-06-10")):
        sitzung = factories.sitzung_mit(welt.kreistag, "2019-06-27", [oeffentliche], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
    assert oeffentliche.betreff not in dump()
    assert Client().get(f"/vorlagen/2019/{oeffentliche.laufnummer:04}/").status_code == 410


def test_unreleased_step_publishes_nothing(welt, stammdaten_ausgehaengt, entwurf, sachbearbeiterin, landrat):
    vorher = dump()
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein")
    assert dump() == vorher
    call_command("aushang_pruefen")


def test_the_preview_of_a_public_page_is_not_public(haus, welt, besetzung, client):
    """Who looks at a page before it is public moves no byte outside, and no stranger gets there."""
    entwurf = factories.entwurf(welt, besetzung["sachbearbeiterin"], betreff="Öffentlicher Entwurf")
    anlagen.hinzufuegen(
        entwurf,
        titel="Kupferkessel",
        ist_oeffentlich=False,
        datei=factories.datei("Silberdistel.pdf", factories.PDF + b"Nebelhorn"),
        benutzer=besetzung["sachbearbeiterin"],
    )
    weg = f"/verwaltung/vorlagen/{entwurf.pk}/oeffentliche-ansicht/"
    vorher, seiten = dump(), crawl(Client())
    client.force_login(besetzung["sachbearbeiterin"])
    antwort = client.get(weg)
    assert "Öffentlicher Entwurf" in antwort.content.decode()
    pruefe_keine_marke({weg: antwort.content})
    assert (dump(), crawl(Client())) == (vorher, seiten)
    assert Client().get(weg).url.startswith("/konto/anmelden/")
    for name in ("fremde", "sitzungsdienst", "ratsfrau", "administration", "gast", "superuser"):
        client.force_login(besetzung[name])
        assert client.get(weg).status_code == 404, name


def test_inner_pages_ask_for_a_login(haus):
    for adresse in (
        "/verwaltung/",
        "/verwaltung/vorlagen/",
        "/verwaltung/sitzungen/",
        "/verwaltung/suche/?q=a",
        "/admin/",
        "/konto/passwort/",
    ):
        antwort = Client().get(adresse, follow=True)
        assert "/konto/anmelden/" in antwort.redirect_chain[-1][0], adresse
