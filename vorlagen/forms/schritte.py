"""A step of the workflow: reason and signature."""

from django import forms

from konten.models import zeichnungsberechtigte
from vorlagen import workflow
from vorlagen.forms.rahmen import gestalten
from wittmund_ris import uhr


class UebergangForm(forms.Form):
    """Reason of a step; for the release also who stands after "gez."."""

    bemerkung = forms.CharField(
        label="Bemerkung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Steht im Verlauf der Vorlage, nicht auf dem Papier.",
        error_messages={"required": "Bitte begründen Sie diesen Schritt."},
    )

    def __init__(self, *args, vorlage, schritt, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage, self.schritt, self.benutzer = vorlage, schritt, benutzer
        self.use_required_attribute = False
        if schritt.bemerkung_pflicht:
            self.fields["bemerkung"].required = True
            self.fields["bemerkung"].label = "Begründung"
        if schritt.name == "freigeben":
            self.fields = {"gezeichnet_von": _zeichnung(vorlage, benutzer), **self.fields}
        gestalten(self)

    def save(self):
        daten = self.cleaned_data
        return workflow.ausfuehren(
            self.vorlage,
            self.schritt.name,
            benutzer=self.benutzer,
            bemerkung=daten["bemerkung"],
            gezeichnet_von=daten.get("gezeichnet_von"),
        )


class Zeichnungsfeld(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.zeichnungsname or str(obj)


def _zeichnung(vorlage, benutzer) -> Zeichnungsfeld:
    befugte = zeichnungsberechtigte(vorlage.amt, uhr.heute())
    return Zeichnungsfeld(
        befugte,
        label="Gezeichnet von",
        empty_label="Bitte wählen",
        initial=benutzer.pk if befugte.filter(pk=benutzer.pk).exists() else None,
        help_text="Der Name steht nach „gez.“ auf der Vorlage.",
        error_messages={
            "required": "Bitte wählen Sie, wer die Vorlage zeichnet.",
            "invalid_choice": "Diese Person ist für das Amt nicht zeichnungsbefugt. Bitte wählen Sie eine andere.",
        },
    )
