"""The pages that the house writes itself, as they stand in the demo council: honest about what is made up and not tested."""

IMPRESSUM = """\
Diese Seiten sind eine Vorführung. Sie zeigen ein Ratsinformationssystem mit einem erfundenen Kreistag. Sie sind kein Angebot \
des Landkreises Wittmund, und nichts auf ihnen ist eine amtliche Bekanntmachung.

## Was erfunden ist

- Alle Abgeordneten, alle Beschäftigten, alle Fraktionen und Gruppen.
- Alle Sitzungen, Abstimmungen und Ergebnisse.
- Alle Vorlagen mit einer Ausnahme: Die Vorlage 0042/2019 gibt ein öffentliches Dokument des Landkreises wieder. Ihr Weg durch \
die Ausschüsse und die Stimmenzahlen sind erfunden.

## Angaben nach § 5 Digitale-Dienste-Gesetz

An dieser Stelle stehen im Betrieb die Angaben des Anbieters. Hier dienen sie nur als Muster:

Landkreis Wittmund, vertreten durch den Landrat, Am Markt 9, 26409 Wittmund

Telefon: 04462 000-0 (Muster, nicht vergeben)

E-Mail: kreistag@landkreis-wittmund.example.org (Muster, nimmt nichts an)

## Verantwortlich für den Inhalt

Im Betrieb nennt der Landkreis hier die Person, die nach § 18 Abs. 2 Medienstaatsvertrag verantwortlich ist.

## Urheberrecht

Vorlagen und Beschlüsse des Kreistages sind amtliche Werke, soweit sie zur allgemeinen Kenntnisnahme veröffentlicht sind \
(§ 5 Urheberrechtsgesetz). Das Programm steht unter der European Union Public Licence (EUPL) 1.2.
"""

DATENSCHUTZ = """\
Sie können diese Seiten lesen, ohne etwas über sich anzugeben.

## Cookies und Dritte

- Die öffentlichen Seiten setzen beim Lesen kein Cookie.
- Schriften, Bilder und Programme kommen von diesem Server. Es werden keine Dienste Dritter eingebunden, und es gibt keine \
Reichweitenmessung.
- Wer sich als Mitglied des Kreistages oder der Verwaltung anmeldet, erhält ein Cookie für die Dauer der Anmeldung. Es ist \
technisch notwendig (§ 25 Abs. 2 Nr. 2 TDDDG).

## Protokolle des Servers

Im Betrieb hält der Landkreis an dieser Stelle fest, welche Zugriffsdaten der Server wie lange speichert. In dieser Vorführung \
auf einem eigenen Rechner verlassen keine Daten das Gerät.

## Daten der Mitglieder

Von Mitgliedern des Kreistages und seiner Ausschüsse werden nur Name, Fraktion oder Gruppe, Gremien und Funktionen \
veröffentlicht. Anschriften, Telefonnummern und Berufe gehören nicht dazu.

## Personenbezogene Daten in Unterlagen

Vor jeder Veröffentlichung bestätigt der Sitzungsdienst, dass die Unterlagen keine personenbezogenen Daten Dritter enthalten \
oder dass sie geschwärzt sind. Finden Sie trotzdem solche Angaben, schreiben Sie bitte an die unten genannte Adresse. Die \
Veröffentlichung kann sofort zurückgenommen werden.

## Ihre Rechte

Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Widerspruch (Art. 15 bis 18 und \
21 DSGVO). Beschweren können Sie sich beim Landesbeauftragten für den Datenschutz Niedersachsen.

Rechtsgrundlage der Veröffentlichungen sind Art. 6 Abs. 1 Buchst. c und e DSGVO mit § 3 des Niedersächsischen \
Datenschutzgesetzes und dem Niedersächsischen Kommunalverfassungsgesetz.

Kontakt: datenschutz@landkreis-wittmund.example.org (Muster, nimmt nichts an). Im Betrieb stehen hier der Verantwortliche und \
die oder der Datenschutzbeauftragte des Landkreises.
"""

BARRIEREFREIHEIT = """\
Diese Erklärung gilt für die öffentlichen Seiten und für die angemeldeten Bereiche dieses Ratsinformationssystems (§§ 9a und 9b \
des Niedersächsischen Behindertengleichstellungsgesetzes, NBGG). Maßstab ist die EN 301 549 mit den Web Content Accessibility \
Guidelines (WCAG) 2.1, Stufe AA.

## Stand der Prüfung

Eine Prüfung durch eine unabhängige Stelle oder durch Menschen mit Behinderungen hat noch nicht stattgefunden. Deshalb wird \
hier nicht behauptet, dass die Seiten vollständig barrierefrei sind.

Geprüft wird bisher mit Programmen:

- die Seiten auf Verstöße, die sich maschinell erkennen lassen, zum Beispiel Kontraste, Beschriftungen und Überschriften,
- die Bedienung ohne JavaScript,
- die amtlichen PDF-Dokumente auf die Regeln von PDF/UA-1 und PDF/A-2a.

Programme finden nur einen Teil der Barrieren.

## Was noch nicht geprüft ist

- die Bedienung mit Bildschirmlesern und Braillezeilen durch Menschen, die sie täglich nutzen,
- die Verständlichkeit der Texte,
- Sprachsteuerung und Bildschirmlupen.

## Was bekannt ist und fehlt

- Informationen in Leichter Sprache und in Deutscher Gebärdensprache gibt es noch nicht.
- Anlagen, die von anderen Stellen stammen, werden so veröffentlicht, wie sie eingereicht wurden. Sie können nicht barrierefrei \
sein. Auf Wunsch erhalten Sie den Inhalt in einer zugänglichen Form.

## Barriere melden

Schreiben Sie uns bitte, wenn Sie auf eine Barriere stoßen oder eine Unterlage in anderer Form brauchen:

E-Mail: barrierefreiheit@landkreis-wittmund.example.org (Muster, nimmt nichts an)

Anschrift: Landkreis Wittmund, Am Markt 9, 26409 Wittmund

## Schlichtung und Durchsetzung

Bekommen Sie auf Ihre Meldung keine Antwort oder keine, die Ihnen hilft, können Sie sich an die Schlichtungsstelle wenden \
(Durchsetzungsverfahren nach § 9d NBGG). Sie ist bei der oder dem Landesbeauftragten für Menschen mit Behinderungen in Hannover \
eingerichtet. Das Verfahren ist kostenlos, und Sie brauchen keinen Rechtsbeistand. Im Betrieb stehen hier Anschrift, Telefon \
und E-Mail der Schlichtungsstelle.

## Stand dieser Erklärung

Diese Erklärung beruht auf einer Selbstbewertung. Sie gehört zur Vorführung und wird vor dem Betrieb vom Landkreis geprüft, \
ergänzt und mit einem Datum versehen.
"""

# Address, title, text.
SEITEN = (
    ("impressum", "Impressum", IMPRESSUM),
    ("datenschutz", "Datenschutz", DATENSCHUTZ),
    ("barrierefreiheit", "Erklärung zur Barrierefreiheit", BARRIEREFREIHEIT),
)
