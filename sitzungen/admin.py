"""Sitzungen in the admin: the whole way of a sitting, with the forms, partials and functions of the workspace."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from aushang.register import abgleichen
from gremien import admin as stammdaten
from konten.admin_basis import NurLesen, VorgangAdmin
from sitzungen import anwesenheitsliste, oeffentlich, workflow
from sitzungen.anwesenheit import anwesende_stimmberechtigte, beschlussfaehigkeit
from sitzungen.choices import SitzungStatus
from sitzungen.forms.termin import PlanForm, VerlegenForm
from sitzungen.models import Sitzung, SitzungVerlauf
from sitzungen.views import akte, ansicht, tagesordnung, wahl
from sitzungen.views.rahmen import Rahmen
from vorlagen import oeffentlich as vorlagen_oeffentlich


def aushaenge_nachfuehren() -> None:
    """Public papers and sittings name the Gremium: they follow when its master data are saved."""
    abgleichen(vorlagen_oeffentlich.alle_aushaenge())
    abgleichen(oeffentlich.alle_aushaenge())


stammdaten.NACHFUEHREN.append(aushaenge_nachfuehren)


class AdminRahmen(Rahmen):
    """The pages of the acts in the admin."""

    vorlage = "admin/uebergang.html"
    namen = {"detail": "change", "tagesordnung": "tagesordnung", "abstimmen": "ergebnis", "wahl": "wahl"}

    def url(self, name, *args):
        if name in self.namen:
            return reverse(f"admin:sitzungen_sitzung_{self.namen[name]}", args=args)
        return reverse("admin:sitzungen_sitzung_uebergang", args=[*args, name])

    def kontext(self, request, sitzung, titel):
        return admin.site.each_context(request) | {"title": titel, "opts": Sitzung._meta, "im_admin": True}


RAHMEN = AdminRahmen()


class VerlaufZeilen(NurLesen):
    model = SitzungVerlauf
    fields = readonly_fields = ["am", "schritt", "benutzer_name", "bemerkung"]

    @admin.display(description="Schritt")
    def schritt(self, eintrag):
        return eintrag.get_aktion_display()


@admin.register(Sitzung)
class SitzungAdmin(VorgangAdmin):
    recht = "sitzungen"
    list_display = ["tag_uhrzeit", "gremium", "ort", "ist_oeffentlich", "status", "pdf"]
    list_display_links = ["tag_uhrzeit", "gremium"]
    list_filter = ["status", ("gremium", admin.RelatedOnlyFieldListFilter), "ist_oeffentlich"]
    list_select_related = ["gremium"]
    search_fields = ["gremium__name", "kennung"]
    date_hierarchy = "beginn"
    list_per_page = 50
    # The other steps need what only their own page asks: attendance, what becomes public.
    sammelschritte = tuple(u for u in workflow.UEBERGAENGE if u.name == "absagen")
    fieldsets = [
        (None, {"fields": ["gremium", "tag_uhrzeit", "ort", "raum", "ist_oeffentlich", "status"]}),
        ("Stand", {"fields": ["eingeladen_am", "eilfall_grund", "veroeffentlicht_am", "ergebnisse_oeffentlich_am"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and self.darf(request, "planen")

    def has_change_permission(self, request, obj=None):
        """The list may be worked with; a single sitting changes through the pages of its acts alone."""
        return obj is None and super().has_change_permission(request, obj)

    @admin.display(description="Beginn", ordering="beginn")
    def tag_uhrzeit(self, sitzung):
        return f"{timezone.localtime(sitzung.beginn):%d.%m.%Y, %H:%M} Uhr"

    @admin.display(description="PDF")
    def pdf(self, sitzung):
        if sitzung.status == SitzungStatus.ABGESAGT and not sitzung.eingeladen_am:
            return "–"
        return format_html('<a href="{}">PDF {}</a>', reverse("sitzungen:pdf", args=[sitzung.pk]), sitzung.kennung)

    def get_readonly_fields(self, request, obj=None):
        return ["tag_uhrzeit"]

    def get_inlines(self, request, obj):
        return [VerlaufZeilen] if obj and self.darf(request, "intern_sehen", obj) else []

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        intern = self.darf(request, "intern_sehen", obj)
        context |= {
            "werkzeuge": self.werkzeuge(request, obj),
            "dokumente": self.dokumente(request, obj, intern),
            "teile": ansicht.teile(obj, request.user),
            "im_admin": True,
            "sitzung": obj,
            "darf_abstimmen": obj.status == SitzungStatus.EROEFFNET and self.darf(request, "abstimmen", obj),
        }
        if intern and obj.eroeffnet_am:
            context["anwesenheit"] = anwesenheitsliste.liste(obj)
            context["faehig"] = beschlussfaehigkeit(obj, anwesende_stimmberechtigte(obj))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def werkzeuge(self, request, sitzung) -> list[dict]:
        """The buttons: the steps of the table, and while planned the agenda and the date."""
        knoepfe = [
            {"titel": u.titel, "url": RAHMEN.url(u.name, sitzung.pk)}
            for u in workflow.moegliche_uebergaenge(sitzung, request.user)
        ]
        if sitzung.status == SitzungStatus.GEPLANT and self.darf(request, "tagesordnung", sitzung):
            knoepfe += [
                {"titel": "Tagesordnung aufstellen", "url": RAHMEN.url("tagesordnung", sitzung.pk)},
                {"titel": "Termin ändern", "url": reverse("admin:sitzungen_sitzung_verlegen", args=[sitzung.pk])},
            ]
        if sitzung.eroeffnet_am and self.darf(request, "protokoll_sehen", sitzung):
            knoepfe.append({"titel": "Protokoll", "url": reverse("sitzungen:protokoll", args=[sitzung.pk])})
        return knoepfe

    def dokumente(self, request, sitzung, intern) -> list[dict]:
        if sitzung.status == SitzungStatus.GEPLANT and intern:
            return [{"titel": "Vorschau der Einladung (Entwurf)", "url": reverse("sitzungen:pdf", args=[sitzung.pk])}]
        return [
            {
                "titel": d.get_art_display(),
                "url": reverse("sitzungen:dokument", args=[sitzung.pk, d.pk]),
                "am": d.erstellt_am,
            }
            for d in ansicht.dokumente(sitzung, request.user)
        ]

    # --- Acts ---
    def schritt(self, obj, name, benutzer, bemerkung):
        getattr(workflow, name)(obj, benutzer=benutzer, bemerkung=bemerkung)

    def get_urls(self):
        def weg(muster, ansicht, name):
            return path(muster, self.admin_site.admin_view(ansicht), name=f"sitzungen_sitzung_{name}")

        return [
            weg("<path:object_id>/uebergang/<slug:name>/", partial(self._akt, akte.uebergang), "uebergang"),
            weg("<path:object_id>/tagesordnung/", partial(self._akt, tagesordnung.aufstellen), "tagesordnung"),
            weg("<path:object_id>/tops/<int:top>/ergebnis/", partial(self._akt, akte.ergebnis), "ergebnis"),
            weg("<path:object_id>/tops/<int:top>/wahl/", partial(self._akt, wahl.wahl), "wahl"),
            weg("<path:object_id>/verlegen/", self.verlegen_view, "verlegen"),
            *super().get_urls(),
        ]

    def _akt(self, ansicht, request, object_id, **kwargs):
        """A page of the workspace in the frame of the admin: the model permission here, everything else there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not object_id.isdecimal():
            raise Http404
        return ansicht(request, int(object_id), rahmen=RAHMEN, **kwargs)

    def add_view(self, request, form_url="", extra_context=None):
        """Plan a sitting with the form of the workspace."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PlanForm(akte.gesendet(request), benutzer=request.user)
        if request.method == "POST" and form.versuchen():
            self.log_addition(request, form.ergebnis, "Geplant")
            return redirect(RAHMEN.url("tagesordnung", form.ergebnis.pk))
        liste = reverse("admin:sitzungen_sitzung_changelist")
        return self._formular(request, form, "Sitzung planen", "Neu", "Planen", liste)

    def verlegen_view(self, request, object_id):
        """Another date or place for a planned sitting."""
        if not object_id.isdecimal():
            raise Http404
        sitzung = akte.sichtbare_sitzung(request.user, object_id)
        akte.erlaubt(request.user, "sitzungen.verlegen", sitzung)
        zurueck = RAHMEN.url("detail", sitzung.pk)
        form = VerlegenForm(akte.gesendet(request), benutzer=request.user, sitzung=sitzung)
        if request.method == "POST" and form.versuchen():
            self.log_change(request, sitzung, "Termin oder Ort geändert")
            return redirect(zurueck)
        return self._formular(request, form, "Termin ändern", sitzung, "Speichern", zurueck)

    def _formular(self, request, form, titel, objekt, knopf, zurueck):
        kontext = RAHMEN.kontext(request, objekt, titel) | {
            "titel": titel,
            "objekt": objekt,
            "form": form,
            "knopf": knopf,
            "abbrechen_url": zurueck,
        }
        return render(request, RAHMEN.vorlage, kontext, status=422 if form.errors else 200)
