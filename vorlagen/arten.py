"""The kinds of paper as one table (pure data): what each shows, under which label, and what belongs to it.

Form, pages, PDF, `pruefung`, workflow and the sittings read it; nothing else asks for a kind by name to decide about fields.
"""

from dataclasses import dataclass

from vorlagen.choices import BeratungRolle, VorlageArt

# Fields of the Finanzierung, shown together or not at all.
FINANZIERUNG = (
    "gesamtkosten_keine",
    "gesamtkosten",
    "folgekosten_keine",
    "folgekosten",
    "einnahmen_keine",
    "einnahmen",
    "haushaltsmittel",
    "haushaltsmittel_betrag",
    "produktkonto",
)
# What members hand in is theirs: nobody in the house changes a word of it.
WORTE_DES_MANDATS = ("betreff", "sachverhalt", "beschlussvorschlag")


@dataclass(frozen=True)
class Textfeld:
    """A formatted text of the paper: its field, its heading, and the sentence that asks for it where it must not be empty."""

    feld: str
    titel: str
    fehlt: str = ""
    hilfe: str = ""


@dataclass(frozen=True)
class Blatt:
    """One kind of paper. `texte` stand in the order of the paper.

    `hat_beschluss` None: as its Ursprung. `rolle` is the usual role of its last station, before it they advise or take note.
    """

    art: VorlageArt
    wozu: str
    texte: tuple[Textfeld, ...]
    hat_beschluss: bool | None
    hat_finanzierung: bool = True
    aus_mandat: bool = False
    braucht_ursprung: bool = False
    kann_ursprung: bool = False

    @property
    def felder(self) -> tuple[str, ...]:
        return tuple(t.feld for t in self.texte)

    @property
    def rollen(self) -> tuple[BeratungRolle, BeratungRolle]:
        """The usual role of the stations before the last, and of the last."""
        if self.hat_beschluss is False:
            return BeratungRolle.KENNTNISNAHME, BeratungRolle.KENNTNISNAHME
        return BeratungRolle.VORBERATUNG, BeratungRolle.ENTSCHEIDUNG

    def titel(self, feld: str) -> str:
        """The heading of a text on this kind of paper; KeyError if it has none."""
        return {t.feld: t.titel for t in self.texte}[feld]


SACHVERHALT = Textfeld("sachverhalt", "Sachverhalt", "Bitte schildern Sie den Sachverhalt.")
ANMERKUNG = Textfeld("anmerkung", "Anmerkung")


def _vorschlag(fehlt: str) -> Textfeld:
    return Textfeld("beschlussvorschlag", "Beschlussvorschlag", fehlt, "Der Wortlaut, über den abgestimmt wird.")


BLAETTER = {
    blatt.art: blatt
    for blatt in (
        Blatt(
            VorlageArt.BESCHLUSSVORLAGE,
            "Ein Gremium soll etwas beschließen.",
            (SACHVERHALT, ANMERKUNG, _vorschlag("Eine Beschlussvorlage braucht einen Beschlussvorschlag.")),
            hat_beschluss=True,
        ),
        Blatt(
            VorlageArt.MITTEILUNGSVORLAGE,
            "Ein Gremium soll etwas wissen; abgestimmt wird nicht.",
            (SACHVERHALT, ANMERKUNG),
            hat_beschluss=False,
        ),
        Blatt(
            VorlageArt.ANTRAG,
            "Eine Fraktion, eine Gruppe oder Abgeordnete beantragen einen Beschluss (§ 56 NKomVG).",
            (
                Textfeld(
                    "beschlussvorschlag",
                    "Antragstext",
                    "Bitte schreiben Sie, was beschlossen werden soll.",
                    "Der Wortlaut, über den abgestimmt wird.",
                ),
                Textfeld("sachverhalt", "Begründung", "Bitte begründen Sie den Antrag."),
                Textfeld(
                    "stellungnahme",
                    "Stellungnahme der Verwaltung",
                    "Zu einem Antrag gehört die Stellungnahme der Verwaltung.",
                ),
            ),
            hat_beschluss=True,
            aus_mandat=True,
        ),
        Blatt(
            VorlageArt.ANFRAGE,
            "Eine Fraktion, eine Gruppe oder Abgeordnete fragen die Verwaltung (§ 56 NKomVG).",
            (
                Textfeld("sachverhalt", "Frage", "Bitte stellen Sie Ihre Frage."),
                Textfeld("stellungnahme", "Antwort", "Zu einer Anfrage gehört die Antwort."),
            ),
            hat_beschluss=False,
            hat_finanzierung=False,
            aus_mandat=True,
        ),
        Blatt(
            VorlageArt.TISCHVORLAGE,
            "Wird in der Sitzung verteilt, zu einem Punkt, der schon auf der Tagesordnung steht.",
            (SACHVERHALT, ANMERKUNG, _vorschlag("Eine Tischvorlage braucht einen Beschlussvorschlag.")),
            hat_beschluss=True,
            kann_ursprung=True,
        ),
        Blatt(
            VorlageArt.ERGAENZUNGSVORLAGE,
            "Ergänzt eine Vorlage, die noch beraten wird; beide gelten nebeneinander.",
            (
                Textfeld("sachverhalt", "Ergänzung", "Bitte schreiben Sie, was ergänzt wird."),
                ANMERKUNG,
                _vorschlag("Bitte nennen Sie den Beschlussvorschlag in der ergänzten Fassung."),
            ),
            hat_beschluss=None,
            braucht_ursprung=True,
            kann_ursprung=True,
        ),
        Blatt(
            VorlageArt.AUSTAUSCHVORLAGE,
            "Tritt an die Stelle einer Vorlage, die noch beraten wird.",
            (SACHVERHALT, ANMERKUNG, _vorschlag("Eine Austauschvorlage braucht einen Beschlussvorschlag.")),
            hat_beschluss=None,
            braucht_ursprung=True,
            kann_ursprung=True,
        ),
    )
}
