"""What became of a decision (§ 85 Abs. 1 Nr. 2 NKomVG): one entry for each numbered point, and its Verlauf."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gremien.rules import ist_mandatstraeger
from konten.models import Amt
from sitzungen import rules, trigger_beschluss
from sitzungen.choices import ERLEDIGTE, UMSETZBAR, BeschlussStatus
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from vorlagen.models import Vorlage
from wittmund_ris.richtext import klartext
from wittmund_ris.verlauf import Verlaufseintrag, nur_anfuegen


class BeschlussQuerySet(models.QuerySet):
    def sichtbar_fuer(self, benutzer):
        """The pair of `rules.kann_beschluss_sehen`: Sitzungsdienst and Verwaltungsleitung all, an Amt its own, members what
        they may read of the paper.
        """
        if not (benutzer.is_authenticated and benutzer.is_active):
            return self.none()
        if rules.ist_sitzungsdienst(benutzer) or rules.ist_verwaltungsleitung(benutzer):
            return self
        sicht = Q(pk__in=[])
        if rules.ist_verwaltung(benutzer) and benutzer.amt_id:
            sicht |= Q(amt=benutzer.amt_id) | Q(top__beratung__vorlage__amt=benutzer.amt_id)
        if ist_mandatstraeger(benutzer):
            sicht |= Q(top__beratung__vorlage__in=Vorlage.objects.sichtbar_fuer(benutzer))
        verbote = getattr(benutzer, "person", None)
        sichtbar = self.filter(sicht)
        if verbote is None:
            return sichtbar
        # § 41 NKomVG: who may not take part does not read the inside of that item.
        return sichtbar.exclude(
            top__teil="n", top__mitwirkungsverbote__person=verbote, top__mitwirkungsverbote__umfang="verbot"
        )

    def offene(self):
        return self.filter(status__in=UMSETZBAR)

    def ueberfaellig(self, heute):
        return self.offene().filter(faellig_am__lt=heute)

    def mit_herkunft(self):
        return self.select_related("amt", "top__sitzung__gremium", "top__beratung__vorlage__amt")


class Beschluss(models.Model):
    """One point of a final decision. Its wording never changes; who does it, until when and how far it is, does."""

    Status = BeschlussStatus

    top = models.ForeignKey(Tagesordnungspunkt, on_delete=models.PROTECT, related_name="beschluesse")
    nummer = models.PositiveSmallIntegerField("Punkt", editable=False)
    wortlaut = models.TextField("Wortlaut", editable=False)
    amt = models.ForeignKey(
        Amt, verbose_name="Zuständiges Amt", null=True, on_delete=models.PROTECT, related_name="beschluesse"
    )
    faellig_am = models.DateField("Termin", null=True)
    status = models.CharField(
        "Status", max_length=20, choices=BeschlussStatus, default=BeschlussStatus.OFFEN, editable=False
    )
    stand = models.TextField("Sachstand", blank=True)
    erledigt_am = models.DateField("erledigt am", null=True, editable=False)
    # What was released, word for word: a later report is inside until somebody releases it too.
    oeffentlicher_status = models.CharField(max_length=20, choices=BeschlussStatus, blank=True, editable=False)
    oeffentlicher_stand = models.TextField("öffentlicher Sachstand", blank=True, editable=False)
    freigegeben_am = models.DateTimeField("veröffentlicht am", null=True, editable=False)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BeschlussQuerySet.as_manager()

    class Meta:
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlusskontrolle"
        ordering = ["top__sitzung__beginn", "top", "nummer", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["top", "nummer"], name="beschluss_nummer_einmalig"),
            models.CheckConstraint(
                name="beschluss_erledigt_mit_tag",
                condition=Q(status__in=ERLEDIGTE, erledigt_am__isnull=False)
                | (~Q(status__in=ERLEDIGTE) & Q(erledigt_am__isnull=True)),
                violation_error_message="Was erledigt oder hinfällig ist, hat einen Tag.",
            ),
            models.CheckConstraint(
                name="beschluss_freigabe_mit_person",
                condition=Q(freigegeben_am__isnull=True, freigegeben_von__isnull=True, oeffentlicher_status="")
                | (Q(freigegeben_am__isnull=False, freigegeben_von__isnull=False) & ~Q(oeffentlicher_status="")),
                violation_error_message="Veröffentlicht wird von einer Person, zu einer Zeit.",
            ),
        ]
        triggers = [trigger_beschluss.beschluss_bleibt]

    def __str__(self):
        nummer = self.vorlage.nummer if self.vorlage else self.top.nummer_lang
        return f"{nummer}, Punkt {self.nummer}"

    @property
    def vorlage(self) -> Vorlage | None:
        return self.top.beratung.vorlage if self.top.beratung else None

    @property
    def titel(self) -> str:
        return self.vorlage.betreff if self.vorlage else self.top.titel

    @property
    def kurz(self) -> str:
        """The wording in one line."""
        text = " ".join(klartext(self.wortlaut).split())
        return text if len(text) <= 160 else f"{text[:159].rsplit(' ', 1)[0]} …"

    @property
    def ist_offen(self) -> bool:
        return self.status in UMSETZBAR

    def ampel(self, heute) -> tuple[str, str]:
        """(words, tone) of the traffic light: the words alone say it, the colour repeats them."""
        if not self.ist_offen:
            return self.get_status_display(), "success" if self.status == BeschlussStatus.ERLEDIGT else "neutral"
        if self.faellig_am is None:
            return "ohne Termin", "neutral"
        tage = (self.faellig_am - heute).days
        if tage < 0:
            return "überfällig", "danger"
        return ("bald fällig", "warning") if tage <= 14 else ("im Plan", "info")


class BeschlussVerlauf(Verlaufseintrag):
    """What happened to a Beschluss, append-only."""

    class Aktion(models.TextChoices):
        ANGELEGT = "angelegt", "Mit dem Schluss der Sitzung angelegt"
        BERICHTET = "berichtet", "Sachstand berichtet"
        GESTEUERT = "gesteuert", "Amt oder Termin geändert"
        ERINNERT = "erinnert", "Erinnert"
        FREIGEGEBEN = "freigegeben", "Sachstand veröffentlicht"
        ZURUECKGENOMMEN = "zurueckgenommen", "Veröffentlichung zurückgenommen"

    beschluss = models.ForeignKey(Beschluss, on_delete=models.PROTECT, related_name="verlauf")

    class Meta(Verlaufseintrag.Meta):
        verbose_name = "Verlauf eines Beschlusses"
        verbose_name_plural = "Verlauf der Beschlüsse"
        triggers = [nur_anfuegen("beschlussverlauf_nur_anfuegen")]

    def __str__(self):
        return f"{self.get_aktion_display()} am {self.am:%d.%m.%Y}"

    def get_aktion_display(self):
        return self.Aktion(self.aktion).label
