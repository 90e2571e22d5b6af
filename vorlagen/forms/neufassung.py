"""The reason of a new Fassung."""

from django import forms

from vorlagen import neufassung
from vorlagen.forms.rahmen import gestalten


class NeufassungForm(forms.Form):
    """Why the released words no longer hold."""

    grund = forms.CharField(
        label="Grund der neuen Fassung",
        max_length=neufassung.HOECHSTENS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ein Satz, der auf dem Papier und bei einer öffentlichen Vorlage auch auf ihrer Seite steht.",
        error_messages={
            "required": "Bitte nennen Sie den Grund der neuen Fassung.",
            "max_length": "Bitte kürzen Sie den Grund auf %(limit_value)d Zeichen; es sind %(show_value)d.",
        },
    )

    def __init__(self, *args, vorlage, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage, self.benutzer = vorlage, benutzer
        self.use_required_attribute = False
        self.fields["grund"].widget.attrs.pop("maxlength", None)
        gestalten(self)

    def save(self):
        return neufassung.beginnen(self.vorlage, self.cleaned_data["grund"], benutzer=self.benutzer)
