"""The order of a planned agenda: every act that moves an item is one act here, and refuses what another one has overtaken."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from sitzungen import gliederung
from sitzungen.choices import Lage, SitzungStatus, Teil
from sitzungen.models import Sitzung, SitzungVerlauf, Tagesordnungspunkt, vermerken

OE, N = Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH
VERALTET = "Die Tagesordnung hat sich inzwischen geändert. Hier steht der neue Stand; bitte verschieben Sie den Punkt noch einmal."


@transaction.atomic
def verschieben(top, richtung, *, stand="", benutzer) -> None:
    """Swap an item and what belongs to it with its neighbour of the same level; `richtung` is -1 (up) or 1 (down).

    At the edge nothing happens.
    """
    sitzung, top = _beweglich(top, stand, benutzer)
    nachbarn = gliederung.geschwister(reihe(sitzung, top.teil), top)
    ziel = [t.pk for t in nachbarn].index(top.pk) + richtung
    if not 0 <= ziel < len(nachbarn):
        return
    danach = nachbarn[ziel + 1 :] if richtung > 0 else nachbarn[ziel:]
    umstellen(sitzung, top, top.teil, top.oberpunkt, danach[0] if danach else None)
    geaendert(sitzung, benutzer, f"„{top.titel}“ verschoben", top)


@transaction.atomic
def einruecken(top, *, stand="", benutzer) -> Tagesordnungspunkt:
    """Make an item a sub-point of the item or heading before it."""
    sitzung, top = _beweglich(top, stand, benutzer)
    nachbarn = gliederung.geschwister(reihe(sitzung, top.teil), top)
    stelle = [t.pk for t in nachbarn].index(top.pk)
    if not stelle:
        raise ValidationError(f"Vor „{top.titel}“ steht kein Punkt, dem er untergeordnet werden kann.")
    return einordnen(top, teil=top.teil, oberpunkt=nachbarn[stelle - 1], stand=stand, benutzer=benutzer)


@transaction.atomic
def ausruecken(top, *, stand="", benutzer) -> Tagesordnungspunkt:
    """Take a sub-point out of what it belongs to; it stands behind it then."""
    sitzung, top = _beweglich(top, stand, benutzer)
    if not top.oberpunkt:
        raise ValidationError(f"„{top.titel}“ ist kein Unterpunkt.")
    ober = top.oberpunkt
    nachbarn = gliederung.geschwister(reihe(sitzung, top.teil), ober)
    danach = nachbarn[[t.pk for t in nachbarn].index(ober.pk) + 1 :]
    return einordnen(
        top,
        teil=top.teil,
        oberpunkt=ober.oberpunkt,
        vor=danach[0] if danach else None,
        stand=stand,
        benutzer=benutzer,
    )


@transaction.atomic
def einordnen(top, *, teil, oberpunkt=None, vor=None, stand="", benutzer) -> Tagesordnungspunkt:
    """Move an item with all that belongs to it to a place: into `teil`, below `oberpunkt`, before `vor` or at the end.

    `stand` is the mark of the agenda that the reader saw (`gliederung.stand`). ValidationError if somebody else has changed
    the agenda meanwhile, for a non-public paper in part Ö, or for a sub-point of a sub-point.
    """
    sitzung, top = _beweglich(top, stand, benutzer)
    ast = gliederung.zweig(reihe(sitzung, top.teil), top)
    ziel = {t.pk: t for t in reihe(sitzung, teil)}
    dabei = {t.pk for t in ast}
    for anderer in (oberpunkt, vor):
        if anderer is not None and (anderer.pk not in ziel or anderer.pk in dabei):
            raise ValidationError(VERALTET)
    if vor is not None and ziel[vor.pk].oberpunkt_id != (oberpunkt.pk if oberpunkt else None):
        raise ValidationError(VERALTET)
    _pruefe_gliederung(top, ast, ziel[oberpunkt.pk] if oberpunkt else None)
    pruefe_teil(sitzung, teil)
    if teil == OE and any(t.beratung and not t.beratung.vorlage.ist_oeffentlich for t in ast):
        raise ValidationError("Eine nichtöffentliche Vorlage gehört in den nichtöffentlichen Teil.")
    top = umstellen(sitzung, top, teil, oberpunkt, vor)
    schluss_nachziehen(sitzung)
    geaendert(sitzung, benutzer, f"„{top.titel}“ verschoben", top)
    return top


def planbar(sitzung, benutzer) -> Sitzung:
    """The locked sitting, if its agenda may be changed now by this account."""
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.tagesordnung", sitzung):
        raise PermissionDenied("Die Tagesordnung stellt der Sitzungsdienst auf.")
    if sitzung.status != SitzungStatus.GEPLANT:
        raise ValidationError(f"Die Sitzung ist {sitzung.get_status_display().lower()}; ihre Tagesordnung steht fest.")
    return sitzung


def pruefe_teil(sitzung, teil) -> None:
    """Is there such a part in this sitting? § 78 Abs. 2 NKomVG: the Kreisausschuss has no public one."""
    if teil == OE and not sitzung.ist_oeffentlich:
        raise ValidationError({"teil": f"{sitzung.gremium} tagt nichtöffentlich; es gibt keinen öffentlichen Teil."})


def geaendert(sitzung, benutzer, text, top) -> None:
    """Write a line about the agenda into the Verlauf."""
    vermerken(sitzung, SitzungVerlauf.Aktion.TAGESORDNUNG, benutzer, text, top=top)


def _beweglich(top, stand, benutzer):
    """The locked sitting and the item in it; somebody else may have taken it off or moved the others."""
    sitzung = planbar(top.sitzung, benutzer)
    if stand and stand != gliederung.stand(sitzung.tops.all()):
        raise ValidationError(VERALTET)
    top = sitzung.tops.select_related("beratung__vorlage", "oberpunkt__oberpunkt").filter(pk=top.pk).first()
    if top is None:
        raise ValidationError("Diesen Punkt gibt es auf der Tagesordnung nicht mehr.")
    return sitzung, top


def reihe(sitzung, teil) -> list[Tagesordnungspunkt]:
    """The items of one part in their order."""
    return list(
        sitzung.tops.filter(teil=teil).select_related("beratung__vorlage", "oberpunkt").order_by("position", "pk")
    )


def _pruefe_gliederung(top, ast, ober) -> None:
    if ober is None:
        return
    if top.ist_ueberschrift or top.lage == Lage.SCHLUSS or ober.lage == Lage.SCHLUSS:
        raise ValidationError(f"„{top.titel}“ kann nicht unter „{ober.titel}“ stehen.")
    unterhalb = not ober.ist_ueberschrift and (
        len(ast) > 1 or (ober.oberpunkt is not None and not ober.oberpunkt.ist_ueberschrift)
    )
    if unterhalb:
        raise ValidationError("Ein Unterpunkt hat keine eigenen Unterpunkte.")


def umstellen(sitzung, top, teil, ober, vor) -> Tagesordnungspunkt:
    """Write the new place; the item and what belongs to it move as one."""
    ast = gliederung.zweig(reihe(sitzung, top.teil), top)
    dabei = {t.pk for t in ast}
    ziel = [t for t in reihe(sitzung, teil) if t.pk not in dabei]
    kopf = ast[0]
    kopf.oberpunkt = ober
    stelle = next((i for i, t in enumerate(ziel) if vor is not None and t.pk == vor.pk), len(ziel))
    ziel[stelle:stelle] = ast
    for punkt in ast:
        punkt.teil = teil
        punkt.save(update_fields=["teil", "oberpunkt"])
    ordnen(gliederung.geordnet(ziel))
    return kopf


def ordnen(reihe) -> None:
    """Write the places 1, 2, 3 … of a part."""
    for platz, punkt in enumerate(reihe, start=1):
        if punkt.position != platz:
            punkt.position = platz
            punkt.save(update_fields=["position"])


def schluss_nachziehen(sitzung) -> None:
    """What closes the sitting stands at its real end: in part N as soon as there is one."""
    if not sitzung.ist_oeffentlich:
        return
    alle = list(sitzung.tops.all())
    ziel = N if any(t.teil == N and t.lage != Lage.SCHLUSS for t in alle) else OE
    for top in alle:
        if top.lage == Lage.SCHLUSS and top.teil != ziel:
            top.teil, top.position = ziel, max((t.position for t in alle if t.teil == ziel), default=0) + 1
            top.oeffentlicher_titel = top.oeffentlicher_titel or top.titel[:200]
            top.save(update_fields=["teil", "position", "oeffentlicher_titel"])
