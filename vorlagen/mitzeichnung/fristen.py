"""Reminders and escalation of a Mitzeichnung."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import AMTSLEITUNG
from konten.vertretung import mit_vertretung
from vorlagen.choices import VorlageStatus
from vorlagen.mitzeichnung.hinweise import leitung, verantwortliche, zeichnende
from vorlagen.models import Mitzeichnung
from wittmund_ris import uhr
from wittmund_ris.werktage import nach_werktagen

# Working days after the deadline until the Verwaltungsleitung hears of it.
ESKALATION = 3


@transaction.atomic
def erinnern(heute: date | None = None) -> int:
    """Remind of every open Mitzeichnung; the number of open ones that were looked at.

    Told once each: on the working day before the deadline, on its day, on the first day after it (then the Amtsleitung of the
    office and the author too), and three working days after it the Verwaltungsleitung. A day on which nobody ran this is
    made up for by the next run; a second run on one day tells nobody again. An extension begins anew.
    """
    heute = heute or uhr.heute()
    offen = Mitzeichnung.objects.offen().filter(vorlage__status=VorlageStatus.IN_MITZEICHNUNG)
    zeilen = list(offen.select_related("vorlage__verfasst_von", "amt").order_by("pk"))
    for zeile in zeilen:
        if zeile.faellig_am > heute:
            if heute >= nach_werktagen(zeile.faellig_am, -1):
                _melden(zeile, "vorher", zeichnende(zeile), f"Morgen fällig ({zeile.faellig_am:%d.%m.%Y})")
        elif zeile.faellig_am == heute:
            _melden(zeile, "heute", zeichnende(zeile), "Heute fällig")
        else:
            seit = f"Überfällig seit {zeile.faellig_am:%d.%m.%Y}"
            _melden(zeile, "danach", [*zeichnende(zeile), *_amtsleitung(zeile), *verantwortliche(zeile.vorlage)], seit)
            if heute >= nach_werktagen(zeile.faellig_am, ESKALATION):
                _melden(zeile, "leitung", leitung(), seit)
    return len(zeilen)


def _amtsleitung(zeile):
    """The Amtsleitung of the office, and who stands in for it."""
    konten = Benutzer.objects.filter(is_active=True, amt=zeile.amt_id, groups__name=AMTSLEITUNG)
    return mit_vertretung(konten, uhr.heute())


def _melden(zeile, stufe, konten, anfang) -> None:
    hinweisen(
        konten,
        schluessel=f"mitzeichnung:{zeile.pk}:{stufe}:{zeile.faellig_am.isoformat()}",
        art=HinweisArt.AUFGABE,
        titel=f"{anfang}: Mitzeichnung durch {zeile.amt}, {zeile.vorlage.betreff}",
        grund="Sie zeichnen mit, leiten das Amt oder das Haus, oder warten auf die Mitzeichnung.",
        ziel=reverse("vorlagen:detail", args=[zeile.vorlage_id]),
        titel_mail=f"{anfang}: eine Mitzeichnung",
    )
