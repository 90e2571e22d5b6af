"""The present of the demo council: one round of sittings some weeks before the Stichtag, one after it, and their papers."""

from datetime import date, timedelta

from sitzungen.demo import papiere_entschieden, papiere_laufend, papiere_mandat, papiere_mitzeichnung
from sitzungen.demo.gremien import EINWOHNERFRAGESTUNDE, PROTOKOLL
from sitzungen.demo.kalender import arbeitstag_bis, reihe
from sitzungen.demo.papier import Ohne, Punkt, Stimmen, Termin

FRUEHESTENS, SPAETESTENS = date(2026, 11, 20), date(2031, 10, 31)
NUMMERNKREISE = {2026: 164}

# Short name of a sitting → Gremium and time.
GREMIEN = {
    "soz": ("sozialausschuss", "16:00"),
    "schul": ("schulausschuss", "16:00"),
    "bau": ("bau-und-umweltausschuss", "16:30"),
    "fin": ("finanzausschuss", "16:00"),
    "ka": ("kreisausschuss", "10:00"),
    "kt": ("kreistag", "15:00"),
}
KONSTITUIERUNG = Termin(
    schluessel="konstituierung",
    gremium="kreistag",
    tag=date(2026, 11, 12),
    uhrzeit="15:00",
    dauer=3,
    geplant=date(2026, 9, 21),
    # § 59 Abs. 2 S. 2 NKomVG: a full week before the first sitting of the term.
    eingeladen=date(2026, 11, 2),
    findet_statt=True,
    entfaellt=(PROTOKOLL, EINWOHNERFRAGESTUNDE),
    zusaetzlich=(
        "Verpflichtung der Kreistagsabgeordneten und Hinweis auf ihre Pflichten (§§ 43, 60 NKomVG)",
        "Wahl der oder des Vorsitzenden des Kreistages (§ 61 NKomVG)",
        "Mitteilung über die Bildung der Fraktionen und Gruppen (§ 57 NKomVG)",
    ),
    punkte=(Punkt("ausschuesse", Stimmen(41, 0, 2)),),
)


class Gegenwart:
    """Sittings and papers around a Stichtag between FRUEHESTENS and SPAETESTENS."""

    def __init__(self, stichtag: date):
        # The committees of the third term sit from December 2026 on: a round before lies in the second term.
        rueckblick = stichtag if stichtag >= date(2027, 1, 15) else FRUEHESTENS
        self.vergangen = reihe(rueckblick, schul=-42, bau=-40, ka=-32, kt=-25)
        self.naechste = reihe(stichtag, soz=5, schul=9, ka=12, bau=16, fin=20, kt=27)
        self.uebernaechste = reihe(stichtag, soz=61, schul=63, bau=66, fin=68, ka=75, kt=88)
        self.letzter_tag = max(self.uebernaechste.values())
        self.stichtag = stichtag
        self.papiere = (
            papiere_entschieden.konstituierung(),
            *papiere_entschieden.papiere(rueckblick),
            *papiere_laufend.papiere(stichtag, rueckblick),
            *papiere_mandat.papiere(stichtag, rueckblick),
            *papiere_mitzeichnung.papiere(stichtag),
        )
        self.abwesenheiten = papiere_mitzeichnung.abwesenheiten(stichtag)
        self.termine = (KONSTITUIERUNG, *self._vergangene(rueckblick), *self._kommende(), *self._spaetere())

    def _termin(self, runde, name, tage, **felder) -> Termin:
        gremium, uhrzeit = GREMIEN[name]
        return Termin(schluessel=f"{name}-{runde}", gremium=gremium, uhrzeit=uhrzeit, tag=tage[name], **felder)

    def _vergangene(self, anker):
        def termin(name, eingeladen, *punkte, **felder):
            return self._termin(
                "vorher",
                name,
                self.vergangen,
                geplant=_vor(anker, 120),
                eingeladen=_vor(anker, eingeladen),
                findet_statt=True,
                punkte=punkte,
                **felder,
            )

        return (
            termin(
                "schul",
                54,
                Punkt("schuelerbefoerderung", Stimmen(11, 0, 2)),
                Punkt("schulwegantrag", Stimmen(9, 3, 1)),
                Punkt("unterrichtsausfall", Ohne("kenntnisnahme")),
                Punkt(
                    "schulsozialarbeit",
                    Ohne(
                        "verwiesen",
                        "Zuerst soll der Sozialausschuss die Hilfen für Familien bewerten.",
                        "sozialausschuss",
                    ),
                ),
            ),
            termin(
                "bau",
                52,
                Punkt("nachtbus", Stimmen(6, 4, 1)),
                Punkt("radverkehr", Ohne("vertagt", "Der Ausschuss möchte die Strecken vorher bereisen.")),
            ),
            termin(
                "ka",
                45,
                Punkt("schuelerbefoerderung", Stimmen(10, 0, 1)),
                Punkt("schulwegantrag", Stimmen(7, 3, 1)),
                Punkt("nachtbus", Stimmen(6, 5)),
                # Off this agenda, because the Schulausschuss has referred the paper meanwhile.
                Punkt("schulsozialarbeit"),
                Punkt("grundstueck", Stimmen(9, 2)),
            ),
            termin(
                "kt",
                38,
                Punkt("schuelerbefoerderung", Stimmen(37, 1, 2, papiere_entschieden.WORTLAUT_GEAENDERT)),
                Punkt("nachtbus", Stimmen(18, 20, 2)),
                Punkt("schulwegantrag", Stimmen(24, 13, 3)),
                Punkt("grundstueck", Stimmen(34, 4, 2), "Grundstücksangelegenheit"),
                entschuldigt=3,
                dauer=3,
            ),
        )

    def _kommende(self):
        # The committees of a new term are known after its first sitting.
        geplant = max(_vor(self.stichtag, 90), min(date(2026, 11, 13), _vor(self.stichtag, 7)))

        def termin(name, *punkte, eingeladen=None, tagesordnung=None):
            return self._termin(
                "naechste",
                name,
                self.naechste,
                geplant=geplant,
                eingeladen=eingeladen and _vor(self.stichtag, eingeladen),
                tagesordnung_am=tagesordnung and _vor(self.stichtag, tagesordnung),
                punkte=punkte,
            )

        return (
            termin("soz", Punkt("nachbarschaftshilfe"), Punkt("schulsozialarbeit"), eingeladen=7),
            termin("schul", Punkt("medienentwicklung"), eingeladen=4),
            termin(
                "ka",
                Punkt("nachbarschaftshilfe"),
                Punkt("medienentwicklung"),
                Punkt("verkauf"),
                Punkt("mietvertrag"),
                eingeladen=2,
            ),
            termin("bau", Punkt("radverkehr"), tagesordnung=1),
            termin("fin", Punkt("haushalt"), tagesordnung=1),
            termin(
                "kt",
                Punkt("nachbarschaftshilfe"),
                Punkt("medienentwicklung"),
                Punkt("verkauf", oeffentlicher_titel="Grundstücksangelegenheit"),
                eingeladen=1,
            ),
        )

    def _spaetere(self):
        geplant = _vor(self.stichtag, 5)
        return tuple(self._termin("spaeter", name, self.uebernaechste, geplant=geplant) for name in GREMIEN)


def _vor(anker: date, tage: int) -> date:
    return arbeitstag_bis(anker - timedelta(days=tage))
