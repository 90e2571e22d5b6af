"""What the Geschäftsordnung wants on an agenda and nobody has put there yet."""

from dataclasses import dataclass

from gremien.choices import GremiumArt
from gremien.models import Regelwerk
from sitzungen import unterrichtung
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung, Tagesordnungspunkt, Unterrichtung

PROTOKOLL, FRAGESTUNDE = "protokoll", "einwohnerfragestunde"
GENEHMIGUNG = "Genehmigung des Protokolls"


@dataclass(frozen=True)
class Vorschlag:
    """An item that is proposed, why, and the standing item that it fills in, where there is one."""

    art: str
    titel: str
    warum: str
    protokoll_von: Sitzung | None = None
    platzhalter: Tagesordnungspunkt | None = None
    # What a legal act owes this body; in part N where it is not public.
    unterrichtung: Unterrichtung | None = None


def ist_fragestunde(titel: str) -> bool:
    """Is this item the Einwohnerfragestunde?"""
    return "einwohnerfragestunde" in titel.lower()


def vorschlaege(sitzung) -> list[Vorschlag]:
    """The proposals for a planned agenda."""
    tops = list(sitzung.tops.all())
    return [v for v in (_protokoll(sitzung, tops), _fragestunde(sitzung, tops)) if v] + _unterrichtungen(sitzung)


def _unterrichtungen(sitzung) -> list[Vorschlag]:
    return [
        Vorschlag(
            f"unterrichtung-{u.pk}",
            u.titel,
            f"{u.get_art_display()}. Steht noch auf keiner Tagesordnung.",
            unterrichtung=u,
        )
        for u in unterrichtung.fuer_sitzung(sitzung)
    ]


def _protokoll(sitzung, tops) -> Vorschlag | None:
    """The Protokoll of the last sitting of the body that was held, until an agenda carries its approval."""
    if any(t.protokoll_von_id for t in tops):
        return None
    letzte = (
        Sitzung.objects.filter(gremium=sitzung.gremium, status=SitzungStatus.GESCHLOSSEN, beginn__lt=sitzung.beginn)
        .order_by("-beginn", "-pk")
        .first()
    )
    if (
        letzte is None
        or letzte.genehmigungen.exclude(sitzung__status=SitzungStatus.ABGESAGT)
        .filter(abgesetzt_am__isnull=True)
        .exists()
    ):
        return None
    return Vorschlag(
        PROTOKOLL,
        f"{GENEHMIGUNG} vom {letzte.tag:%d.%m.%Y}",
        "Das Protokoll der letzten Sitzung ist noch auf keiner Tagesordnung zur Genehmigung gestellt.",
        protokoll_von=letzte,
        platzhalter=next((t for t in tops if t.ist_standard and t.titel.startswith(GENEHMIGUNG)), None),
    )


def _fragestunde(sitzung, tops) -> Vorschlag | None:
    if sitzung.gremium.art != GremiumArt.VERTRETUNG or any(ist_fragestunde(t.titel) for t in tops):
        return None
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    if not regelwerk.einwohnerfragestunde:
        return None
    warum = f"Die Geschäftsordnung sieht sie vor ({regelwerk.einwohnerfragestunde_minuten} Minuten, § 62 NKomVG)."
    return Vorschlag(FRAGESTUNDE, "Einwohnerfragestunde", warum)
