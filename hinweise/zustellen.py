"""Tell people something, once: the only writer of `Hinweis`."""

from collections.abc import Iterable

from hinweise.models import Hinweis


def hinweisen(
    empfaenger: Iterable, *, schluessel: str, titel: str, grund: str, text="", ziel="", titel_mail=""
) -> None:
    """A notice to each active account of `empfaenger`, inside the transaction of what happened.

    `schluessel` names that one event, for example "vorlage:17:zurueckgeben:4": a second call with the same key tells nobody
    again. `grund` says in plain words why this account is told. `titel_mail` is what a mail may say of something
    non-public; inside, everybody who gets a notice may read its paper.
    """
    Hinweis.objects.bulk_create(
        [
            Hinweis(
                empfaenger=konto,
                schluessel=schluessel[:200],
                titel=titel[:300],
                text=text,
                grund=grund[:200],
                ziel=ziel,
                titel_mail=titel_mail[:300],
            )
            for konto in {k.pk: k for k in empfaenger}.values()
            if konto.is_active
        ],
        ignore_conflicts=True,
    )
