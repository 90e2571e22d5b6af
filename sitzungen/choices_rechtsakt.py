"""Closed lists of the legal acts beside the sitting."""

from django.db import models


class UmlaufAusgang(models.TextChoices):
    """How an Umlaufverfahren ended (§ 78 Abs. 3 NKomVG)."""

    BESCHLUSS = "beschluss", "Beschluss gefasst"
    WIDERSPRUCH = "widerspruch", "ohne Beschluss: Ein Mitglied hat widersprochen"
    BETEILIGUNG = "beteiligung", "ohne Beschluss: Zu wenige Mitglieder haben geantwortet"
    ABGEBROCHEN = "abgebrochen", "ohne Beschluss: abgebrochen"


class Umlaufantwort(models.TextChoices):
    JA = "ja", "Ja"
    NEIN = "nein", "Nein"
    ENTHALTUNG = "enthaltung", "Enthaltung"
    # § 41 NKomVG: answered, but without a vote.
    BEFANGEN = "befangen", "Ich wirke nicht mit (§ 41 NKomVG)"
    WIDERSPRUCH = "widerspruch", "Ich widerspreche dem Umlaufverfahren"


class Umlaufweg(models.TextChoices):
    KONTO = "konto", "über das eigene Konto"
    SCHRIFTLICH = "schriftlich", "schriftlich oder per E-Mail"
    TELEFON = "telefon", "telefonisch"


class BekanntgabeOrt(models.TextChoices):
    """Where the words hang: fixed with the act, because addresses are permanent."""

    TAGESORDNUNG = "tagesordnung", "bei der öffentlichen Tagesordnung der Sitzung"
    VORLAGE = "vorlage", "auf der öffentlichen Seite der Vorlage"
    EIGENE_SEITE = "eigene_seite", "auf einer eigenen Seite"


class BekanntgabeGrund(models.TextChoices):
    KREISTAG = "kreistag", "Unterrichtung des Kreistages (§ 85 Abs. 4 NKomVG)"
    EINWOHNER = "einwohner", "Unterrichtung der Einwohnerinnen und Einwohner (§ 85 Abs. 5 NKomVG)"
    GESCHAEFTSORDNUNG = "geschaeftsordnung", "Geschäftsordnung: Die Gründe der Nichtöffentlichkeit sind entfallen"
    BESCHLUSS = "beschluss", "Beschluss des Gremiums über die Bekanntgabe"


class BeanstandungArt(models.TextChoices):
    EINSPRUCH = "einspruch", "Einspruch des Landrats (§ 88 Abs. 1 NKomVG)"
    BERICHT = "bericht", "Bericht an die Kommunalaufsicht (§ 88 Abs. 1 NKomVG)"
    EINSPRUCH_KA = "einspruch_ka", "Einspruch des Kreisausschusses (§ 79 NKomVG)"


class BeanstandungAusgang(models.TextChoices):
    BESTAETIGT = "bestaetigt", "Beschluss bestätigt"
    AUFGEHOBEN = "aufgehoben", "Beschluss aufgehoben oder geändert"
    NICHT_BEANSTANDET = "nicht_beanstandet", "Kommunalaufsicht: nicht beanstandet"
    BEANSTANDET = "beanstandet", "Kommunalaufsicht: beanstandet"
    ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"


# The decision may be carried out again.
WIEDER_AUSFUEHRBAR = (
    BeanstandungAusgang.BESTAETIGT,
    BeanstandungAusgang.NICHT_BEANSTANDET,
    BeanstandungAusgang.ZURUECKGENOMMEN,
)


class EilentscheidungArt(models.TextChoices):
    KREISAUSSCHUSS = "kreisausschuss", "Kreisausschuss an Stelle des Kreistages (§ 89 S. 1 NKomVG)"
    LANDRAT = "landrat", "Landrat im Einvernehmen mit einer Stellvertretung (§ 89 S. 2 NKomVG)"


class Einvernehmensweg(models.TextChoices):
    KONTO = "konto", "wird über das Konto der Stellvertretung bestätigt"
    SCHRIFTLICH = "schriftlich", "liegt schriftlich vor"
    TELEFON = "telefon", "ist telefonisch erteilt"


class UnterrichtungArt(models.TextChoices):
    EILENTSCHEIDUNG = "eilentscheidung", "Unterrichtung über eine Eilentscheidung (§ 89 NKomVG)"
    UMLAUF = "umlauf", "Bekanntgabe eines Beschlusses im Umlaufverfahren (§ 78 Abs. 3 NKomVG)"
    EINSPRUCH = "einspruch", "Erneute Beschlussfassung nach Einspruch"
    BERICHT = "bericht", "Unterrichtung über einen Bericht an die Kommunalaufsicht (§ 88 Abs. 1 NKomVG)"
