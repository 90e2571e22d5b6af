"""A new Fassung of a released paper: begun as a working copy with its reason, taken over by who may release.

Until it is sealed, nothing of the released paper changes: neither its row nor its Fassung, its Anlagen or its public page.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from vorlagen import dokumente, mitteilungen, register, versionen, verweise
from vorlagen.choices import BERATBARE_STATUS, VorlageAktion
from vorlagen.inhalt import TEXTFELDER
from vorlagen.models import Beratung, Fassung, Vorlage, vermerken
from vorlagen.praedikate import arbeitet_im_amt, im_amt
from vorlagen.trigger import FASSUNGSFELDER
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar

# As it stands in the paper, in the working copy too: another Betreff, Amt or publicity is another paper.
FEST = ("art", "sachgebiet", "ursprung", "aktenzeichen", "ist_oeffentlich", "nichtoeffentlich_grund", "betreff", "amt")
HOECHSTENS = 500


def ist_moeglich(vorlage) -> bool:
    """Released, not decided, written in an Amt (the words of a motion are its members', § 56 NKomVG), and no copy is open."""
    return (
        vorlage.status in BERATBARE_STATUS
        and not vorlage.kommt_aus_mandat
        and not vorlage.neufassungen.offene_neufassungen().exists()
    )


@transaction.atomic
def beginnen(vorlage, grund: str, *, benutzer) -> Vorlage:
    """Open the working copy of the next Fassung: same words, stations and frame, `grund` says why.

    Who begins it in the Amt is its author; begun by the Sitzungsdienst, it is the author's of the paper. PermissionDenied,
    or ValidationError if the paper is not released, is decided, or has an open working copy already.
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    if not darf(benutzer, "vorlagen.neu_fassen", vorlage):
        raise PermissionDenied("Eine neue Fassung beginnt das federführende Amt oder der Sitzungsdienst.")
    grund = druckbar({"grund": " ".join(grund.split())})["grund"]
    if not grund:
        raise ValidationError({"grund": "Bitte nennen Sie den Grund der neuen Fassung."})
    if len(grund) > HOECHSTENS:
        raise ValidationError({"grund": f"Bitte kürzen Sie den Grund auf {HOECHSTENS} Zeichen; es sind {len(grund)}."})
    if vorlage.kommt_aus_mandat:
        raise ValidationError("Der Wortlaut eines Antrags oder einer Anfrage gehört den Antragstellenden.")
    if vorlage.status not in BERATBARE_STATUS:
        raise ValidationError(
            f"Die Vorlage ist {vorlage.get_status_display().lower()}; eine neue Fassung gibt es zwischen Freigabe und "
            "Entscheidung."
        )
    if vorlage.neufassungen.offene_neufassungen().exists():
        raise ValidationError(f"An einer neuen Fassung der Vorlage {vorlage.nummer} wird schon gearbeitet.")
    im_haus = arbeitet_im_amt(benutzer) and im_amt(benutzer, vorlage)
    kopie = Vorlage.objects.create(
        neufassung_von=vorlage,
        fassung_grund=grund,
        verfasst_von=benutzer if im_haus else vorlage.verfasst_von,
        **{name: getattr(vorlage, name) for name in (*FEST, *FASSUNGSFELDER)},
    )
    Beratung.objects.bulk_create(
        Beratung(vorlage=kopie, position=b.position, gremium_id=b.gremium_id, rolle=b.rolle, geplant_am=b.geplant_am)
        for b in vorlage.beratungen.geplante()
    )
    verweise.nachfuehren(kopie, *(getattr(kopie, name) for name in TEXTFELDER))
    vermerken(kopie, VorlageAktion.ANGELEGT, benutzer, grund)
    versionen.festhalten(kopie, VorlageAktion.ANGELEGT, benutzer)
    vermerken(vorlage, VorlageAktion.NEU_FASSEN, benutzer, grund)
    mitteilungen.neufassung_begonnen(kopie, benutzer)
    return kopie


def einsetzen(kopie, *, benutzer, gezeichnet_von, zusatz="", vertretung=None) -> Fassung:
    """Make the words of the locked working copy the next Fassung of its paper; `workflow.ausfuehren` calls it.

    In this order, as the database demands: the Fassung is sealed, the paper takes its words, the new Anlagen move over.
    A published paper shows the new Fassung at once. ValidationError if the paper was decided or withdrawn meanwhile.
    """
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=kopie.neufassung_von_id)
    if vorlage.status not in BERATBARE_STATUS:
        raise ValidationError(
            f"Die Vorlage {vorlage.nummer} ist inzwischen {vorlage.get_status_display().lower()}; ihr Text bleibt, wie er ist."
        )
    alte, neue = list(vorlage.anlagen.all()), list(kopie.anlagen.all())
    for name in FASSUNGSFELDER:
        setattr(vorlage, name, getattr(kopie, name))
    vorlage.fassung += 1
    vorlage.geaendert_am = uhr.jetzt()
    fassung = dokumente.versiegeln(
        vorlage,
        benutzer=benutzer,
        anlagen=[*alte, *neue],
        grund=kopie.fassung_grund,
        gezeichnet_von=gezeichnet_von,
        zusatz=zusatz,
    )
    vorlage.save(update_fields=[*FASSUNGSFELDER, "fassung", "geaendert_am"])
    letzte = alte[-1].position if alte else 0
    for stelle, anlage in enumerate(neue, start=1):
        anlage.vorlage, anlage.position = vorlage, letzte + stelle
        anlage.save(update_fields=["vorlage", "position"])
    verweise.nachfuehren(vorlage, *(getattr(vorlage, name) for name in TEXTFELDER))
    text = f"Fassung {fassung.nummer}: {fassung.grund}"
    vermerken(vorlage, VorlageAktion.NEUE_FASSUNG, benutzer, text, vertretung_fuer=vertretung)
    versionen.festhalten(vorlage, VorlageAktion.NEUE_FASSUNG, benutzer, immer=True)
    register.nachfuehren(vorlage)
    mitteilungen.neue_fassung(vorlage, fassung, kopie, benutzer)
    return fassung


def offene_fuer(vorlage, benutzer) -> Vorlage | None:
    """The open working copy of this paper, for those who may see it."""
    return Vorlage.objects.sichtbar_fuer(benutzer).offene_neufassungen().filter(neufassung_von=vorlage).first()


def unterschiede(alt: Fassung, neu: Fassung) -> list:
    """What differs between two sealed Fassungen, field by field."""
    return versionen.unterschiede(_abbild(alt.inhalt), _abbild(neu.inhalt))


def _abbild(inhalt: dict) -> dict:
    """A sealed content in the form of `versionen.abbild`."""
    felder = {name: inhalt.get(name, "") for name in ("betreff", *TEXTFELDER, "haushaltsmittel", "produktkonto")}
    felder["haushaltsmittel_betrag"] = inhalt["haushaltsmittel_betrag"]
    for name, wert in inhalt["finanzierung"].items():
        felder |= {f"{name}_keine": wert == "keine", name: None if wert == "keine" else wert}
    return {
        "felder": felder,
        "stationen": [{"name": s["gremium"], "rolle": s["rolle"], "termin": s["termin"]} for s in inhalt["stationen"]],
        "anlagen": inhalt["anlagen"],
    }
