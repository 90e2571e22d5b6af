"""Motions and questions of members, and papers that supplement or replace another one."""

from datetime import date, timedelta

from sitzungen.demo.kalender import arbeitstag_bis
from sitzungen.demo.papier import Papier


def papiere(stichtag: date, rueckblick: date) -> tuple[Papier, ...]:
    """`rueckblick` is the day that the round of past sittings lies around."""
    return (*_beraten(rueckblick), *_unterwegs(stichtag), *_zusaetze(stichtag))


def _tag(anker: date, vorher: int) -> date:
    return arbeitstag_bis(anker - timedelta(days=vorher))


def _beraten(rueckblick) -> tuple[Papier, ...]:
    def tag(vorher):
        return _tag(rueckblick, vorher)

    return (
        Papier(
            schluessel="schulwegantrag",
            art="antrag",
            verfasst="abgeordnete",
            fuer_fraktion=True,
            betreff="Tempo 30 vor den kreiseigenen Schulen",
            beschlussvorschlag="""\
Die Verwaltung prüft vor allen kreiseigenen Schulen Tempo 30 in der Schulzeit und berichtet dem Schulausschuss binnen eines halben \
Jahres.""",
            sachverhalt="""\
Vor drei Schulen ist es im vergangenen Jahr zu Unfällen gekommen. Eltern und Schulleitungen bitten seit Langem um eine Lösung, die \
überall gleich gilt.""",
            stellungnahme="""\
Die Prüfung ist mit vorhandenem Personal möglich. Über die Anordnung entscheidet die Straßenverkehrsbehörde nach Anhörung der \
Polizei; der Kreistag kann sie nicht selbst beschließen. Die Verwaltung empfiehlt, dem Antrag zuzustimmen.""",
            aktenzeichen="40.2.4.",
            bearbeitet_von="schulamt",
            stationen=(
                ("schulausschuss", "vorberatung", "schul-vorher"),
                ("kreisausschuss", "vorberatung", "ka-vorher"),
                ("kreistag", "entscheidung", "kt-vorher"),
            ),
            angelegt=tag(84),
            gestellt=tag(82),
            zugewiesen=(tag(81), "40"),
            bearbeitet=tag(72),
            eingereicht=tag(70),
            freigegeben=tag(61),
        ),
        Papier(
            schluessel="unterrichtsausfall",
            art="anfrage",
            verfasst="abgeordnete",
            betreff="Anfrage zur Ausstattung der Fachräume an den Gymnasien",
            sachverhalt="""\
Wie viele Fachräume der Naturwissenschaften an den Gymnasien des Landkreises sind älter als zwanzig Jahre, und welche Mittel sind \
für ihre Erneuerung vorgesehen?""",
            stellungnahme="""\
Von 22 Fachräumen sind neun älter als zwanzig Jahre. Für die Erneuerung stehen in den kommenden drei Jahren jährlich 120.000 Euro \
im Investitionsprogramm.""",
            aktenzeichen="40.3.1.",
            bearbeitet_von="schulamt",
            stationen=(("schulausschuss", "kenntnisnahme", "schul-vorher"),),
            angelegt=tag(80),
            gestellt=tag(79),
            zugewiesen=(tag(78), "40"),
            bearbeitet=tag(71),
            eingereicht=tag(69),
            freigegeben=tag(62),
        ),
    )


def _unterwegs(stichtag) -> tuple[Papier, ...]:
    return (
        Papier(
            schluessel="bushaltestellen",
            art="antrag",
            verfasst="abgeordnete",
            fuer_fraktion=True,
            betreff="Wetterschutz an den Bushaltestellen der Schulbuslinien",
            beschlussvorschlag="Die Verwaltung legt ein Programm vor, nach dem alle Haltestellen der Schulbuslinien überdacht werden.",
            sachverhalt="An mehr als der Hälfte der Haltestellen warten die Kinder im Regen.",
            angelegt=_tag(stichtag, 5),
            gestellt=_tag(stichtag, 3),
        ),
        Papier(
            schluessel="wohnraumanfrage",
            art="anfrage",
            verfasst="abgeordnete",
            betreff="Anfrage zu leer stehenden Wohnungen des Landkreises",
            sachverhalt="Wie viele Wohnungen des Landkreises stehen leer, und seit wann?",
            angelegt=_tag(stichtag, 13),
            gestellt=_tag(stichtag, 12),
            zugewiesen=(_tag(stichtag, 11), "60"),
        ),
        Papier(
            schluessel="schulbusanfrage",
            art="anfrage",
            verfasst="sitzungsdienst",
            fuer_fraktion=True,
            auf_papier=True,
            betreff="Anfrage zu überfüllten Schulbussen auf der Linie nach Esens",
            sachverhalt="Wie viele Kinder stehen morgens auf der Linie nach Esens, und wann setzt der Landkreis einen zweiten Bus ein?",
            angelegt=_tag(stichtag, 2),
            gestellt=_tag(stichtag, 2),
        ),
    )


def _zusaetze(stichtag) -> tuple[Papier, ...]:
    """Papers that go with another one; the Tischvorlage waits for its release without a Mitzeichnung."""
    vergabe = {
        "verfasst": "bauamt",
        "aktenzeichen": "60.7.1.",
        "betreff": "Vergabe der Dachsanierung am Kreishaus",
        "beschlussvorschlag": "Der Kreistag stimmt der Vergabe an die wirtschaftlichste Bieterin zu.",
        "kosten": {"gesamtkosten": "184000", "folgekosten": None, "einnahmen": None},
    }
    return (
        Papier(
            schluessel="haushalt-ergaenzung",
            art="ergaenzungsvorlage",
            bezug="haushalt",
            verfasst="finanzen",
            aktenzeichen="20.1.1.",
            betreff="Haushaltssatzung und Haushaltsplan: Veränderungsliste der Verwaltung",
            sachverhalt="""\
Nach der Steuerschätzung steigen die Schlüsselzuweisungen um 410.000 Euro. Die Veränderungsliste nimmt sie auf und senkt den \
Fehlbetrag entsprechend.""",
            beschlussvorschlag="Der Kreistag beschließt die Haushaltssatzung in der Fassung der Veränderungsliste.",
            angelegt=_tag(stichtag, 8),
            eingereicht=_tag(stichtag, 7),
            freigegeben=_tag(stichtag, 4),
        ),
        Papier(
            schluessel="dach",
            sachverhalt="Auf die Ausschreibung sind vier Angebote eingegangen. Das wirtschaftlichste beläuft sich auf 148.000 Euro.",
            stationen=(
                ("bau-und-umweltausschuss", "vorberatung", "bau-spaeter"),
                ("kreisausschuss", "vorberatung", "ka-spaeter"),
                ("kreistag", "entscheidung", "kt-spaeter"),
            ),
            angelegt=_tag(stichtag, 26),
            eingereicht=_tag(stichtag, 22),
            freigegeben=_tag(stichtag, 17),
            **vergabe,
        ),
        Papier(
            schluessel="dach-austausch",
            art="austauschvorlage",
            bezug="dach",
            sachverhalt="""\
Auf die Ausschreibung sind vier Angebote eingegangen. Das wirtschaftlichste beläuft sich auf 184.000 Euro; in der ersten Fassung \
dieser Vorlage war der Betrag mit vertauschten Ziffern genannt.""",
            angelegt=_tag(stichtag, 10),
            eingereicht=_tag(stichtag, 9),
            freigegeben=_tag(stichtag, 5),
            **vergabe,
        ),
        Papier(
            schluessel="haushalt-tischvorlage",
            art="tischvorlage",
            bezug="haushalt",
            verfasst="finanzen",
            aktenzeichen="20.1.1.",
            betreff="Haushaltssatzung: Kreisumlage nach der Mitteilung des Landesamtes",
            sachverhalt="""\
Das Landesamt für Statistik hat die Umlagegrundlagen heute mitgeteilt. Sie liegen um 0,4 Prozent über dem Ansatz; die Zahlen des \
Punktes ändern sich entsprechend.""",
            beschlussvorschlag="Der Kreistag beschließt die Haushaltssatzung mit den mitgeteilten Umlagegrundlagen.",
            stationen=(("kreistag", "entscheidung", "kt-spaeter"),),
            angelegt=_tag(stichtag, 1),
        ),
    )
