"""The pages of the Mitzeichnung in the browser of an office: the paper, what changed since it signed, the verdict."""

import pytest
from django.urls import reverse

from tests import factories
from vorlagen import entwurf as entwuerfe
from vorlagen import mitzeichnung, workflow
from vorlagen.choices import VorlageStatus, Votum
from vorlagen.models import Mitzeichnung


@pytest.fixture
def leitungen(welt):
    return factories.aemter_mit_leitung()


def laufend(welt, verfasserin, leitungen, **felder):
    """A paper in Mitzeichnung by all these offices at once."""
    vorlage = factories.entwurf(welt, verfasserin, **felder)
    zeilen = [{"amt": leitung.amt, "stufe": 1, "frist_werktage": 5} for leitung in leitungen]
    mitzeichnung.planen(vorlage, zeilen, benutzer=verfasserin)
    factories.einreichen(vorlage, verfasserin)
    return vorlage


def zeile(vorlage, leitung):
    return vorlage.mitzeichnungen.filter(amt=leitung.amt).order_by("runde").last()


def mitzeichnen(vorlage, leitung):
    return reverse("vorlagen:mitzeichnen", args=[zeile(vorlage, leitung).pk])


def test_the_office_reads_the_paper_and_gives_its_verdict(als, welt, jahr_2019, sachbearbeiterin, leitungen):
    vorlage = laufend(welt, sachbearbeiterin, leitungen)
    browser = als(leitungen[0])
    seite = browser.get(mitzeichnen(vorlage, leitungen[0])).content.decode()
    assert "Integrationskonzept zu erarbeiten" in seite
    ohne_grund = browser.post(mitzeichnen(vorlage, leitungen[0]), {"votum": Votum.ABGELEHNT, "text": ""})
    assert ohne_grund.status_code == 422
    assert "Bitte schreiben Sie Ihre Anmerkung oder Begründung dazu." in ohne_grund.content.decode()
    antwort = browser.post(mitzeichnen(vorlage, leitungen[0]), {"votum": Votum.ZUGESTIMMT, "text": ""}, follow=True)
    assert "Sie haben für Kämmerei gezeichnet: zugestimmt." in antwort.content.decode()
    assert zeile(vorlage, leitungen[0]).votum == Votum.ZUGESTIMMT


def test_a_paper_that_the_text_names_is_a_link_for_who_may_read_it(
    als, welt, jahr_2019, sachbearbeiterin, landrat, leitungen
):
    alte = factories.freigeben(factories.entwurf(welt, sachbearbeiterin), sachbearbeiterin, landrat)
    neue = laufend(welt, sachbearbeiterin, leitungen, sachverhalt=f"Siehe Vorlage {alte.nummer}.")
    seite = als(leitungen[0]).get(mitzeichnen(neue, leitungen[0])).content.decode()
    assert (reverse("vorlagen:detail", args=[alte.pk]) in seite) == (
        als(leitungen[0]).get(reverse("vorlagen:detail", args=[alte.pk])).status_code == 200
    )


def test_who_is_asked_again_gets_to_the_difference(als, welt, jahr_2019, sachbearbeiterin, leitungen):
    vorlage = laufend(welt, sachbearbeiterin, leitungen)
    gelesen = zeile(vorlage, leitungen[0])
    workflow.ausfuehren(
        vorlage, "zurueckgeben", benutzer=leitungen[0], bemerkung="Bitte das Produktkonto nennen.", fuer_amt=gelesen
    )
    vorlage.refresh_from_db()
    entwuerfe.aendern(
        vorlage, {"sachverhalt": "Produktkonto 31.5.01."}, None, version=vorlage.version, benutzer=sachbearbeiterin
    )
    vorlage.refresh_from_db()
    assert vorlage.status == VorlageStatus.ENTWURF
    factories.einreichen(vorlage, sachbearbeiterin)
    browser = als(leitungen[0])
    seite = browser.get(mitzeichnen(vorlage, leitungen[0]))
    gelesene, neueste = Mitzeichnung.objects.get(pk=gelesen.pk).version, vorlage.versionen.last()
    vergleich = reverse("vorlagen:versionen_vergleich", args=[vorlage.pk, gelesene.nummer, neueste.nummer])
    assert f'href="{vergleich}"' in seite.content.decode()
    assert "31.5.01" in browser.get(vergleich).content.decode()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_verdict_query_count(als, welt, jahr_2019, sachbearbeiterin, leitungen, anzahl, django_assert_num_queries):
    vorlage = laufend(welt, sachbearbeiterin, leitungen[:anzahl])
    browser = als(leitungen[0])
    with django_assert_num_queries(17):
        browser.get(mitzeichnen(vorlage, leitungen[0]))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_list_query_count(als, welt, jahr_2019, sachbearbeiterin, leitungen, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        laufend(welt, sachbearbeiterin, leitungen, betreff=f"Papier {n}")
    browser = als(leitungen[0])
    with django_assert_num_queries(8):
        antwort = browser.get(reverse("vorlagen:mitzeichnungen"))
    assert len(antwort.context["zeilen"]) == anzahl


@pytest.mark.parametrize("anzahl", [1, 3])
def test_detail_with_a_long_history_query_count(
    als, welt, jahr_2019, sachbearbeiterin, leitungen, anzahl, django_assert_num_queries
):
    """Offices, rounds, versions, Verlauf: the page of a paper that went in and came back again and again."""
    vorlage = laufend(welt, sachbearbeiterin, leitungen[:anzahl])
    for n in range(anzahl):
        wer = leitungen[0]
        workflow.ausfuehren(vorlage, "zurueckgeben", benutzer=wer, bemerkung=f"Grund {n}", fuer_amt=zeile(vorlage, wer))
        vorlage.refresh_from_db()
        entwuerfe.aendern(
            vorlage, {"sachverhalt": f"Stand {n}"}, None, version=vorlage.version, benutzer=sachbearbeiterin
        )
        vorlage.refresh_from_db()
        factories.einreichen(vorlage, sachbearbeiterin)
        vorlage.refresh_from_db()
    browser = als(sachbearbeiterin)
    with django_assert_num_queries(26):
        antwort = browser.get(reverse("vorlagen:detail", args=[vorlage.pk]))
    assert len(antwort.context["runden"]) == anzahl + 1
