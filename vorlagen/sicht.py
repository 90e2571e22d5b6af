"""Who may read a Vorlage, and from when on. Each row of `SICHT` has its twin in `VorlageQuerySet.sichtbar_fuer`.

Sight looks at the status, because it grows with the life of a paper.
"""

from collections.abc import Callable
from dataclasses import dataclass

import rules

from gremien.rules import ist_mandatstraeger
from vorlagen.choices import (
    ENTWURFSSTATUS,
    GELADENE_STATUS,
    MANDATSARTEN,
    VERWALTUNGSARTEN,
    VorlageArt,
    VorlageStatus,
)
from vorlagen.praedikate import (
    arbeitet_im_amt,
    hat_begonnen,
    hat_freigegeben,
    im_amt,
    ist_antragsteller,
    ist_ausgeschlossen,
    ist_beteiligt,
    ist_sitzungsdienst,
    ist_verwaltungsleitung,
    vertritt_leitung,
)


@dataclass(frozen=True)
class Sicht:
    """One reason to read a Vorlage: the circle of accounts, and from when on the paper is open to it.

    `wer`, `warum` and `ab` are the words in which the page of the Vorlage says so.
    """

    wer: str
    warum: str
    ab: str
    konto: Callable
    papier: Callable
    # The kinds of paper that the row speaks of; empty: all.
    arten: tuple[str, ...] = ()
    # They read what is not public on it, too: what `vorlagen.intern_sehen` decides.
    intern: bool = True
    # Working copies of a new Fassung: the row speaks of them alone (True), of papers alone (False), or of both (None).
    arbeitskopie: bool | None = None

    def betrifft(self, vorlage) -> bool:
        """Such a paper can be read for this reason, now or later."""
        passt = self.arbeitskopie is None or self.arbeitskopie == vorlage.ist_neufassung
        return passt and (not self.arten or vorlage.art in self.arten)

    def gilt(self, benutzer, vorlage) -> bool:
        return self.betrifft(vorlage) and self.papier(vorlage) and self.konto(benutzer, vorlage)


# The whole answer to "who may read this": `kann_sehen` is true if one row holds.
SICHT = (
    Sicht(
        wer="Verfasserin oder Verfasser",
        warum="hat die Vorlage verfasst",
        ab="",
        konto=lambda benutzer, vorlage: vorlage.verfasst_von_id == benutzer.pk,
        papier=lambda vorlage: vorlage.art not in MANDATSARTEN,
        arten=VERWALTUNGSARTEN,
        intern=False,
    ),
    Sicht(
        wer="Sachbearbeitung und Amtsleitung des federführenden Amtes",
        warum="bearbeiten die Vorlage",
        ab="",
        konto=lambda benutzer, vorlage: arbeitet_im_amt(benutzer) and im_amt(benutzer, vorlage),
        papier=lambda vorlage: True,
    ),
    Sicht(
        wer="Sitzungsdienst, wenn er die neue Fassung begonnen hat",
        warum="hat den Anstoß gegeben und sieht, was daraus wird",
        ab="",
        konto=hat_begonnen,
        papier=lambda vorlage: True,
        arbeitskopie=True,
    ),
    Sicht(
        wer="Verwaltungsleitung",
        warum="gibt frei oder zurück",
        ab="mit der Mitzeichnung",
        konto=lambda benutzer, vorlage: ist_verwaltungsleitung(benutzer),
        papier=lambda vorlage: (
            vorlage.status != VorlageStatus.ENTWURF
            and (vorlage.art not in MANDATSARTEN or vorlage.eingegangen_am is not None)
        ),
    ),
    Sicht(
        wer="Verwaltungsleitung",
        warum="gibt Tischvorlagen ohne Mitzeichnung frei",
        ab="",
        konto=lambda benutzer, vorlage: ist_verwaltungsleitung(benutzer),
        papier=lambda vorlage: vorlage.art == VorlageArt.TISCHVORLAGE,
        arten=(VorlageArt.TISCHVORLAGE,),
    ),
    Sicht(
        wer="Vertretung der Verwaltungsleitung",
        warum="gibt in Vertretung frei oder zurück, solange die Vertretung dauert",
        ab="mit der Mitzeichnung",
        konto=vertritt_leitung,
        papier=lambda vorlage: True,
    ),
    Sicht(
        wer="Wer in Vertretung freigegeben hat",
        warum="hat die Vorlage freigegeben",
        ab="mit der Freigabe",
        konto=hat_freigegeben,
        papier=lambda vorlage: vorlage.freigegeben_am is not None,
        arbeitskopie=False,
    ),
    Sicht(
        wer="Mitzeichnende Ämter und ihre Vertretung",
        warum="zeichnen mit",
        ab="sobald das Amt an der Reihe ist",
        konto=ist_beteiligt,
        papier=lambda vorlage: True,
    ),
    Sicht(
        wer="Sitzungsdienst",
        warum="setzt sie auf Tagesordnungen",
        ab="mit der Freigabe",
        konto=lambda benutzer, vorlage: ist_sitzungsdienst(benutzer),
        papier=lambda vorlage: vorlage.status not in ENTWURFSSTATUS and vorlage.freigegeben_am is not None,
        arbeitskopie=False,
    ),
    Sicht(
        wer="Sitzungsdienst",
        warum="nimmt Anträge und Anfragen entgegen",
        ab="mit dem Eingang",
        konto=lambda benutzer, vorlage: ist_sitzungsdienst(benutzer),
        papier=lambda vorlage: vorlage.art in MANDATSARTEN and vorlage.eingegangen_am is not None,
        arten=MANDATSARTEN,
    ),
    Sicht(
        wer="Antragstellende Abgeordnete und ihre Fraktion oder Gruppe",
        warum="haben den Antrag oder die Anfrage gestellt",
        # What the Verwaltung writes about it is not theirs to read before it is released.
        ab="bis zur Zuweisung und wieder ab der Freigabe",
        konto=lambda benutzer, vorlage: ist_antragsteller(benutzer, vorlage),
        papier=lambda vorlage: vorlage.amt_id is None or vorlage.freigegeben_am is not None,
        arten=MANDATSARTEN,
    ),
    Sicht(
        wer="Mitglieder des Kreistages",
        warum="beraten und entscheiden",
        ab="mit dem Versand der ersten Einladung",
        konto=lambda benutzer, vorlage: ist_mandatstraeger(benutzer) and not ist_ausgeschlossen(benutzer, vorlage),
        papier=lambda vorlage: vorlage.status in GELADENE_STATUS,
        arbeitskopie=False,
    ),
    Sicht(
        wer="Alle Beschäftigten mit Konto",
        warum="die Vorlage ist öffentlich",
        ab="mit der Veröffentlichung",
        konto=lambda benutzer, vorlage: True,
        # The inner pages show the true status; where the Kreisausschuss decides, the public page is what others read.
        papier=lambda vorlage: vorlage.ist_veroeffentlicht and not vorlage.entscheidet_hauptausschuss,
        intern=False,
        arbeitskopie=False,
    ),
)


@rules.predicate
def kann_sehen(benutzer, vorlage):
    return vorlage is not None and any(sicht.gilt(benutzer, vorlage) for sicht in SICHT)
