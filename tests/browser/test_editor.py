"""The editor for formatted text: by keyboard, from the clipboard of Word, in the admin, and without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hilfen import Leute, druecken, editor
from tests.browser.pruefer import WCAG, Pruefer
from vorlagen.models import Vorlage

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]

KORPUS = Path(__file__).parents[1] / "richtext" / "korpus"
EINFUEGEN = """(feld, html) => { const d = new DataTransfer(); d.setData('text/html', html);
    feld.dispatchEvent(new ClipboardEvent('paste', {clipboardData: d, bubbles: true, cancelable: true})) }"""
TABELLE = (
    '<table><thead><tr><th scope="col">Jahr</th><th scope="col">Betrag</th></tr></thead>'
    "<tbody><tr><td>2026</td><td>1.000 €</td></tr></tbody></table>"
)


@pytest.fixture
def oeffnen(browser, live_server, entwurf, sachbearbeiterin):
    leute = []

    def oeffnen(**optionen):
        leute.append(Leute(browser, live_server.url, factories.PASSWORT, **optionen).__enter__())
        seite = leute[-1](sachbearbeiterin.username)
        seite.goto(f"/verwaltung/vorlagen/{entwurf.pk}/bearbeiten/")
        return seite, leute[-1]

    yield oeffnen
    for einer in leute:
        einer.__exit__(None, None, None)


def gespeichert(seite, entwurf):
    druecken(seite, "Entwurf speichern")
    expect(seite.locator("main")).to_contain_text("gespeichert")
    return Vorlage.objects.get(pk=entwurf.pk).sachverhalt


def test_a_text_is_written_with_the_keyboard_alone(oeffnen, entwurf):
    Vorlage.objects.filter(pk=entwurf.pk).update(sachverhalt="")
    seite, _ = oeffnen()
    feld = editor(seite, "Sachverhalt")
    expect(seite.get_by_role("button", name="Überschrift", exact=True).first).to_be_visible()
    feld.focus()
    expect(feld).to_be_focused()
    seite.keyboard.press("Alt+F10")
    expect(seite.get_by_role("button", name="Überschrift", exact=True).first).to_be_focused()
    seite.keyboard.press("Enter")
    seite.keyboard.type("Kosten")
    seite.keyboard.press("Enter")
    seite.keyboard.type("Das ist ")
    seite.keyboard.press("Control+b")
    seite.keyboard.type("viel")
    seite.keyboard.press("Control+b")
    seite.keyboard.press("Enter")
    seite.keyboard.type("- eins")
    seite.keyboard.press("Enter")
    seite.keyboard.type("zwei")
    # Tab leaves the editor; nobody is caught in it.
    seite.keyboard.press("Tab")
    expect(feld).not_to_be_focused()
    assert gespeichert(seite, entwurf) == (
        "<h3>Kosten</h3><p>Das ist <strong>viel</strong></p><ul><li>eins</li><li>zwei</li></ul>"
    )


@pytest.mark.parametrize("name", ["word_liste", "word_tabelle", "word_satzung", "google_docs", "outlook"])
def test_a_paste_becomes_lists_and_tables_with_heads(oeffnen, entwurf, name):
    Vorlage.objects.filter(pk=entwurf.pk).update(sachverhalt="")
    seite, _ = oeffnen()
    feld = editor(seite, "Sachverhalt")
    feld.focus()
    feld.evaluate(EINFUEGEN, (KORPUS / f"{name}.html").read_text(encoding="utf-8"))
    expect(feld).to_contain_text("e")
    assert gespeichert(seite, entwurf) == (KORPUS / f"{name}.soll.html").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(
    ("html", "woran"),
    [
        ("<p>gilt <s>nicht</s></p>", "Durchgestrichenes"),
        ('<p>gilt <span style="text-decoration:line-through">nicht</span></p>', "Durchgestrichenes"),
        ('<p>gilt <span style="color:#C00000">neu</span></p>', "Farben"),
        ('<p style="background:yellow;mso-highlight:yellow">gilt neu</p>', "Farben"),
        ('<p style="color: rgb(33, 37, 41)">gilt <a href="https://x.de" style="color:#0563C1">dort</a></p>', ""),
    ],
)
def test_what_a_paste_loses_is_said(oeffnen, entwurf, html, woran):
    seite, _ = oeffnen()
    feld = editor(seite, "Sachverhalt")
    feld.focus()
    feld.evaluate(EINFUEGEN, html)
    expect(feld).to_contain_text("gilt")
    expect(feld.locator("xpath=..").get_by_role("status")).to_have_text(re.compile(f"^{woran}" if woran else "^$"))


def test_what_is_stored_comes_through_the_editor_unchanged(oeffnen, entwurf):
    html = (KORPUS / "word_liste.soll.html").read_text(encoding="utf-8").strip() + TABELLE
    Vorlage.objects.filter(pk=entwurf.pk).update(sachverhalt=html)
    seite, _ = oeffnen()
    feld = editor(seite, "Sachverhalt")
    feld.focus()
    seite.keyboard.type("x")
    seite.keyboard.press("Backspace")
    assert gespeichert(seite, entwurf) == html


def test_without_scripts_the_text_is_read_and_typed_in_light_markup(oeffnen, entwurf):
    Vorlage.objects.filter(pk=entwurf.pk).update(sachverhalt=f"<h3>Kosten</h3><ul><li>eins</li></ul>{TABELLE}")
    seite, _ = oeffnen(java_script_enabled=False)
    feld = seite.locator("[name=sachverhalt]")
    expect(feld).to_have_value("### Kosten\n\n- eins\n\n| Jahr | Betrag |\n| --- | --- |\n| 2026 | 1.000 € |")
    feld.fill("### Kosten\n\n1. **viel**\n2. zu viel")
    assert gespeichert(seite, entwurf) == "<h3>Kosten</h3><ol><li><strong>viel</strong></li><li>zu viel</li></ol>"


@pytest.mark.parametrize("farben", ["light", "dark"])
def test_the_editor_is_accessible(oeffnen, entwurf, farben):
    seite, leute = oeffnen(color_scheme=farben)
    editor(seite, "Sachverhalt")
    pruefen = Pruefer(seite, next(iter(leute.wachen.values())), regeln=[*WCAG, "best-practice"])
    pruefen(f"/verwaltung/vorlagen/{entwurf.pk}/bearbeiten/", lambda s: editor(s, "Sachverhalt").click())
    pruefen.ergebnis(mindestens=1)
