"""A small public council: four bodies, people, a decided paper, its two sittings, a page. Nothing inner stands behind it."""

from types import SimpleNamespace

import pytest

from tests.portal import aushaenge as a
from wittmund_ris import uhr

BETREFF = "Beschluss des Integrationskonzepts des Landkreises Wittmund"
VERTRAG = "Der Kreistag beschließt das Integrationskonzept in der vorliegenden Fassung."


@pytest.fixture(autouse=True)
def sommer_2019():
    """The day after the decision."""
    with uhr.gestellt(a.zeit("2019-06-28", "10:00")):
        yield


@pytest.fixture
def rat(db):
    frauke = a.person("Frauke Ahlers")
    sitz = a.sitz(frauke, "Vorsitz")
    amt = a.amt("32", "Ordnungsamt")
    fraktion = a.gremium("die-mitte", "Fraktion Die Mitte", "fraktion", mitglieder=[sitz])
    kreistag = a.gremium("kreistag", "Kreistag", "vertretung", mitglieder=[sitz])
    kreisausschuss = a.gremium("kreisausschuss", "Kreisausschuss", "hauptausschuss", mitglieder=[sitz])
    sozialausschuss = a.gremium("sozialausschuss", "Sozialausschuss", mitglieder=[sitz])
    a.mandat(frauke, kreistag, "Vorsitz")
    papier = {"ris:vorlage": {"pfad": "/vorlagen/2019/0042/", "nummer": "0042/2019"}}
    sitzung = a.sitzung(
        kreistag,
        "2019-06-27",
        slug="kreistag",
        status="geschlossen",
        punkte=[
            a.punkt(
                "Ö 6",
                BETREFF,
                result="mehrheitlich beschlossen",
                **papier,
                **{
                    "ris:ergebnis": "mehrheitlich",
                    "ris:stimmen": {"ja": 38, "nein": 3, "enthaltung": 2},
                    "ris:satz": "mit 38 Ja-Stimmen gegen 3 Nein-Stimmen bei 2 Enthaltungen",
                    "resolutionText": VERTRAG,
                    "ris:wortlaut": VERTRAG,
                },
            ),
            a.punkt("N 1", "Grundstücksangelegenheit", public=False),
        ],
        dateien=[a.datei("/sitzungen/2019-06-27-kreistag/tagesordnung.pdf", "Tagesordnung", rolle="bekanntmachung")],
    )
    anlage = a.datei("/vorlagen/2019/0042/anlage-1.pdf", "Konzept", rolle="anlage", inhalt=a.PDF * 30_000)
    vorlage = a.vorlage(
        "0042/2019",
        BETREFF,
        amt=amt,
        status="beschlossen",
        texte={
            "sachverhalt": "Auf die Vorlage 0121/2018 wird verwiesen.\n\nZweiter Absatz.",
            "beschlussvorschlag": VERTRAG,
        },
        stationen=[
            a.station(
                sozialausschuss, termin="2019-05-13", **a.ergebnis("einstimmig", "einstimmig empfohlen", 10, 0, 1)
            ),
            a.station(kreisausschuss, termin="2019-05-23"),
            a.station(
                kreistag,
                "Entscheidung",
                "2019-06-27",
                **a.beraten(sitzung),
                **a.ergebnis("mehrheitlich", "mehrheitlich beschlossen", 38, 3, 2),
            ),
        ],
        dateien=[a.datei("/vorlagen/2019/0042/vorlage.pdf"), anlage],
        **{
            "ris:anlagen": [
                {
                    "nummer": 1,
                    "titel": "Konzept",
                    "zustand": "liegt_vor",
                    "datei": str(anlage.id),
                    "nachgereicht_am": "2019-05-06",
                    "barrieren": ["ein Bild ohne Text", "ohne Dokumenttitel"],
                },
                {"nummer": 2, "titel": "", "zustand": "nichtoeffentlich"},
                {"nummer": 3, "titel": "Stellungnahme", "zustand": "wird_nachgereicht"},
            ]
        },
    )
    a.seite("impressum", "Impressum", "Landkreis Wittmund\n\n## Kontakt\n\n- info@landkreis.example")
    return SimpleNamespace(
        frauke=frauke,
        amt=amt,
        fraktion=fraktion,
        kreistag=kreistag,
        kreisausschuss=kreisausschuss,
        sozialausschuss=sozialausschuss,
        sitzung=sitzung,
        vorlage=vorlage,
    )


@pytest.fixture
def seiten(rat) -> list[str]:
    """The address of every kind of public page and file."""
    return [
        "/",
        "/robots.txt",
        "/vorlagen/",
        "/vorlagen/?q=konzept&gremium=kreistag&jahr=2019&status=beschlossen",
        rat.vorlage.pfad,
        f"{rat.vorlage.pfad}vorlage.pdf",
        "/sitzungen/",
        "/sitzungen/?gremium=kreistag&jahr=2019",
        rat.sitzung.pfad,
        f"{rat.sitzung.pfad}tagesordnung.pdf",
        "/gremien/",
        rat.kreistag.pfad,
        rat.kreisausschuss.pfad,
        rat.fraktion.pfad,
        rat.amt.pfad,
        rat.frauke.pfad,
        "/impressum/",
    ]
