"""What the public may see of a Vorlage: pure functions. HTML, API, feeds and search all read their result.

Form of `daten` of a Vorlage (OParl Paper; references are ids of other entries, own fields begin with `ris:`):
`body, name, reference, date, paperType, underDirectionOf[], consultation[], ris:status, ris:status_text, ris:texte{sachverhalt,
anmerkung, beschlussvorschlag}, ris:ueberschriften (the heading of each text on this kind), ris:stellungnahme, ris:antragsteller,
superordinatedPaper[] (what it supplements or replaces), relatedPaper[], ris:bezug[{art, wort, nummer, pfad}], ris:aktenzeichen, ris:finanzierung{gesamtkosten, folgekosten, einnahmen, haushaltsmittel,
haushaltsmittel_text, haushaltsmittel_betrag, produktkonto}, ris:gezeichnet{ort, datum, name}, ris:anlagen[{nummer, titel, zustand, datei,
nachgereicht_am, geschwaerzt, barrieren[]}], ris:fassungen[{nummer, datum, grund, dokument}] (from the second Fassung on, the one in force first), ris:verweise[]`. A consultation: `id, organization[], role, authoritative`, and where it is public and known `meeting,
agendaItem, ris:anker (of a station that a referral inserted), ris:termin, ris:nichtoeffentlich, ris:sitzung_pfad, ris:top, ris:top_anker, ris:ergebnis, ris:ergebnis_text,
ris:stimmen{ja, nein, enthaltung}, ris:wortlaut`.
"""

from datetime import date

from django.utils import timezone

from aushang.models import Eintrag
from aushang.register import Aushang, AushangDatei
from gremien.models import Koerperschaft
from vorlagen.befunde import barrieren
from vorlagen.bezuege import bezugswort
from vorlagen.choices import ENTSCHIEDEN, BeratungRolle, Ergebnis, Haushaltsmittel, VorlageArt, VorlageStatus
from vorlagen.models import Anlagentext, Vorlage, Vorlagendokument
from vorlagen.stationen import oeffentliche_stationen
from wittmund_ris.richtext import klartext
from wittmund_ris.vorlagennummer import genannte

S = VorlageStatus
# How the other paper is named on the page of the one it belongs to.
GEGENWORT = {VorlageArt.AUSTAUSCHVORLAGE: "Ersetzt durch", VorlageArt.ERGAENZUNGSVORLAGE: "Ergänzt durch"}


def aushaenge(vorlage) -> list[Aushang]:
    """The Vorlage and its stations as they shall hang; empty while it is not public."""
    if not (vorlage.ist_veroeffentlicht and vorlage.ist_oeffentlich):
        return []
    stationen = oeffentliche_stationen(vorlage)
    fassungen = list(vorlage.fassungen.order_by("nummer"))
    fassung = fassungen[-1]
    texte = {feld: fassung.inhalt[feld] for feld in ("sachverhalt", "anmerkung", "beschlussvorschlag")}
    stellungnahme = fassung.inhalt.get("stellungnahme", "")
    konsultationen = [_konsultation(s) for s in stationen]
    status = oeffentlicher_status(vorlage, stationen)
    dateien, anlagen = _dateien(vorlage, fassungen)
    papier = Aushang(
        id=vorlage.oeffentliche_id,
        art=Eintrag.Art.VORLAGE,
        pfad=vorlage.pfad,
        titel=vorlage.betreff,
        nummer=vorlage.nummer,
        datum=vorlage.freigegeben_am.replace(microsecond=0),
        daten={
            "body": str(Koerperschaft.objects.get().oeffentliche_id),
            "name": vorlage.betreff,
            "reference": vorlage.nummer,
            # The day of the paper stays; the day of the Fassung stands with it.
            "date": fassungen[0].inhalt["datum"],
            "paperType": vorlage.get_art_display(),
            "underDirectionOf": [str(vorlage.amt.oeffentliche_id)],
            "consultation": konsultationen,
            "ris:status": status,
            "ris:status_text": S(status).label,
            "ris:texte": texte,
            **_eigenes(vorlage, fassung, stellungnahme),
            "ris:aktenzeichen": fassung.inhalt["aktenzeichen"],
            "ris:finanzierung": _finanzierung(fassung.inhalt),
            "ris:gezeichnet": {
                "ort": fassung.inhalt["ort"],
                "datum": fassung.inhalt["datum"],
                "name": fassung.inhalt["gezeichnet"],
            },
            "ris:anlagen": anlagen,
            **({"ris:fassungen": _fassungen(fassungen, dateien)} if len(fassungen) > 1 else {}),
            # What the public text names, known or not: both papers are found by it, and nothing else is told.
            "ris:verweise": sorted(genannte(*texte.values()) - {vorlage.nummer}),
        },
        suche="\n".join([vorlage.nummer, vorlage.betreff, *map(klartext, [*texte.values(), stellungnahme])]),
        dateien=tuple(dateien),
    )
    return [papier, *(_beratung(vorlage, s, k) for s, k in zip(stationen, konsultationen, strict=True))]


def _eigenes(vorlage, fassung, stellungnahme) -> dict:
    """What only some kinds have: the mover (public mandate data), the Stellungnahme or Antwort, and related papers that hang out."""
    daten = {}
    if vorlage.kommt_aus_mandat:
        daten |= {
            "ris:antragsteller": fassung.inhalt["antragsteller"],
            "ris:stellungnahme": stellungnahme,
            "ris:ueberschriften": {t.feld: t.titel for t in vorlage.blatt.texte},
        }
    oben = vorlage.ursprung if vorlage.ursprung and vorlage.ursprung.ist_veroeffentlicht else None
    darunter = [p for p in vorlage.folgepapiere.order_by("zusatz", "pk") if p.ist_veroeffentlicht]
    bezuege = [_bezug(oben, bezugswort(vorlage.art, freigegeben=True))] if oben else []
    bezuege += [_bezug(p, GEGENWORT.get(p.art, "Dazu gehört")) for p in darunter]
    if oben:
        daten["superordinatedPaper"] = [str(oben.oeffentliche_id)]
    if darunter:
        daten["relatedPaper"] = [str(p.oeffentliche_id) for p in darunter]
    return daten | ({"ris:bezug": bezuege} if bezuege else {})


def _bezug(papier, wort) -> dict:
    return {"art": papier.art, "wort": wort, "nummer": papier.nummer, "pfad": papier.pfad}


def _fassungen(fassungen, dateien) -> list[dict]:
    """Which Fassungen there are and why, with the public print of each."""
    drucke = {d.pfad: str(d.id) for d in dateien}
    return [
        {
            "nummer": f.nummer,
            "datum": f.inhalt["datum"],
            "grund": f.grund,
            "dokument": drucke.get(f"{f.vorlage.pfad}{_druckname(f)}", ""),
        }
        for f in reversed(fassungen)
    ]


def _druckname(fassung) -> str:
    """The permanent address of the print: the first Fassung keeps the one that it had when there was no other."""
    return "vorlage.pdf" if fassung.nummer == 1 else f"fassung-{fassung.nummer}.pdf"


def alle_aushaenge() -> list[Aushang]:
    """Full recomputation, for `aushang_pruefen`."""
    return [a for v in Vorlage.objects.filter(veroeffentlicht_am__isnull=False) for a in aushaenge(v)]


def kennungen(vorlage) -> list:
    """The ids under which the Vorlage and its stations hang: all that a withdrawal must empty."""
    return [vorlage.oeffentliche_id, *vorlage.beratungen.values_list("oeffentliche_id", flat=True)]


def oeffentlicher_status(vorlage, stationen) -> str:
    """The status as public acts alone give it: a decision of the Kreisausschuss does not show here."""
    if vorlage.status == S.ZURUECKGEZOGEN:
        return S.ZURUECKGEZOGEN
    letzte = stationen[-1]
    entscheidend = next((s for s in reversed(stationen) if s.beratung.rolle == BeratungRolle.ENTSCHEIDUNG), letzte)
    if entscheidend.ergebnis in ENTSCHIEDEN:
        return S.BESCHLOSSEN
    return {
        Ergebnis.ABGELEHNT: S.ABGELEHNT,
        Ergebnis.KENNTNISNAHME: S.ZUR_KENNTNIS,
        Ergebnis.ZURUECKGEZOGEN: S.ZURUECKGEZOGEN,
    }.get(entscheidend.ergebnis, S.IN_BERATUNG)


def _konsultation(station) -> dict:
    beratung = station.beratung
    daten = {
        "id": str(beratung.oeffentliche_id),
        "organization": [str(beratung.gremium.oeffentliche_id)],
        "role": beratung.get_rolle_display(),
        "authoritative": beratung.rolle == BeratungRolle.ENTSCHEIDUNG,
        "ris:nichtoeffentlich": not station.ist_oeffentlich,
    }
    if beratung.einschub:
        # Numbers of the stations that the paper planned do not move for it.
        daten["ris:anker"] = beratung.anker
    if station.termin:
        daten["ris:termin"] = station.termin.isoformat()
    if station.top:
        daten |= {
            "meeting": str(station.sitzung.oeffentliche_id),
            "agendaItem": str(station.top.oeffentliche_id),
            "ris:sitzung_pfad": station.sitzung.pfad,
            "ris:top": station.top_nummer,
            "ris:top_anker": station.top.anker,
        }
    if station.ergebnis:
        daten |= {"ris:ergebnis": station.ergebnis, "ris:ergebnis_text": station.ergebnis_text}
    if station.ja is not None:
        daten["ris:stimmen"] = {"ja": station.ja, "nein": station.nein, "enthaltung": station.enthaltung}
    if b := station.bekanntgabe:
        daten["ris:bekanntgabe"] = b.oeffentlich
    if station.wortlaut:
        daten["ris:wortlaut"] = station.wortlaut
    return daten


def _beratung(vorlage, station, daten) -> Aushang:
    return Aushang(
        id=station.beratung.oeffentliche_id,
        art=Eintrag.Art.BERATUNG,
        pfad=f"{vorlage.pfad}#{station.beratung.anker}",
        titel=f"{station.gremium.name}: {vorlage.betreff}",
        nummer=vorlage.nummer,
        daten={"paper": str(vorlage.oeffentliche_id)} | {k: v for k, v in daten.items() if k != "id"},
    )


def _finanzierung(inhalt) -> dict:
    return inhalt["finanzierung"] | {
        "haushaltsmittel": inhalt["haushaltsmittel"],
        "haushaltsmittel_text": Haushaltsmittel(inhalt["haushaltsmittel"]).label if inhalt["haushaltsmittel"] else "",
        "haushaltsmittel_betrag": inhalt["haushaltsmittel_betrag"],
        "produktkonto": inhalt["produktkonto"],
    }


def _dateien(vorlage, fassungen) -> tuple[list[AushangDatei], list[dict]]:
    A = Vorlagendokument.Art  # noqa: N806 - the usual letter for a TextChoices
    wurzel = vorlage.pfad
    # One address a document: the release print at vorlage.pdf, prints with results numbered, the newest first read.
    dateien = []
    for fassung in reversed(fassungen):
        name = "Vorlage"
        if len(fassungen) > 1:
            name += f", Fassung {fassung.nummer} vom {date.fromisoformat(fassung.inhalt['datum']):%d.%m.%Y}"
        rolle = "hauptdokument" if fassung is fassungen[-1] else "fruehere_fassung"
        for druck in fassung.dokumente.filter(art=A.OEFFENTLICH):
            dateien.append(_druck(druck, f"{wurzel}{_druckname(fassung)}", name, rolle))
    gedruckt = Vorlagendokument.objects.filter(fassung__vorlage=vorlage, art=A.ERGEBNIS_OEFFENTLICH)
    ergebnisse = list(gedruckt.order_by("erstellt_am", "pk"))
    for nummer, druck in enumerate(ergebnisse, start=1):
        stand = timezone.localtime(druck.erstellt_am)
        name = f"Vorlage mit Ergebnissen, Stand {stand:%d.%m.%Y}"
        dateien.append(_druck(druck, f"{wurzel}ergebnis-{nummer}.pdf", name, "ergebnis"))
    anlagen = []
    alle = list(vorlage.anlagen.all())
    texte = dict(Anlagentext.objects.filter(datei__anlage__in=alle).values_list("datei", "text"))
    for nummer, anlage in enumerate(alle, start=1):
        datei = anlage.oeffentliche_datei
        if not anlage.ist_oeffentlich:
            anlagen.append({"nummer": nummer, "titel": "", "zustand": "nichtoeffentlich"})
        elif datei is None:
            anlagen.append({"nummer": nummer, "titel": anlage.titel, "zustand": "wird_nachgereicht"})
        else:
            zeile = {
                "nummer": nummer,
                "titel": anlage.titel,
                "zustand": "liegt_vor",
                "datei": str(datei.oeffentliche_id),
            }
            if anlage.ist_geschwaerzt:
                zeile["geschwaerzt"] = True
            if hindernisse := barrieren(datei):
                zeile["barrieren"] = hindernisse
            if anlage.ist_nachgereicht:
                zeile["nachgereicht_am"] = timezone.localtime(anlage.eingereicht_am).date().isoformat()
            anlagen.append(zeile)
            dateien.append(_anlage(vorlage, anlage, datei, nummer, texte.get(datei.pk, "")))
    return dateien, anlagen


def _druck(dokument, adresse, name, rolle) -> AushangDatei:
    return AushangDatei(
        id=dokument.oeffentliche_id,
        pfad=adresse,
        rolle=rolle,
        name=name,
        dateiname=dokument.dateiname,
        mime="application/pdf",
        groesse=dokument.groesse,
        sha256=dokument.sha256,
        quelle=dokument.datei,
        seiten=dokument.seiten,
    )


def _anlage(vorlage, anlage, datei, nummer, text) -> AushangDatei:
    """The public file of an Anlage: of a redacted pair only the redacted one, under its own hash and a neutral name."""
    endung = datei.dateiname.rsplit(".", 1)[-1].lower()
    vorne, stelle = _erste_stelle(vorlage, anlage, datei, nummer)
    return AushangDatei(
        id=datei.oeffentliche_id,
        pfad=f"{vorlage.pfad}{vorne}anlage-{stelle}.{endung}",
        rolle="anlage",
        name=anlage.titel,
        dateiname=f"vorlage-{vorlage_kennung(vorlage)}-anlage-{nummer}.{endung}",
        mime=datei.mime,
        groesse=datei.groesse,
        sha256=datei.sha256,
        quelle=datei.ablage,
        seiten=datei.befund.get("seiten"),
        text=text,
    )


def _erste_stelle(vorlage, anlage, datei, nummer) -> tuple[str, int]:
    """Prefix and number of the permanent address: the Fassung that first had this file, and its place there."""
    for fassung in vorlage.fassungen.all():
        for stelle, zeile in enumerate(fassung.inhalt["anlagen"], start=1):
            gleiche_zeile = zeile["id"] == str(anlage.oeffentliche_id) if "id" in zeile else stelle == nummer
            summe = zeile.get("sha256_oeffentlich", zeile["sha256"])
            if gleiche_zeile and summe in ("", datei.sha256):
                return ("" if fassung.nummer == 1 else f"fassung-{fassung.nummer}-"), stelle
    return "", nummer


def vorlage_kennung(vorlage) -> str:
    """0042-2019, for file names."""
    return vorlage.nummer.replace("/", "-")
