"""What comes on the agenda after the invitation: a Nachtrag, an urgent item, the agenda as resolved."""

from django import forms
from django.core.exceptions import ValidationError

from sitzungen import feststellung, nachtrag, tagesordnung
from sitzungen.choices import Teil
from sitzungen.forms.akte import DATENSCHUTZ
from sitzungen.forms.basis import AktForm, pflicht
from sitzungen.forms.tagesordnung import OEFFENTLICHER_TITEL, braucht_grund, grund_feld, stimmen_felder
from sitzungen.models import Tagesordnungspunkt
from sitzungen.nachtrag import NeuerPunkt
from vorlagen.models import Beratung


class _NeuerPunktForm(AktForm):
    """An item to come: a station that is ready, or a title alone."""

    beratung = forms.ModelChoiceField(
        Beratung.objects.none(), label="Vorlage", required=False, empty_label="(keine, nur ein Titel)"
    )
    titel = forms.CharField(label="Titel ohne Vorlage", max_length=300, required=False)
    teil = forms.ChoiceField(label="Teil", choices=Teil.choices, widget=forms.RadioSelect, initial=Teil.OEFFENTLICH)
    nach = forms.ModelChoiceField(
        Tagesordnungspunkt.objects.none(), label="Steht hinter", required=False, empty_label="(am Ende des Teils)"
    )
    oeffentlicher_titel = forms.CharField(
        label="Öffentlicher Titel",
        max_length=200,
        required=False,
        help_text=f"Nur im nichtöffentlichen Teil. {OEFFENTLICHER_TITEL}",
    )
    nichtoeffentlich_grund = grund_feld(required=False)
    datenschutz_bestaetigt = forms.BooleanField(
        label=DATENSCHUTZ, required=False, help_text="Tagesordnung und Unterlagen sind danach für alle lesbar."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bereit = [b.pk for b in tagesordnung.bereite_beratungen(self.sitzung)]
        self.fields["beratung"].queryset = Beratung.objects.filter(pk__in=bereit).select_related("vorlage")
        self.fields["beratung"].label_from_instance = lambda b: f"{b.vorlage.nummer} {b.vorlage.betreff}"
        self.fields["nach"].queryset = self.sitzung.tops.exclude(nummer="")
        if not self.sitzung.ist_oeffentlich:
            del self.fields["teil"], self.fields["oeffentlicher_titel"]
        if not braucht_grund(self.sitzung):
            del self.fields["nichtoeffentlich_grund"]
        if not self.sitzung.ist_veroeffentlicht:
            del self.fields["datenschutz_bestaetigt"]

    def clean(self):
        werte = super().clean()
        if bool(werte.get("beratung")) == bool((werte.get("titel") or "").strip()):
            raise ValidationError("Bitte wählen Sie eine Vorlage oder geben Sie einen Titel an.")
        return werte

    @property
    def neuer_punkt(self) -> NeuerPunkt:
        namen = ("beratung", "titel", "oeffentlicher_titel", "nichtoeffentlich_grund", "nach")
        werte = {n: self.cleaned_data[n] for n in namen if n in self.fields}
        return NeuerPunkt(teil=self.cleaned_data.get("teil") or Teil.NICHTOEFFENTLICH, **werte)


class NachtragForm(_NeuerPunktForm):
    """Add an item while the Ladungsfrist runs, and send the Nachtrag."""

    eilfall_grund = forms.CharField(
        label="Grund des Eilfalls",
        max_length=300,
        required=False,
        help_text="Nur wenn die Ladungsfrist nicht mehr ganz eingehalten ist.",
    )

    def save(self):
        return nachtrag.nachtrag_versenden(
            self.sitzung,
            [self.neuer_punkt],
            eilfall_grund=self.cleaned_data["eilfall_grund"],
            datenschutz_bestaetigt=self.cleaned_data.get("datenschutz_bestaetigt", False),
            benutzer=self.benutzer,
        )


class DringlichForm(_NeuerPunktForm):
    """The vote on an urgent extension (§ 59 Abs. 3 S. 5 NKomVG)."""

    grund = forms.CharField(
        label="Begründung der Dringlichkeit",
        max_length=300,
        error_messages=pflicht("Bitte begründen Sie die Dringlichkeit (§ 59 Abs. 3 S. 5 NKomVG)."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= stimmen_felder()

    def save(self):
        werte = self.cleaned_data
        return feststellung.dringlich_aufnehmen(
            self.sitzung,
            self.neuer_punkt,
            werte["grund"],
            ja=werte["ja"],
            nein=werte["nein"],
            enthaltung=werte["enthaltung"],
            datenschutz_bestaetigt=werte.get("datenschutz_bestaetigt", False),
            benutzer=self.benutzer,
        )


class FeststellenForm(AktForm):
    """Resolve the agenda: without objection, or with the numbers of a vote."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= stimmen_felder()
        for name in ("ja", "nein", "enthaltung"):
            self.fields[name].required = False
        self.fields["ja"].help_text = "Leer lassen, wenn niemand widerspricht und nicht abgestimmt wird."

    def clean(self):
        werte = super().clean()
        gefuellt = [werte.get(n) is not None for n in ("ja", "nein", "enthaltung")]
        if any(gefuellt) and not all(gefuellt):
            raise ValidationError("Bitte tragen Sie Ja, Nein und Enthaltungen ein, auch eine 0, oder keine Zahl.")
        return werte

    def save(self):
        werte = {n: w for n, w in self.cleaned_data.items() if w is not None}
        return feststellung.feststellen(self.sitzung, benutzer=self.benutzer, **werte)
