"""The running sitting over HTTP: every entry, its refusals, its repetition, two clerks at once."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from gremien.models import Regelwerk
from sitzungen import verhandlung
from sitzungen.forms.live_verhandlung import EINGABEN
from sitzungen.models import Abstimmung, Eingabe, Sitzung, Sitzungsantrag, Stimme
from tests import factories
from tests.factories import zeit
from wittmund_ris import uhr

TAG = "2019-05-13"


@pytest.fixture
def eroeffnet(welt, freigegeben, sitzungsdienst):
    """The Sozialausschuss (11), opened with all; one paper and one item without."""
    sitzung = factories.sitzung_mit(welt.sozialausschuss, TAG, [freigegeben], benutzer=sitzungsdienst)
    factories.tagesordnung.hinzufuegen(sitzung, teil="oe", titel="Verschiedenes", benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(zeit(TAG, "17:00")):
        yield factories.eroeffnen(sitzung, benutzer=sitzungsdienst)


@pytest.fixture
def top(eroeffnet):
    return eroeffnet.tops.get(beratung__isnull=False)


class Seite:
    """One open page: its own window, and the stand that it shows until it is loaded anew."""

    def __init__(self, client, benutzer, sitzung):
        self.client, self.sitzung, self.fenster, self.stand = client, sitzung, str(uuid4()), ""
        client.force_login(benutzer)

    def laden(self, **frage):
        antwort = self.client.get(reverse("sitzungen:live", args=[self.sitzung.pk]), frage)
        assert antwort.status_code == 200
        self.stand = antwort.context["stand"]
        return antwort

    def __call__(self, aktion, schluessel=None, skript=True, **werte):
        daten = {"schluessel": schluessel or uuid4(), "fenster": self.fenster, "gesehen": self.stand} | werte
        kopf = {"headers": {"X-Live": "1"}} if skript else {}
        return self.client.post(reverse("sitzungen:live_eingabe", args=[self.sitzung.pk, aktion]), daten, **kopf)


@pytest.fixture
def seite(client, sitzungsdienst, eroeffnet, top):
    seite = Seite(client, sitzungsdienst, eroeffnet)
    seite.laden(top=top.pk)
    return seite


def neu(top):
    return type(top).objects.get(pk=top.pk)


def sitz(sitzung, n):
    return sitzung.anwesenheiten.order_by("pk")[n]


@pytest.mark.parametrize("wer", ["ratsfrau", "landrat", "sachbearbeiterin", "gast", "superuser"])
def test_only_the_sitzungsdienst_runs_a_sitting(client, besetzung, eroeffnet, top, wer):
    client.force_login(besetzung[wer])
    for name in ("live", "live_inhalt"):
        assert client.get(reverse(f"sitzungen:{name}", args=[eroeffnet.pk])).status_code in (403, 404)
    weg = reverse("sitzungen:live_eingabe", args=[eroeffnet.pk, "einstimmig"])
    assert client.post(weg, {"schluessel": uuid4(), "top": top.pk}).status_code in (403, 404)
    assert not Eingabe.objects.exists()


def test_page_leads_back_before_the_opening_and_after_the_end(client, sitzungsdienst, eroeffnet):
    client.force_login(sitzungsdienst)
    Sitzung.objects.filter(pk=eroeffnet.pk).update(status="geschlossen", geschlossen_am=uhr.jetzt())
    antwort = client.get(reverse("sitzungen:live", args=[eroeffnet.pk]))
    assert antwort.url == reverse("sitzungen:detail", args=[eroeffnet.pk])
    assert client.get(reverse("sitzungen:live_inhalt", args=[eroeffnet.pk])).status_code == 410


def test_unanimous_in_one_entry_and_the_next_item_is_called(seite, top, eroeffnet):
    antwort = seite("einstimmig", top=top.pk, weiter="ja")
    assert antwort.status_code == 200
    assert "mit 11 Ja-Stimmen einstimmig empfohlen" in antwort.json()["text"]
    assert neu(top).ergebnis == "einstimmig"
    eroeffnet.refresh_from_db()
    assert eroeffnet.aktueller_top.titel == "Verschiedenes"


def test_an_entry_sent_twice_is_recorded_once(seite, top):
    schluessel = uuid4()
    texte = [seite("zahlen", schluessel, top=top.pk, ja=9, nein=1, enthaltung=1).json() for _ in range(3)]
    assert texte[0] == texte[1] == texte[2]
    assert Abstimmung.objects.count() == Eingabe.objects.count() == 1


def test_the_key_of_another_entry_is_refused(seite, top):
    schluessel = uuid4()
    seite("zahlen", schluessel, top=top.pk, ja=9, nein=1, enthaltung=1)
    antwort = seite("zahlen", schluessel, top=top.pk, ja=1, nein=9, enthaltung=1)
    assert antwort.status_code == 422
    assert "laden Sie die Seite neu" in antwort.json()["text"]
    assert Abstimmung.objects.get().ja == 9


@pytest.mark.parametrize(
    ("zahlen", "satz"),
    [
        ({"ja": 12, "nein": 0, "enthaltung": 0}, "nur 11"),
        ({"ja": "", "nein": 0, "enthaltung": 0}, "auch eine 0"),
        ({"ja": 0, "nein": 0, "enthaltung": 0}, "noch keine Stimme"),
    ],
)
def test_impossible_numbers_are_refused_and_stay(seite, top, zahlen, satz):
    antwort = seite("zahlen", skript=False, top=top.pk, **zahlen)
    assert antwort.status_code == 422
    assert satz in antwort.content.decode()
    assert antwort.context["f"]["zahlen"]["ja"].value() == str(zahlen["ja"])
    assert not Eingabe.objects.exists()


def test_a_plain_form_gets_the_page_with_a_message(seite, top):
    antwort = seite("zahlen", skript=False, top=top.pk, ja=9, nein=1, enthaltung=1)
    assert antwort.status_code == 302
    assert "mehrheitlich empfohlen" in seite.client.get(antwort.url).content.decode()


def test_by_fraktion_with_one_exception(seite, top, welt, eroeffnet):
    fraktion = welt.fraktion.pk
    ausnahme = welt.personen[3].pk
    antwort = seite("fraktionen", top=top.pk, **{f"f_{fraktion}": "ja", f"p_{ausnahme}": "nein"})
    assert antwort.status_code == 200, antwort.content
    vote = Abstimmung.objects.get()
    assert (vote.ja, vote.nein, vote.form) == (10, 1, "fraktion")
    assert Stimme.objects.get(wert="nein").person_id == ausnahme


def test_by_fraktion_asks_for_each(seite, top):
    antwort = seite("fraktionen", top=top.pk)
    assert antwort.status_code == 422
    assert "Fraktion Die Mitte" in antwort.json()["text"]


def test_roll_call_asks_for_everybody_and_keeps_what_was_typed(seite, top, welt):
    p = {f"p_{person.pk}": "ja" for person in welt.personen[:10]}
    antwort = seite("namentlich", skript=False, top=top.pk, **p)
    assert antwort.status_code == 422
    assert "Vorname10 Mitglied10" in antwort.content.decode()
    assert [z.wert for z in antwort.context["berechtigte"]].count("ja") == 10
    assert seite("namentlich", top=top.pk, **p, **{f"p_{welt.personen[10].pk}": "-"}).status_code == 200
    assert Stimme.objects.count() == 10


def test_secret_vote_only_where_the_regelwerk_knows_it(seite, top, welt):
    zahlen = {"ja": 6, "nein": 4, "enthaltung": 0, "ungueltig": 1}
    Regelwerk.objects.update(geheime_abstimmung=False)
    assert "Geheim" not in seite.laden(top=top.pk).content.decode()
    assert seite("geheim", top=top.pk, **zahlen).status_code == 422
    Regelwerk.objects.update(geheime_abstimmung=True)
    assert seite("geheim", top=top.pk, **zahlen).status_code == 200
    assert Abstimmung.objects.get().ungueltig == 1


def test_outcomes_without_a_vote(seite, top):
    assert seite("ohne", top=top.pk, ergebnis="vertagt").status_code == 422
    assert seite("ohne", top=top.pk, ergebnis="vertagt", grund="Fragen offen").status_code == 200
    assert neu(top).ergebnis == "vertagt"


def test_amendment_comes_first_and_changes_the_wording(seite, top):
    assert (
        seite(
            "antrag", top=top.pk, art="aenderung", gestellt_von="SPD", inhalt="Mehr", fassung="<p>Neu.</p>"
        ).status_code
        == 200
    )
    antrag = Sitzungsantrag.objects.get()
    assert seite.laden(top=top.pk).context["frage"] == antrag
    assert (
        "Zuerst wird über den Änderungsantrag"
        in seite("zahlen", top=top.pk, ja=11, nein=0, enthaltung=0).json()["text"]
    )
    assert seite("einstimmig", top=top.pk, antrag=antrag.pk).status_code == 200
    gezeigt = seite.laden(top=top.pk)
    assert gezeigt.context["frage"] is None
    assert gezeigt.context["wortlaut"] == "<p>Neu.</p>"
    assert "geändert empfohlen" in seite("einstimmig", top=top.pk).json()["text"]


def test_en_bloc_all_or_none(seite, top, eroeffnet):
    alle = list(eroeffnet.tops.filter(ist_ueberschrift=False).values_list("pk", flat=True))
    assert seite("en_bloc").status_code == 422
    assert seite("en_bloc", tops=alle).status_code == 200
    assert Abstimmung.objects.values("en_bloc").distinct().count() == 1
    antwort = seite("en_bloc", tops=alle)
    assert antwort.status_code == 422
    assert "Schon ein Ergebnis" in antwort.json()["text"]


def test_coming_and_going(seite, eroeffnet):
    platz = sitz(eroeffnet, 4)
    with uhr.gestellt(zeit(TAG, "18:00")):
        assert "gegangen" in seite("gehen", anwesenheit=platz.pk, um="17:30").json()["text"]
        assert seite("gehen", anwesenheit=platz.pk).status_code == 422
        assert "gegangen" in seite.laden().content.decode()
        assert seite("kommen", anwesenheit=platz.pk, um="25:00").status_code == 422
        assert "ab 17:45" in seite("kommen", anwesenheit=platz.pk, um="17:45").json()["text"]


def test_deputies_are_offered_on_demand(seite, eroeffnet):
    platz = sitz(eroeffnet, 4)
    seite("gehen", anwesenheit=platz.pk)
    gezeigt = seite.laden(vertretung=platz.pk)
    assert gezeigt.context["vertretung_fuer"].anwesenheit == platz
    assert "niemand als Vertretung" in gezeigt.content.decode()


def test_conflict_of_interest_takes_the_vote(seite, top, welt, eroeffnet):
    wer = f"m-{welt.personen[3].pk}"
    werte = {"wer": wer, "umfang": "verbot", "verbleib": "zuhoerer"}
    assert seite("ausschliessen", top=top.pk, **werte).status_code == 200
    seite.laden(top=top.pk)
    assert "mit 10 Ja-Stimmen" in seite("einstimmig", top=top.pk).json()["text"]
    verbot = top.mitwirkungsverbote.get()
    assert seite("ausschluss_aufheben", verbot=verbot.pk).status_code == 422
    assert seite("zurueckkehren", verbot=verbot.pk).status_code == 200


def test_the_body_decides_in_doubt(seite, top, welt):
    antwort = seite(
        "ausschluss_entscheiden",
        top=top.pk,
        wer=f"m-{welt.personen[3].pk}",
        verbleib="raum",
        ja=8,
        nein=2,
        enthaltung=0,
    )
    assert antwort.status_code == 200, antwort.content
    assert top.mitwirkungsverbote.get().umfang == "verbot"


def test_procedure_breaks_guests_and_counting(seite, eroeffnet, welt, top):
    assert seite("unterbrechen", grund="Beratung").status_code == 200
    assert "unterbrochen" in seite("einstimmig", top=top.pk).json()["text"]
    assert seite("fortsetzen").status_code == 200
    assert seite("teilnehmen", name="Frau Amt", funktion="Kämmerei", art="verwaltung").status_code == 200
    assert seite("teilnehmen", name="", art="verwaltung").status_code == 422
    assert seite("teilnahme_streichen", teilnahme=eroeffnet.teilnahmen.get().pk).status_code == 200
    assert "Gezählt: 11 von 11" in seite("zaehlen", bezweifelt_von=welt.personen[2].pk).json()["text"]
    antwort = seite("verfahren", art="geschaeftsordnung", gegenstand="Schluss der Debatte", ja=9, nein=2, enthaltung=0)
    assert "mehrheitlich angenommen" in antwort.json()["text"]


def test_lapse_of_quorum_puts_the_papers_off(seite, eroeffnet, top, welt):
    for n in range(6):
        seite("gehen", anwesenheit=sitz(eroeffnet, n + 5).pk)
    assert seite("alle_vertagen").status_code == 422
    assert "nicht beschlussfähig" in seite("zaehlen", bezweifelt_von=welt.personen[0].pk).json()["text"]
    assert "nicht beschlussfähig" in seite("einstimmig", top=top.pk).json()["text"]
    assert seite("alle_vertagen").status_code == 200
    assert neu(top).beschlussunfaehig


def test_own_vote_on_demand(seite, top, welt):
    seite("zahlen", top=top.pk, ja=10, nein=1, enthaltung=0)
    vote = Abstimmung.objects.get()
    antwort = seite("verlangen", abstimmung=vote.pk, person=welt.personen[1].pk, wert="nein")
    assert "verlangt im Protokoll: Nein" in antwort.json()["text"]


# --- Two clerks ----------------------------------------------------------------------------------------------------
@pytest.fixture
def andere(eroeffnet, sitzungsdienst, top):
    andere = Seite(Client(), sitzungsdienst, eroeffnet)
    andere.laden(top=top.pk)
    return andere


def test_an_entry_on_an_item_that_got_its_result_meanwhile_is_refused(seite, andere, top):
    andere("zahlen", top=top.pk, ja=9, nein=2, enthaltung=0)
    antwort = seite("einstimmig", top=top.pk)
    assert (antwort.status_code, antwort.json()["veraltet"]) == (409, True)
    assert "mit 9 Ja-Stimmen gegen 2 Nein-Stimmen" in antwort.json()["text"]
    assert neu(top).ergebnis == "mehrheitlich"
    seite.laden(top=top.pk)
    assert seite("einstimmig", top=top.pk).status_code == 200


def test_an_entry_for_people_who_left_meanwhile_is_refused(seite, andere, top, eroeffnet):
    andere("gehen", anwesenheit=sitz(eroeffnet, 5).pk)
    antwort = seite("einstimmig", top=top.pk)
    assert antwort.status_code == 409
    assert "10 Stimmberechtigte" in antwort.json()["text"]
    assert not neu(top).ergebnis


def test_what_a_page_changed_itself_does_not_make_its_next_entry_stale(seite, top, eroeffnet):
    seite("gehen", anwesenheit=sitz(eroeffnet, 5).pk)
    seite("gehen", anwesenheit=sitz(eroeffnet, 6).pk)
    assert "mit 9 Ja-Stimmen" in seite("einstimmig", top=top.pk).json()["text"]


def test_own_changes_do_not_hide_those_of_others(seite, andere, top, eroeffnet):
    andere("gehen", anwesenheit=sitz(eroeffnet, 5).pk)
    seite("gehen", anwesenheit=sitz(eroeffnet, 6).pk)
    assert seite("einstimmig", top=top.pk).status_code == 409


def test_fragment_is_sent_only_when_something_happened(seite, top, eroeffnet):
    weg = reverse("sitzungen:live_inhalt", args=[eroeffnet.pk])
    kennung = seite.client.get(weg).headers["ETag"]
    assert seite.client.get(weg, headers={"If-None-Match": kennung}).status_code == 304
    seite("aufrufen", top=top.pk)
    assert seite.client.get(weg, headers={"If-None-Match": kennung}).status_code == 200


def test_every_button_has_its_form_and_unknown_ones_none(seite):
    assert seite("unsinn").status_code == 404
    seiten = "".join(p.read_text() for p in (settings.BASE_DIR / "templates/sitzungen/live").glob("*.html"))
    fehlend = [name for name in EINGABEN if f"'{name}'" not in seiten and f'"{name}"' not in seiten]
    assert fehlend == []


@pytest.mark.parametrize("anwesend", [3, 43])
def test_page_takes_a_fixed_number_of_queries(
    client, welt, jahr_2019, sitzungsdienst, anwesend, django_assert_max_num_queries
):
    sitzung = factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        if anwesend == 43:
            factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        else:
            sitze = list(sitzung.gremium.mitgliedschaften.am(sitzung.tag).select_related("person"))[:3]
            factories.sitzungsworkflow.eroeffnen(
                sitzung, leitung=sitze[0].person, anwesend=sitze, ohne_beschlussfaehigkeit=True, benutzer=sitzungsdienst
            )
        verhandlung.aufrufen(sitzung.tops.first(), benutzer=sitzungsdienst)
        client.force_login(sitzungsdienst)
        with django_assert_max_num_queries(30):
            antwort = client.get(reverse("sitzungen:live", args=[sitzung.pk]))
    assert antwort.context["anwesend_zahl"] == anwesend
