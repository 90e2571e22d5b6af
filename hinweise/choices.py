"""Closed lists of `hinweise`."""

from django.db import models


class HinweisArt(models.TextChoices):
    """What a notice asks of its reader. Each kind has its own wish for mail."""

    AUFGABE = "aufgabe", "Das wartet auf Sie"
    STAND = "stand", "Was aus Vorlagen geworden ist"
    SITZUNG = "sitzung", "Sitzungen"


class Mailweg(models.TextChoices):
    """How a notice is also sent by mail. Inside, it stands in any case."""

    SOFORT = "sofort", "sofort"
    TAG = "tag", "gesammelt, einmal am Tag"
    KEINE = "keine", "keine Mail"


class SendungStatus(models.TextChoices):
    VORGEMERKT = "vorgemerkt", "Vorgemerkt"
    IN_ARBEIT = "in_arbeit", "In Arbeit"
    VERSANDT = "versandt", "Versandt"
    FEHLGESCHLAGEN = "fehlgeschlagen", "Fehlgeschlagen"
    # Broken off after the message was handed over and before the answer: nobody here can know whether it went out.
    UNGEWISS = "ungewiss", "Ungewiss"
    ENTFALLEN = "entfallen", "Entfallen"


# Somebody has to look: the system does not try again by itself.
GESTRANDET = (SendungStatus.FEHLGESCHLAGEN, SendungStatus.UNGEWISS)
