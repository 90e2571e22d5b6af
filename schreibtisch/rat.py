"""The desks around the sittings: Sitzungsdienst and members of the Kreistag; and that of the Administration."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from gremien.fristen import Fristen
from hinweise.auftraege import lage
from schreibtisch.bloecke import Block, Frist, Zeile, nach_frist
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung, Tagesordnungspunkt
from vorlagen.choices import BERATBARE_STATUS, OHNE_ABSCHLUSS
from vorlagen.models import Beratung, Vorlage
from wittmund_ris import uhr

# How far the Sitzungsdienst looks ahead.
VORSCHAU = timedelta(days=42)


def ohne_tagesordnung(benutzer, heute) -> Block:
    """Released papers whose next station stands on no agenda yet."""
    frueher = Beratung.objects.filter(
        vorlage=OuterRef("vorlage"), abgeschlossen_am__isnull=True, position__lt=OuterRef("position")
    )
    auf_einer = Tagesordnungspunkt.objects.filter(beratung=OuterRef("pk")).exclude(ergebnis__in=OHNE_ABSCHLUSS)
    offen = Beratung.objects.filter(abgeschlossen_am__isnull=True, vorlage__status__in=BERATBARE_STATUS)
    offen = offen.exclude(Exists(frueher)).exclude(Exists(auf_einer)).select_related("vorlage", "gremium")
    zeilen = [
        Zeile(
            str(b.vorlage),
            reverse("vorlagen:detail", args=[b.vorlage_id]),
            f"Für: {b.gremium}" + ("" if b.geplant_am else ", noch ohne Termin"),
            frist=Frist(b.geplant_am, "Sitzung am", heute) if b.geplant_am else None,
        )
        for b in offen.order_by("geplant_am", "vorlage__laufnummer", "pk")
    ]
    return Block(
        "ohne-to",
        "Freigegeben, noch auf keiner Tagesordnung",
        "Jede freigegebene Vorlage steht auf einer Tagesordnung.",
        ("Vorlage ohne Tagesordnung", "Vorlagen ohne Tagesordnung"),
        nach_frist(zeilen),
        mehr=("Alle freigegebenen Vorlagen", reverse("vorlagen:liste") + "?status=freigegeben"),
    )


def einzuladen(benutzer, heute) -> Block:
    """Planned sittings of the next weeks with the last day of their Ladungsfrist (§ 59 Abs. 1 NKomVG)."""
    bis = uhr.tagesbeginn(heute + VORSCHAU)
    geplant = Sitzung.objects.filter(status=SitzungStatus.GEPLANT, beginn__lt=bis).select_related("gremium")
    fristen = Fristen()
    zeilen = []
    for sitzung in geplant.annotate(punkte=Count("tops")).order_by("beginn", "pk"):
        letzter = fristen.ladung(sitzung.tag)
        zeilen.append(
            Zeile(
                str(sitzung),
                reverse("sitzungen:detail", args=[sitzung.pk]),
                f"{sitzung.punkte} {'Punkt' if sitzung.punkte == 1 else 'Punkte'} auf der Tagesordnung",
                frist=Frist(letzter, "Einladen bis", heute) if letzter else None,
            )
        )
    return Block(
        "einladen",
        "Einzuladende Sitzungen",
        "In den nächsten sechs Wochen ist keine Sitzung einzuladen.",
        ("Sitzung einzuladen", "Sitzungen einzuladen"),
        nach_frist(zeilen),
        mehr=("Alle Sitzungen", reverse("sitzungen:liste")),
    )


def abzuschliessen(benutzer, heute) -> Block:
    """Sittings whose day has come: to open, to record, to close."""
    morgen = uhr.tagesbeginn(heute + timedelta(days=1))
    offen = Sitzung.objects.filter(
        Q(status=SitzungStatus.EROEFFNET) | Q(status=SitzungStatus.EINGELADEN, beginn__lt=morgen)
    ).select_related("gremium")
    offen = offen.annotate(
        ausstehend=Count("tops", filter=Q(tops__beratung__isnull=False, tops__ergebnis="")),
    )
    zeilen = [
        Zeile(
            str(s),
            reverse("sitzungen:detail", args=[s.pk]),
            f"{s.ausstehend} {'Ergebnis fehlt' if s.ausstehend == 1 else 'Ergebnisse fehlen'}"
            if s.status == SitzungStatus.EROEFFNET and s.ausstehend
            else "Bereit zum Schließen"
            if s.status == SitzungStatus.EROEFFNET
            else f"Beginn {timezone.localtime(s.beginn):%H:%M} Uhr",
            frist=Frist(s.tag, "Sitzung am", heute),
            marke=(s.get_status_display(), "info"),
        )
        for s in offen.order_by("beginn", "pk")
    ]
    return Block(
        "abschliessen",
        "Zu eröffnen oder zu schließen",
        "Heute ist keine Sitzung offen.",
        ("Sitzung offen", "Sitzungen offen"),
        zeilen,
    )


def meine_sitzungen(benutzer, heute) -> Block:
    """For members: the sittings to come of their bodies that were convened."""
    sitzungen = _eigene_sitzungen(benutzer, heute).select_related("gremium")
    zeilen = [
        Zeile(
            s.gremium.name,
            reverse("sitzungen:detail", args=[s.pk]),
            f"{timezone.localtime(s.beginn):%H:%M} Uhr, {s.raum or s.ort}",
            frist=Frist(s.tag, "am", heute),
        )
        for s in sitzungen.order_by("beginn", "pk")
    ]
    return Block(
        "sitzungen",
        "Ihre nächsten Sitzungen",
        "Zurzeit ist keine Sitzung Ihrer Gremien einberufen. Die Einladung steht dann hier.",
        ("Sitzung", "Sitzungen"),
        zeilen,
        mehr=("Alle Ihre Sitzungen", reverse("schreibtisch:mandat")),
        ist_aufgabe=False,
    )


def meine_unterlagen(benutzer, heute) -> Block:
    """For members: the papers on the agendas of those sittings."""
    punkte = Tagesordnungspunkt.objects.filter(
        sitzung__in=_eigene_sitzungen(benutzer, heute), beratung__vorlage__in=Vorlage.objects.sichtbar_fuer(benutzer)
    ).select_related("sitzung__gremium", "beratung__vorlage")
    zeilen = [
        Zeile(
            str(p.beratung.vorlage),
            reverse("vorlagen:detail", args=[p.beratung.vorlage_id]),
            f"TOP {p.nummer_lang}, {p.sitzung}",
        )
        for p in punkte.order_by("sitzung__beginn", "-teil", "position", "pk")
    ]
    return Block(
        "unterlagen",
        "Unterlagen zu diesen Sitzungen",
        "Zu Ihren nächsten Sitzungen liegen noch keine Vorlagen vor.",
        ("Unterlage", "Unterlagen"),
        zeilen,
        mehr=("Alle Vorlagen", reverse("vorlagen:liste")),
        ist_aufgabe=False,
    )


def betreuung(benutzer, heute) -> Block:
    """For the Administration: what the background work could not do."""
    stand, url = lage(), reverse("hinweise:versand")
    zeilen = []
    if not stand.arbeitet:
        zeilen.append(
            Zeile("Die Hintergrundarbeit steht", url, "Mails und Prüfungen warten.", marke=("Störung", "danger"))
        )
    if n := stand.mails_gestrandet:
        titel = "1 Mail ist nicht versandt" if n == 1 else f"{n} Mails sind nicht versandt"
        zeilen.append(Zeile(titel, url, "Fehlgeschlagen oder ungewiss.", marke=("Prüfen", "warning")))
    if n := stand.fehlgeschlagen:
        titel = "1 Auftrag ist fehlgeschlagen" if n == 1 else f"{n} Aufträge sind fehlgeschlagen"
        zeilen.append(Zeile(titel, url, marke=("Prüfen", "warning")))
    return Block(
        "betreuung",
        "Betrieb",
        "Die Hintergrundarbeit läuft, alle Mails sind unterwegs.",
        ("Störung", "Störungen"),
        zeilen,
        mehr=("Versand und Hintergrundarbeit", url),
    )


def _eigene_sitzungen(benutzer, heute):
    person = getattr(benutzer, "person", None)
    sitzungen = Sitzung.objects.sichtbar_fuer(benutzer).filter(
        status__in=(SitzungStatus.EINGELADEN, SitzungStatus.EROEFFNET), beginn__gte=uhr.tagesbeginn(heute)
    )
    gremien = person.mitgliedschaften.am(heute).values("gremium") if person else []
    return sitzungen.filter(gremium__in=gremien)
