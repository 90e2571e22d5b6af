"""The list of the papers that an account may see."""

from django.db.models import Prefetch
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from konten.rechte import darf
from vorlagen import suche
from vorlagen.ausgabe import csv_antwort
from vorlagen.forms import VorlagenFilter
from vorlagen.models import Beratung, Vorlage


def _gefiltert(request) -> VorlagenFilter:
    """The filters of the address over what this account may see; for words, with an index that is up to date."""
    if request.GET.get("q"):
        suche.nachfuehren()
    vorlagen = Vorlage.objects.sichtbar_fuer(request.user)
    return VorlagenFilter(request.GET, vorlagen=vorlagen, benutzer=request.user)


@require_safe
def als_csv(request):
    """The filtered list as a file, all pages of it."""
    return csv_antwort(_gefiltert(request).treffer())


class Liste(ListView):
    """The papers that this account may see."""

    template_name = "vorlagen/vorlage_list.html"
    context_object_name = "vorlagen"
    paginate_by = 25

    def get_queryset(self):
        self.filter = _gefiltert(self.request)
        # Everyone in the list reads the planned way; a referral by the Kreisausschuss is not for all of them.
        folge = Prefetch("beratungen", Beratung.objects.geplante().select_related("gremium"))
        return self.filter.treffer().select_related("amt").prefetch_related(folge)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            ist_gefiltert=any(self.request.GET.get(name) for name in self.filter.fields),
            gespeicherte=self.request.user.gespeicherte_suchen.all(),
            kann_anlegen=darf(self.request.user, "vorlagen.anlegen"),
            **kwargs,
        )
