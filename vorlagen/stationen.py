"""The stations of a Vorlage with what the sittings added: TOP, vote, result.

Facts of a sitting live in `sitzungen`; they are read here through the reverse relation `Beratung.tops`, so that
nothing is stored twice and no import runs upwards.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vorlagen.choices import OHNE_ABSCHLUSS, ergebnis_text
from vorlagen.models import Beratung


@dataclass(frozen=True)
class Station:
    """One line of the Beratungsfolge as a reader of a given wing may see it."""

    beratung: Beratung
    termin: date | None
    ist_oeffentlich: bool
    sitzung: object = None
    top: object = None
    ergebnis: str = ""
    ergebnis_text: str = ""
    ja: int | None = None
    nein: int | None = None
    enthaltung: int | None = None
    wortlaut: str = ""
    # Decided without a sitting (§ 78 Abs. 3 NKomVG).
    im_umlauf: bool = False
    # What was announced of a non-public decision, in its own words.
    bekanntgabe: object = None

    @property
    def gremium(self):
        return self.beratung.gremium

    @property
    def top_nummer(self) -> str:
        return self.top.nummer_lang if self.top else ""


def _laden(vorlage):
    return (
        vorlage.beratungen.select_related("gremium")
        .prefetch_related("tops__sitzung__gremium", "tops__abstimmungen", "tops__verwiesen_an")
        .order_by("position", "einschub")
    )


def _mit_ergebnis(beratung, top, **felder) -> Station:
    stimmen = top.hauptabstimmung
    zahlen = {}
    if stimmen:
        zahlen = {"ja": stimmen.ja, "nein": stimmen.nein, "enthaltung": stimmen.enthaltung}
    return Station(
        beratung=beratung,
        sitzung=top.sitzung,
        top=top,
        ergebnis=top.ergebnis,
        ergebnis_text=ergebnis_text(
            top.ergebnis,
            beratung.rolle,
            enthaltungen=stimmen.enthaltung if stimmen else 0,
            geaendert=top.ist_geaendert,
            verwiesen_an=top.verwiesen_an or "",
        ),
        wortlaut=top.wortlaut if top.ist_geaendert else "",
        **zahlen,
        **felder,
    )


def _letzter(tops):
    """The TOP that counts: the newest; an earlier one was vertagt or abgesetzt."""
    return max(tops, key=lambda t: (t.sitzung.beginn, t.pk), default=None)


def _tag(sitzung) -> date:
    return timezone.localtime(sitzung.beginn).date()


def interne_stationen(vorlage) -> list[Station]:
    """For readers of the inner wing who may see the Vorlage: TOP from the invitation on, result once the sitting is closed."""
    zeilen = []
    for beratung in _laden(vorlage):
        oeffentlich = not beratung.gremium.ist_hauptausschuss
        top = _letzter([t for t in beratung.tops.all() if t.sitzung.ist_eingeladen])
        if umlauf := _umlauf(beratung):
            zeilen.append(_aus_umlauf(beratung, umlauf))
        elif top is None:
            zeilen.append(Station(beratung, beratung.geplant_am, oeffentlich))
        elif top.sitzung.ist_geschlossen and top.ergebnis:
            zeilen.append(_mit_ergebnis(beratung, top, termin=_tag(top.sitzung), ist_oeffentlich=oeffentlich))
        else:
            zeilen.append(Station(beratung, _tag(top.sitzung), oeffentlich, top.sitzung, top))
    return zeilen


def oeffentliche_stationen(vorlage) -> list[Station]:
    """What the public may know: of a non-public sitting or part nothing but the body and the date planned in the released paper.

    § 78 Abs. 2 NKomVG: no act in the Kreisausschuss changes a line of this. A station that a referral inserted would tell of
    it: it appears with its own public sitting.
    """
    zeilen = []
    for beratung in _laden(vorlage):
        if beratung.einschub and not any(
            t.ist_oeffentlich and t.sitzung.ist_veroeffentlicht for t in beratung.tops.all()
        ):
            continue
        if beratung.gremium.ist_hauptausschuss:
            zeilen.append(
                Station(beratung, beratung.geplant_am, ist_oeffentlich=False, bekanntgabe=_bekanntgabe(beratung))
            )
            continue
        top = _letzter([t for t in beratung.tops.all() if t.ist_oeffentlich and t.sitzung.ist_veroeffentlicht])
        if top is None:
            zeilen.append(Station(beratung, beratung.geplant_am, ist_oeffentlich=True))
        # § 64 Abs. 1 NKomVG: what was treated without the public stays inside.
        elif top.sitzung.ergebnisse_oeffentlich_am and top.ergebnis and not top.ohne_oeffentlichkeit_seit:
            zeilen.append(_mit_ergebnis(beratung, top, termin=_tag(top.sitzung), ist_oeffentlich=True))
        else:
            zeilen.append(Station(beratung, _tag(top.sitzung), True, top.sitzung, top))
    return zeilen


def _umlauf(beratung):
    """The Umlaufverfahren that closed this station; asked only where nothing else can have."""
    if not (beratung.abgeschlossen_am and beratung.gremium.ist_hauptausschuss):
        return None
    if any(t.sitzung.ist_geschlossen and ist_abschliessend(t.ergebnis) for t in beratung.tops.all()):
        return None
    return beratung.umlaeufe.filter(ergebnis__gt="").first()


def _aus_umlauf(beratung, umlauf) -> Station:
    return Station(
        beratung,
        termin=timezone.localtime(umlauf.beendet_am).date(),
        ist_oeffentlich=False,
        ergebnis=umlauf.ergebnis,
        ergebnis_text=ergebnis_text(umlauf.ergebnis, beratung.rolle, enthaltungen=umlauf.enthaltung),
        ja=umlauf.ja,
        nein=umlauf.nein,
        enthaltung=umlauf.enthaltung,
        im_umlauf=True,
    )


def _bekanntgabe(beratung):
    """The Bekanntgabe that hangs at this station of the public paper."""
    if not beratung.abgeschlossen_am:
        return None
    gruende = [*beratung.tops.all(), *beratung.umlaeufe.all()]
    zeilen = [b for g in gruende for b in g.bekanntgabe_zeilen.filter(ort="vorlage", entfernt_am__isnull=True)]
    return zeilen[0] if zeilen else None


def ist_abschliessend(ergebnis: str) -> bool:
    """False for vertagt and abgesetzt: the paper comes back to the same body."""
    return bool(ergebnis) and ergebnis not in OHNE_ABSCHLUSS
