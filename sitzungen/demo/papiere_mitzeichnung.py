"""Papers of the present before which offices stand: agreed, with a remark, overdue, returned, and a deputy in force."""

from datetime import date, timedelta

from sitzungen.demo.kalender import arbeitstag_ab, arbeitstag_bis
from sitzungen.demo.papier import Abwesenheit, Mitzeichnung, Papier, Zeichnung

OFFEN = {"gesamtkosten": None, "folgekosten": None, "einnahmen": None}


def _tag(anker: date, vorher: int) -> date:
    return arbeitstag_bis(anker - timedelta(days=vorher))


def abwesenheiten(stichtag: date) -> tuple[Abwesenheit, ...]:
    return (Abwesenheit("bauleitung", "bauamt", _tag(stichtag, 11), arbeitstag_ab(stichtag + timedelta(days=9))),)


def papiere(stichtag: date) -> tuple[Papier, ...]:
    return (
        Papier(
            schluessel="fortschreibung",
            verfasst="sachbearbeitung",
            aktenzeichen="32.5.1.",
            betreff="Fortschreibung des Integrationskonzepts",
            sachverhalt="""\
Der Kreistag hat das Integrationskonzept am 27.06.2019 beschlossen (Vorlage 0042/2019). Es ist als Arbeitspapier angelegt, das \
fortgeschrieben werden muss. Seitdem haben sich die Aufgaben verändert, vor allem durch die Aufnahme von Menschen aus der Ukraine \
und durch den Bedarf an Arbeitskräften.""",
            beschlussvorschlag="Der Kreistag beauftragt die Verwaltung, das Integrationskonzept fortzuschreiben.",
            kosten=OFFEN,
            stationen=(
                ("sozialausschuss", "vorberatung", "soz-spaeter"),
                ("kreisausschuss", "vorberatung", "ka-spaeter"),
                ("kreistag", "entscheidung", "kt-spaeter"),
            ),
            angelegt=_tag(stichtag, 24),
            eingereicht=_tag(stichtag, 12),
            mitzeichnung=Mitzeichnung(
                aemter=(("32", 1, 3), ("50", 2, 5)),
                erste_runde=(
                    Zeichnung(_tag(stichtag, 10), "32", "amtsleitung"),
                    Zeichnung(
                        _tag(stichtag, 8),
                        "50",
                        "sozialleitung",
                        "zurueckgegeben",
                        "Bitte die Erfahrungen mit den ersten Maßnahmen (Vorlage 0121/2018) und einen Zeitplan ergänzen.",
                    ),
                ),
                ueberarbeitet=(
                    _tag(stichtag, 5),
                    {
                        "sachverhalt": """\
Der Kreistag hat das Integrationskonzept am 27.06.2019 beschlossen (Vorlage 0042/2019). Es ist als Arbeitspapier angelegt, das \
regelmäßig fortgeschrieben werden muss. Von den ersten Maßnahmen (Vorlage 0121/2018) haben sich die Sprachkurse bewährt; die \
Beratungsstelle in Esens wurde wenig besucht. Seitdem haben sich die Aufgaben verändert, vor allem durch die Aufnahme von Menschen \
aus der Ukraine und durch den Bedarf an Arbeitskräften in der Pflege.

Ein Zeitplan folgt."""
                    },
                ),
            ),
        ),
        Papier(
            schluessel="sirenen",
            verfasst="sachbearbeitung",
            aktenzeichen="32.7.4.",
            betreff="Ausbau des Sirenennetzes im Landkreis Wittmund",
            sachverhalt=SIRENEN.format(standorte="zwölf", weiter=""),
            beschlussvorschlag="""\
Der Kreistag beschließt den Ausbau des Sirenennetzes um zwölf Standorte und beauftragt die Verwaltung, die Fördermittel des \
Landes zu beantragen.""",
            kosten={"gesamtkosten": "216000", "folgekosten": "9600", "einnahmen": "129600"},
            mittel=("86400", "128100.783100"),
            stationen=(
                ("kreisausschuss", "vorberatung", "ka-spaeter"),
                ("kreistag", "entscheidung", "kt-spaeter"),
            ),
            angelegt=_tag(stichtag, 40),
            eingereicht=_tag(stichtag, 33),
            erneut_eingereicht=_tag(stichtag, 20),
            mitzeichnung=Mitzeichnung(
                aemter=(("32", 1, 3), ("20", 2, 3), ("60", 2, 8), ("10", 3, 5)),
                erste_runde=(
                    Zeichnung(_tag(stichtag, 32), "32", "amtsleitung"),
                    Zeichnung(
                        _tag(stichtag, 30),
                        "20",
                        "finanzleitung",
                        "mit_anmerkung",
                        "Der Eigenanteil ist im Haushalt veranschlagt. Die Folgekosten für die Wartung bitte ab dem nächsten Jahr anmelden.",
                    ),
                    Zeichnung(
                        _tag(stichtag, 28),
                        "60",
                        "bauleitung",
                        "zurueckgegeben",
                        "Der Standort am Harlesieler Deich liegt im Bauverbot der Deichschutzzone. Bitte einen anderen vorsehen.",
                    ),
                ),
                ueberarbeitet=(
                    _tag(stichtag, 24),
                    {
                        "sachverhalt": SIRENEN.format(
                            standorte="elf",
                            weiter=" Der Standort am Harlesieler Deich entfällt wegen der Deichschutzzone; die Sirene kommt auf das Dach "
                            "der Feuerwehr Carolinensiel.",
                        ),
                        "beschlussvorschlag": """\
Der Kreistag beschließt den Ausbau des Sirenennetzes um zwölf Standorte, davon elf Masten, und beauftragt die Verwaltung, die \
Fördermittel des Landes zu beantragen.""",
                    },
                ),
                zweite_runde=(
                    Zeichnung(_tag(stichtag, 19), "32", "amtsleitung"),
                    # The Amtsleitung is away; the Amt für Finanzen lets its deadline pass.
                    Zeichnung(_tag(stichtag, 10), "60", "bauamt"),
                ),
            ),
        ),
        Papier(
            schluessel="hafenstrasse",
            verfasst="bauamt",
            aktenzeichen="60.4.12.",
            betreff="Verkehrsversuch mit Tempo 30 in der Ortsdurchfahrt Carolinensiel",
            sachverhalt="""\
In der Saison queren am Tag bis zu 4.000 Menschen die Kreisstraße zwischen Museumshafen und Kurpark. Die Gemeinde hat eine \
Geschwindigkeitsbegrenzung angeregt. Die Verwaltung schlägt einen Versuch für zwei Sommer vor, mit Zählungen davor und danach.""",
            beschlussvorschlag="Der Kreisausschuss stimmt dem Verkehrsversuch für zwei Sommer zu.",
            kosten={"gesamtkosten": "18000", "folgekosten": None, "einnahmen": None},
            mittel=("20000", "542100.429100"),
            stationen=(
                ("bau-und-umweltausschuss", "vorberatung", "bau-spaeter"),
                ("kreisausschuss", "entscheidung", "ka-spaeter"),
            ),
            angelegt=_tag(stichtag, 13),
            eingereicht=_tag(stichtag, 5),
            mitzeichnung=Mitzeichnung(
                aemter=(("32", 1, 10), ("67", 1, 10), ("20", 2, 5)),
                erste_runde=(
                    Zeichnung(
                        _tag(stichtag, 1),
                        "67",
                        "umweltamt",
                        "abgelehnt",
                        "Ein Versuch ohne Lärmmessung sagt nichts über die Anwohner. Bitte die Messung aufnehmen oder auf den Versuch "
                        "verzichten.",
                    ),
                ),
            ),
        ),
    )


SIRENEN = """\
Der bundesweite Warntag hat gezeigt, dass ein Fünftel der Menschen im Landkreis keine Sirene hört. Das Ordnungsamt hat mit den \
Gemeinden {standorte} Standorte für neue Masten festgelegt.{weiter}

Das Land fördert 60 Prozent der Kosten. Die Sirenen werden über den Digitalfunk ausgelöst und überbrücken einen Stromausfall von \
30 Tagen. Die Gemeinden übernehmen die Pflege der Standorte."""
