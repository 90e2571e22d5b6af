"""What every page on which a draft is written has in common: which form and window it is, and what was typed as data.

Papers of the house (`VorlageForm`) and motions of members (`AntragForm`) are kept, compared and previewed in one way.
"""

from uuid import uuid4

from django import forms

from vorlagen import versionen
from vorlagen.inhalt import inhalt
from vorlagen.versionen import FELDER

# Prefix of the choice after a conflict: "meine" or "deren".
DEREN = "konflikt-"


class SchreibForm(forms.ModelForm):
    """A draft that can be kept as Arbeitsstand. `herkunft` (unsaved) says what a new one was started from.

    `BLATT` names the page it stands on: kept with what was typed, so that it is offered there again.
    """

    BLATT = ""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # Which form, which window, which Arbeitsstand: see `vorlagen.arbeitsstand`.
    formular = forms.UUIDField(required=False, widget=forms.HiddenInput)
    fenster = forms.UUIDField(required=False, widget=forms.HiddenInput)
    stand = forms.UUIDField(required=False, widget=forms.HiddenInput)

    stationen = None
    pruefung = None
    zweifel = ()

    def __init__(self, *args, benutzer, herkunft=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.benutzer, self.herkunft = benutzer, herkunft
        self.use_required_attribute = False
        if not self.instance._state.adding:
            self.initial.setdefault("version", self.instance.version)
        for name in ("formular", "fenster"):
            if not self.initial.get(name):
                self.initial[name] = uuid4()
        for feld in self.fields.values():
            # The browser would cut a pasted text without a word; the server says what is too long.
            feld.widget.attrs.pop("maxlength", None)

    @classmethod
    def getippt(cls, data, *, knopf, **kwargs):
        """Everything that was typed, unchecked and unsaved; `knopf` is the button that rearranged the page, if one did."""
        vorher = cls(data, **kwargs)
        return cls(initial=vorher.offene_eingaben(), **kwargs)

    def eingaben(self) -> dict:
        """The raw input of a bound form by field, before any check."""
        return roh(self)

    def offene_eingaben(self) -> dict:
        """Without what is disabled: it is not sent and stays as it is stored."""
        return {name: wert for name, wert in self.eingaben().items() if not self.fields[name].disabled}

    def abbild(self) -> dict:
        """What was typed in the form of `versionen.abbild`; what is no valid value stands there as it was typed."""
        self.is_valid()
        eingaben = self.eingaben()
        werte = {name: self.cleaned_data.get(name, eingaben[name]) for name in FELDER if name in self.fields}
        return {"felder": {name: versionen.einfach(wert) for name, wert in werte.items()}}

    def abbild_von(self, vorlage) -> dict:
        """What is stored of the paper, in the form of `abbild`."""
        return versionen.abbild(vorlage)

    def unterschiede(self, vorlage) -> list[versionen.Abschnitt]:
        """How what was typed differs from what is stored of `vorlage`."""
        dort, hier = self.abbild_von(vorlage), self.abbild()
        return versionen.unterschiede(dort, hier | {"felder": dort["felder"] | hier["felder"]})

    def gegen(self, vorlage) -> list[versionen.Abschnitt]:
        """After a conflict: the differences to `vorlage`; from now on this form is about that version."""
        anders = self.unterschiede(vorlage)
        self.data = self.data.copy()
        self.data["version"] = vorlage.version
        return anders

    @classmethod
    def mit_deren(cls, data, vorlage, **rahmen):
        """After a conflict: `data` with the fields of `vorlage` for which the reader chose what is stored there."""
        gewaehlt = {
            name.removeprefix(DEREN) for name, wert in data.items() if name.startswith(DEREN) and wert == "deren"
        }
        if not gewaehlt:
            return data
        data, dort = data.copy(), cls(instance=vorlage, **rahmen)
        for name in gewaehlt & set(dort.fields):
            feld = dort[name]
            data.pop(name, None)
            if feld.value() not in (None, False, "") or isinstance(feld.field, forms.TypedChoiceField):
                wert = feld.field.widget.format_value(feld.value())
                data[name] = wert[0] if isinstance(wert, list) else wert
        cls.stationen_von(data, vorlage, gewaehlt)
        return data

    @classmethod
    def stationen_von(cls, data, vorlage, gewaehlt) -> None:
        """Put the stored stations into `data`, where the form has some and they were chosen."""

    def inhalt(self) -> dict:
        """What was typed as the content of a paper (`inhalt.inhalt`), for its preview; what is no valid value is left out."""
        self.is_valid()
        return inhalt(self.vorlage_getippt(), stationen=self.stationen_getippt())

    def vorlage_getippt(self):
        """The paper with what was typed, unsaved."""
        return self.instance

    def stationen_getippt(self) -> list | None:
        """The stations that were typed; None: those of the paper."""
        return None


def roh(form) -> dict:
    """The raw input of a bound form by field, before any check."""
    return {
        name: feld.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, feld in form.fields.items()
    }
