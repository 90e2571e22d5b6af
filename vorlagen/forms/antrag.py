"""A motion or question as a member writes it."""

from crispy_forms.layout import Fieldset
from django import forms

from gremien.models import Gremium
from gremien.rules import fraktionen_von
from vorlagen import antraege
from vorlagen.arten import BLAETTER, WORTE_DES_MANDATS
from vorlagen.choices import VorlageArt
from vorlagen.forms.rahmen import gestalten
from wittmund_ris.richtext import normalisieren


class AntragForm(forms.Form):
    """The member's own words under the headings of the kind; `vorlage` None begins a new one."""

    gremium = forms.ModelChoiceField(
        Gremium.objects.none(),
        label="Im Namen von",
        required=False,
        empty_label="mir persönlich",
        help_text="Für Ihre Fraktion oder Gruppe, oder als einzelnes Mitglied des Kreistages (§\u00a056 NKomVG).",
        error_messages={"invalid_choice": "Sie gehören dieser Fraktion oder Gruppe heute nicht an."},
    )
    betreff = forms.CharField(
        label="Betreff",
        max_length=300,
        help_text="Eine Zeile, so wie sie auf der Tagesordnung stehen soll.",
        error_messages={
            "required": "Bitte geben Sie einen Betreff an.",
            "max_length": "Bitte kürzen Sie den Betreff auf %(limit_value)d Zeichen; es sind %(show_value)d.",
        },
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, art, benutzer, vorlage=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.art, self.benutzer, self.vorlage = VorlageArt(art), benutzer, vorlage
        self.use_required_attribute = False
        self.fields["betreff"].widget.attrs.pop("maxlength", None)
        self.fields["gremium"].queryset = Gremium.objects.filter(pk__in=fraktionen_von(benutzer))
        texte = [t for t in BLAETTER[self.art].texte if t.feld in WORTE_DES_MANDATS]
        for text in texte:
            self.fields[text.feld] = forms.CharField(
                label=text.titel, required=False, help_text=text.hilfe, widget=forms.Textarea(attrs={"rows": 10})
            )
        if vorlage:
            self.initial |= {name: getattr(vorlage, name) for name in ("betreff", *(t.feld for t in texte))}
            self.initial |= {"gremium": vorlage.antragsteller_gremium_id, "version": vorlage.version}
        gestalten(
            self,
            "version",
            Fieldset(self.art.label, "gremium", "betreff", *(t.feld for t in texte), css_class="ris-abschnitt"),
            ohne_optional=True,
        )

    def clean(self):
        daten = super().clean()
        for name in WORTE_DES_MANDATS[1:]:
            if name in daten:
                daten[name] = normalisieren(daten[name])
        if daten.get("betreff"):
            daten["betreff"] = " ".join(daten["betreff"].split())
        return daten

    def save(self):
        felder = {name: self.cleaned_data[name] for name in WORTE_DES_MANDATS if name in self.cleaned_data}
        gremium = self.cleaned_data["gremium"]
        if self.vorlage is None:
            return antraege.anlegen(self.art, felder, benutzer=self.benutzer, gremium=gremium)
        return antraege.aendern(
            self.vorlage,
            felder,
            gremium=gremium,
            version=self.cleaned_data["version"] or 0,
            benutzer=self.benutzer,
        )
