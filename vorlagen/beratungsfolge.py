"""The Beratungsfolge: plan the stations of a draft, close them when their sitting closes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from vorlagen import workflow
from vorlagen.choices import BERATBARE_STATUS, ENTSCHIEDEN, BeratungRolle, Ergebnis
from vorlagen.models import Beratung, VorlageVerlauf, vermerken
from vorlagen.stationen import ist_abschliessend
from wittmund_ris import uhr


def setzen(vorlage, stationen: list[dict]) -> None:
    """Replace the stations of a draft by `stationen` (gremium, rolle, geplant_am), in their order."""
    vorhanden = list(vorlage.beratungen.all())
    for ueberzaehlig in vorhanden[len(stationen) :]:
        ueberzaehlig.delete()
    folge = []
    for position, felder in enumerate(stationen, start=1):
        beratung = vorhanden[position - 1] if position <= len(vorhanden) else Beratung(vorlage=vorlage)
        for name, wert in (felder | {"position": position}).items():
            setattr(beratung, name, wert)
        folge.append(beratung)
    # The deciding station last: while the rows are written, the database allows only one.
    for beratung in sorted(folge, key=lambda b: b.rolle == BeratungRolle.ENTSCHEIDUNG):
        beratung.save()


def geerbt(ursprung) -> list[dict]:
    """The stations that a supplement or an Austauschvorlage has from its Ursprung: those not closed yet, as `setzen` takes them."""
    return [
        {"gremium": b.gremium, "rolle": b.rolle, "geplant_am": b.geplant_am}
        for b in ursprung.beratungen.filter(abgeschlossen_am__isnull=True).select_related("gremium")
    ]


def pruefe_bereit(beratung, tag=None) -> None:
    """May this station stand on an agenda now, of a sitting on `tag`? ValidationError names what is missing.

    The Vorlage is released and undecided, the station open, and each earlier station is closed or stands on an agenda
    already (§ 76 Abs. 1 NKomVG: the Kreisausschuss prepares the decisions of the Kreistag). After an Einspruch the new
    decision comes three days after the first at the earliest (§ 88 Abs. 1).
    """
    vorlage = beratung.vorlage
    if vorlage.status not in BERATBARE_STATUS:
        raise ValidationError(
            f"„{vorlage.betreff}“ ist {vorlage.get_status_display().lower()}; auf eine Tagesordnung kommt nur, was freigegeben ist."
        )
    if beratung.abgeschlossen_am:
        raise ValidationError(f"Die Beratung im Gremium {beratung.gremium} ist schon abgeschlossen.")
    if any(not top.ergebnis for top in beratung.tops.all()):
        raise ValidationError(
            f"Vorlage {vorlage.nummer} steht im Gremium {beratung.gremium} schon auf einer Tagesordnung."
        )
    if beratung.umlaeufe.filter(beendet_am__isnull=True).exists():
        raise ValidationError(
            f"Über die Vorlage {vorlage.nummer} beschließt {beratung.gremium} gerade im Umlaufverfahren."
        )
    if tag:
        pruefe_frueheste_sitzung(beratung, tag)
    davor = Q(position__lt=beratung.position) | Q(position=beratung.position, einschub__lt=beratung.einschub)
    for frueher in vorlage.beratungen.filter(davor, abgeschlossen_am__isnull=True):
        if not frueher.tops.filter(ergebnis="").exists():
            raise ValidationError(
                f"Vorlage {vorlage.nummer} steht noch auf keiner Tagesordnung im Gremium {frueher.gremium}. "
                f"Die Beratungsfolge sieht diese Station zuerst vor."
            )


def pruefe_frueheste_sitzung(beratung, tag) -> None:
    """ValidationError for a sitting on `tag` before the day that an Einspruch leaves free (§ 88 Abs. 1 NKomVG)."""
    if beratung.fruehestens_am and tag < beratung.fruehestens_am:
        raise ValidationError(
            f"Nach dem Einspruch wird über Vorlage {beratung.vorlage.nummer} frühestens am "
            f"{beratung.fruehestens_am:%d.%m.%Y} erneut beschlossen (drei Tage nach der ersten Beschlussfassung)."
        )


@transaction.atomic
def abschliessen(beratung, ergebnis, *, benutzer, ist_geaendert=False, wortlaut="") -> None:
    """Write the outcome of a station; from the deciding station it flows to the Vorlage.

    vertagt and abgesetzt leave the station open. Without a deciding station (Mitteilungsvorlage) the last one settles it.
    """
    if not ist_abschliessend(ergebnis):
        return
    if ist_geaendert and not wortlaut.strip():
        raise ValidationError("Bitte halten Sie den geänderten Wortlaut fest, über den abgestimmt wurde (§ 68 NKomVG).")
    beratung = Beratung.objects.select_for_update(of=("self",)).select_related("vorlage", "gremium").get(pk=beratung.pk)
    if beratung.abgeschlossen_am:
        raise ValidationError(f"Die Beratung im Gremium {beratung.gremium} ist schon abgeschlossen.")
    beratung.ergebnis = ergebnis
    beratung.ist_geaendert = ist_geaendert
    beratung.wortlaut = wortlaut.strip()
    beratung.abgeschlossen_am = uhr.jetzt()
    beratung.save(update_fields=["ergebnis", "ist_geaendert", "wortlaut", "abgeschlossen_am"])
    vorlage = beratung.vorlage
    vermerken(vorlage, VorlageVerlauf.Aktion.STATION, benutzer, f"{beratung.gremium}: {Ergebnis(ergebnis).label}")
    if schritt := _folge(beratung, ergebnis):
        workflow.ausfuehren(vorlage, schritt, benutzer=benutzer)


def _folge(beratung, ergebnis) -> str | None:
    """The step of the Vorlage that follows from this outcome."""
    vorlage = beratung.vorlage
    if ergebnis == Ergebnis.VERWIESEN:
        return None
    if beratung.rolle != BeratungRolle.ENTSCHEIDUNG:
        letzte = vorlage.beratungen.last()
        hat_entscheidung = vorlage.beratungen.filter(rolle=BeratungRolle.ENTSCHEIDUNG).exists()
        if hat_entscheidung or beratung.pk != letzte.pk:
            return None
        return "zur_kenntnis_nehmen"
    if ergebnis in ENTSCHIEDEN:
        return "beschliessen"
    if ergebnis == Ergebnis.KENNTNISNAHME:
        return "zur_kenntnis_nehmen"
    return "ablehnen" if ergebnis == Ergebnis.ABGELEHNT else None
