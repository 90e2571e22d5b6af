"""The past that stands still: 0121/2018, the reference paper 0042/2019 and what lay beside it on the agendas."""

from datetime import date

from sitzungen.demo.papier import Anlage, Ohne, Papier, Punkt, Stimmen, Termin

# Drawn in the predecessor system: the last number before the first paper here.
NUMMERNKREISE = {2018: 120, 2019: 41}

KONZEPT_2018 = Papier(
    schluessel="0121/2018",
    verfasst="sachbearbeitung",
    aktenzeichen="32.5.1.",
    betreff="Erste Maßnahmen zur Umsetzung des Integrationskonzepts",
    sachverhalt="""\
Für den Landkreis Wittmund wird ein Integrationskonzept erarbeitet. Das Unternehmen IMAP GmbH, Düsseldorf, begleitet den Prozess. \
Eine Entwurfsfassung liegt vor; sie ist das Ergebnis mehrerer Werkstätten mit Vereinen, Kirchen, Schulen, Betrieben und \
Zugewanderten.

Die Beteiligten haben sich dafür ausgesprochen, mit einzelnen Maßnahmen nicht bis zur endgültigen Fassung zu warten. Die \
Verwaltung schlägt vor, im Jahr 2019 mit den folgenden drei Maßnahmen zu beginnen, weil sie in allen Werkstätten genannt wurden \
und im Rahmen der vorhandenen Mittel möglich sind:

1. eine feste Ansprechstelle für Ehrenamtliche im Ordnungsamt,
2. ein Verzeichnis aller Sprachkurse im Landkreis, das vierteljährlich fortgeschrieben wird,
3. ein jährliches Treffen aller Träger der Integrationsarbeit.""",
    beschlussvorschlag="""\
Der Kreistag beauftragt die Verwaltung, mit den im Sachverhalt genannten ersten Maßnahmen zur Umsetzung des Integrationskonzepts \
zu beginnen und über die Erfahrungen zusammen mit der endgültigen Fassung zu berichten.""",
    kosten={"gesamtkosten": "18000", "folgekosten": "12000", "einnahmen": None},
    mittel=("21500", "315100.443100"),
    stationen=(
        ("sozialausschuss", "vorberatung", "soz-2018"),
        ("kreisausschuss", "vorberatung", "ka-2018"),
        ("kreistag", "entscheidung", "kt-2018"),
    ),
    angelegt=date(2018, 10, 29),
    eingereicht=date(2018, 11, 5),
    freigegeben=date(2018, 11, 8),
)

KONZEPT = Papier(
    schluessel="0042/2019",
    verfasst="sachbearbeitung",
    aktenzeichen="32.5.1.",
    betreff="Beschluss des Integrationskonzepts des Landkreises Wittmund",
    sachverhalt="""\
Der Kreisausschuss hat in seiner Sitzung am 23.08.2017 beschlossen, dass ein Integrationskonzept für den Landkreis Wittmund im \
Rahmen einer gesamtgesellschaftlichen Beteiligung zu erarbeiten ist. Für die fachliche Begleitung des Aufstellungsprozesses \
sollte ein externer Dienstleister beauftragt werden. Der Auftrag für die Prozessbegleitung bei der Erstellung des kommunalen \
Integrationskonzeptes wurde dann gemäß Kreisausschussbeschluss vom 25.01.2018 dem Unternehmen IMAP GmbH, Düsseldorf, erteilt.

Das Integrationskonzept soll einen strategischen Handlungskatalog und Handlungsansätze darstellen sowie eine Orientierung für \
eine auf die Erfordernisse der Zukunft ausgerichtete integrationspolitische Arbeit bieten. Es soll die Rahmenbedingungen für die \
Entwicklung von neuen Projekten, die auf die gezielte Bewältigung von vorhandenen Herausforderungen ausgerichtet sind, schaffen \
und die Grundlage des Handelns der Kreisverwaltung sein. Ein kommunales Integrationskonzept ist als Arbeitspapier zu sehen, das \
fortgeschrieben werden muss, um an den aktuellen Bedarf angepasst zu werden.

Im Dezember 2018 erfolgte nach Vorberatung und Erörterung in den Ausschüssen auf der Grundlage der seinerzeit vorliegenden \
Entwurfsfassung des Konzepts ein Kreistagsbeschluss über erste Umsetzungsmaßnahmen. Insoweit wird auf die Vorlage 0121/2018 \
verwiesen. Der Beschluss ist als Anlage beigefügt.

Nunmehr wurde die endgültige Fassung des Integrationskonzepts des Landkreises Wittmund zur Beschlussfassung durch den Kreistag \
erstellt.""",
    anmerkung="Das Konzept wird rechtzeitig vor der Sitzung des Sozialausschusses nachgereicht.",
    beschlussvorschlag="""\
Der Kreistag beschließt das Integrationskonzept des Landkreises Wittmund in der vorliegenden Fassung.""",
    anlagen=(
        Anlage(
            titel="20181217 Kreistagsbeschluss Erste Maßnahmen Umsetzung Integrationskonzept",
            unterzeile="Auszug aus der Sitzung des Kreistages vom 17.12.2018",
            abschnitte=(
                (
                    "Beschluss",
                    "Der Kreistag beauftragt die Verwaltung, mit den im Sachverhalt der Vorlage 0121/2018 genannten ersten "
                    "Maßnahmen zur Umsetzung des Integrationskonzepts zu beginnen und über die Erfahrungen zusammen mit der "
                    "endgültigen Fassung zu berichten.",
                ),
                ("Abstimmung", "Ja: 36, Nein: 4, Enthaltungen: 3"),
            ),
        ),
        Anlage(
            titel="Integrationskonzept des Landkreises Wittmund",
            unterzeile="Endgültige Fassung (Inhaltsübersicht für die Vorführung)",
            abschnitte=(
                ("1. Ausgangslage", "Zuwanderung in den Landkreis, Zahlen und Erfahrungen seit 2015."),
                (
                    "2. Handlungsfelder",
                    "Sprache und Bildung. Arbeit und Ausbildung. Wohnen und Nachbarschaft. Gesundheit. Ehrenamt und Begegnung.",
                ),
                (
                    "3. Umsetzung",
                    "Zuständigkeiten, Zeitplan, jährlicher Bericht an den Sozialausschuss, Fortschreibung.",
                ),
            ),
            ist_angekuendigt=True,
            nachgereicht=date(2019, 5, 7),
        ),
    ),
    stationen=(
        ("sozialausschuss", "vorberatung", "soz-2019"),
        ("kreisausschuss", "vorberatung", "ka-2019"),
        ("kreistag", "entscheidung", "kt-2019"),
    ),
    angelegt=date(2019, 4, 15),
    eingereicht=date(2019, 4, 24),
    freigegeben=date(2019, 4, 26),
)

PFLEGEBERICHT = Papier(
    schluessel="pflegebericht",
    verfasst="sozialamt",
    aktenzeichen="50.2.4.",
    betreff="Bericht über die örtliche pflegerische Versorgung 2018",
    sachverhalt="""\
Nach dem Niedersächsischen Pflegegesetz berichten die Landkreise alle vier Jahre über den Stand der pflegerischen Versorgung. \
Der Bericht für das Jahr 2018 liegt vor.

Im Landkreis werden rund zwei Drittel der pflegebedürftigen Menschen zu Hause versorgt. Die Zahl der Plätze in der Tagespflege \
ist seit dem letzten Bericht gestiegen; in der Kurzzeitpflege reicht das Angebot in den Sommermonaten nicht aus. In den \
Sielorten und auf den Inseln ist die Versorgung durch ambulante Dienste schwieriger als auf der Geest.

Die Verwaltung wird die Ergebnisse in der Pflegekonferenz mit den Trägern besprechen und dem Ausschuss berichten.""",
    stationen=(("sozialausschuss", "kenntnisnahme", "soz-2019"),),
    angelegt=date(2019, 4, 17),
    eingereicht=date(2019, 4, 25),
    freigegeben=date(2019, 4, 29),
)

GRUNDSTUECK = Papier(
    schluessel="grundstueck-2019",
    verfasst="bauamt",
    aktenzeichen="60.1.7.",
    betreff="Ankauf einer Teilfläche für die Erweiterung des Kreisbauhofs",
    sachverhalt="""\
Der Kreisbauhof soll um eine Lagerhalle für den Winterdienst erweitert werden. Die Eigentümer der angrenzenden Fläche sind bereit, \
eine Teilfläche von 2.400 Quadratmetern an den Landkreis zu verkaufen. Das Wertgutachten liegt vor; der vereinbarte Preis \
entspricht dem Gutachten.""",
    beschlussvorschlag="Der Kreisausschuss stimmt dem Ankauf der Teilfläche zu den dargestellten Bedingungen zu.",
    nichtoeffentlich="Berechtigte Interessen Einzelner (§ 64 Abs. 1 NKomVG): Grundstücksangelegenheit mit Kaufpreis",
    kosten={"gesamtkosten": "43200", "folgekosten": None, "einnahmen": None},
    mittel=("60000", "111300.782100"),
    stationen=(("kreisausschuss", "entscheidung", "ka-2019"),),
    angelegt=date(2019, 4, 23),
    eingereicht=date(2019, 5, 2),
    freigegeben=date(2019, 5, 6),
)

# What an archive calls not worth keeping: an announcement of a day long past.
EHRENAMTSTAG = Papier(
    schluessel="ehrenamtstag-2018",
    verfasst="sozialamt",
    aktenzeichen="50.0.3.",
    betreff="Ablauf des Ehrenamtstages 2018",
    sachverhalt="""\
Der Ehrenamtstag des Landkreises findet am 5. Dezember 2018, dem Internationalen Tag des Ehrenamtes, in der Stadthalle statt. Beginn ist \
um 17:00 Uhr. Die Mitglieder des Ausschusses sind eingeladen; um Anmeldung im Sozialamt wird gebeten.""",
    stationen=(("sozialausschuss", "kenntnisnahme", "soz-2018"),),
    angelegt=date(2018, 11, 1),
    eingereicht=date(2018, 11, 6),
    freigegeben=date(2018, 11, 9),
)

PAPIERE = (KONZEPT_2018, EHRENAMTSTAG, KONZEPT, PFLEGEBERICHT, GRUNDSTUECK)

TERMINE = (
    Termin(
        schluessel="soz-2018",
        gremium="sozialausschuss",
        tag=date(2018, 11, 26),
        geplant=date(2018, 9, 3),
        eingeladen=date(2018, 11, 14),
        findet_statt=True,
        punkte=(Punkt("0121/2018", Stimmen(9, 1, 1)), Punkt("ehrenamtstag-2018", Ohne("kenntnisnahme"))),
    ),
    Termin(
        schluessel="ka-2018",
        gremium="kreisausschuss",
        tag=date(2018, 12, 6),
        geplant=date(2018, 9, 3),
        uhrzeit="10:00",
        eingeladen=date(2018, 11, 27),
        findet_statt=True,
        punkte=(Punkt("0121/2018", Stimmen(9, 2, 0)),),
    ),
    Termin(
        schluessel="kt-2018",
        gremium="kreistag",
        tag=date(2018, 12, 17),
        geplant=date(2018, 9, 3),
        uhrzeit="15:00",
        dauer=3,
        eingeladen=date(2018, 12, 6),
        findet_statt=True,
        punkte=(Punkt("0121/2018", Stimmen(36, 4, 3)),),
    ),
    Termin(
        schluessel="soz-2019",
        gremium="sozialausschuss",
        tag=date(2019, 5, 13),
        geplant=date(2019, 1, 14),
        eingeladen=date(2019, 5, 3),
        findet_statt=True,
        punkte=(Punkt("0042/2019", Stimmen(10, 0, 1)), Punkt("pflegebericht", Ohne("kenntnisnahme"))),
    ),
    Termin(
        schluessel="ka-2019",
        gremium="kreisausschuss",
        tag=date(2019, 5, 23),
        geplant=date(2019, 1, 14),
        uhrzeit="10:00",
        eingeladen=date(2019, 5, 14),
        findet_statt=True,
        punkte=(Punkt("0042/2019", Stimmen(9, 2, 0)), Punkt("grundstueck-2019", Stimmen(11))),
    ),
    Termin(
        schluessel="kt-2019",
        gremium="kreistag",
        tag=date(2019, 6, 27),
        geplant=date(2019, 1, 14),
        uhrzeit="15:00",
        dauer=3,
        eingeladen=date(2019, 6, 14),
        findet_statt=True,
        punkte=(Punkt("0042/2019", Stimmen(38, 3, 2)),),
    ),
)
