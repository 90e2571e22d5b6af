"""The list of the papers that an account may see."""

from django.db.models import Prefetch
from django.views.generic import ListView

from konten.rechte import darf
from vorlagen import suche
from vorlagen.forms import VorlagenFilter
from vorlagen.models import Beratung, Vorlage


class Liste(ListView):
    """The papers that this account may see."""

    template_name = "vorlagen/vorlage_list.html"
    context_object_name = "vorlagen"
    paginate_by = 25

    def get_queryset(self):
        benutzer = self.request.user
        suche.nachfuehren()
        self.filter = VorlagenFilter(
            self.request.GET, vorlagen=Vorlage.objects.sichtbar_fuer(benutzer), benutzer=benutzer
        )
        # Everyone in the list reads the planned way; a referral by the Kreisausschuss is not for all of them.
        folge = Prefetch("beratungen", Beratung.objects.geplante().select_related("gremium"))
        return self.filter.treffer().select_related("amt").prefetch_related(folge)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            ist_gefiltert=any(self.request.GET.get(name) for name in self.filter.fields),
            kann_anlegen=darf(self.request.user, "vorlagen.anlegen"),
            **kwargs,
        )
