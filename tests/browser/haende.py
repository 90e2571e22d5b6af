"""How a person works at a page: with the mouse, or with the keyboard alone. Both find a control by its accessible name."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.hilfen import GEDULD_BEI_SCHRITTEN

# More stops than any page of the house has between two controls.
STOPPS = 150
# How many arrows lead through a list of choices at most.
PFEILE = 60

# Where the focus is: on `ziel`? Can it be seen: on the screen, with a ring of its own or at its label? Nothing focused is null.
FOKUS = """ziel => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const ring = (t, teil) => { const s = getComputedStyle(t, teil);
    return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'; };
  const teile = [e, e.parentElement, ...(e.labels || [])];
  const r = e.getBoundingClientRect();
  return {
    da: e === ziel,
    wer: `${e.tagName} ${e.id || e.name || ''} ${(e.innerText || e.value || '').slice(0, 40)}`,
    // Inside a field for a day the browser goes on from part to part and draws the ring itself.
    ring: e.type === 'date' || e.matches(':focus-visible') && teile.some(t => ring(t) || ring(t, '::before') || ring(t, '::after')),
    wie: `${e.matches(':focus-visible')} ${getComputedStyle(e).outline}`,
    imBild: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth && r.width > 0,
  };
}"""


def genau(name: str) -> re.Pattern:
    """The whole name; a part of it that is only read aloud may be set apart by a space."""
    return re.compile(rf"^\s*{re.escape(name)}\s*$".replace(":", r"\s?:"))


def _beginnend(name: str) -> re.Pattern:
    # Playwright reads the pattern as a literal of JavaScript, which a slash would end.
    return re.compile(f"^{re.escape(name)}".replace("/", r"\/"))


class Maus:
    """Clicks and types; also the way without scripts, where a formatted text is a plain box."""

    def __init__(self, seite: Page, mit_skripten: bool = True):
        self.seite, self.mit_skripten = seite, mit_skripten

    def folgen(self, verweis: str) -> None:
        """Follow the first link whose name begins so."""
        self._druecken(self.seite.get_by_role("link", name=_beginnend(verweis)).first)

    def druecken(self, knopf: str) -> None:
        self._druecken(self.seite.get_by_role("button", name=genau(knopf)))

    def schreiben(self, feld: str, text: str) -> None:
        """Type into an empty field."""
        self._feld(feld).fill(text)

    def anfuegen(self, feld: str, text: str) -> None:
        """A new paragraph at the end of a formatted text."""
        kasten = self._kasten(feld)
        if self.mit_skripten:
            kasten.click()
            self._ans_ende(text)
        else:
            kasten.fill(f"{kasten.input_value()}\n\n{text}")

    def waehlen(self, feld: str, eintrag: str) -> None:
        """Choose the entry that begins so."""
        liste = self._feld(feld)
        liste.select_option(self._eintrag(liste, eintrag))

    def ankreuzen(self, kasten: str) -> None:
        self.seite.get_by_role("checkbox", name=genau(kasten)).check()

    def antworten(self, antwort: str) -> None:
        """Take one of several answers."""
        self.seite.get_by_role("radio", name=genau(antwort)).check()

    def datei(self, feld: str, datei: dict) -> None:
        with self.seite.expect_file_chooser() as auswahl:
            self._feld(feld).click()
        auswahl.value.set_files(datei)

    def _druecken(self, ziel: Locator) -> None:
        ziel.click()

    def _feld(self, name: str) -> Locator:
        return self.seite.get_by_label(genau(name))

    def _kasten(self, feld: str) -> Locator:
        """The surface of a formatted text; with scripts the editor, when it has started."""
        kasten = self.seite.get_by_role("textbox", name=genau(feld))
        if self.mit_skripten:
            expect(kasten).to_have_attribute("contenteditable", "true")
        return kasten

    def _ans_ende(self, text: str) -> None:
        self.seite.keyboard.press("Control+End")
        self.seite.keyboard.press("Enter")
        self.seite.keyboard.type(text)

    def _eintrag(self, liste: Locator, anfang: str) -> str:
        expect(liste).to_be_visible()
        texte = liste.locator("option").all_inner_texts()
        gefunden = [t for t in texte if t.strip().startswith(anfang)]
        assert len(gefunden) == 1, f"{anfang}: {texte}"
        return gefunden[0].strip()


class Tastatur(Maus):
    """Tab, arrows, space, enter and typing; every stop on the way must show where one is."""

    def hin(self, ziel: Locator) -> None:
        """Go on with Tab until `ziel` has the focus."""
        expect(ziel).to_be_visible(timeout=GEDULD_BEI_SCHRITTEN)
        griff = ziel.element_handle()
        for _ in range(STOPPS):
            if (ort := self._ort(griff)) and ort["da"]:
                return
            self.seite.keyboard.press("Tab")
        raise AssertionError(f"{ziel} ist mit {STOPPS} Tabs nicht zu erreichen")

    def _ort(self, griff) -> dict | None:
        for _ in range(40):
            ort = self.seite.evaluate(FOKUS, griff)
            if ort is None or (ort["ring"] and ort["imBild"]):
                return ort
            self.seite.wait_for_timeout(25)
        raise AssertionError(f"{self.seite.url}: der Fokus ist nicht zu sehen: {ort}")

    def schreiben(self, feld, text):
        self.hin(self._feld(feld))
        self.seite.keyboard.press("Control+a")
        self.seite.keyboard.type(text)

    def anfuegen(self, feld, text):
        self.hin(self._kasten(feld))
        self._ans_ende(text)

    def waehlen(self, feld, eintrag):
        liste = self._feld(feld)
        ganz = self._eintrag(liste, eintrag)
        self.hin(liste)
        for taste in ("ArrowDown", "ArrowUp"):
            for _ in range(PFEILE):
                vorher = liste.evaluate("e => e.selectedOptions[0].innerText.trim()")
                if vorher == ganz:
                    return
                self.seite.keyboard.press(taste)
                if liste.evaluate("e => e.selectedOptions[0].innerText.trim()") == vorher:
                    break
        raise AssertionError(f"{eintrag} ist mit Pfeilen nicht zu wählen")

    def ankreuzen(self, kasten):
        ziel = self.seite.get_by_role("checkbox", name=genau(kasten))
        self.hin(ziel)
        if not ziel.is_checked():
            self.seite.keyboard.press("Space")
        expect(ziel).to_be_checked()

    def antworten(self, antwort):
        ziel = self.seite.get_by_role("radio", name=genau(antwort))
        expect(ziel).to_be_visible()
        gruppe = self.seite.locator(f"input[type=radio][name='{ziel.get_attribute('name')}']")
        # One stop for the group: the answer that is taken, or else the first.
        genommen = gruppe.and_(self.seite.locator(":checked"))
        self.hin(genommen if genommen.count() else gruppe.first)
        self.seite.keyboard.press("Space")
        for _ in range(gruppe.count()):
            if ziel.is_checked():
                return
            self.seite.keyboard.press("ArrowDown")
        expect(ziel).to_be_checked()

    def datei(self, feld, datei):
        self.hin(self._feld(feld))
        auswahl = []
        self.seite.once("filechooser", lambda fenster: auswahl.append(fenster))
        # A busy browser sometimes lets a key pass that comes with the focus; a person presses again.
        for _ in range(3):
            self.seite.keyboard.press("Enter")
            for _ in range(50):
                if auswahl:
                    return auswahl[0].set_files(datei)
                self.seite.wait_for_timeout(100)
        raise AssertionError(f"{feld}: die Eingabetaste öffnet keine Dateiauswahl")

    def _druecken(self, ziel):
        self.hin(ziel)
        self.seite.keyboard.press("Enter")
