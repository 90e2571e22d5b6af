"""The public page before it is public: the same as afterwards, and without a trace."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.urls import reverse

from aushang.models import Eintrag
from konten.models import Lesezugriff
from tests import factories
from vorlagen import anlagen, neufassung, workflow
from vorlagen.choices import VorlageArt
from vorlagen.models import AnlageDatei, Nummernkreis, Vorlage
from vorlagen.oeffentliche_ansicht import ERDACHT, KeineAnsicht, ansicht
from wittmund_ris import ablage

GEHEIM = "Himbeergeist"


@pytest.fixture(autouse=True)
def haengt(stammdaten_ausgehaengt):
    """Bodies and offices hang, as in any house."""


@pytest.fixture
def reich(welt, jahr_2019, sachbearbeiterin, landrat):
    """A draft with an Anlage of each kind."""
    Nummernkreis.objects.create(jahr=2019, stand=41)
    vorlage = factories.entwurf(welt, sachbearbeiterin, sachverhalt="<h3>Lage</h3><p>Es gilt „§ 1“ &amp; mehr.</p>")

    def dazu(titel, **felder):
        return anlagen.hinzufuegen(vorlage, titel=titel, benutzer=sachbearbeiterin, **felder)

    dazu("Kreistagsbeschluss", ist_oeffentlich=True, datei=factories.datei())
    dazu(GEHEIM, ist_oeffentlich=False, datei=factories.datei(inhalt=factories.PDF + GEHEIM.encode()))
    dazu("Konzept", ist_oeffentlich=True, datei=None)
    schwarz = dazu("Bewerbung", ist_oeffentlich=True, datei=factories.datei(inhalt=factories.PDF + b"voll"))
    offen = factories.datei(inhalt=factories.PDF + b"offen")
    anlagen.ersetzen(schwarz, offen, art=AnlageDatei.Art.GESCHWAERZT, benutzer=sachbearbeiterin)
    return vorlage


def alles(ordner: Path) -> dict:
    """Every row of every table, every mail, every stored file."""
    stand = {
        m._meta.label: list(m._base_manager.order_by("pk").values()) for m in apps.get_models(include_auto_created=True)
    }
    stand["mails"] = len(mail.outbox)
    stand["dateien"] = sorted(str(p) for p in ordner.rglob("*") if p.is_file())
    return stand


def haupt(html: str) -> str:
    """The content of the page; without the agenda item, which only the invitation gives.

    The size of a print is left open: its number and the moment in it are others before the release, and some bytes with them.
    """
    (main,) = re.findall(r"<main.*?</main>", html, re.DOTALL)
    main = re.sub(r"(?<=\(PDF, )\d+(?=\s[kM]B)", "…", main)
    return re.sub(r' · <a href="/sitzungen/[^"]*">TOP [^<]*</a>', "", main)


def veroeffentlichen(vorlage, welt, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [vorlage], benutzer=sitzungsdienst)
    return factories.einladen(sitzung, benutzer=sitzungsdienst)


def test_the_page_is_byte_for_byte_what_the_public_reads_afterwards(
    reich, welt, sachbearbeiterin, landrat, sitzungsdienst, client
):
    vorher = haupt(ansicht(reich, benutzer=sachbearbeiterin).html)
    vorlage = factories.freigeben(reich, sachbearbeiterin, landrat)
    zwischen = haupt(ansicht(vorlage, benutzer=sitzungsdienst).html)
    veroeffentlichen(vorlage, welt, sitzungsdienst)
    antwort = client.get(vorlage.pfad)
    assert antwort.status_code == 200
    nachher = haupt(antwort.content.decode())
    assert "0042/2019" in nachher
    assert "gez. Hinrichs, Uwe" in nachher
    assert nachher.count("nicht barrierefrei: ") == 2
    assert all(wort in nachher for wort in ("wird nachgereicht", "nichtöffentliche Anlage", "geschwärzte Fassung"))
    assert vorher == nachher
    assert zwischen == nachher
    assert GEHEIM not in vorher


@pytest.mark.parametrize("art", VorlageArt)
def test_every_kind_looks_as_it_will(art, welt, jahr_2019, besetzung, sitzungsdienst, client):
    vorlage = factories.papier(welt, art, besetzung)
    vorher = haupt(ansicht(vorlage, benutzer=besetzung["amtsleiter"]).html)
    if art == VorlageArt.TISCHVORLAGE:
        vorlage = workflow.ausfuehren(vorlage, "freigeben", benutzer=besetzung["landrat"], datenschutz="nein")
    else:
        vorlage = factories.freigeben(vorlage, besetzung["sachbearbeiterin"], besetzung["landrat"])
    veroeffentlichen(vorlage, welt, sitzungsdienst)
    assert vorher == haupt(client.get(vorlage.pfad).content.decode())


@pytest.mark.parametrize("ist_veroeffentlicht", [False, True])
def test_a_working_copy_shows_its_paper_with_the_next_fassung(
    ist_veroeffentlicht, reich, welt, sachbearbeiterin, amtsleiter, landrat, sitzungsdienst, client, tmp_path
):
    vorlage = factories.freigeben(reich, sachbearbeiterin, landrat)
    if ist_veroeffentlicht:
        veroeffentlichen(vorlage, welt, sitzungsdienst)
    kopie = neufassung.beginnen(vorlage, "Neue Zahlen", benutzer=amtsleiter)
    anlagen.hinzufuegen(
        kopie,
        titel="Tabelle",
        ist_oeffentlich=True,
        datei=factories.datei(inhalt=factories.PDF + b"neu"),
        benutzer=amtsleiter,
    )
    kopie = workflow.ausfuehren(kopie, "einreichen", benutzer=amtsleiter)
    stand = alles(tmp_path)
    vorher = haupt(ansicht(kopie, benutzer=landrat).html)
    assert alles(tmp_path) == stand
    workflow.ausfuehren(kopie, "uebernehmen", benutzer=landrat, datenschutz="nein")
    if not ist_veroeffentlicht:
        veroeffentlichen(Vorlage.objects.get(pk=vorlage.pk), welt, sitzungsdienst)
    nachher = haupt(client.get(vorlage.pfad).content.decode())
    assert "Fassung 2 vom 26.04.2019" in re.sub(r"<[^>]*>", "", nachher) or "Neue Zahlen" in nachher
    assert vorher == nachher


def test_nothing_is_left_behind(reich, sachbearbeiterin, landrat, tmp_path):
    """No row of any table, no file, no mail, no task; and the number is still the next."""
    stand = alles(tmp_path)
    assert stand["dateien"]
    ansicht(reich, benutzer=sachbearbeiterin)
    assert alles(tmp_path) == stand
    vorlage = factories.freigeben(reich, sachbearbeiterin, landrat)
    assert vorlage.nummer == "0042/2019"
    stand = alles(tmp_path)
    ansicht(vorlage, benutzer=sachbearbeiterin)
    assert alles(tmp_path) == stand
    assert not Eintrag.objects.art("vorlage").exists()


def test_a_failure_half_way_leaves_nothing_either(reich, sachbearbeiterin, tmp_path, monkeypatch):
    stand = alles(tmp_path)
    monkeypatch.setattr("vorlagen.oeffentliche_ansicht.resolve", None)
    with pytest.raises(TypeError):
        ansicht(reich, benutzer=sachbearbeiterin)
    assert alles(tmp_path) == stand
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT current_user <> 'ris_portal'")
        assert zeiger.fetchone() == (True,)
    assert ablage.ablegen(b"danach")
    assert len(alles(tmp_path)["dateien"]) == len(stand["dateien"]) + 1


def test_the_made_up_number_shows_nowhere(reich, sachbearbeiterin, als):
    seite = als(sachbearbeiterin).get(reverse("vorlagen:oeffentliche_ansicht", args=[reich.pk])).content.decode()
    assert not re.search(rf"{str(ERDACHT)[:3]}\d{{5}}", seite)
    assert "0042/2019" in seite


def test_links_lead_to_the_anlagen_inside_and_to_nothing_else(reich, sachbearbeiterin, als):
    seite = als(sachbearbeiterin).get(reverse("vorlagen:oeffentliche_ansicht", args=[reich.pk])).content.decode()
    koerper = seite[seite.index("<body") :]
    ziele = set(re.findall(r'href="([^"#][^"]*)"', koerper))
    offen = reich.anlagen.get(titel="Bewerbung").geschwaerzt
    erste = reich.anlagen.get(titel="Kreistagsbeschluss").datei
    assert ziele == {
        reverse("vorlagen:detail", args=[reich.pk]),
        *(reverse("vorlagen:anlage_datei", args=[d.pk]) for d in (offen, erste)),
    }
    assert '<form inert class="ris-suche"' in koerper
    assert koerper.index("ris-sprung") < koerper.index("Vorschau: noch nicht öffentlich") < koerper.index("<main")
    assert Lesezugriff.objects.filter(art="entwurf", kennung=reich.pk, benutzer=sachbearbeiterin).count() == 1


def test_the_public_print_of_a_released_paper_opens_from_its_preview(freigegeben, sachbearbeiterin, als):
    seite = als(sachbearbeiterin).get(reverse("vorlagen:oeffentliche_ansicht", args=[freigegeben.pk])).content.decode()
    druck = freigegeben.fassungen.get().dokumente.get(art="oeffentlich")
    assert reverse("vorlagen:dokument", args=[druck.pk]) in seite


def test_what_will_not_become_public_says_why(welt, jahr_2019, sachbearbeiterin, landrat, als):
    geheim = factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Grundstück")
    ohne_folge = factories.entwurf(welt, sachbearbeiterin, folge=[])
    folge = [{"gremium": welt.kreisausschuss, "rolle": "entscheidung", "geplant_am": None}]
    nur_ausschuss = factories.entwurf(welt, sachbearbeiterin, folge=folge)
    for vorlage, wort in ((geheim, "nichtöffentlich"), (ohne_folge, "Beratungsfolge"), (nur_ausschuss, "Bekanntgabe")):
        with pytest.raises(KeineAnsicht, match=wort):
            ansicht(vorlage, benutzer=sachbearbeiterin)
        antwort = als(sachbearbeiterin).get(reverse("vorlagen:oeffentliche_ansicht", args=[vorlage.pk]))
        assert antwort.status_code == 200
        assert wort in antwort.content.decode()


def test_nobody_entitled_to_sign_is_said(entwurf, sachbearbeiterin):
    with pytest.raises(KeineAnsicht, match="zeichnungsbefugt"):
        ansicht(entwurf, benutzer=sachbearbeiterin)


def test_a_published_paper_is_shown_where_it_hangs(freigegeben, welt, sitzungsdienst, sachbearbeiterin, als):
    veroeffentlichen(freigegeben, welt, sitzungsdienst)
    antwort = als(sachbearbeiterin).get(reverse("vorlagen:oeffentliche_ansicht", args=[freigegeben.pk]))
    assert antwort.url == freigegeben.pfad


def test_an_unprintable_paper_is_no_error_page(entwurf, landrat, sachbearbeiterin, als):
    Vorlage.objects.filter(pk=entwurf.pk).update(sachverhalt="<p>\ue000</p>")
    antwort = als(sachbearbeiterin).get(reverse("vorlagen:oeffentliche_ansicht", args=[entwurf.pk]))
    assert antwort.status_code == 422
    assert "U+E000" in antwort.content.decode()


@pytest.mark.parametrize(
    "wer", ["fremde", "sitzungsdienst", "ratsfrau", "administration", "gast", "superuser", "landrat"]
)
def test_drafts_of_others_have_no_preview(wer, entwurf, besetzung, als):
    assert als(besetzung[wer]).get(reverse("vorlagen:oeffentliche_ansicht", args=[entwurf.pk])).status_code == 404
