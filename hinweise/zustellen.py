"""Tell people something, once: the only writer of `Hinweis`."""

from collections.abc import Iterable

from hinweise.choices import HinweisArt, Mailweg
from hinweise.models import Hinweis, Mailwunsch, Sendung
from hinweise.tasks import faellige_versenden
from wittmund_ris import uhr


def hinweisen(
    empfaenger: Iterable,
    *,
    schluessel: str,
    titel: str,
    grund: str,
    text="",
    ziel="",
    titel_mail="",
    art=HinweisArt.STAND,
) -> None:
    """A notice to each active account of `empfaenger`, inside the transaction of what happened.

    `schluessel` names that one event, for example "vorlage:17:zurueckgeben:4": a second call with the same key tells nobody
    again. `grund` says in plain words why this account is told; it also stands in mails and names nothing of the content.
    `titel` and `text` stay inside, where everybody who gets a notice may read its paper. A mail leaves the house and says
    `titel_mail` or nothing of the matter at all. `ziel` is a path of our own ("/verwaltung/…"), or empty.
    """
    konten = {k.pk: k for k in empfaenger if k.is_active}
    if not konten:
        return
    if ziel and not ziel.startswith("/"):
        raise ValueError("Ein Hinweis führt auf eine eigene Seite.")
    art = HinweisArt(art)
    wuensche = {w.benutzer_id: w for w in Mailwunsch.objects.filter(benutzer__in=konten)}
    Hinweis.objects.bulk_create(
        [
            Hinweis(
                empfaenger=konto,
                schluessel=schluessel[:200],
                art=art,
                titel=titel[:300],
                text=text,
                grund=grund[:200],
                ziel=ziel,
                titel_mail=titel_mail[:300],
                mailweg=_mailweg(konto, wuensche, art),
            )
            for konto in konten.values()
        ],
        ignore_conflicts=True,
    )
    _sofort_vormerken(schluessel[:200], konten)


def _mailweg(konto, wuensche, art) -> str:
    if not konto.email:
        return Mailweg.KEINE
    return (wuensche.get(konto.pk) or Mailwunsch()).weg(art)


def _sofort_vormerken(schluessel, konten) -> None:
    """One mail for each new notice that is wanted at once; the worker is woken in the same transaction."""
    # Only ours: a call with the same key that was faster has given its rows their Sendung in its own transaction.
    neue = list(
        Hinweis.objects.filter(
            schluessel=schluessel, empfaenger__in=konten, mailweg=Mailweg.SOFORT, sendung__isnull=True
        )
    )
    if not neue:
        return
    for hinweis in neue:
        hinweis.sendung = Sendung(empfaenger_id=hinweis.empfaenger_id, art=Mailweg.SOFORT, tag=uhr.heute())
    Sendung.objects.bulk_create([h.sendung for h in neue])
    for hinweis in neue:
        hinweis.sendung_id = hinweis.sendung.pk
    Hinweis.objects.bulk_update(neue, ["sendung"])
    faellige_versenden.enqueue()
