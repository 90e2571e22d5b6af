"""References between papers: found in texts, listed on both, and never a way to what one may not see."""

import pytest
from django.urls import reverse

from tests import factories
from vorlagen import entwurf as entwuerfe
from vorlagen.verweise import verbindungen


@pytest.fixture
def paar(welt, freigegeben, sachbearbeiterin):
    """A released paper, and a draft that names it as people write."""
    kurz = f"Vorlage {freigegeben.laufnummer}/{freigegeben.jahr}"
    return freigegeben, factories.entwurf(
        welt, sachbearbeiterin, betreff="Fortschreibung", sachverhalt=f"Siehe {kurz} und 9999/2018."
    )


def test_both_papers_list_each_other(client, paar, sachbearbeiterin):
    alt, neu = paar
    assert verbindungen(neu, sachbearbeiterin).nennt == [alt]
    assert verbindungen(alt, sachbearbeiterin).genannt_von == [neu]
    client.force_login(sachbearbeiterin)
    seite = client.get(reverse("vorlagen:detail", args=[neu.pk])).content.decode()
    assert f'<a href="{reverse("vorlagen:detail", args=[alt.pk])}">{alt.laufnummer}/{alt.jahr}</a>' in seite
    assert "9999/2018</a>" not in seite
    assert neu.betreff in client.get(reverse("vorlagen:detail", args=[alt.pk])).content.decode()


def test_a_reference_from_an_unseen_draft_is_not_shown(client, paar, sitzungsdienst):
    alt, neu = paar
    assert verbindungen(alt, sitzungsdienst).genannt_von == []
    client.force_login(sitzungsdienst)
    assert neu.betreff not in client.get(reverse("vorlagen:detail", args=[alt.pk])).content.decode()


def test_references_follow_the_text(paar, sachbearbeiterin):
    alt, neu = paar
    entwuerfe.aendern(neu, {"sachverhalt": "ohne"}, None, version=neu.version, benutzer=sachbearbeiterin)
    assert not verbindungen(neu, sachbearbeiterin)
    assert list(neu.verweise.all()) == []


def test_public_pages_link_in_both_directions_and_only_what_hangs(
    client, welt, sachbearbeiterin, landrat, sitzungsdienst, jahr_2019
):
    alt = factories.freigeben(factories.entwurf(welt, sachbearbeiterin), sachbearbeiterin, landrat)
    neu = factories.freigeben(
        factories.entwurf(welt, sachbearbeiterin, betreff="Fortschreibung", sachverhalt=f"Ergänzt {alt.nummer}."),
        sachbearbeiterin,
        landrat,
    )
    factories.einladen(
        factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [neu], benutzer=sitzungsdienst),
        benutzer=sitzungsdienst,
    )
    # The old paper does not hang: the number stays text.
    seite = client.get(neu.pfad).content.decode()
    assert alt.nummer in seite
    assert alt.pfad not in seite
    factories.einladen(
        factories.sitzung_mit(welt.sozialausschuss, "2019-05-14", [alt], benutzer=sitzungsdienst),
        benutzer=sitzungsdienst,
    )
    assert f'<a href="{alt.pfad}">{alt.nummer}</a>' in client.get(neu.pfad).content.decode()
    assert f'<a href="{neu.pfad}">{neu.nummer} Fortschreibung</a>' in client.get(alt.pfad).content.decode()
