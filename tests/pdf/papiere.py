"""The papers that the tests print: the reference document and its extremes, as plain data."""

import copy
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from django.utils.safestring import mark_safe

from wittmund_ris.richtext import mit_verweisen, normalisieren

STAND = datetime(2019, 4, 26, 9, 0, tzinfo=UTC)
KOERPERSCHAFT = {"name": "Landkreis Wittmund", "hvb_titel": "Der Landrat", "ort": "Wittmund"}
FAMILIEN = {"RIS-Fira-Sans", "RIS-Fira-Sans-Italic", "RIS-Fira-Sans-Semi-Bold", "RIS-Fira-Sans-Bold", "RIS-Noto-Sans"}
FAMILIEN |= {"RIS-Noto-Sans-Bold", "RIS-Kasten"}

SACHVERHALT = """\
Der Kreisausschuss hat in seiner Sitzung am 23.08.2017 beschlossen, dass ein Integrationskonzept für den Landkreis Wittmund \
im Rahmen einer gesamtgesellschaftlichen Beteiligung zu erarbeiten ist. Für die fachliche Begleitung des \
Aufstellungsprozesses sollte ein externer Dienstleister beauftragt werden. Der Auftrag für die Prozessbegleitung bei der \
Erstellung des kommunalen Integrationskonzeptes wurde dann gemäß Kreisausschussbeschluss vom 25.01.2018 dem Unternehmen \
IMAP GmbH, Düsseldorf, erteilt.

Das Integrationskonzept soll einen strategischen Handlungskatalog und Handlungsansätze darstellen sowie eine Orientierung \
für eine auf die Erfordernisse der Zukunft ausgerichtete integrationspolitische Arbeit bieten. Es soll die \
Rahmenbedingungen für die Entwicklung von neuen Projekten, die auf die gezielte Bewältigung von vorhandenen \
Herausforderungen ausgerichtet sind, schaffen und die Grundlage des Handelns der Kreisverwaltung sein. Ein kommunales \
Integrationskonzept ist als Arbeitspapier zu sehen, das fortgeschrieben werden muss, um an den aktuellen Bedarf angepasst \
zu werden.

Im Dezember 2018 erfolgte nach Vorberatung und Erörterung in den Ausschüssen auf der Grundlage der seinerzeit vorliegenden \
Entwurfsfassung des Konzepts ein Kreistagsbeschluss über erste Umsetzungsmaßnahmen. Insoweit wird auf die Vorlage 0121/2018 \
verwiesen. Der Beschluss ist als Anlage beigefügt.

Nunmehr wurde die endgültige Fassung des Integrationskonzepts des Landkreises Wittmund zur Beschlussfassung durch den \
Kreistag erstellt."""

VORLAGE = {
    "koerperschaft": KOERPERSCHAFT,
    "amt": "Ordnungsamt",
    "nummer": "0042/2019",
    "aktenzeichen": "32.5.1.",
    "art_titel": "Beschlussvorlage",
    "oeffentlich": True,
    "betreff": "Beschluss des Integrationskonzepts des Landkreises Wittmund",
    "sachverhalt": SACHVERHALT,
    "anmerkung": "Das Konzept wird rechtzeitig vor der Sitzung des Sozialausschusses nachgereicht.",
    "beschlussvorschlag": (
        "Der Kreistag beschließt das Integrationskonzept des Landkreises Wittmund in der vorliegenden Fassung."
    ),
    "stationen": [
        {"gremium": "Sozialausschuss", "termin": date(2019, 5, 13), "top": ""},
        {"gremium": "Kreisausschuss", "termin": date(2019, 5, 23), "top": ""},
        {"gremium": "Kreistag", "termin": date(2019, 6, 27), "top": ""},
    ],
    "finanzierung": {"gesamtkosten": "keine", "folgekosten": "keine", "einnahmen": "keine"},
    "haushaltsmittel": "",
    "haushaltsmittel_betrag": None,
    "produktkonto": "",
    "ort": "Wittmund",
    "datum": date(2019, 4, 26),
    "gezeichnet": "Hinrichs, Uwe",
    "anlagen": [
        {
            "nummer": "",
            "titel": "20181217 Kreistagsbeschluss Erste Maßnahmen Umsetzung Integrationskonzept",
            "hinweis": "",
        }
    ],
    "ergebnisse": [
        {"zeile": zeile, "ja": None, "nein": None, "enthaltung": None, "hinweis": ""}
        for zeile in ("Fraktion", "Fachausschuss", "Kreisausschuss", "Kreistag")
    ],
    "stand_text": "",
    "entwurf": False,
}

# Everything that may be missing is missing.
MITTEILUNG = {
    "koerperschaft": {"name": "Landkreis Wittmund", "hvb_titel": "", "ort": ""},
    "art_titel": "Mitteilungsvorlage",
    "oeffentlich": False,
    "betreff": "Bericht",
    "nummer": "",
}

# 90 characters without a place to break, many rows, many annexes, results with a private body.
AUSSCHUSS = "Ausschuss für Soziales, Integration, Gesundheit, Gleichstellung und Angelegenheiten der Jugend"
LANG = copy.deepcopy(VORLAGE) | {
    "amt": "Amt für Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaften",
    "nummer": "",
    "entwurf": True,
    "sachverhalt": "\n\n".join([SACHVERHALT] * 32) + "\n\n" + "Wort" * 60 + "\nmit Zeilen-\numbruch",
    "stationen": [{"gremium": AUSSCHUSS, "termin": None, "top": f"Ö {nummer}"} for nummer in range(1, 61)],
    "finanzierung": {"gesamtkosten": Decimal("1234567.8"), "folgekosten": None, "einnahmen": "keine"},
    "haushaltsmittel": "verfuegbar",
    "haushaltsmittel_betrag": Decimal("999999.99"),
    "produktkonto": "5.3.1.01.427100 <b>&amp;",
    "anlagen": [
        {"nummer": nummer, "titel": "Titel einer Anlage " * 6, "hinweis": "wird nachgereicht"}
        for nummer in range(1, 16)
    ],
    "ergebnisse": [
        {"zeile": "Fraktion", "ja": None, "nein": None, "enthaltung": None, "hinweis": ""},
        {"zeile": "Kreisausschuss", "ja": None, "nein": None, "enthaltung": None, "hinweis": "nichtöffentlich"},
        {"zeile": "Kreistag", "ja": 31, "nein": 4, "enthaltung": 0, "hinweis": ""},
    ],
    "stand_text": "Ergebnisse nach dem Stand vom 28.06.2019, 09:00 Uhr. Ausgangsfassung vom 26.04.2019.",
}

# Letters of DIN 91379 that are sequences: a base letter with combining marks.
_FOLGEN = """
A̋ C̀ C̄ C̆ C̈ C̕ C̣ C̦ C̨̆ D̂ F̀ F̄ G̀ H̄ H̦ H̱ J́ J̌ K̀ K̂ K̄ K̇ K̕ K̛ K̦ K͟H K͟h L̂ L̥ L̥̄ L̦ M̀ M̂ M̆
M̐ N̂ N̄ N̆ N̦ P̀ P̄ P̕ P̣ R̆ R̥ R̥̄ S̀ S̄ S̛̄ S̱ T̀ T̄ T̈ T̕ T̛ U̇ Z̀ Z̄ Z̆ Z̈ Z̧ a̋ c̀ c̄ c̆ c̈ c̕ c̣
c̦ c̨̆ d̂ f̀ f̄ g̀ h̄ h̦ j́ k̀ k̂ k̄ k̇ k̕ k̛ k̦ k͟h l̂ l̥ l̥̄ l̦ m̀ m̂ m̆ m̐ n̂ n̄ n̆ n̦ p̀ p̄ p̕ p̣ r̆
r̥ r̥̄ s̀ s̄ s̛̄ s̱ t̀ t̄ t̕ t̛ u̇ z̀ z̄ z̆ z̈ z̧ Ç̆ ç̆ Û̄ û̄ ß́ i̇ ʰ ʺ ʹ ʼ ʾ ʿ ˈ ˌ
"""
FOLGEN = _FOLGEN.split()
_BEREICHE = ((0x41, 0x5B), (0x61, 0x7B), (0xC0, 0x180), (0x1A0, 0x1A2), (0x1AF, 0x1B1), (0x1CD, 0x1DD), (0x1DE, 0x1F6))
_BEREICHE += ((0x1F8, 0x220), (0x226, 0x234), (0x1E00, 0x1E9A), (0x1EA0, 0x1EFA), (0x391, 0x3A2), (0x3B1, 0x3CA))
_BEREICHE += ((0x410, 0x450), (0x20AC, 0x20AD), (0x187, 0x189), (0x197, 0x198), (0x18F, 0x190), (0x259, 0x25A))
BUCHSTABEN = [chr(nummer) for von, bis in _BEREICHE for nummer in range(von, bis)]
NAMEN = copy.deepcopy(VORLAGE) | {
    "betreff": "Ḫ und M̂ in der Überschrift " + " ".join(FOLGEN[:8]),
    "anmerkung": mark_safe(
        mit_verweisen(
            normalisieren(VORLAGE["sachverhalt"]),
            re.compile("0121/2018"),
            lambda _: "https://ris.example.org/vorlagen/0121-2018/",
            "Vorlage {}",
        )
    ),
    "sachverhalt": " ".join(FOLGEN) + "\n\n" + " ".join(BUCHSTABEN),
    "gezeichnet": "Ḫaṯice Åström-Žižková, Łukasz",
}

_PUNKTE = (
    ("Eröffnung der Sitzung und Begrüßung", "", ""),
    ("Feststellung der ordnungsgemäßen Ladung und der Beschlussfähigkeit", "", ""),
    ("Genehmigung der Niederschrift über die öffentliche Sitzung vom 21.03.2019", "", ""),
    ("Beschluss des Integrationskonzepts des Landkreises Wittmund", "0042/2019", "Berichterstattung: Soziales"),
    ("Schließung der öffentlichen Sitzung", "", ""),
)
OEFFENTLICHER_TEIL = {
    "titel": "Öffentlicher Teil",
    "punkte": [
        {"nummer": f"Ö {i}", "titel": titel, "vorlage_nummer": vorlage, "hinweis": hinweis}
        for i, (titel, vorlage, hinweis) in enumerate(_PUNKTE, start=1)
    ],
}
EINLADUNG = {
    "koerperschaft": KOERPERSCHAFT,
    "amt": "Büro des Landrats",
    "gremium": "Kreistag",
    "untertitel": "zur 14. Sitzung des Kreistags in der Wahlperiode 2016 bis 2021",
    "sitzung": {
        "beginn": datetime(2019, 6, 27, 13, 0, tzinfo=UTC),
        "ort": "Kreishaus, Am Markt 9, 26409 Wittmund",
        "raum": "Großer Sitzungssaal (stufenlos erreichbar)",
    },
    "empfaenger": "An die Mitglieder\ndes Kreistags des Landkreises Wittmund",
    "anrede": "Sehr geehrte Damen und Herren,",
    "einleitung": "zu der Sitzung lade ich Sie ein. Die Vorlagen sind beigefügt oder bereits zugegangen.",
    "eilfall_grund": "",
    "teile": [
        OEFFENTLICHER_TEIL,
        {
            "titel": "Nichtöffentlicher Teil",
            "punkte": [{"nummer": "N 6", "titel": "Grundstücksangelegenheit", "vorlage_nummer": "", "hinweis": ""}],
        },
    ],
    "ort": "Wittmund",
    "datum": date(2019, 6, 13),
    "unterzeichnet": "Der Landrat\ngez. Beispiel, Gerd",
    "fassung_text": "Fassung: Einladung vom 13.06.2019",
    "entwurf": False,
    "oeffentlich": False,
}
BEKANNTMACHUNG = EINLADUNG | {
    "oeffentlich": True,
    "empfaenger": "",
    "anrede": "",
    "eilfall_grund": "Die Förderzusage läuft am 30.06.2019 ab.",
    "teile": [
        OEFFENTLICHER_TEIL | {"punkte": OEFFENTLICHER_TEIL["punkte"] * 9},
        {"titel": "Nichtöffentlicher Teil", "punkte": [], "hinweis": "Dieser Teil der Sitzung ist nichtöffentlich."},
    ],
}
ERGEBNIS = {
    "koerperschaft": KOERPERSCHAFT,
    "amt": "Büro des Landrats",
    "gremium": "Kreistag",
    "untertitel": "14. Sitzung des Kreistags in der Wahlperiode 2016 bis 2021",
    "sitzung": EINLADUNG["sitzung"] | {"ende": datetime(2019, 6, 27, 15, 40, tzinfo=UTC)},
    "oeffentlich": True,
    "entwurf": False,
    "anwesenheit": [{"bezeichnung": "Anwesend", "wert": "38 von 43 stimmberechtigten Mitgliedern"}],
    "teile": [
        {
            "titel": "Öffentlicher Teil",
            "punkte": [
                {"nummer": "Ö 1", "titel": "Eröffnung der Sitzung", "ja": None},
                {
                    "nummer": "Ö 2",
                    "titel": VORLAGE["betreff"],
                    "vorlage_nummer": "0042/2019",
                    "ergebnis": "Angenommen",
                    "ja": 31,
                    "nein": 4,
                    "enthaltung": 3,
                    "wortlaut": VORLAGE["beschlussvorschlag"],
                    "hinweis": "",
                },
            ],
        }
    ],
    "fassung_text": "Stand: 28.06.2019, 09:00 Uhr. Maßgeblich ist die genehmigte Niederschrift.",
}

WAHLNIEDERSCHRIFT = {
    "koerperschaft": KOERPERSCHAFT,
    "gremium": "Kreistag",
    "sitzung": ERGEBNIS["sitzung"],
    "oeffentlich": False,
    "entwurf": False,
    "anwesenheit": [{"bezeichnung": "Leitung", "wert": "Gerd Beispiel"}],
    "wahlen": [
        {
            "nummer": "Ö 3",
            "gegenstand": "Vorsitz des Kreistags",
            "gaenge": [
                {
                    "nummer": nummer,
                    "verfahren": "geheim (Stimmzettel)",
                    "stimmberechtigte": 41,
                    "mitglieder": 43,
                    "stimmen": [{"name": "Anna Janssen", "anzahl": 19}, {"name": "Okko Friedrichs", "anzahl": 19}],
                    "ungueltig": 1,
                    "nein": 0,
                    "enthaltung": 2,
                }
                for nummer in (1, 2)
            ],
            "satz": "Bei Stimmengleichheit zog Gerd Beispiel das Los; es fiel auf Anna Janssen. Damit ist sie gewählt.",
            "gewaehlt": "Anna Janssen",
        },
        {
            "nummer": "Ö 4",
            "gegenstand": "Stellvertretung",
            "gaenge": [],
            "satz": "Beendet ohne Wahl: vertagt",
            "gewaehlt": "",
        },
    ],
    "unterschriften": ["Sitzungsleitung", "Protokollführung"],
    "fassung_text": "Festgehalten mit dem Schluss der Sitzung (§§ 67, 68 NKomVG).",
}

# name of the file: (template, context, title, name in the running header)
_KORPUS = Path(__file__).parents[1] / "richtext" / "korpus"
_ZEILEN = "".join(
    f"<tr><th>Amt {n}</th><td>{n}</td><td><ul><li>eins</li><li>zwei</li></ul></td></tr>" for n in range(40)
)
FORMATIERT = copy.deepcopy(VORLAGE) | {
    "sachverhalt": normalisieren(
        "".join(
            (_KORPUS / f"{n}.soll.html").read_text(encoding="utf-8")
            for n in ("word_liste", "word_tabelle", "libreoffice")
        )
        + f"<h4>Lang</h4><table><tr><th>Amt</th><th>Zahl</th><th>Was</th></tr>{_ZEILEN}</table>"
        + "<blockquote><p>Zitat</p><ul><li>darin</li></ul></blockquote>"
    )
}

PAPIERE = {
    "formatiert": ("pdf/vorlage.html", FORMATIERT, "Beschlussvorlage", "Vorlage 0042/2019"),
    "vorlage": ("pdf/vorlage.html", VORLAGE, "Beschlussvorlage 0042/2019", "Vorlage 0042/2019"),
    "mitteilung": ("pdf/vorlage.html", MITTEILUNG, "Mitteilungsvorlage", "Vorlage (Entwurf)"),
    "lang": ("pdf/vorlage.html", LANG, "Beschlussvorlage", "Vorlage (Entwurf)"),
    "namen": ("pdf/vorlage.html", NAMEN, "Beschlussvorlage 0042/2019", "Vorlage 0042/2019"),
    "einladung": ("pdf/einladung.html", EINLADUNG, "Einladung", "Einladung zum Kreistag am 27.06.2019"),
    "bekanntmachung": ("pdf/einladung.html", BEKANNTMACHUNG, "Bekanntmachung", "Sitzung des Kreistags am 27.06.2019"),
    "wahlniederschrift": ("pdf/wahlniederschrift.html", WAHLNIEDERSCHRIFT, "Wahlen", "Sitzung Kreistag 27.06.2019"),
    "ergebnis": ("pdf/ergebnis.html", ERGEBNIS, "Beschlussübersicht", "Beschlussübersicht Kreistag 27.06.2019"),
}
