"""The steps of the table: invite, open, close, call off; and the withdrawal of a publication."""

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError

from aushang.models import Grund
from gremien.choices import MitgliedRolle
from gremien.models import Person
from sitzungen import ladung, register, vorbereitung, workflow
from sitzungen.anwesenheit import beschlussfaehigkeit, vertretungen_je_sitz
from sitzungen.choices import Anwesend
from sitzungen.forms.basis import AktForm, Teilvorlage, pflicht
from sitzungen.rueckmeldungen import erwartet

DATENSCHUTZ = "Ich habe geprüft: keine personenbezogenen Daten Dritter, oder sie sind geschwärzt (Art. 5, 6 DSGVO)."
OEFFENTLICH = Teilvorlage("sitzungen/_wird_oeffentlich.html")


class _VeroeffentlichendeForm(AktForm):
    """An act that may hang something out: it lists what, and asks about personal data."""

    datenschutz_bestaetigt = forms.BooleanField(
        label=DATENSCHUTZ, required=False, help_text="Die aufgeführten Unterlagen sind danach für alle lesbar."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.wird_oeffentlich = self.auflisten()
        if not self.wird_oeffentlich:
            del self.fields["datenschutz_bestaetigt"]

    def auflisten(self):
        raise NotImplementedError

    @property
    def bestaetigt(self) -> bool:
        return self.cleaned_data.get("datenschutz_bestaetigt", False)


class EinladenForm(_VeroeffentlichendeForm):
    """Dispatch the invitation; a short Ladungsfrist asks for the Eilfall (§ 59 Abs. 2 NKomVG), warnings for a reason."""

    begruendung = forms.CharField(
        label="Begründung",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Warum Sie trotz der Warnungen einladen. Steht im internen Verlauf.",
    )
    eilfall_grund = forms.CharField(
        label="Grund des Eilfalls", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        frist = ladung.ladungsfrist(self.sitzung)
        self.warnungen = [] if vorbereitung.fertig(self.sitzung) else vorbereitung.warnungen(self.sitzung)
        if not self.warnungen:
            del self.fields["begruendung"]
        if frist.gewahrt or frist.ist_erste_sitzung:
            del self.fields["eilfall_grund"]
        else:
            self.fields["eilfall_grund"].help_text = (
                f"Die Ladungsfrist beträgt {frist.noetig} {ladung.zaehlung(self.sitzung)}, bis zur Sitzung sind es "
                f"{max(frist.tage, 0)}. Nur in einem Eilfall darf sie abgekürzt werden; die Einladung nennt den Grund."
            )
        self.anordnen(
            Teilvorlage("sitzungen/_warnungen.html"),
            "begruendung",
            "eilfall_grund",
            OEFFENTLICH,
            "datenschutz_bestaetigt",
        )

    def auflisten(self):
        return register.mit_einladung(self.sitzung)

    def clean(self):
        """Everything that is missing, at once."""
        werte = super().clean()
        if self.warnungen and not werte.get("begruendung", "").strip():
            self.add_error("begruendung", "Bitte begründen Sie, warum Sie trotz der Warnungen einladen.")
        if self.wird_oeffentlich and not self.bestaetigt:
            self.add_error("datenschutz_bestaetigt", workflow.DATENSCHUTZ)
        try:
            ladung.pruefe_ladungsfrist(self.sitzung, werte.get("eilfall_grund", ""))
        except ValidationError as fehler:
            self.zeigen(fehler)
        return werte

    def save(self):
        return workflow.einladen(
            self.sitzung,
            benutzer=self.benutzer,
            eilfall_grund=self.cleaned_data.get("eilfall_grund", ""),
            begruendung=self.cleaned_data.get("begruendung", ""),
            datenschutz_bestaetigt=self.bestaetigt,
        )


class EroeffnenForm(AktForm):
    """Attendance of every member, who presides, and whether the Ladung was in order (§ 65 NKomVG).

    What was answered to the invitation stands there beforehand; the button „Alle anwesend“ only fills in as well: the form comes
    back unbound and nothing happens.
    """

    leitung = forms.ModelChoiceField(
        Person.objects.none(), label="Sitzungsleitung", error_messages=pflicht("Bitte wählen Sie die Sitzungsleitung.")
    )
    ladung_ordnungsgemaess = forms.BooleanField(
        label="Die Ladung ist ordnungsgemäß erfolgt.", required=False, initial=True
    )
    niemand_ruegt = forms.BooleanField(
        label="Niemand rügt den Mangel der Ladung.",
        required=False,
        help_text="Nur von Bedeutung, wenn die Ladung nicht ordnungsgemäß war und alle Mitglieder anwesend sind (§ 65 Abs. 1 NKomVG).",
    )

    ohne_beschlussfaehigkeit = forms.BooleanField(
        label="Trotz fehlender Beschlussfähigkeit eröffnen, um das festzustellen und die Punkte zu vertagen.",
        required=False,
        help_text="Nur ankreuzen, wenn weniger als die Mehrheit der Mitglieder da ist (§ 65 NKomVG).",
    )

    def __init__(self, data=None, *args, sitzung, **kwargs):
        erwartungen = erwartet(sitzung)
        sitze = [e.sitz for e in erwartungen]
        vorsitz = next((s.person_id for s in sitze if s.rolle == MitgliedRolle.VORSITZ), None)
        kwargs["initial"] = {"leitung": vorsitz} | _nach_antworten(erwartungen)
        if data and "alle_anwesend" in data:
            kwargs["initial"] = {"leitung": data.get("leitung")} | {
                name: name in data for name in ("ladung_ordnungsgemaess", "niemand_ruegt", "ohne_beschlussfaehigkeit")
            }
            kwargs["initial"] |= {f"sitz_{s.pk}": Anwesend.ANWESEND for s in sitze}
            data = None
        super().__init__(data, *args, sitzung=sitzung, **kwargs)
        self.sitze = sitze
        self.geantwortet = sum(not e.ist_offen for e in erwartungen)
        self.vertretungen = vertretungen_je_sitz(sitzung.gremium, sitze, sitzung.tag)
        leitende = {s.person_id for s in sitze} | {p.pk for liste in self.vertretungen.values() for p in liste}
        self.fields["leitung"].queryset = Person.objects.filter(pk__in=leitende)
        for sitz in sitze:
            self.fields[f"sitz_{sitz.pk}"] = forms.ChoiceField(
                label=sitz.person.name, choices=Anwesend.choices, widget=forms.RadioSelect, required=False
            )
            if moeglich := self.vertretungen.get(sitz.pk):
                self.fields[f"vertretung_{sitz.pk}"] = forms.TypedChoiceField(
                    label="vertreten durch",
                    choices=[("", "niemanden"), *((p.pk, p.name) for p in moeglich)],
                    coerce=int,
                    empty_value=None,
                    required=False,
                )
        self.faehig = beschlussfaehigkeit(sitzung, 0)
        self.anordnen(
            Teilvorlage("sitzungen/_anwesenheit_felder.html"),
            "leitung",
            Field("ladung_ordnungsgemaess"),
            Field("niemand_ruegt"),
            Field("ohne_beschlussfaehigkeit"),
        )

    @property
    def zeilen(self):
        """The members with their field and that of a deputy, or None; in the order of their names."""
        return [
            (s, self[f"sitz_{s.pk}"], self[f"vertretung_{s.pk}"] if self.vertretungen.get(s.pk) else None)
            for s in self.sitze
        ]

    def clean(self):
        werte = super().clean()
        offen = [s.person.name for s in self.sitze if not werte.get(f"sitz_{s.pk}")]
        if offen:
            weitere = f" und {len(offen) - 5} weitere" if len(offen) > 5 else ""
            raise ValidationError(f"Bitte geben Sie die Anwesenheit an für: {', '.join(offen[:5])}{weitere}.")
        return werte

    def _mit(self, status):
        return [s for s in self.sitze if self.cleaned_data[f"sitz_{s.pk}"] == status]

    def _vertretungen(self):
        gewaehlt = {s: self.cleaned_data.get(f"vertretung_{s.pk}") for s in self.sitze}
        return {sitz: next(p for p in self.vertretungen[sitz.pk] if p.pk == pk) for sitz, pk in gewaehlt.items() if pk}

    def save(self):
        return workflow.eroeffnen(
            self.sitzung,
            leitung=self.cleaned_data["leitung"],
            anwesend=self._mit(Anwesend.ANWESEND),
            entschuldigt=self._mit(Anwesend.ENTSCHULDIGT),
            vertretungen=self._vertretungen(),
            ladung_ordnungsgemaess=self.cleaned_data["ladung_ordnungsgemaess"],
            niemand_ruegt=self.cleaned_data["niemand_ruegt"],
            ohne_beschlussfaehigkeit=self.cleaned_data["ohne_beschlussfaehigkeit"],
            benutzer=self.benutzer,
        )


def _nach_antworten(erwartungen) -> dict:
    """What was answered to the invitation, as the form begins: whoever did not answer has no mark."""
    werte = {}
    for e in erwartungen:
        if not e.ist_offen:
            werte[f"sitz_{e.sitz.pk}"] = Anwesend.ANWESEND if e.ist_zugesagt else Anwesend.ENTSCHULDIGT
        if e.vertretung and e.vertretung_zugesagt:
            werte[f"vertretung_{e.sitz.pk}"] = e.vertretung.pk
    return werte


class SchliessenForm(_VeroeffentlichendeForm):
    """Close: the list says which results become public."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.anordnen(OEFFENTLICH, "datenschutz_bestaetigt")

    def auflisten(self):
        return register.mit_schliessung(self.sitzung)

    def save(self):
        return workflow.schliessen(self.sitzung, benutzer=self.benutzer, datenschutz_bestaetigt=self.bestaetigt)


class AbsagenForm(AktForm):
    """Call off, with the reason for the Verlauf."""

    bemerkung = forms.CharField(
        label="Begründung",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Steht im internen Verlauf.",
        error_messages=pflicht("Bitte begründen Sie die Absage."),
    )
    oeffentlicher_grund = forms.CharField(
        label="Grund für die Öffentlichkeit",
        max_length=200,
        required=False,
        help_text="Steht auf der öffentlichen Seite der Sitzung, wenn sie schon veröffentlicht ist. Ohne Eintrag steht dort nur die Absage.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.sitzung.ist_oeffentlich:
            del self.fields["oeffentlicher_grund"]

    def save(self):
        werte = self.cleaned_data
        return workflow.absagen(
            self.sitzung,
            benutzer=self.benutzer,
            bemerkung=werte["bemerkung"],
            oeffentlicher_grund=werte.get("oeffentlicher_grund", ""),
        )


class ZuruecknehmenForm(AktForm):
    """Withdraw the publication of a Vorlage wherever it hangs."""

    grund = forms.ChoiceField(
        label="Grund, den die Öffentlichkeit liest",
        choices=[("", "Bitte wählen"), *Grund.choices],
        help_text="Die Adresse der Vorlage antwortet danach mit diesem Satz.",
        error_messages=pflicht("Bitte wählen Sie den Grund."),
    )
    bemerkung = forms.CharField(
        label="Begründung für den internen Verlauf",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=pflicht("Bitte begründen Sie die Rücknahme für den internen Verlauf."),
    )

    def __init__(self, *args, vorlage, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage = vorlage

    def save(self):
        werte = self.cleaned_data
        return register.vorlage_entfernen(
            self.vorlage, werte["grund"], benutzer=self.benutzer, bemerkung=werte["bemerkung"]
        )


# The form of each step of `workflow.UEBERGAENGE`.
FORMULARE = {
    "einladen": EinladenForm,
    "eroeffnen": EroeffnenForm,
    "schliessen": SchliessenForm,
    "absagen": AbsagenForm,
}
