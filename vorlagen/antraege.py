"""Motions and questions of members (§ 56 NKomVG): written online, their author's until they are handed in; or taken up from paper."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.choices import FRAKTIONSARTEN, GremiumArt
from gremien.rules import fraktionen_von
from konten.rechte import darf
from vorlagen import eingang, entwurf, versionen, verweise
from vorlagen.anlagendateien import annehmen, behalten
from vorlagen.choices import MANDATSARTEN, VorlageStatus
from vorlagen.models import Anlage, Vorlage, VorlageVerlauf, vermerken
from vorlagen.pruefung import maengel
from wittmund_ris import uhr


@transaction.atomic
def anlegen(art, felder: dict, *, benutzer, gremium=None, formular=None) -> Vorlage:
    """Begin a motion or question of a member, in their own name or for the Fraktion or Gruppe they belong to today.

    `formular` as in `entwurf.anlegen`. PermissionDenied without a mandate, ValidationError for a Fraktion of others.
    """
    if not darf(benutzer, "vorlagen.antrag_anlegen"):
        raise PermissionDenied("Anträge und Anfragen stellen die Mitglieder des Kreistages (§ 56 NKomVG).")
    _pruefe_art(art)
    _pruefe_gremium(gremium, benutzer)
    vorlage = Vorlage(
        art=art,
        verfasst_von=benutzer,
        antragsteller_person=benutzer.person,
        antragsteller_gremium=gremium,
        formular=formular,
        **entwurf.gesaeubert(felder),
    )
    entwurf.einmalig(vorlage)
    _festhalten(vorlage, VorlageVerlauf.Aktion.ANGELEGT, benutzer)
    return vorlage


@transaction.atomic
def aendern(vorlage, felder: dict, *, gremium, version: int, benutzer) -> Vorlage:
    """Save a motion that is not handed in yet; `entwurf.Konflikt` if it has moved since `version`."""
    _pruefe_gremium(gremium, benutzer)
    vorlage = entwurf.aendern(vorlage, felder, None, version=version, benutzer=benutzer)
    vorlage.antragsteller_gremium = gremium
    vorlage.save(update_fields=["antragsteller_gremium"])
    return vorlage


def erfassen(art, felder: dict, *, person, eingegangen_am, papier, benutzer, gremium=None, formular=None) -> Vorlage:
    """Take up a motion or question that came in on paper, in one act: who, when, the wording, and the scan as its first Anlage.

    § 56 NKomVG asks for no form: what is handed in on paper has the same rank. The moment of receipt is the one of the paper, so it
    lies in the past; the mandate and the Fraktion count on that day. From now on wording and scan stand.
    """
    if not darf(benutzer, "vorlagen.antraege_entgegennehmen"):
        raise PermissionDenied("Anträge auf Papier nimmt der Sitzungsdienst auf.")
    _pruefe_art(art)
    _pruefe_eingang(person, gremium, eingegangen_am)
    vorlage = Vorlage(
        art=art,
        status=VorlageStatus.EINGEGANGEN,
        verfasst_von=benutzer,
        antragsteller_person=person,
        antragsteller_gremium=gremium,
        eingegangen_am=eingegangen_am,
        formular=formular,
        **entwurf.gesaeubert(felder),
    )
    if gefunden := maengel(vorlage):
        raise ValidationError([str(m) for m in gefunden])
    # Outside the transaction of the act, as it may take seconds; there is no paper yet that malware could be noted at.
    angenommen = annehmen(None, papier, benutzer=benutzer)
    with transaction.atomic():
        entwurf.einmalig(vorlage)
        anlage = Anlage.objects.create(vorlage=vorlage, titel="Eingereichtes Papier", ist_angekuendigt=True)
        behalten(anlage, angenommen, benutzer=benutzer)
        anlage.ist_angekuendigt, anlage.mit_eingereicht = False, True
        anlage.save(update_fields=["ist_angekuendigt", "mit_eingereicht"])
        eintrag = _festhalten(
            vorlage, VorlageVerlauf.Aktion.ERFASST, benutzer, f"Auf Papier eingegangen von {vorlage.antragsteller}"
        )
        eingang.quittieren(vorlage, eintrag)
    return vorlage


def _festhalten(vorlage, aktion, benutzer, bemerkung=""):
    verweise.nachfuehren(vorlage, *(getattr(vorlage, name) for name in entwurf.TEXTE))
    eintrag = vermerken(vorlage, aktion, benutzer, bemerkung)
    versionen.festhalten(vorlage, aktion, benutzer)
    return eintrag


def _pruefe_art(art) -> None:
    if art not in MANDATSARTEN:
        raise ValidationError({"art": "Bitte wählen Sie Antrag oder Anfrage."})


def _pruefe_gremium(gremium, benutzer) -> None:
    if gremium is not None and gremium.pk not in fraktionen_von(benutzer):
        raise ValidationError(
            {
                "antragsteller_gremium": "Sie gehören dieser Fraktion oder Gruppe heute nicht an. Bitte wählen Sie eine andere."
            }
        )


def _pruefe_eingang(person, gremium, eingegangen_am) -> None:
    """Who handed it in had the mandate on the day of the receipt, and belonged to the Fraktion that is named."""
    if eingegangen_am > uhr.jetzt():
        raise ValidationError(
            {"eingegangen_tag": "Der Eingang liegt in der Zukunft. Bitte prüfen Sie Tag und Uhrzeit."}
        )
    tag = uhr.tag_von(eingegangen_am)
    sitze = person.mitgliedschaften.am(tag)
    if not sitze.filter(gremium__art=GremiumArt.VERTRETUNG).exists():
        raise ValidationError(
            {
                "antragsteller_person": f"{person} hatte am {tag:%d.%m.%Y} keinen Sitz im Kreistag. Anträge und Anfragen stellen "
                "dessen Mitglieder (§ 56 NKomVG). Bitte prüfen Sie Person und Eingang."
            }
        )
    if gremium is not None and not sitze.filter(gremium=gremium, gremium__art__in=FRAKTIONSARTEN).exists():
        raise ValidationError(
            {
                "antragsteller_gremium": f"{person} gehörte am {tag:%d.%m.%Y} nicht zu „{gremium}“. Bitte prüfen Sie beides."
            }
        )
