"""What every form of an act shares: it calls one domain function and shows what that refuses."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from vorlagen.forms.rahmen import gestalten, uebernehmen
from wittmund_ris.pdf import PdfFehler


class Teilvorlage:
    """A piece of a crispy layout that is a template of our own; it sees the context of the page and `form`."""

    def __init__(self, template):
        self.template = template

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string(self.template, context.flatten() | {"form": form})


class AktForm(forms.Form):
    """The form of one legal act on a Sitzung. `save()` calls the domain function; nothing is decided here."""

    def __init__(self, *args, benutzer, sitzung=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.benutzer, self.sitzung = benutzer, sitzung
        gestalten(self)

    def anordnen(self, *teile):
        """The order of the fields; a field that this form does not have is left out."""
        self.helper.layout = Layout(*(t for t in teile if not isinstance(t, str) or t in self.fields))

    def save(self):
        raise NotImplementedError

    def versuchen(self) -> bool:
        """Validate and act; True if it happened. A refusal stands at the form, with everything that was typed."""
        if not self.is_valid():
            return False
        try:
            self.ergebnis = self.save()
        except ValidationError as fehler:
            self.zeigen(fehler)
        except PdfFehler as fehler:
            self.add_error(None, f"Das Dokument lässt sich nicht erzeugen; es ist nichts geschehen. {fehler}")
        else:
            return True
        return False

    def zeigen(self, fehler: ValidationError) -> None:
        """Put the refusal of a domain function at its field, or on top if this form does not have it."""
        uebernehmen(self, fehler)


def pflicht(text: str) -> dict:
    """The sentence of a missing entry, instead of the same one at every field."""
    return {"required": text}


def tag_feld(label="Tag", **kwargs):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label,
        widget=widget,
        error_messages=pflicht("Bitte geben Sie den Tag an.") | {"invalid": "Bitte geben Sie ein gültiges Datum an."},
        **kwargs,
    )


def uhrzeit_feld(label="Uhrzeit", **kwargs):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(
        label=label,
        widget=widget,
        error_messages=pflicht("Bitte geben Sie die Uhrzeit an.")
        | {"invalid": "Bitte als Stunde:Minute, z. B. 17:00."},
        **kwargs,
    )
