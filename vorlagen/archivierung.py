"""A finished matter on its way to the archive: set aside, offered, taken over (§ 7 NArchG, rule 104). Nothing is ever deleted.

Also what the archive calls not worth keeping stays: the Landkreis keeps its decisions and minutes for good, and a paper without
its decision, or a decision without its paper, proves nothing.
"""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from gremien.models import Regelwerk
from konten.rechte import darf
from vorlagen.archivschritte import ARCHIVSCHRITTE, ENDGUELTIG
from vorlagen.choices import ABGESCHLOSSENE_STATUS, NICHT_AUSGESONDERT, Archivstand, VorlageAktion, VorlageArt
from vorlagen.models import Archivierung, Beratung, Vorlage, vermerken
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.workflow import Uebergang, finde

# Which years of the Regelwerk count; every other kind is kept as a Beschlussvorlage.
FRISTEN = {
    VorlageArt.ANTRAG: "aufbewahrung_antrag",
    VorlageArt.ANFRAGE: "aufbewahrung_anfrage",
    VorlageArt.MITTEILUNGSVORLAGE: "aufbewahrung_mitteilung",
}
ABSCHLUSS = (
    VorlageAktion.BESCHLIESSEN,
    VorlageAktion.ABLEHNEN,
    VorlageAktion.ZUR_KENNTNIS_NEHMEN,
    VorlageAktion.ZURUECKZIEHEN,
    VorlageAktion.ERSETZEN,
    # A station after the deciding one closes the matter later.
    VorlageAktion.STATION,
)


def abgeschlossene():
    """Numbered papers on which nothing more is deliberated, with `abgeschlossen_am`, the moment of the last act on them."""
    return Vorlage.objects.filter(
        status__in=ABGESCHLOSSENE_STATUS, freigegeben_am__isnull=False, neufassung_von__isnull=True
    ).annotate(abgeschlossen_am=Max("verlauf__am", filter=Q(verlauf__aktion__in=ABSCHLUSS)))


def stand_von(vorlage) -> str:
    """Where the matter stands; `NICHT_AUSGESONDERT` while it has no row."""
    archivierung = getattr(vorlage, "archivierung", None)
    return archivierung.stand if archivierung else NICHT_AUSGESONDERT


def jahre(regelwerk, art) -> int:
    """For how many years papers of this kind are kept."""
    return getattr(regelwerk, FRISTEN.get(VorlageArt(art), "aufbewahrung_beschluss"))


def aufzubewahren_bis(vorlage, regelwerk) -> date:
    """The last day of the retention period: full years from the end of the year in which the matter was finished.

    `vorlage` comes from `abgeschlossene`. What was finished before the Verlauf knew it counts from its release.
    """
    ende = timezone.localtime(vorlage.abgeschlossen_am or vorlage.freigegeben_am)
    return date(ende.year + jahre(regelwerk, vorlage.art), 12, 31)


def heran(heute):
    """Finished matters whose retention period is over and that nobody has set aside, the oldest first."""
    regelwerk = Regelwerk.objects.gilt_am(heute)
    faellig = Q(pk__in=[])
    for art in VorlageArt:
        # Kept to the end of year n: due from the first day of the next one.
        grenze = uhr.tagesbeginn(date(heute.year - jahre(regelwerk, art), 1, 1))
        faellig |= Q(art=art, abgeschlossen_am__lt=grenze)
    offen = Beratung.objects.filter(vorlage=OuterRef("pk"), abgeschlossen_am__isnull=True)
    laufend = Exists(offen) & ~Q(status=Vorlage.Status.ZURUECKGEZOGEN)
    return abgeschlossene().filter(faellig, ~laufend, archivierung__isnull=True).order_by("abgeschlossen_am", "pk")


def schritte_fuer(vorlage, benutzer) -> list[Uebergang]:
    """The steps that this account may take with a finished matter now; none with any other paper."""
    if not ist_abgeschlossen(vorlage):
        return []
    stand = stand_von(vorlage)
    return [s for s in ARCHIVSCHRITTE if s.gilt(stand) and darf(benutzer, f"vorlagen.{s.name}", vorlage)]


def hindernisse(vorlage, heute) -> list[str]:
    """Why this paper cannot be set aside, each a sentence that says what to do; empty: it can."""
    if not ist_abgeschlossen(vorlage):
        return [
            "Ausgesondert wird nur ein abgeschlossener Vorgang: entschieden, zur Kenntnis genommen oder zurückgezogen."
        ]
    gefunden = []
    if vorlage.status != Vorlage.Status.ZURUECKGEZOGEN and (
        offen := vorlage.beratungen.filter(abgeschlossen_am__isnull=True).select_related("gremium").first()
    ):
        gefunden.append(f"Die Beratung im Gremium {offen.gremium} ist noch nicht abgeschlossen.")
    if offene := vorlage.folgepapiere.exclude(status__in=ABGESCHLOSSENE_STATUS).count():
        wort = "ein Papier, das" if offene == 1 else f"{offene} Papiere, die"
        gefunden.append(f"Zum Vorgang gehört noch {wort} nicht abgeschlossen {'ist' if offene == 1 else 'sind'}.")
    satzung = getattr(vorlage, "satzung", None)
    if satzung and satzung.verkuendet_am is None:
        gefunden.append("Die beschlossene Satzung ist noch nicht verkündet (§ 11 NKomVG).")
    if vorlage.neufassungen.offene_neufassungen().exists():
        gefunden.append("An einer neuen Fassung wird noch gearbeitet. Bitte geben Sie die Arbeitskopie erst auf.")
    bis = aufzubewahren_bis(abgeschlossene().get(pk=vorlage.pk), Regelwerk.objects.gilt_am(heute))
    if bis >= heute:
        gefunden.append(f"Die Aufbewahrungsfrist läuft bis zum {bis:%d.%m.%Y}; danach kann ausgesondert werden.")
    return gefunden


@transaction.atomic
def ausfuehren(
    vorlage, name, *, benutzer, bemerkung="", archiv=None, am=None, durch="", signatur="", zulaessig=False
) -> Archivierung:
    """Take a finished matter one step towards the archive and write its Verlauf.

    `archiv`, `am` (the day of the offer) and `zulaessig` (nothing unlawfully stored is offered, § 3 Abs. 3 NArchG) belong to
    `anbieten`; `am`, `durch` (who answered for the archive) and, with a transfer, `signatur` to the answers of the archive.
    Raises UebergangNichtMoeglich, PermissionDenied, or ValidationError with a sentence for each fault; then nothing has happened.
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    archivierung = Archivierung.objects.filter(vorlage=vorlage).first() or Archivierung(vorlage=vorlage, stand="")
    schritt = finde(ARCHIVSCHRITTE, name, archivierung.stand)
    if not darf(benutzer, f"vorlagen.{name}", vorlage):
        raise PermissionDenied("Dieser Schritt steht Ihnen für diesen Vorgang nicht zu.")
    texte = {"bemerkung": bemerkung, "durch": durch, "signatur": signatur}
    texte = druckbar({feld: wert.strip() for feld, wert in texte.items()})
    if schritt.bemerkung_pflicht and not texte["bemerkung"]:
        raise ValidationError({"bemerkung": "Bitte begründen Sie diesen Schritt."})
    zeile = ""
    if name == "aussondern":
        _aussondern(archivierung, benutzer)
        zeile = f"Aufzubewahren bis {archivierung.frist_bis:%d.%m.%Y}"
    elif name == "anbieten":
        _anbieten(archivierung, archiv, am, zulaessig, benutzer)
        zeile = f"{archiv}, angeboten am {am:%d.%m.%Y}"
    elif schritt.nach in ENDGUELTIG:
        _entscheiden(archivierung, am, texte["durch"])
        if schritt.nach == Archivstand.UEBERNOMMEN:
            archivierung.signatur = texte["signatur"]
        zusatz = f", Signatur {archivierung.signatur}" if archivierung.signatur else ""
        zeile = f"{archivierung.archiv}: {archivierung.entschieden_durch} am {am:%d.%m.%Y}{zusatz}"
    archivierung.stand = schritt.nach
    archivierung.save()
    vermerken(vorlage, name, benutzer, "\n".join(filter(None, (zeile, texte["bemerkung"]))))
    return archivierung


def ist_abgeschlossen(vorlage) -> bool:
    """A numbered paper, no working copy, on which nothing more is deliberated."""
    return vorlage.status in ABGESCHLOSSENE_STATUS and vorlage.freigegeben_am is not None and not vorlage.ist_neufassung


def _aussondern(archivierung, benutzer) -> None:
    heute = uhr.heute()
    if gefunden := hindernisse(archivierung.vorlage, heute):
        raise ValidationError(gefunden)
    vorlage = abgeschlossene().get(pk=archivierung.vorlage_id)
    archivierung.frist_bis = aufzubewahren_bis(vorlage, Regelwerk.objects.gilt_am(heute))
    archivierung.ausgesondert_am, archivierung.ausgesondert_von = heute, benutzer
    archivierung.archiv = archivierung.angeboten_am = archivierung.angeboten_von = None


def _anbieten(archivierung, archiv, am, zulaessig, benutzer) -> None:
    fehler = {}
    if archiv is None or not archiv.ist_aktiv:
        fehler["archiv"] = "Bitte wählen Sie das Archiv, dem der Vorgang angeboten wird."
    if not zulaessig:
        fehler["zulaessig"] = "Bitte bestätigen Sie, dass nichts unzulässig Gespeichertes angeboten wird."
    if text := _tag(am, archivierung.ausgesondert_am, "der Aussonderung"):
        fehler["am"] = text
    if fehler:
        raise ValidationError(fehler)
    archivierung.archiv, archivierung.angeboten_am, archivierung.angeboten_von = archiv, am, benutzer


def _entscheiden(archivierung, am, durch) -> None:
    fehler = {}
    if not durch:
        fehler["durch"] = "Bitte nennen Sie, wer für das Archiv entschieden hat."
    if text := _tag(am, archivierung.angeboten_am, "dem Angebot"):
        fehler["am"] = text
    if fehler:
        raise ValidationError(fehler)
    archivierung.entschieden_am, archivierung.entschieden_durch = am, durch


def _tag(am, frueh, wovon) -> str:
    """What is wrong with the day of a step; empty: nothing."""
    if am is None:
        return "Bitte nennen Sie den Tag."
    if am > uhr.heute():
        return "Dieser Tag liegt in der Zukunft."
    if am < frueh:
        return f"Dieser Tag liegt vor {wovon} am {frueh:%d.%m.%Y}."
    return ""
