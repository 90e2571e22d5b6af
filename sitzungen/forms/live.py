"""The entries of the running sitting that decide something: votes in every form, outcomes without a vote, several items at once."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from gremien.models import Gremium
from sitzungen import eingaben, ergebnisse, stimmabgabe, verhandlung
from sitzungen.anwesenheit import fraktionen, stimmberechtigte_zu
from sitzungen.choices import AbstimmungForm, Mehrheitsregel, Stimmwert
from sitzungen.forms.basis import AktForm, pflicht
from sitzungen.forms.ergebnis import OHNE_ABSTIMMUNG
from sitzungen.models import Sitzungsantrag, Tagesordnungspunkt
from sitzungen.nachtrag import behandlungsfolge
from sitzungen.saetze import antragssatz, punktsatz
from vorlagen.choices import Ergebnis
from vorlagen.forms.rahmen import gestalten

# Not part of what is entered.
RAHMEN = ("csrfmiddlewaretoken", "fenster", "gesehen", "schluessel")
OHNE_FRAKTION = 0


class LiveForm(AktForm):
    """One entry. The key makes it happen once, `gesehen` says on which stand it was typed (`eingaben.einmal`)."""

    aktion = ""
    hat_stand = False

    schluessel = forms.UUIDField(widget=forms.HiddenInput)
    fenster = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    gesehen = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    top = forms.ModelChoiceField(Tagesordnungspunkt.objects.none(), required=False, widget=forms.HiddenInput)
    weiter = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *args, sitzung, kennung="", **kwargs):
        kwargs.setdefault("auto_id", f"id_{self.aktion}{kennung}_%s")
        super().__init__(data, *args, sitzung=sitzung, **kwargs)
        self.fields["top"].queryset = sitzung.tops.select_related("beratung__vorlage", "verwiesen_an")
        gestalten(self, ohne_optional=True, ohne_zusammenfassung=True)

    @property
    def wert_schluessel(self) -> UUID | None:
        return self.cleaned_data.get("schluessel")

    def tun(self) -> str:
        """Call the domain and return what happened, in one sentence."""
        raise NotImplementedError

    def save(self):
        top = self.cleaned_data.get("top")

        def tun():
            text = self.tun()
            if self.cleaned_data.get("weiter") and (naechster := naechster_punkt(self.sitzung, top)):
                verhandlung.aufrufen(naechster, benutzer=self.benutzer)
                text += f" Aufgerufen ist {naechster.nummer_lang}."
            return text

        werte = [(name, wert) for name, liste in self.data.lists() if name not in RAHMEN for wert in liste]
        return eingaben.einmal(
            self.sitzung,
            self.aktion,
            tun,
            schluessel=self.cleaned_data["schluessel"],
            abdruck=eingaben.abdruck([*werte, ("aktion", self.aktion)]),
            fenster=self.cleaned_data.get("fenster", ""),
            gesehen=self.cleaned_data.get("gesehen", "") if self.hat_stand else "",
            top=top,
            benutzer=self.benutzer,
        )

    def versuchen(self) -> bool:
        self.veraltet = False
        try:
            return super().versuchen()
        finally:
            self.veraltet = any(isinstance(f, eingaben.Veraltet) for f in getattr(self, "refus", ()))

    def zeigen(self, fehler):
        self.refus = [fehler]
        super().zeigen(fehler)

    def pflicht_top(self):
        if not self.cleaned_data.get("top"):
            raise ValidationError("Diesen Punkt gibt es auf der Tagesordnung nicht.")
        return self.cleaned_data["top"]


def naechster_punkt(sitzung, top=None):
    """The next item without a result in the order of treatment, after `top`, or the first one."""
    reihe = behandlungsfolge(sitzung)
    stelle = next((n for n, t in enumerate(reihe) if top and t.pk == top.pk), -1)
    return next((t for t in reihe[stelle + 1 :] if not t.ergebnis), None)


class AufrufenForm(LiveForm):
    aktion = "aufrufen"

    def tun(self):
        top = self.pflicht_top()
        verhandlung.aufrufen(top, benutzer=self.benutzer)
        return f"{top.nummer_lang} ist aufgerufen."


class _StimmenForm(LiveForm):
    """A vote on the question that is due: an open motion (`antrag`), or the matter itself."""

    hat_stand = True

    antrag = forms.ModelChoiceField(Sitzungsantrag.objects.none(), required=False, widget=forms.HiddenInput)
    mehrheitsregel = forms.ChoiceField(
        label="Nötige Mehrheit", choices=[("", "wie beim Punkt"), *Mehrheitsregel.choices], required=False
    )
    wortlaut = forms.CharField(
        label="Beschluss mit anderem Wortlaut",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nur ausfüllen, wenn über einen anderen Wortlaut abgestimmt wird als oben steht.",
    )

    def __init__(self, *args, sitzung, **kwargs):
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.fields["antrag"].queryset = Sitzungsantrag.objects.filter(top__sitzung=sitzung).select_related("top")

    def stimmen(self) -> dict:
        raise NotImplementedError

    def tun(self):
        top, antrag = self.pflicht_top(), self.cleaned_data.get("antrag")
        gemeinsam = {"schluessel": self.wert_schluessel, "benutzer": self.benutzer} | self.stimmen()
        if antrag:
            vote = ergebnisse.antrag_abstimmen(antrag, **gemeinsam)
            return f"{top.nummer_lang}, {antrag.get_art_display()} ({antrag.gestellt_von}): {antragssatz(vote.stimmen, vote.ergebnis)}."
        top = ergebnisse.abstimmen(
            top,
            mehrheitsregel=self.cleaned_data.get("mehrheitsregel", ""),
            wortlaut=self.cleaned_data.get("wortlaut", ""),
            **gemeinsam,
        )
        return f"{top.nummer_lang}: {punktsatz(top)}."


class EinstimmigForm(_StimmenForm):
    """All who are present and entitled say Ja: one tap."""

    aktion = "einstimmig"

    def stimmen(self):
        return {"ja": len(stimmberechtigte_zu(self.cleaned_data["top"])), "nein": 0, "enthaltung": 0}


def _zahl(label):
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off", "min": "0"}),
        error_messages=pflicht(f"Bitte tragen Sie die Zahl bei {label} ein, auch eine 0."),
    )


class ZahlenForm(_StimmenForm):
    """Totals of a show of hands."""

    aktion = "zahlen"

    ja = _zahl("Ja")
    nein = _zahl("Nein")
    enthaltung = _zahl("Enthaltung")

    def stimmen(self):
        return {name: self.cleaned_data[name] for name in ("ja", "nein", "enthaltung")}


class GeheimForm(ZahlenForm):
    """A secret vote: numbers only, with invalid ballots; where the Geschäftsordnung knows it (§ 66 Abs. 2 NKomVG)."""

    aktion = "geheim"

    ungueltig = _zahl("ungültig")

    def stimmen(self):
        return super().stimmen() | {"ungueltig": self.cleaned_data["ungueltig"], "form": AbstimmungForm.GEHEIM}


class _PersonenForm(_StimmenForm):
    """Votes of persons: `p_<person>` for each who is present and entitled on the item."""

    def einzeln(self) -> dict[int, str]:
        return {
            int(name[2:]): wert
            for name, wert in self.data.items()
            if name.startswith("p_") and name[2:].isdecimal() and wert in (*Stimmwert.values, "-")
        }


class FraktionenForm(_PersonenForm):
    """„SPD ja, außer X“: a vote for each Fraktion (`f_<Fraktion>`), and persons who voted otherwise."""

    aktion = "fraktionen"

    def stimmen(self):
        berechtigte = [z.person_id for z in stimmberechtigte_zu(self.cleaned_data["top"])]
        zugehoerig = fraktionen(self.sitzung, berechtigte)
        personen = {p: zugehoerig[p].pk if p in zugehoerig else OHNE_FRAKTION for p in berechtigte}
        vorgabe = {
            int(name[2:]): wert
            for name, wert in self.data.items()
            if name.startswith("f_") and name[2:].isdecimal() and wert in Stimmwert.values
        }
        if fehlt := set(personen.values()) - set(vorgabe):
            namen = [g.name for g in zugehoerig.values() if g.pk in fehlt] or ["die Fraktionslosen"]
            raise ValidationError(f"Bitte wählen Sie die Stimme für: {', '.join(sorted(set(namen)))}.")
        ausnahmen = {p: "" if w == "-" else w for p, w in self.einzeln().items() if p in personen}
        return {
            "einzeln": stimmabgabe.nach_fraktionen(personen, vorgabe, ausnahmen),
            "form": AbstimmungForm.FRAKTION,
        }


class NamentlichForm(_PersonenForm):
    """A roll call: one vote for each person, in the order of names."""

    aktion = "namentlich"

    def stimmen(self):
        berechtigte = stimmberechtigte_zu(self.cleaned_data["top"])
        einzeln = self.einzeln()
        fehlt = [z.person.name for z in berechtigte if z.person_id not in einzeln]
        if fehlt:
            weitere = f" und {len(fehlt) - 5} weitere" if len(fehlt) > 5 else ""
            raise ValidationError(f"Es fehlt noch die Stimme von: {', '.join(fehlt[:5])}{weitere}.")
        return {"einzeln": {p: w for p, w in einzeln.items() if w != "-"}, "form": AbstimmungForm.NAMENTLICH}


class OhneForm(LiveForm):
    """An outcome that no vote gives."""

    aktion = "ohne"
    hat_stand = True

    ergebnis = forms.ChoiceField(
        label="Ergebnis",
        choices=OHNE_ABSTIMMUNG,
        widget=forms.RadioSelect,
        error_messages=pflicht("Bitte wählen Sie das Ergebnis."),
    )
    verwiesen_an = forms.ModelChoiceField(
        Gremium.objects.none(), label="Verwiesen an", required=False, empty_label="Bitte wählen"
    )
    grund = forms.CharField(
        label="Grund",
        max_length=300,
        required=False,
        help_text="Nötig bei vertagt, abgesetzt und zurückgezogen; er wird mit dem Ergebnis veröffentlicht.",
    )

    def __init__(self, *args, sitzung, **kwargs):
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.fields["verwiesen_an"].queryset = Gremium.objects.tagende().exclude(pk=sitzung.gremium_id)

    def tun(self):
        werte = self.cleaned_data
        top = ergebnisse.festhalten(
            self.pflicht_top(),
            werte["ergebnis"],
            grund=werte["grund"],
            verwiesen_an=werte["verwiesen_an"],
            benutzer=self.benutzer,
        )
        return f"{top.nummer_lang}: {punktsatz(top)}."


class KenntnisForm(LiveForm):
    """Taken note of: one tap."""

    aktion = "kenntnis"
    hat_stand = True

    def tun(self):
        top = ergebnisse.festhalten(self.pflicht_top(), Ergebnis.KENNTNISNAHME, benutzer=self.benutzer)
        return f"{top.nummer_lang}: {punktsatz(top)}."


class EnBlocForm(LiveForm):
    """One vote on several items; empty numbers mean: all entitled say Ja."""

    aktion = "en_bloc"

    tops = forms.ModelMultipleChoiceField(
        Tagesordnungspunkt.objects.none(),
        error_messages=pflicht("Bitte kreuzen Sie die Punkte in der Tagesordnung an."),
    )
    ja = forms.IntegerField(label="Ja", min_value=0, required=False)
    nein = forms.IntegerField(label="Nein", min_value=0, required=False)
    enthaltung = forms.IntegerField(label="Enthaltung", min_value=0, required=False)

    def __init__(self, *args, sitzung, **kwargs):
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.fields["tops"].queryset = sitzung.tops.filter(ist_ueberschrift=False).select_related("beratung__vorlage")

    def tun(self):
        tops = list(self.cleaned_data["tops"])
        if schon := [t.nummer_lang for t in tops if t.ergebnis]:
            raise ValidationError(f"Schon ein Ergebnis haben: {', '.join(schon)}. Nehmen Sie diese Punkte heraus.")
        zahlen = [self.cleaned_data.get(name) for name in ("ja", "nein", "enthaltung")]
        if all(z is None for z in zahlen):
            berechtigte = {len(stimmberechtigte_zu(t)) for t in tops}
            if len(berechtigte) > 1:
                raise ValidationError(
                    "Zu den Punkten sind nicht dieselben Personen stimmberechtigt; stimmen Sie einzeln ab (§ 41 NKomVG)."
                )
            zahlen = [berechtigte.pop(), 0, 0]
        ja, nein, enthaltung = (z or 0 for z in zahlen)
        fertig = ergebnisse.en_bloc(
            tops, ja=ja, nein=nein, enthaltung=enthaltung, schluessel=self.wert_schluessel, benutzer=self.benutzer
        )
        return f"{', '.join(t.nummer_lang for t in fertig)}: {punktsatz(fertig[0])}."
