"""Amounts in the German form."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format


class Betragsfeld(forms.DecimalField):
    """An amount as people here write it: 1.234,56 or 1234,56, with or without €. A point never stands before the cents."""

    widget = forms.TextInput
    muster = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}|[-–]{1,2}))?")
    default_error_messages = {
        "invalid": "Bitte geben Sie den Betrag in Ziffern an, mit Komma vor den Cent, zum Beispiel 1.234,56.",
        "max_digits": "Dieser Betrag ist zu groß. Bitte prüfen Sie die Zahl der Stellen.",
        "max_whole_digits": "Dieser Betrag ist zu groß. Bitte prüfen Sie die Zahl der Stellen.",
    }

    def to_python(self, value):
        text = re.sub(r"\s|€$|EUR$", "", str(value or "").strip())
        if not text:
            return None
        treffer = self.muster.fullmatch(text)
        if not treffer:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        ganze, cent = treffer.groups()
        cent = (cent or "").strip("-–")
        return Decimal(f"{ganze.replace('.', '')}.{cent.ljust(2, '0')}")

    def prepare_value(self, value):
        return number_format(value, 2, force_grouping=True) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}
