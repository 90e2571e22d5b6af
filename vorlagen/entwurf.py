"""Drafting: create, change, with a conflict seen instead of an overwrite."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from konten.rechte import darf
from vorlagen import beratungsfolge, versionen, verweise
from vorlagen.arten import BLAETTER, WORTE_DES_MANDATS
from vorlagen.choices import MANDATSARTEN, ZUSATZARTEN
from vorlagen.models import Vorlage, VorlageVerlauf, vermerken
from vorlagen.trigger import FASSUNGSFELDER
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext import normalisieren

# Formatted: stored as `richtext.normalisieren` leaves them.
TEXTE = ("sachverhalt", "anmerkung", "beschlussvorschlag", "stellungnahme")


class Konflikt(Exception):
    """Somebody else saved in the meantime: `vorlage` is what stands there now, `eintrag` says who and when."""

    def __init__(self, vorlage, eintrag):
        self.vorlage, self.eintrag = vorlage, eintrag
        super().__init__("Die Vorlage wurde inzwischen von jemand anderem gespeichert.")


class SchonAngelegt(Exception):
    """This form has begun a draft before (sent twice, or sent again after going back): `vorlage` is that draft."""

    def __init__(self, vorlage):
        self.vorlage = vorlage
        super().__init__("Aus diesem Formular ist schon ein Entwurf entstanden.")


@transaction.atomic
def anlegen(felder: dict, stationen: list[dict], *, benutzer, formular=None, herkunft=None) -> Vorlage:
    """Create a draft of the author's own Amt. Motions of members begin in `antraege.anlegen`.

    `formular` is the Kennung of the form: it begins one draft only. Raises SchonAngelegt if it has begun one before, and then
    nothing is written. `herkunft` (unsaved) says what the draft was started from; the Verlauf names it.

    A supplement or an Austauschvorlage without `stationen` gets the open ones of its Ursprung.
    """
    if not darf(benutzer, "vorlagen.anlegen"):
        raise PermissionDenied("Vorlagen verfasst, wer einem Amt zugeordnet ist.")
    if felder.get("art") in MANDATSARTEN:
        raise ValidationError({"art": "Anträge und Anfragen reichen Abgeordnete ein, nicht die Verwaltung."})
    _pruefe_ursprung(felder, benutzer)
    vorlage = Vorlage(amt=benutzer.amt, verfasst_von=benutzer, formular=formular, **gesaeubert(felder))
    einmalig(vorlage)
    if not stationen and vorlage.art in ZUSATZARTEN and vorlage.ursprung:
        stationen = beratungsfolge.geerbt(vorlage.ursprung)
    beratungsfolge.setzen(vorlage, stationen)
    verweise.nachfuehren(vorlage, *(getattr(vorlage, name) for name in TEXTE))
    if herkunft is not None:
        herkunft.vorlage = vorlage
        herkunft.save()
    vermerken(vorlage, VorlageVerlauf.Aktion.ANGELEGT, benutzer, herkunft.quelle if herkunft else "")
    versionen.festhalten(vorlage, VorlageVerlauf.Aktion.ANGELEGT, benutzer)
    return vorlage


def einmalig(vorlage) -> None:
    """Write the row, or raise SchonAngelegt with the one that the same form has written: the unique column decides, also
    between two requests."""
    if vorlage.formular is None:
        vorlage.save()
        return
    try:
        with transaction.atomic():
            vorlage.save()
    except IntegrityError:
        erste = Vorlage.objects.filter(formular=vorlage.formular, verfasst_von=vorlage.verfasst_von).first()
        if erste is None:
            raise
        raise SchonAngelegt(erste) from None


@transaction.atomic
def aendern(vorlage, felder: dict, stationen: list[dict] | None, *, version: int, benutzer) -> Vorlage:
    """Save a draft that was read at `version`; Konflikt if it has moved since, and then nothing is written.

    `stationen` None leaves the Beratungsfolge as it is. Whoever changes the text has written it: no release by them.
    """
    vorlage = pruefe_bearbeitbar(vorlage, benutzer)
    if vorlage.version != version:
        gespeichert = vorlage.verlauf.filter(aktion=VorlageVerlauf.Aktion.BEARBEITET)
        raise Konflikt(vorlage, gespeichert.last() or vorlage.verlauf.last())
    felder = gesaeubert(felder)
    _pruefe_art(vorlage, felder)
    _pruefe_neufassung(vorlage, felder)
    _pruefe_ursprung(felder, benutzer, vorlage)
    for name, wert in felder.items():
        setattr(vorlage, name, wert)
    vorlage.version += 1
    vorlage.geaendert_am = uhr.jetzt()
    vorlage.save(update_fields=[*felder, "version", "geaendert_am"])
    if not vorlage.ist_oeffentlich:
        # An Anlage is never more public than its Vorlage.
        vorlage.anlagen.filter(ist_oeffentlich=True).update(ist_oeffentlich=False, ist_geschwaerzt=False)
    if stationen is not None and not vorlage.ist_neufassung:  # its way is the one of its paper
        beratungsfolge.setzen(vorlage, stationen)
    verweise.nachfuehren(vorlage, *(getattr(vorlage, name) for name in TEXTE))
    vermerken(vorlage, VorlageVerlauf.Aktion.BEARBEITET, benutzer)
    versionen.festhalten(vorlage, VorlageVerlauf.Aktion.BEARBEITET, benutzer)
    return vorlage


def _pruefe_art(vorlage, felder) -> None:
    """What members handed in keeps its kind and its words (§ 56 NKomVG); what the Verwaltung writes becomes no motion."""
    if not vorlage.kommt_aus_mandat:
        if felder.get("art") in MANDATSARTEN:
            raise ValidationError({"art": "Anträge und Anfragen reichen Abgeordnete ein, nicht die Verwaltung."})
        return
    fest = ("art", *WORTE_DES_MANDATS) if vorlage.amt_id else ("art",)
    for name in fest:
        if name in felder and felder[name] != getattr(vorlage, name):
            raise ValidationError(
                {name: "Wortlaut und Art stehen seit dem Eingang fest; nur die Antragstellenden können sie ändern."}
            )
    if not vorlage.amt_id and felder.get("stellungnahme"):
        raise ValidationError("Die Stellungnahme oder Antwort schreibt die Verwaltung.")


def _pruefe_neufassung(vorlage, felder) -> None:
    """A new Fassung says something else about the same matter: what names the paper stays as it was released."""
    if not vorlage.ist_neufassung:
        return
    for name, wert in felder.items():
        if name not in FASSUNGSFELDER and wert != getattr(vorlage, name):
            raise ValidationError(
                {
                    name: "In einer neuen Fassung ändern sich Text und Finanzierung; alles andere bleibt, wie es freigegeben ist."
                }
            )


def _pruefe_ursprung(felder, benutzer, vorlage=None) -> None:
    """A supplement names a released, undecided paper of the same Amt; any other kind that names one may read it."""
    art = felder.get("art") or (vorlage.art if vorlage else Vorlage.Art.BESCHLUSSVORLAGE)
    if not BLAETTER[Vorlage.Art(art)].kann_ursprung:
        # A kind without it forgets what another kind had named.
        felder["ursprung"] = None
        return
    ursprung = felder.get("ursprung")
    if ursprung is None or (vorlage and ursprung.pk == vorlage.ursprung_id):
        return
    if not (darf(benutzer, "vorlagen.bearbeiten", ursprung) and ursprung in Vorlage.objects.ergaenzbar()):
        raise ValidationError(
            {"ursprung": "Bitte wählen Sie eine freigegebene, noch nicht entschiedene Vorlage Ihres Amtes."}
        )


def gesaeubert(felder: dict) -> dict:
    """The fields as they are stored: texts in their clean form, every character printable."""
    return druckbar(felder | {name: normalisieren(felder[name]) for name in TEXTE if name in felder})


def pruefe_bearbeitbar(vorlage, benutzer) -> Vorlage:
    """The locked row, if this account may edit it now: right by `darf`, status Entwurf."""
    vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    if not darf(benutzer, "vorlagen.bearbeiten", vorlage):
        raise PermissionDenied("Diese Vorlage bearbeitet nur das federführende Amt.")
    if not vorlage.ist_bearbeitbar:
        raise ValidationError(
            f"Die Vorlage ist {vorlage.get_status_display().lower()} und kann nicht mehr bearbeitet werden. "
            "Lassen Sie sie sich zurückgeben, wenn noch etwas zu ändern ist."
        )
    return vorlage
