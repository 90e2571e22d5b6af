"""A paper from draft to decision through the admin alone, in a browser without any script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sitzungen.models import Sitzung
from tests import factories, referenz
from tests.browser.hilfen import Leute, druecken, folgen, fuellen, steht_da
from vorlagen.begruendungen import feldname, offene
from vorlagen.models import Vorlage
from wittmund_ris import uhr

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def leute(browser, live_server):
    with Leute(browser, live_server.url, factories.PASSWORT, java_script_enabled=False) as alle:
        yield alle


def schritt(seite, titel):
    """From the page of the object to the confirmation, and do it."""
    folgen(seite, titel)
    druecken(seite, titel)


def test_a_paper_is_decided_through_the_admin_without_scripts(leute, welt, stammdaten_ausgehaengt, besetzung):
    clerk, landrat, dienst = leute("sachbearbeiterin"), leute("landrat"), leute("sitzungsdienst")
    with uhr.gestellt(factories.zeit("2019-05-02")):
        clerk.goto(reverse("admin:vorlagen_vorlage_add"))
        fuellen(
            clerk,
            aktenzeichen="32.5.1.",
            ist_oeffentlich=True,
            betreff=referenz.BETREFF,
            sachverhalt=referenz.SACHVERHALT,
            beschlussvorschlag=referenz.BESCHLUSSVORSCHLAG,
            gesamtkosten_keine=True,
            folgekosten_keine=True,
            einnahmen_keine=True,
            **{
                "beratungen-0-gremium": str(welt.kreistag.pk),
                "beratungen-0-rolle": "entscheidung",
                "beratungen-0-geplant_am": "27.06.2019",
            },
        )
        druecken(clerk, "Sichern und weiter bearbeiten")
        expect(clerk.get_by_text(re.compile("erfolgreich hinzugefügt"))).to_be_visible()
        vorlage = Vorlage.objects.get()
        assert [b.gremium for b in vorlage.beratungen.all()] == [welt.kreistag]
        akte = reverse("admin:vorlagen_vorlage_change", args=[vorlage.pk])
        clerk.goto(akte)
        folgen(clerk, "Zur Mitzeichnung geben")
        # § 76 Abs. 1 NKomVG: without the Kreisausschuss a reason is asked for.
        for warnung in offene(vorlage):
            fuellen(clerk, **{feldname(warnung.code): "So mit dem Landrat abgesprochen."})
        druecken(clerk, "Zur Mitzeichnung geben")
        steht_da(clerk, "in Mitzeichnung")
        landrat.goto(akte)
        folgen(landrat, "Freigeben")
        fuellen(landrat, datenschutz="nein")
        druecken(landrat, "Freigeben")
        steht_da(landrat, "0001/2019")

    with uhr.gestellt(factories.zeit("2019-06-12")):
        dienst.goto(reverse("admin:sitzungen_sitzung_add"))
        fuellen(dienst, gremium=str(welt.kreistag.pk), tag="2019-06-27", uhrzeit="17:00")
        druecken(dienst, "Planen")
        druecken(dienst, f"Auf die Tagesordnung: {referenz.BETREFF}")
        steht_da(dienst, f"„{referenz.BETREFF}“ steht auf der Tagesordnung.")
        sitzung = Sitzung.objects.get()
        blatt = reverse("admin:sitzungen_sitzung_change", args=[sitzung.pk])
        dienst.goto(blatt)
        schritt(dienst, "Einladen")
        expect(dienst.get_by_role("alert")).to_contain_text("personenbezogen")
        fuellen(dienst, datenschutz_bestaetigt=True)
        druecken(dienst, "Einladen")
        steht_da(dienst, "die Tagesordnung steht fest")

    with uhr.gestellt(factories.zeit("2019-06-27", "17:00")):
        folgen(dienst, "Eröffnen")
        druecken(dienst, "Alle anwesend")
        druecken(dienst, "Eröffnen")
        steht_da(dienst, "Die Sitzung ist eröffnet.")
        top = sitzung.tops.get(beratung__isnull=False)
        dienst.locator(f"#punkt-{top.pk}").get_by_role("link", name="Ergebnis festhalten").click()
        fuellen(dienst, ja="38", nein="3", enthaltung="2")
        druecken(dienst, "Festhalten")
        steht_da(dienst, "mehrheitlich beschlossen")
        folgen(dienst, "Schließen")
        fuellen(dienst, datenschutz_bestaetigt=True)
        druecken(dienst, "Schließen")
        steht_da(dienst, "Die Sitzung ist geschlossen")

    leute().goto("/vorlagen/2019/0001/")
    steht_da(leute(), "mehrheitlich beschlossen")
