"""The entries of the running sitting about people and procedure: attendance, quorum, motions, conflicts of interest, breaks."""

from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from gremien.models import Person
from sitzungen import anwesenheit, ergebnisse, verfahren, verhandlung
from sitzungen.choices import (
    AbstimmungArt,
    AntragStand,
    Anwesend,
    Mehrheitsregel,
    Stimmwert,
    TeilnahmeArt,
    Umfang,
    Verbleib,
)
from sitzungen.forms import live
from sitzungen.forms.basis import pflicht
from sitzungen.forms.live import LiveForm
from sitzungen.models import Abstimmung, Anwesenheit, Mitwirkungsverbot, Sitzungsantrag, Teilnahme
from sitzungen.saetze import antragssatz
from wittmund_ris import uhr


class _SitzForm(LiveForm):
    """A seat, and the time of day if it was not just now."""

    anwesenheit = forms.ModelChoiceField(Anwesenheit.objects.none(), widget=forms.HiddenInput)
    um = forms.CharField(label="um", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args, sitzung, **kwargs):
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.fields["anwesenheit"].queryset = sitzung.anwesenheiten.select_related("mitgliedschaft__person")

    def clean_um(self):
        """A moment of this day; after midnight of a long sitting, the latest one that is not ahead."""
        text = self.cleaned_data["um"].strip()
        if not text:
            return None
        try:
            uhrzeit = time.fromisoformat(text)
        except ValueError as fehler:
            raise ValidationError("Bitte geben Sie die Uhrzeit als Stunde:Minute an, z. B. 18:05.") from fehler
        moment = timezone.make_aware(datetime.combine(self.sitzung.tag, uhrzeit))
        morgen = moment + timedelta(days=1)
        return morgen if moment < self.sitzung.eroeffnet_am and morgen <= uhr.jetzt() else moment


class KommenForm(_SitzForm):
    aktion = "kommen"
    person = forms.ModelChoiceField(
        Person.objects.all(), label="Vertretung", required=False, empty_label="Bitte wählen"
    )

    def tun(self):
        werte = self.cleaned_data
        zeit = anwesenheit.kommen(werte["anwesenheit"], person=werte["person"], um=werte["um"], benutzer=self.benutzer)
        fuer = f" für {zeit.anwesenheit.mitgliedschaft.person}" if zeit.ist_vertretung else ""
        return f"{zeit.person}{fuer} ist ab {timezone.localtime(zeit.von):%H:%M} Uhr da."


class GehenForm(_SitzForm):
    aktion = "gehen"

    def tun(self):
        zeit = anwesenheit.gehen(self.cleaned_data["anwesenheit"], um=self.cleaned_data["um"], benutzer=self.benutzer)
        return f"{zeit.person} ist um {timezone.localtime(zeit.bis):%H:%M} Uhr gegangen."


class MeldenForm(_SitzForm):
    aktion = "melden"
    status = forms.ChoiceField(choices=[(s.value, s.label) for s in (Anwesend.ENTSCHULDIGT, Anwesend.ABWESEND)])

    def tun(self):
        zeile = anwesenheit.melden(
            self.cleaned_data["anwesenheit"], self.cleaned_data["status"], benutzer=self.benutzer
        )
        return f"{zeile}."


class ZaehlenForm(LiveForm):
    aktion = "zaehlen"
    bezweifelt_von = forms.ModelChoiceField(
        Person.objects.all(), label="Bezweifelt von", required=False, empty_label="niemand: nur neu zählen"
    )

    def tun(self):
        feststellung = anwesenheit.zaehlen(
            self.sitzung, bezweifelt_von=self.cleaned_data["bezweifelt_von"], benutzer=self.benutzer
        )
        return f"Gezählt: {feststellung}."


class VertagenForm(LiveForm):
    aktion = "alle_vertagen"

    def tun(self):
        tops = ergebnisse.beschlussunfaehig_vertagen(self.sitzung, benutzer=self.benutzer)
        return f"Vertagt, weil das Gremium nicht beschlussfähig ist: {', '.join(t.nummer_lang for t in tops) or 'kein Punkt'}."


class TeilnehmenForm(LiveForm):
    aktion = "teilnehmen"
    name = forms.CharField(label="Name", max_length=160, error_messages=pflicht("Bitte geben Sie den Namen an."))
    funktion = forms.CharField(label="Funktion", max_length=160, required=False)
    art = forms.ChoiceField(label="Als", choices=TeilnahmeArt.choices)

    def tun(self):
        werte = {name: self.cleaned_data[name] for name in ("art", "name", "funktion")}
        return f"{verhandlung.teilnehmen(self.sitzung, **werte, benutzer=self.benutzer)} nimmt teil."


class TeilnahmeStreichenForm(LiveForm):
    aktion = "teilnahme_streichen"
    teilnahme = forms.ModelChoiceField(Teilnahme.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, sitzung, **kwargs):
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.fields["teilnahme"].queryset = sitzung.teilnahmen.all()

    def tun(self):
        text = str(self.cleaned_data["teilnahme"])
        verhandlung.teilnahme_streichen(self.cleaned_data["teilnahme"], benutzer=self.benutzer)
        return f"{text} ist gestrichen."


class UnterbrechenForm(LiveForm):
    aktion = "unterbrechen"
    grund = forms.CharField(label="Grund", max_length=200, required=False)

    def tun(self):
        pause = verhandlung.unterbrechen(self.sitzung, grund=self.cleaned_data["grund"], benutzer=self.benutzer)
        return f"Unterbrochen um {timezone.localtime(pause.von):%H:%M} Uhr."


class FortsetzenForm(LiveForm):
    aktion = "fortsetzen"

    def tun(self):
        pause = verhandlung.fortsetzen(self.sitzung, benutzer=self.benutzer)
        return f"Fortgesetzt um {timezone.localtime(pause.bis):%H:%M} Uhr."


class AntragForm(LiveForm):
    """A motion in the sitting."""

    aktion = "antrag"
    art = forms.ChoiceField(
        label="Art",
        choices=[(a.value, a.label) for a in (AbstimmungArt.AENDERUNG, AbstimmungArt.GESCHAEFTSORDNUNG)],
        widget=forms.RadioSelect,
        initial=AbstimmungArt.AENDERUNG,
    )
    gestellt_von = forms.CharField(
        label="Gestellt von", max_length=200, error_messages=pflicht("Bitte geben Sie an, wer den Antrag stellt.")
    )
    inhalt = forms.CharField(
        label="Inhalt", max_length=500, error_messages=pflicht("Bitte geben Sie an, was beantragt ist.")
    )
    fassung = forms.CharField(
        label="Beschluss, wie er nach dem Änderungsantrag lautet",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Der ganze Wortlaut. Wird der Antrag angenommen, wird danach über ihn abgestimmt.",
    )

    def tun(self):
        werte = {name: self.cleaned_data[name] for name in ("art", "gestellt_von", "inhalt", "fassung")}
        antrag = verhandlung.antrag_stellen(self.pflicht_top(), **werte, benutzer=self.benutzer)
        return f"{antrag.top.nummer_lang}: {antrag}."


class _AntragsForm(LiveForm):
    antrag = forms.ModelChoiceField(Sitzungsantrag.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, sitzung, **kwargs):
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.fields["antrag"].queryset = Sitzungsantrag.objects.filter(top__sitzung=sitzung).select_related("top")


class AntragOrdnenForm(_AntragsForm):
    aktion = "antrag_ordnen"

    def tun(self):
        verhandlung.antrag_ordnen(self.cleaned_data["antrag"], benutzer=self.benutzer)
        return f"Weiter vorn: {self.cleaned_data['antrag'].inhalt}"


class AntragErledigenForm(_AntragsForm):
    aktion = "antrag_erledigen"
    wie = forms.ChoiceField(
        label="Der Antrag ist", choices=[(s.value, s.label) for s in (AntragStand.ZURUECKGEZOGEN, AntragStand.ERLEDIGT)]
    )

    def tun(self):
        antrag = verhandlung.antrag_erledigen(
            self.cleaned_data["antrag"], self.cleaned_data["wie"], benutzer=self.benutzer
        )
        return f"{antrag.inhalt}: {antrag.get_stand_display()}."


class VerfahrenForm(LiveForm):
    """A vote on the procedure of the sitting."""

    aktion = "verfahren"
    art = forms.ChoiceField(
        label="Worüber", choices=[(a.value, a.label) for a in verfahren.VERFAHREN], widget=forms.RadioSelect
    )
    gegenstand = forms.CharField(
        label="Gegenstand",
        max_length=500,
        error_messages=pflicht("Bitte geben Sie an, worüber abgestimmt wurde."),
    )
    ja, nein, enthaltung = live._zahl("Ja"), live._zahl("Nein"), live._zahl("Enthaltung")
    mehrheitsregel = forms.ChoiceField(
        label="Nötige Mehrheit", choices=Mehrheitsregel.choices, initial=Mehrheitsregel.EINFACH, required=False
    )
    mit_aussprache = forms.NullBooleanField(
        label="Über den Ausschluss der Öffentlichkeit beraten",
        widget=forms.Select(choices=[("", "betrifft diesen Antrag nicht"), ("true", "ja"), ("false", "nein")]),
    )

    def tun(self):
        namen = ("art", "gegenstand", "ja", "nein", "enthaltung", "mehrheitsregel", "mit_aussprache")
        vote = verfahren.verfahren_abstimmen(
            self.sitzung,
            top=self.cleaned_data["top"],
            schluessel=self.wert_schluessel,
            benutzer=self.benutzer,
            **{name: self.cleaned_data[name] for name in namen},
        )
        return f"{vote.get_art_display()}, {vote.gegenstand}: {antragssatz(vote.stimmen, vote.ergebnis)}."


class AusschliessenForm(LiveForm):
    """A conflict of interest (§ 41 NKomVG): a member (`m-…`) or somebody who attends (`t-…`)."""

    aktion = "ausschliessen"
    wer = forms.CharField(label="Wer", widget=forms.Select, error_messages=pflicht("Bitte wählen Sie die Person."))
    umfang = forms.ChoiceField(label="Folge", choices=Umfang.choices, widget=forms.RadioSelect, initial=Umfang.VERBOT)
    verbleib = forms.ChoiceField(
        label="Aufenthalt", choices=Verbleib.choices, widget=forms.RadioSelect, initial=Verbleib.RAUM
    )

    def personen(self):
        art, _, nummer = self.cleaned_data["wer"].partition("-")
        nummer = int(nummer) if nummer.isdecimal() else 0
        if art == "t" and (teilnahme := self.sitzung.teilnahmen.filter(pk=nummer).first()):
            return {"teilnahme": teilnahme}
        zeit = self.sitzung.anwesenheitszeiten.filter(person=nummer).select_related("person").first()
        sitz = self.sitzung.anwesenheiten.filter(mitgliedschaft__person=nummer).first()
        if art != "m" or not (zeit or sitz):
            raise ValidationError({"wer": "Bitte wählen Sie die Person."})
        return {"person": zeit.person if zeit else sitz.mitgliedschaft.person}

    def tun(self):
        verbot = verhandlung.ausschliessen(
            self.pflicht_top(),
            **self.personen(),
            umfang=self.cleaned_data["umfang"],
            verbleib=self.cleaned_data["verbleib"],
            benutzer=self.benutzer,
        )
        return f"{verbot.top.nummer_lang}: {verbot.person or verbot.teilnahme} {verbot.get_umfang_display()}."


class EntscheidenForm(AusschliessenForm):
    """In doubt the body decides, without the member (§ 41 Abs. 4 NKomVG). Ja excludes."""

    aktion = "ausschluss_entscheiden"
    umfang = None
    ja, nein, enthaltung = live._zahl("Ja"), live._zahl("Nein"), live._zahl("Enthaltung")

    def tun(self):
        wer = self.personen()
        if "person" not in wer:
            raise ValidationError({"wer": "Das Gremium entscheidet nur über seine Mitglieder (§ 41 Abs. 4 NKomVG)."})
        namen = ("verbleib", "ja", "nein", "enthaltung")
        vote = verfahren.ausschluss_entscheiden(
            self.pflicht_top(),
            wer["person"],
            schluessel=self.wert_schluessel,
            benutzer=self.benutzer,
            **{name: self.cleaned_data[name] for name in namen},
        )
        return f"{vote.gegenstand}: {antragssatz(vote.stimmen, vote.ergebnis)}."


class _VerbotForm(LiveForm):
    verbot = forms.ModelChoiceField(Mitwirkungsverbot.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, sitzung, **kwargs):
        super().__init__(*args, sitzung=sitzung, **kwargs)
        alle = Mitwirkungsverbot.objects.filter(top__sitzung=sitzung)
        self.fields["verbot"].queryset = alle.select_related("top", "person", "teilnahme")


class ZurueckkehrenForm(_VerbotForm):
    aktion = "zurueckkehren"

    def tun(self):
        verbot = verhandlung.zurueckkehren(self.cleaned_data["verbot"], benutzer=self.benutzer)
        return f"{verbot.person or verbot.teilnahme} ist zurück."


class AufhebenForm(_VerbotForm):
    aktion = "ausschluss_aufheben"

    def tun(self):
        verbot = self.cleaned_data["verbot"]
        text = str(verbot.person or verbot.teilnahme)
        verhandlung.ausschluss_aufheben(verbot, benutzer=self.benutzer)
        return f"Der Vermerk zu {text} ist gestrichen."


class VerlangenForm(LiveForm):
    """A member's own vote on demand (§ 68 S. 3 NKomVG)."""

    aktion = "verlangen"
    abstimmung = forms.ModelChoiceField(Abstimmung.objects.none(), widget=forms.HiddenInput)
    person = forms.ModelChoiceField(Person.objects.all(), label="Wer", empty_label="Bitte wählen")
    wert = forms.ChoiceField(label="Stimme", choices=Stimmwert.choices, widget=forms.RadioSelect)

    def __init__(self, *args, sitzung, **kwargs):
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.fields["abstimmung"].queryset = sitzung.abstimmungen.all()

    def tun(self):
        stimme = verfahren.stimme_verlangen(
            self.cleaned_data["abstimmung"],
            self.cleaned_data["person"],
            self.cleaned_data["wert"],
            benutzer=self.benutzer,
        )
        return f"{stimme.person} verlangt im Protokoll: {stimme.get_wert_display()}."


_ALLE = (
    live.AufrufenForm,
    live.EinstimmigForm,
    live.ZahlenForm,
    live.GeheimForm,
    live.FraktionenForm,
    live.NamentlichForm,
    live.OhneForm,
    live.KenntnisForm,
    live.EnBlocForm,
    KommenForm,
    GehenForm,
    MeldenForm,
    ZaehlenForm,
    VertagenForm,
    TeilnehmenForm,
    TeilnahmeStreichenForm,
    UnterbrechenForm,
    FortsetzenForm,
    AntragForm,
    AntragOrdnenForm,
    AntragErledigenForm,
    VerfahrenForm,
    AusschliessenForm,
    EntscheidenForm,
    ZurueckkehrenForm,
    AufhebenForm,
    VerlangenForm,
)
# The form of each entry by the value of its button.
EINGABEN = {form.aktion: form for form in _ALLE}
