"""Muster, preset Beratungsfolgen and Textbausteine in the admin: kept by Sitzungsdienst and Administration, Textbausteine of an Amt by its Amtsleitung too."""

from django import forms
from django.contrib import admin

from konten.admin_basis import LoeschenOhneNamen, Zeilen
from konten.forms import BeschriftetesFormset
from konten.models import Amt
from konten.rechte import darf
from vorlagen.choices import BeratungRolle, Textfeld, VorlageArt
from vorlagen.models import Folgevorgabe, Mitzeichnungsvorgabe, Muster, Textbaustein, Vorgabeamt, Vorgabestation
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext_feld import RichTextEingabe, RichTextFeld

FORMATIERT = (*Textfeld.values, "text")


class AngebotForm(forms.ModelForm):
    """Texts are written and stored as those of a Vorlage: clean HTML that can be printed."""

    class Meta:
        field_classes = dict.fromkeys(FORMATIERT, RichTextFeld)
        widgets = dict.fromkeys(FORMATIERT, RichTextEingabe)

    def clean(self):
        daten = super().clean()
        return daten | druckbar({name: daten[name] for name in FORMATIERT if daten.get(name)})


class AngebotAdmin(LoeschenOhneNamen, admin.ModelAdmin):
    """Seen and kept by the same accounts; a superuser without a role sees nothing here."""

    form = AngebotForm
    recht = ""
    list_filter = ["ist_aktiv", "amt"]
    list_select_related = ["amt"]

    def _pflegt(self, request, obj=None) -> bool:
        return darf(request.user, self.recht, obj)

    def has_module_permission(self, request):
        return super().has_module_permission(request) and self._pflegt(request)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._pflegt(request, obj)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and self._pflegt(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._pflegt(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._pflegt(request, obj)

    @admin.display(description="Amt", ordering="amt__nummer")
    def fuer(self, obj):
        return obj.amt or "alle Ämter"


class FolgevorgabeForm(forms.ModelForm):
    arten = forms.TypedMultipleChoiceField(
        choices=VorlageArt.choices,
        required=False,
        label="Passt zu",
        widget=forms.CheckboxSelectMultiple,
        help_text="Keine angekreuzt: zu jeder Art.",
    )


class Vorgabestationen(BeschriftetesFormset):
    def clean(self):
        super().clean()
        zeilen = [f.cleaned_data for f in self.forms if f not in self.deleted_forms and hasattr(f, "cleaned_data")]
        if sum(z.get("rolle") == BeratungRolle.ENTSCHEIDUNG for z in zeilen) > 1:
            raise forms.ValidationError("Nur eine Station kann entscheiden.")


class VorgabestationZeilen(Zeilen):
    model = Vorgabestation
    formset = Vorgabestationen
    fields = ["position", "gremium", "rolle"]
    # For those who have no script to ask for a row.
    extra = 3


@admin.register(Folgevorgabe)
class FolgevorgabeAdmin(AngebotAdmin):
    form = FolgevorgabeForm
    recht = "vorlagen.folgevorgaben_pflegen"
    list_display = ["name", "fuer_arten", "fuer_sachgebiet", "ist_aktiv"]
    list_filter = ["ist_aktiv"]
    list_select_related = False
    search_fields = ["name"]
    fields = ["name", "arten", "sachgebiet", "ist_aktiv"]
    inlines = [VorgabestationZeilen]

    @admin.display(description="passt zu")
    def fuer_arten(self, obj):
        return ", ".join(VorlageArt(art).label for art in obj.arten) or "jeder Art"

    @admin.display(description="Sachgebiet", ordering="sachgebiet")
    def fuer_sachgebiet(self, obj):
        return obj.get_sachgebiet_display() or "jedes"


class VorgabeamtZeilen(Zeilen):
    model = Vorgabeamt
    fields = ["stufe", "amt", "frist_werktage"]
    # For those who have no script to ask for a row.
    extra = 3


@admin.register(Mitzeichnungsvorgabe)
class MitzeichnungsvorgabeAdmin(AngebotAdmin):
    form = FolgevorgabeForm
    recht = "vorlagen.mitzeichnungsvorgaben_pflegen"
    list_display = ["name", "aemterfolge", "fuer", "ist_aktiv"]
    search_fields = ["name"]
    fields = ["name", "amt", "arten", "sachgebiet", "ist_aktiv"]
    inlines = [VorgabeamtZeilen]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("aemter__amt")

    @admin.display(description="Ämter")
    def aemterfolge(self, obj):
        return ", ".join(str(zeile) for zeile in obj.aemter.all()) or "–"


@admin.register(Muster)
class MusterAdmin(AngebotAdmin):
    recht = "vorlagen.muster_pflegen"
    list_display = ["name", "sachgebiet", "fuer", "art", "ist_aktiv"]
    search_fields = ["name", "sachgebiet", "betreff"]
    fieldsets = [
        (None, {"fields": ["name", "beschreibung", "amt", "sachgebiet", "ist_aktiv"]}),
        ("Kopf", {"fields": ["art", "aktenzeichen", ("ist_oeffentlich", "nichtoeffentlich_grund"), "folge"]}),
        ("Texte", {"fields": ["betreff", "sachverhalt", "anmerkung", "beschlussvorschlag", "produktkonto"]}),
    ]


@admin.register(Textbaustein)
class TextbausteinAdmin(AngebotAdmin):
    recht = "vorlagen.textbausteine_pflegen"
    list_display = ["name", "feld", "fuer", "ist_aktiv"]
    search_fields = ["name", "text"]
    fields = ["name", "feld", "amt", "text", "ist_aktiv"]

    def _nur_eigenes_amt(self, request) -> bool:
        return not darf(request.user, "vorlagen.muster_pflegen")

    def get_queryset(self, request):
        alle = super().get_queryset(request)
        return alle.filter(amt=request.user.amt_id) if self._nur_eigenes_amt(request) else alle

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "amt" and self._nur_eigenes_amt(request):
            kwargs |= {"queryset": Amt.objects.filter(pk=request.user.amt_id), "required": True, "empty_label": None}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
