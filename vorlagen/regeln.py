"""The rules of the Beratungsfolge and of competence: pure, as a table. What they find is a refusal, a warning or a hint.

`REGELN` is the only place that knows them; `docs/recht.md` names rule and test of each.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from gremien.choices import GremiumArt
from vorlagen.choices import KREISTAGSSACHEN, BeratungRolle, Haushaltsmittel, Sachgebiet

FOLGE = "beratungsfolge"


class Schwere(Enum):
    """MANGEL refuses; WARNUNG lets pass with a recorded reason; HINWEIS only tells."""

    MANGEL = "mangel"
    WARNUNG = "warnung"
    HINWEIS = "hinweis"


@dataclass(frozen=True)
class Befund:
    """One finding: the field it belongs to, a sentence that says what to do, and the paragraph."""

    feld: str
    text: str
    norm: str = ""
    schwere: Schwere = Schwere.MANGEL
    code: str = ""
    titel: str = ""

    def __str__(self):
        return f"{self.text} ({self.norm})" if self.norm else self.text


@dataclass(frozen=True)
class Halt:
    """A station as the rules see it; `abgabe` is the hand-in deadline of `termin`."""

    name: str
    art: str
    rolle: str
    termin: date | None = None
    abgabe: date | None = None

    @property
    def entscheidet(self) -> bool:
        return self.rolle == BeratungRolle.ENTSCHEIDUNG


@dataclass(frozen=True)
class Papier:
    """What the rules see of a Vorlage. `heute` is None once it was handed in: then no deadline is asked for."""

    halte: tuple[Halt, ...]
    hat_beschluss: bool = True
    ist_oeffentlich: bool = True
    betreff: str = ""
    sachgebiet: str = Sachgebiet.KEINES
    haushaltsmittel: str = ""
    heute: date | None = None
    art_titel: str = "Mitteilungsvorlage"
    # A supplement goes only where its Ursprung still goes: the bodies before have had that one.
    ist_zusatz: bool = False

    @property
    def entscheidend(self) -> Halt | None:
        """The last deciding station."""
        return next((h for h in reversed(self.halte) if h.entscheidet), None)


def _keine_station(papier):
    return "" if papier.halte else "Bitte planen Sie mindestens eine Station der Beratungsfolge."


def _eine_entscheidung(papier):
    if papier.halte and papier.hat_beschluss and sum(h.entscheidet for h in papier.halte) != 1:
        return "Genau eine Station der Beratungsfolge muss entscheiden."
    return ""


def _entscheidung_zuletzt(papier):
    einzige = sum(h.entscheidet for h in papier.halte) == 1
    if papier.hat_beschluss and einzige and not papier.halte[-1].entscheidet:
        return "Die entscheidende Station muss die letzte der Beratungsfolge sein."
    return ""


def _ohne_entscheidung(papier):
    if not papier.hat_beschluss and papier.entscheidend:
        return f"Eine {papier.art_titel} wird zur Kenntnis genommen; keine Station entscheidet."
    return ""


def _kreistag_entscheidet(papier):
    """§ 58 Abs. 1 NKomVG: these matters belong to the Vertretung alone."""
    letzte = papier.entscheidend
    if not (papier.hat_beschluss and letzte) or letzte.art == GremiumArt.VERTRETUNG:
        return ""
    if papier.sachgebiet not in KREISTAGSSACHEN:
        return ""
    return (
        f"Über das Sachgebiet „{Sachgebiet(papier.sachgebiet).label}“ entscheidet nur der Kreistag. Bitte planen Sie ihn "
        f"als letzte, entscheidende Station; {letzte.name} kann vorberaten."
    )


def _kreisausschuss_fehlt(papier):
    """§ 76 Abs. 1 S. 1 NKomVG. S. 2 leaves an earlier debate in the Kreistag possible: therefore a warning."""
    if papier.ist_zusatz:
        return ""
    for stelle, halt in enumerate(papier.halte):
        if halt.art == GremiumArt.VERTRETUNG and halt.entscheidet:
            if any(h.art == GremiumArt.HAUPTAUSSCHUSS for h in papier.halte[:stelle]):
                return ""
            return (
                "Der Kreisausschuss bereitet die Beschlüsse des Kreistages vor. Bitte nehmen Sie ihn vor dem Kreistag auf, "
                "oder begründen Sie, warum er nicht beteiligt wird."
            )
    return ""


def _fachausschuss_fehlt(papier):
    if papier.halte and not papier.ist_zusatz and not any(h.art == GremiumArt.FACHAUSSCHUSS for h in papier.halte):
        return "Kein Fachausschuss ist beteiligt. Der Landrat soll die Fachausschüsse an der Vorbereitung beteiligen."
    return ""


def _termine_in_reihenfolge(papier):
    mit_termin = [h for h in papier.halte if h.termin]
    for frueher, spaeter in pairwise(mit_termin):
        if spaeter.termin < frueher.termin:
            return (
                f"Die Termine laufen rückwärts: {frueher.name} am {frueher.termin:%d.%m.%Y}, danach {spaeter.name} schon am "
                f"{spaeter.termin:%d.%m.%Y}. Bitte ändern Sie einen Termin oder die Reihenfolge."
            )
    return ""


def _abgabefrist(papier):
    """Geschäftsordnung: late is not forbidden, but somebody must say why."""
    if papier.ist_zusatz:
        return ""
    vorbei = [h for h in papier.halte if papier.heute and h.abgabe and h.abgabe < papier.heute]
    if not vorbei:
        return ""
    liste = "; ".join(f"{h.name} am {h.termin:%d.%m.%Y}: Abgabe bis {h.abgabe:%d.%m.%Y}" for h in vorbei)
    return f"Die Abgabefrist ist vorbei ({liste}). Bitte wählen Sie eine spätere Sitzung, oder begründen Sie die Verspätung."


def _mittel_fehlen(papier):
    if papier.haushaltsmittel != Haushaltsmittel.NICHT_VERFUEGBAR:
        return ""
    return (
        "Haushaltsmittel stehen nicht zur Verfügung: Über eine über- oder außerplanmäßige Ausgabe entscheidet der Kreistag, "
        "wenn sie nicht unerheblich ist. Bitte nennen Sie die Deckung, oder begründen Sie, warum keine nötig ist."
    )


# Word beginnings that tell of a matter of § 58 Abs. 1. The clerk chooses; this only asks again.
VERDACHT = re.compile(
    r"\b\w*(satzung|verordnung|gebührenordnung|jahresabschluss|investitionsprogramm|haushaltsplan)\w*\b", re.IGNORECASE
)


def _klingt_nach_kreistag(papier):
    letzte = papier.entscheidend
    if papier.sachgebiet != Sachgebiet.KEINES or not letzte or letzte.art == GremiumArt.VERTRETUNG:
        return ""
    if treffer := VERDACHT.search(papier.betreff):
        return (
            f"Der Betreff nennt „{treffer[0]}“, entscheiden soll aber {letzte.name}. Bitte prüfen Sie das Sachgebiet, oder "
            "begründen Sie, warum nicht der Kreistag zuständig ist."
        )
    return ""


def _kreisausschuss_nichtoeffentlich(papier):
    if not papier.ist_oeffentlich or not any(h.art == GremiumArt.HAUPTAUSSCHUSS for h in papier.halte):
        return ""
    if all(h.art == GremiumArt.HAUPTAUSSCHUSS for h in papier.halte):
        return (
            "Der Kreisausschuss tagt nichtöffentlich: Ohne eine Station in öffentlicher Sitzung wird diese Vorlage nicht "
            "veröffentlicht, auch wenn sie öffentlich ist."
        )
    return "Der Kreisausschuss tagt nichtöffentlich: Sein Ergebnis erscheint nicht auf den öffentlichen Seiten."


@dataclass(frozen=True)
class Regel:
    """One row of the table: `finde` returns the sentence, or nothing where all is well."""

    code: str
    titel: str
    schwere: Schwere
    feld: str
    norm: str
    finde: Callable[[Papier], str]


M, W, H = Schwere.MANGEL, Schwere.WARNUNG, Schwere.HINWEIS
REGELN = (
    Regel("keine_station", "keine Station", M, FOLGE, "", _keine_station),
    Regel("eine_entscheidung", "Entscheidung", M, FOLGE, "", _eine_entscheidung),
    Regel("entscheidung_zuletzt", "Entscheidung zuletzt", M, FOLGE, "", _entscheidung_zuletzt),
    Regel("ohne_entscheidung", "keine Entscheidung", M, FOLGE, "", _ohne_entscheidung),
    Regel(
        "kreistag_entscheidet", "Zuständigkeit des Kreistages", M, FOLGE, "§ 58 Abs. 1 NKomVG", _kreistag_entscheidet
    ),
    Regel(
        "kreisausschuss_fehlt",
        "Kreistag ohne Kreisausschuss",
        W,
        FOLGE,
        "§ 76 Abs. 1 S. 1 NKomVG",
        _kreisausschuss_fehlt,
    ),
    Regel(
        "klingt_nach_kreistag",
        "Sachgebiet und Zuständigkeit",
        W,
        "sachgebiet",
        "§ 58 Abs. 1 NKomVG",
        _klingt_nach_kreistag,
    ),
    Regel("termine", "Reihenfolge der Termine", W, FOLGE, "", _termine_in_reihenfolge),
    Regel("abgabefrist", "Abgabefrist", W, FOLGE, "Geschäftsordnung", _abgabefrist),
    Regel(
        "mittel_fehlen",
        "fehlende Haushaltsmittel",
        W,
        "haushaltsmittel",
        "§ 117, § 58 Abs. 1 Nr. 9 NKomVG",
        _mittel_fehlen,
    ),
    Regel("fachausschuss_fehlt", "kein Fachausschuss", H, FOLGE, "§ 85 Abs. 1 S. 2 NKomVG", _fachausschuss_fehlt),
    Regel(
        "kreisausschuss_nichtoeffentlich",
        "Kreisausschuss nichtöffentlich",
        H,
        FOLGE,
        "§ 78 Abs. 2 NKomVG",
        _kreisausschuss_nichtoeffentlich,
    ),
)


def anwenden(papier: Papier) -> list[Befund]:
    """Every finding, in the order of the table."""
    return [
        Befund(regel.feld, text, regel.norm, regel.schwere, regel.code, regel.titel)
        for regel in REGELN
        if (text := regel.finde(papier))
    ]
