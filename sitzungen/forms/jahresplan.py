"""Begin a plan of sittings, fill it by a pattern, correct its rows."""

from datetime import date

from crispy_forms.layout import Field, Row
from django import forms
from django.utils import timezone

from gremien.models import Gremium
from sitzungen import jahresplan, planung
from sitzungen.forms.basis import AktForm, pflicht, tag_feld, uhrzeit_feld
from sitzungen.konflikte import bestehende
from sitzungen.models import Sitzung
from sitzungen.terminmuster import LETZTER, AlleWochen, Monatlich, Vor, ohne_freie_tage
from wittmund_ris import uhr

WOCHENTAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
MONATLICH, WOCHEN, VOR, EINZELN = "monatlich", "wochen", "vor", "einzeln"
ARTEN = [
    (MONATLICH, "An einem Wochentag im Monat"),
    (WOCHEN, "Alle n Wochen ab einem Tag"),
    (VOR, "Vor jeder Sitzung eines anderen Gremiums"),
    (EINZELN, "Ein einzelner Tag"),
]


class PlanAnlegenForm(AktForm):
    """Name and period of a new draft: proposed is the coming year."""

    bezeichnung = forms.CharField(
        label="Bezeichnung", max_length=80, error_messages=pflicht("Bitte geben Sie dem Plan einen Namen.")
    )
    von = tag_feld("Vom")
    bis = tag_feld("Bis")

    def __init__(self, *args, **kwargs):
        jahr = uhr.heute().year + 1
        kwargs.setdefault(
            "initial", {"bezeichnung": f"Sitzungen {jahr}", "von": date(jahr, 1, 1), "bis": date(jahr, 12, 31)}
        )
        super().__init__(*args, **kwargs)
        self.anordnen("bezeichnung", Row("von", "bis"))

    def save(self):
        werte = self.cleaned_data
        return jahresplan.anlegen(werte["bezeichnung"], werte["von"], werte["bis"], benutzer=self.benutzer)


class MusterForm(AktForm):
    """One body and one pattern; only the fields of the chosen pattern count."""

    gremium = forms.ModelChoiceField(
        Gremium.objects.tagende(), label="Gremium", error_messages=pflicht("Bitte wählen Sie das Gremium.")
    )
    uhrzeit = uhrzeit_feld("Beginn", initial="15:00")
    raum = forms.CharField(label="Raum", max_length=80, required=False)
    ort = forms.CharField(label="Ort", max_length=160, required=False)
    art = forms.ChoiceField(
        label="Wann?",
        choices=ARTEN,
        initial=MONATLICH,
        widget=forms.RadioSelect,
        error_messages=pflicht("Bitte wählen Sie, wie sich die Termine wiederholen."),
    )
    wievielter = forms.TypedChoiceField(
        label="Welcher im Monat",
        coerce=int,
        required=False,
        choices=[(1, "erster"), (2, "zweiter"), (3, "dritter"), (4, "vierter"), (LETZTER, "letzter")],
        empty_value=None,
    )
    wochentag = forms.TypedChoiceField(
        label="Wochentag", coerce=int, required=False, choices=list(enumerate(WOCHENTAGE)), initial=1, empty_value=None
    )
    monate = forms.TypedMultipleChoiceField(
        label="Monate",
        coerce=int,
        required=False,
        choices=list(enumerate(MONATE, start=1)),
        widget=forms.CheckboxSelectMultiple,
        initial=[n for n in range(1, 13) if n not in (7, 8)],
    )
    ab = tag_feld("Erster Tag", required=False)
    wochen = forms.IntegerField(label="Abstand in Wochen", min_value=1, max_value=52, required=False, initial=4)
    bezug = forms.ModelChoiceField(
        Gremium.objects.tagende(),
        label="Vor den Sitzungen von",
        required=False,
        empty_label="Bitte wählen",
        help_text="Der Kreisausschuss bereitet die Beschlüsse des Kreistages vor (§ 76 Abs. 1 NKomVG). Gezählt werden die Termine in diesem Plan und die schon geplanten Sitzungen.",
    )
    vorlauf = forms.IntegerField(label="Tage vorher", min_value=1, max_value=90, required=False, initial=14)
    freie_tage_meiden = forms.BooleanField(
        label="Von Wochenenden und Feiertagen auf den nächsten Arbeitstag ausweichen", required=False, initial=True
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["ort"].initial = Sitzung._meta.get_field("ort").default
        self.fields["ab"].initial = plan.von
        self.anordnen(
            Row("gremium", "uhrzeit"),
            Row("raum", "ort"),
            "art",
            Row("wievielter", "wochentag"),
            Field("monate", css_class="jp-monate"),
            Row("ab", "wochen"),
            Row("bezug", "vorlauf"),
            "freie_tage_meiden",
        )

    def clean(self):
        werte = super().clean()
        noetig = {
            MONATLICH: (
                ("wievielter", "Bitte wählen Sie, der wievielte im Monat es ist."),
                ("wochentag", "Bitte wählen Sie den Wochentag."),
                ("monate", "Bitte wählen Sie mindestens einen Monat."),
            ),
            WOCHEN: (
                ("ab", "Bitte geben Sie den ersten Tag an."),
                ("wochen", "Bitte geben Sie den Abstand an: eine Zahl von 1 bis 52."),
            ),
            VOR: (
                ("bezug", "Bitte wählen Sie das andere Gremium."),
                ("vorlauf", "Bitte geben Sie an, wie viele Tage vorher: eine Zahl von 1 bis 90."),
            ),
            EINZELN: (("ab", "Bitte geben Sie den Tag an."),),
        }
        for name, satz in noetig.get(werte.get("art"), ()):
            if werte.get(name) in (None, "", []) and name not in self.errors:
                self.add_error(name, satz)
        if werte.get("art") == VOR and werte.get("bezug") and werte["bezug"] == werte.get("gremium"):
            self.add_error("bezug", "Bitte wählen Sie ein anderes Gremium als das, für das Sie planen.")
        return werte

    def tage(self) -> list[date]:
        """The days of the pattern in the period of the plan."""
        von, bis = self.plan.von, self.plan.bis
        tage = list(self._muster().tage(von, bis))
        return ohne_freie_tage(tage, bis) if self.cleaned_data["freie_tage_meiden"] else tage

    def _muster(self):
        werte = self.cleaned_data
        match werte["art"]:
            case "monatlich":
                return Monatlich(werte["wochentag"], werte["wievielter"], frozenset(werte["monate"]))
            case "vor":
                return Vor(self._tage_von(werte["bezug"]), werte["vorlauf"])
            case "wochen":
                return AlleWochen(werte["ab"], werte["wochen"])
        # A single day: the next one would lie behind every plan.
        return AlleWochen(werte["ab"], 520)

    def _tage_von(self, gremium) -> tuple[date, ...]:
        geplant = {a.tag for a in bestehende(self.plan.von, self.plan.bis) if a.gremium.pk == gremium.pk}
        entwurf = {t.tag for t in self.plan.termine.filter(gremium=gremium, ist_gestrichen=False)}
        return tuple(sorted(geplant | entwurf))

    def save(self):
        werte, tage = self.cleaned_data, self.tage()
        if not tage:
            raise forms.ValidationError(
                "Dieses Muster ergibt im Zeitraum des Plans keinen Termin. Prüfen Sie Zeitraum, Monate oder das andere Gremium."
            )
        return jahresplan.hinzufuegen(
            self.plan,
            werte["gremium"],
            tage,
            uhrzeit=werte["uhrzeit"],
            ort=werte["ort"],
            raum=werte["raum"],
            benutzer=self.benutzer,
        )


class ZeileForm(forms.Form):
    """One date of the draft."""

    tag = forms.DateField(
        label="Tag",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=pflicht("Bitte geben Sie den Tag an.") | {"invalid": "Bitte geben Sie ein gültiges Datum an."},
    )
    uhrzeit = forms.TimeField(
        label="Beginn",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=pflicht("Bitte geben Sie den Beginn an.") | {"invalid": "Bitte als Stunde:Minute, z. B. 17:00."},
    )
    raum = forms.CharField(label="Raum", max_length=80, required=False)
    ist_gestrichen = forms.BooleanField(label="streichen", required=False)

    def __init__(self, *args, termin, plan, **kwargs):
        am = timezone.localtime(termin.beginn)
        anfang = {
            "tag": am.date(),
            "uhrzeit": am.time(),
            "raum": termin.raum,
            "ist_gestrichen": termin.ist_gestrichen,
        }
        super().__init__(*args, initial=anfang, prefix=f"t{termin.pk}", **kwargs)
        self.termin, self.plan = termin, plan
        for name, feld in self.fields.items():
            # Rows look alike: the label names its date, for who does not see the row.
            feld.label = f"{feld.label}: {termin.gremium}, {am:%d.%m.%Y}"
            if name != "ist_gestrichen":
                feld.widget.attrs["class"] = "jp-feld"

    def clean_tag(self):
        tag = self.cleaned_data["tag"]
        if not self.plan.von <= tag <= self.plan.bis:
            raise forms.ValidationError(f"Bitte ein Tag vom {self.plan.von:%d.%m.%Y} bis zum {self.plan.bis:%d.%m.%Y}.")
        return tag

    @property
    def felder(self) -> dict:
        """What the row says now."""
        werte = self.cleaned_data
        return {
            "beginn": planung.beginn_am(werte["tag"], werte["uhrzeit"]),
            "raum": werte["raum"].strip(),
            "ist_gestrichen": werte["ist_gestrichen"],
        }


class ZeilenForm(AktForm):
    """All rows of the draft in the state that was shown."""

    stand = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, plan, termine, **kwargs):
        kwargs["initial"] = {"stand": plan.stand}
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.zeilen = [ZeileForm(self.data if self.is_bound else None, termin=t, plan=plan) for t in termine]

    def is_valid(self):
        # Every row shows its own fault, not only the first one.
        zeilen = [zeile.is_valid() for zeile in self.zeilen]
        if not all(zeilen):
            self.add_error(None, "Bitte prüfen Sie die markierten Zeilen.")
        return super().is_valid() and all(zeilen)

    def save(self):
        zeilen = {z.termin.pk: z.felder for z in self.zeilen}
        return jahresplan.aendern(self.plan, self.cleaned_data["stand"], zeilen, benutzer=self.benutzer)


class BestaetigenForm(AktForm):
    """Plan everything that stands in the draft, in the state that was shown."""

    stand = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, plan, **kwargs):
        kwargs["initial"] = {"stand": plan.stand}
        super().__init__(*args, **kwargs)
        self.plan = plan

    def save(self):
        return jahresplan.bestaetigen(self.plan, self.cleaned_data["stand"], benutzer=self.benutzer)
