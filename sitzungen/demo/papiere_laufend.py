"""Papers of the present that are under way: in Beratung, released, with the Verwaltungsleitung, in draft, withdrawn."""

from datetime import date, timedelta

from sitzungen.demo.kalender import arbeitstag_bis
from sitzungen.demo.papier import Anlage, NeueFassung, Papier


def papiere(stichtag: date, rueckblick: date) -> tuple[Papier, ...]:
    """`rueckblick` is the day that the round of past sittings lies around."""
    return (*_in_beratung(stichtag, rueckblick), *_freigegeben(stichtag), *_in_arbeit(stichtag))


def _tag(anker: date, vorher: int) -> date:
    return arbeitstag_bis(anker - timedelta(days=vorher))


def _in_beratung(stichtag, rueckblick) -> tuple[Papier, ...]:
    return (
        Papier(
            schluessel="radverkehr",
            verfasst="bauamt",
            aktenzeichen="60.4.5.",
            betreff="Ausbauprogramm für Radwege an Kreisstraßen",
            sachverhalt="""\
Das Radverkehrskonzept des Landkreises nennt 41 Kilometer Kreisstraße, an denen ein Radweg fehlt. Die Verwaltung hat die Strecken \
nach Schulwegen, Verkehrsstärke, Unfällen und Grunderwerb bewertet und daraus ein Ausbauprogramm mit drei Stufen entwickelt.

In der ersten Stufe sollen drei Abschnitte mit zusammen 7,8 Kilometern geplant werden. Das Land fördert den Bau mit bis zu \
75 Prozent der zuwendungsfähigen Kosten. Für die Anträge sind Vorplanungen nötig, die aus den vorhandenen Mitteln bezahlt werden \
können.

Bei zwei der drei Abschnitte sind Wallhecken betroffen. Die untere Naturschutzbehörde ist beteiligt; Auskunft gibt die \
ehrenamtliche Wallheckenbeauftragte Antje Tammen (wallhecken@landkreis-wittmund.example.org).""",
            personenbezug="Die ehrenamtliche Beauftragte hat der Nennung ihres Namens und ihrer Adresse zugestimmt.",
            beschlussvorschlag="""\
Der Kreistag beschließt das Ausbauprogramm für Radwege an Kreisstraßen und beauftragt die Verwaltung, die Abschnitte der ersten \
Stufe zu planen und Fördermittel zu beantragen.""",
            kosten={"gesamtkosten": "2950000", "folgekosten": "38000", "einnahmen": "2100000"},
            mittel=("140000", "542100.787200"),
            stationen=(
                ("bau-und-umweltausschuss", "vorberatung", "bau-vorher"),
                ("kreisausschuss", "vorberatung", "ka-spaeter"),
                ("kreistag", "entscheidung", "kt-spaeter"),
            ),
            angelegt=_tag(rueckblick, 90),
            eingereicht=_tag(rueckblick, 67),
            freigegeben=_tag(rueckblick, 61),
            neue_fassung=NeueFassung(
                grund="Das Land hat die Förderquote von 75 auf 80 Prozent erhöht.",
                sachverhalt="""\
Das Radverkehrskonzept des Landkreises nennt 41 Kilometer Kreisstraße, an denen ein Radweg fehlt. Die Verwaltung hat die Strecken \
nach Schulwegen, Verkehrsstärke, Unfällen und Grunderwerb bewertet und daraus ein Ausbauprogramm mit drei Stufen entwickelt.

In der ersten Stufe sollen drei Abschnitte mit zusammen 7,8 Kilometern geplant werden. Das Land fördert den Bau mit bis zu \
80 Prozent der zuwendungsfähigen Kosten. Für die Anträge sind Vorplanungen nötig, die aus den vorhandenen Mitteln bezahlt werden \
können.

Bei zwei der drei Abschnitte sind Wallhecken betroffen. Die untere Naturschutzbehörde ist beteiligt; Auskunft gibt die \
ehrenamtliche Wallheckenbeauftragte Antje Tammen (wallhecken@landkreis-wittmund.example.org).""",
                begonnen=_tag(stichtag, 13),
                eingereicht=_tag(stichtag, 12),
                freigegeben=_tag(stichtag, 9),
            ),
        ),
        Papier(
            schluessel="schulsozialarbeit",
            verfasst="schulamt",
            aktenzeichen="40.5.3.",
            betreff="Schulsozialarbeit an den Grundschulen ab dem kommenden Schuljahr",
            sachverhalt="""\
An den weiterführenden Schulen des Landkreises gibt es seit Jahren Schulsozialarbeit. Die Gemeinden bitten darum, sie auf die \
Grundschulen auszudehnen: Kinder kommen häufiger mit Sorgen in die Schule, die der Unterricht allein nicht auffangen kann.

Vorgeschlagen werden vier halbe Stellen bei einem freien Träger, die sich die Grundschulen nach Einzugsbereichen teilen. Die \
Gemeinden stellen Räume. Nach zwei Schuljahren wird berichtet.""",
            beschlussvorschlag="""\
Der Kreistag beschließt, ab dem kommenden Schuljahr vier halbe Stellen für Schulsozialarbeit an den Grundschulen zu fördern.""",
            kosten={"gesamtkosten": "148000", "folgekosten": "148000", "einnahmen": None},
            mittel=("152000", "243100.431800"),
            stationen=(
                ("schulausschuss", "vorberatung", "schul-vorher"),
                ("kreisausschuss", "vorberatung", "ka-vorher"),
                ("kreistag", "entscheidung", "kt-vorher"),
            ),
            angelegt=_tag(rueckblick, 88),
            eingereicht=_tag(rueckblick, 66),
            freigegeben=_tag(rueckblick, 60),
        ),
        Papier(
            schluessel="nachbarschaftshilfe",
            verfasst="sozialamt",
            aktenzeichen="50.4.8.",
            betreff="Richtlinie zur Förderung der organisierten Nachbarschaftshilfe",
            sachverhalt="""\
In mehreren Gemeinden haben sich Gruppen gebildet, die älteren Menschen beim Einkaufen, bei Arztbesuchen und im Haushalt helfen. \
Sie arbeiten ehrenamtlich und decken ihre Ausgaben bisher aus Spenden. Der Seniorenbeirat hat angeregt, sie verlässlich zu \
unterstützen.

Die vorgeschlagene Richtlinie sieht eine einmalige Starthilfe von bis zu 1.000 Euro und einen jährlichen Zuschuss von bis zu \
600 Euro je Gruppe vor. Gefördert werden Schulungen, Versicherungen und Fahrtkosten. Der Antrag ist eine Seite lang; ein \
Verwendungsnachweis genügt in Form einer Liste.

Die Verwaltung rechnet mit acht bis zwölf Gruppen. Nach zwei Jahren wird dem Ausschuss berichtet.""",
            beschlussvorschlag="""\
Der Kreistag beschließt die Richtlinie zur Förderung der organisierten Nachbarschaftshilfe in der vorgelegten Fassung.""",
            kosten={"gesamtkosten": "12000", "folgekosten": "7200", "einnahmen": None},
            mittel=("15000", "351100.431800"),
            anlagen=(
                Anlage(
                    titel="Richtlinie zur Förderung der organisierten Nachbarschaftshilfe (Entwurf)",
                    unterzeile="Entwurf des Sozialamtes",
                    abschnitte=(
                        ("1. Zweck", "Der Landkreis unterstützt Gruppen, die unentgeltlich Hilfe im Alltag leisten."),
                        (
                            "2. Höhe",
                            "Starthilfe bis 1.000 Euro, jährlicher Zuschuss bis 600 Euro, im Rahmen der Haushaltsmittel.",
                        ),
                        ("3. Verfahren", "Der Antrag ist formlos möglich. Ein Rechtsanspruch besteht nicht."),
                    ),
                    neue_version=(
                        ("1. Zweck", "Der Landkreis unterstützt Gruppen, die unentgeltlich Hilfe im Alltag leisten."),
                        (
                            "2. Höhe",
                            "Starthilfe bis 1.000 Euro, jährlicher Zuschuss bis 600 Euro, im Rahmen der Haushaltsmittel.",
                        ),
                        ("3. Verfahren", "Der Antrag ist eine Seite lang. Ein Rechtsanspruch besteht nicht."),
                    ),
                ),
                Anlage(
                    titel="Stellungnahme des Seniorenbeirats",
                    unterzeile="Schreiben an das Sozialamt",
                    abschnitte=(
                        (
                            "Anregung",
                            "Der Beirat bittet um verlässliche Zuschüsse. Ansprechpartnerin ist Frau Frauke Harms.",
                        ),
                    ),
                    geschwaerzt=(
                        (
                            "Anregung",
                            "Der Beirat bittet um verlässliche Zuschüsse. Ansprechpartnerin ist [geschwärzt].",
                        ),
                    ),
                ),
                Anlage(
                    titel="Übersicht der Gruppen",
                    abschnitte=(
                        ("Stand", "Acht Gruppen in fünf Gemeinden."),
                        ("Helferinnen und Helfer", "142"),
                    ),
                    ist_scan=True,
                ),
            ),
            stationen=(
                ("sozialausschuss", "vorberatung", "soz-naechste"),
                ("kreisausschuss", "vorberatung", "ka-naechste"),
                ("kreistag", "entscheidung", "kt-naechste"),
            ),
            angelegt=_tag(stichtag, 41),
            eingereicht=_tag(stichtag, 27),
            freigegeben=_tag(stichtag, 22),
        ),
        Papier(
            schluessel="medienentwicklung",
            verfasst="schulamt",
            aktenzeichen="40.1.9.",
            betreff="Medienentwicklungsplan für die kreiseigenen Schulen",
            sachverhalt="""\
Die Fördermittel des Digitalpakts sind verbaut: Alle kreiseigenen Schulen haben Glasfaser und WLAN in den Unterrichtsräumen. Offen \
ist, wie Geräte ersetzt und betreut werden, wenn die Förderung endet. Der Medienentwicklungsplan beantwortet das für fünf Jahre.

Er beruht auf den Medienbildungskonzepten der Schulen. Vorgesehen sind ein fester Austausch der Geräte nach fünf Jahren, eine \
gemeinsame Ausschreibung mit den Gemeinden und eine zweite Stelle für die Betreuung vor Ort. Ohne diese Stelle lassen sich die \
zugesagten Reaktionszeiten nicht halten.""",
            anmerkung="Die Kostenübersicht nach Schulen wird zur Sitzung des Ausschusses nachgereicht.",
            beschlussvorschlag="""\
Der Kreistag beschließt den Medienentwicklungsplan für die kreiseigenen Schulen und beauftragt die Verwaltung, die Mittel in die \
Haushaltsplanung aufzunehmen.""",
            kosten={"gesamtkosten": "1480000", "folgekosten": "296000", "einnahmen": None},
            mittel=("310000", "243100.783100"),
            anlagen=(
                Anlage(titel="Kostenübersicht nach Schulen", ist_angekuendigt=True, nachreichen_bis=_tag(stichtag, 3)),
            ),
            stationen=(
                ("schulausschuss", "vorberatung", "schul-naechste"),
                ("kreisausschuss", "vorberatung", "ka-naechste"),
                ("kreistag", "entscheidung", "kt-naechste"),
            ),
            angelegt=_tag(stichtag, 52),
            eingereicht=_tag(stichtag, 25),
            freigegeben=_tag(stichtag, 20),
        ),
        Papier(
            schluessel="verkauf",
            verfasst="finanzen",
            aktenzeichen="20.5.1.",
            betreff="Verkauf des ehemaligen Dienstgebäudes Kirchwarf 8",
            sachverhalt="""\
Das Gebäude Kirchwarf 8 wird nach dem Umzug des Gesundheitsamtes nicht mehr gebraucht. Auf die Ausschreibung sind drei Gebote \
eingegangen. Das höchste stammt von einer Bauträgergesellschaft und liegt über dem Verkehrswert; das zweithöchste von einer \
Genossenschaft, die dort Wohnungen für Pflegekräfte schaffen will.

Die Verwaltung empfiehlt das zweite Gebot, weil es den Vergabegrundsätzen des Kreistages am besten entspricht. Einzelheiten der \
Gebote sind in der Sitzung einsehbar.""",
            beschlussvorschlag="Der Kreistag stimmt dem Verkauf an die Genossenschaft zu den dargestellten Bedingungen zu.",
            nichtoeffentlich="Berechtigte Interessen Einzelner (§ 64 Abs. 1 NKomVG): Gebote und Namen der Bietenden",
            kosten={"gesamtkosten": None, "folgekosten": None, "einnahmen": "265000"},
            zeichnung="landrat",
            stationen=(
                ("kreisausschuss", "vorberatung", "ka-naechste"),
                ("kreistag", "entscheidung", "kt-naechste"),
            ),
            angelegt=_tag(stichtag, 37),
            eingereicht=_tag(stichtag, 24),
            freigegeben=_tag(stichtag, 19),
        ),
        Papier(
            schluessel="mietvertrag",
            verfasst="hauptamt",
            aktenzeichen="10.7.3.",
            betreff="Mietvertrag für eine Außenstelle der Zulassungsbehörde",
            sachverhalt="""\
Der Mietvertrag der Außenstelle läuft zum Jahresende aus. Die Eigentümerin bietet eine Verlängerung um fünf Jahre zu einer um \
acht Prozent höheren Miete an. Andere geeignete Räume mit Zufahrt für Lastwagen wurden nicht gefunden.""",
            beschlussvorschlag="Der Kreisausschuss stimmt der Verlängerung des Mietvertrages um fünf Jahre zu.",
            nichtoeffentlich="Berechtigte Interessen Einzelner (§ 64 Abs. 1 NKomVG): Vertragsbedingungen der Eigentümerin",
            kosten={"gesamtkosten": None, "folgekosten": "31500", "einnahmen": None},
            mittel=("34000", "122300.423100"),
            stationen=(("kreisausschuss", "entscheidung", "ka-naechste"),),
            angelegt=_tag(stichtag, 30),
            eingereicht=_tag(stichtag, 21),
            freigegeben=_tag(stichtag, 18),
        ),
    )


def _freigegeben(stichtag) -> tuple[Papier, ...]:
    haushaltsjahr = stichtag.year + (stichtag.month >= 7)
    return (
        Papier(
            schluessel="haushalt",
            verfasst="finanzen",
            aktenzeichen="20.1.1.",
            betreff=f"Haushaltssatzung und Haushaltsplan {haushaltsjahr}",
            sachverhalt=f"""\
Die Verwaltung legt den Entwurf der Haushaltssatzung für das Jahr {haushaltsjahr} vor. Der Ergebnishaushalt schließt mit einem \
Fehlbetrag, der aus der Überschussrücklage gedeckt werden kann. Der Hebesatz der Kreisumlage bleibt unverändert.

Schwerpunkte der Investitionen sind die Schulen, die Kreisstraßen und der Katastrophenschutz. Die Aufwendungen für Jugendhilfe und \
Eingliederungshilfe steigen erneut stärker als die Erträge.

Die Gemeinden wurden zur Höhe der Kreisumlage angehört. Ihre Stellungnahmen werden den Abgeordneten vor der Beratung im Kreistag \
zur Verfügung gestellt.""",
            beschlussvorschlag=f"""\
Der Kreistag beschließt die Haushaltssatzung und den Haushaltsplan für das Haushaltsjahr {haushaltsjahr} in der vorgelegten \
Fassung.""",
            zeichnung="landrat",
            stationen=(
                ("finanzausschuss", "vorberatung", "fin-naechste"),
                ("kreisausschuss", "vorberatung", "ka-spaeter"),
                ("kreistag", "entscheidung", "kt-spaeter"),
            ),
            angelegt=_tag(stichtag, 45),
            eingereicht=_tag(stichtag, 15),
            freigegeben=_tag(stichtag, 11),
        ),
        Papier(
            schluessel="wallhecken",
            verfasst="umweltamt",
            aktenzeichen="67.3.2.",
            betreff="Förderprogramm zur Pflege der Wallhecken",
            sachverhalt="""\
Wallhecken prägen die Landschaft der ostfriesischen Geest. Viele sind lückig, weil sie über Jahrzehnte nicht auf den Stock gesetzt \
wurden. Die Pflege ist für die Eigentümer aufwendig.

Das Förderprogramm gibt einen Zuschuss von sechs Euro je laufendem Meter für das fachgerechte Auf-den-Stock-Setzen und von vier \
Euro für das Nachpflanzen heimischer Gehölze. Die Naturschutzverbände und das Landvolk haben an den Bedingungen mitgearbeitet.""",
            beschlussvorschlag="""\
Der Kreistag beschließt das Förderprogramm zur Pflege der Wallhecken für die Dauer von drei Jahren.""",
            kosten={"gesamtkosten": "90000", "folgekosten": None, "einnahmen": "30000"},
            mittel=("40000", "554100.431700"),
            stationen=(
                ("bau-und-umweltausschuss", "vorberatung", "bau-naechste"),
                ("kreisausschuss", "vorberatung", "ka-spaeter"),
                ("kreistag", "entscheidung", "kt-spaeter"),
            ),
            angelegt=_tag(stichtag, 33),
            eingereicht=_tag(stichtag, 9),
            freigegeben=_tag(stichtag, 6),
        ),
        Papier(
            schluessel="beleuchtung",
            verfasst="bauamt",
            aktenzeichen="60.4.9.",
            betreff="Umrüstung der Beleuchtung an Kreisstraßen auf LED",
            sachverhalt="""\
An 212 Masten in Ortsdurchfahrten ist noch alte Technik in Betrieb. Die Umrüstung spart rund 60 Prozent des Stroms. Der Bund \
fördert sie mit 25 Prozent; der Antrag ist gestellt.""",
            beschlussvorschlag="Der Kreistag beschließt die Umrüstung der Beleuchtung an Kreisstraßen auf LED.",
            kosten={"gesamtkosten": "127000", "folgekosten": None, "einnahmen": "31000"},
            stationen=(
                ("bau-und-umweltausschuss", "vorberatung", "bau-naechste"),
                ("kreistag", "entscheidung", "kt-spaeter"),
            ),
            angelegt=_tag(stichtag, 50),
            eingereicht=_tag(stichtag, 36),
            freigegeben=_tag(stichtag, 31),
            zurueckgezogen=(
                _tag(stichtag, 10),
                "Der Fördermittelgeber hat das Programm geändert; der Antrag muss neu gestellt werden.",
            ),
        ),
    )


def _in_arbeit(stichtag) -> tuple[Papier, ...]:
    offen = {"gesamtkosten": None, "folgekosten": None, "einnahmen": None}
    return (
        Papier(
            schluessel="kindertagespflege",
            verfasst="jugendamt",
            aktenzeichen="51.2.6.",
            betreff="Änderung der Satzung über die Förderung der Kindertagespflege",
            sachverhalt="""\
Die laufende Geldleistung für Kindertagespflegepersonen wurde zuletzt vor drei Jahren angepasst. Seitdem sind die Sachkosten \
deutlich gestiegen; zwei Personen haben ihre Tätigkeit deswegen aufgegeben. Die Verwaltung schlägt vor, den Betrag je Kind und \
Stunde um 60 Cent zu erhöhen und ihn künftig jährlich fortzuschreiben.

Fragen der Eltern beantwortet die Fachberatung (kindertagespflege@landkreis-wittmund.example.org).""",
            anlagen=(
                Anlage(
                    titel="Berechnung der laufenden Geldleistung",
                    unterzeile="Jugendamt",
                    abschnitte=(("Je Kind und Stunde", "bisher 5,10 Euro, künftig 5,70 Euro"),),
                ),
                Anlage(
                    titel="Schreiben der Kindertagespflegepersonen",
                    abschnitte=(("Anlass", "Zwei Personen haben ihre Tätigkeit aufgegeben."),),
                    oeffentlich=False,
                ),
            ),
            beschlussvorschlag="""\
Der Kreistag beschließt die Änderung der Satzung über die Förderung der Kindertagespflege in der vorgelegten Fassung.""",
            kosten={"gesamtkosten": "58000", "folgekosten": "58000", "einnahmen": None},
            stationen=(
                ("sozialausschuss", "vorberatung", "soz-spaeter"),
                ("kreisausschuss", "vorberatung", "ka-spaeter"),
                ("kreistag", "entscheidung", "kt-spaeter"),
            ),
            angelegt=_tag(stichtag, 16),
            eingereicht=_tag(stichtag, 3),
        ),
        Papier(
            schluessel="katastrophenschutz",
            verfasst="sachbearbeitung",
            aktenzeichen="32.7.2.",
            betreff="Beschaffung von zwei mobilen Hochleistungspumpen für den Katastrophenschutz",
            sachverhalt="""\
Bei den Starkregen der vergangenen Winter mussten Pumpen aus anderen Landkreisen angefordert werden; die Anfahrt dauerte bis zu \
fünf Stunden. Der Kreisbrandmeister und die Entwässerungsverbände empfehlen, zwei Pumpen mit je 10.000 Litern Leistung je Minute \
selbst vorzuhalten. Sie sollen in Esens und in Friedeburg stationiert werden.""",
            beschlussvorschlag="Der Kreisausschuss stimmt der Beschaffung von zwei mobilen Hochleistungspumpen zu.",
            kosten={"gesamtkosten": "236000", "folgekosten": "4800", "einnahmen": "70000"},
            mittel=("170000", "128100.783100"),
            stationen=(("kreisausschuss", "entscheidung", "ka-spaeter"),),
            angelegt=_tag(stichtag, 18),
            eingereicht=_tag(stichtag, 2),
        ),
        Papier(
            schluessel="rettungsdienst",
            verfasst="sachbearbeitung",
            aktenzeichen="32.6.1.",
            betreff="Bericht über die Hilfsfristen im Rettungsdienst",
            sachverhalt="Zahlen der Leitstelle für das letzte Halbjahr fehlen noch.",
            stationen=(("sozialausschuss", "kenntnisnahme", "soz-spaeter"),),
            kosten=offen,
            angelegt=_tag(stichtag, 4),
        ),
    )
