"""Which part of a sitting ran at which moment, and when somebody was there in it: pure, from rows that are read already."""

from dataclasses import dataclass

from django.utils import timezone

from sitzungen.choices import Teil
from wittmund_ris import uhr

OE, N = Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH


def uhrzeit(zeitpunkt) -> str:
    """`18:05`, in Wittmund."""
    return f"{timezone.localtime(zeitpunkt):%H:%M}"


@dataclass(frozen=True)
class Spanne:
    """A stay in one part; `ab` and `bis` are empty where it began or ended with the part itself."""

    ab: str = ""
    bis: str = ""


class Zeiten:
    """The course of a sitting by the moments at which its items were called.

    Where both parts have items and no non-public one was ever called, nobody can tell the parts apart: then no time of
    anybody stands in the public part.
    """

    def __init__(self, sitzung, tops, teil_von):
        self.sitzung = sitzung
        self._teil_von = teil_von
        self._anfangsteil = OE if sitzung.ist_oeffentlich else N
        punkte = [t for t in tops if not t.ist_ueberschrift]
        self.hat_beide = sitzung.ist_oeffentlich and any(teil_von(t) == N for t in punkte)
        self.ist_bestimmt = not self.hat_beide or any(t.aufgerufen_am for t in punkte if teil_von(t) == N)
        aufrufe = sorted((t for t in punkte if t.aufgerufen_am), key=lambda t: t.aufgerufen_am)
        marken = [(sitzung.eroeffnet_am, self._anfangsteil), *((t.aufgerufen_am, teil_von(t)) for t in aufrufe)]
        schluss = sitzung.geschlossen_am or uhr.jetzt()
        # (from, to, part); neighbours of one part are one.
        self._abschnitte = []
        for stelle, (von, teil) in enumerate(marken if sitzung.eroeffnet_am else []):
            bis = marken[stelle + 1][0] if stelle + 1 < len(marken) else schluss
            if self._abschnitte and self._abschnitte[-1][2] == teil:
                self._abschnitte[-1] = (self._abschnitte[-1][0], bis, teil)
            else:
                self._abschnitte.append((von, bis, teil))

    def teil_um(self, zeitpunkt, top=None) -> Teil:
        """The part that ran at that moment, or the part of `top` where it is known."""
        if top is not None:
            return self._teil_von(top)
        # The opening itself is public wherever a part is.
        if not self.ist_bestimmt and zeitpunkt != self.sitzung.eroeffnet_am:
            return N
        teil = self._anfangsteil
        for von, _, dieser in self._abschnitte:
            if von <= zeitpunkt:
                teil = dieser
        return teil

    def ende(self, teil):
        """When the part ended; None while the sitting runs, or where nobody knows."""
        if not self.sitzung.geschlossen_am:
            return None
        if teil == N or not self.hat_beide:
            return self.sitzung.geschlossen_am
        if not self.ist_bestimmt:
            return None
        return max((bis for _, bis, dieser in self._abschnitte if dieser == OE), default=None)

    def anwesend(self, zeit, teil) -> list[Spanne]:
        """When this stay touches the part. The non-public part, which members alone read, names the whole stay."""
        if teil == N or not self.hat_beide:
            anfang, schluss = self.sitzung.eroeffnet_am, self.sitzung.geschlossen_am
            ab = _stelle(zeit.von, zeit.ab_top) if zeit.von > anfang else ""
            bis = _stelle(zeit.bis, zeit.bis_top) if zeit.bis and zeit.bis != schluss else ""
            return [Spanne(ab, bis)]
        if not self.ist_bestimmt:
            return [Spanne()]
        spannen = []
        for von, bis, dieser in self._abschnitte:
            durchgehend = zeit.von <= von and (zeit.bis is None or zeit.bis >= bis)
            beruehrt = zeit.von < bis and (zeit.bis is None or zeit.bis > von)
            if dieser != OE or not (durchgehend or beruehrt):
                continue
            spannen.append(
                Spanne(
                    _stelle(zeit.von, self._oeffentlich(zeit.ab_top)) if zeit.von > von else "",
                    _stelle(zeit.bis, self._oeffentlich(zeit.bis_top)) if zeit.bis and zeit.bis < bis else "",
                )
            )
        return spannen

    def _oeffentlich(self, top):
        """The item, if the public part may name it: a time may have been entered while another one was called."""
        return top if top is not None and self._teil_von(top) == OE else None


def _stelle(zeitpunkt, top) -> str:
    return f"TOP {top.nummer_lang}, {uhrzeit(zeitpunkt)} Uhr" if top else f"{uhrzeit(zeitpunkt)} Uhr"
