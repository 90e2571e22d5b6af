"""Plan and move a sitting, build its agenda, filter the list."""

from django import forms

from gremien.models import Gremium
from sitzungen import tagesordnung
from sitzungen.choices import SitzungStatus, Teil
from sitzungen.forms.basis import AktForm, pflicht

OEFFENTLICHER_TITEL = "Steht auf der öffentlichen Tagesordnung: ohne Namen und Einzelheiten."
TITEL_FEHLT = "Bitte geben Sie einen öffentlichen Titel ohne Namen und Einzelheiten an."


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


class AufnehmenForm(AktForm):
    """Put a station on the agenda. Only an item of the non-public part of a public sitting has a public title."""

    oeffentlicher_titel = forms.CharField(
        label="Öffentlicher Titel",
        max_length=200,
        help_text=OEFFENTLICHER_TITEL,
        error_messages=pflicht(TITEL_FEHLT),
    )

    def __init__(self, *args, beratung, **kwargs):
        super().__init__(*args, prefix=f"b{beratung.pk}", **kwargs)
        self.beratung = beratung
        if beratung.vorlage.ist_oeffentlich or not self.sitzung.ist_oeffentlich:
            del self.fields["oeffentlicher_titel"]

    def save(self):
        titel = self.cleaned_data.get("oeffentlicher_titel", "")
        return tagesordnung.aufnehmen(self.sitzung, self.beratung, oeffentlicher_titel=titel, benutzer=self.benutzer)


class PunktForm(AktForm):
    """An item without a Vorlage, e.g. "Verschiedenes"."""

    titel = forms.CharField(label="Titel", max_length=300, error_messages=pflicht("Bitte geben Sie einen Titel an."))
    teil = forms.ChoiceField(
        label="Teil",
        choices=Teil.choices,
        widget=forms.RadioSelect,
        initial=Teil.OEFFENTLICH,
        error_messages=pflicht("Bitte wählen Sie den Teil der Tagesordnung."),
    )
    oeffentlicher_titel = forms.CharField(
        label="Öffentlicher Titel",
        max_length=200,
        required=False,
        help_text=f"Nur im nichtöffentlichen Teil. {OEFFENTLICHER_TITEL}",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.sitzung.ist_oeffentlich:
            del self.fields["teil"]
            del self.fields["oeffentlicher_titel"]
        self.anordnen("titel", "teil", "oeffentlicher_titel")

    def clean(self):
        werte = super().clean()
        if werte.get("teil") == Teil.NICHTOEFFENTLICH and not werte.get("oeffentlicher_titel", "").strip():
            self.add_error("oeffentlicher_titel", TITEL_FEHLT)
        return werte

    def save(self):
        werte = self.cleaned_data
        teil = werte.get("teil", Teil.NICHTOEFFENTLICH)
        # A title that the public part would not show is not kept: it would look as if it were published.
        oeffentlich = werte.get("oeffentlicher_titel", "") if teil == Teil.NICHTOEFFENTLICH else ""
        return tagesordnung.hinzufuegen(
            self.sitzung, teil=teil, titel=werte["titel"], oeffentlicher_titel=oeffentlich, benutzer=self.benutzer
        )
