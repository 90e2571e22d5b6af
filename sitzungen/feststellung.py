"""The agenda in the open sitting: urgent items and the exclusion of the public by vote, then the agenda as resolved."""

from django.core.exceptions import ValidationError
from django.db import transaction

from sitzungen import fassungen, nachtrag, register, reihenfolge
from sitzungen.choices import AbstimmungArt, FassungArt, Herkunft, NichtoeffentlichGrund, SitzungStatus, Teil
from sitzungen.models import Abstimmung, TagesordnungFassung
from sitzungen.verfahren import verfahren_abstimmen
from vorlagen.choices import ANGENOMMEN
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar


@transaction.atomic
def dringlich_aufnehmen(sitzung, neu, grund, *, datenschutz_bestaetigt=False, benutzer, **stimmen) -> Abstimmung:
    """Vote on an urgent extension of the agenda: only at the start of the sitting, with a reason, and with the Ja of two thirds of
    the statutory members (§ 59 Abs. 3 S. 5 NKomVG; 29 of 43).

    Both outcomes are recorded; only an adopted one brings the item (`neu`: `nachtrag.NeuerPunkt`) on the agenda.
    """
    sitzung = nachtrag.versandt(sitzung, benutzer, SitzungStatus.EROEFFNET)
    grund = druckbar({"grund": grund})["grund"].strip()
    if not grund:
        raise ValidationError({"grund": "Bitte begründen Sie die Dringlichkeit (§ 59 Abs. 3 S. 5 NKomVG)."})
    _noch_nicht_festgestellt(sitzung)
    titel = neu.beratung.vorlage.betreff if neu.beratung else neu.titel
    # What the Abstimmung names is read inside alone: the results of the public part come from the items.
    abstimmung = verfahren_abstimmen(
        sitzung,
        art=AbstimmungArt.ERWEITERUNG,
        gegenstand=f"Erweiterung der Tagesordnung: {titel}"[:300],
        benutzer=benutzer,
        **stimmen,
    )
    if abstimmung.ergebnis not in ANGENOMMEN:
        reihenfolge.geaendert(sitzung, benutzer, f"Nicht aufgenommen: „{titel}“. Begründung des Antrags: {grund}", None)
        return abstimmung
    top = nachtrag.anlegen(sitzung, neu, Herkunft.DRINGLICH, aufnahme_grund=grund[:300])
    if sitzung.ist_veroeffentlicht and not datenschutz_bestaetigt:
        raise ValidationError({"datenschutz_bestaetigt": nachtrag.DATENSCHUTZ})
    nachtrag.in_beratung_geben([top], benutzer=benutzer)
    register.nachfuehren(sitzung)
    reihenfolge.geaendert(sitzung, benutzer, f"{top} durch Beschluss aufgenommen: {grund}", top)
    return abstimmung


@transaction.atomic
def feststellen(sitzung, *, benutzer, **stimmen) -> TagesordnungFassung | None:
    """Resolve the agenda as it stands: by vote, or without one where nobody objects (no numbers given).

    The version *beschlossen*; None if the vote refuses it. ValidationError a second time.
    """
    sitzung = nachtrag.versandt(sitzung, benutzer, SitzungStatus.EROEFFNET)
    _noch_nicht_festgestellt(sitzung)
    wie = "ohne Widerspruch"
    if stimmen:
        abstimmung = verfahren_abstimmen(
            sitzung,
            art=AbstimmungArt.GESCHAEFTSORDNUNG,
            gegenstand="Feststellung der Tagesordnung",
            benutzer=benutzer,
            **stimmen,
        )
        if abstimmung.ergebnis not in ANGENOMMEN:
            return None
        wie = abstimmung.satz
    fassung = fassungen.festhalten(sitzung, FassungArt.BESCHLOSSEN, benutzer=benutzer)
    reihenfolge.geaendert(sitzung, benutzer, f"Tagesordnung festgestellt, {wie}", None)
    return fassung


@transaction.atomic
def oeffentlichkeit_ausschliessen(top, grund, *, mit_aussprache, benutzer, **stimmen) -> Abstimmung:
    """Vote on excluding the public from an item of part Ö; adopted, it keeps its number and is treated without the public.

    The record says whether it was debated, then in non-public sitting, or decided without debate (§ 64 Abs. 1 S. 2 NKomVG).
    """
    sitzung = nachtrag.versandt(top.sitzung, benutzer, SitzungStatus.EROEFFNET)
    top = sitzung.tops.prefetch_related("abstimmungen").get(pk=top.pk)
    if top.teil != Teil.OEFFENTLICH or top.ist_ueberschrift or top.ohne_oeffentlichkeit_seit:
        raise ValidationError("Zu diesem Punkt ist die Öffentlichkeit nicht zugelassen; es gibt nichts auszuschließen.")
    if top.ergebnis:
        raise ValidationError(f"{top.nummer_lang} ist schon behandelt.")
    if grund not in NichtoeffentlichGrund:
        raise ValidationError({"grund": "Bitte wählen Sie den Grund (§ 64 Abs. 1 NKomVG)."})
    wort = NichtoeffentlichGrund(grund).label
    abstimmung = verfahren_abstimmen(
        sitzung,
        art=AbstimmungArt.OEFFENTLICHKEIT,
        gegenstand=f"Ausschluss der Öffentlichkeit: {wort}",
        top=top,
        mit_aussprache=mit_aussprache,
        benutzer=benutzer,
        **stimmen,
    )
    if abstimmung.ergebnis in ANGENOMMEN:
        top.ohne_oeffentlichkeit_seit, top.ausschluss_mit_aussprache = uhr.jetzt(), mit_aussprache
        top.save(update_fields=["ohne_oeffentlichkeit_seit", "ausschluss_mit_aussprache"])
        beraten = "nach Beratung in nichtöffentlicher Sitzung" if mit_aussprache else "ohne Beratung"
        text = f"Zu {top.nummer_lang} ist die Öffentlichkeit {beraten} ausgeschlossen: {wort}"
        reihenfolge.geaendert(sitzung, benutzer, text, top)
    return abstimmung


def _noch_nicht_festgestellt(sitzung) -> None:
    if sitzung.fassungen.filter(art=FassungArt.BESCHLOSSEN).exists():
        raise ValidationError(
            "Die Tagesordnung ist schon festgestellt. Erweitert wird sie nur zu Beginn der Sitzung (§ 59 Abs. 3 S. 5 NKomVG)."
        )
