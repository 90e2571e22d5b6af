"""Archives in the admin, and the matters on their way there, to look up: the steps are taken on their pages."""

from django.contrib import admin

from konten.admin_basis import LoeschenOhneNamen
from konten.rechte import darf
from vorlagen.models import Archiv, Archivierung, Vorlage


@admin.register(Archiv)
class ArchivAdmin(LoeschenOhneNamen, admin.ModelAdmin):
    """Kept by Sitzungsdienst and Administration; one that was ever offered anything cannot be deleted (PROTECT)."""

    list_display = ["name", "anschrift", "ist_aktiv"]
    list_filter = ["ist_aktiv"]
    search_fields = ["name"]

    def _pflegt(self, request) -> bool:
        return darf(request.user, "vorlagen.archiv_pflegen")

    def has_module_permission(self, request):
        return super().has_module_permission(request) and self._pflegt(request)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._pflegt(request)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and self._pflegt(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._pflegt(request)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._pflegt(request)


@admin.register(Archivierung)
class ArchivierungAdmin(admin.ModelAdmin):
    """Read-only, and only papers that this account may see."""

    list_display = ["vorlage", "stand", "frist_bis", "ausgesondert_am", "archiv", "angeboten_am", "entschieden_am"]
    list_filter = ["stand", "archiv", "vorlage__jahr", "vorlage__art", "ausgesondert_am"]
    list_select_related = ["vorlage", "archiv"]
    search_fields = ["vorlage__betreff", "vorlage__aktenzeichen", "signatur"]
    date_hierarchy = "ausgesondert_am"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(vorlage__in=Vorlage.objects.sichtbar_fuer(request.user))

    def has_module_permission(self, request):
        return super().has_module_permission(request) and darf(request.user, "vorlagen.archiv_sehen")

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and darf(request.user, "vorlagen.archiv_sehen")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
