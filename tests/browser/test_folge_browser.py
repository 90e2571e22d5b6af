"""The Beratungsfolge in a browser: by keyboard, by dragging, without scripts, on a narrow screen."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hilfen import Leute

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def oeffnen(browser, live_server, entwurf, sachbearbeiterin):
    leute = []

    def oeffnen(**optionen):
        leute.append(Leute(browser, live_server.url, factories.PASSWORT, **optionen).__enter__())
        seite = leute[-1](sachbearbeiterin.username)
        seite.goto(f"/verwaltung/vorlagen/{entwurf.pk}/bearbeiten/")
        return seite

    yield oeffnen
    for einer in leute:
        einer.__exit__(None, None, None)


def reihe(seite) -> list[str]:
    return seite.locator("[data-stationen] select[name$=-gremium] option:checked").all_inner_texts()


def test_the_keyboard_moves_a_station_and_keeps_the_focus(oeffnen):
    seite = oeffnen()
    seite.locator("[name=betreff]").fill("Noch nicht gespeichert")
    seite.locator("button[value='hoch:2']").focus()
    seite.keyboard.press("Enter")
    expect(seite.locator("#folge-meldung")).to_have_text("„Kreistag“ ist jetzt Station 2 von 3.")
    expect(seite.locator("button[value='hoch:1']")).to_be_focused()
    assert reihe(seite) == ["Sozialausschuss", "Kreistag", "Kreisausschuss"]
    expect(seite.locator("[name=betreff]")).to_have_value("Noch nicht gespeichert")
    expect(seite.locator("#folge-befunde")).to_contain_text("§ 76 Abs. 1 S. 1 NKomVG")
    seite.keyboard.press("Enter")
    expect(seite.locator("#folge-meldung")).to_have_text("„Kreistag“ ist jetzt Station 1 von 3.")


def test_a_station_is_dragged_to_another_place(oeffnen):
    seite = oeffnen(viewport={"width": 1280, "height": 1600})
    griffe = seite.locator("[data-griff]")
    griffe.nth(2).drag_to(griffe.nth(0), target_position={"x": 4, "y": 2})
    expect(seite.locator("#folge-meldung")).to_have_text("„Kreistag“ ist jetzt Station 1 von 3.")
    assert reihe(seite) == ["Kreistag", "Sozialausschuss", "Kreisausschuss"]


def test_every_quick_click_adds_a_station(oeffnen):
    seite, unterwegs = oeffnen(), []
    seite.route("**/bearbeiten/", lambda anfrage: unterwegs.append(anfrage))
    neu, stationen = seite.locator("button[value='neu']"), seite.locator(".vl-station")
    neu.dblclick()
    # What names a place of the old list waits, and says so.
    seite.locator("button[value='weg:0']").click()
    expect(seite.locator("#folge-meldung")).to_contain_text("Der vorige Schritt läuft noch.")
    expect(seite.locator("#beratungsfolge")).to_have_attribute("aria-busy", "true")
    for anzahl in (4, 5):
        seite.wait_for_timeout(200)
        (anfrage,) = unterwegs
        unterwegs.clear()
        anfrage.continue_()
        expect(stationen).to_have_count(anzahl)
    expect(seite.locator("#beratungsfolge")).not_to_have_attribute("aria-busy", "true")
    assert reihe(seite)[0] == "Sozialausschuss"
    assert not unterwegs


def test_without_scripts_the_buttons_do_the_same(oeffnen):
    seite = oeffnen(java_script_enabled=False)
    assert seite.locator("[data-griff]:visible").count() == 0
    seite.locator("button[value='runter:0']").click()
    expect(seite.locator("#folge-meldung")).to_have_text("„Sozialausschuss“ ist jetzt Station 2 von 3.")


@pytest.mark.parametrize("breite", [320, 768, 1280])
def test_the_stations_fit_every_width(oeffnen, breite):
    seite = oeffnen(viewport={"width": breite, "height": 900})
    tabelle = seite.locator(".vl-stationen")
    breiten = seite.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert breiten[0] <= breiten[1]
    assert tabelle.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
