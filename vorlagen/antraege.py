"""Motions and questions of members (§ 56 NKomVG): written, their author's until they are handed in."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.rules import fraktionen_von
from konten.rechte import darf
from vorlagen import versionen
from vorlagen.choices import MANDATSARTEN
from vorlagen.entwurf import gesaeubert
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
    if gremium is not None and gremium.pk not in fraktionen_von(benutzer):
        raise ValidationError(
            {"gremium": "Sie gehören dieser Fraktion oder Gruppe heute nicht an. Bitte wählen Sie eine andere."}
        )
    vorlage = Vorlage.objects.create(
        art=art,
        verfasst_von=benutzer,
        antragsteller_person=benutzer.person,
        antragsteller_gremium=gremium,
        **gesaeubert(felder),
    )
    vermerken(vorlage, VorlageVerlauf.Aktion.ANGELEGT, benutzer)
    versionen.festhalten(vorlage, VorlageVerlauf.Aktion.ANGELEGT, benutzer)
    return vorlage
