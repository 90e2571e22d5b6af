"""The Vorlage as it is written and handled, and its Beratungsfolge."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from gremien.choices import FRAKTIONSARTEN
from gremien.models import Gremium, Person
from gremien.rules import ist_mandatstraeger
from konten.models import Amt, Benutzer
from vorlagen import praedikate, trigger
from vorlagen.arten import BLAETTER, Blatt
from vorlagen.choices import (
    BEARBEITBARE_STATUS,
    BERATBARE_STATUS,
    ENTWURFSSTATUS,
    GELADENE_STATUS,
    MANDATSARTEN,
    NEUFASSUNG,
    OFFENE_NEUFASSUNG,
    SCHREIBENDE_AKTIONEN,
    Haushaltsmittel,
    Sachgebiet,
    VorlageArt,
    VorlageStatus,
)
from vorlagen.models import bedingungen
from vorlagen.models.beratung import Beratung
from vorlagen.models.mitzeichnung import Mitzeichnung
from wittmund_ris import uhr


class VorlageQuerySet(models.QuerySet):
    def sichtbar_fuer(self, benutzer):
        """The Vorlagen that this account may read: the pair of `sicht.kann_sehen`."""
        if not (benutzer.is_authenticated and benutzer.is_active):
            return self.none()
        im_kreisausschuss = Beratung.objects.entscheidend_im_hauptausschuss().filter(vorlage=OuterRef("pk"))
        veroeffentlicht = Q(veroeffentlicht_am__isnull=False, entfernt_am__isnull=True)
        aus_mandat = Q(art__in=MANDATSARTEN)
        sicht = (Q(verfasst_von=benutzer) & ~aus_mandat) | (veroeffentlicht & ~Exists(im_kreisausschuss))
        if praedikate.arbeitet_im_amt(benutzer) and benutzer.amt_id:
            sicht |= Q(amt=benutzer.amt_id)
        if praedikate.ist_verwaltungsleitung(benutzer):
            sicht |= ~Q(status=VorlageStatus.ENTWURF) & (~aus_mandat | Q(eingegangen_am__isnull=False))
            sicht |= Q(art=VorlageArt.TISCHVORLAGE)
        if praedikate.ist_sitzungsdienst(benutzer):
            sicht |= ~Q(status__in=ENTWURFSSTATUS) & Q(freigegeben_am__isnull=False)
            sicht |= Q(pk__in=praedikate.begonnen_von(self.model, benutzer).values("pk"))
            sicht |= aus_mandat & Q(eingegangen_am__isnull=False)
        if ist_mandatstraeger(benutzer):
            verbote = Beratung.objects.mit_mitwirkungsverbot(benutzer.person).filter(vorlage=OuterRef("pk"))
            sicht |= Q(status__in=GELADENE_STATUS) & (Q(ist_oeffentlich=True) | ~Exists(verbote))
            sicht |= praedikate.gestellt_von(benutzer) & (Q(amt__isnull=True) | Q(freigegeben_am__isnull=False))
        if praedikate.ist_im_haus(benutzer):
            # Who released in Vertretung keeps the paper; who stands in for the release sees what waits for it.
            sicht |= Exists(Mitzeichnung.objects.sichtbar_durch(benutzer).filter(vorlage=OuterRef("pk")))
            sicht |= Q(freigegeben_von=benutzer)
            if praedikate.vertretene_leitung(benutzer):
                sicht |= Q(status=VorlageStatus.IN_MITZEICHNUNG)
                sicht |= Q(status=VorlageStatus.ENTWURF, art=VorlageArt.TISCHVORLAGE)
        return self.filter(sicht)

    def intern_sichtbar_fuer(self, benutzer):
        """Those of which this account reads also what is not public: the pair of the right `vorlagen.intern_sehen`."""
        sichtbar = self.sichtbar_fuer(benutzer)
        if (
            praedikate.ist_verwaltungsleitung(benutzer)
            or praedikate.ist_sitzungsdienst(benutzer)
            or ist_mandatstraeger(benutzer)
        ):
            return sichtbar
        intern = Q(pk__in=[])
        if praedikate.arbeitet_im_amt(benutzer) and benutzer.amt_id:
            intern |= Q(amt=benutzer.amt_id)
        if praedikate.ist_im_haus(benutzer):
            intern |= Exists(Mitzeichnung.objects.sichtbar_durch(benutzer).filter(vorlage=OuterRef("pk")))
            intern |= Q(freigegeben_von=benutzer)
            if praedikate.vertretene_leitung(benutzer):
                intern |= Q(status=VorlageStatus.IN_MITZEICHNUNG)
                intern |= Q(status=VorlageStatus.ENTWURF, art=VorlageArt.TISCHVORLAGE)
        return sichtbar.filter(intern)

    def mit_nummern(self, nummern):
        """The papers with these numbers, as printed: 0121/2018, 0042/2019/1."""
        gesucht = Q(pk__in=[])
        for nummer in nummern:
            laufnummer, jahr, zusatz = [*map(int, nummer.split("/")), 0][:3]
            gesucht |= Q(laufnummer=laufnummer, jahr=jahr, zusatz=zusatz)
        return self.filter(gesucht)

    def gestellt_von(self, benutzer):
        """The motions and questions of this member and of their Fraktion, in every status: the pair of `praedikate.ist_antragsteller`.

        It says nothing about the Stellungnahme or Antwort: these are read where `sichtbar_fuer` opens the paper.
        """
        if not (benutzer.is_authenticated and benutzer.is_active and hasattr(benutzer, "person")):
            return self.none()
        if not ist_mandatstraeger(benutzer):
            return self.filter(praedikate.entwuerfe_nach_dem_mandat(benutzer))
        return self.filter(praedikate.gestellt_von(benutzer))

    def beratbar(self):
        """Released and not decided: may stand on an agenda."""
        return self.filter(status__in=BERATBARE_STATUS)

    def offene_neufassungen(self):
        """Working copies of a new Fassung that are neither taken over nor given up."""
        return self.filter(neufassung_von__isnull=False, status__in=OFFENE_NEUFASSUNG)

    def ergaenzbar(self):
        """Papers of the Verwaltung that a supplement or an Austauschvorlage may refer to."""
        return self.beratbar().exclude(art__in=MANDATSARTEN)


class Vorlage(models.Model):
    """The council paper. Its status changes through `vorlagen.workflow.ausfuehren` and nothing else."""

    Art = VorlageArt
    Status = VorlageStatus

    oeffentliche_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    art = models.CharField("Art", max_length=30, choices=VorlageArt, default=VorlageArt.BESCHLUSSVORLAGE)
    sachgebiet = models.CharField(
        "Sachgebiet",
        max_length=20,
        choices=Sachgebiet,
        default=Sachgebiet.KEINES,
        help_text="Gegenstände, über die nur der Kreistag beschließt (§ 58 Abs. 1 NKomVG).",
    )
    jahr = models.PositiveSmallIntegerField("Jahr", null=True, editable=False)
    laufnummer = models.PositiveIntegerField("laufende Nummer", null=True, editable=False)
    # 0042/2019/1: below the paper that it supplements or replaces.
    zusatz = models.PositiveSmallIntegerField("Zusatz der Nummer", default=0, editable=False)
    ursprung = models.ForeignKey(
        "self",
        verbose_name="Bezieht sich auf",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="folgepapiere",
    )
    # The Fassung in force; 0 before the release.
    fassung = models.PositiveSmallIntegerField("Fassung", default=0, editable=False)
    # A working copy of the next Fassung of that paper: never a paper of its own.
    neufassung_von = models.ForeignKey(
        "self",
        verbose_name="Neue Fassung von",
        null=True,
        on_delete=models.PROTECT,
        related_name="neufassungen",
        editable=False,
    )
    fassung_grund = models.CharField("Grund der neuen Fassung", max_length=500, blank=True, editable=False)
    status = models.CharField(
        "Status", max_length=20, choices=VorlageStatus, default=VorlageStatus.ENTWURF, editable=False
    )
    # Empty only until a motion has been given to an Amt.
    amt = models.ForeignKey(
        Amt, verbose_name="Federführendes Amt", null=True, blank=True, on_delete=models.PROTECT, editable=False
    )
    antragsteller_gremium = models.ForeignKey(
        Gremium,
        verbose_name="Fraktion oder Gruppe",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="antraege",
        limit_choices_to=Q(art__in=FRAKTIONSARTEN),
        editable=False,
    )
    antragsteller_person = models.ForeignKey(
        Person,
        verbose_name="Abgeordnete oder Abgeordneter",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="antraege",
        editable=False,
    )
    eingegangen_am = models.DateTimeField("eingegangen am", null=True, editable=False)
    aktenzeichen = models.CharField("Aktenzeichen", max_length=40, blank=True)
    ist_oeffentlich = models.BooleanField("öffentlich", default=False)
    nichtoeffentlich_grund = models.CharField("Grund der Nichtöffentlichkeit", max_length=300, blank=True)

    betreff = models.CharField("Betreff", max_length=300)
    sachverhalt = models.TextField("Sachverhalt", blank=True)
    anmerkung = models.TextField("Anmerkung", blank=True)
    beschlussvorschlag = models.TextField("Beschlussvorschlag", blank=True)
    stellungnahme = models.TextField("Stellungnahme", blank=True)

    gesamtkosten_keine = models.BooleanField("keine Gesamtkosten", default=False)
    gesamtkosten = models.DecimalField(
        "Gesamtkosten in €", max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    folgekosten_keine = models.BooleanField("keine jährlichen Folgekosten", default=False)
    folgekosten = models.DecimalField(
        "Jährliche Folgekosten in €",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    einnahmen_keine = models.BooleanField("keine objektbezogenen Einnahmen", default=False)
    einnahmen = models.DecimalField(
        "Objektbezogene Einnahmen in €",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    haushaltsmittel = models.CharField("Haushaltsmittel", max_length=20, choices=Haushaltsmittel, blank=True)
    haushaltsmittel_betrag = models.DecimalField(
        "Noch zur Verfügung in €",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    produktkonto = models.CharField("Produktkonto", max_length=60, blank=True)

    verfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="verfasst von",
        on_delete=models.PROTECT,
        related_name="verfasste_vorlagen",
        editable=False,
    )
    erstellt_am = models.DateTimeField("angelegt am", default=uhr.jetzt, editable=False)
    geaendert_am = models.DateTimeField("geändert am", default=uhr.jetzt, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Of the form that began it: sent twice, it still begins one draft.
    formular = models.UUIDField("Kennung des Formulars", null=True, unique=True, editable=False)

    freigegeben_am = models.DateTimeField("freigegeben am", null=True, editable=False)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="freigegeben von",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    gezeichnet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gezeichnet von",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    gezeichnet_name = models.CharField("gez.", max_length=160, blank=True, editable=False)
    # "In Vertretung" or "Im Auftrag", as it was then.
    gezeichnet_zusatz = models.CharField("Zusatz der Zeichnung", max_length=40, blank=True, editable=False)
    gezeichnet_ort = models.CharField("Ort", max_length=60, blank=True, editable=False)

    veroeffentlicht_am = models.DateTimeField("öffentlich seit", null=True, editable=False)
    entfernt_am = models.DateTimeField("Veröffentlichung zurückgenommen am", null=True, editable=False)

    objects = VorlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorlage"
        verbose_name_plural = "Vorlagen"
        ordering = ["-jahr", "-laufnummer", "-zusatz", "-pk"]
        constraints = bedingungen.VORLAGE
        indexes = [models.Index(fields=["status", "amt"], name="vorlage_status_amt")]
        triggers = [
            trigger.freigegebenes_unveraendert,
            trigger.freigegebener_text_nur_mit_fassung,
            trigger.freigegebenes_bleibt,
            trigger.gestelltes_unveraendert,
            trigger.suche_der_vorlage_veraltet,
        ]

    def __str__(self):
        return f"{self.nummer} {self.betreff}" if self.nummer else self.titel

    @property
    def nummer(self) -> str:
        """`0042/2019`: four digits, running in the calendar year; a supplement `0042/2019/1`; a draft has none."""
        if not self.laufnummer:
            return ""
        return f"{self.laufnummer:04}/{self.jahr}" + (f"/{self.zusatz}" if self.zusatz else "")

    @property
    def pfad(self) -> str:
        """The permanent public address: /vorlagen/2019/0042/, /vorlagen/2019/0042/1/. A draft has none."""
        return f"/vorlagen/{self.jahr}/{self.laufnummer:04}/" + (f"{self.zusatz}/" if self.zusatz else "")

    @property
    def ist_veroeffentlicht(self) -> bool:
        return self.veroeffentlicht_am is not None and self.entfernt_am is None

    @property
    def ist_entwurf(self) -> bool:
        return self.status in ENTWURFSSTATUS

    @property
    def ist_neufassung(self) -> bool:
        """A working copy: in lists it says so, as it is no paper of its own."""
        return self.neufassung_von_id is not None

    @property
    def titel(self) -> str:
        """The Betreff as lists of papers print it."""
        return f"Neue Fassung: {self.betreff}" if self.ist_neufassung else self.betreff

    @property
    def zeile(self) -> str:
        """The kind by which the table of steps knows it."""
        return NEUFASSUNG if self.ist_neufassung else self.art

    @property
    def ist_bearbeitbar(self) -> bool:
        """Somebody may write now; who, says `vorlagen.bearbeiten`."""
        return self.status in BEARBEITBARE_STATUS

    @property
    def blatt(self) -> Blatt:
        """What a paper of this kind shows, and under which labels."""
        return BLAETTER[VorlageArt(self.art)]

    @property
    def hat_beschluss(self) -> bool:
        """Is there a Beschlussvorschlag to vote on? A supplement is as its Ursprung."""
        if self.blatt.hat_beschluss is None:
            return self.ursprung is None or self.ursprung.hat_beschluss
        return self.blatt.hat_beschluss

    @property
    def kommt_aus_mandat(self) -> bool:
        return self.art in MANDATSARTEN

    @property
    def antragsteller(self) -> str:
        """Who moves or asks, as printed; empty on papers of the Verwaltung."""
        if not self.antragsteller_person:
            return ""
        name = self.antragsteller_person.name
        return f"{self.antragsteller_gremium} ({name})" if self.antragsteller_gremium else name

    @property
    def auskunft_an(self) -> Benutzer | None:
        """The account that is told of the way of the paper: its author; of a motion who moved it, while they have one and a mandate."""
        if not self.kommt_aus_mandat:
            return self.verfasst_von
        konto = self.antragsteller_person.benutzer
        return konto if konto and praedikate.ist_antragsteller(konto, self) else None

    @property
    def ersetzt_durch(self) -> "Vorlage | None":
        """The released Austauschvorlage that took the place of this paper."""
        return self.folgepapiere.filter(art=VorlageArt.AUSTAUSCHVORLAGE, freigegeben_am__isnull=False).first()

    @property
    def entscheidet_hauptausschuss(self) -> bool:
        """The Kreisausschuss decides: then even the status is not public (§ 78 Abs. 2 NKomVG)."""
        return self.beratungen.entscheidend_im_hauptausschuss().exists()

    def hat_mitgeschrieben(self, benutzer) -> bool:
        """Author, or recorded in the Verlauf as having changed the content."""
        if self.verfasst_von_id == benutzer.pk:
            return True
        if self.ist_neufassung and self.neufassung_von.hat_mitgeschrieben(benutzer):
            # Most of its words are those of the Fassung in force.
            return True
        return self.verlauf.filter(aktion__in=SCHREIBENDE_AKTIONEN, benutzer=benutzer).exists()
