"""Accounts in the admin, for the Administration alone.

Two rules against helping oneself: nobody changes roles or switches of the own account (another administrator does that),
and only a superuser touches a superuser. Accounts are switched off, never deleted: the Verlauf names them.
"""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html

from konten import vertretung
from konten.admin_basis import LoeschenOhneNamen
from konten.models import Benutzer, Lesezugriff, Vertretung, Zeichnungsbefugnis
from konten.rechte import rollen_von
from konten.rollen import ADMINISTRATION, HAUSROLLEN
from wittmund_ris import uhr

ROLLENFELDER = ("is_active", "is_staff", "is_superuser", "groups")

admin.site.site_title = "Sitzungsdienst"
admin.site.index_title = "Verwaltung"
admin.site.unregister(Group)


@admin.register(Group)
class RolleAdmin(admin.ModelAdmin):
    """The roles come from `rollen_einrichten`; here they are only looked at."""

    fields = readonly_fields = ["name"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission


@admin.register(Benutzer)
class BenutzerAdmin(UserAdmin):
    list_display = ["username", "last_name", "first_name", "amt", "rollen", "is_active"]
    list_filter = ["is_active", "groups", "amt"]
    list_select_related = ["amt"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["last_name", "first_name", "username"]
    filter_horizontal = []
    readonly_fields = ["passwort", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "passwort"]}),
        ("Person", {"fields": ["first_name", "last_name", "email", "amt"]}),
        ("Rollen", {"fields": ROLLENFELDER}),
        ("Zeiten", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("Person", {"fields": ["first_name", "last_name", "email", "amt"]}),
        ("Rollen", {"fields": ["is_staff", "groups"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="Rollen")
    def rollen(self, benutzer):
        return ", ".join(g.name for g in benutzer.groups.all())

    @admin.display(description="Passwort")
    def passwort(self, benutzer):
        """Nothing of the password, not even its hash: only the way to set a new one."""
        if not benutzer.pk:
            return ""
        return format_html(
            '<a href="{}">Neues Passwort setzen</a>', reverse("admin:auth_user_password_change", args=[benutzer.pk])
        )

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        gesperrt = [*super().get_readonly_fields(request, obj)]
        if obj is not None and obj.pk == request.user.pk:
            return [*gesperrt, *ROLLENFELDER]
        return gesperrt if request.user.is_superuser else [*gesperrt, "is_superuser"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        feld = super().formfield_for_manytomany(db_field, request, **kwargs)
        if feld is not None and db_field.name == "groups":
            feld.label = "Rollen"
            feld.help_text = (
                "Was das Konto sieht und tut, folgt allein aus seinen Rollen, seinem Amt und seinem Mandat."
            )
        return feld


@admin.register(Zeichnungsbefugnis)
class ZeichnungsbefugnisAdmin(LoeschenOhneNamen, admin.ModelAdmin):
    list_display = ["benutzer", "amt", "zusatz", "von", "bis"]
    list_filter = ["amt"]
    list_select_related = ["benutzer", "amt"]


class VertretungAdminForm(forms.ModelForm):
    benutzer = None

    class Meta:
        model = Vertretung
        fields = ["abwesend", "vertretung", "von", "bis"]

    def clean(self):
        werte = super().clean()
        if not self.errors:
            for feld, satz in vertretung.fehler(**werte, benutzer=self.benutzer).items():
                self.add_error(feld, satz)
        return werte


@admin.register(Vertretung)
class VertretungAdmin(admin.ModelAdmin):
    """Who stands in for whom: entered and lifted through `konten.vertretung`, never changed and never deleted."""

    form = VertretungAdminForm
    change_form_template = "admin/vorgang.html"
    list_display = ["abwesend", "vertretung", "von", "bis", "eingetragen_von", "aufgehoben_am"]
    list_filter = ["von", "bis"]
    list_select_related = ["abwesend", "vertretung", "eingetragen_von"]
    search_fields = ["abwesend__last_name", "vertretung__last_name"]
    date_hierarchy = "von"
    actions = None

    def _regelt(self, request) -> bool:
        return ADMINISTRATION in rollen_von(request.user)

    def has_module_permission(self, request):
        return self._regelt(request)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._regelt(request)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and self._regelt(request)

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission

    def get_fields(self, request, obj=None):
        eingabe = ["abwesend", "vertretung", "von", "bis"]
        if obj is None:
            return eingabe
        return [*eingabe, "eingetragen_von", "eingetragen_am", "aufgehoben_von", "aufgehoben_am"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"benutzer": request.user})

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        im_haus = Benutzer.objects.filter(is_active=True, groups__name__in=HAUSROLLEN).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs | {"queryset": im_haus})

    def save_model(self, request, obj, form, change):
        neu = vertretung.eintragen(**form.cleaned_data, benutzer=request.user)
        obj.__dict__.update({k: v for k, v in neu.__dict__.items() if k != "_state"})
        obj._state.adding = False

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and not obj.aufgehoben_am and obj.bis >= uhr.heute():
            weg = reverse("admin:konten_vertretung_aufheben", args=[obj.pk])
            context |= {"werkzeuge": [{"titel": "Aufheben", "url": weg}]}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        eigene = path(
            "<int:pk>/aufheben/", self.admin_site.admin_view(self.aufheben_view), name="konten_vertretung_aufheben"
        )
        return [eigene, *super().get_urls()]

    def aufheben_view(self, request, pk):
        """The confirmation; the act itself is a POST."""
        eintrag = get_object_or_404(Vertretung, pk=pk)
        if not self.has_view_permission(request, eintrag):
            raise PermissionDenied
        zurueck = reverse("admin:konten_vertretung_change", args=[pk])
        if request.method == "POST":
            try:
                vertretung.aufheben(eintrag, benutzer=request.user)
            except ValidationError as fehler:
                messages.warning(request, " ".join(fehler.messages))
            else:
                self.log_change(request, eintrag, "Vertretung aufgehoben")
                messages.success(request, "Die Vertretung ist aufgehoben.")
            return redirect(zurueck)
        kontext = self.admin_site.each_context(request) | {
            "title": "Vertretung aufheben",
            "titel": "Vertretung aufheben",
            "knopf": "Aufheben",
            "objekt": eintrag,
            "opts": self.opts,
            "folgen": ["Sie endet sofort. Was in dieser Zeit gezeichnet wurde, gilt weiter."],
            "abbrechen_url": zurueck,
        }
        return render(request, "admin/uebergang.html", kontext)


@admin.register(Lesezugriff)
class LesezugriffAdmin(admin.ModelAdmin):
    """Who read what and when, for data protection. Only metadata: the name of the object may be non-public itself."""

    list_display = ["am", "benutzer_name", "art", "kennung", "weg"]
    list_filter = ["art", "weg", "am"]
    search_fields = ["benutzer_name", "benutzer__username", "=kennung"]
    search_help_text = "Name, Konto oder Kennung des Gegenstands"
    date_hierarchy = "am"
    fields = readonly_fields = ["am", "benutzer_name", "benutzer", "art", "kennung", "weg"]
    list_select_related = ["benutzer"]
    list_per_page = 100

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission

    def has_view_permission(self, request, obj=None):
        # Asked by role as well: a superuser has no sight of who read what.
        return super().has_view_permission(request, obj) and ADMINISTRATION in rollen_von(request.user)

    def has_module_permission(self, request):
        return self.has_view_permission(request)
