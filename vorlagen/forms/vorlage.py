"""The draft of a Vorlage on one page."""

from copy import copy

from crispy_forms.layout import HTML, Column, Div, Fieldset, Row
from django import forms
from django.utils.html import format_html

from vorlagen import entwurf
from vorlagen.arten import BLAETTER, WORTE_DES_MANDATS
from vorlagen.choices import VERWALTUNGSARTEN, Haushaltsmittel, Sachgebiet, VorlageArt
from vorlagen.forms.betrag import Betragsfeld
from vorlagen.forms.rahmen import gestalten
from vorlagen.forms.schreiben import SchreibForm, roh
from vorlagen.forms.stationen import Stationen
from vorlagen.forms.umstellen import meldung, umgestellt, vorgegeben
from vorlagen.models import Beratung, Vorlage
from vorlagen.pruefung import folge_pruefung
from vorlagen.trigger import FASSUNGSFELDER
from vorlagen.versionen import FELDER
from wittmund_ris.richtext_feld import RichTextEingabe, RichTextFeld

# Height of the boxes of the formatted texts.
ZEILEN = {"sachverhalt": 14, "anmerkung": 5}
KEINE = ("gesamtkosten", "folgekosten", "einnahmen")


class VorlageForm(SchreibForm):
    """The draft with its Beratungsfolge (`stationen`). It may be saved incomplete; `maengel` says what is missing."""

    art = forms.ChoiceField(
        choices=[(art, art.label) for art in VERWALTUNGSARTEN],
        initial=VorlageArt.BESCHLUSSVORLAGE,
        widget=forms.RadioSelect,
        label="Art",
    )
    sachgebiet = forms.ChoiceField(
        choices=Sachgebiet.choices,
        initial=Sachgebiet.KEINES,
        required=False,
        label="Sachgebiet",
        help_text="Über diese Gegenstände beschließt nur der Kreistag (§\u00a058 Abs.\u00a01 NKomVG).",
    )
    ist_oeffentlich = forms.TypedChoiceField(
        choices=[("True", "öffentlich"), ("False", "nichtöffentlich")],
        coerce=lambda wert: wert == "True",
        required=False,
        empty_value=False,
        # Closed until somebody opens it.
        initial=False,
        widget=forms.RadioSelect,
        label="Behandlung",
    )
    haushaltsmittel = forms.ChoiceField(
        choices=[("", "keine Angabe"), *Haushaltsmittel.choices],
        required=False,
        widget=forms.RadioSelect,
        label="Haushaltsmittel",
    )

    class Meta:
        model = Vorlage
        fields = FELDER
        field_classes = dict.fromkeys((*KEINE, "haushaltsmittel_betrag"), Betragsfeld)
        field_classes |= dict.fromkeys(entwurf.TEXTE, RichTextFeld)
        widgets = {name: RichTextEingabe(attrs={"rows": ZEILEN.get(name, 6)}) for name in entwurf.TEXTE}
        widgets |= {"betreff": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "nichtoeffentlich_grund": "Nur bei nichtöffentlicher Behandlung: welches öffentliche Wohl oder welche "
            "berechtigten Interessen Einzelner (§\u00a064 Abs.\u00a01 NKomVG).",
            "betreff": "Eine Zeile, so wie sie auf der Tagesordnung stehen soll.",
            "ursprung": "Die freigegebene Vorlage Ihres Amtes, die ergänzt oder ausgetauscht wird.",
        }
        error_messages = {
            "betreff": {
                "required": "Bitte geben Sie einen Betreff an.",
                "max_length": "Bitte kürzen Sie den Betreff auf %(limit_value)d Zeichen; es sind %(show_value)d.",
            },
            "aktenzeichen": {
                "required": "Bitte geben Sie das Aktenzeichen an.",
                "max_length": "Bitte kürzen Sie das Aktenzeichen auf %(limit_value)d Zeichen; es sind %(show_value)d.",
            },
        }

    def __init__(self, *args, zeilen=None, fokus="", **kwargs):
        super().__init__(*args, **kwargs)
        neu = self.instance._state.adding
        self.fields["aktenzeichen"].required = True
        self._nach_art()
        if self.instance.ist_neufassung:
            # Its way is the one of its paper: shown there, and no part of this page.
            zeilen = []
        elif zeilen is None and not self.is_bound:
            zeilen = [{}] if neu else list(self.instance.beratungen.values("gremium", "rolle", "geplant_am"))
        gesendet = self.data if self.is_bound and not self.instance.ist_neufassung else None
        self.stationen = Stationen(gesendet, initial=zeilen, fokus=fokus)
        self.stationen.anbieten(self.blatt.art, self["sachgebiet"].value())
        self.pruefung = None if neu or self.instance.ist_neufassung else self.pruefung_fuer(self.stationen)
        gestalten(
            self,
            *_seite(self.blatt, mit_folge=not self.instance.ist_neufassung),
            ohne_optional=True,
            ohne_zusammenfassung=True,
        )
        self.zweifel = self.markieren()

    def _nach_art(self):
        """Labels of this kind of paper; what members handed in stands on the page and is not theirs to change who work on it."""
        art = self["art"].value()
        if self.instance.kommt_aus_mandat:
            art = self.instance.art
            self.fields["art"].choices = [(art, VorlageArt(art).label)]
            for name in ("art", *WORTE_DES_MANDATS):
                self.fields[name].disabled = True
        elif self.instance.ist_neufassung:
            # Another Betreff or publicity would be another paper.
            for name in set(FELDER) - set(FASSUNGSFELDER):
                self.fields[name].disabled = True
        self.blatt = BLAETTER[VorlageArt(art) if art in VorlageArt.values else VorlageArt.BESCHLUSSVORLAGE]
        for text in self.blatt.texte:
            self.fields[text.feld].label = text.titel
            self.fields[text.feld].help_text = text.hilfe
        meines_amtes = Vorlage.objects.ergaenzbar().filter(amt=self.benutzer.amt_id)
        if self.instance.ursprung_id:
            meines_amtes |= Vorlage.objects.filter(pk=self.instance.ursprung_id)
        self.fields["ursprung"].queryset = meines_amtes
        self.fields["ursprung"].empty_label = "Bitte wählen"

    @classmethod
    def getippt(cls, data, *, knopf, **kwargs):
        """Everything that was typed, unchecked and unsaved, after a button of the Beratungsfolge."""
        vorher = cls(data, **kwargs)
        zeilen, vorgabe = [roh(f) for f in vorher.stationen.forms], None
        if knopf == "vorgabe":
            vorgabe = vorher.stationen.vorgabe(data.get("vorgabe", ""))
        if vorgabe:
            danach = vorgegeben(zeilen, vorgabe.zeilen(), vorher.stationen.fachausschuesse)
        else:
            danach = umgestellt(zeilen, knopf)
        form = cls(initial=vorher.offene_eingaben(), zeilen=danach.zeilen, fokus=danach.fokus, **kwargs)
        form.stationen.meldung = meldung(danach, vorher.stationen.namen, vorgabe or "")
        form.stationen.gewaehlt = vorgabe
        if knopf:
            form.pruefung = vorher.pruefung_fuer(form.stationen)
        return form

    def pruefung_fuer(self, stationen):
        """What the rules say to these rows and to what was typed beside them; on a copy, the Vorlage itself stays as it is stored."""
        vorlage = copy(self.instance)
        for name in ("art", "sachgebiet", "haushaltsmittel", "betreff", "ist_oeffentlich"):
            wert = self[name].value()
            setattr(vorlage, name, wert in (True, "True") if name == "ist_oeffentlich" else wert or "")
        vorlage.art = self.blatt.art
        if vorlage.sachgebiet not in Sachgebiet.values:
            vorlage.sachgebiet = Sachgebiet.KEINES
        return folge_pruefung(vorlage, stationen.beratungen(), fristen=stationen.kalender.fristen)

    def is_valid(self):
        # Both are looked at, so that one answer names every fault.
        return all([super().is_valid(), self.instance.ist_neufassung or self.stationen.is_valid()])

    def clean(self):
        daten = super().clean()
        for feld in KEINE:
            if daten.get(f"{feld}_keine") and daten.get(feld) is not None:
                self.add_error(feld, "Bitte kreuzen Sie entweder „keine“ an, oder geben Sie einen Betrag ein.")
        daten["sachgebiet"] = daten.get("sachgebiet") or Sachgebiet.KEINES
        # A heading is one line.
        if daten.get("betreff") and not self.fields["betreff"].disabled:
            daten["betreff"] = " ".join(daten["betreff"].split())
        return daten

    def save(self):
        felder = {name: self.cleaned_data[name] for name in FELDER}
        if self.instance._state.adding:
            return entwurf.anlegen(
                felder,
                self.stationen.liste(),
                benutzer=self.benutzer,
                formular=self.cleaned_data["formular"],
                herkunft=self.herkunft,
            )
        return entwurf.aendern(
            self.instance,
            felder,
            None if self.instance.ist_neufassung else self.stationen.liste(),
            version=self.cleaned_data["version"] or 0,
            benutzer=self.benutzer,
        )

    def markieren(self) -> list[tuple[str, str, str]]:
        """Say at each field why it has to be looked at, if the draft was read from a file and not saved since.

        Returns (id of the field, label, reason) in the order of the form.
        """
        herkunft = getattr(self.instance, "herkunft", None) if self.instance.pk else None
        if herkunft is None or self.instance.version > 1:
            return []
        marken = []
        for name, feld in self.fields.items():
            if grund := herkunft.zweifel.get(name):
                feld.help_text = format_html("<strong>Bitte prüfen:</strong> {} {}", grund, feld.help_text)
                marken.append((self[name].auto_id, feld.label, grund))
        if grund := herkunft.zweifel.get("beratungsfolge"):
            marken.append(("beratungsfolge", "Beratungsfolge", grund))
        if grund := herkunft.zweifel.get("anlagen"):
            marken.append(("", "Anlagen", grund))
        return marken

    def abbild(self) -> dict:
        return super().abbild() | {"stationen": [_station(f) for f in self.stationen.forms if f.has_changed()]}

    def vorlage_getippt(self):
        if self.instance.amt is None and self.instance._state.adding:
            self.instance.amt = self.benutzer.amt
        return self.instance

    def stationen_getippt(self):
        zeilen = (getattr(f, "cleaned_data", {}) for f in self.stationen.forms)
        return [
            Beratung(gremium=d["gremium"], rolle=d.get("rolle", ""), geplant_am=d.get("geplant_am"))
            for d in zeilen
            if d.get("gremium")
        ]

    @classmethod
    def stationen_von(cls, data, vorlage, gewaehlt):
        if "stationen" not in gewaehlt:
            return
        zeilen = list(vorlage.beratungen.values_list("gremium", "rolle", "geplant_am"))
        data["stationen-TOTAL_FORMS"], data["stationen-INITIAL_FORMS"] = len(zeilen), 0
        for n, werte in enumerate(zeilen):
            for name, wert in zip(("gremium", "rolle", "geplant_am"), werte, strict=True):
                data[f"stationen-{n}-{name}"] = "" if wert is None else str(wert)
            data[f"stationen-{n}-sitzung"] = ""


def _station(form) -> dict:
    daten = getattr(form, "cleaned_data", {})
    gremium, tag = daten.get("gremium"), daten.get("geplant_am")
    return {
        "gremium": gremium.slug if gremium else "",
        "name": gremium.name if gremium else "Gremium offen",
        "rolle": daten.get("rolle", ""),
        "termin": tag.isoformat() if tag else None,
    }


def _zu(feld, blatt, gezeigt) -> Div:
    """A field that only some kinds of paper show. It always travels with the form, so changing the kind loses nothing.

    `data-arten` lets the page show and hide it at once; without JavaScript the button beside the kind does.
    """
    arten = [b for b in BLAETTER.values() if gezeigt(b)]
    titel = {b.art: b.titel(feld) for b in arten if isinstance(feld, str) and feld in b.felder}
    merkmale = {"data-arten": " ".join(b.art for b in arten)}
    if len(set(titel.values())) > 1:
        merkmale |= {f"data-titel-{art}": text for art, text in titel.items()}
    return Div(feld, css_class="vl-artfeld", hidden=not gezeigt(blatt), **merkmale)


def _texte(blatt) -> list:
    """The texts in the order of this kind of paper, those of other kinds behind them."""
    reihe = [*blatt.felder, *(name for name in entwurf.TEXTE if name not in blatt.felder)]
    return [_zu(name, blatt, lambda b, name=name: name in b.felder) for name in reihe]


def _seite(blatt, *, mit_folge=True) -> tuple:
    """The page of the draft, in the order of the official paper."""
    kosten = [Row(Column(feld), Column(f"{feld}_keine", css_class="vl-keine")) for feld in KEINE]
    finanzierung = Fieldset(
        "Finanzierung",
        *kosten,
        "haushaltsmittel",
        Row(Column("haushaltsmittel_betrag"), Column("produktkonto")),
        css_class="ris-abschnitt vl-abschnitt",
    )
    return (
        "version",
        "formular",
        "fenster",
        "stand",
        Fieldset(
            "Kopf",
            Row(Column("art", HTML('{% include "vorlagen/_artknopf.html" %}')), Column("ist_oeffentlich")),
            _zu("ursprung", blatt, lambda b: b.kann_ursprung),
            "nichtoeffentlich_grund",
            Row(Column("aktenzeichen"), Column("sachgebiet")),
            css_class="ris-abschnitt vl-abschnitt",
        ),
        Fieldset("Text", "betreff", *_texte(blatt), css_class="ris-abschnitt vl-abschnitt"),
        _zu(finanzierung, blatt, lambda b: b.hat_finanzierung),
        *([HTML('{% include "vorlagen/_stationen_form.html" with stationen=form.stationen %}')] if mit_folge else ()),
    )
