"""What becomes of a decision (§ 85 Abs. 1 Nr. 2 NKomVG): entries with the closing, reports of the Amt, dates, reminders, release."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from gremien.choices import GremiumArt
from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rechte import darf
from konten.rollen import AMTSLEITUNG, SACHBEARBEITUNG
from sitzungen import register
from sitzungen.beschlusspunkte import punkte
from sitzungen.choices import ERLEDIGTE, UMSETZBAR, BeschlussStatus, Teil
from sitzungen.models import Beschluss, BeschlussVerlauf
from vorlagen.choices import ANGENOMMEN, BeratungRolle
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar

A = BeschlussVerlauf.Aktion
VORHER = timedelta(days=7)
BERICHTBAR = (*UMSETZBAR, *ERLEDIGTE)
INZWISCHEN = (
    "In der Zwischenzeit hat jemand diesen Eintrag geändert. Bitte vergleichen Sie; Ihre Eingaben stehen noch da."
)
DATENSCHUTZ = (
    "Bitte bestätigen Sie, dass der Sachstand keine personenbezogenen Daten Dritter enthält (Art. 5, 6 DSGVO)."
)


def anlegen(sitzung, *, benutzer) -> list[Beschluss]:
    """One entry for each point of each final decision of a sitting that closes; called by `workflow.schliessen`.

    Final is what the deciding station has accepted; recommendations and refusals leave nothing to carry out.
    """
    neue = []
    tops = sitzung.tops.filter(ergebnis__in=ANGENOMMEN, beratung__rolle=BeratungRolle.ENTSCHEIDUNG)
    for top in tops.select_related("beratung__vorlage__amt").prefetch_related("abstimmungen"):
        haupt = top.hauptabstimmung
        wortlaut = haupt.wortlaut if haupt else top.wortlaut
        for nummer, text in enumerate(punkte(wortlaut), start=1):
            eintrag = Beschluss.objects.create(top=top, nummer=nummer, wortlaut=text, amt=top.beratung.vorlage.amt)
            _vermerken(eintrag, A.ANGELEGT, benutzer)
            neue.append(eintrag)
    return neue


@transaction.atomic
def berichten(beschluss, status, stand, *, benutzer, version=None) -> Beschluss:
    """The Amt in charge says how far it is. Whatever ends it needs a sentence; after an Einspruch nobody reports (§ 88)."""
    beschluss = _sperren(beschluss, "sitzungen.beschluss_berichten", benutzer)
    status, stand = BeschlussStatus(status), _sauber(stand)
    if (beschluss.status, beschluss.stand) == (status, stand):
        return beschluss
    _pruefe_version(beschluss, version)
    if status not in BERICHTBAR or beschluss.status == BeschlussStatus.NICHT_AUSZUFUEHREN:
        raise ValidationError("Dieser Beschluss ist wegen eines Einspruchs nicht auszuführen (§ 88 NKomVG).")
    if status in ERLEDIGTE and not stand:
        raise ValidationError(
            {"stand": "Bitte sagen Sie in einem Satz, wie der Beschluss erledigt wurde oder warum nicht."}
        )
    beschluss.status, beschluss.stand = status, stand
    beschluss.erledigt_am = (beschluss.erledigt_am or uhr.heute()) if status in ERLEDIGTE else None
    return _speichern(beschluss, A.BERICHTET, benutzer, f"{status.label}. {stand}".strip())


@transaction.atomic
def steuern(beschluss, *, amt, faellig_am, benutzer, version=None) -> Beschluss:
    """The Sitzungsdienst says which Amt carries the decision out, and until when."""
    beschluss = _sperren(beschluss, "sitzungen.beschluss_steuern", benutzer)
    if (beschluss.amt, beschluss.faellig_am) == (amt, faellig_am):
        return beschluss
    _pruefe_version(beschluss, version)
    if amt is None:
        raise ValidationError({"amt": "Bitte wählen Sie das zuständige Amt."})
    if faellig_am and faellig_am < beschluss.top.sitzung.tag:
        raise ValidationError({"faellig_am": "Der Termin liegt vor dem Beschluss."})
    neues_amt = beschluss.amt != amt
    beschluss.amt, beschluss.faellig_am = amt, faellig_am
    termin = f"Termin {faellig_am:%d.%m.%Y}" if faellig_am else "ohne Termin"
    _speichern(beschluss, A.GESTEUERT, benutzer, f"{amt}, {termin}")
    if neues_amt:
        _an_das_amt(beschluss, f"amt:{beschluss.version}", "Ihr Amt führt einen Beschluss aus")
    return beschluss


@transaction.atomic
def erinnern(beschluesse, *, benutzer) -> int:
    """Remind the Ämter of open decisions, once a day at most; returned is how many were reminded of."""
    anzahl = 0
    for eintrag in beschluesse:
        beschluss = _sperren(eintrag, "sitzungen.beschluss_erinnern", benutzer)
        heute = uhr.heute()
        schon = beschluss.verlauf.filter(aktion=A.ERINNERT, am__gte=uhr.tagesbeginn(heute)).exists()
        if not beschluss.ist_offen or beschluss.amt is None or schon:
            continue
        _vermerken(beschluss, A.ERINNERT, benutzer)
        _an_das_amt(beschluss, f"erinnert:{heute:%Y-%m-%d}", "Der Sitzungsdienst erinnert an einen Beschluss")
        anzahl += 1
    return anzahl


def faellige_erinnern(heute) -> int:
    """The daily work: a notice a week before the date and one after it, each once. The number of entries told of."""
    faellige = Beschluss.objects.offene().filter(faellig_am__lte=heute + VORHER, amt__isnull=False).mit_herkunft()
    for beschluss in faellige:
        danach = beschluss.faellig_am < heute
        titel = "Ein Beschluss ist überfällig" if danach else "Ein Beschluss ist bald umzusetzen"
        _an_das_amt(beschluss, f"{'nachher' if danach else 'vorher'}:{beschluss.faellig_am:%Y-%m-%d}", titel)
    return len(faellige)


def kann_oeffentlich(beschluss) -> bool:
    """A decision of the public part of a sitting whose results hang out; never of the Kreisausschuss (§ 78 Abs. 2 NKomVG)."""
    sitzung = beschluss.top.sitzung
    zurueckgenommen = beschluss.vorlage is not None and beschluss.vorlage.entfernt_am is not None
    return (
        beschluss.top.teil == Teil.OEFFENTLICH
        and sitzung.gremium.art != GremiumArt.HAUPTAUSSCHUSS
        and sitzung.ergebnisse_oeffentlich_am is not None
        and not zurueckgenommen
    )


@transaction.atomic
def freigeben(beschluss, stand, *, benutzer, datenschutz_bestaetigt=False, version=None) -> Beschluss:
    """Hang the state of a public decision out, in the words of `stand`; a later report stays inside until released too."""
    beschluss = _sperren(beschluss, "sitzungen.beschluss_freigeben", benutzer)
    _pruefe_version(beschluss, version)
    if not kann_oeffentlich(beschluss):
        raise ValidationError("Dieser Beschluss ist nicht öffentlich; sein Stand wird nicht veröffentlicht.")
    if not datenschutz_bestaetigt:
        raise ValidationError({"datenschutz_bestaetigt": DATENSCHUTZ})
    beschluss.oeffentlicher_status, beschluss.oeffentlicher_stand = beschluss.status, _sauber(stand)
    beschluss.freigegeben_am, beschluss.freigegeben_von = uhr.jetzt(), benutzer
    _speichern(beschluss, A.FREIGEGEBEN, benutzer, beschluss.oeffentlicher_stand)
    register.nachfuehren(beschluss.top.sitzung)
    return beschluss


@transaction.atomic
def freigabe_zuruecknehmen(beschluss, *, benutzer) -> Beschluss:
    """Take the published state back."""
    beschluss = _sperren(beschluss, "sitzungen.beschluss_freigeben", benutzer)
    if beschluss.freigegeben_am is None:
        return beschluss
    beschluss.oeffentlicher_status = beschluss.oeffentlicher_stand = ""
    beschluss.freigegeben_am = beschluss.freigegeben_von = None
    _speichern(beschluss, A.ZURUECKGENOMMEN, benutzer, "")
    register.nachfuehren(beschluss.top.sitzung)
    return beschluss


def _sperren(beschluss, recht, benutzer) -> Beschluss:
    beschluss = Beschluss.objects.select_for_update(of=("self",)).mit_herkunft().get(pk=beschluss.pk)
    if not darf(benutzer, recht, beschluss):
        raise PermissionDenied("Dieser Schritt steht Ihnen für diesen Beschluss nicht zu.")
    return beschluss


def _pruefe_version(beschluss, version) -> None:
    if version is not None and version != beschluss.version:
        raise ValidationError(INZWISCHEN)


def _sauber(text) -> str:
    return druckbar({"stand": text})["stand"].strip()


def _speichern(beschluss, aktion, benutzer, bemerkung) -> Beschluss:
    beschluss.version += 1
    beschluss.save()
    _vermerken(beschluss, aktion, benutzer, bemerkung)
    return beschluss


def _vermerken(beschluss, aktion, benutzer, bemerkung="") -> None:
    BeschlussVerlauf.objects.create(
        beschluss=beschluss, aktion=aktion, nach_status=beschluss.status, benutzer=benutzer, bemerkung=bemerkung
    )


def _an_das_amt(beschluss, ereignis, titel) -> None:
    """The people of the Amt in charge; nothing of the content leaves the house."""
    konten = Benutzer.objects.filter(
        is_active=True, amt=beschluss.amt, groups__name__in=(AMTSLEITUNG, SACHBEARBEITUNG)
    ).distinct()
    hinweisen(
        konten,
        schluessel=f"beschluss:{beschluss.pk}:{ereignis}",
        art=HinweisArt.AUFGABE,
        titel=f"{titel}: {beschluss}",
        text=beschluss.kurz,
        grund="Ihr Amt ist für die Ausführung dieses Beschlusses zuständig.",
        ziel=reverse("beschlusskontrolle:detail", args=[beschluss.pk]),
        titel_mail=titel,
    )
