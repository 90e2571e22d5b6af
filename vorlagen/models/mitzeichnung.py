"""Mitzeichnung: which Amt is asked to co-sign a Vorlage, until when, and what it said."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from konten.models import Amt
from konten.vertretung import zeichnungsaemter
from vorlagen import praedikate, trigger
from vorlagen.choices import (
    OFFENE_MITZEICHNUNG,
    SCHREIBENDE_AKTIONEN,
    MitzeichnungStand,
    Votum,
)
from wittmund_ris import uhr
from wittmund_ris.werktage import EIN_TAG, ist_werktag, nach_werktagen

MAX_FRIST = 60


class MitzeichnungQuerySet(models.QuerySet):
    def offen(self):
        """Asked and not answered."""
        return self.filter(stand=MitzeichnungStand.ANGEFORDERT)

    def unerledigt(self):
        """Asked or still to be asked: what stands in the way of the release."""
        return self.filter(stand__in=OFFENE_MITZEICHNUNG)

    def erledigt(self):
        return self.filter(stand=MitzeichnungStand.ERLEDIGT)

    def sichtbar_durch(self, benutzer):
        """The requests that let this account read their Vorlage: open or answered ones of its Amt, open ones that it may sign."""
        sicht = Q(stand=MitzeichnungStand.ERLEDIGT, gezeichnet_von=benutzer)
        if benutzer.amt_id and praedikate.arbeitet_im_amt(benutzer):
            sicht |= Q(stand__in=(MitzeichnungStand.ANGEFORDERT, MitzeichnungStand.ERLEDIGT), amt=benutzer.amt_id)
        for _, aemter in zeichnungsaemter(benutzer):
            sicht |= Q(stand=MitzeichnungStand.ANGEFORDERT, amt__in=aemter)
        return self.filter(sicht)

    def zeichenbar_fuer(self, benutzer):
        """The open requests that this account may answer, for itself or in Vertretung.

        Whoever wrote the paper answers none, and nobody answers in place of somebody who wrote it.
        """
        zeichenbar = Q(pk__in=[])
        for person, aemter in zeichnungsaemter(benutzer):
            zeichenbar |= Q(amt__in=aemter) & ~Q(pk__in=self._geschrieben_von(person))
        return self.offen().filter(zeichenbar).exclude(pk__in=self._geschrieben_von(benutzer))

    def _geschrieben_von(self, person):
        """Where `hat_mitgeschrieben` holds: the words of a working copy are mostly those of its paper."""
        geschrieben = Q(pk__in=[])
        for papier in ("vorlage", "vorlage__neufassung_von"):
            geschrieben |= Q(**{f"{papier}__verfasst_von": person}) | Q(
                **{f"{papier}__verlauf__aktion__in": SCHREIBENDE_AKTIONEN, f"{papier}__verlauf__benutzer": person}
            )
        return self.model.objects.filter(geschrieben).values("pk")


class Mitzeichnung(models.Model):
    """One office in one round. Offices of one Stufe sign side by side, the next Stufe begins when the one before is done.

    A new round begins with every handing in; a verdict stays with the version that was read and never changes.
    """

    Stand = MitzeichnungStand
    Votum = Votum

    vorlage = models.ForeignKey("vorlagen.Vorlage", on_delete=models.PROTECT, related_name="mitzeichnungen")
    runde = models.PositiveSmallIntegerField("Runde", default=1)
    stufe = models.PositiveSmallIntegerField("Stufe", default=1)
    amt = models.ForeignKey(Amt, verbose_name="Amt", on_delete=models.PROTECT, related_name="mitzeichnungen")
    frist_werktage = models.PositiveSmallIntegerField(
        "Frist in Werktagen", default=5, validators=[MinValueValidator(1), MaxValueValidator(MAX_FRIST)]
    )
    stand = models.CharField("Stand", max_length=20, choices=MitzeichnungStand, default=MitzeichnungStand.GEPLANT)
    angefordert_am = models.DateTimeField("angefordert am", null=True)
    faellig_am = models.DateField("fällig am", null=True)
    # Why an office is asked (again) in the middle of a round, and what the author calls a merely editorial change.
    anlass = models.TextField("Anlass", blank=True)
    redaktionell = models.TextField("redaktionelle Änderung", blank=True)
    # The answer of the same office in an earlier round, when there is one to stand on.
    vorherige = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    ist_uebernommen = models.BooleanField("übernommen", default=False)

    votum = models.CharField("Votum", max_length=20, choices=Votum, blank=True)
    text = models.TextField("Anmerkung oder Begründung", blank=True)
    gezeichnet_am = models.DateTimeField("gezeichnet am", null=True)
    gezeichnet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="gezeichnet von", null=True, on_delete=models.PROTECT, related_name="+"
    )
    gezeichnet_name = models.CharField("Name", max_length=200, blank=True)
    vertretung_fuer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="in Vertretung für",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    vertretung_fuer_name = models.CharField("in Vertretung für (Name)", max_length=200, blank=True)
    version = models.ForeignKey(
        "vorlagen.VorlageVersion", verbose_name="Version", null=True, on_delete=models.PROTECT, related_name="+"
    )

    hinfaellig_am = models.DateTimeField("hinfällig seit", null=True)
    hinfaellig_grund = models.TextField("Grund", blank=True)

    objects = MitzeichnungQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitzeichnung"
        verbose_name_plural = "Mitzeichnungen"
        ordering = ["vorlage", "runde", "stufe", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "amt"],
                condition=Q(stand__in=OFFENE_MITZEICHNUNG),
                name="mitzeichnung_amt_einmal_offen",
                violation_error_message="Dieses Amt ist schon um Mitzeichnung gebeten.",
            ),
            models.CheckConstraint(
                name="mitzeichnung_angefordert_mit_frist",
                condition=~Q(stand=MitzeichnungStand.ANGEFORDERT)
                | Q(angefordert_am__isnull=False, faellig_am__isnull=False),
                violation_error_message="Eine Anforderung hat einen Tag und eine Frist.",
            ),
            models.CheckConstraint(
                name="mitzeichnung_votum_vollstaendig",
                condition=Q(
                    stand=MitzeichnungStand.ERLEDIGT,
                    votum__gt="",
                    gezeichnet_am__isnull=False,
                    gezeichnet_von__isnull=False,
                    gezeichnet_name__gt="",
                    version__isnull=False,
                )
                | Q(~Q(stand=MitzeichnungStand.ERLEDIGT), votum="", gezeichnet_am__isnull=True, version__isnull=True),
                violation_error_message="Votum, Name, Zeit und gelesene Version gehören zusammen.",
            ),
            models.CheckConstraint(
                name="mitzeichnung_votum_begruendet",
                condition=Q(votum__in=["", Votum.ZUGESTIMMT]) | Q(text__gt=""),
                violation_error_message="Bitte schreiben Sie Ihre Anmerkung oder Begründung dazu.",
            ),
            models.CheckConstraint(
                name="mitzeichnung_hinfaellig_begruendet",
                condition=~Q(stand=MitzeichnungStand.HINFAELLIG)
                | Q(hinfaellig_am__isnull=False, hinfaellig_grund__gt=""),
                violation_error_message="Bitte begründen Sie, warum die Mitzeichnung entfällt.",
            ),
            models.CheckConstraint(
                name="mitzeichnung_vertretung_durch_andere",
                condition=Q(vertretung_fuer__isnull=True) | ~Q(vertretung_fuer=F("gezeichnet_von")),
                violation_error_message="Niemand vertritt sich selbst.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["amt", "faellig_am"],
                condition=Q(stand=MitzeichnungStand.ANGEFORDERT),
                name="mitzeichnung_offen_je_amt",
            )
        ]
        triggers = [trigger.votum_steht, trigger.anforderung_bleibt]

    def __str__(self):
        return f"{self.amt} (Stufe {self.stufe})"

    @property
    def ist_offen(self) -> bool:
        return self.stand == MitzeichnungStand.ANGEFORDERT

    @property
    def ist_erledigt(self) -> bool:
        return self.stand == MitzeichnungStand.ERLEDIGT

    @property
    def ist_hinfaellig(self) -> bool:
        return self.stand == MitzeichnungStand.HINFAELLIG

    @property
    def ist_einwand(self) -> bool:
        """Refused or returned: an answer that the release has to deal with."""
        return self.votum in (Votum.ABGELEHNT, Votum.ZURUECKGEGEBEN)

    @property
    def ist_ueberfaellig(self) -> bool:
        return self.ist_offen and self.faellig_am < uhr.heute()

    @property
    def ist_bald_faellig(self) -> bool:
        """Due today or on the next working day."""
        return self.ist_offen and uhr.heute() <= self.faellig_am <= nach_werktagen(uhr.heute(), 1)

    @property
    def frist_text(self) -> str:
        """The deadline in words, overdue in working days: never by colour alone."""
        if not self.ist_offen:
            return ""
        heute = uhr.heute()
        if self.faellig_am == heute:
            return "heute fällig"
        if self.faellig_am > heute:
            return f"fällig am {self.faellig_am:%d.%m.%Y}"
        tage = _werktage_zwischen(self.faellig_am, heute)
        return f"überfällig seit {self.faellig_am:%d.%m.%Y} ({tage} {'Werktag' if tage == 1 else 'Werktage'})"

    @property
    def durch(self) -> str:
        """Who signed, as every list prints it."""
        if not self.vertretung_fuer_name:
            return self.gezeichnet_name
        return f"{self.gezeichnet_name}, in Vertretung für {self.vertretung_fuer_name}"


def _werktage_zwischen(von, bis) -> int:
    """Working days after `von` up to and with `bis`; at least one."""
    return max(1, sum(ist_werktag(von + n * EIN_TAG) for n in range(1, (bis - von).days + 1)))
