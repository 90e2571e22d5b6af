"""Closed lists of `gremien`."""

from django.db import models


class GremiumArt(models.TextChoices):
    VERTRETUNG = "vertretung", "Vertretung"
    HAUPTAUSSCHUSS = "hauptausschuss", "Hauptausschuss"
    FACHAUSSCHUSS = "fachausschuss", "Fachausschuss"
    FRAKTION = "fraktion", "Fraktion"
    GRUPPE = "gruppe", "Gruppe"


# Bodies that sit and decide; the others are associations of Abgeordnete.
TAGENDE_ARTEN = (GremiumArt.VERTRETUNG, GremiumArt.HAUPTAUSSCHUSS, GremiumArt.FACHAUSSCHUSS)
FRAKTIONSARTEN = (GremiumArt.FRAKTION, GremiumArt.GRUPPE)


class MitgliedRolle(models.TextChoices):
    VORSITZ = "vorsitz", "Vorsitz"
    STELLV_VORSITZ = "stellv_vorsitz", "Stellvertretender Vorsitz"
    MITGLIED = "mitglied", "Mitglied"
    GRUNDMANDAT = "grundmandat", "Grundmandat (beratend)"
    HINZUGEWAEHLT = "hinzugewaehlt", "Hinzugewähltes Mitglied"
    KRAFT_AMTES = "kraft_amtes", "Mitglied kraft Amtes"


class Zaehlung(models.TextChoices):
    """How the days of a period are counted."""

    KALENDERTAGE = "kalendertage", "Kalendertage"
    WERKTAGE = "werktage", "Arbeitstage"
