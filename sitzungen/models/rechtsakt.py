"""Legal acts beside the sitting: Bekanntgabe, Einspruch, Eilentscheidung, Umlaufverfahren. Every row stands as it was written;
what comes later is entered once.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gremien.models import Gremium, Mitgliedschaft
from gremien.models.zeit import AmTagQuerySet, von_vor_bis
from sitzungen import trigger_rechtsakt
from sitzungen.choices_rechtsakt import (
    BeanstandungArt,
    BeanstandungAusgang,
    BekanntgabeGrund,
    BekanntgabeOrt,
    Umlaufantwort,
    UmlaufAusgang,
    Umlaufweg,
)
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from vorlagen.choices import Ergebnis, Personenbezug
from vorlagen.models import Beratung
from wittmund_ris import uhr


def konto(name, **merkmale):
    """An account that did something; it cannot be deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        **merkmale,
    )


class Umlauf(models.Model):
    """A decision of the Kreisausschuss without a sitting (§ 78 Abs. 3 NKomVG), on one station of a paper."""

    beratung = models.ForeignKey(Beratung, verbose_name="Vorlage", on_delete=models.PROTECT, related_name="umlaeufe")
    grund = models.CharField("Warum im Umlauf", max_length=300)
    wortlaut = models.TextField("Wortlaut, über den abgestimmt wird", editable=False)
    begonnen_am = models.DateTimeField("begonnen am", default=uhr.jetzt, editable=False)
    begonnen_von = konto("begonnen von")
    frist = models.DateTimeField("Antworten bis")
    beendet_am = models.DateTimeField("beendet am", null=True, editable=False)
    beendet_von = konto("beendet von", null=True)
    ausgang = models.CharField("Ausgang", max_length=20, choices=UmlaufAusgang, blank=True, editable=False)
    ergebnis = models.CharField("Ergebnis", max_length=20, choices=Ergebnis, blank=True, editable=False)
    ja = models.PositiveSmallIntegerField("Ja", null=True, editable=False)
    nein = models.PositiveSmallIntegerField("Nein", null=True, editable=False)
    enthaltung = models.PositiveSmallIntegerField("Enthaltung", null=True, editable=False)

    class Meta:
        verbose_name = "Umlaufverfahren"
        verbose_name_plural = "Umlaufverfahren"
        ordering = ["-begonnen_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["beratung"],
                condition=Q(beendet_am__isnull=True),
                name="umlauf_einer_zur_zeit",
                violation_error_message="Zu dieser Vorlage läuft schon ein Umlaufverfahren.",
            ),
            models.CheckConstraint(
                name="umlauf_ausgang_mit_zeit",
                condition=Q(beendet_am__isnull=True, ausgang="", ergebnis="")
                | Q(beendet_am__isnull=False, ausgang__gt="", beendet_von__isnull=False),
                violation_error_message="Zeitpunkt und Ausgang gehören zusammen.",
            ),
            models.CheckConstraint(
                name="umlauf_ergebnis_nur_bei_beschluss",
                condition=Q(ausgang=UmlaufAusgang.BESCHLUSS, ergebnis__gt="", ja__isnull=False)
                | (~Q(ausgang=UmlaufAusgang.BESCHLUSS) & Q(ergebnis="")),
                violation_error_message="Ein Ergebnis hat nur, was beschlossen wurde.",
            ),
        ]
        triggers = [
            trigger_rechtsakt.steht(
                "umlauf_steht",
                ("beendet_am", "beendet_von_id", "ausgang", "ergebnis", "ja", "nein", "enthaltung"),
                schluss="beendet_am",
            ),
            trigger_rechtsakt.umlauf_nur_im_hauptausschuss,
        ]

    def __str__(self):
        return f"Umlaufverfahren zu {self.beratung.vorlage}"

    @property
    def laeuft(self) -> bool:
        return self.beendet_am is None


class Umlaufstimme(models.Model):
    """The answer of one member; an objection to the procedure may follow a vote, and ends it."""

    umlauf = models.ForeignKey(Umlauf, on_delete=models.PROTECT, related_name="stimmen")
    mitgliedschaft = models.ForeignKey(Mitgliedschaft, verbose_name="Sitz", on_delete=models.PROTECT, related_name="+")
    antwort = models.CharField("Antwort", max_length=20, choices=Umlaufantwort)
    weg = models.CharField("eingegangen", max_length=20, choices=Umlaufweg)
    am = models.DateTimeField("eingegangen am", default=uhr.jetzt)
    erfasst_von = konto("erfasst von")

    class Meta:
        verbose_name = "Antwort im Umlaufverfahren"
        verbose_name_plural = "Antworten im Umlaufverfahren"
        ordering = ["umlauf", "am", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["umlauf", "mitgliedschaft"],
                condition=~Q(antwort=Umlaufantwort.WIDERSPRUCH),
                name="umlaufstimme_eine_je_sitz",
                violation_error_message="Dieses Mitglied hat schon geantwortet.",
            ),
        ]
        triggers = [trigger_rechtsakt.steht("umlaufstimme_steht"), trigger_rechtsakt.umlaufstimme_nur_im_lauf]

    def __str__(self):
        return f"{self.mitgliedschaft.person}: {self.get_antwort_display()}"


class ZuBeschluss(models.Model):
    """What belongs to one decision: of a TOP, or of an Umlaufverfahren."""

    top = models.ForeignKey(
        Tagesordnungspunkt,
        verbose_name="Tagesordnungspunkt",
        null=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_zeilen",
        editable=False,
    )
    umlauf = models.ForeignKey(
        Umlauf, null=True, on_delete=models.PROTECT, related_name="%(class)s_zeilen", editable=False
    )

    class Meta:
        abstract = True

    @property
    def gremium(self) -> Gremium:
        return self.top.sitzung.gremium if self.top else self.umlauf.beratung.gremium

    @property
    def beratung(self) -> Beratung | None:
        return self.top.beratung if self.top else self.umlauf.beratung


def _ein_beschluss(name) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(top__isnull=False, umlauf__isnull=True) | Q(top__isnull=True, umlauf__isnull=False),
        violation_error_message="Dies gehört zu genau einem Beschluss.",
    )


class Bekanntgabebefugnis(models.Model):
    """Somebody whom the Landrat has named to announce non-public decisions (§ 85 Abs. 4, 5 NKomVG)."""

    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Person", on_delete=models.PROTECT, related_name="bekanntgabebefugnisse"
    )
    von = models.DateField("ab")
    bis = models.DateField("bis", null=True, blank=True)
    erteilt_von = konto("beauftragt von")
    erteilt_am = models.DateTimeField("beauftragt am", default=uhr.jetzt, editable=False)

    objects = AmTagQuerySet.as_manager()

    class Meta:
        verbose_name = "Beauftragung zur Bekanntgabe"
        verbose_name_plural = "Beauftragungen zur Bekanntgabe"
        ordering = ["-von", "pk"]
        constraints = [von_vor_bis("bekanntgabebefugnis")]
        triggers = [trigger_rechtsakt.steht("bekanntgabebefugnis_steht", ("bis",))]

    def __str__(self):
        return f"{self.benutzer} ab {self.von:%d.%m.%Y}"


class Bekanntgabe(ZuBeschluss):
    """A non-public decision becomes public, in these words and no others, by the act of a person."""

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ort = models.CharField("steht öffentlich", max_length=20, choices=BekanntgabeOrt, editable=False)
    titel = models.CharField("Öffentlicher Titel", max_length=200)
    wortlaut = models.TextField("Öffentlicher Wortlaut")
    grundlage = models.CharField("Rechtsgrundlage", max_length=30, choices=BekanntgabeGrund)
    begruendung = models.TextField("Begründung für den internen Verlauf")
    datenschutz = models.CharField("Personenbezogene Daten Dritter", max_length=10, choices=Personenbezug)
    datenschutz_grund = models.CharField("Warum zulässig", max_length=300, blank=True)
    bekannt_gegeben_am = models.DateTimeField("bekannt gegeben am", default=uhr.jetzt, editable=False)
    bekannt_gegeben_von = konto("bekannt gegeben von")
    # By whose word, where it was not the Verwaltungsleitung itself.
    befugnis = models.ForeignKey(
        Bekanntgabebefugnis, null=True, on_delete=models.PROTECT, related_name="bekanntgaben", editable=False
    )
    entfernt_am = models.DateTimeField("zurückgenommen am", null=True, editable=False)
    entfernt_von = konto("zurückgenommen von", null=True)

    class Meta:
        verbose_name = "Bekanntgabe"
        verbose_name_plural = "Bekanntgaben"
        ordering = ["-bekannt_gegeben_am", "-pk"]
        constraints = [
            _ein_beschluss("bekanntgabe_zu_einem_beschluss"),
            models.CheckConstraint(
                name="bekanntgabe_mit_wortlaut",
                condition=Q(wortlaut__gt="", titel__gt="", begruendung__gt=""),
                violation_error_message="Eine Bekanntgabe hat Titel, Wortlaut und Begründung.",
            ),
            models.UniqueConstraint(
                fields=["top"],
                condition=Q(entfernt_am__isnull=True),
                name="bekanntgabe_eine_je_top",
                violation_error_message="Dieser Beschluss ist schon bekannt gegeben.",
            ),
            models.UniqueConstraint(
                fields=["umlauf"],
                condition=Q(entfernt_am__isnull=True),
                name="bekanntgabe_eine_je_umlauf",
                violation_error_message="Dieser Beschluss ist schon bekannt gegeben.",
            ),
        ]
        triggers = [
            trigger_rechtsakt.steht("bekanntgabe_steht", ("entfernt_am", "entfernt_von_id"), schluss="entfernt_am")
        ]

    def __str__(self):
        return f"Bekanntgabe: {self.titel}"

    @property
    def oeffentlich(self) -> dict:
        """What stands outside: these words, the title, number of the item and the day; nothing of the decision itself."""
        daten = {
            "ris:anker": self.anker,
            "name": self.titel,
            "ris:wortlaut": self.wortlaut,
            "ris:bekannt_gegeben_am": timezone.localtime(self.bekannt_gegeben_am).date().isoformat(),
        }
        return daten | ({"number": self.top.nummer_lang} if self.top else {})

    @property
    def anker(self) -> str:
        return f"bekanntgabe-{str(self.oeffentliche_id)[:8]}"

    @property
    def pfad(self) -> str:
        """The permanent public address: at the agenda, at the paper, or a page of its own."""
        if self.ort == BekanntgabeOrt.TAGESORDNUNG:
            return f"{self.top.sitzung.pfad}#{self.anker}"
        if self.ort == BekanntgabeOrt.VORLAGE:
            return f"{self.beratung.vorlage.pfad}#{self.anker}"
        return f"/bekanntgaben/{str(self.oeffentliche_id)[:13]}/"


class Beanstandung(ZuBeschluss):
    """Einspruch or report against a decision (§§ 79, 88 NKomVG): until its outcome the decision is not carried out."""

    art = models.CharField("Art", max_length=20, choices=BeanstandungArt)
    am = models.DateField("eingelegt am")
    begruendung = models.TextField("Begründung")
    # § 79: the Kreisausschuss has decided on its Einspruch there.
    beschlossen_in = models.ForeignKey(
        Tagesordnungspunkt, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    erfasst_am = models.DateTimeField("erfasst am", default=uhr.jetzt, editable=False)
    erfasst_von = konto("erfasst von")
    # The station at which the body decides once more.
    neue_beratung = models.ForeignKey(Beratung, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    ausgang = models.CharField("Ausgang", max_length=30, choices=BeanstandungAusgang, blank=True, editable=False)
    ausgang_am = models.DateField("entschieden am", null=True, editable=False)
    ausgang_bemerkung = models.TextField("Bemerkung zum Ausgang", blank=True, editable=False)
    ausgang_von = konto("Ausgang erfasst von", null=True)

    class Meta:
        verbose_name = "Einspruch"
        verbose_name_plural = "Einsprüche"
        ordering = ["-am", "-pk"]
        constraints = [
            _ein_beschluss("beanstandung_zu_einem_beschluss"),
            models.CheckConstraint(
                name="beanstandung_begruendet",
                condition=Q(begruendung__gt=""),
                violation_error_message="Bitte begründen Sie den Einspruch.",
            ),
            models.CheckConstraint(
                name="beanstandung_ausgang_mit_tag",
                condition=Q(ausgang="", ausgang_am__isnull=True, ausgang_von__isnull=True)
                | Q(ausgang__gt="", ausgang_am__isnull=False, ausgang_von__isnull=False),
                violation_error_message="Ausgang und Tag gehören zusammen.",
            ),
            models.UniqueConstraint(
                fields=["top"],
                condition=Q(ausgang=""),
                name="beanstandung_eine_offene_je_top",
                violation_error_message="Gegen diesen Beschluss läuft schon ein Einspruch.",
            ),
        ]
        triggers = [
            trigger_rechtsakt.steht(
                "beanstandung_steht",
                ("neue_beratung_id", "ausgang", "ausgang_am", "ausgang_bemerkung", "ausgang_von_id"),
                schluss="ausgang_am",
            )
        ]

    def __str__(self):
        return f"{self.get_art_display()} vom {self.am:%d.%m.%Y}"

    @property
    def ist_offen(self) -> bool:
        return not self.ausgang
