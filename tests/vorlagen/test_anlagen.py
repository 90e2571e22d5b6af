"""Anlagen: several at once, versions that stay apart, the redacted one beside the internal one, announced ones."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from aushang.models import Datei
from aushang.register import unterschiede
from hinweise.models import Hinweis
from tests import factories
from vorlagen import anlagen, nachreichen, oeffentlich, register, texterkennung, workflow
from vorlagen.choices import AnlageOeffentlichkeit as O  # noqa: N817
from vorlagen.models import AnlageDatei, Vorlage
from wittmund_ris import ablage, uhr

GESCHWAERZT = AnlageDatei.Art.GESCHWAERZT


def pdf(zusatz: str, name="Gutachten Müller.pdf"):
    """A PDF of its own hash."""
    return factories.datei(name, factories.PDF + f"% {zusatz}\n".encode())


def text_pdf(text: str) -> bytes:
    """A PDF whose one page says `text`."""
    strom = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    teile = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(strom), strom),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    daten, stellen = b"%PDF-1.4\n", []
    for nummer, teil in enumerate(teile, start=1):
        stellen.append(len(daten))
        daten += b"%d 0 obj%sendobj\n" % (nummer, teil)
    tabelle = b"".join(b"%010d 00000 n \n" % s for s in stellen)
    start = len(daten)
    daten += b"xref\n0 6\n0000000000 65535 f \n" + tabelle
    return daten + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


@pytest.fixture
def als():
    def anmelden(konto):
        browser = Client()
        browser.force_login(konto)
        return browser

    return anmelden


@pytest.fixture
def anlage(entwurf, sachbearbeiterin):
    return anlagen.hinzufuegen(
        entwurf, titel="Gutachten", ist_oeffentlich=True, datei=pdf("intern 1"), benutzer=sachbearbeiterin
    )


@pytest.fixture
def paar(anlage, sachbearbeiterin, landrat, sitzungsdienst):
    """A published paper whose Anlage is public in its redacted version alone."""
    anlage = anlagen.ersetzen(anlage, pdf("offen", "ohne Namen.pdf"), art=GESCHWAERZT, benutzer=sachbearbeiterin)
    vorlage = factories.freigeben(anlage.vorlage, sachbearbeiterin, landrat)
    register.veroeffentlichen(vorlage, benutzer=sitzungsdienst)
    anlage.refresh_from_db()
    return anlage


# --- Several at once -----------------------------------------------------------------------------------------
def test_one_refused_of_three_costs_the_others_nothing_and_is_named(als, entwurf, sachbearbeiterin):
    dateien = [pdf("a", "Karte_Nord.pdf"), factories.datei("boese.pdf", b"MZ\x90"), pdf("b", "Zahlen.pdf")]
    antwort = als(sachbearbeiterin).post(
        reverse("vorlagen:anlagen", args=[entwurf.pk]),
        {"hochladen": "1", "dateien": dateien, "ist_oeffentlich": "on"},
    )
    assert antwort.status_code == 422
    seite = antwort.content.decode()
    assert "2 von 3 Dateien hinzugefügt" in seite
    assert "boese.pdf" in seite
    assert "entscheidend ist der Inhalt, nicht der Name" in seite
    assert [(a.titel, a.position, a.ist_oeffentlich) for a in entwurf.anlagen.all()] == [
        ("Karte Nord", 1, True),
        ("Zahlen", 2, True),
    ]


def test_too_many_at_once_are_named(entwurf, sachbearbeiterin, settings):
    settings.ANLAGEN_JE_UPLOAD = 1
    bericht = anlagen.mehrere_hinzufuegen(
        entwurf, [pdf("a", "a.pdf"), pdf("b", "b.pdf")], ist_oeffentlich=False, benutzer=sachbearbeiterin
    )
    assert [a.titel for a in bericht.hinzugefuegt] == ["a"]
    assert [name for name, _ in bericht.abgelehnt] == ["b.pdf"]


def test_table_saves_titles_publicity_and_order_by_buttons(als, entwurf, sachbearbeiterin):
    bericht = anlagen.mehrere_hinzufuegen(
        entwurf, [pdf("a", "a.pdf"), pdf("b", "b.pdf")], ist_oeffentlich=False, benutzer=sachbearbeiterin
    )
    a, b = bericht.hinzugefuegt
    daten = {"anlage": [a.pk, b.pk], "knopf": f"hoch:{b.pk}"}
    for zeile, titel in ((a, "Erste"), (b, "Zweite")):
        daten |= {f"anlage-{zeile.pk}-titel": titel, f"anlage-{zeile.pk}-oeffentlichkeit": "oeffentlich"}
    adresse = reverse("vorlagen:anlagen", args=[entwurf.pk])
    assert als(sachbearbeiterin).post(adresse, daten).status_code == 302
    assert [(z.titel, z.ist_oeffentlich) for z in entwurf.anlagen.all()] == [("Zweite", True), ("Erste", True)]
    # Dragging sends the rows in their new order and no button.
    del daten["knopf"]
    als(sachbearbeiterin).post(adresse, daten | {f"anlage-{a.pk}-titel": ""})
    assert [z.titel for z in entwurf.anlagen.all()] == ["Zweite", "Erste"]
    als(sachbearbeiterin).post(adresse, daten)
    assert [z.titel for z in entwurf.anlagen.all()] == ["Erste", "Zweite"]


def test_page_of_anlagen_belongs_to_the_amt(als, entwurf, fremde, landrat):
    for konto in (fremde, landrat):
        assert als(konto).get(reverse("vorlagen:anlagen", args=[entwurf.pk])).status_code == 404


@pytest.mark.parametrize("anzahl", [1, 3])
def test_page_of_anlagen_query_count(als, entwurf, sachbearbeiterin, anzahl, django_assert_num_queries):
    dateien = [pdf(str(n), f"{n}.pdf") for n in range(anzahl)]
    anlagen.mehrere_hinzufuegen(entwurf, dateien, ist_oeffentlich=False, benutzer=sachbearbeiterin)
    browser = als(sachbearbeiterin)
    with django_assert_num_queries(10):
        browser.get(reverse("vorlagen:anlagen", args=[entwurf.pk]))


# --- Versions ------------------------------------------------------------------------------------------------
def test_two_versions_stay_apart_and_readable(als, anlage, sachbearbeiterin, landrat):
    alt = anlage.datei
    neu = anlagen.ersetzen(anlage, pdf("intern 2"), benutzer=sachbearbeiterin).datei
    assert (alt.nummer, neu.nummer) == (1, 2)
    assert alt.sha256 != neu.sha256
    browser = als(sachbearbeiterin)
    for datei in (alt, neu):
        antwort = browser.get(reverse("vorlagen:anlage_datei", args=[datei.pk]))
        assert ablage.sha256(antwort.content) == datei.sha256
    seite = browser.get(reverse("vorlagen:detail", args=[anlage.vorlage_id])).content.decode()
    assert "Version 1</a> (ältere Version)" in seite
    vorlage = factories.freigeben(anlage.vorlage, sachbearbeiterin, landrat)
    assert vorlage.fassungen.get().inhalt["anlagen"][0]["sha256"] == neu.sha256


def test_the_same_file_is_no_new_version(anlage, sachbearbeiterin):
    with pytest.raises(ValidationError, match="liegt schon als Version 1 vor"):
        anlagen.ersetzen(anlage, pdf("intern 1"), benutzer=sachbearbeiterin)


def test_files_of_a_released_paper_never_change(anlage, sachbearbeiterin, landrat):
    factories.freigeben(anlage.vorlage, sachbearbeiterin, landrat)
    with pytest.raises(ValidationError):
        anlagen.ersetzen(anlage, pdf("intern 2"), benutzer=sachbearbeiterin)
    felder = {n: getattr(anlage.datei, n) for n in ("dateiname", "ablage", "groesse", "mime", "eingereicht_von")} | {
        "sha256": "0" * 64
    }
    for versuch in (
        lambda: AnlageDatei.objects.update(sha256="0" * 64),
        lambda: AnlageDatei.objects.filter(pk=anlage.datei_id).delete(),
        lambda: AnlageDatei.objects.create(anlage=anlage, nummer=2, **felder),
        lambda: AnlageDatei.objects.create(anlage=anlage, art=GESCHWAERZT, **felder),
        lambda: type(anlage).objects.filter(pk=anlage.pk).update(ist_geschwaerzt=True),
    ):
        with pytest.raises(Error), transaction.atomic():
            versuch()


def test_a_draft_lets_an_anlage_go_with_all_its_versions(anlage, sachbearbeiterin):
    anlagen.ersetzen(anlage, pdf("intern 2"), benutzer=sachbearbeiterin)
    anlagen.entfernen(anlage, benutzer=sachbearbeiterin)
    assert not AnlageDatei.objects.exists()


def test_only_the_amt_changes_anlagen(anlage, landrat, fremde):
    for konto in (landrat, fremde):
        with pytest.raises(PermissionDenied):
            anlagen.ersetzen(anlage, pdf("x"), benutzer=konto)
        with pytest.raises(PermissionDenied):
            anlagen.aendern(anlage, titel="X", oeffentlichkeit=O.NEIN, benutzer=konto)


# --- The redacted version beside the internal one (rule 30) ---------------------------------------------------
def test_regel_30_non_public_anlage_keeps_its_number_and_loses_its_title(
    entwurf, sachbearbeiterin, landrat, sitzungsdienst
):
    anlagen.hinzufuegen(
        entwurf, titel="Namensliste", ist_oeffentlich=False, datei=pdf("geheim"), benutzer=sachbearbeiterin
    )
    vorlage = factories.freigeben(entwurf, sachbearbeiterin, landrat)
    register.veroeffentlichen(vorlage, benutzer=sitzungsdienst)
    papier = oeffentlich.aushaenge(vorlage)[0]
    assert papier.daten["ris:anlagen"] == [{"nummer": 1, "titel": "", "zustand": "nichtoeffentlich"}]
    assert [d for d in papier.dateien if d.rolle == "anlage"] == []


def test_only_the_redacted_file_hangs_out_under_its_own_hash(client, paar):
    eintrag = Datei.objects.get(rolle="anlage")
    assert eintrag.sha256 == paar.geschwaerzt.sha256 != paar.datei.sha256
    assert paar.datei.sha256 not in set(Datei.objects.values_list("sha256", flat=True))
    antwort = client.get(eintrag.pfad)
    assert (
        ablage.sha256(b"".join(antwort.streaming_content) if antwort.streaming else antwort.content) == eintrag.sha256
    )
    assert "ller" not in antwort.headers["Content-Disposition"]
    seite = client.get(paar.vorlage.pfad).content.decode()
    assert "geschwärzte Fassung" in seite
    assert "Müller" not in seite
    assert unterschiede(oeffentlich.alle_aushaenge()) == []


def test_readers_outside_the_matter_get_the_redacted_file_and_no_name_of_the_other(als, paar, fremde, sachbearbeiterin):
    aussen, innen = als(fremde), als(sachbearbeiterin)
    adresse = reverse("vorlagen:anlage", args=[paar.pk])
    antwort = aussen.get(adresse)
    assert ablage.sha256(antwort.content) == paar.geschwaerzt.sha256
    assert antwort.headers["Content-Disposition"] == 'attachment; filename="anlage-1.pdf"'
    assert aussen.get(reverse("vorlagen:anlage_datei", args=[paar.datei_id])).status_code == 404
    assert "Müller" not in aussen.get(reverse("vorlagen:detail", args=[paar.vorlage_id])).content.decode()
    assert ablage.sha256(innen.get(adresse).content) == paar.datei.sha256


def test_release_waits_for_the_redacted_version(anlage, sachbearbeiterin):
    anlagen.aendern(anlage, titel="Gutachten", oeffentlichkeit=O.GESCHWAERZT, benutzer=sachbearbeiterin)
    with pytest.raises(ValidationError, match="fehlt die geschwärzte Fassung"):
        workflow.ausfuehren(anlage.vorlage, "einreichen", benutzer=sachbearbeiterin)


def test_the_internal_file_is_not_taken_as_the_redacted_one(anlage, sachbearbeiterin):
    with pytest.raises(ValidationError, match="dieselbe Datei"):
        anlagen.ersetzen(anlage, pdf("intern 1"), art=GESCHWAERZT, benutzer=sachbearbeiterin)


# --- Announced and handed in later ---------------------------------------------------------------------------
@pytest.fixture
def angekuendigt(entwurf, sachbearbeiterin, landrat):
    anlage = anlagen.hinzufuegen(entwurf, titel="Stellungnahme", ist_oeffentlich=True, benutzer=sachbearbeiterin)
    factories.freigeben(entwurf, sachbearbeiterin, landrat)
    anlage.refresh_from_db()
    return anlage


def test_announced_anlage_gets_the_next_sitting_and_three_working_days(angekuendigt, welt):
    # The sitting is on Monday 13.05.2019; Wednesday to Friday before it are free for reading.
    assert (angekuendigt.nachreichen_zu, angekuendigt.nachreichen_bis) == (welt.sozialausschuss, date(2019, 5, 8))


@pytest.mark.parametrize(("tag", "zu_spaet"), [("2019-05-08", False), ("2019-05-09", True)])
def test_overdue_begins_the_day_after(angekuendigt, tag, zu_spaet):
    with uhr.gestellt(factories.zeit(tag)):
        assert angekuendigt.ist_ueberfaellig is zu_spaet


def test_the_day_lies_before_the_sitting(entwurf, welt, sachbearbeiterin):
    with pytest.raises(ValidationError, match="Bitte wählen Sie einen Tag davor"):
        anlagen.hinzufuegen(
            entwurf,
            titel="X",
            ist_oeffentlich=False,
            nachreichen_zu=welt.sozialausschuss,
            nachreichen_bis=date(2019, 5, 13),
            benutzer=sachbearbeiterin,
        )


def test_missing_anlagen_stand_with_those_who_may_hand_them_in(angekuendigt, besetzung):
    sehen = {name for name, konto in besetzung.items() if angekuendigt in nachreichen.ausstehende(konto)}
    assert sehen == {"sachbearbeiterin", "amtsleiter", "sitzungsdienst"}


def test_handing_in_tells_those_who_have_the_paper_once(angekuendigt, sachbearbeiterin, landrat, sitzungsdienst):
    anlagen.nachreichen(angekuendigt, pdf("da"), benutzer=sachbearbeiterin)
    hinweise = Hinweis.objects.filter(schluessel__endswith=":nachgereicht")
    assert set(hinweise.values_list("empfaenger", flat=True)) == {landrat.pk, sitzungsdienst.pk}
    assert not any("Stellungnahme" in h.titel_mail for h in Hinweis.objects.all())
    assert not nachreichen.ausstehende(sachbearbeiterin).exists()


# --- Text -----------------------------------------------------------------------------------------------------
def test_text_of_a_public_file_is_found_outside_and_nothing_else_moves(
    entwurf, sachbearbeiterin, landrat, sitzungsdienst
):
    for titel, offen in (("Offen", True), ("Geheim", False)):
        datei = factories.datei(f"{titel}.pdf", text_pdf(f"Kennwort {titel} Windpark"))
        anlagen.hinzufuegen(entwurf, titel=titel, ist_oeffentlich=offen, datei=datei, benutzer=sachbearbeiterin)
    vorlage = factories.freigeben(entwurf, sachbearbeiterin, landrat)
    register.veroeffentlichen(vorlage, benutzer=sitzungsdienst)
    vorher = Datei.objects.get(rolle="anlage").eintrag.geaendert_am
    with uhr.gestellt(factories.zeit("2019-06-01")):
        for datei in AnlageDatei.objects.all():
            texterkennung.text_lesen.call(datei.pk)
    assert [d.text.stand for d in AnlageDatei.objects.all()] == ["gelesen", "gelesen"]
    assert [d.text.seiten for d in AnlageDatei.objects.all()][1] == ["Kennwort Geheim Windpark"]
    ausgehaengt = Datei.objects.get(rolle="anlage")
    assert ausgehaengt.text == "Kennwort Offen Windpark"
    assert ausgehaengt.eintrag.geaendert_am == vorher
    assert not Datei.objects.filter(text__contains="Geheim").exists()
    assert unterschiede(oeffentlich.alle_aushaenge()) == []


def test_a_file_without_text_says_so(anlage):
    texterkennung.text_lesen.call(anlage.datei_id)
    assert AnlageDatei.objects.get().text.get_stand_display() == "kein Text"


def test_a_dropped_draft_file_is_no_error_for_the_worker(anlage, sachbearbeiterin):
    anlagen.entfernen(anlage, benutzer=sachbearbeiterin)
    texterkennung.text_lesen.call(anlage.datei_id)
    assert Vorlage.objects.exists()


def test_files_that_were_never_read_are_queued_again(anlage, capsys):
    call_command("anlagen_lesen")
    assert capsys.readouterr().out == "1 Dateien vorgemerkt.\n"
    texterkennung.text_lesen.call(anlage.datei_id)
    call_command("anlagen_lesen")
    assert capsys.readouterr().out == "0 Dateien vorgemerkt.\n"
