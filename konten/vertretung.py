"""Vertretung while somebody is away: who stands in, and for which Ämter a person may co-sign.

A deputy has for that time what the absent person may co-sign and release; nothing else, and nothing that the absent
person only has as a deputy: there is no cascade.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from konten import rules  # noqa: F401 - makes the right known
from konten.models import Benutzer, Vertretung, Zeichnungsbefugnis
from konten.rechte import darf, rollen_von
from konten.rollen import ADMINISTRATION, AMTSLEITUNG, HAUSROLLEN
from wittmund_ris import uhr

# What the layers above do in the transaction of an entry or its end: they register it in their `AppConfig.ready`.
nach_eintragen, nach_aufheben = [], []


@transaction.atomic
def eintragen(abwesend, vertretung, von, bis, *, benutzer) -> Vertretung:
    """Name a deputy for the days `von` to `bis`, both included.

    Only people of the administration stand in for one another (members of the Kreistag control it), and the
    Administration, which may name a deputy for everybody, never names itself. PermissionDenied or ValidationError.
    """
    abwesend = Benutzer.objects.select_for_update().get(pk=abwesend.pk)
    if not darf(benutzer, "konten.vertretung_regeln", abwesend):
        raise PermissionDenied("Diese Vertretung regelt die Person selbst, ihre Amtsleitung oder die Administration.")
    if gefunden := fehler(abwesend, vertretung, von, bis, benutzer):
        raise ValidationError(gefunden)
    eintrag = Vertretung.objects.create(
        abwesend=abwesend, vertretung=vertretung, von=von, bis=bis, eingetragen_von=benutzer, eingetragen_am=uhr.jetzt()
    )
    for melden in nach_eintragen:
        melden(eintrag)
    return eintrag


def fehler(abwesend, vertretung, von, bis, benutzer) -> dict:
    """What stands in the way of this entry: a sentence for its field, or nothing."""
    if abwesend.pk == vertretung.pk:
        return {"vertretung": "Niemand vertritt sich selbst. Bitte wählen Sie eine andere Person."}
    if HAUSROLLEN.isdisjoint(rollen_von(vertretung)) or not vertretung.is_active:
        return {
            "vertretung": "Vertreten kann nur, wer selbst in der Verwaltung arbeitet. Bitte wählen Sie jemand anderen."
        }
    if HAUSROLLEN.isdisjoint(rollen_von(abwesend)):
        return {"abwesend": "Dieses Konto zeichnet nichts; es braucht keine Vertretung."}
    if vertretung.pk == benutzer.pk and ADMINISTRATION in rollen_von(benutzer):
        return {
            "vertretung": "Sie können sich nicht selbst zur Vertretung anderer machen. Bitte lassen Sie das jemand anderen eintragen."
        }
    if von < uhr.heute():
        return {"von": "Eine Vertretung beginnt frühestens heute."}
    if bis < von:
        return {"bis": "Das Ende liegt vor dem Anfang."}
    gleiche = abwesend.vertretungen_durch.filter(vertretung=vertretung, aufgehoben_am__isnull=True)
    if gleiche.filter(von__lte=bis, bis__gte=von).exists():
        return {"von": f"{vertretung} ist in dieser Zeit schon als Vertretung eingetragen."}
    return {}


@transaction.atomic
def aufheben(vertretung, *, benutzer) -> Vertretung:
    """End a Vertretung at once. What was signed under it stands."""
    vertretung = Vertretung.objects.select_for_update(of=("self",)).select_related("abwesend").get(pk=vertretung.pk)
    if not darf(benutzer, "konten.vertretung_regeln", vertretung.abwesend):
        raise PermissionDenied("Diese Vertretung regelt die Person selbst, ihre Amtsleitung oder die Administration.")
    if vertretung.aufgehoben_am:
        raise ValidationError("Diese Vertretung ist schon aufgehoben.")
    vertretung.aufgehoben_am, vertretung.aufgehoben_von = uhr.jetzt(), benutzer
    vertretung.save(update_fields=["aufgehoben_am", "aufgehoben_von"])
    for melden in nach_aufheben:
        melden(vertretung)
    return vertretung


def vertretene(benutzer) -> list[Benutzer]:
    """Whom this account stands in for today; remembered on the account for the day."""
    tag = uhr.heute()
    gemerkt = getattr(benutzer, "_vertretene", None)
    if gemerkt is None or gemerkt[0] != tag:
        personen = []
        if not HAUSROLLEN.isdisjoint(rollen_von(benutzer)):
            heute = Vertretung.objects.am(tag).filter(vertretung=benutzer)
            personen = list(Benutzer.objects.filter(is_active=True, pk__in=heute.values("abwesend")))
        gemerkt = benutzer._vertretene = (tag, personen)
    return gemerkt[1]


def zeichnungsaemter(benutzer) -> list[tuple[Benutzer, set[int]]]:
    """For which Ämter this account may co-sign today: (person whose right it is, keys of Amt), its own first.

    An Amtsleitung co-signs for its Amt, and who has a Zeichnungsbefugnis that names an Amt for that one. A Befugnis for
    the whole house is for "gez." and the release: the Landrat is not every office's co-signer.
    """
    tag = uhr.heute()
    gemerkt = getattr(benutzer, "_zeichnungsaemter", None)
    if gemerkt is None or gemerkt[0] != tag:
        personen = [p for p in (benutzer, *vertretene(benutzer)) if not HAUSROLLEN.isdisjoint(rollen_von(p))]
        befugt = {}
        if personen:
            for konto, amt in _benannte(tag).filter(benutzer__in=personen).values_list("benutzer", "amt"):
                befugt.setdefault(konto, set()).add(amt)
        aemter = []
        for person in personen:
            eigene = {person.amt_id} if person.amt_id and AMTSLEITUNG in rollen_von(person) else set()
            if eigene := eigene | befugt.get(person.pk, set()):
                aemter.append((person, eigene))
        gemerkt = benutzer._zeichnungsaemter = (tag, aemter)
    return gemerkt[1]


def mitzeichnende(amt, tag):
    """The accounts that may co-sign for an Amt on that day, and their deputies: the reverse of `zeichnungsaemter`."""
    im_haus = Benutzer.objects.filter(is_active=True, groups__name__in=HAUSROLLEN)
    selbst = im_haus.filter(
        Q(amt=amt, groups__name=AMTSLEITUNG) | Q(pk__in=_benannte(tag).filter(amt=amt).values("benutzer"))
    )
    vertretung = Vertretung.objects.am(tag).filter(abwesend__in=selbst.values("pk"))
    return Benutzer.objects.filter(
        Q(pk__in=selbst.values("pk")) | Q(pk__in=im_haus.filter(pk__in=vertretung.values("vertretung")).values("pk"))
    )


def mit_vertretung(konten, tag):
    """These accounts and who stands in for them on that day."""
    vertretung = Vertretung.objects.am(tag).filter(abwesend__in=konten.values("pk"), vertretung__is_active=True)
    return Benutzer.objects.filter(Q(pk__in=konten.values("pk")) | Q(pk__in=vertretung.values("vertretung")))


def _benannte(tag):
    return Zeichnungsbefugnis.objects.am(tag).filter(amt__isnull=False)
