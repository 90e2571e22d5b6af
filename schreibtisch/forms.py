"""The forms of the search."""

from django import forms

from schreibtisch import suchen
from vorlagen.forms import VorlagenFilter
from vorlagen.forms.rahmen import gestalten
from vorlagen.models import Vorlage

# Filters that a sitting knows too; every other one leaves papers alone.
AUCH_FUER_SITZUNGEN = ("gremium", "jahr")


class SuchForm(VorlagenFilter):
    """The filters of the list of Vorlagen, and where to look. A value that does not exist filters nothing."""

    bereich = forms.ChoiceField(
        label="Suchen in",
        required=False,
        choices=[("", "allem"), ("vorlagen", "Vorlagen und Anlagen"), ("sitzungen", "Sitzungen und TOPs")],
    )
    folge = forms.ChoiceField(
        label="Reihenfolge", required=False, choices=[("", "Genauigkeit"), ("datum", "neueste zuerst")]
    )

    def __init__(self, *args, benutzer, **kwargs):
        super().__init__(*args, vorlagen=Vorlage.objects.sichtbar_fuer(benutzer), benutzer=benutzer, **kwargs)
        self.fields["q"].label = "Suchwörter oder Nummer"
        gestalten(self, ohne_optional=True)

    @property
    def _bereich(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("bereich", "")

    @property
    def ist_gesucht(self) -> bool:
        """Something was asked for: words, or a filter."""
        return bool(self.text or self.werte or self._bereich)

    @property
    def mit_vorlagen(self) -> bool:
        """Sittings alone were asked for by name; a filter of papers says otherwise."""
        return self._bereich != "sitzungen" or not self.mit_sitzungen

    @property
    def mit_sitzungen(self) -> bool:
        return self._bereich != "vorlagen" and set(self.werte) <= set(AUCH_FUER_SITZUNGEN)

    @property
    def nach_datum(self) -> bool:
        self.is_valid()
        return self.cleaned_data.get("folge") == "datum"

    def sitzungen(self, sitzungen):
        """The sittings that the filters leave."""
        werte = self.werte
        if "gremium" in werte:
            sitzungen = sitzungen.filter(gremium=werte["gremium"])
        return sitzungen.filter(beginn__year=werte["jahr"]) if "jahr" in werte else sitzungen


class SpeichernForm(forms.Form):
    """The name under which a search is kept."""

    name = forms.CharField(
        label="Name der Suche", max_length=80, error_messages={"required": "Bitte geben Sie der Suche einen Namen."}
    )
    abfrage = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, benutzer, suche=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.benutzer, self.suche = benutzer, suche
        if suche is not None:
            del self.fields["abfrage"]
        gestalten(self)

    def save(self):
        """Keep the search, or give it its new name; ValidationError as in `schreibtisch.suchen`."""
        if self.suche is not None:
            return suchen.umbenennen(self.suche, self.cleaned_data["name"])
        return suchen.speichern(self.cleaned_data["name"], self.cleaned_data["abfrage"], benutzer=self.benutzer)
