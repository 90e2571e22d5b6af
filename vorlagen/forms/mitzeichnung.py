"""Mitzeichnung: the plan of the offices, the verdict of one, and what the author's Amt does while it runs."""

from django import forms

from konten.models import Amt
from vorlagen import mitzeichnung, workflow
from vorlagen.choices import Votum
from vorlagen.forms.rahmen import gestalten
from vorlagen.models.mitzeichnung import MAX_FRIST
from vorlagen.models.mitzeichnungsvorgabe import MAX_AEMTER
from wittmund_ris import uhr

FRIST_FEHLER = f"Bitte geben Sie eine Zahl von 1 bis {MAX_FRIST} an."


class ZeileForm(forms.Form):
    """One office of the plan. A row without an office is passed over."""

    amt = forms.ModelChoiceField(
        Amt.objects.all(),
        label="Amt",
        required=False,
        error_messages={"invalid_choice": "Bitte wählen Sie ein Amt aus der Liste."},
    )
    stufe = forms.IntegerField(
        label="Stufe",
        initial=1,
        min_value=1,
        max_value=MAX_AEMTER,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"Bitte geben Sie eine Stufe von 1 bis {MAX_AEMTER} an."
        ),
    )
    frist_werktage = forms.IntegerField(
        label="Frist in Werktagen",
        initial=mitzeichnung.FRIST,
        min_value=1,
        max_value=MAX_FRIST,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), FRIST_FEHLER),
    )


class BasisZeilen(forms.BaseFormSet):
    """`fokus` names the row that has the focus after a button."""

    def __init__(self, *args, fokus=None, **kwargs):
        super().__init__(
            *args,
            prefix="aemter",
            form_kwargs={"use_required_attribute": False},
            error_messages={
                "missing_management_form": "Der Plan ist unvollständig angekommen. Bitte senden Sie das Formular noch einmal."
            },
            **kwargs,
        )
        self.fokus = fokus
        # One query for all rows.
        self.aemter = [("", "Bitte wählen"), *((a.pk, f"{a.nummer} {a.name}") for a in Amt.objects.all())]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["amt"].choices = self.aemter
        if self.fokus is not None and self.fokus == index:
            form.fields["amt"].widget.attrs["autofocus"] = True

    def eingaben(self) -> list[dict]:
        """What was typed, unchecked."""
        return [
            {
                name: feld.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
                for name, feld in form.fields.items()
            }
            for form in self.forms
        ]

    def liste(self) -> list[dict]:
        """What `mitzeichnung.planen` wants."""
        return [f.cleaned_data for f in self.forms if f.cleaned_data.get("amt")]


Zeilen = forms.formset_factory(
    ZeileForm, formset=BasisZeilen, extra=0, max_num=MAX_AEMTER, validate_max=True, absolute_max=40
)


class PlanForm(forms.Form):
    """The offices (`zeilen`) and, where one that objected is left out, the reason."""

    begruendung = forms.CharField(
        label="Begründung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nur nötig, wenn ein Amt nicht mehr mitzeichnet, das abgelehnt oder zurückgegeben hat. Steht im Verlauf.",
    )

    def __init__(self, *args, vorlage, benutzer, zeilen=None, fokus=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage, self.benutzer = vorlage, benutzer
        if not mitzeichnung.einwaende(vorlage):
            del self.fields["begruendung"]
        if zeilen is None and not self.is_bound:
            zeilen = mitzeichnung.vorschlag(vorlage) or [{}]
        self.zeilen = Zeilen(self.data if self.is_bound else None, initial=zeilen, fokus=fokus)
        self.vorgaben = mitzeichnung.vorgaben(vorlage)
        gestalten(self, ohne_zusammenfassung=True)

    @classmethod
    def getippt(cls, data, *, knopf, vorlage, **kwargs):
        """Everything that was typed, unchecked and unsaved, after one of the buttons neu, zuletzt, vorgabe, fristen, weg:n."""
        vorher = cls(data, vorlage=vorlage, **kwargs)
        zeilen = vorher.zeilen.eingaben()
        befehl, _, nummer = knopf.partition(":")
        fokus = None
        if befehl == "neu" and len(zeilen) < MAX_AEMTER:
            letzte = max((int(z["stufe"]) for z in zeilen if str(z["stufe"]).isdecimal()), default=1)
            zeilen.append({"stufe": min(letzte, MAX_AEMTER), "frist_werktage": mitzeichnung.FRIST})
            fokus = len(zeilen) - 1
        elif befehl == "zuletzt":
            zeilen = mitzeichnung.letzter_plan(vorlage) or zeilen
            fokus = 0
        elif befehl == "vorgabe":
            gewaehlt = [v for _, liste in vorher.vorgaben for v in liste if str(v.pk) == data.get("vorgabe")]
            zeilen = gewaehlt[0].zeilen() if gewaehlt else zeilen
            fokus = 0
        elif befehl == "weg" and nummer.isdecimal() and int(nummer) < len(zeilen):
            del zeilen[int(nummer)]
            fokus = min(int(nummer), len(zeilen) - 1)
        return cls(
            initial={"begruendung": data.get("begruendung", "")}, zeilen=zeilen, fokus=fokus, vorlage=vorlage, **kwargs
        )

    def mit_terminen(self) -> list[tuple]:
        """Each row with the latest day of its answer if the paper is handed in today; None where nothing sensible is typed."""
        werte = [
            (f["amt"].value(), str(f["stufe"].value() or ""), str(f["frist_werktage"].value() or ""))
            for f in self.zeilen.forms
        ]
        gut = [
            n
            for n, (amt, stufe, frist) in enumerate(werte)
            if amt and stufe.isdecimal() and frist.isdecimal() and 1 <= int(frist) <= MAX_FRIST
        ]
        tage = mitzeichnung.termine([(int(werte[n][1]), int(werte[n][2])) for n in gut], uhr.heute())
        nach_zeile = dict(zip(gut, tage, strict=True))
        return [(form, nach_zeile.get(n)) for n, form in enumerate(self.zeilen.forms)]

    def is_valid(self):
        return all([super().is_valid(), self.zeilen.is_valid()])

    def save(self):
        return mitzeichnung.planen(
            self.vorlage,
            self.zeilen.liste(),
            benutzer=self.benutzer,
            begruendung=self.cleaned_data.get("begruendung", ""),
        )


class VotumForm(forms.Form):
    """The verdict of an office."""

    votum = forms.ChoiceField(
        label="Votum",
        choices=[
            (Votum.ZUGESTIMMT, "Zustimmen"),
            (Votum.MIT_ANMERKUNG, "Zustimmen mit Anmerkung"),
            (Votum.ABGELEHNT, "Ablehnen – die anderen Ämter zeichnen weiter"),
            (Votum.ZURUECKGEGEBEN, "Zurückgeben – die Vorlage geht zur Überarbeitung an das federführende Amt"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie ein Votum."},
    )
    text = forms.CharField(
        label="Anmerkung oder Begründung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Nötig bei jedem Votum außer der einfachen Zustimmung. Alle Beteiligten können sie lesen.",
    )

    def __init__(self, *args, zeile, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.zeile, self.benutzer = zeile, benutzer
        self.use_required_attribute = False
        gestalten(self, ohne_optional=True)

    def clean(self):
        daten = super().clean()
        if self.zeile.ist_erledigt:
            raise forms.ValidationError(
                f"{self.zeile.amt} hat inzwischen gezeichnet: {self.zeile.get_votum_display()} ({self.zeile.durch}). Ihr Text steht "
                "noch hier; bitte sprechen Sie sich im Amt ab."
            )
        if daten.get("votum") not in (None, Votum.ZUGESTIMMT) and not daten.get("text", "").strip():
            self.add_error("text", "Bitte schreiben Sie Ihre Anmerkung oder Begründung dazu.")
        return daten

    def save(self) -> str:
        """Give the verdict; what to say about it."""
        votum, text = self.cleaned_data["votum"], self.cleaned_data["text"]
        if votum == Votum.ZURUECKGEGEBEN:
            workflow.ausfuehren(
                self.zeile.vorlage, "zurueckgeben", benutzer=self.benutzer, bemerkung=text, fuer_amt=self.zeile
            )
            return f"Sie haben die Vorlage für {self.zeile.amt} zurückgegeben."
        mitzeichnung.zeichnen(self.zeile, votum, text=text, benutzer=self.benutzer)
        return f"Sie haben für {self.zeile.amt} gezeichnet: {Votum(votum).label}."


class GrundForm(forms.Form):
    """An act that says why."""

    grund = forms.CharField(
        label="Begründung",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alle Beteiligten können sie lesen.",
        error_messages={"required": "Bitte begründen Sie diesen Schritt."},
    )

    def __init__(self, *args, benutzer, zeile=None, vorlage=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.zeile, self.vorlage, self.benutzer = zeile, vorlage, benutzer
        self.use_required_attribute = False
        gestalten(self)


class ZurueckrufenForm(GrundForm):
    def save(self) -> str:
        mitzeichnung.zurueckrufen(self.zeile, benutzer=self.benutzer, grund=self.cleaned_data["grund"])
        return f"{self.zeile.amt} wird nicht mehr um Mitzeichnung gebeten."


class VerlaengernForm(GrundForm):
    werktage = forms.IntegerField(
        label="Um wie viele Werktage",
        initial=3,
        min_value=1,
        max_value=MAX_FRIST,
        help_text="Gerechnet ab dem Ende der Frist; ist sie vorbei, ab heute.",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), FRIST_FEHLER),
    )
    field_order = ["werktage", "grund"]

    def save(self) -> str:
        daten = self.cleaned_data
        zeile = mitzeichnung.verlaengern(self.zeile, daten["werktage"], benutzer=self.benutzer, grund=daten["grund"])
        return f"{zeile.amt} hat jetzt Zeit bis {zeile.faellig_am:%d.%m.%Y}."


class AnfordernForm(GrundForm):
    amt = forms.ModelChoiceField(
        Amt.objects.all(),
        label="Amt",
        empty_label="Bitte wählen",
        error_messages={"required": "Bitte wählen Sie ein Amt.", "invalid_choice": "Bitte wählen Sie ein Amt."},
    )
    frist_werktage = forms.IntegerField(
        label="Frist in Werktagen",
        initial=mitzeichnung.FRIST,
        min_value=1,
        max_value=MAX_FRIST,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), FRIST_FEHLER),
    )
    field_order = ["amt", "frist_werktage", "grund"]

    def save(self) -> str:
        daten = self.cleaned_data
        zeile = mitzeichnung.anfordern(
            self.vorlage, daten["amt"], daten["frist_werktage"], benutzer=self.benutzer, grund=daten["grund"]
        )
        return f"{zeile.amt} ist bis {zeile.faellig_am:%d.%m.%Y} um Mitzeichnung gebeten."
