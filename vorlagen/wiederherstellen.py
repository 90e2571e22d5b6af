"""An old version becomes the draft again: as a new save, so that nothing in between is lost."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from gremien.models import Gremium
from vorlagen import entwurf
from vorlagen.models import Vorlage


def wiederherstellen(vorlage, version, *, gelesen: int, benutzer) -> Vorlage:
    """Save the text and the stations of `version` into the draft that was read at version `gelesen`.

    Anlagen stay as they are: a file that was taken off comes back only by its hand. ValidationError if a body of that
    version sits no more, or if somebody has saved since; PermissionDenied as for every change.
    """
    if version.vorlage_id != vorlage.pk:
        raise ValidationError("Diese Version gehört zu einer anderen Vorlage.")
    felder = {name: _wert(name, wert) for name, wert in version.inhalt["felder"].items() if _gibt_es(name)}
    try:
        return entwurf.aendern(vorlage, felder, _stationen(version), version=gelesen, benutzer=benutzer)
    except entwurf.Konflikt:
        raise ValidationError(
            "Der Entwurf ist inzwischen gespeichert worden. Bitte sehen Sie den Unterschied noch einmal an."
        ) from None


def _gibt_es(name) -> bool:
    # What a supplement belongs to is a paper, not a text: it stays.
    return name != "ursprung" and any(f.name == name for f in Vorlage._meta.concrete_fields)


def _wert(name, wert):
    if wert is not None and Vorlage._meta.get_field(name).get_internal_type() == "DecimalField":
        return Decimal(wert)
    return wert


def _stationen(version) -> list[dict]:
    gremien = {g.slug: g for g in Gremium.objects.filter(slug__in=[s["gremium"] for s in version.inhalt["stationen"]])}
    folge = []
    for station in version.inhalt["stationen"]:
        if station["gremium"] not in gremien:
            raise ValidationError(f"Das Gremium „{station['name']}“ dieser Version gibt es nicht mehr.")
        folge.append(
            {
                "gremium": gremien[station["gremium"]],
                "rolle": station["rolle"],
                "geplant_am": date.fromisoformat(station["termin"]) if station["termin"] else None,
            }
        )
    return folge
