"""What a paper and a sitting have in common: votes and files."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

_ARTEN = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "image/jpeg": "Bild",
    "image/png": "Bild",
    "text/plain": "Text",
}


def tag(wert: str | None) -> date | None:
    return date.fromisoformat(wert[:10]) if wert else None


def moment(wert: str | None) -> datetime | None:
    return timezone.localtime(datetime.fromisoformat(wert)) if wert else None


@dataclass(frozen=True)
class Stimmen:
    ja: int
    nein: int
    enthaltung: int

    @property
    def summe(self) -> int:
        return self.ja + self.nein + self.enthaltung

    @property
    def ja_und_nein(self) -> int:
        """Where the bar of the abstentions begins."""
        return self.ja + self.nein


def stimmen_aus(daten: dict | None) -> Stimmen | None:
    return Stimmen(daten["ja"], daten["nein"], daten["enthaltung"]) if daten else None


@dataclass(frozen=True)
class Dokument:
    """A published file as the page offers it."""

    id: str
    pfad: str
    name: str
    rolle: str
    art: str
    groesse: int
    seiten: int | None


def dokumente_aus(dateien) -> tuple[Dokument, ...]:
    """The files that hang now, in their order."""
    return tuple(
        Dokument(
            id=str(datei.pk),
            pfad=datei.pfad,
            name=datei.name,
            rolle=datei.rolle,
            art=_ARTEN.get(datei.mime) or datei.pfad.rpartition(".")[2].upper(),
            groesse=datei.groesse,
            seiten=datei.seiten,
        )
        for datei in dateien
        if not datei.entfernt_am
    )
