"""A step of the workflow: reason and signature."""

from crispy_forms.layout import HTML
from django import forms
from django.utils.html import escape

from konten.models import Amt, zeichnungsberechtigte
from vorlagen import begruendungen, mitzeichnung, personenbezug, workflow
from vorlagen.choices import Personenbezug
from vorlagen.forms.rahmen import gestalten
from vorlagen.lesbarkeit import oeffentlichkeit
from wittmund_ris import uhr


class UebergangForm(forms.Form):
    """Reason of a step; for the release also who stands after "gez.", and the question about personal data.

    For a step that leads to publication the form shows what becomes public when, and what looks like personal data.
    """

    oeffentlichkeit = angabe = None
    funde = ()

    bemerkung = forms.CharField(
        label="Bemerkung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Steht im Verlauf der Vorlage, nicht auf dem Papier.",
        error_messages={"required": "Bitte begründen Sie diesen Schritt."},
    )

    def __init__(self, *args, vorlage, schritt, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage, self.schritt, self.benutzer = vorlage, schritt, benutzer
        self.use_required_attribute = False
        if schritt.bemerkung_pflicht:
            self.fields["bemerkung"].required = True
            self.fields["bemerkung"].label = "Begründung"
        self.warnungen = begruendungen.offene(vorlage) if schritt.name in begruendungen.GEPRUEFT else []
        antworten = {begruendungen.feldname(w.code): _antwort(w) for w in self.warnungen}
        self.fields = antworten | self.fields
        if personenbezug.ist_gefragt(vorlage, schritt.name):
            self.fields = _datenschutz(pflicht=schritt.name in personenbezug.FREIGEBENDE) | self.fields
        if schritt.name in personenbezug.FREIGEBENDE:
            self.fields = {"gezeichnet_von": _zeichnung(vorlage, benutzer), **self.fields}
        if schritt.name == "einreichen" and (verfallen := mitzeichnung.verfallene(vorlage)):
            self.fields |= {"redaktionell": _redaktionell(verfallen)}
        if schritt.name in workflow.FREIGEBENDE and (einwaende := mitzeichnung.einwaende(vorlage)):
            self.fields["bemerkung"].label = "Begründung der Freigabe trotz Einwand"
            self.fields["bemerkung"].help_text = escape(
                "Einwand: " + "; ".join(f"{m.amt} ({m.get_votum_display()})" for m in einwaende) + ". Steht im Verlauf."
            )
        if schritt.name == "zuweisen":
            self.fields = {"amt": _amtswahl(vorlage), **self.fields}
        if schritt.name in personenbezug.GEFRAGT:
            self.oeffentlichkeit = oeffentlichkeit(vorlage)
            self.angabe = personenbezug.letzte_angabe(vorlage)
            self.funde = personenbezug.hinweise(vorlage)
            gestalten(self, HTML('{% include "vorlagen/_veroeffentlichung.html" %}'), *self.fields)
        else:
            gestalten(self)

    def clean(self):
        daten = super().clean()
        if daten.get("datenschutz") == Personenbezug.JA and not daten.get("datenschutz_grund", "").strip():
            self.add_error("datenschutz_grund", personenbezug.OHNE_GRUND)
        return daten

    def save(self):
        daten = self.cleaned_data
        return workflow.ausfuehren(
            self.vorlage,
            self.schritt.name,
            benutzer=self.benutzer,
            bemerkung=daten["bemerkung"],
            gezeichnet_von=daten.get("gezeichnet_von"),
            amt=daten.get("amt"),
            redaktionell=daten.get("redaktionell", ""),
            datenschutz=daten.get("datenschutz", ""),
            datenschutz_grund=daten.get("datenschutz_grund", ""),
            gruende={w.code: daten[begruendungen.feldname(w.code)] for w in self.warnungen},
        )


def _redaktionell(verfallen) -> forms.CharField:
    namen = ", ".join(str(m.amt) for m in verfallen)
    return forms.CharField(
        label="Ist die Änderung nur redaktionell?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=escape(
            f"Der Inhalt ist seit der Zeichnung geändert; noch einmal gefragt wird: {namen}. Ist nur der Ausdruck geändert, schreiben "
            "Sie hier, was; das Amt liest es und kann seine Zeichnung mit einem Schritt bestätigen."
        ),
    )


def _datenschutz(*, pflicht: bool) -> dict:
    """The question about personal data: owed at the release, welcome when the Amt hands in. Nothing is chosen beforehand."""
    wozu = (
        "Ihre Antwort steht mit Ihrem Namen im Verlauf."
        if pflicht
        else "Ihre Angabe steht im Verlauf; wer freigibt, sieht sie und muss die Frage selbst beantworten."
    )
    return {
        "datenschutz": forms.ChoiceField(
            label="Enthält der öffentliche Teil personenbezogene Daten Dritter?",
            choices=Personenbezug.choices,
            required=pflicht,
            widget=forms.RadioSelect,
            help_text=f"Namen, Anschriften, Kontakt- oder Bankdaten, auch in Anlagen (Art. 5, 6 DSGVO). {wozu}",
            error_messages={"required": personenbezug.OHNE_ANTWORT},
        ),
        "datenschutz_grund": forms.CharField(
            label="Begründung, wenn ja",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Warum die Veröffentlichung zulässig ist, zum Beispiel: Die genannte Person hat am 02.05.2019 eingewilligt.",
        ),
    }


def _antwort(warnung) -> forms.CharField:
    """The answer to one warning: it may be passed over, but not in silence."""
    return forms.CharField(
        label=f"Begründung: {warnung.titel}",
        # Names of bodies stand in it: escaped, as help texts are printed as they are.
        help_text=escape(str(warnung)),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Bitte begründen Sie, warum es dabei bleibt, oder ändern Sie den Entwurf."},
    )


def _amtswahl(vorlage) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Amt.objects.exclude(pk=vorlage.amt_id),
        label="Federführendes Amt",
        empty_label="Bitte wählen",
        error_messages={"required": "Bitte wählen Sie das Amt, das die Stellungnahme oder Antwort schreibt."},
    )


class Zeichnungsfeld(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.zeichnungsname or str(obj)


def _zeichnung(vorlage, benutzer) -> Zeichnungsfeld:
    befugte = zeichnungsberechtigte(vorlage.amt, uhr.heute())
    return Zeichnungsfeld(
        befugte,
        label="Gezeichnet von",
        empty_label="Bitte wählen",
        initial=benutzer.pk if befugte.filter(pk=benutzer.pk).exists() else None,
        help_text="Der Name steht nach „gez.“ auf der Vorlage.",
        error_messages={
            "required": "Bitte wählen Sie, wer die Vorlage zeichnet.",
            "invalid_choice": "Diese Person ist für das Amt nicht zeichnungsbefugt. Bitte wählen Sie eine andere.",
        },
    )
