"""Who can read a paper: the words on its page say what the rules decide."""

import pytest

from konten.rechte import darf
from tests import factories
from vorlagen import workflow
from vorlagen.lesbarkeit import erster_anlass, leserkreise, oeffentlichkeit
from vorlagen.rules import SICHT


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
