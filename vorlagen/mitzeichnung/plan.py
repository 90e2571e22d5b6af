"""The plan of a Mitzeichnung: which offices, in which stages, with how many working days."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from konten.rechte import darf
from konten.vertretung import mitzeichnende
from vorlagen.choices import MitzeichnungStand, VorlageAktion
from vorlagen.mitzeichnung.stand import aktuelle_runde, einwaende
from vorlagen.models import Mitzeichnung, Mitzeichnungsvorgabe, Vorlage, vermerken
from vorlagen.models.mitzeichnung import MAX_FRIST
from wittmund_ris import uhr
from wittmund_ris.werktage import nach_werktagen

FRIST = 5


@transaction.atomic
def planen(vorlage, zeilen: list[dict], *, benutzer, begruendung="") -> list[Mitzeichnung]:
    """Set the offices of the next round while the paper is with its author.

    `zeilen`: `amt`, `stufe` (equal: side by side), `frist_werktage`. An empty list is a plan too: then the
    Verwaltungsleitung alone decides. Leaving out an office that has refused or returned the paper needs a reason.
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    if not darf(benutzer, "vorlagen.mitzeichnung_planen", vorlage):
        raise PermissionDenied("Die Mitzeichnung plant das federführende Amt.")
    if not ist_planbar(vorlage):
        raise ValidationError(
            f"Die Vorlage ist {vorlage.get_status_display().lower()}; ihre Mitzeichnung ist nicht mehr planbar."
        )
    zeilen = geprueft(vorlage, zeilen)
    geplant = (
        vorlage.mitzeichnungen.filter(stand=MitzeichnungStand.GEPLANT).select_related("amt").order_by("stufe", "pk")
    )
    vorher = [{"amt": m.amt, "stufe": m.stufe, "frist_werktage": m.frist_werktage} for m in geplant]
    if vorher == zeilen:
        return list(geplant)
    bleiben = {z["amt"] for z in zeilen}
    fehlend = [m.amt for m in einwaende(vorlage) if m.amt in {z["amt"] for z in vorher} - bleiben]
    if fehlend and not begruendung.strip():
        namen = ", ".join(map(str, fehlend))
        raise ValidationError({"begruendung": f"Bitte begründen Sie, warum nicht mehr mitzeichnet: {namen}."})
    geplant.order_by().delete()
    runde = aktuelle_runde(vorlage) + 1
    neue = Mitzeichnung.objects.bulk_create(Mitzeichnung(vorlage=vorlage, runde=runde, **zeile) for zeile in zeilen)
    text = "; ".join(f"{m.stufe}. {m.amt} ({m.frist_werktage} Werktage)" for m in neue) or "keine"
    vermerken(vorlage, VorlageAktion.MITZEICHNUNG_GEPLANT, benutzer, f"{text}\n{begruendung}")
    return neue


def ist_planbar(vorlage) -> bool:
    """The paper is with its author, or a motion with the Amt that answers it."""
    return vorlage.ist_bearbeitbar


def vorschlag(vorlage) -> list[dict]:
    """The rows that the page of the plan begins with: what is planned, else the Amtsleitung of the own Amt.

    The official way leads over the own Amtsleitung; it is proposed, and who hands in without it does so knowingly.
    """
    geplant = vorlage.mitzeichnungen.filter(stand=MitzeichnungStand.GEPLANT).order_by("stufe", "pk")
    if zeilen := list(geplant.values("amt", "stufe", "frist_werktage")):
        return zeilen
    if vorlage.mitzeichnungen.exists() or not kann_mitzeichnen(vorlage, vorlage.amt):
        return []
    return [{"amt": vorlage.amt_id, "stufe": 1, "frist_werktage": FRIST}]


def letzter_plan(vorlage) -> list[dict]:
    """The offices of the last Vorlage of this Amt that was co-signed: to begin from."""
    andere = Mitzeichnung.objects.filter(vorlage__amt=vorlage.amt_id).exclude(vorlage=vorlage)
    letzte = andere.order_by("-vorlage__erstellt_am", "-vorlage", "-runde").first()
    if letzte is None:
        return []
    zeilen = {}
    for zeile in andere.filter(vorlage=letzte.vorlage_id, runde=letzte.runde).order_by("stufe", "pk"):
        zeilen.setdefault(
            zeile.amt_id, {"amt": zeile.amt_id, "stufe": zeile.stufe, "frist_werktage": zeile.frist_werktage}
        )
    return list(zeilen.values())


def vorgaben(vorlage) -> list[tuple[str, list[Mitzeichnungsvorgabe]]]:
    """The presets that are offered to the Amt of this paper, those for its kind and Sachgebiet first."""
    angebot = Mitzeichnungsvorgabe.objects.filter(ist_aktiv=True)
    alle = list(angebot.filter(Q(amt=vorlage.amt_id) | Q(amt__isnull=True)))
    passend = [v for v in alle if v.passt_zu(vorlage)]
    gruppen = [("Passend zu Art und Sachgebiet", passend), ("Andere", [v for v in alle if v not in passend])]
    return [(titel, liste) for titel, liste in gruppen if liste]


def termine(zeilen: list[tuple[int, int]], ab: date) -> list[date]:
    """The latest day for each row (Stufe, working days) if the first stage is asked on `ab` and every stage takes its time."""
    tage, beginn = {}, ab
    for stufe in sorted({s for s, _ in zeilen}):
        tage[stufe] = beginn
        beginn = nach_werktagen(beginn, max(frist for s, frist in zeilen if s == stufe))
    return [nach_werktagen(tage[stufe], frist) for stufe, frist in zeilen]


def kann_mitzeichnen(vorlage, amt) -> bool:
    """Is there anybody who may sign for this Amt and has not written the paper?"""
    return any(not vorlage.hat_mitgeschrieben(k) for k in mitzeichnende(amt, uhr.heute()))


def geprueft(vorlage, zeilen) -> list[dict]:
    """The rows in their order with stages 1, 2, 3 …; ValidationError with what to do."""
    aemter = [z["amt"] for z in zeilen]
    if doppelt := next((a for a in aemter if aemter.count(a) > 1), None):
        raise ValidationError(f"{doppelt} steht zweimal im Plan. Bitte entfernen Sie eine der Zeilen.")
    for zeile in zeilen:
        if not 1 <= zeile["frist_werktage"] <= MAX_FRIST:
            raise ValidationError(f"Bitte geben Sie für {zeile['amt']} eine Frist von 1 bis {MAX_FRIST} Werktagen an.")
        _pruefe_amt(vorlage, zeile["amt"])
    stufen = {stufe: n for n, stufe in enumerate(sorted({z["stufe"] for z in zeilen}), start=1)}
    return [
        {"amt": z["amt"], "stufe": stufen[z["stufe"]], "frist_werktage": z["frist_werktage"]}
        for z in sorted(zeilen, key=lambda z: z["stufe"])
    ]


def _pruefe_amt(vorlage, amt) -> None:
    if not kann_mitzeichnen(vorlage, amt):
        raise ValidationError(
            f"Für {amt} kann niemand mitzeichnen: Das Amt hat weder Amtsleitung noch benannte Zeichnungsbefugte, die nicht "
            "selbst an der Vorlage geschrieben haben. Bitte wählen Sie ein anderes Amt, oder wenden Sie sich an die Administration."
        )
