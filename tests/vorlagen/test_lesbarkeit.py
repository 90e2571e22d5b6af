"""Who can read a paper: the words on its page say what the rules decide."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from konten.rechte import darf
from tests import factories
from vorlagen import anlagen, neufassung, workflow
from vorlagen.lesbarkeit import anlagensicht, erster_anlass, leserkreise, oeffentlichkeit
from vorlagen.models import AnlageDatei, Vorlage
from vorlagen.sicht import SICHT
from wittmund_ris import uhr


def liest(vorlage) -> set[str]:
    return {kreis.wer for kreis in leserkreise(vorlage) if kreis.liest}


def test_circles_grow_with_the_life_of_a_paper(entwurf, sachbearbeiterin, landrat):
    am_anfang = liest(entwurf)
    assert "Verwaltungsleitung" not in am_anfang
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    entwurf.refresh_from_db()
    assert liest(entwurf) - am_anfang == {"Verwaltungsleitung"}
    freigegeben = workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein")
    assert "Sitzungsdienst" in liest(freigegeben)
    assert "Mitglieder des Kreistages" not in liest(freigegeben)


@pytest.mark.parametrize("name", ["entwurf", "freigegeben"])
def test_the_words_are_the_rule(request, name, besetzung):
    """An account may read exactly if one of the circles that read now holds it."""
    vorlage = request.getfixturevalue(name)
    lesend = liest(vorlage)
    for konto in besetzung.values():
        in_kreis = any(s.wer in lesend and s.konto(konto, vorlage) for s in SICHT)
        assert darf(konto, "vorlagen.sehen", vorlage) == in_kreis, konto


@pytest.mark.parametrize("beginnt", ["sachbearbeiterin", "sitzungsdienst"])
@pytest.mark.parametrize("schritt", ["", "einreichen", "uebernehmen"])
def test_a_working_copy_names_the_rows_that_decide_for_it(freigegeben, besetzung, beginnt, schritt, landrat):
    """Not those of its paper: no Sitzungsdienst, no members, no public; but who has begun it."""
    kopie = neufassung.beginnen(freigegeben, "Neue Zahlen", benutzer=besetzung[beginnt])
    if schritt:
        kopie = workflow.ausfuehren(kopie, "einreichen", benutzer=besetzung["sachbearbeiterin"])
    if schritt == "uebernehmen":
        kopie = workflow.ausfuehren(kopie, "uebernehmen", benutzer=landrat, datenschutz="nein")
    genannt = {kreis.wer for kreis in leserkreise(kopie)}
    assert genannt & {"Sitzungsdienst", "Mitglieder des Kreistages", "Alle Beschäftigten mit Konto"} == set()
    assert "Sitzungsdienst, wenn er die neue Fassung begonnen hat" in liest(kopie)
    assert "Sitzungsdienst, wenn er die neue Fassung begonnen hat" not in {
        kreis.wer for kreis in leserkreise(freigegeben)
    }
    lesend = [s for s in SICHT if s.betrifft(kopie) and s.papier(kopie)]
    for name, konto in besetzung.items():
        sieht = darf(konto, "vorlagen.sehen", kopie)
        assert sieht == any(s.konto(konto, kopie) for s in lesend), name
        assert sieht == Vorlage.objects.sichtbar_fuer(konto).filter(pk=kopie.pk).exists(), name
        assert Vorlage.objects.sichtbar_fuer(konto).filter(pk=kopie.pk).count() <= 1
    assert darf(besetzung[beginnt], "vorlagen.sehen", kopie)


def test_who_began_a_working_copy_opens_it(freigegeben, sitzungsdienst, client):
    client.force_login(sitzungsdienst)
    weg = f"/verwaltung/vorlagen/{freigegeben.pk}/neue-fassung/"
    antwort = client.post(weg, {"grund": "Neue Zahlen"}, follow=True)
    kopie = freigegeben.neufassungen.get()
    assert antwort.redirect_chain[-1][0] == f"/verwaltung/vorlagen/{kopie.pk}/"
    assert "Sitzungsdienst, wenn er die neue Fassung begonnen hat" in antwort.content.decode()
    assert "Mitglieder des Kreistages" not in antwort.content.decode()


def test_says_when_it_becomes_public(welt, entwurf, freigegeben, sitzungsdienst, sachbearbeiterin):
    assert oeffentlichkeit(freigegeben).satz == (
        "Wird öffentlich mit der Einladung zur Sitzung vom 13.05.2019 (Sozialausschuss)."
    )
    geheim = factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Vertrag")
    assert "nichtöffentlich" in oeffentlichkeit(geheim).satz
    folge = [{"gremium": welt.kreisausschuss, "rolle": "entscheidung", "geplant_am": None}]
    nur_ausschuss = factories.entwurf(welt, sachbearbeiterin, folge=folge)
    assert erster_anlass(nur_ausschuss) is None
    assert "Bekanntgabe" in oeffentlichkeit(nur_ausschuss).satz
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    freigegeben.refresh_from_db()
    assert oeffentlichkeit(freigegeben).ist_oeffentlich


def test_non_public_papers_name_no_public_circle(welt, sachbearbeiterin):
    geheim = factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Vertrag")
    assert "Alle Beschäftigten mit Konto" not in {kreis.wer for kreis in leserkreise(geheim)}


ST, KA, KT = ("sozialausschuss", "vorberatung"), ("kreisausschuss", "vorberatung"), ("kreistag", "entscheidung")


@pytest.mark.parametrize(
    ("folge", "erwartet"),
    [
        ((ST, KA, KT), "sozialausschuss"),
        ((KA, ST, KT), "sozialausschuss"),
        ((KA, KT), "kreistag"),
        ((("kreisausschuss", "entscheidung"),), None),
    ],
)
@pytest.mark.parametrize("ist_oeffentlich", [True, False])
def test_the_sentence_names_the_invitation_that_publishes(
    folge, erwartet, ist_oeffentlich, welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst
):
    """Every invitation goes out in turn: the paper hangs from the very one that the words have named all along."""
    stationen = [
        {"gremium": getattr(welt, slug), "rolle": rolle, "geplant_am": date(2019, 6, 3) + timedelta(days=7 * n)}
        for n, (slug, rolle) in enumerate(folge)
    ]
    grund = "" if ist_oeffentlich else "Grundstück"
    vorlage = factories.entwurf(
        welt, sachbearbeiterin, folge=stationen, ist_oeffentlich=ist_oeffentlich, nichtoeffentlich_grund=grund
    )
    anlass = erster_anlass(vorlage) if ist_oeffentlich else None
    assert (anlass and anlass.gremium.slug) == (erwartet if ist_oeffentlich else None)
    assert oeffentlichkeit(vorlage).kommt == bool(anlass)
    vorlage = factories.freigeben(vorlage, sachbearbeiterin, landrat)
    for station in vorlage.beratungen.all():
        vorlage = Vorlage.objects.get(pk=vorlage.pk)
        satz = oeffentlichkeit(vorlage).satz
        # The sitting is two days later than planned: what stands on an agenda is named by its day.
        tag = station.geplant_am + timedelta(days=2)
        with uhr.gestellt(factories.zeit((tag - timedelta(days=20)).isoformat())):
            sitzung = factories.sitzung_mit(station.gremium, tag.isoformat(), [vorlage], benutzer=sitzungsdienst)
            gemeint = bool(anlass) and station.gremium == anlass.gremium
            assert (f"{tag:%d.%m.%Y} ({station.gremium})" in oeffentlichkeit(vorlage).satz) == gemeint
            factories.einladen(sitzung, benutzer=sitzungsdienst)
        vorher, vorlage = vorlage.ist_veroeffentlicht, Vorlage.objects.get(pk=vorlage.pk)
        if vorlage.ist_veroeffentlicht and not vorher:
            assert str(station.gremium) in satz
            assert gemeint
    assert vorlage.ist_veroeffentlicht == bool(anlass)


def test_an_invitation_that_went_out_without_it_is_named(welt, jahr_2019, sachbearbeiterin, sitzungsdienst):
    """A Tischvorlage for a sitting whose agenda stands: nothing is promised that will not happen."""
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    vorlage = factories.entwurf(welt, sachbearbeiterin, folge=factories.zur_kenntnis(welt), art="mitteilungsvorlage")
    assert "vom 13.05.2019 (Sozialausschuss) ist schon versandt" in oeffentlichkeit(vorlage).satz
    vorlage = factories.entwurf(welt, sachbearbeiterin)
    assert "27.06.2019 (Kreistag)" in oeffentlichkeit(vorlage).satz


@pytest.fixture
def mit_anlagen(welt, jahr_2019, sachbearbeiterin):
    vorlage = factories.entwurf(welt, sachbearbeiterin)

    def dazu(titel, ist_oeffentlich):
        datei = factories.datei(inhalt=factories.PDF + titel.encode())
        return anlagen.hinzufuegen(
            vorlage, titel=titel, ist_oeffentlich=ist_oeffentlich, datei=datei, benutzer=sachbearbeiterin
        )

    dazu("intern", False)
    dazu("offen", True)
    schwarz = factories.datei(inhalt=factories.PDF + b"geschwaerzt")
    anlagen.ersetzen(dazu("voll", True), schwarz, art=AnlageDatei.Art.GESCHWAERZT, benutzer=sachbearbeiterin)
    return vorlage


@pytest.mark.parametrize("stand", ["entwurf", "in_mitzeichnung", "freigegeben", "eingeladen"])
def test_who_reads_an_anlage_is_who_its_words_name(stand, mit_anlagen, welt, besetzung, sitzungsdienst, als):
    """The whole file opens for the accounts of the circles that are named, and for nobody else."""
    vorlage, clerk = mit_anlagen, besetzung["sachbearbeiterin"]
    if stand == "in_mitzeichnung":
        factories.einreichen(vorlage, clerk)
    elif stand != "entwurf":
        factories.freigeben(vorlage, clerk, besetzung["landrat"])
    if stand == "eingeladen":
        sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [vorlage], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
    vorlage = Vorlage.objects.get(pk=vorlage.pk)
    kreise, lage = leserkreise(vorlage), oeffentlichkeit(vorlage)
    for anlage in vorlage.anlagen.all():
        genannt = anlagensicht(anlage, vorlage, kreise, lage).innen
        for konto in besetzung.values():
            antwort = als(konto).get(reverse("vorlagen:anlage", args=[anlage.pk]))
            liest = antwort.status_code == 200 and antwort.content.endswith(anlage.titel.encode())
            in_kreis = any(s.wer in genannt and s.gilt(konto, vorlage) for s in SICHT)
            assert liest == in_kreis, (anlage, konto, genannt)


def test_the_stricter_of_paper_and_anlage_holds(mit_anlagen, welt, sachbearbeiterin):
    def draussen(vorlage):
        lage = oeffentlichkeit(vorlage)
        return {a.titel: anlagensicht(a, vorlage, leserkreise(vorlage), lage).draussen for a in vorlage.anlagen.all()}

    anlagen.hinzufuegen(mit_anlagen, titel="später", ist_oeffentlich=True, datei=None, benutzer=sachbearbeiterin)
    satz = draussen(mit_anlagen)
    assert satz["intern"].startswith("Nichtöffentlich, auch wenn die Vorlage öffentlich ist")
    assert satz["offen"].startswith("Öffentlich mit der Vorlage. Wird öffentlich mit der Einladung")
    assert satz["voll"].startswith("Öffentlich nur in der geschwärzten Fassung mit der Vorlage.")
    assert satz["später"].startswith("Angekündigt: Draußen steht der Titel")
    Vorlage.objects.filter(pk=mit_anlagen.pk).update(ist_oeffentlich=False, art="tischvorlage")
    satz = draussen(Vorlage.objects.get(pk=mit_anlagen.pk))
    assert satz["intern"] == "Nichtöffentlich, weil die Tischvorlage es ist."
    assert "ändert daran nichts" in satz["offen"]


def test_the_page_says_it_for_each_anlage(mit_anlagen, sachbearbeiterin, als):
    seite = als(sachbearbeiterin).get(reverse("vorlagen:detail", args=[mit_anlagen.pk])).content.decode()
    assert seite.count("Wer kann das lesen?") == 4
    assert reverse("vorlagen:oeffentliche_ansicht", args=[mit_anlagen.pk]) in seite
