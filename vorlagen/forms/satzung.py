"""A Satzung that was passed: its wording for the signature, and its Verkündung."""

from django import forms
from django.core.exceptions import ValidationError

from vorlagen import satzung
from vorlagen.forms.rahmen import gestalten, uebernehmen
from wittmund_ris.richtext_feld import RichTextEingabe, RichTextFeld


class _SatzungForm(forms.Form):
    def __init__(self, *args, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.benutzer = benutzer
        self.use_required_attribute = False
        gestalten(self)

    def versuchen(self) -> bool:
        """Valid, and done; what the domain refuses stands beside the fields."""
        if not self.is_valid():
            return False
        try:
            self.save()
        except ValidationError as fehler:
            uebernehmen(self, fehler)
            return False
        return True


class AusfertigenForm(_SatzungForm):
    titel = forms.CharField(
        label="Titel der Satzung",
        max_length=300,
        error_messages={"required": "Bitte geben Sie den Titel der Satzung an."},
    )
    wortlaut = RichTextFeld(
        label="Wortlaut",
        widget=RichTextEingabe(attrs={"rows": 20}),
        help_text="So, wie der Kreistag ihn beschlossen hat, mit allen Änderungen aus der Sitzung.",
        error_messages={"required": "Bitte geben Sie den Wortlaut an, den der Kreistag beschlossen hat."},
    )

    def __init__(self, *args, vorlage, **kwargs):
        super().__init__(*args, initial={"titel": vorlage.betreff}, **kwargs)
        self.vorlage = vorlage

    def save(self):
        return satzung.ausfertigen(self.vorlage, **self.cleaned_data, benutzer=self.benutzer)


class VerkuendenForm(_SatzungForm):
    amtsblatt = forms.CharField(
        label="Amtsblatt, Nummer",
        max_length=100,
        help_text="Zum Beispiel: Amtsblatt für den Landkreis Wittmund Nr. 12/2026.",
        error_messages={"required": "Bitte nennen Sie das Amtsblatt mit seiner Nummer."},
    )
    verkuendet_am = forms.DateField(
        label="Tag der Verkündung",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Bitte nennen Sie den Tag der Verkündung.",
            "invalid": "Bitte geben Sie den Tag als Tag.Monat.Jahr an, zum Beispiel 13.05.2019.",
        },
    )

    def __init__(self, *args, satzung, **kwargs):
        super().__init__(
            *args, initial={"amtsblatt": satzung.amtsblatt, "verkuendet_am": satzung.verkuendet_am}, **kwargs
        )
        self.satzung = satzung

    def save(self):
        return satzung.verkuenden(self.satzung, **self.cleaned_data, benutzer=self.benutzer)
