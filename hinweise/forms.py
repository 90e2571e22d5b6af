"""The wishes of an account: what by mail, and how often."""

from crispy_forms.helper import FormHelper
from django import forms

from hinweise.choices import Mailweg
from hinweise.models import Mailwunsch

HILFEN = {
    "aufgabe": "Zum Beispiel: Eine Vorlage wartet auf Ihre Freigabe, oder sie kam zu Ihnen zurück.",
    "stand": "Zum Beispiel: Ihre Vorlage ist freigegeben, oder ein Gremium hat über sie beraten.",
    "sitzung": "Zum Beispiel: Eine Sitzung Ihres Gremiums ist einberufen oder abgesagt.",
}


class MailwunschForm(forms.ModelForm):
    """One choice for each kind of notice. It holds from the next notice on."""

    class Meta:
        model = Mailwunsch
        fields = ["aufgabe", "stand", "sitzung"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, feld in self.fields.items():
            self.fields[name] = forms.ChoiceField(
                label=feld.label,
                choices=[(weg.value, weg.label) for weg in Mailweg],
                help_text=HILFEN[name],
                widget=forms.RadioSelect,
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
