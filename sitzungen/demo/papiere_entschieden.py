"""Papers of the present that are decided: adopted, changed, rejected, taken note of, non-public."""

from datetime import date, timedelta

from sitzungen.demo.kalender import arbeitstag_bis
from sitzungen.demo.papier import Anlage, Papier, Satzung

WORTLAUT_GEAENDERT = """\
Der Kreistag beschließt die Neufassung der Satzung über die Schülerbeförderung in der vorgelegten Fassung mit der Maßgabe, dass die \
Mindestentfernung für Kinder der Klassen 1 bis 4 bei zwei Kilometern bleibt."""


def konstituierung() -> Papier:
    """The one paper of the first sitting of the term 2026–2031."""
    return Papier(
        schluessel="ausschuesse",
        verfasst="hauptamt",
        aktenzeichen="10.2.1.",
        betreff="Bildung der Ausschüsse des Kreistages und Feststellung ihrer Besetzung",
        sachverhalt="""\
Mit dem 1. November 2026 hat die neue Wahlperiode begonnen. Die Ausschüsse des bisherigen Kreistages bestehen nicht mehr; sie sind \
neu zu bilden (§ 71 NKomVG). Die Verwaltung schlägt vor, die bisherigen vier Fachausschüsse beizubehalten und jedem elf Sitze für \
Abgeordnete zu geben.

Nach dem seit dem 1. November 2026 geltenden Verfahren (Sainte-Laguë/Schepers) entfallen bei elf Sitzen auf die Fraktion Küste und \
Land vier, auf die Fraktion Soziales Harlingerland drei und auf die Fraktion Watt und Umwelt zwei Sitze. Ein Sitz steht der Gruppe \
Landleben und Mittelstand zu. Um den elften Sitz entscheidet zwischen ihr und der Gruppe Inseln und Sielorte das Los. Die Gruppe \
ohne Sitz entsendet ein Mitglied mit beratender Stimme (§ 71 Abs. 4 NKomVG).

Dem Ausschuss für Schule, Kultur und Sport gehören zusätzlich je eine Vertretung der Lehrkräfte und der Eltern mit Stimmrecht an \
(§ 110 NSchG). Der Kreisausschuss soll wie bisher aus dem Landrat und zehn Beigeordneten bestehen (§ 74 NKomVG).""",
        beschlussvorschlag="""\
Der Kreistag bildet den Sozialausschuss, den Ausschuss für Schule, Kultur und Sport, den Bau- und Umweltausschuss und den Finanz- \
und Wirtschaftsausschuss mit je elf Sitzen für Abgeordnete, legt die Zahl der Beigeordneten auf zehn fest und stellt die Besetzung \
nach den Benennungen der Fraktionen und Gruppen fest.""",
        zeichnung="landrat",
        stationen=(("kreistag", "entscheidung", "konstituierung"),),
        angelegt=date(2026, 10, 19),
        eingereicht=date(2026, 10, 26),
        freigegeben=date(2026, 10, 29),
    )


def papiere(anker: date) -> tuple[Papier, ...]:
    """The papers of the round of sittings before `anker`."""

    def tag(vorher: int) -> date:
        return arbeitstag_bis(anker - timedelta(days=vorher))

    return (
        Papier(
            schluessel="schuelerbefoerderung",
            verfasst="schulamt",
            aktenzeichen="40.3.2.",
            betreff="Neufassung der Satzung über die Schülerbeförderung im Landkreis Wittmund",
            sachverhalt="""\
Die geltende Satzung über die Schülerbeförderung ist über zehn Jahre alt. Seitdem haben sich die Standorte der Schulen, die \
Linienwege und die Anfangszeiten geändert. Der Bundesrechnungshof und die kommunale Prüfung haben die unbestimmten Regeln zum \
besonders gefährlichen Schulweg bemängelt.

Die Neufassung enthält im Wesentlichen drei Änderungen: Die Mindestentfernungen werden für alle Schulformen vereinheitlicht. Der \
besonders gefährliche Schulweg wird anhand fester Merkmale beschrieben. Anträge können künftig auch online gestellt werden.

Die Schulleitungen, der Kreiselternrat und die Verkehrsunternehmen wurden beteiligt. Der Kreiselternrat hat sich gegen die \
Anhebung der Mindestentfernung im Primarbereich auf 2,5 Kilometer ausgesprochen.""",
            beschlussvorschlag="""\
Der Kreistag beschließt die Neufassung der Satzung über die Schülerbeförderung in der vorgelegten Fassung.""",
            kosten={"gesamtkosten": None, "folgekosten": "45000", "einnahmen": None},
            mittel=("1210000", "241100.442900"),
            anlagen=(
                Anlage(
                    titel="Satzung über die Schülerbeförderung (Entwurf)",
                    unterzeile="Gegenüberstellung der bisherigen und der neuen Fassung, Auszug",
                    abschnitte=(
                        (
                            "§ 2 Mindestentfernungen",
                            "Anspruch besteht, wenn der Schulweg länger ist als\n2,5 Kilometer in den Klassen 1 bis 4 (bisher 2,0),\n"
                            "4,0 Kilometer in den Klassen 5 bis 10 (unverändert).",
                        ),
                        (
                            "§ 3 Besonders gefährlicher Schulweg",
                            "Unabhängig von der Entfernung besteht Anspruch, wenn der Weg außerhalb geschlossener Ortschaften "
                            "ohne Geh- oder Radweg an einer Straße mit mehr als 50 km/h verläuft.",
                        ),
                    ),
                ),
            ),
            sachgebiet="satzung",
            satzung=Satzung(
                wortlaut="""\
<h2>§ 1 Geltungsbereich</h2><p>Diese Satzung regelt die Beförderung der Schülerinnen und Schüler nach § 114 NSchG.</p>\
<h2>§ 2 Mindestentfernungen</h2><p>Anspruch besteht, wenn der Schulweg länger ist als</p>\
<ol><li>2,0 Kilometer in den Klassen 1 bis 4,</li><li>4,0 Kilometer in den Klassen 5 bis 10.</li></ol>\
<h2>§ 3 Inkrafttreten</h2><p>Diese Satzung tritt am Tag nach ihrer Verkündung in Kraft.</p>""",
                amtsblatt="Amtsblatt für den Landkreis Wittmund, Nr. 11",
                beschlossen="kt-vorher",
            ),
            stationen=(
                ("schulausschuss", "vorberatung", "schul-vorher"),
                ("kreisausschuss", "vorberatung", "ka-vorher"),
                ("kreistag", "entscheidung", "kt-vorher"),
            ),
            angelegt=tag(80),
            eingereicht=tag(70),
            freigegeben=tag(66),
        ),
        Papier(
            schluessel="nachtbus",
            verfasst="wirtschaft",
            aktenzeichen="80.4.3.",
            betreff="Probebetrieb eines Nachtbusses an Wochenenden zwischen der Küste und Wittmund",
            sachverhalt="""\
Der Kreistag hat die Verwaltung gebeten, einen Nachtbus an Freitagen und Samstagen zu prüfen. Zwei Verkehrsunternehmen haben \
Richtpreise abgegeben. Danach kostet ein Probebetrieb von zwölf Monaten mit drei Fahrten je Nacht und Richtung rund 184.000 Euro. \
An Einnahmen aus Fahrscheinen werden 22.000 Euro erwartet.

Das Land fördert solche Verkehre nur, wenn sie dauerhaft eingerichtet werden. Die Gemeinden haben mitgeteilt, dass sie sich an \
den Kosten nicht beteiligen können. Die Verwaltung hält den Probebetrieb für vertretbar, weil sich der Bedarf anders nicht \
zuverlässig ermitteln lässt.""",
            beschlussvorschlag="""\
Der Kreistag beschließt, für die Dauer von zwölf Monaten einen Nachtbus an Wochenenden zu erproben, und stellt die dafür nötigen \
Mittel außerplanmäßig bereit.""",
            kosten={"gesamtkosten": "184000", "folgekosten": None, "einnahmen": "22000"},
            stationen=(
                ("bau-und-umweltausschuss", "vorberatung", "bau-vorher"),
                ("kreisausschuss", "vorberatung", "ka-vorher"),
                ("kreistag", "entscheidung", "kt-vorher"),
            ),
            angelegt=tag(82),
            eingereicht=tag(68),
            zurueckgegeben=(tag(66), "Bitte die Stellungnahmen der Gemeinden noch aufnehmen."),
            erneut_eingereicht=tag(62),
            freigegeben=tag(60),
        ),
        Papier(
            schluessel="grundstueck",
            verfasst="bauamt",
            aktenzeichen="60.1.7.",
            betreff="Erwerb des Grundstücks Am Alten Hafen 3 für die Erweiterung der Berufsbildenden Schulen",
            sachverhalt="""\
Die Berufsbildenden Schulen benötigen eine Werkhalle für die Ausbildung in der Elektro- und Metalltechnik. Das angrenzende \
Grundstück steht zum Verkauf. Die Erbengemeinschaft ist bereit, es dem Landkreis zum gutachterlich ermittelten Verkehrswert von \
318.000 Euro zu überlassen. Ein weiterer Bieter hat Interesse bekundet.""",
            beschlussvorschlag="""\
Der Kreistag stimmt dem Erwerb des Grundstücks zum gutachterlich ermittelten Verkehrswert zu.""",
            nichtoeffentlich="Berechtigte Interessen Einzelner (§ 64 Abs. 1 NKomVG): Kaufpreis und Verhältnisse der Verkäufer",
            kosten={"gesamtkosten": "318000", "folgekosten": "6500", "einnahmen": None},
            mittel=("350000", "231100.782100"),
            stationen=(
                ("kreisausschuss", "vorberatung", "ka-vorher"),
                ("kreistag", "entscheidung", "kt-vorher"),
            ),
            angelegt=tag(75),
            eingereicht=tag(63),
            freigegeben=tag(59),
        ),
    )
