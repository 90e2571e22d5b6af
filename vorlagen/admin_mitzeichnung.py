"""The Mitzeichnung of a Vorlage in the admin: read there, driven by the same pages as everywhere."""

from django.contrib import admin
from django.urls import reverse

from konten.admin_basis import NurLesen
from konten.rechte import darf
from vorlagen import mitzeichnung
from vorlagen.choices import VorlageStatus
from vorlagen.models import Mitzeichnung


class MitzeichnungZeilen(NurLesen):
    model = Mitzeichnung
    fields = readonly_fields = ["runde", "stufe", "amt", "wie_weit", "votum", "text", "durch", "gezeichnet_am"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("amt")

    @admin.display(description="Stand")
    def wie_weit(self, zeile):
        return zeile.frist_text or zeile.hinfaellig_grund or zeile.get_stand_display()

    @admin.display(description="Gezeichnet von")
    def durch(self, zeile):
        return zeile.durch or "–"


def werkzeuge(vorlage, benutzer) -> list[dict]:
    """The acts of the Mitzeichnung that this account may take now, each with its page."""
    knoepfe = []
    if mitzeichnung.ist_planbar(vorlage) and darf(benutzer, "vorlagen.mitzeichnung_planen", vorlage):
        knoepfe.append(("Mitzeichnung planen", "mitzeichnung_planen", vorlage.pk))
    if vorlage.status == VorlageStatus.IN_MITZEICHNUNG:
        for zeile in mitzeichnung.offene_fuer(benutzer).filter(vorlage=vorlage):
            knoepfe.append((f"Mitzeichnen für {zeile.amt}", "mitzeichnen", zeile.pk))
        if darf(benutzer, "vorlagen.mitzeichnung_steuern", vorlage):
            knoepfe.append(("Weiteres Amt beteiligen", "mitzeichnung_anfordern", vorlage.pk))
            for zeile in vorlage.mitzeichnungen.offen().select_related("amt").order_by("stufe", "pk"):
                knoepfe.append((f"Frist verlängern: {zeile.amt}", "mitzeichnung_verlaengern", zeile.pk))
                knoepfe.append((f"Zurückrufen: {zeile.amt}", "mitzeichnung_zurueckrufen", zeile.pk))
    return [{"titel": titel, "url": reverse(f"vorlagen:{name}", args=[pk])} for titel, name, pk in knoepfe]
