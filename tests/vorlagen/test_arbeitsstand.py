"""Autosave and conflict: nothing that was typed is lost, nobody else sees it, and it leaves no version."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formular import oeffnen
from tests.vorlagen.test_bearbeiten import text, url
from vorlagen import versionen
from vorlagen.models import Arbeitsstand, Vorlage
from wittmund_ris import uhr


@pytest.fixture
def tippen(formular):
    """What a window sends: `tippen(fenster=…, sachverhalt=…)`."""

    def bauen(**felder):
        return formular(**({"version": 1, "formular": str(uuid4()), "fenster": str(uuid4())} | felder))

    return bauen


@pytest.mark.parametrize("version", ["9" * 30, "-1", "eins"])
def test_a_made_up_version_is_no_failure(als, entwurf, sachbearbeiterin, tippen, version):
    antwort = als(sachbearbeiterin).post(url("sichern", entwurf.pk), tippen(version=version))
    assert antwort.status_code == 200
    assert Arbeitsstand.objects.get().felder["version"] == [version]


def test_autosave_keeps_the_text_and_writes_no_version_and_no_verlauf(als, entwurf, sachbearbeiterin, tippen):
    vorher = entwurf.versionen.count(), entwurf.verlauf.count()
    antwort = als(sachbearbeiterin).post(url("sichern", entwurf.pk), tippen(sachverhalt="Getippt"))
    assert antwort.json()["text"] == "Gespeichert als Arbeitsstand um 10:00"
    stand = Arbeitsstand.objects.get()
    assert (stand.benutzer, stand.vorlage, stand.felder["sachverhalt"]) == (sachbearbeiterin, entwurf, ["Getippt"])
    assert stand.felder["stationen-2-rolle"] == ["entscheidung"]
    assert "csrfmiddlewaretoken" not in stand.felder
    entwurf.refresh_from_db()
    assert (entwurf.versionen.count(), entwurf.verlauf.count(), entwurf.version) == (*vorher, 1)


def test_the_form_offers_what_was_typed_with_the_difference(als, entwurf, sachbearbeiterin, tippen):
    browser = als(sachbearbeiterin)
    browser.post(url("sichern", entwurf.pk), tippen(sachverhalt="Ganz neu getippt"))
    seite = text(browser.get(url("bearbeiten", entwurf.pk)))
    assert "Nicht gespeicherte Änderungen" in seite
    assert "<ins>" in seite
    weiter = text(browser.get(url("bearbeiten", entwurf.pk) + "?stand=weiter"))
    assert "Ganz neu getippt" in weiter
    browser.post(url("verwerfen", entwurf.pk))
    assert not Arbeitsstand.objects.exists()
    assert "Ganz neu getippt" not in text(browser.get(url("bearbeiten", entwurf.pk)))


def test_an_explicit_save_settles_the_arbeitsstand_of_its_window_only(als, entwurf, sachbearbeiterin, tippen):
    browser = als(sachbearbeiterin)
    eines, anderes = tippen(sachverhalt="Eines"), tippen(sachverhalt="Anderes")
    browser.post(url("sichern", entwurf.pk), eines)
    assert browser.post(url("bearbeiten", entwurf.pk), anderes).status_code == 302
    assert Arbeitsstand.objects.get().felder["sachverhalt"] == ["Eines"]
    antwort = browser.post(url("bearbeiten", entwurf.pk), eines | {"version": 2})
    assert antwort.cookies["entwurf_bestaetigt"].value == f"vorlage-{entwurf.pk}"
    assert not Arbeitsstand.objects.exists()


def test_another_window_overwrites_nothing(als, entwurf, sachbearbeiterin, tippen):
    browser = als(sachbearbeiterin)
    browser.post(url("sichern", entwurf.pk), tippen(sachverhalt="Eines"))
    antwort = browser.post(url("sichern", entwurf.pk), tippen(sachverhalt="Anderes"))
    assert antwort.status_code == 409
    assert "in einem anderen Fenster" in antwort.json()["text"]
    assert Arbeitsstand.objects.get().felder["sachverhalt"] == ["Eines"]


def test_others_see_that_somebody_writes_and_nothing_of_it(als, entwurf, sachbearbeiterin, amtsleiter, tippen):
    als(sachbearbeiterin).post(url("sichern", entwurf.pk), tippen(sachverhalt="Ungespeichert"))
    seite = text(als(amtsleiter).get(url("bearbeiten", entwurf.pk)))
    assert "Wird gerade auch von Sachbearbeiterin Behrends bearbeitet." in seite
    assert "Ungespeichert" not in seite + text(als(amtsleiter).get(url("detail", entwurf.pk)))


@pytest.mark.parametrize("wer", ["fremde", "landrat", "sitzungsdienst", "ratsfrau", "gast", "superuser"])
def test_autosave_asks_for_the_right_to_edit(als, entwurf, besetzung, tippen, wer):
    assert als(besetzung[wer]).post(url("sichern", entwurf.pk), tippen()).status_code == 404
    assert not Arbeitsstand.objects.exists()


def test_a_form_sent_twice_begins_one_draft(als, sachbearbeiterin, tippen):
    browser, daten = als(sachbearbeiterin), tippen(version="")
    browser.post(url("neu"), daten)
    vorlage = Vorlage.objects.get()
    antwort = browser.post(url("neu"), daten)
    assert antwort.headers["Location"] == url("bearbeiten", vorlage.pk)
    assert "Nicht gespeicherte Änderungen" not in text(browser.get(url("bearbeiten", vorlage.pk)))
    # Sent again after going back, with other words: they are offered at that draft.
    browser.post(url("neu"), daten | {"sachverhalt": "Beim zweiten Mal"})
    assert Vorlage.objects.count() == 1
    assert "zweiten" in text(browser.get(url("bearbeiten", vorlage.pk)))
    assert browser.get(f"{url('neu')}?formular={daten['formular']}").headers["Location"].endswith("/bearbeiten/")


def test_a_new_paper_that_was_never_saved_is_offered_again(als, sachbearbeiterin, tippen):
    browser, daten = als(sachbearbeiterin), tippen(betreff="Angefangen", sachverhalt="Ein Anfang")
    browser.post(url("sichern_neu"), daten)
    seite = text(browser.get(url("neu")))
    assert f"?formular={daten['formular']}" in seite
    assert "Ein Anfang" in text(browser.get(f"{url('neu')}?formular={daten['formular']}"))
    browser.post(url("verwerfen_neu", daten["formular"]))
    assert not Arbeitsstand.objects.exists()


def test_what_was_refused_is_kept_without_javascript(als, sachbearbeiterin, tippen):
    daten = tippen(betreff="", sachverhalt="Ohne Betreff getippt", version="")
    assert als(sachbearbeiterin).post(url("neu"), daten).status_code == 422
    assert Arbeitsstand.objects.get().felder["sachverhalt"] == ["Ohne Betreff getippt"]


def test_after_a_conflict_single_fields_can_be_taken_over(als, entwurf, sachbearbeiterin, amtsleiter, tippen):
    als(amtsleiter).post(url("bearbeiten", entwurf.pk), tippen(betreff="Deren Betreff", gesamtkosten="7,00"))
    browser, meine = als(sachbearbeiterin), tippen(betreff="Mein Betreff", sachverhalt="Mein Text", stationen=[])
    antwort = browser.post(url("bearbeiten", entwurf.pk), meine)
    assert antwort.status_code == 409
    wahl = {"version": 2, "konflikt-betreff": "deren", "konflikt-gesamtkosten": "deren", "konflikt-stationen": "deren"}
    gezeigt = text(browser.post(url("bearbeiten", entwurf.pk), meine | wahl | {"folge": "auswahl"}))
    assert ("Deren Betreff" in gezeigt, "Mein Text" in gezeigt) == (True, True)
    assert browser.post(url("bearbeiten", entwurf.pk), meine | wahl).status_code == 302
    entwurf.refresh_from_db()
    assert (entwurf.betreff, entwurf.sachverhalt, str(entwurf.gesamtkosten)) == (
        "Deren Betreff",
        "<p>Mein Text</p>",
        "7.00",
    )
    assert entwurf.beratungen.count() == 3


SCHRITTE = st.lists(
    st.tuples(st.sampled_from(["sachbearbeiterin", "amtsleiter"]), st.sampled_from([0, 1]),
              st.sampled_from(["oeffnen", "sichern", "speichern"])),
    min_size=4, max_size=12,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SCHRITTE)
def test_two_writers_in_any_order_lose_no_text(als, welt, besetzung, tippen, schritte):
    """Each text typed stands in a version, in an Arbeitsstand, or in the answer that its writer got last, or in a window that warns."""
    with uhr.gestellt(uhr.jetzt()):
        from_neu = als(besetzung["sachbearbeiterin"]).post(url("neu"), tippen(version=""))
        pk = int(from_neu.headers["Location"].split("/")[-2])
        entwurf = Vorlage.objects.get(pk=pk)
        fenster, getippt, warnt = {}, [], set()
        for nummer, (wer, welches, was) in enumerate(schritte):
            browser = als(besetzung[wer])
            if was == "oeffnen" or (wer, welches) not in fenster:
                if (wer, welches) in warnt:
                    continue
                entwurf.refresh_from_db()
                stand = Arbeitsstand.objects.filter(vorlage=entwurf, benutzer=besetzung[wer]).first()
                version = stand.version if stand else entwurf.version
                gesehen = {"stand": str(stand.stand), "sachverhalt": stand.felder["sachverhalt"][0]} if stand else {}
                fenster[wer, welches] = tippen(version=version, **gesehen)
                continue
            daten = fenster[wer, welches]
            daten["sachverhalt"] = f"{daten['sachverhalt']} Wort{nummer}"
            getippt.append((f"Wort{nummer}", daten))
            if was == "sichern":
                antwort = browser.post(url("sichern", pk), daten)
                if antwort.status_code == 200:
                    daten["stand"] = antwort.json()["stand"]
                    warnt.discard((wer, welches))
                else:
                    # The text stands in this window alone, which says so and does not let itself be left silently.
                    warnt.add((wer, welches))
            elif (antwort := browser.post(url("bearbeiten", pk), daten)).status_code == 302:
                del fenster[wer, welches]
                warnt.discard((wer, welches))
            else:
                assert antwort.status_code == 409
                assert daten["sachverhalt"] in text(antwort)
                daten["version"] = antwort.context["konflikt"].vorlage.version
                daten["stand"] = str(antwort.context["form"].data.get("stand", ""))
        aufgehoben = str([v.inhalt for v in entwurf.versionen.all()])
        aufgehoben += str(list(Arbeitsstand.objects.filter(vorlage=entwurf).values_list("felder", flat=True)))
        offen = [id(daten) for daten in fenster.values()]
        assert [w for w, daten in getippt if w not in aufgehoben and id(daten) not in offen] == []


def test_the_difference_of_versions_names_fields_stations_and_anlagen(entwurf):
    alt = versionen.abbild(entwurf)
    neu = alt | {"felder": alt["felder"] | {"gesamtkosten": "1234.50"}, "stationen": alt["stationen"][:2]}
    abschnitte = {a.feld: a for a in versionen.unterschiede(alt, neu)}
    assert list(abschnitte) == ["gesamtkosten", "stationen"]
    assert "1.234,50 €" in abschnitte["gesamtkosten"].html
    assert '<li data-unterschied="weg">' in abschnitte["stationen"].html
    assert versionen.unterschiede(alt, alt) == []


def test_what_was_resumed_can_be_saved_as_the_page_sends_it(als, entwurf, sachbearbeiterin, tippen):
    browser = als(sachbearbeiterin)
    seite = oeffnen(browser, url("bearbeiten", entwurf.pk))
    werte = {name: str(wert) for name, wert in seite.formular(None).form_values()}
    browser.post(url("sichern", entwurf.pk), werte | {"betreff": "Ungespeichert"})
    weiter = oeffnen(browser, url("bearbeiten", entwurf.pk) + "?stand=weiter")
    gespeichert = weiter.senden()
    assert gespeichert.status == 200, gespeichert.text
    entwurf.refresh_from_db()
    assert entwurf.betreff == "Ungespeichert"
