"""What people wrote is shown as text, never as markup."""

import pytest

from portal import text
from tests.portal import aushaenge as a

BOESE = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'&"


@pytest.mark.parametrize(
    ("eingabe", "html"),
    [
        ("Eins\nzwei\r\n\r\nDrei", "<p>Eins<br>zwei</p><p>Drei</p>"),
        ("", ""),
        ("  \n \n", ""),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("siehe 0121/2018.", '<p>siehe <a href="/v/">0121/2018</a>.</p>'),
        ("Vorlage 121/2018", '<p>Vorlage <a href="/v/">121/2018</a></p>'),
        ("121/2018 und 0122/2018 und 1/0121/2018", "<p>121/2018 und 0122/2018 und 1/0121/2018</p>"),
    ],
)
def test_absaetze(eingabe, html):
    assert text.absaetze(eingabe, {"0121/2018": "/v/"}) == html


@pytest.mark.parametrize(
    ("eingabe", "html"),
    [
        ("## Kontakt\nZeile", "<h2>Kontakt</h2><p>Zeile</p>"),
        ("Vorher\n- eins\n- zwei\nNachher", "<p>Vorher</p><ul><li>eins</li><li>zwei</li></ul><p>Nachher</p>"),
        ("#kein", "<p>#kein</p>"),
        (
            "Siehe https://a.example/x?b=1&c=2.",
            '<p>Siehe <a href="https://a.example/x?b=1&amp;c=2">https://a.example/x?b=1&amp;c=2</a>.</p>',
        ),
        ("info@a.example,", '<p><a href="mailto:info@a.example">info@a.example</a>,</p>'),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ('https://a.example/"onclick=x', '<p><a href="https://a.example/">https://a.example/</a>&quot;onclick=x</p>'),
    ],
)
def test_seite(eingabe, html):
    assert text.seite(eingabe) == html


def test_every_field_of_the_register_is_escaped(client, rat):
    sitzung = a.sitzung(
        rat.kreistag,
        "2019-08-01",
        slug="kreistag",
        location={"description": BOESE, "room": BOESE},
        punkte=[
            a.punkt(
                "Ö 1",
                BOESE,
                result=BOESE,
                resolutionText=BOESE,
                **{"ris:wortlaut": BOESE, "ris:satz": BOESE, "ris:grund": BOESE},
            )
        ],
    )
    vorlage = a.vorlage(
        "0043/2019",
        BOESE,
        stationen=[a.station(rat.kreistag, termin="2019-06-27", **a.ergebnis("vertagt", BOESE, 1, 0, 0))],
        texte={"sachverhalt": BOESE, "anmerkung": BOESE, "beschlussvorschlag": BOESE},
        **{
            "ris:aktenzeichen": BOESE,
            "ris:gezeichnet": {"ort": BOESE, "datum": "2019-04-26", "name": BOESE},
            "ris:anlagen": [{"nummer": 1, "titel": BOESE, "zustand": "wird_nachgereicht"}],
        },
    )
    gremium = a.gremium("boese", BOESE, mitglieder=[a.sitz(rat.frauke, BOESE, fuer=BOESE)], **{"ris:aufgaben": BOESE})
    mensch = a.person(BOESE)
    a.mandat(mensch, gremium, BOESE)
    seite = a.seite("hilfe", BOESE, BOESE + "\n\n## " + BOESE + "\n- " + BOESE)
    adressen = [e.pfad for e in (sitzung, vorlage, gremium, mensch, seite)]
    for adresse in [*adressen, "/", "/vorlagen/", "/sitzungen/", "/gremien/", f"/vorlagen/?q={BOESE}"]:
        html = client.get(adresse).content.decode()
        assert "&lt;script&gt;alert(1)" in html, adresse
        assert "<script" not in html and "<img src=x" not in html, adresse
