"""Filter the list of the sittings."""

from django import forms

from gremien.models import Gremium
from sitzungen.choices import SitzungStatus


class FilterForm(forms.Form):
    """The filters of the list; every filter is part of the address."""

    gremium = forms.ModelChoiceField(Gremium.objects.tagende(), label="Gremium", required=False, empty_label="Alle")
    jahr = forms.TypedChoiceField(label="Jahr", required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Alle"), *SitzungStatus.choices])

    def __init__(self, *args, jahre, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jahr"].choices = [("", "Alle"), *((j, str(j)) for j in jahre)]

    def anwenden(self, sitzungen):
        """The sittings that pass; a value that does not exist filters nothing."""
        werte = self.cleaned_data if self.is_valid() else {}
        if werte.get("gremium"):
            sitzungen = sitzungen.filter(gremium=werte["gremium"])
        if werte.get("jahr"):
            sitzungen = sitzungen.filter(beginn__year=werte["jahr"])
        if werte.get("status"):
            sitzungen = sitzungen.filter(status=werte["status"])
        return sitzungen
