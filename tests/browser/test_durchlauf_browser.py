"""The whole way of Vorlage 0042/2019 in a real browser, each person in a browser of their own.

Once with scripts, once without any: no act needs one. The console of every browser stays empty.
"""

import pytest
from playwright.sync_api import expect

from sitzungen.models import Sitzung
from tests import factories, referenz
from tests.browser.hilfen import Leute, druecken, folgen, fuellen, steht_da
from vorlagen.models import Nummernkreis, Vorlage
from wittmund_ris import uhr

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]

LISTE = "/verwaltung/vorlagen/"
STATIONEN = (("sozialausschuss", "vorberatung"), ("kreisausschuss", "vorberatung"), ("kreistag", "entscheidung"))


@pytest.fixture(params=[True, False], ids=["mit-skripten", "ohne-skripte"])
def leute(request, browser, live_server):
    with Leute(browser, live_server.url, factories.PASSWORT, java_script_enabled=request.param) as alle:
        yield alle


def datei(name):
    return {"name": name, "mimeType": "application/pdf", "buffer": factories.PDF}


def entworfen(seite, welt):
    """The clerk writes the paper; the buttons of the Beratungsfolge keep what is typed."""
    folgen(seite, "Neue Vorlage")
    folgen(seite, "Leeres Formular")
    fuellen(seite, betreff=referenz.BETREFF)
    druecken(seite, "Entwurf speichern")
    expect(seite.get_by_role("alert")).to_contain_text("Bitte geben Sie das Aktenzeichen an.")
    fuellen(seite, aktenzeichen="32.5.1.", ist_oeffentlich="True")
    # The last station first, and up it goes: the order is made with buttons.
    for zeile in (1, 2):
        druecken(seite, "Station hinzufügen")
        expect(seite.locator(f"[name=stationen-{zeile}-gremium]")).to_be_visible()
    reihe = (STATIONEN[0], STATIONEN[2], STATIONEN[1])
    for n, (slug, rolle) in enumerate(reihe):
        fuellen(
            seite,
            **{
                f"stationen-{n}-gremium": str(getattr(welt, slug).pk),
                f"stationen-{n}-rolle": rolle,
                f"stationen-{n}-geplant_am": referenz.SITZUNGEN[slug][0],
            },
        )
    druecken(seite, "Nach oben: Station 3")
    expect(seite.locator("[name=stationen-1-geplant_am]")).to_have_value(referenz.SITZUNGEN["kreisausschuss"][0])
    fuellen(
        seite,
        sachverhalt=referenz.SACHVERHALT,
        beschlussvorschlag=referenz.BESCHLUSSVORSCHLAG,
        gesamtkosten_keine=True,
        folgekosten_keine=True,
        einnahmen_keine=True,
    )
    druecken(seite, "Entwurf speichern")
    expect(seite.get_by_role("heading", level=1)).to_have_text(referenz.BETREFF)
    vorlage = Vorlage.objects.get()
    assert [b.gremium.slug for b in vorlage.beratungen.all()] == [slug for slug, _ in STATIONEN]

    for titel, felder in (
        (referenz.ANLAGE, {"datei": datei("kreistagsbeschluss.pdf")}),
        (referenz.KONZEPT, {"nachreichen": True}),
    ):
        folgen(seite, "Anlage hinzufügen")
        fuellen(seite, titel=titel, ist_oeffentlich=True, **felder)
        seite.locator("main form[enctype] button.kern-btn--primary").click()
        steht_da(seite, titel)
    return vorlage


def freigegeben(clerk, landrat, vorlage):
    """Handed in, returned with a reason, completed, handed in again, released and signed."""
    adresse = f"{LISTE}{vorlage.pk}/"
    clerk.goto(adresse)
    folgen(clerk, "Zur Mitzeichnung geben")
    druecken(clerk, "Zur Mitzeichnung geben")
    steht_da(clerk, "in Mitzeichnung")

    landrat.goto(adresse)
    folgen(landrat, "Zurückgeben")
    druecken(landrat, "Zurückgeben")
    expect(landrat.get_by_role("alert")).to_contain_text("Bitte begründen Sie diesen Schritt.")
    fuellen(landrat, bemerkung="Bitte die Anmerkung ergänzen.")
    druecken(landrat, "Zurückgeben")
    expect(landrat.get_by_role("heading", level=1)).to_have_text("Vorlagen")  # a draft belongs to its Amt

    clerk.goto(adresse)
    steht_da(clerk, "Bitte die Anmerkung ergänzen.")
    folgen(clerk, "Bearbeiten")
    fuellen(clerk, anmerkung=referenz.ANMERKUNG)
    druecken(clerk, "Entwurf speichern")
    folgen(clerk, "Zur Mitzeichnung geben")
    druecken(clerk, "Zur Mitzeichnung geben")

    landrat.goto(adresse)
    folgen(landrat, "Freigeben")
    druecken(landrat, "Freigeben")
    expect(landrat.get_by_role("alert")).to_contain_text("personenbezogene Daten")
    fuellen(landrat, datenschutz="nein")
    druecken(landrat, "Freigeben")
    steht_da(landrat, "0042/2019")
    steht_da(landrat, "gez. Hinrichs, Uwe")
    pdf = landrat.context.request.get(f"{adresse}pdf/")
    assert (pdf.headers["content-type"], pdf.body()[:5]) == ("application/pdf", b"%PDF-")


def eingeladen(seite, welt, slug):
    """The Sitzungsdienst plans the sitting, puts the paper on its agenda and sends the invitation."""
    tag, *_ = referenz.SITZUNGEN[slug]
    seite.goto("/verwaltung/sitzungen/")
    folgen(seite, "Sitzung planen")
    fuellen(seite, gremium=str(getattr(welt, slug).pk), tag=tag, uhrzeit="17:00")
    seite.locator("main form button.kern-btn--primary").click()
    sitzung = Sitzung.objects.get(kennung=f"{tag}-{slug}")
    seite.goto(f"/verwaltung/sitzungen/{sitzung.pk}/")
    folgen(seite, "Tagesordnung aufstellen")
    druecken(seite, f"Auf die Tagesordnung: {referenz.BETREFF}")
    steht_da(seite, f"„{referenz.BETREFF}“ steht auf der Tagesordnung.")
    folgen(seite, "Zurück zur Sitzung")
    folgen(seite, "Einladen")
    bestaetigt(seite, "Einladen", sitzung)
    steht_da(seite, "die Tagesordnung steht fest")
    return sitzung


def bestaetigt(seite, knopf, sitzung):
    """Take a step; where something becomes public it is listed, and asks for a confirmation first."""
    if sitzung.ist_oeffentlich:
        druecken(seite, knopf)
        expect(seite.get_by_role("alert")).to_contain_text("personenbezogen")
        fuellen(seite, datenschutz_bestaetigt=True)
        if seite.locator("#id_begruendung").count():
            fuellen(seite, begruendung="Der Vorsitz ist verreist.")
    druecken(seite, knopf)


def getagt(seite, sitzung, stimmen):
    """Open with everybody there, vote, close."""
    seite.goto(f"/verwaltung/sitzungen/{sitzung.pk}/")
    folgen(seite, "Eröffnen")
    druecken(seite, "Alle anwesend")
    expect(seite.get_by_role("radio", name="anwesend", exact=True).first).to_be_checked()
    druecken(seite, "Eröffnen")
    steht_da(seite, "Die Sitzung ist eröffnet.")

    seite.get_by_role("link", name=referenz.BETREFF).locator("xpath=ancestor::li[1]").get_by_role(
        "link", name="Ergebnis festhalten"
    ).click()
    ja, nein, enthaltung = map(str, stimmen)
    fuellen(seite, ja=ja + "0", nein=nein, enthaltung=enthaltung)
    druecken(seite, "Festhalten")
    expect(seite.get_by_role("alert")).to_contain_text("anwesend und stimmberechtigt")
    fuellen(seite, ja=ja)
    druecken(seite, "Prüfen")
    steht_da(seite, "Es ist noch nicht festgehalten.")
    druecken(seite, "Festhalten")
    steht_da(seite, "festgehalten")

    folgen(seite, "Schließen")
    bestaetigt(seite, "Schließen", sitzung)
    steht_da(seite, "Die Sitzung ist geschlossen")


def nachgereicht(seite, vorlage):
    """The announced concept arrives, and becomes public with its own confirmation."""
    seite.goto(f"{LISTE}{vorlage.pk}/")
    seite.get_by_role("link", name="nachreichen").first.click()
    fuellen(seite, datei=datei("konzept.pdf"))
    seite.locator("main form[enctype] button[type=submit]").click()
    expect(seite.get_by_role("alert")).to_contain_text("personenbezogen")
    # No browser keeps a chosen file over an answer.
    fuellen(seite, datei=datei("konzept.pdf"), datenschutz_bestaetigt=True)
    seite.locator("main form[enctype] button[type=submit]").click()
    expect(seite.get_by_role("heading", level=1)).to_have_text(referenz.BETREFF)


def veroeffentlicht(seite):
    """A visitor types the number, gets to the decision, and reads nothing of the Kreisausschuss."""
    seite.goto("/")
    seite.get_by_role("search").first.get_by_role("searchbox").fill("0042/2019")
    seite.get_by_role("search").first.get_by_role("button", name="Suchen").click()
    expect(seite.get_by_role("heading", level=1)).to_contain_text(referenz.BETREFF)
    for satz in (
        "einstimmig empfohlen (bei 1 Enthaltung)",
        "mehrheitlich beschlossen",
        referenz.BESCHLUSSVORSCHLAG,
        "Hinrichs, Uwe",
    ):
        steht_da(seite, satz)
    expect(seite.locator("main")).not_to_contain_text("mehrheitlich empfohlen")
    seite.locator("main a[href^='/sitzungen/2019-06-27-kreistag/']").first.click()
    steht_da(seite, "mehrheitlich beschlossen")
    assert seite.context.cookies() == []


def test_vorlage_0042_2019_in_the_browser(leute, welt, stammdaten_ausgehaengt, besetzung):
    Nummernkreis.objects.create(jahr=2019, stand=41)
    with uhr.gestellt(factories.zeit("2019-04-25")):
        vorlage = entworfen(leute("sachbearbeiterin"), welt)
    with uhr.gestellt(factories.zeit("2019-04-26")):
        freigegeben(leute("sachbearbeiterin"), leute("landrat"), vorlage)
        assert leute().goto("/vorlagen/2019/0042/").status == 404

    for slug, (tag, versand, *stimmen) in referenz.SITZUNGEN.items():
        with uhr.gestellt(factories.zeit(versand)):
            sitzung = eingeladen(leute("sitzungsdienst"), welt, slug)
        if slug == "sozialausschuss":
            leute().goto("/vorlagen/2019/0042/")
            steht_da(leute(), "wird nachgereicht")
            with uhr.gestellt(factories.zeit("2019-05-08")):
                nachgereicht(leute("sachbearbeiterin"), vorlage)
        with uhr.gestellt(factories.zeit(tag, "17:00")):
            getagt(leute("sitzungsdienst"), sitzung, stimmen)

    with uhr.gestellt(factories.zeit("2019-06-28")):
        veroeffentlicht(leute())
        ratsfrau = leute("ratsfrau")
        ratsfrau.goto(f"{LISTE}{vorlage.pk}/")
        steht_da(ratsfrau, "mehrheitlich beschlossen")
    vorlage.refresh_from_db()
    assert vorlage.status == "beschlossen"
