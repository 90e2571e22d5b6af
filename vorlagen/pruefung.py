"""What a Vorlage must contain before it may be handed in and released (the rules of the form)."""

from dataclasses import dataclass

from gremien.fristen import Fristen
from vorlagen.arten import WORTE_DES_MANDATS
from vorlagen.choices import BERATBARE_STATUS, ZUSATZARTEN, Ergebnis, Haushaltsmittel, VorlageArt
from vorlagen.regeln import Befund, Halt, Papier, Schwere, anwenden
from wittmund_ris import uhr

KOSTEN = (
    ("gesamtkosten", "Gesamtkosten"),
    ("folgekosten", "jährliche Folgekosten"),
    ("einnahmen", "objektbezogene Einnahmen"),
)


@dataclass(frozen=True)
class Pruefung:
    """All that was found, by severity."""

    maengel: list[Befund]
    warnungen: list[Befund]
    hinweise: list[Befund]


OHNE_BEFUND = Pruefung([], [], [])


def pruefung_von(vorlage, stationen=None, *, fristen=None) -> Pruefung:
    """Everything that stands in the way of handing in and of the release, in the order of the form, and what must be
    answered or known. `stationen`: Beratungen of a form that is not saved yet, instead of the saved ones.

    A motion that no Amt has yet is looked at for its own words alone.
    """
    if vorlage.kommt_aus_mandat and not vorlage.amt_id:
        return Pruefung(_texte(vorlage, nur=WORTE_DES_MANDATS), [], [])
    if vorlage.ist_neufassung:
        return _nach_schwere(_neufassung(vorlage))
    return _nach_schwere(_formular(vorlage) + anwenden(papier(vorlage, stationen, fristen=fristen)))


def folge_pruefung(vorlage, stationen=None, *, fristen=None) -> Pruefung:
    """What the rules of the Beratungsfolge and of competence alone say to a draft while it is written."""
    return _nach_schwere(anwenden(papier(vorlage, stationen, fristen=fristen)))


def _nach_schwere(befunde) -> Pruefung:
    return Pruefung(*([b for b in befunde if b.schwere == schwere] for schwere in Schwere))


def _neufassung(vorlage) -> list[Befund]:
    """A new Fassung has other words, not another way: stations and deadlines were looked at when the paper was released."""
    original = vorlage.neufassung_von
    gefunden = []
    if original.status not in BERATBARE_STATUS:
        gefunden.append(
            Befund(
                "neufassung_von",
                f"Die Vorlage {original.nummer} ist {original.get_status_display().lower()}; eine neue Fassung gibt es "
                "zwischen Freigabe und Entscheidung.",
            )
        )
    gefunden += _texte(vorlage)
    if vorlage.blatt.hat_finanzierung:
        gefunden += _finanzierung(vorlage)
    wege = anwenden(papier(vorlage, fristen=Fristen()))
    return gefunden + _anlagen(vorlage) + [b for b in wege if b.code == "mittel_fehlen"]


def maengel(vorlage) -> list[Befund]:
    """What refuses handing in and the release."""
    return pruefung_von(vorlage).maengel


def warnungen(vorlage) -> list[Befund]:
    """What is allowed with a recorded reason."""
    return pruefung_von(vorlage).warnungen


def _formular(vorlage) -> list[Befund]:
    gefunden = _ursprung(vorlage) if vorlage.blatt.kann_ursprung else []
    if not vorlage.aktenzeichen.strip():
        gefunden.append(Befund("aktenzeichen", "Bitte geben Sie das Aktenzeichen an."))
    gefunden += _texte(vorlage)
    if not vorlage.ist_oeffentlich and not vorlage.nichtoeffentlich_grund.strip():
        # § 64 Abs. 1 NKomVG: only the öffentliche Wohl or berechtigte Interessen Einzelner exclude the public.
        gefunden.append(
            Befund(
                "nichtoeffentlich_grund",
                "Bitte nennen Sie den Grund der Nichtöffentlichkeit (§ 64 Abs. 1 NKomVG: öffentliches Wohl oder "
                "berechtigte Interessen Einzelner).",
            )
        )
    if vorlage.blatt.hat_finanzierung:
        gefunden += _finanzierung(vorlage)
    return gefunden + _anlagen(vorlage)


def _texte(vorlage, nur=()) -> list[Befund]:
    """The texts that a paper of this kind must have; `nur` limits it to these fields."""
    return [
        Befund(text.feld, text.fehlt)
        for text in vorlage.blatt.texte
        if text.fehlt
        and (not nur or text.feld in nur)
        and (text.feld != "beschlussvorschlag" or vorlage.hat_beschluss)
        and not getattr(vorlage, text.feld).strip()
    ]


def _ursprung(vorlage) -> list[Befund]:
    """A supplement belongs to a paper that is still open, is never more public than it, and goes only where it still goes."""
    ursprung, gefunden = vorlage.ursprung, []
    if ursprung is None:
        if vorlage.blatt.braucht_ursprung:
            gefunden.append(Befund("ursprung", "Bitte wählen Sie die Vorlage, auf die sich diese bezieht."))
        return gefunden
    if ursprung.status not in BERATBARE_STATUS:
        gefunden.append(
            Befund(
                "ursprung",
                f"Die Vorlage {ursprung.nummer} ist {ursprung.get_status_display().lower()}; ergänzen oder austauschen "
                "lässt sich nur, was noch beraten wird.",
            )
        )
    if vorlage.ist_oeffentlich and not ursprung.ist_oeffentlich:
        gefunden.append(
            Befund("ist_oeffentlich", f"Die Vorlage {ursprung.nummer} ist nichtöffentlich; diese muss es auch sein.")
        )
    if vorlage.blatt.braucht_ursprung:
        erledigt = ursprung.beratungen.filter(abgeschlossen_am__isnull=False).values_list("gremium", flat=True)
        # After a referral the same body may have the paper before it once more.
        offen = ursprung.beratungen.filter(abgeschlossen_am__isnull=True).values_list("gremium", flat=True)
        schon_beraten = vorlage.beratungen.filter(gremium__in=erledigt).exclude(gremium__in=offen)
        for beratung in schon_beraten.select_related("gremium"):
            gefunden.append(
                Befund(
                    "beratungsfolge",
                    f"Im Gremium {beratung.gremium} ist die Vorlage {ursprung.nummer} schon beraten. "
                    "Bitte nehmen Sie diese Station heraus.",
                )
            )
    return gefunden


def _finanzierung(vorlage) -> list[Befund]:
    gefunden = [
        Befund(feld, f"Bitte geben Sie die {name} an oder kreuzen Sie „keine“ an.")
        for feld, name in KOSTEN
        if not getattr(vorlage, f"{feld}_keine") and getattr(vorlage, feld) is None
    ]
    if vorlage.haushaltsmittel == Haushaltsmittel.VERFUEGBAR:
        if not vorlage.produktkonto.strip():
            gefunden.append(Befund("produktkonto", "Stehen Mittel zur Verfügung, nennen Sie bitte das Produktkonto."))
        if vorlage.haushaltsmittel_betrag is None:
            gefunden.append(
                Befund(
                    "haushaltsmittel_betrag", "Stehen Mittel zur Verfügung, nennen Sie bitte den noch freien Betrag."
                )
            )
    return gefunden


def _anlagen(vorlage) -> list[Befund]:
    """Without its redacted file, an Anlage that is public only in redacted form would stay away for ever."""
    ohne = vorlage.anlagen.filter(ist_geschwaerzt=True, geschwaerzt__isnull=True, datei__isnull=False)
    return [
        Befund("anlagen", f"Zur Anlage „{a.titel}“ fehlt die geschwärzte Fassung, die öffentlich wird.") for a in ohne
    ]


def papier(vorlage, stationen=None, *, fristen=None) -> Papier:
    """What the rules of `regeln` look at. `stationen`: instead of the saved ones, Beratungen of a form that is not saved yet."""
    if stationen is None:
        stationen = vorlage.beratungen.exclude(ergebnis=Ergebnis.VERWIESEN).select_related("gremium")
    fristen = fristen or Fristen()
    return Papier(
        halte=tuple(
            Halt(b.gremium.name, b.gremium.art, b.rolle, b.geplant_am, fristen.abgabe(b.geplant_am))
            if b.geplant_am
            else Halt(b.gremium.name, b.gremium.art, b.rolle)
            for b in stationen
        ),
        hat_beschluss=vorlage.hat_beschluss,
        ist_oeffentlich=vorlage.ist_oeffentlich,
        betreff=vorlage.betreff,
        sachgebiet=vorlage.sachgebiet,
        haushaltsmittel=vorlage.haushaltsmittel,
        art_titel=vorlage.get_art_display(),
        ist_zusatz=vorlage.art in ZUSATZARTEN,
        # Handed in is handed in: the deadline is asked for once. A Tischvorlage comes to the sitting itself.
        heute=uhr.heute() if vorlage.ist_bearbeitbar and vorlage.art != VorlageArt.TISCHVORLAGE else None,
    )
