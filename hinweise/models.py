"""Notices: what an account should know, why it is told, where it leads; and the mails that carry them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from hinweise.choices import GESTRANDET, HinweisArt, Mailweg, SendungStatus
from wittmund_ris import uhr


class SendungQuerySet(models.QuerySet):
    def gestrandet(self):
        """Failed or uncertain: shown to the Administration."""
        return self.filter(status__in=GESTRANDET)

    def faellig(self, zeitpunkt):
        """Waiting, and its time has come."""
        return self.filter(status=SendungStatus.VORGEMERKT, naechster_versuch_am__lte=zeitpunkt)


class Sendung(models.Model):
    """One mail to one account, at once or as the digest of a day. `hinweise.versand` is the only writer of its status.

    It holds no text: the mail is put together from its notices in the moment of sending.
    """

    Art = Mailweg
    Status = SendungStatus

    # Part of the Message-ID: a second attempt carries the same one.
    kennung = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    empfaenger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sendungen")
    art = models.CharField("Art", max_length=10, choices=Mailweg, editable=False)
    tag = models.DateField("Tag", editable=False)
    status = models.CharField(
        "Status", max_length=20, choices=SendungStatus, default=SendungStatus.VORGEMERKT, editable=False
    )
    erstellt_am = models.DateTimeField("vorgemerkt am", default=uhr.jetzt, editable=False)
    versuche = models.PositiveSmallIntegerField("Versuche", default=0, editable=False)
    naechster_versuch_am = models.DateTimeField("nächster Versuch", default=uhr.jetzt, editable=False)
    beansprucht_am = models.DateTimeField("in Arbeit seit", null=True, editable=False)
    versandt_am = models.DateTimeField("versandt am", null=True, editable=False)
    # The class only: the message of a mail server names addresses.
    fehlerklasse = models.CharField("letzter Fehler", max_length=100, blank=True, editable=False)

    objects = SendungQuerySet.as_manager()

    class Meta:
        verbose_name = "Sendung"
        verbose_name_plural = "Sendungen"
        ordering = ["-erstellt_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["empfaenger", "tag"], condition=Q(art=Mailweg.TAG), name="sendung_eine_tagesmail"
            ),
            models.CheckConstraint(
                name="sendung_versandt_mit_zeit",
                condition=Q(status=SendungStatus.VERSANDT, versandt_am__isnull=False)
                | ~Q(status=SendungStatus.VERSANDT) & Q(versandt_am__isnull=True),
                violation_error_message="Versandt ist eine Sendung mit ihrer Zeit.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["naechster_versuch_am"], condition=Q(status=SendungStatus.VORGEMERKT), name="sendung_vorgemerkt"
            )
        ]

    def __str__(self):
        return f"Mail {self.pk} vom {self.tag:%d.%m.%Y}"


class HinweisQuerySet(models.QuerySet):
    def ungelesen(self):
        return self.filter(gelesen_am__isnull=True)


class Hinweis(models.Model):
    """One notice to one account. Its `schluessel` names the one thing that happened: nobody is told it twice."""

    empfaenger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hinweise")
    schluessel = models.CharField(max_length=200, editable=False)
    art = models.CharField("Art", max_length=10, choices=HinweisArt, default=HinweisArt.STAND, editable=False)
    titel = models.CharField("Hinweis", max_length=300, editable=False)
    text = models.TextField("Was geschehen ist", blank=True, editable=False)
    grund = models.CharField("Warum Sie das lesen", max_length=200, editable=False)
    ziel = models.CharField("Seite", max_length=300, blank=True, editable=False)
    # For mails, which leave the house: all that may be said of it there. Empty: a sentence that says nothing of it.
    titel_mail = models.CharField(max_length=300, blank=True, editable=False)
    # The wish of the account when the thing happened.
    mailweg = models.CharField(max_length=10, choices=Mailweg, default=Mailweg.KEINE, editable=False)
    sendung = models.ForeignKey(Sendung, null=True, on_delete=models.SET_NULL, related_name="hinweise", editable=False)
    erstellt_am = models.DateTimeField("am", default=uhr.jetzt, editable=False)
    gelesen_am = models.DateTimeField("gelesen am", null=True, editable=False)

    objects = HinweisQuerySet.as_manager()

    class Meta:
        verbose_name = "Hinweis"
        verbose_name_plural = "Hinweise"
        ordering = ["-erstellt_am", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["empfaenger", "schluessel"], name="hinweis_einmal_je_empfaenger")
        ]
        indexes = [
            models.Index(fields=["empfaenger"], condition=Q(gelesen_am__isnull=True), name="hinweis_ungelesen"),
            models.Index(
                fields=["empfaenger"],
                condition=Q(mailweg=Mailweg.TAG, sendung__isnull=True, gelesen_am__isnull=True),
                name="hinweis_fuer_tagesmail",
            ),
        ]

    def __str__(self):
        return self.titel

    @property
    def ist_gelesen(self) -> bool:
        return self.gelesen_am is not None


class Mailwunsch(models.Model):
    """How an account wants to hear of each kind by mail. Without a row: the defaults."""

    benutzer = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mailwunsch", editable=False
    )
    aufgabe = models.CharField("Das wartet auf Sie", max_length=10, choices=Mailweg, default=Mailweg.TAG)
    stand = models.CharField("Was aus Vorlagen geworden ist", max_length=10, choices=Mailweg, default=Mailweg.TAG)
    # A sitting that is called off this evening must not wait for tomorrow.
    sitzung = models.CharField("Sitzungen", max_length=10, choices=Mailweg, default=Mailweg.SOFORT)

    class Meta:
        verbose_name = "Mailwunsch"
        verbose_name_plural = "Mailwünsche"

    def __str__(self):
        return f"Mailwunsch von {self.benutzer}"

    def weg(self, art: str) -> str:
        """The wish for one kind of notice."""
        return getattr(self, HinweisArt(art).value)


class Lauf(models.Model):
    """The last run of a piece of background work: the sign of life that the Administration looks at."""

    name = models.CharField("Arbeit", max_length=60, unique=True)
    zuletzt_am = models.DateTimeField("zuletzt")
    tag = models.DateField("erledigt für", null=True)
    fehlerklasse = models.CharField("Fehler", max_length=100, blank=True)

    class Meta:
        verbose_name = "Lauf"
        verbose_name_plural = "Läufe"
        ordering = ["name"]

    def __str__(self):
        return self.name
