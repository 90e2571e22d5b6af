"""The filters and the search of the list of Vorlagen, in the admin: the same ones under the same names."""

from django.contrib import admin

from vorlagen import suche
from vorlagen.ausgabe import csv_antwort
from vorlagen.filter import MERKMALE


def _als_listenfilter(merkmal):
    """A filter of the admin's list out of the one definition."""

    class Listenfilter(admin.SimpleListFilter):
        title = merkmal.titel
        parameter_name = merkmal.name

        def lookups(self, request, model_admin):
            return merkmal.werte(model_admin.get_queryset(request))

        def queryset(self, request, queryset):
            if self.value() not in dict(self.lookup_choices):
                return queryset
            return merkmal.anwenden(queryset, self.value(), request.user)

    return type(f"Filter{merkmal.name.title()}", (Listenfilter,), {})


LISTENFILTER = [_als_listenfilter(merkmal) for merkmal in MERKMALE]


class MitSuche:
    """For the admin of the Vorlagen: its filters, the search of the inner wing in its box, and the selection as CSV."""

    list_filter = LISTENFILTER
    # Asks for the box; what it finds, says `get_search_results`.
    search_fields = ["betreff"]
    search_help_text = "Nummer in jeder Schreibweise oder Suchwörter"

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        suche.nachfuehren()
        return suche.passend(queryset, search_term, request.user), False

    def get_actions(self, request):
        aktionen = super().get_actions(request)
        return {"als_csv": (_als_csv, "als_csv", "Als CSV-Datei ausgeben"), **aktionen}


def _als_csv(modeladmin, request, queryset):
    return csv_antwort(queryset)
