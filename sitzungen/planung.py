"""The date of a sitting: plan it, move it before and after the invitation, say where it is transmitted."""

from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from gremien.models import Regelwerk
from konten.rechte import darf
from sitzungen import register, tagesordnung
from sitzungen.models import Sitzung, SitzungVerlauf, vermerken
from wittmund_ris.druckbar import druckbar

planen = tagesordnung.planen


def beginn_am(tag: date, uhrzeit: time) -> datetime:
    """That hour of that day in Wittmund."""
    return timezone.make_aware(datetime.combine(tag, uhrzeit))


@transaction.atomic
def uebertragung_setzen(sitzung, adresse: str, *, benutzer) -> Sitzung:
    """Name the stream or recording of a sitting, or take it off with an empty address.

    Refused unless the Hauptsatzung allows recordings on the day of the sitting (§ 64 Abs. 2 S. 2 NKomVG), and always for a
    non-public sitting.
    """
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.planen", sitzung):
        raise PermissionDenied("Das trägt der Sitzungsdienst ein.")
    adresse = druckbar({"uebertragung": adresse})["uebertragung"].strip()
    if adresse:
        if not sitzung.ist_oeffentlich:
            raise ValidationError({"uebertragung": "Eine nichtöffentliche Sitzung wird nicht übertragen."})
        if not Regelwerk.objects.gilt_am(sitzung.tag).aufnahme_erlaubt:
            raise ValidationError(
                {
                    "uebertragung": "Ton- und Filmaufnahmen lässt die Hauptsatzung an diesem Tag nicht zu (§ 64 Abs. 2 NKomVG). "
                    "Hat der Kreistag sie zugelassen, gehört das zuerst ins Regelwerk."
                }
            )
        try:
            URLValidator(["https"])(adresse)
        except ValidationError as fehler:
            raise ValidationError(
                {"uebertragung": "Bitte geben Sie eine Adresse an, die mit https:// beginnt."}
            ) from fehler
    if adresse != sitzung.uebertragung:
        sitzung.uebertragung = adresse
        sitzung.save(update_fields=["uebertragung"])
        vermerken(sitzung, SitzungVerlauf.Aktion.UEBERTRAGUNG, benutzer, adresse or "entfernt")
        register.nachfuehren(sitzung)
    return sitzung
