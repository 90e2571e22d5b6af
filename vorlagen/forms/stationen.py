"""The Beratungsfolge as a formset whose buttons work without JavaScript."""

from django import forms

from gremien.models import Gremium
from vorlagen.choices import BeratungRolle

MAX_STATIONEN = 20


class StationForm(forms.Form):
    """One row of the Beratungsfolge. A row in which nothing was chosen or typed is passed over."""

    gremium = forms.ModelChoiceField(
        Gremium.objects.tagende(),
        label="Gremium",
        empty_label="Bitte wählen",
        error_messages={
            "required": "Bitte wählen Sie das Gremium dieser Station, oder entfernen Sie die Zeile.",
            "invalid_choice": "Bitte wählen Sie ein Gremium aus der Liste.",
        },
    )
    rolle = forms.ChoiceField(choices=BeratungRolle.choices, initial=BeratungRolle.VORBERATUNG, label="Zuständigkeit")
    geplant_am = forms.DateField(
        label="Sitzungstermin",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Bitte geben Sie den Termin als Tag.Monat.Jahr an, zum Beispiel 13.05.2019."},
    )


class BasisStationen(forms.BaseFormSet):
    """`fokus` names the control that has the focus after a button: the value of a button, or `neu:n` for a new row."""

    def __init__(self, *args, fokus="", **kwargs):
        super().__init__(
            *args,
            prefix="stationen",
            form_kwargs={"empty_permitted": True, "use_required_attribute": False},
            error_messages={
                "missing_management_form": "Die Beratungsfolge ist unvollständig angekommen. Bitte senden Sie das Formular noch einmal."
            },
            **kwargs,
        )
        self.fokus = fokus
        # One query for all rows.
        self.gremien = [("", "Bitte wählen"), *((g.pk, g.name) for g in Gremium.objects.tagende())]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["gremium"].choices = self.gremien
        if self.fokus == f"neu:{index}":
            form.fields["gremium"].widget.attrs["autofocus"] = True

    def clean(self):
        entscheidend = [f for f in self.forms if f.cleaned_data.get("rolle") == BeratungRolle.ENTSCHEIDUNG]
        for form in entscheidend[1:]:
            form.add_error(
                "rolle", "Nur eine Station kann entscheiden. Bitte ändern Sie die Zuständigkeit der anderen."
            )

    def liste(self) -> list[dict]:
        """What `beratungsfolge.setzen` wants, in the order of the rows."""
        return [f.cleaned_data for f in self.forms if f.cleaned_data]


Stationen = forms.formset_factory(
    StationForm, formset=BasisStationen, extra=0, max_num=MAX_STATIONEN, validate_max=True, absolute_max=50
)


def umgestellt(zeilen: list[dict], knopf: str) -> tuple[list[dict], str]:
    """The rows after one of the buttons neu, hoch:n, runter:n, weg:n; and where the focus goes."""
    befehl, _, nummer = knopf.partition(":")
    n = int(nummer) if nummer.isdecimal() and int(nummer) < len(zeilen) else None
    zeilen = list(zeilen)
    if befehl == "neu" and len(zeilen) < MAX_STATIONEN:
        return [*zeilen, {}], f"neu:{len(zeilen)}"
    if n is None:
        return zeilen, ""
    if befehl == "weg":
        del zeilen[n]
        return zeilen, f"weg:{min(n, len(zeilen) - 1)}" if zeilen else "neu"
    ziel = min(max(n + {"hoch": -1, "runter": 1}.get(befehl, 0), 0), len(zeilen) - 1)
    zeilen.insert(ziel, zeilen.pop(n))
    return zeilen, f"{befehl}:{ziel}"
