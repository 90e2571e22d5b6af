"""Rule 102: before a public paper is released, a person answers whether its public part holds personal data (Art. 5, 6 DSGVO)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests import factories
from vorlagen import anlagen, neufassung, personenbezug, workflow
from vorlagen.choices import VorlageArt
from vorlagen.models import Anlagentext, Vorlage

ANTWORT = "personenbezogene Daten Dritter"


def angaben(vorlage):
    return list(vorlage.verlauf.filter(aktion="datenschutz").values_list("benutzer_name", "bemerkung"))


@pytest.fixture
def vorgelegt(entwurf, sachbearbeiterin):
    return factories.einreichen(entwurf, sachbearbeiterin)


@pytest.mark.parametrize("art", VorlageArt)
def test_regel_102_no_kind_is_released_without_an_answer(art, welt, jahr_2019, besetzung):
    vorlage = factories.papier(welt, art, besetzung)
    if art != VorlageArt.TISCHVORLAGE:
        vorlage = factories.einreichen(vorlage, besetzung["sachbearbeiterin"])
    for antwort in ("", "vielleicht"):
        with pytest.raises(ValidationError, match=ANTWORT):
            workflow.ausfuehren(vorlage, "freigeben", benutzer=besetzung["landrat"], datenschutz=antwort)
    assert angaben(vorlage) == []
    vorlage = workflow.ausfuehren(vorlage, "freigeben", benutzer=besetzung["landrat"], datenschutz="nein")
    assert vorlage.nummer
    assert angaben(vorlage) == [("Uwe Hinrichs", personenbezug.KEINE)]


def test_regel_102_a_yes_says_why(vorgelegt, landrat):
    with pytest.raises(ValidationError) as fehler:
        workflow.ausfuehren(vorgelegt, "freigeben", benutzer=landrat, datenschutz="ja", datenschutz_grund=" \n ")
    assert list(fehler.value.message_dict) == ["datenschutz_grund"]
    grund = "Die Vorsitzende des Vereins hat eingewilligt."
    vorlage = workflow.ausfuehren(vorgelegt, "freigeben", benutzer=landrat, datenschutz="ja", datenschutz_grund=grund)
    assert angaben(vorlage) == [("Uwe Hinrichs", personenbezug.ZULAESSIG.format(grund))]


def test_regel_102_a_non_public_paper_is_not_asked(welt, jahr_2019, sachbearbeiterin, landrat):
    vorlage = factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Grundstück")
    vorlage = factories.einreichen(vorlage, sachbearbeiterin)
    assert workflow.ausfuehren(vorlage, "freigeben", benutzer=landrat).nummer == "0001/2019"
    assert angaben(vorlage) == []


def test_regel_102_a_new_fassung_answers_again_on_both_papers(freigegeben, sachbearbeiterin, amtsleiter, landrat):
    kopie = neufassung.beginnen(freigegeben, "Neue Zahlen", benutzer=amtsleiter)
    kopie = workflow.ausfuehren(kopie, "einreichen", benutzer=amtsleiter)
    with pytest.raises(ValidationError, match=ANTWORT):
        workflow.ausfuehren(kopie, "uebernehmen", benutzer=landrat)
    workflow.ausfuehren(kopie, "uebernehmen", benutzer=landrat, datenschutz="nein")
    assert len(angaben(kopie)) == 1
    assert len(angaben(freigegeben)) == 2


def test_regel_102_the_author_may_answer_and_the_release_shows_it(entwurf, sachbearbeiterin, landrat, als):
    """Nothing is chosen beforehand: the word of the Amt stands beside the question, and does not answer it."""
    weg = reverse("vorlagen:uebergang", args=[entwurf.pk, "einreichen"])
    seite = als(sachbearbeiterin).get(weg).content.decode()
    assert "Wird öffentlich mit der Einladung zur Sitzung vom 13.05.2019 (Sozialausschuss)." in seite
    assert reverse("vorlagen:oeffentliche_ansicht", args=[entwurf.pk]) in seite
    antwort = als(sachbearbeiterin).post(weg, {"datenschutz": "ja", "datenschutz_grund": ""})
    assert antwort.status_code == 422
    als(sachbearbeiterin).post(weg, {"datenschutz": "ja", "datenschutz_grund": "Frau Tjarks hat eingewilligt."})
    weg = reverse("vorlagen:uebergang", args=[entwurf.pk, "freigeben"])
    antwort = als(landrat).get(weg)
    assert "Frau Tjarks hat eingewilligt." in antwort.content.decode()
    assert antwort.context["form"]["datenschutz"].value() is None
    antwort = als(landrat).post(weg, {"gezeichnet_von": landrat.pk, "bemerkung": "Bleibt stehen"})
    assert antwort.status_code == 422
    assert "Bleibt stehen" in antwort.content.decode()
    assert personenbezug.OHNE_ANTWORT in antwort.content.decode()
    als(landrat).post(weg, {"gezeichnet_von": landrat.pk, "datenschutz": "nein"})
    assert Vorlage.objects.get(pk=entwurf.pk).status == "freigegeben"


def test_hints_name_the_place_and_are_kept_without_the_words(welt, jahr_2019, sachbearbeiterin, landrat):
    vorlage = factories.entwurf(
        welt,
        sachbearbeiterin,
        sachverhalt="<p>Rückfragen an <strong>tjarks@example.org</strong>.</p>",
        beschlussvorschlag="<p>Der Zuschuss geht auf DE89 3704 0044 0532 0130 00.</p>",
    )
    geheim, offen = (
        anlagen.hinzufuegen(
            vorlage,
            titel=titel,
            ist_oeffentlich=oeffentlich,
            datei=factories.datei(inhalt=factories.PDF + titel.encode()),
            benutzer=sachbearbeiterin,
        )
        for titel, oeffentlich in (("Bewerbung", False), ("Plan", True))
    )
    for anlage in (geheim, offen):
        Anlagentext.objects.update_or_create(
            datei=anlage.datei, defaults={"stand": "gelesen", "text": "Plan\fAnna Tjarks, geb. am 03.04.1961"}
        )
    ganz = personenbezug.hinweise(vorlage)[1]
    assert (ganz.davor, ganz.danach) == ("Der Zuschuss geht auf ", ".")
    gefunden = [(h.art, h.wo, h.stelle) for h in personenbezug.hinweise(vorlage)]
    assert gefunden == [
        ("E-Mail-Adresse", "Sachverhalt", "tjarks@example.org"),
        ("IBAN", "Beschlussvorschlag", "DE89 3704 0044 0532 0130 00"),
        ("Angabe zur Geburt", "Anlage „Plan“, Seite 2", "geb. am 03.04.1961"),
    ]
    vorlage = factories.freigeben(vorlage, sachbearbeiterin, landrat)
    ((_, text),) = angaben(vorlage)
    assert "IBAN (Beschlussvorschlag)" in text
    assert "DE89" not in text
    assert "tjarks@" not in text
