"""Motions and questions of members on the desks of those who write, receive and answer them."""

from django.urls import reverse

from schreibtisch.bloecke import Block, Zeile
from vorlagen.choices import MANDATSARTEN, VorlageStatus
from vorlagen.models import Vorlage
from vorlagen.templatetags.vorlagen import TOENE


def _zeile(vorlage, zusatz, ziel="vorlagen:detail") -> Zeile:
    marke = (vorlage.get_status_display(), TOENE[vorlage.status])
    titel = f"{vorlage.get_art_display()}: {vorlage.betreff}"
    return Zeile(titel, reverse(ziel, args=[vorlage.pk]), zusatz, marke=marke)


def _eingang(vorlage) -> str:
    return f"eingegangen am {vorlage.eingegangen_am:%d.%m.%Y}" if vorlage.eingegangen_am else ""


def _liste(vorlagen) -> list[Zeile]:
    offen = vorlagen.select_related("antragsteller_person", "antragsteller_gremium")
    return [
        _zeile(v, ", ".join(teil for teil in (v.antragsteller, _eingang(v)) if teil))
        for v in offen.order_by("eingegangen_am", "pk")
    ]


def eingegangene(benutzer, heute) -> Block:
    """For the Sitzungsdienst: what came in and was given to no Amt yet."""
    return Block(
        "eingang",
        "Eingegangene Anträge und Anfragen",
        "Kein Antrag und keine Anfrage wartet auf die Zuweisung an ein Amt.",
        ("Antrag oder Anfrage eingegangen", "Anträge und Anfragen eingegangen"),
        _liste(Vorlage.objects.sichtbar_fuer(benutzer).filter(status=VorlageStatus.EINGEGANGEN)),
    )


def zu_bearbeiten(benutzer, heute) -> Block:
    """For an Amt: motions and questions that wait for its Stellungnahme or answer."""
    return Block(
        "antraege",
        "Anträge und Anfragen für Ihr Amt",
        "Ihr Amt hat keinen Antrag und keine Anfrage zu beantworten.",
        ("Antrag oder Anfrage zu beantworten", "Anträge und Anfragen zu beantworten"),
        _liste(Vorlage.objects.filter(amt=benutzer.amt_id, status=VorlageStatus.IN_BEARBEITUNG)),
    )


def eigene(benutzer, heute) -> Block:
    """For members: their own motions and questions, drafts first, and where the others stand."""
    offen = (
        Vorlage.objects.filter(antragsteller_person__benutzer=benutzer, art__in=MANDATSARTEN)
        .exclude(status__in=(VorlageStatus.BESCHLOSSEN, VorlageStatus.ABGELEHNT, VorlageStatus.ZUR_KENNTNIS))
        .exclude(status=VorlageStatus.ZURUECKGEZOGEN)
    )
    return Block(
        "eigene",
        "Ihre Anträge und Anfragen",
        "Sie haben keinen Antrag und keine Anfrage in Arbeit.",
        ("eigener Antrag", "eigene Anträge und Anfragen"),
        [_zeile(v, _eingang(v), "antraege:antrag") for v in offen.order_by("eingegangen_am", "pk")],
        ist_aufgabe=False,
    )
