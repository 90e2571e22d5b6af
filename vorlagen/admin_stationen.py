"""The Beratungsfolge in the admin: rows of a draft, and what of a released paper is read."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from konten.admin_basis import Zeilen
from konten.forms import BeschriftetesFormset
from vorlagen.choices import BeratungRolle
from vorlagen.models import Beratung, Vorlage


class StationForm(forms.ModelForm):
    stelle = forms.IntegerField(label="Stelle", required=False, min_value=1)

    class Meta:
        model = Beratung
        fields = ["gremium", "rolle", "geplant_am"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "stelle" in self.fields:
            self.fields["stelle"].initial = self.instance.position


class Beratungsfolge(BeschriftetesFormset):
    def clean(self):
        super().clean()
        if sum(s["rolle"] == BeratungRolle.ENTSCHEIDUNG for s in self.stationen()) > 1:
            raise ValidationError("Nur eine Station kann entscheiden.")

    def stationen(self) -> list[dict]:
        """The stations in their order, as `beratungsfolge.setzen` takes them; a row without a number comes last."""
        zeilen = [f.cleaned_data for f in self.forms if f not in self.deleted_forms and hasattr(f, "cleaned_data")]
        zeilen = [z for z in zeilen if z.get("gremium") and z.get("rolle")]
        zeilen.sort(key=lambda z: z.get("stelle") or 10_000)
        return [{name: z.get(name) for name in ("gremium", "rolle", "geplant_am")} for z in zeilen]


class NurImEntwurf:
    """Rows of a draft: written by who may edit it, read by who may see the page."""

    def _schreibbar(self, request, obj):
        admin_ = self.admin_site._registry[Vorlage]
        return admin_.has_add_permission(request) if obj is None else admin_.has_change_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return self._schreibbar(request, obj)

    has_change_permission = has_delete_permission = has_add_permission


class StationZeilen(NurImEntwurf, Zeilen):
    model = Beratung
    form = StationForm
    formset = Beratungsfolge
    verbose_name_plural = "Beratungsfolge"

    def get_extra(self, request, obj=None, **kwargs):
        """Empty rows for those who have no script to ask for one: the usual three stations, one more later."""
        return 3 if obj is None else 1

    def get_fields(self, request, obj=None):
        if self.has_change_permission(request, obj):
            return ["stelle", "gremium", "rolle", "geplant_am"]
        return ["position", "gremium", "rolle", "geplant_am", "ergebnis_text"]

    def get_readonly_fields(self, request, obj=None):
        return [] if self.has_change_permission(request, obj) else self.get_fields(request, obj)

    @admin.display(description="Ergebnis")
    def ergebnis_text(self, beratung):
        return beratung.get_ergebnis_display() or "–"


class OeffentlicheStationZeilen(StationZeilen):
    """Without results: those of the Kreisausschuss are not public (§ 78 Abs. 2 NKomVG)."""

    def get_fields(self, request, obj=None):
        return ["position", "gremium", "rolle", "geplant_am"]
