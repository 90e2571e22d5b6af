"""The list of attendance in words: who sat, for whom, from when to when; who was excused and who did not come."""

from dataclasses import dataclass

from django.utils import timezone

from sitzungen.choices import Anwesend


@dataclass(frozen=True)
class Platz:
    """One line: a person, and what must be said of their attendance („ab 17:20 Uhr (Ö 4)“, „für …“, „beratend“)."""

    name: str
    zusatz: str = ""


def liste(sitzung) -> list[tuple[str, list[Platz]]]:
    """The lines by attendance, in the order of names; deputies stand among those who were there. Four queries."""
    zeilen = list(
        sitzung.anwesenheiten.select_related("mitgliedschaft__person").prefetch_related(
            "zeiten__person", "zeiten__ab_top", "zeiten__bis_top"
        )
    )
    gruppen = {status: [] for status in Anwesend}
    for zeile in zeilen:
        inhaber = zeile.mitgliedschaft.person
        for person, zeiten in _je_person(zeile.zeiten.all()).items():
            fuer = [] if person == inhaber else [f"für {inhaber}"]
            zusatz = [*fuer, *_dauer(sitzung, zeiten), *([] if zeile.ist_stimmberechtigt else ["beratend"])]
            gruppen[Anwesend.ANWESEND].append((person, Platz(str(person), ", ".join(zusatz))))
        if zeile.status != Anwesend.ANWESEND:
            gruppen[zeile.status].append(
                (inhaber, Platz(str(inhaber), "" if zeile.ist_stimmberechtigt else "beratend"))
            )
    return [
        (status.label, [platz for _, platz in sorted(paare, key=lambda p: (p[0].nachname, p[0].vorname, p[0].pk))])
        for status, paare in gruppen.items()
        if paare
    ]


def _je_person(zeiten) -> dict:
    gefunden = {}
    for zeit in zeiten:
        gefunden.setdefault(zeit.person, []).append(zeit)
    return gefunden


def _dauer(sitzung, zeiten) -> list[str]:
    """Nothing for who was there all the time; else the times, each with the item that was called then."""
    teile = []
    for zeit in zeiten:
        spaeter = zeit.von > sitzung.eroeffnet_am
        frueher = zeit.bis is not None and zeit.bis != sitzung.geschlossen_am
        ab = f"ab {_moment(zeit.von, zeit.ab_top)}" if spaeter else ""
        bis = f"bis {_moment(zeit.bis, zeit.bis_top)}" if frueher else ""
        if text := " ".join(t for t in (ab, bis) if t):
            teile.append(text)
    return teile


def _moment(zeitpunkt, top) -> str:
    bei = f" ({top.nummer_lang})" if top and top.nummer else ""
    return f"{timezone.localtime(zeitpunkt):%H:%M} Uhr{bei}"
