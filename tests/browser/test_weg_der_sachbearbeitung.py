"""From a Word file to a released Vorlage: three offices co-sign, one of them returns it, an Anlage comes later.

Everybody works in a browser of their own and finds the work on the desk. Three manners: mouse and scripts, keyboard alone, no scripts.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from konten import rollen
from konten.models import Amt
from sitzungen import planung
from tests import factories, referenz
from tests.browser.haende import Maus, Tastatur
from tests.browser.hilfen import Leute, steht_da
from tests.wordpapier import absatz, docx, tabelle
from vorlagen.choices import VorlageStatus, Votum
from vorlagen.models import Nummernkreis, Vorlage
from wittmund_ris import uhr

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]

# A folder: what each step looks like is kept there at 1280 and at 320 px.
BILDER = os.environ.get("TESTBILDER")
GRUND = "Bitte nennen Sie das Produktkonto auch im Text."
NACHTRAG = "Die Mittel stehen im Produktkonto 31.5.01 bereit."
STATIONEN = (
    ("Sozialausschuss", "Vorberatung", "13.05.2019"),
    ("Kreisausschuss", "Vorberatung", "23.05.2019"),
    ("Kreistag", "Entscheidung", "27.06.2019"),
)
WORD = docx(
    absatz(f"Betreff: {referenz.BETREFF}"),
    absatz("Sachverhalt", stil="berschrift1"),
    absatz("Anlass", stil="berschrift2"),
    absatz(referenz.SACHVERHALT.partition("\n")[0]),
    absatz("Sprache", liste=1),
    absatz("Arbeit", liste=1),
    tabelle(("Jahr", "Betrag"), ("2019", "12.500 €")),
    absatz("Beschlussvorschlag", stil="berschrift1"),
    absatz(referenz.BESCHLUSSVORSCHLAG),
)
WORDDATEI = {
    "name": "Integrationskonzept.docx",
    "mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "buffer": WORD,
}
KONZEPT = {"name": "konzept.pdf", "mimeType": "application/pdf", "buffer": factories.PDF}


class Haende(Leute):
    """Everybody of a test at the own browser, working in one manner. `haende(name)` has what this person can do there."""

    def __init__(self, art, *args, **optionen):
        super().__init__(*args, **optionen)
        self.art, self.paare, self.bilder = art, {}, 0

    def __call__(self, name):
        if name not in self.paare:
            super().__call__(name)
        return self.paare[name]

    def anmelden(self, seite, name):
        hand = self.paare[name] = self.art(seite, self.optionen["java_script_enabled"])
        seite.goto("/konto/anmelden/")
        hand.schreiben("Benutzername", name)
        hand.schreiben("Passwort", self.passwort)
        hand.druecken("Anmelden")
        steht_da(seite, "Moin,")

    def am_schreibtisch(self, name, block):
        """The person at the desk, and the block of it with this heading."""
        hand = self(name)
        hand.folgen("Schreibtisch")
        self.ansehen(hand, f"schreibtisch-{name}")
        return hand, hand.seite.get_by_role("region", name=block)

    def ansehen(self, hand, name):
        """Nothing sticks out of a narrow screen; with TESTBILDER it is kept how it looks."""
        seite, self.bilder = hand.seite, self.bilder + 1
        seite.wait_for_load_state()
        if self.art is Tastatur:
            return  # another width would move what has the focus
        for breite in (320, 1280):
            seite.set_viewport_size({"width": breite, "height": 900})
            assert seite.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{seite.url} bei {breite} px"
            if BILDER:
                skripte = "mit" if self.optionen["java_script_enabled"] else "ohne"
                ziel = Path(BILDER) / f"{skripte}-{self.bilder:02}-{name}-{breite}.png"
                seite.screenshot(path=ziel, full_page=True, caret="initial")


@pytest.fixture(params=[(Maus, True), (Tastatur, True), (Maus, False)], ids=["maus", "tastatur", "ohne-skripte"])
def haende(request, browser, live_server):
    art, skripte = request.param
    with Haende(
        art,
        browser,
        live_server.url,
        factories.PASSWORT,
        java_script_enabled=skripte,
        viewport={"width": 1280, "height": 900},
    ) as alle:
        yield alle


@pytest.fixture
def haus(welt, sachbearbeiterin, amtsleiter, landrat, sitzungsdienst):
    """Besides the cast: the Kämmerei and the head of the Schulamt; the sittings of the reference paper stand in the calendar."""
    kaemmerei = Amt.objects.create(nummer="20", name="Kämmerei")
    factories.konto("kaemmerin", rollen.AMTSLEITUNG, amt=kaemmerei, last_name="Pfennig")
    factories.konto("schulleitung", rollen.AMTSLEITUNG, amt=welt.anderes_amt, last_name="Kreide")
    with uhr.gestellt(factories.zeit("2019-03-01")):
        for slug, (tag, *_) in referenz.SITZUNGEN.items():
            planung.planen(getattr(welt, slug), factories.zeit(tag, "17:00"), benutzer=sitzungsdienst)
    Nummernkreis.objects.create(jahr=2019, stand=41)
    return welt


def eingelesen(haende):
    """The Word file becomes a draft, and the reader has put every part where it belongs."""
    clerk = haende("sachbearbeiterin")
    clerk.folgen("Neue Vorlage")
    haende.ansehen(clerk, "beginnen")
    clerk.datei("Word-Datei", WORDDATEI)
    clerk.druecken("Word-Datei einlesen")
    steht_da(clerk.seite, "Die Word-Datei ist eingelesen und als Entwurf gespeichert.")
    haende.ansehen(clerk, "eingelesen")
    vorlage = Vorlage.objects.get()
    assert vorlage.betreff == referenz.BETREFF
    assert vorlage.beschlussvorschlag == f"<p>{referenz.BESCHLUSSVORSCHLAG}</p>"
    for teil in ("Anlass</h", "<ul><li>Sprache</li><li>Arbeit</li></ul>", '<th scope="col">Betrag</th>', "12.500 €"):
        assert teil in vorlage.sachverhalt
    expect(clerk.seite.get_by_label("Betreff", exact=True)).to_have_value(referenz.BETREFF)
    return vorlage


def ausgefuellt(haende, vorlage):
    """What the Word file did not say: head, costs, the Beratungsfolge with its planned sittings, one more sentence."""
    clerk = haende("sachbearbeiterin")
    clerk.antworten("öffentlich")
    clerk.schreiben("Aktenzeichen", "32.5.1.")
    clerk.anfuegen("Sachverhalt", "Das Konzept ist mit den Gemeinden abgestimmt.")
    clerk.schreiben("Gesamtkosten in €", "12.500,00")
    clerk.ankreuzen("Keine jährlichen Folgekosten")
    clerk.ankreuzen("Keine objektbezogenen Einnahmen")
    clerk.antworten("stehen zur Verfügung")
    clerk.schreiben("Noch zur Verfügung in €", "20.000,00")
    clerk.schreiben("Produktkonto", "31.5.01")
    for n, (gremium, rolle, tag) in enumerate(STATIONEN, start=1):
        clerk.druecken("Station hinzufügen")
        clerk.waehlen(f"Gremium, Zeile {n}", gremium)
        clerk.waehlen(f"Zuständigkeit, Zeile {n}", rolle)
        clerk.waehlen(f"Angesetzte Sitzung, Zeile {n}", tag)
    haende.ansehen(clerk, "ausgefuellt")
    clerk.druecken("Entwurf speichern")
    steht_da(clerk.seite, "Der Entwurf ist gespeichert.")
    haende.ansehen(clerk, "gespeichert")
    vorlage.refresh_from_db()
    assert (vorlage.gesamtkosten, vorlage.folgekosten_keine, vorlage.haushaltsmittel) == (12500, True, "verfuegbar")
    assert "<p>Das Konzept ist mit den Gemeinden abgestimmt.</p>" in vorlage.sachverhalt
    folge = vorlage.beratungen.values_list("gremium__name", "rolle", "geplant_am")
    assert [(g, r, f"{t:%d.%m.%Y}") for g, r, t in folge] == [(g, r.lower(), t) for g, r, t in STATIONEN]


def angekuendigt(haende):
    """The concept is not written yet: its place in the list of Anlagen is."""
    clerk = haende("sachbearbeiterin")
    clerk.folgen("Anlage hinzufügen")
    clerk.schreiben("Titel", referenz.KONZEPT)
    clerk.ankreuzen("Die Datei wird nachgereicht")
    clerk.ankreuzen("Die Anlage ist öffentlich")
    haende.ansehen(clerk, "anlage-ankuendigen")
    clerk.druecken("Hinzufügen")
    steht_da(clerk.seite, "Die Anlage ist hinzugefügt.")


def eingereicht(haende):
    """The own Amt first, then Kämmerei and Schulamt at the same time."""
    clerk = haende("sachbearbeiterin")
    clerk.folgen("Mitzeichnung planen")
    for n, amt in ((2, "20 Kämmerei"), (3, "40 Schulamt")):
        clerk.druecken("Amt hinzufügen")
        clerk.waehlen(f"Amt, Zeile {n}", amt)
        clerk.schreiben(f"Stufe, Zeile {n}", "2")
    haende.ansehen(clerk, "mitzeichnung-planen")
    clerk.druecken("Plan speichern")
    steht_da(clerk.seite, "Die Mitzeichnung ist geplant.")
    zur_mitzeichnung(haende, clerk)


def zur_mitzeichnung(haende, clerk):
    clerk.folgen("Zur Mitzeichnung geben")
    haende.ansehen(clerk, "einreichen")
    clerk.druecken("Zur Mitzeichnung geben")
    steht_da(clerk.seite, "Die Vorlage ist zur Mitzeichnung gegeben.")
    haende.ansehen(clerk, "in-mitzeichnung")


def zeichnet(haende, name, votum, text="", vorher=None):
    """The head of an office finds the paper on the desk and answers for the office."""
    hand, block = haende.am_schreibtisch(name, "Wartet auf Ihre Mitzeichnung")
    expect(block).to_contain_text("Zeichnen bis")
    hand.folgen(referenz.BETREFF)
    if vorher:
        vorher(hand)
    haende.ansehen(hand, f"zeichnen-{name}")
    hand.antworten(votum)
    if text:
        hand.schreiben("Anmerkung oder Begründung", text)
    hand.druecken("Zeichnen")
    return hand


def zurueckgegeben(haende):
    """The first office agrees; of the second stage one agrees with a remark and one returns the paper, not without a reason."""
    steht_da(zeichnet(haende, "amtsleiter", "Zustimmen").seite, "Sie haben für Ordnungsamt gezeichnet: zugestimmt.")
    schulamt = zeichnet(haende, "schulleitung", "Zustimmen mit Anmerkung", "Die Schulen sind beteiligt.")
    steht_da(schulamt.seite, "Sie haben für Schulamt gezeichnet: zugestimmt mit Anmerkung.")
    kaemmerei = zeichnet(
        haende, "kaemmerin", "Zurückgeben – die Vorlage geht zur Überarbeitung an das federführende Amt"
    )
    expect(kaemmerei.seite.get_by_role("alert")).to_contain_text("Bitte schreiben Sie Ihre Anmerkung oder Begründung")
    haende.ansehen(kaemmerei, "zeichnen-ohne-grund")
    kaemmerei.schreiben("Anmerkung oder Begründung", GRUND)
    kaemmerei.druecken("Zeichnen")
    steht_da(kaemmerei.seite, "Sie haben die Vorlage für Kämmerei zurückgegeben.")
    haende.ansehen(kaemmerei, "zurueckgegeben")


def ueberarbeitet(haende):
    """The clerk reads why on the desk, changes the text and hands in again."""
    clerk, block = haende.am_schreibtisch("sachbearbeiterin", "Zurückgekommen")
    expect(block).to_contain_text(GRUND)
    clerk.folgen(referenz.BETREFF)
    clerk.folgen("Bearbeiten")
    clerk.anfuegen("Sachverhalt", NACHTRAG)
    clerk.druecken("Entwurf speichern")
    steht_da(clerk.seite, "Der Entwurf ist gespeichert.")
    zur_mitzeichnung(haende, clerk)


def noch_einmal_gefragt(haende):
    """Who signed the earlier text is asked again, and so is who returned it: all see what is new since then."""

    def unterschied(hand):
        neu = hand.seite.get_by_role("region", name="Seit Ihrer letzten Zeichnung geändert")
        expect(neu.locator("ins").filter(has_text="31.5.01")).to_be_visible()

    for name in ("amtsleiter", "schulleitung", "kaemmerin"):
        steht_da(zeichnet(haende, name, "Zustimmen", vorher=unterschied).seite, "gezeichnet: zugestimmt.")


def freigegeben(haende, vorlage):
    """Not by who wrote it. The Verwaltungsleitung finds it ready on the desk."""
    clerk = haende("sachbearbeiterin")
    clerk.folgen("Schreibtisch")
    clerk.folgen(referenz.BETREFF)
    expect(clerk.seite.get_by_role("link", name="Freigeben")).to_have_count(0)
    landrat, block = haende.am_schreibtisch("landrat", "Wartet auf Ihre Freigabe")
    expect(block).to_contain_text(referenz.BETREFF)
    landrat.folgen(referenz.BETREFF)
    haende.ansehen(landrat, "vor-der-freigabe")
    landrat.folgen("Freigeben")
    landrat.druecken("Freigeben")
    expect(landrat.seite.get_by_role("alert")).to_contain_text("personenbezogene Daten Dritter")
    haende.ansehen(landrat, "freigeben")
    landrat.antworten("Nein, oder sie sind geschwärzt")
    landrat.druecken("Freigeben")
    steht_da(landrat.seite, "Die Vorlage ist freigegeben und hat die Nummer 0042/2019.")
    haende.ansehen(landrat, "freigegeben")
    vorlage.refresh_from_db()
    assert (vorlage.status, vorlage.freigegeben_von.username) == (VorlageStatus.FREIGEGEBEN, "landrat")
    letzte = vorlage.mitzeichnungen.order_by("-runde").first().runde
    assert set(vorlage.mitzeichnungen.filter(runde=letzte).values_list("votum", flat=True)) == {Votum.ZUGESTIMMT}


def nachgereicht(haende, vorlage):
    """The announced Anlage is finished and joins the released paper."""
    clerk, block = haende.am_schreibtisch("sachbearbeiterin", "Angekündigte Anlagen")
    expect(block).to_contain_text("Nachreichen bis")
    clerk.folgen(referenz.KONZEPT)
    clerk.datei("Datei", KONZEPT)
    haende.ansehen(clerk, "nachreichen")
    clerk.druecken("Nachreichen")
    steht_da(clerk.seite, "Die Anlage ist nachgereicht.")
    haende.ansehen(clerk, "nachgereicht")
    assert vorlage.anlagen.get().liegt_vor


def bereit(haende):
    """The Sitzungsdienst has the paper on the desk, complete and for the right body."""
    dienst, block = haende.am_schreibtisch("sitzungsdienst", "Freigegeben, noch auf keiner Tagesordnung")
    expect(block).to_contain_text("Für: Sozialausschuss")
    dienst.folgen("0042/2019")
    steht_da(dienst.seite, "freigegeben")
    steht_da(dienst.seite, "konzept")
    expect(dienst.seite.locator("main")).not_to_contain_text("wird nachgereicht")
    haende.ansehen(dienst, "beim-sitzungsdienst")


def test_from_a_word_file_to_the_released_vorlage(haende, haus):
    with uhr.gestellt(factories.zeit("2019-04-10")):
        vorlage = eingelesen(haende)
        ausgefuellt(haende, vorlage)
        angekuendigt(haende)
        eingereicht(haende)
    with uhr.gestellt(factories.zeit("2019-04-12")):
        zurueckgegeben(haende)
        ueberarbeitet(haende)
    with uhr.gestellt(factories.zeit("2019-04-15")):
        noch_einmal_gefragt(haende)
        freigegeben(haende, vorlage)
    with uhr.gestellt(factories.zeit("2019-04-29")):
        nachgereicht(haende, vorlage)
        bereit(haende)
