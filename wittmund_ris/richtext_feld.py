"""The form field for formatted text: an editor where scripts run, a plain box with light markup where they do not."""

from django import forms
from django.forms import Script
from django.templatetags.static import static
from django.utils.html import format_html

from wittmund_ris.richtext import als_auszeichnung, aus_auszeichnung, normalisieren

# Says in which form the text came: the script of the editor turns it from one to the other when it takes over.
FORM = "{}-form"
AUSZEICHNUNG, HTML = "auszeichnung", "html"
SCHREIBHILFE = (
    "Eine Leerzeile beginnt einen Absatz. Am Zeilenanfang: „- “ Aufzählung, „1. “ Nummer, „### “ Überschrift, „| “ Tabelle. "
    "**fett**, *kursiv*."
)


class RichTextEingabe(forms.Textarea):
    """Holds the text in light markup and, for the script, as HTML; gives back HTML whichever of the two was sent.

    A form that names neither (a program, a test) sends plain text or HTML.
    """

    class Media:
        css = {"all": ["css/editor.css"]}
        js = [Script("js/editor.js", type="module")]

    def get_context(self, name, value, attrs):
        html = normalisieren(value or "")
        kontext = super().get_context(name, als_auszeichnung(html), attrs)
        kontext["widget"]["attrs"] |= {
            "data-richtext": html,
            "data-bausteine": static("django_prose_editor/editor.js"),
            "lang": "de",
        }
        return kontext

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '{}<input type="hidden" name="{}" value="{}" autocomplete="off"><span class="ris-schreibhilfe">{}</span>',
            super().render(name, value, attrs, renderer),
            FORM.format(name),
            AUSZEICHNUNG,
            SCHREIBHILFE,
        )

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        if text is not None and data.get(FORM.format(name)) == AUSZEICHNUNG:
            return aus_auszeichnung(text)
        return text

    def use_required_attribute(self, initial):
        # The box is hidden behind the editor; the browser could not show what is missing.
        return False


class RichTextFeld(forms.CharField):
    """A formatted text; its value is what `normalisieren` stores."""

    widget = RichTextEingabe

    def to_python(self, value):
        return normalisieren(super().to_python(value))

    def has_changed(self, initial, data):
        return not self.disabled and normalisieren(initial or "") != normalisieren(data or "")
