"""A round of a Mitzeichnung: begun and ended by the workflow, which has locked the Vorlage."""

from django.core.exceptions import PermissionDenied, ValidationError

from konten.rechte import darf
from vorlagen import versionen
from vorlagen.choices import MitzeichnungStand, VorlageAktion, Votum
from vorlagen.mitzeichnung import hinweise
from vorlagen.mitzeichnung.stand import aktuelle_runde, einwaende, handelt_fuer, hindernisse, letztes_votum
from vorlagen.models import Mitzeichnung, vermerken
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.werktage import nach_werktagen


def beginnen(vorlage, *, benutzer, redaktionell="") -> None:
    """Begin the planned round of a paper that is handed in: the first stage is asked.

    An office that has answered for exactly this content is not asked again; its answer is carried over. Any other is, also
    after a small change: nobody's name stands under a text that they have not seen. `redaktionell` is what the author
    calls a merely editorial change; the office reads it and can confirm with one act.
    """
    version = versionen.festhalten(vorlage, VorlageAktion.EINREICHEN, benutzer)
    runde = aktuelle_runde(vorlage)
    for zeile in vorlage.mitzeichnungen.filter(stand=MitzeichnungStand.GEPLANT).select_related("amt"):
        zeile.runde, zeile.vorherige = runde, letztes_votum(vorlage, zeile.amt)
        frueher = zeile.vorherige
        if frueher is None or frueher.votum == Votum.ZURUECKGEGEBEN:
            zeile.save()
            continue
        if frueher.version.pruefsumme == version.pruefsumme:
            zeile.stand, zeile.ist_uebernommen = MitzeichnungStand.ERLEDIGT, True
            for feld in ("votum", "text", "gezeichnet_am", "gezeichnet_von", "gezeichnet_name", "version"):
                setattr(zeile, feld, getattr(frueher, feld))
            zeile.vertretung_fuer, zeile.vertretung_fuer_name = frueher.vertretung_fuer, frueher.vertretung_fuer_name
        elif not frueher.ist_einwand:
            zeile.redaktionell = druckbar({"text": redaktionell.strip()})["text"]
        zeile.save()
    weiter(vorlage, benutzer)


def zurueckgebende(vorlage, benutzer, fuer_amt=None) -> Mitzeichnung | None:
    """The open request of which a return by this account is the answer, with the absent person whose right it is.

    `fuer_amt` names it. Who may return the paper anyway (own Amtsleitung, Verwaltungsleitung) and names none answers for
    no office. PermissionDenied for a request that this account may not answer.
    """
    eigene = vorlage.mitzeichnungen.zeichenbar_fuer(benutzer).select_related("amt").order_by("stufe", "pk")
    if fuer_amt:
        zeile = eigene.filter(pk=fuer_amt.pk).first()
        if zeile is None:
            raise PermissionDenied("Für dieses Amt zeichnen Sie nicht mit.")
    else:
        zeile = None if darf(benutzer, "vorlagen.zurueckgeben_selbst", vorlage) else eigene.first()
    if zeile:
        zeile.vertretung_fuer = handelt_fuer(zeile, benutzer)
    return zeile


def zurueckgeben(vorlage, *, benutzer, grund, zeile=None) -> None:
    """The paper goes back: with `zeile` as the answer of that office. Every open or planned request lapses.

    The same offices are planned again for the next round; given verdicts stay where they are.
    """
    runde = aktuelle_runde(vorlage)
    plan = {}
    for geplant in vorlage.mitzeichnungen.filter(runde=runde).exclude(stand=MitzeichnungStand.HINFAELLIG):
        plan.setdefault(geplant.amt_id, geplant)
    if zeile:
        votieren(zeile, Votum.ZURUECKGEGEBEN, grund, benutzer, vorlage)
    hinfaellig_machen(vorlage, f"Die Vorlage wurde zurückgegeben: {grund.strip()}")
    Mitzeichnung.objects.bulk_create(
        Mitzeichnung(
            vorlage=vorlage,
            runde=runde + 1,
            stufe=geplant.stufe,
            amt_id=geplant.amt_id,
            frist_werktage=geplant.frist_werktage,
        )
        for geplant in plan.values()
    )


def hinfaellig_machen(vorlage, grund: str) -> None:
    """Every request that is still open or planned lapses, and who was asked is told."""
    for zeile in vorlage.mitzeichnungen.unerledigt().select_related("amt"):
        war_offen = zeile.ist_offen
        entfallen(zeile, grund)
        if war_offen:
            hinweise.hinfaellig(vorlage, zeile)


def pruefe_freigabe(vorlage, begruendung: str) -> None:
    """ValidationError while somebody has not signed, and while an office objects and no reason is recorded for going on."""
    if fehlt := hindernisse(vorlage):
        raise ValidationError(fehlt)
    offene = einwaende(vorlage)
    if offene and not begruendung.strip():
        namen = ", ".join(f"{m.amt} ({m.get_votum_display()})" for m in offene)
        raise ValidationError({"bemerkung": f"Bitte begründen Sie, warum Sie trotz des Einwands freigeben: {namen}."})


def votieren(zeile, votum, text, benutzer, vorlage) -> None:
    """Write a verdict with who, when, for whom, and the version that was read."""
    zeile.vertretung_fuer = handelt_fuer(zeile, benutzer)
    zeile.vertretung_fuer_name = str(zeile.vertretung_fuer or "")
    zeile.stand, zeile.votum, zeile.text = MitzeichnungStand.ERLEDIGT, votum, text.strip()
    zeile.gezeichnet_am, zeile.gezeichnet_von, zeile.gezeichnet_name = uhr.jetzt(), benutzer, str(benutzer)
    zeile.version = versionen.festhalten(vorlage, VorlageAktion.MITGEZEICHNET, benutzer)
    zeile.save()


def entfallen(zeile, grund: str) -> None:
    """A request lapses, with its reason."""
    zeile.stand, zeile.hinfaellig_am, zeile.hinfaellig_grund = MitzeichnungStand.HINFAELLIG, uhr.jetzt(), grund
    zeile.save(update_fields=["stand", "hinfaellig_am", "hinfaellig_grund"])


def weiter(vorlage, benutzer) -> None:
    """Ask the next stage when the one before is done; tell the Verwaltungsleitung when nobody is left to ask."""
    geplant = (
        vorlage.mitzeichnungen.filter(stand=MitzeichnungStand.GEPLANT).select_related("amt").order_by("stufe", "pk")
    )
    if vorlage.mitzeichnungen.offen().exists():
        return
    if naechste := geplant.first():
        anfordern(vorlage, list(geplant.filter(stufe=naechste.stufe)), benutzer)
    else:
        hinweise.vollstaendig(vorlage, aktuelle_runde(vorlage))


def anfordern(vorlage, zeilen, benutzer, grund="") -> None:
    """Ask these offices now; their time runs from today."""
    for zeile in zeilen:
        zeile.stand, zeile.angefordert_am = MitzeichnungStand.ANGEFORDERT, uhr.jetzt()
        zeile.faellig_am = nach_werktagen(uhr.heute(), zeile.frist_werktage)
        zeile.save(update_fields=["stand", "angefordert_am", "faellig_am"])
        hinweise.angefordert(vorlage, zeile)
    text = "; ".join(f"{z.amt} bis {z.faellig_am:%d.%m.%Y}" for z in zeilen)
    vermerken(vorlage, VorlageAktion.MITZEICHNUNG_ANGEFORDERT, benutzer, f"{text}\n{grund}")
