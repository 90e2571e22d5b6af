"""Accounts in the admin, for the Administration alone.

Two rules against helping oneself: nobody changes roles or switches of the own account (another administrator does that),
and only a superuser touches a superuser. Accounts are switched off, never deleted: the Verlauf names them.
"""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import format_html

from konten.admin_basis import LoeschenOhneNamen
from konten.models import Benutzer, Lesezugriff, Zeichnungsbefugnis
from konten.rechte import rollen_von
from konten.rollen import ADMINISTRATION

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
    list_display = ["benutzer", "amt", "von", "bis"]
    list_filter = ["amt"]
    list_select_related = ["benutzer", "amt"]


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
