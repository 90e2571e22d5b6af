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


class Ladungszaehlung(models.TextChoices):
    """Which days a Ladungsfrist counts (Geschäftsordnung)."""

    OHNE_BEIDE = "ohne_beide", "volle Kalendertage, ohne Absende- und Sitzungstag"
    OHNE_ABSENDETAG = "ohne_absendetag", "Kalendertage ohne Absendetag, mit dem Sitzungstag"


class Zustellung(models.TextChoices):
    """How a member gets the invitation (§ 59 Abs. 1 S. 1 NKomVG)."""

    ELEKTRONISCH = "elektronisch", "elektronisch"
    PAPIER = "papier", "auf Papier"


class NamentlicheAbstimmung(models.TextChoices):
    """Who can ask for a roll-call vote (§ 66 Abs. 2 NKomVG: the Geschäftsordnung says)."""

    NIE = "nie", "nicht vorgesehen"
    QUORUM = "quorum", "auf Verlangen einer Mindestzahl von Mitgliedern"
    MEHRHEIT = "mehrheit", "auf Beschluss der Mehrheit"


class Unterzeichner(models.TextChoices):
    """Who signs a Protokoll (Geschäftsordnung)."""

    VORSITZ = "vorsitz", "Sitzungsleitung"
    HVB = "hvb", "Hauptverwaltungsbeamter"
    PROTOKOLLFUEHRUNG = "protokollfuehrung", "Protokollführung"


class ProtokollVeroeffentlichung(models.TextChoices):
    NACH_GENEHMIGUNG = "nach_genehmigung", "nach der Genehmigung"
    NIE = "nie", "nicht"
