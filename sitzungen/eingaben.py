"""Entries of the running sitting: each happens once, and none on a stand that somebody else has changed meanwhile."""

import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from sitzungen.models import Eingabe
from sitzungen.offen import gesperrt, offene_sitzung
from sitzungen.saetze import punktsatz

# How many steps back the own entries of a page are looked at.
RUECKBLICK = 200


class Veraltet(ValidationError):
    """Somebody else has changed meanwhile what the entry was made for."""


def abdruck(werte) -> str:
    """Fingerprint of what was sent: pairs of name and value, in any order."""
    return hashlib.sha256(repr(sorted(werte)).encode()).hexdigest()


def anwesend(sitzung) -> str:
    """Fingerprint of who takes which seat now."""
    return _kurz(sitzung.anwesenheitszeiten.laufend().order_by("pk").values_list("pk", "person_id"))


def punktstand(top) -> str:
    """Fingerprint of what is recorded on an item: result, votes, motions, conflicts of interest."""
    return _kurz(
        (
            (top.ergebnis, top.ergebnis_grund, top.verwiesen_an_id),
            list(top.abstimmungen.order_by("pk").values_list("pk", flat=True)),
            list(top.antraege.order_by("pk").values_list("pk", "stand", "position")),
            list(top.mitwirkungsverbote.order_by("pk").values_list("pk", "umfang")),
        )
    )


def stand(top) -> str:
    """What a page carries that shows an item: the people in the room and the item, as they are now."""
    return f"{anwesend(top.sitzung)}.{punktstand(top)}"


@transaction.atomic
def einmal(sitzung, aktion, tun, *, schluessel, abdruck, fenster="", gesehen="", top=None, benutzer) -> Eingabe:
    """Carry out `tun()`, which returns the message, unless an entry with this key has been recorded already.

    `gesehen` is the `stand` that the page showed, "" where it does not matter. Veraltet (a ValidationError) if somebody else
    has changed it; ValidationError if the key is known with another content, and as `tun` says; PermissionDenied for everybody
    but the Sitzungsdienst.
    """
    sitzung = gesperrt(sitzung.pk)
    if not darf(benutzer, "sitzungen.abstimmen", sitzung):
        raise PermissionDenied("Ergebnisse hält der Sitzungsdienst fest.")
    if alt := sitzung.eingaben.filter(schluessel=schluessel).first():
        if alt.abdruck != abdruck:
            raise ValidationError(
                f"Von dieser Seite ist schon etwas anderes festgehalten: {alt.text} Bitte laden Sie die Seite neu."
            )
        return alt
    sitzung = offene_sitzung(sitzung.pk, benutzer)
    vorher = anwesend(sitzung)
    if gesehen and top:
        _pruefe_stand(sitzung, top, gesehen, vorher, fenster)
    text = tun()
    if top:
        top.refresh_from_db()
    return Eingabe.objects.create(
        sitzung=sitzung,
        schluessel=schluessel,
        aktion=aktion,
        abdruck=abdruck,
        fenster=fenster[:40],
        top=top,
        text=text,
        anwesend_vorher=vorher,
        anwesend_nachher=anwesend(sitzung),
        punkt_nachher=punktstand(top) if top else "",
        benutzer=benutzer,
    )


def _pruefe_stand(sitzung, top, gesehen, jetzt, fenster) -> None:
    leute, _, punkt = gesehen.partition(".")
    top = sitzung.tops.prefetch_related("abstimmungen").select_related("beratung", "verwiesen_an").get(pk=top.pk)
    aktuell = punktstand(top)
    if punkt != aktuell:
        letzte = sitzung.eingaben.filter(top=top).last()
        if letzte is None or letzte.fenster != fenster or letzte.punkt_nachher != aktuell:
            was = f": {punktsatz(top)}" if top.ergebnis else ""
            raise Veraltet(
                f"Zu {top.nummer_lang} ist inzwischen etwas festgehalten worden{was}. Ihre Eingabe steht noch da: Bitte prüfen "
                "Sie sie und senden Sie sie noch einmal, wenn sie gelten soll."
            )
    # Back over what this page has changed itself, e.g. while it had no connection.
    for eingabe in sitzung.eingaben.order_by("-pk")[:RUECKBLICK]:
        if jetzt == leute or eingabe.fenster != fenster or eingabe.anwesend_nachher != jetzt:
            break
        jetzt = eingabe.anwesend_vorher
    if jetzt != leute:
        zahl = sitzung.anwesenheitszeiten.laufend().stimmberechtigt().count()
        raise Veraltet(
            f"Die Anwesenheit hat sich inzwischen geändert: {zahl} Stimmberechtigte sind da. Ihre Eingabe steht noch da: Bitte "
            "prüfen Sie sie und senden Sie sie noch einmal."
        )


def _kurz(werte) -> str:
    return hashlib.sha256(repr(list(werte)).encode()).hexdigest()[:16]
