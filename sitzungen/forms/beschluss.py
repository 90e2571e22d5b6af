"""The forms of the Beschlusskontrolle: filters, report of the Amt, Amt and date, release, half-yearly report."""

from crispy_forms.layout import Row
from django import forms

from gremien.models import Gremium
from konten.models import Amt
from sitzungen import beschlussbericht, beschlusskontrolle
from sitzungen.choices import BeschlussStatus
from sitzungen.forms.akte import DATENSCHUTZ
from sitzungen.forms.basis import AktForm, pflicht, tag_feld
from wittmund_ris import uhr


class BeschlussFilterForm(forms.Form):
    """The filters of the list; every filter is part of the address."""

    amt = forms.ModelChoiceField(Amt.objects.all(), label="Amt", required=False, empty_label="Alle")
    gremium = forms.ModelChoiceField(Gremium.objects.tagende(), label="Gremium", required=False, empty_label="Alle")
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Alle"), *BeschlussStatus.choices])
    von = tag_feld("Beschlossen ab", required=False)
    bis = tag_feld("Beschlossen bis", required=False)
    ueberfaellig = forms.BooleanField(label="Nur überfällige", required=False)

    def anwenden(self, beschluesse, heute):
        """The entries that pass; a value that does not exist filters nothing."""
        self.is_valid()
        werte = self.cleaned_data if self.is_bound else {}
        felder = {
            "amt": werte.get("amt"),
            "top__sitzung__gremium": werte.get("gremium"),
            "status": werte.get("status"),
            "top__sitzung__beginn__date__gte": werte.get("von"),
            "top__sitzung__beginn__date__lte": werte.get("bis"),
        }
        beschluesse = beschluesse.filter(**{name: wert for name, wert in felder.items() if wert})
        return beschluesse.ueberfaellig(heute) if werte.get("ueberfaellig") else beschluesse


class _BeschlussForm(AktForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, beschluss, **kwargs):
        super().__init__(*args, **kwargs)
        self.beschluss = beschluss
        self.fields["version"].initial = beschluss.version

    @property
    def gemeinsam(self):
        return {"benutzer": self.benutzer, "version": self.cleaned_data["version"]}


def _stand(label="Sachstand", **kwargs):
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


class BerichtenForm(_BeschlussForm):
    """How far the Amt is."""

    status = forms.ChoiceField(
        label="Status",
        choices=[(s.value, s.label) for s in beschlusskontrolle.BERICHTBAR],
        widget=forms.RadioSelect,
        error_messages=pflicht("Bitte wählen Sie den Status."),
    )
    stand = _stand(help_text="Bei erledigt und hinfällig nötig: ein Satz dazu.")

    def __init__(self, *args, beschluss, **kwargs):
        kwargs["initial"] = {"status": beschluss.status, "stand": beschluss.stand}
        super().__init__(*args, beschluss=beschluss, prefix="bericht", **kwargs)
        self.anordnen("version", "status", "stand")

    def save(self):
        werte = self.cleaned_data
        return beschlusskontrolle.berichten(self.beschluss, werte["status"], werte["stand"], **self.gemeinsam)


class SteuernForm(_BeschlussForm):
    """Who carries it out, until when."""

    amt = forms.ModelChoiceField(
        Amt.objects.all(), label="Zuständiges Amt", error_messages=pflicht("Bitte wählen Sie das zuständige Amt.")
    )
    faellig_am = tag_feld("Termin", required=False)

    def __init__(self, *args, beschluss, **kwargs):
        kwargs["initial"] = {"amt": beschluss.amt_id, "faellig_am": beschluss.faellig_am}
        super().__init__(*args, beschluss=beschluss, prefix="steuern", **kwargs)
        self.anordnen("version", Row("amt", "faellig_am"))

    def save(self):
        werte = self.cleaned_data
        return beschlusskontrolle.steuern(
            self.beschluss, amt=werte["amt"], faellig_am=werte["faellig_am"], **self.gemeinsam
        )


class FreigabeForm(_BeschlussForm):
    """The words that the public reads."""

    stand = _stand("Öffentlicher Sachstand", help_text="Steht mit dem Status beim Tagesordnungspunkt im Bürgerportal.")
    datenschutz_bestaetigt = forms.BooleanField(label=DATENSCHUTZ, required=False)

    def __init__(self, *args, beschluss, **kwargs):
        kwargs["initial"] = {"stand": beschluss.oeffentlicher_stand or beschluss.stand}
        super().__init__(*args, beschluss=beschluss, prefix="freigabe", **kwargs)
        self.anordnen("version", "stand", "datenschutz_bestaetigt")

    def save(self):
        werte = self.cleaned_data
        return beschlusskontrolle.freigeben(
            self.beschluss,
            werte["stand"],
            datenschutz_bestaetigt=werte["datenschutz_bestaetigt"],
            **self.gemeinsam,
        )


class BerichtForm(AktForm):
    """The half-yearly report: a draft, which then goes the way of every paper."""

    von = tag_feld("Beschlossen ab")
    bis = tag_feld("Beschlossen bis")
    nur_oeffentliche = forms.BooleanField(
        label="Nur öffentliche Beschlüsse",
        required=False,
        initial=True,
        help_text="Sonst enthält der Bericht auch nichtöffentliche Beschlüsse und ist selbst nichtöffentlich.",
    )

    def __init__(self, *args, **kwargs):
        von, bis = beschlussbericht.halbjahr(uhr.heute())
        kwargs["initial"] = {"von": von, "bis": bis}
        super().__init__(*args, **kwargs)
        self.anordnen(Row("von", "bis"), "nur_oeffentliche")

    def save(self):
        werte = self.cleaned_data
        return beschlussbericht.entwerfen(
            werte["von"], werte["bis"], nur_oeffentliche=werte["nur_oeffentliche"], benutzer=self.benutzer
        )
