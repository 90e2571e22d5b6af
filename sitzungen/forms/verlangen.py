"""Record a demand to convene, answer it with a sitting."""

from django import forms

from gremien.models import Gremium, Mitgliedschaft
from sitzungen import verlangen
from sitzungen.choices import SitzungStatus
from sitzungen.forms.basis import AktForm, pflicht, tag_feld
from sitzungen.models import Sitzung
from wittmund_ris import uhr


class GremiumWahlForm(AktForm):
    """First the body and the day: they say who can have signed."""

    gremium = forms.ModelChoiceField(
        Gremium.objects.tagende(), label="Gremium", error_messages=pflicht("Bitte wählen Sie das Gremium.")
    )
    eingegangen_am = tag_feld("Eingegangen am")

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"eingegangen_am": uhr.heute()}
        super().__init__(*args, **kwargs)


class VerlangenForm(AktForm):
    """The subject, and who signed among the members of that day."""

    gegenstand = forms.CharField(
        label="Beratungsgegenstand",
        max_length=300,
        error_messages=pflicht("Das Verlangen muss den Beratungsgegenstand nennen (§ 59 Abs. 2 NKomVG)."),
    )
    durch_kreisausschuss = forms.BooleanField(label="Der Kreisausschuss hat es beschlossen", required=False)
    unterzeichnende = forms.ModelMultipleChoiceField(
        Mitgliedschaft.objects.none(), label="Unterzeichnet von", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, gremium, tag, **kwargs):
        super().__init__(*args, **kwargs)
        self.gremium, self.tag = gremium, tag
        sitze = gremium.mitgliedschaften.am(tag).select_related("person")
        feld = self.fields["unterzeichnende"]
        feld.queryset = sitze.order_by("person__nachname", "person__vorname", "pk")
        feld.label_from_instance = lambda sitz: (
            sitz.person.name if sitz.ist_stimmberechtigt else f"{sitz.person.name} (ohne Stimme, zählt nicht)"
        )
        if gremium.art != "vertretung":
            del self.fields["durch_kreisausschuss"]

    def save(self):
        werte = self.cleaned_data
        return verlangen.erfassen(
            self.gremium,
            eingegangen_am=self.tag,
            gegenstand=werte["gegenstand"],
            unterzeichnende=werte["unterzeichnende"],
            durch_kreisausschuss=werte.get("durch_kreisausschuss", False),
            benutzer=self.benutzer,
        )


class ZuordnenForm(AktForm):
    """The sitting in which the subject is dealt with."""

    sitzung = forms.ModelChoiceField(
        Sitzung.objects.none(),
        label="Sitzung",
        empty_label="Bitte wählen",
        help_text="In einer geplanten Sitzung kommt der Gegenstand auf die Tagesordnung, wenn er dort noch fehlt.",
        error_messages=pflicht("Bitte wählen Sie die Sitzung."),
    )

    def __init__(self, *args, eintrag, **kwargs):
        super().__init__(*args, **kwargs)
        self.eintrag = eintrag
        self.fields["sitzung"].queryset = (
            Sitzung.objects.filter(
                gremium=eintrag.gremium,
                status__in=(SitzungStatus.GEPLANT, SitzungStatus.EINGELADEN),
                beginn__gte=uhr.tagesbeginn(eintrag.eingegangen_am),
            )
            .select_related("gremium")
            .order_by("beginn", "pk")
        )

    def save(self):
        return verlangen.zuordnen(self.eintrag, self.cleaned_data["sitzung"], benutzer=self.benutzer)
