"""What a page must stand: axe light and wide, dark and narrow, the skip link first, no sideways scrolling, one h1, an empty console."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BREIT, SCHMAL = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# A colour on its way from light to dark is neither.
LAUFEN = """async optionen => {
    for (let i = 0; i < 3; i++) {
        document.getAnimations().forEach(a => a.finish())
        await new Promise(requestAnimationFrame)
    }
    return axe.run(document, optionen).then(r => r.violations)
}"""


class Pruefer:
    """Visits pages of one wing and collects what is wrong with them."""

    # umbruch: the page is one of ours, with a skip link, and must fit into 320 px.
    def __init__(self, seite, wache, *, regeln, ohne=(), eine_ueberschrift=True, umbruch=True):
        self.seite, self.wache = seite, wache
        self.optionen = {
            "runOnly": {"type": "tag", "values": regeln},
            "rules": {regel: {"enabled": False} for regel in ohne},
            "resultTypes": ["violations"],
        }
        self.eine_ueberschrift, self.umbruch = eine_ueberschrift, umbruch
        self.befunde, self.besucht = [], 0

    def __call__(self, adresse, handlung=None, status=200):
        """Open a page, perhaps do something on it that leads to the page that is meant, and look at that."""
        self.seite.set_viewport_size(BREIT)
        self.seite.emulate_media(color_scheme="light", reduced_motion="reduce")
        antwort = self.seite.goto(adresse)
        name = adresse
        if antwort.status != status:
            self.befunde.append(f"{name}: Status {antwort.status} statt {status}")
            return
        if handlung:
            handlung(self.seite)
            self.seite.wait_for_load_state()
            name += " (danach)"
        self._ansehen(name)

    def _ansehen(self, name):
        self.besucht += 1
        self.befunde += [f"{name}: {m}" for m in self.wache.abholen()]
        if (sprache := self.seite.locator("html").get_attribute("lang")) != "de":
            self.befunde.append(f"{name}: lang={sprache}")
        ueberschriften = [t.strip() for t in self.seite.locator("h1").all_text_contents()]
        if self.eine_ueberschrift and (len(ueberschriften) != 1 or not ueberschriften[0]):
            self.befunde.append(f"{name}: h1 {ueberschriften}")

        erstes = self.seite.locator("body :is(a[href], button, input:not([type=hidden]))").first.get_attribute("class")
        if self.umbruch and erstes != "ris-sprung":
            self.befunde.append(f"{name}: der Sprungverweis ist nicht das Erste, sondern {erstes}")

        # What the server is still asked for is shown paler meanwhile.
        expect(self.seite.locator("[aria-busy=true]")).to_have_count(0)
        self.seite.evaluate(AXE_SCRIPT)
        self._axe(name, "hell")
        self.seite.emulate_media(color_scheme="dark", reduced_motion="reduce")
        if self.umbruch:
            self.seite.set_viewport_size(SCHMAL)
        self._axe(name, "dunkel, 320 px" if self.umbruch else "dunkel")
        if self.umbruch:
            breite = self.seite.evaluate("document.documentElement.scrollWidth")
            if breite > SCHMAL["width"]:
                self.befunde.append(f"{name}: {breite} px breit auf 320 px: {self._zu_breit()}")
        # axe itself speaks in the console.
        self.wache.abholen()

    def _axe(self, name, ansicht):
        for verstoss in self.seite.evaluate(LAUFEN, self.optionen):
            for knoten in verstoss["nodes"][:3]:
                grund = " ".join(knoten.get("failureSummary", "").split())[:200]
                self.befunde.append(
                    f"{name} [{ansicht}] {verstoss['id']}: {json.dumps(knoten['target'], ensure_ascii=False)} {grund}"
                )

    def _zu_breit(self) -> list[str]:
        """The innermost elements that reach over the edge."""
        return self.seite.evaluate(
            """() => [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.firstElementChild)
                .slice(0, 3).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40))"""
        )

    def ergebnis(self, mindestens):
        assert self.besucht >= mindestens, f"nur {self.besucht} Seiten besucht:\n" + "\n".join(self.befunde)
        assert not self.befunde, f"{len(self.befunde)} Befunde:\n" + "\n".join(self.befunde)
