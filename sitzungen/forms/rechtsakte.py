"""The forms of the legal acts beside the sitting."""

from django import forms
from django.utils import timezone

from aushang.models import Grund
from gremien.choices import GremiumArt
from konten.models import Benutzer
from konten.rollen import SITZUNGSDIENST
from sitzungen import bekanntgabe, eilentscheidung, einspruch, umlauf
from sitzungen.choices import NichtoeffentlichGrund
from sitzungen.choices_rechtsakt import (
    BeanstandungArt,
    BeanstandungAusgang,
    BekanntgabeGrund,
    Einvernehmensweg,
    Umlaufantwort,
    Umlaufweg,
)
from sitzungen.forms.basis import AktForm, pflicht, tag_feld
from sitzungen.models import EhrenamtlicheStellvertretung, Tagesordnungspunkt
from vorlagen.choices import ANGENOMMEN, Personenbezug
from vorlagen.models import Vorlage
from wittmund_ris import uhr


def text_feld(label, zeilen=4, **kwargs):
    kwargs.setdefault("error_messages", pflicht("Bitte füllen Sie dieses Feld aus."))
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": zeilen}), **kwargs)


def wahl_feld(label, wahlen, **kwargs):
    return forms.ChoiceField(
        label=label, choices=wahlen, widget=forms.RadioSelect, error_messages=pflicht("Bitte wählen Sie."), **kwargs
    )


class BekanntgebenForm(AktForm):
    """The words that become public: typed here, never taken over from what is inside."""

    titel = forms.CharField(
        label="Öffentlicher Titel", max_length=200, error_messages=pflicht("Bitte geben Sie den öffentlichen Titel an.")
    )
    wortlaut = text_feld(
        "Wortlaut, der öffentlich wird",
        8,
        help_text="Schreiben Sie ihn neu, ohne Namen, Flurstücke, Firmen und Beträge, die nichtöffentlich bleiben müssen.",
    )
    grundlage = wahl_feld("Rechtsgrundlage", BekanntgabeGrund.choices)
    begruendung = text_feld("Begründung für den internen Verlauf", 3)
    datenschutz = wahl_feld("Enthält der Wortlaut personenbezogene Daten Dritter?", Personenbezug.choices)
    datenschutz_grund = forms.CharField(label="Warum das zulässig ist", max_length=300, required=False)

    def __init__(self, *args, entscheidung, **kwargs):
        super().__init__(*args, **kwargs)
        self.entscheidung = entscheidung
        if entscheidung.top and entscheidung.top.oeffentlicher_titel:
            self.fields["titel"].initial = entscheidung.top.oeffentlicher_titel

    def save(self):
        return bekanntgabe.bekanntgeben(self.entscheidung, **self.cleaned_data, benutzer=self.benutzer)


class BekanntgabeZuruecknehmenForm(AktForm):
    grund = wahl_feld("Grund, der an der Adresse steht", Grund.choices)
    bemerkung = text_feld("Begründung für den internen Verlauf", 3)

    def __init__(self, *args, bekanntgabe, **kwargs):
        super().__init__(*args, **kwargs)
        self.bekanntgabe = bekanntgabe

    def save(self):
        return bekanntgabe.zuruecknehmen(self.bekanntgabe, **self.cleaned_data, benutzer=self.benutzer)


class BeauftragenForm(AktForm):
    person = forms.ModelChoiceField(
        Benutzer.objects.none(), label="Person", error_messages=pflicht("Bitte wählen Sie die Person.")
    )
    von = tag_feld("Ab")
    bis = tag_feld("Bis", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Benutzer.objects.filter(is_active=True, groups__name=SITZUNGSDIENST)
        self.fields["von"].initial = uhr.heute()

    def save(self):
        return bekanntgabe.beauftragen(**self.cleaned_data, benutzer=self.benutzer)


class BeanstandenForm(AktForm):
    art = wahl_feld("Was geschieht", BeanstandungArt.choices)
    am = tag_feld("Eingelegt am")
    beschlossen_in = forms.ModelChoiceField(
        Tagesordnungspunkt.objects.none(),
        label="Beschluss des Kreisausschusses über den Einspruch",
        required=False,
        help_text="Nur beim Einspruch des Kreisausschusses (§ 79 NKomVG).",
    )
    begruendung = text_feld("Begründung", 5)

    def __init__(self, *args, entscheidung, arten, **kwargs):
        super().__init__(*args, **kwargs)
        self.entscheidung = entscheidung
        self.fields["art"].choices = [(a.value, a.label) for a in arten]
        self.fields["am"].initial = uhr.heute()
        if BeanstandungArt.EINSPRUCH_KA in arten:
            tops = Tagesordnungspunkt.objects.filter(
                sitzung__gremium__art=GremiumArt.HAUPTAUSSCHUSS,
                sitzung__status="geschlossen",
                sitzung__beginn__date__gte=entscheidung.tag,
                ergebnis__in=ANGENOMMEN,
            )
            self.fields["beschlossen_in"].queryset = tops.select_related("sitzung__gremium")
        else:
            del self.fields["beschlossen_in"]

    def save(self):
        return einspruch.beanstanden(self.entscheidung, **self.cleaned_data, benutzer=self.benutzer)


class AusgangForm(AktForm):
    ausgang = wahl_feld("Was daraus geworden ist", BeanstandungAusgang.choices)
    ausgang_am = tag_feld("Entschieden am")
    bemerkung = text_feld("Bemerkung", 3, required=False)

    def __init__(self, *args, beanstandung, **kwargs):
        super().__init__(*args, **kwargs)
        self.beanstandung = beanstandung
        self.fields["ausgang"].choices = [
            (a.value, a.label) for a in einspruch.AUSGAENGE[BeanstandungArt(beanstandung.art)]
        ]

    def save(self):
        return einspruch.ausgang_festhalten(
            self.beanstandung,
            self.cleaned_data["ausgang"],
            am=self.cleaned_data["ausgang_am"],
            bemerkung=self.cleaned_data["bemerkung"],
            benutzer=self.benutzer,
        )


class _EilForm(AktForm):
    titel = forms.CharField(
        label="Gegenstand", max_length=200, error_messages=pflicht("Bitte nennen Sie den Gegenstand.")
    )
    grund = text_feld("Warum es nicht warten kann", 4, help_text="Auch welcher Nachteil oder welche Gefahr droht.")
    massnahme = text_feld("Was entschieden ist", 5)
    ist_oeffentlich = forms.BooleanField(label="Die Unterrichtung kann öffentlich sein", required=False)
    nichtoeffentlich_grund = forms.ChoiceField(
        label="Sonst: Grund der Nichtöffentlichkeit",
        required=False,
        choices=[("", "–"), *NichtoeffentlichGrund.choices],
    )


class EilentscheidungForm(_EilForm):
    vorlage = forms.ModelChoiceField(Vorlage.objects.none(), label="Vorlage", required=False)
    stellvertretung = forms.ModelChoiceField(
        EhrenamtlicheStellvertretung.objects.none(),
        label="Einvernehmen mit",
        error_messages=pflicht("Bitte wählen Sie die ehrenamtliche Stellvertretung."),
        help_text="Die ehrenamtlichen Stellvertretungen des Landrats (§ 81 Abs. 2 NKomVG) stehen in den Stammdaten.",
    )
    einvernehmen_weg = wahl_feld("Das Einvernehmen", Einvernehmensweg.choices)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stellvertretung"].queryset = EhrenamtlicheStellvertretung.objects.am(uhr.heute()).select_related(
            "person"
        )
        offene = Vorlage.objects.sichtbar_fuer(self.benutzer).filter(status__in=("freigegeben", "in_beratung"))
        self.fields["vorlage"].queryset = offene

    def save(self):
        return eilentscheidung.des_landrats(**self.cleaned_data, benutzer=self.benutzer)


class EilentscheidungKaForm(_EilForm):
    def __init__(self, *args, entscheidung, **kwargs):
        super().__init__(*args, **kwargs)
        self.entscheidung = entscheidung

    def save(self):
        return eilentscheidung.des_kreisausschusses(self.entscheidung, **self.cleaned_data, benutzer=self.benutzer)


def zeitpunkt_feld(label, **kwargs):
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages=pflicht("Bitte geben Sie Tag und Uhrzeit an.")
        | {"invalid": "Bitte geben Sie Tag und Uhrzeit an."},
        **kwargs,
    )


class UmlaufForm(AktForm):
    grund = text_feld("Warum im Umlaufverfahren", 3, max_length=300)
    frist = zeitpunkt_feld(
        "Antworten bis", help_text="Danach eingehende Antworten zählen nicht. Schweigen ist keine Stimme."
    )

    def __init__(self, *args, beratung, **kwargs):
        super().__init__(*args, **kwargs)
        self.beratung = beratung

    def save(self):
        return umlauf.beginnen(self.beratung, **self.cleaned_data, benutzer=self.benutzer)


class UmlaufAntwortForm(AktForm):
    """The own answer."""

    antwort = wahl_feld("Ihre Antwort", Umlaufantwort.choices)

    def __init__(self, *args, umlauf, sitz, **kwargs):
        super().__init__(*args, **kwargs)
        self.umlauf, self.sitz = umlauf, sitz

    def save(self):
        return umlauf.antworten(self.umlauf, self.sitz, self.cleaned_data["antwort"], benutzer=self.benutzer)


class UmlaufErfassenForm(AktForm):
    """An answer that came in writing or by telephone."""

    sitz = forms.ModelChoiceField(None, label="Mitglied", error_messages=pflicht("Bitte wählen Sie das Mitglied."))
    antwort = wahl_feld(
        "Antwort",
        [
            (w, t.replace("Ich wirke", "wirkt").replace("Ich widerspreche", "widerspricht"))
            for w, t in Umlaufantwort.choices
        ],
    )
    weg = wahl_feld("Eingegangen", [(w.value, w.label) for w in (Umlaufweg.SCHRIFTLICH, Umlaufweg.TELEFON)])
    am = zeitpunkt_feld("Eingegangen am")

    def __init__(self, *args, umlauf, **kwargs):
        super().__init__(*args, **kwargs)
        self.umlauf = umlauf
        tag = timezone.localtime(umlauf.begonnen_am).date()
        gremium = umlauf.beratung.gremium
        self.fields["sitz"].queryset = gremium.mitgliedschaften.am(tag).stimmberechtigt().select_related("person")
        self.fields["sitz"].label_from_instance = lambda sitz: str(sitz.person)
        self.fields["am"].initial = uhr.jetzt()

    def save(self):
        return umlauf.antworten(self.umlauf, benutzer=self.benutzer, **self.cleaned_data)


class UmlaufAbbrechenForm(AktForm):
    grund = text_feld("Grund", 3)

    def __init__(self, *args, umlauf, **kwargs):
        super().__init__(*args, **kwargs)
        self.umlauf = umlauf

    def save(self):
        return umlauf.abbrechen(self.umlauf, **self.cleaned_data, benutzer=self.benutzer)
