"""Who is told of a step of a Vorlage. `workflow` calls `nach_schritt`, in the transaction of the step.

Inside, a notice names the paper; a mail names its number at most. Whoever did it is not told.
"""

from django.urls import reverse

from gremien.models import Mitgliedschaft
from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import AMTSLEITUNG, SITZUNGSDIENST, VERWALTUNGSLEITUNG
from vorlagen.choices import GELADENE_STATUS, VorlageAktion, VorlageStatus
from vorlagen.mitzeichnung.hinweise import verantwortliche
from wittmund_ris import uhr


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
    konten = [konto for konto in [vorlage.auskunft_an] if konto]
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


def neufassung_begonnen(kopie, benutzer) -> None:
    """The author of the working copy, where somebody else has begun it."""
    _an(
        [kopie.verfasst_von],
        kopie,
        benutzer,
        schluessel=f"vorlage:{kopie.pk}:neu_fassen",
        art=HinweisArt.AUFGABE,
        titel=f"Neue Fassung begonnen: {kopie.neufassung_von}",
        text=kopie.fassung_grund,
        grund="Sie haben die Vorlage verfasst.",
        titel_mail=f"Zur Vorlage {kopie.neufassung_von.nummer} ist eine neue Fassung begonnen",
    )


def neue_fassung(vorlage, fassung, kopie, benutzer) -> None:
    """Those who had the Fassung before: the members of the bodies on whose dispatched agendas the paper stands, who co-signed
    either, the authors, who released it, the Sitzungsdienst."""
    konten = {k.pk: k for k in (vorlage.verfasst_von, kopie.verfasst_von, vorlage.freigegeben_von)}
    for papier in (vorlage, kopie):
        gezeichnet = papier.mitzeichnungen.erledigt().select_related("gezeichnet_von")
        konten |= {z.gezeichnet_von.pk: z.gezeichnet_von for z in gezeichnet}
    konten |= {k.pk: k for k in mit_rolle(SITZUNGSDIENST)}
    if vorlage.status in GELADENE_STATUS:
        geladen = vorlage.beratungen.filter(tops__sitzung__eingeladen_am__isnull=False)
        sitze = Mitgliedschaft.objects.am(uhr.heute()).filter(gremium__in=geladen.values("gremium"))
        mitglieder = Benutzer.objects.filter(is_active=True, person__in=sitze.values("person"))
        konten |= {k.pk: k for k in mitglieder}
    _an(
        konten.values(),
        vorlage,
        benutzer,
        schluessel=f"vorlage:{vorlage.pk}:fassung:{fassung.nummer}",
        titel=f"Neue Fassung {fassung.nummer} der Vorlage {vorlage}",
        text=f"Grund: {fassung.grund}",
        grund="Sie haben die frühere Fassung dieser Vorlage erhalten oder an ihr mitgewirkt.",
        titel_mail=f"Die Vorlage {vorlage.nummer} hat eine neue Fassung",
    )
