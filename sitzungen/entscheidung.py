"""A decision that was taken: on an item of a closed sitting, or in an Umlaufverfahren. What the legal acts after it ask of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from gremien.models import Gremium
from sitzungen.models import Tagesordnungspunkt, Umlauf
from vorlagen.choices import ANGENOMMEN, OHNE_ABSCHLUSS, BeratungRolle
from vorlagen.models import Beratung, Vorlage

# § 88 Abs. 1 NKomVG: the new decision in a sitting not earlier than so many days after the first.
TAGE_BIS_ZUR_NEUEN_ENTSCHEIDUNG = 3


@dataclass(frozen=True)
class Entscheidung:
    """One of `top` and `umlauf`."""

    top: Tagesordnungspunkt | None = None
    umlauf: Umlauf | None = None

    @property
    def gremium(self) -> Gremium:
        return self.top.sitzung.gremium if self.top else self.umlauf.beratung.gremium

    @property
    def beratung(self) -> Beratung | None:
        return self.top.beratung if self.top else self.umlauf.beratung

    @property
    def vorlage(self) -> Vorlage | None:
        return self.beratung.vorlage if self.beratung else None

    @property
    def tag(self) -> date:
        return self.top.sitzung.tag if self.top else timezone.localtime(self.umlauf.beendet_am).date()

    @property
    def ergebnis(self) -> str:
        """Empty while nothing is decided for good."""
        if self.umlauf:
            return self.umlauf.ergebnis
        fertig = self.top.sitzung.ist_geschlossen and self.top.ergebnis not in OHNE_ABSCHLUSS
        return self.top.ergebnis if fertig else ""

    @property
    def ist_angenommen(self) -> bool:
        return self.ergebnis in ANGENOMMEN

    @property
    def entscheidet(self) -> bool:
        """Decided, not recommended."""
        rolle = self.top.rolle if self.top else self.umlauf.beratung.rolle
        return rolle == BeratungRolle.ENTSCHEIDUNG

    @property
    def ist_nichtoeffentlich(self) -> bool:
        if self.umlauf:
            return True
        return self.top.ist_nichtoeffentlich_behandelt or not self.top.sitzung.ist_oeffentlich

    @property
    def bezeichnung(self) -> str:
        """Names body, day and number and nothing of the matter: for notices and the Verlauf."""
        nummer = f", {self.top.nummer_lang}" if self.top else " im Umlaufverfahren"
        return f"{self.gremium} am {self.tag:%d.%m.%Y}{nummer}"

    @property
    def gegenstand(self) -> str:
        return self.top.titel if self.top else self.vorlage.betreff

    @property
    def felder(self) -> dict:
        """For a row that belongs to it."""
        return {"top": self.top, "umlauf": self.umlauf}

    @property
    def frueheste_neue(self) -> date:
        return self.tag + timedelta(days=TAGE_BIS_ZUR_NEUEN_ENTSCHEIDUNG)
