"""What the public may see of a Sitzung: pure functions.

Form of `daten` of a Sitzung (OParl Meeting): `name, meetingState, cancelled (only when true), start, end, location{description,
room}, organization[], agendaItem[], ris:status, ris:status_text`. An agenda item: `id, number, order, name, public, ris:anker`, in the
public part also `consultation, ris:vorlage{pfad, nummer}, result, resolutionText, ris:ergebnis, ris:grund, ris:stimmen{ja, nein,
enthaltung}, ris:satz`. Of a non-public item only its number and its public title.
"""

from django.utils import timezone

from aushang.models import Eintrag
from aushang.register import Aushang, AushangDatei
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung, Sitzungsdokument
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
    tops = [t for t in _tops(sitzung) if t.nummer]
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
    return [eintrag, *(_top(sitzung, top, punkt) for top, punkt in zip(tops, punkte, strict=True))]


def alle_aushaenge() -> list[Aushang]:
    """Full recomputation, for `aushang_pruefen`."""
    return [a for s in Sitzung.objects.filter(veroeffentlicht_am__isnull=False) for a in aushaenge(s)]


def _tops(sitzung):
    return sitzung.tops.select_related("beratung__vorlage").prefetch_related("abstimmungen")


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
    if not top.ist_oeffentlich:
        return daten
    if _ist_zurueckgenommen(top):
        return daten | {"name": ZURUECKGENOMMEN}
    if top.beratung:
        vorlage = top.beratung.vorlage
        daten["consultation"] = str(top.beratung.oeffentliche_id)
        daten["ris:vorlage"] = {"pfad": vorlage.pfad, "nummer": vorlage.nummer}
    if sitzung.ergebnisse_oeffentlich_am and top.ergebnis:
        daten |= {"result": top.ergebnis_text, "ris:ergebnis": top.ergebnis}
        if top.ergebnis_grund:
            daten["ris:grund"] = top.ergebnis_grund
        if stimmen := top.hauptabstimmung:
            daten["ris:stimmen"] = {"ja": stimmen.ja, "nein": stimmen.nein, "enthaltung": stimmen.enthaltung}
            daten["ris:satz"] = stimmen.satz
            if top.beratung:
                daten |= {"resolutionText": klartext(stimmen.wortlaut), "ris:wortlaut": stimmen.wortlaut}
    return daten


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
    return [
        AushangDatei(
            id=d.oeffentliche_id,
            pfad=f"{sitzung.pfad}{arten[d.art][0]}",
            rolle=d.art,
            name=arten[d.art][1],
            dateiname=d.dateiname,
            mime="application/pdf",
            groesse=d.groesse,
            sha256=d.sha256,
            quelle=d.datei,
            seiten=d.seiten,
        )
        for d in sitzung.dokumente.filter(art__in=list(arten)).order_by("erstellt_am", "pk")
    ]
