"""The acts around an invitation: what the Vorsitz said, the finished agenda, the announcement, the answers."""

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError

from gremien.models import Person
from sitzungen import bekanntmachung, rueckmeldungen, vorbereitung
from sitzungen.forms.basis import AktForm, pflicht, tag_feld
from sitzungen.models import Beteiligung, Rueckmeldung, Tagesordnungspunkt
from wittmund_ris import uhr


class BeteiligungForm(AktForm):
    """What the Vorsitz said to the convening or to the agenda."""

    gegenstand = forms.ChoiceField(
        label="Worum es geht", widget=forms.RadioSelect, error_messages=pflicht("Bitte wählen Sie, worum es geht.")
    )
    stand = forms.ChoiceField(
        label="Ergebnis",
        choices=Beteiligung.Stand.choices,
        widget=forms.RadioSelect,
        error_messages=pflicht("Bitte wählen Sie das Ergebnis."),
    )
    am = tag_feld("am")
    bemerkung = forms.CharField(
        label="Bemerkung", max_length=300, required=False, help_text="Nötig, wenn es nicht hergestellt ist."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        moeglich = vorbereitung.gegenstaende(self.sitzung)
        self.fields["gegenstand"].choices = [(g, Beteiligung.Gegenstand(g).label) for g in moeglich]
        self.fields["gegenstand"].initial = moeglich[0] if len(moeglich) == 1 else None
        self.fields["stand"].initial = Beteiligung.Stand.HERGESTELLT
        self.fields["am"].initial = uhr.heute()
        self.anordnen("gegenstand", "stand", Row("am", "bemerkung"))

    def clean_am(self):
        am = self.cleaned_data["am"]
        if am > uhr.heute():
            raise ValidationError("Bitte tragen Sie es ein, wenn es geschehen ist.")
        return am

    def save(self):
        return vorbereitung.beteiligen(self.sitzung, benutzer=self.benutzer, **self.cleaned_data)


class VerlangenForm(AktForm):
    """An item that the Vorsitz demands before the dispatch."""

    gegenstand = forms.CharField(
        label="Beratungsgegenstand",
        max_length=300,
        error_messages=pflicht("Bitte geben Sie den Beratungsgegenstand an."),
    )
    eingegangen_am = tag_feld("eingegangen am")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["eingegangen_am"].initial = uhr.heute()
        self.anordnen(Row("gegenstand", "eingegangen_am"))

    def save(self):
        return vorbereitung.verlangen(self.sitzung, benutzer=self.benutzer, **self.cleaned_data)


class AufgenommenForm(AktForm):
    """Which TOP takes up what the Vorsitz demanded."""

    top = forms.ModelChoiceField(
        Tagesordnungspunkt.objects.none(),
        label="Aufgenommen als",
        empty_label="Bitte wählen",
        error_messages=pflicht("Bitte wählen Sie den Punkt der Tagesordnung."),
    )

    def __init__(self, *args, eintrag, **kwargs):
        super().__init__(*args, **kwargs)
        self.eintrag = eintrag
        self.fields["top"].queryset = self.sitzung.tops.filter(ist_ueberschrift=False)

    def save(self):
        return vorbereitung.aufgenommen(self.eintrag, self.cleaned_data["top"], benutzer=self.benutzer)


class FertigForm(AktForm):
    """Set the agenda to „fertig“; what is missing asks for a reason."""

    begruendung = forms.CharField(
        label="Begründung",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Warum die Tagesordnung trotz der Warnungen fertig ist. Steht im internen Verlauf.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.warnungen = vorbereitung.warnungen(self.sitzung)
        if not self.warnungen:
            del self.fields["begruendung"]

    def clean_begruendung(self):
        grund = self.cleaned_data["begruendung"].strip()
        if not grund:
            raise ValidationError("Bitte begründen Sie, warum die Tagesordnung trotz der Warnungen fertig ist.")
        return grund

    def save(self):
        return vorbereitung.fertigstellen(
            self.sitzung, benutzer=self.benutzer, begruendung=self.cleaned_data.get("begruendung", "")
        )


class BekanntmachungForm(AktForm):
    """The day and the medium of the announcement."""

    am = tag_feld("bekannt gemacht am")
    medium = forms.CharField(
        label="Wo", max_length=200, error_messages=pflicht("Bitte geben Sie an, wo bekannt gemacht wurde.")
    )
    begruendung = forms.CharField(
        label="Begründung",
        max_length=300,
        required=False,
        help_text="Nur nötig, wenn die Bekanntmachung verspätet ist.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["am"].initial = uhr.heute()
        self.fields["medium"].initial = bekanntmachung.lage(self.sitzung).form
        self.anordnen("am", "medium", "begruendung")

    def save(self):
        return bekanntmachung.festhalten(self.sitzung, benutzer=self.benutzer, **self.cleaned_data)


class AntwortForm(AktForm):
    """Whether somebody comes to one seat: the member himself, or the Sitzungsdienst for who called."""

    antwort = forms.ChoiceField(
        label="Kommen Sie?",
        choices=[("zugesagt", "Ja, ich komme"), ("entschuldigt", "Nein, ich bin verhindert")],
        widget=forms.RadioSelect,
        error_messages=pflicht("Bitte wählen Sie, ob Sie kommen."),
    )
    grund = forms.CharField(
        label="Grund", max_length=300, required=False, help_text="Freiwillig; nur der Sitzungsdienst liest ihn."
    )
    vertretung = forms.ModelChoiceField(
        Person.objects.none(),
        label="Stellvertretung",
        required=False,
        empty_label="Noch niemand",
        help_text="Erhält die Einladung, sobald Sie absenden.",
    )

    def __init__(self, *args, erwartung, **kwargs):
        kwargs["initial"] = {
            "antwort": erwartung.antwort or None,
            "grund": erwartung.grund,
            "vertretung": erwartung.vertretung,
        }
        super().__init__(*args, **kwargs)
        self.erwartung = erwartung
        moeglich = rueckmeldungen.vertretungen(erwartung.sitz, self.sitzung.tag)
        if moeglich:
            self.fields["vertretung"].queryset = Person.objects.filter(pk__in=[p.pk for p in moeglich])
            self.fields["vertretung"].choices = [("", "Noch niemand"), *((p.pk, p.name) for p in moeglich)]
        else:
            del self.fields["vertretung"]
        if erwartung.sitz.person.benutzer_id != self.benutzer.pk:
            self.fields["antwort"].label = f"Kommt {erwartung.sitz.person}?"
            self.fields["antwort"].choices = Rueckmeldung.Antwort.choices
            self.fields["grund"].help_text = "Nur der Sitzungsdienst liest ihn."
        self.anordnen("antwort", "grund", "vertretung")

    def save(self):
        return rueckmeldungen.antworten(self.sitzung, self.erwartung.sitz, benutzer=self.benutzer, **self.cleaned_data)
