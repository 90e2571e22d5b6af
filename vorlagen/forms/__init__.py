"""Forms of the Vorlagen: they check what was typed and hand it to the domain functions."""

from vorlagen.forms.anlagen import AnlageForm, NachreichenForm
from vorlagen.forms.antrag import AntragForm, EingangForm
from vorlagen.forms.filter import VorlagenFilter
from vorlagen.forms.rahmen import uebernehmen
from vorlagen.forms.schreiben import SchreibForm
from vorlagen.forms.schritte import UebergangForm
from vorlagen.forms.vorlage import VorlageForm

__all__ = [
    "AnlageForm",
    "AntragForm",
    "EingangForm",
    "NachreichenForm",
    "SchreibForm",
    "UebergangForm",
    "VorlageForm",
    "VorlagenFilter",
    "uebernehmen",
]
