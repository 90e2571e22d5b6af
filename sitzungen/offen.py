"""The open sitting: what may be entered there, and by whom, is asked in one place."""

from django.core.exceptions import PermissionDenied, ValidationError

from konten.rechte import darf
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung


def gesperrt(sitzung_id) -> Sitzung:
    """The sitting, locked: whoever writes in it waits for whoever came first."""
    return Sitzung.objects.select_for_update(of=("self",)).select_related("gremium", "aktueller_top").get(pk=sitzung_id)


def offene_sitzung(sitzung_id, benutzer) -> Sitzung:
    """The locked sitting, if this account may make entries there now.

    PermissionDenied for everybody but the Sitzungsdienst; ValidationError while it is not open.
    """
    sitzung = gesperrt(sitzung_id)
    if not darf(benutzer, "sitzungen.abstimmen", sitzung):
        raise PermissionDenied("Ergebnisse hält der Sitzungsdienst fest.")
    if sitzung.status != SitzungStatus.EROEFFNET:
        raise ValidationError(
            f"Die Sitzung ist {sitzung.get_status_display().lower()}; Ergebnisse werden in der eröffneten Sitzung festgehalten."
        )
    return sitzung
