"""My sittings: the part in each, over the own mandates, and nothing after their end."""

from datetime import date

import pytest
from django.urls import reverse

from gremien.models import Mitgliedschaft
from schreibtisch import mandat
from sitzungen import rueckmeldungen
from sitzungen.models import Rueckmeldung, Zustellnachweis
from tests import factories

pytestmark = pytest.mark.django_db
E = Zustellnachweis.Eigenschaft
START = reverse("schreibtisch:mandat")


@pytest.fixture
def geladen(jahr_2019, welt, freigegeben, sitzungsdienst, ratsfrau):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    return factories.einladen(sitzung, benutzer=sitzungsdienst)


def eigene(konto):
    return mandat.mit_eigenschaft(mandat.eigene_sitzungen(konto), konto.person)


def test_a_member_sees_the_own_answer(geladen, ratsfrau, client, welt):
    sitz = Mitgliedschaft.objects.get(person=ratsfrau.person, gremium=welt.sozialausschuss)
    (vorher,) = eigene(ratsfrau)
    assert (vorher.eigenschaft, vorher.antwort_fehlt) == (E.MITGLIED, True)
    rueckmeldungen.antworten(geladen, sitz, Rueckmeldung.Antwort.ZUGESAGT, benutzer=ratsfrau)
    (nachher,) = eigene(ratsfrau)
    assert (nachher.antwort, nachher.antwort_fehlt) == ("zugesagt", False)
    client.force_login(ratsfrau)
    assert "Ihre Antwort: zugesagt" in client.get(START).content.decode()


def test_without_a_seat_in_the_body_one_listens_and_owes_no_answer(geladen, ratsfrau, welt):
    Mitgliedschaft.objects.filter(person=ratsfrau.person, gremium=welt.sozialausschuss).update(bis=date(2019, 5, 12))
    (eintrag,) = eigene(ratsfrau)
    assert (eintrag.ist_zuhoerend, eintrag.antwort_fehlt) == (True, False)


def test_a_sitting_outside_the_mandate_is_not_mine(geladen, ratsfrau, welt):
    Mitgliedschaft.objects.filter(person=ratsfrau.person).update(bis=date(2019, 5, 12))
    assert eigene(ratsfrau) == []


def test_an_ended_mandate_opens_nothing_more(geladen, ratsfrau, client):
    Mitgliedschaft.objects.filter(person=ratsfrau.person).update(bis=date(2019, 4, 25))
    client.force_login(ratsfrau)
    assert client.get(START).status_code == 403
    assert eigene(ratsfrau) == []


@pytest.mark.parametrize(
    "name", ["sitzungsdienst", "landrat", "administration", "superuser", "gast", "sachbearbeiterin"]
)
def test_the_page_is_for_members_only(name, request, client):
    client.force_login(request.getfixturevalue(name))
    assert client.get(START).status_code == 403


def test_the_queries_do_not_grow(geladen, ratsfrau, welt, sitzungsdienst, client, django_assert_num_queries):
    sitzungen = mandat.eigene_sitzungen(ratsfrau)
    with django_assert_num_queries(3):
        assert len(mandat.mit_eigenschaft(sitzungen, ratsfrau.person)) == 1
    for tag in ("2019-05-20", "2019-05-27"):
        factories.einladen(
            factories.sitzung_mit(welt.sozialausschuss, tag, [], benutzer=sitzungsdienst), benutzer=sitzungsdienst
        )
    sitzungen = mandat.eigene_sitzungen(ratsfrau)
    with django_assert_num_queries(3):
        assert len(mandat.mit_eigenschaft(sitzungen, ratsfrau.person)) == 3
