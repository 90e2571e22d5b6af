"""The filters of Vorlagen, defined once: the list, the search and the admin offer the same ones under the same names."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import IntegerField, Q
from django.db.models.functions import Coalesce, ExtractYear

from gremien.models import Gremium
from konten.models import Amt
from vorlagen.choices import SCHREIBENDE_AKTIONEN, VorlageArt, VorlageStatus
from vorlagen.models import Beratung, VorlageVerlauf

# A draft has no number yet: it counts to the year in which it was begun.
IM_JAHR = Coalesce("jahr", ExtractYear("erstellt_am"), output_field=IntegerField())


@dataclass(frozen=True)
class Merkmal:
    """One filter. `auswahl(vorlagen)` are the pairs (value, words) on offer, `anwenden(vorlagen, wert, benutzer)` narrows the papers.

    The value comes from `auswahl`.
    """

    name: str
    titel: str
    auswahl: Callable
    anwenden: Callable

    def werte(self, vorlagen) -> list[tuple[str, str]]:
        """What can be chosen, as text: the values stand in addresses."""
        return [(str(wert), str(wort)) for wert, wort in self.auswahl(vorlagen)]


def _jahre(vorlagen):
    jahre = vorlagen.annotate(im_jahr=IM_JAHR).order_by("-im_jahr").values_list("im_jahr", flat=True).distinct()
    return [(jahr, jahr) for jahr in jahre]


def von_mir(benutzer) -> Q:
    """Papers that this account has begun or changed, and motions that are its own."""
    geschrieben = VorlageVerlauf.objects.filter(benutzer=benutzer, aktion__in=SCHREIBENDE_AKTIONEN).values("vorlage")
    return Q(verfasst_von=benutzer) | Q(pk__in=geschrieben)


MERKMALE = (
    Merkmal("art", "Art", lambda _: VorlageArt.choices, lambda vorlagen, wert, _: vorlagen.filter(art=wert)),
    Merkmal(
        "status", "Status", lambda _: VorlageStatus.choices, lambda vorlagen, wert, _: vorlagen.filter(status=wert)
    ),
    Merkmal(
        "amt",
        "Amt",
        lambda _: [(amt.pk, amt) for amt in Amt.objects.all()],
        lambda vorlagen, wert, _: vorlagen.filter(amt=wert),
    ),
    Merkmal(
        "gremium",
        "Gremium",
        lambda _: [(gremium.pk, gremium) for gremium in Gremium.objects.tagende()],
        # By the planned way alone: a referral by the Kreisausschuss is not for everybody who sees the list.
        lambda vorlagen, wert, _: vorlagen.filter(
            pk__in=Beratung.objects.geplante().filter(gremium=wert).values("vorlage")
        ),
    ),
    Merkmal(
        "jahr",
        "Jahr",
        _jahre,
        lambda vorlagen, wert, _: vorlagen.annotate(im_jahr=IM_JAHR).filter(im_jahr=wert),
    ),
    Merkmal(
        "behandlung",
        "Behandlung",
        lambda _: [("oeffentlich", "öffentlich"), ("nichtoeffentlich", "nichtöffentlich")],
        lambda vorlagen, wert, _: vorlagen.filter(ist_oeffentlich=wert == "oeffentlich"),
    ),
    Merkmal(
        "meine",
        "Von wem",
        lambda _: [("ja", "nur meine")],
        lambda vorlagen, _, benutzer: vorlagen.filter(von_mir(benutzer)),
    ),
)
