"""Who is told of a legal act. Titles name body, day and number, and nothing of the matter; a mail says less."""

from django.db.models import Q
from django.utils import timezone

from gremien.choices import GremiumArt
from gremien.models import Mitgliedschaft
from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import MANDATSTRAEGER, SITZUNGSDIENST, VERWALTUNGSLEITUNG
from wittmund_ris import uhr


def _dienst(*rollen):
    return Benutzer.objects.filter(is_active=True, groups__name__in=rollen or (SITZUNGSDIENST,)).distinct()


def _sitze(gremium_bedingung):
    """The accounts of those who sit there today and have a mandate, and of the Landrat."""
    heute = uhr.heute()
    sitze = Mitgliedschaft.objects.am(heute).filter(gremium_bedingung, ist_stimmberechtigt=True)
    konten = Benutzer.objects.filter(is_active=True, person__in=sitze.values("person"))
    return konten.filter(Q(groups__name=MANDATSTRAEGER) | Q(groups__name=VERWALTUNGSLEITUNG)).distinct()


def umlauf_begonnen(umlauf, ziel) -> None:
    """Every voting member is asked."""
    hinweisen(
        _sitze(Q(gremium=umlauf.beratung.gremium)),
        schluessel=f"umlauf:{umlauf.pk}:beginn",
        art=HinweisArt.AUFGABE,
        titel=f"{umlauf.beratung.gremium}: Umlaufverfahren, Ihre Antwort ist gefragt",
        text=f"Bitte antworten Sie bis zum {_zeit(umlauf.frist)}. Ein Widerspruch gegen das Verfahren beendet es ohne Beschluss.",
        grund="Sie sind stimmberechtigtes Mitglied des Kreisausschusses.",
        ziel=ziel,
        titel_mail="Ein Umlaufverfahren wartet auf Ihre Antwort",
    )


def umlauf_beendet(umlauf, ziel) -> None:
    """Everybody who was asked, and the Sitzungsdienst: how the Umlauf ended."""
    hinweisen(
        [*_sitze(Q(gremium=umlauf.beratung.gremium)), *_dienst()],
        schluessel=f"umlauf:{umlauf.pk}:ende",
        art=HinweisArt.SITZUNG,
        titel=f"{umlauf.beratung.gremium}: Umlaufverfahren beendet",
        text=umlauf.get_ausgang_display(),
        grund="Sie waren an diesem Umlaufverfahren beteiligt.",
        ziel=ziel,
        titel_mail="Ein Umlaufverfahren ist beendet",
    )


def umlauf_vollstaendig(umlauf, ziel) -> None:
    """All have answered: the Sitzungsdienst can state the result."""
    hinweisen(
        _dienst(),
        schluessel=f"umlauf:{umlauf.pk}:vollstaendig",
        art=HinweisArt.AUFGABE,
        titel="Umlaufverfahren: Alle Antworten liegen vor",
        text="Bitte stellen Sie das Ergebnis fest.",
        grund="Sie betreuen die Sitzungen.",
        ziel=ziel,
        titel_mail="Ein Umlaufverfahren kann festgestellt werden",
    )


def beanstandet(beanstandung, bezeichnung, ziel) -> None:
    """The Kreistag is informed of an Einspruch or report (§ 88 Abs. 1 NKomVG)."""
    hinweisen(
        [*_sitze(Q(gremium__art=GremiumArt.VERTRETUNG)), *_dienst(SITZUNGSDIENST, VERWALTUNGSLEITUNG)],
        schluessel=f"beanstandung:{beanstandung.pk}",
        art=HinweisArt.SITZUNG,
        titel=f"{beanstandung.get_art_display()}: {bezeichnung}",
        text="Der Beschluss wird bis zur Entscheidung darüber nicht ausgeführt.",
        grund="Sie gehören dem Kreistag an oder führen seine Beschlüsse aus.",
        ziel=ziel,
        titel_mail="Ein Beschluss wird vorerst nicht ausgeführt",
    )


def einvernehmen_gefragt(eilentscheidung, ziel) -> None:
    """The Stellvertretung whose Einvernehmen the Landrat needs (§ 89 S. 2 NKomVG), if she has an account."""
    konto = eilentscheidung.stellvertretung.person.benutzer
    hinweisen(
        [konto] if konto else [],
        schluessel=f"eilentscheidung:{eilentscheidung.pk}:einvernehmen",
        art=HinweisArt.AUFGABE,
        titel="Eilentscheidung: Ihr Einvernehmen ist gefragt",
        text="Ohne Ihr Einvernehmen wird die Entscheidung nicht wirksam (§ 89 S. 2 NKomVG).",
        grund="Sie sind ehrenamtliche Stellvertretung des Landrats.",
        ziel=ziel,
        titel_mail="Ihr Einvernehmen ist gefragt",
    )


def eilentscheidung_wirksam(eilentscheidung, ziel) -> None:
    """The house: what is owed to Kreistag and Kreisausschuss now (§ 89 S. 3 NKomVG)."""
    hinweisen(
        _dienst(SITZUNGSDIENST, VERWALTUNGSLEITUNG),
        schluessel=f"eilentscheidung:{eilentscheidung.pk}:wirksam",
        art=HinweisArt.AUFGABE,
        titel="Eilentscheidung: Bitte in die nächsten Tagesordnungen aufnehmen",
        text="Die Unterrichtung ist für die nächsten Sitzungen vorgemerkt (§ 89 S. 3 NKomVG).",
        grund="Sie betreuen die Sitzungen.",
        ziel=ziel,
        titel_mail="Eine Eilentscheidung ist getroffen",
    )


def _zeit(moment) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y, %H:%M} Uhr"
