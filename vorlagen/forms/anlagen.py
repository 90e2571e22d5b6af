"""Anlagen: add, hand in later."""

from django import forms

from gremien.models import Gremium
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
        help_text="PDF, PNG oder JPEG; andere Bilder und Office-Dateien werden umgewandelt, wo das möglich ist.",
        max_length=200,
        error_messages={
            "empty": "Die Datei ist leer. Bitte wählen Sie eine andere.",
            "max_length": "Der Dateiname ist zu lang. Bitte benennen Sie die Datei um.",
        },
    )
    nachreichen = forms.BooleanField(label="Die Datei wird nachgereicht", required=False)
    nachreichen_zu = forms.ModelChoiceField(
        Gremium.objects.none(),
        label="Sitzung, zu der sie nachgereicht wird",
        required=False,
        empty_label="nächste Sitzung der Beratungsfolge",
    )
    nachreichen_bis = forms.DateField(
        label="Nachgereicht wird sie bis zum",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Ohne Angabe: drei Werktage vor der Sitzung.",
        error_messages={"invalid": "Bitte geben Sie den Tag als Tag.Monat.Jahr an, zum Beispiel 13.05.2019."},
    )
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
        self.fields["nachreichen_zu"].queryset = Gremium.objects.filter(beratungen__vorlage=vorlage).distinct()
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
            nachreichen_bis=daten.get("nachreichen_bis"),
            nachreichen_zu=daten.get("nachreichen_zu"),
            benutzer=self.benutzer,
        )


class NachreichenForm(forms.Form):
    datei = forms.FileField(
        label="Datei",
        help_text="PDF, PNG oder JPEG; andere Bilder und Office-Dateien werden umgewandelt, wo das möglich ist.",
        max_length=200,
        error_messages={
            "required": "Bitte wählen Sie die Datei, die Sie nachreichen.",
            "empty": "Die Datei ist leer. Bitte wählen Sie eine andere.",
            "max_length": "Der Dateiname ist zu lang. Bitte benennen Sie die Datei um.",
        },
    )
    geschwaerzt = forms.FileField(
        label="Geschwärzte Fassung",
        required=False,
        help_text="Nur sie wird öffentlich.",
        max_length=200,
        error_messages={"empty": "Die Datei ist leer. Bitte wählen Sie eine andere."},
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
        if not anlage.ist_geschwaerzt:
            del self.fields["geschwaerzt"]
        gestalten(self)

    def save(self):
        return anlagen.nachreichen(
            self.anlage,
            self.cleaned_data["datei"],
            geschwaerzt=self.cleaned_data.get("geschwaerzt"),
            benutzer=self.benutzer,
            datenschutz_bestaetigt=self.cleaned_data.get("datenschutz_bestaetigt", False),
        )
