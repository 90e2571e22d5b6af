"""Items that an agenda owes because of a legal act: made at once, offered by the next agenda, missed until they are on one."""

from django.db.models import Q

from gremien.choices import GremiumArt
from gremien.models import Gremium
from sitzungen.choices import SitzungStatus
from sitzungen.models import Unterrichtung

# Neutral: what the public reads of an item in part N.
OEFFENTLICHER_TITEL = "Unterrichtung durch die Verwaltung"


def hauptausschuss() -> Gremium:
    """The Kreisausschuss."""
    return Gremium.objects.filter(art=GremiumArt.HAUPTAUSSCHUSS).order_by("pk").first()


def kreistag() -> Gremium:
    """The Vertretung: whoever decides in its place tells it (§ 89 S. 3 NKomVG)."""
    return Gremium.objects.filter(art=GremiumArt.VERTRETUNG).order_by("pk").first()


def schulden(art, gremien, *, titel, **felder) -> list[Unterrichtung]:
    """Each of these bodies is owed an item with this title; call it inside the act that owes it."""
    return [Unterrichtung.objects.create(art=art, gremium=g, titel=titel[:300], **felder) for g in gremien if g]


def offene(gremium=None):
    """What stands on no agenda yet: also what came off again, was abgesetzt, or whose sitting was called off."""
    erfuellt = Q(top__isnull=False, top__abgesetzt_am__isnull=True) & ~Q(top__sitzung__status=SitzungStatus.ABGESAGT)
    zeilen = Unterrichtung.objects.exclude(pk__in=Unterrichtung.objects.filter(erfuellt).values("pk"))
    return (zeilen.filter(gremium=gremium) if gremium else zeilen).select_related("gremium")


def fuer_sitzung(sitzung):
    """What this agenda should carry; nothing before the day that the law leaves free."""
    zu_frueh = Q(fruehestens_am__gt=sitzung.tag)
    return offene(sitzung.gremium).exclude(zu_frueh).order_by("entstanden_am", "pk")
