"""Take the pictures of README and handbook: `python -m tests.browser.bilder [address]`, while `bin/run` serves the demo council.

Nothing is saved on the way: what is typed stays in the form, so that the pictures can be taken any number of times.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.hilfen import CHROMIUM, SCHALTER, druecken, folgen, fuellen

DOCS = Path(__file__).resolve().parents[2] / "docs"
# Printed by `bin/run`.
PASSWORT = "Moin-Wittmund-2026"
# Recognised text; the errors that a recognition makes in it are planted here.
PAPIER = Path(__file__).resolve().parents[1] / "vorlagen" / "einlesen" / "papiere" / "0017-2015.txt"
ENTWURF = "Fortschreibung des Integrationskonzepts"
IN_MITZEICHNUNG = "Sirenen"


def _vorlage(seite: Page, suche: str) -> None:
    seite.goto(f"/verwaltung/vorlagen/?q={suche}")
    seite.locator("main table a").first.click()


def schreibtisch(seite):
    seite.goto("/verwaltung/")


def beginnen(seite):
    seite.goto("/verwaltung/vorlagen/beginnen/")


def papier_pruefen(seite):
    seite.goto("/verwaltung/vorlagen/beginnen/")
    erkannt = PAPIER.read_text(encoding="utf-8").replace("für", "fur").replace("ße", "3e")
    datei = {"name": PAPIER.name, "mimeType": "text/plain", "buffer": erkannt.encode()}
    seite.locator("[name=papier]").set_input_files(datei)
    druecken(seite, "Altes Papier einlesen")


def schreiben(seite):
    _vorlage(seite, ENTWURF)
    folgen(seite, "Bearbeiten")
    seite.set_viewport_size({"width": 1600, "height": 960})
    druecken(seite, "Vorschau anzeigen")
    seite.locator(".vl-blatt img").first.wait_for()
    seite.locator("#id_betreff").scroll_into_view_if_needed()


def versionen(seite):
    _vorlage(seite, ENTWURF)
    folgen(seite, "Versionen")
    druecken(seite, "Versionen vergleichen")


def beratungsfolge(seite):
    _vorlage(seite, ENTWURF)
    folgen(seite, "Bearbeiten")
    return seite.locator("#beratungsfolge")


def anlagen(seite):
    _vorlage(seite, ENTWURF)
    folgen(seite, "Anlagen bearbeiten")


def mitzeichnung(seite):
    _vorlage(seite, IN_MITZEICHNUNG)
    return seite.locator("#mitzeichnung")


def abgeben(seite):
    _vorlage(seite, ENTWURF)
    folgen(seite, "Zur Mitzeichnung geben")


def suche(seite):
    seite.goto("/verwaltung/suche/?q=integration")


def antraege(seite):
    seite.goto("/verwaltung/antraege/")


def kalender(seite):
    seite.goto("/verwaltung/sitzungen/kalender/")


def _sitzung(seite, status):
    """The next sitting in this state."""
    seite.goto(f"/verwaltung/sitzungen/?status={status}")
    seite.locator("main table a").first.click()


def tagesordnung(seite):
    _sitzung(seite, "geplant")
    folgen(seite, "Tagesordnung aufstellen")


def einladen(seite):
    _sitzung(seite, "geplant")
    folgen(seite, "Einladung vorbereiten")


def unterlagen(seite):
    _sitzung(seite, "eingeladen")
    folgen(seite, "Unterlagen")


def portal_vorlage(seite):
    seite.goto("/vorlagen/2019/0042/")


def vorgang(seite):
    _vorlage(seite, "0042/2019")


# Picture -> account, and how to get there. A step that returns a part of the page has only that part taken.
HANDBUCH = {
    "schreibtisch": ("sachbearbeitung", schreibtisch),
    "beginnen": ("sachbearbeitung", beginnen),
    "papier-pruefen": ("sachbearbeitung", papier_pruefen),
    "schreiben": ("sachbearbeitung", schreiben),
    "versionen": ("sachbearbeitung", versionen),
    "beratungsfolge": ("sachbearbeitung", beratungsfolge),
    "anlagen": ("sachbearbeitung", anlagen),
    "mitzeichnung": ("landrat", mitzeichnung),
    "abgeben": ("sachbearbeitung", abgeben),
    "suche": ("sachbearbeitung", suche),
    "antraege": ("abgeordnete", antraege),
    "kalender": ("sitzungsdienst", kalender),
    "tagesordnung": ("sitzungsdienst", tagesordnung),
    "einladen": ("sitzungsdienst", einladen),
    "unterlagen": ("abgeordnete", unterlagen),
}
README = {"portal-vorlage": ("", portal_vorlage), "vorgang": ("sitzungsdienst", vorgang)}


def aufnehmen(browser: Browser, adresse: str, ordner: Path, aufnahmen: dict) -> None:
    """Take each picture with a browser of its own, logged in as its account; write it into `ordner`."""
    ordner.mkdir(parents=True, exist_ok=True)
    for name, (konto, schritt) in aufnahmen.items():
        kontext = browser.new_context(
            base_url=adresse, locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 960}
        )
        seite = kontext.new_page()
        if konto:
            seite.goto("/konto/anmelden/")
            fuellen(seite, username=konto, password=PASSWORT)
            druecken(seite, "Anmelden")
        teil = schritt(seite)
        seite.wait_for_load_state("networkidle")
        (teil or seite).screenshot(path=ordner / f"{name}.png", animations="disabled")
        kontext.close()


def alle(adresse: str) -> None:
    """All pictures of README and handbook."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), chromium_sandbox=False, args=SCHALTER)
        aufnehmen(browser, adresse, DOCS / "bilder", README)
        aufnehmen(browser, adresse, DOCS / "handbuch" / "bilder", HANDBUCH)
        browser.close()


if __name__ == "__main__":
    alle(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
