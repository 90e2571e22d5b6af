"""Take the pictures of the README: `python -m tests.browser.bilder [address]`, with `bin/run` serving the demo council."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.hilfen import CHROMIUM, SCHALTER, druecken, fuellen

ZIEL = Path(__file__).resolve().parents[2] / "docs" / "bilder"
# The demo account that may read everything; its password is printed by `bin/run`.
KONTO, PASSWORT = "sitzungsdienst", "Moin-Wittmund-2026"


def aufnehmen(adresse: str) -> None:
    ZIEL.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), chromium_sandbox=False, args=SCHALTER)
        kontext = browser.new_context(
            base_url=adresse, locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 960}
        )
        seite = kontext.new_page()
        seite.goto("/vorlagen/2019/0042/")
        seite.screenshot(path=ZIEL / "portal-vorlage.png")

        seite.goto("/konto/anmelden/")
        fuellen(seite, username=KONTO, password=PASSWORT)
        druecken(seite, "Anmelden")
        seite.goto("/verwaltung/vorlagen/?q=0042/2019")
        seite.locator("main table a").first.click()
        seite.wait_for_load_state("networkidle")
        seite.screenshot(path=ZIEL / "vorgang.png")
        browser.close()


if __name__ == "__main__":
    aufnehmen(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
