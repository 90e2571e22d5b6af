"""Build the agenda of a planned sitting, and what may be said of an item afterwards."""

from django import forms
from django.core.exceptions import ValidationError

from gremien.choices import GremiumArt
from sitzungen import feststellung, nachtrag, tagesordnung, tischvorlagen
from sitzungen.choices import NichtoeffentlichGrund, Teil
from sitzungen.forms.basis import AktForm, pflicht
from sitzungen.models import Tagesordnungspunkt
from vorlagen.models import Vorlage

OEFFENTLICHER_TITEL = "Steht auf der öffentlichen Tagesordnung: ohne Namen und Einzelheiten."
TITEL_FEHLT = "Bitte geben Sie einen öffentlichen Titel ohne Namen und Einzelheiten an."
GRUND_FEHLT = "Bitte wählen Sie, warum die Öffentlichkeit ausgeschlossen ist (§ 64 Abs. 1 NKomVG)."


def braucht_grund(sitzung) -> bool:
    """Does an item of part N owe a reason? § 64 Abs. 1 NKomVG, of the Kreistag."""
    return sitzung.ist_oeffentlich and sitzung.gremium.art == GremiumArt.VERTRETUNG


def grund_feld(**kwargs):
    """The choice of § 64 Abs. 1 NKomVG."""
    return forms.ChoiceField(
        label="Die Öffentlichkeit ist ausgeschlossen für",
        choices=[("", "Bitte wählen"), *NichtoeffentlichGrund.choices],
        error_messages=pflicht(GRUND_FEHLT),
        **kwargs,
    )


class AufnehmenForm(AktForm):
    """Put a station on the agenda. Only an item of the non-public part of a public sitting has a public title."""

    oeffentlicher_titel = forms.CharField(
        label="Öffentlicher Titel",
        max_length=200,
        help_text=OEFFENTLICHER_TITEL,
        error_messages=pflicht(TITEL_FEHLT),
    )
    nichtoeffentlich_grund = grund_feld()

    def __init__(self, *args, beratung, **kwargs):
        super().__init__(*args, prefix=f"b{beratung.pk}", **kwargs)
        self.beratung = beratung
        if beratung.vorlage.ist_oeffentlich or not self.sitzung.ist_oeffentlich:
            del self.fields["oeffentlicher_titel"]
            del self.fields["nichtoeffentlich_grund"]
        elif not braucht_grund(self.sitzung):
            del self.fields["nichtoeffentlich_grund"]

    def save(self):
        werte = self.cleaned_data
        return tagesordnung.aufnehmen(
            self.sitzung,
            self.beratung,
            oeffentlicher_titel=werte.get("oeffentlicher_titel", ""),
            nichtoeffentlich_grund=werte.get("nichtoeffentlich_grund", ""),
            benutzer=self.benutzer,
        )


class PunktForm(AktForm):
    """An item without a Vorlage, e.g. "Verschiedenes", or a heading."""

    ist_ueberschrift = forms.BooleanField(
        label="Überschrift",
        required=False,
        help_text="Gliedert die Tagesordnung; sie hat keine Nummer und kein Ergebnis.",
    )

    titel = forms.CharField(label="Titel", max_length=300, error_messages=pflicht("Bitte geben Sie einen Titel an."))
    teil = forms.ChoiceField(
        label="Teil",
        choices=Teil.choices,
        widget=forms.RadioSelect,
        initial=Teil.OEFFENTLICH,
        error_messages=pflicht("Bitte wählen Sie den Teil der Tagesordnung."),
    )
    oeffentlicher_titel = forms.CharField(
        label="Öffentlicher Titel",
        max_length=200,
        required=False,
        help_text=f"Nur im nichtöffentlichen Teil. {OEFFENTLICHER_TITEL}",
    )

    nichtoeffentlich_grund = grund_feld(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.sitzung.ist_oeffentlich:
            del self.fields["teil"]
            del self.fields["oeffentlicher_titel"]
        if not braucht_grund(self.sitzung):
            del self.fields["nichtoeffentlich_grund"]
        self.anordnen("titel", "ist_ueberschrift", "teil", "oeffentlicher_titel", "nichtoeffentlich_grund")

    def clean(self):
        werte = super().clean()
        if werte.get("teil") == Teil.NICHTOEFFENTLICH and not werte.get("ist_ueberschrift"):
            if not werte.get("oeffentlicher_titel", "").strip():
                self.add_error("oeffentlicher_titel", TITEL_FEHLT)
            if "nichtoeffentlich_grund" in self.fields and not werte.get("nichtoeffentlich_grund"):
                self.add_error("nichtoeffentlich_grund", GRUND_FEHLT)
        return werte

    def save(self):
        werte = self.cleaned_data
        teil = werte.get("teil", Teil.NICHTOEFFENTLICH)
        # A title that the public part would not show is not kept: it would look as if it were published.
        oeffentlich = werte.get("oeffentlicher_titel", "") if teil == Teil.NICHTOEFFENTLICH else ""
        return tagesordnung.hinzufuegen(
            self.sitzung,
            teil=teil,
            titel=werte["titel"],
            oeffentlicher_titel=oeffentlich,
            nichtoeffentlich_grund=werte.get("nichtoeffentlich_grund", ""),
            ist_ueberschrift=werte["ist_ueberschrift"],
            benutzer=self.benutzer,
        )


class _PunktAkt(AktForm):
    """An act on one item, with fields of its own among the others of the page."""

    name = ""

    def __init__(self, data=None, *args, top, **kwargs):
        super().__init__(data, *args, prefix=self.name, **kwargs)
        self.top = top


class TitelForm(_PunktAkt):
    """The words of an item while the sitting is planned."""

    name = "bearbeiten"
    titel = forms.CharField(label="Titel", max_length=300, error_messages=pflicht("Bitte geben Sie einen Titel an."))
    oeffentlicher_titel = forms.CharField(
        label="Öffentlicher Titel", max_length=200, required=False, help_text=OEFFENTLICHER_TITEL
    )
    nichtoeffentlich_grund = grund_feld(required=False)

    def __init__(self, *args, top, **kwargs):
        felder = ("titel", "oeffentlicher_titel", "nichtoeffentlich_grund")
        super().__init__(*args, top=top, initial={n: getattr(top, n) for n in felder}, **kwargs)
        if top.beratung_id:
            del self.fields["titel"]
        if top.ist_oeffentlich or not self.sitzung.ist_oeffentlich:
            del self.fields["oeffentlicher_titel"]
        if top.ist_oeffentlich or not braucht_grund(self.sitzung):
            del self.fields["nichtoeffentlich_grund"]

    def save(self):
        werte = self.cleaned_data
        return tagesordnung.bearbeiten(
            self.top,
            titel=werte.get("titel", self.top.titel),
            oeffentlicher_titel=werte.get("oeffentlicher_titel", self.top.oeffentlicher_titel),
            nichtoeffentlich_grund=werte.get("nichtoeffentlich_grund", self.top.nichtoeffentlich_grund),
            benutzer=self.benutzer,
        )


class AbsetzenForm(_PunktAkt):
    """Take an item off the dispatched agenda."""

    name = "absetzen"
    grund = forms.CharField(
        label="Grund der Absetzung",
        max_length=300,
        help_text="Steht hinter dem Punkt auf der Tagesordnung, im öffentlichen Teil auch für alle lesbar.",
        error_messages=pflicht("Bitte begründen Sie die Absetzung."),
    )

    def save(self):
        return nachtrag.absetzen(self.top, self.cleaned_data["grund"], benutzer=self.benutzer)


class VorziehenForm(_PunktAkt):
    """Another place in the order of treatment; the number stays."""

    name = "vorziehen"
    vor = forms.ModelChoiceField(
        Tagesordnungspunkt.objects.none(), label="Wird behandelt vor", required=False, empty_label="(zuletzt)"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        andere = [t.pk for t in nachtrag.behandlungsfolge(self.sitzung) if t.pk != self.top.pk]
        self.fields["vor"].queryset = Tagesordnungspunkt.objects.filter(pk__in=andere)

    def save(self):
        nachtrag.vorziehen(self.top, self.cleaned_data["vor"], benutzer=self.benutzer)
        return self.top


class BerichtigenForm(_PunktAkt):
    """Correct the public title of a non-public item."""

    name = "berichtigen"
    oeffentlicher_titel = forms.CharField(
        label="Neuer öffentlicher Titel",
        max_length=200,
        help_text=OEFFENTLICHER_TITEL,
        error_messages=pflicht(TITEL_FEHLT),
    )
    grund = forms.CharField(
        label="Grund der Berichtigung",
        max_length=300,
        help_text="Steht im internen Verlauf.",
        error_messages=pflicht("Bitte begründen Sie die Berichtigung."),
    )

    def save(self):
        return nachtrag.titel_berichtigen(self.top, **self.cleaned_data, benutzer=self.benutzer)


class TischvorlageForm(_PunktAkt):
    """Hand out a paper of the house or a file in the sitting."""

    name = "tischvorlage"
    titel = forms.CharField(
        label="Bezeichnung", max_length=200, required=False, help_text="Leer: Betreff oder Dateiname."
    )
    nummer = forms.CharField(
        label="Nummer der Vorlage", max_length=30, required=False, help_text="Zum Beispiel 0042/2026."
    )
    datei = forms.FileField(label="oder Datei", max_length=200, required=False)

    def save(self):
        werte, papier = self.cleaned_data, None
        if werte["nummer"].strip():
            sichtbar = Vorlage.objects.sichtbar_fuer(self.benutzer).filter(jahr__in=_jahre(werte["nummer"]))
            papier = next((v for v in sichtbar if v.nummer == werte["nummer"].strip()), None)
            if papier is None:
                raise ValidationError({"nummer": "Eine Vorlage mit dieser Nummer gibt es nicht."})
        return tischvorlagen.vorlegen(
            self.top, titel=werte["titel"], vorlage=papier, datei=werte["datei"], benutzer=self.benutzer
        )


def _jahre(nummer: str) -> list[int]:
    return [int(teil) for teil in nummer.split("/") if len(teil) == 4 and teil.isdecimal()]


def stimmen_felder() -> dict:
    """Ja, Nein, Enthaltung of a vote on the procedure."""
    return {
        name: forms.IntegerField(
            label=label,
            min_value=0,
            max_value=999,
            error_messages=pflicht("Bitte tragen Sie die Stimmen ein, auch eine 0."),
        )
        for name, label in (("ja", "Ja"), ("nein", "Nein"), ("enthaltung", "Enthaltung"))
    }


class AusschlussForm(_PunktAkt):
    """The vote on excluding the public from an item (§ 64 Abs. 1 NKomVG)."""

    name = "ausschliessen"
    grund = grund_feld()
    mit_aussprache = forms.TypedChoiceField(
        label="Über den Antrag wurde",
        choices=[("ja", "in nichtöffentlicher Sitzung beraten"), ("nein", "ohne Beratung entschieden")],
        coerce=lambda wert: wert == "ja",
        widget=forms.RadioSelect,
        error_messages=pflicht("Bitte geben Sie an, ob beraten wurde (§ 64 Abs. 1 S. 2 NKomVG)."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= stimmen_felder()

    def save(self):
        return feststellung.oeffentlichkeit_ausschliessen(self.top, **self.cleaned_data, benutzer=self.benutzer)
