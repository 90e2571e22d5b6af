"""Forms of the master data: the Regelwerk with its choices, memberships that keep a Fraktion strong enough."""

from django import forms
from django.core.exceptions import ValidationError

from gremien.choices import FRAKTIONSARTEN, Unterzeichner
from gremien.staerke import einwand
from konten.forms import BeschriftetesFormset
from wittmund_ris import uhr


class RegelwerkForm(forms.ModelForm):
    """The signers as boxes to tick instead of a list of words."""

    protokoll_unterzeichner = forms.TypedMultipleChoiceField(
        label="Das Protokoll unterzeichnen",
        choices=Unterzeichner.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Im Kreistag und in den Fachausschüssen.",
    )
    protokoll_unterzeichner_ka = forms.TypedMultipleChoiceField(
        label="Das Protokoll des Kreisausschusses unterzeichnen",
        choices=Unterzeichner.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Den Vorsitz führt dort der Hauptverwaltungsbeamte: Er unterzeichnet einmal.",
    )


class MitgliedschaftForm(forms.ModelForm):
    """One membership, entered or ended alone."""

    def clean(self):
        werte = super().clean()
        gremium = werte.get("gremium") or (self.instance.gremium if self.instance.pk else None)
        if gremium and gremium.art in FRAKTIONSARTEN and werte.get("von"):
            andere = gremium.mitgliedschaften.exclude(pk=self.instance.pk).values_list("von", "bis")
            if satz := einwand(gremium, [*andere, (werte["von"], werte.get("bis"))], uhr.heute()):
                raise ValidationError(satz)
        return werte


class MitgliederFormSet(BeschriftetesFormset):
    """All members of a body together: a Fraktion is judged as it will be."""

    def clean(self):
        super().clean()
        gremium = self.instance
        if any(self.errors) or gremium.art not in FRAKTIONSARTEN:
            return
        reihen = [f.cleaned_data for f in self.forms if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        gezeigt = [f.instance.pk for f in self.forms if f.instance.pk]
        andere = gremium.mitgliedschaften.exclude(pk__in=gezeigt).values_list("von", "bis") if gremium.pk else []
        if satz := einwand(gremium, [*andere, *((r["von"], r.get("bis")) for r in reihen)], uhr.heute()):
            raise ValidationError(satz)
