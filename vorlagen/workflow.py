"""The life of a Vorlage. The table is the only place that knows the arrows, `ausfuehren` the only one that follows them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.models import Koerperschaft
from konten.models import zeichnungsberechtigte
from konten.rechte import darf
from vorlagen import dokumente, nummern, register
from vorlagen.choices import VorlageStatus as S
from vorlagen.models import Vorlage, vermerken
from vorlagen.pruefung import maengel
from wittmund_ris import uhr
from wittmund_ris.workflow import Uebergang, finde

UEBERGAENGE = (
    Uebergang(
        "einreichen",
        von=(S.ENTWURF,),
        nach=S.IN_MITZEICHNUNG,
        titel="Zur Mitzeichnung geben",
        folge="Die Vorlage geht an die Verwaltungsleitung. Sie können sie danach nicht mehr bearbeiten.",
    ),
    Uebergang(
        "zurueckgeben",
        von=(S.IN_MITZEICHNUNG,),
        nach=S.ENTWURF,
        titel="Zurückgeben",
        folge="Die Vorlage wird wieder Entwurf und kann im Amt überarbeitet werden.",
        bemerkung_pflicht=True,
    ),
    Uebergang(
        "freigeben",
        von=(S.IN_MITZEICHNUNG,),
        nach=S.FREIGEGEBEN,
        titel="Freigeben",
        folge="Die Vorlage erhält ihre Nummer, wird gezeichnet und versiegelt. Ihr Inhalt ist danach unveränderlich.",
    ),
    Uebergang("beraten", von=(S.FREIGEGEBEN,), nach=S.IN_BERATUNG, titel="In Beratung", ist_folge=True),
    Uebergang("beschliessen", von=(S.IN_BERATUNG,), nach=S.BESCHLOSSEN, titel="Beschlossen", ist_folge=True),
    Uebergang("ablehnen", von=(S.IN_BERATUNG,), nach=S.ABGELEHNT, titel="Abgelehnt", ist_folge=True),
    Uebergang(
        "zur_kenntnis_nehmen",
        von=(S.IN_BERATUNG,),
        nach=S.ZUR_KENNTNIS,
        titel="Zur Kenntnis genommen",
        ist_folge=True,
    ),
    Uebergang(
        "zurueckziehen",
        von=(S.ENTWURF, S.IN_MITZEICHNUNG, S.FREIGEGEBEN, S.IN_BERATUNG),
        nach=S.ZURUECKGEZOGEN,
        titel="Zurückziehen",
        folge="Die Vorlage wird nicht weiter beraten. Eine vergebene Nummer bleibt verbraucht.",
        bemerkung_pflicht=True,
        gefaehrlich=True,
    ),
)


def moegliche_uebergaenge(vorlage, benutzer) -> list[Uebergang]:
    """The buttons that this account may see."""
    return [
        u
        for u in UEBERGAENGE
        if not u.ist_folge and u.gilt(vorlage.status, vorlage.art) and darf(benutzer, f"vorlagen.{u.name}", vorlage)
    ]


@transaction.atomic
def ausfuehren(vorlage, name, *, benutzer, bemerkung="", gezeichnet_von=None) -> Vorlage:
    """Take a Vorlage one step along the table, with all that belongs to it, and write its Verlauf.

    Raises UebergangNichtMoeglich (no such arrow from here, also when someone else was faster), PermissionDenied,
    or ValidationError with a sentence that says what to do; then nothing has happened.
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    uebergang = finde(UEBERGAENGE, name, vorlage.status, vorlage.art)
    if not darf(benutzer, f"vorlagen.{name}", vorlage):
        raise PermissionDenied("Dieser Schritt steht Ihnen für diese Vorlage nicht zu.")
    if uebergang.bemerkung_pflicht and not bemerkung.strip():
        raise ValidationError({"bemerkung": "Bitte begründen Sie diesen Schritt."})
    if name in ("einreichen", "freigeben") and (gefunden := maengel(vorlage)):
        raise ValidationError([m.text for m in gefunden])

    vorher, vorlage.status = vorlage.status, uebergang.nach
    felder = ["status", "geaendert_am"]
    vorlage.geaendert_am = uhr.jetzt()
    if name == "freigeben":
        felder += _zeichnen(vorlage, benutzer, gezeichnet_von)
    vorlage.save(update_fields=felder)
    if name == "freigeben":
        dokumente.versiegeln(vorlage, benutzer=benutzer)
    vermerken(vorlage, name, benutzer, bemerkung, von_status=vorher)
    if name == "zurueckziehen":
        register.nachfuehren(vorlage)
    return vorlage


def _zeichnen(vorlage, benutzer, gezeichnet_von) -> list[str]:
    """Draw the number and print "gez.": a person entitled to sign for the Amt, by default who releases."""
    gezeichnet_von = gezeichnet_von or benutzer
    if not zeichnungsberechtigte(vorlage.amt, uhr.heute()).filter(pk=gezeichnet_von.pk).exists():
        raise ValidationError(
            {
                "gezeichnet_von": f"{gezeichnet_von} ist für {vorlage.amt} nicht zeichnungsbefugt. Bitte wählen Sie eine andere Person."
            }
        )
    vorlage.jahr = uhr.heute().year
    vorlage.laufnummer = nummern.ziehen(vorlage.jahr)
    vorlage.freigegeben_am = uhr.jetzt()
    vorlage.freigegeben_von = benutzer
    vorlage.gezeichnet_von = gezeichnet_von
    vorlage.gezeichnet_name = gezeichnet_von.zeichnungsname
    vorlage.gezeichnet_ort = Koerperschaft.objects.get().ort
    return [
        "jahr",
        "laufnummer",
        "freigegeben_am",
        "freigegeben_von",
        "gezeichnet_von",
        "gezeichnet_name",
        "gezeichnet_ort",
    ]
