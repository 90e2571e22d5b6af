"""The course of the open sitting: items called, breaks, people who attend, motions, conflicts of interest."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from konten.rechte import darf
from sitzungen.choices import AbstimmungArt, AntragStand, SitzungStatus, TeilnahmeArt, Umfang, Verbleib
from sitzungen.models import (
    Mitwirkungsverbot,
    Sitzungsantrag,
    SitzungVerlauf,
    Teilnahme,
    Unterbrechung,
    vermerken,
)
from sitzungen.offen import gesperrt, offene_sitzung
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext import normalisieren


def _vermerken(sitzung, benutzer, text) -> None:
    vermerken(sitzung, SitzungVerlauf.Aktion.VERHANDLUNG, benutzer, text)


@transaction.atomic
def aufrufen(top, *, benutzer) -> None:
    """Call an item: who comes or leaves from here on does so „ab TOP …“. Called again, its first time stands."""
    sitzung = offene_sitzung(top.sitzung_id, benutzer)
    top = sitzung.tops.get(pk=top.pk)
    sitzung.aktueller_top = top
    sitzung.save(update_fields=["aktueller_top"])
    if top.aufgerufen_am is None:
        top.aufgerufen_am = uhr.jetzt()
        top.save(update_fields=["aufgerufen_am"])
        _vermerken(sitzung, benutzer, f"{top.nummer_lang} aufgerufen")


@transaction.atomic
def unterbrechen(sitzung, *, grund="", benutzer) -> Unterbrechung:
    """A break begins. ValidationError while one is running."""
    sitzung = offene_sitzung(sitzung.pk, benutzer)
    if sitzung.unterbrechungen.filter(bis__isnull=True).exists():
        raise ValidationError("Die Sitzung ist schon unterbrochen.")
    pause = Unterbrechung.objects.create(sitzung=sitzung, von=uhr.jetzt(), grund=druckbar({"g": grund})["g"].strip())
    _vermerken(sitzung, benutzer, f"Unterbrochen um {timezone.localtime(pause.von):%H:%M} Uhr. {pause.grund}")
    return pause


@transaction.atomic
def fortsetzen(sitzung, *, benutzer) -> Unterbrechung:
    """The break ends. ValidationError if there is none."""
    sitzung = offene_sitzung(sitzung.pk, benutzer)
    pause = sitzung.unterbrechungen.filter(bis__isnull=True).first()
    if pause is None:
        raise ValidationError("Die Sitzung ist nicht unterbrochen.")
    pause.bis = uhr.jetzt()
    pause.save(update_fields=["bis"])
    _vermerken(sitzung, benutzer, f"Fortgesetzt um {timezone.localtime(pause.bis):%H:%M} Uhr")
    return pause


@transaction.atomic
def teilnehmen(sitzung, *, art=TeilnahmeArt.VERWALTUNG, name, funktion="", benutzer) -> Teilnahme:
    """Somebody without a seat attends. ValidationError without a name, or if they are entered already."""
    sitzung = offene_sitzung(sitzung.pk, benutzer)
    sauber = druckbar({"name": name.strip(), "funktion": funktion.strip()})
    if not sauber["name"]:
        raise ValidationError({"name": "Bitte geben Sie den Namen an."})
    teilnahme = Teilnahme(sitzung=sitzung, art=art, **sauber)
    teilnahme.full_clean()
    teilnahme.save()
    _vermerken(sitzung, benutzer, f"Nimmt teil: {teilnahme} ({teilnahme.get_art_display()})")
    return teilnahme


@transaction.atomic
def teilnahme_streichen(teilnahme, *, benutzer) -> None:
    """Take back a mistaken entry; refused once a Mitwirkungsverbot names the person."""
    sitzung = offene_sitzung(teilnahme.sitzung_id, benutzer)
    if Mitwirkungsverbot.objects.filter(teilnahme=teilnahme).exists():
        raise ValidationError("Für diese Person ist ein Mitwirkungsverbot vermerkt.")
    _vermerken(sitzung, benutzer, f"Gestrichen: {teilnahme}")
    Teilnahme.objects.filter(pk=teilnahme.pk).delete()


@transaction.atomic
def antrag_stellen(top, *, art=AbstimmungArt.AENDERUNG, gestellt_von, inhalt, fassung="", benutzer) -> Sitzungsantrag:
    """A motion in the sitting. An amendment that changes the wording gives the whole decision as it would read (`fassung`).

    It is put behind the others; `antrag_ordnen` brings the furthest-reaching one to the front.
    """
    sitzung = offene_sitzung(top.sitzung_id, benutzer)
    sauber = druckbar(
        {"gestellt_von": gestellt_von.strip(), "inhalt": inhalt.strip(), "fassung": normalisieren(fassung)}
    )
    for feld, frage in (("gestellt_von", "wer den Antrag stellt"), ("inhalt", "was beantragt ist")):
        if not sauber[feld]:
            raise ValidationError({feld: f"Bitte geben Sie an, {frage}."})
    if art == AbstimmungArt.AENDERUNG and top.hauptabstimmung:
        raise ValidationError("Über den Punkt ist schon abgestimmt. Ein Änderungsantrag kommt vor der Sachabstimmung.")
    letzter = top.antraege.last()
    antrag = Sitzungsantrag.objects.create(top=top, art=art, position=letzter.position + 1 if letzter else 1, **sauber)
    _vermerken(sitzung, benutzer, f"{top.nummer_lang}: {antrag}")
    return antrag


@transaction.atomic
def antrag_ordnen(antrag, *, benutzer) -> None:
    """Put an open motion before the one in front of it: the furthest-reaching is voted on first (Geschäftsordnung)."""
    offene_sitzung(antrag.top.sitzung_id, benutzer)
    vor = antrag.top.antraege.filter(position__lt=antrag.position).last()
    if vor is None:
        return
    antrag.position, vor.position = vor.position, antrag.position
    for einer in (antrag, vor):
        einer.save(update_fields=["position"])


@transaction.atomic
def antrag_erledigen(antrag, stand, *, benutzer) -> Sitzungsantrag:
    """Withdrawn by its mover, or settled by another vote; only a vote makes it angenommen or abgelehnt."""
    sitzung = offene_sitzung(antrag.top.sitzung_id, benutzer)
    antrag = Sitzungsantrag.objects.select_related("top").get(pk=antrag.pk)
    if stand not in (AntragStand.ZURUECKGEZOGEN, AntragStand.ERLEDIGT):
        raise ValidationError("Über einen Antrag entscheidet die Abstimmung.")
    if antrag.stand != AntragStand.OFFEN:
        raise ValidationError(f"Der Antrag ist schon {antrag.get_stand_display()}.")
    antrag.stand = stand
    antrag.save(update_fields=["stand"])
    _vermerken(sitzung, benutzer, f"{antrag.top.nummer_lang}: {antrag} – {antrag.get_stand_display()}")
    return antrag


@transaction.atomic
def ausschliessen(
    top, *, person=None, teilnahme=None, umfang=Umfang.VERBOT, verbleib=Verbleib.RAUM, benutzer
) -> Mitwirkungsverbot:
    """Record a conflict of interest on an item (§ 41 NKomVG): the person does not vote on it, and leaves.

    `HINWEIS` where the law lets them take part: norms, elections, common interests of a group (Abs. 1 S. 3, Abs. 3). The
    spectators' part is for public items only (Abs. 5). After the vote, also after the end of the sitting, it is added as
    `nachtraeglich`: whether the decision turns on the person is then to be examined (Abs. 6).
    """
    sitzung = gesperrt(top.sitzung_id)
    if not darf(benutzer, "sitzungen.abstimmen", sitzung):
        raise PermissionDenied("Ein Mitwirkungsverbot hält der Sitzungsdienst fest.")
    if sitzung.status not in (SitzungStatus.EROEFFNET, SitzungStatus.GESCHLOSSEN):
        raise ValidationError("Ein Mitwirkungsverbot wird in der Sitzung festgehalten.")
    top = sitzung.tops.prefetch_related("abstimmungen").get(pk=top.pk)
    if verbleib == Verbleib.ZUHOERER and not top.ist_oeffentlich:
        raise ValidationError(
            {"verbleib": "Im nichtöffentlichen Teil verlässt die Person den Raum (§ 41 Abs. 5 NKomVG)."}
        )
    verbot = Mitwirkungsverbot(
        top=top,
        person=person,
        teilnahme=teilnahme,
        umfang=umfang,
        verbleib=verbleib,
        von=uhr.jetzt() if umfang == Umfang.VERBOT and sitzung.status == SitzungStatus.EROEFFNET else None,
        nachtraeglich=top.hauptabstimmung is not None or sitzung.status == SitzungStatus.GESCHLOSSEN,
    )
    verbot.full_clean()
    verbot.save()
    _vermerken(sitzung, benutzer, f"{top.nummer_lang}: {person or teilnahme} {verbot.get_umfang_display()}")
    return verbot


@transaction.atomic
def zurueckkehren(verbot, *, benutzer) -> Mitwirkungsverbot:
    """The person is back after the item."""
    sitzung = offene_sitzung(verbot.top.sitzung_id, benutzer)
    if verbot.von is None or verbot.bis is not None:
        raise ValidationError("Diese Person hat den Raum nicht verlassen oder ist schon zurück.")
    verbot.bis = uhr.jetzt()
    verbot.save(update_fields=["bis"])
    _vermerken(sitzung, benutzer, f"{verbot.top.nummer_lang}: {verbot.person or verbot.teilnahme} wieder da")
    return verbot


@transaction.atomic
def ausschluss_aufheben(verbot, *, benutzer) -> None:
    """Take back a mistaken entry before the vote on the item; afterwards it stands."""
    sitzung = offene_sitzung(verbot.top.sitzung_id, benutzer)
    verbot = Mitwirkungsverbot.objects.select_related("top", "person", "teilnahme").get(pk=verbot.pk)
    if verbot.top.hauptabstimmung or verbot.entscheidung_id:
        raise ValidationError("Über den Punkt ist schon abgestimmt; der Vermerk bleibt stehen.")
    _vermerken(
        sitzung, benutzer, f"{verbot.top.nummer_lang}: Mitwirkungsverbot {verbot.person or verbot.teilnahme} gestrichen"
    )
    Mitwirkungsverbot.objects.filter(pk=verbot.pk).delete()
