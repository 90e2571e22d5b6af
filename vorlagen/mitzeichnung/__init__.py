"""Mitzeichnung: plan the offices, ask them stage by stage, keep what they say, and know what is still missing."""

from vorlagen.mitzeichnung import hinweise
from vorlagen.mitzeichnung.ablauf import beginnen, hinfaellig_machen, pruefe_freigabe, zurueckgeben, zurueckgebende
from vorlagen.mitzeichnung.akte import anfordern, verlaengern, zeichnen, zurueckrufen
from vorlagen.mitzeichnung.fristen import erinnern
from vorlagen.mitzeichnung.plan import (
    FRIST,
    ist_planbar,
    kann_mitzeichnen,
    letzter_plan,
    planen,
    termine,
    vorgaben,
    vorschlag,
)
from vorlagen.mitzeichnung.stand import (
    Runde,
    aktuelle_runde,
    einwaende,
    freigabereife_fuer,
    handelt_fuer,
    hindernisse,
    offene_fuer,
    runden,
    verfallene,
)

__all__ = [
    "FRIST",
    "Runde",
    "aktuelle_runde",
    "anfordern",
    "beginnen",
    "einwaende",
    "erinnern",
    "freigabereife_fuer",
    "handelt_fuer",
    "hindernisse",
    "hinfaellig_machen",
    "hinweise",
    "ist_planbar",
    "kann_mitzeichnen",
    "letzter_plan",
    "offene_fuer",
    "planen",
    "pruefe_freigabe",
    "runden",
    "termine",
    "verfallene",
    "verlaengern",
    "vorgaben",
    "vorschlag",
    "zeichnen",
    "zurueckgeben",
    "zurueckgebende",
    "zurueckrufen",
]
