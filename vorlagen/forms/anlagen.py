"""Anlagen: add, hand in later."""

from django import forms

from vorlagen import anlagen
from vorlagen.forms.rahmen import gestalten


class AnlageForm(forms.Form):
    """Add an Anlage to a draft, with its file or announced."""

    titel = forms.CharField(
        label="Titel",
        max_length=200,
        error_messages={
            "required": "Bitte geben Sie der Anlage einen Titel.",
            "max_length": "Bitte kürzen Sie den Titel auf %(limit_value)d Zeichen; es sind %(show_value)d.",
        },
    )
    datei = forms.FileField(
        label="Datei",
        required=False,
        help_text="PDF, PNG oder JPEG, höchstens 50 MB.",
        max_length=200,
        error_messages={
            "empty": "Die Datei ist leer. Bitte wählen Sie eine andere.",
            "max_length": "Der Dateiname ist zu lang. Bitte benennen Sie die Datei um.",
        },
    )
    nachreichen = forms.BooleanField(label="Die Datei wird nachgereicht", required=False)
    ist_oeffentlich = forms.BooleanField(
        label="Die Anlage ist öffentlich",
        required=False,
        help_text="Sie wird dann mit der Vorlage veröffentlicht.",
    )

    def __init__(self, *args, vorlage, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage, self.benutzer = vorlage, benutzer
        self.use_required_attribute = False
        self.fields["titel"].widget.attrs.pop("maxlength", None)
        if not vorlage.ist_oeffentlich:
            del self.fields["ist_oeffentlich"]
        gestalten(self, ohne_optional=True)

    def clean(self):
        daten = super().clean()
        if "datei" in self.errors:
            return daten
        if not daten.get("datei") and not daten.get("nachreichen"):
            self.add_error("datei", "Bitte wählen Sie eine Datei, oder kreuzen Sie an, dass sie nachgereicht wird.")
        elif daten.get("datei") and daten.get("nachreichen"):
            self.add_error(
                "nachreichen",
                "Sie haben eine Datei gewählt. Bitte nehmen Sie das Kreuz weg, oder lassen Sie die Datei weg.",
            )
        return daten

    def save(self):
        daten = self.cleaned_data
        return anlagen.hinzufuegen(
            self.vorlage,
            titel=daten["titel"],
            ist_oeffentlich=daten.get("ist_oeffentlich", False),
            datei=daten["datei"] or None,
            benutzer=self.benutzer,
        )


class NachreichenForm(forms.Form):
    datei = forms.FileField(
        label="Datei",
        help_text="PDF, PNG oder JPEG, höchstens 50 MB.",
        max_length=200,
        error_messages={
            "required": "Bitte wählen Sie die Datei, die Sie nachreichen.",
            "empty": "Die Datei ist leer. Bitte wählen Sie eine andere.",
            "max_length": "Der Dateiname ist zu lang. Bitte benennen Sie die Datei um.",
        },
    )
    datenschutz_bestaetigt = forms.BooleanField(
        label="Ich habe geprüft: Die Datei enthält keine personenbezogenen Daten Dritter.", required=False
    )

    def __init__(self, *args, anlage, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.anlage, self.benutzer = anlage, benutzer
        self.use_required_attribute = False
        self.wird_oeffentlich = anlage.ist_oeffentlich and anlage.vorlage.ist_veroeffentlicht
        if not self.wird_oeffentlich:
            del self.fields["datenschutz_bestaetigt"]
        gestalten(self)

    def save(self):
        return anlagen.nachreichen(
            self.anlage,
            self.cleaned_data["datei"],
            benutzer=self.benutzer,
            datenschutz_bestaetigt=self.cleaned_data.get("datenschutz_bestaetigt", False),
        )
