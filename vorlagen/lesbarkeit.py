"""Who can read this, and why: in plain words, from the same rules that decide."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gremien.models import Gremium, Regelwerk
from vorlagen.choices import ENTWURFSSTATUS, VorlageArt, VorlageStatus
from vorlagen.sicht import SICHT
from wittmund_ris import uhr


@dataclass(frozen=True)
class Leserkreis:
    """One circle of readers: may they read now, or from when on."""

    wer: str
    warum: str
    liest: bool
    ab: str = ""
    # They read the non-public Anlagen as well.
    intern: bool = False


@dataclass(frozen=True)
class Oeffentlichkeit:
    """Is the paper public, since when or from when on, and what follows; one sentence each."""

    ist_oeffentlich: bool
    satz: str
    hinweis: str = ""
    # Not public yet, and will be by an act that is planned.
    kommt: bool = False


def leserkreise(vorlage) -> list[Leserkreis]:
    """Every row of `sicht.SICHT` for this paper, those who read it now first."""
    kreise = [Leserkreis(s.wer, s.warum, s.papier(vorlage), s.ab, s.intern) for s in SICHT if s.betrifft(vorlage)]
    if not vorlage.ist_oeffentlich:
        # That row speaks of published papers only.
        kreise = [k for k in kreise if k.ab != "mit der Veröffentlichung"]
    return sorted(kreise, key=lambda k: not k.liest)


@dataclass(frozen=True)
class Anlagensicht:
    """Who can read an Anlage: outside, and inside; what the circles to come wait for."""

    draussen: str
    innen: str
    spaeter: str = ""


def anlagensicht(anlage, vorlage, kreise, lage: Oeffentlichkeit) -> Anlagensicht:
    """The words for one Anlage of the paper, out of its `leserkreise` and `oeffentlichkeit`: no query.

    Inside, the whole file is for those who read the paper `intern`; whoever reads it without that has the public file.
    """
    oeffentlich_innen = anlage.oeffentliche_datei is not None and not anlage.ist_geschwaerzt
    lesend = [k for k in kreise if k.intern or oeffentlich_innen]
    jetzt = list(dict.fromkeys(k.wer for k in lesend if k.liest))
    spaeter = list(dict.fromkeys(f"{k.wer} ({k.ab})" for k in lesend if not k.liest and k.wer not in jetzt))
    was = "Die vollständige Fassung lesen innen" if anlage.ist_geschwaerzt else "Innen lesen sie"
    if not anlage.liegt_vor:
        was = "Sobald sie vorliegt, lesen sie innen"
    return Anlagensicht(
        draussen=_draussen(anlage, vorlage, lage),
        innen=f"{was}: {'; '.join(jetzt)}." if jetzt else "",
        spaeter=f"Später auch: {'; '.join(spaeter)}." if spaeter else "",
    )


def _draussen(anlage, vorlage, lage) -> str:
    """What the public sees of it, and why: the stricter of paper and Anlage holds."""
    papier = "Tischvorlage" if vorlage.art == VorlageArt.TISCHVORLAGE else "Vorlage"
    if not vorlage.ist_oeffentlich:
        satz = f"Nichtöffentlich, weil die {papier} es ist."
        return f"{satz} Dass die Anlage öffentlich heißt, ändert daran nichts." if anlage.ist_oeffentlich else satz
    if not anlage.ist_oeffentlich:
        return f"Nichtöffentlich, auch wenn die {papier} öffentlich ist: Draußen steht nur „nichtöffentliche Anlage“, ohne Titel."
    if vorlage.entfernt_am or not (lage.ist_oeffentlich or lage.kommt):
        return f"Öffentlich wäre sie nur mit der {papier}. {lage.satz}"
    teil = "nur in der geschwärzten Fassung " if anlage.ist_geschwaerzt else ""
    if anlage.oeffentliche_datei is None:
        wann = "sofort mit dem Nachreichen" if lage.ist_oeffentlich else "mit dem Nachreichen, frühestens mit ihr"
        if anlage.liegt_vor:
            return "Öffentlich wird nur die geschwärzte Fassung; sie fehlt noch, und bis dahin hängt keine Datei aus."
        return f"Angekündigt: Draußen steht der Titel mit „wird nachgereicht“; die Datei wird {teil}{wann} öffentlich."
    if lage.ist_oeffentlich:
        return f"Öffentlich {teil}wie die {papier}: alle können sie lesen."
    return f"Öffentlich {teil}mit der {papier}. {lage.satz}"


def oeffentlichkeit(vorlage) -> Oeffentlichkeit:
    """When the paper becomes public: with the invitation of its first public sitting, by an act of the Sitzungsdienst; or why not."""
    if vorlage.ist_neufassung:
        return _neufassung(vorlage.neufassung_von)
    if vorlage.entfernt_am:
        return Oeffentlichkeit(False, f"Die Veröffentlichung wurde am {_tag(vorlage.entfernt_am)} zurückgenommen.")
    if vorlage.ist_veroeffentlicht:
        return Oeffentlichkeit(True, f"Öffentlich seit dem {_tag(vorlage.veroeffentlicht_am)}: alle können sie lesen.")
    if not vorlage.ist_oeffentlich:
        return Oeffentlichkeit(
            False,
            "Wird nicht öffentlich: Die Vorlage ist nichtöffentlich.",
            "Auf öffentlichen Tagesordnungen steht nur die Nummer des Punktes mit einem neutralen Titel.",
        )
    if vorlage.status == VorlageStatus.ZURUECKGEZOGEN:
        return Oeffentlichkeit(False, "Wird nicht öffentlich: Die Vorlage ist zurückgezogen.")
    anlass, versandt = _anlass(vorlage)
    if anlass is None and versandt:
        return Oeffentlichkeit(
            False,
            f"Die Einladung zur Sitzung vom {versandt.tag:%d.%m.%Y} ({versandt.gremium}) ist schon versandt: Die Vorlage wird erst "
            "mit der Einladung zu einer späteren öffentlichen Sitzung öffentlich.",
            kommt=True,
        )
    if anlass is None:
        return Oeffentlichkeit(
            False,
            "Wird nicht öffentlich: Alle geplanten Sitzungen sind nichtöffentlich. Die Vorlage bleibt bis zu einer Bekanntgabe "
            "unveröffentlicht."
            if vorlage.beratungen.exists()
            else "Wann die Vorlage öffentlich wird, steht mit der Beratungsfolge fest: mit der Einladung zu ihrer ersten öffentlichen "
            "Sitzung.",
        )
    wann = (
        f"zur Sitzung vom {anlass.tag:%d.%m.%Y} ({anlass.gremium})" if anlass.tag else f"zur Sitzung: {anlass.gremium}"
    )
    return Oeffentlichkeit(
        False,
        f"Wird öffentlich mit der Einladung {wann}.",
        "Nennen Sie keine personenbezogenen Daten Dritter, oder legen Sie eine geschwärzte Anlage bei."
        if vorlage.status in ENTWURFSSTATUS
        else "",
        kommt=True,
    )


def _neufassung(vorlage) -> Oeffentlichkeit:
    """A working copy is never published itself; its text is, with its paper."""
    if vorlage.ist_veroeffentlicht:
        satz = f"Wird sofort öffentlich, sobald die neue Fassung freigegeben ist: Die Vorlage {vorlage.nummer} hängt schon aus."
        return Oeffentlichkeit(False, satz, kommt=True)
    spaeter = oeffentlichkeit(vorlage)
    return Oeffentlichkeit(
        False,
        f"Diese Arbeitskopie selbst wird nie veröffentlicht. Mit der Freigabe als neue Fassung gilt ihr Text für die Vorlage "
        f"{vorlage.nummer}. {spaeter.satz}",
        kommt=spaeter.kommt,
    )


@dataclass(frozen=True)
class Anlass:
    """The sitting whose invitation publishes: its body, and its day where one is planned."""

    gremium: Gremium
    tag: date | None


def erster_anlass(vorlage) -> Anlass | None:
    """The invitation that will hang out this paper; None if no open station leads to one."""
    return _anlass(vorlage)[0]


def _anlass(vorlage) -> tuple[Anlass | None, Anlass | None]:
    """The first invitation to come that publishes the paper, and the first that went out without it.

    What stands on an agenda already counts by its part there, as the invitation will take it (`top.ist_oeffentlich`); what does
    not yet, by the publicity of the body on that day. Without a Regelwerk nothing is public.
    """
    regelwerke = list(Regelwerk.objects.all())  # few rows, one query for all stations
    offen = vorlage.beratungen.filter(abgeschlossen_am__isnull=True).select_related("gremium")
    versandt = None
    for station in offen.prefetch_related("tops__sitzung"):
        tag = station.geplant_am or uhr.heute()
        punkt = next((t for t in station.tops.all() if not t.ergebnis), None)
        if punkt:
            if punkt.ist_oeffentlich and punkt.sitzung.ist_oeffentlich and not punkt.sitzung.ist_eingeladen:
                return Anlass(station.gremium, punkt.sitzung.tag), versandt
            continue
        regelwerk = next((r for r in regelwerke if r.von <= tag and (r.bis is None or tag <= r.bis)), None)
        if not (regelwerk and station.gremium.tagt_oeffentlich(regelwerk)):
            continue
        anlass = Anlass(station.gremium, station.geplant_am)
        am_tag = station.gremium.sitzungen.filter(beginn__date=station.geplant_am)
        if station.geplant_am and any(s.ist_eingeladen for s in am_tag):
            # An agenda that went out takes no further paper.
            versandt = versandt or anlass
            continue
        return anlass, versandt
    return None, versandt


def _tag(zeitpunkt) -> str:
    return f"{timezone.localtime(zeitpunkt):%d.%m.%Y}"
