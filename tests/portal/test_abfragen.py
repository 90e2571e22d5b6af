"""The number of queries does not grow with what is shown.

Four of them belong to the transaction: savepoint, role, and the two of the rollback. At most three read the register.
"""

import pytest

from tests.portal import aushaenge as a

RAHMEN = 4


@pytest.fixture(params=[1, 3])
def anzahl(request, db):
    return request.param


@pytest.fixture
def gefuellt(rat, anzahl):
    for n in range(anzahl):
        mensch = a.person(f"Mensch {n}")
        gremium = a.gremium(f"ausschuss-{n}", f"Ausschuss {n}", mitglieder=[a.sitz(mensch)])
        a.gremium(f"fraktion-{n}", f"Fraktion {n}", "fraktion", mitglieder=[a.sitz(mensch)])
        a.mandat(rat.frauke, gremium)
        a.sitzung(rat.kreistag, f"2019-07-0{n + 1}", slug="kreistag", punkte=[a.punkt(f"Ö {n + 1}", "Punkt")])
        a.sitzung(rat.kreistag, f"2019-03-0{n + 1}", slug="kreistag", punkte=[a.punkt(f"Ö {n + 1}", "Punkt")])
        a.vorlage(f"012{n}/2018", "Ältere", amt=rat.amt, stationen=[a.station(rat.kreistag), a.station(gremium)])
    verweise = " ".join(f"0{120 + n}/2018" for n in range(anzahl))
    dateien = [a.datei(f"/vorlagen/2019/0099/anlage-{n}.pdf", rolle="anlage") for n in range(anzahl)]
    return a.vorlage(
        "0099/2019", "Mit Verweisen", texte={"sachverhalt": verweise}, amt=rat.amt, dateien=dateien,
        stationen=[a.station(rat.kreistag)] * anzahl,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pfad", "abfragen"),
    [
        ("/", 3),
        ("/vorlagen/", 3),
        ("/vorlagen/?q=ältere&gremium=kreistag&jahr=2018&status=in_beratung", 3),
        ("/vorlagen/2019/0099/", 3),
        ("/sitzungen/", 3),
        ("/sitzungen/?gremium=kreistag&jahr=2019", 3),
        ("/sitzungen/2019-06-27-kreistag/", 4),
        ("/gremien/", 1),
        ("/gremien/kreistag/", 3),
        ("/gremien/amt-32/", 3),
        ("/impressum/", 1),
        ("/vorlagen/2019/0042/vorlage.pdf", 1),
    ],
)
def test_page_query_count(client, gefuellt, django_assert_num_queries, pfad, abfragen):
    with django_assert_num_queries(RAHMEN + abfragen):
        assert client.get(pfad).status_code == 200


def test_person_query_count(client, rat, gefuellt, django_assert_num_queries):
    with django_assert_num_queries(RAHMEN + 3):
        assert client.get(rat.frauke.pfad).status_code == 200
