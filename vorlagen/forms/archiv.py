"""What each step to the archive asks for."""

from django import forms

from vorlagen import archivierung
from vorlagen.archivschritte import ENDGUELTIG
from vorlagen.choices import Archivstand
from vorlagen.forms.rahmen import gestalten
from vorlagen.models import Archiv
from wittmund_ris import uhr


class ArchivschrittForm(forms.Form):
    """The fields of the step, and the remark."""

    archiv = forms.ModelChoiceField(
        Archiv.objects.filter(ist_aktiv=True), label="Archiv", required=False, empty_label="Bitte wählen"
    )
    am = forms.DateField(label="Tag", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    durch = forms.CharField(label="Wer hat für das Archiv entschieden?", required=False, max_length=200)
    signatur = forms.CharField(label="Signatur im Archiv", required=False, max_length=100)
    zulaessig = forms.BooleanField(
        label="Unzulässig gespeicherte Daten gehören nicht dazu (§ 3 Abs. 3 NArchG).", required=False
    )
    bemerkung = forms.CharField(label="Bemerkung", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, vorlage, schritt, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage, self.schritt, self.benutzer = vorlage, schritt, benutzer
        self.use_required_attribute = False
        felder = felder_von(schritt)
        for name in [*self.fields]:
            if name not in felder:
                del self.fields[name]
        if "am" in felder:
            self.fields["am"].label = "Tag der Entscheidung" if schritt.nach in ENDGUELTIG else "Tag des Angebots"
            self.fields["am"].initial = uhr.heute()
        if schritt.bemerkung_pflicht:
            self.fields["bemerkung"].label = "Begründung"
        # What must be filled is marked as such; the sentence of a fault is the domain's.
        for name in felder:
            self.fields[name].required = name not in ("signatur", "bemerkung") or (
                name == "bemerkung" and schritt.bemerkung_pflicht
            )
            if text := FEHLT.get(name):
                self.fields[name].error_messages["required"] = text
        archive = Archiv.objects.filter(ist_aktiv=True)[:2]
        if "archiv" in felder and len(archive) == 1:
            self.fields["archiv"].initial = archive[0]
        gestalten(self)

    def save(self):
        return archivierung.ausfuehren(self.vorlage, self.schritt.name, benutzer=self.benutzer, **self.cleaned_data)


FEHLT = {
    "archiv": "Bitte wählen Sie das Archiv, dem der Vorgang angeboten wird.",
    "am": "Bitte nennen Sie den Tag.",
    "durch": "Bitte nennen Sie, wer für das Archiv entschieden hat.",
    "zulaessig": "Bitte bestätigen Sie, dass nichts unzulässig Gespeichertes angeboten wird.",
    "bemerkung": "Bitte begründen Sie diesen Schritt.",
}


def felder_von(schritt) -> tuple[str, ...]:
    """The fields that this step asks for, in their order."""
    if schritt.nach == Archivstand.ANGEBOTEN:
        return ("archiv", "am", "zulaessig", "bemerkung")
    if schritt.nach == Archivstand.UEBERNOMMEN:
        return ("am", "durch", "signatur", "bemerkung")
    if schritt.nach == Archivstand.NICHT_ARCHIVWUERDIG:
        return ("am", "durch", "bemerkung")
    return ("bemerkung",)
