"""What must be right before an invitation goes out: agenda, Ladungsfrist, Eilfall (§ 59 NKomVG, Geschäftsordnung)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from gremien.choices import GremiumArt, Ladungszaehlung
from gremien.models import Regelwerk, Wahlperiode
from sitzungen import tagesordnung
from sitzungen.models import Sitzung
from vorlagen.beratungsfolge import pruefe_frueheste_sitzung
from vorlagen.choices import VorlageStatus
from wittmund_ris import uhr

# § 59 Abs. 2 S. 2 NKomVG: the law itself fixes this week; no Geschäftsordnung shortens it and no Eilfall.
WOCHE = 7


@dataclass(frozen=True)
class Ladungsfrist:
    """The period of invitation of one sitting, seen from one moment."""

    tage: int
    noetig: int
    spaetester_tag: date
    ist_erste_sitzung: bool
    eilfall_bis: timezone.datetime

    @property
    def gewahrt(self) -> bool:
        return self.tage >= self.noetig

    @property
    def eilfall_moeglich(self) -> bool:
        """The shortened period still runs, and the law allows one."""
        return not self.ist_erste_sitzung and uhr.jetzt() <= self.eilfall_bis


def ladungsfrist(sitzung) -> Ladungsfrist:
    """How many days lie between today and the sitting as the Regelwerk of its day counts them, and how many must.

    The first sitting of a term counts full days by law, whatever the Geschäftsordnung says (§ 59 Abs. 2 S. 2 NKomVG).
    """
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    erste = ist_erste_sitzung(sitzung)
    mit_sitzungstag = regelwerk.ladungsfrist_zaehlung == Ladungszaehlung.OHNE_ABSENDETAG and not erste
    noetig = WOCHE if erste else regelwerk.ladungsfrist_tage
    abzug = 0 if mit_sitzungstag else 1
    return Ladungsfrist(
        tage=(sitzung.tag - uhr.heute()).days - abzug,
        noetig=noetig,
        spaetester_tag=sitzung.tag - timedelta(days=noetig + abzug),
        ist_erste_sitzung=erste,
        eilfall_bis=sitzung.beginn - timedelta(hours=regelwerk.ladungsfrist_eil_stunden),
    )


def pruefe_ladungsfrist(sitzung, eilfall_grund: str) -> Ladungsfrist:
    """ValidationError: too late without an Eilfall, too late even for one, or a first sitting without its full week."""
    if sitzung.tag < uhr.heute():
        raise ValidationError("Der Sitzungstag liegt in der Vergangenheit.")
    frist = ladungsfrist(sitzung)
    if frist.gewahrt:
        return frist
    if frist.ist_erste_sitzung:
        raise ValidationError(
            "Zwischen Absendung und der ersten Sitzung der Wahlperiode muss eine Woche liegen (§ 59 Abs. 2 S. 2 NKomVG); "
            f"es sind {max(frist.tage, 0)} volle Tage."
        )
    if not eilfall_grund.strip():
        raise ValidationError(
            {
                "eilfall_grund": f"Die Ladungsfrist beträgt {frist.noetig} {zaehlung(sitzung)}, es sind nur "
                f"{max(frist.tage, 0)}. Begründen Sie den Eilfall oder verlegen Sie die Sitzung."
            }
        )
    if not frist.eilfall_moeglich:
        stunden = Regelwerk.objects.gilt_am(sitzung.tag).ladungsfrist_eil_stunden
        raise ValidationError(
            f"Auch im Eilfall muss die Einladung {stunden} Stunden vor der Sitzung versandt sein. Bitte verlegen Sie die Sitzung."
        )
    return frist


def zaehlung(sitzung) -> str:
    """How the days of the Ladungsfrist of this sitting are called in a sentence."""
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    return "volle Tage" if regelwerk.ladungsfrist_zaehlung == Ladungszaehlung.OHNE_BEIDE else "Tage"


def pruefe_tagesordnung(sitzung) -> None:
    """ValidationError: no items, a non-public item without public title or reason, or a paper that was withdrawn."""
    tops = list(sitzung.tops.select_related("beratung__vorlage"))
    if not tops:
        raise ValidationError("Die Tagesordnung ist leer. Bitte nehmen Sie mindestens einen Punkt auf.")
    if sitzung.ist_oeffentlich and (
        ohne := [t for t in tops if not (t.ist_oeffentlich or t.ist_ueberschrift or t.oeffentlicher_titel)]
    ):
        raise ValidationError(
            f"Bitte geben Sie dem nichtöffentlichen Punkt „{ohne[0].titel}“ einen öffentlichen Titel ohne Namen und Einzelheiten."
        )
    for top in tops:
        if fehlt := tagesordnung.fehlende_angaben(sitzung, top):
            raise ValidationError(f"Zu „{top.titel}“ fehlt noch: {' und '.join(fehlt)}.")
        if top.beratung and top.beratung.vorlage.status == VorlageStatus.ZURUECKGEZOGEN:
            raise ValidationError(
                f"Vorlage {top.beratung.vorlage.nummer} ist zurückgezogen. Bitte nehmen Sie den Punkt herunter."
            )
        if top.beratung:
            pruefe_frueheste_sitzung(top.beratung, sitzung.tag)


def ist_erste_sitzung(sitzung) -> bool:
    """The first sitting of the Kreistag in a Wahlperiode: none of this body in that term was invited before."""
    if sitzung.gremium.art != GremiumArt.VERTRETUNG:
        return False
    periode = Wahlperiode.objects.am(sitzung.tag).first()
    andere = Sitzung.objects.filter(gremium=sitzung.gremium, eingeladen_am__isnull=False).exclude(pk=sitzung.pk)
    return bool(periode) and not andere.filter(beginn__date__gte=periode.von, beginn__date__lte=periode.bis).exists()
