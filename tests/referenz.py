"""The reference paper 0042/2019, word for word, and its fictitious votes."""

BETREFF = "Beschluss des Integrationskonzepts des Landkreises Wittmund"
SACHVERHALT = """Der Kreisausschuss hat in seiner Sitzung am 23.08.2017 beschlossen, dass ein Integrationskonzept für den \
Landkreis Wittmund im Rahmen einer gesamtgesellschaftlichen Beteiligung zu erarbeiten ist. Für die fachliche Begleitung \
des Aufstellungsprozesses sollte ein externer Dienstleister beauftragt werden. Der Auftrag für die Prozessbegleitung bei \
der Erstellung des kommunalen Integrationskonzeptes wurde dann gemäß Kreisausschussbeschluss vom 25.01.2018 dem \
Unternehmen IMAP GmbH, Düsseldorf, erteilt.

Das Integrationskonzept soll einen strategischen Handlungskatalog und Handlungsansätze darstellen sowie eine \
Orientierung für eine auf die Erfordernisse der Zukunft ausgerichtete integrationspolitische Arbeit bieten. Es soll die \
Rahmenbedingungen für die Entwicklung von neuen Projekten, die auf die gezielte Bewältigung von vorhandenen \
Herausforderungen ausgerichtet sind, schaffen und die Grundlage des Handelns der Kreisverwaltung sein. Ein kommunales \
Integrationskonzept ist als Arbeitspapier zu sehen, das fortgeschrieben werden muss, um an den aktuellen Bedarf \
angepasst zu werden.

Im Dezember 2018 erfolgte nach Vorberatung und Erörterung in den Ausschüssen auf der Grundlage der seinerzeit \
vorliegenden Entwurfsfassung des Konzepts ein Kreistagsbeschluss über erste Umsetzungsmaßnahmen. Insoweit wird auf die \
Vorlage 0121/2018 verwiesen. Der Beschluss ist als Anlage beigefügt.

Nunmehr wurde die endgültige Fassung des Integrationskonzepts des Landkreises Wittmund zur Beschlussfassung durch den \
Kreistag erstellt."""
ANMERKUNG = "Das Konzept wird rechtzeitig vor der Sitzung des Sozialausschusses nachgereicht."
BESCHLUSSVORSCHLAG = (
    "Der Kreistag beschließt das Integrationskonzept des Landkreises Wittmund in der vorliegenden Fassung."
)
ANLAGE = "20181217 Kreistagsbeschluss Erste Maßnahmen Umsetzung Integrationskonzept"
KONZEPT = "Integrationskonzept des Landkreises Wittmund"

# Gremium → day of the sitting, dispatch of its invitation, Ja, Nein, Enthaltung.
SITZUNGEN = {
    "sozialausschuss": ("2019-05-13", "2019-04-30", 10, 0, 1),
    "kreisausschuss": ("2019-05-23", "2019-05-14", 9, 2, 0),
    "kreistag": ("2019-06-27", "2019-06-12", 38, 3, 2),
}
