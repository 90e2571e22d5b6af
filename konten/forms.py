"""Vertretung: who stands in for whom; and inline tables whose inputs have names."""

from crispy_forms.helper import FormHelper
from django import forms

from konten import vertretung
from konten.models import Benutzer
from konten.rechte import rollen_von
from konten.rollen import ADMINISTRATION, AMTSLEITUNG, HAUSROLLEN
from wittmund_ris import uhr

DATUM = {
    "required": "Bitte geben Sie einen Tag an.",
    "invalid": "Bitte geben Sie den Tag als Tag.Monat.Jahr an, zum Beispiel 13.05.2019.",
}


def _tag():
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class VertretungForm(forms.Form):
    """Oneself, the people of the own Amt for its Amtsleitung, everybody for the Administration."""

    abwesend = forms.ModelChoiceField(
        Benutzer.objects.none(),
        label="Wer ist abwesend?",
        empty_label="Bitte wählen",
        error_messages={"required": "Bitte wählen Sie, wer abwesend ist."},
    )
    vertretung = forms.ModelChoiceField(
        Benutzer.objects.none(),
        label="Wer vertritt?",
        empty_label="Bitte wählen",
        help_text="Zeichnet in dieser Zeit mit und gibt frei, was die abwesende Person dürfte. Weitergeben lässt sich das nicht.",
        error_messages={"required": "Bitte wählen Sie, wer vertritt."},
    )
    von = forms.DateField(label="Vom", widget=_tag(), error_messages=DATUM)
    bis = forms.DateField(label="Bis einschließlich", widget=_tag(), error_messages=DATUM)

    def __init__(self, *args, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.benutzer = benutzer
        self.use_required_attribute = False
        im_haus = Benutzer.objects.filter(is_active=True, groups__name__in=HAUSROLLEN).distinct()
        self.fields["vertretung"].queryset = im_haus
        self.fields["abwesend"].queryset = regelbare(benutzer)
        self.fields["abwesend"].initial = benutzer.pk
        self.fields["von"].initial = uhr.heute()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def save(self):
        return vertretung.eintragen(**self.cleaned_data, benutzer=self.benutzer)


def regelbare(benutzer):
    """The accounts whose Vertretung this account may enter or lift."""
    im_haus = Benutzer.objects.filter(is_active=True, groups__name__in=HAUSROLLEN).distinct()
    rollen = rollen_von(benutzer)
    if ADMINISTRATION in rollen:
        return im_haus
    if AMTSLEITUNG in rollen and benutzer.amt_id:
        return im_haus.filter(amt=benutzer.amt_id)
    return im_haus.filter(pk=benutzer.pk)


class BeschriftetesFormset(forms.BaseInlineFormSet):
    """An inline table whose inputs have names: column and row, for those who do not see the table."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        zeile = "neue Zeile" if index is None else f"Zeile {index + 1}"
        for name, feld in form.fields.items():
            widget = getattr(feld.widget, "widget", feld.widget)
            if not widget.is_hidden:
                widget.attrs["aria-label"] = f"{feld.label or name}, {zeile}"
