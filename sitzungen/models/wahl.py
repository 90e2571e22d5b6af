"""Elections of § 67 NKomVG. They are no Abstimmungen: candidates and votes per Wahlgang, and the lot.

Nothing here says how a person voted, in no Verfahren. Whether somebody is elected is computed from the numbers, never stored.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from gremien.models import Person
from sitzungen import auszaehlung, trigger_beschluss
from sitzungen.auszaehlung import Art, Ausgang, Gezaehlt
from sitzungen.choices import Waehlbar, Wahlverfahren, ZiehtDasLos
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from vorlagen.choices import Ergebnis


class WahlQuerySet(models.QuerySet):
    def mit_gaengen(self):
        """With everything that the outcome is computed from, in five queries for any number."""
        return self.prefetch_related(
            "kandidaten__person",
            "gaenge__stimmen__kandidat__person",
            "gaenge__los__gezogen_von",
            "gaenge__los__kandidat",
        )


class Wahl(models.Model):
    """One election on an item; several items of a Gremium each get their own."""

    top = models.ForeignKey(Tagesordnungspunkt, on_delete=models.PROTECT, related_name="wahlen")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    gegenstand = models.CharField("Gewählt wird", max_length=200)
    waehlbar = models.CharField("Wählbar sind", max_length=20, choices=Waehlbar, default=Waehlbar.MITGLIED)
    ist_vorsitzwahl = models.BooleanField("Wahl des Vorsitzes des Kreistags", default=False)
    verfahren = models.CharField(
        "Verfahren", max_length=20, choices=Wahlverfahren, default=Wahlverfahren.SCHRIFTLICH, editable=False
    )
    hat_widerspruch = models.BooleanField("Widerspruch gegen Zuruf oder Handzeichen", default=False, editable=False)
    geheim_verlangt = models.BooleanField("geheime Wahl verlangt", default=False, editable=False)
    ohne_wahl_grund = models.CharField("ohne Wahl beendet, weil", max_length=300, blank=True, editable=False)
    # Two clerks at one election: the second sees that something happened in between.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WahlQuerySet.as_manager()

    class Meta:
        verbose_name = "Wahl"
        verbose_name_plural = "Wahlen"
        ordering = ["top", "position"]
        constraints = [
            models.UniqueConstraint(fields=["top", "position"], name="wahl_position_einmalig"),
            models.CheckConstraint(
                name="wahl_geheim_wenn_verlangt",
                condition=Q(geheim_verlangt=False) | Q(verfahren=Wahlverfahren.GEHEIM),
                violation_error_message="Verlangt ein Mitglied die geheime Wahl, wird geheim gewählt (§ 67 NKomVG).",
            ),
            models.CheckConstraint(
                name="wahl_zuruf_ohne_widerspruch",
                condition=~Q(verfahren=Wahlverfahren.ZURUF, hat_widerspruch=True),
                violation_error_message="Widerspricht jemand, wird schriftlich gewählt (§ 67 NKomVG).",
            ),
            models.CheckConstraint(
                name="wahl_vorsitz_aus_der_mitte",
                condition=Q(ist_vorsitzwahl=False) | Q(waehlbar=Waehlbar.MITGLIED),
                violation_error_message="Der Vorsitz wird aus der Mitte der Abgeordneten gewählt (§ 61 Abs. 1 NKomVG).",
            ),
        ]
        triggers = [trigger_beschluss.wahl_steht]

    def __str__(self):
        return self.gegenstand

    @property
    def gang_liste(self) -> list:
        return list(self.gaenge.all())

    @property
    def los(self):
        """The lot that was drawn, or None."""
        gaenge = self.gang_liste
        return getattr(gaenge[-1], "los", None) if gaenge else None

    @property
    def ausgang(self) -> Ausgang | None:
        """Of the last Wahlgang, with the lot drawn; None before the first."""
        gaenge = self.gang_liste
        if not gaenge:
            return None
        letzter = gaenge[-1].ausgang
        if letzter.art == Art.LOS and self.los:
            return Ausgang(Art.GEWAEHLT, self.los.kandidat_id)
        return letzter

    @property
    def gewaehlt(self):
        """The elected Kandidat, or None."""
        if self.ohne_wahl_grund or not (stand := self.ausgang) or stand.art != Art.GEWAEHLT:
            return None
        return next(k for k in self.kandidaten.all() if k.pk == stand.gewaehlt)

    @property
    def ist_beendet(self) -> bool:
        return bool(self.ohne_wahl_grund) or self.gewaehlt is not None

    @property
    def naechster_gang(self) -> int | None:
        """1 or 2 while a Wahlgang is due, else None."""
        if self.ist_beendet:
            return None
        stand = self.ausgang
        if stand is None:
            return auszaehlung.ERSTER
        return auszaehlung.ZWEITER if stand.art == Art.ZWEITER_WAHLGANG else None

    @property
    def antretende(self) -> list:
        """The candidates of the Wahlgang that is due."""
        return [k for k in self.kandidaten.all() if not k.tritt_zurueck]

    @property
    def saetze(self) -> list[str]:
        """The sentences for the Protokoll, one for each Wahlgang, the lot and an end without election."""
        saetze = []
        for gang in self.gang_liste:
            stand = gang.ausgang
            namen = {k.pk: k.name for k in self.kandidaten.all()}
            saetze.append(auszaehlung.satz(gang.gezaehlt, namen.get(stand.gewaehlt, "")))
            if stand.art == Art.NIEMAND:
                saetze.append("Damit ist niemand gewählt.")
        if los := self.los:
            zieht = ZiehtDasLos.AELTESTES if self.ist_vorsitzwahl else ZiehtDasLos.VORSITZ
            saetze.append(auszaehlung.los_satz(los.gezogen_von.name, zieht.label, los.kandidat.name))
        if self.ohne_wahl_grund:
            saetze.append(f"Beendet ohne Wahl: {self.ohne_wahl_grund}")
        return saetze

    @property
    def satz(self) -> str:
        return " ".join(self.saetze)


class Kandidat(models.Model):
    """Who stands for election: a member of the Gremium, or a name."""

    wahl = models.ForeignKey(Wahl, on_delete=models.PROTECT, related_name="kandidaten")
    position = models.PositiveSmallIntegerField("Reihenfolge")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # As it was called in the sitting.
    name = models.CharField("Name", max_length=160)
    tritt_zurueck = models.BooleanField("tritt im zweiten Wahlgang nicht mehr an", default=False)

    class Meta:
        verbose_name = "Bewerbung"
        verbose_name_plural = "Bewerbungen"
        ordering = ["wahl", "position"]
        constraints = [
            models.UniqueConstraint(fields=["wahl", "position"], name="kandidat_position_einmalig"),
            models.UniqueConstraint(
                fields=["wahl", "person"],
                condition=Q(person__isnull=False),
                name="kandidat_person_einmalig",
                violation_error_message="Diese Person steht schon zur Wahl.",
            ),
        ]
        triggers = [trigger_beschluss.kandidat_steht]

    def __str__(self):
        return self.name


class Wahlgang(models.Model):
    """One of at most two rounds, with the base of every later check as it was when votes were counted."""

    wahl = models.ForeignKey(Wahl, on_delete=models.PROTECT, related_name="gaenge")
    nummer = models.PositiveSmallIntegerField("Wahlgang", validators=[MinValueValidator(1), MaxValueValidator(2)])
    verfahren = models.CharField("Verfahren", max_length=20, choices=Wahlverfahren)
    ungueltig = models.PositiveSmallIntegerField("ungültig", default=0)
    # Without meaning for the result (VG Hannover 1 A 4130/15): noted only.
    nein = models.PositiveSmallIntegerField("Nein", default=0)
    enthaltung = models.PositiveSmallIntegerField("Enthaltung", default=0)
    stimmberechtigte = models.PositiveSmallIntegerField("anwesende Stimmberechtigte")
    mitglieder = models.PositiveSmallIntegerField("gesetzliche Mitgliederzahl")

    class Meta:
        verbose_name = "Wahlgang"
        verbose_name_plural = "Wahlgänge"
        ordering = ["wahl", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["wahl", "nummer"], name="wahlgang_nummer_einmalig"),
            models.CheckConstraint(
                name="wahlgang_erster_oder_zweiter",
                condition=Q(nummer__in=[1, 2]),
                violation_error_message="Es gibt höchstens zwei Wahlgänge (§ 67 NKomVG).",
            ),
            models.CheckConstraint(
                name="wahlgang_nicht_mehr_als_anwesend",
                condition=Q(stimmberechtigte__gte=F("ungueltig") + F("nein") + F("enthaltung")),
                violation_error_message="Mehr Stimmen als anwesende Stimmberechtigte.",
            ),
        ]
        triggers = [trigger_beschluss.gang_steht]

    def __str__(self):
        return f"{self.nummer}. Wahlgang"

    @property
    def ausgang(self) -> Ausgang:
        return auszaehlung.ausgang(self.nummer, {s.kandidat_id: s.anzahl for s in self.stimmen.all()}, self.mitglieder)

    @property
    def gezaehlt(self) -> Gezaehlt:
        stimmen = tuple((s.kandidat.name, s.anzahl) for s in self.stimmen.all())
        return Gezaehlt(self.nummer, stimmen, self.ungueltig, self.nein, self.enthaltung, self.mitglieder)


class Wahlstimmen(models.Model):
    """How many votes a candidate got in a Wahlgang."""

    gang = models.ForeignKey(Wahlgang, on_delete=models.PROTECT, related_name="stimmen")
    kandidat = models.ForeignKey(Kandidat, on_delete=models.PROTECT, related_name="stimmen")
    anzahl = models.PositiveSmallIntegerField("Stimmen")

    class Meta:
        verbose_name = "Stimmen"
        verbose_name_plural = "Stimmen"
        ordering = ["gang", "kandidat__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["gang", "kandidat"], name="wahlstimmen_einmal_je_gang")]
        triggers = [trigger_beschluss.stimmen_der_wahl_stehen]

    def __str__(self):
        return f"{self.kandidat}: {self.anzahl}"


class Los(models.Model):
    """The lot after a tie in the second Wahlgang: who drew it and whom it made (§ 67 S. 6, 7, § 61 Abs. 1 NKomVG)."""

    gang = models.OneToOneField(Wahlgang, on_delete=models.PROTECT, related_name="los")
    kandidat = models.ForeignKey(Kandidat, verbose_name="Das Los fiel auf", on_delete=models.PROTECT, related_name="+")
    gezogen_von = models.ForeignKey(Person, verbose_name="Gezogen von", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Los"
        verbose_name_plural = "Lose"
        triggers = [trigger_beschluss.los_steht]

    def __str__(self):
        return f"Los für {self.kandidat}"


def ergebnis_aus(wahlen) -> tuple[str, str]:
    """(outcome of the item, reason): `gewaehlt` once all its elections have ended and one elected somebody, no outcome before."""
    if not wahlen or not all(w.ist_beendet for w in wahlen):
        return "", ""
    gruende = "; ".join(w.ohne_wahl_grund for w in wahlen if w.ohne_wahl_grund)
    if any(w.gewaehlt for w in wahlen):
        return Ergebnis.GEWAEHLT, ""
    return Ergebnis.OHNE_BESCHLUSS, f"Ohne Wahl: {gruende}"[:300]
