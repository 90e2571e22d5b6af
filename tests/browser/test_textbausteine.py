"""Textbausteine and the text that was typed, with the real editor: one goes in where the writer is, the other comes back into it."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hilfen import Leute, druecken, editor
from vorlagen.models import Arbeitsstand, Textbaustein, Vorlage

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]

BAUSTEIN = "<p>Die Kosten sind <strong>im Haushalt</strong> eingeplant.</p><ul><li>eins</li></ul>"
# As long as it lasts, the script of the editor is on its way.
LIEFERUNG = "**/django_prose_editor/editor*.js"


@pytest.fixture
def leute(browser, live_server):
    with Leute(browser, live_server.url, factories.PASSWORT) as alle:
        yield alle


@pytest.fixture
def baustein(db):
    return Textbaustein.objects.create(name="Kosten", feld="sachverhalt", text=BAUSTEIN)


@pytest.fixture
def papier(welt, sachbearbeiterin, baustein):
    vorlage = factories.entwurf(welt, sachbearbeiterin)
    Vorlage.objects.filter(pk=vorlage.pk).update(sachverhalt="<p>Erster Absatz.</p><p>Zweiter Absatz.</p>")
    return vorlage


def oeffnen(leute, papier):
    seite = leute("sachbearbeiterin")
    seite.goto(f"/verwaltung/vorlagen/{papier.pk}/bearbeiten/")
    return seite


def gespeichert(seite, papier):
    druecken(seite, "Entwurf speichern")
    expect(seite.locator("main")).to_contain_text("Der Entwurf ist gespeichert")
    return Vorlage.objects.get(pk=papier.pk).sachverhalt


def zustand(seite, text):
    expect(seite.locator("#arbeitsstand-zustand")).to_contain_text(text)


def test_a_textbaustein_goes_to_the_cursor_in_the_editor(leute, papier):
    seite = oeffnen(leute, papier)
    feld = editor(seite, "Sachverhalt")
    feld.get_by_text("Erster Absatz.").click()
    seite.keyboard.press("End")
    seite.get_by_label("Textbaustein", exact=True).select_option("Kosten")
    druecken(seite, "Einfügen")
    expect(feld).to_be_focused()
    expect(feld).to_contain_text("im Haushalt")
    expect(seite.locator("[data-meldung]")).to_have_text("Eingefügt: Kosten")
    assert gespeichert(seite, papier) == f"<p>Erster Absatz.</p>{BAUSTEIN}<p>Zweiter Absatz.</p>"


def test_a_textbaustein_goes_to_the_end_for_who_was_not_in_the_text(leute, papier):
    seite = oeffnen(leute, papier)
    editor(seite, "Sachverhalt")
    seite.get_by_label("Textbaustein", exact=True).select_option("Kosten")
    druecken(seite, "Einfügen")
    zustand(seite, "Gespeichert als Arbeitsstand um")
    assert gespeichert(seite, papier) == f"<p>Erster Absatz.</p><p>Zweiter Absatz.</p>{BAUSTEIN}"


def test_a_textbaustein_goes_into_the_box_where_the_editor_does_not_start(leute, papier):
    seite = leute("sachbearbeiterin")
    seite.route(LIEFERUNG, lambda weg: weg.abort())
    oeffnen(leute, papier)
    expect(seite.locator("textarea[name=sachverhalt]")).to_be_visible()
    seite.get_by_label("Textbaustein", exact=True).select_option("Kosten")
    druecken(seite, "Einfügen")
    expect(seite.locator("textarea[name=sachverhalt]")).to_have_value(
        "Erster Absatz.\n\nZweiter Absatz.\n\nDie Kosten sind im Haushalt eingeplant.\n\n- eins"
    )
    leute.wachen["sachbearbeiterin"].abholen()


def test_text_typed_without_a_connection_comes_back_into_the_editor(leute, papier):
    seite = oeffnen(leute, papier)
    kontext = seite.context
    feld = editor(seite, "Sachverhalt")
    feld.click()
    kontext.set_offline(True)
    seite.keyboard.press("Control+End")
    seite.keyboard.type(" Ohne Netz")
    zustand(seite, "keine Verbindung")
    seite.close(run_before_unload=False)
    kontext.set_offline(False)
    leute.wachen["sachbearbeiterin"].abholen()
    neue = kontext.new_page()
    neue.goto(f"/verwaltung/vorlagen/{papier.pk}/bearbeiten/")
    expect(editor(neue, "Sachverhalt")).to_contain_text("Zweiter Absatz. Ohne Netz")
    zustand(neue, "Gespeichert als Arbeitsstand um")
    assert Arbeitsstand.objects.get().felder["sachverhalt"] == ["<p>Erster Absatz.</p><p>Zweiter Absatz. Ohne Netz</p>"]
    assert gespeichert(neue, papier) == "<p>Erster Absatz.</p><p>Zweiter Absatz. Ohne Netz</p>"


def test_a_slow_editor_does_not_take_unchanged_text_for_typed(leute, papier):
    """What lies in the browser is compared when the editors have read their boxes, not before."""
    Vorlage.objects.filter(pk=papier.pk).update(sachverhalt="<ul><li>eins</li></ul><p>Zwei.</p>")
    seite = oeffnen(leute, papier)
    editor(seite, "Sachverhalt")
    seite.context.set_offline(True)
    seite.locator("#id_betreff").fill("Anders")
    zustand(seite, "keine Verbindung")
    seite.locator("#id_betreff").fill(papier.betreff)
    seite.wait_for_timeout(300)
    seite.close(run_before_unload=False)
    leute.wachen["sachbearbeiterin"].abholen()
    neue = leute.seiten["sachbearbeiterin"] = leute.kontexte[0].new_page()
    neue.context.set_offline(False)
    anfragen = []
    neue.on("request", lambda anfrage: anfragen.append(anfrage.method) if anfrage.is_navigation_request() else None)
    gehalten = []
    neue.route(LIEFERUNG, lambda lieferung: gehalten.append(lieferung))
    neue.goto(f"/verwaltung/vorlagen/{papier.pk}/bearbeiten/")
    neue.wait_for_timeout(800)
    for lieferung in gehalten:
        lieferung.continue_()
    expect(editor(neue, "Sachverhalt")).to_contain_text("Zwei.")
    neue.wait_for_timeout(500)
    # Nothing differs: the page was not built again from what lay here.
    assert anfragen == ["GET"]
