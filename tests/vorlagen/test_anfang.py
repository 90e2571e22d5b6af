"""What a new Vorlage may start from: Muster, a copy, Textbausteine; and who keeps them."""

import pytest
from django.urls import reverse

from konten.rechte import darf
from sitzungen.demo import muster as demomuster
from tests import factories
from vorlagen import register, versionen
from vorlagen.choices import BeratungRolle, Textfeld
from vorlagen.models import Folgevorgabe, Herkunft, Muster, Textbaustein, Vorlage
from wittmund_ris.richtext import normalisieren

NEU, BEGINNEN = "/verwaltung/vorlagen/neu/", "/verwaltung/vorlagen/beginnen/"


@pytest.fixture
def muster(welt):
    muster = Muster.objects.create(
        name="Satzung",
        aktenzeichen="20.1.",
        betreff="Änderung der Satzung über …",
        sachverhalt="<p>Die Satzung ist <strong>anzupassen</strong>.</p>",
        beschlussvorschlag="<p>Der Kreistag beschließt die Satzung.</p>",
        ist_oeffentlich=True,
        folge=Folgevorgabe.objects.create(name="Satzungen"),
    )
    for stelle, gremium in enumerate((welt.sozialausschuss, welt.kreisausschuss, welt.kreistag), start=1):
        rolle = BeratungRolle.ENTSCHEIDUNG if stelle == 3 else BeratungRolle.VORBERATUNG
        muster.folge.stationen.create(position=stelle, gremium=gremium, rolle=rolle)
    return muster


@pytest.fixture
def baustein(welt):
    return Textbaustein.objects.create(
        name="Keine Kosten", feld="sachverhalt", text="<p>Kosten entstehen dem Landkreis nicht.</p>"
    )


def seite(antwort):
    return antwort.content.decode()


def test_choice_offers_only_active_muster_of_the_own_amt_or_of_all(als, welt, muster, sachbearbeiterin):
    Muster.objects.create(name="Nur Schulamt", amt=welt.anderes_amt)
    Muster.objects.create(name="Nur Ordnungsamt", amt=welt.amt)
    Muster.objects.create(name="Abgelegt", ist_aktiv=False)
    antwort = als(sachbearbeiterin).get(BEGINNEN)
    assert [m.name for m in antwort.context["muster"]] == ["Nur Ordnungsamt", "Satzung"]
    for m in Muster.objects.filter(name__in=["Nur Schulamt", "Abgelegt"]):
        assert als(sachbearbeiterin).get(NEU, {"muster": m.pk}).status_code == 404


@pytest.mark.parametrize("wer", ["landrat", "sitzungsdienst", "ratsfrau", "administration", "gast", "superuser"])
def test_choice_is_for_those_who_may_draft(als, besetzung, wer):
    assert als(besetzung[wer]).get(BEGINNEN).status_code == 403


def test_number_of_queries_of_the_choice_does_not_grow(als, welt, muster, sachbearbeiterin, django_assert_num_queries):
    browser = als(sachbearbeiterin)
    browser.get(BEGINNEN)
    with django_assert_num_queries(6):
        browser.get(BEGINNEN)
    for n in range(2):
        Muster.objects.create(name=f"Weiteres {n}", amt=welt.amt)
    with django_assert_num_queries(6):
        browser.get(BEGINNEN)


def test_muster_fills_the_form_and_is_named_in_the_verlauf(als, muster, sachbearbeiterin, formular, welt):
    browser = als(sachbearbeiterin)
    antwort = browser.get(NEU, {"muster": muster.pk})
    form = antwort.context["form"]
    assert form["aktenzeichen"].value() == "20.1."
    assert "anzupassen" in form["sachverhalt"].value()
    assert [f["gremium"].value() for f in form.stationen] == [
        welt.sozialausschuss.pk,
        welt.kreisausschuss.pk,
        welt.kreistag.pk,
    ]
    assert not Vorlage.objects.exists()
    browser.post(f"{NEU}?muster={muster.pk}", formular())
    vorlage = Vorlage.objects.get()
    assert vorlage.herkunft.art == Herkunft.Art.MUSTER
    assert vorlage.verlauf.get().bemerkung == "Aus dem Muster „Satzung“"


def test_a_later_change_of_the_muster_changes_no_vorlage(als, muster, sachbearbeiterin, formular):
    als(sachbearbeiterin).post(f"{NEU}?muster={muster.pk}", formular())
    vorher = versionen.abbild(Vorlage.objects.get())
    Muster.objects.update(betreff="anders", sachverhalt="<p>anders</p>")
    assert versionen.abbild(Vorlage.objects.get()) == vorher


def test_copy_takes_texts_costs_and_stations_but_no_dates_number_or_anlagen(als, freigegeben, sachbearbeiterin):
    antwort = als(sachbearbeiterin).get(NEU, {"kopie": freigegeben.pk})
    form = antwort.context["form"]
    assert form["betreff"].value() == freigegeben.betreff
    assert form["sachverhalt"].value() == freigegeben.sachverhalt
    assert form["gesamtkosten_keine"].value() is True
    assert form["aktenzeichen"].value() == "32.5.1."
    assert [f["geplant_am"].value() for f in form.stationen] == [None, None, None]


def test_copy_names_its_source_in_the_verlauf(als, freigegeben, sachbearbeiterin, formular):
    als(sachbearbeiterin).post(f"{NEU}?kopie={freigegeben.pk}", formular())
    kopie = Vorlage.objects.exclude(pk=freigegeben.pk).get()
    assert kopie.nummer == ""
    assert kopie.verlauf.get().bemerkung == f"Kopie der Vorlage {freigegeben.nummer}"
    assert kopie.herkunft.nummer == freigegeben.nummer


def test_copy_by_another_amt_leaves_the_aktenzeichen(als, freigegeben, fremde):
    Vorlage.objects.filter(pk=freigegeben.pk).update(veroeffentlicht_am=freigegeben.freigegeben_am)
    form = als(fremde).get(NEU, {"kopie": freigegeben.pk}).context["form"]
    assert form["betreff"].value() == freigegeben.betreff
    assert not form["aktenzeichen"].value()


def test_what_one_may_not_read_one_cannot_copy_or_find(als, entwurf, fremde):
    browser = als(fremde)
    assert browser.get(NEU, {"kopie": entwurf.pk}).status_code == 404
    antwort = browser.get(BEGINNEN, {"suche": "Integration"})
    assert "Integrationskonzept" not in seite(antwort)


@pytest.mark.parametrize("suche", ["integrations", "1/2019", "0001/2019", "1"])
def test_copy_is_found_by_word_and_by_number(als, freigegeben, sachbearbeiterin, suche):
    antwort = als(sachbearbeiterin).get(BEGINNEN, {"suche": suche})
    assert list(antwort.context["gefunden"]) == [freigegeben]


def test_detail_offers_the_copy_to_those_who_draft(als, freigegeben, sachbearbeiterin, landrat):
    adresse = reverse("vorlagen:detail", args=[freigegeben.pk])
    assert f"{NEU}?kopie={freigegeben.pk}" in seite(als(sachbearbeiterin).get(adresse))
    assert f"{NEU}?kopie={freigegeben.pk}" not in seite(als(landrat).get(adresse))


@pytest.mark.parametrize(
    ("vorher", "nachher"),
    [
        ("", "Kosten entstehen dem Landkreis nicht."),
        ("Eins.", "Eins.\n\nKosten entstehen dem Landkreis nicht."),
        ("<p>Eins.</p>", "<p>Eins.</p><p>Kosten entstehen dem Landkreis nicht.</p>"),
    ],
)
def test_textbaustein_without_javascript_keeps_all_that_was_typed(
    als, baustein, sachbearbeiterin, formular, vorher, nachher
):
    daten = formular(sachverhalt=vorher, gesamtkosten="12,x", baustein=baustein.pk, baustein_einfuegen="1")
    antwort = als(sachbearbeiterin).post(NEU, daten)
    form = antwort.context["form"]
    assert form["sachverhalt"].value() == nachher
    assert form["gesamtkosten"].value() == "12,x"
    assert len(form.stationen.forms) == 3
    assert not Vorlage.objects.exists()


def test_textbaustein_that_is_not_offered_changes_nothing(als, welt, sachbearbeiterin, formular):
    fremder = Textbaustein.objects.create(name="x", amt=welt.anderes_amt, feld="sachverhalt", text="<p>x</p>")
    for wert in (fremder.pk, "999", "kein", ""):
        daten = formular(baustein=wert, baustein_einfuegen="1")
        antwort = als(sachbearbeiterin).post(NEU, daten)
        assert antwort.context["form"]["sachverhalt"].value() == "Es gibt ein Konzept."


# --- Who keeps them ----------------------------------------------------------------------------------------------


def test_amtsleitung_keeps_textbausteine_of_the_own_amt_alone(als, welt, amtsleiter, baustein):
    eigener = Textbaustein.objects.create(name="eigener", amt=welt.amt, feld="sachverhalt", text="<p>x</p>")
    fremder = Textbaustein.objects.create(name="fremder", amt=welt.anderes_amt, feld="sachverhalt", text="<p>x</p>")
    assert darf(amtsleiter, "vorlagen.textbausteine_pflegen", eigener)
    assert not any(darf(amtsleiter, "vorlagen.textbausteine_pflegen", b) for b in (fremder, baustein))
    browser = als(amtsleiter)
    weg = reverse("admin:vorlagen_textbaustein_add")
    felder = {"name": "Neu", "feld": "anmerkung", "text": "Text<script>alert(1)</script>", "ist_aktiv": "on"}
    assert browser.post(weg, felder | {"amt": welt.anderes_amt.pk}).status_code == 200
    assert browser.post(weg, felder | {"amt": ""}).status_code == 200
    assert browser.post(weg, felder | {"amt": welt.amt.pk}).status_code == 302
    assert "<script" not in Textbaustein.objects.get(name="Neu").text
    for b in (fremder, baustein):
        assert browser.get(reverse("admin:vorlagen_textbaustein_change", args=[b.pk])).status_code == 302


def test_sitzungsdienst_makes_a_muster_in_the_admin(als, muster, sitzungsdienst):
    felder = {
        "name": "Zuschuss",
        "art": "beschlussvorlage",
        "ist_aktiv": "on",
        "sachverhalt": "Ein <b>Verein</b> bittet um Geld.",
        "folge": muster.folge.pk,
    }
    antwort = als(sitzungsdienst).post(reverse("admin:vorlagen_muster_add"), felder)
    assert antwort.status_code == 302, antwort.context["errors"]
    assert Muster.objects.get(name="Zuschuss").folge == muster.folge


def test_muster_names_reach_no_public_page(client, muster, freigegeben, stammdaten_ausgehaengt):
    register.nachfuehren(freigegeben)
    assert "Satzung" not in client.get("/vorlagen/").content.decode()


def test_the_old_draft_of_a_copy_is_named_without_its_words(als, entwurf, sachbearbeiterin, formular):
    als(sachbearbeiterin).post(f"{NEU}?kopie={entwurf.pk}", formular(betreff="Neu"))
    assert Herkunft.objects.get().quelle == f"Kopie des Entwurfs Nr. {entwurf.pk}"
    assert factories.FELDER["betreff"] not in Herkunft.objects.get().quelle


def test_texts_of_the_demo_council_are_stored_as_they_are():
    """What the admin would store of them is the same, byte for byte."""
    texte = [text for *_, text in demomuster.TEXTBAUSTEINE]
    texte += [felder[name] for felder, *_ in demomuster.MUSTER for name in Textfeld.values if name in felder]
    assert [normalisieren(text) for text in texte] == texte
