"""The receipt of a motion or question: what a step writes on it, and who is told. `workflow` calls these."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import AMTSLEITUNG, SITZUNGSDIENST
from vorlagen.models import VorlageVerlauf
from wittmund_ris import uhr


def quittieren(vorlage, eintrag) -> None:
    """Tell who moved, if they have an account, that and when it came in."""
    art = vorlage.get_art_display()
    zeitpunkt = timezone.localtime(vorlage.eingegangen_am)
    hinweisen(
        _antragstellende(vorlage),
        schluessel=f"vorlage:{vorlage.pk}:stellen:{eintrag.pk}",
        titel=f"Eingangsbestätigung: {art} „{vorlage.betreff}“",
        text=f"Eingegangen beim Sitzungsdienst am {zeitpunkt:%d.%m.%Y} um {zeitpunkt:%H:%M} Uhr.",
        grund="Sie haben diese Anfrage eingereicht." if art == "Anfrage" else "Sie haben diesen Antrag eingereicht.",
        ziel=reverse("antraege:antrag", args=[vorlage.pk]),
        titel_mail=f"Eingangsbestätigung: {art}",
    )


def _antragstellende(vorlage) -> list:
    konto = vorlage.auskunft_an
    return [konto] if konto else []


def bestaetigen(vorlage, eintrag) -> None:
    """Tell the author that and when it came in, and the Sitzungsdienst that it is there."""
    quittieren(vorlage, eintrag)
    art = vorlage.get_art_display()
    hinweisen(
        Benutzer.objects.filter(groups__name=SITZUNGSDIENST),
        schluessel=f"vorlage:{vorlage.pk}:eingang:{eintrag.pk}",
        art=HinweisArt.AUFGABE,
        titel=f"{art} eingegangen: „{vorlage.betreff}“",
        text=f"Von {vorlage.antragsteller}. Bitte weisen Sie sie einem Amt zu."
        if art == "Anfrage"
        else f"Von {vorlage.antragsteller}. Bitte weisen Sie ihn einem Amt zu.",
        grund="Der Sitzungsdienst nimmt Anträge und Anfragen entgegen.",
        ziel=reverse("vorlagen:detail", args=[vorlage.pk]),
        titel_mail=f"{art} eingegangen",
    )


def verteilen(vorlage, eintrag) -> None:
    """Tell the head of the Amt that has to answer."""
    hinweisen(
        Benutzer.objects.filter(groups__name=AMTSLEITUNG, amt=vorlage.amt),
        schluessel=f"vorlage:{vorlage.pk}:zuweisen:{eintrag.pk}",
        art=HinweisArt.AUFGABE,
        titel=f"Zugewiesen: {vorlage.get_art_display()} „{vorlage.betreff}“",
        text=eintrag.bemerkung,
        grund=f"Ihr Amt ({vorlage.amt}) ist jetzt federführend.",
        ziel=reverse("vorlagen:detail", args=[vorlage.pk]),
        titel_mail=f"{vorlage.get_art_display()} zugewiesen",
    )


# What those who moved are told of the way of their paper.
MELDUNGEN = {
    VorlageVerlauf.Aktion.ERGAENZUNG_ERBETEN: "Bitte um Ergänzung",
    VorlageVerlauf.Aktion.FREIGEBEN: "Bearbeitet und freigegeben",
    VorlageVerlauf.Aktion.BESCHLIESSEN: "Beschlossen",
    VorlageVerlauf.Aktion.ABLEHNEN: "Abgelehnt",
    VorlageVerlauf.Aktion.ZUR_KENNTNIS_NEHMEN: "Zur Kenntnis genommen",
}


def melden(vorlage, eintrag) -> None:
    """Tell the author of a motion or question of a step that matters to them; steps inside the house do not."""
    if not vorlage.kommt_aus_mandat or eintrag.aktion not in MELDUNGEN:
        return
    was = MELDUNGEN[eintrag.aktion]
    hinweisen(
        _antragstellende(vorlage),
        schluessel=f"vorlage:{vorlage.pk}:{eintrag.aktion}:{eintrag.pk}",
        titel=f"{was}: {vorlage.get_art_display()} „{vorlage.betreff}“",
        text=eintrag.bemerkung if eintrag.aktion == VorlageVerlauf.Aktion.ERGAENZUNG_ERBETEN else "",
        grund="Sie haben das eingereicht.",
        ziel=reverse("antraege:antrag", args=[vorlage.pk]),
        titel_mail=f"{was}: {vorlage.get_art_display()}",
    )


def eingang_festhalten(vorlage) -> list[str]:
    """The time of receipt, with `stellen`; the fields to save. The Anlagen of that moment stand from then on, as the words do."""
    vorlage.anlagen.update(mit_eingereicht=True)
    vorlage.eingegangen_am = uhr.jetzt()
    return ["eingegangen_am"]


def eingang_loeschen(vorlage) -> list[str]:
    """Taken back, the receipt is void; the Verlauf keeps when it had been."""
    vorlage.eingegangen_am = None
    return ["eingegangen_am"]


def pruefe_bitte(vorlage, bemerkung) -> None:
    """A request for an addition changes nothing, so nothing but its words keeps a second click from asking twice."""
    letzter = vorlage.verlauf.last()
    if letzter.aktion == VorlageVerlauf.Aktion.ERGAENZUNG_ERBETEN and letzter.bemerkung == bemerkung.strip():
        raise ValidationError({"bemerkung": "Diese Bitte ist schon an die Antragstellenden gegangen."})


def zuweisen(vorlage, amt) -> list[str]:
    """The Amt that answers, with `zuweisen`; the fields to save."""
    if amt is None:
        raise ValidationError({"amt": "Bitte wählen Sie das Amt, das die Stellungnahme oder Antwort schreibt."})
    if amt.pk == vorlage.amt_id:
        raise ValidationError({"amt": f"{amt} ist schon federführend. Bitte wählen Sie ein anderes Amt."})
    vorlage.amt = amt
    return ["amt"]
