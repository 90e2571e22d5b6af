"""The Beratungsfolge as a formset whose buttons work without JavaScript."""

from datetime import date

from django import forms

from gremien.choices import GremiumArt
from gremien.fristen import Sitzungskalender
from gremien.models import Gremium
from vorlagen.choices import BeratungRolle
from vorlagen.models import Beratung, Folgevorgabe
from wittmund_ris import uhr

MAX_STATIONEN = 20


class StationForm(forms.Form):
    """One row of the Beratungsfolge. A row in which nothing was chosen or typed is passed over."""

    gremium = forms.ModelChoiceField(
        Gremium.objects.tagende(),
        label="Gremium",
        empty_label="Bitte wählen",
        error_messages={
            "required": "Bitte wählen Sie das Gremium dieser Station, oder entfernen Sie die Zeile.",
            "invalid_choice": "Bitte wählen Sie ein Gremium aus der Liste.",
        },
    )
    rolle = forms.ChoiceField(choices=BeratungRolle.choices, initial=BeratungRolle.VORBERATUNG, label="Zuständigkeit")
    sitzung = forms.ChoiceField(
        label="Angesetzte Sitzung",
        required=False,
        error_messages={"invalid_choice": "Diese Sitzung ist nicht mehr angesetzt. Bitte wählen Sie eine andere."},
    )
    geplant_am = forms.DateField(
        label="Anderer Tag",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Bitte geben Sie den Termin als Tag.Monat.Jahr an, zum Beispiel 13.05.2019."},
    )

    def clean(self):
        """The chosen sitting gives the day; a day beside it must be the same."""
        daten = super().clean()
        gremium_pk, _, tag = daten.pop("sitzung", "").partition(":")
        if not tag:
            return daten
        tag, gremium = date.fromisoformat(tag), daten.get("gremium")
        if gremium and str(gremium.pk) != gremium_pk:
            self.add_error(
                "sitzung", f"Das ist keine Sitzung des Gremiums {gremium}. Bitte wählen Sie eine von seinen."
            )
        elif daten.get("geplant_am") not in (None, tag):
            self.add_error(
                "geplant_am",
                "Bitte wählen Sie eine angesetzte Sitzung, oder geben Sie einen anderen Tag an, nicht beides.",
            )
        else:
            daten["geplant_am"] = tag
        return daten


def _sitzungen(gremien, kalender) -> list[tuple]:
    """The sittings to come as groups of a select, each with its hand-in deadline; bodies without one are left out."""
    return [
        (g.name, [(f"{g.pk}:{t.tag.isoformat()}", _beschriftung(t, kalender.heute)) for t in termine])
        for g in gremien
        if (termine := kalender.termine(g.pk))
    ]


def _beschriftung(termin, heute) -> str:
    if termin.abgabe is None:
        return f"{termin.tag:%d.%m.%Y}"
    if termin.ist_abgelaufen(heute):
        return f"{termin.tag:%d.%m.%Y} – Abgabefrist war am {termin.abgabe:%d.%m.%Y}"
    return f"{termin.tag:%d.%m.%Y} – Abgabe bis {termin.abgabe:%d.%m.%Y}"


def _mit_sitzung(zeile: dict, kalender) -> dict:
    """A saved day on which the Gremium sits is shown as that sitting; what was typed stays as it was typed."""
    tag = zeile.get("geplant_am")
    if isinstance(tag, date) and kalender.am(zeile["gremium"], tag):
        return zeile | {"sitzung": f"{zeile['gremium']}:{tag.isoformat()}", "geplant_am": None}
    return zeile


def _tag(wert) -> date | None:
    """The day of a choice `pk:2019-05-13`, of a typed or of a stored day; None for what is no day."""
    if isinstance(wert, date) or not wert:
        return wert or None
    try:
        return forms.DateField().clean(str(wert).rpartition(":")[2])
    except forms.ValidationError:
        return None


class BasisStationen(forms.BaseFormSet):
    """`fokus` names the control that has the focus after a button: the value of a button, or `neu:n` for a new row; `meldung` is
    what is said then.
    """

    def __init__(self, *args, fokus="", initial=None, **kwargs):
        # Read once for all rows.
        gremien = list(Gremium.objects.tagende())
        self.kalender = kalender = Sitzungskalender(uhr.heute())
        self._gremium = {str(g.pk): g for g in gremien}
        self.namen = {pk: g.name for pk, g in self._gremium.items()}
        self.fachausschuesse = {pk for pk, g in self._gremium.items() if g.art == GremiumArt.FACHAUSSCHUSS}
        self.vorgaben, self.gewaehlt, self.meldung = [], None, ""
        self.gremien = [("", "Bitte wählen"), *((g.pk, g.name) for g in gremien)]
        self.sitzungen = [("", "keine gewählt"), *_sitzungen(gremien, kalender)]
        super().__init__(
            *args,
            initial=initial and [_mit_sitzung(zeile, kalender) for zeile in initial],
            prefix="stationen",
            form_kwargs={"empty_permitted": True, "use_required_attribute": False},
            error_messages={
                "missing_management_form": "Die Beratungsfolge ist unvollständig angekommen. Bitte senden Sie das Formular noch einmal."
            },
            **kwargs,
        )
        self.fokus = fokus

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["gremium"].choices = self.gremien
        form.fields["sitzung"].choices = self.sitzungen
        if self.fokus == f"neu:{index}":
            form.fields["gremium"].widget.attrs["autofocus"] = True

    def clean(self):
        entscheidend = [f for f in self.forms if f.cleaned_data.get("rolle") == BeratungRolle.ENTSCHEIDUNG]
        for form in entscheidend[1:]:
            form.add_error(
                "rolle", "Nur eine Station kann entscheiden. Bitte ändern Sie die Zuständigkeit der anderen."
            )

    def anbieten(self, art: str, sachgebiet: str) -> None:
        """Offer the presets, those for this kind and Sachgebiet first."""
        alle = list(Folgevorgabe.objects.angeboten())
        passend = [v for v in alle if v.passt_zu(art, sachgebiet)]
        gruppen = [("Passend zu Art und Sachgebiet", passend), ("Andere", [v for v in alle if v not in passend])]
        self.vorgaben = [(titel, vorgaben) for titel, vorgaben in gruppen if vorgaben]

    def vorgabe(self, nummer: str) -> Folgevorgabe | None:
        """The offered preset with this key."""
        return next((v for _, vorgaben in self.vorgaben for v in vorgaben if str(v.pk) == nummer), None)

    def beratungen(self) -> list[Beratung]:
        """The rows as unsaved Beratungen, for the rules; a row without a Gremium, or a day that is none, says nothing yet."""
        zeilen = (
            [{name: form[name].value() for name in form.fields} for form in self.forms]
            if self.is_bound
            else self.initial or []
        )
        return [
            Beratung(
                gremium=gremium,
                rolle=zeile.get("rolle") or BeratungRolle.VORBERATUNG,
                geplant_am=_tag(zeile.get("sitzung")) or _tag(zeile.get("geplant_am")),
            )
            for zeile in zeilen
            if (gremium := self._gremium.get(str(zeile.get("gremium") or "")))
        ]

    def liste(self) -> list[dict]:
        """What `beratungsfolge.setzen` wants, in the order of the rows."""
        return [f.cleaned_data for f in self.forms if f.cleaned_data]


Stationen = forms.formset_factory(
    StationForm, formset=BasisStationen, extra=0, max_num=MAX_STATIONEN, validate_max=True, absolute_max=50
)
