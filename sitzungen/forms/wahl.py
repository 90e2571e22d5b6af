"""The forms of an election: prepare it, candidates, procedure, the count of a Wahlgang, the lot, an end without election."""

from crispy_forms.layout import Row
from django import forms

from gremien.choices import GremiumArt
from gremien.models import Person
from sitzungen import wahlen
from sitzungen.anwesenheit import mitglieder
from sitzungen.choices import Waehlbar, Wahlverfahren
from sitzungen.forms.basis import AktForm, pflicht
from sitzungen.models import Kandidat


def _zahl(label, **kwargs):
    return forms.IntegerField(
        label=label,
        min_value=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Bitte tragen Sie die Zahl ein, auch eine 0.",
            "invalid": "Bitte eine ganze Zahl.",
            "min_value": "Stimmenzahlen können nicht negativ sein.",
        },
        **kwargs,
    )


def _klingt_nach_vorsitz(top) -> bool:
    titel = top.titel.lower()
    vertretung = top.sitzung.gremium.art == GremiumArt.VERTRETUNG
    return vertretung and "vorsitz" in titel and "stellv" not in titel


class _MitPersonen(AktForm):
    """Offers the members of the body on that day."""

    def personen(self):
        return Person.objects.filter(pk__in=[m.person_id for m in mitglieder(self.sitzung)])


class WahlForm(_MitPersonen):
    """A new election, if wanted with its first candidate."""

    gegenstand = forms.CharField(
        label="Gewählt wird",
        max_length=200,
        help_text="Zum Beispiel: Vorsitz des Kreistags; eine stellvertretende Landrätin.",
        error_messages=pflicht("Bitte geben Sie an, was gewählt wird."),
    )
    ist_vorsitzwahl = forms.BooleanField(
        label="Wahl des Vorsitzes des Kreistags",
        required=False,
        help_text="Dann zieht das Los das älteste anwesende und bereite Mitglied; der Landrat ist nicht wählbar (§ 61 Abs. 1 NKomVG).",
    )
    person = forms.ModelChoiceField(Person.objects.none(), label="Mitglied", required=False, empty_label="Bitte wählen")
    name = forms.CharField(
        label="Oder ein anderer Name",
        max_length=160,
        required=False,
        help_text="Nur, wenn auch Personen gewählt werden können, die dem Gremium nicht angehören.",
    )
    verfahren = forms.ChoiceField(
        label="Verfahren", choices=Wahlverfahren.choices, widget=forms.RadioSelect, initial=Wahlverfahren.SCHRIFTLICH
    )

    def __init__(self, *args, top, **kwargs):
        super().__init__(*args, prefix="neu", **kwargs)
        self.top = top
        self.fields["person"].queryset = self.personen()
        if not top.wahlen.exists():
            self.fields["gegenstand"].initial = top.titel[:200]
        self.fields["ist_vorsitzwahl"].initial = _klingt_nach_vorsitz(top)
        if self.sitzung.gremium.art != GremiumArt.VERTRETUNG:
            del self.fields["ist_vorsitzwahl"]
        self.anordnen("gegenstand", "ist_vorsitzwahl", Row("person", "name"), "verfahren")

    def save(self):
        werte = self.cleaned_data
        frei = bool(werte["name"].strip()) and not werte["person"]
        return wahlen.anlegen(
            self.top,
            gegenstand=werte["gegenstand"],
            waehlbar=Waehlbar.NAME if frei else Waehlbar.MITGLIED,
            ist_vorsitzwahl=werte.get("ist_vorsitzwahl", False),
            verfahren=werte["verfahren"],
            person=werte["person"],
            name=werte["name"],
            benutzer=self.benutzer,
        )


class _AnDerWahl(_MitPersonen):
    """An act on one election, with the version that the page showed."""

    vorsilbe = ""
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, wahl, **kwargs):
        super().__init__(*args, prefix=f"{self.vorsilbe}{wahl.pk}", **kwargs)
        self.wahl = wahl
        self.fields["version"].initial = wahl.version

    @property
    def gemeinsam(self):
        return {"benutzer": self.benutzer, "version": self.cleaned_data["version"]}


class BewerbungForm(_AnDerWahl):
    """One more candidate."""

    vorsilbe = "bewerbung"
    person = forms.ModelChoiceField(Person.objects.none(), label="Mitglied", required=False, empty_label="Bitte wählen")
    name = forms.CharField(label="Oder ein anderer Name", max_length=160, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = self.personen()
        if self.wahl.waehlbar == Waehlbar.MITGLIED:
            del self.fields["name"]
        self.anordnen("version", "person", "name")

    def save(self):
        werte = self.cleaned_data
        return wahlen.aufnehmen(self.wahl, person=werte["person"], name=werte.get("name", ""), **self.gemeinsam)


class VerfahrenForm(_AnDerWahl):
    """How is elected; the demand for a secret election decides it."""

    vorsilbe = "verfahren"
    verfahren = forms.ChoiceField(label="Verfahren", choices=Wahlverfahren.choices, widget=forms.RadioSelect)
    widerspruch = forms.BooleanField(label="Ein Mitglied widerspricht Zuruf oder Handzeichen", required=False)
    geheim_verlangt = forms.BooleanField(
        label="Ein Mitglied verlangt geheime Wahl",
        required=False,
        help_text="Dann wird geheim gewählt (§ 67 S. 2 NKomVG); festgehalten wird nur, dass es verlangt wurde.",
    )

    def __init__(self, *args, wahl, **kwargs):
        kwargs["initial"] = {
            "verfahren": wahl.verfahren,
            "widerspruch": wahl.hat_widerspruch,
            "geheim_verlangt": wahl.geheim_verlangt,
        }
        super().__init__(*args, wahl=wahl, **kwargs)
        self.anordnen("version", "verfahren", "widerspruch", "geheim_verlangt")

    def save(self):
        werte = self.cleaned_data
        return wahlen.verfahren_bestimmen(
            self.wahl,
            werte["verfahren"],
            widerspruch=werte["widerspruch"],
            geheim_verlangt=werte["geheim_verlangt"],
            **self.gemeinsam,
        )


class GangForm(_AnDerWahl):
    """The count of one Wahlgang: votes for each candidate; what has no meaning for the result is noted below."""

    vorsilbe = "gang"
    ungueltig = _zahl("Ungültig", required=False)
    nein = _zahl("Nein", required=False)
    enthaltung = _zahl("Enthaltung", required=False)

    def __init__(self, *args, wahl, nummer, **kwargs):
        alt = next((g for g in wahl.gang_liste if g.nummer == nummer), None)
        stimmen = {s.kandidat_id: s.anzahl for s in alt.stimmen.all()} if alt else {}
        kwargs["initial"] = {f"k{pk}": zahl for pk, zahl in stimmen.items()}
        kwargs["initial"] |= {n: getattr(alt, n) if alt else 0 for n in ("ungueltig", "nein", "enthaltung")}
        self.vorsilbe = f"gang{nummer}_"
        super().__init__(*args, wahl=wahl, **kwargs)
        self.nummer, self.alt = nummer, alt
        self.kandidaten = [s.kandidat for s in alt.stimmen.all()] if alt else wahl.antretende
        for kandidat in self.kandidaten:
            self.fields[f"k{kandidat.pk}"] = _zahl(f"Stimmen für {kandidat.name}")
        self.anordnen("version", Row(*(f"k{k.pk}" for k in self.kandidaten)), Row("ungueltig", "nein", "enthaltung"))

    def save(self):
        werte = self.cleaned_data
        return wahlen.auszaehlen(
            self.wahl,
            self.nummer,
            {k.pk: werte[f"k{k.pk}"] for k in self.kandidaten},
            **{name: werte[name] or 0 for name in ("ungueltig", "nein", "enthaltung")},
            **self.gemeinsam,
        )


class LosForm(_AnDerWahl):
    """Who drew the lot, and whom it made."""

    vorsilbe = "los"
    kandidat = forms.ModelChoiceField(
        Kandidat.objects.none(),
        label="Das Los fiel auf",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages=pflicht("Bitte wählen Sie, auf wen das Los fiel."),
    )
    gezogen_von = forms.ModelChoiceField(
        Person.objects.none(),
        label="Gezogen von",
        empty_label="Bitte wählen",
        error_messages=pflicht("Bitte geben Sie an, wer das Los gezogen hat."),
    )

    def __init__(self, *args, wahl, **kwargs):
        super().__init__(*args, wahl=wahl, **kwargs)
        los = wahl.los
        self.fields["kandidat"].queryset = Kandidat.objects.filter(pk__in=wahl.gang_liste[-1].ausgang.gleichauf)
        if wahl.ist_vorsitzwahl:
            self.fields["gezogen_von"].queryset = self.personen()
            self.fields[
                "gezogen_von"
            ].help_text = "Das älteste anwesende Mitglied, das dazu bereit ist (§ 61 Abs. 1 NKomVG)."
        else:
            self.fields["gezogen_von"].queryset = Person.objects.filter(pk=self.sitzung.leitung_id)
            self.fields["gezogen_von"].initial = self.sitzung.leitung_id
            self.fields["gezogen_von"].help_text = "Das Los zieht, wer den Vorsitz führt (§ 67 NKomVG)."
        if los:
            self.initial |= {"kandidat": los.kandidat_id, "gezogen_von": los.gezogen_von_id}
        self.anordnen("version", "kandidat", "gezogen_von")

    def save(self):
        werte = self.cleaned_data
        return wahlen.losen(self.wahl, werte["kandidat"], gezogen_von=werte["gezogen_von"], **self.gemeinsam)


class OhneWahlForm(_AnDerWahl):
    """An end without election, with the reason."""

    vorsilbe = "ohne"
    grund = forms.CharField(
        label="Grund",
        max_length=300,
        help_text="Zum Beispiel: Die gewählte Person nimmt die Wahl nicht an. Er wird mit dem Ergebnis veröffentlicht.",
        error_messages=pflicht("Bitte geben Sie an, warum die Wahl ohne Ergebnis endet."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.anordnen("version", "grund")

    def save(self):
        return wahlen.ohne_wahl(self.wahl, self.cleaned_data["grund"], **self.gemeinsam)
