"""Read a file into a draft: a Word file, or an old paper whose readings are checked first."""

from django import forms

from vorlagen.einlesen import quelle
from vorlagen.einlesen.papier import Papier
from vorlagen.forms.rahmen import gestalten
from wittmund_ris import docx

_LEER = {"empty": "Die Datei ist leer. Bitte wählen Sie eine andere.", "max_length": "Der Dateiname ist zu lang."}


def _inhalt(datei, hoechstens: int) -> bytes:
    """The bytes of an upload; what is too big is never read."""
    if datei.size > hoechstens:
        raise forms.ValidationError(
            f"Die Datei ist größer als {hoechstens // 1024 // 1024} MB. Bitte wählen Sie eine kleinere."
        )
    return datei.read()


class DocxForm(forms.Form):
    docx = forms.FileField(
        label="Word-Datei",
        help_text="Ein Word-Dokument (.docx), höchstens 20 MB.",
        max_length=200,
        error_messages=_LEER | {"required": "Bitte wählen Sie die Word-Datei."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        gestalten(self, ohne_optional=True)

    def clean_docx(self):
        try:
            return docx.lesen(_inhalt(self.cleaned_data["docx"], docx.HOECHSTENS))
        except docx.DocxFehler as fehler:
            raise forms.ValidationError(str(fehler)) from fehler


class PapierForm(forms.Form):
    """A file or a pasted text; `quelle` is what was read out of it."""

    papier = forms.FileField(
        label="Datei",
        required=False,
        help_text="Ein PDF mit Text oder eine Textdatei, höchstens 20 MB.",
        max_length=200,
        error_messages=_LEER,
    )
    text = forms.CharField(
        label="Oder der erkannte Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="So, wie ihn die Texterkennung ausgibt. Fehler darin werden zum Prüfen vorgelegt.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.quelle = None
        gestalten(self, ohne_optional=True)

    def clean(self):
        daten = super().clean()
        datei, text = daten.get("papier"), daten.get("text", "").strip()
        if "papier" in self.errors:
            return daten
        if bool(datei) == bool(text):
            self.add_error(
                "papier", "Bitte wählen Sie eine Datei, oder fügen Sie den erkannten Text ein; eines von beiden."
            )
            return daten
        feld = "papier" if datei else "text"
        try:
            self.quelle = quelle.aus_datei(_inhalt(datei, quelle.HOECHSTENS)) if datei else quelle.aus_text(text)
        except (quelle.QuelleFehler, forms.ValidationError) as fehler:
            self.add_error(feld, str(fehler) if isinstance(fehler, quelle.QuelleFehler) else fehler)
        return daten


class GelesenForm(forms.Form):
    """What the check page carries along: the text that was read. Nothing of it is kept between the two pages."""

    text = forms.CharField(
        max_length=quelle.ZEICHEN_HOECHSTENS, strip=False, widget=forms.Textarea(attrs={"rows": 12, "readonly": True})
    )
    erkannt = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PruefForm(forms.Form):
    """One choice for each proposal (leave it, or one of the readings), and the original as an Anlage."""

    original = forms.FileField(
        label="Das Original als Anlage beifügen",
        required=False,
        help_text="Freiwillig: die Datei noch einmal wählen. Sie wird eine nichtöffentliche Anlage des Entwurfs.",
        max_length=200,
        error_messages=_LEER,
    )

    def __init__(self, *args, papier: Papier, **kwargs):
        super().__init__(*args, **kwargs)
        self.papier = papier
        self.use_required_attribute = False
        for n, vorschlag in enumerate(papier.vorschlaege):
            gewiss = vorschlag.ist_gewiss and not vorschlag.nur_frage
            self.fields[f"wahl_{n}"] = forms.ChoiceField(
                choices=[("", f"„{vorschlag.wort}“ lassen"), *((e, f"„{e}“ übernehmen") for e in vorschlag.ersatz)],
                required=False,
                initial=vorschlag.ersatz[0] if gewiss else "",
                label=f"{vorschlag.wort}: übernehmen?",
                widget=forms.Select(attrs={"class": "kern-form-input__select"}),
            )
        gestalten(self, "original", ohne_optional=True)

    def zeilen(self) -> list[tuple]:
        """Each proposal with the bound field of its choice."""
        return [(vorschlag, self[f"wahl_{n}"]) for n, vorschlag in enumerate(self.papier.vorschlaege)]

    def angenommen(self) -> dict[str, str]:
        """Key of the proposal → accepted reading."""
        wahl = {v.schluessel: self.cleaned_data[f"wahl_{n}"] for n, v in enumerate(self.papier.vorschlaege)}
        return {schluessel: ersatz for schluessel, ersatz in wahl.items() if ersatz}
