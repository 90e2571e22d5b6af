"""Time an act and its yardstick in turns, so that a busy machine slows down both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Messung:
    """Seconds of each repetition, of the act and of its yardstick."""

    name: str
    massstab: str
    zeiten: list[float]
    vergleich: list[float]

    @property
    def verhaeltnis(self) -> float:
        return statistics.median(self.zeiten) / statistics.median(self.vergleich)


def dauer(tun: Callable[[], object]) -> float:
    """Seconds that `tun` takes."""
    beginn = time.perf_counter()
    tun()
    return time.perf_counter() - beginn


def messen(name, vorbereiten, massstab_name, massstab, wiederholungen) -> Messung:
    """`vorbereiten(n)` makes ready what is not timed and returns the act; the first of each is thrown away (caches, imports)."""
    zeiten, vergleich = [], []
    for n in range(wiederholungen + 1):
        vergleich.append(dauer(massstab))
        zeiten.append(dauer(vorbereiten(n)))
    return Messung(name, massstab_name, zeiten[1:], vergleich[1:])


def spanne(zeiten: list[float]) -> tuple[float, float]:
    """The quartiles; of fewer than three values the smallest and the biggest."""
    if len(zeiten) < 3:
        return min(zeiten), max(zeiten)
    unten, _, oben = statistics.quantiles(zeiten, n=4, method="inclusive")
    return unten, oben


def tabelle(messungen: list[Messung]) -> str:
    """The result as a table in Markdown; times in milliseconds."""
    kopf = "| was | Median | mittlere Hälfte | Maßstab | sein Median | Verhältnis |\n|---|---:|---:|---|---:|---:|"
    zeilen = []
    for m in messungen:
        unten, oben = spanne(m.zeiten)
        zeilen.append(
            f"| {m.name} | {_ms(statistics.median(m.zeiten))} | {_ms(unten)} – {_ms(oben)} | {m.massstab} "
            f"| {_ms(statistics.median(m.vergleich))} | {m.verhaeltnis:.1f} |".replace(".", ",")
        )
    return "\n".join([kopf, *zeilen])


def _ms(sekunden: float) -> str:
    return f"{sekunden * 1000:.1f} ms"
