"""Who is told of the life of a Sitzung: its members, and those whose papers it handles.

A mail names a public sitting that hangs out; of every other one its day alone.
"""

from django.urls import reverse
from django.utils import timezone

from gremien.choices import GremiumArt
from gremien.models import Mitgliedschaft
from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import AMTSLEITUNG, MANDATSTRAEGER, SACHBEARBEITUNG
from vorlagen.choices import ergebnis_text
from wittmund_ris import uhr


def eingeladen(sitzung) -> None:
    """The members who have an account: when and where, and that the papers are there."""
    punkte = sitzung.tops.count()
    hinweisen(
        _mitglieder(sitzung),
        schluessel=f"sitzung:{sitzung.pk}:einladen",
        art=HinweisArt.SITZUNG,
        titel=f"Einladung: {sitzung}",
        text=f"Beginn {timezone.localtime(sitzung.beginn):%H:%M} Uhr, {sitzung.raum or sitzung.ort}. "
        f"{punkte} {'Punkt' if punkte == 1 else 'Punkte'} auf der Tagesordnung.",
        grund="Sie gehören dem Gremium an.",
        ziel=reverse("sitzungen:detail", args=[sitzung.pk]),
        titel_mail=f"Einladung: {sitzung}"
        if sitzung.ist_veroeffentlicht
        else f"Einladung zu einer Sitzung am {sitzung.tag:%d.%m.%Y}",
    )


def abgesagt(sitzung, bemerkung) -> None:
    """The members, if they were invited; and the authors of its papers, which are free for another agenda."""
    am_tag = f"Die Sitzung am {sitzung.tag:%d.%m.%Y} ist abgesagt"
    satz = f"Abgesagt: {sitzung}" if sitzung.ist_veroeffentlicht else am_tag
    if sitzung.eingeladen_am:
        hinweisen(
            _mitglieder(sitzung),
            schluessel=f"sitzung:{sitzung.pk}:absagen",
            art=HinweisArt.SITZUNG,
            titel=f"Abgesagt: {sitzung}",
            text=bemerkung.strip(),
            grund="Sie gehören dem Gremium an und waren eingeladen.",
            # Members see a sitting that was called off on its public page only.
            ziel=sitzung.pfad if sitzung.ist_veroeffentlicht else "",
            titel_mail=satz,
        )
    for top in sitzung.tops.filter(beratung__isnull=False).select_related("beratung__vorlage__verfasst_von"):
        vorlage = top.beratung.vorlage
        hinweisen(
            [konto for konto in [vorlage.auskunft_an] if konto],
            schluessel=f"sitzung:{sitzung.pk}:absagen:{vorlage.pk}",
            art=HinweisArt.STAND,
            titel=f"Nicht beraten, Sitzung abgesagt: {vorlage}",
            text="Die Vorlage kann auf eine andere Tagesordnung.",
            grund="Sie haben die Vorlage verfasst.",
            ziel=reverse("vorlagen:detail", args=[vorlage.pk]),
            titel_mail=f"Die Vorlage {vorlage.nummer} wurde nicht beraten: Sitzung abgesagt",
        )


def beraten(sitzung, top) -> None:
    """The result of a paper, to its author and the head of its Amt: those who may read it, also where it is not public."""
    vorlage = top.beratung.vorlage
    im_amt = Benutzer.objects.filter(is_active=True, amt__isnull=False, amt=vorlage.amt)
    konten = im_amt.filter(groups__name=AMTSLEITUNG) | im_amt.filter(
        pk=vorlage.verfasst_von_id, groups__name=SACHBEARBEITUNG
    )
    ergebnis = ergebnis_text(top.ergebnis, top.rolle, geaendert=top.ist_geaendert, verwiesen_an=top.verwiesen_an or "")
    hinweisen(
        konten,
        schluessel=f"sitzung:{sitzung.pk}:ergebnis:{vorlage.pk}",
        art=HinweisArt.STAND,
        titel=f"{sitzung.gremium}: {ergebnis}",
        text=str(vorlage),
        grund="Ihr Amt ist für die Vorlage federführend.",
        ziel=reverse("vorlagen:detail", args=[vorlage.pk]),
        titel_mail=f"Zur Vorlage {vorlage.nummer} liegt ein Beratungsergebnis vor",
    )


def _mitglieder(sitzung):
    """Members of the body on its day who have an account, the role and a seat in the Kreistag: who may see the sitting."""
    sitze = Mitgliedschaft.objects.am(sitzung.tag).filter(gremium=sitzung.gremium)
    mandate = Mitgliedschaft.objects.am(uhr.heute()).filter(gremium__art=GremiumArt.VERTRETUNG)
    return Benutzer.objects.filter(
        is_active=True,
        groups__name=MANDATSTRAEGER,
        person__in=sitze.values("person"),
    ).filter(person__in=mandate.values("person"))
