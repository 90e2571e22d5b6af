"""Eilentscheidung (§ 89 NKomVG): the Kreisausschuss in place of the Kreistag, or the Landrat with the Einvernehmen of an
ehrenamtliche Stellvertretung. Kreistag and Kreisausschuss are owed an item on their next agendas at once.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from gremien.choices import GremiumArt
from konten.rechte import darf
from sitzungen import mitteilungen_rechtsakte, unterrichtung
from sitzungen.choices_rechtsakt import EilentscheidungArt, Einvernehmensweg, UnterrichtungArt
from sitzungen.models import EhrenamtlicheStellvertretung, Eilentscheidung
from vorlagen.choices import VorlageAktion
from vorlagen.models import vermerken
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar


@transaction.atomic
def des_landrats(
    *,
    titel,
    grund,
    massnahme,
    stellvertretung,
    einvernehmen_weg,
    vorlage=None,
    ist_oeffentlich=False,
    nichtoeffentlich_grund="",
    benutzer,
) -> Eilentscheidung:
    """Record the measure of the Landrat. With a consent in writing or by telephone it takes effect at once, otherwise when the
    Stellvertretung confirms by the own account. ValidationError without a Stellvertretung in office, reason or measure.
    """
    if not darf(benutzer, "sitzungen.eilentscheiden"):
        raise PermissionDenied("Eilentscheidungen trifft der Landrat (§ 89 S. 2 NKomVG).")
    if stellvertretung is None or not EhrenamtlicheStellvertretung.objects.am(uhr.heute()).filter(
        pk=stellvertretung.pk
    ):
        raise ValidationError(
            {
                "stellvertretung": "Bitte wählen Sie eine ehrenamtliche Stellvertretung, die heute im Amt ist (§ 81 Abs. 2 NKomVG)."
            }
        )
    if stellvertretung.person.benutzer_id == benutzer.pk:
        raise ValidationError({"stellvertretung": "Das Einvernehmen erteilt eine andere Person."})
    if einvernehmen_weg not in Einvernehmensweg.values:
        raise ValidationError({"einvernehmen_weg": "Bitte geben Sie an, wie das Einvernehmen erteilt wird."})
    if einvernehmen_weg == Einvernehmensweg.KONTO and not stellvertretung.person.benutzer_id:
        raise ValidationError(
            {
                "einvernehmen_weg": f"{stellvertretung} hat kein Konto. Bitte holen Sie das Einvernehmen schriftlich oder telefonisch ein."
            }
        )
    sofort = einvernehmen_weg != Einvernehmensweg.KONTO
    eintrag = Eilentscheidung.objects.create(
        art=EilentscheidungArt.LANDRAT,
        vorlage=vorlage,
        stellvertretung=stellvertretung,
        einvernehmen_weg=einvernehmen_weg,
        einvernehmen_am=uhr.jetzt() if sofort else None,
        einvernehmen_von=benutzer if sofort else None,
        erfasst_von=benutzer,
        **_worte(titel, grund, massnahme, ist_oeffentlich, nichtoeffentlich_grund),
    )
    if sofort:
        _wirksam(eintrag, benutzer)
    else:
        mitteilungen_rechtsakte.einvernehmen_gefragt(eintrag, seite(eintrag))
    return eintrag


@transaction.atomic
def des_kreisausschusses(
    entscheidung, *, titel, grund, massnahme, ist_oeffentlich=False, nichtoeffentlich_grund="", benutzer
) -> Eilentscheidung:
    """The Kreisausschuss has decided in place of the Kreistag, because it could not wait: the Kreistag is owed an item."""
    if not darf(benutzer, "sitzungen.eilentscheidung_erfassen"):
        raise PermissionDenied("Eilentscheidungen erfassen Sitzungsdienst und Verwaltungsleitung.")
    if entscheidung.gremium.art != GremiumArt.HAUPTAUSSCHUSS or not entscheidung.ist_angenommen:
        raise ValidationError(
            "An Stelle des Kreistages entscheidet der Kreisausschuss durch einen angenommenen Beschluss."
        )
    if Eilentscheidung.objects.filter(**entscheidung.felder).exists():
        raise ValidationError("Dieser Beschluss ist schon als Eilentscheidung festgehalten.")
    eintrag = Eilentscheidung.objects.create(
        art=EilentscheidungArt.KREISAUSSCHUSS,
        vorlage=entscheidung.vorlage,
        erfasst_von=benutzer,
        **entscheidung.felder,
        **_worte(titel, grund, massnahme, ist_oeffentlich, nichtoeffentlich_grund),
    )
    _wirksam(eintrag, benutzer)
    return eintrag


@transaction.atomic
def einvernehmen(eilentscheidung, erteilt: bool, *, benutzer) -> Eilentscheidung:
    """The Stellvertretung consents or refuses by the own account; a second answer is refused."""
    eintrag = Eilentscheidung.objects.select_for_update(of=("self",)).get(pk=eilentscheidung.pk)
    if not darf(benutzer, "sitzungen.einvernehmen", eintrag):
        raise PermissionDenied("Das Einvernehmen erteilt die benannte Stellvertretung selbst.")
    if eintrag.einvernehmen_am or eintrag.versagt_am:
        raise ValidationError("Über das Einvernehmen ist schon entschieden.")
    if erteilt:
        eintrag.einvernehmen_am, eintrag.einvernehmen_von = uhr.jetzt(), benutzer
        eintrag.save(update_fields=["einvernehmen_am", "einvernehmen_von"])
        _wirksam(eintrag, benutzer)
    else:
        eintrag.versagt_am = uhr.jetzt()
        eintrag.save(update_fields=["versagt_am"])
    return eintrag


def seite(eintrag) -> str:
    """The inner address of an Eilentscheidung."""
    return reverse("sitzungen:eilentscheidung", args=[eintrag.pk])


def _worte(titel, grund, massnahme, ist_oeffentlich, nichtoeffentlich_grund) -> dict:
    worte = druckbar({"titel": titel, "grund": grund, "massnahme": massnahme})
    worte = {feld: text.strip() for feld, text in worte.items()}
    fehlt = {
        "titel": "Bitte nennen Sie den Gegenstand.",
        "grund": "Bitte begründen Sie, warum der Kreistag nicht rechtzeitig entscheiden kann und welcher Nachteil droht.",
        "massnahme": "Bitte beschreiben Sie, was entschieden ist.",
    }
    leere = {feld: satz for feld, satz in fehlt.items() if not worte[feld]}
    if not ist_oeffentlich and not nichtoeffentlich_grund:
        leere["nichtoeffentlich_grund"] = "Bitte nennen Sie den Grund der Nichtöffentlichkeit (§ 64 Abs. 1 NKomVG)."
    if leere:
        raise ValidationError(leere)
    grund_n = "" if ist_oeffentlich else nichtoeffentlich_grund
    return worte | {"ist_oeffentlich": ist_oeffentlich, "nichtoeffentlich_grund": grund_n}


def _wirksam(eintrag, benutzer) -> None:
    gremien = [unterrichtung.kreistag()]
    if eintrag.art == EilentscheidungArt.LANDRAT:
        gremien.append(unterrichtung.hauptausschuss())
    unterrichtung.schulden(
        UnterrichtungArt.EILENTSCHEIDUNG,
        gremien,
        titel=f"Unterrichtung über eine Eilentscheidung: {eintrag.titel}",
        ist_oeffentlich=eintrag.ist_oeffentlich,
        nichtoeffentlich_grund=eintrag.nichtoeffentlich_grund,
        eilentscheidung=eintrag,
    )
    if eintrag.vorlage:
        vermerken(eintrag.vorlage, VorlageAktion.EILENTSCHEIDUNG, benutzer, eintrag.get_art_display())
    mitteilungen_rechtsakte.eilentscheidung_wirksam(eintrag, seite(eintrag))
