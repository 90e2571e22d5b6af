"""What the admin of every app shares: sight and acts by `darf`, labelled inlines, deletion that names nobody.

A superuser passes every `has_perm`. Therefore each class here asks `darf` as well: without a role a superuser sees what is
public inside and drives nothing.
"""

from collections import Counter

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DEFAULT_DB_ALIAS, transaction
from django.template.response import TemplateResponse

from konten.forms import BeschriftetesFormset
from konten.rechte import darf, rollen_von
from wittmund_ris.pdf import PdfFehler
from wittmund_ris.workflow import UebergangNichtMoeglich


class Zeilen(admin.TabularInline):
    """An inline table with labels, and no empty rows until somebody asks for one."""

    formset = BeschriftetesFormset
    template = "admin/zeilen.html"
    extra = 0

    class Media:
        css = {"all": ["css/admin-vorgang.css"]}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without the icons that open the chosen object: in a long table they only widen it."""
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if feld is not None and hasattr(feld.widget, "can_add_related"):
            for was in ("add", "change", "delete", "view"):
                setattr(feld.widget, f"can_{was}_related", False)
        return feld


class NurLesen(Zeilen):
    """A table that is only read, e.g. the Verlauf. Who may open the page of the parent may read it."""

    template = "admin/nur_lesen.html"
    can_delete = False

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


class LoeschenOhneNamen:
    """Says how many other entries still need an object, never which: their names may be non-public."""

    def get_deleted_objects(self, objs, request):
        geloescht, anzahl, fehlende_rechte, geschuetzt = super().get_deleted_objects(objs, request)
        if geschuetzt:
            sammler = NestedObjects(using=DEFAULT_DB_ALIAS, origin=objs)
            sammler.collect(objs)
            zaehler = Counter(type(o)._meta.verbose_name_plural for o in sammler.protected)
            geschuetzt = [f"{name}: {zahl}" for name, zahl in sorted(zaehler.items())]
            # What stands in the way is said before what this account may not delete; deleted is nothing either way.
            fehlende_rechte = set()
        return geloescht, anzahl, fehlende_rechte, geschuetzt


class SammelForm(forms.Form):
    """The reason of a step taken for several rows."""

    bemerkung = forms.CharField(label="Begründung", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, pflicht, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bemerkung"].required = pflicht
        self.fields["bemerkung"].error_messages["required"] = "Bitte begründen Sie diesen Schritt."


class VorgangAdmin(admin.ModelAdmin):
    """A Vorlage or Sitzung: seen through `sichtbar_fuer`, never deleted, moved by the functions of its workflow alone."""

    change_form_template = "admin/vorgang.html"
    recht = ""  # prefix of the rights: "vorlagen" or "sitzungen"
    sammelschritte = ()

    class Media:
        css = {"all": ["css/admin-vorgang.css"]}

    # --- Sight ---
    def get_queryset(self, request):
        return super().get_queryset(request).sichtbar_fuer(request.user)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and (obj is None or self.darf(request, "sehen", obj))

    def has_delete_permission(self, request, obj=None):
        return False

    def darf(self, request, name, obj=None) -> bool:
        return darf(request.user, f"{self.recht}.{name}", obj)

    # --- Refusals of a domain function stand at the form, with everything that was typed ---
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, PdfFehler) as fehler:
            # Everything is rolled back; the same request shows its form once more, now with the reason (`VorgangForm`).
            request.verweigert = fehler
            if nachholen := getattr(fehler, "nachholen", None):
                nachholen()  # a report that was undone with the rest
            return super().changeform_view(request, object_id, form_url, extra_context)

    # --- Steps for several rows ---
    def get_actions(self, request):
        if IS_POPUP_VAR in request.GET or not rollen_von(request.user):
            return {}
        return {f"schritt_{u.name}": (_sammeln, f"schritt_{u.name}", f"{u.titel} …") for u in self.sammelschritte}

    def schritt(self, obj, name, benutzer, bemerkung):
        raise NotImplementedError

    def kann(self, obj, uebergang, benutzer) -> bool:
        """The step exists from the present status, and this account may take it."""
        return obj.status in uebergang.von and darf(benutzer, f"{self.recht}.{uebergang.name}", obj)

    def sammeln(self, request, queryset, uebergang):
        """Confirm, then take the step row by row: each its own transaction, and a report of what failed."""
        daten = request.POST if "bestaetigt" in request.POST else None
        form = SammelForm(daten, pflicht=uebergang.bemerkung_pflicht)
        if form.is_valid():
            self._schrittweise(request, queryset, uebergang, form.cleaned_data["bemerkung"])
            return None
        alle = list(queryset)
        moegliche = [obj for obj in alle if self.kann(obj, uebergang, request.user)]
        kontext = self.admin_site.each_context(request) | {
            "title": f"{uebergang.titel}: {len(moegliche)} von {len(alle)} ausgewählten",
            "opts": self.opts,
            "uebergang": uebergang,
            "objekte": moegliche,
            "uebrige": [obj for obj in alle if obj not in moegliche],
            "form": form,
            "aktion": f"schritt_{uebergang.name}",
        }
        return TemplateResponse(request, "admin/sammelschritt.html", kontext)

    def _schrittweise(self, request, queryset, uebergang, bemerkung):
        geschafft = 0
        for obj in queryset:
            try:
                with transaction.atomic():
                    self.schritt(obj, uebergang.name, request.user, bemerkung)
                    self.log_change(request, obj, uebergang.titel)
            except PermissionDenied:
                messages.error(request, f"{obj}: Dieser Schritt steht Ihnen nicht zu.")
            except UebergangNichtMoeglich:
                messages.error(request, f"{obj}: nicht möglich, der Status ist {obj.get_status_display()}.")
            except ValidationError as fehler:
                messages.error(request, f"{obj}: {' '.join(fehler.messages)}")
            except PdfFehler as fehler:
                messages.error(request, f"{obj}: {fehler}")
            else:
                geschafft += 1
        if geschafft:
            messages.success(request, f"{uebergang.titel}: {geschafft} von {len(queryset)} erledigt.")


def _sammeln(modeladmin, request, queryset):
    name = request.POST["action"].removeprefix("schritt_")
    return modeladmin.sammeln(request, queryset, next(u for u in modeladmin.sammelschritte if u.name == name))


class VorgangForm(forms.ModelForm):
    """A form of the admin that shows what a domain function refused on the first try."""

    anfrage = None

    def clean(self):
        werte = super().clean()
        if verweigert := getattr(self.anfrage, "verweigert", None):
            self.add_error(None, getattr(verweigert, "messages", None) or str(verweigert))
        return werte
