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


class Mehrheitsregel(models.TextChoices):
    EINFACH = "einfach", "Mehrheit der Ja- und Nein-Stimmen (§ 66 Abs. 1)"
    MITGLIEDER = "mitglieder", "Mehrheit der Mitglieder"
    ZWEI_DRITTEL = "zwei_drittel", "zwei Drittel der Mitglieder"
    DREI_VIERTEL = "drei_viertel", "drei Viertel der Mitglieder"
    EINSTIMMIG = "einstimmig", "einstimmig"


class Anwesend(models.TextChoices):
    ANWESEND = "anwesend", "anwesend"
    ENTSCHULDIGT = "entschuldigt", "entschuldigt"
    ABWESEND = "abwesend", "nicht erschienen"
