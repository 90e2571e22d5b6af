"""The date of a sitting: plan it, move it before and after the invitation, say where it is transmitted."""

from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from gremien.models import Regelwerk
from konten.rechte import darf
from sitzungen import dokumente, ladung, mitteilungen, register, tagesordnung, versand
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung, SitzungVerlauf, Verlegung, Versand, vermerken
from vorlagen import register as vorlagenregister
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar


@transaction.atomic
def planen(gremium, beginn, *, ort="", raum="", benutzer) -> Sitzung:
    """Plan a sitting with the standard items of its Gremium. Its publicity follows from law and Regelwerk of that day."""
    if not darf(benutzer, "sitzungen.planen"):
        raise PermissionDenied("Sitzungen plant der Sitzungsdienst.")
    if not gremium.tagt:
        raise ValidationError({"gremium": f"{gremium} ist kein tagendes Gremium."})
    tag = uhr.tag_von(beginn)
    sitzung = Sitzung.objects.create(
        gremium=gremium,
        beginn=beginn,
        kennung=_kennung(gremium, tag),
        ist_oeffentlich=gremium.tagt_oeffentlich(_regelwerk(tag)),
        raum=raum,
        **({"ort": ort} if ort else {}),
    )
    tagesordnung.standardpunkte_einsetzen(sitzung)
    vermerken(sitzung, SitzungVerlauf.Aktion.PLANEN, benutzer)
    return sitzung


@transaction.atomic
def verlegen(
    sitzung, *, beginn, ort, raum, grund="", ist_grund_oeffentlich=False, eilfall_grund="", benutzer
) -> Sitzung:
    """Another day, hour or place for a planned or invited sitting; its address stays (architecture: a permanent address).

    After the invitation it takes a reason, and the Ladungsfrist runs anew for the new day (§ 59 Abs. 1 NKomVG): too late is
    refused without an Eilfall. Invitation and Bekanntmachung are sealed again and sent to everybody; the register follows.
    On another day, the Ämter whose papers are meant for it are told, with the new Abgabefrist.
    """
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.verlegen", sitzung):
        raise PermissionDenied("Sitzungen verlegt der Sitzungsdienst.")
    if sitzung.status not in (SitzungStatus.GEPLANT, SitzungStatus.EINGELADEN):
        raise ValidationError(f"Die Sitzung ist {sitzung.get_status_display().lower()}; sie lässt sich nicht verlegen.")
    vorher, alt = sitzung.tag, (sitzung.beginn, sitzung.ort, sitzung.raum)
    if alt == (beginn, ort, raum):
        return sitzung
    sitzung.beginn, sitzung.ort, sitzung.raum = beginn, ort, raum
    oeffentlich = sitzung.gremium.tagt_oeffentlich(_regelwerk(sitzung.tag))
    geladen = sitzung.status == SitzungStatus.EINGELADEN
    if geladen and oeffentlich != sitzung.ist_oeffentlich:
        raise ValidationError(
            {
                "beginn": "An diesem Tag gilt für die Öffentlichkeit etwas anderes. Bitte sagen Sie ab und planen Sie neu."
            }
        )
    sitzung.ist_oeffentlich = oeffentlich
    if geladen:
        eintrag = _verlegen_nach_einladung(sitzung, alt, grund, ist_grund_oeffentlich, eilfall_grund, benutzer)
    else:
        sitzung.save(update_fields=["beginn", "ort", "raum", "ist_oeffentlich"])
        eintrag = vermerken(sitzung, SitzungVerlauf.Aktion.GEAENDERT, benutzer, grund)
    if sitzung.tag != vorher:
        mitteilungen.verlegt(sitzung, vorher, eintrag)
    return sitzung


def _verlegen_nach_einladung(sitzung, alt, grund, ist_grund_oeffentlich, eilfall_grund, benutzer):
    worte = druckbar({"grund": grund, "eilfall_grund": eilfall_grund})
    grund = worte["grund"].strip()
    if not grund:
        raise ValidationError({"grund": "Bitte begründen Sie, warum die Sitzung nach der Einladung verlegt wird."})
    frist = ladung.pruefe_ladungsfrist(sitzung, worte["eilfall_grund"])
    sitzung.eilfall_grund = "" if frist.gewahrt else worte["eilfall_grund"].strip()
    sitzung.save(update_fields=["beginn", "ort", "raum", "eilfall_grund"])
    vorher = timezone.localtime(alt[0])
    wann = f"{vorher:%d.%m.%Y, %H:%M} Uhr, {alt[2] or alt[1]}"
    eintrag = vermerken(sitzung, SitzungVerlauf.Aktion.VERLEGT, benutzer, f"Bisher {wann}. {grund}")
    if alt[0] != sitzung.beginn:
        Verlegung.objects.create(
            sitzung=sitzung,
            von=alt[0],
            auf=sitzung.beginn,
            grund=grund[:300],
            ist_grund_oeffentlich=ist_grund_oeffentlich and sitzung.ist_oeffentlich,
            am=uhr.jetzt(),
            benutzer=benutzer,
        )
    dokumente.einladung_versiegeln(sitzung, benutzer=benutzer, verlegt=f"Bisher angesetzt: {wann}.")
    register.nachfuehren(sitzung)
    for vorlage in register.oeffentliche_vorlagen(sitzung):
        vorlagenregister.nachfuehren(vorlage)
    versand.versenden(
        sitzung.fassungen.order_by("nummer").last(),
        benutzer=benutzer,
        anlass=Versand.Anlass.VERLEGUNG,
        schluessel=f"verlegung:{eintrag.pk}",
        bemerkung=f"Bisher {wann}. Grund: {grund}",
    )
    return eintrag


def _regelwerk(tag) -> Regelwerk:
    try:
        return Regelwerk.objects.gilt_am(tag)
    except Regelwerk.DoesNotExist as fehler:
        raise ValidationError({"beginn": str(fehler)}) from fehler


def _kennung(gremium, tag) -> str:
    """`2019-06-27-kreistag`; a second sitting on that day gets `-2`."""
    stamm = f"{tag:%Y-%m-%d}-{slugify(gremium.slug)}"
    kennung, n = stamm, 1
    while Sitzung.objects.filter(kennung=kennung).exists():
        n += 1
        kennung = f"{stamm}-{n}"
    return kennung


def beginn_am(tag: date, uhrzeit: time) -> datetime:
    """That hour of that day in Wittmund."""
    return timezone.make_aware(datetime.combine(tag, uhrzeit))


@transaction.atomic
def uebertragung_setzen(sitzung, adresse: str, *, benutzer) -> Sitzung:
    """Name the stream or recording of a sitting, or take it off with an empty address.

    Refused unless the Hauptsatzung allows recordings on the day of the sitting (§ 64 Abs. 2 S. 2 NKomVG), and always for a
    non-public sitting.
    """
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not darf(benutzer, "sitzungen.planen", sitzung):
        raise PermissionDenied("Das trägt der Sitzungsdienst ein.")
    adresse = druckbar({"uebertragung": adresse})["uebertragung"].strip()
    if adresse:
        if not sitzung.ist_oeffentlich:
            raise ValidationError({"uebertragung": "Eine nichtöffentliche Sitzung wird nicht übertragen."})
        if not Regelwerk.objects.gilt_am(sitzung.tag).aufnahme_erlaubt:
            raise ValidationError(
                {
                    "uebertragung": "Ton- und Filmaufnahmen lässt die Hauptsatzung an diesem Tag nicht zu (§ 64 Abs. 2 NKomVG). "
                    "Hat der Kreistag sie zugelassen, gehört das zuerst ins Regelwerk."
                }
            )
        try:
            URLValidator(["https"])(adresse)
        except ValidationError as fehler:
            raise ValidationError(
                {"uebertragung": "Bitte geben Sie eine Adresse an, die mit https:// beginnt."}
            ) from fehler
    if adresse != sitzung.uebertragung:
        sitzung.uebertragung = adresse
        sitzung.save(update_fields=["uebertragung"])
        vermerken(sitzung, SitzungVerlauf.Aktion.UEBERTRAGUNG, benutzer, adresse or "entfernt")
        register.nachfuehren(sitzung)
    return sitzung
