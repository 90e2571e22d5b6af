"""Closed lists of `sitzungen`."""

from django.db import models


class SitzungStatus(models.TextChoices):
    GEPLANT = "geplant", "Geplant"
    EINGELADEN = "eingeladen", "Eingeladen"
    EROEFFNET = "eroeffnet", "Eröffnet"
    GESCHLOSSEN = "geschlossen", "Geschlossen"
    ABGESAGT = "abgesagt", "Abgesagt"


# The agenda has been dispatched: numbers stand.
GELADENE_STATUS = (SitzungStatus.EINGELADEN, SitzungStatus.EROEFFNET, SitzungStatus.GESCHLOSSEN)


class Teil(models.TextChoices):
    OEFFENTLICH = "oe", "Öffentlicher Teil"
    NICHTOEFFENTLICH = "n", "Nichtöffentlicher Teil"


TEIL_ZEICHEN = {Teil.OEFFENTLICH: "Ö", Teil.NICHTOEFFENTLICH: "N"}


class Lage(models.TextChoices):
    """Where an item keeps its place while the agenda is built: what comes later goes before it."""

    FREI = "", "nach der Reihenfolge"
    ENDE = "ende", "am Ende des Teils"
    SCHLUSS = "schluss", "am Ende der Sitzung"


class Herkunft(models.TextChoices):
    """How an item came on the agenda."""

    EINLADUNG = "einladung", "mit der Einladung"
    NACHTRAG = "nachtrag", "mit einem Nachtrag"
    DRINGLICH = "dringlich", "durch Beschluss in der Sitzung (§ 59 Abs. 3 S. 5 NKomVG)"


class NichtoeffentlichGrund(models.TextChoices):
    """Why the public is excluded (§ 64 Abs. 1 NKomVG)."""

    WOHL = "wohl", "das öffentliche Wohl"
    INTERESSEN = "interessen", "berechtigte Interessen Einzelner"


class FassungArt(models.TextChoices):
    """The versions of an agenda, in the order of their making."""

    EINGELADEN = "eingeladen", "Einladung"
    NACHTRAG = "nachtrag", "Nachtrag"
    BESCHLOSSEN = "beschlossen", "Beschlossene Tagesordnung"
    GEHALTEN = "gehalten", "Tagesordnung, wie sie behandelt wurde"


class Mehrheitsregel(models.TextChoices):
    EINFACH = "einfach", "Mehrheit der Ja- und Nein-Stimmen (§ 66 Abs. 1)"
    MITGLIEDER = "mitglieder", "Mehrheit der Mitglieder"
    ZWEI_DRITTEL = "zwei_drittel", "zwei Drittel der Mitglieder"
    DREI_VIERTEL = "drei_viertel", "drei Viertel der Mitglieder"
    VIER_FUENFTEL = "vier_fuenftel", "vier Fünftel der Mitglieder"
    EINSTIMMIG = "einstimmig", "einstimmig"


class Anwesend(models.TextChoices):
    ANWESEND = "anwesend", "anwesend"
    ENTSCHULDIGT = "entschuldigt", "entschuldigt"
    ABWESEND = "abwesend", "nicht erschienen"


class TeilnahmeArt(models.TextChoices):
    """Who attends without a seat in the body."""

    VERWALTUNG = "verwaltung", "Verwaltung"
    PROTOKOLLFUEHRUNG = "protokollfuehrung", "Protokollführung"
    ABGEORDNETE = "abgeordnete", "Abgeordnete als Zuhörende"
    GAST = "gast", "Gäste und Sachverständige"


class FeststellungAnlass(models.TextChoices):
    """Why the quorum was counted (§ 65 Abs. 1 NKomVG)."""

    EROEFFNUNG = "eroeffnung", "Beginn der Sitzung"
    ZWEIFEL = "zweifel", "auf Zweifel"
    ERNEUT = "erneut", "erneute Zählung"


class AbstimmungArt(models.TextChoices):
    """What is voted on."""

    HAUPT = "haupt", "Sachabstimmung"
    AENDERUNG = "aenderung", "Änderungsantrag"
    GESCHAEFTSORDNUNG = "geschaeftsordnung", "Antrag zur Geschäftsordnung"
    ERWEITERUNG = "erweiterung", "Erweiterung der Tagesordnung"
    OEFFENTLICHKEIT = "oeffentlichkeit", "Ausschluss der Öffentlichkeit"
    MITWIRKUNG = "mitwirkung", "Zweifel am Mitwirkungsverbot"


class AbstimmungForm(models.TextChoices):
    """How the votes were taken down."""

    OFFEN = "offen", "offen, nach Zahlen"
    FRAKTION = "fraktion", "offen, nach Fraktionen"
    NAMENTLICH = "namentlich", "namentlich"
    GEHEIM = "geheim", "geheim"


# Each entitled person has a vote of their own on record.
NACH_PERSONEN = (AbstimmungForm.FRAKTION, AbstimmungForm.NAMENTLICH)


class Stimmwert(models.TextChoices):
    JA = "ja", "Ja"
    NEIN = "nein", "Nein"
    ENTHALTUNG = "enthaltung", "Enthaltung"


class AntragStand(models.TextChoices):
    """What became of a motion that was made in the sitting."""

    OFFEN = "offen", "offen"
    ANGENOMMEN = "angenommen", "angenommen"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
    ERLEDIGT = "erledigt", "erledigt"


class Umfang(models.TextChoices):
    """What § 41 NKomVG does to a person on an item."""

    VERBOT = "verbot", "wirkt nicht mit (§ 41 Abs. 1, 2)"
    HINWEIS = "hinweis", "angezeigt, darf mitwirken (§ 41 Abs. 1 S. 3, Abs. 3)"


class Verbleib(models.TextChoices):
    """Where an excluded person is meanwhile (§ 41 Abs. 5 NKomVG)."""

    RAUM = "raum", "verlässt den Raum"
    ZUHOERER = "zuhoerer", "im Zuhörerbereich"


class Wahlverfahren(models.TextChoices):
    """How a body elects (§ 67 S. 1, 2 NKomVG)."""

    SCHRIFTLICH = "schriftlich", "schriftlich"
    ZURUF = "zuruf", "durch Zuruf oder Handzeichen"
    GEHEIM = "geheim", "geheim (Stimmzettel)"


class Waehlbar(models.TextChoices):
    MITGLIED = "mitglied", "Mitglieder des Gremiums"
    NAME = "name", "auch andere Personen (Name wird eingetragen)"


class ZiehtDasLos(models.TextChoices):
    """Who draws (§ 67 S. 7, § 61 Abs. 1 S. 2 NKomVG)."""

    VORSITZ = "vorsitz", "Vorsitz"
    AELTESTES = "aeltestes", "ältestes anwesendes und bereites Mitglied"


class BeschlussStatus(models.TextChoices):
    """How far a decision is carried out."""

    OFFEN = "offen", "Offen"
    IN_ARBEIT = "in_arbeit", "In Arbeit"
    ERLEDIGT = "erledigt", "Erledigt"
    HINFAELLIG = "hinfaellig", "Nicht umsetzbar oder hinfällig"
    # § 88 NKomVG: after an Einspruch; no Amt reports its way out of it.
    NICHT_AUSZUFUEHREN = "nicht_auszufuehren", "Nicht auszuführen (Einspruch)"


UMSETZBAR = (BeschlussStatus.OFFEN, BeschlussStatus.IN_ARBEIT)
ERLEDIGTE = (BeschlussStatus.ERLEDIGT, BeschlussStatus.HINFAELLIG)


class ProtokollStatus(models.TextChoices):
    """The life of a Protokoll (§ 68 NKomVG). From „genehmigt“ on it is locked; a correction is a new version."""

    ENTWURF = "entwurf", "Entwurf"
    FERTIG = "fertig", "Fertiggestellt"
    UNTERZEICHNET = "unterzeichnet", "Unterzeichnet"
    GENEHMIGT = "genehmigt", "Genehmigt"
    BERICHTIGUNG = "berichtigung", "Genehmigt, wird berichtigt"


# The clerk writes; in every other state the texts stand still.
PROTOKOLL_OFFEN = (ProtokollStatus.ENTWURF, ProtokollStatus.BERICHTIGUNG)


class BlockArt(models.TextChoices):
    """Where a block of the Protokoll stands."""

    KOPF = "kopf", "Beginn"
    TOP = "top", "Tagesordnungspunkt"
    SCHLUSS = "schluss", "Schluss"
