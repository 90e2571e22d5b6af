"""Plan a sitting, and move it before and after the invitation."""

from crispy_forms.layout import Row
from django import forms
from django.utils import timezone

from gremien.models import Gremium, Regelwerk
from sitzungen import planung
from sitzungen.choices import SitzungStatus
from sitzungen.forms.basis import AktForm, pflicht, tag_feld, uhrzeit_feld
from sitzungen.models import Sitzung


class _TerminForm(AktForm):
    tag = tag_feld()
    uhrzeit = uhrzeit_feld("Beginn")
    ort = forms.CharField(label="Ort", max_length=160, error_messages=pflicht("Bitte geben Sie den Ort an."))
    raum = forms.CharField(label="Raum", max_length=80, required=False)

    @property
    def beginn(self):
        return planung.beginn_am(self.cleaned_data["tag"], self.cleaned_data["uhrzeit"])

    def zeigen(self, fehler):
        if "beginn" in getattr(fehler, "error_dict", {}):
            fehler.error_dict["tag"] = fehler.error_dict.pop("beginn")
        super().zeigen(fehler)


class PlanForm(_TerminForm):
    """A new sitting; its standard items come with the Gremium."""

    gremium = forms.ModelChoiceField(
        Gremium.objects.tagende(), label="Gremium", error_messages=pflicht("Bitte wählen Sie das Gremium.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ort"].initial = Sitzung._meta.get_field("ort").default
        self.anordnen("gremium", Row("tag", "uhrzeit"), "ort", "raum")

    def save(self):
        werte = self.cleaned_data
        return planung.planen(
            werte["gremium"], self.beginn, ort=werte["ort"], raum=werte["raum"], benutzer=self.benutzer
        )


class VerlegenForm(_TerminForm):
    """Another day, time or place. After the invitation with the reason; the Ladungsfrist runs anew."""

    grund = forms.CharField(
        label="Grund der Verlegung",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Steht in der geänderten Einladung und im Verlauf.",
        error_messages=pflicht("Bitte begründen Sie, warum die Sitzung nach der Einladung verlegt wird."),
    )
    ist_grund_oeffentlich = forms.BooleanField(label="Der Grund darf auf der öffentlichen Seite stehen", required=False)
    eilfall_grund = forms.CharField(
        label="Grund des Eilfalls",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nur nötig, wenn die Ladungsfrist für den neuen Tag nicht mehr eingehalten wird.",
    )
    uebertragung = forms.CharField(
        label="Adresse der Übertragung oder Aufzeichnung",
        max_length=200,
        required=False,
        help_text="Beginnt mit https://.",
    )

    def __init__(self, *args, sitzung, **kwargs):
        am = timezone.localtime(sitzung.beginn)
        kwargs["initial"] = {
            "tag": am.date(),
            "uhrzeit": am.time(),
            "ort": sitzung.ort,
            "raum": sitzung.raum,
            "uebertragung": sitzung.uebertragung,
        }
        super().__init__(*args, sitzung=sitzung, **kwargs)
        if sitzung.status == SitzungStatus.GEPLANT:
            for name in ("grund", "ist_grund_oeffentlich", "eilfall_grund"):
                del self.fields[name]
        elif not sitzung.ist_oeffentlich:
            del self.fields["ist_grund_oeffentlich"]
        regelwerk = Regelwerk.objects.am(am.date()).first()
        if not (sitzung.ist_oeffentlich and regelwerk and regelwerk.aufnahme_erlaubt):
            del self.fields["uebertragung"]
        self.anordnen(
            Row("tag", "uhrzeit"), "ort", "raum", "grund", "ist_grund_oeffentlich", "eilfall_grund", "uebertragung"
        )

    def save(self):
        werte = self.cleaned_data
        sitzung = planung.verlegen(
            self.sitzung,
            beginn=self.beginn,
            ort=werte["ort"],
            raum=werte["raum"],
            grund=werte.get("grund", ""),
            ist_grund_oeffentlich=werte.get("ist_grund_oeffentlich", False),
            eilfall_grund=werte.get("eilfall_grund", ""),
            benutzer=self.benutzer,
        )
        if "uebertragung" in werte:
            planung.uebertragung_setzen(sitzung, werte["uebertragung"], benutzer=self.benutzer)
        return sitzung
