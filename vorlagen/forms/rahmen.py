"""What the forms share: the crispy frame, and faults that the domain found."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError


def gestalten(form, *layout, **merkmale) -> None:
    """The frame of every form here: the template brings <form>, token and buttons.

    `merkmale` reach the crispy templates: ohne_optional (no "– Optional"), ohne_zusammenfassung (no list of faults).
    """
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    for name, wert in merkmale.items():
        setattr(form.helper, name, wert)
    if layout:
        form.helper.layout = Layout(*layout)


def uebernehmen(form, fehler: ValidationError) -> None:
    """Put what a domain function refused beside the fields; what this form does not show goes to its head."""
    if not hasattr(fehler, "error_dict"):
        form.add_error(None, fehler)
        return
    for feld, liste in fehler.error_dict.items():
        form.add_error(feld if feld in form.fields else None, liste)
