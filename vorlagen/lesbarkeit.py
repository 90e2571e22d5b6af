"""Who can read this, and why: in plain words, from the same rules that decide."""

from dataclasses import dataclass

from django.utils import timezone

from gremien.models import Regelwerk
from vorlagen.choices import ENTWURFSSTATUS, VorlageStatus
from vorlagen.rules import SICHT
from wittmund_ris import uhr


@dataclass(frozen=True)
class Leserkreis:
    """One circle of readers: may they read now, or from when on."""

    wer: str
    warum: str
    liest: bool
    ab: str = ""


@dataclass(frozen=True)
class Oeffentlichkeit:
    """Is the paper public, since when or from when on, and what follows; one sentence each."""

    ist_oeffentlich: bool
    satz: str
    hinweis: str = ""


def leserkreise(vorlage) -> list[Leserkreis]:
    """Every row of `rules.SICHT` for this paper, those who read it now first."""
    kreise = [
        Leserkreis(s.wer, s.warum, s.papier(vorlage), s.ab) for s in SICHT if not s.arten or vorlage.art in s.arten
    ]
    if not vorlage.ist_oeffentlich:
        # That row speaks of published papers only.
        kreise = [k for k in kreise if k.ab != "mit der Veröffentlichung"]
    return sorted(kreise, key=lambda k: not k.liest)


def oeffentlichkeit(vorlage) -> Oeffentlichkeit:
    """When the paper becomes public: with the invitation of its first public sitting, by an act of the Sitzungsdienst."""
    if vorlage.ist_neufassung:
        return Oeffentlichkeit(
            False,
            "Diese Arbeitskopie wird nie veröffentlicht. Mit der Freigabe als neue Fassung ist ihr Text überall dort zu lesen, wo "
            "die Vorlage selbst zu lesen ist.",
        )
    if vorlage.entfernt_am:
        return Oeffentlichkeit(False, f"Die Veröffentlichung wurde am {_tag(vorlage.entfernt_am)} zurückgenommen.")
    if vorlage.ist_veroeffentlicht:
        return Oeffentlichkeit(True, f"Öffentlich seit dem {_tag(vorlage.veroeffentlicht_am)}: alle können sie lesen.")
    if not vorlage.ist_oeffentlich:
        return Oeffentlichkeit(
            False,
            "Die Vorlage ist nichtöffentlich und wird nicht veröffentlicht.",
            "Auf öffentlichen Tagesordnungen steht nur die Nummer des Punktes mit einem neutralen Titel.",
        )
    if vorlage.status == VorlageStatus.ZURUECKGEZOGEN:
        return Oeffentlichkeit(False, "Die Vorlage ist zurückgezogen und wird nicht veröffentlicht.")
    station = erste_oeffentliche_station(vorlage)
    if station is None:
        return Oeffentlichkeit(
            False,
            "Alle geplanten Sitzungen sind nichtöffentlich: Die Vorlage bleibt bis zu einer Bekanntgabe unveröffentlicht.",
        )
    termin = f" am {station.geplant_am:%d.%m.%Y}" if station.geplant_am else ""
    return Oeffentlichkeit(
        False,
        f"Die Vorlage wird mit der Einladung zu ihrer ersten öffentlichen Sitzung veröffentlicht: "
        f"{station.gremium}{termin}.",
        "Nennen Sie keine personenbezogenen Daten Dritter, oder legen Sie eine geschwärzte Anlage bei."
        if vorlage.status in ENTWURFSSTATUS
        else "",
    )


def erste_oeffentliche_station(vorlage):
    """The first open station of a body that sits in public on that day, or None; without a Regelwerk nothing is public."""
    regelwerke = list(Regelwerk.objects.all())  # few rows, one query for all stations
    for station in vorlage.beratungen.filter(abgeschlossen_am__isnull=True).select_related("gremium"):
        tag = station.geplant_am or uhr.heute()
        regelwerk = next((r for r in regelwerke if r.von <= tag and (r.bis is None or tag <= r.bis)), None)
        if regelwerk and station.gremium.tagt_oeffentlich(regelwerk):
            return station
    return None


def _tag(zeitpunkt) -> str:
    return f"{timezone.localtime(zeitpunkt):%d.%m.%Y}"
