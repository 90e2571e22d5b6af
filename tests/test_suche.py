"""The inner search: it finds German words and numbers, and nothing of what somebody may not read."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konten.rechte import darf
from sitzungen import planung, tagesordnung
from sitzungen import suche as sitzungssuche
from sitzungen.models import Sitzung
from tests import factories
from tests.test_oeffentlichkeit import MARKEN, OEFFENTLICHER_TITEL, haus, kreisausschuss  # noqa: F401 - a fixture
from vorlagen import anlagen, suche
from vorlagen.models import Anlagensuche, Anlagentext, Vorlage, Vorlagensuche
from wittmund_ris import uhr

ADRESSE = "/verwaltung/suche/"
# A release by SQL alone: the search asks for numbers, not for ways.
RELEASED = {
    "status": "freigegeben", "jahr": 2020, "laufnummer": 1, "fassung": 1, "freigegeben_am": factories.zeit("2020-03-02"),
    "gezeichnet_name": "Hinrichs, Uwe",
}  # fmt: skip


def seite(benutzer, **werte):
    client = Client()
    client.force_login(benutzer)
    return client.get(ADRESSE, werte)


def titel(benutzer, **werte) -> list[str]:
    return [str(f.objekt) for f in seite(benutzer, **werte).context["fundstellen"]]


def text_der_anlage(anlage, text):
    """As the background work has read it."""
    Anlagentext.objects.update_or_create(datei=anlage.datei, defaults={"text": text, "stand": "gelesen"})


# --- Words ---
@pytest.fixture
def radweg(welt, jahr_2019, sachbearbeiterin):
    return factories.entwurf(
        welt,
        sachbearbeiterin,
        betreff="Bau eines Radweges an der Kreisstraße 12",
        sachverhalt="<p>Die Müllabfuhr fährt täglich. Öffentlicher <strong>Nahverkehr</strong> für die Großgemeinde.</p>",
        aktenzeichen="66.12.07",
    )


@pytest.mark.parametrize(
    "frage",
    [
        "Radweg", "Radwege", "radwegen", "Rad", "Wege", "Straße", "strasse", "Müll", "Muell", "MÜLLABFUHR", "Muellabfuhr",
        "Radweg Müll", '"öffentlicher Nahverkehr"', "„Nahverkehr für die Großgemeinde“", "Grossgemeinde", "Radweg -Autobahn",
        "66.12", "Kreisstr", "Kreisstraße-12",
    ],
)  # fmt: skip
def test_words_are_found_in_every_form(radweg, sachbearbeiterin, frage):
    assert titel(sachbearbeiterin, q=frage) == [str(radweg)]


@pytest.mark.parametrize(
    "frage",
    [
        "Eis",
        "Rat",
        "Autobahn",
        '"Nahverkehr öffentlicher"',
        "Radweg -Müll",
        "Radweg -abfuhr",
        "%",
        "''",
        "der",
        "-Radweg",
    ],
)
def test_other_words_find_nothing(radweg, sachbearbeiterin, frage):
    assert titel(sachbearbeiterin, q=frage) == []


def test_nearest_first_then_newest(welt, jahr_2019, sachbearbeiterin):
    im_text = factories.entwurf(welt, sachbearbeiterin, betreff="Verkehr", sachverhalt="<p>Der Haushalt reicht.</p>")
    als_teil = factories.entwurf(welt, sachbearbeiterin, betreff="Haushaltssatzung 2020")
    genau = factories.entwurf(welt, sachbearbeiterin, betreff="Haushalt des Jahres")
    assert titel(sachbearbeiterin, q="Haushalt") == [str(genau), str(als_teil), str(im_text)]


def test_one_of_the_words_if_none_has_all(radweg, sachbearbeiterin):
    antwort = seite(sachbearbeiterin, q="Radweg Autobahn")
    assert [str(f.objekt) for f in antwort.context["fundstellen"]] == [str(radweg)]
    assert "Alle Wörter zusammen stehen nirgends" in antwort.content.decode()


def test_words_may_stand_in_the_paper_and_its_anlage(radweg, sachbearbeiterin):
    anlage = anlagen.hinzufuegen(
        radweg, titel="Gutachten", ist_oeffentlich=True, datei=factories.datei(), benutzer=sachbearbeiterin
    )
    text_der_anlage(anlage, "Erste Seite\fDie Zauneidechse lebt hier.\fEnde")
    (fund,) = seite(sachbearbeiterin, q="Radweg Zauneidechsen").context["fundstellen"]
    (stelle,) = fund.stellen
    assert stelle.auszug.seite == 2
    assert stelle.auszug.html == "… Die <mark>Zauneidechse</mark> lebt hier. …"
    assert stelle.url == reverse("vorlagen:anlage", args=[anlage.pk])


def test_a_changed_text_is_found_at_once_whoever_wrote_it(radweg, sachbearbeiterin):
    assert titel(sachbearbeiterin, q="Leuchtturm") == []
    Vorlage.objects.filter(pk=radweg.pk).update(sachverhalt="<p>Ein Leuchtturm.</p>")
    assert titel(sachbearbeiterin, q="Leuchtturm") == [str(Vorlage.objects.get())]
    assert titel(sachbearbeiterin, q="Müllabfuhr") == []


def test_snippet_is_escaped(welt, jahr_2019, sachbearbeiterin):
    factories.entwurf(
        welt, sachbearbeiterin, betreff="<script>alert(1)</script> Radweg", sachverhalt="a < b & Radweg \"quer\" 'x'"
    )
    antwort = seite(sachbearbeiterin, q="Radweg <script>").content.decode()
    assert "<script>alert" not in antwort
    assert "&lt;<mark>script</mark>&gt;alert" in antwort
    assert "a &lt; b &amp; <mark>Radweg</mark>" in antwort


# --- Numbers ---
@pytest.mark.parametrize(
    "q", ["1/2019", "0001/2019", "Vorlage 1", "1", "„1/2019“", "1/19", "2019/0001", " Vorlage Nr. 1/2019 "]
)
def test_a_number_goes_straight_to_its_paper(freigegeben, sachbearbeiterin, q):
    antwort = seite(sachbearbeiterin, q=q)
    assert antwort.status_code == 302
    assert antwort.url == reverse("vorlagen:detail", args=[freigegeben.pk])


def test_a_number_of_several_years_offers_the_papers(freigegeben, welt, sachbearbeiterin, landrat):
    with uhr.gestellt(factories.zeit("2020-03-02")):
        zweite = factories.entwurf(welt, sachbearbeiterin, [], betreff="Aus dem nächsten Jahr")
        Vorlage.objects.filter(pk=zweite.pk).update(**RELEASED, freigegeben_von=landrat, gezeichnet_von=landrat)
    antwort = seite(sachbearbeiterin, q="Vorlage 1")
    assert {v.nummer for v in antwort.context["kandidaten"]} == {"0001/2019", "0001/2020"}
    assert seite(sachbearbeiterin, q="1/2020").url == reverse("vorlagen:detail", args=[zweite.pk])
    # With a filter the number is a word among others.
    assert seite(sachbearbeiterin, q="1/2020", bereich="vorlagen").status_code == 200


def test_a_number_that_one_may_not_see_is_as_one_that_does_not_exist(freigegeben, fremde):
    antworten = [
        re.sub(r"csrfmiddlewaretoken.*|nonce=\S+", "", seite(fremde, q=q).content.decode()).replace(q, "N")
        for q in ("0001/2019", "0007/2019")
    ]
    assert antworten[0].replace("0001%2F2019", "") == antworten[1].replace("0007%2F2019", "")


# --- Nobody finds what they may not read ---
@pytest.fixture
def volles_haus(haus, welt, sitzungsdienst, sachbearbeiterin, besetzung):  # noqa: F811
    """The house of the leak tests, a secret sitting of the Kreisausschuss, and texts of the files."""
    oeffentliche, geheime, sitzung = haus
    for anlage in oeffentliche.anlagen.all():
        text_der_anlage(anlage, "Bernsteinzimmer" if not anlage.ist_oeffentlich else "Strandkorb")
    geplant = planung.planen(welt.kreisausschuss, factories.zeit("2019-09-05"), benutzer=sitzungsdienst)
    tagesordnung.hinzufuegen(geplant, teil="n", titel="Wacholderbeere", benutzer=sitzungsdienst)
    kreisausschuss(welt, [oeffentliche, geheime], sitzungsdienst)
    return oeffentliche, geheime, sitzung


def lesbar_fuer(benutzer) -> str:
    """Everything that this account may read, as the rules say it object by object, never as the search says it."""
    stuecke = []
    for vorlage in Vorlage.objects.all():
        if not darf(benutzer, "vorlagen.sehen", vorlage):
            continue
        intern = darf(benutzer, "vorlagen.intern_sehen", vorlage)
        stuecke += [vorlage.betreff, vorlage.aktenzeichen, *suche.texte(vorlage)]
        for anlage in vorlage.anlagen.all():
            if intern or anlage.ist_oeffentlich:
                datei = anlage.datei if intern else anlage.oeffentliche_datei
                stuecke += [anlage.titel, datei.text.text if datei and hasattr(datei, "text") else ""]
    for sitzung in Sitzung.objects.all():
        if darf(benutzer, "sitzungen.sehen", sitzung):
            intern = darf(benutzer, "sitzungen.intern_sehen", sitzung)
            stuecke += [sitzungssuche.titel_fuer(top, intern) for top in sitzung.tops.all()]
    return "\n".join(stuecke)


def test_no_marker_for_anybody_who_may_not_read_it(volles_haus, besetzung):
    """Each secret word, asked by each of the cast: found by exactly those who may read a text that holds it."""
    gefunden = set()
    for name, benutzer in besetzung.items():
        lesbar = lesbar_fuer(benutzer)
        for marke in MARKEN:
            antwort = seite(benutzer, q=marke)
            treffer = antwort.context["fundstellen"]
            assert bool(treffer) == (marke in lesbar), (name, marke)
            if not treffer:
                ohne_eingabe = antwort.content.decode().replace(f'value="{marke}"', "").replace(f"„{marke}“", "")
                assert marke not in ohne_eingabe.replace(f"q={marke}", ""), (name, marke)
            else:
                gefunden.add((name, marke))
    assert ("ratsfrau", "Zwiebelturm") in gefunden
    assert ("gast", "Zwiebelturm") not in gefunden


def test_excluding_tells_nothing_about_what_is_hidden(volles_haus, besetzung):
    """A word that somebody may not read changes no result, also when it is excluded."""
    for name in ("gast", "fremde"):
        ohne = titel(besetzung[name], q="Integrationskonzept")
        assert ohne
        for marke in MARKEN:
            assert titel(besetzung[name], q=f"Integrationskonzept -{marke}") == ohne, (name, marke)


def test_every_page_of_the_search_shows_only_what_may_be_read(volles_haus, besetzung):
    """With a search that finds everything, no snippet, title or filter holds a word that this account may not read."""
    for name, benutzer in besetzung.items():
        lesbar = lesbar_fuer(benutzer)
        for frage in (
            "der die Landkreis Sozialausschuss Kreisausschuss Kreistag Integrationskonzept Anlage",
            "2019",
            "öffentlich",
        ):
            text = seite(benutzer, q=frage).content.decode() + seite(benutzer, bereich="sitzungen").content.decode()
            for marke in MARKEN:
                assert marke not in text or marke in lesbar, (name, frage, marke)


def test_intern_sight_as_queryset_and_rule_agree(volles_haus, besetzung):
    for name, benutzer in besetzung.items():
        finden = set(Vorlage.objects.intern_sichtbar_fuer(benutzer).values_list("pk", flat=True))
        assert finden == {v.pk for v in Vorlage.objects.all() if darf(benutzer, "vorlagen.intern_sehen", v)}, name
        finden = set(sitzungssuche.intern_sichtbare(benutzer).values_list("pk", flat=True))
        assert finden == {s.pk for s in Sitzung.objects.all() if darf(benutzer, "sitzungen.intern_sehen", s)}, name


def test_public_title_of_a_hidden_top_is_found_by_every_amt(volles_haus, fremde):
    (fund,) = seite(fremde, q=OEFFENTLICHER_TITEL).context["fundstellen"]
    assert [str(s.titel) for s in fund.stellen] == [f"<mark>{OEFFENTLICHER_TITEL}</mark>"]


# --- Whatever is typed ---
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=80) | st.from_regex(r'[-"\'~#:*&|!()<>\\%0-9/a-zäöüß ]{0,60}', fullmatch=True))
def test_any_question_is_answered(radweg, sachbearbeiterin, q):
    antwort = seite(sachbearbeiterin, q=q)
    assert antwort.status_code in (200, 302)


# --- The index ---
def test_index_is_complete_after_any_act(volles_haus):
    suche.nachfuehren()
    assert Vorlagensuche.objects.filter(ist_aktuell=True).count() == Vorlage.objects.count()
    assert Anlagensuche.objects.filter(ist_aktuell=True).count() == 2


def pruefen(*optionen) -> str:
    ausgabe = StringIO()
    call_command("suche_pruefen", *optionen, stdout=ausgabe)
    return ausgabe.getvalue()


def test_command_finds_what_is_wrong_and_writes_it_anew(volles_haus, sachbearbeiterin):
    assert "0 abweichend" in pruefen()
    Vorlagensuche.objects.filter(pk=volles_haus[0].pk).update(titel_v=None)
    Vorlagensuche.objects.filter(pk=volles_haus[1].pk).delete()
    with pytest.raises(CommandError, match="weicht ab"):
        pruefen()
    assert "fertig, 1 fehlten" in pruefen("--neu")
    assert "1 abweichend" not in pruefen()
    assert str(volles_haus[0]) in titel(sachbearbeiterin, q="Integrationskonzept")


def test_suggestion_comes_from_titles_that_may_be_read(volles_haus, besetzung):
    """A misspelt secret is corrected for who may read it, and for nobody else."""
    assert seite(besetzung["gast"], q="Integratonskonzept").context["vorschlaege"] == ["Integrationskonzepts"]
    assert seite(besetzung["gast"], q="Zwiebeltrum").context["vorschlaege"] == []
    assert seite(besetzung["landrat"], q="Zwiebeltrum").context["vorschlaege"] == ["Zwiebelturm"]


@pytest.mark.parametrize("anzahl", [1, 3])
def test_query_count(anzahl, welt, jahr_2019, sachbearbeiterin, django_assert_num_queries):
    for n in range(anzahl):
        vorlage = factories.entwurf(welt, sachbearbeiterin, betreff=f"Radweg {n}")
        anlage = anlagen.hinzufuegen(
            vorlage, titel="Radweg", ist_oeffentlich=True, datei=factories.datei(), benutzer=sachbearbeiterin
        )
        text_der_anlage(anlage, "Radweg")
    suche.nachfuehren()
    sitzungssuche.nachfuehren()
    client = Client()
    client.force_login(sachbearbeiterin)
    client.get(ADRESSE)
    with django_assert_num_queries(19):
        assert len(client.get(ADRESSE, {"q": "Radweg"}).context["fundstellen"]) == anzahl
