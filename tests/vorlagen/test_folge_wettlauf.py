"""Two people at one Beratungsfolge: nothing is mixed, nothing is lost, and the slower one is told."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.test_wettlauf import gleichzeitig
from vorlagen.models import Arbeitsstand

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]


def folge(vorlage):
    return [(b.gremium_id, b.rolle, str(b.geplant_am)) for b in vorlage.beratungen.all()]


@pytest.mark.parametrize("runde", range(3))
def test_two_people_save_one_beratungsfolge_at_once(welt, sachbearbeiterin, amtsleiter, formular, runde):
    """One way is stored whole. The other person is told who was faster, sees the difference and keeps the own rows."""
    leute = [sachbearbeiterin, amtsleiter]
    wege = [
        [(welt.sozialausschuss.pk, "vorberatung", "2019-05-13"), (welt.kreistag.pk, "entscheidung", "2019-05-23")],
        [
            (welt.kreisausschuss.pk, "vorberatung", "2019-05-24"),
            (welt.sozialausschuss.pk, "anhoerung", "2019-05-27"),
            (welt.kreistag.pk, "entscheidung", "2019-06-27"),
        ],
    ]
    entwurf = factories.entwurf(welt, sachbearbeiterin)
    adresse = reverse("vorlagen:bearbeiten", args=[entwurf.pk])
    browser = [Client(), Client()]
    for einer, konto in zip(browser, leute, strict=True):
        einer.force_login(konto)
    eingaben = [
        formular(weg, version=1, formular=str(uuid4()), fenster=str(uuid4()), sachverhalt=f"Text {n}")
        for n, weg in enumerate(wege)
    ]
    ausgang = gleichzeitig([lambda n=n: browser[n].post(adresse, eingaben[n]) for n in (0, 1)])
    assert sorted(getattr(a, "status_code", repr(a)) for a in ausgang) == [302, 409]
    erste = next(n for n in (0, 1) if ausgang[n].status_code == 302)
    zweite = 1 - erste

    entwurf.refresh_from_db()
    assert entwurf.version == 2 and f"Text {erste}" in entwurf.sachverhalt
    assert folge(entwurf) == wege[erste]

    seite = ausgang[zweite].content.decode()
    assert f"{leute[erste]} hat diesen Entwurf am" in seite and f"Text {zweite}" in seite
    assert {"stationen", "sachverhalt"} <= {a.feld for a in ausgang[zweite].context["anders"]}
    felder = Arbeitsstand.objects.get(benutzer=leute[zweite], vorlage=entwurf).felder
    assert [felder[f"stationen-{n}-gremium"] for n in range(len(wege[zweite]))] == [[str(w[0])] for w in wege[zweite]]

    # Saved again in knowledge of the other, nothing of it is lost either: both ways are versions.
    assert browser[zweite].post(adresse, eingaben[zweite] | {"version": 2}).status_code == 302
    assert folge(entwurf) == wege[zweite]
    abbilder = {v.nummer: [s["rolle"] for s in v.inhalt["stationen"]] for v in entwurf.versionen.all()}
    assert [abbilder[n] for n in (2, 3)] == [[rolle for _, rolle, _ in wege[n]] for n in (erste, zweite)]
