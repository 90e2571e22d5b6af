"""Who is told of a step of a Vorlage. `workflow` calls `nach_schritt`, in the transaction of the step.

Inside, a notice names the paper; a mail names its number at most. Whoever did it is not told.
"""

from django.urls import reverse

from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import AMTSLEITUNG, SITZUNGSDIENST, VERWALTUNGSLEITUNG
from vorlagen.choices import VorlageAktion, VorlageStatus
from vorlagen.mitzeichnung.hinweise import verantwortliche


def nach_schritt(vorlage, eintrag, benutzer) -> None:
    """Tell those who must know of this step; a step that concerns nobody else tells nobody."""
    schritte = {
        VorlageAktion.ZURUECKGEBEN: _zurueckgegeben,
        VorlageAktion.FREIGEBEN: _freigegeben,
        VorlageAktion.ZURUECKZIEHEN: _zurueckgezogen,
        VorlageAktion.ERSETZEN: _zurueckgezogen,
    }
    if mitteilen := schritte.get(eintrag.aktion):
        mitteilen(vorlage, eintrag, benutzer)


def mit_rolle(rolle):
    """The open accounts of a role."""
    return Benutzer.objects.filter(is_active=True, groups__name=rolle)


def _an(konten, vorlage, benutzer, **weiteres) -> None:
    ziel = reverse("vorlagen:detail", args=[vorlage.pk])
    hinweisen([k for k in konten if k.pk != benutzer.pk], ziel=ziel, **weiteres)


def _zurueckgegeben(vorlage, eintrag, benutzer) -> None:
    _an(
        verantwortliche(vorlage),
        vorlage,
        benutzer,
        schluessel=f"vorlage:{vorlage.pk}:zurueckgeben:{eintrag.pk}",
        art=HinweisArt.AUFGABE,
        titel=f"Zurückgegeben: {vorlage.betreff}",
        text=eintrag.bemerkung,
        grund="Sie haben die Vorlage verfasst oder zur Mitzeichnung gegeben.",
        titel_mail="Eine Ihrer Vorlagen ist zurückgekommen",
    )


def _freigegeben(vorlage, eintrag, benutzer) -> None:
    if not vorlage.kommt_aus_mandat:  # members have their own words, from `eingang`
        _an(
            [vorlage.verfasst_von],
            vorlage,
            benutzer,
            schluessel=f"vorlage:{vorlage.pk}:freigeben",
            titel=f"Freigegeben als {vorlage.nummer}: {vorlage.betreff}",
            grund="Sie haben die Vorlage verfasst.",
            titel_mail=f"Die Vorlage {vorlage.nummer} ist freigegeben",
        )
    _an(
        mit_rolle(SITZUNGSDIENST),
        vorlage,
        benutzer,
        schluessel=f"vorlage:{vorlage.pk}:freigeben:sitzungsdienst",
        art=HinweisArt.AUFGABE,
        titel=f"Für die Tagesordnung: {vorlage}",
        text="Die Vorlage ist freigegeben und kann auf eine Tagesordnung.",
        grund="Sie stellen die Tagesordnungen auf.",
        titel_mail=f"Die Vorlage {vorlage.nummer} kann auf eine Tagesordnung",
    )


def _zurueckgezogen(vorlage, eintrag, benutzer) -> None:
    """The author; the Sitzungsdienst once it was released; the Verwaltungsleitung while it waited for them."""
    konten = [vorlage.verfasst_von]
    if vorlage.kommt_aus_mandat and vorlage.amt_id:
        konten += mit_rolle(AMTSLEITUNG).filter(amt=vorlage.amt_id)
    if vorlage.freigegeben_am or vorlage.eingegangen_am:
        konten += mit_rolle(SITZUNGSDIENST)
    elif eintrag.von_status == VorlageStatus.IN_MITZEICHNUNG:
        konten += mit_rolle(VERWALTUNGSLEITUNG)
    wort = "Ersetzt" if eintrag.aktion == VorlageAktion.ERSETZEN else "Zurückgezogen"
    welche = f"Die Vorlage {vorlage.nummer}" if vorlage.nummer else "Eine Vorlage"
    _an(
        konten,
        vorlage,
        benutzer,
        schluessel=f"vorlage:{vorlage.pk}:zurueckziehen:{eintrag.pk}",
        titel=f"{wort}: {vorlage}",
        text=eintrag.bemerkung,
        grund="Sie haben die Vorlage verfasst, oder sie lag bei Ihnen.",
        titel_mail=f"{welche} ist {wort.lower()}",
    )
