"""Vorlagen in the admin: drafts are written through `entwurf`, everything after that moves through `workflow`."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html

from konten.admin_basis import NurLesen, VorgangAdmin, VorgangForm, Zeilen
from vorlagen import anlagen, entwurf, workflow
from vorlagen.admin_filter import MitSuche
from vorlagen.admin_mitzeichnung import MitzeichnungZeilen
from vorlagen.admin_mitzeichnung import werkzeuge as mitzeichnungswerkzeuge
from vorlagen.admin_stationen import NurImEntwurf, OeffentlicheStationZeilen, StationZeilen
from vorlagen.choices import BERATBARE_STATUS, Sachgebiet
from vorlagen.forms import UebergangForm, uebernehmen
from vorlagen.forms.betrag import Betragsfeld
from vorlagen.models import Anlage, Beratung, Vorlage, Vorlagendokument, VorlageVerlauf
from vorlagen.versionen import FELDER
from vorlagen.views.rahmen import OEFFENTLICHE_DRUCKE
from wittmund_ris.pdf import PdfFehler
from wittmund_ris.richtext_feld import RichTextEingabe, RichTextFeld
from wittmund_ris.workflow import UebergangNichtMoeglich

EINGABE = ("art", "ursprung", "sachgebiet", "aktenzeichen", ("ist_oeffentlich", "nichtoeffentlich_grund"), "betreff")
TEXTE = ("sachverhalt", "anmerkung", "beschlussvorschlag", "stellungnahme")
KOSTEN = (
    ("gesamtkosten_keine", "gesamtkosten"),
    ("folgekosten_keine", "folgekosten"),
    ("einnahmen_keine", "einnahmen"),
    ("haushaltsmittel", "haushaltsmittel_betrag"),
    "produktkonto",
)
EINZELN = ("stellen", "zuweisen")
# A new Fassung is compared with the one in force before it takes its place, and its publication confirmed.
NUR_EINZELN = (*EINZELN, "uebernehmen")


class EntwurfForm(VorgangForm):
    """A draft, with the version that was read: whoever saves later sees the conflict, and nothing is overwritten."""

    version_gelesen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Vorlage
        fields = FELDER
        field_classes = dict.fromkeys(entwurf.TEXTE, RichTextFeld)
        widgets = dict.fromkeys(entwurf.TEXTE, RichTextEingabe)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sachgebiet" in self.fields:
            self.fields["sachgebiet"].required = False
        if "version_gelesen" in self.fields:
            self.fields["version_gelesen"].initial = self.instance.version

    def clean(self):
        werte = super().clean()
        werte["sachgebiet"] = werte.get("sachgebiet") or Sachgebiet.KEINES
        if self.instance.pk and werte.get("version_gelesen") != self.instance.version:
            letzter = self.instance.verlauf.last()
            self.add_error(
                None,
                f"Die Vorlage wurde inzwischen gespeichert ({letzter.benutzer_name}, {letzter.am:%d.%m.%Y %H:%M}). Ihre Eingaben "
                "stehen noch hier; öffnen Sie die Vorlage in einem neuen Fenster und vergleichen Sie.",
            )
        return werte


class AnlageForm(forms.ModelForm):
    """A new Anlage has a file or is announced; an existing one can only be taken off."""

    datei_neu = forms.FileField(label="Datei", required=False)

    class Meta:
        model = Anlage
        fields = ["titel", "ist_oeffentlich"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for feld in self.fields.values():
                feld.disabled = True


class AnlageZeilen(NurImEntwurf, Zeilen):
    model = Anlage
    form = AnlageForm
    verbose_name_plural = "Anlagen (ohne Datei: wird nachgereicht)"
    extra = 1

    def get_fields(self, request, obj=None):
        if self.has_change_permission(request, obj):
            return ["titel", "ist_oeffentlich", "datei_neu", "stand"]
        return ["titel", "ist_oeffentlich", "stand"]

    def get_readonly_fields(self, request, obj=None):
        return ["stand"] if self.has_change_permission(request, obj) else self.get_fields(request, obj)

    @admin.display(description="Stand")
    def stand(self, anlage):
        if not anlage.pk:
            return ""
        if anlage.liegt_vor:
            return format_html('<a href="{}">Datei</a>', reverse("vorlagen:anlage", args=[anlage.pk]))
        if anlage.vorlage.status in BERATBARE_STATUS:
            ziel = reverse("vorlagen:anlage_nachreichen", args=[anlage.pk])
            return format_html('angekündigt, <a href="{}">nachreichen</a>', ziel)
        return "wird nachgereicht"


class OeffentlicheAnlageZeilen(AnlageZeilen):
    def get_queryset(self, request):
        return super().get_queryset(request).filter(ist_oeffentlich=True)


class VerlaufZeilen(NurLesen):
    model = VorlageVerlauf
    fields = readonly_fields = ["am", "schritt", "benutzer_name", "bemerkung"]

    @admin.display(description="Schritt")
    def schritt(self, eintrag):
        return eintrag.get_aktion_display()


@admin.register(Vorlage)
class VorlageAdmin(MitSuche, VorgangAdmin):
    recht = "vorlagen"
    form = EntwurfForm
    list_display = ["nummer_oder_entwurf", "betreff", "status", "amt", "pdf", "art", "oeffentlichkeit"]
    list_display_links = ["nummer_oder_entwurf", "betreff"]
    list_select_related = ["amt"]
    list_per_page = 50
    formfield_overrides = {models.DecimalField: {"form_class": Betragsfeld}}
    # One row for each name; what a step asks for besides a reason is asked on the page of the paper.
    sammelschritte = tuple(
        {u.name: u for u in workflow.UEBERGAENGE if not u.ist_folge and u.name not in NUR_EINZELN}.values()
    )

    # --- Rights: model permission and `darf` ---
    def has_add_permission(self, request):
        return super().has_add_permission(request) and self.darf(request, "anlegen")

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or (obj.ist_bearbeitbar and self.darf(request, "bearbeiten", obj))

    # --- What is shown ---
    @admin.display(description="Nummer", ordering="laufnummer")
    def nummer_oder_entwurf(self, vorlage):
        return vorlage.nummer or "Entwurf"

    @admin.display(description="öffentlich seit", ordering="veroeffentlicht_am")
    def oeffentlichkeit(self, vorlage):
        return vorlage.veroeffentlicht_am if vorlage.ist_veroeffentlicht else "–"

    @admin.display(description="PDF")
    def pdf(self, vorlage):
        name = vorlage.nummer or "Entwurf"
        return format_html('<a href="{}">PDF {}</a>', reverse("vorlagen:pdf", args=[vorlage.pk]), name)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"anfrage": request})

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": EINGABE}), ("Texte", {"fields": TEXTE}), ("Finanzierung", {"fields": KOSTEN})]
        inhalt = [("Texte", {"fields": TEXTE}), ("Finanzierung", {"fields": KOSTEN})]
        kopf = [*EINGABE, "amt"]
        if not self.darf(request, "intern_sehen", obj):
            return [(None, {"fields": ["nummer_oder_entwurf", "art", "aktenzeichen", "betreff", "amt"]}), *inhalt]
        stand = ["status", "verfasst_von", "erstellt_am", "geaendert_am"]
        if obj.freigegeben_am:
            stand += ["freigegeben_am", "freigegeben_von", "gezeichnet_name", "veroeffentlicht_am", "entfernt_am"]
        if self.has_change_permission(request, obj):
            kopf.append("version_gelesen")
        else:
            kopf.insert(0, "nummer_oder_entwurf")
        return [(None, {"fields": kopf}), *inhalt, ("Stand", {"fields": stand})]

    def get_readonly_fields(self, request, obj=None):
        return [
            "nummer_oder_entwurf",
            "amt",
            "status",
            "verfasst_von",
            "erstellt_am",
            "geaendert_am",
            "freigegeben_am",
            "freigegeben_von",
            "gezeichnet_name",
            "veroeffentlicht_am",
            "entfernt_am",
        ]

    def get_inlines(self, request, obj):
        if obj is None:
            return [StationZeilen, AnlageZeilen]
        if self.darf(request, "mitzeichnung_sehen", obj):
            return [StationZeilen, AnlageZeilen, MitzeichnungZeilen, VerlaufZeilen]
        if self.darf(request, "intern_sehen", obj):
            return [StationZeilen, AnlageZeilen, VerlaufZeilen]
        return [OeffentlicheStationZeilen, OeffentlicheAnlageZeilen]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context |= {"werkzeuge": self.werkzeuge(request, obj), "dokumente": self.dokumente(request, obj)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def werkzeuge(self, request, vorlage) -> list[dict]:
        """The buttons: the steps that this account may take now, and the withdrawal of a publication."""
        knoepfe = [
            {"titel": u.titel, "url": reverse("admin:vorlagen_vorlage_uebergang", args=[vorlage.pk, u.name])}
            for u in workflow.moegliche_uebergaenge(vorlage, request.user)
            if u.name not in EINZELN
        ]
        knoepfe += mitzeichnungswerkzeuge(vorlage, request.user)
        if vorlage.ist_veroeffentlicht and self.darf(request, "entfernen", vorlage):
            try:
                # By name: the page belongs to an app above this one.
                weg = reverse("sitzungen:vorlage_entfernen", args=[vorlage.pk])
                knoepfe.append({"titel": "Veröffentlichung zurücknehmen", "url": weg})
            except NoReverseMatch:
                pass
        return knoepfe

    def dokumente(self, request, vorlage) -> list[dict]:
        """The preview of a draft, or the sealed prints that this account may open."""
        if not vorlage.freigegeben_am:
            return [{"titel": "Vorschau (Entwurf)", "url": reverse("vorlagen:pdf", args=[vorlage.pk])}]
        drucke = Vorlagendokument.objects.filter(fassung__vorlage=vorlage).order_by("erstellt_am", "pk")
        if not self.darf(request, "intern_sehen", vorlage):
            drucke = drucke.filter(art__in=OEFFENTLICHE_DRUCKE)
        return [
            {"titel": d.get_art_display(), "url": reverse("vorlagen:dokument", args=[d.pk]), "am": d.erstellt_am}
            for d in drucke
        ]

    # --- Saving: one call of the domain function for the paper and its stations, then the Anlagen ---
    def save_model(self, request, obj, form, change):
        """Nothing is written before all parts of the form are known: `save_related` does it."""

    def save_related(self, request, form, formsets, change):
        folge = next(f for f in formsets if f.model is Beratung)
        felder = {name: form.cleaned_data[name] for name in FELDER}
        if not change:
            vorlage = entwurf.anlegen(felder, folge.stationen(), benutzer=request.user)
            form.instance.__dict__.update({k: v for k, v in vorlage.__dict__.items() if k != "_state"})
            form.instance._state.adding = False
        elif form.has_changed() or folge.has_changed():
            # Saved without a change, nobody becomes a co-author: that would cost the right to release.
            gelesen = form.cleaned_data["version_gelesen"]
            try:
                entwurf.aendern(form.instance, felder, folge.stationen(), version=gelesen, benutzer=request.user)
            except entwurf.Konflikt as konflikt:
                raise ValidationError(str(konflikt)) from konflikt
        for zeilen in (f for f in formsets if f.model is Anlage):
            self._anlagen(form.instance, zeilen, request.user)

    def _anlagen(self, vorlage, zeilen, benutzer):
        for zeile in zeilen.deleted_forms:
            anlagen.entfernen(zeile.instance, benutzer=benutzer)
        for zeile in zeilen.extra_forms:
            werte = zeile.cleaned_data
            if zeile.has_changed() and not werte.get("DELETE"):
                anlagen.hinzufuegen(
                    vorlage,
                    titel=werte["titel"],
                    ist_oeffentlich=werte["ist_oeffentlich"],
                    datei=werte.get("datei_neu"),
                    benutzer=benutzer,
                )

    def construct_change_message(self, request, form, formsets, add=False):
        return "Entwurf angelegt" if add else "Entwurf bearbeitet"

    # --- Steps ---
    def kann(self, obj, uebergang, benutzer) -> bool:
        return uebergang.name in {u.name for u in workflow.moegliche_uebergaenge(obj, benutzer)}

    def schritt(self, obj, name, benutzer, bemerkung):
        workflow.ausfuehren(obj, name, benutzer=benutzer, bemerkung=bemerkung)

    def get_urls(self):
        eigene = path(
            "<path:object_id>/uebergang/<slug:name>/",
            self.admin_site.admin_view(self.uebergang_view),
            name="vorlagen_vorlage_uebergang",
        )
        return [eigene, *super().get_urls()]

    def uebergang_view(self, request, object_id, name):
        """The confirmation of a step with its consequence; the act itself is a POST."""
        if not object_id.isdecimal():
            raise Http404
        vorlage = get_object_or_404(self.get_queryset(request), pk=object_id)
        schritt = workflow.benannter(vorlage, name)
        if schritt is None or name in EINZELN:
            raise Http404
        if not self.has_view_permission(request, vorlage) or not self.darf(request, name, vorlage):
            raise PermissionDenied
        zurueck = reverse("admin:vorlagen_vorlage_change", args=[vorlage.pk])
        daten = request.POST if request.method == "POST" else None
        form = UebergangForm(daten, vorlage=vorlage, schritt=schritt, benutzer=request.user)
        try:
            workflow.finde(workflow.UEBERGAENGE, name, vorlage.status, vorlage.zeile)
            if form.is_valid() and self._gegangen(request, vorlage, schritt, form):
                sichtbar = self.get_queryset(request).filter(pk=vorlage.pk).exists()
                return redirect(zurueck if sichtbar else "admin:vorlagen_vorlage_changelist")
        except UebergangNichtMoeglich:
            vorlage.refresh_from_db(fields=["status"])
            messages.warning(request, f"Dieser Schritt ist nicht mehr möglich: {vorlage.get_status_display()}.")
            return redirect(zurueck)
        kontext = self.admin_site.each_context(request) | {
            "title": schritt.titel,
            "titel": schritt.titel,
            "knopf": schritt.titel,
            "objekt": vorlage,
            "opts": self.opts,
            "form": form,
            "folgen": [schritt.folge],
            "gefaehrlich": schritt.gefaehrlich,
            "abbrechen_url": zurueck,
        }
        return render(request, "admin/uebergang.html", kontext, status=422 if form.errors else 200)

    def _gegangen(self, request, vorlage, schritt, form) -> bool:
        try:
            vorlage = form.save()
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        except PdfFehler as fehler:
            form.add_error(None, f"Das Dokument lässt sich nicht erzeugen; es ist nichts geschehen. {fehler}")
        else:
            self.log_change(request, vorlage, schritt.titel)
            messages.success(request, f"{schritt.titel}: {vorlage} ist jetzt {vorlage.get_status_display().lower()}.")
            return True
        return False
