"""People in their browsers, and what the browsers complain about."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

CHROMIUM = Path("/usr/bin/chromium")
SCHALTER = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Milliseconds. A step may render sealed PDFs, on a machine that has other things to do.
GEDULD = 20_000
GEDULD_BEI_SCHRITTEN = 90_000
expect.set_options(timeout=GEDULD)

# Reported by an address of its own kind, so that it cannot be mistaken for a message of the page.
VERSTOESSE = """document.addEventListener('securitypolicyviolation',
    e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample
    + ' ' + e.sourceFile + ':' + e.lineNumber + ':' + e.columnNumber))"""


class Wache:
    """Writes down every console message, script error and failed request of a context."""

    def __init__(self, kontext):
        self.meldungen = []
        kontext.on("console", self._konsole)
        kontext.on("weberror", lambda fehler: self.meldungen.append(f"{fehler.page.url}: {fehler.error}"))
        kontext.on("requestfailed", self._gescheitert)
        kontext.on("response", self._antwort)

    def _konsole(self, meldung):
        # Chromium reports the status of a refused form or page as an error; for the document itself it is meant.
        # Django's form of a new account asks for the focus twice, and Chromium says so.
        if meldung.text.startswith(("Failed to load resource", "Autofocus processing was blocked")):
            return
        self.meldungen.append(f"{meldung.page.url if meldung.page else '?'}: {meldung.type}: {meldung.text}")

    def _antwort(self, antwort):
        if antwort.status >= 500 or (antwort.status >= 400 and antwort.request.resource_type != "document"):
            self.meldungen.append(f"{antwort.status} {antwort.url}")

    def _gescheitert(self, anfrage):
        # A page that is left takes its pending font with it.
        if anfrage.failure != "net::ERR_ABORTED":
            self.meldungen.append(f"{anfrage.failure} {anfrage.url}")

    def abholen(self) -> list[str]:
        meldungen, self.meldungen[:] = self.meldungen[:], []
        return meldungen


class Leute:
    """The browsers of a test: one context for each account, made on first use."""

    def __init__(self, browser, adresse, passwort, **optionen):
        self.browser, self.adresse, self.passwort = browser, adresse, passwort
        self.optionen = {"locale": "de-DE", "timezone_id": "Europe/Berlin"} | optionen
        self.seiten, self.wachen, self.kontexte = {}, {}, []

    def __enter__(self):
        return self

    def __exit__(self, art, *_):
        for kontext in self.kontexte:
            kontext.close()
        gemeldet = [f"{name or 'öffentlich'}: {m}" for name, w in self.wachen.items() for m in w.abholen()]
        if art is None:
            assert not gemeldet, "\n".join(gemeldet)

    def __call__(self, name="") -> Page:
        """The page of `name`; without a name that of the public."""
        if name not in self.seiten:
            kontext = self.browser.new_context(base_url=self.adresse, **self.optionen)
            kontext.set_default_timeout(GEDULD)
            kontext.set_default_navigation_timeout(GEDULD_BEI_SCHRITTEN)
            self.kontexte.append(kontext)
            self.wachen[name] = Wache(kontext)
            if self.optionen.get("java_script_enabled", True):
                kontext.add_init_script(VERSTOESSE)
            self.seiten[name] = kontext.new_page()
            if name:
                self.anmelden(self.seiten[name], name)
        return self.seiten[name]

    def anmelden(self, seite, name):
        seite.goto("/konto/anmelden/")
        fuellen(seite, username=name, password=self.passwort)
        druecken(seite, "Anmelden")
        expect(seite.get_by_role("heading", level=1)).to_have_text("Schreibtisch")


def fuellen(seite: Page, **felder) -> None:
    """Fill in fields by name, each in the way of its kind."""
    for name, wert in felder.items():
        feld = seite.locator(f"[name='{name}']:not([type=hidden])")
        art = feld.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
        if art == "select":
            feld.select_option(wert)
        elif art == "radio":
            seite.locator(f"[name='{name}'][value='{wert}']").check()
        elif art == "checkbox":
            feld.set_checked(wert)
        elif art == "file":
            feld.set_input_files(wert)
        elif feld.evaluate("e => 'richtext' in e.dataset && matchMedia('(scripting: enabled)').matches"):
            # The editor stands before the box as soon as it has started.
            feld.locator("xpath=..").locator("[contenteditable=true]").fill(wert)
        else:
            feld.fill(wert)


def editor(seite: Page, feld: str) -> Locator:
    """The editor of a formatted text, once it has started; the box that it takes over has the same name until then."""
    flaeche = seite.get_by_role("textbox", name=feld)
    expect(flaeche).to_have_attribute("contenteditable", "true")
    return flaeche


def druecken(seite: Page, knopf: str) -> None:
    """Press the button with exactly this name; a part of it that is only read aloud may be set apart by a space."""
    name = re.compile(rf"^{re.escape(knopf)}$".replace(":", r"\s?:"))
    seite.get_by_role("button", name=name).click()


def folgen(seite: Page, verweis: str) -> None:
    """Follow the link whose name begins so."""
    seite.get_by_role("link", name=re.compile(f"^{re.escape(verweis)}")).first.click()


def steht_da(seite: Page, text: str) -> None:
    """The text is on the page, however its lines are broken; the act that leads there may have taken its time."""
    expect(seite.locator("main")).to_contain_text(text, ignore_case=True, timeout=GEDULD_BEI_SCHRITTEN)
