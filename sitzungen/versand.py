"""Dispatch with proof: who gets which version of the agenda, when and on which way (§ 59 Abs. 1 NKomVG).

The rows and the notice in the account are written in the transaction of the act that dispatches: the invitation lies in every
account, or nothing happened. Mails are sent by the worker (`hinweise.versand`), which hands none over twice.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from sitzungen.empfaenger import Empfaenger, empfaenger
from sitzungen.models import Versand, Zustellereignis, Zustellnachweis
from wittmund_ris import uhr

A = Versand.Anlass
E = Zustellnachweis.Eigenschaft
GRUND = {
    E.MITGLIED: "Sie gehören dem Gremium an.",
    E.BERATEND: "Sie gehören dem Gremium mit beratender Stimme an.",
    E.VERTRETUNG: "Sie vertreten ein Mitglied, das verhindert ist.",
    E.VERWALTUNG: "Sie nehmen für die Verwaltung teil.",
    E.ZUHOEREND: "Sie dürfen als Mitglied des Kreistages zuhören.",
}


@transaction.atomic
def versenden(fassung, *, benutzer, anlass=None, schluessel="", bemerkung="", an=None) -> Versand:
    """Send this version of the agenda to all recipients of its sitting, with the day, hour and place of this moment.

    `anlass`: EINLADUNG for the version of the invitation, else NACHTRAG; a moved sitting passes VERLEGUNG and a `schluessel` of
    its own (for example the line of the Verlauf), because it may move again. The same key a second time sends nothing and
    answers the first dispatch. The caller has asked for the right and written the Verlauf.
    """
    sitzung = fassung.sitzung
    anlass = anlass or (A.EINLADUNG if fassung.art == fassung.Art.EINGELADEN else A.NACHTRAG)
    versand, neu = Versand.objects.get_or_create(
        sitzung=sitzung,
        schluessel=schluessel or f"fassung:{fassung.nummer}",
        defaults={
            "fassung": fassung,
            "anlass": anlass,
            "beginn": sitzung.beginn,
            "ort": sitzung.ort,
            "raum": sitzung.raum,
            "bemerkung": bemerkung[:300],
            "versandt_am": uhr.jetzt(),
            "versandt_von": benutzer,
        },
    )
    if neu:
        _zustellen(versand, empfaenger(sitzung) if an is None else an)
    return versand


@transaction.atomic
def nachsenden(versand, weiterer: Empfaenger) -> None:
    """One more recipient of a dispatch, for example the deputy of a member who excused himself; who has it gets it no second time."""
    _zustellen(versand, [weiterer])


def oeffnen(sitzung, konto) -> None:
    """This account has opened the package of the sitting: the first time is written down for each dispatch so far."""
    offen = Zustellnachweis.objects.filter(versand__sitzung=sitzung, konto=konto).exclude(
        ereignisse__art=Zustellereignis.Art.GEOEFFNET
    )
    Zustellereignis.objects.bulk_create(
        [Zustellereignis(nachweis=n, art=Zustellereignis.Art.GEOEFFNET, benutzer=konto) for n in offen],
        ignore_conflicts=True,
    )


def _zustellen(versand, an: list[Empfaenger]) -> None:
    Zustellnachweis.objects.bulk_create(
        [
            Zustellnachweis(
                versand=versand,
                person=e.person,
                konto=e.konto,
                sitz=e.sitz,
                name=e.name,
                eigenschaft=e.eigenschaft,
                weg=e.weg,
                zugestellt_am=uhr.jetzt(),
            )
            for e in an
        ],
        ignore_conflicts=True,
    )
    for eigenschaft in E:
        konten = [e.konto for e in an if e.eigenschaft == eigenschaft and e.konto]
        if konten:
            _hinweisen(versand, eigenschaft, konten)


def schluessel(versand, eigenschaft="") -> str:
    """The key of the notices of this dispatch: by it the proof finds the mail of each account. A listener who becomes a deputy
    is told again."""
    stamm = f"sitzung:{versand.sitzung_id}:versand:{versand.pk}"
    return f"{stamm}:vertretung" if eigenschaft == E.VERTRETUNG else stamm


def _hinweisen(versand, eigenschaft, konten) -> None:
    """A mail names a public sitting that hangs out; of every other one its day alone."""
    sitzung = versand.sitzung
    wort = "Zum Zuhören" if eigenschaft == E.ZUHOEREND else versand.get_anlass_display()
    punkte = versand.fassung.anzahl
    wo = versand.raum or versand.ort
    text = (
        f"Beginn {timezone.localtime(versand.beginn):%d.%m.%Y, %H:%M} Uhr, {wo}. "
        f"{punkte} {'Punkt' if punkte == 1 else 'Punkte'} auf der Tagesordnung."
    )
    hinweisen(
        konten,
        schluessel=schluessel(versand, eigenschaft),
        art=HinweisArt.SITZUNG,
        titel=f"{wort}: {sitzung}",
        text=f"{text} {versand.bemerkung}".strip(),
        grund=GRUND[eigenschaft],
        ziel=reverse("sitzungen:paket", args=[sitzung.pk]),
        titel_mail=f"{wort}: {sitzung}"
        if sitzung.ist_veroeffentlicht
        else f"{wort}: eine Sitzung am {sitzung.tag:%d.%m.%Y}",
    )
