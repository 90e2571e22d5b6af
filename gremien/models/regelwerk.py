"""What the Kreistag sets itself, effective-dated."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from gremien.choices import (
    Ladungszaehlung,
    NamentlicheAbstimmung,
    ProtokollVeroeffentlichung,
    Unterzeichner,
    Zaehlung,
)
from gremien.models.koerperschaft import Wahlperiode
from gremien.models.zeit import AmTagQuerySet, Zeitraum, von_vor_bis


def unterzeichner_vorgabe() -> list[str]:
    return [Unterzeichner.VORSITZ.value, Unterzeichner.HVB.value, Unterzeichner.PROTOKOLLFUEHRUNG.value]


def unterzeichner_vorgabe_ka() -> list[str]:
    """The Landrat presides over the Kreisausschuss (§ 74 Abs. 1 NKomVG): he signs once."""
    return [Unterzeichner.HVB.value, Unterzeichner.PROTOKOLLFUEHRUNG.value]


class RegelwerkQuerySet(AmTagQuerySet):
    def am(self, tag):
        """In force on that day: in its own Wahlperiode, or in a later one where the Kreistag resolved that it goes on (§ 69)."""
        return super().am(tag).filter(Q(wahlperiode__bis__gte=tag) | ~Q(weitergeltung_beschluss=""))

    def gilt_am(self, tag):
        """The one Regelwerk in force on that day; Regelwerk.DoesNotExist names the day and what to do."""
        regelwerk = self.am(tag).order_by("-von").first()
        if regelwerk is None:
            altes = super().am(tag).select_related("wahlperiode").order_by("-von").first()
            raise Regelwerk.DoesNotExist(
                f"Das Regelwerk „{altes.beschluss}“ endete mit der Wahlperiode {altes.wahlperiode} und gilt am {tag:%d.%m.%Y} nur, "
                "wenn der Kreistag seine Weitergeltung beschlossen hat. Bitte tragen Sie den Beschluss in den Stammdaten ein."
                if altes
                else f"Für den {tag:%d.%m.%Y} ist kein Regelwerk hinterlegt. Bitte legen Sie es in den Stammdaten an."
            )
        return regelwerk


class Regelwerk(models.Model):
    """What the Kreistag sets itself (Geschäftsordnung, Hauptsatzung), from a day on.

    It ends with the Wahlperiode; a sitting is judged by the Regelwerk of its own day.
    """

    wahlperiode = models.ForeignKey(Wahlperiode, verbose_name="Wahlperiode", on_delete=models.PROTECT)
    von = models.DateField("gilt ab")
    bis = models.DateField("gilt bis", null=True, blank=True)
    beschluss = models.CharField("Grundlage", max_length=200, help_text="Zum Beispiel „Geschäftsordnung vom …“.")
    # § 69 NKomVG: the Geschäftsordnung ends with its term, unless the new Kreistag resolves that it goes on.
    weitergeltung_beschluss = models.CharField(
        "Weitergeltung in der nächsten Wahlperiode",
        max_length=200,
        blank=True,
        help_text="Zum Beispiel „Beschluss des Kreistages vom 12.11.2026“. Ohne Eintrag endet das Regelwerk mit seiner Wahlperiode.",
    )
    mitglieder_gesetzlich = models.PositiveSmallIntegerField(
        "Gesetzliche Mitgliederzahl des Kreistages",
        default=43,
        help_text="Abgeordnete und Landrat (§ 45 Abs. 1, § 46).",
    )
    ladungsfrist_tage = models.PositiveSmallIntegerField(
        "Ladungsfrist in Tagen", default=7, help_text="Volle Kalendertage zwischen Absende- und Sitzungstag."
    )
    ladungsfrist_zaehlung = models.CharField(
        "Die Ladungsfrist zählt", max_length=20, choices=Ladungszaehlung, default=Ladungszaehlung.OHNE_BEIDE
    )
    ladungsfrist_eil_stunden = models.PositiveSmallIntegerField(
        "Abgekürzte Ladungsfrist im Eilfall in Stunden",
        default=24,
        help_text="Weniger Zeit darf auch im Eilfall nicht bleiben.",
    )
    bekanntmachung_form = models.CharField(
        "Bekanntmachung",
        max_length=200,
        default="Bürgerportal des Landkreises und Aushang im Kreishaus",
        help_text="Wie Zeit, Ort und Tagesordnung ortsüblich bekannt gemacht werden (§ 59 Abs. 5 NKomVG, Hauptsatzung).",
    )
    bekanntmachung_vorlauf_tage = models.PositiveSmallIntegerField(
        "Vorlauf der Bekanntmachung in Tagen", default=3, help_text="So viele Tage vor der Sitzung spätestens."
    )
    antrag_frist_tage = models.PositiveSmallIntegerField(
        "Frist für Anträge in Tagen", default=14, help_text="Tage vor der Sitzung, nach der Geschäftsordnung."
    )
    anfrage_frist_tage = models.PositiveSmallIntegerField("Frist für Anfragen in Tagen", default=7)
    einwohnerfragestunde = models.BooleanField("Einwohnerfragestunde im Kreistag", default=True)
    einwohnerfragestunde_minuten = models.PositiveSmallIntegerField("Dauer der Einwohnerfragestunde", default=30)
    abgabefrist_tage = models.PositiveSmallIntegerField(
        "Abgabefrist für Vorlagen in Tagen",
        default=14,
        help_text="So viele Tage vor der Sitzung muss eine Vorlage beim Sitzungsdienst sein. Kalendertage, die auf einen "
        "freien Tag fallen, rücken auf den Arbeitstag davor.",
    )
    abgabefrist_zaehlung = models.CharField(
        "Die Abgabefrist zählt", max_length=20, choices=Zaehlung, default=Zaehlung.KALENDERTAGE
    )
    ausschuesse_oeffentlich = models.BooleanField(
        "Fachausschüsse tagen öffentlich", default=True, help_text="§ 72 Abs. 1 NKomVG: nach der Geschäftsordnung."
    )
    geheime_abstimmung = models.BooleanField(
        "Geheime Abstimmung zugelassen", default=False, help_text="§ 66 Abs. 2 NKomVG: nach der Geschäftsordnung."
    )
    namentliche_abstimmung = models.CharField(
        "Namentliche Abstimmung", max_length=20, choices=NamentlicheAbstimmung, default=NamentlicheAbstimmung.QUORUM
    )
    namentliche_abstimmung_mindestens = models.PositiveSmallIntegerField(
        "Mindestzahl für das Verlangen nach namentlicher Abstimmung", default=5
    )
    protokoll_unterzeichner = ArrayField(
        models.CharField(max_length=20, choices=Unterzeichner),
        verbose_name="Das Protokoll unterzeichnen",
        default=unterzeichner_vorgabe,
        help_text="Im Kreistag und in den Fachausschüssen.",
    )
    protokoll_unterzeichner_ka = ArrayField(
        models.CharField(max_length=20, choices=Unterzeichner),
        verbose_name="Das Protokoll des Kreisausschusses unterzeichnen",
        default=unterzeichner_vorgabe_ka,
    )
    protokoll_letzte_durch_ka = models.BooleanField(
        "Die letzten Protokolle einer Wahlperiode genehmigt der Kreisausschuss", default=True
    )
    protokoll_veroeffentlichung = models.CharField(
        "Der öffentliche Teil des Protokolls wird veröffentlicht",
        max_length=20,
        choices=ProtokollVeroeffentlichung,
        default=ProtokollVeroeffentlichung.NACH_GENEHMIGUNG,
    )
    beigeordnete = models.PositiveSmallIntegerField(
        "Beigeordnete im Kreisausschuss",
        default=6,
        choices=[(6, "6"), (8, "8"), (10, "10")],
        help_text="§ 74 Abs. 3 NKomVG: sechs, der Kreistag kann zwei oder vier mehr beschließen.",
    )
    hybrid_erlaubt = models.BooleanField(
        "Hybride Sitzungen zugelassen", default=False, help_text="§ 64 Abs. 3 NKomVG: nach der Hauptsatzung."
    )
    aufnahme_erlaubt = models.BooleanField(
        "Ton- und Filmaufnahmen zugelassen", default=False, help_text="§ 64 Abs. 2 NKomVG: nach der Hauptsatzung."
    )
    fraktion_min = models.PositiveSmallIntegerField("Mindeststärke einer Fraktion", default=2)
    # Of the papers; decisions and minutes themselves are kept for good.
    aufbewahrung_beschluss = models.PositiveSmallIntegerField(
        "Aufbewahrung von Beschlussvorlagen in Jahren",
        default=30,
        help_text="Auch Tisch-, Ergänzungs- und Austauschvorlagen. Nach der Aktenordnung, ab dem Ende des Jahres, in dem der "
        "Vorgang abgeschlossen wurde; danach kann er ausgesondert und dem Archiv angeboten werden.",
    )
    aufbewahrung_antrag = models.PositiveSmallIntegerField("Aufbewahrung von Anträgen in Jahren", default=30)
    aufbewahrung_anfrage = models.PositiveSmallIntegerField("Aufbewahrung von Anfragen in Jahren", default=10)
    aufbewahrung_mitteilung = models.PositiveSmallIntegerField(
        "Aufbewahrung von Mitteilungsvorlagen in Jahren", default=10
    )

    objects = RegelwerkQuerySet.as_manager()

    class Meta:
        verbose_name = "Regelwerk"
        verbose_name_plural = "Regelwerke"
        ordering = ["-von", "pk"]
        constraints = [
            von_vor_bis("regelwerk"),
            ExclusionConstraint(
                name="regelwerk_ohne_ueberschneidung",
                expressions=[(Zeitraum("von", "bis", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS)],
                violation_error_message="Für diesen Zeitraum gibt es schon ein Regelwerk.",
            ),
            models.CheckConstraint(
                name="regelwerk_beigeordnete",
                condition=Q(beigeordnete__in=[6, 8, 10]),
                violation_error_message="Der Kreisausschuss hat 6, 8 oder 10 Beigeordnete (§ 74 Abs. 3 NKomVG).",
            ),
        ]

    def __str__(self):
        return f"{self.beschluss} (ab {self.von:%d.%m.%Y})"

    def clean(self):
        if self.wahlperiode_id and self.von and not self.wahlperiode.von <= self.von <= self.wahlperiode.bis:
            raise ValidationError({"von": "Das Regelwerk muss in seiner Wahlperiode beginnen."})
        if self.wahlperiode_id and self.bis and self.bis > self.wahlperiode.bis and not self.weitergeltung_beschluss:
            raise ValidationError(
                {
                    "bis": f"Die Wahlperiode endet am {self.wahlperiode.bis:%d.%m.%Y}. Länger gilt das Regelwerk nur, wenn der "
                    "Kreistag seine Weitergeltung beschlossen hat; tragen Sie dann den Beschluss ein."
                }
            )

    def gilt(self, tag) -> bool:
        """The same answer as `Regelwerk.objects.am(tag)`, for one that was read with its Wahlperiode."""
        im_zeitraum = self.von <= tag and (self.bis is None or tag <= self.bis)
        return im_zeitraum and (tag <= self.wahlperiode.bis or bool(self.weitergeltung_beschluss))
