"""The filters of Vorlagen as a form."""

from django import forms

from vorlagen.filter import MERKMALE
from vorlagen.forms.rahmen import gestalten
from vorlagen.suche import passend


class VorlagenFilter(forms.Form):
    """The box for number and words, and one field for each of `MERKMALE`. A value that does not exist filters nothing."""

    q = forms.CharField(label="Nummer oder Stichwort", required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, *args, vorlagen, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlagen, self.benutzer = vorlagen, benutzer
        for merkmal in MERKMALE:
            auswahl = [("", "alle"), *merkmal.werte(vorlagen)]
            self.fields[merkmal.name] = forms.ChoiceField(label=merkmal.titel, required=False, choices=auswahl)
        gestalten(self, ohne_optional=True)

    @property
    def werte(self) -> dict[str, str]:
        """What is chosen and exists, by the name of its filter."""
        self.is_valid()
        return {m.name: wert for m in MERKMALE if (wert := self.cleaned_data.get(m.name))}

    def gefiltert(self):
        """The papers that the chosen filters leave, whatever stands in the box."""
        vorlagen, werte = self.vorlagen, self.werte
        for merkmal in MERKMALE:
            if merkmal.name in werte:
                vorlagen = merkmal.anwenden(vorlagen, werte[merkmal.name], self.benutzer)
        return vorlagen

    @property
    def text(self) -> str:
        """What stands in the box."""
        self.is_valid()
        return (self.cleaned_data.get("q") or "").replace("\0", " ").strip()

    def treffer(self):
        """The papers that filters and box leave."""
        vorlagen = self.gefiltert()
        return passend(vorlagen, self.text, self.benutzer) if self.text else vorlagen
