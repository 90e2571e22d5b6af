"""The acts of an election (§ 67 NKomVG): prepare it, count it, draw the lot. Each is locked, stands in the Verlauf, and
gives the item its outcome. Elections know no Mitwirkungsverbot (§ 41 Abs. 3)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from gremien.choices import GremiumArt, MitgliedRolle
from konten.rechte import darf
from sitzungen import auszaehlung
from sitzungen.anwesenheit import (
    anwesende,
    anwesende_stimmberechtigte,
    gesetzliche_mitglieder,
    mitglieder,
    pruefe_beschlussfaehig,
)
from sitzungen.auszaehlung import Art
from sitzungen.choices import SitzungStatus, Waehlbar, Wahlverfahren
from sitzungen.models import Kandidat, Los, Sitzung, SitzungVerlauf, Wahl, Wahlgang, Wahlstimmen, vermerken
from sitzungen.models.wahl import ergebnis_aus
from vorlagen.choices import Ergebnis
from wittmund_ris.druckbar import druckbar

VORBEREITBAR = (SitzungStatus.EINGELADEN, SitzungStatus.EROEFFNET)
INZWISCHEN = (
    "In der Zwischenzeit hat jemand an dieser Wahl etwas eingetragen. Bitte vergleichen Sie; was Sie eingegeben haben, "
    "steht noch da."
)


@transaction.atomic
def anlegen(
    top,
    *,
    gegenstand,
    waehlbar=Waehlbar.MITGLIED,
    ist_vorsitzwahl=False,
    verfahren=Wahlverfahren.SCHRIFTLICH,
    person=None,
    name="",
    benutzer,
) -> Wahl:
    """Prepare an election on an item, if wanted with its first candidate.

    ValidationError without an object, for the Vorsitz of another body than the Kreistag, or for a candidate who cannot
    stand (§ 61 Abs. 1 NKomVG). A TOP that already has another outcome keeps it.
    """
    sitzung, top = _sitzung(top.sitzung_id, benutzer, top_pk=top.pk)
    gegenstand = _sauber("gegenstand", gegenstand, "Bitte geben Sie an, was gewählt wird.")
    if ist_vorsitzwahl and sitzung.gremium.art != GremiumArt.VERTRETUNG:
        raise ValidationError(
            {"ist_vorsitzwahl": "Nur der Kreistag wählt seinen Vorsitz nach § 61 Abs. 1 NKomVG in einer solchen Wahl."}
        )
    if top.ergebnis and not top.wahlen.exists():
        raise ValidationError(f"{top.nummer_lang} hat schon das Ergebnis „{top.ergebnis_text}“.")
    if top.wartet:
        raise ValidationError(f"{top.nummer_lang} ist abgesetzt, weil die Vorlage zurück in der Vorberatung ist.")
    if doppelt := next((w for w in top.wahlen.all() if w.gegenstand == gegenstand), None):
        raise ValidationError({"gegenstand": f"Diese Wahl gibt es hier schon: „{doppelt}“."})
    wahl = Wahl.objects.create(
        top=top,
        position=(top.wahlen.aggregate(m=Max("position"))["m"] or 0) + 1,
        gegenstand=gegenstand,
        waehlbar=Waehlbar.MITGLIED if ist_vorsitzwahl else Waehlbar(waehlbar),
        ist_vorsitzwahl=ist_vorsitzwahl,
    )
    if person or name.strip():
        _bewerbung(sitzung, wahl, person, name)
    if verfahren != Wahlverfahren.SCHRIFTLICH:
        _verfahren(wahl, Wahlverfahren(verfahren), widerspruch=False, geheim_verlangt=False)
    _festhalten(sitzung, wahl, benutzer, "angelegt")
    return wahl


@transaction.atomic
def aufnehmen(wahl, *, person=None, name="", benutzer, version=None) -> Kandidat:
    """Put a candidate up. A second one ends the election by Zuruf: it becomes a written one (§ 67 S. 1 NKomVG)."""
    sitzung, wahl = _offen(wahl, benutzer, version)
    if wahl.naechster_gang is None:
        raise ValidationError("Es wird nicht mehr gewählt; eine Bewerbung kommt zu spät.")
    kandidat = _bewerbung(sitzung, wahl, person, name)
    if wahl.verfahren == Wahlverfahren.ZURUF and len(_frisch(wahl).antretende) > 1:
        wahl.verfahren = Wahlverfahren.SCHRIFTLICH
        wahl.save(update_fields=["verfahren"])
    _festhalten(sitzung, wahl, benutzer, f"{kandidat.name} steht zur Wahl")
    return kandidat


@transaction.atomic
def streichen(kandidat, *, benutzer, version=None) -> Wahl:
    """Take a candidate off; who already got votes in the first Wahlgang does not stand in the second."""
    sitzung, wahl = _offen(kandidat.wahl, benutzer, version)
    if wahl.naechster_gang is None:
        raise ValidationError("Es wird nicht mehr gewählt; die Bewerbung bleibt, wie sie war.")
    kandidat = wahl.kandidaten.select_for_update().get(pk=kandidat.pk)
    if kandidat.stimmen.exists():
        kandidat.tritt_zurueck = True
        kandidat.save(update_fields=["tritt_zurueck"])
    else:
        kandidat.delete()
    _festhalten(sitzung, wahl, benutzer, f"{kandidat.name} steht nicht mehr zur Wahl")
    return wahl


@transaction.atomic
def verfahren_bestimmen(wahl, verfahren, *, widerspruch=False, geheim_verlangt=False, benutzer, version=None) -> Wahl:
    """State the procedure: written; Zuruf or Handzeichen only with exactly one candidate and no objection; secret as soon
    as one member demands it (§ 67 S. 1, 2 NKomVG). Who demanded it is not stored.
    """
    sitzung, wahl = _offen(wahl, benutzer, version)
    if wahl.naechster_gang is None:
        raise ValidationError("Es wird nicht mehr gewählt; das Verfahren steht fest.")
    _verfahren(wahl, Wahlverfahren(verfahren), widerspruch=widerspruch, geheim_verlangt=geheim_verlangt)
    _festhalten(sitzung, wahl, benutzer, f"Wahl {wahl.get_verfahren_display()}")
    return wahl


@transaction.atomic
def auszaehlen(wahl, nummer, stimmen, *, ungueltig=0, nein=0, enthaltung=0, benutzer, version=None) -> Wahl:
    """Hold the count of Wahlgang 1 or 2: `stimmen` maps the key of each Kandidat to votes.

    A second count of the same Wahlgang replaces the first and leaves it in the Verlauf; a later Wahlgang or lot that no
    longer follows from it goes. ValidationError for impossible numbers and for a Wahlgang that is not due (§ 67 NKomVG).
    """
    sitzung, wahl = _offen(wahl, benutzer)
    if sitzung.status != SitzungStatus.EROEFFNET:
        raise ValidationError("Gewählt wird in der eröffneten Sitzung.")
    alt = wahl.gaenge.filter(nummer=nummer).first()
    neu = ({int(k): int(v) for k, v in stimmen.items()}, ungueltig, nein, enthaltung)
    if alt and _zahlen(alt) == neu:
        return wahl
    _pruefe_version(wahl, version)
    pruefe_beschlussfaehig(sitzung, wahl.top)
    if wahl.ohne_wahl_grund:
        raise ValidationError("Diese Wahl ist ohne Wahl beendet.")
    if not alt and nummer != wahl.naechster_gang:
        raise ValidationError(f"Ein {nummer}. Wahlgang ist nicht an der Reihe.")
    antretende = {s.kandidat_id for s in alt.stimmen.all()} if alt else {k.pk for k in wahl.antretende}
    if set(neu[0]) != antretende:
        raise ValidationError("Bitte tragen Sie für jede Bewerbung die Stimmen ein, auch eine 0.")
    verfahren = alt.verfahren if alt else wahl.verfahren
    if verfahren == Wahlverfahren.ZURUF and len(antretende) != 1:
        raise ValidationError(_NUR_EINE)
    berechtigte = alt.stimmberechtigte if alt else anwesende_stimmberechtigte(sitzung)
    try:
        auszaehlung.pruefe(neu[0], uebrige=ungueltig + nein + enthaltung, stimmberechtigte=berechtigte)
    except auszaehlung.WahlFehler as fehler:
        raise ValidationError(str(fehler)) from fehler
    vorher = f" (berichtigt, vorher: {alt_satz(alt)})" if alt else ""
    los, folgende = _abloesen(wahl, nummer) if alt else (None, [])
    gang = _gang_anlegen(
        wahl, nummer, neu, verfahren=verfahren, stimmberechtigte=berechtigte, mitglieder=gesetzliche_mitglieder(sitzung)
    )
    _wieder_anfuegen(wahl, gang, los, folgende)
    _festhalten(sitzung, wahl, benutzer, f"{auszaehlung.satz(_frisch(wahl).gang_liste[nummer - 1].gezaehlt)}{vorher}")
    return wahl


@transaction.atomic
def losen(wahl, kandidat, *, gezogen_von=None, benutzer, version=None) -> Wahl:
    """Hold the lot after a tie in the second Wahlgang. The Vorsitz draws, here who presides; in the election of the Vorsitz
    of the Kreistag the eldest present willing member (§ 67 S. 6, 7, § 61 Abs. 1 S. 2 NKomVG).
    """
    sitzung, wahl = _offen(wahl, benutzer)
    if sitzung.status != SitzungStatus.EROEFFNET:
        raise ValidationError("Das Los wird in der eröffneten Sitzung gezogen.")
    gezogen_von = sitzung.leitung if gezogen_von is None and not wahl.ist_vorsitzwahl else gezogen_von
    if gezogen_von is None:
        raise ValidationError({"gezogen_von": "Bitte geben Sie an, wer das Los gezogen hat."})
    if (altes := wahl.los) and (altes.kandidat_id, altes.gezogen_von_id) == (kandidat.pk, gezogen_von.pk):
        return wahl
    _pruefe_version(wahl, version)
    gaenge = wahl.gang_liste
    stand = gaenge[-1].ausgang if gaenge else None
    if stand is None or stand.art != Art.LOS:
        raise ValidationError("Gelost wird nur bei Stimmengleichheit im zweiten Wahlgang (§ 67 NKomVG).")
    if kandidat.pk not in stand.gleichauf:
        raise ValidationError({"kandidat": "Das Los entscheidet nur zwischen denen, die gleich viele Stimmen haben."})
    if not wahl.ist_vorsitzwahl and gezogen_von.pk != sitzung.leitung_id:
        raise ValidationError(
            {"gezogen_von": f"Das Los zieht, wer den Vorsitz führt: {sitzung.leitung} (§ 67 NKomVG)."}
        )
    if not anwesende(sitzung).filter(person=gezogen_von).exists():
        raise ValidationError({"gezogen_von": "Das Los zieht ein Mitglied, das anwesend ist."})
    vorher = f" (berichtigt, vorher: {altes.kandidat.name})" if altes else ""
    Los.objects.filter(gang=gaenge[-1]).delete()
    Los.objects.create(gang=gaenge[-1], kandidat=kandidat, gezogen_von=gezogen_von)
    _festhalten(sitzung, wahl, benutzer, f"Los für {kandidat.name}, gezogen von {gezogen_von}{vorher}")
    return wahl


@transaction.atomic
def ohne_wahl(wahl, grund, *, benutzer, version=None) -> Wahl:
    """End without anybody elected, with the reason; also where the elected person declines."""
    sitzung, wahl = _offen(wahl, benutzer, version)
    wahl.ohne_wahl_grund = _sauber("grund", grund, "Bitte geben Sie an, warum die Wahl ohne Ergebnis endet.")
    wahl.save(update_fields=["ohne_wahl_grund"])
    _festhalten(sitzung, wahl, benutzer, f"ohne Wahl beendet: {wahl.ohne_wahl_grund}")
    return wahl


@transaction.atomic
def fortsetzen(wahl, *, benutzer, version=None) -> Wahl:
    """Take the end without election back; what was counted counts again."""
    sitzung, wahl = _offen(wahl, benutzer, version)
    if wahl.ohne_wahl_grund:
        wahl.ohne_wahl_grund = ""
        wahl.save(update_fields=["ohne_wahl_grund"])
        _festhalten(sitzung, wahl, benutzer, "wird fortgesetzt")
    return wahl


@transaction.atomic
def verwerfen(wahl, *, benutzer, version=None) -> None:
    """Remove an election that was prepared by mistake; refused as soon as votes were counted."""
    sitzung, wahl = _offen(wahl, benutzer, version)
    if wahl.gang_liste:
        raise ValidationError("Es ist schon gewählt worden. Beenden Sie die Wahl mit Begründung ohne Ergebnis.")
    top = wahl.top
    vermerken(sitzung, SitzungVerlauf.Aktion.WAEHLEN, benutzer, f"{top.nummer_lang}, {wahl}: Wahl gestrichen")
    wahl.kandidaten.all().delete()
    wahl.delete()
    _top_ergebnis(top)


def pruefe_abgeschlossen(sitzung) -> None:
    """Every election has its result before the sitting closes (§ 68 S. 2 NKomVG). ValidationError names the open ones."""
    offen = [
        w for w in Wahl.objects.filter(top__sitzung=sitzung).select_related("top").mit_gaengen() if not w.ist_beendet
    ]
    if offen:
        namen = "; ".join(f"{w.top.nummer_lang} {w}" for w in offen)
        raise ValidationError(f"Diese Wahlen sind noch nicht beendet: {namen}.")


def alt_satz(gang) -> str:
    """A count in short, for the Verlauf of its correction."""
    return ", ".join(f"{name} {zahl}" for name, zahl in gang.gezaehlt.stimmen)


_NUR_EINE = (
    "Durch Zuruf oder Handzeichen wird nur gewählt, wenn genau eine Person zur Wahl steht und niemand widerspricht; "
    "sonst schriftlich (§ 67 S. 1 NKomVG)."
)


def _sitzung(pk, benutzer, *, top_pk):
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium", "leitung").get(pk=pk)
    if not darf(benutzer, "sitzungen.waehlen", sitzung):
        raise PermissionDenied("Wahlen hält der Sitzungsdienst fest.")
    if sitzung.status not in VORBEREITBAR:
        raise ValidationError(
            f"Die Sitzung ist {sitzung.get_status_display().lower()}. Wahlen werden nach der Einladung vorbereitet und in "
            "der eröffneten Sitzung festgehalten."
        )
    return sitzung, sitzung.tops.select_related("beratung__vorlage").get(pk=top_pk)


def _offen(wahl, benutzer, version=None):
    """The locked sitting and the fresh Wahl; `version` is what the page of the writer showed."""
    sitzung, _ = _sitzung(wahl.top.sitzung_id, benutzer, top_pk=wahl.top_id)
    frisch = _frisch(wahl)
    _pruefe_version(frisch, version)
    return sitzung, frisch


def _frisch(wahl) -> Wahl:
    return Wahl.objects.select_related("top__beratung__vorlage").mit_gaengen().get(pk=wahl.pk)


def _pruefe_version(wahl, version) -> None:
    if version is not None and version != wahl.version:
        raise ValidationError(INZWISCHEN)


def _sauber(feld, text, fehlt) -> str:
    text = druckbar({feld: text})[feld].strip()
    if not text:
        raise ValidationError({feld: fehlt})
    return text


def _bewerbung(sitzung, wahl, person, name) -> Kandidat:
    if person is None and wahl.waehlbar == Waehlbar.MITGLIED:
        raise ValidationError({"person": "Bitte wählen Sie ein Mitglied des Gremiums."})
    if person is not None:
        sitz = next((m for m in mitglieder(sitzung) if m.person_id == person.pk), None)
        if sitz is None:
            raise ValidationError({"person": f"{person} gehört dem Gremium am Sitzungstag nicht an."})
        if wahl.ist_vorsitzwahl and sitz.rolle == MitgliedRolle.KRAFT_AMTES:
            raise ValidationError(
                {
                    "person": f"{person} ist Mitglied kraft Amtes. Der Vorsitz des Kreistags wird aus der Mitte der "
                    "Abgeordneten gewählt (§ 61 Abs. 1 NKomVG)."
                }
            )
    name = person.name if person else _sauber("name", name, "Bitte tragen Sie den Namen ein.")
    if wahl.kandidaten.filter(name__iexact=name).exists():
        raise ValidationError({"person" if person else "name": f"{name} steht schon zur Wahl."})
    stelle = (wahl.kandidaten.aggregate(m=Max("position"))["m"] or 0) + 1
    return Kandidat.objects.create(wahl=wahl, position=stelle, person=person, name=name)


def _verfahren(wahl, verfahren, *, widerspruch, geheim_verlangt) -> None:
    if geheim_verlangt:
        verfahren = Wahlverfahren.GEHEIM
    if verfahren == Wahlverfahren.ZURUF and (widerspruch or len(_frisch(wahl).antretende) != 1):
        raise ValidationError({"verfahren": _NUR_EINE})
    wahl.verfahren, wahl.hat_widerspruch, wahl.geheim_verlangt = verfahren, widerspruch, geheim_verlangt
    wahl.save(update_fields=["verfahren", "hat_widerspruch", "geheim_verlangt"])


def _zahlen(gang) -> tuple:
    return {s.kandidat_id: s.anzahl for s in gang.stimmen.all()}, gang.ungueltig, gang.nein, gang.enthaltung


def _gang_anlegen(wahl, nummer, zahlen, *, verfahren, stimmberechtigte, mitglieder) -> Wahlgang:
    stimmen, ungueltig, nein, enthaltung = zahlen
    gang = Wahlgang.objects.create(
        wahl=wahl,
        nummer=nummer,
        verfahren=verfahren,
        ungueltig=ungueltig,
        nein=nein,
        enthaltung=enthaltung,
        stimmberechtigte=stimmberechtigte,
        mitglieder=mitglieder,
    )
    for kandidat, anzahl in stimmen.items():
        Wahlstimmen.objects.create(gang=gang, kandidat_id=kandidat, anzahl=anzahl)
    return gang


def _abloesen(wahl, ab) -> tuple:
    """Take Wahlgang `ab` and what followed out; returned is what may follow again: the lot, and the later Wahlgänge."""
    los, folgende = wahl.los, []
    for gang in reversed(wahl.gang_liste):
        if gang.nummer < ab:
            continue
        if gang.nummer > ab:
            folgende.insert(0, (gang, _zahlen(gang)))
        Los.objects.filter(gang=gang).delete()
        gang.stimmen.all().delete()
        gang.delete()
    return los, folgende


def _wieder_anfuegen(wahl, gang, los, folgende) -> None:
    """Put back what still follows: a second Wahlgang after an undecided first, a lot between those who are still level."""
    letzter, stand = gang, Wahlgang.objects.prefetch_related("stimmen").get(pk=gang.pk).ausgang
    for alt, zahlen in folgende:
        if stand.art != Art.ZWEITER_WAHLGANG:
            return
        letzter = _gang_anlegen(
            wahl,
            alt.nummer,
            zahlen,
            verfahren=alt.verfahren,
            stimmberechtigte=alt.stimmberechtigte,
            mitglieder=alt.mitglieder,
        )
        stand = Wahlgang.objects.prefetch_related("stimmen").get(pk=letzter.pk).ausgang
    if los and stand.art == Art.LOS and los.kandidat_id in stand.gleichauf:
        Los.objects.create(gang=letzter, kandidat=los.kandidat, gezogen_von=los.gezogen_von)


def _festhalten(sitzung, wahl, benutzer, was) -> None:
    """The end of every act: a new version, one line in the Verlauf, the outcome of the item."""
    wahl.version += 1
    wahl.save(update_fields=["version"])
    vermerken(sitzung, SitzungVerlauf.Aktion.WAEHLEN, benutzer, f"{wahl.top.nummer_lang}, {wahl}: {was}")
    _top_ergebnis(wahl.top)


def _top_ergebnis(top) -> None:
    """The item follows its elections, and nothing else writes `gewaehlt`."""
    wahlen = list(Wahl.objects.filter(top=top).mit_gaengen())
    ergebnis, grund = ergebnis_aus(wahlen)
    if (top.ergebnis, top.ergebnis_grund) == (ergebnis, grund):
        return
    aus_wahl = top.ergebnis in ("", Ergebnis.GEWAEHLT) or top.ergebnis_grund.startswith("Ohne Wahl:")
    if not ergebnis and not aus_wahl:
        return
    top.ergebnis, top.ergebnis_grund = ergebnis, grund
    top.save(update_fields=["ergebnis", "ergebnis_grund"])
