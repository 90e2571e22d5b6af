"""The result of one item: a vote that is checked and computed, or an outcome without a vote."""

from dataclasses import dataclass

from crispy_forms.layout import Row
from django import forms

from gremien.models import Gremium
from sitzungen import ergebnisse
from sitzungen.abstimmung import Stimmen, StimmenFehler, pruefe, satz
from sitzungen.anwesenheit import anwesende_stimmberechtigte, gesetzliche_mitglieder
from sitzungen.choices import Mehrheitsregel
from sitzungen.forms.basis import AktForm, pflicht
from vorlagen.choices import AUS_ABSTIMMUNG, Ergebnis, ergebnis_text
from wittmund_ris.richtext_feld import RichTextEingabe, RichTextFeld

OHNE_ABSTIMMUNG = [(e.value, e.label) for e in Ergebnis if e not in AUS_ABSTIMMUNG]


@dataclass(frozen=True)
class Pruefung:
    """What the numbers say, before they are recorded."""

    text: str
    satz: str
    angenommen: bool


def _zahl(label):
    return forms.IntegerField(
        label=label,
        min_value=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": f"Bitte tragen Sie die Zahl der {label}-Stimmen ein, auch eine 0.",
            "invalid": "Bitte eine ganze Zahl.",
            "min_value": "Stimmenzahlen können nicht negativ sein.",
        },
    )


class _ErgebnisForm(AktForm):
    def __init__(self, *args, top, **kwargs):
        super().__init__(*args, **kwargs)
        self.top = top


class AbstimmenForm(_ErgebnisForm):
    """Ja, Nein, Enthaltung and the majority rule. „Prüfen“ shows the result and saves nothing."""

    ja = _zahl("Ja")
    nein = _zahl("Nein")
    enthaltung = _zahl("Enthaltung")
    mehrheitsregel = forms.ChoiceField(
        label="Nötige Mehrheit", choices=Mehrheitsregel.choices, initial=Mehrheitsregel.EINFACH
    )
    wortlaut = RichTextFeld(
        label="Geänderter Wortlaut",
        required=False,
        widget=RichTextEingabe(attrs={"rows": 4}),
        help_text="Nur ausfüllen, wenn über einen anderen Wortlaut abgestimmt wurde.",
    )

    def __init__(self, data=None, *args, top, **kwargs):
        if alt := top.hauptabstimmung:
            werte = {name: getattr(alt, name) for name in ("ja", "nein", "enthaltung", "mehrheitsregel")}
            kwargs["initial"] = werte | {"wortlaut": top.wortlaut}
        super().__init__(data, *args, top=top, **kwargs)
        self.nur_pruefen = bool(data) and "pruefen" in data
        self.pruefung = None
        self.anordnen(Row("ja", "nein", "enthaltung"), "mehrheitsregel", "wortlaut")

    def clean(self):
        werte = super().clean()
        if self.errors:
            return werte
        stimmen = Stimmen(werte["ja"], werte["nein"], werte["enthaltung"])
        try:
            ergebnis = pruefe(
                stimmen,
                stimmberechtigte=anwesende_stimmberechtigte(self.sitzung),
                regel=werte["mehrheitsregel"],
                mitglieder=gesetzliche_mitglieder(self.sitzung),
            )
        except StimmenFehler as fehler:
            raise forms.ValidationError(str(fehler)) from fehler
        wortlaut, vorlage = werte["wortlaut"], self.top.beratung and self.top.beratung.vorlage
        geaendert = bool(wortlaut) and (vorlage is None or wortlaut != vorlage.beschlussvorschlag)
        text = ergebnis_text(ergebnis, self.top.rolle, enthaltungen=stimmen.enthaltung, geaendert=geaendert)
        self.pruefung = Pruefung(text, satz(stimmen, ergebnis), ergebnis != Ergebnis.ABGELEHNT)
        return werte

    def versuchen(self) -> bool:
        if self.nur_pruefen:
            self.is_valid()
            return False
        return super().versuchen()

    def save(self):
        werte = self.cleaned_data
        return ergebnisse.abstimmen(
            self.top,
            ja=werte["ja"],
            nein=werte["nein"],
            enthaltung=werte["enthaltung"],
            mehrheitsregel=werte["mehrheitsregel"],
            wortlaut=werte["wortlaut"],
            benutzer=self.benutzer,
        )


class FesthaltenForm(_ErgebnisForm):
    """An outcome that no vote gives."""

    ergebnis = forms.ChoiceField(
        label="Ergebnis",
        choices=OHNE_ABSTIMMUNG,
        widget=forms.RadioSelect,
        error_messages=pflicht("Bitte wählen Sie das Ergebnis."),
    )
    verwiesen_an = forms.ModelChoiceField(
        Gremium.objects.none(),
        label="Verwiesen an",
        required=False,
        empty_label="Bitte wählen",
        help_text="Nur bei verwiesen: Dieses Gremium berät als Nächstes; was danach geplant war, wartet darauf.",
    )
    grund = forms.CharField(
        label="Grund",
        max_length=300,
        required=False,
        help_text="Nötig bei vertagt, abgesetzt und zurückgezogen; er wird mit dem Ergebnis veröffentlicht.",
    )

    def __init__(self, *args, top, **kwargs):
        if top.ergebnis and top.ergebnis not in AUS_ABSTIMMUNG:
            kwargs["initial"] = {
                "ergebnis": top.ergebnis,
                "grund": top.ergebnis_grund,
                "verwiesen_an": top.verwiesen_an_id,
            }
        super().__init__(*args, top=top, **kwargs)
        if top.beratung:
            andere = Gremium.objects.tagende().exclude(pk=top.beratung.gremium_id)
            self.fields["verwiesen_an"].queryset = andere
            self.anordnen("ergebnis", "verwiesen_an", "grund")
        else:
            del self.fields["verwiesen_an"]
            self.fields["ergebnis"].choices = [w for w in OHNE_ABSTIMMUNG if w[0] != Ergebnis.VERWIESEN]
            self.anordnen("ergebnis", "grund")

    def save(self):
        werte = self.cleaned_data
        return ergebnisse.festhalten(
            self.top,
            werte["ergebnis"],
            grund=werte["grund"],
            verwiesen_an=werte.get("verwiesen_an"),
            benutzer=self.benutzer,
        )
