"""What was typed survives a reload, a lost connection, a closed tab and an expired login; a save and a logout erase it here."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hilfen import Leute, druecken, editor, folgen, steht_da

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]

# Not by its name: the form in which both texts stand beside each other has one of the same name.
BETREFF = "#id_betreff"

HIER = """() => new Promise(fertig => {
    const auf = indexedDB.open('ris-eingaben', 1);
    auf.onupgradeneeded = () => auf.result.createObjectStore('eingaben', {keyPath: ['konto', 'dokument']});
    auf.onsuccess = () => {
        const alle = auf.result.transaction('eingaben').objectStore('eingaben').getAll();
        alle.onsuccess = () => { auf.result.close(); fertig(alle.result.length); };
    };
})"""


@pytest.fixture
def leute(browser, live_server):
    with Leute(browser, live_server.url, factories.PASSWORT) as alle:
        yield alle


@pytest.fixture
def adresse(welt, sachbearbeiterin):
    return f"/verwaltung/vorlagen/{factories.entwurf(welt, sachbearbeiterin).pk}/bearbeiten/"


def zustand(seite, text):
    expect(seite.locator("#arbeitsstand-zustand")).to_contain_text(text)


def test_typed_text_is_kept_and_offered_again(leute, adresse):
    seite = leute("sachbearbeiterin")
    seite.goto(adresse)
    seite.locator(BETREFF).fill("Ungespeicherter Betreff")
    zustand(seite, "Gespeichert als Arbeitsstand um")
    expect(seite.locator("#arbeitsstand-angebot")).to_be_hidden()
    assert seite.evaluate(HIER) == 0
    seite.goto(adresse)
    steht_da(seite, "Sie haben am")
    assert seite.locator("ins").count() >= 1
    folgen(seite, "Weiterschreiben")
    expect(seite.locator(BETREFF)).to_have_value("Ungespeicherter Betreff")
    druecken(seite, "Entwurf speichern")
    expect(seite.get_by_role("heading", level=1)).to_have_text("Ungespeicherter Betreff")
    seite.goto(adresse)
    expect(seite.locator(BETREFF)).to_have_value("Ungespeicherter Betreff")
    assert seite.evaluate(HIER) == 0


def test_a_lost_connection_and_a_closed_tab_cost_nothing(leute, adresse):
    seite = leute("sachbearbeiterin")
    kontext = seite.context
    seite.goto(adresse)
    kontext.set_offline(True)
    seite.locator(BETREFF).fill("Ohne Netz getippt")
    zustand(seite, "keine Verbindung")
    assert seite.evaluate(HIER) == 1
    seite.close(run_before_unload=False)
    kontext.set_offline(False)
    leute.wachen["sachbearbeiterin"].abholen()
    neue = kontext.new_page()
    neue.goto(adresse)
    expect(neue.locator(BETREFF)).to_have_value("Ohne Netz getippt")
    zustand(neue, "Gespeichert als Arbeitsstand um")
    assert neue.evaluate(HIER) == 0


def test_an_expired_login_costs_nothing(leute, adresse):
    seite = leute("sachbearbeiterin")
    seite.goto(adresse)
    seite.context.clear_cookies(name="sessionid")
    seite.locator(BETREFF).fill("Nach dem Ende der Anmeldung getippt")
    zustand(seite, "Anmeldung abgelaufen")
    leute.anmelden(andere := seite.context.new_page(), "sachbearbeiterin")
    andere.goto(adresse)
    expect(andere.locator(BETREFF)).to_have_value("Nach dem Ende der Anmeldung getippt")
    leute.wachen["sachbearbeiterin"].abholen()


def test_logout_erases_what_lay_in_the_browser(leute, adresse):
    seite = leute("sachbearbeiterin")
    seite.goto(adresse)
    seite.context.set_offline(True)
    seite.locator(BETREFF).fill("Bleibt nicht hier")
    zustand(seite, "keine Verbindung")
    seite.context.set_offline(False)
    leute.wachen["sachbearbeiterin"].abholen()
    seite.on("dialog", lambda dialog: dialog.accept())
    seite.locator(".ris-menue summary").click()
    druecken(seite, "Abmelden")
    expect(seite.get_by_role("button", name="Anmelden")).to_be_visible()
    assert seite.evaluate(HIER) == 0


def test_the_preview_stands_beside_the_form(leute, adresse):
    seite = leute("sachbearbeiterin")
    seite.set_viewport_size({"width": 1600, "height": 900})
    seite.goto(adresse)
    druecken(seite, "Vorschau anzeigen")
    expect(seite.locator(".vl-blatt img").first).to_be_visible()
    seite.locator(BETREFF).fill("Neuer Betreff in der Vorschau")
    expect(seite.locator(".vl-blatt__text").first).to_contain_text("Neuer Betreff in der Vorschau")


def test_a_motion_typed_without_a_connection_is_offered_again(leute, welt, ratsfrau):
    neu = "/verwaltung/antraege/neu/?art=antrag"
    seite = leute("ratsfrau")
    kontext = seite.context
    seite.goto(neu)
    editor(seite, "Antragstext").click()
    kontext.set_offline(True)
    seite.keyboard.type("Ein Radweg wird geplant")
    zustand(seite, "keine Verbindung")
    seite.close(run_before_unload=False)
    kontext.set_offline(False)
    leute.wachen["ratsfrau"].abholen()
    andere = kontext.new_page()
    andere.goto(neu)
    zustand(andere, "In diesem Browser liegen Eingaben von Ihnen")
    druecken(andere, "Eingaben einsetzen")
    expect(editor(andere, "Antragstext")).to_have_text("Ein Radweg wird geplant")
    zustand(andere, "Gespeichert als Arbeitsstand um")
    andere.locator(BETREFF).fill("Radweg")
    druecken(andere, "Entwurf speichern")
    steht_da(andere, "Eingereicht ist er noch nicht")
    steht_da(andere, "Ein Radweg wird geplant")
