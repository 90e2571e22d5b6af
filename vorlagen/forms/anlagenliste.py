"""Several Anlagen at once: upload, titles and publicity in one table, a new version of one."""

from django import forms

from vorlagen import anlagen
from vorlagen.choices import AnlageOeffentlichkeit
from vorlagen.forms.rahmen import gestalten
from vorlagen.models import AnlageDatei


class MehrereDateien(forms.FileInput):
    allow_multiple_selected = True


class MehrereDateienFeld(forms.FileField):
    """A list of uploads; each is judged by the domain, so that one bad file does not cost the others."""

    widget = MehrereDateien

    def clean(self, data, initial=None):
        if not data:
            raise forms.ValidationError("Bitte wählen Sie mindestens eine Datei.")
        return list(data)


class HochladenForm(forms.Form):
    dateien = MehrereDateienFeld(
        label="Dateien", help_text="Mehrere auf einmal sind möglich. Der Titel ist zunächst der Dateiname."
    )
    ist_oeffentlich = forms.BooleanField(
        label="Die Anlagen sind öffentlich",
        required=False,
        help_text="Sie werden dann mit der Vorlage veröffentlicht. Für jede einzelne lässt sich das danach ändern.",
    )

    def __init__(self, *args, vorlage, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage, self.benutzer = vorlage, benutzer
        self.use_required_attribute = False
        if not vorlage.ist_oeffentlich:
            del self.fields["ist_oeffentlich"]
        gestalten(self, ohne_optional=True)

    def save(self) -> anlagen.Bericht:
        return anlagen.mehrere_hinzufuegen(
            self.vorlage,
            self.cleaned_data["dateien"],
            ist_oeffentlich=self.cleaned_data.get("ist_oeffentlich", False),
            benutzer=self.benutzer,
        )


class ZeileForm(forms.Form):
    """Title and publicity of one Anlage, as a row of the table."""

    titel = forms.CharField(
        label="Titel", max_length=200, error_messages={"required": "Bitte geben Sie der Anlage einen Titel."}
    )
    oeffentlichkeit = forms.ChoiceField(label="Öffentlichkeit", choices=AnlageOeffentlichkeit.choices)

    def __init__(self, *args, anlage, **kwargs):
        self.anlage = anlage
        wert = AnlageOeffentlichkeit.NEIN
        if anlage.ist_oeffentlich:
            wert = AnlageOeffentlichkeit.GESCHWAERZT if anlage.ist_geschwaerzt else AnlageOeffentlichkeit.OEFFENTLICH
        super().__init__(
            *args, prefix=f"anlage-{anlage.pk}", initial={"titel": anlage.titel, "oeffentlichkeit": wert}, **kwargs
        )
        self.use_required_attribute = False
        # The members' own words.
        self.fields["titel"].disabled = anlage.steht_fest
        if not anlage.vorlage.ist_oeffentlich:
            self.fields["oeffentlichkeit"].choices = [c for c in AnlageOeffentlichkeit.choices if c[0] == "nein"]

    def save(self, benutzer):
        return anlagen.aendern(self.anlage, benutzer=benutzer, **self.cleaned_data)


class VersionForm(forms.Form):
    """A new version of the file, or of its redacted one."""

    art = forms.ChoiceField(
        label="Was laden Sie hoch?",
        choices=[
            (AnlageDatei.Art.INTERN, "eine neue Version der Anlage"),
            (AnlageDatei.Art.GESCHWAERZT, "die geschwärzte Fassung für die Öffentlichkeit"),
        ],
        widget=forms.RadioSelect,
        initial=AnlageDatei.Art.INTERN,
    )
    datei = forms.FileField(
        label="Datei",
        max_length=200,
        error_messages={
            "required": "Bitte wählen Sie eine Datei.",
            "empty": "Die Datei ist leer. Bitte wählen Sie eine andere.",
            "max_length": "Der Dateiname ist zu lang. Bitte benennen Sie die Datei um.",
        },
    )

    def __init__(self, *args, anlage, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.anlage, self.benutzer = anlage, benutzer
        self.use_required_attribute = False
        if not anlage.ist_oeffentlich:
            del self.fields["art"]
        elif anlage.steht_fest:
            self.fields["art"].choices = [c for c in self.fields["art"].choices if c[0] == AnlageDatei.Art.GESCHWAERZT]
            self.initial["art"] = AnlageDatei.Art.GESCHWAERZT
        gestalten(self, ohne_optional=True)

    def save(self):
        art = self.cleaned_data.get("art") or AnlageDatei.Art.INTERN
        return anlagen.ersetzen(self.anlage, self.cleaned_data["datei"], art=art, benutzer=self.benutzer)
