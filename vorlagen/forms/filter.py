"""The filters of the list."""

import re

from django import forms
from django.db.models import IntegerField, Q
from django.db.models.functions import Coalesce, ExtractYear

from gremien.models import Gremium
from konten.models import Amt
from vorlagen.choices import VorlageStatus
from vorlagen.forms.rahmen import gestalten


class VorlagenFilter(forms.Form):
    """The filters of the list. A value that does not exist filters nothing."""

    q = forms.CharField(label="Nummer oder Stichwort", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "alle"), *VorlageStatus.choices])
    amt = forms.ModelChoiceField(Amt.objects.all(), label="Amt", required=False, empty_label="alle")
    gremium = forms.ModelChoiceField(Gremium.objects.tagende(), label="Gremium", required=False, empty_label="alle")
    jahr = forms.ChoiceField(label="Jahr", required=False)

    NUMMER = re.compile(r"(\d{1,6})\s*(?:/\s*(\d{4}|\d{2})\s*(?:/\s*(\d{1,2}))?)?")

    def __init__(self, *args, vorlagen, **kwargs):
        super().__init__(*args, **kwargs)
        # A draft has no number yet: it counts to the year in which it was begun.
        self.vorlagen = vorlagen.annotate(
            im_jahr=Coalesce("jahr", ExtractYear("erstellt_am"), output_field=IntegerField())
        )
        jahre = self.vorlagen.order_by("-im_jahr").values_list("im_jahr", flat=True).distinct()
        self.fields["jahr"].choices = [("", "alle"), *((j, j) for j in jahre)]
        gestalten(self, ohne_optional=True)

    def treffer(self):
        self.is_valid()
        daten, vorlagen = self.cleaned_data, self.vorlagen
        if daten.get("status"):
            vorlagen = vorlagen.filter(status=daten["status"])
        if daten.get("amt"):
            vorlagen = vorlagen.filter(amt=daten["amt"])
        if daten.get("jahr"):
            vorlagen = vorlagen.filter(im_jahr=daten["jahr"])
        if daten.get("gremium"):
            vorlagen = vorlagen.filter(pk__in=daten["gremium"].beratungen.values("vorlage"))
        return vorlagen.filter(self._suche(daten.get("q", "").strip()))

    def _suche(self, q: str) -> Q:
        """A number in any spelling (42/2019, 0042/2019/1, 42/19, 42), or every word in Betreff or Aktenzeichen."""
        treffer = self.NUMMER.fullmatch(q)
        if treffer and treffer[2]:
            nummer = Q(laufnummer=int(treffer[1]), jahr=int(treffer[2]) + (2000 if len(treffer[2]) == 2 else 0))
            # 42/2019 finds the paper with all that supplements or replaces it.
            return nummer & Q(zusatz=int(treffer[3])) if treffer[3] else nummer
        if treffer:
            return Q(laufnummer=int(treffer[1])) | Q(betreff__icontains=q)
        suche = Q()
        for wort in q.split():
            suche &= Q(betreff__icontains=wort) | Q(aktenzeichen__icontains=wort)
        return suche
