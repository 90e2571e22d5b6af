"""What the pages show, and what they must not."""

import re

import pytest

from tests.portal import aushaenge as a
from tests.portal.conftest import VERTRAG
from wittmund_ris import uhr


def html(client, pfad) -> str:
    antwort = client.get(pfad)
    assert antwort.status_code == 200, pfad
    return " ".join(antwort.content.decode().split())


def stationen(client, pfad) -> list[str]:
    """The stops of the timeline, each as its HTML."""
    verlauf = re.search(r'<ol class="ris-verlauf".*?</ol>', html(client, pfad)).group()
    return re.findall(r"<li.*?</li>", verlauf)


def test_vorlage_shows_every_stop_with_its_result(client, rat):
    erste, zweite, dritte = stationen(client, rat.vorlage.pfad)
    assert "Sozialausschuss" in erste and "Einstimmig empfohlen" in erste
    assert '<time datetime="2019-05-13">13. Mai 2019</time>' in erste
    assert '<a href="/gremien/kreisausschuss/">Kreisausschuss</a>' in zweite
    assert '<a href="/sitzungen/2019-06-27-kreistag/#top-oe-6">TOP Ö 6</a>' in dritte
    assert re.findall(r"<dd>(\d+)</dd>", dritte) == ["38", "3", "2"]
    assert ['aria-current="step"' in s for s in (erste, zweite, dritte)] == [False, False, True]


def test_vorlage_says_what_keeps_people_from_reading_an_anlage(client, rat):
    """§ 9b Abs. 2 NBGG: which part is not accessible, why, and where to ask for another one."""
    seite = html(client, rat.vorlage.pfad)
    assert seite.count("nicht barrierefrei:") == 1
    assert "nicht barrierefrei: ein Bild ohne Text, ohne Dokumenttitel;" in seite
    assert '<a href="/barrierefreiheit/">barrierefreie Fassung anfordern' in seite


def test_vorlage_hides_a_result_of_the_kreisausschuss_even_if_it_hung(client, rat):
    leck = {"ris:top": "N 3", "ris:sitzung_pfad": "/sitzungen/ka/", "ris:wortlaut": "GEHEIM"}
    station = a.station(
        rat.kreisausschuss, termin="2019-05-23", **leck, **a.ergebnis("mehrheitlich", "mehrheitlich empfohlen", 9, 2, 0)
    )
    vorlage = a.vorlage("0043/2019", "Zweite", stationen=[station])
    (zeile,) = stationen(client, vorlage.pfad)
    assert "23. Mai 2019" in zeile and "nichtöffentlich" in zeile
    for wort in ("mehrheitlich", "N 3", "/sitzungen/ka/", "<dd>"):
        assert wort not in zeile
    assert "GEHEIM" not in html(client, vorlage.pfad)


@pytest.mark.parametrize(
    ("heute", "aktuell", "satz"),
    [
        ("2019-05-01", 0, "Nächste Station: <strong>Sozialausschuss</strong> am"),
        ("2019-05-14", 0, "Das Ergebnis ist noch nicht veröffentlicht"),
    ],
)
def test_vorlage_says_where_it_stands(client, rat, heute, aktuell, satz):
    folge = [
        a.station(rat.sozialausschuss, termin="2019-05-13"),
        a.station(rat.kreisausschuss, termin="2019-05-23"),
        a.station(rat.kreistag, "Entscheidung", "2019-06-27"),
    ]
    vorlage = a.vorlage("0043/2019", "Zweite", stationen=folge)
    with uhr.gestellt(a.zeit(heute)):
        assert satz in html(client, vorlage.pfad)
        assert [i for i, s in enumerate(stationen(client, vorlage.pfad)) if "aria-current" in s] == [aktuell]


def test_vorlage_passes_the_kreisausschuss_by_its_day(client, rat):
    folge = [
        a.station(
            rat.sozialausschuss, termin="2019-05-13", **a.ergebnis("einstimmig", "einstimmig empfohlen", 11, 0, 0)
        ),
        a.station(rat.kreisausschuss, termin="2019-05-23"),
        a.station(rat.kreistag, "Entscheidung", "2019-06-27"),
    ]
    vorlage = a.vorlage("0043/2019", "Zweite", stationen=folge)
    for heute, gremium in (("2019-05-23", "Kreisausschuss"), ("2019-05-24", "Kreistag")):
        with uhr.gestellt(a.zeit(heute)):
            assert f"Nächste Station: <strong>{gremium}</strong>" in html(client, vorlage.pfad)


def test_vorlage_put_off_waits_for_a_new_day(client, rat):
    folge = [a.station(rat.kreistag, "Entscheidung", "2019-06-27", **a.ergebnis("vertagt", "vertagt", 20, 19, 0))]
    vorlage = a.vorlage("0043/2019", "Zweite", stationen=folge)
    assert "Die Beratung ist vertagt (Kreistag); ein neuer Termin steht noch nicht fest" in html(client, vorlage.pfad)


def test_vorlage_referred_to_another_body_has_not_passed_the_kreisausschuss(client, rat):
    """Its planned day is over, but the paper was not there; the body it was referred to appears with its public sitting."""
    verwiesen = {"ris:ergebnis": "verwiesen", "ris:ergebnis_text": "verwiesen (an Schulausschuss)"}
    folge = [
        a.station(rat.sozialausschuss, termin="2019-05-13", **verwiesen),
        a.station(rat.kreisausschuss, termin="2019-05-23"),
        a.station(rat.kreistag, "Entscheidung", "2019-06-27"),
    ]
    vorlage = a.vorlage("0043/2019", "Zweite", stationen=folge)
    with uhr.gestellt(a.zeit("2019-07-01")):
        seite = html(client, vorlage.pfad)
        assert (
            "Sozialausschuss: verwiesen (an Schulausschuss). Der Sitzungstermin dafür steht noch nicht fest." in seite
        )
        erste, zweite, dritte = stationen(client, vorlage.pfad)
        assert "aria-current" in erste and "ris-verlauf__vorbei" not in zweite
        assert all("ursprünglich geplant:" in s for s in (zweite, dritte))
    folge.insert(1, a.station(rat.sozialausschuss, termin="2019-06-03", **{"ris:anker": "beratung-abcd1234"}))
    vorlage = a.vorlage("0044/2019", "Dritte", stationen=folge)
    with uhr.gestellt(a.zeit("2019-06-01")):
        assert "Nächste Station: <strong>Sozialausschuss</strong>" in html(client, vorlage.pfad)
        zeilen = stationen(client, vorlage.pfad)
        assert (
            'id="beratung-1"' in zeilen[0] and 'id="beratung-abcd1234"' in zeilen[1] and 'id="beratung-2"' in zeilen[2]
        )
        assert "ris-verlauf__vorbei" not in zeilen[2]


def test_vorlage_shows_wording_documents_and_citation(client, rat):
    seite = html(client, rat.vorlage.pfad)
    assert f"<p>{VERTRAG}</p>" in seite
    assert "(PDF, 1 kB, 2&nbsp;Seiten)" in seite
    assert "(PDF, 1,4 MB, 2&nbsp;Seiten)" in seite
    assert 'nachgereicht am <time datetime="2019-05-06">6. Mai 2019</time>' in seite
    assert "nichtöffentliche Anlage" in seite
    assert 'Stellungnahme <span class="ris-dokument__stand">wird nachgereicht</span>' in seite
    assert "32.5.1." in seite and "gez. Hinrichs, Uwe" in seite and "Ordnungsamt" in seite
    assert "http://127.0.0.1:8000/vorlagen/2019/0042/" in seite


def test_vorlage_shows_the_changed_wording_beside_the_proposal(client, rat):
    station = a.station(
        rat.kreistag,
        "Entscheidung",
        "2019-06-27",
        **a.ergebnis("einstimmig", "einstimmig geändert beschlossen", 43, 0, 0),
        **{"ris:wortlaut": "Der Kreistag beschließt etwas anderes."},
    )
    vorlage = a.vorlage("0043/2019", "Zweite", stationen=[station], status="beschlossen")
    seite = html(client, vorlage.pfad)
    assert "<p>Der Kreistag beschließt.</p>" in seite
    assert "<p>Der Kreistag beschließt etwas anderes.</p>" in seite


def test_vorlage_links_a_paper_only_while_it_hangs(client, rat):
    assert "Vorlage 0121/2018 wird" in html(client, rat.vorlage.pfad)
    a.vorlage("0121/2018", "Erste Maßnahmen")
    assert 'Vorlage <a href="/vorlagen/2018/0121/">0121/2018</a> wird' in html(client, rat.vorlage.pfad)


def test_vorlage_short_address_leads_to_the_permanent_one(client, rat):
    antwort = client.get("/vorlagen/2019/42/")
    assert (antwort.status_code, antwort["Location"]) == (302, "/vorlagen/2019/0042/")
    assert client.get("/vorlagen/2019/43/").status_code == 404


def test_sitzung_shows_agenda_results_and_anchors(client, rat):
    seite = html(client, rat.sitzung.pfad)
    assert '<li id="top-oe-6">' in seite and '<li id="top-n-1">' in seite
    assert (
        "<strong>mehrheitlich beschlossen</strong>, mit 38 Ja-Stimmen gegen 3 Nein-Stimmen bei 2 Enthaltungen" in seite
    )
    assert '<a href="/vorlagen/2019/0042/">0042/2019</a>' in seite
    assert f"<p>{VERTRAG}</p>" in seite
    assert '<time datetime="2019-06-27">Donnerstag, 27. Juni 2019</time>' in seite
    assert "17:00&nbsp;Uhr" in seite


def test_sitzung_shows_of_a_nonpublic_item_number_and_title_alone(client, rat):
    punkt = a.punkt(
        "N 1",
        "Vertragsangelegenheit",
        public=False,
        result="GEHEIM",
        resolutionText="GEHEIM",
        **{"ris:wortlaut": "GEHEIM"},
    )
    sitzung = a.sitzung(rat.kreistag, "2019-08-01", slug="kreistag", punkte=[punkt])
    seite = html(client, sitzung.pfad)
    assert "Vertragsangelegenheit" in seite
    assert "GEHEIM" not in seite


def test_sitzung_called_off_says_so(client, rat):
    sitzung = a.sitzung(rat.kreistag, "2019-08-01", slug="kreistag", status="abgesagt", cancelled=True)
    assert "Diese Sitzung ist abgesagt" in html(client, sitzung.pfad)
    assert "Abgesagt" in html(client, "/sitzungen/")


def test_sitzungen_parts_coming_from_past_by_the_day(client, rat):
    a.sitzung(rat.sozialausschuss, "2019-06-28", slug="sozialausschuss")
    a.sitzung(rat.kreistag, "2018-12-17", slug="kreistag")
    kommende, vergangene = html(client, "/sitzungen/").split('id="vergangene"')
    assert "/sitzungen/2019-06-28-sozialausschuss/" in kommende
    assert "/sitzungen/2019-06-27-kreistag/" in vergangene
    assert "/sitzungen/2018-12-17-kreistag/" not in vergangene
    assert "/sitzungen/2018-12-17-kreistag/" in html(client, "/sitzungen/?jahr=2018")


def test_sitzungen_are_filtered_by_gremium(client, rat):
    a.sitzung(rat.sozialausschuss, "2019-07-28", slug="sozialausschuss")
    seite = html(client, "/sitzungen/?gremium=sozialausschuss")
    assert "/sitzungen/2019-07-28-sozialausschuss/" in seite
    assert "/sitzungen/2019-06-27-kreistag/" not in seite
    assert "Kreisausschuss</option>" not in seite


@pytest.mark.parametrize("anfrage", ["jahr=99999", "jahr=%C2%B2018", "gremium=%00", "jahr=0000"])
def test_sitzungen_ignore_filters_that_are_none(client, rat, anfrage):
    assert "/sitzungen/2019-06-27-kreistag/" in html(client, f"/sitzungen/?{anfrage}")


def test_gremium_shows_the_members_of_today(client, rat):
    frueher, heute = a.person("Hinnerk Vorbei"), a.person("Tomma Heute")
    gremium = a.gremium(
        "bauausschuss",
        "Bauausschuss",
        mitglieder=[
            a.sitz(frueher, bis="2019-06-27"),
            a.sitz(heute, bis="2019-06-28", fuer="Fraktion Die Mitte"),
            a.sitz(rat.frauke, "Vorsitz"),
        ],
    )
    seite = html(client, gremium.pfad)
    assert "Tomma Heute" in seite and "Hinnerk Vorbei" not in seite
    # Frauke Ahlers' seat names no Fraktion: she is counted to the one that she belongs to.
    assert re.search(r'Fraktion Die Mitte</a> <span class="ris-anzahl">.*?</span>2</span>', seite)
    assert "Ohne Fraktion" not in seite


def test_gremium_kreisausschuss_sits_in_private(client, rat):
    seite = html(client, rat.kreisausschuss.pfad)
    assert "§ 78 Abs. 2 NKomVG nichtöffentlich" in seite
    assert "Vergangene Sitzungen" not in seite


def test_gremien_are_grouped(client, rat):
    tagende, rest = html(client, "/gremien/").split('id="fraktionen"')
    fraktionen, aemter = rest.split('id="aemter"')
    assert "Kreistag</a>" in tagende and "Kreisausschuss</a>" in tagende
    assert "Fraktion Die Mitte</a>" in fraktionen
    assert "Ordnungsamt</a>" in aemter


def test_person_shows_mandates_alone_and_is_not_indexed(client, rat):
    a.mandat(rat.frauke, rat.sozialausschuss, von="2011-11-01", endDate="2016-10-31")
    jetzige, weitere = html(client, rat.frauke.pfad).split('id="weitere"')
    assert '<meta name="robots" content="noindex">' in jetzige
    assert "Kreistag</a>" in jetzige and "Sozialausschuss</a>" not in jetzige
    assert "Sozialausschuss</a>" in weitere


def test_amt_shows_its_papers(client, rat):
    assert rat.vorlage.titel in html(client, rat.amt.pfad)


def test_start_shows_the_next_sittings_and_the_newest_papers(client, rat):
    a.sitzung(rat.sozialausschuss, "2019-07-28", slug="sozialausschuss")
    seite = html(client, "/")
    assert "/sitzungen/2019-07-28-sozialausschuss/" in seite
    assert "/sitzungen/2019-06-27-kreistag/" not in seite
    assert rat.vorlage.pfad in seite
    assert 'name="q"' in seite
