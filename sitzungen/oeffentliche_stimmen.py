"""What the public may see of the votes on an item of the public part: numbers, Fraktionen, names where they were called.

Form: `ris:fraktionen` [{name, ja, nein, enthaltung}] where the vote was taken by Fraktion or by name; `ris:namentlich`
[{name, fraktion, stimme}] only after a roll call, which is public by its nature; `ris:weitere` the votes beside the main one
[{art, gegenstand, ergebnis, stimmen, ris:satz}]. A vote that a member had put into the Protokoll stands there, not here.
"""

from collections import defaultdict

from sitzungen.choices import NACH_PERSONEN, AbstimmungArt, AbstimmungForm, Stimmwert
from vorlagen.choices import ANGENOMMEN

OHNE_FRAKTION = "ohne Fraktion"
# Who takes part in what is told with the item, not as a vote about a person.
VERSCHWIEGEN = (AbstimmungArt.HAUPT, AbstimmungArt.MITWIRKUNG)


def einzelheiten(top) -> dict:
    """The parts of `daten` of a public item that tell its votes; empty parts are left out. Expects the votes prefetched."""
    daten = {}
    haupt = top.hauptabstimmung
    if haupt and haupt.form in NACH_PERSONEN:
        stimmen = list(haupt.einzelstimmen.all())
        daten["ris:fraktionen"] = _nach_fraktionen(stimmen)
        if haupt.form == AbstimmungForm.NAMENTLICH:
            daten["ris:namentlich"] = [
                {"name": s.person.name, "fraktion": _fraktion(s), "stimme": s.wert} for s in stimmen
            ]
    weitere = [a for a in top.abstimmungen.all() if a.art not in VERSCHWIEGEN]
    if weitere:
        daten["ris:weitere"] = [_eine(a) for a in weitere]
    return daten


def _eine(abstimmung) -> dict:
    return {
        "art": abstimmung.get_art_display(),
        "gegenstand": abstimmung.gegenstand,
        "ergebnis": "angenommen" if abstimmung.ergebnis in ANGENOMMEN else "abgelehnt",
        "stimmen": {"ja": abstimmung.ja, "nein": abstimmung.nein, "enthaltung": abstimmung.enthaltung},
        "ris:satz": abstimmung.satz,
    }


def _fraktion(stimme) -> str:
    return stimme.fraktion.name if stimme.fraktion else OHNE_FRAKTION


def _nach_fraktionen(stimmen) -> list[dict]:
    """The largest first, those without a Fraktion at the end."""
    summen = defaultdict(lambda: dict.fromkeys(Stimmwert.values, 0))
    for stimme in stimmen:
        summen[_fraktion(stimme)][stimme.wert] += 1
    reihe = sorted(summen.items(), key=lambda p: (p[0] == OHNE_FRAKTION, -sum(p[1].values()), p[0]))
    return [{"name": name, **zahlen} for name, zahlen in reihe]
