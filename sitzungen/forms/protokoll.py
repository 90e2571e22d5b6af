"""The Protokoll: its texts on one page, and the acts of its life."""

from crispy_forms.layout import HTML
from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from gremien.choices import Unterzeichner
from sitzungen import protokoll, protokollbloecke
from sitzungen.choices import Teil
from sitzungen.forms.basis import AktForm, Teilvorlage, pflicht, tag_feld
from vorlagen.choices import Personenbezug
from vorlagen.forms.rahmen import gestalten
from wittmund_ris.ablage import sha256
from wittmund_ris.richtext import normalisieren
from wittmund_ris.richtext_feld import RichTextEingabe, RichTextFeld


def kennzeichen(text: str) -> str:
    """What a page has read of a text: whoever sends the same back has not touched it."""
    return sha256(normalisieren(text).encode())[:16]


def beschriftung(abschnitt) -> str:
    """The name of a text box; each part has a beginning and an end of its own."""
    wo = abschnitt.nummer or f"{abschnitt.titel}, {Teil(abschnitt.teil).label}"
    return f"Text zu {wo}"


class TexteForm(forms.Form):
    """All blocks of the clerk. Each is stored on its own: what nobody else has touched is saved, the rest is shown twice."""

    def __init__(self, *args, stellen, benutzer, **kwargs):
        super().__init__(*args, **kwargs)
        self.benutzer = benutzer
        self.bloecke = {s.block.pk: s.block for s in stellen if s.block}
        self.konflikte = {}
        for stelle in stellen:
            if not (b := stelle.block):
                continue
            self.fields[f"text-{b.pk}"] = RichTextFeld(
                label=beschriftung(stelle.abschnitt),
                required=False,
                initial=b.text,
                widget=RichTextEingabe({"rows": 4}),
            )
            self.fields[f"version-{b.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=b.version)
            self.fields[f"gelesen-{b.pk}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=kennzeichen(b.text)
            )
        gestalten(self, ohne_optional=True)

    def speichern(self) -> int:
        """Store what was changed; how many texts. `konflikte` holds the stored block where another clerk was faster."""
        gespeichert = 0
        for pk, block in self.bloecke.items():
            text = self.cleaned_data[f"text-{pk}"]
            if kennzeichen(text) == self.cleaned_data[f"gelesen-{pk}"]:
                continue
            try:
                protokollbloecke.schreiben(
                    block, text, version=self.cleaned_data[f"version-{pk}"], benutzer=self.benutzer
                )
                gespeichert += 1
            except protokollbloecke.Konflikt as konflikt:
                self.konflikte[pk] = konflikt.block
            except ValidationError as fehler:
                self.add_error(f"text-{pk}", fehler.messages)
        return gespeichert


class _SchrittForm(AktForm):
    """A step on a Protokoll; `self.protokoll` is the one."""

    def __init__(self, *args, protokoll, **kwargs):
        super().__init__(*args, sitzung=protokoll.sitzung, **kwargs)
        self.protokoll = protokoll


class FertigstellenForm(_SchrittForm):
    def save(self):
        return protokoll.fertigstellen(self.protokoll, benutzer=self.benutzer)


class ZuruecknehmenForm(_SchrittForm):
    bemerkung = forms.CharField(
        label="Grund",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=pflicht("Bitte geben Sie an, warum das Protokoll noch einmal bearbeitet wird."),
    )

    def save(self):
        return protokoll.zuruecknehmen(self.protokoll, **self.cleaned_data, benutzer=self.benutzer)


class UnterzeichnenForm(_SchrittForm):
    """One signature: the own one, or one on paper of somebody who has no account."""

    rolle = forms.ChoiceField(
        label="Unterschrift",
        widget=forms.RadioSelect,
        error_messages=pflicht("Bitte wählen Sie, welche Unterschrift Sie festhalten."),
    )
    name = forms.CharField(
        label="Name", max_length=200, required=False, help_text="Nur für eine Unterschrift auf Papier."
    )
    auf_papier_am = tag_feld("Unterschrieben auf Papier am", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offen = protokoll.zeichenbare(self.protokoll, self.benutzer)
        self.fields["rolle"].choices = [
            (f"{rolle}:{'papier' if papier else ''}", f"{Unterzeichner(rolle).label}{', auf Papier' if papier else ''}")
            for rolle, papier in offen
        ]
        if len(offen) == 1:
            self.fields["rolle"].initial = self.fields["rolle"].choices[0][0]
        if not any(papier for _, papier in offen):
            del self.fields["name"], self.fields["auf_papier_am"]

    def clean(self):
        daten = super().clean()
        if daten.get("rolle", "").endswith(":papier") and not daten.get("auf_papier_am"):
            self.add_error("auf_papier_am", "Bitte geben Sie den Tag der Unterschrift an.")
        return daten

    def save(self):
        rolle, _, papier = self.cleaned_data["rolle"].partition(":")
        angaben = {"auf_papier_am": self.cleaned_data["auf_papier_am"], "name": self.cleaned_data["name"]}
        return protokoll.unterzeichnen(self.protokoll, rolle, benutzer=self.benutzer, **(angaben if papier else {}))


class EinwendungForm(forms.Form):
    """One objection against the rendering; empty lines are none."""

    erhoben_von = forms.CharField(label="Erhoben von", max_length=200, required=False)
    inhalt = forms.CharField(label="Einwendung", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    stattgegeben = forms.BooleanField(label="Der Einwendung wird stattgegeben.", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        gestalten(self)

    def clean(self):
        daten = super().clean()
        if bool(daten.get("inhalt", "").strip()) != bool(daten.get("erhoben_von", "").strip()):
            raise ValidationError("Eine Einwendung braucht beides: wer sie erhebt und worin sie besteht.")
        if daten.get("stattgegeben") and not daten.get("inhalt", "").strip():
            raise ValidationError("Bitte geben Sie an, welcher Einwendung stattgegeben wird.")
        return daten


class _Zeilen(BaseFormSet):
    @property
    def eingetragen(self) -> list[dict]:
        return [f.cleaned_data for f in self.forms if f.cleaned_data.get("inhalt", "").strip()]


EinwendungZeilen = formset_factory(EinwendungForm, formset=_Zeilen, extra=3)


class GenehmigenForm(_SchrittForm):
    top = forms.ModelChoiceField(
        None,
        label="Genehmigt mit",
        help_text="Der angenommene Punkt einer späteren Sitzung. Punkte, die dieses Protokoll nennen, stehen zuerst.",
        error_messages=pflicht("Bitte wählen Sie den Punkt, mit dem das Protokoll genehmigt wurde."),
    )

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        punkte = protokoll.genehmigende_punkte(self.protokoll)
        self.fields["top"].queryset = punkte
        self.fields["top"].label_from_instance = lambda t: f"{t.sitzung}, {t}"
        if (erster := punkte.first()) and erster.protokoll_von_id:
            self.fields["top"].initial = erster.pk
        self.zeilen = EinwendungZeilen(data, prefix="einwendung")
        self.anordnen("top", Teilvorlage("sitzungen/_einwendungen.html"))

    def clean(self):
        if not self.zeilen.is_valid():
            for zeile in self.zeilen.forms:
                for fehler in zeile.non_field_errors():
                    self.add_error(None, fehler)
            if not self.errors:
                self.add_error(None, "Bitte prüfen Sie die Einwendungen.")
        return super().clean()

    def save(self):
        return protokoll.genehmigen(
            self.protokoll,
            top=self.cleaned_data["top"],
            einwendungen=self.zeilen.eingetragen,
            benutzer=self.benutzer,
        )


class BerichtigenForm(_SchrittForm):
    beschluss = forms.CharField(
        label="Beschluss über die Berichtigung",
        max_length=300,
        help_text="Zum Beispiel: „Ö 3 der Sitzung des Kreistags am 12.12.2026“.",
        error_messages=pflicht("Bitte geben Sie den Beschluss über die Berichtigung an."),
    )
    beschlossen_am = tag_feld("Beschlossen am")
    grund = forms.CharField(
        label="Grund",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Im öffentlichen Teil steht er nur, wenn die Sitzung keinen nichtöffentlichen hatte.",
        error_messages=pflicht("Bitte geben Sie den Grund der Berichtigung an."),
    )

    def save(self):
        return protokoll.berichtigen(self.protokoll, **self.cleaned_data, benutzer=self.benutzer)


class VeroeffentlichenForm(_SchrittForm):
    datenschutz = forms.ChoiceField(
        label="Enthält der öffentliche Teil personenbezogene Daten Dritter?",
        choices=Personenbezug.choices,
        widget=forms.RadioSelect,
        help_text="Namen, Anschriften, Kontakt- oder Bankdaten (Art. 5, 6 DSGVO). Ihre Antwort steht mit Ihrem Namen im Verlauf.",
        error_messages=pflicht(
            "Bitte beantworten Sie, ob der öffentliche Teil personenbezogene Daten Dritter enthält."
        ),
    )
    datenschutz_grund = forms.CharField(
        label="Begründung, wenn ja", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.funde = protokoll.datenschutz_hinweise(self.protokoll)
        self.anordnen(HTML('{% include "sitzungen/_protokollfunde.html" %}'), "datenschutz", "datenschutz_grund")

    def save(self):
        return protokoll.veroeffentlichen(self.protokoll, **self.cleaned_data, benutzer=self.benutzer)


FORMULARE = {
    "fertigstellen": FertigstellenForm,
    "zuruecknehmen": ZuruecknehmenForm,
    "unterzeichnen": UnterzeichnenForm,
    "genehmigen": GenehmigenForm,
    "berichtigen": BerichtigenForm,
    "veroeffentlichen": VeroeffentlichenForm,
}
