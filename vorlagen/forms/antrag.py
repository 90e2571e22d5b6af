"""A motion or question as a member writes it, or as it came in on paper."""

from datetime import datetime

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils import timezone

from gremien.choices import FRAKTIONSARTEN
from gremien.models import Gremium, Person
from gremien.rules import fraktionen_von
from vorlagen import antraege
from vorlagen.arten import BLAETTER, WORTE_DES_MANDATS
from vorlagen.choices import MANDATSARTEN, VorlageArt
from vorlagen.forms.rahmen import gestalten
from vorlagen.forms.schreiben import SchreibForm
from vorlagen.forms.vorlage import ZEILEN, VorlageForm
from vorlagen.models import Vorlage
from wittmund_ris.richtext_feld import RichTextEingabe, RichTextFeld

TEXTE = WORTE_DES_MANDATS[1:]
PERSOENLICH = "mir persönlich"
ABSCHNITT = "ris-abschnitt vl-abschnitt"


class AntragForm(SchreibForm):
    """The member's own words under the headings of the kind. It may be saved incomplete; `maengel` says what is missing."""

    BLATT = "antrag"

    # Without it, the kind of the page counts.
    art = forms.ChoiceField(
        choices=[(art, art.label) for art in MANDATSARTEN], required=False, widget=forms.HiddenInput
    )
    antragsteller_gremium = forms.ModelChoiceField(
        Gremium.objects.none(),
        label="Im Namen von",
        required=False,
        empty_label=PERSOENLICH,
        help_text="Für Ihre Fraktion oder Gruppe, oder als einzelnes Mitglied des Kreistages (§\u00a056 NKomVG).",
        error_messages={"invalid_choice": "Sie gehören dieser Fraktion oder Gruppe heute nicht an."},
    )
    seite = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Vorlage
        fields = WORTE_DES_MANDATS
        field_classes = dict.fromkeys(TEXTE, RichTextFeld)
        widgets = {name: RichTextEingabe(attrs={"rows": ZEILEN.get(name, 8)}) for name in TEXTE}
        widgets |= {"betreff": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"betreff": VorlageForm.Meta.help_texts["betreff"]}
        error_messages = {"betreff": VorlageForm.Meta.error_messages["betreff"]}

    def __init__(self, *args, art=VorlageArt.ANTRAG, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            art = self.instance.art
            self.fields["art"].disabled = True
            self.initial.setdefault("antragsteller_gremium", self.instance.antragsteller_gremium_id)
        else:
            gesendet = self.data.get("art") if self.is_bound else self.initial.get("art")
            art = gesendet if gesendet in MANDATSARTEN else art
        # Another kind that was sent (by hand) is none.
        self.initial["art"], self.initial["seite"] = art, self.BLATT
        self.blatt = BLAETTER[VorlageArt(art)]
        gezeigt = [t for t in self.blatt.texte if t.feld in TEXTE]
        self._anpassen(gezeigt)
        self.fields["antragsteller_gremium"].queryset = self.fraktionen()
        gestalten(
            self,
            *("version", "formular", "fenster", "stand", "seite"),
            *self.felder([t.feld for t in gezeigt]),
            ohne_optional=True,
        )

    def _anpassen(self, gezeigt) -> None:
        """Headings and hints of this kind; what it does not show is no field of it."""
        for text in gezeigt:
            self.fields[text.feld].label, self.fields[text.feld].help_text = text.titel, text.hilfe
        for name in set(TEXTE) - {t.feld for t in gezeigt}:
            del self.fields[name]

    def fraktionen(self):
        return Gremium.objects.filter(pk__in=fraktionen_von(self.benutzer))

    def felder(self, texte) -> tuple:
        return (
            "art",
            Fieldset(self.blatt.art.label, "antragsteller_gremium", "betreff", *texte, css_class=ABSCHNITT),
        )

    def clean(self):
        daten = super().clean()
        if daten.get("betreff"):
            # A heading is one line.
            daten["betreff"] = " ".join(daten["betreff"].split())
        return daten

    def worte(self) -> dict:
        return {name: self.cleaned_data[name] for name in WORTE_DES_MANDATS if name in self.cleaned_data}

    def save(self):
        gremium = self.cleaned_data["antragsteller_gremium"]
        if self.instance._state.adding:
            formular = self.cleaned_data["formular"]
            return antraege.anlegen(
                self.blatt.art, self.worte(), benutzer=self.benutzer, gremium=gremium, formular=formular
            )
        return antraege.aendern(
            self.instance,
            self.worte(),
            gremium=gremium,
            version=self.cleaned_data["version"] or 0,
            benutzer=self.benutzer,
        )

    def abbild(self):
        abbild = super().abbild()
        # Said by whoever is named, for the comparison of two windows; the versions of the paper do not hold it.
        abbild["felder"]["antragsteller_gremium"] = str(self.cleaned_data.get("antragsteller_gremium") or PERSOENLICH)
        return abbild

    def abbild_von(self, vorlage):
        abbild = super().abbild_von(vorlage)
        abbild["felder"]["antragsteller_gremium"] = str(vorlage.antragsteller_gremium or PERSOENLICH)
        return abbild

    def vorlage_getippt(self):
        vorlage = self.instance
        vorlage.art = self.blatt.art
        if vorlage._state.adding:
            vorlage.antragsteller_person = getattr(self.benutzer, "person", None)
        vorlage.antragsteller_gremium = self.cleaned_data.get("antragsteller_gremium")
        return vorlage

    def stationen_getippt(self):
        return []


class EingangForm(AntragForm):
    """A motion or question that came in on paper, as the Sitzungsdienst takes it up: who, when, the wording and the scan."""

    BLATT = "eingang"

    art = forms.ChoiceField(
        choices=[(art, art.label) for art in MANDATSARTEN],
        initial=VorlageArt.ANTRAG,
        widget=forms.RadioSelect,
        label="Art",
    )
    antragsteller_person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Abgeordnete oder Abgeordneter",
        empty_label="Bitte wählen",
        help_text="Wer unterschrieben hat.",
        error_messages={"required": "Bitte wählen Sie, wer unterschrieben hat."},
    )
    eingegangen_tag = forms.DateField(
        label="Eingegangen am",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Der Eingangsstempel zählt.",
        error_messages={
            "required": "Bitte geben Sie den Tag des Eingangs an.",
            "invalid": "Bitte geben Sie den Tag als Tag.Monat.Jahr an, zum Beispiel 13.05.2019.",
        },
    )
    eingegangen_zeit = forms.TimeField(
        label="Uhrzeit",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": "Bitte geben Sie die Uhrzeit des Eingangs an.",
            "invalid": "Bitte geben Sie die Uhrzeit als Stunde:Minute an, zum Beispiel 09:30.",
        },
    )
    papier = forms.FileField(
        label="Das Papier als Scan",
        max_length=200,
        help_text="PDF, PNG oder JPEG. Er wird die erste Anlage; im Zweifel gilt das Papier.",
        error_messages={
            "required": "Bitte wählen Sie den Scan des Papiers.",
            "empty": "Die Datei ist leer. Bitte wählen Sie eine andere.",
            "max_length": "Der Dateiname ist zu lang. Bitte benennen Sie die Datei um.",
        },
    )
    verglichen = forms.BooleanField(
        label="Ich habe den Wortlaut mit dem Papier verglichen. Er steht mit dem Aufnehmen fest.",
        error_messages={"required": "Bitte vergleichen Sie den Wortlaut mit dem Papier, bevor Sie ihn aufnehmen."},
    )

    def _anpassen(self, gezeigt):
        # The kind is chosen on this page: every text stands there, and what the kind does not have is not taken.
        for text in BLAETTER[VorlageArt.ANTRAG].texte:
            if text.feld in TEXTE:
                self.fields[text.feld].label = text.titel
        self.fields["sachverhalt"].label = "Begründung oder Frage"
        self.fields["beschlussvorschlag"].help_text = "Nur bei einem Antrag: der Wortlaut, über den abgestimmt wird."
        gremium = self.fields["antragsteller_gremium"]
        gremium.label, gremium.empty_label = "Fraktion oder Gruppe", "keine, im eigenen Namen"
        gremium.help_text = "Wie auf dem Papier genannt."
        gremium.error_messages["invalid_choice"] = "Bitte wählen Sie eine Fraktion oder Gruppe des Kreistages."
        self.fields["antragsteller_person"].queryset = Person.objects.filter(
            mitgliedschaften__gremium__art="vertretung"
        ).distinct()

    def fraktionen(self):
        return Gremium.objects.filter(art__in=FRAKTIONSARTEN)

    def felder(self, texte):
        return (
            Fieldset(
                "Eingang",
                "art",
                Row(Column("antragsteller_person"), Column("antragsteller_gremium")),
                Row(Column("eingegangen_tag"), Column("eingegangen_zeit")),
                css_class=ABSCHNITT,
            ),
            Fieldset("Wortlaut", "betreff", "beschlussvorschlag", "sachverhalt", css_class=ABSCHNITT),
            Fieldset("Papier", "papier", "verglichen", css_class=ABSCHNITT),
        )

    def worte(self):
        return {name: wert for name, wert in super().worte().items() if name in ("betreff", *self.blatt.felder)}

    def eingegangen_am(self):
        """The moment of receipt in local time; None while day or time is missing."""
        tag, zeit = self.cleaned_data.get("eingegangen_tag"), self.cleaned_data.get("eingegangen_zeit")
        return timezone.make_aware(datetime.combine(tag, zeit)) if tag and zeit else None

    def vorlage_getippt(self):
        vorlage = super().vorlage_getippt()
        vorlage.antragsteller_person = self.cleaned_data.get("antragsteller_person")
        return vorlage

    def save(self):
        return antraege.erfassen(
            self.blatt.art,
            self.worte(),
            person=self.cleaned_data["antragsteller_person"],
            gremium=self.cleaned_data["antragsteller_gremium"],
            eingegangen_am=self.eingegangen_am(),
            papier=self.cleaned_data["papier"],
            formular=self.cleaned_data["formular"],
            benutzer=self.benutzer,
        )
