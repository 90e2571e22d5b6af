"""Who is told what about a Mitzeichnung. A mail never names the paper: it may be non-public."""

from django.urls import reverse

from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import VERWALTUNGSLEITUNG
from konten.vertretung import mit_vertretung, mitzeichnende
from vorlagen.choices import VorlageAktion
from wittmund_ris import uhr


def _seite(vorlage) -> str:
    return reverse("vorlagen:detail", args=[vorlage.pk])


def zeichnende(zeile) -> list[Benutzer]:
    """The accounts that are asked for an office: without those who wrote the paper."""
    return [k for k in mitzeichnende(zeile.amt, uhr.heute()) if not zeile.vorlage.hat_mitgeschrieben(k)]


def verantwortliche(vorlage) -> list[Benutzer]:
    """Who waits for the answers: the author (not of a motion: members are outside the house), and who handed in last."""
    letzter = vorlage.verlauf.filter(aktion=VorlageAktion.EINREICHEN).select_related("benutzer").last()
    konten = [letzter.benutzer] if letzter else []
    return konten if vorlage.kommt_aus_mandat else [vorlage.verfasst_von, *konten]


def leitung():
    """The Verwaltungsleitung, and who stands in for it today."""
    return mit_vertretung(Benutzer.objects.filter(is_active=True, groups__name=VERWALTUNGSLEITUNG), uhr.heute())


def angefordert(vorlage, zeile) -> None:
    """An office is asked."""
    hinweisen(
        zeichnende(zeile),
        schluessel=f"mitzeichnung:{zeile.pk}:angefordert",
        art=HinweisArt.AUFGABE,
        titel=f"Bitte bis {zeile.faellig_am:%d.%m.%Y} mitzeichnen: {vorlage.betreff}",
        text=zeile.anlass or zeile.redaktionell,
        grund=f"Sie zeichnen für {zeile.amt} mit, selbst oder in Vertretung.",
        ziel=reverse("vorlagen:mitzeichnen", args=[zeile.pk]),
        titel_mail=f"Eine Vorlage wartet bis {zeile.faellig_am:%d.%m.%Y} auf Ihre Mitzeichnung",
    )


def verlaengert(vorlage, zeile) -> None:
    """An office has more time."""
    hinweisen(
        zeichnende(zeile),
        schluessel=f"mitzeichnung:{zeile.pk}:verlaengert:{zeile.faellig_am.isoformat()}",
        titel=f"Frist der Mitzeichnung verlängert bis {zeile.faellig_am:%d.%m.%Y}: {vorlage.betreff}",
        grund=f"Sie zeichnen für {zeile.amt} mit, selbst oder in Vertretung.",
        ziel=reverse("vorlagen:mitzeichnen", args=[zeile.pk]),
        titel_mail=f"Die Frist einer Mitzeichnung ist verlängert bis {zeile.faellig_am:%d.%m.%Y}",
    )


def hinfaellig(vorlage, zeile) -> None:
    """A request has lapsed. Without a link: the paper is with its author again."""
    hinweisen(
        zeichnende(zeile),
        schluessel=f"mitzeichnung:{zeile.pk}:hinfaellig",
        titel=f"Sie müssen nicht mehr mitzeichnen: {vorlage.betreff}",
        text=zeile.hinfaellig_grund,
        grund=f"Sie waren für {zeile.amt} um Mitzeichnung gebeten.",
        titel_mail="Eine Mitzeichnung hat sich erledigt",
    )


def votiert(vorlage, zeile) -> None:
    """An office has answered."""
    hinweisen(
        verantwortliche(vorlage),
        schluessel=f"mitzeichnung:{zeile.pk}:votum",
        titel=f"{zeile.amt} hat gezeichnet ({zeile.get_votum_display()}): {vorlage.betreff}",
        text=zeile.text,
        grund="Sie haben die Vorlage verfasst oder zur Mitzeichnung gegeben.",
        ziel=_seite(vorlage),
        titel_mail="Zu Ihrer Vorlage liegt eine Mitzeichnung vor",
    )


def vollstaendig(vorlage, runde: int) -> None:
    """Every office has answered: the release is next."""
    stand = vorlage.mitzeichnungen.erledigt().count()
    hinweisen(
        [k for k in leitung() if not vorlage.hat_mitgeschrieben(k)],
        schluessel=f"vorlage:{vorlage.pk}:mitgezeichnet:{runde}:{stand}",
        art=HinweisArt.AUFGABE,
        titel=f"Wartet auf die Freigabe: {vorlage.betreff}",
        text=f"{vorlage.amt} hat die Vorlage zur Mitzeichnung gegeben; kein Amt muss mehr zeichnen.",
        grund="Sie geben Vorlagen frei, selbst oder in Vertretung.",
        ziel=_seite(vorlage),
        titel_mail="Eine Vorlage wartet auf Ihre Freigabe",
    )


def freigegeben(vorlage, benutzer) -> None:
    """Released: told to everybody who co-signed it."""
    konten = [z.gezeichnet_von for z in vorlage.mitzeichnungen.erledigt().select_related("gezeichnet_von")]
    hinweisen(
        [k for k in konten if k.pk not in (benutzer.pk, vorlage.verfasst_von_id)],
        schluessel=f"vorlage:{vorlage.pk}:freigeben:mitzeichnung",
        titel=f"Freigegeben als {vorlage.nummer}: {vorlage.betreff}",
        grund="Sie haben die Vorlage mitgezeichnet.",
        ziel=_seite(vorlage),
        titel_mail=f"Die Vorlage {vorlage.nummer} ist freigegeben",
    )
