"""The browser of an account, and what the page of a draft sends."""

import pytest


@pytest.fixture
def als(client):
    """`als(konto)`: the browser of this account."""

    def anmelden(konto):
        client.force_login(konto)
        return client

    return anmelden


@pytest.fixture
def formular(welt):
    """What the page of a draft sends."""

    def bauen(stationen=None, **felder):
        if stationen is None:
            stationen = [
                (welt.sozialausschuss.pk, "vorberatung", "2019-05-13"),
                (welt.kreisausschuss.pk, "vorberatung", "2019-05-23"),
                (welt.kreistag.pk, "entscheidung", "2019-06-27"),
            ]
        daten = {
            "art": "beschlussvorlage",
            "ist_oeffentlich": "True",
            "aktenzeichen": "32.5.1.",
            "betreff": "Integrationskonzept",
            "sachverhalt": "Es gibt ein Konzept.",
            "anmerkung": "",
            "beschlussvorschlag": "Das Konzept wird beschlossen.",
            "nichtoeffentlich_grund": "",
            "gesamtkosten": "1.234,56",
            "folgekosten_keine": "on",
            "einnahmen_keine": "on",
            "haushaltsmittel": "verfuegbar",
            "haushaltsmittel_betrag": "1234,5",
            "produktkonto": "12.34.56",
            "stationen-TOTAL_FORMS": len(stationen),
            "stationen-INITIAL_FORMS": "0",
        }
        for n, (gremium, rolle, tag) in enumerate(stationen):
            daten |= {
                f"stationen-{n}-gremium": gremium,
                f"stationen-{n}-rolle": rolle,
                f"stationen-{n}-geplant_am": tag,
            }
        return {k: v for k, v in (daten | felder).items() if v is not None}

    return bauen
