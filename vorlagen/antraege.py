"""Motions and questions of members (§ 56 NKomVG): written, their author's until they are handed in."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.rules import fraktionen_von
from konten.rechte import darf
from vorlagen import entwurf, versionen
from vorlagen.choices import MANDATSARTEN
from vorlagen.models import Vorlage, VorlageVerlauf, vermerken


@transaction.atomic
def anlegen(art, felder: dict, *, benutzer, gremium=None) -> Vorlage:
    """Begin a motion or question of a member, in their own name or for the Fraktion or Gruppe they belong to today.

    PermissionDenied without a mandate, ValidationError for a Fraktion of others.
    """
    if not darf(benutzer, "vorlagen.antrag_anlegen"):
        raise PermissionDenied("Anträge und Anfragen stellen die Mitglieder des Kreistages (§ 56 NKomVG).")
    if art not in MANDATSARTEN:
        raise ValidationError({"art": "Bitte wählen Sie Antrag oder Anfrage."})
    _pruefe_gremium(gremium, benutzer)
    vorlage = Vorlage.objects.create(
        art=art,
        verfasst_von=benutzer,
        antragsteller_person=benutzer.person,
        antragsteller_gremium=gremium,
        **entwurf.gesaeubert(felder),
    )
    vermerken(vorlage, VorlageVerlauf.Aktion.ANGELEGT, benutzer)
    versionen.festhalten(vorlage, VorlageVerlauf.Aktion.ANGELEGT, benutzer)
    return vorlage


@transaction.atomic
def aendern(vorlage, felder: dict, *, gremium, version: int, benutzer) -> Vorlage:
    """Save a motion that is not handed in yet; `entwurf.Konflikt` if it has moved since `version`."""
    _pruefe_gremium(gremium, benutzer)
    vorlage = entwurf.aendern(vorlage, felder, None, version=version, benutzer=benutzer)
    vorlage.antragsteller_gremium = gremium
    vorlage.save(update_fields=["antragsteller_gremium"])
    return vorlage


def _pruefe_gremium(gremium, benutzer) -> None:
    if gremium is not None and gremium.pk not in fraktionen_von(benutzer):
        raise ValidationError(
            {"gremium": "Sie gehören dieser Fraktion oder Gruppe heute nicht an. Bitte wählen Sie eine andere."}
        )
