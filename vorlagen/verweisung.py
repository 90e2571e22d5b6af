"""Referral of a paper to another body: the station is closed, and what follows from it is inserted after it.

What the released Fassung seals never moves: inserted stations have the position of the one that referred and an `einschub` > 0.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q

from gremien.choices import GremiumArt
from vorlagen.choices import BeratungRolle
from vorlagen.models import Beratung
from wittmund_ris import uhr


def pruefe_ziel(beratung, gremium) -> None:
    """May this station refer to that body? ValidationError: itself, a body that does not sit, or one that follows anyway."""
    if gremium is None:
        raise ValidationError({"verwiesen_an": "Bitte wählen Sie das Gremium, an das verwiesen wird."})
    if not gremium.tagt or gremium.pk == beratung.gremium_id:
        raise ValidationError({"verwiesen_an": f"An {gremium} kann von hier nicht verwiesen werden."})
    if folgende(beratung).filter(gremium=gremium).exists():
        raise ValidationError(
            {"verwiesen_an": f"{gremium} berät diese Vorlage ohnehin noch; eine Verweisung dorthin ist nicht nötig."}
        )


def einschieben(beratung, gremium) -> list[Beratung]:
    """Insert the body that a closed station has referred to; where it only advises, the deciding body comes once more.

    The Kreistag decides itself what is referred to it; any other body advises. A station that only took note refers to one
    that takes note.
    """
    if beratung.rolle != BeratungRolle.ENTSCHEIDUNG:
        neu = [(gremium, beratung.rolle)]
    elif gremium.art == GremiumArt.VERTRETUNG:
        neu = [(gremium, BeratungRolle.ENTSCHEIDUNG)]
    else:
        neu = [(gremium, BeratungRolle.VORBERATUNG), (beratung.gremium, BeratungRolle.ENTSCHEIDUNG)]
    spaeter = beratung.vorlage.beratungen.filter(position=beratung.position, einschub__gt=beratung.einschub)
    for verschoben in spaeter.order_by("-einschub"):
        verschoben.einschub += len(neu)
        verschoben.save(update_fields=["einschub"])
    return [
        Beratung.objects.create(
            vorlage=beratung.vorlage,
            position=beratung.position,
            einschub=beratung.einschub + n,
            gremium=koerper,
            rolle=rolle,
        )
        for n, (koerper, rolle) in enumerate(neu, start=1)
    ]


def wiederaufnehmen(beratung, gremium, fruehestens) -> Beratung:
    """After an Einspruch, the station at which `gremium` decides once more, not before the day `fruehestens` (§ 88 Abs. 1 NKomVG).

    The beanstandete decision stands as it was taken; it no longer is the one of the paper (rule 76).
    """
    beratung.beanstandet_am = uhr.jetzt()
    beratung.save(update_fields=["beanstandet_am"])
    letzte = beratung.vorlage.beratungen.filter(position=beratung.position).order_by("einschub").last()
    return Beratung.objects.create(
        vorlage=beratung.vorlage,
        position=beratung.position,
        einschub=letzte.einschub + 1,
        gremium=gremium,
        rolle=BeratungRolle.ENTSCHEIDUNG,
        fruehestens_am=fruehestens,
    )


def folgende(beratung):
    """The open stations after this one."""
    danach = Q(position__gt=beratung.position) | Q(position=beratung.position, einschub__gt=beratung.einschub)
    return beratung.vorlage.beratungen.filter(danach, abgeschlossen_am__isnull=True)
