"""The life of a Vorlage. The table is the only place that knows the arrows, `ausfuehren` the only one that follows them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.models import Koerperschaft
from konten.models import Zeichnungszusatz, zeichnungsberechtigte, zeichnungszusatz
from konten.rechte import darf
from vorlagen import (
    begruendungen,
    dokumente,
    eingang,
    mitteilungen,
    mitzeichnung,
    neufassung,
    nummern,
    personenbezug,
    register,
    versionen,
)
from vorlagen.choices import ZUSATZARTEN, VorlageArt, VorlageStatus
from vorlagen.models import Vorlage, vermerken
from vorlagen.personenbezug import FREIGEBENDE
from vorlagen.praedikate import in_vertretung_fuer
from vorlagen.pruefung import maengel
from vorlagen.uebergaenge import UEBERGAENGE
from wittmund_ris import uhr
from wittmund_ris.workflow import Uebergang, finde

# What is written down and handed over must be complete.
PRUEFENDE = ("stellen", "einreichen", "freigeben", "uebernehmen")

MANDAT_BEENDET = (
    "Ihr Mandat im Kreistag ist beendet. Anträge und Anfragen reichen nur seine Mitglieder ein (§ 56 NKomVG). "
    "Der Entwurf bleibt für Sie lesbar."
)


def moegliche_uebergaenge(vorlage, benutzer) -> list[Uebergang]:
    """The buttons that this account may see."""
    return [
        u
        for u in UEBERGAENGE
        if not u.ist_folge and u.gilt(vorlage.status, vorlage.zeile) and darf(benutzer, f"vorlagen.{u.name}", vorlage)
    ]


def benannter(vorlage, name) -> Uebergang | None:
    """The step of this name for a page: the arrow that leaves the present status, else one of that name to say it is too late."""
    genannt = [u for u in UEBERGAENGE if u.name == name and not u.ist_folge]
    return next((u for u in genannt if u.gilt(vorlage.status, vorlage.zeile)), next(iter(genannt), None))


@transaction.atomic
def ausfuehren(
    vorlage,
    name,
    *,
    benutzer,
    bemerkung="",
    gezeichnet_von=None,
    amt=None,
    gruende: dict[str, str] | None = None,
    redaktionell="",
    fuer_amt=None,
    datenschutz="",
    datenschutz_grund="",
) -> Vorlage:
    """Take a Vorlage one step along the table, with all that belongs to it, and write its Verlauf.

    `gezeichnet_von` belongs to `freigeben` and `uebernehmen`, and so, on a public paper, does the answer about personal
    data: `datenschutz` ("nein" or "ja") with its `datenschutz_grund`. `amt` belongs to `zuweisen`; `gruende` answers the warnings of the rules by their code;
    `redaktionell` (what the author calls a merely editorial change) belongs to `einreichen`, `fuer_amt` (the open Mitzeichnung
    of which the return is the answer) to `zurueckgeben`.
    Raises UebergangNichtMoeglich (no such arrow from here, also when someone else was faster), PermissionDenied,
    or ValidationError with a sentence that says what to do; then nothing has happened.
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    uebergang = finde(UEBERGAENGE, name, vorlage.status, vorlage.zeile)
    if not darf(benutzer, f"vorlagen.{name}", vorlage):
        if name == "stellen" and darf(benutzer, "vorlagen.nach_dem_mandat", vorlage):
            raise PermissionDenied(MANDAT_BEENDET)
        raise PermissionDenied("Dieser Schritt steht Ihnen für diese Vorlage nicht zu.")
    if uebergang.bemerkung_pflicht and not bemerkung.strip():
        raise ValidationError({"bemerkung": "Bitte begründen Sie diesen Schritt."})
    if name in PRUEFENDE and (gefunden := maengel(vorlage)):
        raise ValidationError([str(m) for m in gefunden])
    if name in begruendungen.GEPRUEFT:
        begruendungen.verlangen(vorlage, gruende or {}, schritt=name, benutzer=benutzer)
    personenbezug.verlangen(vorlage, name, datenschutz, datenschutz_grund, benutzer=benutzer)
    if name in FREIGEBENDE:
        if vorlage.status != VorlageStatus.IN_MITZEICHNUNG:
            mitzeichnung.hinfaellig_machen(vorlage, "Die Vorlage wurde ohne Mitzeichnung freigegeben.")
        mitzeichnung.pruefe_freigabe(vorlage, bemerkung)

    vorher, vorlage.status = vorlage.status, uebergang.nach
    vorlage.geaendert_am = uhr.jetzt()
    felder = ["status", "geaendert_am"]
    if name == "freigeben":
        felder += _zeichnen(vorlage, benutzer, gezeichnet_von)
    elif name == "stellen":
        felder += eingang.eingang_festhalten(vorlage)
    elif name == "zurueckholen":
        felder += eingang.eingang_loeschen(vorlage)
    elif name == "ergaenzung_erbitten":
        eingang.pruefe_bitte(vorlage, bemerkung)
    elif name == "zuweisen":
        felder += eingang.zuweisen(vorlage, amt)
    vorlage.save(update_fields=felder)
    if name == "freigeben":
        dokumente.versiegeln(vorlage, benutzer=benutzer)
        versionen.festhalten(vorlage, name, benutzer, immer=True)
    if name == "zuweisen":
        bemerkung = f"{vorlage.amt}: {bemerkung}" if bemerkung.strip() else str(vorlage.amt)
    zeile = mitzeichnung.zurueckgebende(vorlage, benutzer, fuer_amt) if name == "zurueckgeben" else None
    vertretung = zeile.vertretung_fuer if zeile else _vertretung(vorlage, name, benutzer)
    if name == "uebernehmen":
        zeichnende = _zeichnende(vorlage, benutzer, gezeichnet_von)
        fassung = neufassung.einsetzen(
            vorlage,
            benutzer=benutzer,
            gezeichnet_von=zeichnende,
            zusatz=_zusatz(vorlage, benutzer, zeichnende),
            vertretung=vertretung,
        )
        bemerkung = f"{fassung}\n{bemerkung}"
    eintrag = vermerken(vorlage, name, benutzer, bemerkung, von_status=vorher, vertretung_fuer=vertretung)
    if name == "einreichen":
        mitzeichnung.beginnen(vorlage, benutzer=benutzer, redaktionell=redaktionell)
    elif name == "zurueckgeben":
        mitzeichnung.zurueckgeben(vorlage, benutzer=benutzer, grund=bemerkung, zeile=zeile)
    elif name == "zurueckziehen":
        mitzeichnung.hinfaellig_machen(vorlage, f"Die Vorlage wurde zurückgezogen: {bemerkung.strip()}")
    elif name == "freigeben":
        mitzeichnung.hinweise.freigegeben(vorlage, benutzer)
    _folgen(vorlage, eintrag, benutzer)
    return vorlage


def _folgen(vorlage, eintrag, benutzer) -> None:
    """What a step brings about elsewhere: other papers, the register, notices."""
    name = eintrag.aktion
    if name == "stellen":
        eingang.bestaetigen(vorlage, eintrag)
    elif name == "zuweisen":
        eingang.verteilen(vorlage, eintrag)
    elif name == "freigeben" and vorlage.art == VorlageArt.AUSTAUSCHVORLAGE:
        ausfuehren(vorlage.ursprung, "ersetzen", benutzer=benutzer, bemerkung=f"Ersetzt durch {vorlage.nummer}")
    elif name in ("zurueckziehen", "ersetzen"):
        register.nachfuehren(vorlage)
    eingang.melden(vorlage, eintrag)
    mitteilungen.nach_schritt(vorlage, eintrag, benutzer)


def _vertretung(vorlage, name, benutzer):
    """The absent person whose right a release or return uses."""
    return in_vertretung_fuer(benutzer, vorlage, name) if name in (*FREIGEBENDE, "zurueckgeben") else None


def _zeichnende(vorlage, benutzer, gezeichnet_von):
    """Who stands after "gez.": a person entitled to sign for the Amt, by default who releases."""
    gezeichnet_von = gezeichnet_von or benutzer
    if not zeichnungsberechtigte(vorlage.amt, uhr.heute()).filter(pk=gezeichnet_von.pk).exists():
        raise ValidationError(
            {
                "gezeichnet_von": f"{gezeichnet_von} ist für {vorlage.amt} nicht zeichnungsbefugt. Bitte wählen Sie eine andere Person."
            }
        )
    return gezeichnet_von


def _zusatz(vorlage, benutzer, gezeichnet_von) -> str:
    """What stands over "gez.": a deputy who signs itself signs "In Vertretung", others as their Befugnis says."""
    if gezeichnet_von.pk == benutzer.pk and in_vertretung_fuer(benutzer, vorlage, "freigeben"):
        return Zeichnungszusatz.IN_VERTRETUNG.label
    return zeichnungszusatz(gezeichnet_von, vorlage.amt, uhr.heute())


def _zeichnen(vorlage, benutzer, gezeichnet_von) -> list[str]:
    """Draw the number and print "gez."."""
    gezeichnet_von = _zeichnende(vorlage, benutzer, gezeichnet_von)
    if vorlage.art in ZUSATZARTEN:
        vorlage.jahr, vorlage.laufnummer = vorlage.ursprung.jahr, vorlage.ursprung.laufnummer
        vorlage.zusatz = nummern.zusatz_ziehen(vorlage.ursprung)
    else:
        vorlage.jahr = uhr.heute().year
        vorlage.laufnummer = nummern.ziehen(vorlage.jahr)
    vorlage.fassung = 1
    vorlage.freigegeben_am = uhr.jetzt()
    vorlage.freigegeben_von = benutzer
    vorlage.gezeichnet_von = gezeichnet_von
    vorlage.gezeichnet_name = gezeichnet_von.zeichnungsname
    vorlage.gezeichnet_zusatz = _zusatz(vorlage, benutzer, gezeichnet_von)
    vorlage.gezeichnet_ort = Koerperschaft.objects.get().ort
    return [
        "jahr",
        "laufnummer",
        "zusatz",
        "fassung",
        "freigegeben_am",
        "freigegeben_von",
        "gezeichnet_von",
        "gezeichnet_name",
        "gezeichnet_zusatz",
        "gezeichnet_ort",
    ]
