"""What the public may see of a Sitzung: pure functions.

Form of `daten` of a Sitzung (OParl Meeting): `name, meetingState, cancelled (only when true), start, end, location{description,
room}, organization[], agendaItem[], ris:status, ris:status_text, ris:verlegungen[]{von, auf, grund}, ris:absagegrund,
ris:uebertragung`. An agenda item: `id, number, order, name, public, ris:anker`, in the
public part also `consultation, ris:vorlage{pfad, nummer}, result, resolutionText, ris:ergebnis, ris:grund, ris:stimmen{ja, nein,
enthaltung}, ris:satz, ris:nachtrag, ris:abgesetzt (the reason), ris:hinweis,
ris:wahlen[{gegenstand, satz}], ris:umsetzung[{punkt, status, stand}]`; a heading of the public part has `ris:ueberschrift`
and no number, a sub-point `ris:tiefe`. Of a non-public item only its number and its public title.

Form of `daten` of a version of the agenda: `meeting, created, ris:fassung, ris:bezeichnung, agendaItem[]` with `id, number, name, public`
and in the public part `ris:ueberschrift, ris:tiefe, ris:nachtrag, ris:abgesetzt, ris:dringlich, ris:folge, ris:ohne_oeffentlichkeit`.
"""

from django.db.models import F, Prefetch
from django.utils import timezone

from aushang.models import Eintrag
from aushang.register import Aushang, AushangDatei
from sitzungen.choices import FassungArt, SitzungStatus
from sitzungen.fassungen import lesen
from sitzungen.models import Protokollfassung, Sitzung, Sitzungsdokument, Wahl
from sitzungen.oeffentliche_stimmen import einzelheiten
from wittmund_ris.richtext import klartext

STAND = {
    SitzungStatus.EINGELADEN: "eingeladen",
    SitzungStatus.EROEFFNET: "eingeladen",
    SitzungStatus.GESCHLOSSEN: "durchgeführt",
    SitzungStatus.ABGESAGT: "eingeladen",
}
ZURUECKGENOMMEN = "Veröffentlichung zurückgenommen"


def _iso(zeitpunkt) -> str:
    return timezone.localtime(zeitpunkt).replace(microsecond=0).isoformat()


def aushaenge(sitzung) -> list[Aushang]:
    """The Sitzung and its items as they shall hang; empty while it is not public."""
    if not (sitzung.ist_veroeffentlicht and sitzung.ist_oeffentlich):
        return []
    tops = [t for t in _tops(sitzung) if _haengt(t)]
    punkte = [_punkt(sitzung, top, reihe) for reihe, top in enumerate(tops)]
    # Opened is an inner fact; the public sees a sitting as invited until its results are released.
    status = SitzungStatus.EINGELADEN if sitzung.status == SitzungStatus.EROEFFNET else SitzungStatus(sitzung.status)
    daten = {
        "name": f"{sitzung.gremium.name}, {sitzung.tag:%d.%m.%Y}",
        "meetingState": STAND[status],
        "start": _iso(sitzung.beginn),
        "location": {"description": sitzung.ort, **({"room": sitzung.raum} if sitzung.raum else {})},
        "organization": [str(sitzung.gremium.oeffentliche_id)],
        "agendaItem": punkte,
        "ris:status": status.value,
        "ris:status_text": status.label,
    }
    if status == SitzungStatus.ABGESAGT:
        daten["cancelled"] = True
        if sitzung.absagegrund_oeffentlich:
            daten["ris:absagegrund"] = sitzung.absagegrund_oeffentlich
    if verlegungen := [_verlegung(v) for v in sitzung.verlegungen.all()]:
        daten["ris:verlegungen"] = verlegungen
    if sitzung.uebertragung:
        daten["ris:uebertragung"] = sitzung.uebertragung
    if sitzung.geschlossen_am:
        daten["end"] = _iso(sitzung.geschlossen_am)
    eintrag = Aushang(
        id=sitzung.oeffentliche_id,
        art=Eintrag.Art.SITZUNG,
        pfad=sitzung.pfad,
        titel=daten["name"],
        datum=sitzung.beginn.replace(microsecond=0),
        daten=daten,
        suche="\n".join([daten["name"], *(p["name"] for p in punkte)]),
        dateien=tuple(_dateien(sitzung, tops)),
    )
    return [
        eintrag,
        *(_top(sitzung, top, punkt) for top, punkt in zip(tops, punkte, strict=True)),
        *_fassungen(sitzung, tops),
    ]


def _verlegung(verlegung) -> dict:
    daten = {"von": _iso(verlegung.von), "auf": _iso(verlegung.auf)}
    return daten | ({"grund": verlegung.grund} if verlegung.ist_grund_oeffentlich else {})


def alle_aushaenge() -> list[Aushang]:
    """Full recomputation, for `aushang_pruefen`."""
    return [a for s in Sitzung.objects.filter(veroeffentlicht_am__isnull=False) for a in aushaenge(s)]


def _tops(sitzung):
    return sitzung.tops.select_related("beratung__vorlage", "oberpunkt__oberpunkt").prefetch_related(
        "bekanntgabe_zeilen", "abstimmungen", Prefetch("wahlen", Wahl.objects.mit_gaengen()), "beschluesse"
    )


def _haengt(top) -> bool:
    """What stands on the public agenda: what has a number, and the headings of part Ö. A heading of part N may tell too much."""
    return bool(top.nummer) or (top.ist_ueberschrift and top.ist_oeffentlich)


def _ist_zurueckgenommen(top) -> bool:
    return bool(top.beratung and top.beratung.vorlage.entfernt_am)


def _punkt(sitzung, top, reihe) -> dict:
    daten = {
        "id": str(top.oeffentliche_id),
        "number": top.nummer_lang,
        "order": reihe,
        "name": top.titel if top.ist_oeffentlich else top.oeffentlicher_titel,
        "public": top.ist_oeffentlich,
        "ris:anker": top.anker,
    }
    if top.nummer and top.tiefe:
        daten["ris:tiefe"] = top.tiefe
    if bekannt := [b for b in top.bekanntgabe_zeilen.all() if b.entfernt_am is None and b.ort == "tagesordnung"]:
        daten["ris:bekanntgabe"] = bekannt[0].oeffentlich
    if not top.ist_oeffentlich:
        return daten
    if top.ist_ueberschrift:
        return daten | {"ris:ueberschrift": True}
    if top.nachtrag:
        daten["ris:nachtrag"] = top.nachtrag
    if top.abgesetzt_am:
        daten["ris:abgesetzt"] = top.ergebnis_grund
    if _ist_zurueckgenommen(top):
        daten.pop("ris:bekanntgabe", None)
        return daten | {"name": ZURUECKGENOMMEN}
    if top.beratung:
        vorlage = top.beratung.vorlage
        daten["consultation"] = str(top.beratung.oeffentliche_id)
        daten["ris:vorlage"] = {"pfad": vorlage.pfad, "nummer": vorlage.nummer}
    if sitzung.ergebnisse_oeffentlich_am and top.ohne_oeffentlichkeit_seit:
        return daten | {"ris:hinweis": "Ohne Öffentlichkeit behandelt (§ 64 Abs. 1 NKomVG)."}
    if sitzung.ergebnisse_oeffentlich_am and top.ergebnis and not top.abgesetzt_am:
        daten |= {"result": top.ergebnis_text, "ris:ergebnis": top.ergebnis}
        if top.ergebnis_grund:
            daten["ris:grund"] = top.ergebnis_grund
        if umsetzung := [b for b in top.beschluesse.all() if b.freigegeben_am]:
            daten["ris:umsetzung"] = [
                {"punkt": b.nummer, "status": b.get_oeffentlicher_status_display(), "stand": b.oeffentlicher_stand}
                for b in umsetzung
            ]
        if wahlen := top.wahlen.all():
            daten["ris:wahlen"] = [{"gegenstand": w.gegenstand, "satz": w.satz} for w in wahlen]
        if stimmen := top.hauptabstimmung:
            daten["ris:stimmen"] = {"ja": stimmen.ja, "nein": stimmen.nein, "enthaltung": stimmen.enthaltung}
            daten["ris:satz"] = stimmen.satz
            daten |= einzelheiten(top)
            if top.beratung:
                daten |= {"resolutionText": klartext(stimmen.wortlaut), "ris:wortlaut": stimmen.wortlaut}
    return daten


def _fassungen(sitzung, tops) -> list[Aushang]:
    """The versions of the agenda. Those made in the sitting become public with its results.

    What was corrected or withdrawn since is corrected here too: a version outside names what may be named today.
    """
    oeffentlich = {str(t.oeffentliche_id): t for t in tops}
    vorher = (FassungArt.EINGELADEN, FassungArt.NACHTRAG)
    return [
        Aushang(
            id=f.oeffentliche_id,
            art=Eintrag.Art.TAGESORDNUNG,
            pfad=f.pfad,
            titel=f"Tagesordnung {sitzung.gremium.name}, {sitzung.tag:%d.%m.%Y}: {f.bezeichnung}",
            datum=f.erstellt_am.replace(microsecond=0),
            daten={
                "meeting": str(sitzung.oeffentliche_id),
                "created": _iso(f.erstellt_am),
                "ris:fassung": f.nummer,
                "ris:bezeichnung": f.bezeichnung,
                "agendaItem": [_punkt_der_fassung(p, oeffentlich[p["id"]]) for p in lesen(f) if p["id"] in oeffentlich],
            },
        )
        for f in sitzung.fassungen.select_related("sitzung").order_by("nummer")
        if isinstance(f.inhalt, dict) and (f.art in vorher or sitzung.ergebnisse_oeffentlich_am)
    ]


def _punkt_der_fassung(punkt, top) -> dict:
    daten = {"id": punkt["id"], "number": punkt["nummer"], "public": top.ist_oeffentlich}
    if not top.ist_oeffentlich:
        return daten | {"name": top.oeffentlicher_titel}
    daten["name"] = ZURUECKGENOMMEN if _ist_zurueckgenommen(top) else punkt["titel"]
    namen = {
        "ris:ueberschrift": "ueberschrift",
        "ris:tiefe": "tiefe",
        "ris:nachtrag": "nachtrag",
        "ris:abgesetzt": "abgesetzt",
        "ris:dringlich": "grund",
        "ris:folge": "folge",
        "ris:ohne_oeffentlichkeit": "ohne_oeffentlichkeit",
    }
    return daten | {aussen: punkt[innen] for aussen, innen in namen.items() if punkt[innen]}


def _top(sitzung, top, punkt) -> Aushang:
    return Aushang(
        id=top.oeffentliche_id,
        art=Eintrag.Art.TOP,
        pfad=f"{sitzung.pfad}#{top.anker}",
        titel=punkt["name"],
        nummer=punkt["number"],
        datum=sitzung.beginn.replace(microsecond=0),
        daten={"meeting": str(sitzung.oeffentliche_id)} | {k: v for k, v in punkt.items() if k != "id"},
    )


def _dateien(sitzung, tops) -> list[AushangDatei]:
    """Public agenda and public results. A document that names a withdrawn paper does not hang any more."""
    if any(_ist_zurueckgenommen(t) for t in tops if t.ist_oeffentlich):
        return []
    A = Sitzungsdokument.Art  # noqa: N806 - the usual letter for a TextChoices
    arten = {
        A.BEKANNTMACHUNG: ("tagesordnung.pdf", "Tagesordnung"),
        A.ERGEBNIS_OEFFENTLICH: ("beschluesse.pdf", "Beschlussübersicht"),
    }
    berichtigt = max((t.titel_berichtigt_am for t in tops if t.titel_berichtigt_am), default=None)
    dateien, gezaehlt = [], 0
    for d in sitzung.dokumente.filter(art__in=list(arten)).order_by("erstellt_am", "pk"):
        dateiname, name = arten[d.art]
        if d.art == A.BEKANNTMACHUNG:
            # A later one has an address of its own: `tagesordnung-2.pdf`.
            gezaehlt += 1
            if gezaehlt > 1:
                dateiname, name = (
                    f"tagesordnung-{gezaehlt}.pdf",
                    f"{name}, Stand {timezone.localtime(d.erstellt_am):%d.%m.%Y}",
                )
            # It names a public title that was corrected since.
            if berichtigt and d.erstellt_am < berichtigt:
                continue
        dateien.append(
            AushangDatei(
                id=d.oeffentliche_id,
                pfad=f"{sitzung.pfad}{dateiname}",
                rolle=d.art,
                name=name,
                dateiname=d.dateiname,
                mime="application/pdf",
                groesse=d.groesse,
                sha256=d.sha256,
                quelle=d.datei,
                seiten=d.seiten,
            )
        )
    return [*dateien, *_protokoll(sitzung)]


def _protokoll(sitzung) -> list[AushangDatei]:
    """The public part of the approved Protokoll, once it is published; of a corrected one the version published last."""
    fassung = (
        Protokollfassung.objects.filter(
            protokoll__sitzung=sitzung,
            protokoll__genehmigt_am__isnull=False,
            nummer=F("protokoll__veroeffentlichte_fassung"),
            oeffentlich__isnull=False,
        )
        .select_related("oeffentlich")
        .first()
    )
    if fassung is None:
        return []
    d = fassung.oeffentlich
    zusatz = f"-fassung-{fassung.nummer}" if fassung.nummer > 1 else ""
    return [
        AushangDatei(
            id=d.oeffentliche_id,
            pfad=f"{sitzung.pfad}protokoll{zusatz}.pdf",
            rolle=d.art,
            name="Protokoll, berichtigte Fassung" if fassung.berichtigung_id else "Protokoll",
            dateiname=d.dateiname,
            mime="application/pdf",
            groesse=d.groesse,
            sha256=d.sha256,
            quelle=d.datei,
            seiten=d.seiten,
        )
    ]
