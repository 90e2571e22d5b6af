"""Master data in the admin. Saving publishes: the register follows in the same transaction."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q

from gremien import oeffentlich
from gremien.choices import GremiumArt, MitgliedRolle
from gremien.forms import MitgliederFormSet, MitgliedschaftForm, RegelwerkForm
from gremien.models import (
    Gremium,
    Koerperschaft,
    Mitgliedschaft,
    Person,
    Regelwerk,
    Schulferien,
    Seite,
    Standardpunkt,
    Stellvertretung,
    Wahlperiode,
)
from konten.admin_basis import LoeschenOhneNamen, Zeilen
from konten.models import Amt
from konten.rechte import darf
from wittmund_ris import uhr

# Upper apps whose public versions name master data add their own function here, as imports run downwards only.
NACHFUEHREN = [oeffentlich.nachfuehren]


class StammdatenAdmin(LoeschenOhneNamen, admin.ModelAdmin):
    """Kept by Administration and Sitzungsdienst; everybody else may at most read."""

    change_form_template = "admin/stammdaten.html"
    ist_oeffentlich = True

    def _pflegt(self, request) -> bool:
        return darf(request.user, "gremien.stammdaten_pflegen")

    def has_add_permission(self, request):
        return super().has_add_permission(request) and self._pflegt(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._pflegt(request)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._pflegt(request)

    def render_change_form(self, request, context, *args, **kwargs):
        context["ist_oeffentlich"] = self.ist_oeffentlich
        return super().render_change_form(request, context, *args, **kwargs)

    # The admin saves and deletes inside a transaction; the register joins it.
    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self._nachfuehren()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self._nachfuehren()

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        self._nachfuehren()

    def _nachfuehren(self):
        for nachfuehren in NACHFUEHREN:
            nachfuehren()


class StammdatenZeilen(Zeilen):
    """Rows of master data below their parent: the same people keep them."""

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and darf(request.user, "gremien.stammdaten_pflegen")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and darf(request.user, "gremien.stammdaten_pflegen")

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and darf(request.user, "gremien.stammdaten_pflegen")


@admin.register(Koerperschaft)
class KoerperschaftAdmin(StammdatenAdmin):
    list_display = ["name", "hvb_titel", "ort"]


@admin.register(Wahlperiode)
class WahlperiodeAdmin(StammdatenAdmin):
    list_display = ["bezeichnung", "von", "bis"]


@admin.register(Schulferien)
class SchulferienAdmin(StammdatenAdmin):
    ist_oeffentlich = False
    list_display = ["name", "von", "bis"]


@admin.register(Regelwerk)
class RegelwerkAdmin(StammdatenAdmin):
    ist_oeffentlich = False
    form = RegelwerkForm
    fieldsets = (
        (
            "Geltung",
            {
                "fields": ("wahlperiode", "beschluss", ("von", "bis"), "weitergeltung_beschluss"),
                "description": "Eine Sitzung richtet sich nach dem Regelwerk, das an ihrem Tag gilt. Mit der Wahlperiode endet es, wenn der "
                "Kreistag nicht seine Weitergeltung beschließt.",
            },
        ),
        (
            "Kreistag und Gremien",
            {"fields": ("mitglieder_gesetzlich", "beigeordnete", "fraktion_min", "ausschuesse_oeffentlich")},
        ),
        (
            "Einladung und Bekanntmachung",
            {
                "fields": (
                    ("ladungsfrist_tage", "ladungsfrist_zaehlung"),
                    "ladungsfrist_eil_stunden",
                    "bekanntmachung_form",
                    "bekanntmachung_vorlauf_tage",
                ),
                "description": "Die erste Sitzung einer Wahlperiode hat immer eine volle Woche Ladungsfrist (§ 59 Abs. 2 NKomVG).",
            },
        ),
        (
            "Fristen für Vorlagen, Anträge und Anfragen",
            {"fields": (("abgabefrist_tage", "abgabefrist_zaehlung"), "antrag_frist_tage", "anfrage_frist_tage")},
        ),
        (
            "In der Sitzung",
            {
                "fields": (
                    ("einwohnerfragestunde", "einwohnerfragestunde_minuten"),
                    "geheime_abstimmung",
                    ("namentliche_abstimmung", "namentliche_abstimmung_mindestens"),
                    "hybrid_erlaubt",
                    "aufnahme_erlaubt",
                )
            },
        ),
        (
            "Protokoll",
            {
                "fields": (
                    "protokoll_unterzeichner",
                    "protokoll_unterzeichner_ka",
                    "protokoll_letzte_durch_ka",
                    "protokoll_veroeffentlichung",
                )
            },
        ),
        (
            "Aufbewahrung in Jahren",
            {
                "fields": (
                    ("aufbewahrung_beschluss", "aufbewahrung_mitteilung"),
                    ("aufbewahrung_antrag", "aufbewahrung_anfrage"),
                )
            },
        ),
    )
    list_display = ["beschluss", "wahlperiode", "von", "bis", "ladungsfrist_tage", "abgabefrist_tage"]
    list_filter = ["wahlperiode"]
    list_select_related = ["wahlperiode"]


@admin.register(Amt)
class AmtAdmin(StammdatenAdmin):
    list_display = ["nummer", "name"]
    search_fields = ["nummer", "name"]


class StandardpunktZeilen(StammdatenZeilen):
    model = Standardpunkt


class MitgliedschaftZeilen(StammdatenZeilen):
    model = Mitgliedschaft
    fk_name = "gremium"
    formset = MitgliederFormSet
    fields = ["person", "rolle", "ist_stimmberechtigt", "fuer", "von", "bis"]
    autocomplete_fields = ["person"]
    verbose_name_plural = "Mitgliedschaften (beendete stehen in der Liste der Mitgliedschaften)"

    def get_queryset(self, request):
        """Those that run or are still to come: of an old Gremium hundreds have ended."""
        return super().get_queryset(request).filter(Q(bis__isnull=True) | Q(bis__gte=uhr.heute()))


class MandatZeilen(StammdatenZeilen):
    model = Mitgliedschaft
    fk_name = "person"
    form = MitgliedschaftForm
    fields = ["gremium", "rolle", "ist_stimmberechtigt", "fuer", "von", "bis", "verpflichtet_am"]
    verbose_name_plural = "Mitgliedschaften"


@admin.register(Gremium)
class GremiumAdmin(StammdatenAdmin):
    list_display = ["name", "art", "mitglieder_soll", "von", "bis"]
    list_filter = ["art"]
    search_fields = ["name", "kurzname"]
    inlines = [StandardpunktZeilen, MitgliedschaftZeilen]

    def get_form(self, request, obj=None, **kwargs):
        # The angle brackets of the model's help text would be read as a tag here.
        hilfe = {"slug": "Dauerhaft: der letzte Teil der öffentlichen Adresse unter /gremien/."}
        return super().get_form(request, obj, **kwargs | {"help_texts": hilfe})

    def get_readonly_fields(self, request, obj=None):
        """The address is permanent, the kind decides about publicity: both stand once the Gremium exists."""
        return ["slug", "art"] if obj else []


@admin.register(Person)
class PersonAdmin(StammdatenAdmin):
    list_display = ["nachname", "vorname", "titel", "hat_konto"]
    search_fields = ["nachname", "vorname"]
    inlines = [MandatZeilen]

    def save_related(self, request, form, formsets, change):
        """Warn before an account opens non-public matter to a member who was not obliged yet (§§ 43, 60 NKomVG)."""
        super().save_related(request, form, formsets, change)
        person = form.instance
        sitze = person.mitgliedschaften.am(uhr.heute()).filter(gremium__art=GremiumArt.VERTRETUNG)
        unverpflichtet = sitze.filter(verpflichtet_am__isnull=True).exclude(rolle=MitgliedRolle.KRAFT_AMTES)
        if person.benutzer_id and unverpflichtet.exists():
            self.message_user(
                request,
                f"Zu {person} ist kein Tag der Verpflichtung und Pflichtenbelehrung eingetragen (§§ 43, 60 NKomVG). Das Konto öffnet "
                "nichtöffentliche Unterlagen: Bitte tragen Sie den Tag bei der Mitgliedschaft im Kreistag ein oder nehmen Sie das "
                "Konto bis dahin weg.",
                messages.WARNING,
            )

    @admin.display(description="Konto", boolean=True)
    def hat_konto(self, person):
        return person.benutzer_id is not None


class StellvertretungZeilen(StammdatenZeilen):
    model = Stellvertretung
    fk_name = "mitgliedschaft"
    autocomplete_fields = ["person"]


@admin.register(Mitgliedschaft)
class MitgliedschaftAdmin(StammdatenAdmin):
    form = MitgliedschaftForm
    inlines = [StellvertretungZeilen]
    list_display = ["person", "gremium", "rolle", "ist_stimmberechtigt", "fuer", "von", "bis"]
    list_filter = ["gremium", "rolle"]
    list_select_related = ["person", "gremium", "fuer"]
    search_fields = ["person__nachname", "person__vorname"]


@admin.register(Seite)
class SeiteAdmin(StammdatenAdmin):
    list_display = ["titel", "slug", "ist_veroeffentlicht"]
