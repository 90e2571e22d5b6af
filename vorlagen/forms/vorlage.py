"""The draft of a Vorlage on one page."""

from uuid import uuid4

from crispy_forms.layout import HTML, Column, Fieldset, Row
from django import forms
from django.utils.html import format_html

from vorlagen import entwurf, versionen
from vorlagen.choices import Haushaltsmittel, Sachgebiet, VorlageArt
from vorlagen.forms.betrag import Betragsfeld
from vorlagen.forms.rahmen import gestalten
from vorlagen.forms.stationen import Stationen, umgestellt
from vorlagen.inhalt import inhalt
from vorlagen.models import Beratung, Vorlage
from vorlagen.versionen import FELDER
from wittmund_ris.richtext_feld import RichTextEingabe, RichTextFeld

# Prefix of the choice after a conflict: "meine" or "deren".
DEREN = "konflikt-"
# Height of the boxes of the formatted texts.
ZEILEN = {"sachverhalt": 14, "anmerkung": 5}
KEINE = ("gesamtkosten", "folgekosten", "einnahmen")


class VorlageForm(forms.ModelForm):
    """The draft with its Beratungsfolge (`stationen`). It may be saved incomplete; `maengel` says what is missing."""

    art = forms.ChoiceField(
        choices=VorlageArt.choices, initial=VorlageArt.BESCHLUSSVORLAGE, widget=forms.RadioSelect, label="Art"
    )
    sachgebiet = forms.ChoiceField(
        choices=Sachgebiet.choices,
        initial=Sachgebiet.KEINES,
        required=False,
        label="Sachgebiet",
        help_text="Über diese Gegenstände beschließt nur der Kreistag (§\u00a058 Abs.\u00a01 NKomVG).",
    )
    ist_oeffentlich = forms.TypedChoiceField(
        choices=[("True", "öffentlich"), ("False", "nichtöffentlich")],
        coerce=lambda wert: wert == "True",
        required=False,
        empty_value=False,
        # Closed until somebody opens it.
        initial=False,
        widget=forms.RadioSelect,
        label="Behandlung",
    )
    haushaltsmittel = forms.ChoiceField(
        choices=[("", "keine Angabe"), *Haushaltsmittel.choices],
        required=False,
        widget=forms.RadioSelect,
        label="Haushaltsmittel",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # Which form, which window, which Arbeitsstand: see `vorlagen.arbeitsstand`.
    formular = forms.UUIDField(required=False, widget=forms.HiddenInput)
    fenster = forms.UUIDField(required=False, widget=forms.HiddenInput)
    stand = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Vorlage
        fields = FELDER
        field_classes = dict.fromkeys((*KEINE, "haushaltsmittel_betrag"), Betragsfeld)
        field_classes |= dict.fromkeys(entwurf.TEXTE, RichTextFeld)
        widgets = {name: RichTextEingabe(attrs={"rows": ZEILEN.get(name, 6)}) for name in entwurf.TEXTE}
        widgets |= {"betreff": forms.Textarea(attrs={"rows": 2})}
        labels = {"anmerkung": "Anmerkung (wenn nötig)"}
        help_texts = {
            "nichtoeffentlich_grund": "Nur bei nichtöffentlicher Behandlung: welches öffentliche Wohl oder welche "
            "berechtigten Interessen Einzelner (§\u00a064 Abs.\u00a01 NKomVG).",
            "betreff": "Eine Zeile, so wie sie auf der Tagesordnung stehen soll.",
            "beschlussvorschlag": "Der Wortlaut, über den abgestimmt wird.",
        }
        error_messages = {
            "betreff": {
                "required": "Bitte geben Sie einen Betreff an.",
                "max_length": "Bitte kürzen Sie den Betreff auf %(limit_value)d Zeichen; es sind %(show_value)d.",
            },
            "aktenzeichen": {
                "required": "Bitte geben Sie das Aktenzeichen an.",
                "max_length": "Bitte kürzen Sie das Aktenzeichen auf %(limit_value)d Zeichen; es sind %(show_value)d.",
            },
        }

    def __init__(self, *args, benutzer, zeilen=None, fokus="", herkunft=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.benutzer, self.herkunft = benutzer, herkunft
        self.use_required_attribute = False
        neu = self.instance._state.adding
        if not neu:
            self.initial.setdefault("version", self.instance.version)
        for name in ("formular", "fenster"):
            if not self.initial.get(name):
                self.initial[name] = uuid4()
        for feld in self.fields.values():
            # The browser would cut a pasted text without a word; the server says what is too long.
            feld.widget.attrs.pop("maxlength", None)
        if zeilen is None and not self.is_bound:
            zeilen = [{}] if neu else list(self.instance.beratungen.values("gremium", "rolle", "geplant_am"))
        self.stationen = Stationen(self.data if self.is_bound else None, initial=zeilen, fokus=fokus)
        gestalten(self, *_seite(), ohne_optional=True, ohne_zusammenfassung=True)
        self.zweifel = self.markieren()

    @classmethod
    def getippt(cls, data, *, knopf, **kwargs):
        """Everything that was typed, unchecked and unsaved, after a button of the Beratungsfolge."""
        vorher = cls(data, **kwargs)
        eingaben = _eingaben(vorher)
        zeilen, fokus = umgestellt([_eingaben(f) for f in vorher.stationen.forms], knopf)
        return cls(initial=eingaben, zeilen=zeilen, fokus=fokus, **kwargs)

    def is_valid(self):
        # Both are looked at, so that one answer names every fault.
        return all([super().is_valid(), self.stationen.is_valid()])

    def clean(self):
        daten = super().clean()
        for feld in KEINE:
            if daten.get(f"{feld}_keine") and daten.get(feld) is not None:
                self.add_error(feld, "Bitte kreuzen Sie entweder „keine“ an, oder geben Sie einen Betrag ein.")
        daten["sachgebiet"] = daten.get("sachgebiet") or Sachgebiet.KEINES
        # A heading is one line.
        if daten.get("betreff"):
            daten["betreff"] = " ".join(daten["betreff"].split())
        return daten

    def save(self):
        felder = {name: self.cleaned_data[name] for name in FELDER}
        if self.instance._state.adding:
            return entwurf.anlegen(
                felder,
                self.stationen.liste(),
                benutzer=self.benutzer,
                formular=self.cleaned_data["formular"],
                herkunft=self.herkunft,
            )
        return entwurf.aendern(
            self.instance,
            felder,
            self.stationen.liste(),
            version=self.cleaned_data["version"] or 0,
            benutzer=self.benutzer,
        )

    def markieren(self) -> list[tuple[str, str, str]]:
        """Say at each field why it has to be looked at, if the draft was read from a file and not saved since.

        Returns (id of the field, label, reason) in the order of the form.
        """
        herkunft = getattr(self.instance, "herkunft", None) if self.instance.pk else None
        if herkunft is None or self.instance.version > 1:
            return []
        marken = []
        for name, feld in self.fields.items():
            if grund := herkunft.zweifel.get(name):
                feld.help_text = format_html("<strong>Bitte prüfen:</strong> {} {}", grund, feld.help_text)
                marken.append((self[name].auto_id, feld.label, grund))
        if grund := herkunft.zweifel.get("beratungsfolge"):
            marken.append(("beratungsfolge", "Beratungsfolge", grund))
        if grund := herkunft.zweifel.get("anlagen"):
            marken.append(("", "Anlagen", grund))
        return marken

    def abbild(self) -> dict:
        """What was typed in the form of `versionen.abbild`; what is no valid value stands there as it was typed."""
        self.is_valid()
        roh = _eingaben(self)
        werte = {name: self.cleaned_data.get(name, roh[name]) for name in FELDER if name in self.fields}
        return {
            "felder": {name: versionen.einfach(wert) for name, wert in werte.items()},
            "stationen": [_station(f) for f in self.stationen.forms if f.has_changed()],
        }

    def inhalt(self) -> dict:
        """What was typed as the content of a paper (`inhalt.inhalt`), for its preview; what is no valid value is left out."""
        self.is_valid()
        vorlage = self.instance
        if vorlage.amt is None and vorlage._state.adding:
            vorlage.amt = self.benutzer.amt
        stationen = [
            Beratung(gremium=d["gremium"], rolle=d.get("rolle", ""), geplant_am=d.get("geplant_am"))
            for d in (getattr(f, "cleaned_data", {}) for f in self.stationen.forms)
            if d.get("gremium")
        ]
        return inhalt(vorlage, stationen=stationen)

    def gegen(self, vorlage) -> list[versionen.Abschnitt]:
        """After a conflict: how what was typed differs from `vorlage`; from now on this form is about that version."""
        dort, hier = versionen.abbild(vorlage), self.abbild()
        self.data = self.data.copy()
        self.data["version"] = vorlage.version
        return versionen.unterschiede(dort, hier | {"felder": dort["felder"] | hier["felder"]})

    @classmethod
    def mit_deren(cls, data, vorlage, benutzer):
        """After a conflict: `data` with the fields of `vorlage` for which the reader chose what is stored there."""
        gewaehlt = {
            name.removeprefix(DEREN) for name, wert in data.items() if name.startswith(DEREN) and wert == "deren"
        }
        if not gewaehlt:
            return data
        data, dort = data.copy(), cls(instance=vorlage, benutzer=benutzer)
        for name in gewaehlt & set(dort.fields):
            feld = dort[name]
            data.pop(name, None)
            if feld.value() not in (None, False, "") or isinstance(feld.field, forms.TypedChoiceField):
                wert = feld.field.widget.format_value(feld.value())
                data[name] = wert[0] if isinstance(wert, list) else wert
        if "stationen" in gewaehlt:
            zeilen = list(vorlage.beratungen.values_list("gremium", "rolle", "geplant_am"))
            data["stationen-TOTAL_FORMS"], data["stationen-INITIAL_FORMS"] = len(zeilen), 0
            for n, werte in enumerate(zeilen):
                for name, wert in zip(("gremium", "rolle", "geplant_am"), werte, strict=True):
                    data[f"stationen-{n}-{name}"] = "" if wert is None else str(wert)
                data[f"stationen-{n}-sitzung"] = ""
        return data


def _station(form) -> dict:
    daten = getattr(form, "cleaned_data", {})
    gremium, tag = daten.get("gremium"), daten.get("geplant_am")
    return {
        "gremium": gremium.slug if gremium else "",
        "name": gremium.name if gremium else "Gremium offen",
        "rolle": daten.get("rolle", ""),
        "termin": tag.isoformat() if tag else None,
    }


def _eingaben(form) -> dict:
    """The raw input of a bound form by field, before any check."""
    return {
        name: feld.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, feld in form.fields.items()
    }


def _seite() -> tuple:
    """The page of the draft, in the order of the official paper."""
    kosten = [Row(Column(feld), Column(f"{feld}_keine", css_class="vl-keine")) for feld in KEINE]
    return (
        "version",
        "formular",
        "fenster",
        "stand",
        Fieldset(
            "Kopf",
            Row(Column("art"), Column("ist_oeffentlich")),
            "nichtoeffentlich_grund",
            Row(Column("aktenzeichen"), Column("sachgebiet")),
            css_class="ris-abschnitt vl-abschnitt",
        ),
        Fieldset(
            "Text", "betreff", "sachverhalt", "anmerkung", "beschlussvorschlag", css_class="ris-abschnitt vl-abschnitt"
        ),
        Fieldset(
            "Finanzierung",
            *kosten,
            "haushaltsmittel",
            Row(Column("haushaltsmittel_betrag"), Column("produktkonto")),
            css_class="ris-abschnitt vl-abschnitt",
        ),
        HTML('{% include "vorlagen/_stationen_form.html" with stationen=form.stationen %}'),
    )
