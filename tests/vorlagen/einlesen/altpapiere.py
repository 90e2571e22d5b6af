"""Twelve made-up papers in the form of the Landkreis: what stands on them, and how they are printed, scanned and recognised."""

import random
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from PIL import Image

from wittmund_ris.pdf import render_pdf

ORDNER = Path(__file__).parent / "papiere"
GREMIEN = (
    "Kreistag",
    "Kreisausschuss",
    "Sozialausschuss",
    "Bau- und Umweltausschuss",
    "Finanz- und Wirtschaftsausschuss",
)
GREMIEN += ("Ausschuss für Schule, Kultur und Sport",)
AEMTER = ("Ordnungsamt", "Schulamt", "Sozialamt", "Jugendamt", "Bauamt", "Umweltamt", "Hauptamt")
S, KA, KT, B, F, SCH = GREMIEN[2], GREMIEN[1], GREMIEN[0], GREMIEN[3], GREMIEN[4], GREMIEN[5]


def _tage(*paare):
    return [(name, date.fromisoformat(tag)) for name, tag in paare]


def _p(nummer, amt, az, betreff, sachverhalt, beschluss, folge, **weitere):
    return {
        "nummer": nummer,
        "amt": amt,
        "aktenzeichen": az,
        "art": "beschlussvorlage" if beschluss else "mitteilungsvorlage",
        "ist_oeffentlich": True,
        "beratungsfolge": _tage(*folge),
        "betreff": betreff,
        "sachverhalt": sachverhalt,
        "anmerkung": "",
        "beschlussvorschlag": beschluss,
        "gesamtkosten": "keine",
        "folgekosten": "keine",
        "einnahmen": "keine",
        "haushaltsmittel": "",
        "haushaltsmittel_betrag": None,
        "produktkonto": "",
        "ort": "Wittmund",
        "datum": date(int(nummer[5:]), 3, 14),
        "gezeichnet": "Hinrichs, Uwe",
        "anlagen": [],
    } | weitere


PAPIERE = (
    _p("0017/2015", "Schulamt", "40.2.1", "Erweiterung der Grundschule am Wall um zwei Gruppenräume",
       "<p>Die Grundschule wird seit dem Schuljahr 2013 als Ganztagsschule geführt. Die vorhandenen Räume reichen für die Betreuung am Nachmittag nicht mehr aus.</p><p>Vorgesehen sind zwei Gruppenräume mit einer gemeinsamen Küche. Die Bauzeit beträgt etwa neun Monate.</p>",
       "<p>Der Kreistag stimmt der Erweiterung der Grundschule zu.</p>",
       ((SCH, "2015-04-20"), (KA, "2015-05-06"), (KT, "2015-05-21")), gesamtkosten=Decimal("385000.00"), folgekosten=Decimal("12400.00"),
       haushaltsmittel="verfuegbar", haushaltsmittel_betrag=Decimal("400000.00"), produktkonto="211001.787100", anlagen=["Lageplan", "Kostenschätzung"]),
    _p("0023/2016", "Umweltamt", "67.3.4", "Pflegeplan für das Naturschutzgebiet Großes Moor",
       "<p>Der Pflegeplan ist das Ergebnis einer Untersuchung der Pflanzen und Vögel. Folgende Maßnahmen sind vorgesehen:</p><ul><li>Entfernen junger Bäume auf der offenen Fläche,</li><li>Verschließen alter Gräben,</li><li>jährliche Zählung der Brutvögel.</li></ul><p>Die Eigentümer wurden gehört.</p>",
       "<p>Der Pflegeplan wird beschlossen.</p>", ((B, "2016-04-18"), (KA, "2016-05-04")), gesamtkosten=Decimal("24500.00"), folgekosten=Decimal("6000.00"), einnahmen=Decimal("18000.00"),
       haushaltsmittel="verfuegbar", haushaltsmittel_betrag=Decimal("30000.00"), produktkonto="554001.429100"),
    _p("0031/2016", "Ordnungsamt", "32.1.7", "Verkauf eines Grundstücks im Gewerbegebiet",
       "<p>Ein Betrieb aus dem Kreisgebiet möchte das Grundstück erwerben und dort eine Halle errichten. Der Kaufpreis entspricht dem Bodenrichtwert.</p>",
       "<p>Der Kreisausschuss stimmt dem Verkauf zu.</p>", ((KA, "2016-05-11"),), ist_oeffentlich=False, einnahmen=Decimal("96500.00")),
    _p("0038/2017", "Jugendamt", "51.4.2", "Neufassung der Richtlinie zur Förderung der Kindertagespflege",
       "<p>Die Richtlinie aus dem Jahr 2011 entspricht nicht mehr der geltenden Rechtslage. Die Vergütung der Tagespflegepersonen wurde zuletzt vor sechs Jahren angehoben.</p><p>Die Verwaltung schlägt vor, die Sätze schrittweise zu erhöhen und die Vertretung bei Krankheit verbindlich zu regeln.</p>",
       "<p>Der Kreistag beschließt die Neufassung der Richtlinie.</p>", ((S, "2017-04-24"), (F, "2017-05-08"), (KA, "2017-05-17"), (KT, "2017-06-01")), folgekosten=Decimal("48000.00"),
       haushaltsmittel="nicht_verfuegbar", produktkonto="361001.431800", anlagen=["Richtlinie", "Gegenüberstellung der Beträge"]),
    _p("0044/2017", "Bauamt", "63.2.9", "Erneuerung der Brücke über das Harletief",
       "<p>Bei der Hauptprüfung wurden erhebliche Schäden an den Lagern und am Überbau festgestellt. Die Tragfähigkeit musste herabgesetzt werden.</p><p>Eine Instandsetzung wäre kaum günstiger als ein Neubau und würde die Nutzungsdauer nur um zehn Jahre verlängern.</p>",
       "<p>Die Verwaltung wird beauftragt, den Neubau der Brücke zu planen und auszuschreiben.</p>", ((B, "2017-05-02"), (KA, "2017-05-17"), (KT, "2017-06-15")), gesamtkosten=Decimal("1250000.00"), einnahmen=Decimal("750000.00"),
       haushaltsmittel="verfuegbar", haushaltsmittel_betrag=Decimal("500000.00"), produktkonto="542001.787200"),
    _p("0052/2018", "Hauptamt", "10.1.3", "Bericht über die Beschäftigung schwerbehinderter Menschen",
       "<p>Die Pflichtquote wurde im vergangenen Jahr erfüllt. Die Verwaltung berichtet über die Verteilung auf die Ämter und über die Maßnahmen zur Gestaltung der Arbeitsplätze.</p>", "", ((KT, "2018-04-26"),)),
    _p("0059/2018", "Sozialamt", "50.6.1", "Zuschuss an die Schuldnerberatung",
       "<p>Die Beratungsstelle bittet um eine Erhöhung des Zuschusses. Im letzten Jahr wurden deutlich mehr Haushalte beraten.</p><p>Die Gemeinden beteiligen sich zur Hälfte.</p>",
       "<p>Der Zuschuss wird für drei Jahre gewährt.</p>", ((S, "2018-04-16"), (KA, "2018-05-02")), folgekosten=Decimal("35000.00"), haushaltsmittel="verfuegbar", haushaltsmittel_betrag=Decimal("41200.50"), produktkonto="311001.431800",
       anmerkung="<p>Der Jahresbericht wird in der Sitzung vorgestellt.</p>"),
    _p("0063/2019", "Umweltamt", "67.1.2", "Beitritt zum Verein zur Pflege der Wallhecken",
       "<p>Wallhecken prägen die Landschaft. Ihre Pflege ist aufwendig und wird von den Eigentümern nur noch teilweise geleistet. Der Verein vermittelt Geräte und Helfer.</p>",
       "<p>Der Landkreis tritt dem Verein bei.</p>", ((B, "2019-04-29"), (KA, "2019-05-08"), (KT, "2019-06-06")), folgekosten=Decimal("2500.00"), haushaltsmittel="verfuegbar", haushaltsmittel_betrag=Decimal("9000.00"), produktkonto="554001.429900", anlagen=["Satzung des Vereins"]),
    _p("0071/2019", "Schulamt", "40.5.3", "Ausstattung der Schulen mit schnellen Netzen",
       "<p>Alle Schulen in der Trägerschaft des Landkreises sollen angeschlossen werden. Es ergibt sich folgende Reihenfolge:</p><ol><li>die berufsbildenden Schulen,</li><li>die Gymnasien,</li><li>die übrigen Schulen.</li></ol><p>Die Förderung des Landes deckt den größten Teil der Kosten.</p>",
       "<p>Der Kreistag beschließt die Ausstattung in der genannten Reihenfolge.</p>", ((SCH, "2019-05-06"), (KA, "2019-05-22"), (KT, "2019-06-27")), gesamtkosten=Decimal("940000.00"), folgekosten=Decimal("86000.00"), einnahmen=Decimal("846000.00"), haushaltsmittel="verfuegbar", haushaltsmittel_betrag=Decimal("94000.00"), produktkonto="243001.783100"),
    _p("0084/2020", "Ordnungsamt", "32.7.4", "Bedarfsplan für den Rettungsdienst",
       "<p>Der Bedarfsplan ist alle fünf Jahre fortzuschreiben. Die Krankenkassen haben ihr Einvernehmen erklärt. Künftig ist am Tage ein weiteres Fahrzeug vorzuhalten.</p>",
       "<p>Der Bedarfsplan wird in der vorgelegten Fassung beschlossen.</p>", ((S, "2020-04-20"), (KA, "2020-05-06"), (KT, "2020-05-28")), anlagen=["Bedarfsplan", "Schreiben der Krankenkassen"]),
    _p("0092/2020", "Bauamt", "63.4.1", "Vergabe der Unterhaltung der Gewässer",
       "<p>Die Leistungen wurden öffentlich ausgeschrieben. Drei Angebote gingen ein und wurden geprüft.</p>", "<p>Der Auftrag wird an den günstigsten Bieter vergeben.</p>", ((KA, "2020-05-20"),), ist_oeffentlich=False, gesamtkosten=Decimal("178320.75"), haushaltsmittel="verfuegbar", haushaltsmittel_betrag=Decimal("180000.00"), produktkonto="552001.421200"),
    _p("0105/2021", "Jugendamt", "51.1.8", "Jugendhilfeplanung: Bericht und nächste Schritte",
       "<p>Die Befragung der Jugendlichen ist abgeschlossen. Gewünscht werden vor allem Treffpunkte, die abends mit dem Bus zu erreichen sind.</p><p>Die Ergebnisse werden den Gemeinden vorgestellt; danach folgen Vorschläge für die einzelnen Orte.</p>", "", ((S, "2021-04-19"), (KT, "2021-05-20"))),
)  # fmt: skip


def drucken(p: dict) -> bytes:
    """The paper as the house prints it."""
    kontext = {
        "koerperschaft": {"name": "Landkreis Wittmund", "hvb_titel": "Der Landrat"},
        "amt": p["amt"],
        "nummer": p["nummer"],
        "aktenzeichen": p["aktenzeichen"],
        "art_titel": p["art"].capitalize(),
        "oeffentlich": p["ist_oeffentlich"],
        "stationen": [{"gremium": g, "termin": t, "top": ""} for g, t in p["beratungsfolge"]],
        "finanzierung": {name: p[name] for name in ("gesamtkosten", "folgekosten", "einnahmen")},
        "anlagen": [{"nummer": n, "titel": t} for n, t in enumerate(p["anlagen"], start=1)],
        "ergebnisse": [{"zeile": z} for z in ("Fraktion", "Fachausschuss", "Kreisausschuss", "Kreistag")],
        **{
            n: p[n]
            for n in (
                "betreff",
                "sachverhalt",
                "anmerkung",
                "beschlussvorschlag",
                "haushaltsmittel",
                "haushaltsmittel_betrag",
            )
        },
        **{n: p[n] for n in ("produktkonto", "ort", "datum", "gezeichnet")},
    }
    stand = datetime(2021, 1, 1, tzinfo=UTC)
    return render_pdf(
        "pdf/vorlage.html", kontext, titel=p["betreff"], kennung=f"Vorlage {p['nummer']}", stand=stand
    ).inhalt


def erkennen(pdf: bytes, ordner: Path, saat: int) -> str:
    """Scan and recognise: 200 to 300 dpi, a little askew, with noise; every paper the same each time."""
    zufall = random.Random(saat)
    (ordner / "p.pdf").write_bytes(pdf)
    aufloesung = str(zufall.choice((200, 250, 300)))
    subprocess.run(["pdftoppm", "-r", aufloesung, "-gray", "-png", ordner / "p.pdf", ordner / "s"], check=True)
    seiten = []
    for bild in sorted(ordner.glob("s*.png")):
        seite = Image.open(BytesIO(bild.read_bytes())).convert("L")
        rauschen = Image.effect_noise(seite.size, 30)
        seite = Image.blend(
            seite.rotate(zufall.uniform(-0.5, 0.5), fillcolor=255, resample=Image.Resampling.BICUBIC), rauschen, 0.18
        )
        seite.save(bild)
        befehl = ["tesseract", bild, "-", "-l", "deu", "--dpi", aufloesung]
        seiten.append(subprocess.run(befehl, check=True, capture_output=True, text=True).stdout)
        bild.unlink()
    return "\f".join(seiten)


# What recognition makes of words where it was not taught German.
GEPFLANZT = (
    ("für", "fur"),
    ("über", "uber"),
    ("ä", "a"),
    ("ß", "B"),
    ("ü", "ii"),
    ("ü", "u"),
    ("ö", "o"),
    ("ß", "3"),
    ("m", "rn"),
    ("ü", "i"),
)


def bepflanzt(text: str, saat: int, anteil: float = 0.35) -> str:
    """The text with errors planted into its words; headings, numbers and short words stay."""
    zufall = random.Random(saat)
    worte = text.split(" ")
    for n, wort in enumerate(worte):
        if not wort.isalpha() or len(wort) < 3 or zufall.random() > anteil:
            continue
        passend = [(a, b) for a, b in GEPFLANZT if a in wort]
        if passend:
            worte[n] = wort.replace(*zufall.choice(passend), 1)
    return " ".join(worte)
