"""The desk of those who write in an Amt: drafts, what came back, what is on its way, Anlagen still missing, deadlines."""

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from gremien.fristen import Fristen, Sitzungskalender
from gremien.models import Gremium
from schreibtisch.bloecke import Block, Frist, Zeile, nach_frist
from vorlagen import mitzeichnung
from vorlagen.choices import BERATBARE_STATUS, VorlageAktion, VorlageStatus
from vorlagen.models import Anlage, Beratung, Vorlage, VorlageVerlauf
from vorlagen.templatetags.vorlagen import TOENE

HIN_UND_HER = (VorlageAktion.EINREICHEN, VorlageAktion.ZURUECKGEBEN)


def _mit_weg(vorlagen):
    """The last time that the paper went in or came back, and the station that is next."""
    letzter = VorlageVerlauf.objects.filter(vorlage=OuterRef("pk"), aktion__in=HIN_UND_HER).order_by("-am", "-pk")
    naechste = Beratung.objects.filter(vorlage=OuterRef("pk"), abgeschlossen_am__isnull=True).order_by(
        "position", "einschub"
    )
    return vorlagen.annotate(
        weg_aktion=Subquery(letzter.values("aktion")[:1]),
        weg_am=Subquery(letzter.values("am")[:1]),
        weg_name=Subquery(letzter.values("benutzer_name")[:1]),
        weg_bemerkung=Subquery(letzter.values("bemerkung")[:1]),
        naechstes_gremium=Subquery(naechste.values("gremium__name")[:1]),
        naechster_tag=Subquery(naechste.values("geplant_am")[:1]),
    )


def _url(vorlage) -> str:
    return reverse("vorlagen:detail", args=[vorlage.pk])


def _abgabe(vorlage, fristen, heute) -> Frist | None:
    tag = fristen.abgabe(vorlage.naechster_tag) if vorlage.naechster_tag else None
    return Frist(tag, "Abgabe bis", heute) if tag else None


def entwuerfe(benutzer, heute) -> tuple[Block, Block]:
    """The own drafts: those that came back with their reason, and the others with the deadline of their first station."""
    fristen = Fristen()
    eigene = Vorlage.objects.filter(verfasst_von=benutzer, status=VorlageStatus.ENTWURF)
    eigene = _mit_weg(eigene).order_by("-geaendert_am", "-pk")
    zurueck, neu = [], []
    for vorlage in eigene:
        frist = _abgabe(vorlage, fristen, heute)
        if vorlage.weg_aktion == VorlageAktion.ZURUECKGEBEN:
            zusatz = f"Am {vorlage.weg_am:%d.%m.%Y} zurückgegeben von {vorlage.weg_name}"
            zurueck.append(Zeile(vorlage.titel, _url(vorlage), zusatz, zitat=vorlage.weg_bemerkung, frist=frist))
        else:
            zusatz = f"Zuletzt geändert am {vorlage.geaendert_am:%d.%m.%Y}"
            if vorlage.naechstes_gremium:
                zusatz += f", zuerst im {vorlage.naechstes_gremium}"
            neu.append(Zeile(vorlage.titel, _url(vorlage), zusatz, frist=frist))
    liste = reverse("vorlagen:liste") + "?status=entwurf"
    return (
        Block(
            "zurueck",
            "Zurückgekommen",
            "Keine Ihrer Vorlagen ist zurückgekommen.",
            ("zurückgekommen", "zurückgekommen"),
            nach_frist(zurueck),
            mehr=("Alle Entwürfe", liste),
        ),
        Block(
            "entwuerfe",
            "Meine Entwürfe",
            "Sie haben keinen Entwurf. Eine neue Vorlage beginnen Sie oben auf dieser Seite.",
            ("Entwurf", "Entwürfe"),
            nach_frist(neu),
            mehr=("Alle Entwürfe", liste),
        ),
    )


def unterwegs(benutzer, heute) -> Block:
    """What was handed in, and where it stands."""
    eigene = Vorlage.objects.filter(verfasst_von=benutzer)
    eigene = _mit_weg(eigene.filter(status__in=(VorlageStatus.IN_MITZEICHNUNG, *BERATBARE_STATUS)))
    zeilen = []
    for vorlage in eigene.order_by(F("naechster_tag").asc(nulls_last=True), "pk"):
        if vorlage.status == VorlageStatus.IN_MITZEICHNUNG:
            zusatz = f"Eingereicht am {vorlage.weg_am:%d.%m.%Y}" if vorlage.weg_am else ""
        elif vorlage.naechstes_gremium:
            tag = f" am {vorlage.naechster_tag:%d.%m.%Y}" if vorlage.naechster_tag else ", noch ohne Termin"
            zusatz = f"Als Nächstes: {vorlage.naechstes_gremium}{tag}"
        else:
            zusatz = ""
        marke = (vorlage.get_status_display(), TOENE[vorlage.status])
        titel = f"{vorlage.nummer} {vorlage.betreff}".strip()
        zeilen.append(Zeile(titel, _url(vorlage), zusatz, marke=marke))
    return Block(
        "unterwegs",
        "Eingereicht: wo es steht",
        "Von Ihnen ist gerade nichts in Mitzeichnung oder Beratung.",
        ("unterwegs", "unterwegs"),
        zeilen,
        mehr=("Alle Vorlagen", reverse("vorlagen:liste")),
        ist_aufgabe=False,
    )


def fehlende_anlagen(benutzer, heute) -> Block:
    """Anlagen of own papers that were announced and are not there yet, with the sitting that waits for them."""
    naechste = Beratung.objects.filter(vorlage=OuterRef("vorlage"), abgeschlossen_am__isnull=True).order_by(
        "position", "einschub"
    )
    offen = Anlage.objects.filter(vorlage__verfasst_von=benutzer, ist_angekuendigt=True, datei__isnull=True).filter(
        Q(vorlage__status__in=BERATBARE_STATUS) | Q(vorlage__status=VorlageStatus.IN_MITZEICHNUNG)
    )
    offen = offen.select_related("vorlage").annotate(tag=Subquery(naechste.values("geplant_am")[:1])).order_by("pk")
    zeilen = []
    for anlage in offen:
        vorlage = anlage.vorlage
        beratbar = vorlage.status in BERATBARE_STATUS
        url = reverse("vorlagen:anlage_nachreichen", args=[anlage.pk]) if beratbar else _url(vorlage)
        frist = Frist(anlage.tag, "Sitzung am", heute) if anlage.tag else None
        if anlage.nachreichen_bis:
            frist = Frist(anlage.nachreichen_bis, "Nachreichen bis", heute)
        zeilen.append(Zeile(anlage.titel, url, f"Zu: {vorlage}", frist=frist))
    return Block(
        "anlagen",
        "Angekündigte Anlagen",
        "Alle angekündigten Anlagen liegen vor.",
        ("Anlage fehlt noch", "Anlagen fehlen noch"),
        nach_frist(zeilen),
    )


def abgabefristen(benutzer, heute) -> Block:
    """The next hand-in deadline of each Gremium that a new paper can still meet."""
    kalender = Sitzungskalender(heute)
    zeilen = []
    for gremium in Gremium.objects.tagende().filter(Q(bis__isnull=True) | Q(bis__gte=heute)):
        termin = kalender.naechster(gremium.pk)
        if termin:
            frist = Frist(termin.abgabe, "Abgabe bis", heute) if termin.abgabe else None
            zeilen.append(Zeile(gremium.name, "", f"Sitzung am {termin.tag:%d.%m.%Y}", frist=frist))
    return Block(
        "fristen",
        "Nächste Abgabefristen",
        "Zurzeit ist keine Sitzung geplant, die eine neue Vorlage erreichen kann.",
        ("Frist", "Fristen"),
        nach_frist(zeilen),
        mehr=("Alle Sitzungen", reverse("sitzungen:liste")),
        ist_aufgabe=False,
    )


def im_amt_eingereicht(benutzer, heute) -> Block:
    """For the head of an Amt: what its clerks have handed in and is not released."""
    offen = _mit_weg(Vorlage.objects.filter(amt=benutzer.amt_id, status=VorlageStatus.IN_MITZEICHNUNG))
    zeilen = [
        Zeile(
            v.betreff,
            _url(v),
            f"Von {v.verfasst_von}" + (f", eingereicht am {v.weg_am:%d.%m.%Y}" if v.weg_am else ""),
        )
        for v in offen.exclude(verfasst_von=benutzer).select_related("verfasst_von").order_by("weg_am", "pk")
    ]
    return Block(
        "amt",
        "Aus Ihrem Amt in Mitzeichnung",
        "Aus Ihrem Amt ist gerade nichts in Mitzeichnung.",
        ("aus Ihrem Amt in Mitzeichnung", "aus Ihrem Amt in Mitzeichnung"),
        zeilen,
        mehr=("Alle in Mitzeichnung", reverse("vorlagen:liste") + "?status=in_mitzeichnung"),
        ist_aufgabe=False,
    )


def mitzeichnungen(benutzer, heute) -> Block:
    """What waits for a verdict of this account, its own and in Vertretung: overdue first."""
    zeilen = []
    for zeile in mitzeichnung.offene_fuer(benutzer):
        fuer = mitzeichnung.handelt_fuer(zeile, benutzer)
        zusatz = f"Von {zeile.vorlage.amt}, für {zeile.amt}" + (f", in Vertretung für {fuer}" if fuer else "")
        frist = Frist(zeile.faellig_am, "Zeichnen bis", heute)
        zeilen.append(
            Zeile(zeile.vorlage.betreff, reverse("vorlagen:mitzeichnen", args=[zeile.pk]), zusatz, frist=frist)
        )
    return Block(
        "mitzeichnung",
        "Wartet auf Ihre Mitzeichnung",
        "Keine Vorlage wartet auf Ihre Mitzeichnung.",
        ("wartet auf Ihre Mitzeichnung", "warten auf Ihre Mitzeichnung"),
        nach_frist(zeilen),
        mehr=("Alle Mitzeichnungen", reverse("vorlagen:mitzeichnungen")),
    )


def freigaben(benutzer, heute) -> Block:
    """For the Verwaltungsleitung and its deputy: what every office has signed (four eyes: not what it wrote itself)."""
    offen = _mit_weg(mitzeichnung.freigabereife_fuer(benutzer))
    fristen = Fristen()
    zeilen = [
        Zeile(
            v.betreff,
            _url(v),
            f"{v.amt}" + (f", eingereicht am {v.weg_am:%d.%m.%Y}" if v.weg_am else ""),
            frist=_abgabe(v, fristen, heute),
        )
        for v in offen.order_by("weg_am", "pk")
    ]
    return Block(
        "freigabe",
        "Wartet auf Ihre Freigabe",
        "Keine Vorlage wartet auf Ihre Freigabe.",
        ("wartet auf Ihre Freigabe", "warten auf Ihre Freigabe"),
        nach_frist(zeilen),
        mehr=("Alle in Mitzeichnung", reverse("vorlagen:liste") + "?status=in_mitzeichnung"),
    )
